import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import RunnableLambda
from pydantic import Field

from precis.chains.evidence import Summary
from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.retrieval_qa import RetrievalQA
from precis.chains.summarize import Summarize
from precis.chains.writers.contract import Brief
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.cache import CallCache
from precis.models.calls.errors import RefusedError
from precis.models.calls.layer import CallLayer
from precis.models.embeddings import MiniLM

TEXTS = {
    "a": "The mill at Oakford has ground barley since 1804 for the whole valley.",
    "b": "The weir below the bridge was the reason for a long dispute.",
    "c": "On Fridays the market of Oakford has forty stalls and two bakers.",
}


class Censor(BaseChatModel):
    """Refuses what speaks of a weir; else repeats the first sentence that it is shown."""

    asked: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "censor"

    def _generate(self, messages: list[BaseMessage], *_: object, **__: object) -> ChatResult:
        prompt = messages[-1].text
        self.asked.append(prompt)
        if "weir" in prompt:
            raise RefusedError("the model refuses this text")
        line = next(line for line in prompt.splitlines() if line.startswith("1 "))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(f"{line[2:]} [1]"))])


def named(name: str) -> dict[str, str]:
    return {"id": name, "source": name, "title": name}


def summarized(names: Sequence[str], model: Censor, cache: CallCache) -> Summary:
    embeddings = MiniLM()
    writer = GenerativeWriter("censor", CallLayer(model, cache), Aligner(embeddings), cites=True)
    documents = [Document(TEXTS[name], metadata=named(name)) for name in names]
    chain = Summarize(writer, Brief(words=50), ClaimChecker(embeddings), "mark")
    return asyncio.run(chain.ainvoke(documents))


def test_one_refused_passage_is_left_out_and_a_rerun_asks_for_it_alone(tmp_path: Path) -> None:
    model, cache = Censor(), CallCache(tmp_path / "calls.sqlite")
    summary = summarized("abc", model, cache)
    assert [span.document_id for span in summary.left_out] == ["b"]
    assert summary.claims
    assert summary.as_json()["left_out"][0]["quote"] == TEXTS["b"]
    model.asked.clear()
    assert summarized("abc", model, cache).left_out == summary.left_out
    assert len(model.asked) == 1
    assert "weir" in model.asked[0]


def test_a_question_is_answered_from_the_passages_that_are_not_refused(tmp_path: Path) -> None:
    embeddings, model = MiniLM(), Censor()
    calls = CallLayer(model, CallCache(tmp_path / "calls.sqlite"))
    documents = {name: Document(text, metadata=named(name)) for name, text in TEXTS.items()}
    passages = [
        Document(text, metadata={"document_id": name, "start_index": 0, "end_index": len(text),
                                 "score": 1.0, **named(name)})
        for name, text in TEXTS.items()
    ]  # fmt: skip
    qa = RetrievalQA(
        GenerativeWriter("censor", calls, Aligner(embeddings), cites=True),
        RunnableLambda(lambda _: passages),  # type: ignore[arg-type]
        lambda _: documents,
        ClaimChecker(embeddings),
        "mark",
    )
    answer = qa.invoke("What is there at Oakford?")
    assert [claim.text for claim in answer.claims] == [TEXTS["a"]]
    assert [span.document_id for span in answer.left_out] == ["b"]
    assert answer.as_json()["left_out"][0]["quote"] == TEXTS["b"]
    passages[:] = passages[1:2]
    with pytest.raises(RefusedError):
        qa.invoke("What is there at Oakford?")


def test_a_text_that_is_refused_as_a_whole_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        summarized("b", Censor(), CallCache(tmp_path / "calls.sqlite"))
