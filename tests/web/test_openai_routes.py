"""A collection asked by clients that speak OpenAI's API: its own client, and LangChain's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from langchain_core.documents import Document
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import SecretStr

from precis.chains.evidence import NOT_ANSWERED
from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from tests.web.client import Served
from tests.web.test_serve import served

TEXT = "The mill was built in 1848 by Anna Lund. It burned down in 1901. It was never rebuilt."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = tmp_path_factory.mktemp("openai") / "library"
    document = Document(TEXT, metadata={"id": "a1", "source": "mill.txt", "title": "The mill",
                                        "media_type": "text/plain", "pages": []})  # fmt: skip
    Workspace(library, CallOptions(), model="extractive").library.ingest([document], "mills")
    with served(library, "--model", "extractive") as server:
        yield str(server.client.base_url).replace("/api/v1", "/v1")


@pytest.fixture
def client(address: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=address, api_key="none", max_retries=0)


def ask(question: str) -> dict[str, Any]:
    return {"model": "mills", "messages": [{"role": "user", "content": question}]}


def test_collections_are_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["mills", "minilm"]
    assert client.models.retrieve("mills").id == "mills"
    with pytest.raises(openai.NotFoundError, match="no model 'other'"):
        client.models.retrieve("other")


def test_an_answer_has_footnotes_and_citations(client: openai.OpenAI) -> None:
    reply = client.chat.completions.create(**ask("Who built the mill?"), temperature=0.3)
    message = reply.choices[0].message
    assert message.content is not None
    assert "1848 by Anna Lund" in message.content
    assert "[^1]: The mill (mill.txt): “The mill was built in 1848" in message.content
    (first, *_) = message.model_dump()["citations"]
    assert TEXT[first["start"] : first["end"]] == first["quote"]
    assert reply.usage is not None


def test_a_stream_holds_what_the_reply_holds(client: openai.OpenAI) -> None:
    question = ask("Who built the mill?")
    whole = client.chat.completions.create(**question).choices[0].message.content
    options = {"include_usage": True}
    chunks = list(client.chat.completions.create(**question, stream=True, stream_options=options))
    deltas = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(deltas) == whole
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage is not None


def test_what_is_not_there_is_not_made_up(client: openai.OpenAI) -> None:
    reply = client.chat.completions.create(**ask("What is the capital of Peru?"))
    assert reply.choices[0].message.content == NOT_ANSWERED


def test_a_follow_up_refers_to_what_was_said(client: openai.OpenAI) -> None:
    first = client.chat.completions.create(**ask("Who built the mill?")).choices[0].message
    said = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Who built the mill?"},
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [{"type": "text", "text": "When did it burn down?"}]},
    ]
    reply = client.chat.completions.create(model="mills", messages=said)  # type: ignore[call-overload]
    assert "1901" in reply.choices[0].message.content


@pytest.mark.parametrize("stream", [False, True])
def test_a_wrong_request_is_an_error_at_once(client: openai.OpenAI, stream: bool) -> None:
    with pytest.raises(openai.NotFoundError, match="no collection 'other'"):
        client.chat.completions.create(**ask("Who?") | {"model": "other"}, stream=stream)
    with pytest.raises(openai.BadRequestError, match="the last one is not the user's"):
        client.chat.completions.create(
            model="mills", messages=[{"role": "system", "content": "Hello."}], stream=stream
        )
    with pytest.raises(openai.UnprocessableEntityError, match="question"):
        client.chat.completions.create(**ask(" "), stream=stream)


def test_langchain_asks_and_embeds(address: str) -> None:
    model = ChatOpenAI(base_url=address, api_key=SecretStr("none"), model="mills")
    assert "Anna Lund" in str(model.invoke("Who built the mill?").content)
    embeddings = OpenAIEmbeddings(
        base_url=address,
        api_key=SecretStr("none"),
        model="minilm",
        check_embedding_ctx_length=False,
    )
    one, other = embeddings.embed_documents(["The mill burned.", "The mill was on fire."])
    assert len(one) == 384
    assert sum(a * b for a, b in zip(one, other, strict=True)) > 0.5


def test_tokens_are_refused(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="token ids"):
        client.embeddings.create(model="minilm", input=[1, 2, 3])


def test_errors_have_the_shape_of_openais(served: Served, tmp_path: Path) -> None:
    client = served()
    for response in (client.get("/v1/none"), client.post("/v1/chat/completions", content="{")):
        assert set(response.json()) == {"error"}
        assert response.json()["error"]["message"]
