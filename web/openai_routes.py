"""The OpenAI-compatible API at /v1: a collection is a model, citations are footnotes.

For clients that support no other API; /api/v1 has everything that Précis does. Fields without a
meaning here (temperature, tools and the like) are ignored, as other servers do.
"""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import time
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from precis.chains.events import Asked, Finished, Written
from precis.chains.evidence import Usage, citation, declined
from precis.chains.markdown import as_markdown
from precis.chains.presentation import numbering
from precis.chains.requests import REMEMBERED, AskRequest, Line, checked
from precis.web.dependencies import Ready, Served, User
from precis.web.problems import ProblemError, details_of, openai_error
from precis.web.streams import EVENTS, GRACE_SECONDS, streamed, until

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from precis.chains.evidence import Answer

_MOST_TEXTS = 2048
_MOST_ASKED, _MOST_SAID = 2_000, 20_000
"""How many characters of an earlier question or answer are used."""

_DONE = ServerSentEvent("[DONE]")


class Problem(BaseModel):
    """What was wrong, and what to do."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorShown(BaseModel):
    """An error as clients of OpenAI expect it."""

    error: Problem


router = APIRouter(
    prefix="/v1",
    tags=["OpenAI"],
    max_body_size=4_000_000,
    responses={
        status: {"description": "What went wrong, and what to do.", "model": ErrorShown}
        for status in (400, 401, 403, 404, 413, 421, 422, 429, 500, 502, 503)
    },
)


class Part(BaseModel):
    """A part of a message; parts other than text are ignored."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message and its author."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """The text of all its parts."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream sends besides its text."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """`model` is a collection; the last message of the user is the question."""

    model: Line
    messages: Annotated[list[Message], Field(min_length=1)]
    stream: bool = False
    stream_options: StreamOptions | None = None


class EmbeddingsRequest(BaseModel):
    """Texts to embed, not tokens."""

    model: str = ""
    input: str | Annotated[list[str], Field(min_length=1, max_length=_MOST_TEXTS)] | list[Any]
    encoding_format: Literal["float", "base64"] = "float"


class ModelShown(BaseModel):
    """A collection, or the embeddings."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "precis"


class ModelsShown(BaseModel):
    """The models: collections and embeddings."""

    object: Literal["list"] = "list"
    data: list[ModelShown]


@router.get("/models")
async def list_models(service: Served) -> ModelsShown:
    """List the collections, each a chat model, and the embeddings."""
    names = await asyncio.to_thread(service.workspace.library.collections)
    ids = [*names, service.workspace.embeddings_name]
    return ModelsShown(data=[ModelShown(id=name) for name in ids])


@router.get("/models/{model:path}")
async def get_model(service: Served, model: str) -> ModelShown:
    """Return a model by its name."""
    found = next((it for it in (await list_models(service)).data if it.id == model), None)
    if found is None:
        raise ProblemError(404, f"no model '{model[:100]}': GET /v1/models lists them")
    return found


@router.post(
    "/chat/completions",
    response_model=None,
    responses={200: {"content": {"application/json": {}, EVENTS: {}}}},
)
async def create_chat_completion(
    service: Ready, user: User, wanted: ChatRequest
) -> dict[str, Any] | EventSourceResponse:
    """Answer the last question from a collection; a stream sends the answer once it is checked."""
    asked = _ask_request(wanted)
    with service.accounts.spending(user):
        if wanted.stream:
            answering = await service.workshop.answering(asked)
            answering = until(service.stopping, answering, GRACE_SECONDS)
            return streamed(_chunks(answering, wanted, service.workspace.path))
        answer = await service.workshop.answer(asked)
    message = {"role": "assistant", **_message(answer)}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    shown = _completion("chat.completion", wanted.model, choice)
    return shown | {"usage": _usage(answer.usage)}


async def _chunks(
    answering: AsyncIterator[Asked | Written | Finished[Answer]], wanted: ChatRequest, library: Path
) -> AsyncIterator[ServerSentEvent]:
    """Send the role at once, the text once it is checked, the end, and the usage if requested."""
    first = _completion("chat.completion.chunk", wanted.model, None)

    def chunk(delta: dict[str, Any], finish: str | None = None) -> ServerSentEvent:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _data(first | {"choices": [choice]})

    yield chunk({"role": "assistant", "content": ""})
    try:
        async for event in answering:
            if isinstance(event, Finished):
                yield chunk(_message(event.result))
                yield chunk({}, "stop")
                if wanted.stream_options and wanted.stream_options.include_usage:
                    yield _data(first | {"choices": [], "usage": _usage(event.result.usage)})
    except Exception as error:  # noqa: BLE001 - sent to the client
        yield _data(openai_error(details_of(error, library)))
    yield _DONE


@router.post("/embeddings")
async def create_embeddings(service: Ready, wanted: EmbeddingsRequest) -> dict[str, Any]:
    """Embed texts with the embeddings of the library."""
    texts = [wanted.input] if isinstance(wanted.input, str) else wanted.input
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ProblemError(400, "input: give texts that are not empty; token ids are not supported")
    import numpy as np

    embed = service.workspace.embeddings.embed_documents
    vectors = np.asarray(await asyncio.to_thread(embed, texts), "<f4")
    data = [
        {"object": "embedding", "index": index, "embedding": _encoded(vector, wanted)}
        for index, vector in enumerate(vectors)
    ]
    read = sum(len(text) for text in texts) // 4
    usage = {"prompt_tokens": read, "total_tokens": read}
    model = service.workspace.embeddings_name
    return {"object": "list", "data": data, "model": model, "usage": usage}


def _ask_request(wanted: ChatRequest) -> AskRequest:
    """Return the question of a chat, with the conversation before it. Raises ProblemError."""
    said = [message for message in wanted.messages if message.role in {"user", "assistant"}]
    if not said or said[-1].role != "user":
        raise ProblemError(400, "messages: the last one is not the user's, so there is no question")
    before = [
        {
            "question": question.text[:_MOST_ASKED],
            "answer": _without_footnotes(answer.text)[:_MOST_SAID],
        }
        for question, answer in pairwise(said)
        if (question.role, answer.role) == ("user", "assistant") and question.text.strip()
    ]
    values = {
        "question": said[-1].text,
        "collection": wanted.model,
        "before": before[-REMEMBERED:],
    }
    return checked(lambda: AskRequest.model_validate(values))


def _without_footnotes(answer: str) -> str:
    """Return an answer without its footnotes."""
    return answer.partition("\n\n[^1]: ")[0]


def _message(answer: Answer) -> dict[str, Any]:
    if not answer.answered:
        return {"content": declined(answer.languages), "citations": []}
    numbers = numbering(answer.claims)
    citations = [
        {"number": number, **citation(span, answer.documents)} for span, number in numbers.items()
    ]
    return {"content": as_markdown(answer.claims, answer.documents), "citations": citations}


def _completion(kind: str, model: str, choice: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{secrets.token_hex(12)}",
        "object": kind,
        "created": int(time.time()),
        "model": model,
        "choices": [choice] if choice else [],
    }


def _usage(usage: Usage) -> dict[str, int]:
    return {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }


def _encoded(vector: np.ndarray, wanted: EmbeddingsRequest) -> list[float] | str:
    if wanted.encoding_format == "base64":
        return base64.b64encode(vector.tobytes()).decode()
    return [float(number) for number in vector]


def _data(value: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(value, ensure_ascii=False))
