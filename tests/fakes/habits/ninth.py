"""A ninth, smaller set of habits of model servers: written after the eighth was mended, with what
must come of each, and tried once before any change.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.fakes.habits.vocabulary import *


def _replies() -> list[Habit]:
    return [
        empty("Mistral", "a tool call in brackets", says('[TOOL_CALLS][{"name": "search", "arguments": {}}]'), NoTextError),
        empty("DeepSeek", "a tool call in its marks", says('<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>search'), NoTextError),
        empty("Vertex", "prompt blocked for jailbreak", says("", more={"promptFeedback": {"blockReason": "JAILBREAK"}}), RefusedError, model=GEMINI),
        empty("Nova", "content_filtered with a dash", says("", "content-filtered"), RefusedError),
        empty("any", "a horizontal rule and a heading mark", says("***\n#"), NoTextError),
        Habit("cut reply", "Bedrock", "max_output_tokens_reached, then whole", once(says(HALF, "max_output_tokens_reached")), GOOD),
        Habit("cut reply", "any", "USER_ABORTED, then whole", once(says(HALF, "USER_ABORTED")), GOOD),
        Habit("cut reply", "TabbyAPI", "complete as a reason", says(GOOD, "complete"), GOOD, calls=1),
        left("Armenian", "Կամուրջը բացվեց 1932-ին [1]։ Այն բա", "Կամուրջը բացվեց 1932-ին [1]։"),
        left("an ellipsis", "It closed… then the bridge opened in 1932 [1]. It is op", "It closed… then the bridge opened in 1932 [1]."),
        left("roman counters", "I. The bridge opened in 1932 [1].\nII. It is op", "I. The bridge opened in 1932 [1]."),
        left("a German date", "Die Brücke wurde am 3. Mai 1932 eröffnet [1]. Sie wurde am 5. Ju", "Die Brücke wurde am 3. Mai 1932 eröffnet [1]."),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    row = partial(refused_parameter, calls=4)
    cold = without("temperature")

    def room(limit: int) -> Callable[[Asked], object]:
        return lambda asked: all(
            (asked.body.get(it) or 0) <= limit for it in ("max_tokens", "max_completion_tokens")
        )

    return [
        # scaleway/docs-content #4858
        row("Scaleway", "416 for the room", room(4096), 416, {"error": "RANGE NOT SATISFIABLE", "status": 416, "message": "max_completion_tokens is limited for this model to 4096"}, options=("max_tokens=100000",)),
        row("Vertex", "an invalid argument", cold, 400, [google(400, "Request contains an invalid argument.", "INVALID_ARGUMENT")]),
        # kaito-project/kaito #1399
        row("Kaito", "a 400 within a 500", cold, 500, {"detail": "Chat completion failed: 500: An unexpected error occurred: Client error '400 Bad Request': unsupported parameter temperature"}),
        row("Nvidia NIM", "frequency penalty on its loc", without("frequency_penalty"), 422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "ChatRequest", "frequency_penalty"], "msg": "Extra inputs are not permitted", "input": 0.1}]}, options=("frequency_penalty=0.1",)),
        row("OpenAI", "top_p of reasoning", without("top_p"), 400, invalid("Unsupported parameter: 'top_p' is not supported with this model.", "top_p", "unsupported_parameter"), options=("top_p=0.5",)),
        row("Cloudflare", "temperature by JSON Schema", cold, 400, {"errors": [{"message": "AiError: AiError: Invalid data: Type mismatch of '/temperature', 'number' not in 'integer'", "code": 5006}], "success": False}),
        row("gateway in Spanish", "temperature", cold, 422, {"mensaje": "El parámetro temperature no está permitido en este modelo"}),
        row("AWS Llama", "no system", rude, 400, {"message": "An error occurred (ValidationException) when calling the Converse operation: This model doesn't support the system field. Remove system and try again."}),
        row("any", "role must be user or assistant", rude, 400, error("messages.0.role: Input should be 'user' or 'assistant'", type="invalid_request_error")),
        row("Ollama's OpenAI", "reasoning value", without("reasoning_effort"), 400, error("invalid reasoning value: 'minimal' (must be \"high\", \"medium\", \"low\", or \"none\")", type="invalid_request_error"), options=("reasoning_effort=minimal",)),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    t = THOUGHT
    return [
        thought("Ring", "think marks with role", f"<role>ASSISTANT</role><think>{t}</think>{GOOD}<|role_end|>"),
        thought("Step", "think by bars", f"<|think_start|>{t}<|think_end|>{GOOD}"),
        thought("any", "thinking in curly braces", f"{{thinking}}{t}{{/thinking}}\n{GOOD}"),
        thought("Trinity", "internal thoughts", f"<internal_thoughts>\n{t}</internal_thoughts>\n\n{GOOD}"),
        thought("any", "a heading of thoughts, a rule", f"## Thinking\n\n{t}\n\n## Summary\n\n{GOOD}"),
        thought("Command", "a turn token", f"<|CHATBOT_TOKEN|>{GOOD}<|END_OF_TURN_TOKEN|>"),
        thought("Llama 4", "header and eot", f"<|header_start|>assistant<|header_end|>\n\n{GOOD}<|eot|>"),
        Habit("thoughts", "OpenRouter", "encrypted reasoning", says(GOOD, more={"reasoning": None, "reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}), calls=1),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    kind = "rate or credit"

    waits, stays = partial(passes, kind), partial(ends, kind)
    poor = json.dumps(
        error(
            "Your account org-1 is suspended due to insufficient balance, please recharge your account or check your plan and billing details",
            type="exceeded_current_quota_error",
        )
    )
    return [
        # MoonshotAI/kimi-cli #1599
        stays("Moonshot", "TPD", 429, error("Your account org-1 request reached organization TPD rate limit, current: 1526210, limit: 1500000", type="rate_limit_reached_error"), "TPD"),
        waits("Moonshot", "RPM", 429, error("Your account org-1 request reached organization max RPM: 20, please try again after 0 seconds", type="rate_limit_reached_error")),
        waits("Moonshot", "engine overloaded", 429, error("The engine is currently overloaded, please try again later", type="engine_overloaded_error")),
        # MoonshotAI/Kimi-K2 #5
        stays("Moonshot", "quota, 403", 403, error("Your account xx is not active, organization xx exceeded current quota, please check your plan and billing details", type="exceeded_current_quota_error"), "credit"),
        # anomalyco/opencode #24462
        stays("OpenCode", "balance of the provider", 429, error("Error from provider: Provider returned error", code=429, metadata={"raw": poor}), "credit"),
        waits("Featherless", "cold model", 400, error("Model m is cold and is being loaded, retry in a few minutes", type="model_loading")),
        waits("Fireworks", "too early", 425, error("The model is being prepared, retry shortly", code="TOO_EARLY")),
        waits("Dell", "queue of requests", 503, {"detail": "Request queue is full"}),
        waits("Gemini", "deadline", 504, google(504, "Deadline expired before operation could complete.", "DEADLINE_EXCEEDED"), model=GEMINI),
        stays("Featherless", "gated", 403, error("The model m is gated: agree to its license first", type="permission_error"), "gated"),
        stays("Hugging Face", "token rights", 403, {"error": "This authentication method does not have sufficient permissions to call Inference Providers on behalf of user me"}, "permissions"),
        stays("Groq", "blocked by the organization", 403, error("The model `m` is blocked at the organization level. Please have the org admin enable it.", type="permissions_error", code="model_permission_blocked_org"), "blocked at the organization"),
        stays("Cohere", "key", 401, {"id": "x", "message": "no api key supplied"}, "key for"),
        stays("Mistral", "model in 404", 404, {"object": "error", "message": "The model `m` could not be found", "type": "invalid_request_error", "code": "1500"}, "--model"),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    row = partial(too_long, "ninth")
    both = "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 9000 `inputs` tokens and 100 `max_new_tokens`"
    return [
        # gpustack/gpustack #1845
        row("GPUStack", 400, {"error": {"code": 400, "message": "Illegal param: prefill 7440 tokens exceed n_ctx_per_seq, try increasing total context size", "type": "invalid_request_error"}, "detail": "Illegal param"}),
        # kserve/kserve #3886
        row("KServe", 500, {"error": {"code": "500", "message": "This model's maximum context length is 8192 tokens. However, you requested 9014 tokens (9014 in the messages, 0 in the completion).", "param": "", "type": "OpenAIError"}}, calls=4),
        row("Nova", 400, {"message": "Input Tokens Exceeded: Number of input tokens exceeds maximum length."}),
        row("exo", 400, {"detail": "Prompt has 9000 tokens, the largest that this cluster can hold is 8192"}),
        row("gateway in Vietnamese", 400, error("Văn bản có 9000 token, vượt quá giới hạn 8192")),
        row("gateway in Arabic", 400, error("النص طويل جدا: 9000 token والحد الأقصى 8192")),
        # huggingface/huggingface_hub #2514
        Habit("context window", "TGI", "validation in 200", in_200({"error": both, "error_type": "validation"}), ContextLengthError, calls=1),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    def again(seller: str, name: str, first: Does, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, once(first), **{"calls": 3, **more})

    stays = partial(ends, "broken reply")
    return [
        again("Responses", "failed for overload", failed("server_is_overloaded", "Our servers are currently overloaded. Please try again later."), options=RESPONSES),
        again("any", "an error object without a name", broken_off(SAID, 'data: {"code": 503, "message": "upstream unavailable"}\n\n', {"code": 503, "message": "upstream unavailable"}, 503)),
        again("Ollama", "ended without done", broken_off(SAID, "", {"error": "EOF"}), model=OLLAMA),
        again("Anthropic", "ended without message_stop", broken_off(SAID, "", claude("api_error", "Internal server error")), model=CLAUDE),
        odd("LM Studio", "stats and runtime beside", altered(SAID, on_top(stats={"tokens_per_second": 51.4}, model_info={"arch": "llama"}, runtime={"name": "llama.cpp"}))),
        odd("Perplexity", "whole text in message beside the delta", altered(SAID, lambda _: None, lambda value: [choice.update(message={"role": "assistant", "content": GOOD}) for choice in value["choices"]])),
        odd("any", "data without a blank line at the end", rewritten(SAID, lambda text: text.rstrip("\n"))),
        odd("any", "content as None beside tool_calls of none", altered(SAID, in_message(tool_calls=[], annotations=[], refusal=None))),
        stays("Azure", "wrong api version", 404, {"error": {"code": "404", "message": "Resource not found"}}, "resource not found"),
        stays("Kubernetes", "default backend", 404, "default backend - 404", "default backend", calls=4),
        stays("any", "a quota page in plain words", 503, "Service Unavailable: the tenant was moved", "tenant was moved", calls=10),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    row = partial(filtered, "ninth")
    return [
        row("OpenAI", 400, error("This request has been flagged for potentially high-risk cyber activity.", code="cyber_policy_violation")),
        row("Azure", 400, error("The prompt was filtered: jailbreak attack detected", code="content_filter")),
        row("NeuralTrust", 403, {"error": "request blocked: prompt injection detected"}),
        row("gateway in French", 400, error("Votre texte a été rejeté par le filtre de contenu", code="contenu_filtre")),
        Habit("refused text", "any", "policy in 200", in_200(error("Blocked by content policy", code="content_policy")), RefusedError, calls=1),
        Habit("refused text", "Gemini", "safety, and why", altered(Said("", "SAFETY"), lambda value: [it.update(finishMessage="It names a person") for it in value.get("candidates", [])]), RefusedError, "safety", model=GEMINI, calls=1),
    ]  # fmt: skip


NINTH_HABITS = [
    *_replies(),
    *_parameters(),
    *_thoughts(),
    *_errors(),
    *_windows(),
    *_broken(),
    *_refused(),
]
