import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from precis.models.calls.gate import Ending, read_reply, visible, whole_sentences

TEXT = "It opened in 1932 [4]. It holds 48,000 books."


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (Ending.COMPLETE, "stop end_turn STOP eos COMPLETE stop_sequence tool_calls"),
        (Ending.CUT, "length max_tokens MAX_TOKENS model_length max_output_tokens"),
        (Ending.REFUSED, "content_filter SAFETY refusal RECITATION sensitive guardrail_intervened"),
        (Ending.BROKEN, "error network_error MALFORMED_FUNCTION_CALL insufficient_system_resource"),
    ],
)
def test_stop_reasons_of_all_providers(ending: Ending, words: str) -> None:
    for word in words.split():
        for name in ("finish_reason", "stop_reason", "done_reason"):
            message = AIMessage(TEXT, response_metadata={name: word})
            assert read_reply(message).ending is ending, word


@given(st.text(alphabet="ab .!?…。\n[1]\"'", max_size=80))
def test_whole_sentences_are_a_beginning_that_ends_where_something_ends(text: str) -> None:
    kept = whole_sentences(text)
    assert text.startswith(kept)
    rest = text[len(kept) :]
    assert not kept or kept[-1] in "!.?…。\"']" or rest.startswith("\n") or kept[-1] == "\n"


@pytest.mark.parametrize("text", ["It ope", "It", "", '{"keywords": ["a. b', "```json\n{"])
def test_a_fragment_has_no_whole_sentence(text: str) -> None:
    assert whole_sentences(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "1. It opened in 1932 [1].\n| 2. It is op",
        "(a) It opened in 1932 [1].\n| (b) It is op",
        "It opened in 1932 [1]. | It was built by Dr.",
        "It opened in 1932 [1]. | It was built by Dr. Smi",
        "Es öffnete 1932 [1]. | Es war z. B. für Kin",
        "It opened in 1932 by St. Mary's. [1] | It is op",
        "It opened in 1932 [1]. | It is 4.2",
        "ድልድዩ በ1932 ተከፈተ [1]። | ለሁሉም ክ",
        "پل 1932 میں کھلا [1]۔ | یہ سب کے",
        "Կամուրջը բացվեց 1932-ին [1]։ | Այն բա",
        "တံတားကို ၁၉၃၂ တွင်ဖွင့်ခဲ့သည်။ | ၎င်း",
    ],
)
def test_a_sentence_ends_where_its_script_ends_it_and_not_behind_counters_and_titles(
    text: str,
) -> None:
    kept, _, rest = text.partition("|")
    assert whole_sentences(kept + rest.lstrip()) == kept.rstrip()


def test_what_passes_has_nothing_but_its_visible_text() -> None:
    message = AIMessage(
        [{"type": "reasoning", "reasoning": "Hm."}, {"type": "text", "text": TEXT}],
        additional_kwargs={"reasoning_content": "Hm."},
    )
    read = read_reply(message)
    assert (read.text, read.thought) == (TEXT, True)
    passed = visible(message, read.text, cut=True)
    assert (passed.content, passed.additional_kwargs) == (TEXT, {})
    assert passed.response_metadata["cut"]
