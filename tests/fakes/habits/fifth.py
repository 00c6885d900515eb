"""A fifth set of habits of model servers: written after the fourth was mended, with what must come
of each, and tried once before any change.
"""

from functools import partial
from typing import Any

from tests.fakes.habits.vocabulary import *


def _empty() -> list[Habit]:
    return [
        empty("SenseNova", "sensitive", says("", "sensitive_output"), RefusedError),
        empty("Responses", "cancelled", altered(Said(""), lambda v: v.get("response", v).update(status="cancelled"), lambda _: None), NoTextError, options=RESPONSES),
        empty("any", "nothing but a rule", says("---\n"), NoTextError),
        empty("Qwen", "only an opening tag", says("<think>\n"), NoTextError),
        empty("Gemini", "TOO_MANY_TOOL_CALLS", says("", "TOO_MANY_TOOL_CALLS"), NoTextError, model=GEMINI),
        empty("Jais", "content_blocked", says("", "content_blocked"), RefusedError),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def whole(seller: str, text: str, ends: str) -> Habit:
        return Habit("cut reply", seller, f"{ends} is no cut", says(text, ends), text, calls=1)

    return [
        Habit("cut reply", "Baichuan", "interrupted, then whole", once(says(HALF, "interrupted")), GOOD),
        Habit("cut reply", "any", "output_limit twice", says(HALF, "output_limit_reached"), "The bridge opened in 1932 [1].", lasts=False),
        Habit("cut reply", "Groq", "budget_exhausted, then whole", once(says(HALF, "token_budget_exhausted")), GOOD),
        whole("Dify", GOOD, "message_end"),
        whole("AI21", GOOD, "endoftext_token"),
        whole("any", "- The bridge opened in 1932 [1]", "natural"),
        left("Hindi", "पुल 1932 में खुला [1]। यह सब", "पुल 1932 में खुला [1]।"),
        left("Arabic", "افتتح الجسر عام 1932 [1]. وهو مفت", "افتتح الجسر عام 1932 [1]."),
        left("a number behind a footnote", "The bridge opened in 1932.[^1] It is op", "The bridge opened in 1932.[^1]"),
        left("an abbreviation of a quote", 'He said: "It opened in 1932." [1] Then he', 'He said: "It opened in 1932." [1]'),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    row = refused_parameter

    def room(limit: int) -> Any:
        return lambda asked: all(
            (asked.body.get(it) or 0) <= limit for it in ("max_tokens", "max_completion_tokens")
        )

    cold, many = without("temperature"), ("max_tokens=100000",)
    return [
        row("Bedrock", "temperature", cold, 400, {"message": "The model returned the following errors: inferenceConfig.temperature is not supported by this model", "__type": "ValidationException"}),
        row("gateway in French", "temperature", cold, 400, {"erreur": "Le paramètre « temperature » n'est pas pris en charge par ce modèle."}),
        row("wrapper", "502 around a 400", cold, 502, {"detail": "Upstream returned status code 400: Unsupported parameter: 'temperature' is not supported with this model."}, calls=4),
        row("Spring", "temperature", cold, 400, {"status": 400, "errors": [{"field": "temperature", "rejectedValue": 0.0, "defaultMessage": "must be greater than 0"}]}),
        row("SambaNova", "stream_options", without("stream_options"), 400, error("1 validation error for ChatCompletionRequest\nstream_options\n  extra fields not permitted (type=value_error.extra)")),
        row("Ollama behind a gateway", "reasoning_effort", without("reasoning_effort"), 400, {"error": '"m" does not support thinking'}, options=("reasoning_effort=low",)),
        row("Anthropic", "top_k with thinking", lambda asked: "top_k" not in asked.body, 400, claude("invalid_request_error", "`top_k` must be unset when thinking is enabled."), model=CLAUDE, options=("top_k=5",)),
        row("OpenAI", "service_tier", without("service_tier"), 400, invalid("Invalid value: 'turbo'. Supported values are: 'auto', 'default', 'flex', and 'priority'.", "service_tier", "invalid_value"), options=("service_tier=turbo",)),
        row("StepFun", "max_tokens too many", room(16384), 400, error("max_tokens is too large: 100000, the limit of this model is 16384", type="request_params_invalid"), options=many),
        row("Hyperbolic", "max_tokens too many", room(4000), 400, {"object": "error", "message": "max_tokens must not be greater than 4000", "code": 40303}, options=many),
        row("Featherless", "no system", rude, 400, error("This model does not accept a system prompt", type="invalid_request_error"), calls=4),
        row("ai/ml api", "no system", rude, 400, {"message": "Invalid payload provided.", "errors": {"messages": ["system role is disabled for this model"]}}, calls=4),
        row("Friendli", "no streams", lambda asked: not asked.stream, 422, {"detail": "stream mode is not available on this endpoint"}),
        row("Azure", "seed", without("seed"), 400, error("Extra inputs are not permitted: seed", code="extra_forbidden"), model=AZURE, options=("seed=3",)),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    t = THOUGHT
    return [
        thought("Kimi", "think with a space", f"<think >\n{t}</think >\n{GOOD}"),
        thought("any", "hidden_thoughts", f"<hidden_thoughts>{t}</hidden_thoughts>{GOOD}"),
        thought("any", "a comment", f"<!-- thinking: {t.strip()} -->\n{GOOD}"),
        thought("any", "thoughts in stars", f"*Thinking: {t.strip()}*\n\n{GOOD}"),
        thought("Phi", "frames of roles", f"<|assistant|><think>{t}</think>{GOOD}<|end|><|endoftext|>"),
        thought("gpt-oss", "no end before final", f"<|channel|>analysis<|message|>{t}<|channel|>final<|message|>{GOOD}"),
        thought("Llama Nemotron", "thought and reply", f"<think>\n{t}\n</think>\n\n<reply>{GOOD}</reply>"),
        thought("any", "thought in upper case with a name", f'<THOUGHT lang="en">{t}</THOUGHT>\n{GOOD}'),
        thought("Open WebUI", "details closed", f'<details type="reasoning" done="true">\n<summary>Thought</summary>\n&gt; {t}</details>\n\n{GOOD}'),
    ]  # fmt: skip


def _rates() -> list[Habit]:
    kind = "rate or credit"

    waits = partial(passes, kind)
    stays = partial(ends, kind)
    return [
        waits("Nebius", "quota of requests per minute", 429, error("Insufficient quota: 60 requests per minute", code="insufficient_quota")),
        waits("SiliconFlow", "TPM", 429, {"code": 50603, "message": "TPM limit reached.", "data": None}),
        waits("Chutes", "no instances", 503, {"detail": "No instances available (yet) for chute_id='c'"}),
        waits("Chutes", "at capacity", 429, {"detail": "Infrastructure is at maximum capacity, try again later"}),
        waits("Azure", "timeout of the operation", 408, error("The operation was timeout.", code="Timeout"), model=AZURE),
        waits("envoy", "overflow", 503, "upstream connect error or disconnect/reset before headers. reset reason: overflow"),
        waits("HAProxy", "503 as a page", 503, "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>"),
        waits("Gemini", "unavailable", 503, google(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"), model=GEMINI),
        waits("Anthropic", "timeout", 408, claude("timeout_error", "Request timed out"), model=CLAUDE),
        stays("Poe", "points", 402, error("You do not have enough points to use this bot", code=402, type="insufficient_credits"), "points"),
        stays("Cerebras", "tokens of the day", 429, {"message": "Tokens per day limit exceeded - too many tokens processed.", "type": "too_many_tokens_error", "param": "quota", "code": "token_quota_exceeded"}, "per day"),
        stays("Requesty", "limit of a key", 403, error("API key monthly limit reached", code=403), "monthly limit"),
        stays("Snowflake", "token", 401, {"code": "390303", "message": "Invalid OAuth access token. [request]"}, "key for"),
        stays("Cloudflare Access", "302 to a sign-in page", 403, "<!DOCTYPE html><html><head><title>Forbidden - Cloudflare Access</title></head><body>x</body></html>", "cloudflare access"),
        stays("Groq", "organization restricted", 400, error("Organization has been restricted. Please reach out to support if you believe this was in error.", type="invalid_request_error", code="organization_restricted"), "restricted", calls=3),
        stays("SAP", "no deployment", 404, {"error": {"code": "01412045", "message": "Could not find orchestration deployment d", "requestId": "r"}}, "deployment d"),
        stays("Together", "no such model", 404, error("Unable to access model m. Please visit the models page to view the list of supported models.", type="invalid_request_error", code="model_not_available"), "--model"),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    row = partial(too_long, "fifth")
    return [
        row("DeepInfra", 422, {"detail": {"error": "Requested input length 70000 exceeds maximum input length 65536"}}),
        row("Chutes", 400, {"detail": "The requested token budget (140000) is beyond what this model allows (131072)"}),
        row("wrapper", 500, {"detail": "Error code: 400 - {'error': {'message': \"This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.\", 'code': 'context_length_exceeded'}}"}, calls=4),
        row("gateway in Turkish", 400, error("İstek çok uzun: 9000 token, sınır 8192 token")),
        row("gateway in Polish", 400, error("Zapytanie ma 9000 tokenów, a model przyjmuje najwyżej 8192")),
        row("Snowflake", 400, {"error_code": 390142, "message": "max tokens of 8192 exceeded: the request holds 9000"}),
        row("IIS", 413, "<!DOCTYPE html><html><head><title>413 - Request Entity Too Large</title></head><body>x</body></html>"),
        row("Replicate", 422, {"title": "Input too long", "detail": "Input is 12000 characters too long", "status": 422}),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    good = Said(GOOD)

    fine = odd
    stays = partial(ends, "broken reply")
    return [
        fine("gateway", "empty events between", rewritten(good, lambda text: text.replace("\n\n", "\n\ndata:\n\n", 3)), calls=2),
        fine("any", "a retry field first", rewritten(good, lambda text: f"retry: 3000\n\n{text}"), calls=2),
        fine("any", "content in two parts", altered(good, in_message(content=[{"type": "text", "text": GOOD[:30]}, {"type": "text", "text": GOOD[30:]}]), lambda _: None)),
        fine("any", "counts as text", altered(good, on_top(usage={"prompt_tokens": "100", "completion_tokens": "9", "total_tokens": "109"})), calls=2),
        fine("any", "model as a number", altered(good, on_top(model=3, id=7))),
        Habit("broken reply", "any", "one error in 200, then well", once(in_200({"error": {"code": 503, "message": "no healthy upstream"}})), calls=2),
        stays("PHP", "a warning before", 500, "<br />\n<b>Fatal error</b>: Allowed memory size exhausted in <b>/var/www/proxy.php</b>", "allowed memory size", calls=4),
        stays("any", "a text in JSON", 400, '"this tenant is closed"', "tenant is closed", calls=3),
        stays("GraphQL", "errors with a path", 400, {"errors": [{"message": "the project is archived", "path": ["chat"], "extensions": {"code": "BAD_USER_INPUT"}}]}, "project is archived", calls=3),
        stays("Ollama", "wrong version", 412, {"error": "pull model manifest: 412: this model requires a newer version of Ollama"}, "newer version", model=OLLAMA),
        stays("Tencent", "capitals all through", 400, {"Response": {"Error": {"Code": "FailedOperation", "Message": "the engine is not bought"}}}, "engine is not bought", calls=3),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    row = partial(filtered, "fifth")
    return [
        row("Aim", 400, error("Request rejected by policy 'no secrets'", type="policy_violation")),
        row("Lakera", 400, error("Violated content safety policy", type="None", code="400")),
        row("Writer", 400, {"errors": [{"description": "The text was stopped by the toxicity guardrail", "key": "fail.guardrail"}]}),
        row("Sarvam", 400, {"error": {"message": "Input contains disallowed content", "code": "disallowed_content"}}),
        row("Hunyuan", 400, {"error": {"message": "输入内容未通过审核", "code": "input_audit_failed"}}),
        row("Anthropic on Vertex", 400, claude("invalid_request_error", "Request was blocked under the usage policy"), model=CLAUDE),
    ]  # fmt: skip


FIFTH_HABITS = [
    *_empty(),
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_rates(),
    *_windows(),
    *_broken(),
    *_refused(),
]
