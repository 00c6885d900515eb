"""A sentence that the model refuses is left out by every step that asks one, and named."""

from precis.chains import compose
from precis.chains.composition.items import Item
from precis.chains.workspace import Workspace
from precis.errors import PrecisError
from precis.models.calls.errors import RefusedError
from tests.chains.conftest import document
from tests.fakes.openai_server import ModelServer

WEIR = "The weir below the bridge was the reason for a long dispute among the millers."
TEXT = (
    "The bridge over the Sava was opened in 1932 after four years of work by engineers.\n\n"
    f"{WEIR}\n\nThe town of Sava paid for all of it with a loan from a bank in Vienna."
)


def test_every_step_leaves_out_what_is_refused_and_says_which(
    chain: str, workspace: Workspace, server: ModelServer
) -> None:
    server.taboo = "weir"
    [item] = compose(chain, workspace).invoke([document("Sava", TEXT)])
    assert item.output is not None
    assert [span.quote(item.documents) for span in item.left_out] == [WEIR]
    assert item.as_json()["left_out"][0]["quote"] == WEIR


def test_what_an_earlier_step_wrote_is_named_by_its_sources(
    workspace: Workspace, server: ModelServer
) -> None:
    [first] = compose("summarize", workspace).invoke([document("Sava", TEXT)])
    server.taboo = first.result.evidence[0].text
    [item] = compose("summarize | sentiment", workspace).invoke([document("Sava", TEXT)])
    assert item.left_out


def test_a_document_that_is_refused_as_a_whole_does_not_end_the_others(
    workspace: Workspace, server: ModelServer
) -> None:
    failed: list[tuple[Item, PrecisError]] = []
    server.taboo = "weir"
    documents = [document("Sava", WEIR), document("Drava", TEXT.replace("Sava", "Drava"))]
    chain = compose(
        "ask 'When was the bridge opened?'", workspace, on_error=lambda *it: failed.append(it)
    )
    [item] = chain.invoke(documents)
    assert item.title == "Drava"
    [(left, error)] = failed
    assert left.title == "Sava"
    assert isinstance(error, RefusedError)


def test_without_a_refusal_nothing_is_left_out(workspace: Workspace, server: ModelServer) -> None:
    [item] = compose("sentiment", workspace).invoke([document("Sava", TEXT)])
    assert item.left_out == ()
    assert len(server.prompts) == 1
