"""A sixteenth set of habits of model servers, from public reports and references, a dozen of each
kind: written before any was tried, and tried once before any change. Three expected more than was
reasonable. The numbers are issues where a habit was reported.
"""

# ruff: noqa: C901 - tables, with the forms of their rows

import json
from typing import Any

from tests.fakes.habits.vocabulary import *

NTH = "sixteenth"
TOOK = (100, 12)
SAID = Said(GOOD)
COUNTS = {"prompt_tokens": 100, "completion_tokens": 12, "total_tokens": 112}
NONE_OF_IT = {"id": "", "object": "", "created": 0, "model": "", "choices": None, "usage": None}


def _empty() -> list[Habit]:
    def none(seller: str, name: str, does: Does, said: str = "", **more: Any) -> Habit:
        return empty(seller, f"{name}, {NTH}", does, NoTextError, said, **{"calls": 3, **more})

    def refused(seller: str, reason: str, **more: Any) -> Habit:
        return empty(seller, f"stopped by {reason}, {NTH}", says("", reason), RefusedError, **more)

    def reasoned(**fields: Any) -> Does:
        return altered(Said(None), in_message(content=None, **fields))

    return [
        # NousResearch/hermes-agent #109205
        none("vLLM", "reasoning alone", reasoned(reasoning="VAULT")),
        # QwenLM/Qwen3.8 #216
        none("llama.cpp", "stopped within a thought", says("", "stop", thought=THOUGHT)),
        # lmstudio-ai/lmstudio-bug-tracker #2339
        none("LM Studio", "no deltas", says("", "stop")),
        # InternLM/lmdeploy #1589
        empty("LMDeploy", f"length and nothing, {NTH}", says("", "length"), ContextLengthError, "no room", calls=3),
        none("any", "a list of no parts", altered(Said(None), in_message(content=[]))),
        none("MiniMax", "only a closing tag", says("</mm:think>\n\n")),
        none("OpenRouter", "reasoning details", reasoned(reasoning_details=[{"type": "reasoning.text", "text": THOUGHT}])),
        none("any", "zero-width signs", says("\u200b\u200b\ufeff")),
        refused("GigaChat", "blacklist"),
        refused("Hunyuan", "sensitive"),
        refused("Dify", "content_moderation"),
        refused("Gemini", "IMAGE_SAFETY", model=GEMINI),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def again(seller: str, reason: str, **more: Any) -> Habit:
        return Habit("cut reply", seller, f"{reason}, {NTH}", once(says(HALF, reason)), **more)

    return [
        again("AI21", "length"),
        again("Cohere", "MAX_TOKENS"),
        again("Fireworks", "max_completion_tokens"),
        again("Reka", "LENGTH"),
        again("watsonx", "token_limit"),
        again("Writer", "max_output_tokens_reached"),
        again("Bedrock", "model_context_window_exceeded"),
        again("LocalAI", "context_length_exceeded"),
        left(f"Korean, {NTH}", "다리는 1932년에 개통했다 [1]. 누구나 지나", "다리는 1932년에 개통했다 [1]."),
        left(f"Thai without stops, {NTH}", "- สะพานเปิดในปี 1932 [1]\n- ทุกคนใช้", "- สะพานเปิดในปี 1932 [1]"),
        left(f"an abbreviation, {NTH}", "The bridge opened in 1932 [1]. It was paid for by Dr.", "The bridge opened in 1932 [1]."),
        left(f"a number, {NTH}", "The bridge opened in 1932 [1]. It cost 3.", "The bridge opened in 1932 [1]."),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    def drop(seller: str, name: str, status: int, body: Any, *names: str, **more: Any) -> Habit:
        wrong = names or (name,)
        return refused_parameter(seller, f"{name}, {NTH}", without(*wrong), status, body, **more)

    inner = json.dumps(
        invalid(
            "Unsupported value: 'temperature' does not support 0.0 with this model.",
            "temperature",
            "unsupported_value",
        )
    )
    role = "[{'type': 'literal_error', 'loc': ('body', 'messages', 0, 'typed-dict', 'role'), 'msg': \"Input should be 'user'\", 'input': 'system', 'ctx': {'expected': \"'user'\"}}]"
    return [
        # ai-forever/gigachain #237
        drop("GigaChat", "temperature", 422, {"status": 422, "message": "Invalid params: temperature must be in range (0, +inf)"}),
        # tinyhumansai/openhuman #2076
        drop("Moonshot", "temperature", 400, error("invalid temperature: only 1 is allowed for this model", type="invalid_request_error")),
        # nashsu/llm_wiki #670
        drop("a gateway", "temperature", 400, {"error": {"cause": inner, "code": 400, "message": "模型服务调用失败", "status": "FAILED_RESPONSE"}, "requestId": "x", "result": None}),
        # vegu-ai/talemate #102
        drop("Mistral", "temperature", 422, {"object": "error", "message": {"detail": [{"type": "greater_than", "loc": ["body", "temperature"], "msg": "Input should be greater than 0", "input": 0}]}}),
        # caozhiyuan/copilot-api #164
        drop("Copilot", "max_tokens", 400, error("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", code="invalid_request_body"), "max_tokens", "max_completion_tokens", options=("max_tokens=500",)),
        # vllm-project/vllm #30134
        drop("vLLM", "service_tier", 400, {"error": {"message": "service_tier: Extra inputs are not permitted", "type": "BadRequestError", "param": "service_tier", "code": 400}}, options=("service_tier=flex",)),
        drop("Groq", "frequency_penalty", 400, invalid("property 'frequency_penalty' is unsupported", "frequency_penalty"), options=("frequency_penalty=0.1",)),
        drop("xAI", "presence_penalty", 400, {"code": "Client specified an invalid argument", "error": "Argument not supported on this model: presencePenalty"}, "presence_penalty", options=("presence_penalty=0.1",)),
        drop("Cerebras", "logit_bias", 400, {"message": "body.logit_bias.0: property not supported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}, options=('logit_bias={"5": 1}',)),
        drop("Spark", "temperature", 400, {"code": 10163, "message": "param validate error: '/parameter/chat/temperature' must be > 0", "sid": "cha"}),
        # vllm-project/vllm #10463
        refused_parameter("vLLM", f"system, {NTH}", rude, 400, {"object": "error", "message": role, "type": "BadRequestError", "param": None, "code": 400}),
        drop("Yandex", "temperature", 400, {"error": {"grpcCode": 3, "httpCode": 400, "message": "Specified temperature should be greater than 0 and at most 1, got 0.000000", "httpStatus": "Bad Request", "details": []}}),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    def of(seller: str, name: str, text: str) -> Habit:
        return thought(seller, f"{name}, {NTH}", text)

    return [
        # NousResearch/hermes-agent #45211
        of("MiniMax", "a prefix", f"<mm:think>{THOUGHT}</mm:think>\n{GOOD}"),
        # ENTERPILOT/GoModel #1041
        of("MiniMax", "a closing that is degraded", f"<think>{THOUGHT}</mm></minimax:think>\n{GOOD}"),
        of("MiniMax", "another closing", f"<think>{THOUGHT}</mm:think>\n{GOOD}"),
        of("LongCat", "a long prefix", f"<longcat_think>{THOUGHT}</longcat_think>\n{GOOD}"),
        of("Apriel", "a final response", f"Here are my reasoning steps:\n{THOUGHT}[BEGIN FINAL RESPONSE]{GOOD}[END FINAL RESPONSE]"),
        of("Cogito", "twice", f"<think>{THOUGHT}</think>\n<think>\n</think>\n{GOOD}"),
        of("Solar", "channels", f"<|think|>{THOUGHT}<|end|><|begin|>assistant<|content|>{GOOD}<|end|>"),
        of("K-EXAONE", "only the end", f"{THOUGHT}</think>\n\n{GOOD}"),
        of("Kimi", "triangles", f"◁think▷{THOUGHT}◁/think▷{GOOD}"),
        of("Command A", "start and end", f"<|START_THINKING|>{THOUGHT}<|END_THINKING|><|START_RESPONSE|>{GOOD}<|END_RESPONSE|>"),
        of("Step", "a reasoning tag", f"<reasoning_process>\n{THOUGHT}</reasoning_process>\n{GOOD}"),
        of("gpt-oss", "commentary first", f"<|channel|>commentary<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>"),
    ]  # fmt: skip


def _rates() -> list[Habit]:
    def rate(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, f"passes, {status}, {NTH}", status, body, **more)

    def account(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends(
            "rate or credit", seller, f"account, {status}, {NTH}", status, body, said, **more
        )

    return [
        # Alishahryar1/free-claude-code #690
        rate("NIM", 429, {"status": 429, "title": "Too Many Requests"}),
        # QuantumNous/new-api #6619
        rate("NIM, workers", 500, error("ResourceExhausted: Worker local total request limit reached (33/32)", type="internal_server_error", code=500)),
        # continuedev/continue #9800
        rate("Cerebras", 429, {"message": "Tokens per minute limit exceeded - too many tokens processed.", "type": "too_many_tokens_error", "param": "quota", "code": "token_quota_exceeded"}),
        rate("Chutes", 429, {"detail": "Infrastructure is at maximum capacity, try again later"}),
        rate("SambaNova", 429, error("Rate limit exceeded", type="rate_limit_exceeded", code="rate_limit_exceeded", param=None)),
        rate("Zhipu", 429, {"error": {"code": "1302", "message": "您当前使用该API的并发数过高，请降低并发，或联系客服增加限额。"}}),
        # zai-org/GLM-5 #148, continuedev/continue #10296
        account("Zhipu", 429, {"error": {"code": "1113", "message": "余额不足或无可用资源包,请充值。"}}, "余额不足"),
        account("Z.ai", 429, {"error": {"code": "1113", "message": "Insufficient balance or no resource package. Please recharge."}}, "insufficient balance"),
        # vercel/eve #3321
        account("Vercel", 402, error("A positive credit balance is required for all requests, including BYOK. Add credits at https://vercel.com/d to continue.", type="insufficient_funds"), "positive credit balance"),
        account("Vercel, a project", 402, error("Project budget exceeded. Current spend: $1.01, limit: $1.00. Please contact your administrator.", type="quota_for_entity_exceeded"), "budget exceeded"),
        account("Vercel, free", 403, error("Free credits temporarily have restricted access due to abuse. Paid credits continue to have unrestricted access.", type="no_providers_available"), "free credits"),
        # Gitlawb/openclaude #1489
        account("OpenGateway", 402, error("Insufficient credits — top up your balance", type="insufficient_quota", code="insufficient_credits"), "insufficient credits"),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def long(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return too_long(NTH, seller, status, body, long=True, **more)

    return [
        # SillyTavern/SillyTavern #3543
        long("TabbyAPI", 500, error("Request length 71599 + 2048 is greater than max_seq_len 65536", trace="Traceback")),
        # eslint/tsc-meetings #593
        long("GitHub Models", 413, {"error": {"code": "tokens_limit_reached", "message": "Request body too large for gpt-4o model. Max size: 8000 tokens.", "details": "Request body too large for gpt-4o model. Max size: 8000 tokens."}}),
        # lmstudio-ai/lmstudio-bug-tracker #2205
        long("LM Studio", 400, {"error": "The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model with a larger context length, or provide a shorter input"}),
        # lmstudio-ai/lmstudio-bug-tracker #2322
        Habit("context window", "LM Studio", f"too long, 200, {NTH}", in_200({"error": "Context size has been exceeded."}), ContextLengthError, calls=1, long=True),
        # docker/desktop-feedback #188
        long("Docker Model Runner", 400, {"error": {"code": 400, "message": "request (4139 tokens) exceeds the available context size (4096 tokens), try increasing it", "type": "exceed_context_size_error", "n_prompt_tokens": 4139, "n_ctx": 4096}}),
        # LlamaEdge/LlamaEdge #227
        long("LlamaEdge", 500, "the prompt is too long. Your input has 15706 tokens. Please reduce it to 8092 tokens."),
        # openvinotoolkit/model_server #2923
        long("OpenVINO", 400, {"error": "Mediapipe execution failed. MP status - INVALID_ARGUMENT: Number of prompt tokens: 9000 exceeds model max length: 8192"}),
        long("Yandex", 400, {"error": {"grpcCode": 3, "httpCode": 400, "message": "Error in session internal_id=x: number of input tokens must be no more than 8192, got 9000", "httpStatus": "Bad Request", "details": []}}),
        long("GigaChat", 422, {"status": 422, "message": "Invalid params: prompt tokens 33000 with max_tokens exceed model context 32768"}),
        long("Spark", 400, {"error": {"message": "TokenLimitError: tokens exceeds limit of 8192 in request", "type": "api_error", "param": None, "code": "10907"}}),
        long("MLX", 400, {"error": "Prompt of 9000 tokens does not fit into the KV cache of 8192 tokens"}),
        long("Upstage", 400, error("This model's maximum context length is 32768 tokens. However, your messages resulted in 40000 tokens.", type="invalid_request_error", param="messages", code="context_length_exceeded")),
    ]  # fmt: skip


def _broken() -> list[Habit]:
    def of(seller: str, name: str, does: Does, **more: Any) -> Habit:
        return odd(seller, f"{name}, {NTH}", does, **more)

    def again(seller: str, name: str, first: Does) -> Habit:
        return of(seller, name, once(first), calls=2)

    def told(seller: str, name: str, status: int, body: Any, said: str) -> Habit:
        return ends("broken reply", seller, f"{name}, {NTH}", status, body, said)

    def named_first(text: str) -> str:
        first, _, others = text.partition("data: [DONE]")
        return f": OPENROUTER PROCESSING\n\nevent: message\n{first}data: [DONE]{others}"

    return [
        # zai-org/GLM-5 #91
        again("Zhipu", "nothing of a reply", in_200(NONE_OF_IT)),
        again("OpenRouter", "a failure upstream in 200", in_200({"error": {"message": "Provider returned error", "code": 502, "metadata": {"raw": "upstream", "provider_name": "x"}}, "user_id": "u"})),
        again("Cloudflare", "an origin that is away", fails(520, "error code: 520")),
        again("AWS", "a page of a balancer", fails(504, "<html><head><title>504 Gateway Time-out</title></head><body></body></html>")),
        of("OpenRouter", "comments in a stream", rewritten(SAID, named_first)),
        of("any", "content in parts", altered(SAID, in_message(content=[{"type": "text", "text": GOOD}]), lambda _: None)),
        of("any", "a service tier of no kind", altered(SAID, on_top(service_tier="on_demand", system_fingerprint=None, provider="x", usage_breakdown={"models": None}))),
        of("Foundry Local", "a message and a delta", altered(SAID, lambda value: [it.update(message=it.get("message") or it.get("delta"), delta=it.get("delta") or it.get("message")) for it in value["choices"]])),
        told("Azure", "no deployment", 404, {"error": {"code": "DeploymentNotFound", "message": "The API deployment for this resource does not exist."}}, "does not exist"),
        told("Ollama", "no such model", 404, {"error": {"message": "model 'm' not found", "type": "not_found_error", "param": None, "code": None}}, "not found"),
        told("Vercel", "a checkpoint", 403, "<!DOCTYPE html><html><head><title>Vercel Security Checkpoint</title></head><body></body></html>", "vercel security checkpoint"),
        told("Kong", "no route", 404, {"message": "no Route matched with those values", "request_id": "a"}, "no route matched"),
    ]  # fmt: skip


def _local() -> list[Habit]:
    def loads(seller: str, name: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("broken reply", seller, f"{name}, {NTH}", status, body, **more)

    def stays(seller: str, name: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("broken reply", seller, f"{name}, {NTH}", status, body, said, **more)

    return [
        loads("llama.cpp", "loading", 503, error("Loading model", code=503, type="unavailable_error")),
        loads("TabbyAPI", "unloaded", 503, {"detail": {"error": {"message": "Chat completion 96b5 aborted. Maybe the model was unloaded? Please check the server console.", "trace": None}}}),
        loads("KoboldCpp", "busy", 503, {"detail": {"msg": "Server is busy; please try again later.", "type": "service_unavailable"}}),
        loads("llama-swap", "starting", 502, "upstream command exited prematurely but successfully"),
        loads("TGI", "overloaded", 429, {"error": "Model is overloaded", "error_type": "overloaded"}),
        loads("SGLang", "a full queue", 503, {"object": "error", "message": "The request queue is full.", "type": "ServiceUnavailableError", "param": None, "code": 503}),
        loads("Ollama", "a full queue", 503, {"error": "server busy, please try again.  maximum pending requests exceeded"}, model=OLLAMA),
        loads("HF endpoint", "scaled to zero", 503, {"error": "503 Service Unavailable"}),
        stays("Ollama", "memory", 500, {"error": "model requires more system memory (9.2 GiB) than is available (6.1 GiB)"}, "system memory", model=OLLAMA, calls=4),
        stays("LM Studio", "cannot load", 400, {"error": {"message": "Failed to load model \"m\". Error: Insufficient system resources.", "type": "invalid_request_error", "param": "model", "code": "model_load_failed"}}, "failed to load model"),
        stays("Jan", "no model is loaded", 400, {"message": "Model has not been loaded, please load model into jan"}, "has not been loaded", calls=4),
        stays("LocalAI", "a backend", 500, {"error": {"code": 500, "message": "could not load model - all backends returned error: rpc error: code = Unknown desc = failed loading model", "type": ""}}, "could not load model"),
    ]  # fmt: skip


def _filters() -> list[Habit]:
    def refuse(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return filtered(NTH, seller, status, body, **more)

    sap = "400 - Filtering Module - Input Filter: Content filtered due to safety violations. Please modify the prompt and try again."
    azure = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
    return [
        # langchain4j/langchain4j #1079
        refuse("Zhipu", 400, {"error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}),
        # SAP/ai-sdk-java #890
        refuse("SAP", 400, {"request_id": "d", "code": 400, "message": sap, "location": "Filtering Module - Input Filter"}),
        # stanford-crfm/helm #3327
        refuse("Azure", 400, {"error": {"message": azure, "type": None, "param": "prompt", "code": "content_filter", "status": 400, "innererror": {"code": "ResponsibleAIPolicyViolation"}}}, model=AZURE),
        refuse("Yandex", 400, {"error": {"grpcCode": 3, "httpCode": 400, "message": "The request was blocked by the ethics filter", "httpStatus": "Bad Request", "details": []}}),
        refuse("Spark", 400, {"error": {"message": "AppIdAuditError: 输入内容审核不通过，涉嫌违规，请重新调整输入内容", "type": "api_error", "param": None, "code": "10013"}}),
        refuse("StepFun", 451, error("The content you provided or machine outputted is blocked.", type="censorship_blocked")),
        refuse("Qianfan", 400, error("the content of message is illegal, please check and retry", type="invalid_request_error", code="unsafe_request")),
        refuse("Cloudflare AI Gateway", 403, {"success": False, "error": [{"code": 2029, "message": "Prompt blocked due to guardrails"}]}),
        refuse("Bedrock gateway", 400, {"message": "The model returned the following errors: Your request was blocked by our content filtering policy", "__type": "ValidationException"}),
        refuse("OpenRouter", 403, {"error": {"code": 403, "message": "Input was flagged by moderation", "metadata": {"reasons": ["violence"], "flagged_input": "x", "provider_name": "OpenAI"}}}),
        refuse("Lakera", 422, {"detail": "Prompt injection detected: the request violates the security policy"}),
        refuse("Gemini", 400, google(400, "Request contains text that violates the prohibited use policy.", "INVALID_ARGUMENT"), model=GEMINI),
    ]  # fmt: skip


def _usage() -> list[Habit]:
    def took(seller: str, name: str, does: Does, tokens: Any = TOOK, **more: Any) -> Habit:
        return Habit("usage", seller, f"{name}, {NTH}", does, calls=1, took=tokens, **more)

    def counts(usage: Any) -> Does:
        def change(value: dict[str, Any]) -> None:
            if "usage" in value:
                value.update(usage=usage)

        return altered(SAID, change)

    def last_but_one(value: dict[str, Any]) -> None:
        """The counts come with the end of the text, and an empty chunk after them."""
        ended = value["choices"] and value["choices"][0]["finish_reason"]
        value.pop("usage", None)
        if ended:
            value["usage"] = COUNTS

    def increments(value: dict[str, Any]) -> None:
        """Each chunk counts what it brings; the last has the sums."""
        if value["choices"] and value["object"] == "chat.completion.chunk":
            value["usage"] = {"prompt_tokens": 100, "completion_tokens": 1, "total_tokens": 101}

    def timings(value: dict[str, Any]) -> None:
        value.pop("usage", None)
        if not value["choices"] or value["choices"][0]["finish_reason"]:
            value["timings"] = {"prompt_n": 100, "predicted_n": 12, "prompt_ms": 5.0}

    def null_then_counts(value: dict[str, Any]) -> None:
        value["usage"] = value.get("usage")

    return [
        # BerriAI/litellm #17136
        took("xAI", "in the last chunk but one", altered(SAID, last_but_one)),
        # jeremychone/rust-genai #242
        took("MiMo", "null before", altered(SAID, null_then_counts)),
        # QuantumNous/new-api #6619
        took("NIM", "increments", altered(SAID, increments)),
        took("llama.cpp", "timings", altered(SAID, timings), "estimated"),
        took("DeepSeek", "hits of the cache", counts({**COUNTS, "prompt_cache_hit_tokens": 64, "prompt_cache_miss_tokens": 36})),
        took("OpenRouter", "with cost", counts({**COUNTS, "cost": 0.00014, "is_byok": False, "cost_details": {"upstream_inference_cost": None}})),
        took("GigaChat", "a precached prompt", counts({**COUNTS, "precached_prompt_tokens": 37})),
        took("Perplexity", "with searches", counts({**COUNTS, "search_context_size": "low", "citation_tokens": 0, "num_search_queries": 1})),
        took("Mistral", "null details", counts({**COUNTS, "prompt_tokens_details": None, "prompt_audio_seconds": {}})),
        took("any", "no total", counts({"prompt_tokens": 100, "completion_tokens": 12})),
        took("any", "a wrong total", counts({**COUNTS, "total_tokens": 0})),
        took("Ollama", "no prompt is counted", lambda asked: Said(GOOD, read=0), "estimated", model=OLLAMA),
    ]  # fmt: skip


SIXTEENTH_HABITS = [
    *_empty(),
    *_cut(),
    *_parameters(),
    *_thoughts(),
    *_rates(),
    *_windows(),
    *_broken(),
    *_local(),
    *_filters(),
    *_usage(),
]
