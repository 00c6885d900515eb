"""How providers lay out a reply, whole and streamed, after their public references.

Each writer returns the body of an answer. What goes wrong is in `habits`.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """What a model says: `ends` is the provider's own word for why it stopped, "" the usual one.

    `usage` comes at the "end" of a stream, as a running total in "each" chunk, or not at all.
    `more` is laid over the message, and over the first delta of a stream.
    """

    text: str | None = ""
    ends: str = ""
    thought: str = ""
    usage: str = "end"
    read: int = 100
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def pieces(self) -> list[str]:
        return re.findall(r"\s*\S+\s*", self.text or "")

    @property
    def written(self) -> int:
        return len(self.pieces) + len(self.thought.split())


def _event(value: Any, name: str = "") -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return (f"event: {name}\n" if name else "") + f"data: {text}\n\n"


def openai(said: Said, model: str, *, stream: bool) -> str:
    spent = {"prompt_tokens": said.read, "completion_tokens": said.written}
    spent["total_tokens"] = sum(spent.values())
    usage = {"usage": spent} if said.usage != "none" else {}
    ends = said.ends or "stop"
    thought = {"reasoning_content": said.thought} if said.thought else {}
    base = {"id": "chat-1", "created": 1, "model": model}
    if not stream:
        message = {"role": "assistant", "content": said.text, **thought, **said.more}
        choice = {"index": 0, "message": message, "finish_reason": ends}
        return json.dumps({**base, "object": "chat.completion", "choices": [choice], **usage})
    base["object"] = "chat.completion.chunk"

    def events() -> Iterator[str]:
        deltas = [{"role": "assistant", "content": "", **thought, **said.more}]
        deltas += [{"content": piece} for piece in said.pieces]
        for at, delta in enumerate([*deltas, {}]):
            last = at == len(deltas)
            choice = {"index": 0, "delta": delta, "finish_reason": ends if last else None}
            each = {"usage": {**spent, "completion_tokens": at}} if said.usage == "each" else {}
            yield _event({**base, "choices": [choice], **each})
        if said.usage == "end":
            yield _event({**base, "choices": [], **usage})
        yield _event("[DONE]")

    return "".join(events())


def responses(said: Said, model: str, *, stream: bool) -> str:
    """OpenAI's Responses API; `ends` is the reason of a reply that is incomplete."""
    refusal = said.more.get("refusal")
    content = (
        {"type": "refusal", "refusal": refusal}
        if refusal
        else {"type": "output_text", "text": said.text or "", "annotations": []}
    )
    message = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed"}
    output: list[dict[str, Any]] = []
    if said.thought or not (said.text or refusal):
        output.append({"type": "reasoning", "id": "rs_1", "summary": []})
    if said.text or refusal:
        output.append({**message, "content": [content]})
    whole = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "model": model,
        "status": "incomplete" if said.ends else "completed",
        "incomplete_details": {"reason": said.ends} if said.ends else None,
        "output": output,
        "error": None,
        "tools": [],
        "tool_choice": "auto",
        "parallel_tool_calls": True,
        "usage": {
            "input_tokens": said.read,
            "output_tokens": said.written,
            "total_tokens": said.read + said.written,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": len(said.thought.split())},
        },
    }
    if not stream:
        return json.dumps(whole)
    empty = {**whole, "status": "in_progress", "output": [], "usage": None}
    numbers = iter(range(1000))

    def event(kind: str, **value: Any) -> str:
        return _event({"type": kind, "sequence_number": next(numbers), **value}, kind)

    def events() -> Iterator[str]:
        yield event("response.created", response={**empty, "incomplete_details": None})
        for at, item in enumerate(output):
            yield event("response.output_item.added", output_index=at, item={**item, "content": []})
            place = {"output_index": at, "item_id": item["id"], "content_index": 0}
            if item["type"] == "message" and not refusal:
                for piece in said.pieces:
                    yield event("response.output_text.delta", **place, delta=piece, logprobs=[])
            elif refusal:
                yield event("response.refusal.delta", **place, delta=refusal)
                yield event("response.refusal.done", **place, refusal=refusal)
            yield event("response.output_item.done", output_index=at, item=item)
        yield event("response.incomplete" if said.ends else "response.completed", response=whole)

    return "".join(events())


def anthropic(said: Said, model: str, *, stream: bool) -> str:
    usage = {"input_tokens": said.read, "output_tokens": said.written, **said.more}
    blocks: list[dict[str, str]] = []
    if said.thought:
        blocks.append({"type": "thinking", "thinking": said.thought, "signature": "s"})
    if said.text:
        blocks.append({"type": "text", "text": said.text})
    ends = {"stop_reason": said.ends or "end_turn", "stop_sequence": None}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": model}
    if not stream:
        return json.dumps({**message, "content": blocks, **ends, "usage": usage})
    begun = {**message, "content": [], "stop_reason": None, "stop_sequence": None}

    def event(kind: str, **value: Any) -> str:
        return _event({"type": kind, **value}, kind)

    def events() -> Iterator[str]:
        yield event("message_start", message={**begun, "usage": {**usage, "output_tokens": 1}})
        yield event("ping")
        for at, block in enumerate(blocks):
            kind = block["type"]
            empty = {"type": kind, kind: ""} | ({"signature": ""} if kind == "thinking" else {})
            yield event("content_block_start", index=at, content_block=empty)
            for piece in re.findall(r"\s*\S+\s*", block[kind]):
                delta = {"type": f"{kind}_delta", kind: piece}
                yield event("content_block_delta", index=at, delta=delta)
            yield event("content_block_stop", index=at)
        yield event("message_delta", delta=ends, usage={"output_tokens": said.written})
        yield event("message_stop")

    return "".join(events())


def gemini(said: Said, model: str, *, stream: bool) -> str:
    """Google's Gemini; a prompt that is blocked has `promptFeedback` in `more`."""
    parts = [{"text": said.thought, "thought": True}] if said.thought else []
    if said.text:
        parts.append({"text": said.text})
    content = {"role": "model", **({"parts": parts} if parts else {})}
    candidate = {"content": content, "finishReason": said.ends or "STOP", "index": 0}
    usage = {"promptTokenCount": said.read, "totalTokenCount": said.read + said.written}
    usage["candidatesTokenCount"] = len(said.pieces)
    whole = {"candidates": [candidate], "usageMetadata": usage, "modelVersion": model, **said.more}
    if "promptFeedback" in said.more:
        del whole["candidates"]
    return _event(whole) if stream else json.dumps(whole)


def ollama(said: Said, model: str, *, stream: bool) -> str:
    base = {"model": model, "created_at": "2026-01-01T00:00:00Z"}
    counts = {"prompt_eval_count": said.read, "eval_count": said.written, "total_duration": 5}
    ends = {"done": True, "done_reason": said.ends or "stop", **counts}
    message = {"role": "assistant", "content": said.text or ""}
    thought = {"thinking": said.thought} if said.thought else {}
    if not stream:
        return json.dumps({**base, "message": {**message, **thought}, **ends})
    deltas = [{**message, "content": piece} for piece in said.pieces]
    first = [{**message, "content": "", **thought}] if thought else []
    lines = [{**base, "message": delta, "done": False} for delta in [*first, *deltas]]
    lines.append({**base, "message": {**message, "content": ""}, **ends})
    return "".join(json.dumps(line) + "\n" for line in lines)


Writer = Callable[..., str]

WRITERS: dict[str, Writer] = {
    "openai": openai,
    "responses": responses,
    "anthropic": anthropic,
    "gemini": gemini,
    "ollama": ollama,
}

STREAMED = {"ollama": "application/x-ndjson"}
"""The media type of a stream, where it is not `text/event-stream`."""
