"""Replies that are broken, and faults of servers: those that pass, and those that stay."""

# A table: its rows are not broken up.

import json
from functools import partial
from typing import Any

from tests.fakes.habits.vocabulary import *

stays = partial(ends, "broken reply")


def stops_early(asked: Asked) -> Raw | Said:
    if not asked.stream:
        return SAID
    text = WRITERS["openai"](Said(HALF), "m", stream=True)
    return Raw(
        text[: text.index('"finish_reason": "stop"')].rpartition("data: ")[0],
        kind="text/event-stream",
    )


def choice_error(value: dict[str, Any]) -> None:
    for choice in value["choices"]:
        choice.update(
            finish_reason="error", error={"code": 502, "message": "Upstream error from Provider"}
        )


def failed_response(value: dict[str, Any]) -> None:
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


def overloads(asked: Asked) -> Raw:
    if asked.stream:
        return Raw(
            f"event: error\ndata: {json.dumps({'type': 'error', 'sequence_number': 2, 'error': {'type': 'service_unavailable_error', 'code': 'server_is_overloaded', 'message': 'Our servers are currently overloaded. Please try again later.', 'param': None}})}\n\n",
            kind="text/event-stream",
        )
    return Raw(
        {
            "error": {
                "type": "error",
                "sequence_number": 2,
                "error": {
                    "type": "service_unavailable_error",
                    "code": "server_is_overloaded",
                    "message": "Our servers are currently overloaded. Please try again later.",
                    "param": None,
                },
            }["error"]
        },
        503,
    )


def disconnected(value: dict[str, Any]) -> None:
    value.update(
        error={
            "code": 502,
            "message": "Provider disconnected unexpectedly",
            "metadata": {"error_type": "provider_unavailable"},
        }
    )


FAULTS = [
    stays("Amazon", "error in XML", 403, '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied for this bucket</Message></Error>', "access denied", calls=4),
    stays("Amazon", "Message in capitals", 403, {"Message": "User: arn:aws:iam::1:user/u is not authorized to perform: bedrock:InvokeModel with an explicit deny"}, "explicit deny", calls=4),
    odd("Anthropic", "api_error in the midst", once(broken_off(SAID, 'event: error\ndata: {"type": "error", "error": {"type": "api_error", "message": "Internal server error"}, "request_id": "r"}\n\n', claude("api_error", "Internal server error"))), model=CLAUDE, calls=3),
    odd("Anthropic", "ended without message_stop", once(broken_off(SAID, "", claude("api_error", "Internal server error"))), model=CLAUDE, calls=3),
    odd("Anthropic", "error event, once", once(lambda asked: Raw(f"event: error\ndata: {json.dumps(claude('overloaded_error', 'Overloaded'))}\n\n", kind='text/event-stream') if asked.stream else Raw(claude('overloaded_error', 'Overloaded'), 529)), model=CLAUDE, calls=2, whole=True),
    stays("Anthropic", "page", 200, PAGE, model=CLAUDE, calls=4),
    stays("any", "204", 204, "", calls=4),
    stays("any", "405 as JSON", 405, {"detail": "Method Not Allowed"}, "method not allowed"),
    odd("any", "500 in plain words", once(fails(500, "Internal Server Error")), calls=2),
    stays("any", "a body of text", 200, "OK", "ok", calls=4),
    stays("any", "a number", 200, "42", "other than a reply", calls=4),
    odd("any", "a page in the stream", once(broken_off(SAID, "<html><body>502 Bad Gateway</body></html>", PAGE, 502)), calls=3),
    stays("any", "a quota page in plain words", 503, "Service Unavailable: the tenant was moved", "tenant was moved", calls=10),
    stays("any", "a redirect", 301, "<html><head><title>301 Moved Permanently</title></head></html>", "301"),
    odd("any", "a stream that ends before its end", once(stops_early), calls=2),
    stays("any", "a text in JSON", 400, '"this tenant is closed"', "tenant is closed", calls=3),
    odd("any", "an error as text", once(broken_off(SAID, 'data: {"error": "upstream went away"}\n\n', {"error": "upstream went away"}, 502)), calls=3),
    odd("any", "an error object without a name", once(broken_off(SAID, 'data: {"code": 503, "message": "upstream unavailable"}\n\n', {"code": 503, "message": "upstream unavailable"}, 503)), calls=3),
    Habit("broken reply", "any", "bad line in a stream", lambda _: Raw('data: {"choices": [{"index": 0, "delta": {"con\n\n', kind='text/event-stream'), gives=CallError, calls=4, whole=True),
    stays("any", "base of an API page", 404, {"detail": "Not Found"}, "/v1/chat/completions"),
    odd("any", "breaks off", once(lambda asked: Raw('{', missing=50)), calls=3, whole=True),
    stays("any", "error in a title", 400, {"title": "Tenant is locked", "status": 400}, "tenant is locked", calls=3),
    stays("any", "error in XML", 400, '<?xml version="1.0"?><error><code>17</code><description>the deployment is paused</description></error>', "deployment is paused", calls=3),
    stays("any", "error in YAML", 400, "error: the region is closed\ncode: 12\n", "region is closed", calls=3),
    stays("any", "list", 200, [], calls=4),
    stays("any", "list of texts", 400, {"errors": ["tenant header is missing"]}, "tenant header", calls=4),
    stays("any", "message as an object", 400, {"error": {"message": {"text": "the tenant has no seat"}}}, "no seat", calls=3),
    stays("any", "method not allowed", 405, {"detail": "Method Not Allowed"}, "/v1"),
    stays("any", "msg", 400, {"code": 40001, "msg": "app id is wrong"}, "app id is wrong", calls=4),
    stays("any", "no body", 200, "", calls=4),
    stays("any", "null", 200, "null", calls=4),
    stays("any", "null, 200", 200, "null", "other than a reply", calls=4),
    odd("any", "one error in 200, then well", once(in_200({"error": {"code": 503, "message": "no healthy upstream"}})), calls=2),
    stays("any", "plain text", 200, "upstream connect error or disconnect/reset before headers", calls=4),
    stays("any", "problem details", 400, {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "Model m is switched off for this workspace"}, "switched off", calls=4),
    stays("any", "reason in capitals", 400, {"Status": "Error", "Reason": "the workspace is frozen"}, "workspace is frozen", calls=3),
    stays("any", "success false", 200, {"success": False, "error": {"code": "X", "status": 400, "message": "the workspace is frozen"}}, "workspace is frozen", calls=4),
    odd("any", "the error as an event", once(broken_off(SAID, 'event: error\ndata: {"error": {"message": "upstream went away", "code": 502}}\n\n', error("upstream went away"), 502)), calls=3),
    odd("AWS", "a page of a balancer", once(fails(504, "<html><head><title>504 Gateway Time-out</title></head><body></body></html>")), calls=2),
    stays("Azure", "no deployment", 404, {"error": {"code": "DeploymentNotFound", "message": "The API deployment for this resource does not exist."}}, "does not exist"),
    stays("Azure", "wrong api version", 404, {"error": {"code": "404", "message": "Resource not found"}}, "resource not found"),
    Habit("broken reply", "Baidu", "error_code in 200", in_200({"error_code": 110, "error_msg": "Access token invalid or no longer valid"}), gives=CallError, says="access token invalid", calls=4),
    stays("captive portal", "page with 200", 200, "<html><head><title>Hotel WiFi</title></head><body>Please sign in</body></html>", "hotel wifi", calls=4),
    odd("Cloudflare", "an origin that is away", once(fails(520, "error code: 520")), calls=2),
    stays("Express", "cannot post", 404, "<!DOCTYPE html><html><body><pre>Cannot POST /chat/completions</pre></body></html>", "/v1"),
    stays("FastAPI", "detail in 200", 200, {"detail": "Not authenticated"}, "not authenticated", calls=4),
    stays("FastAPI", "no such path", 404, {"detail": "Not Found"}, "/v1"),
    odd("gateway", "an error event in words", once(broken_off(SAID, "event: error\ndata: upstream timeout\n\n", {"error": {"message": "upstream timeout", "type": "server_error", "code": 504}})), calls=3),
    # Augustas11/macprovider #186
    odd("gateway", "DONE in the midst", once(broken_off(SAID, "data: [DONE]\n\n", {"error": {"message": "upstream timeout", "type": "server_error", "code": 504}})), calls=3),
    odd("gateway", "success false", once(fails(500, {"success": False, "error": {"code": "INTERNAL_SERVER_ERROR", "status": 500, "message": "An unexpected error occurred. Please try again later."}})), calls=2),
    odd("Gemini", "503 in a stream", once(broken_off(SAID, 'data: {"error": {"code": 503, "message": "The model is overloaded. Please try again later.", "status": "UNAVAILABLE"}}\n\n', google(503, "The model is overloaded.", "UNAVAILABLE"), 503)), model=GEMINI, calls=2),
    odd("Gemini", "an error in a stream", once(lambda asked: Raw(f"data: {json.dumps(google(503, 'The model is overloaded. Please try again later.', 'UNAVAILABLE'))}\n\n", kind='text/event-stream') if asked.stream else Raw(google(503, 'The model is overloaded. Please try again later.', 'UNAVAILABLE'), 503)), model=GEMINI, calls=3),
    stays("Gemini", "page", 404, PAGE, "address", model=GEMINI),
    stays("Gemini", "precondition", 400, google(400, "User location is not supported for the API use.", "FAILED_PRECONDITION"), "location", model=GEMINI, calls=3),
    stays("GigaChat", "status and message", 400, {"status": 400, "message": "Invalid params: profanity_check"}, "profanity_check", calls=4),
    stays("Go", "http to https", 400, "Client sent an HTTP request to an HTTPS server.\n", "https", calls=4),
    stays("GraphQL", "errors with a path", 400, {"errors": [{"message": "the project is archived", "path": ["chat"], "extensions": {"code": "BAD_USER_INPUT"}}]}, "project is archived", calls=3),
    stays("gRPC", "transcoded", 404, {"code": 5, "message": "deployment d was not found", "details": []}, "deployment d", calls=4),
    odd("HF endpoint", "scaled to zero", once(fails(503, {"error": "503 Service Unavailable"})), calls=2),
    stays("Jan", "no model is loaded", 400, {"message": "Model has not been loaded, please load model into jan"}, "has not been loaded", calls=4),
    odd("KoboldCpp", "busy", once(fails(503, {"detail": {"msg": "Server is busy; please try again later.", "type": "service_unavailable"}})), calls=2),
    stays("Kong", "no route", 404, {"message": "no Route matched with those values"}, "no route matched", calls=4),
    stays("Kong", "no route, 404", 404, {"message": "no Route matched with those values", "request_id": "a"}, "no route matched"),
    stays("Kubernetes", "default backend", 404, "default backend - 404", "default backend", calls=4),
    stays("Lemonade", "cloud failed", 502, {"error": {"details": {"status_code": 412, "response": {"error": {"message": "suspended"}}}, "message": "cloud (fireworks) request failed"}}, "request failed", calls=4),
    odd("llama-swap", "starting", once(fails(502, "upstream command exited prematurely but successfully")), calls=2),
    odd("llama.cpp", "loading", once(fails(503, error("Loading model", code=503, type="unavailable_error"))), calls=2),
    stays("LM Studio", "cannot load", 400, {"error": {"message": 'Failed to load model "m". Error: Insufficient system resources.', "type": "invalid_request_error", "param": "model", "code": "model_load_failed"}}, "failed to load model"),
    stays("LM Studio", "model crashed", 400, {"error": "The model has crashed without additional information. (Exit code: 18446744072635812000)"}, "crashed", calls=4),
    stays("LocalAI", "a backend", 500, {"error": {"code": 500, "message": "could not load model - all backends returned error: rpc error: code = Unknown desc = failed loading model", "type": ""}}, "could not load model"),
    odd("LocalAI", "an error event, then DONE", once(in_200({"error": {"code": "server_error", "message": "rpc error: code = Unavailable desc = connection refused", "type": "server_error"}})), calls=3),
    stays("LocalAI", "could not load", 500, error("could not load model: rpc error: code = Unknown desc = unsupported model type", code=500, type=""), "could not load model", calls=4),
    stays("MiniMax", "error of its own in 200", 200, {"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}, "insufficient balance", calls=4),
    stays("nginx", "page, 404", 404, "<html><head><title>404 Not Found</title></head></html>", "/v1"),
    odd("Ollama", "a full queue", once(fails(503, {"error": "server busy, please try again.  maximum pending requests exceeded"})), model=OLLAMA, calls=2),
    odd("Ollama", "an error line in the midst", once(broken_off(SAID, '{"error": "an error was encountered while running the model: CUDA error"}\n', {"error": "CUDA error"})), model=OLLAMA, calls=3),
    odd("Ollama", "ended without done", once(broken_off(SAID, "", {"error": "EOF"})), model=OLLAMA, calls=3),
    odd("Ollama", "EOF in a stream", once(broken_off(SAID, '{"error": "unexpected EOF"}\n', {"error": "unexpected EOF"})), model=OLLAMA, calls=2),
    stays("Ollama", "error in a stream", 200, {"error": "llama runner process has terminated: exit status 2"}, "llama runner", model=OLLAMA, calls=4),
    stays("Ollama", "memory", 500, {"error": "model requires more system memory (9.2 GiB) than is available (6.1 GiB)"}, "system memory", model=OLLAMA, calls=4),
    stays("Ollama", "no memory", 500, {"error": "model requires more system memory (5.5 GiB) than is available (3.9 GiB)"}, "system memory", model=OLLAMA, calls=4),
    stays("Ollama", "no such model", 404, {"error": {"message": "model 'm' not found", "type": "not_found_error", "param": None, "code": None}}, "not found"),
    stays("Ollama", "page", 200, PAGE, model=OLLAMA, calls=4),
    stays("Ollama", "runner stopped", 500, {"error": "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details"}, "unexpectedly stopped", model=OLLAMA, calls=4),
    stays("Ollama", "too little memory", 500, {"error": "model requires more system memory (5.6 GiB) than is available (3.1 GiB)"}, "system memory", model=OLLAMA, calls=4),
    stays("Ollama", "wrong version", 412, {"error": "pull model manifest: 412: this model requires a newer version of Ollama"}, "newer version", model=OLLAMA),
    stays("Open WebUI", "page in 200", 200, PAGE, "address"),
    Habit("broken reply", "OpenAI", "no credit as an event", in_200(error("You exceeded your current quota, please check your plan and billing details.", type="insufficient_quota", code="insufficient_quota")), gives=CallError, says="credit", calls=1),
    odd("OpenAI", "rate as an event, once", once(in_200(error("Rate limit reached for requests", type="requests", code="rate_limit_exceeded"))), calls=2),
    odd("OpenRouter", "a failure upstream in 200", once(in_200({"error": {"message": "Provider returned error", "code": 502, "metadata": {"raw": "upstream", "provider_name": "x"}}, "user_id": "u"})), calls=2),
    odd("OpenRouter", "an error beside choices, then well", once(altered(Said(HALF, "error"), disconnected)), calls=3),
    stays("OpenRouter", "choices null", 200, {"id": "c", "object": "chat.completion", "model": "m", "choices": None}, "without choices", calls=4),
    stays("OpenRouter", "code as text", 200, error("Internal Server Error", code="500"), "Internal Server Error", calls=4),
    stays("OpenRouter", "error in 200", 200, error("Provider returned error", code=502, metadata={"provider_name": "P"}), "Provider returned error", calls=4),
    odd("OpenRouter", "error in 200, once", once(fails(200, error("Provider returned error", code=502, metadata={"provider_name": "P"}))), calls=2, whole=True),
    odd("OpenRouter", "error in a stream, once", once(lambda asked: Raw(f"data: {json.dumps({'id': 'g', 'object': 'chat.completion.chunk', 'choices': [{'index': 0, 'delta': {'content': ''}, 'finish_reason': 'error'}], 'error': {'message': 'Provider returned error', 'code': 502, 'metadata': {'provider_name': 'P'}}})}\n\n" if asked.stream else {'id': 'g', 'object': 'chat.completion.chunk', 'choices': [{'index': 0, 'delta': {'content': ''}, 'finish_reason': 'error'}], 'error': {'message': 'Provider returned error', 'code': 502, 'metadata': {'provider_name': 'P'}}}, kind='text/event-stream')), calls=2, whole=True),
    odd("OpenRouter", "error of a choice", once(altered(Said(), choice_error)), calls=2),
    odd("OpenRouter", "worker full in a stream", once(in_200({"id": "gen-1", "choices": [], "error": {"code": 502, "message": "Worker local total request limit reached (33/32)", "metadata": {"error_type": "provider_unavailable"}}})), calls=2),
    stays("PHP", "a warning before", 500, "<br />\n<b>Fatal error</b>: Allowed memory size exhausted in <b>/var/www/proxy.php</b>", "allowed memory size", calls=4),
    odd("Portkey", "connection lost in 200", once(in_200({"html-message": "Network connection lost."})), calls=2),
    odd("proxy", "a page in a stream", once(broken_off(SAID, "<html><head><title>502 Bad Gateway</title></head></html>\n\n", "<html><head><title>502 Bad Gateway</title></head></html>", 502)), calls=3),
    odd("proxy", "error chunk behind the text, once", once(in_200({"error": {"message": "upstream connect error or disconnect/reset before headers", "type": "upstream_error", "code": 503}})), calls=2),
    stays("proxy", "sign in, 403", 403, PAGE, "address"),
    stays("Python", "unsupported method", 501, "<!DOCTYPE HTML><html><head><title>Error response</title></head><body><h1>Error response</h1><p>Error code: 501</p><p>Message: Unsupported method ('POST').</p></body></html>", "unsupported method", calls=4),
    stays("Rails", "errors by field", 422, {"errors": {"model": ["is not permitted for this team"]}}, "not permitted for this team"),
    stays("relay", "code and msg in 200", 200, {"code": 40013, "msg": "app id is not bound to this service", "sid": "c"}, "not bound", calls=4),
    # Wei-Shaw/sub2api #1471
    odd("relay", "two objects in an event", once(broken_off(SAID, 'data: {"choices": [{"index": 0, "delta": {"con\n{"error": {"type": "upstream_error", "message": "stream_read_error"}}\n\n', {"error": {"message": "upstream timeout", "type": "server_error", "code": 504}})), calls=3),
    odd("Responses", "failed", once(altered(SAID, failed_response)), calls=2, options=RESPONSES),
    Habit("broken reply", "Responses", "failed for good", failed("server_error", "The model ran into a fault"), gives=CallError, says="ran into a fault", calls=4, options=RESPONSES),
    odd("Responses", "failed for overload", once(failed("server_is_overloaded", "Our servers are currently overloaded. Please try again later.")), calls=3, options=RESPONSES),
    # langchain-ai/langchain #39041: a failed reply must not pass as a short one
    odd("Responses", "failed for the rate", once(failed("rate_limit_exceeded", "Rate limit reached for m. Please try again in 20ms.")), calls=3, options=RESPONSES),
    odd("Responses", "overloaded within 200", once(overloads), calls=2, options=RESPONSES),
    odd("SGLang", "a full queue", once(fails(503, {"object": "error", "message": "The request queue is full.", "type": "ServiceUnavailableError", "param": None, "code": 503})), calls=2),
    stays("Spring", "no such path", 404, {"timestamp": "2026-01-01T00:00:00Z", "status": 404, "error": "Not Found", "path": "/v1/chat/completions"}, "/v1/chat/completions"),
    odd("TabbyAPI", "unloaded", once(fails(503, {"detail": {"error": {"message": "Chat completion 96b5 aborted. Maybe the model was unloaded? Please check the server console.", "trace": None}}})), calls=2),
    stays("Tencent", "capitals all through", 400, {"Response": {"Error": {"Code": "FailedOperation", "Message": "the engine is not bought"}}}, "engine is not bought", calls=3),
    Habit("broken reply", "Tencent", "Response.Error in 200", in_200({"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "The provided credentials could not be validated."}, "RequestId": "r"}}), gives=CallError, says="could not be validated", calls=4),
    stays("TGI", "out of memory", 424, {"error": "Request failed during generation: Server error: CUDA out of memory.", "error_type": "generation"}, "out of memory", calls=4),
    odd("TGI", "overloaded", once(fails(429, {"error": "Model is overloaded", "error_type": "overloaded"})), calls=2),
    stays("Traefik", "no such service", 404, "404 page not found", "404 page not found", calls=4),
    stays("Vercel", "a checkpoint", 403, "<!DOCTYPE html><html><head><title>Vercel Security Checkpoint</title></head><body></body></html>", "vercel security checkpoint"),
    stays("vLLM", "choices empty", 200, {"id": "c", "object": "chat.completion", "model": "m", "choices": []}, "without choices", calls=4),
    stays("vLLM", "engine dead", 500, {"object": "error", "message": "EngineCore encountered an issue.", "type": "InternalServerError", "code": 500}, "EngineCore", calls=4),
    stays("vLLM", "engine dead, 500", 500, {"object": "error", "message": "EngineCore encountered an issue. See stack trace (above) for the root cause.", "type": "InternalServerError", "param": None, "code": 500}, "enginecore", calls=4),
    stays("wrapper", "a reply in data", 200, {"code": 0, "message": "success", "data": {"choices": [{"message": {"content": GOOD}}]}}, calls=4),
    # zai-org/GLM-5 #91
    odd("Zhipu", "nothing of a reply", once(in_200({"id": "", "object": "", "created": 0, "model": "", "choices": None, "usage": None})), calls=2),
]  # fmt: skip
