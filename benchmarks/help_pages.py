"""Recall of search in GNOME's help, in each of its languages: is the page among five passages?

    uv run python -m benchmarks.help_pages FOLDER [--languages fi,uk,ko]

FOLDER is `usr/share/help` of Debian's package gnome-user-docs (GNOME 43). A page's question is the
line that describes it, which is not in what is searched. A page counts in a language if its title,
its description and its text are translated. Beside the library's search stand BM25 over the same
chunks and, over passages of paragraphs up to 1,000 characters, BM25 of words in lower case and of
their runs of four characters.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, NamedTuple

import regex
import typer
from lxml import etree

from benchmarks.retrieval import document, interval, systems
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.models.embeddings import make_embeddings
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

MALLARD = "{http://projectmallard.org/1.0/}"
LEAST_PAGES, LEAST_CHARACTERS, PASSAGE = 50, 200, 1000
OURS = ("BM25 (FTS5)", "Précis")
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")


class Page(NamedTuple):
    """A page of the help; its text has neither title nor description."""

    title: str
    description: str
    text: str


def pages(folder: Path) -> dict[str, Page]:
    """Return the pages of a language by name."""
    return {path.name: page(path) for path in sorted(folder.glob("gnome-help/*.page"))}


def page(path: Path) -> Page:
    """Read a page of Mallard's."""
    parser = etree.XMLParser(resolve_entities=False, recover=True)
    root = etree.parse(str(path), parser).getroot()
    texts = [root.find(f"{MALLARD}title"), root.find(f"{MALLARD}info/{MALLARD}desc")]
    paragraphs = [each for each in root.iter(f"{MALLARD}p", f"{MALLARD}title") if each not in texts]
    title, description = (_text(each) if each is not None else "" for each in texts)
    return Page(title, description, "\n\n".join(filter(None, map(_text, paragraphs))))


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def translated(found: Mapping[str, Page], original: Mapping[str, Page]) -> dict[str, Page]:
    """Return the pages that are there in full in another language than the original's."""
    return {
        name: each
        for name, each in found.items()
        if name in original
        and each.description
        and len(each.text) >= LEAST_CHARACTERS
        and each.title != original[name].title
        and each.description != original[name].description
        and each.text[:300] != original[name].text[:300]
    }


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def runs(text: str) -> list[str]:
    """Return the runs of four characters of the words of a text, shorter words as they are."""
    framed = (f"_{word}_" for word in words(text))
    return [word[at : at + 4] for word in framed for at in range(max(1, len(word) - 3))]


def plain_search(
    given: Mapping[str, Page], terms: Callable[[str], list[str]]
) -> Callable[[str], list[str]]:
    """Return a function from a question to names of pages, best first, by BM25."""
    passages = [(name, terms(part)) for name, each in given.items() for part in _parts(each.text)]
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (_, found) in enumerate(passages):
        for term, count in Counter(found).items():
            postings[term].append((number, count))
    mean = fmean(len(found) for _, found in passages)

    def search(question: str) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(terms(question)):
            posting = postings.get(term, [])
            idf = max(math.log((len(passages) - len(posting) + 0.5) / (len(posting) + 0.5)), 1e-6)
            for number, count in posting:
                length = 0.25 + 0.75 * len(passages[number][1]) / mean
                scores[number] += idf * count * 2.2 / (count + 1.2 * length)
        best = sorted(scores, key=lambda number: -scores[number])[:5]
        return [passages[number][0] for number in best]

    return search


def _parts(text: str) -> Iterable[str]:
    part = ""
    for paragraph in text.split("\n\n"):
        if part and len(part) + len(paragraph) > PASSAGE:
            yield part
            part = ""
        part += f"{paragraph}\n\n"
    yield part


def recalls(given: Mapping[str, Page], model: str) -> dict[str, list[float]]:
    """Return for each system 1.0 for each page that its description finds, else 0.0."""

    def each(search: Callable[[str], Sequence[str]]) -> list[float]:
        return [float(name in search(it.description)) for name, it in given.items()]

    found = {name: each(plain_search(given, terms)) for name, terms in _PLAIN.items()}
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    numbers = {f"page {number}": name for number, name in enumerate(given)}
    named = {name: title for title, name in numbers.items()}
    with TemporaryDirectory() as folder:
        library = LibraryStore(Path(folder) / "it", make_embeddings(model), splitter, model=model)
        library.ingest([document(named[name], it.text) for name, it in given.items()])
        for name, search in systems(library, 5):
            if name in OURS:
                found[name] = each(partial(_pages, search, numbers))
    return found


def _pages(
    search: Callable[[str], list[tuple[str, int, int]]], names: Mapping[str, str], question: str
) -> list[str]:
    return [names[title] for title, _, _ in search(question)]


_PLAIN = {"words, BM25": words, "runs of four, BM25": runs}


def main(
    folder: Path,
    languages: Annotated[str, typer.Option(help="By commas; all if not given.")] = "",
    embeddings: Annotated[str, typer.Option(help="The embedding model.")] = "minilm",
) -> None:
    """Print the table."""
    original = pages(folder / "C")
    codes = languages.split(",") if languages else sorted(it.name for it in folder.iterdir())
    columns = (*_PLAIN, *OURS)
    print(f"| language | pages | {' | '.join(columns)} | 95% |")
    print("|" + "---|" * (len(columns) + 3))
    for code in codes:
        given = pages(folder / code)
        given = given if code == "C" else translated(given, original)
        if len(given) < LEAST_PAGES:
            continue
        found = recalls(given, embeddings)
        low, high = interval(found[OURS[-1]])
        shown = " | ".join(f"{fmean(found[name]):.3f}" for name in columns)
        print(f"| {code} | {len(given)} | {shown} | {low:.3f}–{high:.3f} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
