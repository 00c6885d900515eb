"""An eighth set of habits of model servers, from public reports and references: written before the
code was changed for any of it, with what must come of each, and tried once.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.fakes.habits.vocabulary import *


def _empty() -> list[Habit]:
    no, refused = NoTextError, RefusedError
    called = '<tool_call>\n{"name": "search", "arguments": {"query": "bridge"}}\n</tool_call>'
    return [
        # UKGovernmentBEIS/inspect_ai #4163
        empty("Anthropic", "a refusal with its reason", altered(Said("", "refusal"), refused_because("It touches on toxins.")), refused, "toxins", model=CLAUDE),
        empty("Gemini", "LANGUAGE", says("", "LANGUAGE"), refused, model=GEMINI),
        empty("Vertex", "prompt blocked by Model Armor", says("", more={"promptFeedback": {"blockReason": "MODEL_ARMOR"}}), refused, model=GEMINI),
        empty("Bedrock", "malformed_tool_use", says("", "malformed_tool_use"), no),
        empty("Mistral", "references alone", altered(SAID, in_message(content=[{"type": "reference", "reference_ids": [1]}])), no),
        empty("Ollama", "unload", says("", "unload"), no, model=OLLAMA, calls=4),
        empty("Qwen", "a tool call written out", says(called), no),
        empty("Perplexity", "citations and no text", altered(Said(""), on_top(citations=["https://a.example"])), no),
        empty("Cloudflare", "response null in a result", in_200({"result": {"response": None}, "success": True, "errors": []}), CallError, calls=4),
        empty("any", "only a newline mark and quotes", says('""'), no),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def whole(seller: str, ends_as: str) -> Habit:
        return Habit(
            "cut reply", seller, f"{ends_as} is no cut", says(GOOD, ends_as), GOOD, calls=1
        )

    table = "| claim | source |\n|---|---|\n| The bridge opened in 1932 | [1] |"
    return [
        # LostRuins/koboldcpp #2481
        Habit("cut reply", "KoboldCpp", "length though it is whole", says(GOOD, "length"), GOOD, lasts=False),
        Habit("cut reply", "watsonx", "token_limit, then whole", once(says(HALF, "token_limit")), GOOD),
        Habit("cut reply", "LM Studio", "userStopped, then whole", once(says(HALF, "userStopped")), GOOD),
        Habit("cut reply", "Vercel", "max-tokens, then whole", once(says(HALF, "max-tokens")), GOOD),
        whole("LM Studio", "stopStringFound"),
        whole("watsonx", "stop_sequence_found"),
        left("Amharic", "ድልድዩ በ1932 ተከፈተ [1]። ለሁሉም ክ", "ድልድዩ በ1932 ተከፈተ [1]።"),
        left("Urdu", "پل 1932 میں کھلا [1]۔ یہ سب کے", "پل 1932 میں کھلا [1]۔"),
        left("a table", table + "\n| It is op", table),
        left("numbered", "1. The bridge opened in 1932 [1].\n2. It is op", "1. The bridge opened in 1932 [1]."),
        left("a title", "The bridge opened in 1932 [1]. It was built by Dr.", "The bridge opened in 1932 [1]."),
        left("a decimal", "The bridge is 3.5 km long [1]. It cost 4.2", "The bridge is 3.5 km long [1]."),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    row = partial(refused_parameter, calls=4)
    cold, bare = without("temperature"), without("stream_options")
    inner = json.dumps(
        invalid(
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            "max_tokens",
            "unsupported_parameter",
        ),
        indent=2,
    )
    drawing = "Unable to generate parser for this template. Automatic parser generation failed: \n------------\nWhile executing CallExpression at line 85, column 32 in source:\n...first %}↵            {{- raise_exception('System message must be at the beginnin...\n                                           ^\nError: Jinja Exception: System message must be at the beginning."

    def room(limit: int) -> Callable[[Asked], object]:
        return lambda asked: (
            asked.stream
            or all(
                (asked.body.get(it) or 0) <= limit for it in ("max_tokens", "max_completion_tokens")
            )
        )

    return [
        # databricks-solutions/genie-ontology-readiness #8
        row("Databricks", "temperature of Claude", cold, 400, {"error_code": "BAD_REQUEST", "message": "BAD_REQUEST: Model us.anthropic.claude-opus-5 does not support the temperature parameter."}),
        # lobehub/lobehub #18885
        row("relay", "upstream 400 and no name", cold, 400, {"error": {"message": "Upstream error: 400", "type": "invalid_request_error", "param": "", "code": None}}),
        # Gitlawb/openclaude #1638
        row("OpenAI", "moved in the Responses API", without("reasoning_effort"), 400, invalid("Unsupported parameter: 'reasoning_effort'. In the Responses API, this parameter has moved to 'reasoning.effort'. Try again with the new parameter.", None, "unsupported_parameter"), options=("reasoning_effort=low",)),
        # musistudio/claude-code-router #173
        row("relay", "max_tokens within words", without("max_tokens"), 400, error(f"Error from provider: {inner}", type="api_error", code="provider_response_error"), options=("max_tokens=500",)),
        # SillyTavern/SillyTavern #93
        row("KoboldAI", "unknown field", bare, 422, {"detail": {"stream_options": ["Unknown field."]}}),
        # ggml-org/llama.cpp #20733
        row("llama.cpp", "system must begin", rude, 400, error(drawing, code=400, type="invalid_request_error")),
        # vllm-project/guidellm #52
        row("TGI", "template error", rude, 422, {"error": "Template error: syntax error: System role not supported (in <string>:1)", "error_type": "template_error"}),
        row("pydantic 1", "role of an enumeration", rude, 422, {"detail": [{"loc": ["body", "messages", 0, "role"], "msg": "value is not a valid enumeration member; permitted: 'user', 'assistant'", "type": "type_error.enum", "ctx": {"enum_values": ["user", "assistant"]}}]}),
        row("MiniMax", "role system", rude, 400, {"type": "error", "error": {"type": "bad_request_error", "message": "invalid params, chat content has invalid message role: system (2013)"}}),
        row("Qianfan", "first role", rude, 400, {"error": {"code": "invalid_messages", "message": "the role of first message must be user", "type": "invalid_request_error"}, "id": "as-1"}),
        row("Gemini by OpenAI's protocol", "seed", without("seed"), 400, [google(400, 'Invalid JSON payload received. Unknown name "seed": Cannot find field.', "INVALID_ARGUMENT", details=[{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"description": 'Invalid JSON payload received. Unknown name "seed": Cannot find field.'}]}])], options=("seed=3",)),
        row("xAI", "presencePenalty by model", without("presence_penalty"), 400, {"code": "Client specified an invalid argument", "error": "Model grok-4.6 does not support parameter presencePenalty."}, options=("presence_penalty=0.5",)),
        row("vLLM", "temperature below zero", cold, 400, {"object": "error", "message": "temperature must be non-negative, got -1.0.", "type": "BadRequestError", "param": None, "code": 400}, options=("temperature=-1",)),
        row("Perplexity", "temperature at body", cold, 400, error('["At body -> temperature: Input should be less than 2"]', type="bad_request", code=400), options=("temperature=2.5",)),
        row("Cohere", "stream_options", bare, 422, {"id": "c", "message": "unknown field: parameter 'stream_options' is not a valid field"}),
        row("OpenAI, old", "several at once", without("seed", "verbosity"), 400, invalid("Unrecognized request arguments supplied: seed, verbosity"), options=("seed=3", "verbosity=low")),
        row("Fireworks", "so much room must stream", room(4096), 400, error("Requests with max_tokens > 4096 must have stream=true", type="invalid_request_error", code="invalid_request_error"), options=("max_tokens=8000",)),
        ends("refused parameter", "Anthropic", "budget beyond the room", 400, claude("invalid_request_error", "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size"), "greater than", model=CLAUDE, options=('thinking={"type": "enabled", "budget_tokens": 9000}', "max_tokens=4096")),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    t = THOUGHT
    return [
        thought("MedGemma", "unused tokens around", f"<unused94>thought\n{t}<unused95>{GOOD}"),
        thought("Gemma 4", "a channel without its name", f"<|channel>\n{t}<channel|>\n{GOOD}"),
        thought("Gemma 4", "a channel closed like a tag", f"<|channel>thought\n{t}</channel|>\n{GOOD}"),
        thought("Cohere", "an end without a beginning", f"{t}<|END_THINKING|><|START_TEXT|>{GOOD}<|END_TEXT|>"),
        thought("gpt-oss", "nothing but final", f"<|channel|>final<|message|>{GOOD}"),
        thought("Solar", "think and content", f"<|begin|>assistant<|think|>{t}<|end|><|begin|>assistant<|content|>{GOOD}<|end|>"),
        thought("any", "bars around thinking", f"<|thinking|>{t}<|/thinking|>{GOOD}"),
        thought("any", "thought, then final answer", f"Thought: {t}\nFinal Answer: {GOOD}"),
        thought("any", "bold labels", f"**Thought process:** {t}\n\n**Final answer:** {GOOD}"),
        thought("Granite", "role marks", f"<|start_of_role|>assistant<|end_of_role|>{GOOD}<|end_of_text|>"),
        thought("Phi", "a separator", f"<|im_start|>assistant<|im_sep|>{GOOD}<|im_end|>"),
        thought("ChatGLM", "mask and sop", f"[gMASK]<sop><|assistant|>\n{GOOD}<|user|>"),
        thought("InternLM", "unused token", f"{GOOD}[UNUSED_TOKEN_145]"),
        thought("DeepSeek", "its role", f"<｜Assistant｜>{GOOD}<｜end▁of▁sentence｜>"),
        Habit("thoughts", "Responses through a relay", "output_text in content", altered(SAID, in_message(content=[{"type": "reasoning", "text": t}, {"type": "output_text", "text": GOOD}]), lambda _: None), calls=1),
        Habit("thoughts", "Anthropic", "redacted", altered(SAID, lambda value: value["content"].insert(0, {"type": "redacted_thinking", "data": "x"}), lambda _: None), model=CLAUDE, calls=1),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    kind = "rate or credit"

    waits, stays = partial(passes, kind), partial(ends, kind)
    return [
        waits("any", "429 without a body", 429, ""),
        waits("any", "429 in words", 429, "Too Many Requests"),
        waits("Groq", "flex capacity, 498", 498, error("Flex tier capacity exceeded for model m, please try again later", type="capacity_exceeded", code="capacity_exceeded")),
        waits("Gemini", "internal", 500, google(500, "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting", "INTERNAL"), model=GEMINI),
        waits("Vertex", "cancelled, 499", 499, [google(499, "The operation was cancelled.", "CANCELLED")]),
        waits("Ollama", "runner ended by CUDA", 500, {"error": "llama runner process has terminated: CUDA error"}, model=OLLAMA),
        waits("LM Studio", "unloaded", 400, {"error": "Model is unloaded."}),
        waits("Nvidia NIM", "title alone", 429, {"status": 429, "title": "Too Many Requests"}),
        waits("Cloudflare gateway", "rate limited", 429, {"success": False, "result": [], "messages": [], "error": [{"code": 2003, "message": "Rate limited"}]}),
        waits("Mistral", "requests", 429, {"object": "error", "message": "Rate limit exceeded", "type": "rate_limited", "param": None, "code": "1300"}),
        waits("DeepInfra", "busy", 429, {"detail": {"error": "Model busy, retry later"}}),
        waits("Together", "not ready", 503, error("The server is overloaded or not ready yet.", type="service_unavailable")),
        waits("Cloudflare", "origin unreachable", 523, "error code: 523"),
        waits("Azure", "retry-after-ms", 429, error("Rate limit is exceeded. Try again in 59 seconds.", code="429"), model=AZURE, retry_after_ms="20"),
        # letta-ai/letta-code #1040
        stays("Letta", "rate limited for credit", 402, {"error": "Rate limited", "reasons": ["premium-usage-exceeded", "not-enough-credits"]}, "credit"),
        stays("LLM Gateway", "limit of a key, 401", 401, invalid("Unauthorized: LLMGateway API key reached its usage limit.", None, "invalid_api_key"), "usage limit"),
        stays("Perplexity", "quota, 401", 401, error("You exceeded your current quota, please check your plan and billing details.", type="insufficient_quota", code=401), "credit"),
        stays("AI/ML API", "free hour", 429, {"message": "Free-tier limit: You've reached your free limit for the hour. Get AI/ML Subscription to use API, visit https://aimlapi.com/app/billing/ !", "path": "/v1/chat/completions", "requestId": "r", "statusCode": 429, "timestamp": "2026-03-11T07:13:27.813Z"}, "free limit"),
        stays("Scaleway", "no such model, 422", 422, {"error": "MODEL NOT FOUND", "status": 422, "message": "The requested model m was not found"}, "--model"),
        stays("watsonx", "quota, 403", 403, {"errors": [{"code": "token_quota_reached", "message": "This request was rejected: your plan's token quota is used up"}], "trace": "t", "status_code": 403}, "quota"),
        stays("Copilot", "model not supported", 400, error("The requested model is not supported.", code="model_not_supported", param="model", type="invalid_request_error"), "--model"),
        stays("Gemini", "no free tier", 400, google(400, "Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.", "FAILED_PRECONDITION"), "billing", model=GEMINI, calls=3),
        stays("Vertex", "credentials", 401, [google(401, "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.", "UNAUTHENTICATED")], "key for"),
        stays("Anthropic", "no such model", 404, claude("not_found_error", "model: claude-sonnet-9"), "--model", model=CLAUDE),
        stays("Anthropic", "permission", 403, claude("permission_error", "Your API key does not have permission to use the specified resource."), "permission", model=CLAUDE),
        stays("Azure", "firewall", 403, error("Access denied due to Virtual Network/Firewall rules.", code="403"), "firewall", model=AZURE),
        stays("Bedrock", "token expired", 403, {"message": "The security token included in the request is expired", "__type": "ExpiredTokenException"}, "expired"),
        stays("DeepSeek", "key", 401, error("Authentication Fails, Your api key: ****cdef is invalid", type="authentication_error", param=None, code="invalid_request_error"), "key for"),
        stays("OpenRouter", "no endpoint for what is asked", 404, error("No endpoints found that can handle the requested parameters. To learn more about provider routing, visit: https://openrouter.ai/docs/provider-routing", code=404), "requested parameters", calls=4),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    row = partial(too_long, "eighth")
    nested = json.dumps(
        {
            "object": "error",
            "message": "This model's maximum context length is 8192 tokens. However, your request has 9000 input tokens.",
            "type": "BadRequestError",
            "code": 400,
        }
    )
    return [
        # strands-agents/harness-sdk #1663
        row("Bedrock", 400, {"message": "The model returned the following errors: prompt is too long: 903884 tokens > 200000 maximum"}),
        row("Ollama", 400, {"error": "prompt too long; exceeded max context length by 4 tokens"}, model=OLLAMA),
        row("TabbyAPI", 400, {"error": {"message": "Context length 9000 is greater than max_seq_len 8192"}}),
        row("Azure ML", 400, error(nested, code="Bad Request", status=400)),
        row("WebLLM", 400, error("Prompt tokens exceed context window size: number of prompt tokens: 9000; context window size: 4096")),
        row("gateway by characters", 400, error("messages: total content must be at most 100000 characters, got 180000")),
        row("gateway in German", 400, error("Die Eingabe umfasst 9000 Token, zulässig sind 8192")),
        row("gateway in Spanish", 400, error("La solicitud supera el contexto máximo del modelo: 9000 tokens de 8192")),
        row("gateway in Chinese", 400, error("输入长度超过模型最大上下文 8192", code="invalid_parameter")),
        row("LocalAI", 500, {"error": {"code": 500, "message": "rpc error: code = Unknown desc = task: input length 9000 exceeds n_ctx 4096", "type": ""}}, calls=4),
        Habit("context window", "OpenAI", "its code in 200", in_200(error("Your input exceeds the context window of this model.", type="invalid_request_error", code="context_length_exceeded")), ContextLengthError, calls=1),
        Habit("context window", "Responses", "failed for it", failed("context_length_exceeded", "Your input exceeds the context window of this model."), ContextLengthError, options=RESPONSES, calls=1),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    stays = partial(ends, "broken reply")

    def again(seller: str, name: str, first: Does, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, once(first), **{"calls": 3, **more})

    def null_content(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            choice["delta"].setdefault("content", None)

    http = {"error": {"message": "upstream timeout", "type": "server_error", "code": 504}}
    unavailable = google(503, "The model is overloaded. Please try again later.", "UNAVAILABLE")
    return [
        # langchain-ai/langchain #39041: a failed reply must not pass as a short one
        again("Responses", "failed for the rate", failed("rate_limit_exceeded", "Rate limit reached for m. Please try again in 20ms."), options=RESPONSES),
        Habit("broken reply", "Responses", "failed for good", failed("server_error", "The model ran into a fault"), CallError, "ran into a fault", options=RESPONSES, calls=4),
        # QuantumNous/new-api #378
        odd("Gemini through a relay", "stop in each chunk", altered(SAID, lambda _: None, finished("stop"))),
        # Augustas11/macprovider #186
        again("gateway", "DONE in the midst", broken_off(SAID, "data: [DONE]\n\n", http)),
        # Wei-Shaw/sub2api #1471
        again("relay", "two objects in an event", broken_off(SAID, 'data: {"choices": [{"index": 0, "delta": {"con\n{"error": {"type": "upstream_error", "message": "stream_read_error"}}\n\n', http)),
        again("gateway", "an error event in words", broken_off(SAID, "event: error\ndata: upstream timeout\n\n", http)),
        again("proxy", "a page in a stream", broken_off(SAID, "<html><head><title>502 Bad Gateway</title></head></html>\n\n", "<html><head><title>502 Bad Gateway</title></head></html>", 502)),
        again("Anthropic", "api_error in the midst", broken_off(SAID, f"event: error\ndata: {json.dumps(claude('api_error', 'Internal server error'))}\n\n", claude("api_error", "Internal server error")), model=CLAUDE),
        again("Ollama", "an error line in the midst", broken_off(SAID, '{"error": "an error was encountered while running the model: CUDA error"}\n', {"error": "CUDA error"}), model=OLLAMA),
        again("Gemini", "an error in a stream", lambda asked: Raw(f"data: {json.dumps(unavailable)}\n\n", kind="text/event-stream") if asked.stream else Raw(unavailable, 503), model=GEMINI),
        Habit("broken reply", "OpenAI", "no credit as an event", in_200(error("You exceeded your current quota, please check your plan and billing details.", type="insufficient_quota", code="insufficient_quota")), CallError, "credit", calls=1),
        # mudler/LocalAI #788
        odd("LocalAI", "no finish_reason", altered(SAID, less("finish_reason"), lambda _: None)),
        odd("vLLM", "content null in the last delta", altered(SAID, lambda _: None, null_content)),
        odd("any", "refusal empty", says(GOOD, more={"refusal": "", "function_call": None, "audio": None})),
        odd("any", "usage of the total alone", altered(SAID, on_top(usage={"total_tokens": 109}))),
        stays("Spring", "no such path", 404, {"timestamp": "2026-01-01T00:00:00Z", "status": 404, "error": "Not Found", "path": "/v1/chat/completions"}, "/v1/chat/completions"),
        stays("Go", "http to https", 400, "Client sent an HTTP request to an HTTPS server.\n", "https", calls=4),
        stays("Python", "unsupported method", 501, "<!DOCTYPE HTML><html><head><title>Error response</title></head><body><h1>Error response</h1><p>Error code: 501</p><p>Message: Unsupported method ('POST').</p></body></html>", "unsupported method", calls=4),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    row = partial(filtered, "eighth")
    return [
        # BerriAI/litellm #29194
        row("LiteLLM", 403, error("{'error': 'Content blocked: denied category', 'category': 'harmful_self_harm', 'severity': 'high'}", type="None", param="None", code="403")),
        row("OpenRouter", 403, error("PROHIBITED_CONTENT", code=403)),
        row("SAP", 400, {"error": {"request_id": "r", "code": 400, "message": "Prompt filtered due to safety violations. Please modify the prompt and try again.", "location": "Filtering Module - Input Filter"}}),
        row("Model Armor", 400, google(400, "Model Armor blocked the prompt: MATCH_FOUND in the filter rai.", "INVALID_ARGUMENT"), model=GEMINI),
        row("Baichuan", 400, {"error": {"code": "content_moderation", "message": "Your input did not pass the review", "type": "invalid_request_error"}}),
        row("Bedrock", 400, {"message": "The text of this request contains content that our content filters blocked. Please modify it.", "__type": "ValidationException"}),
        Habit("refused text", "Responses", "failed for it", failed("invalid_prompt", "This prompt was flagged as possibly violating our usage policy."), RefusedError, options=RESPONSES, calls=1),
    ]  # fmt: skip


EIGHTH_HABITS = [
    *_empty(),
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_errors(),
    *_windows(),
    *_broken(),
    *_refused(),
]
