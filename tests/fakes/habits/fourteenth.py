"""A fourteenth set of habits of model servers, from public reports and references: errors as
gateways put them, refusals, thoughts and cut replies. Written without a look at how calls are
decided, and tried once before any change.
"""

import json
from typing import Any

from tests.fakes.habits.vocabulary import *

NTH = "fourteenth"


def _passing() -> list[Habit]:
    def pass_(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, f"passes, {NTH}", status, body, **more)

    problem = {"type": "about:blank", "title": "Too Many Requests", "status": 429, "detail": "worker queue is full"}  # fmt: skip
    return [
        # NVIDIA/nvcf #1690
        pass_("echo", 429, {"message": "rate limit exceeded"}),
        pass_("NVCF", 429, problem),
        pass_("PostHog", 429, error("Rate limit exceeded: User burst rate limit exceeded. Try again in about 1 second.", type="rate_limit_error", reason="burst", retry_after=1)),
        pass_("Membrane", 429, error("Token rate limit exceeded. Request requires 900 tokens but only 100 remain. Please wait 0 seconds before retrying.", type="rate_limit_error", param=None, code="token_limit_exceeded")),
        # crewAIInc/crewAI #7417
        pass_("Bedrock", 429, {"message": "Too many tokens, please wait before trying again."}),
        pass_("Bedrock, proxied", 400, error("An error occurred (ThrottlingException) when calling the Converse operation (reached max retries: 4): Too many tokens, please wait before trying again.", type="aws_error")),
        pass_("Bedrock, not ready", 429, {"__type": "ModelNotReadyException", "message": "Model is not ready for inference. Please wait and try your request again."}),
        # continuedev/continue #9800
        pass_("Cerebras", 429, {"message": "Tokens per minute limit exceeded - too many tokens processed.", "type": "too_many_tokens_error", "param": "quota", "code": "token_quota_exceeded"}),
        pass_("Cerebras, queue", 429, {"message": "We're experiencing high traffic right now! Please try again soon.", "type": "too_many_requests_error", "param": "queue", "code": "queue_exceeded"}),
        pass_("Databricks", 429, {"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "REQUEST_LIMIT_EXCEEDED: Exceeded workspace input tokens per minute rate limit for m."}),
        pass_("Kong", 503, {"message": "failure to get a peer from the ring-balancer", "request_id": "r"}),
        pass_("Envoy AI", 500, error("unable to calculate token cost, upstream reset", type="OpenAIBackendError", code="503")),
        pass_("HF", 503, {"error": "Model m is currently loading", "estimated_time": 0.01}),
        pass_("RunPod", 502, {"status": "IN_QUEUE", "id": "sync-1"}),
        pass_("Anthropic, limit", 429, claude("rate_limit_error", "This request would exceed your organization's rate limit of 40,000 input tokens per minute. Contact sales at https://www.anthropic.com/contact-sales to raise your limit."), model=CLAUDE),
        pass_("Vertex", 429, google(429, "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429", "RESOURCE_EXHAUSTED")),
        pass_("Ollama", 503, {"error": "server busy, please try again.  maximum pending requests exceeded"}, model=OLLAMA),
    ]  # fmt: skip


def _lasting() -> list[Habit]:
    def end(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("rate or credit", seller, f"account, {NTH}", status, body, said, **more)

    return [
        # WEIFENG2333/VideoCaptioner #843
        end("one-api", 403, error("用户额度不足, 剩余额度: ＄0.000000", type="one_api_error", code="insufficient_user_quota"), "额度不足"),
        end("new-api", 403, error("local:insufficient_quota", type="new_api_error", param="", code="insufficient_quota"), "insufficient_quota"),
        # QwenLM/qwen-code #73
        end("LiteLLM", 400, error("Budget has been exceeded! Current cost: 10.02, Max budget: 10.0", type="budget_exceeded", param=None, code="400"), "Budget has been exceeded"),
        end("LiteLLM, 429", 429, error("ExceededBudget: User=u over budget. Spend=10.02, Budget=10.0", type="budget_exceeded", param=None, code="429"), "over budget"),
        end("Vercel", 402, {"error": {"message": "AI Gateway requires a valid credit card on file to service requests.", "type": "customer_verification_required"}}, "credit card"),
        end("HF", 402, {"error": "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits."}, "monthly included credits"),
        end("xAI", 429, {"code": "Some resource has been exhausted", "error": "Your team has either used all available credits or reached its monthly spending limit. To continue, purchase more credits or raise your spending limit."}, "spending limit"),
        # anthropics/claude-code #42616
        end("Anthropic, long", 429, claude("rate_limit_error", "Extra usage is required for long context requests."), "Extra usage", model=CLAUDE),
        end("Anthropic, limits", 400, claude("invalid_request_error", "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."), "usage limits", model=CLAUDE),
        end("Bedrock", 400, {"message": "Invocation of model ID m with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model."}, "inference profile"),
        end("Bedrock, access", 403, {"message": "You don't have access to the model with the specified model ID."}, "access to the model"),
        end("Databricks", 404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "Endpoint with name 'm' does not exist."}, "does not exist"),
        end("Databricks, 403", 403, {"error_code": "403", "message": "Invalid access token. [ReqId: x]"}, "Invalid access token"),
        end("Azure, key", 401, error("Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.", code="401"), "subscription key", model=AZURE),
        end("Kong", 401, {"message": "No API key found in request", "request_id": "r"}, "No API key"),
        end("Cloudflare", 401, {"result": None, "success": False, "errors": [{"code": 2009, "message": "Unauthorized"}], "messages": []}, "Unauthorized"),
    ]  # fmt: skip


def _windows() -> list[Habit]:
    def long(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return too_long(NTH, seller, status, body, long=True, **more)

    return [
        # tenstorrent/tt-inference-server #4277
        long("Tenstorrent", 400, {"message": "Prompt exceeds maximum input sequence length (51200 tokens): prompt_tokens=52113", "type": "Bad Request", "code": 400}),
        # cline/cline #5140
        long("Cerebras", 400, {"message": "Please reduce the length of the messages or completion. Current length is 42328 while limit is 40000", "type": "invalid_request_error", "param": "messages", "code": "context_length_exceeded"}),
        # gpustack/gpustack #852
        long("llama-box", 500, error("the request exceeds the available context size. try increasing the context size or enable context shift")),
        long("Databricks", 400, {"error_code": "BAD_REQUEST", "message": "Bad request: rpc error: code = InvalidArgument desc = prompt token count (9000) cannot exceed 8192. Please reduce the length of your prompt.\n"}),
        long("SGLang", 400, {"object": "error", "message": "The input (9000 tokens) is longer than the model's context length (8192 tokens).", "type": "BadRequestError", "param": None, "code": 400}),
        long("Friendli", 422, {"detail": [{"type": "value_error", "loc": ["body"], "msg": "Value error, total tokens 9000 > max_length 8192"}]}),
        long("KoboldCpp", 400, {"detail": {"msg": "Prompt is over the max context by 900 tokens", "type": "bad_input"}}),
        long("watsonx", 400, {"errors": [{"code": "invalid_input_argument", "message": "Invalid input argument for Model 'm': the number of input tokens 9000 cannot exceed the total tokens limit 8192 for this model"}], "status_code": 400}),
    ]  # fmt: skip


def _filters() -> list[Habit]:
    def refuse(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return filtered(NTH, seller, status, body, **more)

    checks = {"before_request_hooks": [{"verdict": False, "id": "g", "deny": True}]}
    return [
        refuse("Portkey", 446, {"error": {"message": "The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.", "type": "hooks_failed", "param": None, "code": None}, "hook_results": checks}),
        # BerriAI/litellm #38721
        refuse("LiteLLM", 400, error("Content blocked: keyword 'kumquat' detected", type="invalid_request_error", param=None, code="400")),
        refuse("LiteLLM, Bedrock", 400, {"error": {"message": "{'error': 'Violated guardrail policy', 'bedrock_guardrail_response': 'Sorry.'}", "type": "None", "param": "None", "code": "400"}}),
        refuse("Cloudflare", 424, {"success": False, "result": [], "messages": [], "error": [{"code": 2016, "message": "Prompt blocked due to security configurations"}]}),
        refuse("agentgateway", 403, "Rejected due to inappropriate content"),
        refuse("Otoroshi", 400, {"error": "bad_request", "error_description": "request content did not pass guardrails validation"}),
    ]  # fmt: skip


def _parameters() -> list[Habit]:
    def most(seller: str, status: int, body: Any) -> Habit:
        fine, options = at_most(8192), ("max_tokens=10000",)
        return refused_parameter(seller, f"most tokens, {NTH}", fine, status, body, options=options)

    def warm(seller: str, status: int, body: Any) -> Habit:
        fine = without("temperature")
        return refused_parameter(seller, f"temperature, {NTH}", fine, status, body)

    reached = "litellm.BadRequestError: VertexAIException - unable to submit request because it has a temperature value of 0.0 but the supported range is from 0.5 (inclusive) to 1.0"  # fmt: skip
    return [
        # databricks/databricks-sdk-go #1183
        most("Databricks", 400, {"error_code": "BAD_REQUEST", "message": "Bad request: rpc error: code = InvalidArgument desc = max_tokens (10000) cannot exceed 8192. Please reduce the length of max output tokens generated.\n"}),
        # RooCodeInc/Roo-Code #248
        most("Bedrock", 400, {"message": "The maximum tokens you requested exceed the model limit of 8192. Try again with a maximum tokens value lower than 8192."}),
        warm("LiteLLM", 400, error(reached, type=None, param=None, code="400")),
    ]  # fmt: skip


def _thoughts() -> list[Habit]:
    return [
        thought("Seed", f"seed tags, {NTH}", f"<seed:think>{THOUGHT}</seed:think>{GOOD}"),
        thought("Hunyuan", f"answer tags, {NTH}", f"<think>\n{THOUGHT}\n</think>\n<answer>\n{GOOD}\n</answer>"),
        thought("Granite", f"words, {NTH}", f"Here is my thought process:\n{THOUGHT}\nHere is my response:\n{GOOD}"),
        thought("Apertus", f"prefix and suffix, {NTH}", f"<|inner_prefix|>{THOUGHT}<|inner_suffix|>{GOOD}"),
        thought("EXAONE", f"thought tags, {NTH}", f"<thought>\n{THOUGHT}</thought>\n\n{GOOD}"),
        thought("Gemma", f"a channel, {NTH}", f"<|channel>thought\n{THOUGHT}<channel|>{GOOD}"),
        thought("a proxy", f"a fence, {NTH}", f"```thinking\n{THOUGHT}```\n\n{GOOD}"),
        empty("any", f"an open thought, {NTH}", says(f"<thought>\n{THOUGHT}", "length"), NoTextError, calls=3),
    ]  # fmt: skip


def _cut() -> list[Habit]:
    def again(seller: str, reason: str, **more: Any) -> Habit:
        return Habit("cut reply", seller, f"{reason}, {NTH}", once(says(HALF, reason)), **more)

    record = json.dumps({"text": "The bridge opened in 1932.", "ids": [1]})
    return [
        again("Databricks", "FinishReason.LENGTH"),
        again("watsonx", "max_token"),
        again("Friendli", "reached_max_length"),
        left(f"in Chinese, {NTH}", "这座桥于1932年开放[1]。它对所有", "这座桥于1932年开放[1]。"),
        left(f"in Hindi, {NTH}", "पुल 1932 में खुला [1]। यह सब के", "पुल 1932 में खुला [1]।"),
        left(f"in Arabic, {NTH}", "افتُتح الجسر عام 1932 [1]. وهو مفت", "افتُتح الجسر عام 1932 [1]."),
        left(f"bullets, {NTH}", "- The bridge opened in 1932 [1].\n- It is op", "- The bridge opened in 1932 [1]."),
        Habit("cut reply", "any", f"records, {NTH}", says(f'[{record}, {{"text": "It is op', "length"), CutReplyError, "max_tokens"),
    ]  # fmt: skip


def _refused() -> list[Habit]:
    def stopped(seller: str, reason: str, **more: Any) -> Habit:
        return empty(seller, f"stopped by {reason}, {NTH}", says("", reason), RefusedError, **more)

    def refusing(name: str, **fields: Any) -> Habit:
        does = altered(Said(None), in_message(content=None, **fields))
        return empty("any", f"{name}, {NTH}", does, RefusedError, "will not")

    return [
        stopped("Databricks", "guardrails"),
        stopped("Cohere", "ERROR_TOXIC"),
        stopped("Baidu", "content_filtered"),
        stopped("Gemini", "BLOCKLIST", model=GEMINI),
        refusing("a refusal as text", refusal="I will not write that."),
    ]  # fmt: skip


FOURTEENTH_HABITS = [
    *_passing(),
    *_lasting(),
    *_windows(),
    *_filters(),
    *_parameters(),
    *_thoughts(),
    *_cut(),
    *_refused(),
]


def _second() -> list[Habit]:
    """Rows that were written and tried after the mends of those above."""

    def end(seller: str, status: int, body: Any, said: str, **more: Any) -> Habit:
        return ends("rate or credit", seller, f"account, second, {NTH}", status, body, said, **more)

    def pass_(seller: str, status: int, body: Any, **more: Any) -> Habit:
        return passes("rate or credit", seller, f"passes, second, {NTH}", status, body, **more)

    def long(seller: str, status: int, body: Any) -> Habit:
        return too_long(f"second, {NTH}", seller, status, body, long=True)

    return [
        pass_("SageMaker", 400, {"ErrorCode": "ThrottlingException", "Message": "Rate exceeded, too many tokens in flight"}),
        pass_("Oracle", 429, {"code": "429", "message": "Too many tokens per minute for this tenancy, please wait"}),
        pass_("Snowflake", 503, {"message": "warehouse is resuming", "code": "390113"}),
        end("Replicate", 402, {"title": "Insufficient credit", "detail": "You have insufficient credit to run this model.", "status": 402}, "insufficient credit"),
        end("Poe", 429, error("This model requires a subscription", type="rate_limit_error"), "requires a subscription"),
        end("Vertex", 400, google(400, "Project x has no billing account; the model isn't supported.", "FAILED_PRECONDITION"), "billing account"),
        long("Oracle", 400, {"code": "400", "message": "Input too long: 9000 tokens, max 8192 for m"}),
        long("Snowflake", 400, {"message": "max tokens of 8192 exceeded", "code": "390142"}),
        filtered(f"second, {NTH}", "Oracle", 400, {"code": "InvalidParameter", "message": "Inappropriate content detected!!!"}),
        thought("a proxy", f"second, {NTH}", f"<internal_reasoning>\n{THOUGHT}</internal_reasoning>\n{GOOD}"),
    ]  # fmt: skip


SECOND_HABITS = _second()
