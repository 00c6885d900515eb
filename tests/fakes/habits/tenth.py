"""A tenth set of habits of model servers, from public reports and references: written without a
look at the code or at the sets before it, with what must come of each, and tried once before any
change. The numbers are issues where a habit was reported.
"""

import json
from typing import Any

from tests.fakes.habits.vocabulary import *

NTH = "tenth"


def _empty() -> list[Habit]:
    def blocked(reason: str) -> Habit:
        return empty(
            "Vertex",
            f"prompt blocked, {reason}",
            says(more={"promptFeedback": {"blockReason": reason}}),
            RefusedError,
            model=GEMINI,
        )

    reasoning = [{"type": "reasoning", "text": THOUGHT}]
    return [
        # lmstudio-bug-tracker #2339: a prompt over the window is answered with nothing
        empty("LM Studio", "no deltas for a long prompt", says("", read=36000), NoTextError, long=True),
        # unslothai/unsloth #7418
        empty("Unsloth", "parts of reasoning, cut", altered(Said("", "length", thought=THOUGHT), in_message(content=reasoning)), NoTextError),
        empty("Gemma 4", "an empty channel", says("<|channel>thought\n<channel|>"), NoTextError),
        empty("any", "an empty fence", says("```\n```"), NoTextError),
        empty("Gemini", "MALFORMED_RESPONSE", says("", "MALFORMED_RESPONSE"), NoTextError, model=GEMINI),
        empty("Gemini", "MISSING_THOUGHT_SIGNATURE", says("", "MISSING_THOUGHT_SIGNATURE"), NoTextError, model=GEMINI),
        blocked("MODEL_ARMOR"),
        blocked("JAILBREAK"),
        # diegosouzapw/OmniRoute #8210: an error beside no choices, in the first event
        Habit("empty reply", "OpenRouter", "error beside no choices", once(in_200({"id": "gen-1", "object": "chat.completion.chunk", "choices": [], "error": {"code": 502, "message": "Worker local total request limit reached (33/32)", "metadata": {"error_type": "provider_unavailable"}}}))),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def again(seller: str, ends_as: str) -> Habit:
        return Habit("cut reply", seller, ends_as, once(says(HALF, ends_as)))

    def complete(seller: str, ends_as: str) -> Habit:
        return Habit("cut reply", seller, ends_as, says(GOOD, ends_as), calls=1)

    return [
        again("SambaNova", "max_len_reached"),
        again("Databricks", "max_output_tokens"),
        # More room is of no use where the window is full.
        Habit("cut reply", "Anthropic", "model_context_window_exceeded", says(HALF, "model_context_window_exceeded"), WHOLE_HALF, model=CLAUDE, lasts=False),
        complete("TensorRT-LLM", "end_id"),
        complete("Replicate", "succeeded"),
        complete("Cohere", "STOP_SEQUENCE"),
        complete("Cloudflare", "COMPLETE"),
        left("in Hindi", "पुल 1932 में खुला [1]। यह सब के लिए खु", "पुल 1932 में खुला [1]।"),
        left("in Armenian", "Կամուրջը բացվել է 1932 թվականին [1]։ Այն բաց է բոլո", "Կամուրջը բացվել է 1932 թվականին [1]։"),
        left("in Tibetan", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད། [1] འདི་མི་ཚང་མ", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད། [1]"),
        left("behind a quotation", 'The mayor said: "It is open [1]." He then add', 'The mayor said: "It is open [1]."'),
        left("within a row", "| claim | source |\n|---|---|\n| It opened in 1932 | [1] |\n| It is op", "| claim | source |\n|---|---|\n| It opened in 1932 | [1] |"),
        left("within a mark", "The bridge opened in 1932 [1]. It is open to all [", WHOLE_HALF),
        left("within bold words", "The bridge opened in 1932 [1]. **It is op", WHOLE_HALF),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    def no_system(seller: str, name: str, status: int, body: Any, **more: Any) -> Habit:
        return refused_parameter(seller, name, system_free, status, body, **more)

    warm = without("temperature")
    forbidden = "[{'type': 'extra_forbidden', 'loc': ('body', 'temperature'), 'msg': 'Extra inputs are not permitted', 'input': 0}]"
    trace = "Only user, assistant and tool roles are supported, got system. at row 92, column 114:\n {%- else %}\n {{- raise_exception('Only user, assistant and tool roles are supported, got ' + message['role'] + '.') }}\n ^"
    return [
        # 1Panel-dev/MaxKB #2912
        refused_parameter("vLLM", "Python in a message", warm, 400, {"object": "error", "message": forbidden, "type": "BadRequestError", "param": None, "code": 400}),
        # NVIDIA/garak #748
        refused_parameter("NIM", "problem details", warm, 422, {"type": "urn:inference-service:problem-details:unprocessable-entity", "title": "Unprocessable Entity", "status": 422, "detail": "body -> temperature\n  Extra inputs are not permitted (type=extra_forbidden)", "instance": "/v2/nvcf/pexec/functions/1"}),
        # Wei-Shaw/sub2api #3954
        refused_parameter("sub2api", "a detail", warm, 400, {"detail": "Unsupported parameter: temperature"}),
        # decolua/9router #560
        refused_parameter("9router", "a prefix and a suffix", warm, 400, error("[openai/gpt-5-mini] [400]: Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) (reset after 12s)")),
        refused_parameter("Moonshot", "only 1", warm, 400, error("invalid temperature: only 1 is allowed for this model", type="invalid_request_error")),
        refused_parameter("TensorRT-LLM", "must be greater", lambda it: warm(it) or not_cold(it), 400, {"object": "error", "message": "require temperature > 0, got temperature=0.0", "type": "BadRequestError", "code": 400}),
        refused_parameter("Bedrock", "deprecated", warm, 400, error("An error occurred (ValidationException) when calling the Converse operation: The model returned the following errors: `temperature` is deprecated for this model.")),
        refused_parameter("Anthropic", "sampling parameters", warm, 400, claude("invalid_request_error", "Sampling parameters (temperature, top_p, top_k) are not available for this model."), model=CLAUDE),
        # FlowiseAI/Flowise #2866
        refused_parameter("Fireworks", "field behind the words", without("stream_options"), 400, error("Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}")),
        refused_parameter("Cerebras", "property", without("stream_options"), 400, {"message": "body.stream_options: property 'body.stream_options' is unsupported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}),
        refused_parameter("a server in Go", "unknown field", without("stream_options"), 400, {"error": 'json: unknown field "stream_options"'}),
        refused_parameter("OpenAI", "organization may not stream", whole, 400, invalid("Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization.", "stream", "unsupported_value")),
        refused_parameter("Databricks", "streaming", whole, 400, {"error_code": "BAD_REQUEST", "message": "Streaming is not supported for this endpoint"}),
        # mistral.rs #45
        no_system("mistral.rs", "roles must alternate, 500", 500, {"message": "invalid operation: Conversation roles must alternate user/assistant/user/assistant/... (in chat_template:1)"}),
        # anomalyco/opencode #5034
        no_system("llama.cpp", "trace of a template", 500, {"error": {"code": 500, "message": trace, "type": "server_error"}}),
        # peonist-ai/halogen-server #3
        no_system("halogen", "unexpected role", 400, invalid("chat template rejected the request: Unexpected message role.")),
        # karpathy/nanochat #414
        no_system("nanochat", "roles that are allowed", 400, {"detail": "Message 0 has invalid role. Must be 'user', 'assistant'"}),
        no_system("pydantic", "literal", 422, {"detail": [{"type": "literal_error", "loc": ["body", "messages", 0, "role"], "msg": "Input should be 'user' or 'assistant'", "input": "system"}]}),
        no_system("Gemini", "developer instruction", 400, google(400, "Developer instruction is not enabled for models/gemma-3n-e4b-it", "INVALID_ARGUMENT"), model=GEMINI),
        # aws-samples/bedrock-access-gateway #41
        refused_parameter("Bedrock", "most tokens", at_most(2048), 400, {"detail": "An error occurred (ValidationException) when calling the ConverseStream operation: The maximum tokens you requested exceeds the model limit of 2048. Try again with a maximum tokens value that is lower than 2048."}, options=("max_tokens=4096",)),
        refused_parameter("StepFun", "range", at_most(8192), 400, error("max_tokens is out of range: expected 1..8192", type="request_params_invalid"), options=("max_tokens=16384",)),
        refused_parameter("Ollama", "no thinking", lambda it: not it.body.get("think"), 400, {"error": '"m" does not support thinking'}, model=OLLAMA, options=("reasoning=true",)),
        # langchain4j #3974: a stream is answered
        refused_parameter("DashScope", "wants a parameter", lambda it: it.stream, 400, {"error": {"code": "invalid_parameter_error", "message": "parameter.enable_thinking must be set to false for non-streaming calls", "param": None, "type": "invalid_request_error"}}),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    return [
        thought("Gemma 4", "channel", f"<|channel>thought\n{THOUGHT}<channel|>{GOOD}"),
        thought("Gemma 4", "end of a channel", f"{THOUGHT}<channel|>{GOOD}"),
        # ollama #17127
        thought("MedGemma", "unused tokens", f"<unused94>thought\n{THOUGHT}<unused95>{GOOD}"),
        # oobabooga/textgen #7374
        thought("gpt-oss", "names of channels without marks", f"analysisUser asks when it opened. Should answer briefly.assistantfinal{GOOD}"),
        # Rapid-MLX #554
        thought("DiffusionGemma", "name of a channel", f"thought\n{GOOD}"),
        # Vali-98/ChatterUI #503
        thought("GLM", "nested", f"<think><think>{THOUGHT}</think>That is all.</think>{GOOD}"),
        # sglang #36285
        thought("SGLang", "two slashes", f"{THOUGHT}<//think>\n\n{GOOD}"),
        # jundot/omlx #2649
        thought("oMLX", "closed twice", f"</think>{THOUGHT}</think>{GOOD}"),
        # Rapid-MLX #573
        thought("Qwen", "a process and a closing tag", f"Here's a thinking process:\n\n1.  **Analyze User Input:**\n   - When did it open?\n</think>\n\n{GOOD}"),
        # software-mansion-labs/private-mind #342
        thought("Gemma 4", "unused tokens in the text", GOOD.replace(" opened", "<unused6226><unused6226> opened")),
        # jundot/omlx #1087, Vali-98/ChatterUI #128
        thought("Gemma", "ends of turns", f"{GOOD}<end_of_turn><eos>"),
        thought("Seed", "budget", f"<seed:think>{THOUGHT}<seed:cot_budget_reflect>I have used 129 tokens.</seed:cot_budget_reflect></seed:think>{GOOD}"),
        thought("Kimi", "triangles", f"◁think▷{THOUGHT}◁/think▷{GOOD}"),
        thought("Apertus", "inner", f"<|inner_prefix|>{THOUGHT}<|inner_suffix|>{GOOD}"),
        thought("Granite", "in words", f"Here is my thought process: {THOUGHT}\nHere is my response: {GOOD}"),
        thought("Cohere", "actions", f"<|START_THINKING|>{THOUGHT}<|END_THINKING|><|START_TEXT|>{GOOD}<|END_TEXT|>"),
        thought("Ernie", "response", f"<think>\n{THOUGHT}\n</think>\n\n<response>\n{GOOD}\n</response>\n"),
        thought("Solar", "open", f"<|think|>{THOUGHT}<|end|><|begin|>assistant<|content|>{GOOD}<|end|>"),
        thought("Exaone", "thought", f"<thought>\n{THOUGHT}</thought>\n\n{GOOD}"),
        thought("gpt-oss", "constrained", f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final <|constrain|>text<|message|>{GOOD}<|return|>"),
    ]  # fmt: skip


def _errors() -> list[Habit]:
    def end(seller: str, name: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("rate or credit", seller, name, status, body, said, **more)

    def pass_(seller: str, name: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, name, status, body, **more)

    gone = "<html>\r\n<head><title>524 A timeout occurred</title></head><body>Error 524. The origin web server timed out.</body></html>"
    blocked = "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>"
    slow = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>'
    denied = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied by the gateway</Message></Error>'
    return [
        # BerriAI/litellm #27823
        pass_("LiteLLM", "cooldown", 429, error("No deployments available for selected model, Try again in 0.01 seconds. Passed model=m. pre-call-checks=False, cooldown_list=[('a1', {'exception_received': 'RateLimitError'})]", type="None", param="None", code="429")),
        # LLM-Red-Team/kimi-cc #16, #41
        pass_("Moonshot", "concurrency", 429, error("Your account org-e6<ak-f3> request reached max organization concurrency: 1, please try again after 0 seconds", type="rate_limit_reached_error")),
        pass_("Moonshot", "page of prices", 429, error("Your account x / proj-x <ak-x> request reached project TPM rate limit, current: 1410, limit: 100, see https://platform.moonshot.cn/docs/pricing/limits", type="rate_limit_reached_error")),
        pass_("Moonshot", "overloaded", 429, error("The engine is currently overloaded, please try again later", type="engine_overloaded_error")),
        pass_("Cerebras", "queue", 429, {"message": "We're experiencing high traffic right now! Please try again soon.", "type": "too_many_requests_error", "param": "queue", "code": "queue_exceeded"}),
        pass_("Vertex", "exhausted", 429, google(429, "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.", "RESOURCE_EXHAUSTED"), model=GEMINI),
        pass_("Azure", "milliseconds", 429, error("Your requests to m for m in East US have exceeded the token rate limit for your current S0 pricing tier. Please retry after 0 seconds.", code="RateLimitReached"), model=AZURE, retry_after_ms="20"),
        pass_("any", "a date gone by", 429, error("Slow down."), Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        pass_("any", "no time at all", 429, error("Slow down."), Retry_After="soon"),
        pass_("any", "less than nothing", 503, error("Busy."), Retry_After="-1"),
        pass_("Hugging Face", "loading", 503, {"error": "Model Qwen/Qwen3-8B is currently loading", "estimated_time": 0.02}),
        pass_("TGI", "failed dependency", 424, {"error": "Request failed during generation: Server error: transport error", "error_type": "generation"}),
        pass_("Ollama", "runner ended", 500, {"error": "llama runner process has terminated: %!w(<nil>)"}, model=OLLAMA),
        pass_("Ollama", "runner stopped", 500, {"error": "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details"}, model=OLLAMA),
        pass_("Cloudflare", "524", 524, gone),
        pass_("Cloudflare", "capacity", 429, {"success": False, "errors": [{"code": 3040, "message": "AiError: Capacity temporarily exceeded, please try again."}], "result": {}, "messages": []}),
        pass_("Envoy", "overflow", 503, "upstream connect error or disconnect/reset before headers. reset reason: overflow"),
        pass_("AWS", "XML", 503, slow),
        pass_("Gemini", "cancelled", 499, google(499, "The operation was cancelled.", "CANCELLED"), model=GEMINI),
        pass_("any", "problem", 502, {"type": "about:blank", "title": "Bad Gateway", "status": 502, "detail": "upstream prematurely closed connection"}),
        # NousResearch/hermes-agent #45243
        end("OpenRouter", "limit of a key", 403, error("Key limit exceeded (monthly limit). Manage it using https://openrouter.ai/settings/keys", code=403), "Key limit exceeded"),
        end("OpenRouter", "budget of a key", 402, error("API key budget limit exceeded (daily limit)", code=402), "budget limit"),
        end("Anthropic", "usage limits", 400, claude("invalid_request_error", "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."), "usage limits", model=CLAUDE),
        end("a pool", "budget", 402, {"error": "budget pool Quetta has been exhausted, please ask an administrator to increase the limit or select another budget pool."}, "administrator"),
        end("Hugging Face", "credits", 402, {"error": "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits."}, "monthly included credits"),
        # huggingface/smolagents #2584
        end("Hugging Face", "no provider", 400, invalid("The requested model 'Qwen/Qwen3-Next' is not supported by any provider you have enabled.", "model", "model_not_supported"), "not supported by any provider"),
        end("Ollama", "weekly limit", 429, {"error": "you (ann) have reached your weekly usage limit, upgrade for higher limits: https://ollama.com/upgrade"}, "weekly usage limit", model=OLLAMA),
        end("Ollama", "unauthorized", 401, {"error": "unauthorized"}, "unauthorized", model=OLLAMA),
        end("Gemini", "limit 0", 429, google(429, "You exceeded your current quota, please check your plan and billing details. * Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: gemini-2.5-pro", "RESOURCE_EXHAUSTED"), "limit: 0", model=GEMINI),
        end("Cloudflare", "blocked", 403, blocked, "Attention Required"),
        end("Cloudflare", "key", 401, {"success": False, "errors": [{"code": 10000, "message": "Authentication error"}], "result": None}, "Authentication error"),
        end("AWS", "XML, denied", 403, denied, "Access Denied by the gateway"),
        end("any", "method", 405, {"detail": "Method Not Allowed"}, "Method Not Allowed"),
        end("MiniMax", "balance in 200", 200, {"id": "1", "choices": None, "base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}, "insufficient balance"),
        end("Zhipu", "not found in 200", 200, {"code": 500, "msg": "404 NOT_FOUND", "success": False}, "NOT_FOUND", calls=12),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def long(seller: str, status: int, body: Any, name: str = "", **more: Any) -> Habit:
        return too_long(f"{NTH}{name and ', '}{name}", seller, status, body, long=True, **more)

    overflows = "Trying to keep the first 10136 tokens when context the overflows. However, the model is loaded with context length of only 7866 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input"
    kept = "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 36012>= n_ctx: 32768). Try to load the model with a larger context length, or provide a shorter input."
    return [
        # lmstudio-bug-tracker #2322
        Habit("context window", "LM Studio", f"in 200, {NTH}", in_200({"error": kept}), ContextLengthError, calls=1, long=True),
        long("LM Studio", 400, {"error": overflows}),
        long("DashScope", 400, {"error": {"code": "invalid_parameter_error", "message": "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 983616]", "param": None, "type": "invalid_request_error"}}),
        long("vLLM", 400, invalid("You passed 8193 input tokens and requested 0 output tokens. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 8192 tokens. Please reduce the length of the input prompt.", "input_tokens")),
        long("Anyscale", 400, error("Your input is too long. Max input length is 4096 tokens, but you supplied 5441 tokens.")),
        long("Bedrock", 400, {"detail": "An error occurred (ValidationException) when calling the InvokeModel operation: Malformed input request: expected maxLength: 50000, actual: 61234, please reformat your input and try again."}),
        long("Moonshot", 400, error("Invalid request: Your request exceeded model token limit: 8192", type="invalid_request_error")),
        long("Copilot", 400, error("prompt token count of 140000 exceeds the limit of 128000", code="model_max_prompt_tokens_exceeded")),
        long("Cohere", 400, {"message": "too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4292. Try using a shorter prompt, or enable prompt truncating."}),
        long("NemoClaw", 413, error("the request body is over the ceiling of this guard", code="request_body_too_large")),
        long("nginx", 413, "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body><center>nginx</center></body></html>"),
        long("Zhipu", 400, {"error": {"code": "1261", "message": "Prompt 超长"}}),
        long("vLLM Ascend", 400, error("输入长度超过模型最大上下文长度限制，请缩短输入")),
        long("GigaChat", 422, {"status": 422, "message": "Превышен максимальный размер контекста модели"}),
        long("oMLX", 400, error("Prompt too long: 36012 tokens exceeds max context window of 32768 tokens")),
        long("Ollama", 400, {"error": "prompt too long; exceeded max context length by 1234 tokens"}, model=OLLAMA),
        long("Vertex", 400, google(400, "Unable to submit request because the input token count is 140000 but model only supports up to 131072. Reduce the input token count and try again.", "INVALID_ARGUMENT"), model=GEMINI),
        long("TensorRT-LLM", 500, {"object": "error", "message": "Prompt length (5000) exceeds maximum input length (4096). Set log level to info and check TRTGptModel logs for how maximum input length is set", "type": "InternalServerError", "code": 500}),
        long("SambaNova", 400, error("Requested generation length 1 is not possible! The provided prompt is 5012 tokens long, so generating 1 tokens requires a sequence length of 5013, but the maximum supported sequence length is just 4096!")),
        long("Anthropic", 413, claude("request_too_large", "Request exceeds the maximum size"), model=CLAUDE),
    ]  # fmt: skip


def _null_delta(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        if choice.get("finish_reason") and "delta" in choice:
            choice["delta"] = None


def _null_choices(value: dict[str, Any]) -> None:
    value["choices"] = value["choices"] or None


def _no_delta(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        if choice.get("finish_reason"):
            choice.pop("delta", None)


def _parts(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        place = choice.get("message") or choice.get("delta") or {}
        if isinstance(place.get("content"), str):
            place["content"] = [{"type": "text", "text": place["content"]}]


def _twice(text: str) -> str:
    events = text.split("\n\n")
    last = next(i for i, it in enumerate(events) if '"finish_reason": "stop"' in it)
    return "\n\n".join([*events[: last + 1], *events[last:]])


def _broken() -> list[Habit]:
    filters = 'data: {"choices": [], "created": 0, "id": "", "model": "", "object": "", "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": {}}]}\n\n'
    offsets = 'data: {"id": "", "object": "", "created": 0, "model": "", "choices": [{"index": 0, "finish_reason": null, "content_filter_results": {"hate": {"filtered": false, "severity": "safe"}}, "content_filter_offsets": {"check_offset": 44, "start_offset": 44, "end_offset": 198}}]}\n\n'
    return [
        # mnfst/llm-gateway #2053
        odd("Manifest", "comments as data", rewritten(SAID, in_stream("data: : OPENROUTER PROCESSING")), calls=3),
        odd("llama.cpp", "bare comments", rewritten(SAID, in_stream(":"))),
        # miruamel/xuan #194
        odd("any", "carriage returns", rewritten(SAID, lambda text: text.replace("\n", "\r\n"))),
        odd("any", "no blank behind data", rewritten(SAID, lambda text: text.replace("data: ", "data:"))),
        odd("any", "no DONE", rewritten(SAID, lambda text: text.replace("data: [DONE]\n\n", ""))),
        odd("any", "ends twice", rewritten(SAID, _twice)),
        odd("any", "empty events", rewritten(SAID, in_stream("data: {}"))),
        odd("any", "events of another name", rewritten(SAID, in_stream('event: heartbeat\ndata: {"time": 1}'))),
        # microsoft/agent-framework #5734, cline #8384, run-llama #8995
        odd("Azure", "delta null at the end", altered(SAID, unchanged, _null_delta), model=AZURE),
        odd("DeepSeek", "choices null beside usage", altered(SAID, unchanged, _null_choices)),
        odd("Azure", "no delta at the end", altered(SAID, unchanged, _no_delta), model=AZURE),
        odd("Azure", "filter results first", rewritten(SAID, lambda text: filters + text), model=AZURE),
        odd("Azure", "filter results behind", rewritten(SAID, lambda text: text.replace("data: [DONE]", offsets + "data: [DONE]")), model=AZURE),
        odd("Mistral", "parts of text", altered(SAID, _parts)),
        odd("Perplexity", "search results", altered(SAID, on_top(citations=["https://a.example"], search_results=[{"title": "A", "url": "https://a.example"}]))),
        odd("any", "role null", altered(SAID, in_message(role=None))),
        odd("any", "role model", altered(SAID, in_message(role="model"))),
        odd("any", "empty lists beside", altered(SAID, in_message(tool_calls=[], function_call=None, audio=None, annotations=[]))),
        odd("any", "usage of null", altered(SAID, on_top(usage={"prompt_tokens": None, "completion_tokens": None, "total_tokens": None}))),
        odd("any", "usage of fractions", altered(SAID, on_top(usage={"prompt_tokens": 100.0, "completion_tokens": 11.0, "total_tokens": 111.0}))),
        odd("any", "usage empty", altered(SAID, on_top(usage={}))),
        odd("any", "numbers as words", altered(SAID, on_top(created="2026-01-01T00:00:00Z", id=17))),
        Habit("broken reply", "Anthropic", "api_error in a stream", once(broken_off(SAID, f"event: error\ndata: {json.dumps(claude('api_error', 'Internal server error'))}\n\n", claude("api_error", "Internal server error"))), model=CLAUDE),
        Habit("broken reply", "Gemini", "503 in a stream", once(broken_off(SAID, f"data: {json.dumps(google(503, 'The model is overloaded. Please try again later.', 'UNAVAILABLE'))}\n\n", google(503, "The model is overloaded.", "UNAVAILABLE"), 503)), model=GEMINI),
        Habit("broken reply", "Ollama", "EOF in a stream", once(broken_off(SAID, '{"error": "unexpected EOF"}\n', {"error": "unexpected EOF"})), model=OLLAMA),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    def refuse(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return filtered(NTH, seller, status, body, **more)

    return [
        # QwenLM/qwen-code #3145
        refuse("DashScope", 400, {"error": {"code": "data_inspection_failed", "message": "<400> InternalError.Algo.DataInspectionFailed: Input text data may contain inappropriate content.", "param": None, "type": "data_inspection_failed"}}),
        refuse("DeepSeek", 400, {"detail": "Content Exists Risk"}),
        refuse("Moonshot", 400, error("The request was rejected because it was considered high risk", type="content_filter")),
        refuse("Zhipu", 400, {"error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}),
        refuse("xAI", 403, {"code": "The caller does not have permission to execute the specified operation", "error": "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO"}),
        refuse("OpenRouter", 403, error("m requires moderation on Fireworks. Your input was flagged for \"violence\". No credits were charged.", code=403, metadata={"reasons": ["violence"], "flagged_input": "..."})),
        refuse("LiteLLM", 400, error("litellm.BadRequestError: litellm.ContentPolicyViolationError: AzureException - The response was filtered", code="400")),
        refuse("Anthropic", 400, claude("invalid_request_error", "Output blocked by content filtering policy"), model=CLAUDE),
        refuse("LiteLLM, guardrail", 400, error("{'error': 'Violated guardrail policy', 'bedrock_guardrail_response': 'Sorry, this cannot be answered.'}", type="None", param="None", code="400")),
        refuse("Vertex", 400, google(400, "The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices. Try rephrasing the prompt.", "INVALID_ARGUMENT"), model=GEMINI),
        refuse("Portkey", 446, error("The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.", type="hooks_failed")),
        refuse("Databricks", 400, {"error_code": "BAD_REQUEST", "message": "Input guardrail triggered: unsafe content", "finishReason": "input_guardrail_triggered"}),
        refuse("OpenAI", 400, invalid("Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.", None, "invalid_prompt")),
    ]  # fmt: skip


TENTH_HABITS = [
    *_empty(),
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_errors(),
    *_windows(),
    *_broken(),
    *_refused(),
]
