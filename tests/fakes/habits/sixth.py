"""A sixth and a seventh set of habits of model servers, from public reports and references: each
written before the code was changed for any of it, with what must come of each, and tried once.
"""

import json
from functools import partial
from typing import Any

from tests.fakes.habits.vocabulary import *


def _replies() -> list[Habit]:
    """Empty and cut ones."""

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


def _more_replies() -> list[Habit]:
    return [
        empty("any", "a soft hyphen and a mark of direction", says("\u00ad\u200e"), NoTextError),
        empty("Yi", "content_filtering", says("", "content_filtering"), RefusedError),
        empty("Gemini", "IMAGE_RECITATION", says("", "IMAGE_RECITATION"), RefusedError, model=GEMINI),
        empty("SGLang", "abort as an object", altered(Said(""), in_choice(finish_reason="abort", matched_stop={"type": "abort"})), NoTextError),
        empty("any", "a heading alone", says("###"), NoTextError),
        empty("Anthropic", "compaction", says("", "compaction"), NoTextError, model=CLAUDE),
        Habit("cut reply", "Mistral", "model_context_limit, then whole", once(says(HALF, "model_context_limit")), GOOD),
        Habit("cut reply", "NVIDIA", "max_new_tokens_reached, then whole", once(says(HALF, "max_new_tokens_reached")), GOOD),
        Habit("cut reply", "Korean", "cut", says("다리는 1932년에 개통되었다 [1]. 누구에게나 열", "length"), "다리는 1932년에 개통되었다 [1].", lasts=False),
        Habit("cut reply", "Thai", "lines", says("สะพานเปิดในปี 1932 [1]\nเปิดให้ทุกค", "length"), "สะพานเปิดในปี 1932 [1]", lasts=False),
    ]  # fmt: skip


def _more_parameters() -> list[Habit]:
    row = partial(refused_parameter, calls=4)

    def whole(asked: Asked) -> bool:
        return not asked.stream

    cold = without("temperature")
    return [
        row("gateway in Japanese", "temperature", cold, 400, error("パラメータが無効です")),
        row("any", "bad request and nothing else", cold, 400, ""),
        row("any", "an empty object", cold, 422, {}),
        row("AWS gateway", "a reason of its own", cold, 400, {"message": "Malformed input request: #: extraneous key [temperature] is not permitted, please reformat your input and try again."}),
        row("any", "system in French", rude, 400, error("Rôle inconnu dans la conversation")),
        row("Ktor", "deserialization", rude, 400, "Illegal input: com.x.Role does not contain element with name 'system'"),
        row("gRPC", "stream", whole, 400, error("UNIMPLEMENTED: server streaming", code=12)),
        row("Rails", "errors by field", cold, 422, {"errors": {"temperature": ["is not included in the list"]}}),
        row("Laravel", "message and errors", cold, 422, {"message": "The given data was invalid.", "errors": {"temperature": ["The temperature must be greater than 0."]}}),
        row("zod", "issues with a path", cold, 400, {"success": False, "error": {"issues": [{"code": "too_small", "minimum": 0, "inclusive": False, "path": ["temperature"], "message": "Number must be greater than 0"}], "name": "ZodError"}}),
        row("JSON Schema", "instance path", without("stream_options"), 400, {"error": {"message": "request/body must NOT have additional properties", "errors": [{"path": "/body/stream_options", "message": "must NOT have additional properties", "errorCode": "additionalProperties.openapi.validation"}]}}),
        row("OpenAI", "reasoning.effort", lambda asked: "reasoning" not in asked.body and "reasoning_effort" not in asked.body, 400, invalid("Unsupported parameter: 'reasoning.effort' is not supported with this model.", "reasoning.effort", "unsupported_parameter"), options=(*RESPONSES, "reasoning_effort=low")),
        row("Anthropic", "effort", lambda asked: "output_config" not in asked.body, 400, claude("invalid_request_error", "output_config.effort: This model does not support the effort parameter."), model=CLAUDE, options=("effort=low",)),
    ]  # fmt: skip


def _more_thoughts() -> list[Habit]:
    row = thought
    t = THOUGHT
    return [
        row("Nemotron", "think closed by a line", f"<think>{t}</think>\n---\n{GOOD}"),
        row("any", "planning in a tag", f"<planning>{t}</planning>\n{GOOD}"),
        row("any", "step by step in a heading", f"### Reasoning\n{t}\n### Answer\n{GOOD}"),
        row("Falcon", "end of text", f"{GOOD}<|endoftext|>"),
        row("Mistral", "signs of instructions", f"[INST] [/INST] {GOOD}</s>"),
        row("any", "an answer in a tag of its own", f"<think>{t}</think><final_response>{GOOD}</final_response>"),
        row("any", "thoughts in parentheses", f"(Thinking: {t.strip()})\n\n{GOOD}"),
    ]  # fmt: skip


def _more_errors() -> list[Habit]:
    kind = "rate or credit"

    waits, stays = partial(passes, kind), partial(ends, kind)
    return [
        waits("Fireworks", "deployment scales up", 503, {"error": {"message": "Service is scaling up from zero. Please retry in a few seconds.", "code": "DEPLOYMENT_SCALING_UP"}}),
        waits("Modal", "app stopped for a moment", 502, "modal-http: internal error: function was terminated by signal"),
        waits("Kong", "rate", 429, {"message": "API rate limit exceeded"}),
        waits("Envoy AI gateway", "no healthy", 503, "no healthy upstream"),
        waits("OpenAI", "engine overloaded", 503, error("That model is currently overloaded with other requests. You can retry your request, or contact us through our help center if the error persists.", type="server_error")),
        waits("in German", "too many", 429, {"fehler": "Zu viele Anfragen, bitte später erneut versuchen"}),
        waits("Anthropic", "acceleration limit", 429, claude("rate_limit_error", "This request would exceed your organization's acceleration limit. Please increase your usage gradually."), model=CLAUDE),
        stays("any", "a limit of the month by date", 429, error("Monthly quota reached. Resets 2026-12-01T00:00:00Z", code="quota_reached"), "monthly"),
        stays("Zhipu", "package ended", 429, error("您的账户已欠费", code="1113"), "credit"),
        stays("DeepInfra", "balance", 402, {"detail": {"error": "inference prohibited, please enter a payment method"}}, "payment"),
        stays("Perplexity", "key in HTML", 401, "<html><head><title>401 Authorization Required</title></head><body>openresty</body></html>", "key for"),
        stays("Azure", "wrong region", 401, error("Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.", code="401"), "endpoint", model=AZURE),
        stays("Gemini", "leaked key", 403, google(403, "Your API key was reported as leaked. Please use another API key.", "PERMISSION_DENIED"), "leaked", model=GEMINI),
        stays("Mistral", "no such model", 400, {"object": "error", "message": "Invalid model: m", "type": "invalid_model", "param": None, "code": "1500"}, "--model"),
        stays("Together", "not serverless", 400, error("Unable to access non-serverless model m. Please visit https://api.together.ai/models/m to create and start a new dedicated endpoint for the model.", type="invalid_request_error", code="model_not_available"), "--model"),
    ]  # fmt: skip


def _more_windows() -> list[Habit]:
    row = partial(too_long, "seventh")
    return [
        row("vLLM", 400, error("You passed 9001 input tokens and requested 1000 output tokens. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 7192 tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=9001)", type="BadRequestError", param="input_tokens", code=400)),
        row("SGLang", 400, {"object": "error", "message": "Requested token count exceeds the model's maximum context length of 8192 tokens. You requested a total of 9500 tokens: 8500 tokens from the input messages and 1000 tokens for the completion.", "code": 400}),
        row("LMDeploy", 400, {"message": "The input token length exceeds session_len 4096", "object": "error", "code": 400}),
        row("exo", 422, {"detail": "prompt does not fit"}),
        row("gateway", 413, {"error": {"type": "request_too_large", "message": "Request exceeds the maximum allowed number of bytes."}}),
        row("in Dutch", 400, error("De invoer telt 9000 tokens; dit model leest er 8192")),
        row("Aleph Alpha", 400, {"error": "Bad request: prompt + maximum_tokens exceed the limit of 2048", "code": "BAD_REQUEST"}),
    ]  # fmt: skip


def _more_broken() -> list[Habit]:
    good = Said(GOOD)

    return [
        odd("any", "no DONE at the end", rewritten(good, lambda text: text.replace("data: [DONE]\n\n", ""))),
        odd("any", "named events", rewritten(good, lambda text: text.replace("data: {", "event: message\ndata: {")), calls=2),
        odd("any", "role in each chunk", altered(good, lambda _: None, in_message(role="assistant")), calls=2),
        odd("any", "logprobs and extra fields", altered(good, on_top(x_groq={"id": "r"}, time_info={"t": 1}, citations=["https://a.example"]))),
        odd("any", "index missing", altered(good, lambda _: None, lambda value: [choice.pop("index", None) for choice in value["choices"]]), calls=2),
        ends("broken reply", "captive portal", "page with 200", 200, "<html><head><title>Hotel WiFi</title></head><body>Please sign in</body></html>", "hotel wifi", calls=4),
        ends("broken reply", "any", "a body of text", 200, "OK", "ok", calls=4),
        ends("broken reply", "any", "a number", 200, "42", "other than a reply", calls=4),
        ends("broken reply", "any", "null", 200, "null", "other than a reply", calls=4),
    ]  # fmt: skip


def _more_refused() -> list[Habit]:
    row = partial(filtered, "seventh")
    return [
        row("LiteLLM", 400, error("litellm.ContentPolicyViolationError: ContentPolicyViolationError: AzureException", type=None, code="400")),
        row("Zhipu", 400, {"contentFilter": [{"level": 1, "role": "user"}], "error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容"}}),
        row("NeMo", 400, {"message": "I'm sorry, the input was rejected by the jailbreak detection rail", "code": "input_rail"}),
        row("Vertex", 400, google(400, "The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices.", "INVALID_ARGUMENT"), model=GEMINI),
        row("Presidio proxy", 400, error("Blocked entity detected: CREDIT_CARD by Guardrail: presidio. This entity is not allowed to be used in this request.")),
    ]  # fmt: skip


SEVENTH_HABITS = [
    *_more_replies(),
    *_more_parameters(),
    *_more_thoughts(),
    *_more_errors(),
    *_more_windows(),
    *_more_broken(),
    *_more_refused(),
]
