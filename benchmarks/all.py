"""Questions about all documents: are those that say it listed, and what do they cost?

    uv run --group benchmarks python -m benchmarks.all --data DIR [--library DIR] [--fit]

51 documents: meetings, stories, corpora and proposals. `all.json` has 20 questions and, for each,
the documents that say it, found by hand, with the place of the first words that do. Weights and
thresholds are chosen on every other question (`--fit` writes `saying.json`) and reported on the
rest, beside documents with all of the question's words in one sentence, and beside those among
the best passages. A simulated model, which quotes sentences with all of a question's words,
shows the number of calls, and its list from the best passages alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import astuple, fields
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, NamedTuple

import numpy as np
import typer
from langchain_core.documents import Document

from precis import event_loop
from precis.chains.grounding.lexical import terms
from precis.chains.requests import AskOptions, CallOptions
from precis.chains.whole_library.asking import answering
from precis.chains.whole_library.candidates import candidates
from precis.chains.whole_library.form import read_question
from precis.chains.whole_library.reading import find_quotes
from precis.chains.whole_library.saying import WEIGHTS, Quote, Signals
from precis.chains.workspace import Workspace
from precis.models.tokens import estimate_tokens
from tests.fakes.openai_server import model_server

TRUTH = Path(__file__).with_suffix(".json")
PROPOSALS = 34
BEST_PASSAGES = (8, 50)
REGULARIZATION = 0.05
_ALL = 0.99


class Question(NamedTuple):
    """A question, and the ids of the documents that say it."""

    text: str
    truth: frozenset[str]


class Listed(NamedTuple):
    """For one question: the relevant documents by the index, and the best sentence of each."""

    question: Question
    quotes: list[Quote]
    matter: frozenset[str]


def documents(data: Path) -> Iterator[Document]:
    """Yield the 51 documents."""
    for number, meeting in enumerate(_rows(data / "meetings" / "meetings.jsonl"), start=1):
        turns = meeting["meeting_transcripts"]
        text = "\n".join(f"{turn['speaker']}: {turn['content']}" for turn in turns)
        yield _document(f"meeting-{number}", text)
    for story in _rows(data / "stories" / "stories.jsonl"):
        yield _document(f"story-{story['id']}", story["text"])
    for name in ("chatlogs", "state_of_the_union", "wikitexts"):
        yield _document(name, (data / "retrieval" / f"{name}.md").read_text(encoding="utf-8"))
    for proposal in _rows(data / "abstracts" / "peps.jsonl")[:PROPOSALS]:
        yield _document(proposal["id"], f"{proposal['title']}\n\n{proposal['document']}")


def questions(known: Collection[Document]) -> list[Question]:
    """Read the questions, and check that what is said to say it is there."""
    by_name = {document.metadata["source"]: document for document in known}
    found = []
    for each in json.loads(TRUTH.read_text(encoding="utf-8")):
        for name, (start, end) in each["documents"].items():
            assert by_name[name].page_content[start:end].strip(), (each["question"], name)
        ids = frozenset(by_name[name].metadata["id"] for name in each["documents"])
        found.append(Question(each["question"], ids))
    return found


def f1(found: Collection[str], truth: Collection[str]) -> float:
    """Return the harmonic mean of precision and recall."""
    right = len(set(found) & set(truth))
    return 2 * right / (len(found) + len(truth)) if found or truth else 1.0


def find_all_quotes(question: Question, workspace: Workspace) -> Listed:
    """Return the relevant documents and the best sentence of each for a question."""
    asked, library = read_question(question.text), workspace.library
    found = candidates(library.find_touched(asked.condition, asked.words), asked.words)
    matter = frozenset(name for name, each in found.items() if each.can_matter)
    texts = list(library.documents(sorted(matter)).values())
    quotes = event_loop.run(find_quotes(texts, found, asked.condition, asked.words, workspace))
    return Listed(question, quotes, matter)


def fitted(rows: Sequence[Listed]) -> tuple[list[float], float]:
    """Return the weights and the bias of a logistic model, by Newton's method.

    The bias is then moved to where the mean F1 of the questions is best.
    """
    cases = [
        (astuple(quote.signals), quote.span.document_id in row.question.truth)
        for row in rows
        for quote in row.quotes
    ]
    x = np.array([[*signals, 1.0] for signals, _ in cases])
    y = np.array([says for _, says in cases], dtype=float)
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (p - y) + REGULARIZATION * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + REGULARIZATION * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, gradient)
    weights = [round(float(each), 3) for each in beta[:-1]]
    scores = np.linspace(-12, 4, 321)
    means = [mean_f1(rows, _says(weights, bias)) for bias in scores]
    best = np.flatnonzero(np.array(means) >= max(means) - 1e-9)
    return weights, round(float(scores[best].mean()), 3)


def _says(weights: Sequence[float], bias: float) -> Callable[[Quote], bool]:
    return lambda quote: bool(np.dot(weights, astuple(quote.signals)) + bias >= 0)


def _all_words(quote: Quote) -> bool:
    return quote.signals.alone > _ALL


def mean_f1(rows: Sequence[Listed], says: Callable[[Quote], bool]) -> float:
    """Return the mean F1 of questions, of the documents whose quote `says` it."""
    return float(
        np.mean(
            [
                f1([q.span.document_id for q in row.quotes if says(q)], row.question.truth)
                for row in rows
            ]
        )
    )


def interval(values: Sequence[float]) -> str:
    """Return a mean with its 95% bootstrap interval."""
    draw = np.random.default_rng(0)
    means = [draw.choice(values, len(values)).mean() for _ in range(2000)]
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{np.mean(values):.2f} ({low:.2f} to {high:.2f})"


def of_rows(rows: Sequence[Listed], says: Callable[[Quote], bool]) -> list[float]:
    """Return the F1 of each question."""
    return [mean_f1([row], says) for row in rows]


def of_passages(rows: Sequence[Listed], workspace: Workspace, k: int) -> list[float]:
    """Return the F1 of the documents among the best `k` passages."""
    found = []
    for row in rows:
        passages = workspace.library.search(row.question.text, k=k)
        found.append(f1({p.metadata["document_id"] for p in passages}, row.question.truth))
    return found


def quoting(prompt: str) -> str:
    """Reply as a model that quotes: the sentences with all of the question's words."""
    if "Looked for: " in prompt:
        asked = prompt.rpartition("Looked for: ")[2]
        words = read_question(f"Which {asked.strip()}").words
    else:
        words = read_question(prompt.rpartition("Question: ")[2].strip()).words
    stems = [frozenset(terms(word).stems) for word in words]
    said = [
        f"{text} [{number}]"
        for number, text in re.findall(r"^(\d+) (\S.*)$", prompt, re.MULTILINE)
        if all(stem & terms(text).content for stem in stems)
    ]
    return "\n".join(said[:20]) or "The documents do not say. [0]"


def calls(rows: Sequence[Listed], library: Path) -> None:
    """Print the calls of a simulated model, and its list compared with the best passages."""
    os.environ["OPENAI_API_KEY"] = "simulated"
    added = _document("added", "A new proposal. It mentions the GIL, Mars, Venus and Haskell.")
    with model_server(reply=quoting, tokens=estimate_tokens) as server:
        os.environ["OPENAI_BASE_URL"] = server.url

        def ask(question: str, **options: bool) -> dict[str, Any]:
            workspace = Workspace(library, CallOptions(), model="openai:simulated")
            return answering(workspace, AskOptions(**options)).invoke(question).as_json()

        firsts = [ask(row.question.text, all=True) for row in rows]
        agains = [ask(row.question.text, all=True) for row in rows]
        best = [ask(row.question.text) for row in rows]
        workspace = Workspace(library, CallOptions(), model="openai:simulated")
        workspace.library.ingest([added])
        grown = [ask(row.question.text, all=True) for row in rows]
        workspace.library.remove([added.metadata["id"]])
    print("| question | can matter | calls | again | one added | F1 | F1, best passages |")
    print("|---|---|---|---|---|---|---|")
    found: dict[str, list[float]] = {"all": [], "best": []}
    for row, *answers in zip(rows, firsts, agains, grown, best, strict=True):
        first, again, more, top = answers
        assert not first["all"]["failed"], first["all"]["failed"]
        cited = {c["document_id"] for claim in top["answer"] for c in claim["citations"]}
        of_all = {it["document_id"] for it in first["all"]["findings"]}
        found["all"].append(f1(of_all, row.question.truth))
        found["best"].append(f1(cited, row.question.truth))
        paid = [each["usage"]["calls"] for each in (first, again, more)]
        shares = f"{found['all'][-1]:.2f} | {found['best'][-1]:.2f}"
        cells = " | ".join(map(str, (row.question.text, first["all"]["asked"], *paid)))
        print(f"| {cells} | {shares} |")
    print("F1 of the model, --all:       ", interval(found["all"]))
    print("F1 of the model, best passages:", interval(found["best"]))


def main(
    data: Annotated[Path, typer.Option(help="The folder of data.")],
    library: Annotated[Path | None, typer.Option(help="Kept; else a temporary one.")] = None,
    *,
    fit: Annotated[bool, typer.Option("--fit", help="Write saying.json.")] = False,
    model: Annotated[bool, typer.Option("--model", help="Count a model's calls too.")] = False,
) -> None:
    """Print the tables."""
    known = list(documents(data))
    with TemporaryDirectory() as folder:
        workspace = Workspace(library or Path(folder), CallOptions(), model="extractive")
        workspace.library.ingest(known)
        rows = [find_all_quotes(question, workspace) for question in questions(known)]
        chosen, reported = rows[::2], rows[1::2]
        says: Callable[[Quote], bool] = attrgetter("says_it")
        if fit:
            weights, bias = fitted(chosen)
            names = [each.name for each in fields(Signals)]
            written = {"weights": dict(zip(names, weights, strict=True)), "bias": bias}
            WEIGHTS.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
            print(written)
            says = _says(weights, bias)
        for name, half in (("chosen on", chosen), ("reported", reported)):
            print(f"-- {name}: {len(half)} questions over {len(known)} documents")
            print("F1, extractive --all:   ", interval(of_rows(half, says)))
            print("F1, all words in one sentence:", interval(of_rows(half, _all_words)))
            for k in BEST_PASSAGES:
                print(f"F1, best {k} passages:  ", interval(of_passages(half, workspace, k)))
            kept = [len(r.matter & r.question.truth) / len(r.question.truth) for r in half]
            print("kept by the filter, of those that say it:", interval(kept))
            print("asked, of all:", interval([len(r.matter) / len(known) for r in half]))
        for row in rows:
            wrong = {q.span.document_id for q in row.quotes if says(q)} ^ row.question.truth
            names_of = {d.metadata["id"]: d.metadata["source"] for d in known}
            print(row.question.text, "| wrong:", sorted(names_of[each] for each in wrong))
        if model:
            calls(reported, workspace.path)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _document(name: str, text: str) -> Document:
    digest = hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()[:16]
    named = {"id": digest, "source": name, "title": name}
    metadata = {**named, "media_type": "text/plain", "pages": []}
    return Document(page_content=text, metadata=metadata)


if __name__ == "__main__":
    typer.run(main)
