"""Replies that end before their end, and reasons to end that are no cut."""

# A table: its rows are not broken up.

from collections.abc import Callable
from typing import Any

from tests.fakes.habits.vocabulary import *


def cut_once(seller: str, reason: str, **more: Any) -> Habit:
    """A reply that is cut off for a reason, and whole with more room."""
    name = f"{reason}, whole with more room"
    return Habit("cut reply", seller, name, once(says(HALF, reason)), **more)


def cut_twice(seller: str, reason: str, **more: Any) -> Habit:
    """A reply that is cut off however much room it has."""
    does = says(HALF, reason)
    return Habit("cut reply", seller, f"{reason} twice", does, WHOLE_HALF, lasts=False, **more)


def not_cut(seller: str, reason: str, **more: Any) -> Habit:
    """A reply that ended for a reason as it should."""
    name = f"{reason} is no cut"
    return Habit("cut reply", seller, name, says(GOOD, reason), **{"calls": 1, **more})


def nothing_left(seller: str, name: str, text: str, reason: str, **more: Any) -> Habit:
    """A reply that is cut off before a sentence is whole."""
    return Habit("cut reply", seller, name, says(text, reason), CutReplyError, **more)


def numbered(text: str) -> str:
    return text.replace("data: ", "id: 1\ndata: ").replace("\n\n", "\n\n: ping - 2026\n\n", 2)


def behind(more: str) -> Callable[[str], str]:
    return lambda text: text + more


CUT_REPLIES = [
    not_cut("AI21", "endoftext"),
    not_cut("AI21", "endoftext_token"),
    cut_twice("Aleph Alpha", "maximum_tokens"),
    not_cut("Aleph Alpha", "end_of_text"),
    cut_twice("Anthropic", "max_tokens", model=CLAUDE, whole=True),
    cut_twice("Anthropic", "model_context_window_exceeded", model=CLAUDE, whole=True),
    not_cut("Anthropic", "stop_sequence", model=CLAUDE),
    nothing_left("Anthropic", "max_tokens within a sentence", "The bridge op", "max_tokens", says="cut", model=CLAUDE, whole=True),
    nothing_left("Anthropic", "model_context_window_exceeded within a sentence", "The bridge op", "model_context_window_exceeded", says="cut", model=CLAUDE, whole=True),
    cut_once("any", "USER_ABORTED"),
    cut_twice("any", "output_limit_reached"),
    left("any", "a decimal", "The bridge is 3.5 km long [1]. It cost 4.2", "The bridge is 3.5 km long [1]."),
    left("any", "a German date", "Die Brücke wurde am 3. Mai 1932 eröffnet [1]. Sie wurde am 5. Ju", "Die Brücke wurde am 3. Mai 1932 eröffnet [1]."),
    left("any", "a heading", "The bridge opened in 1932 [1].\n\n## Acce", WHOLE_HALF),
    left("any", "a number", "The bridge opened in 1932 [1]. It cost 3.", WHOLE_HALF),
    left("any", "a number behind a footnote", "The bridge opened in 1932.[^1] It is op", "The bridge opened in 1932.[^1]"),
    left("any", "a table", "| claim | source |\n|---|---|\n| The bridge opened in 1932 | [1] |\n| It is op", "| claim | source |\n|---|---|\n| The bridge opened in 1932 | [1] |"),
    left("any", "a title", "The bridge opened in 1932 [1]. It was built by Dr.", WHOLE_HALF),
    left("any", "Amharic", "ድልድዩ በ1932 ተከፈተ [1]። ለሁሉም ክ", "ድልድዩ በ1932 ተከፈተ [1]።"),
    left("any", "an abbreviation", "The bridge opened in 1932 [1]. It was paid for by Dr.", WHOLE_HALF),
    left("any", "an abbreviation of a quote", 'He said: "It opened in 1932." [1] Then he', 'He said: "It opened in 1932." [1]'),
    left("any", "an ellipsis", "It closed… then the bridge opened in 1932 [1]. It is op", "It closed… then the bridge opened in 1932 [1]."),
    left("any", "Arabic", "افتتح الجسر عام 1932 [1]. وهو مفت", "افتتح الجسر عام 1932 [1]."),
    left("any", "Armenian", "Կամուրջը բացվեց 1932-ին [1]։ Այն բա", "Կամուրջը բացվեց 1932-ին [1]։"),
    left("any", "behind a colon and an ellipsis", "Opened: 1932 [1]. Then it stood… [2] It is op", "Opened: 1932 [1]."),
    left("any", "behind a quotation", 'The mayor said: "It is open [1]." He then add', 'The mayor said: "It is open [1]."'),
    left("any", "bold", "**The bridge opened in 1932.** It is op", "**The bridge opened in 1932.**"),
    left("any", "Chinese", "大桥于1932年通车[1]。它对所有人", "大桥于1932年通车[1]。"),
    left("any", "Hindi", "पुल 1932 में खुला [1]। यह सब", "पुल 1932 में खुला [1]।"),
    left("any", "in Arabic", "افتُتح الجسر عام 1932 [1]. وهو مفت", "افتُتح الجسر عام 1932 [1]."),
    left("any", "in Armenian", "Կամուրջը բացվել է 1932 թվականին [1]։ Այն բաց է բոլո", "Կամուրջը բացվել է 1932 թվականին [1]։"),
    left("any", "in Chinese", "这座桥于1932年开放[1]。它对所有", "这座桥于1932年开放[1]。"),
    left("any", "in Georgian", "ხიდი 1932 წელს გაიხსნა [1]. ის ყველასთვის ღია", "ხიდი 1932 წელს გაიხსნა [1]."),
    left("any", "in Hindi", "पुल 1932 में खुला [1]। यह सब के लिए खु", "पुल 1932 में खुला [1]।"),
    left("any", "in Hindi, openai", "पुल 1932 में खुला [1]। यह सब के", "पुल 1932 में खुला [1]।"),
    left("any", "in Meetei", "ꯊꯣꯡ 1932 ꯗ ꯍꯥꯡꯗꯣꯀꯈꯤ [1]꯫ ꯃꯁꯤ", "ꯊꯣꯡ 1932 ꯗ ꯍꯥꯡꯗꯣꯀꯈꯤ [1]꯫"),
    left("any", "in Mongolian script", "ᠭᠦᠦᠷ 1932 ᠣᠨ ᠳᠤ ᠨᠡᠭᠡᠭᠳᠡᠪᠡ [1]᠃ ᠲᠡᠷᠡ ᠪᠦᠬᠦ", "ᠭᠦᠦᠷ 1932 ᠣᠨ ᠳᠤ ᠨᠡᠭᠡᠭᠳᠡᠪᠡ [1]᠃"),
    left("any", "in Santali", "ᱯᱩᱞ 1932 ᱨᱮ ᱡᱷᱤᱡ ᱞᱮᱱᱟ [1]᱾ ᱱᱚᱣᱟ ᱫᱚ", "ᱯᱩᱞ 1932 ᱨᱮ ᱡᱷᱤᱡ ᱞᱮᱱᱟ [1]᱾"),
    left("any", "in Thai", "สะพานเปิดในปี 1932 [1]\nเปิดให้ทุก", "สะพานเปิดในปี 1932 [1]"),
    left("any", "in Tibetan", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད། [1] འདི་མི་ཚང་མ", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད། [1]"),
    left("any", "in Tibetan, two shads", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད༎ [1] འདི་མི", "ཟམ་པ་ ༡༩༣༢ ལོར་ཕྱེས་པ་རེད༎ [1]"),
    left("any", "Japanese, marks behind", "橋は1932年に開通した。[1]誰でも", "橋は1932年に開通した。[1]"),
    left("any", "Korean", "다리는 1932년에 개통했다 [1]. 누구나 지나", "다리는 1932년에 개통했다 [1]."),
    left("any", "list items", "- The bridge opened in 1932 [1]\n- It is open to all [2]\n- The may", "- The bridge opened in 1932 [1]\n- It is open to all [2]"),
    left("any", "marks in lenticular brackets", "The bridge opened in 1932.【1†source】 It is op", "The bridge opened in 1932.【1†source】"),
    left("any", "marks in parentheses", "The bridge opened in 1932. (1) It is op", "The bridge opened in 1932. (1)"),
    Habit("cut reply", "any", "natural is no cut", says("- The bridge opened in 1932 [1]", "natural"), gives="- The bridge opened in 1932 [1]", calls=1),
    left("any", "numbered", "1. The bridge opened in 1932 [1].\n2. It is op", "1. The bridge opened in 1932 [1]."),
    left("any", "raised marks", "The bridge opened in 1932.¹ It is op", "The bridge opened in 1932.¹"),
    nothing_left("any", "records", '[{"text": "The bridge opened in 1932.", "ids": [1]}, {"text": "It is op', "length", says="max_tokens"),
    left("any", "roman counters", "I. The bridge opened in 1932 [1].\nII. It is op", "I. The bridge opened in 1932 [1]."),
    left("any", "Thai without stops", "- สะพานเปิดในปี 1932 [1]\n- ทุกคนใช้", "- สะพานเปิดในปี 1932 [1]"),
    left("any", "Urdu", "پل 1932 میں کھلا [1]۔ یہ سب کے", "پل 1932 میں کھلا [1]۔"),
    nothing_left("any", "within a heading", "## Bri", "length"),
    left("any", "within a mark", f"{HALF}en to all [", WHOLE_HALF),
    left("any", "within a row", "| claim | source |\n|---|---|\n| It opened in 1932 | [1] |\n| It is op", "| claim | source |\n|---|---|\n| It opened in 1932 | [1] |"),
    left("any", "within bold words", "The bridge opened in 1932 [1]. **It is op", WHOLE_HALF),
    nothing_left("any", "within JSON", '[{"claim": "The bridge op', "length"),
    cut_once("Azure", "length", model=AZURE, whole=True),
    cut_twice("Azure", "length", model=AZURE, whole=True),
    nothing_left("Azure", "length within a sentence", "The bridge op", "length", says="cut", model=AZURE, whole=True),
    cut_once("Baichuan", "interrupted"),
    cut_once("Bedrock", "malformed_model_output"),
    cut_once("Bedrock", "max_output_tokens_reached"),
    cut_once("Bedrock", "model_context_window_exceeded"),
    cut_twice("Bedrock", "model_context_window_exceeded"),
    not_cut("Bedrock", "FINISHED"),
    not_cut("Bedrock", "end_turn"),
    not_cut("Bedrock", "tool_use"),
    cut_once("Cohere", "MAX_TOKENS"),
    cut_once("Cohere", "USER_CANCEL"),
    cut_twice("Cohere", "MAX_TOKENS"),
    not_cut("Cohere", "COMPLETE", calls=2, whole=True),
    not_cut("Cohere", "STOP_SEQUENCE"),
    cut_once("Cohere v1", "ERROR_LIMIT"),
    cut_twice("Cohere v1", "ERROR_LIMIT"),
    cut_once("Databricks", "FinishReason.LENGTH"),
    not_cut("Dify", "message_end"),
    cut_once("Fireworks", "max_completion_tokens"),
    not_cut("Fireworks", "stop_token"),
    cut_once("Friendli", "reached_max_length"),
    cut_once("Gemini", "MAX_TOKENS", model=GEMINI, whole=True),
    cut_twice("Gemini", "MAX_TOKENS", model=GEMINI, whole=True),
    nothing_left("Gemini", "MAX_TOKENS within a sentence", "The bridge op", "MAX_TOKENS", says="cut", model=GEMINI, whole=True),
    Habit("cut reply", "Gemini", "SAFETY in the midst", says(HALF, "SAFETY"), gives=RefusedError, model=GEMINI, calls=1),
    not_cut("Gemini through a gateway", "STOP"),
    cut_once("Groq", "token_budget_exhausted"),
    # LostRuins/koboldcpp #2481
    not_cut("KoboldCpp", "length", calls=2, lasts=False),
    left("Korean", "cut", "다리는 1932년에 개통되었다 [1]. 누구에게나 열", "다리는 1932년에 개통되었다 [1]."),
    cut_once("LiteLLM", "max_output_tokens"),
    cut_twice("LiteLLM", "max_output_tokens"),
    cut_once("LM Studio", "contextLengthReached"),
    cut_once("LM Studio", "maxPredictedTokensReached"),
    cut_once("LM Studio", "modelUnloaded"),
    cut_once("LM Studio", "userStopped"),
    not_cut("LM Studio", "eosFound"),
    not_cut("LM Studio", "stopStringFound"),
    cut_once("LocalAI", "context_length_exceeded"),
    cut_once("Mistral", "model_context_limit"),
    cut_once("Mistral", "model_length", whole=True),
    cut_twice("Mistral", "model_length", whole=True),
    nothing_left("Mistral", "model_length within a sentence", "The bridge op", "model_length", says="cut", whole=True),
    cut_once("NVIDIA", "max_new_tokens_reached"),
    cut_once("Ollama", "length", model=OLLAMA, whole=True),
    cut_twice("Ollama", "length", model=OLLAMA, whole=True),
    nothing_left("Ollama", "length within a sentence", "The bridge op", "length", says="cut", model=OLLAMA, whole=True),
    nothing_left("Ollama", "length within a word", "The bri", "length", model=OLLAMA),
    Habit("cut reply", "one-api", "'null' until the end", altered(SAID, unchanged, finished("null")), calls=1),
    cut_once("OpenAI", "length", whole=True),
    cut_twice("OpenAI", "length", whole=True),
    left("OpenAI", "length within a list", "- The bridge opened in 1932 [1].\n- It is op", "- The bridge opened in 1932 [1]."),
    nothing_left("OpenAI", "length within a sentence", "The bridge op", "length", says="cut", whole=True),
    cut_once("OpenRouter", "error"),
    cut_twice("Oracle", "max_tokens_reached"),
    not_cut("Perplexity", "stop", calls=2, whole=True),
    not_cut("Portkey", "completed"),
    Habit("cut reply", "proxy", "'' until the end", altered(SAID, unchanged, finished("")), calls=1),
    cut_once("Replicate", "max_length"),
    cut_twice("Replicate", "max_length"),
    not_cut("Replicate", "succeeded"),
    cut_once("Responses", "max_output_tokens", options=RESPONSES, whole=True),
    cut_twice("Responses", "max_output_tokens", options=RESPONSES, whole=True),
    nothing_left("Responses", "max_output_tokens within a sentence", "The bridge op", "max_output_tokens", says="cut", options=RESPONSES, whole=True),
    cut_once("SambaNova", "max_len_reached"),
    not_cut("SGLang", "matched_stop", calls=2, whole=True),
    cut_once("SiliconFlow", "LENGTH"),
    not_cut("TabbyAPI", "complete"),
    Habit("cut reply", "text-generation-webui", "null is no cut", altered(SAID, lambda value: [it.update(finish_reason=None) for it in value['choices']], unchanged), calls=1),
    not_cut("TGI", "eos_token", calls=2, whole=True),
    not_cut("TGI", "stop_sequence", calls=2, whole=True),
    left("Thai", "lines", "สะพานเปิดในปี 1932 [1]\nเปิดให้ทุกค", "สะพานเปิดในปี 1932 [1]"),
    not_cut("Together", "eos", calls=2, whole=True),
    cut_once("Triton", "timed_out"),
    not_cut("Triton", "end_id"),
    not_cut("Triton", "stop_words"),
    cut_once("Vercel", "max-tokens"),
    cut_once("Vertex", "2"),
    cut_once("Vertex", "FINISH_REASON_MAX_TOKENS"),
    cut_twice("Vertex", "FINISH_REASON_MAX_TOKENS"),
    not_cut("Vertex through a gateway", "FINISH_REASON_STOP"),
    cut_once("vLLM", "max_tokens", whole=True),
    cut_twice("vLLM", "max_tokens", whole=True),
    nothing_left("vLLM", "max_tokens within a sentence", "The bridge op", "max_tokens", says="cut", whole=True),
    cut_once("watsonx", "max_token"),
    cut_once("watsonx", "not_finished"),
    cut_once("watsonx", "time_limit"),
    cut_once("watsonx", "token_limit"),
    not_cut("watsonx", "stop_sequence_found"),
]  # fmt: skip
