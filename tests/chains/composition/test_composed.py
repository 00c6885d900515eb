"""Composed chains through the real pipeline; the remote model is a server on loopback."""

import asyncio
import threading
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.run_collector import RunCollectorCallbackHandler

from precis.chains import compose
from precis.chains.composition.grammar import ChainError
from precis.chains.composition.items import Item, Text
from precis.chains.workspace import Workspace
from precis.errors import UsageError
from tests.chains.conftest import TOWNS, document
from tests.fakes.openai_server import ModelServer
from tests.fakes.steps_model import reply

DOCUMENTS = [document(town) for town in TOWNS]


def texts(items: list[Item]) -> list[str]:
    return [item.result.text for item in items if isinstance(item.result, Text)]


def test_a_translated_sentence_quotes_the_original(workspace: Workspace) -> None:
    items = compose("summarize | translate French", workspace).invoke(DOCUMENTS)
    assert [list(item.documents) for item in items] == [[town] for town in TOWNS]
    for item in items:
        for claim in item.result.evidence:
            assert claim.text.startswith("Traduit : ")
            assert claim.supported
            [span] = claim.spans
            assert span.quote(item.documents) == claim.text.removeprefix("Traduit : ")


def test_whole_documents_are_translated_sentence_by_sentence(workspace: Workspace) -> None:
    [item] = compose("translate French", workspace).invoke(DOCUMENTS[:1])
    quotes = [claim.spans[0].quote(item.documents) for claim in item.result.evidence]
    assert " ".join(quotes) == DOCUMENTS[0].page_content


def test_each_step_tells_what_it_cost_for_its_document(
    workspace: Workspace, server: ModelServer
) -> None:
    chain = compose("summarize | translate French", workspace)
    items = chain.invoke(DOCUMENTS)
    assert [[(s.name, s.usage.calls) for s in item.steps] for item in items] == [
        [("summarize", 1), ("translate", 1)]
    ] * 3
    assert sum(item.usage.calls for item in items) == len(server.prompts) == 6
    again = chain.invoke(DOCUMENTS)
    assert [item.usage.calls for item in again] == [0, 0, 0]
    assert texts(again) == texts(items)
    other = compose("summarize | translate German", workspace).invoke(DOCUMENTS)
    assert [[s.usage.calls for s in item.steps] for item in other] == [[0, 1]] * 3


def test_streaming_yields_each_document_when_it_is_ready(workspace: Workspace) -> None:
    chain = compose("summarize | translate French", workspace)
    streamed = list(chain.stream(DOCUMENTS))
    assert [len(items) for items in streamed] == [1, 1, 1]
    assert texts([item for [item] in streamed]) == texts(chain.invoke(DOCUMENTS))


def test_batch_and_lcel(workspace: Workspace) -> None:
    chain = compose("summarize", workspace) | RunnableLambda(texts)
    one, two = chain.batch([DOCUMENTS[:1], DOCUMENTS[1:]])
    assert one + two == asyncio.run(chain.ainvoke(DOCUMENTS))


def test_callbacks_and_tracers_see_steps_and_calls(workspace: Workspace) -> None:
    collector = RunCollectorCallbackHandler()
    started: list[str] = []

    class Handler(BaseCallbackHandler):
        def on_chain_start(self, *_: Any, name: str = "", **__: Any) -> None:
            started.append(name)

    config: Any = {"callbacks": [collector, Handler()]}
    chain = compose("summarize | translate French", workspace)
    for run in (chain.invoke, lambda *a: list(chain.stream(*a))):
        collector.traced_runs.clear()
        started.clear()
        run(DOCUMENTS[:1], config)
        assert {"summarize", "translate"} <= set(started)
        [root] = [traced for traced in collector.traced_runs if traced.name == "Composed"]
        assert root.error is None
        names = [step.name for step in root.child_runs[0].child_runs]
        assert names[-2:] == ["summarize", "translate"]


def test_documents_do_not_wait_for_each_other(workspace: Workspace, server: ModelServer) -> None:
    """The first document's summary is held back until another document was translated."""
    translated = threading.Event()

    def ordered(prompt: str) -> str:
        if "You condense" in prompt and "Sava" in prompt:
            assert translated.wait(20)
        if "You translate into" in prompt:
            translated.set()
        return reply(prompt)

    server.reply = ordered
    assert len(compose("summarize | translate French", workspace).invoke(DOCUMENTS)) == 3


def test_collect_makes_one_of_all(workspace: Workspace, server: ModelServer) -> None:
    [item] = compose("summarize | collect | translate French", workspace).invoke(DOCUMENTS)
    assert list(item.documents) == TOWNS
    assert [step.name for step in item.steps] == ["summarize", "collect", "translate"]
    assert [step.usage.calls for step in item.steps] == [3, 0, 1]
    assert {span.document_id for claim in item.result.evidence for span in claim.spans} == {*TOWNS}


def test_one_summary_of_all_that_was_collected(workspace: Workspace) -> None:
    [item] = compose("collect | summarize", workspace).invoke(DOCUMENTS)
    assert list(item.documents) == TOWNS


def test_a_summary_of_a_translation_cites_the_original(workspace: Workspace) -> None:
    [item] = compose("translate French | summarize", workspace).invoke(DOCUMENTS[:1])
    assert item.result.evidence
    for claim in item.result.evidence:
        assert claim.supported
        assert all(span.document_id == "Sava" for span in claim.spans)
        assert claim.text.endswith(claim.spans[0].quote(item.documents))


def test_generate_keeps_lines_and_marks_what_nothing_supports(workspace: Workspace) -> None:
    [item] = compose("generate 'A verse'", workspace).invoke(DOCUMENTS[:1])
    assert isinstance(item.result, Text)
    assert item.result.text == "A verse about the bridge\nand one about the town"
    assert [len(line) for line in item.result.lines] == [1, 1]


def test_what_a_model_leaves_untranslated_is_asked_again_and_then_told(
    workspace: Workspace, server: ModelServer
) -> None:
    said = "Le pont fut ouvert au printemps, et toute la ville est venue le voir."
    server.reply = lambda prompt: f"1 {said}" if "2 " in prompt else ""
    [item] = compose("translate French", workspace).invoke(DOCUMENTS[:1])
    one, other = item.result.evidence
    assert (one.text, one.supported) == (said, True)
    assert (other.text, other.supported) == (DOCUMENTS[0].page_content[83:], False)
    assert other.problem == "it was not translated"


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ("", "column 1: the chain is empty"),
        ("summarize |", "column 12: a step is missing after"),
        ("sumarize", "column 1: unknown step 'sumarize'; did you mean 'summarize'?"),
        ("summarize | xyzzy", "column 13: unknown step 'xyzzy'; there are "),
        ("summarize --lenght 3", "no parameter 'lenght'; did you mean 'length'?"),
        ("summarize --length 3 --length 4", "column 22: summarize is given --length twice"),
        ("summarize --length", "column 11: a value is missing after --length"),
        ("summarize --length tiny", "column 11: summarize: length 'tiny': length 'tiny' is"),
        ("summarize --style loud", "style 'loud'"),
        ("summarize short", "column 11: summarize takes no further argument: 'short'"),
        ("summarize | translate", "column 13: translate needs LANGUAGE"),
        ("translate French German", "column 18: translate takes no further argument: 'German'"),
        ("collect x", "it has no parameters"),
        ("sentiment | summarize", "column 13: summarize takes text, but sentiment gives a label"),
        ("keywords | translate French", "translate takes text, but keywords gives keywords"),
        ("summarize length=5", "column 11: summarize: did you mean '--length=5'?"),
        ("classify one,two", "column 10: classify needs 2 or more labels, separated by spaces"),
        ("classify one one", "'one' is given twice"),
        ("extract", "extract needs SCHEMA: A file with a JSON Schema, or the schema"),
        ("extract --schema /nowhere", "column 9: extract: schema '/nowhere': cannot be read"),
        ("keywords --count many", "count 'many'"),
    ],
)
def test_what_cannot_be_a_chain(workspace: Workspace, chain: str, said: str) -> None:
    with pytest.raises(ChainError) as raised:
        compose(chain, workspace)
    assert said in str(raised.value)


@pytest.mark.parametrize("chain", ["translate French", "generate x", "filter 'it is good'"])
def test_a_step_that_needs_a_model_says_so(bare: Workspace, chain: str) -> None:
    with pytest.raises(UsageError, match=r"needs a chat model.*--model"):
        compose(chain, bare)
