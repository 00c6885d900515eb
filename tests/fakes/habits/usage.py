"""What a reply took, in the places and forms in which servers say it."""

# A table: its rows are not broken up.

import re
from typing import Any

from tests.fakes.habits.vocabulary import *


def took(seller: str, name: str, does: Does, tokens: Any, **more: Any) -> Habit:
    """A good reply that took so many tokens."""
    return Habit("usage", seller, name, does, took=tokens, **{"calls": 1, **more})


def change(value: dict[str, Any]) -> None:
    if "usage" in value:
        value.update(
            usage={
                "input_tokens": 100,
                "output_tokens": 12,
                "total_tokens": 112,
                "prompt_tps": 21.5,
            }
        )


def counts(usage: Any, **more: Any) -> Does:
    """Say what a reply took as `usage`, wherever the counts stand, and `more` beside it."""

    def change(value: dict[str, Any]) -> None:
        if "usage" in value:
            value.update(usage=usage, **more)

    return altered(SAID, change)


def in_each(value: dict[str, Any]) -> None:
    value["usage"] = COUNTS


def at_the_end(value: dict[str, Any]) -> None:
    ended = value["choices"] and value["choices"][0]["finish_reason"]
    value["usage"] = COUNTS if ended else None


def at_both_ends(value: dict[str, Any]) -> None:
    if value["choices"] and value["choices"][0]["finish_reason"]:
        value["usage"] = COUNTS


def in_the_choice(value: dict[str, Any]) -> None:
    value.pop("usage", None)
    for choice in value["choices"]:
        if choice["finish_reason"]:
            choice["usage"] = COUNTS


def of_groq(value: dict[str, Any]) -> None:
    if value.pop("usage", None):
        value["x_groq"] = {"id": "req_1", "usage": COUNTS}


def of_perplexity(value: dict[str, Any]) -> None:
    """The text so far beside each delta, and all counts in each event."""
    value.update(usage=COUNTS, citations=["https://a.example"])
    for choice in value["choices"]:
        choice["message"] = {"role": "assistant", "content": GOOD}


def repeated(value: dict[str, Any]) -> None:
    if value.get("type") == "message_delta":
        value["usage"].update(input_tokens=100, cache_read_input_tokens=0)


def late(value: dict[str, Any]) -> None:
    if value.get("type") == "message_start":
        value["message"]["usage"].update(input_tokens=0, output_tokens=0)
    if value.get("type") == "message_delta":
        value["usage"].update(input_tokens=100)


def thoughts_apart(value: dict[str, Any]) -> None:
    value["usageMetadata"].update(thoughtsTokenCount=50, totalTokenCount=162)


def no_metadata(value: dict[str, Any]) -> None:
    value.pop("usageMetadata", None)


def less_of_ollama(name: str) -> Does:

    def does(asked: Asked) -> Raw:
        text = WRITERS["ollama"](SAID, "m", stream=asked.stream)
        return Raw(re.sub(f'"{name}": \\d+, ', "", text), kind="application/x-ndjson")

    return does


def last_but_one(value: dict[str, Any]) -> None:
    """The counts come with the end of the text, and an empty chunk after them."""
    ended = value["choices"] and value["choices"][0]["finish_reason"]
    value.pop("usage", None)
    if ended:
        value["usage"] = COUNTS


def null_then_counts(value: dict[str, Any]) -> None:
    value["usage"] = value.get("usage")


def increments(value: dict[str, Any]) -> None:
    """Each chunk counts what it brings; the last has the sums."""
    if value["choices"] and value["object"] == "chat.completion.chunk":
        value["usage"] = {"prompt_tokens": 100, "completion_tokens": 1, "total_tokens": 101}


def timings(value: dict[str, Any]) -> None:
    value.pop("usage", None)
    if not value["choices"] or value["choices"][0]["finish_reason"]:
        value["timings"] = {"prompt_n": 100, "predicted_n": 12, "prompt_ms": 5.0}


USAGE = [
    took("Anthropic", "read from the cache", says(GOOD, read=10, more={"cache_read_input_tokens": 90}), (100, 12), model=CLAUDE),
    took("Anthropic", "the prompt twice", altered(SAID, unchanged, repeated), (100, 12), model=CLAUDE),
    took("Anthropic", "written to the cache", says(GOOD, read=10, more={"cache_creation_input_tokens": 90, "cache_read_input_tokens": None}), (100, 12), model=CLAUDE),
    took("any", "a list", counts([COUNTS]), (100, 12)),
    took("any", "a wrong total", counts({"prompt_tokens": 100, "completion_tokens": 12, "total_tokens": 0}), (100, 12)),
    took("any", "camel case", counts({"promptTokens": 100, "completionTokens": 12, "totalTokens": 112}), (100, 12)),
    took("any", "details of null", counts({**COUNTS, "prompt_tokens_details": None, "completion_tokens_details": {"reasoning_tokens": None}}), (100, 12)),
    took("any", "fractions", counts({"prompt_tokens": 100.0, "completion_tokens": 12.0, "total_tokens": 112.0}), (100, 12)),
    took("any", "less than nothing", counts({"prompt_tokens": 100, "completion_tokens": -1, "total_tokens": 112}), "estimated"),
    took("any", "no reply", counts({"prompt_tokens": 100, "completion_tokens": None, "total_tokens": 112}), "estimated"),
    took("any", "no total", counts({"prompt_tokens": 100, "completion_tokens": 12}), (100, 12)),
    took("any", "nothing in it", counts({}), "estimated"),
    took("any", "null", counts(None), "estimated"),
    took("any", "numbers of tokens", counts({"num_prompt_tokens": 100, "num_completion_tokens": 12}), (100, 12)),
    took("any", "only a total", counts({"total_tokens": 112}), "estimated"),
    took("any", "short names", counts({"prompt": 100, "completion": 12, "total": 112}), (100, 12)),
    took("any", "strings", counts({"prompt_tokens": "100", "completion_tokens": "12", "total_tokens": "112"}), (100, 12)),
    took("any", "with the end", altered(SAID, unchanged, at_the_end), (100, 12)),
    took("any", "with the end and behind", altered(SAID, unchanged, at_both_ends), (100, 12)),
    took("any", "words", counts("unknown"), "estimated"),
    took("any", "zeros", counts({"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}), "estimated"),
    took("Cohere", "billed units", counts({"billed_units": {"input_tokens": 100, "output_tokens": 12}, "tokens": {"input_tokens": 100, "output_tokens": 12}}), (100, 12)),
    took("DeepSeek", "hits and misses", counts({**COUNTS, "prompt_cache_hit_tokens": 64, "prompt_cache_miss_tokens": 36}), (100, 12)),
    # open-webui #29064, ogx-ai/ogx #5122
    took("Gemini", "a running total", says(GOOD, usage="each"), "some"),
    took("Gemini", "nothing", altered(SAID, no_metadata), "estimated", model=GEMINI),
    took("Gemini", "thoughts", altered(SAID, thoughts_apart), (100, 62), model=GEMINI),
    took("GigaChat", "a precached prompt", counts({**COUNTS, "precached_prompt_tokens": 37}), (100, 12)),
    took("Groq", "in a field of its own", altered(SAID, unchanged, of_groq), (100, 12)),
    took("llama.cpp", "timings", altered(SAID, timings), "estimated"),
    # jeremychone/rust-genai #242
    took("MiMo", "null before", altered(SAID, null_then_counts), (100, 12)),
    took("Mistral", "null details", counts({**COUNTS, "prompt_tokens_details": None, "prompt_audio_seconds": {}}), (100, 12)),
    # earendil-works/pi #2326
    took("mlx-vlm", "names of Anthropic", counts({"input_tokens": 100, "output_tokens": 12, "total_tokens": 112, "prompt_tps": 21.5}), (100, 12)),
    took("Moonshot", "in the choice", altered(SAID, unchanged, in_the_choice), (100, 12)),
    # QuantumNous/new-api #6619
    took("NIM", "increments", altered(SAID, increments), (100, 12)),
    took("Ollama", "a prompt it had read", less_of_ollama("prompt_eval_count"), "estimated", model=OLLAMA),
    took("Ollama", "no prompt is counted", lambda asked: Said(GOOD, read=0), "estimated", model=OLLAMA),
    took("OpenAI", "as it should be", altered(SAID, unchanged), (100, 12)),
    took("OpenAI", "thoughts within the reply", counts({"prompt_tokens": 100, "completion_tokens": 62, "total_tokens": 162, "completion_tokens_details": {"reasoning_tokens": 50}}), (100, 62)),
    took("OpenRouter", "cost", counts({**COUNTS, "cost": 0.00014, "is_byok": False, "cost_details": {"upstream_inference_cost": None}}), (100, 12)),
    took("Perplexity", "whole text in each event", altered(SAID, unchanged, of_perplexity), (100, 12)),
    took("Perplexity", "with searches", counts({**COUNTS, "search_context_size": "low", "citation_tokens": 0, "num_search_queries": 1}), (100, 12)),
    # tenstorrent/tt-inference-server #2981
    took("Tenstorrent", "no prompt", counts({"prompt_tokens": 0, "completion_tokens": 12, "total_tokens": 12, "sessionId": "d", "tps": 374.6}), "estimated"),
    took("vLLM", "all in each event", altered(SAID, in_each), (100, 12)),
    # BerriAI/litellm #17136
    took("xAI", "in the last chunk but one", altered(SAID, last_but_one), (100, 12)),
    took("xAI", "thoughts beside the reply", counts({"prompt_tokens": 100, "completion_tokens": 12, "total_tokens": 162, "completion_tokens_details": {"reasoning_tokens": 50}}), (100, 62)),
    took("Z.ai", "the prompt late", altered(SAID, unchanged, late), (100, 12), model=CLAUDE),
]  # fmt: skip
