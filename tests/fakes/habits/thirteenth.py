"""A thirteenth set of habits of model servers, from public reports and references: written without
a look at how calls are decided, with weight on what no set had before (what replies took, streams
in odd forms, refused parameters in odd words), and tried once before any change. The numbers are
issues where a habit was reported.
"""

# ruff: noqa: C901 - tables, with the forms of their rows

import json
import re
from collections.abc import Callable
from typing import Any

from tests.fakes.habits.vocabulary import *

NTH = "thirteenth"
TOOK = (100, 12)
COUNTS = {"prompt_tokens": 100, "completion_tokens": 12, "total_tokens": 112}
WIDE = "Die Brücke öffnete 1932 – für 3 €, sagt „man“ [1]. 橋は誰でも渡れる [2]。"


def _counts(usage: Any, **more: Any) -> Does:
    """Say what a reply took as `usage`, wherever the counts stand, and `more` beside it."""

    def change(value: dict[str, Any]) -> None:
        if "usage" in value:
            value.update(usage=usage, **more)

    return altered(SAID, change)


def _usage() -> list[Habit]:
    def took(seller: str, name: str, does: Does, tokens: Any = TOOK, **more: Any) -> Habit:
        return Habit("usage", seller, name, does, calls=1, took=tokens, **more)

    def guessed(seller: str, name: str, does: Does, **more: Any) -> Habit:
        return took(seller, name, does, "estimated", **more)

    def in_each(value: dict[str, Any]) -> None:
        value["usage"] = COUNTS

    def at_the_end(value: dict[str, Any]) -> None:
        ended = value["choices"] and value["choices"][0]["finish_reason"]
        value["usage"] = COUNTS if ended else None

    def at_both_ends(value: dict[str, Any]) -> None:
        if value["choices"] and value["choices"][0]["finish_reason"]:
            value["usage"] = COUNTS

    def in_the_choice(value: dict[str, Any]) -> None:
        value.pop("usage", None)
        for choice in value["choices"]:
            if choice["finish_reason"]:
                choice["usage"] = COUNTS

    def of_groq(value: dict[str, Any]) -> None:
        if value.pop("usage", None):
            value["x_groq"] = {"id": "req_1", "usage": COUNTS}

    def of_perplexity(value: dict[str, Any]) -> None:
        """The text so far beside each delta, and all counts in each event."""
        value.update(usage=COUNTS, citations=["https://a.example"])
        for choice in value["choices"]:
            choice["message"] = {"role": "assistant", "content": GOOD}

    def repeated(value: dict[str, Any]) -> None:
        if value.get("type") == "message_delta":
            value["usage"].update(input_tokens=100, cache_read_input_tokens=0)

    def late(value: dict[str, Any]) -> None:
        if value.get("type") == "message_start":
            value["message"]["usage"].update(input_tokens=0, output_tokens=0)
        if value.get("type") == "message_delta":
            value["usage"].update(input_tokens=100)

    def no_metadata(value: dict[str, Any]) -> None:
        value.pop("usageMetadata", None)

    def thoughts_apart(value: dict[str, Any]) -> None:
        value["usageMetadata"].update(thoughtsTokenCount=50, totalTokenCount=162)

    spoken = {"input_tokens": 100, "output_tokens": 12}
    apart = {**COUNTS, "total_tokens": 162, "completion_tokens_details": {"reasoning_tokens": 50}}
    within = {
        **COUNTS,
        "completion_tokens": 62,
        "total_tokens": 162,
        "completion_tokens_details": {"reasoning_tokens": 50},
    }
    whole = altered(SAID, unchanged)
    return [
        # earendil-works/pi #2326
        took("mlx-vlm", "names of Anthropic", _counts({**spoken, "total_tokens": 112, "prompt_tps": 21.5})),
        took("any", "strings", _counts({name: str(count) for name, count in COUNTS.items()})),
        took("any", "fractions", _counts({name: float(count) for name, count in COUNTS.items()})),
        took("any", "camel case", _counts({"promptTokens": 100, "completionTokens": 12, "totalTokens": 112})),
        took("Cohere", "billed units", _counts({"billed_units": spoken, "tokens": spoken})),
        took("any", "short names", _counts({"prompt": 100, "completion": 12, "total": 112})),
        took("any", "numbers of tokens", _counts({"num_prompt_tokens": 100, "num_completion_tokens": 12})),
        took("any", "a list", _counts([COUNTS])),
        guessed("any", "null", _counts(None)),
        guessed("any", "nothing in it", _counts({})),
        guessed("any", "zeros", _counts(dict.fromkeys(COUNTS, 0))),
        # tenstorrent/tt-inference-server #2981
        guessed("Tenstorrent", "no prompt", _counts({"prompt_tokens": 0, "completion_tokens": 12, "total_tokens": 12, "sessionId": "d", "tps": 374.6})),
        guessed("any", "no reply", _counts({**COUNTS, "completion_tokens": None})),
        guessed("any", "less than nothing", _counts({**COUNTS, "completion_tokens": -1})),
        guessed("any", "only a total", _counts({"total_tokens": 112})),
        guessed("any", "words", _counts("unknown")),
        # open-webui #29064, ogx-ai/ogx #5122
        took("Gemini", "a running total", says(GOOD, usage="each"), "some"),
        took("vLLM", "all in each event", altered(SAID, in_each)),
        took("any", "with the end", altered(SAID, unchanged, at_the_end)),
        took("any", "with the end and behind", altered(SAID, unchanged, at_both_ends)),
        took("Moonshot", "in the choice", altered(SAID, unchanged, in_the_choice)),
        took("Groq", "in a field of its own", altered(SAID, unchanged, of_groq)),
        took("Perplexity", "whole text in each event", altered(SAID, unchanged, of_perplexity)),
        took("xAI", "thoughts beside the reply", _counts(apart), (100, 62)),
        took("OpenAI", "thoughts within the reply", _counts(within), (100, 62)),
        took("DeepSeek", "hits and misses", _counts({**COUNTS, "prompt_cache_hit_tokens": 64, "prompt_cache_miss_tokens": 36})),
        took("any", "details of null", _counts({**COUNTS, "prompt_tokens_details": None, "completion_tokens_details": {"reasoning_tokens": None}})),
        took("OpenRouter", "cost", _counts({**COUNTS, "cost": 0.00014, "is_byok": False, "cost_details": {"upstream_inference_cost": None}})),
        took("Anthropic", "read from the cache", says(GOOD, read=10, more={"cache_read_input_tokens": 90}), model=CLAUDE),
        took("Anthropic", "written to the cache", says(GOOD, read=10, more={"cache_creation_input_tokens": 90, "cache_read_input_tokens": None}), model=CLAUDE),
        took("Anthropic", "the prompt twice", altered(SAID, unchanged, repeated), model=CLAUDE),
        took("Z.ai", "the prompt late", altered(SAID, unchanged, late), model=CLAUDE),
        took("Gemini", "thoughts", altered(SAID, thoughts_apart), (100, 62), model=GEMINI),
        guessed("Gemini", "nothing", altered(SAID, no_metadata), model=GEMINI),
        guessed("Ollama", "a prompt it had read", _less_of_ollama("prompt_eval_count"), model=OLLAMA),
        took("OpenAI", "as it should be", whole),
    ]  # fmt: skip


def _less_of_ollama(name: str) -> Does:
    def does(asked: Asked) -> Raw:
        text = WRITERS["ollama"](SAID, "m", stream=asked.stream)
        return Raw(re.sub(rf'"{name}": \d+, ', "", text), kind="application/x-ndjson")

    return does


def _streams() -> list[Habit]:
    def fine(seller: str, name: str, stream: Callable[[str], str], **more: Any) -> Habit:
        return odd(seller, f"{name}, {NTH}", rewritten(SAID, stream), **more)

    def each(change: Callable[[str], str]) -> Callable[[str], str]:
        return lambda text: "\n\n".join(map(change, text.split("\n\n")))

    def wide(text: str) -> str:
        return re.sub(r"\\u([0-9a-f]{4})", lambda it: chr(int(it[1], 16)), text)

    def in_parts(asked: Asked) -> Raw:
        text = wide(WRITERS["openai"](Said(WIDE), "m", stream=asked.stream))
        kind = "text/event-stream" if asked.stream else "application/json"
        return Raw(text, kind=kind, at_once=61)

    def before(line: str) -> Callable[[str], str]:
        return lambda text: line + text

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

    def spaced(text: str) -> str:
        return re.sub(r"\n\n(?=data)", "\n\n\n\n", text)

    def null_delta(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            if choice.get("delta") == {}:
                choice["delta"] = None

    def end_as(text: str) -> Callable[[str], str]:
        return lambda stream: stream.replace("data: [DONE]\n\n", text)

    def usage_again(text: str) -> str:
        more = {"id": "chat-1", "object": "chat.completion.chunk", "choices": None, "usage": None}
        return text.replace("data: [DONE]", f"data: {json.dumps(more)}\n\ndata: [DONE]")

    return [
        fine("OpenRouter", "comments", in_stream(": OPENROUTER PROCESSING")),
        # mnfst/llm-gateway #2053
        fine("Manifest", "comments as data", in_stream("data: : OPENROUTER PROCESSING")),
        # Growth-Circle/cadis #2329
        fine("a proxy", "empty data", in_stream("data: ")),
        fine("a proxy", "pings as events", in_stream("event: ping\ndata: {}")),
        fine("a proxy", "pings as data", in_stream('data: {"type": "ping"}')),
        # 0xPlaygrounds/rig #534
        fine("any", "data on its own line", lambda text: text.replace("data: {", "data:\ndata: {")),
        fine("any", "no blank behind data", lambda text: text.replace("data: ", "data:")),
        fine("any", "CRLF", lambda text: text.replace("\n", "\r\n")),
        fine("any", "CR", lambda text: text.replace("\n", "\r")),
        fine("any", "a mark of the byte order", before("\ufeff")),
        fine("any", "more blank lines", spaced),
        # perplexityai/api-discussion #209
        fine("Perplexity", "no DONE", end_as("")),
        fine("any", "DONE in small letters", end_as("data: [done]\n\n")),
        fine("any", "DONE as JSON", end_as('data: "[DONE]"\n\n')),
        fine("any", "no blank line at the end", lambda text: text.rstrip("\n")),
        fine("any", "twice DONE", lambda text: text + "data: [DONE]\n\n"),
        fine("any", "null choices at the end", usage_again),
        fine("any", "a comment behind DONE", lambda text: text + ": bye\n\n"),
        odd("any", "wide signs in parts", in_parts, gives=WIDE),
        odd("any", "a second choice", altered(SAID, two_choices)),
        odd("any", "the second choice first", altered(SAID, second_first)),
        odd("any", "a gap in the indices", altered(SAID, gap)),
        odd("any", "no index", altered(SAID, no_index)),
        odd("any", "index of null", altered(SAID, null_index)),
        odd("any", "no tools", altered(SAID, no_tools)),
        odd("any", "no role", altered(SAID, no_role)),
        odd("any", "delta of null", altered(SAID, unchanged, null_delta)),
        odd("any", "an id in the first event only", altered(SAID, less("id", "model", "created"))),
        odd("any", "created as text", altered(SAID, on_top(created="2026-11-02T10:00:00Z"))),
        odd("any", "a system fingerprint of null", altered(SAID, on_top(system_fingerprint=None, service_tier=7))),
        Habit("broken reply", "any", "the error as an event", once(broken_off(SAID, 'event: error\ndata: {"error": {"message": "upstream went away", "code": 502}}\n\n', error("upstream went away"), 502)), calls=3),
        Habit("broken reply", "any", "an error as text", once(broken_off(SAID, 'data: {"error": "upstream went away"}\n\n', {"error": "upstream went away"}, 502)), calls=3),
        Habit("broken reply", "any", "a page in the stream", once(broken_off(SAID, "<html><body>502 Bad Gateway</body></html>", PAGE, 502)), calls=3),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    def beside(name: str, **fields: Any) -> Habit:
        return odd("any", f"{name}, {NTH}", altered(SAID, in_message(**fields)))

    def first(name: str, field: str, value: Any) -> Habit:
        return odd("any", f"{name}, {NTH}", says(GOOD, more={field: value}))

    parts = [
        {"type": "thinking", "thinking": [{"type": "text", "text": THOUGHT}], "closed": True},
        {"type": "text", "text": GOOD},
    ]
    details = [{"type": "reasoning.text", "text": THOUGHT, "format": "unknown", "index": 0}]

    def whole_only(value: dict[str, Any]) -> None:
        for message in choices(value):
            if "role" in message:
                message["content"] = parts

    def in_parts(value: dict[str, Any]) -> None:
        for message in choices(value):
            if message.get("content"):
                message["content"] = [{"type": "text", "text": message["content"]}]

    return [
        # vllm #27755
        first("vLLM's reasoning", "reasoning", THOUGHT),
        first("details of reasoning", "reasoning_details", details),
        first("reasoning of text", "reasoning_text", THOUGHT),
        first("thinking", "thinking", THOUGHT),
        first("blocks of thinking", "thinking_blocks", [{"type": "thinking", "thinking": THOUGHT, "signature": "s"}]),
        first("thoughts and signature", "extra_content", {"google": {"thought": True, "thought_signature": "s"}}),
        beside("reasoning of null", reasoning=None, reasoning_content=None, reasoning_details=[]),
        odd("Mistral", f"parts of thinking, {NTH}", altered(SAID, whole_only, in_parts)),
        empty("vLLM", f"only reasoning, {NTH}", says(None, more={"reasoning": THOUGHT}), NoTextError),
        empty("vLLM", f"reasoning and its limit, {NTH}", says("", "length", more={"reasoning": THOUGHT}), NoTextError, calls=3),
        empty("OpenRouter", f"only details, {NTH}", says("", more={"reasoning_details": details}), NoTextError),
        empty("any", f"only an empty list, {NTH}", altered(Said(""), in_message(content=[])), NoTextError),
        thought("any", f"reasoning tags, {NTH}", f"<reasoning>\n{THOUGHT}</reasoning>\n\n<answer>\n{GOOD}\n</answer>"),
        thought("any", f"analysis tags, {NTH}", f"<analysis>\n{THOUGHT}</analysis>\n\n<final>{GOOD}</final>"),
        thought("any", f"a scratchpad, {NTH}", f"<scratchpad>{THOUGHT}</scratchpad>\n{GOOD}"),
        thought("any", f"a reflection, {NTH}", f"<thinking>{THOUGHT}<reflection>Fine.</reflection></thinking><output>{GOOD}</output>"),
        thought("any", f"details of HTML, {NTH}", f"<details type=\"reasoning\" done=\"true\" duration=\"3\">\n<summary>Thought for 3 seconds</summary>\n> {THOUGHT}</details>\n{GOOD}"),
        thought("any", f"think with an attribute, {NTH}", f'<think time="3">{THOUGHT}</think>{GOOD}'),
        thought("any", f"brackets, {NTH}", f"[THINK]{THOUGHT}[/THINK]{GOOD}"),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    def refuse(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return filtered(NTH, seller, status, body, **more)

    def stopped(seller: str, reason: str, **more: Any) -> Habit:
        return empty(seller, f"stopped by {reason}, {NTH}", says("", reason), RefusedError, **more)

    inner = {
        "content_filter_result": {"violence": {"filtered": True, "severity": "high"}},
        "code": "ResponsibleAIPolicyViolation",
    }
    bedrock = "Guardrail was enabled and input is in violation of responsible AI policy."
    return [
        refuse("Azure", 400, error("The response was filtered", type=None, param="prompt", code="content_filter", status=400, innererror=inner), model=AZURE),
        refuse("a proxy of Azure", 400, {"detail": {"error": {"innererror": inner, "message": "filtered"}}}),
        refuse("LiteLLM", 400, error("litellm.BadRequestError: litellm.ContentPolicyViolationError: AzureException - Error code: 400 - {'error': {'message': 'x', 'code': 'content_filter'}}", type=None, param=None, code="400")),
        refuse("DashScope", 400, error("Input data may contain inappropriate content.", code="data_inspection_failed", type="data_inspection_failed")),
        refuse("Zhipu", 400, {"contentFilter": [{"level": 1, "role": "user"}], "error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}),
        refuse("Moonshot", 400, error("The request was rejected because it was considered high risk", type="content_filter")),
        refuse("Baidu", 400, {"error_code": 336104, "error_msg": "Prompt is sensitive", "id": "1"}),
        refuse("Bedrock", 400, {"message": bedrock, "type": "guardrail_intervened"}),
        refuse("OpenRouter", 403, error("m requires moderation on Provider. Your input was flagged for \"violence\". No credits were charged.", code=403, metadata={"reasons": ["violence"], "flagged_input": "When did…", "provider_name": "P"})),
        refuse("in Greek", 400, error("Το περιεχόμενο παραβιάζει την πολιτική μας")),
        refuse("in Hungarian", 400, error("A tartalom sérti az irányelveinket")),
        refuse("in Hindi", 400, error("अनुचित सामग्री का पता चला")),
        refuse("in Romanian", 400, error("Conținutul încalcă politica de utilizare")),
        stopped("Azure", "content_filter", model=AZURE),
        stopped("Zhipu", "sensitive"),
        stopped("Bedrock", "guardrail_intervened"),
        stopped("Gemini", "SPII", model=GEMINI),
        stopped("Anthropic", "refusal", model=CLAUDE),
        empty("OpenAI", f"refusal in parts, {NTH}", altered(Said(None), in_message(content=[{"type": "refusal", "refusal": "I cannot help with it."}])), RefusedError, "cannot help"),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    cold = without("temperature")
    plain = without("stream_options")

    def warm(name: str, status: int, body: Any, **more: Any) -> Habit:
        return refused_parameter("any", f"temperature, {name}, {NTH}", cold, status, body, **more)

    def unwanted(name: str, status: int, body: Any, **more: Any) -> Habit:
        return refused_parameter(
            "any", f"stream options, {name}, {NTH}", plain, status, body, **more
        )

    def renamed(name: str, status: int, body: Any) -> Habit:
        return refused_parameter(
            "any",
            f"most tokens, {name}, {NTH}",
            lambda it: "max_tokens" not in it.body,
            status,
            body,
            options=("max_tokens=512",),
        )

    inner = json.dumps(
        {
            "error": {
                "message": "Unsupported value: 'temperature' does not support 0.1 with this model.",
                "param": "temperature",
                "code": "unsupported_value",
            }
        }
    )
    return [
        # nashsu/llm_wiki #670
        warm("JSON in a cause", 400, {"error": {"cause": inner, "code": 400, "message": "模型服务调用失败", "status": "FAILED_RESPONSE"}, "requestId": "x", "result": None}),
        warm("LiteLLM", 400, error("litellm.UnsupportedParamsError: openai does not support parameters: {'temperature': 0}, for model=o1-mini. To drop these, set `litellm.drop_params=True`", type="None", param=None, code="400")),
        warm("a list of errors", 422, {"errors": [{"source": {"pointer": "/temperature"}, "title": "is not allowed"}]}),
        warm("a field", 400, {"error": {"code": 400, "message": "Request contains an invalid argument.", "status": "INVALID_ARGUMENT", "details": [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "temperature", "description": "out of range"}]}]}}),
        warm("a path", 400, {"statusCode": 400, "error": "Bad Request", "message": "body/temperature must be > 0"}),
        warm("Chinese", 400, error("参数 temperature 取值错误，该模型不支持自定义", code="1210")),
        warm("Spanish", 400, error("El parámetro «temperature» no es compatible con este modelo")),
        warm("only param", 400, {"error": {"message": "Bad request", "type": "invalid_request_error", "param": "temperature", "code": None}}),
        warm("a list of names", 400, {"error": "unsupported_parameters", "parameters": ["temperature"]}),
        warm("a key of the error", 422, {"errors": {"temperature": ["must be greater than 0"]}}),
        warm("in the text of 500", 500, {"error": "Internal error: ValueError(\"`temperature` (=0) has to be a strictly positive float, otherwise your next token scores will be invalid.\")"}),
        unwanted("only when streaming", 400, error("Value error, Stream options can only be defined when `stream=True`.")),
        unwanted("unknown", 400, error("Unrecognized request argument supplied: stream_options", type="invalid_request_error")),
        unwanted("serde", 422, "Failed to deserialize the JSON body into the target type: stream_options: unknown field `stream_options`, expected one of `model`, `messages` at line 1 column 90"),
        unwanted("a field of Java", 400, {"timestamp": "2026-11-02", "status": 400, "error": "Bad Request", "message": "JSON parse error: Unrecognized field \"stream_options\" (class ChatRequest), not marked as ignorable", "path": "/v1/chat/completions"}),
        renamed("use the other", 400, invalid("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens", "unsupported_parameter")),
        renamed("deprecated", 422, {"detail": "max_tokens is deprecated in favor of the max_completion_tokens field"}),
        refused_parameter("any", f"a role, {NTH}", system_free, 400, error("messages[0].role: 'system' is not one of ['user', 'assistant', 'tool']")),
        refused_parameter("any", f"a template, {NTH}", system_free, 400, error("System messages are not supported by the chat template of this model. (TemplateError)")),
        refused_parameter("any", f"a role in Chinese, {NTH}", system_free, 400, error("messages 参数非法：不支持 system 角色", code="1214")),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def long(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return too_long(NTH, seller, status, body, long=True, **more)

    return [
        long("OpenAI", 400, invalid("Invalid 'messages[1].content': string too long. Expected a string with maximum length 1048576, but got a string with length 1540820 instead.", "messages[1].content", "string_above_max_length")),
        long("nginx", 413, "<html>\r\n<head><title>413 Request Entity Too Large</title></head><body><center><h1>413 Request Entity Too Large</h1></center><hr><center>nginx</center></body></html>"),
        # soundprediction/predicato #51
        long("vLLM", 400, error("This model's maximum context length is 4096 tokens. However, your request has 91714 input tokens. Please reduce the length of the input messages.", type="BadRequestError", param=None, code=400)),
        long("vLLM, cause", 400, {"object": "error", "message": "Input prompt (9000 tokens) is too long and exceeds limit of 8192", "type": "BadRequestError"}),
        long("TGI", 422, {"error": "Input validation error: `inputs` must have less than 4095 tokens. Given: 9000", "error_type": "validation"}),
        long("LM Studio", 400, {"error": "Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input"}),
        long("Cohere", 400, {"message": "too many tokens: total number of tokens in the prompt cannot exceed 8192 - received 9000. Try using a shorter prompt."}),
        long("Mistral", 400, {"object": "error", "message": "Prompt contains 9000 tokens and 0 draft tokens, too large for model with 8192 maximum context length", "type": "invalid_request_invalid_args", "param": None, "code": "3051"}),
        long("DashScope", 400, error("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 8192]", code="invalid_parameter_error")),
        long("xAI", 400, {"code": "Client specified an invalid argument", "error": "This model's maximum prompt length is 8192 but the request contains 9000 tokens."}),
        long("Zhipu", 400, error("Prompt 超长", code="1261")),
        long("Baidu", 400, {"error_code": 336007, "error_msg": "the max input characters is 20000"}),
        long("Cloudflare", 413, {"errors": [{"code": 5021, "message": "AiError: The estimated number of input and maximum output tokens (9000) exceeded this model context window limit (8192)."}], "success": False, "result": {}}),
        long("a code alone", 400, error("Bad request", code="context_length_exceeded")),
        long("llama.cpp", 400, error("request failed", type="exceed_context_size_error", n_ctx=8192, n_prompt_tokens=9000)),
        long("MLX", 400, error("Prefill of 9000 tokens would not fit; the longest prompt this server takes has 8192 tokens")),
        long("Ollama", 400, {"error": "input length 9000 exceeds the context window of 8192"}, model=OLLAMA),
        long("Claude", 400, claude("invalid_request_error", "input length and `max_tokens` exceed context limit: 199759 + 8192 > 200000, decrease input length or `max_tokens` and try again"), model=CLAUDE),
        long("Claude, 413", 413, claude("request_too_large", "Request exceeds the maximum size"), model=CLAUDE),
        long("in Greek", 400, error("Το κείμενο εισόδου υπερβαίνει το μέγιστο μήκος περιβάλλοντος")),
        long("in Hungarian", 400, error("A bemenet túl hosszú: 9000 token, legfeljebb 8192")),
        long("in Finnish", 400, error("Syöte on liian pitkä tälle mallille")),
        long("in Thai", 400, error("ข้อความยาวเกินขีดจำกัดบริบทของโมเดล")),
        long("in Hindi", 400, error("इनपुट बहुत लंबा है: अधिकतम 8192 टोकन")),
        long("in Danish", 400, error("Inputtet er for langt til modellens kontekstvindue")),
        long("in Romanian", 400, error("Textul depășește lungimea maximă a contextului")),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def again(seller: str, ends_as: str, **more: Any) -> Habit:
        return Habit("cut reply", seller, f"{ends_as}, {NTH}", once(says(HALF, ends_as)), **more)

    def complete(seller: str, ends_as: Any) -> Habit:
        return Habit("cut reply", seller, f"{ends_as}, {NTH}", says(GOOD, ends_as), calls=1)

    return [
        again("any", "MAX_TOKENS"),
        again("any", "token_limit"),
        again("any", "max_output_tokens", model="openai:m", options=RESPONSES),
        again("Ollama", "length", model=OLLAMA),
        complete("any", "stop_sequence"),
        complete("any", "end_turn"),
        complete("any", "eos_token"),
        left("a list within", "1. The bridge opened in 1932 [1].\n2. It is op", "1. The bridge opened in 1932 [1]."),
        left("a heading", "The bridge opened in 1932 [1].\n\n## Acce", WHOLE_HALF),
        left("in Thai", "สะพานเปิดในปี 1932 [1]\nเปิดให้ทุก", "สะพานเปิดในปี 1932 [1]"),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    def end(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("rate or credit", seller, f"account, {NTH}", status, body, said, **more)

    def pass_(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, f"passes, {NTH}", status, body, **more)

    return [
        end("OpenAI", 429, error("You exceeded your current quota, please check your plan and billing details.", type="insufficient_quota", param=None, code="insufficient_quota"), "quota"),
        end("a nested text", 402, {"error": {"error": {"error": "Payment Required: add funds"}}}, "add funds"),
        end("JSON in a message", 402, error(json.dumps({"error": {"message": "Insufficient Balance"}})), "Insufficient Balance"),
        end("a list", 402, [{"error": {"message": "No balance left on this account"}}], "No balance left"),
        end("errors", 403, {"success": False, "errors": [{"code": 10000, "message": "Authentication error"}], "messages": []}, "Authentication error"),
        end("in Greek", 402, error("Ανεπαρκές υπόλοιπο"), "υπόλοιπο"),
        end("a wrong model", 404, error("The model `m` does not exist or you do not have access to it.", code="model_not_found"), "does not exist"),
        end("plain text", 400, "Bad Request: the tenant is unknown", "tenant is unknown", calls=3),
        pass_("a nested 503", 503, {"detail": {"error": {"message": "no healthy upstream"}}}),
        pass_("plain text", 503, "no healthy upstream"),
        pass_("a reset", 502, "upstream connect error or disconnect/reset before headers. reset reason: connection termination"),
        pass_("Groq", 429, error("Rate limit reached for model `m` in organization `o` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Used 5800, Requested 900. Please try again in 7ms. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing", type="tokens", code="rate_limit_exceeded")),
        pass_("Anthropic", 529, claude("overloaded_error", "Overloaded"), model=CLAUDE),
        pass_("in Hungarian", 429, error("Túl sok kérés, próbálja később")),
        pass_("OpenRouter", 429, error("Provider returned error", code=429, metadata={"raw": "m is temporarily rate-limited upstream. Please retry shortly.", "provider_name": "P"})),
    ]  # fmt: skip


THIRTEENTH_HABITS = [
    *_usage(),
    *_streams(),
    *_thoughts(),
    *_refused(),
    *_parameters(),
    *_windows(),
    *_cut(),
    *_errors(),
]
