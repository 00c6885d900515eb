"""What servers answer when they are asked for vectors: each text gets its own, or an error says why."""

# A table: its rows are not broken up.
# ruff: noqa: E501

import base64
import json
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from langchain_core.embeddings import Embeddings

from precis.models.calls import retries
from precis.models.embeddings import make_embeddings
from precis.models.served_embeddings import EmbeddingsError
from tests.fakes.http_server import serving

Answer = tuple[int, Any]
Does = Callable[[list[str]], Answer]
TEXTS = [f"text {number}" for number in range(40)]


@dataclass
class Server:
    does: Does = lambda _: (200, {})
    asked: list[list[str]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert asked.keys() == {"model", "input"}
        texts = asked["input"]
        self.state.asked.append(texts)
        status, body = self.state.does(texts)
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if body == PAGE else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server()
    monkeypatch.setattr(retries, "_BACKOFF_SECONDS", 0.0)
    with serving(_Handler, server) as address:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
        yield server


def vector(text: str) -> list[float]:
    return [float(len(text)), float(sum(text.encode())), 0.5]


def items(texts: list[str]) -> list[dict[str, Any]]:
    return [{"index": n, "embedding": vector(text)} for n, text in enumerate(texts)]


def given(form: Callable[[list[dict[str, Any]]], Any]) -> Does:
    return lambda texts: (200, {"object": "list", "data": form(items(texts)), "model": "e"})


def each(**changes: Any) -> Does:
    return given(lambda found: [it | changes for it in found])


def in_bytes(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        it | {"embedding": base64.b64encode(struct.pack("<3f", *it["embedding"])).decode()}
        for it in found
    ]


def at_most(count: int, status: int, body: Any) -> Does:
    return lambda texts: given(list)(texts) if len(texts) <= count else (status, body)


def refuses(status: int, message: str) -> Does:
    return lambda _: (status, {"error": {"message": message}})


def short(texts: list[str]) -> Answer:
    if max(map(len, texts)) > 500:
        return 413, {
            "error": "`inputs` must have less than 512 tokens. Given: 2001",
            "error_type": "Validation",
        }
    return given(list)(texts)


PAGE = "<html><head><title>Sign in</title></head></html>"
VECTORS: list[tuple[str, Does]] = [
    ("in order", given(list)),
    ("backwards", given(lambda found: found[::-1])),
    ("numbers as text", given(lambda found: [it | {"index": str(it["index"])} for it in found][::-1])),
    ("no numbers", given(lambda found: [{"embedding": it["embedding"]} for it in found])),
    ("all of number 0", each(index=0)),
    ("numbered from 1", given(lambda found: [it | {"index": it["index"] + 1} for it in found][::-1])),
    ("bytes", given(in_bytes)),
    ("vectors in lists", given(lambda found: [it | {"embedding": [it["embedding"]]} for it in found])),
    ("numbers in words", given(lambda found: [it | {"embedding": list(map(str, it["embedding"]))} for it in found])),
    ("a list alone", lambda texts: (200, list(map(vector, texts)))),
    ("by another name", lambda texts: (200, {"model": "e", "embeddings": list(map(vector, texts))})),
    ("within an object", lambda texts: (200, {"code": 0, "data": {"data": items(texts)}})),
    ("by type of number", lambda texts: (200, {"texts": texts, "embeddings": {"float": list(map(vector, texts))}})),
    ("by the name of values", lambda texts: (200, {"embeddings": [{"values": vector(text)} for text in texts]})),
    ("predictions", lambda texts: (200, {"predictions": [{"embeddings": {"values": vector(text), "statistics": {"tokens": 3}}} for text in texts]})),
    ("by an index of text", lambda texts: (200, {"output": {"embeddings": [{"text_index": n, "embedding": vector(text)} for n, text in enumerate(texts)][::-1]}})),
    ("with sparse ones", each(sparse_embedding={"12": 0.4}, colbert=[[1.0], [2.0]])),
    ("one text at once, in no list", lambda texts: given(list)([texts]) if isinstance(texts, str) else (422, {"error": {"message": "input must be a string"}})),
    ("DashScope, 10 at once", at_most(10, 400, {"error": {"message": "batch size is invalid, it should not be larger than 10.: input.contents", "code": "InvalidParameter"}})),
    ("TEI, 32 at once", at_most(32, 413, {"error": "batch size 40 > maximum allowed batch size 32", "error_type": "Validation"})),
    ("pydantic, 16 at once", at_most(16, 422, {"detail": [{"loc": ["body", "input"], "msg": "ensure this value has at most 16 items", "type": "value_error.list.max_items"}]})),
    ("tokens of a request", at_most(8, 400, {"error": {"message": "max_tokens_per_request: requested 400000 tokens, max 300000 tokens per request"}})),
]  # fmt: skip
ERRORS: list[tuple[str, Does, str]] = [
    ("one too few", given(lambda found: found[:-1]), "39 vectors of 40 texts"),
    ("one too many", given(lambda found: [*found, found[0]]), "41 vectors of 40 texts"),
    ("none", given(lambda _: []), "0 vectors"),
    ("another length", given(lambda found: [{"index": 0, "embedding": [1.0]}, *found[1:]]), "another length"),
    ("nothing in it", each(embedding=[]), "an empty vector"),
    ("null", each(embedding=None), "an empty vector"),
    ("zeros", each(embedding=[0.0, 0.0]), "a vector of zeros"),
    ("not a number", each(embedding=[float("nan"), 1.0]), "no number"),
    ("without end", each(embedding=[float("inf"), 1.0]), "no number"),
    ("null in it", each(embedding=[None, 1.0]), "no number"),
    ("a wrong key", refuses(401, "Incorrect API key provided"), "set a valid key"),
    ("no credit", refuses(402, "Insufficient Balance"), "add credit"),
    ("no such model", refuses(404, "model 'e' not found"), "not found"),
    ("a model that writes", refuses(400, "The model does not support Embeddings API"), "does not support"),
    ("an error in 200", lambda _: (200, {"error": {"message": "unknown architecture", "code": 500}}), "unknown architecture"),
    ("a page", lambda _: (200, PAGE), "Sign in"),
]  # fmt: skip


def asked(server: Server, does: Does) -> Embeddings:
    server.does = does
    return make_embeddings("openai:e")


@pytest.mark.parametrize(
    ("name", "does"), VECTORS, ids=lambda it: it if isinstance(it, str) else ""
)
def test_each_text_gets_its_own_vector(name: str, does: Does, server: Server) -> None:
    embeddings = asked(server, does)
    wanted = [vector(text) for text in TEXTS]
    assert embeddings.embed_documents(TEXTS) == wanted
    assert embeddings.embed_documents(TEXTS[:3]) == wanted[:3]
    assert embeddings.embed_query(TEXTS[7]) == wanted[7]


@pytest.mark.parametrize(
    ("name", "does", "said"), ERRORS, ids=lambda it: it if isinstance(it, str) else ""
)
def test_what_is_no_vector_is_an_error_in_one_line(
    name: str, does: Does, said: str, server: Server
) -> None:
    with pytest.raises(EmbeddingsError, match=said) as caught:
        asked(server, does).embed_documents(TEXTS)
    assert str(caught.value).startswith("--embeddings openai:e gives")
    assert "\n" not in str(caught.value)
    assert len(server.asked) <= 7


@pytest.mark.parametrize("status", [429, 503])
def test_what_passes_is_tried_again(status: int, server: Server) -> None:
    def does(texts: list[str]) -> Answer:
        return (status, {"error": "busy"}) if len(server.asked) == 1 else given(list)(texts)

    assert asked(server, does).embed_documents(TEXTS) == [vector(text) for text in TEXTS]
    assert len(server.asked) == 2


def test_a_text_that_is_too_long_is_cut_alone(server: Server) -> None:
    long = "x" * 1900
    embeddings = asked(server, short)
    wanted = [vector("a"), vector(long[:475]), vector("b")]
    assert embeddings.embed_documents(["a", long, "b"]) == wanted
    assert embeddings.embed_query(long) == wanted[1]


def test_one_long_text_leaves_the_others_together(server: Server) -> None:
    texts = [*TEXTS[:7], "x" * 1900, *TEXTS[8:], *TEXTS]
    asked(server, short).embed_documents(texts)
    assert server.asked[-1] == texts[8:]


def test_vectors_keep_their_length_from_call_to_call(server: Server) -> None:
    embeddings = asked(server, given(list))
    embeddings.embed_documents(TEXTS)
    server.does = each(embedding=[1.0, 2.0])
    with pytest.raises(EmbeddingsError, match="2 and not 3"):
        embeddings.embed_query("a question")
