"""Parameters, roles and streams that a server does not take, in its words."""

# A table: its rows are not broken up.

import json
from collections.abc import Callable

from tests.fakes.habits.vocabulary import *


def streamed(asked: Asked) -> bool:
    return asked.stream


def without_max_tokens(asked: Asked) -> bool:
    return asked.body.get("max_tokens") is None


def whole_2(asked: Asked) -> bool:
    return not asked.stream


def behind(more: str) -> Callable[[str], str]:
    return lambda text: text + more


def stream(text: str, *, bare: bool = False) -> str:
    """Lay a stream out of chunks with as little as a server may send."""
    place = {} if bare else {"index": 0}
    chunks = [
        {"choices": [{**place, "delta": {"content": piece}}]} for piece in text.partition(" ")
    ]
    chunks.append({"choices": [{**place, "delta": {}, "finish_reason": "stop"}]})
    return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"


def marked(asked: Asked) -> Raw:
    text = WRITERS[asked.protocol](SAID, "m", stream=asked.stream)
    return Raw(f"\ufeff{text}", kind="text/event-stream" if asked.stream else "application/json")


REFUSED_PARAMETERS = [
    # scaleway/docs-content #4858
    refused_parameter("Scaleway", "416 for the room", at_most(4096), 416, {"error": "RANGE NOT SATISFIABLE", "status": 416, "message": "max_completion_tokens is limited for this model to 4096"}, calls=4, options=("max_tokens=100000",)),
    refused_parameter("wrapper", "500 around a 400", without("temperature"), 500, {"detail": "Error executing transformation: Error code: 400 - {'error': {'message': \"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.\", 'type': 'invalid_request_error', 'param': 'temperature', 'code': 'unsupported_value'}}"}, calls=4),
    refused_parameter("wrapper", "502 around a 400", without("temperature"), 502, {"detail": "Upstream returned status code 400: Unsupported parameter: 'temperature' is not supported with this model."}, calls=4),
    # kaito-project/kaito #1399
    refused_parameter("Kaito", "a 400 within a 500", without("temperature"), 500, {"detail": "Chat completion failed: 500: An unexpected error occurred: Client error '400 Bad Request': unsupported parameter temperature"}, calls=4),
    # decolua/9router #560
    refused_parameter("9router", "a prefix and a suffix", without("temperature"), 400, error("[openai/gpt-5-mini] [400]: Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) (reset after 12s)")),
    refused_parameter("any", "a role", system_free, 400, error("messages[0].role: 'system' is not one of ['user', 'assistant', 'tool']")),
    refused_parameter("any", "a role in Chinese", system_free, 400, error("messages 参数非法：不支持 system 角色", code="1214")),
    refused_parameter("any", "a template", system_free, 400, error("System messages are not supported by the chat template of this model. (TemplateError)")),
    # ggml-org/llama.cpp: 500 with a drawing of the template in the message
    refused_parameter("llama.cpp", "a template's drawing", rude, 500, error('\n------------\nWhile executing CallExpression at line 19, column 27 in source:\n...% 2 == 0) -%}↵        {{ raise_exception("Conversation roles must alternate user...\n                                           ^\nError: Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...', code=500, type="server_error"), calls=4),
    refused_parameter("any", "an empty object", without("temperature"), 422, {}, calls=4),
    refused_parameter("Vertex", "an invalid argument", without("temperature"), 400, [google(400, "Request contains an invalid argument.", "INVALID_ARGUMENT")], calls=4),
    refused_parameter("any", "bad request and nothing else", without("temperature"), 400, "", calls=4),
    # infiniflow/ragflow #11815: JSON within the message of a relay
    refused_parameter("relay", "both of two", lambda asked: not {'temperature', 'top_p'} <= asked.body.keys(), 400, error('{"type": "error", "error": {"type": "invalid_request_error", "message": "`temperature` and `top_p` cannot both be specified for this model."}, "request_id": "r"}（traceid: 546a） (request id: 2025)', type="<nil>"), options=("top_p=0.9",)),
    Habit("refused parameter", "Anthropic", "budget beyond the room", fails(400, claude("invalid_request_error", "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size")), gives=CallError, says="greater than", model=CLAUDE, calls=1, options=('thinking={"type": "enabled", "budget_tokens": 9000}', "max_tokens=4096")),
    refused_parameter("Anthropic's protocol elsewhere", "cache_control", lambda asked: 'cache_control' not in asked.text, 400, claude("invalid_request_error", "system.0.cache_control: Extra inputs are not permitted"), model=CLAUDE),
    refused_parameter("Bedrock", "deprecated", without("temperature"), 400, error("An error occurred (ValidationException) when calling the Converse operation: The model returned the following errors: `temperature` is deprecated for this model.")),
    refused_parameter("Ktor", "deserialization", rude, 400, "Illegal input: com.x.Role does not contain element with name 'system'", calls=4),
    refused_parameter("Groq", "developer", lambda asked: 'developer' not in asked.text, 400, error("'developer' is not one of ['system', 'assistant', 'user', 'tool', 'function'] - 'messages.0.role'", type="invalid_request_error"), model="openai:o3-mini"),
    refused_parameter("Gemini", "developer instruction", system_free, 400, google(400, "Developer instruction is not enabled for models/gemma-3n-e4b-it", "INVALID_ARGUMENT"), model=GEMINI),
    refused_parameter("Anthropic", "effort", lambda asked: 'output_config' not in asked.body, 400, claude("invalid_request_error", "output_config.effort: This model does not support the effort parameter."), model=CLAUDE, calls=4, options=("effort=low",)),
    refused_parameter("Rails", "errors by field", without("temperature"), 422, {"errors": {"temperature": ["is not included in the list"]}}, calls=4),
    # FlowiseAI/Flowise #2866
    refused_parameter("Fireworks", "field behind the words", without("stream_options"), 400, error("Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}")),
    refused_parameter("Qianfan", "first role", rude, 400, {"error": {"code": "invalid_messages", "message": "the role of first message must be user", "type": "invalid_request_error"}, "id": "as-1"}, calls=4),
    refused_parameter("JSON Schema", "instance path", without("stream_options"), 400, {"error": {"message": "request/body must NOT have additional properties", "errors": [{"path": "/body/stream_options", "message": "must NOT have additional properties", "errorCode": "additionalProperties.openapi.validation"}]}}, calls=4),
    refused_parameter("zod", "issues with a path", without("temperature"), 400, {"success": False, "error": {"issues": [{"code": "too_small", "minimum": 0, "inclusive": False, "path": ["temperature"], "message": "Number must be greater than 0"}], "name": "ZodError"}}, calls=4),
    refused_parameter("Go server", "json unknown", without("temperature"), 400, 'json: unknown field "temperature"\n'),
    # vllm-project/vllm #38560
    refused_parameter("vLLM", "kwargs of the tokenizer", without("reasoning_effort"), 400, {"error": {"message": "Kwargs ['reasoning_effort'] are not supported by `MistralCommonTokenizer.apply_chat_template`.", "type": "BadRequestError", "code": 400}}, options=("reasoning_effort=low",)),
    refused_parameter("pydantic", "literal", system_free, 422, {"detail": [{"type": "literal_error", "loc": ["body", "messages", 0, "role"], "msg": "Input should be 'user' or 'assistant'", "input": "system"}]}),
    refused_parameter("Cerebras", "logit_bias", without("logit_bias"), 400, {"message": "body.logit_bias.0: property not supported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}, options=('logit_bias={"5": 1}',)),
    refused_parameter("Azure, old", "max_completion_tokens", without("max_completion_tokens"), 400, invalid("Unrecognized request argument supplied: max_completion_tokens"), model=AZURE, options=("max_tokens=500",)),
    refused_parameter("vLLM, old", "max_completion_tokens", without("max_completion_tokens"), 422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "max_completion_tokens"], "msg": "Extra inputs are not permitted", "input": 50}]}, options=("max_tokens=50",)),
    refused_parameter("Copilot", "max_tokens", without("max_tokens"), 400, error("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", code="invalid_request_body"), options=("max_tokens=500",)),
    refused_parameter("OpenAI", "max_tokens", without_max_tokens, 400, invalid("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens", "unsupported_parameter"), options=("max_tokens=500",), whole=True),
    refused_parameter("Anthropic", "max_tokens beyond the model", lambda asked: asked.body.get('max_tokens', 0) <= 8192, 400, claude("invalid_request_error", "max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet"), model=CLAUDE, options=("max_tokens=100000",)),
    refused_parameter("Anthropic", "max_tokens too many", at_most(64000), 400, claude("invalid_request_error", "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5"), model=CLAUDE, options=("max_tokens=100000",)),
    refused_parameter("Bedrock", "max_tokens too many", at_most(4096), 400, {"message": "The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096."}, options=("max_tokens=100000",)),
    refused_parameter("Cohere", "max_tokens too many", at_most(4096), 400, {"message": "too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model - received 100000."}, options=("max_tokens=100000",)),
    refused_parameter("DashScope", "max_tokens too many", at_most(8192), 400, invalid("<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]", None, "invalid_parameter_error"), options=("max_tokens=100000",)),
    refused_parameter("DeepSeek", "max_tokens too many", at_most(8192), 400, error("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", type="invalid_request_error", param=None, code="invalid_request_error"), options=("max_tokens=100000",)),
    refused_parameter("Gemini", "max_tokens too many", at_most(65536), 400, google(400, "Unable to submit request because it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.", "INVALID_ARGUMENT"), model=GEMINI, options=("max_tokens=100000",)),
    refused_parameter("Groq", "max_tokens too many", at_most(8192), 400, invalid("`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model", "max_tokens"), options=("max_tokens=100000",)),
    refused_parameter("Hyperbolic", "max_tokens too many", at_most(4000), 400, {"object": "error", "message": "max_tokens must not be greater than 4000", "code": 40303}, options=("max_tokens=100000",)),
    refused_parameter("Nova", "max_tokens too many", at_most(5120), 400, {"message": "Malformed input request: #/inferenceConfig/maxTokens: 100000 is not less or equal to 5120, please reformat your input and try again."}, options=("max_tokens=100000",)),
    refused_parameter("OpenAI", "max_tokens too many", at_most(16384), 400, invalid("max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.", "max_tokens", "invalid_value"), options=("max_tokens=100000",)),
    refused_parameter("StepFun", "max_tokens too many", at_most(16384), 400, error("max_tokens is too large: 100000, the limit of this model is 16384", type="request_params_invalid"), options=("max_tokens=100000",)),
    refused_parameter("Together", "max_tokens too many", at_most(2048), 422, error("Input validation error: `max_new_tokens` must be <= 2048. Given: 100000", type="invalid_request_error"), options=("max_tokens=100000",)),
    refused_parameter("xAI", "max_tokens too many", lambda asked: (asked.body.get('max_completion_tokens') or asked.body.get('max_tokens') or 0) <= 30000, 400, {"code": "Client specified an invalid argument", "error": "max_completion_tokens: 50000 is greater than the limit of 30000 for this model"}, options=("max_tokens=50000",)),
    # musistudio/claude-code-router #173
    refused_parameter("relay", "max_tokens within words", without("max_tokens"), 400, error("Error from provider: {\n  \"error\": {\n    \"message\": \"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.\",\n    \"type\": \"invalid_request_error\",\n    \"param\": \"max_tokens\",\n    \"code\": \"unsupported_parameter\"\n  }\n}", type="api_error", code="provider_response_error"), calls=4, options=("max_tokens=500",)),
    # caozhiyuan/copilot-api #164
    refused_parameter("Copilot", "max_tokens, 400", without("max_tokens", "max_completion_tokens"), 400, error("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", code="invalid_request_body"), options=("max_tokens=500",)),
    refused_parameter("Laravel", "message and errors", without("temperature"), 422, {"message": "The given data was invalid.", "errors": {"temperature": ["The temperature must be greater than 0."]}}, calls=4),
    refused_parameter("a gateway", "most tokens", at_most(4096), 400, {"error": "max_tokens: 16384 is above this model's cap of 4096"}, options=("max_tokens=16384",)),
    refused_parameter("a server", "most tokens", at_most(4096), 400, {"detail": "the requested completion length of 16384 tokens is beyond what this model can write (4096)"}, options=("max_tokens=16384",)),
    refused_parameter("a table", "most tokens", at_most(4096), 400, {"errors": [{"field": "max_tokens", "rejected": 16384, "message": "must be in 1-4096"}]}, options=("max_tokens=16384",)),
    refused_parameter("Anthropic", "most tokens", at_most(4096), 400, {"type": "error", "error": {"type": "invalid_request_error", "message": "max_tokens: 16384 > 4096, which is the maximum allowed number of output tokens for this model"}}, options=("max_tokens=16384",)),
    refused_parameter("Ark", "most tokens", at_most(4096), 400, error("The parameter `max_tokens` specified in the request is not valid: integer above maximum value, expected a value <= 4096, but got 16384 instead.", code="InvalidParameter", param="max_tokens"), options=("max_tokens=16384",)),
    # aws-samples/bedrock-access-gateway #41
    refused_parameter("Bedrock", "most tokens", at_most(2048), 400, {"detail": "An error occurred (ValidationException) when calling the ConverseStream operation: The maximum tokens you requested exceeds the model limit of 2048. Try again with a maximum tokens value that is lower than 2048."}, options=("max_tokens=4096",)),
    # databricks/databricks-sdk-go #1183
    refused_parameter("Databricks", "most tokens", at_most(8192), 400, {"error_code": "BAD_REQUEST", "message": "Bad request: rpc error: code = InvalidArgument desc = max_tokens (10000) cannot exceed 8192. Please reduce the length of max output tokens generated.\n"}, options=("max_tokens=10000",)),
    refused_parameter("in Chinese", "most tokens", at_most(4096), 400, error("max_tokens 参数非法：取值范围 [1, 4096]，当前 16384"), options=("max_tokens=16384",)),
    refused_parameter("in German", "most tokens", at_most(4096), 400, error("16384 Antwort-Token sind mehr als die erlaubten 4096"), options=("max_tokens=16384",)),
    refused_parameter("prose", "most tokens", at_most(4096), 422, {"detail": "Asked for 16384 tokens of output; 4096 is as many as this deployment gives"}, options=("max_tokens=16384",)),
    refused_parameter("pydantic 1", "most tokens", at_most(4096), 422, {"detail": [{"loc": ["body", "max_tokens"], "msg": "ensure this value is less than or equal to 4096", "type": "value_error.number.not_le", "ctx": {"limit_value": 4096}}]}, options=("max_tokens=16384",)),
    refused_parameter("Yandex", "most tokens", at_most(4096), 400, {"error": {"message": "maxTokens value is invalid, got: 16384, should be in the interval (0; 4096]"}}, options=("max_tokens=16384",)),
    refused_parameter("zod", "most tokens", at_most(4096), 400, {"success": False, "error": {"issues": [{"code": "too_big", "maximum": 4096, "path": ["max_tokens"], "message": "Number must be less than or equal to 4096"}], "name": "ZodError"}}, options=("max_tokens=16384",)),
    # RooCodeInc/Roo-Code #248
    refused_parameter("Bedrock", "most tokens, 400", at_most(8192), 400, {"message": "The maximum tokens you requested exceed the model limit of 8192. Try again with a maximum tokens value lower than 8192."}, options=("max_tokens=10000",)),
    refused_parameter("any", "most tokens, deprecated", lambda it: 'max_tokens' not in it.body, 422, {"detail": "max_tokens is deprecated in favor of the max_completion_tokens field"}, options=("max_tokens=512",)),
    refused_parameter("any", "most tokens, use the other", lambda it: 'max_tokens' not in it.body, 400, invalid("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens", "unsupported_parameter"), options=("max_tokens=512",)),
    # Gitlawb/openclaude #1638
    refused_parameter("OpenAI", "moved in the Responses API", without("reasoning_effort"), 400, invalid("Unsupported parameter: 'reasoning_effort'. In the Responses API, this parameter has moved to 'reasoning.effort'. Try again with the new parameter.", None, "unsupported_parameter"), calls=4, options=("reasoning_effort=low",)),
    refused_parameter("TensorRT-LLM", "must be greater", lambda it: without('temperature')(it) or not_cold(it), 400, {"object": "error", "message": "require temperature > 0, got temperature=0.0", "type": "BadRequestError", "code": 400}),
    refused_parameter("a batch server", "no stream", whole, 422, {"detail": "This endpoint does not support server-sent events"}),
    refused_parameter("administrator", "no stream", whole, 400, {"error": "stream=true is not allowed for this deployment"}),
    refused_parameter("Azure ML", "no streams", whole_2, 400, error("streaming is disabled for this deployment", code="unsupported")),
    refused_parameter("Friendli", "no streams", lambda asked: not asked.stream, 422, {"detail": "stream mode is not available on this endpoint"}),
    refused_parameter("SageMaker", "no streams", whole_2, 400, {"message": "This endpoint does not support response streaming."}),
    refused_parameter("Watsonx", "no streams", whole, 400, error("Streaming is not supported for this model.", code="unsupported"), whole=True),
    refused_parameter("ai/ml api", "no system", rude, 400, {"message": "Invalid payload provided.", "errors": {"messages": ["system role is disabled for this model"]}}, calls=4),
    refused_parameter("AWS Llama", "no system", rude, 400, {"message": "An error occurred (ValidationException) when calling the Converse operation: This model doesn't support the system field. Remove system and try again."}, calls=4),
    refused_parameter("Featherless", "no system", rude, 400, error("This model does not accept a system prompt", type="invalid_request_error"), calls=4),
    refused_parameter("Gemini", "no system instruction", rude, 400, google(400, "Developer instruction is not enabled for models/gemma-3-27b-it", "INVALID_ARGUMENT"), model=GEMINI, whole=True),
    refused_parameter("Bedrock", "no system messages", rude, 400, {"message": "This model doesn't support system messages. Try again without a system message or use a model that supports system messages."}, calls=4),
    refused_parameter("Anthropic behind a proxy", "no system role", rude, 400, claude("invalid_request_error", 'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.'), calls=4),
    refused_parameter("llama.cpp", "no system role", rude, 500, error("Jinja Exception: System role not supported", code=500, type="server_error"), whole=True),
    refused_parameter("LM Studio", "no system role", rude, 400, {"error": "Error rendering prompt with jinja template: Only user and assistant roles are supported!"}, whole=True),
    refused_parameter("OpenAI", "no system role", rude, 400, invalid("Unsupported value: 'messages[0].role' does not support 'system' with this model.", "messages[0].role", "unsupported_value"), whole=True),
    refused_parameter("Rust server", "no system role", rude, 422, "Failed to deserialize the JSON body into the target type: messages[0].role: unknown variant `system`, expected `user` or `assistant` at line 1 column 40", calls=4),
    refused_parameter("Vertex", "no system role", rude, 400, [google(400, "Please use a valid role: user, model.", "INVALID_ARGUMENT")], calls=4),
    refused_parameter("vLLM", "no system role", rude, 400, {"object": "error", "message": "System role not supported", "type": "BadRequestError", "code": 400}, whole=True),
    refused_parameter("Ollama", "no thinking", lambda it: not it.body.get('think'), 400, {"error": '"m" does not support thinking'}, model=OLLAMA, options=("reasoning=true",)),
    refused_parameter("vLLM", "no window for so many", at_most(8000), 400, {"object": "error", "message": "This model's maximum context length is 8192 tokens. However, you requested 100050 tokens (50 in the messages, 100000 in the completion). Please reduce the length of the messages or completion.", "type": "BadRequestError", "code": 400}, options=("max_tokens=100000",)),
    refused_parameter("Moonshot", "only 1", without("temperature"), 400, error("invalid temperature: only 1 is allowed for this model", type="invalid_request_error")),
    refused_parameter("any", "only streams", lambda it: it.stream, 400, error("This model only answers as a stream: set stream to true")),
    refused_parameter("DashScope", "only streams", streamed, 400, invalid("This model only support stream mode, please enable the stream parameter to access the model."), whole=True),
    refused_parameter("OpenAI", "organization may not stream", whole, 400, invalid("Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization.", "stream", "unsupported_value")),
    refused_parameter("Perplexity", "presence and frequency", without("frequency_penalty"), 400, error("Cannot set both frequency_penalty and presence_penalty", code=400), options=("frequency_penalty=0.1", "presence_penalty=0.1")),
    refused_parameter("xAI", "presence_penalty", without("presence_penalty"), 400, {"code": "Client specified an invalid argument", "error": "Argument not supported on this model: presencePenalty"}, options=("presence_penalty=0.5",)),
    refused_parameter("xAI", "presence_penalty, 400", without("presence_penalty"), 400, {"code": "Client specified an invalid argument", "error": "Argument not supported on this model: presencePenalty"}, options=("presence_penalty=0.1",)),
    refused_parameter("C# server", "problem details", without("temperature"), 400, {"type": "https://tools.ietf.org/html/rfc9110#section-15.5.1", "title": "One or more validation errors occurred.", "status": 400, "errors": {"$.temperature": ["The value 0 is not allowed."]}}),
    # NVIDIA/garak #748
    refused_parameter("NIM", "problem details", without("temperature"), 422, {"type": "urn:inference-service:problem-details:unprocessable-entity", "title": "Unprocessable Entity", "status": 422, "detail": "body -> temperature\n  Extra inputs are not permitted (type=extra_forbidden)", "instance": "/v2/nvcf/pexec/functions/1"}),
    refused_parameter("Cerebras", "property", without("stream_options"), 400, {"message": "body.stream_options: property 'body.stream_options' is unsupported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}),
    # 1Panel-dev/MaxKB #2912
    refused_parameter("vLLM", "Python in a message", without("temperature"), 400, {"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'temperature'), 'msg': 'Extra inputs are not permitted', 'input': 0}]", "type": "BadRequestError", "param": None, "code": 400}),
    refused_parameter("StepFun", "range", at_most(8192), 400, error("max_tokens is out of range: expected 1..8192", type="request_params_invalid"), options=("max_tokens=16384",)),
    refused_parameter("Ollama's OpenAI", "reasoning value", without("reasoning_effort"), 400, error("invalid reasoning value: 'minimal' (must be \"high\", \"medium\", \"low\", or \"none\")", type="invalid_request_error"), calls=4, options=("reasoning_effort=minimal",)),
    refused_parameter("OpenAI", "reasoning.effort", lambda asked: 'reasoning' not in asked.body and 'reasoning_effort' not in asked.body, 400, invalid("Unsupported parameter: 'reasoning.effort' is not supported with this model.", "reasoning.effort", "unsupported_parameter"), calls=4, options=(*RESPONSES, "reasoning_effort=low")),
    refused_parameter("Gemini by OpenAI's protocol", "reasoning_effort", without("reasoning_effort"), 400, [google(400, "Unable to submit request because thinking is not supported by this model.", "INVALID_ARGUMENT")], options=("reasoning_effort=low",)),
    refused_parameter("Groq", "reasoning_effort", without("reasoning_effort"), 400, invalid("`reasoning_effort` is not supported with this model", "reasoning_effort"), options=("reasoning_effort=low",), whole=True),
    refused_parameter("Mistral", "reasoning_effort", without("reasoning_effort"), 422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "reasoning_effort"], "msg": "Extra inputs are not permitted", "input": "low"}]}, options=("reasoning_effort=low",)),
    refused_parameter("Ollama behind a gateway", "reasoning_effort", without("reasoning_effort"), 400, {"error": '"m" does not support thinking'}, options=("reasoning_effort=low",)),
    refused_parameter("OpenAI, old", "reasoning_effort", without("reasoning_effort"), 400, invalid("Unrecognized request argument supplied: reasoning_effort"), options=("reasoning_effort=low",)),
    refused_parameter("xAI", "reasoning_effort", without("reasoning_effort"), 400, {"code": "Client specified an invalid argument", "error": "Argument not supported on this model: reasoningEffort"}, options=("reasoning_effort=low",), whole=True),
    refused_parameter("any", "role must be user or assistant", rude, 400, error("messages.0.role: Input should be 'user' or 'assistant'", type="invalid_request_error"), calls=4),
    refused_parameter("pydantic 1", "role of an enumeration", rude, 422, {"detail": [{"loc": ["body", "messages", 0, "role"], "msg": "value is not a valid enumeration member; permitted: 'user', 'assistant'", "type": "type_error.enum", "ctx": {"enum_values": ["user", "assistant"]}}]}, calls=4),
    refused_parameter("MiniMax", "role system", rude, 400, {"type": "error", "error": {"type": "bad_request_error", "message": "invalid params, chat content has invalid message role: system (2013)"}}, calls=4),
    refused_parameter("vLLM", "roles alternate", rude, 400, error("Conversation roles must alternate user/assistant/user/assistant/...", code=400), whole=True),
    # mistral.rs #45
    refused_parameter("mistral.rs", "roles must alternate, 500", system_free, 500, {"message": "invalid operation: Conversation roles must alternate user/assistant/user/assistant/... (in chat_template:1)"}),
    # anomalyco/opencode #5034
    refused_parameter("llama.cpp", "roles named", rude, 500, error("Only user, assistant and tool roles are supported, got system. at row 31, column 9", code=500), calls=4),
    # karpathy/nanochat #414
    refused_parameter("nanochat", "roles that are allowed", system_free, 400, {"detail": "Message 0 has invalid role. Must be 'user', 'assistant'"}),
    refused_parameter("Anthropic", "sampling parameters", without("temperature"), 400, claude("invalid_request_error", "Sampling parameters (temperature, top_p, top_k) are not available for this model."), model=CLAUDE),
    refused_parameter("Azure", "seed", without("seed"), 400, error("Extra inputs are not permitted: seed", code="extra_forbidden"), model=AZURE, options=("seed=3",)),
    refused_parameter("Cohere", "seed", without("seed"), 422, {"message": "invalid request: seed: extra fields not permitted"}, options=("seed=1",), whole=True),
    refused_parameter("Gemini by OpenAI's protocol", "seed", without("seed"), 400, [google(400, 'Invalid JSON payload received. Unknown name "seed": Cannot find field.', "INVALID_ARGUMENT", details=[{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"description": 'Invalid JSON payload received. Unknown name "seed": Cannot find field.'}]}])], calls=4, options=("seed=3",)),
    refused_parameter("OpenAI", "service_tier", without("service_tier"), 400, invalid("Invalid service_tier argument: flex is not available for this model.", "service_tier"), options=("service_tier=flex",), whole=True),
    # vllm-project/vllm #30134
    refused_parameter("vLLM", "service_tier", without("service_tier"), 400, {"error": {"message": "service_tier: Extra inputs are not permitted", "type": "BadRequestError", "param": "service_tier", "code": 400}}, options=("service_tier=flex",)),
    refused_parameter("OpenAI", "service_tier, 400", without("service_tier"), 400, invalid("Invalid value: 'turbo'. Supported values are: 'auto', 'default', 'flex', and 'priority'.", "service_tier", "invalid_value"), options=("service_tier=turbo",)),
    refused_parameter("OpenAI, old", "several at once", without("seed", "verbosity"), 400, invalid("Unrecognized request arguments supplied: seed, verbosity"), calls=4, options=("seed=3", "verbosity=low")),
    refused_parameter("Fireworks", "so much room must stream", lambda asked: asked.stream or at_most(4096)(asked), 400, error("Requests with max_tokens > 4096 must have stream=true", type="invalid_request_error", code="invalid_request_error"), calls=4, options=("max_tokens=8000",)),
    Habit("refused parameter", "Anthropic's package", "so much room that it must stream", says(GOOD), model=CLAUDE, calls=1, options=("max_tokens=64000",)),
    refused_parameter("Responses", "store", without("store"), 400, invalid("Unknown parameter: 'store'.", "store", "unknown_parameter"), options=(*RESPONSES, "store=false")),
    refused_parameter("gRPC", "stream", whole_2, 400, error("UNIMPLEMENTED: server streaming", code=12), calls=4),
    refused_parameter("any", "stream options, a field of Java", without("stream_options"), 400, {"timestamp": "2026-11-02", "status": 400, "error": "Bad Request", "message": 'JSON parse error: Unrecognized field "stream_options" (class ChatRequest), not marked as ignorable', "path": "/v1/chat/completions"}),
    refused_parameter("any", "stream options, only when streaming", without("stream_options"), 400, error("Value error, Stream options can only be defined when `stream=True`.")),
    refused_parameter("any", "stream options, serde", without("stream_options"), 422, "Failed to deserialize the JSON body into the target type: stream_options: unknown field `stream_options`, expected one of `model`, `messages` at line 1 column 90"),
    refused_parameter("any", "stream options, unknown", without("stream_options"), 400, error("Unrecognized request argument supplied: stream_options", type="invalid_request_error")),
    refused_parameter("Azure", "stream_options", without("stream_options"), 400, invalid("Unrecognized request argument supplied: stream_options"), model=AZURE, whole=True),
    refused_parameter("Cloudflare", "stream_options", without("stream_options"), 400, {"errors": [{"message": "AiError: Bad input: Error: oneOf at '/' not met: Additional property 'stream_options' is not allowed", "code": 5006}]}, whole=True),
    refused_parameter("Cohere", "stream_options", without("stream_options"), 422, {"id": "c", "message": "unknown field: parameter 'stream_options' is not a valid field"}, calls=4),
    refused_parameter("Databricks", "stream_options", without("stream_options"), 400, {"error_code": "BAD_REQUEST", "message": 'Bad request: json: unknown field "stream_options"'}, whole=True),
    refused_parameter("Fireworks", "stream_options", without("stream_options"), 400, {"error": {"object": "error", "type": "invalid_request_error", "message": "Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}"}}),
    refused_parameter("Go server", "stream_options", without("stream_options"), 400, {"error": 'json: unknown field "stream_options"'}),
    refused_parameter("Groq", "stream_options", without("stream_options"), 400, invalid("property 'stream_options' is unsupported"), whole=True),
    refused_parameter("Mistral", "stream_options", without("stream_options"), 422, extra_forbidden("stream_options"), whole=True),
    refused_parameter("pydantic 1", "stream_options", without("stream_options"), 422, {"detail": [{"loc": ["body", "stream_options"], "msg": "extra fields not permitted", "type": "value_error.extra"}]}),
    refused_parameter("SambaNova", "stream_options", without("stream_options"), 400, error("1 validation error for ChatCompletionRequest\nstream_options\n  extra fields not permitted (type=value_error.extra)")),
    refused_parameter("Vertex", "stream_options", without("stream_options"), 400, [google(400, 'Invalid JSON payload received. Unknown name "stream_options": Cannot find field.', "INVALID_ARGUMENT")]),
    refused_parameter("vLLM", "stream_options", without("stream_options"), 400, {"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]", "type": "BadRequestError", "code": 400}, whole=True),
    refused_parameter("watsonx", "stream_options", without("stream_options"), 400, {"errors": [{"code": "invalid_request_entity", "message": 'Unrecognized field "stream_options" (class ChatRequest), not marked as ignorable'}], "trace": "t", "status_code": 400}),
    refused_parameter("Databricks", "streaming", whole, 400, {"error_code": "BAD_REQUEST", "message": "Streaming is not supported for this endpoint"}),
    refused_parameter("OpenAI", "streams for the verified only", whole, 400, invalid("Your organization must be verified to stream this model. Please go to the settings and click on Verify Organization.", "stream", "unsupported_value"), whole=True),
    refused_parameter("a template", "system", system_free, 500, {"error": "chat template error: System role not supported"}),
    refused_parameter("Cloudflare", "system", lambda asked: not asked.has_system, 400, {"success": False, "errors": [{"code": 5006, "message": "AiError: Bad input: Error: oneOf at '/' not met, 0 matches: required properties at '/' are 'prompt'; role 'system' is not allowed"}], "result": None}, calls=4),
    refused_parameter("first message", "system", system_free, 400, error("The first message must come from the user")),
    refused_parameter("Gemini", "system", system_free, 400, google(400, "System instruction is not supported for this model", "INVALID_ARGUMENT"), model=GEMINI),
    refused_parameter("LM Studio", "system", lambda asked: not asked.has_system, 400, {"error": 'Error rendering prompt with jinja template: "System messages are not allowed in this template".'}, calls=4),
    refused_parameter("Mistral template", "system", lambda asked: not asked.has_system, 400, error('Error rendering prompt with jinja template: "Only user and assistant roles are supported!"', code=400), calls=4),
    refused_parameter("Nvidia NIM", "system", lambda asked: not asked.has_system, 500, {"type": "urn:inference-service:problem-details:internal-server-error", "title": "Internal Server Error", "status": 500, "detail": "System role not supported"}, calls=4),
    refused_parameter("position", "system", system_free, 400, {"detail": "expected role 'user' at position 0, found 'system'"}),
    refused_parameter("prompts", "system", system_free, 400, invalid("System prompts are unavailable for m", "messages")),
    refused_parameter("SGLang", "system", lambda asked: not asked.has_system, 400, {"object": "error", "message": "Conversation roles must alternate user/assistant/user/assistant/...", "type": "BadRequest", "param": None, "code": 400}, calls=4),
    # vllm-project/vllm #10463
    refused_parameter("vLLM", "system", rude, 400, {"object": "error", "message": "[{'type': 'literal_error', 'loc': ('body', 'messages', 0, 'typed-dict', 'role'), 'msg': \"Input should be 'user'\", 'input': 'system', 'ctx': {'expected': \"'user'\"}}]", "type": "BadRequestError", "param": None, "code": 400}),
    refused_parameter("any", "system in French", rude, 400, error("Rôle inconnu dans la conversation"), calls=4),
    # ggml-org/llama.cpp #20733
    refused_parameter("llama.cpp", "system must begin", rude, 400, error("Unable to generate parser for this template. Automatic parser generation failed: \n------------\nWhile executing CallExpression at line 85, column 32 in source:\n...first %}↵            {{- raise_exception('System message must be at the beginnin...\n                                           ^\nError: Jinja Exception: System message must be at the beginning.", code=400, type="invalid_request_error"), calls=4),
    # nashsu/llm_wiki #670
    refused_parameter("a gateway", "temperature", without("temperature"), 400, {"error": {"cause": "{\"error\": {\"message\": \"Unsupported value: 'temperature' does not support 0.0 with this model.\", \"type\": \"invalid_request_error\", \"param\": \"temperature\", \"code\": \"unsupported_value\"}}", "code": 400, "message": "模型服务调用失败", "status": "FAILED_RESPONSE"}, "requestId": "x", "result": None}),
    refused_parameter("an interval", "temperature", without("temperature"), 422, {"message": "temperature 0 is not in (0, 2]"}),
    refused_parameter("Anthropic", "temperature", without("temperature"), 400, claude("invalid_request_error", "`temperature` is deprecated for this model."), model=CLAUDE, whole=True),
    refused_parameter("Bedrock", "temperature", without("temperature"), 400, {"message": "The model returned the following errors: `temperature` is deprecated for this model."}),
    refused_parameter("Bedrock Titan", "temperature", without("temperature"), 400, {"message": "Malformed input request: #: extraneous key [temperature] is not permitted, please reformat your input and try again."}),
    refused_parameter("Cerebras", "temperature", without("temperature"), 400, {"message": "property 'temperature' is unsupported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}),
    refused_parameter("Codex", "temperature", without("temperature"), 400, {"detail": "Unsupported parameter: temperature"}),
    refused_parameter("Databricks", "temperature", without("temperature"), 400, {"error_code": "BAD_REQUEST", "message": '{"message":"`temperature` is not supported for this model"}'}),
    refused_parameter("gateway in Chinese", "temperature", without("temperature"), 400, {"error": {"cause": "{\n \"error\": {\n  \"message\": \"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.\",\n  \"type\": \"invalid_request_error\",\n  \"param\": \"temperature\",\n  \"code\": \"unsupported_value\"\n }\n}", "code": 400, "message": "模型服务调用失败", "status": "FAILED_RESPONSE"}, "requestId": "r", "result": None}),
    refused_parameter("gateway in French", "temperature", without("temperature"), 400, {"erreur": "Le paramètre « temperature » n'est pas pris en charge par ce modèle."}),
    refused_parameter("gateway in German", "temperature", without("temperature"), 400, {"fehler": "Der Parameter 'temperature' wird von diesem Modell nicht unterstützt."}),
    refused_parameter("gateway in Japanese", "temperature", without("temperature"), 400, error("パラメータが無効です"), calls=4),
    refused_parameter("gateway in Spanish", "temperature", without("temperature"), 422, {"mensaje": "El parámetro temperature no está permitido en este modelo"}, calls=4),
    # ai-forever/gigachain #237
    refused_parameter("GigaChat", "temperature", without("temperature"), 422, {"status": 422, "message": "Invalid params: temperature must be in range (0, +inf)"}),
    refused_parameter("Java server", "temperature", without("temperature"), 400, {"timestamp": "2026-01-01T00:00:00Z", "status": 400, "error": "Bad Request", "message": 'JSON parse error: Unrecognized field "temperature"', "path": "/v1/chat/completions"}),
    refused_parameter("JSON Schema", "temperature", without("temperature"), 400, error("Additional properties are not allowed ('temperature' was unexpected)")),
    refused_parameter("LiteLLM", "temperature", without("temperature"), 400, error("litellm.UnsupportedParamsError: gpt-5 models don't support temperature=0. Only temperature=1 is supported.", code="400"), whole=True),
    refused_parameter("MiniMax", "temperature", without("temperature"), 400, {"type": "error", "error": {"type": "bad_request_error", "message": "invalid params, temperature must be in (0.0, 1.0] (2013)", "http_code": "400"}}),
    # vegu-ai/talemate #102
    refused_parameter("Mistral", "temperature", without("temperature"), 422, {"object": "error", "message": {"detail": [{"type": "greater_than", "loc": ["body", "temperature"], "msg": "Input should be greater than 0", "input": 0}]}}),
    refused_parameter("Moonshot", "temperature", without("temperature"), 400, invalid("invalid temperature: only 1 is allowed for this model"), whole=True),
    refused_parameter("Nvidia NIM", "temperature", without("temperature"), 422, {"type": "urn:inference-service:problem-details:unprocessable-entity", "title": "Unprocessable Entity", "status": 422, "detail": "body -> temperature\n  Extra inputs are not permitted (type=extra_forbidden)", "instance": "/v2/nvcf/pexec"}),
    refused_parameter("OpenAI", "temperature", without("temperature"), 400, invalid("Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", "temperature", "unsupported_value"), whole=True),
    refused_parameter("OpenAI through Azure AI", "temperature", without("temperature"), 400, error("temperature is not supported with this model. Remove it and retry.", code="BadRequest", status=400)),
    refused_parameter("prose", "temperature", without("temperature"), 400, error("Sampling with a temperature is switched off for m.")),
    refused_parameter("Qianfan", "temperature", without("temperature"), 400, {"error": {"code": "invalid_argument", "message": "the range of temperature should be (0, 1.0]", "type": "invalid_request_error"}, "id": "as-1"}),
    refused_parameter("Responses", "temperature", without("temperature"), 400, invalid("Unsupported parameter: 'temperature' is not supported with this model.", "temperature"), options=RESPONSES, whole=True),
    refused_parameter("Rust server", "temperature", without("temperature"), 422, "Failed to deserialize the JSON body into the target type: unknown field `temperature`, expected one of `messages`, `model`, `stream` at line 1 column 120"),
    refused_parameter("Spark", "temperature", without("temperature"), 400, {"code": 10163, "message": "param validate error: '/parameter/chat/temperature' must be > 0", "sid": "cha"}),
    refused_parameter("Spring", "temperature", without("temperature"), 400, {"status": 400, "errors": [{"field": "temperature", "rejectedValue": 0.0, "defaultMessage": "must be greater than 0"}]}),
    refused_parameter("TGI", "temperature", without("temperature"), 422, {"error": "Input validation error: `temperature` must be strictly positive", "error_type": "validation"}),
    refused_parameter("Yandex", "temperature", without("temperature"), 400, {"error": {"grpcCode": 3, "httpCode": 400, "message": "Specified temperature should be greater than 0 and at most 1, got 0.000000", "httpStatus": "Bad Request", "details": []}}),
    refused_parameter("Zhipu", "temperature", without("temperature"), 400, {"error": {"code": "1210", "message": "API 调用参数有误，请检查文档。temperature 参数非法。"}}),
    refused_parameter("zod", "temperature", without("temperature"), 400, {"error": {"issues": [{"code": "unrecognized_keys", "keys": ["temperature"], "path": [], "message": "Unrecognized key(s) in object: 'temperature'"}]}}),
    refused_parameter("Anthropic", "temperature and top_p", lambda asked: not {'temperature', 'top_p'} <= set(asked.body), 400, claude("invalid_request_error", "`temperature` and `top_p` cannot both be specified for this model. Please use only one."), model=CLAUDE, options=("top_p=0.9",)),
    refused_parameter("Perplexity", "temperature at body", without("temperature"), 400, error('["At body -> temperature: Input should be less than 2"]', type="bad_request", code=400), calls=4, options=("temperature=2.5",)),
    refused_parameter("vLLM", "temperature below zero", without("temperature"), 400, {"object": "error", "message": "temperature must be non-negative, got -1.0.", "type": "BadRequestError", "param": None, "code": 400}, calls=4, options=("temperature=-1",)),
    refused_parameter("Cloudflare", "temperature by JSON Schema", without("temperature"), 400, {"errors": [{"message": "AiError: AiError: Invalid data: Type mismatch of '/temperature', 'number' not in 'integer'", "code": 5006}], "success": False}, calls=4),
    refused_parameter("OpenAI", "temperature by name", without("temperature"), 400, invalid("Unsupported parameter: 'temperature' is not supported with this model.", "temperature", "unsupported_parameter"), whole=True),
    refused_parameter("MiniMax", "temperature in 200", without("temperature"), 200, {"base_resp": {"status_code": 2013, "status_msg": "invalid params, temperature must be in (0.0, 1.0]"}}),
    # databricks-solutions/genie-ontology-readiness #8
    refused_parameter("Databricks", "temperature of Claude", without("temperature"), 400, {"error_code": "BAD_REQUEST", "message": "BAD_REQUEST: Model us.anthropic.claude-opus-5 does not support the temperature parameter."}, calls=4),
    refused_parameter("Kimi", "temperature of its own", without("temperature"), 400, invalid("invalid temperature: only 0.6 is allowed for this model")),
    refused_parameter("Anthropic", "temperature too high", without("temperature"), 400, claude("invalid_request_error", "temperature: range: 0..1"), model=CLAUDE, options=("temperature=1.5",)),
    refused_parameter("Anthropic", "temperature with thinking", without("temperature"), 400, claude("invalid_request_error", "`temperature` may only be set to 1 when thinking is enabled."), model=CLAUDE, whole=True),
    refused_parameter("Azure", "temperature without param", without("temperature"), 400, invalid("Unsupported value: 'temperature' does not support 0.0 with this model."), model=AZURE, whole=True),
    refused_parameter("Anthropic", "temperature, 400", without("temperature"), 400, claude("invalid_request_error", "temperature: this model only runs at its default of 1"), model=CLAUDE),
    refused_parameter("Bedrock", "temperature, 400", without("temperature"), 400, {"message": "The model returned the following errors: inferenceConfig.temperature is not supported by this model", "__type": "ValidationException"}),
    refused_parameter("gateway in Chinese", "temperature, 400", without("temperature"), 400, error("参数 temperature 不合法: 取值范围为 (0, 1]", code="invalid_parameter")),
    refused_parameter("LiteLLM", "temperature, 400", without("temperature"), 400, error("litellm.BadRequestError: VertexAIException - unable to submit request because it has a temperature value of 0.0 but the supported range is from 0.5 (inclusive) to 1.0", type=None, param=None, code="400")),
    refused_parameter("any", "temperature, a field", without("temperature"), 400, {"error": {"code": 400, "message": "Request contains an invalid argument.", "status": "INVALID_ARGUMENT", "details": [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "temperature", "description": "out of range"}]}]}}),
    refused_parameter("any", "temperature, a key of the error", without("temperature"), 422, {"errors": {"temperature": ["must be greater than 0"]}}),
    refused_parameter("any", "temperature, a list of errors", without("temperature"), 422, {"errors": [{"source": {"pointer": "/temperature"}, "title": "is not allowed"}]}),
    refused_parameter("any", "temperature, a list of names", without("temperature"), 400, {"error": "unsupported_parameters", "parameters": ["temperature"]}),
    refused_parameter("any", "temperature, a path", without("temperature"), 400, {"statusCode": 400, "error": "Bad Request", "message": "body/temperature must be > 0"}),
    refused_parameter("any", "temperature, Chinese", without("temperature"), 400, error("参数 temperature 取值错误，该模型不支持自定义", code="1210")),
    refused_parameter("any", "temperature, in the text of 500", without("temperature"), 500, {"error": 'Internal error: ValueError("`temperature` (=0) has to be a strictly positive float, otherwise your next token scores will be invalid.")'}),
    # nashsu/llm_wiki #670
    refused_parameter("any", "temperature, JSON in a cause", without("temperature"), 400, {"error": {"cause": "{\"error\": {\"message\": \"Unsupported value: 'temperature' does not support 0.1 with this model.\", \"param\": \"temperature\", \"code\": \"unsupported_value\"}}", "code": 400, "message": "模型服务调用失败", "status": "FAILED_RESPONSE"}, "requestId": "x", "result": None}),
    refused_parameter("any", "temperature, LiteLLM", without("temperature"), 400, error("litellm.UnsupportedParamsError: openai does not support parameters: {'temperature': 0}, for model=o1-mini. To drop these, set `litellm.drop_params=True`", type="None", param=None, code="400")),
    refused_parameter("any", "temperature, only param", without("temperature"), 400, {"error": {"message": "Bad request", "type": "invalid_request_error", "param": "temperature", "code": None}}),
    refused_parameter("any", "temperature, Spanish", without("temperature"), 400, error("El parámetro «temperature» no es compatible con este modelo")),
    # vllm-project/guidellm #52
    refused_parameter("TGI", "template error", rude, 422, {"error": "Template error: syntax error: System role not supported (in <string>:1)", "error_type": "template_error"}, calls=4),
    refused_parameter("Ollama", "think", lambda asked: not asked.body.get('think'), 400, {"error": '"m" does not support thinking'}, model=OLLAMA, options=("reasoning=true",)),
    refused_parameter("Ollama", "think low", lambda asked: not asked.body.get('think'), 400, {"error": 'think value "low" is not supported for this model'}, model=OLLAMA, options=("reasoning=low",)),
    refused_parameter("Gemini", "thinking budget", lambda asked: 'thinkingConfig' not in asked.text, 400, google(400, "Budget 0 is invalid. This model only works in thinking mode.", "INVALID_ARGUMENT"), model=GEMINI, options=("thinking_budget=0",)),
    # RooCodeInc/Roo-Code #4399
    refused_parameter("Gemini", "thinking budget, 400", lambda asked: 'thinkingBudget' not in asked.text, 400, google(400, "The thinking budget (52428) is invalid. Please choose a value between 128 and 32768.", "INVALID_ARGUMENT"), model=GEMINI, options=("thinking_budget=52428",)),
    refused_parameter("Gemini", "thinking level", lambda asked: 'thinkingConfig' not in asked.text, 400, google(400, "Thinking level is not supported for this model.", "INVALID_ARGUMENT"), model=GEMINI, options=("thinking_level=low",)),
    refused_parameter("Anthropic", "thinking type", lambda asked: 'thinking' not in asked.body, 400, claude("invalid_request_error", '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'), model=CLAUDE, options=('thinking={"type": "enabled", "budget_tokens": 1024}', "max_tokens=4096")),
    refused_parameter("DashScope", "thinks in streams only", streamed, 400, invalid("parameter.enable_thinking must be set to false for non-streaming calls"), whole=True),
    refused_parameter("Fireworks", "top_k of extra", without("frequency_penalty"), 400, {"error": {"object": "error", "type": "invalid_request_error", "message": "Extra inputs are not permitted, field: 'frequency_penalty', value: 0.1"}}, options=("frequency_penalty=0.1",)),
    refused_parameter("Anthropic", "top_k with thinking", lambda asked: 'top_k' not in asked.body, 400, claude("invalid_request_error", "`top_k` must be unset when thinking is enabled."), model=CLAUDE, options=("top_k=5",)),
    refused_parameter("Mistral", "top_p", without("top_p"), 422, {"object": "error", "message": {"detail": [{"type": "greater_than", "loc": ["body", "top_p"], "msg": "Input should be greater than 0", "input": 0}]}, "type": "invalid_request_error"}, options=("top_p=0",)),
    refused_parameter("OpenAI", "top_p of reasoning", without("top_p"), 400, invalid("Unsupported parameter: 'top_p' is not supported with this model.", "top_p", "unsupported_parameter"), calls=4, options=("top_p=0.5",)),
    # devoxx/DevoxxGenieIDEAPlugin #338
    refused_parameter("Mistral", "top_p with greedy sampling", lambda asked: asked.body.get('temperature') != 0 or 'top_p' not in asked.body, 400, {"object": "error", "message": "top_p must be 1 when using greedy sampling.", "type": "invalid_request_error"}, options=("top_p=0.9",)),
    # anomalyco/opencode #5034
    refused_parameter("llama.cpp", "trace of a template", system_free, 500, {"error": {"code": 500, "message": "Only user, assistant and tool roles are supported, got system. at row 92, column 114:\n {%- else %}\n {{- raise_exception('Only user, assistant and tool roles are supported, got ' + message['role'] + '.') }}\n ^", "type": "server_error"}}),
    # peonist-ai/halogen-server #3
    refused_parameter("halogen", "unexpected role", system_free, 400, invalid("chat template rejected the request: Unexpected message role.")),
    # SillyTavern/SillyTavern #93
    refused_parameter("KoboldAI", "unknown field", without("stream_options"), 422, {"detail": {"stream_options": ["Unknown field."]}}, calls=4),
    refused_parameter("Java server", "unrecognized field", without("stream_options"), 400, {"timestamp": "2026-01-01T00:00:00Z", "status": 400, "error": "Bad Request", "trace": "x", "message": 'JSON parse error: Unrecognized field "stream_options" (class a.b.ChatRequest), not marked as ignorable', "path": "/v1/chat/completions"}),
    # lobehub/lobehub #18885
    refused_parameter("relay", "upstream 400 and no name", without("temperature"), 400, {"error": {"message": "Upstream error: 400", "type": "invalid_request_error", "param": "", "code": None}}, calls=4),
    refused_parameter("OpenAI", "verbosity", without("verbosity"), 400, invalid("Unsupported value: 'low' is not supported with the 'm' model. Supported values are: 'medium'.", "verbosity", "unsupported_value"), options=("verbosity=low",)),
    # langchain4j #3974: a stream is answered
    refused_parameter("DashScope", "wants a parameter", lambda it: it.stream, 400, {"error": {"code": "invalid_parameter_error", "message": "parameter.enable_thinking must be set to false for non-streaming calls", "param": None, "type": "invalid_request_error"}}),
    refused_parameter("Cerebras", "wrong_api_format", without("seed"), 422, {"message": "body.seed: property 'body.seed' is unsupported", "type": "invalid_request_error", "param": "validation_error", "code": "wrong_api_format"}, options=("seed=3",)),
]  # fmt: skip
