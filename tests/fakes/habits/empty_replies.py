"""Replies without text, or with nothing but a refusal."""

# A table: its rows are not broken up.

from collections.abc import Callable
from typing import Any

from tests.fakes.habits.vocabulary import *


def twice(text: str) -> str:
    events = text.split("\n\n")
    last = next((i for i, it in enumerate(events) if '"finish_reason": "stop"' in it))
    return "\n\n".join([*events[: last + 1], *events[last:]])


def behind(more: str) -> Callable[[str], str]:
    return lambda text: text + more


def before(line: str) -> Callable[[str], str]:
    return lambda text: line + text


def reasoned(**fields: Any) -> Does:
    return altered(Said(None), in_message(content=None, **fields))


EMPTY_REPLIES = [
    empty("AI21", "content_moderated", says("", "content_moderated"), RefusedError),
    # UKGovernmentBEIS/inspect_ai #4163
    empty("Anthropic", "a refusal with its reason", altered(Said(ends="refusal"), refused_because("It touches on toxins.")), RefusedError, "toxins", model=CLAUDE),
    empty("Anthropic", "compaction", says("", "compaction"), NoTextError, model=CLAUDE),
    empty("Anthropic", "nothing", says(""), NoTextError, "empty", model=CLAUDE, whole=True),
    empty("Anthropic", "paused before it says anything", says("", "pause_turn"), NoTextError, model=CLAUDE),
    empty("Anthropic", "refusal", says("", "refusal"), RefusedError, "refus", model=CLAUDE, whole=True),
    empty("Anthropic", "refusal after a while", says("I can", "refusal"), RefusedError, model=CLAUDE),
    empty("Anthropic", "stopped by refusal", says("", "refusal"), RefusedError, model=CLAUDE),
    empty("Anthropic", "thoughts took all tokens", says("", "max_tokens", thought=THOUGHT), NoTextError, "tokens ran out", model=CLAUDE, whole=True),
    empty("Anthropic", "window full at once", says("", "model_context_window_exceeded"), ContextLengthError, model=CLAUDE),
    empty("any", "a heading alone", says("###"), NoTextError),
    empty("any", "a horizontal rule and a heading mark", says("***\n#"), NoTextError),
    empty("any", "a refusal as text", altered(Said(None), in_message(content=None, refusal="I will not write that.")), RefusedError, "will not"),
    empty("any", "a soft hyphen and a mark of direction", says("\xad\u200e"), NoTextError),
    empty("any", "a zero-width space", says("\u200b"), NoTextError),
    empty("any", "an empty fence", says("```\n```"), NoTextError, "empty"),
    empty("any", "an empty fence, openai", says("```\n```"), NoTextError),
    empty("any", "an open thought", says(f"<thought>\n{THOUGHT}", "length"), NoTextError, calls=3),
    empty("any", "nothing but a rule", says("---\n"), NoTextError),
    empty("any", "only a newline mark and quotes", says('""'), NoTextError),
    empty("any", "only a speaker", says("Assistant:"), NoTextError),
    empty("any", "only an empty list", altered(Said(), in_message(content=[])), NoTextError),
    empty("any", "only pads", says("<pad><pad>"), NoTextError),
    empty("any", "three dots", says("..."), NoTextError, "empty"),
    empty("any", "white space without width", says("\u200b\ufeff"), NoTextError),
    empty("any", "zero-width signs", says("\u200b\u200b\ufeff"), NoTextError, calls=3),
    empty("Azure", "filtered after a while", says("The bridge op", "content_filter"), RefusedError, model=AZURE),
    empty("Azure", "reply filtered", says("", "content_filter"), RefusedError, "filter", model=AZURE, whole=True),
    empty("Azure", "stopped by content_filter", says("", "content_filter"), RefusedError, model=AZURE),
    empty("Bedrock", "content_filtered", says("", "content_filtered"), RefusedError),
    empty("Bedrock", "guardrail with its own words", says("Sorry, the model cannot answer this question.", "guardrail_intervened"), RefusedError),
    empty("Bedrock", "guardrail_intervened", says("", "guardrail_intervened"), RefusedError),
    empty("Bedrock", "malformed_tool_use", says("", "malformed_tool_use"), NoTextError),
    empty("Cloudflare", "null and reasoning", says(None, more={"reasoning": GOOD, "tool_calls": []}), NoTextError, "only thoughts"),
    empty("Cloudflare", "response null in a result", in_200({"result": {"response": None}, "success": True, "errors": []}), CallError, calls=4),
    empty("Cohere", "ERROR", says("", "ERROR"), NoTextError),
    empty("Cohere", "ERROR_TOXIC", says("", "ERROR_TOXIC"), RefusedError),
    empty("Databricks", "stopped by guardrails", says("", "guardrails"), RefusedError),
    empty("DeepSeek", "a tool call in its marks", says("<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>search"), NoTextError),
    empty("DeepSeek", "content_filter", says("", "content_filter"), RefusedError),
    empty("DeepSeek", "no resources", says("", "insufficient_system_resource"), NoTextError, "broke", whole=True),
    empty("Dify", "stopped by content_moderation", says("", "content_moderation"), RefusedError),
    empty("FastGPT", "tool_calls without any", says("", "tool_calls", thought=THOUGHT), NoTextError),
    empty("Gemini", "BLOCKLIST", says("", "BLOCKLIST"), RefusedError, "blocklist", model=GEMINI),
    empty("Gemini", "IMAGE_PROHIBITED_CONTENT", says("", "IMAGE_PROHIBITED_CONTENT"), RefusedError, model=GEMINI),
    empty("Gemini", "IMAGE_RECITATION", says("", "IMAGE_RECITATION"), RefusedError, model=GEMINI),
    empty("Gemini", "IMAGE_SAFETY", says("", "IMAGE_SAFETY"), RefusedError, "safety", model=GEMINI),
    empty("Gemini", "LANGUAGE", says("", "LANGUAGE"), RefusedError, model=GEMINI),
    empty("Gemini", "MALFORMED_FUNCTION_CALL", says("", "MALFORMED_FUNCTION_CALL"), NoTextError, model=GEMINI),
    empty("Gemini", "MALFORMED_RESPONSE", says("", "MALFORMED_RESPONSE"), NoTextError, model=GEMINI),
    empty("Gemini", "MISSING_THOUGHT_SIGNATURE", says("", "MISSING_THOUGHT_SIGNATURE"), NoTextError, model=GEMINI),
    empty("Gemini", "NO_IMAGE", says("", "NO_IMAGE"), NoTextError, model=GEMINI),
    empty("Gemini", "nothing", says(""), NoTextError, "empty", model=GEMINI, whole=True),
    empty("Gemini", "OTHER", says("", "OTHER"), NoTextError, model=GEMINI),
    empty("Gemini", "prohibited", says("", "PROHIBITED_CONTENT"), RefusedError, "prohibited", model=GEMINI, whole=True),
    empty("Gemini", "prompt blocked", says(more=BLOCKED), RefusedError, "prohibited", model=GEMINI, whole=True),
    empty("Gemini", "prompt blocked by list", says("", more={"promptFeedback": {"blockReason": "BLOCKLIST"}}), RefusedError, "blocklist", model=GEMINI),
    empty("Gemini", "prompt blocked for other reasons", says("", more={"promptFeedback": {"blockReason": "OTHER"}}), RefusedError, model=GEMINI),
    empty("Gemini", "prompt blocked for safety", says("", more={"promptFeedback": {"blockReason": "SAFETY"}}), RefusedError, "safety", model=GEMINI),
    empty("Gemini", "recitation", says("", "RECITATION"), RefusedError, "recitation", model=GEMINI, whole=True),
    empty("Gemini", "safety", says("", "SAFETY"), RefusedError, "safety", model=GEMINI, whole=True),
    empty("Gemini", "SPII", says("", "SPII"), RefusedError, "spii", model=GEMINI),
    empty("Gemini", "SPII, google_genai", says("", "SPII"), RefusedError, model=GEMINI),
    empty("Gemini", "stopped by BLOCKLIST", says("", "BLOCKLIST"), RefusedError, model=GEMINI),
    empty("Gemini", "stopped by IMAGE_SAFETY", says("", "IMAGE_SAFETY"), RefusedError, model=GEMINI),
    empty("Gemini", "thoughts took all tokens", says("", "MAX_TOKENS", thought=THOUGHT), NoTextError, "tokens ran out", model=GEMINI, whole=True),
    empty("Gemini", "TOO_MANY_TOOL_CALLS", says("", "TOO_MANY_TOOL_CALLS"), NoTextError, model=GEMINI),
    empty("Gemini", "UNEXPECTED_TOOL_CALL", says("", "UNEXPECTED_TOOL_CALL"), NoTextError, model=GEMINI),
    empty("Gemini by OpenAI's protocol", "content_filter: RECITATION", says("", "content_filter: RECITATION"), RefusedError, "recitation"),
    empty("Gemini by OpenAI's protocol", "function_call_filter", says(None, "function_call_filter: MALFORMED_FUNCTION_CALL"), NoTextError),
    empty("Gemma 4", "an empty channel", says("<|channel>thought\n<channel|>"), NoTextError),
    empty("GigaChat", "blacklist with its own words", says("I am an assistant and do not talk about some topics.", "blacklist"), RefusedError),
    empty("GigaChat", "stopped by blacklist", says("", "blacklist"), RefusedError),
    empty("Jais", "content_blocked", says("", "content_blocked"), RefusedError),
    empty("llama.cpp", "nothing but its end", says("<|im_end|>"), NoTextError),
    # QwenLM/Qwen3.8 #216
    empty("llama.cpp", "stopped within a thought", says("", "stop", thought=THOUGHT), NoTextError, calls=3),
    empty("llama.cpp", "white space", says(" \n\n "), NoTextError, "empty", whole=True),
    empty("LM Studio", "modelUnloaded", says("", "modelUnloaded"), NoTextError),
    # lmstudio-ai/lmstudio-bug-tracker #2339
    empty("LM Studio", "no deltas", says("", "stop"), NoTextError, calls=3),
    # lmstudio-bug-tracker #2339: a prompt over the window is answered with nothing
    empty("LM Studio", "no deltas for a long prompt", says("", read=36000), NoTextError, long=True),
    empty("LMDeploy", "length and not a token", says("", "length"), ContextLengthError, long=True),
    # InternLM/lmdeploy #1589
    empty("LMDeploy", "length and nothing", says("", "length"), ContextLengthError, "no room", calls=3),
    empty("MiniMax", "only a closing tag", says("</mm:think>\n\n"), NoTextError, calls=3),
    empty("Mistral", "a tool call in brackets", says('[TOOL_CALLS][{"name": "search", "arguments": {}}]'), NoTextError),
    empty("Mistral", "blocks of thought only", altered(SAID, in_message(content=[{"type": "thinking", "thinking": [{"type": "text", "text": THOUGHT}]}])), NoTextError),
    empty("Mistral", "error", says(None, "error"), NoTextError),
    empty("Mistral", "references alone", altered(SAID, in_message(content=[{"type": "reference", "reference_ids": [1]}])), NoTextError),
    empty("Nova", "content_filtered with a dash", says("", "content-filtered"), RefusedError),
    empty("Ollama", "load", says("", "load"), CallError, model=OLLAMA, calls=4),
    empty("Ollama", "tags and nothing behind them", says(f"<think>\n{THOUGHT}</think>\n"), NoTextError, "only thoughts", model=OLLAMA),
    empty("Ollama", "thoughts only", says("", thought=THOUGHT), NoTextError, "without text", model=OLLAMA, whole=True),
    empty("Ollama", "thoughts took all tokens", says("", "length", thought=THOUGHT), NoTextError, "tokens ran out", model=OLLAMA, whole=True),
    empty("Ollama", "unload", says("", "unload"), NoTextError, model=OLLAMA, calls=4),
    empty("OpenAI", "content null, nothing else", says(None), NoTextError),
    empty("OpenAI", "function_call without one", says("", "function_call"), NoTextError),
    empty("OpenAI", "refusal in its field", says(None, more={"refusal": "I can't help with that."}), RefusedError, "can't help", whole=True),
    empty("OpenAI", "refusal in parts", altered(Said(None), in_message(content=[{"type": "refusal", "refusal": "I cannot help with it."}])), RefusedError, "cannot help"),
    empty("OpenAI", "thoughts took all tokens", says("", "length", thought=THOUGHT), NoTextError, "tokens ran out", whole=True),
    empty("OpenRouter", "content is no part", altered(SAID, in_message(content=[])), NoTextError),
    empty("OpenRouter", "content null, text in reasoning", says(None, more={"reasoning": GOOD}), NoTextError, "only thoughts", whole=True),
    # diegosouzapw/OmniRoute #8210: an error beside no choices, in the first event
    empty("OpenRouter", "error beside no choices", once(in_200({"id": "gen-1", "object": "chat.completion.chunk", "choices": [], "error": {"code": 502, "message": "Worker local total request limit reached (33/32)", "metadata": {"error_type": "provider_unavailable"}}})), GOOD),
    empty("OpenRouter", "error twice", says(HALF, "error"), NoTextError, "broke"),
    # OleksandrChekhovskyi/hax #15: the routed provider failed, and only the native reason says so
    empty("OpenRouter", "native network_error", altered(Said(), in_choice(native_finish_reason="network_error")), NoTextError),
    empty("OpenRouter", "native reason of safety", altered(Said(ends="content_filter"), unchanged), RefusedError),
    empty("OpenRouter", "only details", says("", more={"reasoning_details": [{"type": "reasoning.text", "text": THOUGHT, "format": "unknown", "index": 0}]}), NoTextError),
    empty("OpenRouter", "reasoning details", reasoned(reasoning_details=[{"type": "reasoning.text", "text": THOUGHT}]), NoTextError, calls=3),
    empty("Perplexity", "citations and no text", altered(Said(), on_top(citations=["https://a.example"])), NoTextError),
    empty("Qwen", "a tool call written out", says('<tool_call>\n{"name": "search", "arguments": {"query": "bridge"}}\n</tool_call>'), NoTextError),
    empty("Qwen", "only an opening tag", says("<think>\n"), NoTextError),
    empty("Qwen", "thought never closed", says(f"<think>\n{THOUGHT}It opened in 1932.\n"), NoTextError),
    empty("Reka", "content_policy_violation", says("", "content_policy_violation"), RefusedError),
    empty("Responses", "cancelled", altered(Said(), lambda v: v.get('response', v).update(status='cancelled'), lambda _: None), NoTextError, options=RESPONSES),
    empty("Responses", "filtered", says("", "content_filter"), RefusedError, "content_filter", options=RESPONSES, whole=True),
    empty("Responses", "refusal", says("", more={"refusal": "I can't help with that."}), RefusedError, "can't help", options=RESPONSES, whole=True),
    empty("Responses", "thoughts took all tokens", says("", "max_output_tokens", thought=THOUGHT), NoTextError, "tokens ran out", options=RESPONSES, whole=True),
    empty("SenseNova", "sensitive", says("", "sensitive_output"), RefusedError),
    empty("SGLang", "abort as an object", altered(Said(), in_choice(finish_reason="abort", matched_stop={"type": "abort"})), NoTextError),
    # unslothai/unsloth #7418
    empty("Unsloth", "parts of reasoning, cut", altered(Said(ends="length", thought=THOUGHT), in_message(content=[{"type": "reasoning", "text": THOUGHT}])), NoTextError),
    empty("Vertex", "prompt blocked by Model Armor", says("", more={"promptFeedback": {"blockReason": "MODEL_ARMOR"}}), RefusedError, model=GEMINI),
    empty("Vertex", "prompt blocked for jailbreak", says("", more={"promptFeedback": {"blockReason": "JAILBREAK"}}), RefusedError, model=GEMINI),
    empty("Vertex through a gateway", "FINISH_REASON_SAFETY", says("", "FINISH_REASON_SAFETY"), RefusedError),
    empty("vLLM", "aborted", says("", "abort"), NoTextError),
    empty("vLLM", "content null, text in reasoning", says(None, thought=GOOD), NoTextError, "only thoughts", whole=True),
    empty("vLLM", "message without content", altered(Said(), less("content")), NoTextError),
    empty("vLLM", "no token at all", says(""), NoTextError, "empty", whole=True),
    empty("vLLM", "only reasoning", says(None, more={"reasoning": THOUGHT}), NoTextError),
    # NousResearch/hermes-agent #109205
    empty("vLLM", "reasoning alone", reasoned(reasoning="VAULT"), NoTextError, calls=3),
    empty("vLLM", "reasoning and its limit", says("", "length", more={"reasoning": THOUGHT}), NoTextError, calls=3),
    empty("xAI", "blank lines and a mark", says("\n\n<|eos|>\n"), NoTextError),
    empty("Yi", "content_filtering", says("", "content_filtering"), RefusedError),
    empty("Zhipu", "network_error", says("", "network_error"), NoTextError),
    empty("Zhipu", "sensitive", says("", "sensitive"), RefusedError),
]  # fmt: skip
