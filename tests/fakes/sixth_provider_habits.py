"""A sixth set of habits of model servers, from public reports and references: written before the
code was looked at, with what must come of each, and tried once before any change.
"""

# A table: its rows are not broken up.
# ruff: noqa: E501

import json
from functools import partial
from typing import Any

from precis.models.calls import (
    CutReplyError,
    NoTextError,
    RefusedError,
)
from tests.fakes.habit_rows import (
    ends,
    filtered,
    odd,
    passes,
    refused_parameter,
    rude,
    thought,
    too_long,
)
from tests.fakes.later_provider_habits import (
    altered,
    finished,
    in_200,
    in_message,
    on_top,
    rewritten,
)
from tests.fakes.provider_habits import (
    AZURE,
    CLAUDE,
    GEMINI,
    GOOD,
    HALF,
    OLLAMA,
    RESPONSES,
    THOUGHT,
    Does,
    Habit,
    claude,
    error,
    google,
    invalid,
    once,
    says,
    without,
)
from tests.fakes.wire_formats import Said


def in_choice(**fields: Any) -> Any:
    """Set fields of each choice that ends something."""

    def change(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            if choice["finish_reason"]:
                choice.update(fields)

    return change


def _replies() -> list[Habit]:
    """Empty and cut ones."""

    def empty(seller: str, name: str, does: Does, gives: Any, said: str = "", **more: Any) -> Habit:
        return Habit("empty reply", seller, name, does, gives, said, **more)

    return [
        # OleksandrChekhovskyi/hax #15: the routed provider failed, and only the native reason says so
        empty("OpenRouter", "native network_error", altered(Said(""), in_choice(native_finish_reason="network_error")), NoTextError),
        empty("any", "a zero-width space", says("\u200b"), NoTextError),
        empty("vLLM", "only template marks", says("<|im_end|>"), NoTextError),
        empty("Gemini", "UNEXPECTED_TOOL_CALL", says("", "UNEXPECTED_TOOL_CALL"), NoTextError, model=GEMINI),
        empty("Gemini", "SPII", says("", "SPII"), RefusedError, model=GEMINI),
        empty("Anthropic", "pause_turn", says("", "pause_turn"), NoTextError, model=CLAUDE),
        empty("Bedrock", "guardrail_intervened", says("", "guardrail_intervened"), RefusedError),
        empty("OpenRouter", "error twice", says(HALF, "error"), NoTextError, "broke"),
        Habit("cut reply", "OpenRouter", "error, then whole", once(says(HALF, "error")), GOOD),
        Habit("cut reply", "Gemini", "SAFETY in the midst", says(HALF, "SAFETY"), RefusedError, model=GEMINI, calls=1),
        Habit("cut reply", "SiliconFlow", "length in capitals", once(says(HALF, "LENGTH")), GOOD),
        Habit("cut reply", "Vertex", "number of a reason", once(says(HALF, "2")), GOOD),
        Habit("cut reply", "any", "within a heading", says("## Bri", "length"), CutReplyError),
        Habit("cut reply", "any", "list items", says("- The bridge opened in 1932 [1]\n- It is open to all [2]\n- The may", "length"), "- The bridge opened in 1932 [1]\n- It is open to all [2]", lasts=False),
        Habit("cut reply", "Bedrock", "tool_use and text", says(GOOD, "tool_use"), GOOD, calls=1),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    row = refused_parameter
    cold = without("temperature")
    both = "`temperature` and `top_p` cannot both be specified for this model."
    wrapped = json.dumps(claude("invalid_request_error", both))
    return [
        # devoxx/DevoxxGenieIDEAPlugin #338
        row("Mistral", "top_p with greedy sampling", lambda asked: asked.body.get("temperature") != 0 or "top_p" not in asked.body, 400, {"object": "error", "message": "top_p must be 1 when using greedy sampling.", "type": "invalid_request_error"}, options=("top_p=0.9",)),
        # infiniflow/ragflow #11815: JSON within the message of a relay
        row("relay", "both of two", lambda asked: not {"temperature", "top_p"} <= asked.body.keys(), 400, error(wrapped + "（traceid: 546a） (request id: 2025)", type="<nil>"), options=("top_p=0.9",)),
        # vllm-project/vllm #38560
        row("vLLM", "kwargs of the tokenizer", without("reasoning_effort"), 400, {"error": {"message": "Kwargs ['reasoning_effort'] are not supported by `MistralCommonTokenizer.apply_chat_template`.", "type": "BadRequestError", "code": 400}}, options=("reasoning_effort=low",)),
        # RooCodeInc/Roo-Code #4399
        row("Gemini", "thinking budget", lambda asked: "thinkingBudget" not in asked.text, 400, google(400, "The thinking budget (52428) is invalid. Please choose a value between 128 and 32768.", "INVALID_ARGUMENT"), model=GEMINI, options=("thinking_budget=52428",)),
        row("Anthropic", "thinking type", lambda asked: "thinking" not in asked.body, 400, claude("invalid_request_error", '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'), model=CLAUDE, options=('thinking={"type": "enabled", "budget_tokens": 1024}', "max_tokens=4096")),
        # argilla-io/synthetic-data-generator #48
        row("TGI", "temperature", cold, 422, {"error": "Input validation error: `temperature` must be strictly positive", "error_type": "validation"}),
        # ggml-org/llama.cpp: 500 with a drawing of the template in the message
        row("llama.cpp", "a template's drawing", rude, 500, error("\n------------\nWhile executing CallExpression at line 19, column 27 in source:\n...% 2 == 0) -%}↵        {{ raise_exception(\"Conversation roles must alternate user...\n                                           ^\nError: Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...", code=500, type="server_error"), calls=4),
        # anomalyco/opencode #5034
        row("llama.cpp", "roles named", rude, 500, error("Only user, assistant and tool roles are supported, got system. at row 31, column 9", code=500), calls=4),
        row("Cerebras", "wrong_api_format", without("seed"), 422, {"message": "body.seed: property 'body.seed' is unsupported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}, options=("seed=3",)),
        row("Fireworks", "top_k of extra", without("frequency_penalty"), 400, {"error": {"object": "error", "type": "invalid_request_error", "message": "Extra inputs are not permitted, field: 'frequency_penalty', value: 0.1"}}, options=("frequency_penalty=0.1",)),
        row("Perplexity", "presence and frequency", without("frequency_penalty"), 400, error("Cannot set both frequency_penalty and presence_penalty", code=400), options=("frequency_penalty=0.1", "presence_penalty=0.1")),
        row("Java server", "unrecognized field", without("stream_options"), 400, {"timestamp": "2026-01-01T00:00:00Z", "status": 400, "error": "Bad Request", "trace": "x", "message": 'JSON parse error: Unrecognized field "stream_options" (class a.b.ChatRequest), not marked as ignorable', "path": "/v1/chat/completions"}),
        row("Go server", "json unknown", without("temperature"), 400, "json: unknown field \"temperature\"\n"),
        row("C# server", "problem details", cold, 400, {"type": "https://tools.ietf.org/html/rfc9110#section-15.5.1", "title": "One or more validation errors occurred.", "status": 400, "errors": {"$.temperature": ["The value 0 is not allowed."]}}),
        row("gateway in Chinese", "temperature", cold, 400, error("参数 temperature 不合法: 取值范围为 (0, 1]", code="invalid_parameter")),
        row("Responses", "store", without("store"), 400, invalid("Unknown parameter: 'store'.", "store", "unknown_parameter"), options=(*RESPONSES, "store=false")),
        row("Anthropic", "max_tokens beyond the model", lambda asked: asked.body.get("max_tokens", 0) <= 8192, 400, claude("invalid_request_error", "max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet"), model=CLAUDE, options=("max_tokens=100000",)),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    t = THOUGHT
    return [
        thought("Gemma", "eos in the text", f"{GOOD}<eos>"),
        thought("Gemma", "unused tokens", f"{GOOD}<unused49><end_of_turn>"),
        thought("Kimi", "system frames", f"<|im_assistant|>assistant<|im_middle|>{GOOD}<|im_end|>"),
        thought("Llama", "a header of the answer", f"<|start_header_id|>assistant<|end_header_id|>\n\n{GOOD}<|eot_id|>"),
        thought("DeepSeek", "full-width marks", f"{GOOD}<｜end▁of▁sentence｜>"),
        thought("GLM", "a box", f"<think>{t}</think><|begin_of_box|>{GOOD}<|end_of_box|>"),
        thought("any", "thoughts twice", f"<think>{t}</think>\n<think>{t}</think>\n{GOOD}"),
        thought("any", "nested", f"<think>{t}<think>{t}</think>{t}</think>{GOOD}"),
        thought("MiniMax", "mm:think", f"<mm:think>{t}</mm:think>{GOOD}"),
        thought("any", "a bold heading", f"**Thinking Process:**\n\n{t}\n**Final Answer:**\n\n{GOOD}"),
        Habit("thoughts", "LangChain", "part of type reasoning", altered(Said(GOOD), in_message(content=[{"type": "reasoning", "text": t}, {"type": "text", "text": GOOD}]), lambda _: None), calls=1),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    kind = "rate or credit"

    waits = partial(passes, kind)
    stays = partial(ends, kind)
    return [
        # songquanpeng/one-api #330, #1061, #1086
        waits("one-api", "saturated, type billing", 429, error("当前分组负载已饱和，请稍后再试，或升级账户以提升服务质量。", type="billing_not_active", code="billing_not_active")),
        waits("new-api", "upstream saturated", 429, error("当前分组上游负载已饱和，请稍后再试 (request id: 2025)", type="upstream_error", param="404", code="bad_response_status_code")),
        stays("new-api", "no quota left", 403, error("预扣费额度失败, 用户剩余额度: ¥0.230000, 需要预扣费额度: ¥0.290000 (request id: 2026)", type="new_api_error", code="insufficient_user_quota"), "credit"),
        stays("new-api", "no channel", 503, error("当前分组 default 下对于模型 m 无可用渠道 (request id: 2026)", type="new_api_error", code="model_not_found"), "m", calls=4),
        waits("Cloudflare", "error code as text", 522, "error code: 522"),
        waits("Vertex", "resource exhausted", 429, [google(429, "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.", "RESOURCE_EXHAUSTED")]),
        stays("Gemini", "per day with a delay", 429, google(429, "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 20\nPlease retry in 36.4s.", "RESOURCE_EXHAUSTED", details=[{"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier", "quotaValue": "20"}]}]), "quota", model=GEMINI),
        waits("Ollama", "runner ended", 500, {"error": "an error was encountered while running the model: unexpected EOF"}, model=OLLAMA),
        waits("llama-swap", "starting", 503, "upstream command is not ready yet"),
        waits("Bedrock", "model not ready", 429, {"message": "Model is not ready for inference. Try again in a few minutes.", "__type": "ModelNotReadyException"}),
        waits("GitHub Models", "too many requests", 429, {"error": {"code": "RateLimitReached", "message": "Rate limit of 10 per 60s exceeded for UserByModelByMinute. Please wait 0 seconds before retrying.", "details": "x"}}),
        stays("GitHub Models", "rate of the day", 429, {"error": {"code": "RateLimitReached", "message": "Rate limit of 50 per 86400s exceeded for UserByModelByDay. Please wait 31212 seconds before retrying.", "details": "x"}}, "31212"),
        stays("Azure", "operation not supported", 400, error("The chatCompletion operation does not work with the specified model, m. Please choose different model and try again.", code="OperationNotSupported"), "--model", model=AZURE),
        stays("Bedrock", "no access", 403, {"message": "You don't have access to the model with the specified model ID."}, "access"),
        stays("Bedrock", "signature", 403, {"message": "The security token included in the request is invalid."}, "key"),
        stays("Bedrock", "on demand", 400, {"message": "Invocation of model ID m with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model."}, "inference profile", calls=3),
        stays("OpenAI", "not a chat model", 404, invalid("This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?", "model"), "--model"),
        stays("vLLM", "no template", 400, {"object": "error", "message": "As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.", "type": "BadRequestError", "code": 400}, "chat template", calls=3),
        stays("Together", "spending limit", 402, error("Credit limit exceeded, please navigate to https://api.together.ai/settings/billing", type="credit_limit"), "credit"),
        stays("Mistral", "no plan", 401, {"message": "Your subscription has expired or is inactive", "request_id": "r"}, "subscription"),
        stays("Ollama cloud", "usage", 429, {"error": "you've reached your hourly usage limit, please upgrade to continue"}, "usage limit", model=OLLAMA),
        stays("Anthropic", "usage limits", 400, claude("invalid_request_error", "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."), "usage limits", model=CLAUDE, calls=3),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    row = partial(too_long, "sixth")
    return [
        row("LM Studio", 400, {"error": "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 13055>= n_ctx: 4096). Try to load the model with a larger context length, or provide a shorter input."}),
        row("Azure", 400, error("Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 509178 tokens. Please reduce the length of the messages.", code="context_length_exceeded"), model=AZURE),
        row("Gemini", 400, google(400, "The input token count exceeds the maximum number of tokens allowed (1048576).", "INVALID_ARGUMENT"), model=GEMINI),
        row("LiteLLM", 400, error("litellm.BadRequestError: AnthropicException - b'{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"input length and `max_tokens` exceed context limit: 179413 + 32768 > 200000, decrease input length or `max_tokens` and try again\"}}'. Received Model Group=anthropic/m\nAvailable Model Group Fallbacks=None", type=None, param=None, code="400")),
        row("TGI", 422, {"error": "Input validation error: `inputs` must have less than 4095 tokens. Given: 9000", "error_type": "validation"}),
        row("Mittwald", 400, {"object": "error", "message": "max_tokens must be at least 1, got -1832.", "type": "BadRequestError", "code": 400}),
        row("OpenRouter", 400, {"error": {"code": 400, "message": "Provider returned error", "metadata": {"raw": '{"error":{"message":"The input (143210 tokens) is longer than the model\'s context length (131072 tokens).","type":"invalid_request_error"}}', "error_type": "context_length_exceeded"}}}),
        row("OpenAI", 429, error("Request too large for m in organization org-z on tokens per min (TPM): Limit 30000, Requested 132819. The input or output tokens must be reduced in order to run successfully.", type="tokens", code="rate_limit_exceeded")),
        row("MLX", 500, {"detail": "[METAL] prompt of 40000 tokens does not fit into the KV cache of 32768"}, calls=4),
        row("Copilot", 413, "Request Entity Too Large\n"),
        row("gateway in Korean", 400, error("입력이 너무 깁니다: 9000 토큰, 최대 8192 토큰")),
        row("Bedrock by a gateway", 400, error("The model returned the following errors: Input is too long for requested model.")),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    good = Said(GOOD)

    fine = odd

    def failed(value: dict[str, Any]) -> None:
        value.update(
            error={
                "code": 502,
                "message": "Provider disconnected unexpectedly",
                "metadata": {"error_type": "provider_unavailable"},
            }
        )

    return [
        fine("Ollama", "a space after DONE", rewritten(good, lambda text: text.replace("[DONE]", "[DONE] ")), calls=2),
        fine("any", "events of CRLF", rewritten(good, lambda text: text.replace("\n", "\r\n")), calls=2),
        fine("any", "a byte order mark first", rewritten(good, lambda text: "\ufeff" + text), calls=2),
        fine("DeepSeek", "keep-alive comments", rewritten(good, lambda text: ": keep-alive\n\n: keep-alive\n\n" + text), calls=1),
        Habit("broken reply", "OpenRouter", "an error beside choices, then well", once(altered(Said(HALF, "error"), failed)), calls=3),
        Habit("broken reply", "LocalAI", "an error event, then DONE", once(in_200({"error": {"code": "server_error", "message": "rpc error: code = Unavailable desc = connection refused", "type": "server_error"}})), calls=3),
        fine("any", "finish_reason in each chunk as empty", altered(good, lambda _: None, finished(""))),
        fine("any", "usage null, created as text", altered(good, on_top(usage=None, created="1"))),
        ends("broken reply", "any", "success false", 200, {"success": False, "error": {"code": "X", "status": 400, "message": "the workspace is frozen"}}, "workspace is frozen", calls=4),
        ends("broken reply", "relay", "code and msg in 200", 200, {"code": 40013, "msg": "app id is not bound to this service", "sid": "c"}, "not bound", calls=4),
        ends("broken reply", "any", "405 as JSON", 405, {"detail": "Method Not Allowed"}, "method not allowed"),
        ends("broken reply", "any", "a redirect", 301, "<html><head><title>301 Moved Permanently</title></head></html>", "301"),
        ends("broken reply", "any", "base of an API page", 404, {"detail": "Not Found"}, "/v1/chat/completions"),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    row = partial(filtered, "sixth")
    return [
        row("OpenRouter", 403, {"error": {"code": 403, "message": "m requires moderation. Your input was flagged for \"violence/graphic\"", "metadata": {"reasons": ["violence"], "flagged_input": "x", "provider_name": "OpenAI"}}}),
        row("OpenRouter, typed", 400, {"error": {"code": 400, "message": "Provider returned error", "metadata": {"error_type": "content_policy_violation"}}}),
        row("Azure", 400, error("The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", code="content_filter", innererror={"code": "ResponsibleAIPolicyViolation"}), model=AZURE),
        row("DeepSeek", 400, error("Content Exists Risk", type="invalid_request_error", code="invalid_request_error")),
        row("DashScope", 400, error("<400> InternalError.Algo.DataInspectionFailed: Input data may contain inappropriate content.", code="data_inspection_failed")),
        row("OpenAI", 400, invalid("Your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.", None, "invalid_prompt")),
    ]  # fmt: skip


SIXTH_HABITS = [
    *_replies(),
    *_parameters(),
    *_thoughts(),
    *_errors(),
    *_windows(),
    *_broken(),
    *_refused(),
]
