"""What model servers were seen to do, in one table by kind and seller, and how a call must end.

The wire formats follow public references and bug reports; all texts that carry meaning for a
test are in the words that servers use, because those words are what has to be understood.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.fakes.habits.vocabulary import *


def _empty() -> list[Habit]:
    no, cut, refused = NoTextError, NoTextError, RefusedError
    return [
        empty("OpenAI", "thoughts took all tokens", says("", "length", thought=THOUGHT), cut, "tokens ran out"),
        empty("vLLM", "content null, text in reasoning", says(None, thought=GOOD), no, "only thoughts"),
        empty("OpenRouter", "content null, text in reasoning", says(None, more={"reasoning": GOOD}), no, "only thoughts"),
        empty("OpenAI", "refusal in its field", says(None, more={"refusal": "I can't help with that."}), refused, "can't help"),
        empty("Azure", "reply filtered", says("", "content_filter"), refused, "filter", model=AZURE),
        empty("vLLM", "no token at all", says(""), no, "empty"),
        empty("llama.cpp", "white space", says(" \n\n "), no, "empty"),
        empty("DeepSeek", "no resources", says("", "insufficient_system_resource"), no, "broke"),
        empty("Anthropic", "refusal", says("", "refusal"), refused, "refus", model=CLAUDE),
        empty("Anthropic", "thoughts took all tokens", says("", "max_tokens", thought=THOUGHT), cut, "tokens ran out", model=CLAUDE),
        empty("Anthropic", "nothing", says(""), no, "empty", model=CLAUDE),
        empty("Gemini", "safety", says("", "SAFETY"), refused, "safety", model=GEMINI),
        empty("Gemini", "recitation", says("", "RECITATION"), refused, "recitation", model=GEMINI),
        empty("Gemini", "prohibited", says("", "PROHIBITED_CONTENT"), refused, "prohibited", model=GEMINI),
        empty("Gemini", "prompt blocked", says(more=BLOCKED), refused, "prohibited", model=GEMINI),
        empty("Gemini", "thoughts took all tokens", says("", "MAX_TOKENS", thought=THOUGHT), cut, "tokens ran out", model=GEMINI),
        empty("Gemini", "nothing", says(""), no, "empty", model=GEMINI),
        empty("Responses", "thoughts took all tokens", says("", "max_output_tokens", thought=THOUGHT), cut, "tokens ran out", options=RESPONSES),
        empty("Responses", "filtered", says("", "content_filter"), refused, "content_filter", options=RESPONSES),
        empty("Responses", "refusal", says("", more={"refusal": "I can't help with that."}), refused, "can't help", options=RESPONSES),
        empty("Ollama", "thoughts only", says("", thought=THOUGHT), no, "without text", model=OLLAMA),
        empty("Ollama", "thoughts took all tokens", says("", "length", thought=THOUGHT), cut, "tokens ran out", model=OLLAMA),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def row(seller: str, ends: str, **more: Any) -> list[Habit]:
        again = once(says(HALF, ends))
        return [
            Habit("cut reply", seller, f"{ends}, whole with more room", again, GOOD, **more),
            Habit(
                "cut reply",
                seller,
                f"{ends} twice",
                says(HALF, ends),
                WHOLE_HALF,
                lasts=False,
                **more,
            ),
            Habit(
                "cut reply",
                seller,
                f"{ends} within a sentence",
                says("The bridge op", ends),
                CutReplyError,
                "cut",
                **more,
            ),
        ]

    rows = [
        row("OpenAI", "length"),
        row("vLLM", "max_tokens"),
        row("Mistral", "model_length"),
        row("Azure", "length", model=AZURE),
        row("Anthropic", "max_tokens", model=CLAUDE)[1:],
        row("Anthropic", "model_context_window_exceeded", model=CLAUDE)[1:],
        row("Gemini", "MAX_TOKENS", model=GEMINI),
        row("Responses", "max_output_tokens", options=RESPONSES),
        row("Ollama", "length", model=OLLAMA),
    ]
    ends = [
        ("Together", "eos"),
        ("TGI", "eos_token"),
        ("TGI", "stop_sequence"),
        ("Cohere", "COMPLETE"),
        ("SGLang", "matched_stop"),
        ("Perplexity", "stop"),
    ]
    whole = [
        Habit("cut reply", seller, f"{word} is no cut", says(GOOD, word)) for seller, word in ends
    ]
    return [*(habit for three in rows for habit in three), *whole]


def _parameters() -> list[Habit]:
    def row(
        seller: str, name: str, fine: Callable[[Asked], object], status: int, body: Any, **more: Any
    ) -> Habit:
        return Habit(
            "refused parameter", seller, name, unless(fine, fails(status, body)), calls=3, **more
        )

    cold, bare = without("temperature"), without("stream_options")

    def whole(asked: Asked) -> bool:
        return not asked.stream

    def streamed(asked: Asked) -> bool:
        return asked.stream

    def rude(asked: Asked) -> bool:
        return not asked.has_system

    def room(asked: Asked) -> bool:
        return asked.body.get("max_tokens") is None

    return [
        row("OpenAI", "temperature", cold, 400, invalid("Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", "temperature", "unsupported_value")),
        row("OpenAI", "temperature by name", cold, 400, invalid("Unsupported parameter: 'temperature' is not supported with this model.", "temperature", "unsupported_parameter")),
        row("Azure", "temperature without param", cold, 400, invalid("Unsupported value: 'temperature' does not support 0.0 with this model."), model=AZURE),
        row("Anthropic", "temperature", cold, 400, claude("invalid_request_error", "`temperature` is deprecated for this model."), model=CLAUDE),
        row("Anthropic", "temperature with thinking", cold, 400, claude("invalid_request_error", "`temperature` may only be set to 1 when thinking is enabled."), model=CLAUDE),
        row("LiteLLM", "temperature", cold, 400, error("litellm.UnsupportedParamsError: gpt-5 models don't support temperature=0. Only temperature=1 is supported.", code="400")),
        row("Moonshot", "temperature", cold, 400, invalid("invalid temperature: only 1 is allowed for this model")),
        row("Responses", "temperature", cold, 400, invalid("Unsupported parameter: 'temperature' is not supported with this model.", "temperature"), options=RESPONSES),
        row("Mistral", "stream_options", bare, 422, extra_forbidden("stream_options")),
        row("Groq", "stream_options", bare, 400, invalid("property 'stream_options' is unsupported")),
        row("Azure", "stream_options", bare, 400, invalid("Unrecognized request argument supplied: stream_options"), model=AZURE),
        row("vLLM", "stream_options", bare, 400, {"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]", "type": "BadRequestError", "code": 400}),
        row("Databricks", "stream_options", bare, 400, {"error_code": "BAD_REQUEST", "message": 'Bad request: json: unknown field "stream_options"'}),
        row("Cloudflare", "stream_options", bare, 400, {"errors": [{"message": "AiError: Bad input: Error: oneOf at '/' not met: Additional property 'stream_options' is not allowed", "code": 5006}]}),
        row("OpenAI", "streams for the verified only", whole, 400, invalid("Your organization must be verified to stream this model. Please go to the settings and click on Verify Organization.", "stream", "unsupported_value")),
        row("Watsonx", "no streams", whole, 400, error("Streaming is not supported for this model.", code="unsupported")),
        row("DashScope", "only streams", streamed, 400, invalid("This model only support stream mode, please enable the stream parameter to access the model.")),
        row("DashScope", "thinks in streams only", streamed, 400, invalid("parameter.enable_thinking must be set to false for non-streaming calls")),
        row("vLLM", "no system role", rude, 400, {"object": "error", "message": "System role not supported", "type": "BadRequestError", "code": 400}),
        row("llama.cpp", "no system role", rude, 500, error("Jinja Exception: System role not supported", code=500, type="server_error")),
        row("vLLM", "roles alternate", rude, 400, error("Conversation roles must alternate user/assistant/user/assistant/...", code=400)),
        row("OpenAI", "no system role", rude, 400, invalid("Unsupported value: 'messages[0].role' does not support 'system' with this model.", "messages[0].role", "unsupported_value")),
        row("Gemini", "no system instruction", rude, 400, google(400, "Developer instruction is not enabled for models/gemma-3-27b-it", "INVALID_ARGUMENT"), model=GEMINI),
        row("LM Studio", "no system role", rude, 400, {"error": "Error rendering prompt with jinja template: Only user and assistant roles are supported!"}),
        row("OpenAI", "max_tokens", room, 400, invalid("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens", "unsupported_parameter"), options=("max_tokens=500",)),
        row("Groq", "reasoning_effort", without("reasoning_effort"), 400, invalid("`reasoning_effort` is not supported with this model", "reasoning_effort"), options=("reasoning_effort=low",)),
        row("xAI", "reasoning_effort", without("reasoning_effort"), 400, {"code": "Client specified an invalid argument", "error": "Argument not supported on this model: reasoningEffort"}, options=("reasoning_effort=low",)),
        row("OpenAI", "service_tier", without("service_tier"), 400, invalid("Invalid service_tier argument: flex is not available for this model.", "service_tier"), options=("service_tier=flex",)),
        row("Cohere", "seed", without("seed"), 422, {"message": "invalid request: seed: extra fields not permitted"}, options=("seed=1",)),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    def row(seller: str, name: str, text: str) -> Habit:
        return Habit("thoughts", seller, name, says(text))

    return [
        row("DeepSeek", "think", f"<think>\n{THOUGHT}</think>\n\n{GOOD}"),
        row("Qwen", "only the closing tag", f"{THOUGHT}</think>\n\n{GOOD}"),
        row("Qwen", "empty thought", f"<think>\n\n</think>\n\n{GOOD}"),
        row("Seed", "seed:think", f"<seed:think>{THOUGHT}</seed:think>{GOOD}"),
        row("Mistral", "THINK in brackets", f"[THINK]{THOUGHT}[/THINK]{GOOD}"),
        row("Kimi", "diamonds", f"◁think▷{THOUGHT}◁/think▷{GOOD}"),
        row("gpt-oss", "channels", f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}"),
        row("gpt-oss", "channels and return", f"<|start|>assistant<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>"),
        row("Cohere", "START_THINKING", f"<|START_THINKING|>{THOUGHT}<|END_THINKING|><|START_RESPONSE|>{GOOD}<|END_RESPONSE|>"),
        row("Gemma", "channel of thought", f"<|channel>thought\n{THOUGHT}<channel|>{GOOD}"),
        row("Granite", "response tags", f"<think>{THOUGHT}</think><response>{GOOD}</response>"),
        row("EXAONE", "thought", f"<thought>\n{THOUGHT}</thought>\n{GOOD}"),
        row("Claude", "thinking", f"<thinking>{THOUGHT}</thinking>\n<answer>{GOOD}</answer>"),
        row("Reflection", "reasoning and output", f"<reasoning>{THOUGHT}</reasoning><output>{GOOD}</output>"),
        Habit("thoughts", "Mistral", "blocks of content", says(None, more={"content": [{"type": "thinking", "thinking": [{"type": "text", "text": THOUGHT}]}, {"type": "text", "text": GOOD}]})),
        Habit("thoughts", "DeepSeek", "field of its own", says(GOOD, thought=THOUGHT)),
        Habit("thoughts", "Anthropic", "block of its own", says(GOOD, thought=THOUGHT), model=CLAUDE),
        Habit("thoughts", "Gemini", "part of its own", says(GOOD, thought=THOUGHT), model=GEMINI),
        Habit("thoughts", "Ollama", "field of its own", says(GOOD, thought=THOUGHT), model=OLLAMA),
        Habit("thoughts", "Responses", "item of its own", says(GOOD, thought=THOUGHT), options=RESPONSES),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    def stays(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return Habit(
            "rate or credit", seller, said, fails(status, body), CallError, said, calls=1, **more
        )

    def passes(
        seller: str, name: str, status: int, body: Any, wait: str = "0.02", **more: Any
    ) -> Habit:
        headers = {"retry_after": wait} if wait else {}
        return Habit("rate or credit", seller, name, once(fails(status, body, **headers)), **more)

    used_up = "You exceeded your current quota, please check your plan and billing details."
    return [
        passes("Groq", "tokens per minute", 429, error("Rate limit reached for model `m` on tokens per minute (TPM): Limit 12000, Used 11034, Requested 3443. Please try again in 20ms. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing", code="rate_limit_exceeded", type="tokens")),
        passes("OpenAI", "requests per minute", 429, error("Rate limit reached for m on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20ms. You can increase your rate limit by adding a payment method to your account at /account/billing.", type="requests", code="rate_limit_exceeded")),
        passes("Gemini", "per minute", 429, google(429, f"{used_up} Please retry in 0.02s.", "RESOURCE_EXHAUSTED", details=[{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.02s"}]), "", model=GEMINI),
        passes("Mistral", "capacity", 429, {"message": "Service tier capacity exceeded for this model.", "type": "service_tier_capacity_exceeded", "code": "3505"}),
        passes("Anthropic", "overloaded", 529, claude("overloaded_error", "Overloaded"), model=CLAUDE),
        passes("Anthropic", "rate", 429, claude("rate_limit_error", "This request would exceed your organization's rate limit of 40,000 input tokens per minute. Contact sales to discuss your options; see billing."), model=CLAUDE),
        passes("Azure", "rate", 429, error("Requests to the ChatCompletions_Create Operation have exceeded the token rate limit of your current pricing tier. Please retry after 1 second.", code="429"), model=AZURE),
        passes("OpenRouter", "upstream rate", 429, error("Provider returned error", code=429, metadata={"raw": "m:free is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits", "provider_name": "P"})),
        passes("Together", "rate", 429, error("You have reached the rate limit specific to this model. To raise it, add credit or a credit card.", type="model_rate_limit", code=None)),
        passes("DeepSeek", "busy", 503, error("Service is too busy. We advise users to temporarily switch to alternative LLM providers.", type="service_unavailable_error")),
        passes("Ollama", "queue", 503, {"error": "server busy, please try again. maximum pending requests exceeded"}, model=OLLAMA),
        passes("llama.cpp", "loading", 503, error("Loading model", type="unavailable_error", code=503)),
        passes("TGI", "overloaded", 429, {"error": "Model is overloaded", "error_type": "overloaded"}),
        passes("Bedrock", "throttling", 429, {"message": "Too many requests, please wait before trying again.", "__type": "ThrottlingException"}),
        passes("proxy", "bad gateway", 502, "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"),
        passes("Cloudflare", "origin timed out", 524, "<html><head><title>524: A timeout occurred</title></head></html>", calls=3),
        stays("OpenAI", 429, error(used_up, type="insufficient_quota", code="insufficient_quota"), "credit"),
        stays("DeepSeek", 402, error("Insufficient Balance", type="unknown_error", code="invalid_request_error"), "credit"),
        stays("OpenRouter", 402, error("This request requires more credits, or fewer max_tokens. You requested up to 4096 tokens, but can only afford 200.", code=402), "credit"),
        stays("xAI", 403, {"code": "The caller does not have permission to execute the specified operation", "error": "Your newly created team doesn't have any credits yet."}, "credit"),
        stays("Anthropic", 400, claude("invalid_request_error", "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."), "credit", model=CLAUDE),
        stays("Moonshot", 429, error("Your account is suspended, please check your plan and billing details", type="exceeded_current_quota_error"), "credit"),
        stays("Hugging Face", 402, {"error": "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits."}, "credit"),
        stays("Zhipu", 429, error("余额不足或无可用资源包,请充值。", code="1113"), "credit"),
        stays("DashScope", 400, error("Access denied, please make sure your account is in good standing.", code="Arrearage"), "credit"),
        stays("OpenAI", 401, invalid("Incorrect API key provided: sk-abc*****xyz.", None, "invalid_api_key"), "key"),
        stays("Anthropic", 401, claude("authentication_error", "invalid x-api-key"), "key", model=CLAUDE),
        stays("Gemini", 400, google(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT", details=[{"reason": "API_KEY_INVALID"}]), "key", model=GEMINI),
        stays("Gemini", 403, google(403, "Generative Language API has not been used in project 1 before or it is disabled.", "PERMISSION_DENIED"), "disabled", model=GEMINI),
        stays("OpenRouter", 401, error("No auth credentials found", code=401), "key"),
        stays("Mistral", 401, {"detail": "Unauthorized"}, "key"),
        stays("Cohere", 401, {"message": "invalid api token"}, "key"),
        stays("OpenAI", 403, error("Country, region, or territory not supported", code="unsupported_country_region_territory", type="request_forbidden"), "territory"),
        stays("OpenAI", 403, error("Project `proj_1` does not have access to model `m`", code="model_not_found", type="invalid_request_error"), "does not have access"),
        stays("OpenAI", 404, invalid("The model `m` does not exist or you do not have access to it.", None, "model_not_found"), "--model"),
        stays("Ollama", 404, {"error": "model 'm' not found"}, "--model", model=OLLAMA),
        stays("Gemini", 404, google(404, "models/m is not found for API version v1beta, or is not supported for generateContent.", "NOT_FOUND"), "--model", model=GEMINI),
        stays("Azure", 404, error("The API deployment for this resource does not exist.", code="DeploymentNotFound"), "--model", model=AZURE),
        stays("Groq", 400, error("The model `m` has been decommissioned and is no longer supported.", code="model_decommissioned"), "--model"),
        stays("OpenRouter", 404, error("No endpoints found for m.", code=404), "--model"),
        stays("DeepSeek", 400, error("Model Not Exist", type="invalid_request_error"), "--model"),
    ]  # fmt: skip


def _too_long() -> list[Habit]:
    def row(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return Habit(
            "context window",
            seller,
            f"too long, {status}",
            fails(status, body),
            ContextLengthError,
            "too long",
            calls=1,
            **more,
        )

    return [
        row("OpenAI", 400, invalid("This model's maximum context length is 700 tokens. However, your messages resulted in 900 tokens. Please reduce the length of the messages.", "messages", "context_length_exceeded")),
        row("OpenAI Responses", 400, invalid("Your input exceeds the context window of this model. Please adjust your input and try again.", "input", "context_length_exceeded"), options=RESPONSES),
        row("Anthropic", 400, claude("invalid_request_error", "prompt is too long: 207123 tokens > 200000 maximum"), model=CLAUDE),
        row("Anthropic input and reply", 400, claude("invalid_request_error", "input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length or `max_tokens` and try again"), model=CLAUDE),
        row("Anthropic by bytes", 413, claude("request_too_large", "Request exceeds the maximum size"), model=CLAUDE),
        row("Gemini", 400, google(400, "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).", "INVALID_ARGUMENT"), model=GEMINI),
        row("Mistral", 400, {"object": "error", "message": "Prompt contains 65673 tokens and 0 draft tokens, too large for model with 32768 maximum context length", "type": "invalid_request_prompt", "code": "3051"}),
        row("DeepSeek", 400, invalid("This model's maximum context length is 65536 tokens. However, you requested 70000 tokens (66000 in the messages, 4000 in the completion).")),
        row("Groq", 400, invalid("Please reduce the length of the messages or completion.", "messages", "context_length_exceeded")),
        row("Groq by rate", 413, error("Request too large for model `m` in organization `o` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 9000, please reduce your message size and try again.", type="tokens", code="rate_limit_exceeded")),
        row("OpenAI by rate", 429, error("Request too large for m in organization o on tokens per min (TPM): Limit 30000, Requested 40000. The input or output tokens must be reduced in order to run successfully.", type="tokens", code="rate_limit_exceeded")),
        row("xAI", 400, {"code": "Client specified an invalid argument", "error": "This model's maximum prompt length is 131072 but the request contains 140000 tokens."}),
        row("OpenRouter", 400, error("This endpoint's maximum context length is 32768 tokens. However, you requested about 40000 tokens (40000 of text input). Please reduce the length of either one.", code=400)),
        row("vLLM", 400, {"object": "error", "message": "The decoder prompt (length 9000) is longer than the maximum model length of 4096. Make sure that `max_model_len` is no smaller than the number of text tokens.", "type": "BadRequestError", "code": 400}),
        row("vLLM engine", 400, error("You passed 4097 input tokens and requested 0 output tokens. However, the model's context length is only 4096 tokens, resulting in a maximum input length of 4096 tokens.", code=400)),
        row("SGLang", 400, {"object": "error", "message": "The input (5000 tokens) is longer than the model's context length (4096 tokens).", "type": "BadRequestError", "code": 400}),
        row("TGI", 422, {"error": "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 512 `max_new_tokens`", "error_type": "validation"}),
        row("llama.cpp", 400, error("request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it", code=400, type="exceed_context_size_error", n_prompt_tokens=9000, n_ctx=4096)),
        row("llama.cpp old", 500, error("Context size has been exceeded.", code=500, type="server_error")),
        row("LM Studio", 400, {"error": "Trying to keep the first 5023 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input"}),
        row("LM Studio old", 400, {"error": "Reached context length of 4096 tokens with model (arch: llama) that does not currently support mid-generation context overflow."}),
        row("Ollama", 400, {"error": "the input length exceeds the context length"}, model=OLLAMA),
        row("LiteLLM", 400, error("litellm.ContextWindowExceededError: litellm.BadRequestError: Input is too long for requested model.", code="400")),
        row("Bedrock", 400, {"message": "The model returned the following errors: Input is too long for requested model.", "__type": "ValidationException"}),
        row("Bedrock Llama", 400, {"message": "This model's maximum context length is 8192 tokens. Please reduce the length of the prompt"}),
        row("Cohere", 400, {"message": "too many tokens: size limit exceeded by 1234 tokens. Try using shorter or fewer inputs, or a model with a longer context."}),
        row("Together", 422, error("Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens and 512 `max_new_tokens`", type="invalid_request_error")),
        row("Fireworks", 400, invalid("The prompt is too long: 40000, model maximum context length: 32767")),
        row("Moonshot", 400, invalid("Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)")),
        row("DashScope", 400, error("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]", code="invalid_parameter_error")),
        row("Zhipu", 400, error("Prompt 超长", code="1261")),
        row("MiniMax", 400, error("invalid params, context window exceeds limit (2013)", type="bad_request_error")),
        row("Cloudflare", 413, {"errors": [{"message": "AiError: The estimated number of input and maximum output tokens (9000) exceeded this model context window limit (8000).", "code": 5021}]}),
        row("GitHub Models", 413, error("Request body too large for m model. Max size: 8000 tokens.", code="tokens_limit_reached")),
        row("Copilot", 400, error("prompt token count of 140000 exceeds the limit of 128000", code="model_max_prompt_tokens_exceeded")),
        row("Azure", 400, error("Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 290000 tokens. Please reduce the length of the messages.", code="context_length_exceeded"), model=AZURE),
        row("Perplexity", 400, error("The total number of tokens 140000 exceeds the model's maximum of 127072.", type="invalid_parameter", code=400)),
        row("Watsonx", 400, {"errors": [{"code": "invalid_input_argument", "message": "Invalid input argument for Model 'm': the number of input tokens 9000 cannot exceed the total tokens limit 8192 for this model"}]}),
        row("Nvidia NIM", 400, {"object": "error", "message": "Requested token count exceeds the model's maximum context length of 4096 tokens. You requested a total of 5000 tokens", "type": "BadRequestError"}),
        row("AI21", 422, {"detail": "The prompt and the completion may not exceed 8192 tokens together: the prompt has 9000 tokens"}),
        Habit("context window", "any", "prompt cut without a word", says(GOOD, read=2), ContextLengthError, "--context", calls=1, long=True),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    def ends(seller: str, name: str, does: Does, said: str, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, does, CallError, said, **{"calls": 4, **more})

    def passes(seller: str, name: str, first: Does, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, once(first), **more)

    inside = error("Provider returned error", code=502, metadata={"provider_name": "P"})
    streamed = {
        "id": "g",
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}],
        **inside,
    }
    no_choices: dict[str, Any] = {
        "id": "c",
        "object": "chat.completion",
        "model": "m",
        "choices": [],
    }
    return [
        passes("OpenRouter", "error in 200, once", fails(200, inside)),
        ends("OpenRouter", "error in 200", fails(200, inside), "Provider returned error"),
        passes("OpenRouter", "error in a stream, once", lambda asked: Raw(f"data: {json.dumps(streamed)}\n\n" if asked.stream else streamed, kind="text/event-stream")),
        ends("OpenRouter", "code as text", fails(200, error("Internal Server Error", code="500")), "Internal Server Error"),
        ends("vLLM", "choices empty", fails(200, no_choices), "without choices"),
        ends("OpenRouter", "choices null", fails(200, {**no_choices, "choices": None}), "without choices"),
        ends("any", "no body", fails(200, ""), ""),
        ends("any", "null", fails(200, "null"), ""),
        ends("any", "list", fails(200, []), ""),
        ends("any", "plain text", fails(200, "upstream connect error or disconnect/reset before headers"), ""),
        ends("any", "bad line in a stream", lambda _: Raw('data: {"choices": [{"index": 0, "delta": {"con\n\n', kind="text/event-stream"), ""),
        passes("any", "breaks off", lambda asked: Raw("{", missing=50), calls=3),
        ends("MiniMax", "error of its own in 200", fails(200, {"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}), "insufficient balance"),
        ends("Open WebUI", "page in 200", fails(200, PAGE), "address", calls=1),
        ends("proxy", "sign in, 403", fails(403, PAGE), "address", calls=1),
        ends("nginx", "page, 404", fails(404, "<html><head><title>404 Not Found</title></head></html>"), "/v1", calls=1),
        ends("FastAPI", "no such path", fails(404, {"detail": "Not Found"}), "/v1", calls=1),
        ends("Express", "cannot post", fails(404, "<!DOCTYPE html><html><body><pre>Cannot POST /chat/completions</pre></body></html>"), "/v1", calls=1),
        ends("any", "method not allowed", fails(405, {"detail": "Method Not Allowed"}), "/v1", calls=1),
        ends("Gemini", "precondition", fails(400, google(400, "User location is not supported for the API use.", "FAILED_PRECONDITION")), "location", model=GEMINI, calls=3),
        ends("Gemini", "page", fails(404, PAGE), "address", model=GEMINI, calls=1),
        passes("Anthropic", "error event, once", lambda asked: Raw(f"event: error\ndata: {json.dumps(claude('overloaded_error', 'Overloaded'))}\n\n", kind="text/event-stream") if asked.stream else Raw(claude("overloaded_error", "Overloaded"), 529), model=CLAUDE),
        ends("Anthropic", "page", fails(200, PAGE), "", model=CLAUDE),
        ends("Ollama", "error in a stream", fails(200, {"error": "llama runner process has terminated: exit status 2"}), "llama runner", model=OLLAMA),
        ends("Ollama", "no memory", fails(500, {"error": "model requires more system memory (5.5 GiB) than is available (3.9 GiB)"}), "system memory", model=OLLAMA),
        ends("Ollama", "page", fails(200, PAGE), "", model=OLLAMA),
        ends("vLLM", "engine dead", fails(500, {"object": "error", "message": "EngineCore encountered an issue.", "type": "InternalServerError", "code": 500}), "EngineCore"),
        ends("LM Studio", "model crashed", fails(400, {"error": "The model has crashed without additional information. (Exit code: 18446744072635812000)"}), "crashed"),
        Habit("broken reply", "OpenRouter", "comments between events", lambda asked: Raw(": OPENROUTER PROCESSING\n\n" * 3 + _stream(GOOD), kind="text/event-stream") if asked.stream else Said(GOOD)),
        Habit("broken reply", "Azure", "first chunk without choices", lambda asked: Raw('data: {"id": "", "object": "", "model": "", "choices": [], "prompt_filter_results": [{"prompt_index": 0}]}\n\n' + _stream(GOOD), kind="text/event-stream") if asked.stream else Said(GOOD), model=AZURE),
        Habit("broken reply", "Gemini", "role and index missing", lambda asked: Raw(_stream(GOOD, bare=True), kind="text/event-stream") if asked.stream else Raw({"choices": [{"message": {"content": GOOD}}]})),
    ]  # fmt: skip


def _stream(text: str, *, bare: bool = False) -> str:
    """Lay a stream out of chunks with as little as a server may send."""
    place = {} if bare else {"index": 0}
    chunks = [
        {"choices": [{**place, "delta": {"content": piece}}]} for piece in text.partition(" ")
    ]
    chunks.append({"choices": [{**place, "delta": {}, "finish_reason": "stop"}]})
    return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"


def _refused() -> list[Habit]:
    def row(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return Habit(
            "refused text",
            seller,
            f"filtered, {status}",
            fails(status, body),
            RefusedError,
            "refuses this text",
            calls=1,
            **more,
        )

    azure = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
    return [
        row("Azure", 400, error(azure, code="content_filter", param="prompt", status=400, innererror={"code": "ResponsibleAIPolicyViolation"}), model=AZURE),
        row("OpenAI", 400, error("Invalid prompt: your prompt was flagged as potentially violating our usage policy.", code="invalid_prompt", type="invalid_request_error")),
        row("OpenAI moderation", 400, error("Your request was rejected as a result of our safety system.", code="content_policy_violation")),
        row("Anthropic", 400, claude("invalid_request_error", "Output blocked by content filtering policy"), model=CLAUDE),
        row("OpenRouter", 403, error("Your input was flagged", code=403, metadata={"reasons": ["violence"], "flagged_input": "..."})),
        row("Groq", 400, error("content blocked by guardrail", type="invalid_request_error")),
        row("DashScope", 400, error("Output data may contain inappropriate content.", code="data_inspection_failed")),
        row("Zhipu", 400, {"error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}),
        row("DeepSeek", 400, invalid("Content Exists Risk")),
        row("Moonshot", 400, error("The request was rejected because it was considered high risk", type="content_filter")),
        row("Bedrock", 400, {"message": "The generated content was blocked by guardrail policies", "__type": "ValidationException"}),
        row("LiteLLM", 400, error("litellm.ContentPolicyViolationError: the prompt was filtered", code="400")),
        row("xAI", 403, {"code": "The caller does not have permission to execute the specified operation", "error": "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO"}),
    ]  # fmt: skip


HABITS: Sequence[Habit] = [
    *_empty(),
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_errors(),
    *_too_long(),
    *_broken(),
    *_refused(),
]
