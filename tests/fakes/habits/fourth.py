"""A fourth set of habits, one table, from public reports and references: written after the
other sets were mended, with what must come of each, and tried once before any change.
"""

# A table: its rows are not broken up. Over 300 lines for the same reason.
# ruff: noqa: C901 - functions that build replies stand beside their rows

import json
from functools import partial
from typing import Any

from tests.fakes.habits.vocabulary import *


def _empty() -> list[Habit]:
    no, refused = NoTextError, RefusedError
    return [
        empty("Gemini", "NO_IMAGE", says("", "NO_IMAGE"), no, model=GEMINI),
        empty("Gemini", "IMAGE_PROHIBITED_CONTENT", says("", "IMAGE_PROHIBITED_CONTENT"), refused, model=GEMINI),
        empty("Gemini", "MALFORMED_RESPONSE", says("", "MALFORMED_RESPONSE"), no, model=GEMINI),
        empty("Gemini", "MISSING_THOUGHT_SIGNATURE", says("", "MISSING_THOUGHT_SIGNATURE"), no, model=GEMINI),
        empty("Gemini", "prompt blocked for other reasons", says("", more={"promptFeedback": {"blockReason": "OTHER"}}), refused, model=GEMINI),
        empty("Gemini by OpenAI's protocol", "content_filter: RECITATION", says("", "content_filter: RECITATION"), refused, "recitation"),
        empty("Gemini by OpenAI's protocol", "function_call_filter", says(None, "function_call_filter: MALFORMED_FUNCTION_CALL"), no),
        empty("Anthropic", "window full at once", says("", "model_context_window_exceeded"), ContextLengthError, model=CLAUDE),
        empty("LMDeploy", "length and not a token", says("", "length"), ContextLengthError, long=True),
        empty("AI21", "content_moderated", says("", "content_moderated"), refused),
        empty("OpenAI", "function_call without one", says("", "function_call"), no),
        empty("Cloudflare", "null and reasoning", says(None, more={"reasoning": GOOD, "tool_calls": []}), no, "only thoughts"),
        empty("any", "an empty fence", says("```\n```"), no, "empty"),
        empty("any", "three dots", says("..."), no, "empty"),
        empty("Ollama", "tags and nothing behind them", says(f"<think>\n{THOUGHT}</think>\n"), no, "only thoughts", model=OLLAMA),
        empty("LM Studio", "modelUnloaded", says("", "modelUnloaded"), no),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def again(seller: str, ends: str, **more: Any) -> Habit:
        return Habit(
            "cut reply", seller, f"{ends}, then whole", once(says(HALF, ends)), GOOD, **more
        )

    def whole(seller: str, ends: str, **more: Any) -> Habit:
        return Habit("cut reply", seller, f"{ends} is no cut", says(GOOD, ends), calls=1, **more)

    return [
        again("watsonx", "time_limit"),
        again("watsonx", "not_finished"),
        again("Triton", "timed_out"),
        again("Cohere", "USER_CANCEL"),
        again("LM Studio", "modelUnloaded"),
        again("LM Studio", "maxPredictedTokensReached"),
        again("LM Studio", "contextLengthReached"),
        again("Bedrock", "malformed_model_output"),
        whole("LM Studio", "eosFound"),
        whole("Triton", "end_id"),
        whole("Triton", "stop_words"),
        whole("Bedrock", "FINISHED"),
        left("Chinese", "大桥于1932年通车[1]。它对所有人", "大桥于1932年通车[1]。"),
        left("Japanese, marks behind", "橋は1932年に開通した。[1]誰でも", "橋は1932年に開通した。[1]"),
        left("bold", "**The bridge opened in 1932.** It is op", "**The bridge opened in 1932.**"),
        left("raised marks", "The bridge opened in 1932.¹ It is op", "The bridge opened in 1932.¹"),
        left("marks in parentheses", "The bridge opened in 1932. (1) It is op", "The bridge opened in 1932. (1)"),
        left("marks in lenticular brackets", "The bridge opened in 1932.【1†source】 It is op", "The bridge opened in 1932.【1†source】"),
        Habit("cut reply", "any", "within JSON", says('[{"claim": "The bridge op', "length"), CutReplyError),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    row = refused_parameter

    def room(limit: int) -> Any:
        def fits(asked: Asked) -> bool:
            config = asked.body.get("generationConfig") or {}
            given = [
                asked.body.get("max_tokens"),
                asked.body.get("max_completion_tokens"),
                config.get("maxOutputTokens"),
            ]
            return all((one or 0) <= limit for one in given)

        return fits

    def whole(asked: Asked) -> bool:
        return not asked.stream

    cold, many = without("temperature"), ("max_tokens=100000",)
    unsupported = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
    repr_400 = f"Error executing transformation: Error code: 400 - {{'error': {{'message': \"{unsupported}\", 'type': 'invalid_request_error', 'param': 'temperature', 'code': 'unsupported_value'}}}}"
    return [
        row("Azure, old", "max_completion_tokens", without("max_completion_tokens"), 400, invalid("Unrecognized request argument supplied: max_completion_tokens"), model=AZURE, options=("max_tokens=500",)),
        row("Copilot", "max_tokens", without("max_tokens"), 400, error("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", code="invalid_request_body"), options=("max_tokens=500",)),
        row("wrapper", "500 around a 400", cold, 500, {"detail": repr_400}, calls=4),
        row("MiniMax", "temperature in 200", cold, 200, {"base_resp": {"status_code": 2013, "status_msg": "invalid params, temperature must be in (0.0, 1.0]"}}),
        row("MiniMax", "temperature", cold, 400, {"type": "error", "error": {"type": "bad_request_error", "message": "invalid params, temperature must be in (0.0, 1.0] (2013)", "http_code": "400"}}),
        row("Anthropic", "temperature too high", cold, 400, claude("invalid_request_error", "temperature: range: 0..1"), model=CLAUDE, options=("temperature=1.5",)),
        row("Kimi", "temperature of its own", cold, 400, invalid("invalid temperature: only 0.6 is allowed for this model")),
        row("Ollama", "think low", lambda asked: not asked.body.get("think"), 400, {"error": 'think value "low" is not supported for this model'}, model=OLLAMA, options=("reasoning=low",)),
        row("OpenAI", "verbosity", without("verbosity"), 400, invalid("Unsupported value: 'low' is not supported with the 'm' model. Supported values are: 'medium'.", "verbosity", "unsupported_value"), options=("verbosity=low",)),
        row("Gemini", "thinking level", lambda asked: "thinkingConfig" not in asked.text, 400, google(400, "Thinking level is not supported for this model.", "INVALID_ARGUMENT"), model=GEMINI, options=("thinking_level=low",)),
        row("Gemini by OpenAI's protocol", "reasoning_effort", without("reasoning_effort"), 400, [google(400, "Unable to submit request because thinking is not supported by this model.", "INVALID_ARGUMENT")], options=("reasoning_effort=low",)),
        row("Mistral", "reasoning_effort", without("reasoning_effort"), 422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "reasoning_effort"], "msg": "Extra inputs are not permitted", "input": "low"}]}, options=("reasoning_effort=low",)),
        row("Anthropic's protocol elsewhere", "cache_control", lambda asked: "cache_control" not in asked.text, 400, claude("invalid_request_error", "system.0.cache_control: Extra inputs are not permitted"), model=CLAUDE),
        row("DashScope", "max_tokens too many", room(8192), 400, invalid("<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]", None, "invalid_parameter_error"), options=many),
        row("Gemini", "max_tokens too many", room(65536), 400, google(400, "Unable to submit request because it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.", "INVALID_ARGUMENT"), model=GEMINI, options=many),
        row("Nova", "max_tokens too many", room(5120), 400, {"message": "Malformed input request: #/inferenceConfig/maxTokens: 100000 is not less or equal to 5120, please reformat your input and try again."}, options=many),
        row("Together", "max_tokens too many", room(2048), 422, error("Input validation error: `max_new_tokens` must be <= 2048. Given: 100000", type="invalid_request_error"), options=many),
        row("vLLM", "no window for so many", room(8000), 400, {"object": "error", "message": "This model's maximum context length is 8192 tokens. However, you requested 100050 tokens (50 in the messages, 100000 in the completion). Please reduce the length of the messages or completion.", "type": "BadRequestError", "code": 400}, options=many),
        row("Bedrock", "no system messages", rude, 400, {"message": "This model doesn't support system messages. Try again without a system message or use a model that supports system messages."}, calls=4),
        row("Anthropic behind a proxy", "no system role", rude, 400, claude("invalid_request_error", 'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.'), calls=4),
        row("Vertex", "no system role", rude, 400, [google(400, "Please use a valid role: user, model.", "INVALID_ARGUMENT")], calls=4),
        row("Rust server", "no system role", rude, 422, "Failed to deserialize the JSON body into the target type: messages[0].role: unknown variant `system`, expected `user` or `assistant` at line 1 column 40", calls=4),
        row("Azure ML", "no streams", whole, 400, error("streaming is disabled for this deployment", code="unsupported")),
        row("SageMaker", "no streams", whole, 400, {"message": "This endpoint does not support response streaming."}),
        Habit("refused parameter", "Anthropic's package", "so much room that it must stream", says(GOOD), model=CLAUDE, options=("max_tokens=64000",), calls=1),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    t = THOUGHT
    return [
        thought("Cohere", "START_TEXT", f"<|START_THINKING|>{t}<|END_THINKING|><|START_TEXT|>{GOOD}<|END_TEXT|>"),
        thought("Sky", "solution", f"<|begin_of_thought|>\n{t}<|end_of_thought|>\n\n<|begin_of_solution|>\n{GOOD}\n<|end_of_solution|>"),
        thought("any", "reasoning_content as a tag", f"<reasoning_content>{t}</reasoning_content>\n{GOOD}"),
        thought("Ollama at a terminal", "done thinking", f"Thinking...\n{t}...done thinking.\n\n{GOOD}"),
        thought("Seed", "budget within", f"<seed:think>{t}<seed:cot_budget_reflect>Half is used.</seed:cot_budget_reflect>More.</seed:think>{GOOD}"),
        thought("Apriel", "final response", f"Here are my reasoning steps:\n{t}\n[BEGIN FINAL RESPONSE]\n{GOOD}\n[END FINAL RESPONSE]\n<|end|>"),
        thought("Granite", "thought process", f"Here is my thought process:\n{t}\nHere is my response:\n{GOOD}"),
        thought("LongCat", "longcat_think", f"<longcat_think>\n{t}</longcat_think>\n{GOOD}"),
        thought("any", "internal_monologue", f"<internal_monologue>{t}</internal_monologue>{GOOD}"),
        thought("gpt-oss", "commentary", f"<|channel|>commentary<|message|>{t}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}"),
        thought("any", "a fence of thoughts", f"```thinking\n{t}```\n\n{GOOD}"),
        thought("proxy", "escaped tags", f"&lt;think&gt;{t}&lt;/think&gt;{GOOD}"),
        thought("Gemini", "control signs", f"<ctrl94>thought\n{t}<ctrl95>{GOOD}"),
        thought("any", "thought in brackets", f"[thought]{t}[/thought]{GOOD}"),
        thought("any", "thought never closed, answer tagged", f"<thinking>\n{t}\n<answer>{GOOD}</answer>"),
        thought("Claude", "antThinking", f"<antThinking>{t}</antThinking>\n{GOOD}"),
        thought("any", "scratch_pad", f"<scratch_pad>{t}</scratch_pad>\n{GOOD}"),
        Habit("thoughts", "proxy", "tags in a part of content", altered(Said(GOOD), in_message(content=[{"type": "text", "text": f"<think>{t}</think>{GOOD}"}]), lambda _: None), calls=1),
    ]  # fmt: skip


def _rates() -> list[Habit]:
    kind = "rate or credit"

    waits = partial(passes, kind)
    stays = partial(ends, kind)

    def page(title: str) -> str:
        return f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>"

    return [
        waits("Scaleway", "insufficient quota of requests", 429, {"status": 429, "error": "INSUFFICIENT QUOTA", "message": "You exceeded your current limit of concurrent requests."}),
        waits("DashScope", "rate quota", 429, error("Requests rate limit exceeded, please try again later.", code="Throttling.RateQuota", type="insufficient_quota")),
        waits("OpenAI", "too many tokens per minute", 429, error("Too many tokens per minute, please slow down.", type="tokens", code="rate_limit_exceeded")),
        waits("Anthropic", "rate of an account", 429, claude("rate_limit_error", "This request would exceed your account's rate limit. Please try again later."), model=CLAUDE),
        waits("Zhipu", "concurrency", 429, error("High concurrency usage of this API, please reduce concurrency or contact customer service to increase limits", code="1302")),
        waits("Copilot", "rate of a user", 429, error("Sorry, you have been rate-limited. Please wait a moment before trying again.", code="user_global_rate_limited:pro")),
        waits("Vertex", "quota of a base model", 429, [google(429, "Quota exceeded for aiplatform.googleapis.com/online_prediction_requests_per_base_model with base model: m. Please submit a quota increase request.", "RESOURCE_EXHAUSTED")]),
        waits("Vercel", "free credits are slow", 429, error("Free credits temporarily have rate limits in place. Try again later, or pay for credits which continue to have unrestricted access.", type="rate_limit_exceeded")),
        waits("Azure", "no capacity", 429, error("The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum usage size allowed during peak load.", code="NoCapacity"), model=AZURE),
        waits("Bedrock", "model error", 424, {"message": "The system encountered an unexpected error during processing. Try your request again.", "__type": "ModelErrorException", "originalStatusCode": 500}),
        waits("Bedrock", "unavailable", 503, {"message": "Bedrock is unable to process your request.", "__type": "ServiceUnavailableException"}),
        waits("Cloudflare", "1015", 429, "error code: 1015"),
        waits("Cloudflare", "522", 522, page("522: Connection timed out")),
        waits("nginx", "429 as a page", 429, page("429 Too Many Requests")),
        waits("nginx", "504 as a page", 504, page("504 Gateway Time-out")),
        waits("Gemini", "cancelled", 499, google(499, "The operation was cancelled.", "CANCELLED"), model=GEMINI),
        waits("Gemini", "deadline", 504, google(504, "Deadline expired before operation could complete.", "DEADLINE_EXCEEDED"), model=GEMINI),
        waits("Anthropic", "internal", 500, claude("api_error", "Internal server error"), model=CLAUDE),
        waits("Databricks", "scaled to zero", 503, {"error_code": "TEMPORARILY_UNAVAILABLE", "message": "The endpoint is starting up, try again in a few moments."}),
        waits("AWS load balancer", "502 in JSON", 502, {"message": "Internal server error"}),
        stays("Ollama", "hourly limit", 429, {"error": "you've reached your hourly usage limit, please wait or upgrade to continue"}, "hourly usage limit", model=OLLAMA),
        stays("Ollama", "weekly limit", 429, {"error": "you (name) have reached your weekly usage limit, upgrade for higher limits: https://ollama.com/upgrade"}, "weekly usage limit", model=OLLAMA),
        stays("Ollama", "session limit", 429, {"error": "you (name) have reached your session usage limit, upgrade for higher limits: https://ollama.com/upgrade"}, "session usage limit", model=OLLAMA),
        stays("Zhipu", "balance in English", 429, error("Insufficient balance or no resource package. Please recharge.", code="1113"), "credit"),
        stays("Zhipu", "limit of five hours", 429, error("Usage limit reached for 5 hour. Your limit will reset at 2026-01-01 18:00:00", code="1308"), "usage limit"),
        stays("OpenCode", "balance, 401", 401, {"type": "error", "error": {"type": "CreditsError", "message": "Insufficient balance. Manage your billing here: https://opencode.ai/billing"}}, "credit"),
        stays("OmniRoute", "accounts exhausted", 429, error("All accounts have exhausted their quota (reset after 5m)", type="rate_limit_error"), "exhausted"),
        stays("Copilot", "no quota", 402, error("You have no quota", code="quota_exceeded"), "no quota"),
        stays("Hugging Face", "free month", 429, {"error": "You have reached the free monthly usage limit for m. Subscribe to PRO to get higher limits"}, "monthly"),
        stays("Azure API management", "call volume", 403, {"statusCode": 403, "message": "Out of call volume quota. Quota will be replenished in 11.23:00:00."}, "replenished"),
        stays("Azure API management", "subscription key", 401, {"statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."}, "key for"),
        stays("Perplexity", "401 as a page", 401, page("401 Authorization Required"), "key for"),
        stays("corporate proxy", "407", 407, page("407 Proxy Authentication Required"), "proxy authentication"),
        stays("Zscaler", "403 as a page", 403, page("Access denied by the security policy of your organization"), "security policy"),
        stays("Gemini", "key suspended", 403, google(403, "Permission denied: Consumer 'api_key:1' has been suspended.", "PERMISSION_DENIED"), "suspended", model=GEMINI),
        stays("Gemini", "location", 400, google(400, "User location is not supported for the API use.", "FAILED_PRECONDITION"), "location", model=GEMINI, calls=3),
        stays("OpenAI", "missing scopes", 403, error("You have insufficient permissions for this operation. Missing scopes: model.request.", type="invalid_request_error", code="missing_scope"), "may not be used"),
        stays("OpenAI", "billing not active", 429, error("Your account is not active, please check your billing details on our website.", type="billing_not_active", code="billing_not_active"), "credit"),
        stays("xAI", "spent", 429, {"code": "Some resource has been exhausted", "error": "Your team 1 has either used all available credits or reached its monthly spending limit."}, "credit"),
        stays("OpenRouter", "limit of a key", 403, error("Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys", code=403), "limit exceeded"),
        stays("OpenRouter", "data policy", 404, error("No endpoints found matching your data policy (Zero data retention). Configure: https://openrouter.ai/settings/privacy", code=404), "data policy"),
        stays("Databricks", "no such endpoint", 404, {"error_code": "ENDPOINT_NOT_FOUND", "message": "The given endpoint does not exist, please retry after checking the specified model and version deployment exists."}, "endpoint does not exist"),
        stays("LM Studio", "not enough memory", 404, error('Failed to load model "m". Error: Model loading was stopped due to insufficient system resources.', type="invalid_request_error", param="model", code="model_not_found"), "system resources"),
        stays("LM Studio", "nothing loaded", 400, error("No models loaded. Please load a model in the developer page or use the 'lms load' command.", type="invalid_request_error", param="model", code=None), "lms load"),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    row = partial(too_long, "fourth")
    raw = json.dumps(
        error("Input length 131393 exceeds the maximum allowed input length of 131040 tokens.")
    )
    return [
        row("Poolside through OpenRouter", 400, error("Provider returned error", code=400, metadata={"raw": raw, "provider_name": "Poolside"})),
        row("Atlas", 400, error("Prompt too long: 5152 tokens exceeds max_seq_len 2048 (leave room for output tokens)")),
        row("any", 400, error("Input length (265330) exceeds model's maximum context length (262144).")),
        row("vLLM", 400, error("This model's maximum context length is 262144 tokens. However, you requested 0 output tokens and your prompt contains at least 262145 input tokens, for a total of at least 262145 tokens. Please reduce the length of the input prompt or the number of requested output tokens. (parameter=input_tokens, value=262145)", type="BadRequestError", code=400)),
        row("Copilot", 400, error("prompt token count of 130000 exceeds the limit of 128000", code="model_max_prompt_tokens_exceeded")),
        row("MiniMax", 400, {"type": "error", "error": {"type": "bad_request_error", "message": "invalid params, context window exceeds limit (2013)"}}),
        row("MiniMax in 200", 200, {"base_resp": {"status_code": 1039, "status_msg": "token limit exceeded"}}),
        row("Kimi", 400, invalid("Invalid request: Your request exceeded model token limit: 262144 (requested: 270000)")),
        row("Together", 403, error("Input token count + max_tokens parameter must be less than the context length of the model being queried. 40000 > 32768", type="invalid_request_error")),
        row("Zhipu", 400, error("Prompt exceeds max length", code="1261")),
        row("Cloudflare", 413, {"success": False, "errors": [{"code": 5021, "message": "AiError: The estimated number of input and maximum output tokens (40000) exceeded this model context window limit (24000)."}]}),
        row("OpenVINO", 400, {"error": "Mediapipe execution failed. MP status - INVALID_ARGUMENT: Number of prompt tokens: 9000 exceeds model max length: 8192"}),
        row("Triton", 400, {"error": "in ensemble 'ensemble', Executor failed process requestId 1 due to the following error: Prompt length (9000) exceeds maximum input length (8192). Set log level to info and check TRTLLM logs"}),
        row("FastFlowLM", 400, error("Max length reached!")),
        row("MLC", 400, {"object": "error", "message": "Request prompt has 9000 tokens in total, larger than the model input length limit 8192.", "code": 400}),
        row("nginx", 413, "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>nginx</body></html>"),
        row("Express", 413, {"message": "request entity too large", "type": "entity.too.large", "limit": 102400}),
        row("Amazon API gateway", 413, {"message": "Request Too Long"}),
        row("Gemini by bytes", 400, google(400, "Request payload size exceeds the limit: 20971520 bytes.", "INVALID_ARGUMENT"), model=GEMINI),
        row("gateway in Italian", 400, error("La richiesta supera la lunghezza massima del contesto (8192 token)")),
        row("gateway in Portuguese", 400, error("O prompt excede o limite de tokens do modelo (8192)")),
        row("gateway in Japanese", 400, error("入力トークン数がモデルの上限を超えています（最大 8192）")),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    fine = odd
    stays = partial(ends, "broken reply")

    def plain(asked: Asked) -> Raw:
        text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
        return Raw(text, kind="text/event-stream" if asked.stream else "text/plain; charset=utf-8")

    def marked(asked: Asked) -> Raw:
        text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
        return Raw(
            f"\ufeff{text}", kind="text/event-stream" if asked.stream else "application/json"
        )

    def waiting(asked: Asked) -> Raw:
        text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
        return Raw(
            f"\n\n\n{text}", kind="text/event-stream" if asked.stream else "application/json"
        )

    def numbered(text: str) -> str:
        return text.replace("data: ", "id: 1\ndata: ").replace("\n\n", "\n\n: ping - 2026\n\n", 2)

    def no_last_delta(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            if choice.get("finish_reason"):
                choice["delta"] = None

    def null_choices(value: dict[str, Any]) -> None:
        value["choices"] = value["choices"] or None

    def usage_with_choice(value: dict[str, Any]) -> None:
        value["choices"] = value["choices"] or [{"index": 0, "delta": {}, "finish_reason": None}]

    def same(_: dict[str, Any]) -> None:
        pass

    overloaded = claude("overloaded_error", "Overloaded")

    def overloads(asked: Asked) -> Raw:
        if asked.stream:
            return Raw(
                f"event: error\ndata: {json.dumps(overloaded)}\n\n", kind="text/event-stream"
            )
        return Raw(overloaded, 529)

    return [
        fine("gateway", "comments as data", rewritten(SAID, lambda text: "data: : OPENROUTER PROCESSING\n\n" + text), calls=2),
        fine("gateway", "comments behind numbers", rewritten(SAID, numbered), calls=2),
        fine("OpenRouter", "comments", rewritten(SAID, lambda text: ": OPENROUTER PROCESSING\n\n" * 3 + text)),
        fine(".NET", "a byte order mark", marked, calls=2),
        fine("OpenRouter", "blank lines while it waits", waiting),
        fine("Java", "JSON as text/plain", plain),
        fine("MLX", "usage beside a choice", altered(SAID, same, usage_with_choice)),
        fine("any", "choices null beside usage", altered(SAID, same, null_choices), calls=2),
        fine("Azure", "last delta null", altered(SAID, same, no_last_delta), calls=2),
        fine("Vertex", "role model", altered(SAID, in_message(role="model")), calls=2),
        fine("proxy", "role null", altered(SAID, in_message(role=None)), calls=2),
        fine("any", "error null beside a reply", altered(SAID, on_top(error=None, message=None, code=0))),
        fine("Anthropic", "overloaded as an event, once", once(overloads), model=CLAUDE, calls=2),
        fine("OpenAI", "rate as an event, once", once(in_200(error("Rate limit reached for requests", type="requests", code="rate_limit_exceeded"))), calls=2),
        stays("FastAPI", "detail in 200", 200, {"detail": "Not authenticated"}, "not authenticated", calls=4),
        stays("wrapper", "a reply in data", 200, {"code": 0, "message": "success", "data": {"choices": [{"message": {"content": GOOD}}]}}, calls=4),
        stays("any", "204", 204, "", calls=4),
        stays("any", "200 and nothing", 200, "", calls=4),
        stays("Ollama", "too little memory", 500, {"error": "model requires more system memory (5.6 GiB) than is available (3.1 GiB)"}, "system memory", model=OLLAMA, calls=4),
        stays("vLLM", "engine dead", 500, {"object": "error", "message": "EngineCore encountered an issue. See stack trace (above) for the root cause.", "type": "InternalServerError", "param": None, "code": 500}, "enginecore", calls=4),
        stays("TGI", "out of memory", 424, {"error": "Request failed during generation: Server error: CUDA out of memory.", "error_type": "generation"}, "out of memory", calls=4),
        stays("LM Studio", "crashed", 400, {"error": "The model has crashed without additional information. (Exit code: 18446744072635812000)"}, "crashed", calls=4),
        stays("any", "message as an object", 400, {"error": {"message": {"text": "the tenant has no seat"}}}, "no seat", calls=3),
        stays("Rails", "errors by field", 422, {"errors": {"model": ["is not permitted for this team"]}}, "not permitted for this team"),
        stays("any", "reason in capitals", 400, {"Status": "Error", "Reason": "the workspace is frozen"}, "workspace is frozen", calls=3),
        stays("any", "error in XML", 400, '<?xml version="1.0"?><error><code>17</code><description>the deployment is paused</description></error>', "deployment is paused", calls=3),
        stays("any", "error in YAML", 400, "error: the region is closed\ncode: 12\n", "region is closed", calls=3),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    row = partial(filtered, "fourth")
    return [
        row("OpenAI", 400, invalid("Invalid prompt: we've limited access to this content for safety reasons. This type of information may be used to benefit or to harm people.", None, "invalid_prompt")),
        row("OpenAI cyber", 400, invalid("This content can't be processed because it may violate our policy on cyber abuse.", None, "cyber_policy")),
        row("Novita", 400, {"code": 400, "reason": "ILLEGAL_PROMPT", "message": "Prompt contains illegal content"}),
        row("Cloudflare gateway", 424, {"success": False, "error": [{"code": 2017, "message": "Response blocked due to security configurations"}]}),
        row("Vertex", 400, google(400, "The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices.", "INVALID_ARGUMENT"), model=GEMINI),
        row("Prisma", 400, error("Prompt blocked by PANW Prisma AI Security policy (Category: malicious)", type="guardrail_violation", code="panw_prisma_airs_blocked")),
        row("Presidio", 400, error("Blocked entity detected: EMAIL_ADDRESS by Guardrail: presidio. This entity is not allowed to be used in this request.", type="None", param="None", code="400")),
        row("leak guard", 400, error("Request blocked: credit card number detected in the prompt", type="dlp_violation")),
        row("Kong", 400, error("request failed content safety check: breached category [Violence] at level 4")),
        row("Mistral", 400, {"object": "error", "message": "The request was rejected by the input guardrails", "type": "guardrails", "code": "3060"}),
        row("llama-stack", 400, {"detail": "Shield llama_guard violation: S1 Violent Crimes"}),
        row("Yandex", 400, {"error": {"message": "The text breaks the ethical rules of the service", "code": "ethics_filter"}}),
    ]  # fmt: skip


FOURTH_HABITS = [
    *_empty(),
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_rates(),
    *_windows(),
    *_broken(),
    *_refused(),
]
