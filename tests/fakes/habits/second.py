"""Later habits of servers, in tables, from public reports and references: after the first set was
mended, and tried once before any change: they say how often a habit that nobody looked at holds.
"""

# A table: its rows are not broken up. Over 300 lines for the same reason.
# ruff: noqa: C901, PLR0917 - functions that build replies stand beside their rows

import json
from typing import Any

from tests.fakes.habits.vocabulary import *


def _empty() -> list[Habit]:
    no, refused = NoTextError, RefusedError
    return [
        empty("OpenAI", "content null, nothing else", says(None), no),
        empty("FastGPT", "tool_calls without any", says("", "tool_calls", thought=THOUGHT), no),
        empty("OpenRouter", "content is no part", altered(Said(GOOD), in_message(content=[])), no),
        empty("vLLM", "message without content", altered(Said(""), less("content")), no),
        empty("vLLM", "aborted", says("", "abort"), no),
        empty("Zhipu", "network_error", says("", "network_error"), no),
        empty("Zhipu", "sensitive", says("", "sensitive"), refused),
        empty("Cohere", "ERROR_TOXIC", says("", "ERROR_TOXIC"), refused),
        empty("Cohere", "ERROR", says("", "ERROR"), no),
        empty("Bedrock", "content_filtered", says("", "content_filtered"), refused),
        empty("Bedrock", "guardrail with its own words", says("Sorry, the model cannot answer this question.", "guardrail_intervened"), refused),
        empty("GigaChat", "blacklist with its own words", says("I am an assistant and do not talk about some topics.", "blacklist"), refused),
        empty("DeepSeek", "content_filter", says("", "content_filter"), refused),
        empty("OpenRouter", "native reason of safety", altered(Said("", "content_filter"), unchanged), refused),
        empty("Azure", "filtered after a while", says("The bridge op", "content_filter"), refused, model=AZURE),
        empty("Anthropic", "refusal after a while", says("I can", "refusal"), refused, model=CLAUDE),
        empty("Anthropic", "paused before it says anything", says("", "pause_turn"), no, model=CLAUDE),
        empty("Gemini", "SPII", says("", "SPII"), refused, "spii", model=GEMINI),
        empty("Gemini", "BLOCKLIST", says("", "BLOCKLIST"), refused, "blocklist", model=GEMINI),
        empty("Gemini", "OTHER", says("", "OTHER"), no, model=GEMINI),
        empty("Gemini", "MALFORMED_FUNCTION_CALL", says("", "MALFORMED_FUNCTION_CALL"), no, model=GEMINI),
        empty("Gemini", "UNEXPECTED_TOOL_CALL", says("", "UNEXPECTED_TOOL_CALL"), no, model=GEMINI),
        empty("Gemini", "prompt blocked for safety", says("", more={"promptFeedback": {"blockReason": "SAFETY"}}), refused, "safety", model=GEMINI),
        empty("Gemini", "prompt blocked by list", says("", more={"promptFeedback": {"blockReason": "BLOCKLIST"}}), refused, "blocklist", model=GEMINI),
        empty("Ollama", "load", says("", "load"), CallError, model=OLLAMA, calls=4),
        empty("llama.cpp", "nothing but its end", says("<|im_end|>"), no),
        empty("Mistral", "blocks of thought only", altered(Said(GOOD), in_message(content=[{"type": "thinking", "thinking": [{"type": "text", "text": THOUGHT}]}])), no),
        empty("Qwen", "thought never closed", says(f"<think>\n{THOUGHT}It opened in 1932.\n"), no),
        empty("any", "white space without width", says("\u200b\ufeff"), no),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def cut(seller: str, ends: str, **more: Any) -> list[Habit]:
        return [
            Habit("cut reply", seller, f"{ends}, whole with more room", once(says(HALF, ends)), GOOD, **more),
            Habit("cut reply", seller, f"{ends} twice", says(HALF, ends), WHOLE_HALF, lasts=False, **more),
        ]  # fmt: skip

    def ended(seller: str, ends: str, **more: Any) -> Habit:
        return Habit("cut reply", seller, f"{ends} is no cut", says(GOOD, ends), calls=1, **more)

    return [
        *cut("Cohere", "MAX_TOKENS"),
        *cut("Bedrock", "model_context_window_exceeded"),
        *cut("Replicate", "max_length"),
        *cut("Vertex", "FINISH_REASON_MAX_TOKENS"),
        *cut("Cohere v1", "ERROR_LIMIT"),
        *cut("LiteLLM", "max_output_tokens"),
        ended("Bedrock", "end_turn"),
        ended("AI21", "endoftext"),
        ended("Gemini through a gateway", "STOP"),
        ended("Fireworks", "stop_token"),
        ended("Vertex through a gateway", "FINISH_REASON_STOP"),
        ended("Portkey", "completed"),
        ended("Anthropic", "stop_sequence", model=CLAUDE),
        Habit("cut reply", "text-generation-webui", "null is no cut", altered(Said(GOOD), lambda value: [it.update(finish_reason=None) for it in value["choices"]], unchanged), calls=1),
        Habit("cut reply", "one-api", "'null' until the end", altered(Said(GOOD), unchanged, finished("null")), calls=1),
        Habit("cut reply", "proxy", "'' until the end", altered(Said(GOOD), unchanged, finished("")), calls=1),
        Habit("cut reply", "Ollama", "length within a word", says("The bri", "length"), CutReplyError, model=OLLAMA),
        Habit("cut reply", "OpenAI", "length within a list", says("- The bridge opened in 1932 [1].\n- It is op", "length"), "- The bridge opened in 1932 [1].", lasts=False),
    ]  # fmt: skip


def _refused_parameters() -> list[Habit]:
    def row(seller: str, name: str, status: int, body: Any, **more: Any) -> Habit:
        return Habit(
            "refused parameter",
            seller,
            name,
            unless(without(name), fails(status, body)),
            **{"calls": 3, **more},
        )

    def big(seller: str, message: Any, limit: int, status: int = 400, **more: Any) -> Habit:
        def fits(asked: Asked) -> bool:
            return all(
                (asked.body.get(name) or 0) <= limit
                for name in ("max_tokens", "max_completion_tokens")
            )

        return Habit(
            "refused parameter",
            seller,
            "max_tokens too many",
            unless(fits, fails(status, message)),
            options=("max_tokens=100000",),
            **{"calls": 3, **more},
        )

    def no_system(seller: str, status: int, body: Any) -> Habit:
        return Habit(
            "refused parameter",
            seller,
            "system",
            unless(lambda asked: not asked.has_system, fails(status, body)),
            calls=4,
        )

    nested = json.dumps(
        {
            "error": {
                "message": "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
                "type": "invalid_request_error",
                "param": "temperature",
                "code": "unsupported_value",
            }
        },
        indent=1,
    )
    both = unless(
        lambda asked: not {"temperature", "top_p"} <= set(asked.body),
        fails(
            400,
            claude(
                "invalid_request_error",
                "`temperature` and `top_p` cannot both be specified for this model. Please use only one.",
            ),
        ),
    )
    return [
        row("Codex", "temperature", 400, {"detail": "Unsupported parameter: temperature"}),
        row("Nvidia NIM", "temperature", 422, {"type": "urn:inference-service:problem-details:unprocessable-entity", "title": "Unprocessable Entity", "status": 422, "detail": "body -> temperature\n  Extra inputs are not permitted (type=extra_forbidden)", "instance": "/v2/nvcf/pexec"}),
        row("gateway in Chinese", "temperature", 400, {"error": {"cause": nested, "code": 400, "message": "模型服务调用失败", "status": "FAILED_RESPONSE"}, "requestId": "r", "result": None}),
        row("Bedrock", "temperature", 400, {"message": "The model returned the following errors: `temperature` is deprecated for this model."}),
        row("Bedrock Titan", "temperature", 400, {"message": "Malformed input request: #: extraneous key [temperature] is not permitted, please reformat your input and try again."}),
        row("Databricks", "temperature", 400, {"error_code": "BAD_REQUEST", "message": '{"message":"`temperature` is not supported for this model"}'}),
        row("Qianfan", "temperature", 400, {"error": {"code": "invalid_argument", "message": "the range of temperature should be (0, 1.0]", "type": "invalid_request_error"}, "id": "as-1"}),
        row("Zhipu", "temperature", 400, {"error": {"code": "1210", "message": "API 调用参数有误，请检查文档。temperature 参数非法。"}}),
        row("TGI", "temperature", 422, {"error": "Input validation error: `temperature` must be strictly positive", "error_type": "validation"}),
        row("Cerebras", "temperature", 400, {"message": "property 'temperature' is unsupported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}),
        row("Rust server", "temperature", 422, "Failed to deserialize the JSON body into the target type: unknown field `temperature`, expected one of `messages`, `model`, `stream` at line 1 column 120"),
        row("xAI", "presence_penalty", 400, {"code": "Client specified an invalid argument", "error": "Argument not supported on this model: presencePenalty"}, options=("presence_penalty=0.5",)),
        row("OpenAI, old", "reasoning_effort", 400, invalid("Unrecognized request argument supplied: reasoning_effort"), options=("reasoning_effort=low",)),
        Habit("refused parameter", "Vertex", "stream_options", unless(without("stream_options"), fails(400, [google(400, 'Invalid JSON payload received. Unknown name "stream_options": Cannot find field.', "INVALID_ARGUMENT")])), calls=3),
        Habit("refused parameter", "Fireworks", "stream_options", unless(without("stream_options"), fails(400, {"error": {"object": "error", "type": "invalid_request_error", "message": "Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}"}})), calls=3),
        Habit("refused parameter", "watsonx", "stream_options", unless(without("stream_options"), fails(400, {"errors": [{"code": "invalid_request_entity", "message": 'Unrecognized field "stream_options" (class ChatRequest), not marked as ignorable'}], "trace": "t", "status_code": 400})), calls=3),
        Habit("refused parameter", "Go server", "stream_options", unless(without("stream_options"), fails(400, {"error": 'json: unknown field "stream_options"'})), calls=3),
        Habit("refused parameter", "pydantic 1", "stream_options", unless(without("stream_options"), fails(422, {"detail": [{"loc": ["body", "stream_options"], "msg": "extra fields not permitted", "type": "value_error.extra"}]})), calls=3),
        Habit("refused parameter", "Anthropic", "temperature and top_p", both, model=CLAUDE, calls=3, options=("top_p=0.9",)),
        Habit("refused parameter", "vLLM, old", "max_completion_tokens", unless(without("max_completion_tokens"), fails(422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "max_completion_tokens"], "msg": "Extra inputs are not permitted", "input": 50}]})), calls=3, options=("max_tokens=50",)),
        Habit("refused parameter", "Groq", "developer", unless(lambda asked: "developer" not in asked.text, fails(400, error("'developer' is not one of ['system', 'assistant', 'user', 'tool', 'function'] - 'messages.0.role'", type="invalid_request_error"))), model="openai:o3-mini", calls=3),
        Habit("refused parameter", "Ollama", "think", unless(lambda asked: not asked.body.get("think"), fails(400, {"error": '"m" does not support thinking'})), model=OLLAMA, calls=3, options=("reasoning=true",)),
        Habit("refused parameter", "Gemini", "thinking budget", unless(lambda asked: "thinkingConfig" not in asked.text, fails(400, google(400, "Budget 0 is invalid. This model only works in thinking mode.", "INVALID_ARGUMENT"))), model=GEMINI, calls=3, options=("thinking_budget=0",)),
        big("OpenAI", invalid("max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.", "max_tokens", "invalid_value"), 16384),
        big("DeepSeek", error("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", type="invalid_request_error", param=None, code="invalid_request_error"), 8192),
        big("Groq", invalid("`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model", "max_tokens"), 8192),
        big("Cohere", {"message": "too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model - received 100000."}, 4096),
        big("Bedrock", {"message": "The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096."}, 4096),
        big("Anthropic", claude("invalid_request_error", "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5"), 64000, model=CLAUDE),
        no_system("Nvidia NIM", 500, {"type": "urn:inference-service:problem-details:internal-server-error", "title": "Internal Server Error", "status": 500, "detail": "System role not supported"}),
        no_system("SGLang", 400, {"object": "error", "message": "Conversation roles must alternate user/assistant/user/assistant/...", "type": "BadRequest", "param": None, "code": 400}),
        no_system("Mistral template", 400, error("Error rendering prompt with jinja template: \"Only user and assistant roles are supported!\"", code=400)),
        no_system("Cloudflare", 400, {"success": False, "errors": [{"code": 5006, "message": "AiError: Bad input: Error: oneOf at '/' not met, 0 matches: required properties at '/' are 'prompt'; role 'system' is not allowed"}], "result": None}),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    def row(seller: str, name: str, text: str, **more: Any) -> Habit:
        return Habit("thoughts", seller, name, says(text), calls=1, **more)

    t = THOUGHT
    return [
        row("Claude through a proxy", "thinking", f"<thinking>\n{t}</thinking>\n\n{GOOD}"),
        row("Qwen", "thinking in thinking", f"<thinking><thinking>{t}</thinking>More.</thinking>\n{GOOD}"),
        row("MiniMax", "mm:think", f"<mm:think>{t}</mm:think>\n{GOOD}"),
        row("any", "startthink", f"|startthink|{t}|endthink|{GOOD}"),
        row("Gemma", "thought", f"<thought>\n{t}</thought>\n{GOOD}"),
        row("Nemotron", "THINK in capitals", f"<THINK>{t}</THINK>\n{GOOD}"),
        row("DeepSeek", "two thoughts", f"<think>{t}</think>\n\n<think>Once more.</think>\n\n{GOOD}"),
        row("Qwen", "closed twice", f"{t}</think>\nLet me answer.</think>\n\n{GOOD}"),
        row("Hunyuan", "think and answer", f"<think>\n{t}</think>\n<answer>\n{GOOD}\n</answer>"),
        row("ERNIE", "think and response", f"<think>\n{t}</think>\n<response>\n{GOOD}\n</response>"),
        row("Apertus", "inner prefix", f"<|inner_prefix|>{t}<|inner_suffix|>{GOOD}"),
        row("gpt-oss", "channels without marks", f"analysis{t}assistantfinal{GOOD}"),
        row("gpt-oss", "channel with a recipient", f"<|channel|>analysis<|message|>{t}<|end|><|start|>assistant<|channel|>final <|constrain|>text<|message|>{GOOD}"),
        row("Open WebUI", "details", f'<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n> {t}</details>\n{GOOD}'),
        row("Llama", "end of turn", f"{GOOD}<|eot_id|>"),
        row("Qwen", "end of message", f"{GOOD}<|im_end|>"),
        row("Gemma", "end of turn", f"{GOOD}<end_of_turn>"),
        row("Mistral", "end of sequence", f"{GOOD}</s>"),
        row("DeepSeek", "end of sentence", f"{GOOD}<｜end▁of▁sentence｜>"),
        row("Llama", "its own header", f"<|start_header_id|>assistant<|end_header_id|>\n\n{GOOD}"),
        Habit("thoughts", "Databricks", "blocks with a summary", altered(Said(GOOD), in_message(content=[{"type": "reasoning", "summary": [{"type": "summary_text", "text": t}]}, {"type": "text", "text": GOOD}]), unchanged), calls=1),
        Habit("thoughts", "OpenRouter", "reasoning and its details", says(GOOD, more={"reasoning": t, "reasoning_details": [{"type": "reasoning.text", "text": t}]}), calls=1),
        Habit("thoughts", "LM Studio", "thinking", says(GOOD, more={"thinking": t}), calls=1),
        Habit("thoughts", "LiteLLM", "thinking blocks", says(GOOD, more={"reasoning_content": t, "thinking_blocks": [{"type": "thinking", "thinking": t, "signature": "s"}]}), calls=1),
        row("Ollama", "tags in its own protocol", f"<think>{t}</think>{GOOD}", model=OLLAMA),
        row("Anthropic", "thinking in its text", f"<thinking>{t}</thinking>\n\n{GOOD}", model=CLAUDE),
    ]  # fmt: skip


def _rates() -> list[Habit]:
    def waits(
        seller: str, name: str, status: int, body: Any, model: str = "openai:m", **headers: str
    ) -> Habit:
        return Habit(
            "rate or credit", seller, name, once(fails(status, body, **headers)), model=model
        )

    def ends(seller: str, name: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return Habit(
            "rate or credit",
            seller,
            name,
            fails(status, body),
            CallError,
            said,
            **{"calls": 1, **more},
        )

    day = {
        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
        "violations": [
            {
                "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
                "quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
                "quotaValue": "250",
            }
        ],
    }
    exhausted = "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details."
    return [
        waits("Vertex", "exhausted", 429, [google(429, exhausted, "RESOURCE_EXHAUSTED", errors=[{"message": exhausted, "domain": "global", "reason": "rateLimitExceeded"}])]),
        waits("Gemini", "check quota", 429, google(429, "Resource has been exhausted (e.g. check quota).", "RESOURCE_EXHAUSTED"), model=GEMINI),
        waits("Gemini", "no capacity", 503, google(503, "No capacity available for model m on the server", "UNAVAILABLE", details=[{"reason": "MODEL_CAPACITY_EXHAUSTED"}]), model=GEMINI),
        waits("proxy", "its own attempts failed", 429, {"type": "error", "error": {"id": "err_retry_exhausted", "type": "rate_limit_error", "message": "All 2 attempts failed. Last status: 429 Too Many Requests. Error: HTTP 429: {}"}}),
        waits("Cerebras", "tokens per minute", 429, {"message": "Tokens per minute limit exceeded - too many tokens processed.", "type": "too_many_tokens_error", "param": "quota", "code": "token_quota_exceeded"}),
        waits("Cerebras", "queue", 429, {"message": "We're experiencing high traffic right now! Please try again soon.", "type": "too_many_requests_error", "param": "queue", "code": "queue_exceeded"}),
        waits("Bedrock", "too many tokens", 429, {"message": "Too many tokens, please wait before trying again."}),
        waits("Bedrock", "not ready", 429, {"message": "Model is not ready for inference. Wait and try your request again. Refer to https://docs.aws.amazon.com/bedrock."}),
        waits("Cloudflare", "capacity", 429, {"result": None, "success": False, "errors": [{"code": 3040, "message": "AiError: Capacity temporarily exceeded, please try again."}], "messages": []}),
        waits("KoboldCpp", "busy", 503, {"detail": {"msg": "Server is busy; please try again later.", "type": "service_unavailable"}}),
        waits("Hugging Face", "loading", 503, {"error": "Model org/m is currently loading", "estimated_time": 0.1}),
        waits("Hugging Face", "too busy", 503, {"error": "Model too busy, unable to get response in less than 60 second(s)"}),
        waits("LiteLLM", "no deployments", 429, error("No deployments available for selected model, Try again in 1 seconds. Passed model=m.", type="None", param="None", code="429")),
        waits("Nvidia NIM", "requests of a worker", 503, {"type": "urn:inference-service:problem-details:service-unavailable", "title": "Service Unavailable", "status": 503, "detail": "Worker local total request limit reached (33/32)"}),
        waits("Azure API management", "rate", 429, {"statusCode": 429, "message": "Rate limit is exceeded. Try again in 1 seconds."}, retry_after="0"),
        waits("Kong", "rate", 429, {"message": "API rate limit exceeded"}),
        waits("Databricks", "workspace", 429, {"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "REQUEST_LIMIT_EXCEEDED: Exceeded workspace input tokens per minute rate limit for m."}),
        waits("Volcengine", "overloaded", 429, error("The service is currently unable to handle additional requests due to server overload.", code="ServerOverloaded", type="TooManyRequests")),
        waits("DashScope", "allocated", 429, error("Allocated quota exceeded, please increase your quota limit.", code="Throttling.AllocationQuota", type="Throttling.AllocationQuota")),
        waits("OpenAI", "timed out", 408, error("Request timed out.", type="timeout")),
        waits("Amazon API gateway", "timed out", 504, {"message": "Endpoint request timed out"}),
        waits("Anthropic through a gateway", "overloaded", 529, claude("overloaded_error", "Overloaded")),
        ends("Fireworks", "suspended", 412, error("Account a is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to the billing page.", code="PRECONDITION_FAILED", object="error"), "spending limit"),
        ends("LiteLLM", "budget, 400", 400, error("Budget has been exceeded! Current cost: 26.075, Max budget: 0.25", type="budget_exceeded", param=None, code="400"), "budget has been exceeded"),
        ends("LiteLLM", "budget, 429", 429, error("LiteLLM User: engineer-1, exceeded budget for model=m", type="budget_exceeded", param=None, code="429"), "exceeded budget"),
        ends("xAI", "free usage", 429, {"code": "subscription:free-usage-exhausted", "error": "You've used all the included free usage"}, "free usage"),
        ends("Volcengine", "overdue", 403, error("The request failed because your account has an overdue balance.", code="AccountOverdueError", type="Forbidden"), "overdue balance"),
        ends("Volcengine", "limit that was set", 429, error("Your account [1] has reached the set inference limit for the [m] model, and the model service has been paused.", code="SetLimitExceeded", type="TooManyRequests"), "paused"),
        ends("W&B", "quota, 402", 402, error("You exceeded your current quota, please check your plan and billing details"), "quota"),
        ends("Gemini", "per day", 429, google(429, "You exceeded your current quota, please check your plan and billing details.", "RESOURCE_EXHAUSTED", details=[day]), "quota", model=GEMINI),
        ends("OpenRouter", "free models per day", 429, error("Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day", code=429), "per-day"),
        ends("Cohere", "trial key", 429, {"message": "You are using a Trial key, which is limited to 1000 API calls / month. You can continue to use the Trial key for free or upgrade to a Production key."}, "trial key"),
        ends("Cloudflare", "neurons of the day", 429, {"success": False, "errors": [{"code": 4006, "message": "AiError: you have used up your daily free allocation of 10,000 neurons, please upgrade to a paid plan"}]}, "neurons"),
        ends("Anthropic", "billing", 402, claude("billing_error", "Your organization has an unpaid invoice."), "unpaid invoice", model=CLAUDE),
        ends("SiliconFlow", "balance", 403, {"code": 30001, "message": "Sorry, your account balance is insufficient", "data": None}, "balance is insufficient"),
        ends("Novita", "balance", 403, {"code": 403, "reason": "NOT_ENOUGH_BALANCE", "message": "not enough balance", "metadata": {}}, "not enough balance"),
        ends("DeepInfra", "balance", 402, {"detail": {"error": "inference prohibited, please enter a payment method or top up your balance"}}, "inference prohibited"),
        ends("Vertex", "billing off", 403, google(403, "This API method requires billing to be enabled.", "PERMISSION_DENIED"), "billing to be enabled"),
        ends("watsonx", "token expired", 401, {"errors": [{"code": "authentication_token_expired", "message": "Failed to authenticate the request due to an expired token"}], "trace": "t", "status_code": 401}, "expired token"),
        ends("LiteLLM", "key", 401, error("Authentication Error, Invalid proxy server token passed. Received API Key = sk-...cdef", type="token_not_found_in_db", param="key", code="401"), "invalid proxy server token"),
        ends("Hugging Face", "key", 401, {"error": "Invalid username or password."}, "invalid username"),
        ends("Databricks", "key", 403, {"error_code": "403", "message": "Invalid access token. [ReqId: 1]"}, "invalid access token"),
        ends("Portkey", "key", 401, {"status": "failure", "message": "Portkey Error: Invalid API Key. Error Code: 03"}, "portkey error"),
        ends("Apigee", "key", 401, {"fault": {"faultstring": "Failed to resolve API Key variable request.header.apikey", "detail": {"errorcode": "steps.oauth.v2.FailedToResolveAPIKey"}}}, "failed to resolve"),
        ends("OAuth", "token", 401, {"error": "invalid_token", "error_description": "The access token expired"}, "access token expired"),
        ends("vLLM", "no such model", 404, {"object": "error", "message": "The model `m` does not exist.", "type": "NotFoundError", "param": None, "code": 404}, "--model"),
        ends("Bedrock", "no such model", 400, {"message": "The provided model identifier is invalid."}, "--model", calls=3),
        ends("Hugging Face", "no such model", 400, invalid("The requested model 'm' is not supported by any provider you have enabled.", "model", "model_not_supported"), "--model"),
        ends("Perplexity", "no such model", 400, error("Invalid model 'm'. Permitted models can be found in the documentation.", type="invalid_model", code=400), "--model"),
        ends("Fireworks", "no such model", 404, error("Model not found, inaccessible, and/or not deployed", code="NOT_FOUND", object="error"), "--model"),
        ends("llama-swap", "no such model", 400, "could not find real modelID for m", "modelID", calls=3),
        ends("Cloudflare", "no route", 404, {"result": None, "success": False, "errors": [{"code": 7003, "message": "Could not route to /client/v4/accounts/a/ai/v1/chat/completions, perhaps your object identifier is invalid?"}], "messages": []}, "could not route"),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def row(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return Habit(
            "context window",
            seller,
            f"too long, {status}, later",
            fails(status, body),
            ContextLengthError,
            **{"calls": 1, **more},
        )

    def top(message: str, **more: Any) -> dict[str, Any]:
        return {"message": message, **more}

    return [
        row("OpenAI", 400, invalid("Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 301234 tokens. Please reduce the length of the messages.", "messages", "context_length_exceeded")),
        row("OpenAI characters", 400, invalid("Invalid 'messages[1].content': string too long. Expected a string with maximum length 1048576, but got a string with length 1206340 instead.", "messages[1].content", "string_above_max_length")),
        row("Gemini", 400, google(400, "The input token count exceeds the maximum number of tokens allowed 1048576.", "INVALID_ARGUMENT"), model=GEMINI),
        row("Vertex", 400, [google(400, "Unable to submit request because the input token count is 50000 but model only supports up to 32768. Reduce the input token count and try again.", "INVALID_ARGUMENT")]),
        row("Claude on Vertex", 400, claude("invalid_request_error", "Prompt is too long"), model=CLAUDE),
        row("Nova", 400, top("Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.")),
        row("Titan", 400, top("Malformed input request: expected maxLength: 50000, actual: 120000, please reformat your input and try again.")),
        row("SiliconFlow", 400, '"max_total_tokens (33802) must be less than or equal to max_seq_len (32768)"'),
        row("SGLang", 400, {"object": "error", "message": "The input (61709 tokens) is longer than the model's context length (40960 tokens).", "type": "BadRequestError", "param": None, "code": 400}),
        row("vLLM no room", 400, {"object": "error", "message": "max_tokens must be at least 1, got -186.", "type": "BadRequestError", "param": None, "code": 400}),
        row("vLLM decoder", 500, {"object": "error", "message": "The decoder prompt (length 17824) is longer than the maximum model length of 16384. Make sure that `max_model_len` is no smaller than the number of text tokens.", "type": "InternalServerError", "code": 500}, calls=4),
        row("vLLM now", 400, error("You passed 8193 input tokens and requested 0 output tokens. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 8192 tokens. Please reduce the length of the input prompt.", type="BadRequestError", param="input_tokens", code=400)),
        row("vLLM both", 400, {"object": "error", "message": "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 8192 tokens and your request has 7500 input tokens (4096 > 8192 - 7500).", "type": "BadRequestError", "code": 400}),
        row("llama.cpp shift", 500, error("context shift is disabled", code=500, type="server_error"), calls=4),
        row("llama.cpp slot", 500, error("Input is too large to process. Either enable context shift or increase context length.", code=500, type="server_error"), calls=4),
        Habit("context window", "text-generation-webui", "too long in 200", fails(200, error("the request exceeds the available context size. try increasing the context size or enable context shift", code=400, type="exceed_context_size_error", n_prompt_tokens=14429, n_ctx=8192)), ContextLengthError, calls=1),
        row("llama-cpp-python", 400, error("Requested tokens (3000) exceed context window of 2048", type="invalid_request_error", code=None)),
        row("LocalAI", 500, error("rpc error: code = Internal desc = the request exceeds the available context size. try increasing the context size or enable context shift", code=500, type=""), calls=4),
        row("Cerebras", 400, top("Please reduce the length of the messages or completion. Current length is 9000 while limit is 8192", type="invalid_request_error", param="messages", code="context_length_exceeded")),
        row("Cohere", 400, top("too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4292. Try using a shorter prompt, or enabling prompt truncating.")),
        row("Cohere size", 400, top("too many tokens: size limit exceeded by 11326 tokens. Try using shorter or fewer inputs, or setting prompt_truncation='AUTO'.")),
        row("Qianfan", 400, {"error": {"code": "invalid_argument", "message": "the max input characters should be no more than 20000", "type": "invalid_request_error"}, "id": "as-1"}),
        row("Qianfan short", 400, {"error_code": 336103, "error_msg": "Prompt is too long"}),
        row("Volcengine", 400, error("Total tokens of image and text exceed max message tokens.", code="InvalidParameter", type="BadRequest", param="messages")),
        row("gateway in Chinese", 400, error("输入内容过长，超过模型上下文长度限制，请缩短后重试", type="invalid_request_error", code="bad_request")),
        row("YandexGPT", 400, {"error": {"grpcCode": 3, "httpCode": 400, "message": "number of input tokens must be no more than 8192, got 9000", "httpStatus": "Bad Request", "details": []}}),
        row("TGI inputs", 422, {"error": "Input validation error: `inputs` must have less than 1024 tokens. Given: 2000", "error_type": "validation"}),
        row("LM Studio now", 400, {"error": "Reached context length of 4096 tokens, but this model does not currently support mid-generation context overflow. Try reloading with a larger context length or shortening the prompt/chat."}),
        row("Ollama now", 400, {"error": "prompt too long; exceeded max context length by 4 tokens"}, model=OLLAMA),
        row("Snowflake", 400, top("max tokens of 4096 exceeded", error_code="392604", request_id="r")),
        row("SambaNova", 400, error("Requested generation length 1 is not possible! The provided prompt is 9000 tokens long, so generating 1 tokens requires a sequence length of 9001, but the maximum supported sequence length is just 8192!", type="invalid_request_error", code=None)),
        row("Groq", 413, error("Request Entity Too Large", type="invalid_request_error", code="request_too_large")),
        row("nginx", 413, "<html><head><title>413 Request Entity Too Large</title></head><body><center><h1>413 Request Entity Too Large</h1></center><hr><center>nginx</center></body></html>"),
        row("any without a body", 413, ""),
        row("Azure", 400, error("This model's maximum context length is 16385 tokens. However, your messages resulted in 17000 tokens. Please reduce the length of the messages.", type="invalid_request_error", param="messages", code="context_length_exceeded"), model=AZURE),
        row("DashScope", 400, top("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 983616]", code="InvalidParameter", request_id="r")),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    def fine(seller: str, name: str, does: Does, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, does, **{"calls": 1, **more})

    def again(seller: str, name: str, does: Does, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, once(does), **{"calls": 2, **more})

    def ends(seller: str, name: str, does: Does, said: str, **more: Any) -> Habit:
        return Habit("broken reply", seller, name, does, CallError, said, **{"calls": 4, **more})

    good = Said(GOOD)

    def stops_early(asked: Asked) -> Raw | Said:
        if not asked.stream:
            return good
        text = WRITERS["openai"](Said(HALF), "m", stream=True)
        return Raw(
            text[: text.index('"finish_reason": "stop"')].rpartition("data: ")[0],
            kind="text/event-stream",
        )

    def always_whole(asked: Asked) -> Raw:
        return Raw(WRITERS["openai"](good, "m", stream=False))

    def always_streams(_: Asked) -> Raw:
        return Raw(WRITERS["openai"](good, "m", stream=True), kind="text/event-stream")

    def choice_error(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            choice.update(
                finish_reason="error",
                error={"code": 502, "message": "Upstream error from Provider"},
            )

    def failed(value: dict[str, Any]) -> None:
        response = value.get("response", value)
        if response.get("status") == "completed":
            response.update(
                status="failed",
                output=[],
                error={
                    "code": "server_error",
                    "message": "The server had an error while processing your request.",
                },
            )
            value["type"] = "response.failed" if "response" in value else value.get("type")

    overloaded = {
        "type": "error",
        "sequence_number": 2,
        "error": {
            "type": "service_unavailable_error",
            "code": "server_is_overloaded",
            "message": "Our servers are currently overloaded. Please try again later.",
            "param": None,
        },
    }

    def overloads(asked: Asked) -> Raw:
        if asked.stream:
            return Raw(
                f"event: error\ndata: {json.dumps(overloaded)}\n\n", kind="text/event-stream"
            )
        return Raw({"error": overloaded["error"]}, 503)

    nulls = {"prompt_tokens": None, "completion_tokens": None, "total_tokens": None}
    details = {
        "prompt_tokens": 100,
        "completion_tokens": 9,
        "total_tokens": 109,
        "prompt_tokens_details": None,
        "completion_tokens_details": {"reasoning_tokens": None},
    }
    return [
        again("any", "a stream that ends before its end", stops_early),
        again("OpenRouter", "error of a choice", altered(Said(""), choice_error)),
        again("OpenRouter", "worker full in a stream", in_200({"id": "gen-1", "choices": [], "error": {"code": 502, "message": "Worker local total request limit reached (33/32)", "metadata": {"error_type": "provider_unavailable"}}})),
        again("Portkey", "connection lost in 200", in_200({"html-message": "Network connection lost."})),
        again("Responses", "failed", altered(good, failed), options=RESPONSES),
        again("Responses", "overloaded within 200", overloads, options=RESPONSES),
        again("gateway", "success false", fails(500, {"success": False, "error": {"code": "INTERNAL_SERVER_ERROR", "status": 500, "message": "An unexpected error occurred. Please try again later."}})),
        again("any", "500 in plain words", fails(500, "Internal Server Error")),
        fine("proxy", "whole where a stream is asked for", always_whole, calls=2),
        fine("proxy", "a stream where the whole is asked for", always_streams, calls=2),
        fine("any", "no space behind data", rewritten(good, lambda text: text.replace("data: ", "data:"))),
        fine("any", "lines that end in CRLF", rewritten(good, lambda text: text.replace("\n", "\r\n"))),
        fine("any", "pings", rewritten(good, lambda text: "event: ping\ndata: {}\n\n" + text)),
        fine("any", "no DONE", rewritten(good, lambda text: text.replace("data: [DONE]\n\n", ""))),
        fine("any", "an empty first event", rewritten(good, lambda text: "data:\n\n" + text)),
        fine("any", "usage null", altered(good, on_top(usage=None))),
        fine("any", "usage empty", altered(good, on_top(usage={}))),
        fine("any", "usage of nulls", altered(good, on_top(usage=nulls))),
        fine("any", "details of usage null", altered(good, on_top(usage=details))),
        fine("any", "usage in floats", altered(good, on_top(usage={"prompt_tokens": 100.0, "completion_tokens": 9.0, "total_tokens": 109.0}))),
        fine("any", "no id, model, object and time", altered(good, less("id", "model", "object", "created"))),
        fine("any", "id and model null", altered(good, on_top(id=None, model=None, created=None))),
        fine("any", "time in fractions", altered(good, on_top(created=1764185137.25))),
        fine("any", "no index and role", altered(good, less("index", "role"))),
        fine("any", "tool calls null", altered(good, in_message(tool_calls=None, function_call=None, refusal=None, audio=None, annotations=None))),
        fine("any", "tool calls empty", altered(good, in_message(tool_calls=[]))),
        fine("Databricks", "content in parts", altered(good, in_message(content=[{"type": "text", "text": GOOD}]), unchanged)),
        fine("xAI", "fields of its own", altered(good, on_top(citations=[], system_fingerprint=None, x_groq={"id": "r"}))),
        fine("Gemini", "no usage", says(GOOD, more={"usageMetadata": None}), model=GEMINI),
        fine("Anthropic", "usage of caches null", says(GOOD, more={"cache_creation_input_tokens": None, "cache_read_input_tokens": None, "server_tool_use": None}), model=CLAUDE),
        ends("LocalAI", "could not load", fails(500, error("could not load model: rpc error: code = Unknown desc = unsupported model type", code=500, type="")), "could not load model"),
        ends("Ollama", "runner stopped", fails(500, {"error": "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details"}), "unexpectedly stopped", model=OLLAMA),
        ends("Lemonade", "cloud failed", fails(502, {"error": {"details": {"status_code": 412, "response": {"error": {"message": "suspended"}}}, "message": "cloud (fireworks) request failed"}}), "request failed"),
        ends("Amazon", "Message in capitals", fails(403, {"Message": "User: arn:aws:iam::1:user/u is not authorized to perform: bedrock:InvokeModel with an explicit deny"}), "explicit deny"),
        ends("Kong", "no route", fails(404, {"message": "no Route matched with those values"}), "no route matched"),
        ends("Amazon", "error in XML", fails(403, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied for this bucket</Message></Error>"), "access denied"),
        ends("any", "problem details", fails(400, {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "Model m is switched off for this workspace"}), "switched off"),
        ends("gRPC", "transcoded", fails(404, {"code": 5, "message": "deployment d was not found", "details": []}), "deployment d"),
        ends("any", "list of texts", fails(400, {"errors": ["tenant header is missing"]}), "tenant header"),
        ends("any", "msg", fails(400, {"code": 40001, "msg": "app id is wrong"}), "app id is wrong"),
        ends("Baidu", "error_code in 200", in_200({"error_code": 110, "error_msg": "Access token invalid or no longer valid"}), "access token invalid", calls=4),
        ends("Tencent", "Response.Error in 200", in_200({"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "The provided credentials could not be validated."}, "RequestId": "r"}}), "could not be validated", calls=4),
        ends("GigaChat", "status and message", fails(400, {"status": 400, "message": "Invalid params: profanity_check"}), "profanity_check"),
    ]  # fmt: skip


def _refused_text() -> list[Habit]:
    def row(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return Habit(
            "refused text",
            seller,
            f"filtered, {status}, later",
            fails(status, body),
            RefusedError,
            **{"calls": 1, **more},
        )

    hooks = {"hook_results": {"before_request_hooks": [{"verdict": False, "id": "g"}]}}
    return [
        row("Portkey", 446, {**error("The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.", type="hooks_failed", param=None, code=None), **hooks}),
        row("LiteLLM", 400, error("{'error': 'Violated guardrail policy', 'bedrock_guardrail_response': 'Sorry, I cannot process that.'}", type="None", param="None", code="400")),
        row("Volcengine", 400, error("The request failed because the input text may contain sensitive information.", code="SensitiveContentDetected", type="BadRequest")),
        row("DashScope", 400, invalid("Output data may contain inappropriate content.", None, "data_inspection_failed")),
        row("MiniMax", 200, {"base_resp": {"status_code": 1026, "status_msg": "input new_sensitive"}}),
        row("StepFun", 451, error("The content you provided or machine outputted is blocked.", type="censorship_blocked")),
        row("Cohere", 498, {"message": "blocked input: please check that the input does not contain harmful content"}),
        row("Cloudflare gateway", 424, {"success": False, "result": [], "messages": [], "error": [{"code": 2016, "message": "Prompt blocked due to security configurations"}]}),
        row("Qianfan", 400, {"error": {"code": "unsafe_content", "message": "the content of messages is unsafe or sensitive", "type": "invalid_request_error"}}),
        row("OpenAI", 400, invalid("Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.", None, "invalid_prompt")),
        row("Azure", 400, error("The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.", type=None, param="prompt", code="content_filter", status=400, innererror={"code": "ResponsibleAIPolicyViolation"}), model=AZURE),
        row("Databricks", 400, {"error_code": "BAD_REQUEST", "message": "Invalid Request: {'usage': {'prompt_tokens': 9}, 'input_guardrail': [{'flagged': True, 'categories': {'violent-crimes': True}}]}"}),
    ]  # fmt: skip


LATER_HABITS = [
    *_empty(),
    *_cut(),
    *_refused_parameters(),
    *_thoughts(),
    *_rates(),
    *_windows(),
    *_broken(),
    *_refused_text(),
]


def _last() -> list[Habit]:
    """Return what was written down after the habits above were mended, and tried once as well."""

    def ends(
        kind: str,
        seller: str,
        name: str,
        status: int,
        body: Any,
        said: str = "",
        gives: type[CallError] = CallError,
        **more: Any,
    ) -> Habit:
        return Habit(kind, seller, name, fails(status, body), gives, said, **{"calls": 1, **more})

    def long(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return ends(
            "context window", seller, "too long, last", status, body, "", ContextLengthError, **more
        )

    def filtered(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return ends(
            "refused text", seller, "filtered, last", status, body, "", RefusedError, **more
        )

    def waits(seller: str, name: str, status: int, body: Any, **headers: str) -> Habit:
        return Habit("rate or credit", seller, name, once(fails(status, body, **headers)))

    def dropped(seller: str, name: str, status: int, body: Any, **more: Any) -> Habit:
        return Habit(
            "refused parameter",
            seller,
            name,
            unless(without(name), fails(status, body)),
            **{"calls": 3, **more},
        )

    t = THOUGHT
    good = Said(GOOD)
    return [
        Habit("empty reply", "Reka", "content_policy_violation", says("", "content_policy_violation"), RefusedError),
        Habit("empty reply", "Mistral", "error", says(None, "error"), NoTextError),
        Habit("empty reply", "Gemini", "IMAGE_SAFETY", says("", "IMAGE_SAFETY"), RefusedError, "safety", model=GEMINI),
        Habit("empty reply", "Vertex through a gateway", "FINISH_REASON_SAFETY", says("", "FINISH_REASON_SAFETY"), RefusedError),
        Habit("empty reply", "xAI", "blank lines and a mark", says("\n\n<|eos|>\n"), NoTextError),
        Habit("cut reply", "Oracle", "max_tokens_reached", says(HALF, "max_tokens_reached"), WHOLE_HALF, lasts=False),
        Habit("cut reply", "Aleph Alpha", "maximum_tokens", says(HALF, "maximum_tokens"), WHOLE_HALF, lasts=False),
        Habit("cut reply", "Oracle", "COMPLETE is no cut", says(GOOD, "COMPLETE"), calls=1),
        Habit("cut reply", "Aleph Alpha", "end_of_text is no cut", says(GOOD, "end_of_text"), calls=1),
        dropped("OpenAI through Azure AI", "temperature", 400, error("temperature is not supported with this model. Remove it and retry.", code="BadRequest", status=400)),
        dropped("Mistral", "top_p", 422, {"object": "error", "message": {"detail": [{"type": "greater_than", "loc": ["body", "top_p"], "msg": "Input should be greater than 0", "input": 0}]}, "type": "invalid_request_error"}, options=("top_p=0",)),
        dropped("Java server", "temperature", 400, {"timestamp": "2026-01-01T00:00:00Z", "status": 400, "error": "Bad Request", "message": "JSON parse error: Unrecognized field \"temperature\"", "path": "/v1/chat/completions"}),
        dropped("gateway in German", "temperature", 400, {"fehler": "Der Parameter 'temperature' wird von diesem Modell nicht unterstützt."}),
        Habit("refused parameter", "xAI", "max_tokens too many", unless(lambda asked: (asked.body.get("max_completion_tokens") or asked.body.get("max_tokens") or 0) <= 30000, fails(400, {"code": "Client specified an invalid argument", "error": "max_completion_tokens: 50000 is greater than the limit of 30000 for this model"})), options=("max_tokens=50000",), calls=3),
        Habit("refused parameter", "LM Studio", "system", unless(lambda asked: not asked.has_system, fails(400, {"error": "Error rendering prompt with jinja template: \"System messages are not allowed in this template\"."})), calls=4),
        Habit("thoughts", "Kimi", "thinking and a line", says(f"<thinking>{t}</thinking>\n---\n{GOOD}"), calls=1),
        Habit("thoughts", "Yi", "reasoning in a prefix", says(f"<yi:reasoning>{t}</yi:reasoning>{GOOD}"), calls=1),
        Habit("thoughts", "OLMo", "end of text", says(f"{GOOD}<|endoftext|>"), calls=1),
        Habit("thoughts", "Phi", "frame", says(f"<|assistant|>\n{GOOD}<|end|>"), calls=1),
        Habit("thoughts", "GLM", "thought and box", says(f"<think>{t}</think><answer><|begin_of_box|>{GOOD}<|end_of_box|></answer>"), calls=1),
        waits("Scaleway", "rate", 429, {"message": "rate limit exceeded: quota of 100 requests per minute reached", "type": "too_many_requests"}),
        waits("Modal", "starting", 503, "modal-http: app is starting up"),
        waits("RunPod", "workers throttled", 429, {"error": "too many requests, all workers are throttled"}),
        ends("rate or credit", "Mistral", "free tier of the month", 429, {"message": "Monthly token limit of the free tier reached.", "type": "quota_exceeded", "code": "3505"}, "monthly"),
        ends("rate or credit", "OVHcloud", "no payment method", 402, {"message": "Project has no valid payment method"}, "payment method"),
        ends("rate or credit", "Nebius", "balance", 403, {"detail": "Your balance is too low: top up to go on"}, "balance"),
        ends("rate or credit", "Together", "key", 401, error("Invalid API key provided.", type="invalid_request_error", code="invalid_api_key"), "invalid api key"),
        ends("rate or credit", "Groq", "model over", 400, error("The model `m` has been decommissioned and is no longer supported.", type="invalid_request_error", code="model_decommissioned"), "--model"),
        long("Writer", 400, {"tpe": "api.error", "errors": [{"description": "the input exceeds 32768 tokens", "key": "fail.exceed.context"}]}),
        long("Reka", 400, {"detail": "Conversation has 140000 tokens, which is over the maximum of 128000"}),
        long("Oracle", 400, {"code": "400", "message": "Entity with key tokens is too long: total tokens 40000 must not be over 32000"}),
        long("MLX", 400, {"error": "Prompt of 9000 tokens does not fit the context of 8192 tokens"}),
        long("gateway in Russian", 400, {"error": {"message": "Превышена максимальная длина контекста: 9000 токенов при лимите 8192", "type": "invalid_request_error"}}),
        long("Jan", 500, error("the request (9000 tokens) does not fit into the slot (n_ctx = 8192)", code=500, type="server_error"), calls=4),
        Habit("broken reply", "any", "stream with events named", altered(good, on_top(object="chat.completion.chunk", extra={"x": [1]})), calls=1),
        Habit("broken reply", "proxy", "error chunk behind the text, once", once(in_200({"error": {"message": "upstream connect error or disconnect/reset before headers", "type": "upstream_error", "code": 503}})), calls=2),
        ends("broken reply", "Traefik", "no such service", 404, "404 page not found", "404 page not found", calls=4),
        ends("broken reply", "any", "error in a title", 400, {"title": "Tenant is locked", "status": 400}, "tenant is locked", calls=3),
        filtered("Mistral", 403, {"message": "Content was flagged by our moderation service", "type": "moderation"}),
        filtered("SiliconFlow", 451, {"code": 451, "message": "text rejected for legal reasons", "data": None}),
        filtered("Zhipu in English", 400, {"contentFilter": [{"level": 1, "role": "user"}], "error": {"code": "1301", "message": "System detected potentially unsafe or sensitive content in input or generation."}}),
        filtered("Guardrails AI", 400, {"detail": "Validation failed for field with errors: The following sentences contain toxic language"}),
    ]  # fmt: skip


LAST_HABITS = _last()
