"""Good replies with thoughts, or with signs of a template, in or beside them."""

# A table: its rows are not broken up.

import re
from collections.abc import Callable
from typing import Any

from tests.fakes.habits.vocabulary import *


def odd_thought(seller: str, name: str, does: Does, **more: Any) -> Habit:
    """A good reply with thoughts in a form of their own."""
    return Habit("thoughts", seller, name, does, **{"calls": 1, **more})


def twice(text: str) -> str:
    events = text.split("\n\n")
    last = next((i for i, it in enumerate(events) if '"finish_reason": "stop"' in it))
    return "\n\n".join([*events[: last + 1], *events[last:]])


def behind(more: str) -> Callable[[str], str]:
    return lambda text: text + more


def before(line: str) -> Callable[[str], str]:
    return lambda text: line + text


def wide(text: str) -> str:
    return re.sub("\\\\u([0-9a-f]{4})", lambda it: chr(int(it[1], 16)), text)


THOUGHTS = [
    thought("a proxy", "second", f"<internal_reasoning>\n{THOUGHT}</internal_reasoning>\n{GOOD}"),
    odd_thought("Anthropic", "block of its own", says(GOOD, thought=THOUGHT), model=CLAUDE, whole=True),
    odd_thought("Anthropic", "redacted", altered(SAID, lambda value: value['content'].insert(0, {'type': 'redacted_thinking', 'data': 'x'}), lambda _: None), model=CLAUDE),
    thought("Anthropic", "thinking in its text", f"<thinking>{THOUGHT}</thinking>\n\n{GOOD}", model=CLAUDE),
    thought("any", "a bold heading", f"**Thinking Process:**\n\n{THOUGHT}\n**Final Answer:**\n\n{GOOD}"),
    thought("any", "a bold speaker", f"**Assistant:** {GOOD}"),
    thought("any", "a comment", f"<!-- thinking: The user asks when it opened. I had better be careful. -->\n{GOOD}"),
    thought("any", "a fence of thoughts", f"```thinking\n{THOUGHT}```\n\n{GOOD}"),
    thought("any", "a heading of thoughts, a rule", f"## Thinking\n\n{THOUGHT}\n\n## Summary\n\n{GOOD}"),
    thought("any", "a reflection", f"<thinking>{THOUGHT}<reflection>Fine.</reflection></thinking><output>{GOOD}</output>"),
    thought("any", "a scratchpad", f"<scratchpad>{THOUGHT}</scratchpad>\n{GOOD}"),
    thought("any", "a speaker", f"Assistant: {GOOD}"),
    thought("any", "a speaker in capitals", f"ASSISTANT: {GOOD}"),
    thought("any", "an answer in a tag of its own", f"<think>{THOUGHT}</think><final_response>{GOOD}</final_response>"),
    thought("any", "analysis on a line, with an end", f"analysis\n{THOUGHT}</think>{GOOD}"),
    thought("any", "analysis tags", f"<analysis>\n{THOUGHT}</analysis>\n\n<final>{GOOD}</final>"),
    thought("any", "bars around thinking", f"<|thinking|>{THOUGHT}<|/thinking|>{GOOD}"),
    thought("any", "begin of reasoning", f"<|begin_of_reasoning|>{THOUGHT}<|end_of_reasoning|>{GOOD}"),
    thought("any", "blank in the end", f"{THOUGHT}</ think>\n{GOOD}"),
    thought("any", "blanks in both", f"< think >{THOUGHT}< / think >{GOOD}"),
    thought("any", "bold labels", f"**Thought process:** {THOUGHT}\n\n**Final answer:** {GOOD}"),
    thought("any", "escaped slash", f"<think>{THOUGHT}<\\/think>{GOOD}"),
    thought("any", "hidden_thoughts", f"<hidden_thoughts>{THOUGHT}</hidden_thoughts>{GOOD}"),
    thought("any", "internal_monologue", f"<internal_monologue>{THOUGHT}</internal_monologue>{GOOD}"),
    thought("any", "line break in the end", f"<think>{THOUGHT}</think\n>{GOOD}"),
    thought("any", "MASK", "The bridge opened in 1932 [1]. [MASK]It is open to all [2]."),
    thought("any", "nested", f"<think>{THOUGHT}<think>{THOUGHT}</think>{THOUGHT}</think>{GOOD}"),
    thought("any", "pads", f"<pad><pad>{GOOD}<pad>"),
    thought("any", "PADs between", "The bridge opened in 1932 [1].[PAD][PAD] It is open to all [2]."),
    odd_thought("any", "pieces and breaks", says("▁The▁bridge▁opened▁in▁1932▁[1].<0x0A>It▁is▁open▁to▁all▁[2]."), gives="The bridge opened in 1932 [1].\nIt is open to all [2]."),
    thought("any", "planning in a tag", f"<planning>{THOUGHT}</planning>\n{GOOD}"),
    thought("any", "reasoning tags", f"<reasoning>\n{THOUGHT}</reasoning>\n\n<answer>\n{GOOD}\n</answer>"),
    thought("any", "reasoning_content as a tag", f"<reasoning_content>{THOUGHT}</reasoning_content>\n{GOOD}"),
    thought("any", "reserved", f"<reserved_106>{GOOD}<reserved_107>"),
    thought("any", "scratch_pad", f"<scratch_pad>{THOUGHT}</scratch_pad>\n{GOOD}"),
    thought("any", "startthink", f"|startthink|{THOUGHT}|endthink|{GOOD}"),
    thought("any", "step by step in a heading", f"### Reasoning\n{THOUGHT}\n### Answer\n{GOOD}"),
    thought("any", "think with an attribute", f"<think time=\"3\">{THOUGHT}</think>{GOOD}"),
    thought("any", "thinking in curly braces", f"{{thinking}}{THOUGHT}{{/thinking}}\n{GOOD}"),
    thought("any", "thought in brackets", f"[thought]{THOUGHT}[/thought]{GOOD}"),
    thought("any", "thought in upper case with a name", f"<THOUGHT lang=\"en\">{THOUGHT}</THOUGHT>\n{GOOD}"),
    thought("any", "thought never closed, answer tagged", f"<thinking>\n{THOUGHT}\n<answer>{GOOD}</answer>"),
    thought("any", "thought, then final answer", f"Thought: {THOUGHT}\nFinal Answer: {GOOD}"),
    thought("any", "thoughts in parentheses", f"(Thinking: The user asks when it opened. I had better be careful.)\n\n{GOOD}"),
    thought("any", "thoughts in stars", f"*Thinking: The user asks when it opened. I had better be careful.*\n\n{GOOD}"),
    thought("any", "thoughts twice", f"<think>{THOUGHT}</think>\n<think>{THOUGHT}</think>\n{GOOD}"),
    thought("any", "two empty pairs", f"<think>\n\n</think>\n\n<think>\n</think>\n{GOOD}"),
    thought("any", "wide bars, thoughts", f"<｜start▁thinking｜>{THOUGHT}<｜end▁thinking｜>{GOOD}"),
    thought("Apertus", "inner prefix", f"<|inner_prefix|>{THOUGHT}<|inner_suffix|>{GOOD}"),
    thought("Apriel", "a final response", f"Here are my reasoning steps:\n{THOUGHT}[BEGIN FINAL RESPONSE]{GOOD}[END FINAL RESPONSE]"),
    thought("Apriel", "final response", f"Here are my reasoning steps:\n{THOUGHT}\n[BEGIN FINAL RESPONSE]\n{GOOD}\n[END FINAL RESPONSE]\n<|end|>"),
    thought("ChatGLM", "mask and sop", f"[gMASK]<sop><|assistant|>\n{GOOD}<|user|>"),
    thought("Claude", "antThinking", f"<antThinking>{THOUGHT}</antThinking>\n{GOOD}"),
    thought("Claude", "thinking", f"<thinking>{THOUGHT}</thinking>\n<answer>{GOOD}</answer>", whole=True),
    thought("Claude through a proxy", "thinking", f"<thinking>\n{THOUGHT}</thinking>\n\n{GOOD}"),
    thought("Cogito", "twice", f"<think>{THOUGHT}</think>\n<think>\n</think>\n{GOOD}"),
    thought("Cohere", "an end without a beginning", f"{THOUGHT}<|END_THINKING|><|START_TEXT|>{GOOD}<|END_TEXT|>"),
    thought("Cohere", "START_TEXT", f"<|START_THINKING|>{THOUGHT}<|END_THINKING|><|START_TEXT|>{GOOD}<|END_TEXT|>"),
    thought("Cohere", "START_THINKING", f"<|START_THINKING|>{THOUGHT}<|END_THINKING|><|START_RESPONSE|>{GOOD}<|END_RESPONSE|>", whole=True),
    thought("Command", "a turn token", f"<|CHATBOT_TOKEN|>{GOOD}<|END_OF_TURN_TOKEN|>"),
    odd_thought("Databricks", "blocks with a summary", altered(SAID, in_message(content=[{"type": "reasoning", "summary": [{"type": "summary_text", "text": THOUGHT}]}, {"type": "text", "text": GOOD}]), unchanged)),
    thought("DeepSeek", "end of sentence", f"{GOOD}<｜end▁of▁sentence｜>"),
    thought("DeepSeek", "end of thinking", f"{THOUGHT}<｜end▁of▁thinking｜>{GOOD}"),
    odd_thought("DeepSeek", "field of its own", says(GOOD, thought=THOUGHT), whole=True),
    thought("DeepSeek", "its role", f"<｜Assistant｜>{GOOD}<｜end▁of▁sentence｜>"),
    thought("DeepSeek", "think", f"<think>\n{THOUGHT}</think>\n\n{GOOD}", whole=True),
    thought("DeepSeek", "two thoughts", f"<think>{THOUGHT}</think>\n\n<think>Once more.</think>\n\n{GOOD}"),
    # Rapid-MLX #554
    thought("DiffusionGemma", "name of a channel", f"thought\n{GOOD}"),
    thought("Ernie", "response", f"<think>\n{THOUGHT}\n</think>\n\n<response>\n{GOOD}\n</response>\n"),
    thought("ERNIE", "think and response", f"<think>\n{THOUGHT}</think>\n<response>\n{GOOD}\n</response>"),
    thought("EXAONE", "thought", f"<thought>\n{THOUGHT}</thought>\n{GOOD}", whole=True),
    thought("Exaone", "thought", f"<thought>\n{THOUGHT}</thought>\n\n{GOOD}"),
    thought("Gemini", "control signs", f"<ctrl94>thought\n{THOUGHT}<ctrl95>{GOOD}"),
    odd_thought("Gemini", "part of its own", says(GOOD, thought=THOUGHT), model=GEMINI, whole=True),
    thought("Gemma", "channel of thought", f"<|channel>thought\n{THOUGHT}<channel|>{GOOD}", whole=True),
    thought("Gemma", "end of turn", f"{GOOD}<end_of_turn>"),
    # jundot/omlx #1087, Vali-98/ChatterUI #128
    thought("Gemma", "ends of turns", f"{GOOD}<end_of_turn><eos>"),
    thought("Gemma", "eos in the text", f"{GOOD}<eos>"),
    thought("Gemma", "model on a line behind a turn", f"<start_of_turn>model\n{GOOD}<end_of_turn>"),
    thought("Gemma", "unused tokens", f"{GOOD}<unused49><end_of_turn>"),
    thought("Gemma 4", "a channel closed like a tag", f"<|channel>thought\n{THOUGHT}</channel|>\n{GOOD}"),
    thought("Gemma 4", "a channel without its name", f"<|channel>\n{THOUGHT}<channel|>\n{GOOD}"),
    thought("Gemma 4", "end of a channel", f"{THOUGHT}<channel|>{GOOD}"),
    # software-mansion-labs/private-mind #342
    thought("Gemma 4", "unused tokens in the text", "The bridge<unused6226><unused6226> opened in 1932 [1]. It is open to all [2]."),
    thought("GLM", "a box", f"<think>{THOUGHT}</think><|begin_of_box|>{GOOD}<|end_of_box|>"),
    # Vali-98/ChatterUI #503
    thought("GLM", "nested", f"<think><think>{THOUGHT}</think>That is all.</think>{GOOD}"),
    thought("GLM", "thought and box", f"<think>{THOUGHT}</think><answer><|begin_of_box|>{GOOD}<|end_of_box|></answer>"),
    thought("gpt-oss", "channel with a recipient", f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final <|constrain|>text<|message|>{GOOD}"),
    thought("gpt-oss", "channels", f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}", whole=True),
    thought("gpt-oss", "channels and return", f"<|start|>assistant<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>", whole=True),
    thought("gpt-oss", "channels without marks", f"analysis{THOUGHT}assistantfinal{GOOD}"),
    thought("gpt-oss", "commentary", f"<|channel|>commentary<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}"),
    thought("gpt-oss", "commentary first", f"<|channel|>commentary<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>"),
    thought("gpt-oss", "constrained", f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final <|constrain|>text<|message|>{GOOD}<|return|>"),
    thought("gpt-oss", "final on a line", f"final\n\n{GOOD}"),
    # oobabooga/textgen #7374
    thought("gpt-oss", "names of channels without marks", f"analysisUser asks when it opened. Should answer briefly.assistantfinal{GOOD}"),
    thought("gpt-oss", "no end before final", f"<|channel|>analysis<|message|>{THOUGHT}<|channel|>final<|message|>{GOOD}"),
    thought("gpt-oss", "nothing but final", f"<|channel|>final<|message|>{GOOD}"),
    thought("gpt-oss", "two names joined", f"assistantfinal{GOOD}"),
    thought("Granite", "in words", f"Here is my thought process: {THOUGHT}\nHere is my response: {GOOD}"),
    thought("Granite", "response tags", f"<think>{THOUGHT}</think><response>{GOOD}</response>", whole=True),
    thought("Granite", "role marks", f"<|start_of_role|>assistant<|end_of_role|>{GOOD}<|end_of_text|>"),
    thought("Granite", "thought process", f"Here is my thought process:\n{THOUGHT}\nHere is my response:\n{GOOD}"),
    thought("Hunyuan", "answer tags", f"<think>\n{THOUGHT}\n</think>\n<answer>\n{GOOD}\n</answer>"),
    thought("Hunyuan", "think and answer", f"<think>\n{THOUGHT}</think>\n<answer>\n{GOOD}\n</answer>"),
    thought("InternLM", "unused token", f"{GOOD}[UNUSED_TOKEN_145]"),
    thought("Kimi", "diamonds", f"◁think▷{THOUGHT}◁/think▷{GOOD}", whole=True),
    thought("Kimi", "system frames", f"<|im_assistant|>assistant<|im_middle|>{GOOD}<|im_end|>"),
    thought("Kimi", "think with a space", f"<think >\n{THOUGHT}</think >\n{GOOD}"),
    thought("Kimi", "thinking and a line", f"<thinking>{THOUGHT}</thinking>\n---\n{GOOD}"),
    odd_thought("LangChain", "part of type reasoning", altered(SAID, in_message(content=[{"type": "reasoning", "text": THOUGHT}, {"type": "text", "text": GOOD}]), lambda _: None)),
    odd_thought("LiteLLM", "thinking blocks", says(GOOD, more={"reasoning_content": THOUGHT, "thinking_blocks": [{"type": "thinking", "thinking": THOUGHT, "signature": "s"}]})),
    thought("Llama", "a header of the answer", f"<|start_header_id|>assistant<|end_header_id|>\n\n{GOOD}<|eot_id|>"),
    thought("Llama", "assistant on a line", f"assistant\n\n{GOOD}"),
    thought("Llama", "end of turn", f"{GOOD}<|eot_id|>"),
    thought("Llama", "its own header", f"<|start_header_id|>assistant<|end_header_id|>\n\n{GOOD}"),
    thought("Llama", "reserved tokens", "The bridge opened in 1932 [1]. It<|reserved_special_token_12|> is open to all [2]."),
    thought("Llama 4", "header and eot", f"<|header_start|>assistant<|header_end|>\n\n{GOOD}<|eot|>"),
    thought("Llama Nemotron", "thought and reply", f"<think>\n{THOUGHT}\n</think>\n\n<reply>{GOOD}</reply>"),
    thought("llama.cpp", "pieces of a tokenizer", "▁The▁bridge▁opened▁in▁1932▁[1].▁It▁is▁open▁to▁all▁[2]."),
    odd_thought("LM Studio", "thinking", says(GOOD, more={"thinking": THOUGHT})),
    thought("LongCat", "a long prefix", f"<longcat_think>{THOUGHT}</longcat_think>\n{GOOD}"),
    thought("LongCat", "longcat_think", f"<longcat_think>\n{THOUGHT}</longcat_think>\n{GOOD}"),
    thought("MedGemma", "unused tokens around", f"<unused94>thought\n{THOUGHT}<unused95>{GOOD}"),
    # ENTERPILOT/GoModel #1041
    thought("MiniMax", "a closing that is degraded", f"<think>{THOUGHT}</mm></minimax:think>\n{GOOD}"),
    thought("MiniMax", "another closing", f"<think>{THOUGHT}</mm:think>\n{GOOD}"),
    thought("MiniMax", "mm:think", f"<mm:think>{THOUGHT}</mm:think>\n{GOOD}"),
    thought("MiniMax", "mm:think, openai", f"<mm:think>{THOUGHT}</mm:think>{GOOD}"),
    odd_thought("Mistral", "blocks of content", says(None, more={"content": [{"type": "thinking", "thinking": [{"type": "text", "text": THOUGHT}]}, {"type": "text", "text": GOOD}]}), whole=True),
    thought("Mistral", "end of sequence", f"{GOOD}</s>"),
    thought("Mistral", "signs of instructions", f"[INST] [/INST] {GOOD}</s>"),
    thought("Mistral", "THINK in brackets", f"[THINK]{THOUGHT}[/THINK]{GOOD}", whole=True),
    thought("MLX", "bytes of a tokenizer", "TheĠbridgeĠopenedĠinĠ1932Ġ[1].ĠItĠisĠopenĠtoĠallĠ[2]."),
    thought("Nemotron", "think closed by a line", f"<think>{THOUGHT}</think>\n---\n{GOOD}"),
    thought("Nemotron", "THINK in capitals", f"<THINK>{THOUGHT}</THINK>\n{GOOD}"),
    odd_thought("Ollama", "field of its own", says(GOOD, thought=THOUGHT), model=OLLAMA, whole=True),
    thought("Ollama", "tags in its own protocol", f"<think>{THOUGHT}</think>{GOOD}", model=OLLAMA),
    thought("Ollama at a terminal", "done thinking", f"Thinking...\n{THOUGHT}...done thinking.\n\n{GOOD}"),
    thought("OLMo", "end of text", f"{GOOD}<|endoftext|>"),
    # jundot/omlx #2649
    thought("oMLX", "closed twice", f"</think>{THOUGHT}</think>{GOOD}"),
    thought("Open WebUI", "details", f"<details type=\"reasoning\" done=\"true\" duration=\"3\">\n<summary>Thought for 3 seconds</summary>\n> {THOUGHT}</details>\n{GOOD}"),
    thought("Open WebUI", "details closed", f"<details type=\"reasoning\" done=\"true\">\n<summary>Thought</summary>\n&gt; {THOUGHT}</details>\n\n{GOOD}"),
    odd_thought("OpenRouter", "encrypted reasoning", says(GOOD, more={"reasoning": None, "reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]})),
    odd_thought("OpenRouter", "reasoning and its details", says(GOOD, more={"reasoning": THOUGHT, "reasoning_details": [{"type": "reasoning.text", "text": THOUGHT}]})),
    thought("Phi", "a separator", f"<|im_start|>assistant<|im_sep|>{GOOD}<|im_end|>"),
    thought("Phi", "frame", f"<|assistant|>\n{GOOD}<|end|>"),
    thought("Phi", "frames of roles", f"<|assistant|><think>{THOUGHT}</think>{GOOD}<|end|><|endoftext|>"),
    thought("proxy", "escaped tags", f"&lt;think&gt;{THOUGHT}&lt;/think&gt;{GOOD}"),
    odd_thought("proxy", "tags in a part of content", altered(SAID, in_message(content=[{"type": "text", "text": f"<think>{THOUGHT}</think>{GOOD}"}]), lambda _: None)),
    # Rapid-MLX #573
    thought("Qwen", "a process and a closing tag", f"Here's a thinking process:\n\n1.  **Analyze User Input:**\n   - When did it open?\n</think>\n\n{GOOD}"),
    thought("Qwen", "closed twice", f"{THOUGHT}</think>\nLet me answer.</think>\n\n{GOOD}"),
    thought("Qwen", "empty thought", f"<think>\n\n</think>\n\n{GOOD}", whole=True),
    thought("Qwen", "end of message", f"{GOOD}<|im_end|>"),
    thought("Qwen", "only the closing tag", f"{THOUGHT}</think>\n\n{GOOD}", whole=True),
    thought("Qwen", "thinking in thinking", f"<thinking><thinking>{THOUGHT}</thinking>More.</thinking>\n{GOOD}"),
    thought("Reflection", "reasoning and output", f"<reasoning>{THOUGHT}</reasoning><output>{GOOD}</output>", whole=True),
    odd_thought("Responses", "item of its own", says(GOOD, thought=THOUGHT), calls=2, options=RESPONSES, whole=True),
    odd_thought("Responses through a relay", "output_text in content", altered(SAID, in_message(content=[{"type": "reasoning", "text": THOUGHT}, {"type": "output_text", "text": GOOD}]), lambda _: None)),
    thought("Ring", "think marks with role", f"<role>ASSISTANT</role><think>{THOUGHT}</think>{GOOD}<|role_end|>"),
    thought("Seed", "budget", f"<seed:think>{THOUGHT}<seed:cot_budget_reflect>I have used 129 tokens.</seed:cot_budget_reflect></seed:think>{GOOD}"),
    thought("Seed", "budget within", f"<seed:think>{THOUGHT}<seed:cot_budget_reflect>Half is used.</seed:cot_budget_reflect>More.</seed:think>{GOOD}"),
    thought("Seed", "seed:think", f"<seed:think>{THOUGHT}</seed:think>{GOOD}", whole=True),
    # sglang #36285
    thought("SGLang", "two slashes", f"{THOUGHT}<//think>\n\n{GOOD}"),
    thought("Sky", "solution", f"<|begin_of_thought|>\n{THOUGHT}<|end_of_thought|>\n\n<|begin_of_solution|>\n{GOOD}\n<|end_of_solution|>"),
    thought("Solar", "open", f"<|think|>{THOUGHT}<|end|><|begin|>assistant<|content|>{GOOD}<|end|>"),
    thought("Solar", "think and content", f"<|begin|>assistant<|think|>{THOUGHT}<|end|><|begin|>assistant<|content|>{GOOD}<|end|>"),
    thought("Step", "a reasoning tag", f"<reasoning_process>\n{THOUGHT}</reasoning_process>\n{GOOD}"),
    thought("Step", "think by bars", f"<|think_start|>{THOUGHT}<|think_end|>{GOOD}"),
    thought("T5", "extra ids", f"<extra_id_0> {GOOD}<extra_id_1>"),
    thought("Trinity", "internal thoughts", f"<internal_thoughts>\n{THOUGHT}</internal_thoughts>\n\n{GOOD}"),
    thought("Yi", "reasoning in a prefix", f"<yi:reasoning>{THOUGHT}</yi:reasoning>{GOOD}"),
]  # fmt: skip
