"""Good replies in odd forms: fields, events and bodies that clients do not expect."""

# A table: its rows are not broken up.

import json
import re
from collections.abc import Callable
from typing import Any

from tests.fakes.habits.vocabulary import *


def numbered(text: str) -> str:
    return text.replace("data: ", "id: 1\ndata: ").replace("\n\n", "\n\n: ping - 2026\n\n", 2)


def usage_with_choice(value: dict[str, Any]) -> None:
    value["choices"] = value["choices"] or [{"index": 0, "delta": {}, "finish_reason": None}]


def null_choices(value: dict[str, Any]) -> None:
    value["choices"] = value["choices"] or None


def null_last_delta(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        if choice.get("finish_reason"):
            choice["delta"] = None


def null_content(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        choice["delta"].setdefault("content", None)


def twice(text: str) -> str:
    events = text.split("\n\n")
    last = next((i for i, it in enumerate(events) if '"finish_reason": "stop"' in it))
    return "\n\n".join([*events[: last + 1], *events[last:]])


def null_delta(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        if choice.get("finish_reason") and "delta" in choice:
            choice["delta"] = None


def no_last_delta(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        if choice.get("finish_reason"):
            choice.pop("delta", None)


def in_blocks(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        place = choice.get("message") or choice.get("delta") or {}
        if isinstance(place.get("content"), str):
            place["content"] = [{"type": "text", "text": place["content"]}]


def pretty(text: str) -> str:
    return text.replace('data: {"id"', 'data: {\ndata: "id"')


def behind(more: str) -> Callable[[str], str]:
    return lambda text: text + more


def spaced(text: str) -> str:
    return re.sub("\\n\\n(?=data)", "\n\n\n\n", text)


def end_as(text: str) -> Callable[[str], str]:
    return lambda stream: stream.replace("data: [DONE]\n\n", text)


def usage_again(text: str) -> str:
    more = {"id": "chat-1", "object": "chat.completion.chunk", "choices": None, "usage": None}
    return text.replace("data: [DONE]", f"data: {json.dumps(more)}\n\ndata: [DONE]")


def two_choices(value: dict[str, Any]) -> None:
    for choice in [*value["choices"]]:
        place = "message" if "message" in choice else "delta"
        value["choices"].append(
            {**choice, "index": 1, place: {"role": "assistant", "content": "Other "}}
        )


def second_first(value: dict[str, Any]) -> None:
    two_choices(value)
    value["choices"].reverse()


def gap(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        choice["index"] = 3


def no_index(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        choice.pop("index")


def null_index(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        choice["index"] = None


def no_tools(value: dict[str, Any]) -> None:
    for message in choices(value):
        message.update(tool_calls=[], function_call=None, audio=None)


def no_role(value: dict[str, Any]) -> None:
    for message in choices(value):
        if "role" in message:
            message["role"] = ""


def whole_only(value: dict[str, Any]) -> None:
    for message in choices(value):
        if "role" in message:
            message["content"] = [
                {
                    "type": "thinking",
                    "thinking": [{"type": "text", "text": THOUGHT}],
                    "closed": True,
                },
                {"type": "text", "text": GOOD},
            ]


def content_in_blocks(value: dict[str, Any]) -> None:
    for message in choices(value):
        if message.get("content"):
            message["content"] = [{"type": "text", "text": message["content"]}]


def named_first(text: str) -> str:
    first, _, others = text.partition("data: [DONE]")
    return f": OPENROUTER PROCESSING\n\nevent: message\n{first}data: [DONE]{others}"


def stream(text: str, *, bare: bool = False) -> str:
    """Lay a stream out of chunks with as little as a server may send."""
    place = {} if bare else {"index": 0}
    chunks = [
        {"choices": [{**place, "delta": {"content": piece}}]} for piece in text.partition(" ")
    ]
    chunks.append({"choices": [{**place, "delta": {}, "finish_reason": "stop"}]})
    return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"


def always_whole(asked: Asked) -> Raw:
    return Raw(WRITERS["openai"](SAID, "m", stream=False))


def always_streams(_: Asked) -> Raw:
    return Raw(WRITERS["openai"](SAID, "m", stream=True), kind="text/event-stream")


def marked(asked: Asked) -> Raw:
    text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
    return Raw(f"\ufeff{text}", kind="text/event-stream" if asked.stream else "application/json")


def waiting(asked: Asked) -> Raw:
    text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
    return Raw(f"\n\n\n{text}", kind="text/event-stream" if asked.stream else "application/json")


def plain(asked: Asked) -> Raw:
    text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
    return Raw(text, kind="text/event-stream" if asked.stream else "text/plain; charset=utf-8")


def wide(text: str) -> str:
    return re.sub("\\\\u([0-9a-f]{4})", lambda it: chr(int(it[1], 16)), text)


def wide_in_parts(asked: Asked) -> Raw:
    text = wide(
        WRITERS["openai"](
            Said("Die Brücke öffnete 1932 – für 3 €, sagt „man“ [1]. 橋は誰でも渡れる [2]。"),
            "m",
            stream=asked.stream,
        )
    )
    kind = "text/event-stream" if asked.stream else "application/json"
    return Raw(text, kind=kind, at_once=61)


ODD_REPLIES = [
    odd(".NET", "a byte order mark", marked, calls=2),
    # Growth-Circle/cadis #2329
    odd("a proxy", "empty data", rewritten(SAID, in_stream("data: "))),
    odd("a proxy", "pings as data", rewritten(SAID, in_stream('data: {"type": "ping"}'))),
    odd("a proxy", "pings as events", rewritten(SAID, in_stream("event: ping\ndata: {}"))),
    odd("Anthropic", "events that nobody knows", rewritten(SAID, in_stream('event: heartbeat\ndata: {"type": "heartbeat"}')), model=CLAUDE),
    odd("Anthropic", "usage of caches null", says(GOOD, more={"cache_creation_input_tokens": None, "cache_read_input_tokens": None, "server_tool_use": None}), model=CLAUDE),
    odd("any", "a byte order mark", rewritten(SAID, lambda text: '\ufeff' + text), calls=2),
    odd("any", "a comment behind DONE", rewritten(SAID, lambda text: text + ': bye\n\n')),
    odd("any", "a gap in the indices", altered(SAID, gap)),
    odd("any", "a retry field", rewritten(SAID, lambda text: f'retry: 3000\n\n{text}'), calls=2),
    odd("any", "a second choice", altered(SAID, two_choices)),
    odd("any", "a service tier of no kind", altered(SAID, on_top(service_tier="on_demand", system_fingerprint=None, provider="x", usage_breakdown={"models": None}))),
    odd("any", "a system fingerprint of null", altered(SAID, on_top(system_fingerprint=None, service_tier=7))),
    odd("any", "an empty first event", rewritten(SAID, lambda text: 'data:\n\n' + text)),
    odd("any", "an event behind DONE", rewritten(SAID, behind("event: done\ndata: \n\n"))),
    odd("any", "an id in the first event only", altered(SAID, less("id", "model", "created"))),
    odd("any", "blocks of thinking", says(GOOD, more={"thinking_blocks": [{"type": "thinking", "thinking": THOUGHT, "signature": "s"}]})),
    odd("any", "choices null beside usage", altered(SAID, unchanged, null_choices), calls=2),
    odd("any", "content as None beside tool_calls of none", altered(SAID, in_message(tool_calls=[], annotations=[], refusal=None))),
    odd("any", "content in two parts", altered(SAID, in_message(content=[{"type": "text", "text": WHOLE_HALF}, {"type": "text", "text": " It is open to all [2]."}]), lambda _: None)),
    odd("any", "counts as text", altered(SAID, on_top(usage={"prompt_tokens": "100", "completion_tokens": "9", "total_tokens": "109"})), calls=2),
    odd("any", "CR", rewritten(SAID, lambda text: text.replace('\n', '\r'))),
    odd("any", "created as text", altered(SAID, on_top(created="2026-11-02T10:00:00Z"))),
    # 0xPlaygrounds/rig #534
    odd("any", "data on its own line", rewritten(SAID, lambda text: text.replace('data: {', 'data:\ndata: {'))),
    odd("any", "data on two lines", rewritten(SAID, pretty)),
    odd("any", "data without a blank line at the end", rewritten(SAID, lambda text: text.rstrip('\n'))),
    odd("any", "details of reasoning", says(GOOD, more={"reasoning_details": [{"type": "reasoning.text", "text": THOUGHT, "format": "unknown", "index": 0}]})),
    odd("any", "details of usage null", altered(SAID, on_top(usage={"prompt_tokens": 100, "completion_tokens": 9, "total_tokens": 109, "prompt_tokens_details": None, "completion_tokens_details": {"reasoning_tokens": None}}))),
    odd("any", "DONE as JSON", rewritten(SAID, end_as('data: "[DONE]"\n\n'))),
    odd("any", "DONE in small letters", rewritten(SAID, end_as("data: [done]\n\n"))),
    odd("any", "empty events", rewritten(SAID, in_stream("data: {}"))),
    odd("any", "empty lists beside", altered(SAID, in_message(tool_calls=[], function_call=None, audio=None, annotations=[]))),
    odd("any", "ends twice", rewritten(SAID, twice)),
    odd("any", "error null beside a reply", altered(SAID, on_top(error=None, message=None, code=0))),
    odd("any", "events of another name", rewritten(SAID, in_stream('event: heartbeat\ndata: {"time": 1}'))),
    odd("any", "finish_reason in each chunk as empty", altered(SAID, lambda _: None, finished(""))),
    odd("any", "id and model null", altered(SAID, on_top(id=None, model=None, created=None))),
    odd("any", "ids and retries of events", rewritten(SAID, in_stream("id: 1\nretry: 100"))),
    odd("any", "index missing", altered(SAID, lambda _: None, lambda value: [choice.pop('index', None) for choice in value['choices']]), calls=2),
    odd("any", "index of null", altered(SAID, null_index)),
    odd("any", "lines that end in CRLF", rewritten(SAID, lambda text: text.replace('\n', '\r\n'))),
    odd("any", "logprobs and extra fields", altered(SAID, on_top(x_groq={"id": "r"}, time_info={"t": 1}, citations=["https://a.example"]))),
    odd("any", "model as a number", altered(SAID, on_top(model=3, id=7))),
    odd("any", "more blank lines", rewritten(SAID, spaced)),
    odd("any", "named events", rewritten(SAID, lambda text: text.replace('data: {', 'event: message\ndata: {')), calls=2),
    odd("any", "no DONE", rewritten(SAID, lambda text: text.replace('data: [DONE]\n\n', ''))),
    odd("any", "no id, model, object and time", altered(SAID, less("id", "model", "object", "created"))),
    odd("any", "no index", altered(SAID, no_index)),
    odd("any", "no index and role", altered(SAID, less("index", "role"))),
    odd("any", "no role", altered(SAID, no_role)),
    odd("any", "no space behind data", rewritten(SAID, lambda text: text.replace('data: ', 'data:'))),
    odd("any", "no tools", altered(SAID, no_tools)),
    odd("any", "null choices at the end", rewritten(SAID, usage_again)),
    odd("any", "numbers as words", altered(SAID, on_top(created="2026-01-01T00:00:00Z", id=17))),
    odd("any", "pings", rewritten(SAID, lambda text: 'event: ping\ndata: {}\n\n' + text)),
    odd("any", "reasoning of null", altered(SAID, in_message(reasoning=None, reasoning_content=None, reasoning_details=[]))),
    odd("any", "reasoning of text", says(GOOD, more={"reasoning_text": THOUGHT})),
    odd("any", "refusal empty", says(GOOD, more={"refusal": "", "function_call": None, "audio": None})),
    odd("any", "role in each chunk", altered(SAID, lambda _: None, in_message(role="assistant")), calls=2),
    odd("any", "stream with events named", altered(SAID, on_top(object="chat.completion.chunk", extra={"x": [1]}))),
    odd("any", "the second choice", altered(SAID, second_first)),
    odd("any", "thinking", says(GOOD, more={"thinking": THOUGHT})),
    odd("any", "thoughts and signature", says(GOOD, more={"extra_content": {"google": {"thought": True, "thought_signature": "s"}}})),
    odd("any", "time in fractions", altered(SAID, on_top(created=1764185137.25))),
    odd("any", "tool calls empty", altered(SAID, in_message(tool_calls=[]))),
    odd("any", "tool calls null", altered(SAID, in_message(tool_calls=None, function_call=None, refusal=None, audio=None, annotations=None))),
    odd("any", "twice DONE", rewritten(SAID, lambda text: text + 'data: [DONE]\n\n')),
    odd("any", "usage empty", altered(SAID, on_top(usage={}))),
    odd("any", "usage in floats", altered(SAID, on_top(usage={"prompt_tokens": 100.0, "completion_tokens": 9.0, "total_tokens": 109.0}))),
    odd("any", "usage null", altered(SAID, on_top(usage=None))),
    odd("any", "usage null, created as text", altered(SAID, on_top(usage=None, created="1"))),
    odd("any", "usage of fractions", altered(SAID, on_top(usage={"prompt_tokens": 100.0, "completion_tokens": 11.0, "total_tokens": 111.0}))),
    odd("any", "usage of nulls", altered(SAID, on_top(usage={"prompt_tokens": None, "completion_tokens": None, "total_tokens": None}))),
    odd("any", "usage of the total alone", altered(SAID, on_top(usage={"total_tokens": 109}))),
    # vllm #27755
    odd("any", "vLLM's reasoning", says(GOOD, more={"reasoning": THOUGHT})),
    odd("any", "wide signs in parts", wide_in_parts, gives="Die Brücke öffnete 1932 – für 3 €, sagt „man“ [1]. 橋は誰でも渡れる [2]。"),
    # microsoft/agent-framework #5734, cline #8384, run-llama #8995
    odd("Azure", "delta null at the end", altered(SAID, unchanged, null_delta), model=AZURE),
    odd("Azure", "filter results", rewritten(SAID, lambda text: 'data: {"choices": [], "created": 0, "id": "", "model": "", "object": "", "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": {}}]}\n\n' + text), model=AZURE),
    odd("Azure", "filter results behind", rewritten(SAID, lambda text: text.replace('data: [DONE]', 'data: {"id": "", "object": "", "created": 0, "model": "", "choices": [{"index": 0, "finish_reason": null, "content_filter_results": {"hate": {"filtered": false, "severity": "safe"}}, "content_filter_offsets": {"check_offset": 44, "start_offset": 44, "end_offset": 198}}]}\n\n' + 'data: [DONE]')), model=AZURE),
    odd("Azure", "first chunk without choices", lambda asked: Raw('data: {"id": "", "object": "", "model": "", "choices": [], "prompt_filter_results": [{"prompt_index": 0}]}\n\n' + stream(GOOD), kind='text/event-stream') if asked.stream else Said(GOOD), model=AZURE, calls=2, whole=True),
    odd("Azure", "last delta null", altered(SAID, unchanged, null_last_delta), calls=2),
    odd("Azure", "no delta at the end", altered(SAID, unchanged, no_last_delta), model=AZURE),
    odd("Databricks", "content in parts", altered(SAID, in_message(content=[{"type": "text", "text": GOOD}]), unchanged)),
    odd("DeepSeek", "keep-alive comments", rewritten(SAID, lambda text: ': keep-alive\n\n: keep-alive\n\n' + text)),
    odd("Foundry Local", "a message and a delta", altered(SAID, lambda value: [it.update(message=it.get('message') or it.get('delta'), delta=it.get('delta') or it.get('message')) for it in value['choices']])),
    odd("gateway", "comments as data", rewritten(SAID, lambda text: 'data: : OPENROUTER PROCESSING\n\n' + text), calls=2),
    odd("gateway", "comments behind numbers", rewritten(SAID, numbered), calls=2),
    odd("gateway", "empty events between", rewritten(SAID, lambda text: text.replace('\n\n', '\n\ndata:\n\n', 3)), calls=2),
    odd("Gemini", "DONE", rewritten(SAID, behind("data: [DONE]\n\n")), model=GEMINI),
    odd("Gemini", "no usage", says(GOOD, more={"usageMetadata": None}), model=GEMINI),
    odd("Gemini", "role and index missing", lambda asked: Raw(stream(GOOD, bare=True), kind='text/event-stream') if asked.stream else Raw({'choices': [{'message': {'content': GOOD}}]}), calls=2, whole=True),
    # QuantumNous/new-api #378
    odd("Gemini through a relay", "stop in each chunk", altered(SAID, lambda _: None, finished("stop"))),
    odd("Java", "JSON as text/plain", plain),
    odd("llama.cpp", "bare comments", rewritten(SAID, in_stream(":"))),
    odd("LM Studio", "stats and runtime beside", altered(SAID, on_top(stats={"tokens_per_second": 51.4}, model_info={"arch": "llama"}, runtime={"name": "llama.cpp"}))),
    # mudler/LocalAI #788
    odd("LocalAI", "no finish_reason", altered(SAID, less("finish_reason"), lambda _: None)),
    # mnfst/llm-gateway #2053
    odd("Manifest", "comments as data", rewritten(SAID, in_stream("data: : OPENROUTER PROCESSING")), calls=3),
    odd("Mistral", "parts of text", altered(SAID, in_blocks)),
    odd("Mistral", "parts of thinking", altered(SAID, whole_only, content_in_blocks)),
    odd("MLX", "usage beside a choice", altered(SAID, unchanged, usage_with_choice)),
    odd("Ollama", "a space after DONE", rewritten(SAID, lambda text: text.replace('[DONE]', '[DONE] ')), calls=2),
    odd("OpenRouter", "blank lines while it waits", waiting),
    odd("OpenRouter", "comments", rewritten(SAID, lambda text: ': OPENROUTER PROCESSING\n\n' * 3 + text)),
    odd("OpenRouter", "comments between events", lambda asked: Raw(': OPENROUTER PROCESSING\n\n' * 3 + stream(GOOD), kind='text/event-stream') if asked.stream else Said(GOOD), calls=2, whole=True),
    odd("OpenRouter", "comments in a stream", rewritten(SAID, named_first)),
    odd("OpenRouter", "comments, openai", rewritten(SAID, in_stream(": OPENROUTER PROCESSING"))),
    odd("Perplexity", "search results", altered(SAID, on_top(citations=["https://a.example"], search_results=[{"title": "A", "url": "https://a.example"}]))),
    odd("Perplexity", "whole text in message beside the delta", altered(SAID, lambda _: None, lambda value: [choice.update(message={'role': 'assistant', 'content': GOOD}) for choice in value['choices']])),
    odd("proxy", "a stream where the whole is asked for", always_streams, calls=2),
    odd("proxy", "role null", altered(SAID, in_message(role=None)), calls=2),
    odd("proxy", "whole where a stream is asked for", always_whole, calls=2),
    odd("Vertex", "role model", altered(SAID, in_message(role="model")), calls=2),
    odd("vLLM", "content null in the last delta", altered(SAID, lambda _: None, null_content)),
    odd("xAI", "fields of its own", altered(SAID, on_top(citations=[], system_fingerprint=None, x_groq={"id": "r"}))),
]  # fmt: skip
