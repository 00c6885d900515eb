"""A filter is a wall for whoever asks: no face quotes, names, counts or shows a model what is
outside, whatever documents share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis import event_loop
from precis.chains.conversation import Turn
from precis.chains.evaluation import Expected, answer_each, score_answers
from precis.chains.requests import AskOptions, CallOptions
from precis.chains.whole_library.asking import answering
from precis.chains.workspace import Workspace
from precis.errors import PrecisError
from precis.stores.filters import conditions, meets
from tests.fakes.openai_server import model_server

SENTENCES = (
    "The launch of Heron is on 5 May.",
    "The launch of Heron is on 6 May.",
    "Heron costs nine million, and Nadia Kern approves the launch of it.",
    "Nadia Kern has never approved the launch of Heron.",
    "| Bird | Launch |\n|---|---|\n| Heron | 5 May |\n| Osprey | 7 June |",
)
"""Near copies, a contradiction and a table: what a document outside may have as well."""

QUESTION = "When is the launch of Heron?"
HIDDEN = re.compile(r"CODE-\d|/(?:public|secret)/[\w/]*\d\.md|\bbird-\d\b")
FOLDERS = ("public", "secret", "public/secret")
CONDITIONS = ("source=/public/**", "source=/secret/**", "title=bird-1|bird-3", "source~secret")

Face = Callable[[Workspace, AskOptions], Any]


def ask(workspace: Workspace, options: AskOptions, question: str = QUESTION, **more: Any) -> Any:
    chosen = options.model_copy(update=more)
    return answering(workspace, chosen).invoke(question).as_json()


def follow_up(workspace: Workspace, options: AskOptions) -> Any:
    """A conversation that was begun about all documents goes on about some."""
    about_all = answering(workspace, options.model_copy(update={"where": []}))
    before = Turn(QUESTION, QUESTION, about_all.invoke(QUESTION).claims[0].text)
    chain = answering(workspace, options)
    return event_loop.run(chain.answer("And who approves it?", [before])).as_json()


def evaluate(workspace: Workspace, options: AskOptions) -> Any:
    expected = [Expected(question=QUESTION, answer="midnight", sources=("nowhere",))]
    answers = answer_each(expected, answering(workspace, options).invoke)
    return score_answers(answers).model_dump(mode="json")


FACES: dict[str, Face] = {
    "search": lambda it, options: it.search(QUESTION, options).model_dump(mode="json"),
    "ask": ask,
    "hops": lambda it, of: ask(it, of, "When is the launch of Heron, and who approves it?", hops=3),
    "since": lambda it, of: ask(it, of, since="2020-01-01"),
    "future": lambda it, of: ask(it, of, since="2120-01-01"),
    "list": lambda it, of: ask(it, of, "Which documents mention the launch?", all=True),
    "count": lambda it, of: ask(it, of, "How many documents mention Nadia Kern?", all=True),
    "themes": lambda it, of: ask(it, of, "What are the main themes?", all=True),
    "sides": lambda it, of: ask(it, of, "Compare bird-1 and bird-2 on the launch", all=True),
    "auto": lambda it, of: ask(it, of, "Who approves the launch in each document?", all_auto=True),
    "chat": follow_up,
    "evaluate": evaluate,
}


def document(number: int, folder: str, sentences: list[str]) -> Document:
    text = "\n\n".join([*sentences, f"CODE-{number} is the code of this text."])
    source, title = f"/{folder}/{number}.md", f"bird-{number}"
    at = {"id": f"{number:016}", "source": source, "title": title, "media_type": "text/markdown"}
    return Document(text, metadata={**at, "pages": []})


@contextmanager
def workspace_of(documents: list[Document], model: str = "extractive") -> Iterator[Workspace]:
    with (
        TemporaryDirectory() as folder,
        patch("precis.stores.library_store.vanished", lambda _: False),
        patch("precis.chains.workspace.RETRIEVAL_CHUNKS", (20, 80)),  # so that documents share some
    ):
        workspace = Workspace(Path(folder), CallOptions(), model=model)
        workspace.library.ingest(documents)
        yield workspace


def shown(face: str, workspace: Workspace, options: AskOptions) -> Any:
    try:
        return FACES[face](workspace, options)
    except PrecisError as error:
        return str(error)


def of_documents(documents: list[Document]) -> set[str]:
    """Return what tells of documents: their codes, sources and titles."""
    texts = (f"{it.page_content} {it.metadata}" for it in documents)
    return {told for text in texts for told in HIDDEN.findall(text)}


libraries = st.lists(
    st.tuples(
        st.sampled_from(FOLDERS),
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True),
    ),
    min_size=2,
    max_size=6,
).map(lambda parts: [document(n, *part) for n, part in enumerate(parts)])


@settings(max_examples=3, phases=[Phase.generate])
@given(documents=libraries, condition=st.sampled_from(CONDITIONS))
def test_no_face_tells_of_what_is_outside(documents: list[Document], condition: str) -> None:
    wanted = conditions([condition])
    inside = [it for it in documents if meets(wanted, it.metadata)]
    allowed = of_documents(inside)
    options = AskOptions(where=[condition])
    with workspace_of(documents) as workspace:
        told = {face: shown(face, workspace, options) for face in FACES}
        known = {it.source for it in workspace.library.sources(where=[condition])}
    assert known == {it.metadata["source"] for it in inside}
    for face, result in told.items():
        seen = set(HIDDEN.findall(json.dumps(result)))
        asked = {"bird-1", "bird-2"} if face == "sides" else set()
        assert seen <= allowed | asked | set(HIDDEN.findall(condition)), face
    if inside:
        with workspace_of(inside) as workspace:
            for face in ("list", "count", "sides"):
                alone = shown(face, workspace, options)
                assert without_times(told[face]) == without_times(alone), face


def without_times(result: Any) -> Any:
    return {**result, "usage": None} if isinstance(result, dict) else result


def citing(_: str) -> str:
    """Say what stands outside, with numbers that the prompt has."""
    return f"{SENTENCES[2]} [1]\n{SENTENCES[1]} [2]"


@pytest.mark.parametrize("face", ["ask", "hops", "list", "count", "chat"])
def test_no_model_is_shown_and_no_citation_gets_what_is_outside(
    face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [
        document(0, "secret", list(SENTENCES[:3])),
        document(1, "public", [SENTENCES[0], SENTENCES[3]]),
        document(2, "public/secret", [SENTENCES[1]]),
    ]
    with (
        model_server(reply=citing) as server,
        workspace_of(documents, "openai:m") as workspace,
    ):
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        ask(workspace, AskOptions())
        server.prompts.clear()
        options = AskOptions(where=["source=/public/*.md"], unsupported="quote")
        if face == "chat":
            chain = answering(workspace, options)
            before = Turn(QUESTION, QUESTION, "On 5 May.")
            result = event_loop.run(chain.answer("And who approves it?", [before])).as_json()
        else:
            result = FACES[face](workspace, options)
    assert server.prompts
    assert not any("CODE-0" in prompt or "CODE-2" in prompt for prompt in server.prompts)
    cited = {it["document_id"] for it in objects(result) if "document_id" in it}
    assert cited == {documents[1].metadata["id"]}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from objects(each)
