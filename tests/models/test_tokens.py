import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.models.tokens import estimate_tokens

# Each count is what OpenAI's o200k_base gives.
COUNTED = [
    ("Die Bundesregierung hat am Mittwoch beschlossen, die Förderung zu erhöhen.", 12),
    ("| 12.5 | 13.99 | abc |\n" * 50, 650),
    ("政府周三宣布大幅增加对可再生能源的支持,该措施将于明年生效。", 24),
]


@pytest.mark.parametrize(("text", "tokens"), COUNTED)
def test_estimates_are_near_a_real_vocabulary(text: str, tokens: int) -> None:
    assert estimate_tokens(text) == pytest.approx(tokens, rel=0.15)


@given(st.text(), st.text())
def test_parts_add_up_to_the_whole(one: str, other: str) -> None:
    whole = estimate_tokens(f"{one}\n\n{other}")
    assert abs(whole - estimate_tokens(one) - estimate_tokens(other)) <= 2
    assert estimate_tokens("") == 0


KINDS = [("a", 1), ("7", 1), ("橋", 0.75), ("ж", 1), ("!", 1), ("×", 1), ("²", 1), ("🌉", 1)]


@given(st.lists(st.sampled_from(KINDS), max_size=30))
def test_every_character_is_of_one_kind(signs: list[tuple[str, float]]) -> None:
    counted = estimate_tokens(" ".join(sign for sign, _ in signs))
    assert abs(counted - sum(tokens for _, tokens in signs)) <= 0.5
