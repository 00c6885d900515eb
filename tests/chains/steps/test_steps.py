"""Each step through the real pipeline, in one file: with a remote model on loopback and without."""

import json
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document

from precis.chains import compose
from precis.chains.composition.grammar import ChainError
from precis.chains.composition.items import Collected, Item, Text
from precis.chains.evidence import Claim
from precis.chains.requests import CallOptions
from precis.chains.steps.ask import Reply
from precis.chains.steps.compare import Comparison
from precis.chains.steps.contract import StepError
from precis.chains.steps.extract import Data
from precis.chains.steps.filter import holds
from precis.chains.steps.keywords import Keywords
from precis.chains.steps.shared.labels import Label
from precis.chains.workspace import Workspace
from precis.errors import UsageError
from precis.models.calls.errors import CallError
from tests.chains.conftest import document
from tests.chains.steps.conftest import SCHEMA
from tests.fakes.openai_server import ModelServer
from tests.fakes.steps_model import reply

PRAISE = "I loved every minute of this film. The actors are wonderful and the end made me happy."
BLAME = "I hated this film. The plot is terrible and the actors are awful, a sad waste of time."


def quoted(claim: Claim, item: Item) -> list[str]:
    return [span.quote(item.documents) for span in claim.spans]


def test_evidence_survives_a_whole_chain(
    workspace: Workspace, documents: list[Document], schema: Path
) -> None:
    chain = f"summarize | translate French | extract --schema {schema}"
    for item, source in zip(compose(chain, workspace).invoke(documents), documents, strict=True):
        assert isinstance(item.result, Data)
        assert item.result.value["opened"] == 1932
        opened = item.result.claims[0]
        assert (opened.text, opened.supported) == ("opened: 1932", True)
        assert quoted(opened, item) == [source.page_content.partition(" The town")[0]]


def test_what_an_extracted_value_rests_on_or_that_nothing_says_it(
    workspace: Workspace, documents: list[Document], schema: Path
) -> None:
    [item] = compose(f"extract {schema}", workspace).invoke(documents[:1])
    opened, paid_by, length = item.result.evidence
    assert "1932" in quoted(opened, item)[0]
    assert quoted(paid_by, item)[0].startswith("The town of Sava")
    assert (length.supported, length.spans) == (False, ())
    record = item.as_json()
    assert record["output"] == {"opened": 1932, "paid_by": "town of Sava", "length_m": 77}
    assert len(record["evidence"]) == 3


def test_json_that_is_not_valid_is_repaired_once(
    workspace: Workspace, server: ModelServer, documents: list[Document], schema: Path
) -> None:
    replies = iter(['{"opened": "long ago"}', '```json\n{"opened": 1932}\n```'])
    server.reply = lambda _: next(replies)
    [item] = compose(f"extract {schema}", workspace).invoke(documents[:1])
    assert item.as_json()["output"] == {"opened": 1932}
    assert "at opened: 'long ago' is not of type 'integer'" in server.prompts[1]


@pytest.mark.parametrize("wrong", ["no JSON at all", '{"paid_by": "x"}', "[]", "1"])
def test_a_model_whose_output_never_validates(
    workspace: Workspace,
    server: ModelServer,
    documents: list[Document],
    schema: Path,
    wrong: str,
) -> None:
    server.reply = lambda _: wrong
    with pytest.raises(StepError, match="the model's JSON is not valid, even after one repair"):
        compose(f"extract {schema}", workspace).invoke(documents[:1])
    assert len(server.prompts) == 2


def test_other_documents_go_on_where_one_fails(
    workspace: Workspace, server: ModelServer, documents: list[Document], schema: Path
) -> None:
    server.reply = lambda prompt: "?" if "the Drava" in prompt else reply(prompt)
    failed: list[str] = []
    chain = compose(
        f"extract {schema}", workspace, on_error=lambda item, _: failed.append(item.title)
    )
    assert [item.title for item in chain.invoke(documents)] == ["Sava", "Kupa"]
    assert failed == ["Drava"]


def test_the_provider_is_held_to_the_schema_where_it_can_be(
    workspace: Workspace, server: ModelServer, documents: list[Document], schema: Path
) -> None:
    compose(f"extract {schema}", workspace).invoke(documents[:1])
    sent = server.requests[-1]["response_format"]["json_schema"]
    assert sent["schema"]["properties"] == SCHEMA["properties"]
    assert workspace.chat.schema_options({"type": "array"}) == {}


def test_a_model_that_nobody_knows_is_told_the_schema_in_words(
    server: ModelServer, documents: list[Document], schema: Path, tmp_path: Path
) -> None:
    unknown = Workspace(tmp_path, CallOptions(), model="openai:local-7b")
    [item] = compose(f"extract {schema}", unknown).invoke(documents[:1])
    assert item.as_json()["output"]["opened"] == 1932
    assert "response_format" not in server.requests[-1]
    assert json.dumps(SCHEMA) in server.prompts[-1]


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "the key for gpt-5.4-mini is refused"), (400, "the prompt is too long")],
)
def test_calls_that_fail_for_good(
    workspace: Workspace, server: ModelServer, documents: list[Document], status: int, said: str
) -> None:
    server.faults = lambda: status
    told: list[str] = []
    chain = compose(
        "sentiment", workspace, on_error=lambda item, error: told.append(f"{item.title}: {error}")
    )
    if status == 401:  # it would meet every other document too, so it ends the run
        with pytest.raises(CallError, match=said):
            chain.invoke(documents)
    else:
        assert chain.invoke(documents) == []
        assert all(said in line for line in told)
        assert len(told) == 3


def test_a_server_that_fails_now_and_then_is_asked_again(
    workspace: Workspace, server: ModelServer, documents: list[Document]
) -> None:
    faults = iter([500, 429])
    server.faults = lambda: next(faults, None)
    assert len(compose("sentiment", workspace).invoke(documents)) == 3
    assert server.failed == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "is not JSON"),
        ("3", "it must be an object"),
        ("[1]", "it must be an object"),
        ('{"type": "nope"}', "is not a JSON Schema: at type: 'nope'"),
        ('{"properties": []}', "is not a JSON Schema: at properties"),
        ('{"$ref": "http://example.org/x"}', "refers to http://example.org/x"),
    ],
)
def test_a_schema_that_is_none(workspace: Workspace, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "schema.json"
    path.write_text(text)
    with pytest.raises(ChainError) as raised:
        compose(f"extract --schema {path}", workspace)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_sentiment_and_classify_by_a_model(workspace: Workspace, documents: list[Document]) -> None:
    for chain, label in [("sentiment", "positive"), ("classify bridges food", "bridges")]:
        [item] = compose(chain, workspace).invoke(documents[:1])
        assert isinstance(item.result, Label)
        assert item.result.label == label
        assert len(item.result.sentences) == 1
        assert item.result.sentences[0].text in documents[0].page_content
        assert set(item.as_json()) == {
            "output",
            "evidence",
            "left_out",
            "sources",
            "steps",
            "usage",
        }


def test_sentiment_without_a_model(bare: Workspace) -> None:
    praise, blame = document("praise", PRAISE), document("blame", BLAME)
    good, bad = compose("sentiment", bare).invoke([praise, blame])
    assert isinstance(good.result, Label)
    assert isinstance(bad.result, Label)
    assert (good.result.label, bad.result.label) == ("positive", "negative")
    assert good.result.score > 0.3
    assert quoted(bad.result.sentences[0], bad)[0] in BLAME


def test_sentiment_without_a_model_reads_english_only(bare: Workspace) -> None:
    french = document(
        "f", "Ce film est une merveille. Les acteurs sont très bons et je suis ravi. " * 3
    )
    with pytest.raises(StepError, match="reads English only and the text is in 'fr'"):
        compose("sentiment", bare).invoke([french])


def test_classify_without_a_model_is_by_meaning(bare: Workspace) -> None:
    soup = document("soup", "Boil the carrots in salted water. Then add butter, pepper and cream.")
    [item] = compose("classify cooking football law", bare).invoke([soup])
    assert isinstance(item.result, Label)
    assert item.result.label == "cooking"
    assert 1 / 3 < item.result.score <= 1
    assert item.result.sentences


def test_keywords_cite_where_they_stand(workspace: Workspace, documents: list[Document]) -> None:
    [item] = compose("keywords", workspace).invoke(documents[:1])
    assert isinstance(item.result, Keywords)
    bridge, loan, zeppelin = item.result.keywords
    assert "bridge" in quoted(bridge, item)[0]
    assert "loan" in quoted(loan, item)[0]
    assert (zeppelin.supported, zeppelin.spans) == (False, ())


def test_keywords_without_a_model(bare: Workspace, documents: list[Document]) -> None:
    [item] = compose("keywords --count 3", bare).invoke(documents[:1])
    assert len(item.result.evidence) == 3
    for claim in item.result.evidence:
        assert claim.text in quoted(claim, item)[0]


def test_ask_answers_or_says_that_the_documents_do_not(bare: Workspace) -> None:
    story = document("story", PRAISE + " The film was made in Zagreb in 1962 by Vatroslav Mimica.")
    chain = compose("ask 'Where was the film made?'", bare)
    said, not_said = chain.invoke([story, document("Sava")])
    assert isinstance(said.result, Reply)
    assert "Zagreb" in said.result.text
    assert said.as_json()["answered"]
    assert not not_said.as_json()["answered"]


def test_ask_searches_a_long_document(bare: Workspace) -> None:
    parts = [f"In {1700 + n} the bridge number {n} was built by masons." * 3 for n in range(60)]
    parts[50] += " The bishop of Senj died of the plague on the bridge."
    long = document("long", "\n\n".join(parts))
    [item] = compose("ask 'Who died of the plague?'", bare).invoke([long])
    assert isinstance(item.result, Text)
    assert "bishop" in item.result.text


def test_compare_cites_both_sides(workspace: Workspace, documents: list[Document]) -> None:
    [item] = compose("compare", workspace).invoke(documents[:2])
    assert isinstance(item.result, Comparison)
    [agreement] = item.result.agreements
    assert {span.document_id for span in agreement.spans} == {"Sava", "Drava"}
    [contradiction] = item.result.contradictions
    assert (contradiction.supported, contradiction.problem) == (
        False,
        "it cites one document only",
    )
    assert set(item.as_json()["output"]) == {"agreements", "differences", "contradictions"}


def test_compare_without_a_model(bare: Workspace) -> None:
    one = document(
        "one",
        "The bridge over the Sava opened in 1932. "
        "Twelve engineers from Zagreb made all of its arches by hand.",
    )
    two = document("two", "The bridge over the Sava opened in 1935. Whales sing in the deep sea.")
    three = document("three", "Whales sing in the deep sea. The bridge over the Sava is blue.")
    [item] = compose("compare", bare).invoke([one, two, three])
    assert isinstance(item.result, Comparison)
    assert any(
        "1932" in claim.text and "1935" in claim.text for claim in item.result.contradictions
    )
    assert any(
        {s.document_id for s in claim.spans} == {"two", "three"} for claim in item.result.agreements
    )
    assert any("engineers" in claim.text for claim in item.result.differences)


def test_compare_needs_two(bare: Workspace, documents: list[Document]) -> None:
    with pytest.raises(StepError, match="two or more documents, not 1"):
        compose("collect | compare", bare).invoke(documents)


def test_filter_by_a_condition_in_words(workspace: Workspace, documents: list[Document]) -> None:
    chain = compose("filter 'the Drava' | summarize", workspace)
    [item] = chain.invoke(documents)
    assert item.title == "Drava"
    assert [step.name for step in item.steps] == ["filter", "summarize"]


def test_filter_by_a_result_and_collect(bare: Workspace) -> None:
    documents = [document("praise", PRAISE), document("blame", BLAME)]
    [item] = compose("sentiment | filter label=negative | collect", bare).invoke(documents)
    assert isinstance(item.result, Collected)
    assert [part.title for part in item.result.items] == ["blame"]
    assert [part["sources"][0]["title"] for part in item.as_json()["output"]] == ["blame"]
    assert [step.name for step in item.steps] == ["sentiment", "filter", "collect"]


@pytest.mark.parametrize(
    ("condition", "result", "kept"),
    [
        ("label = Positive", {"label": "positive"}, True),
        ("label!=positive", {"label": "positive"}, False),
        ("a.b>=2", {"a": {"b": 2}}, True),
        ("a.b<2", {"a": {"b": 2}}, False),
        ("name~ava", {"name": "Sava"}, True),
    ],
)
def test_comparisons(condition: str, result: dict[str, Any], kept: bool) -> None:
    assert holds(condition, result) is kept


def test_comparisons_that_cannot_be(bare: Workspace) -> None:
    with pytest.raises(UsageError, match="is not NAME OP VALUE"):
        compose("sentiment | filter good", bare)
    with pytest.raises(StepError, match="has no 'lable'; did you mean 'label'"):
        holds("lable=x", {"label": "x", "score": 1})
    with pytest.raises(StepError, match="'x' is not a number"):
        holds("label>1", {"label": "x"})


def test_nothing_to_read_is_told(workspace: Workspace, server: ModelServer) -> None:
    server.reply = lambda _: "The documents do not say."
    with pytest.raises(StepError, match="sentiment has nothing to read"):
        compose("ask 'Why?' | sentiment", workspace).invoke([document("Sava")])


def test_long_input_is_condensed_by_itself(
    workspace: Workspace, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace.asker, "budget", 1000)
    parts = (f"In {1700 + n} the bridge number {n} was opened by the town." for n in range(300))
    long = document("long", "\n\n".join(parts))
    [item] = compose("generate 'A verse'", workspace).invoke([long])
    assert item.usage.calls > 3
    assert "You write what you are asked for" in server.prompts[-1]
    assert len(server.prompts[-1]) < len(long.page_content) / 2
    for claim in item.result.evidence:
        assert all(quote in long.page_content for quote in quoted(claim, item))
