import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.replies.reading import read_reply
from tests.fakes.reply_styles import CLAIMS, SENTENCES, Said
from tests.fakes.reply_styles import STYLES as EVERY

UNREAD = {"XML", "XML, attribute", "claims, then citations", "grounded answer"}
"""Numbers in attributes, and those of claims counted elsewhere, are not read: alignment finds what
such claims rest on. Claims that are said twice, with and without marks, leave a label."""

STYLES = {name: EVERY[name] for name in EVERY if name not in UNREAD}
NUMBER = re.compile(r"\d+")
COLLECTED = {
    "sources at the end",
    "Quellen at the end",
    "one citation for a paragraph",
    "References: [1], [2]",
}


def bare(text: str) -> str:
    return text.strip("“”\"'. ")


@pytest.mark.parametrize("style", STYLES)
def test_every_style_keeps_claims_and_citations_and_nothing_else(style: str) -> None:
    read = read_reply(STYLES[style](CLAIMS), SENTENCES)
    assert [bare(one.text) for one in read] == [claim.text for claim in CLAIMS]
    if style in COLLECTED:
        cited = {n for claim in CLAIMS for n in claim.numbers}
        assert all(not one.numbers and set(one.shared) == cited for one in read)
    else:
        assert [one.numbers for one in read] == [claim.numbers for claim in CLAIMS]


words = st.sampled_from(
    "mayor crown winter 1932 2019 7 48,000 1.2 350 (2004) harbour copper barges".split()
)
claims = st.builds(
    lambda said, numbers: Said("The town " + " ".join(said), tuple(sorted(numbers))),
    st.lists(words, min_size=3, max_size=9),
    st.sets(st.integers(1, 12), min_size=1, max_size=3),
)


@given(
    st.lists(claims, min_size=2, max_size=5, unique_by=lambda one: one.text),
    st.sampled_from(sorted(STYLES)),
)
def test_no_style_changes_a_number_of_a_claim(said: list[Said], style: str) -> None:
    read = read_reply(STYLES[style](said), SENTENCES)
    wanted = [NUMBER.findall(claim.text) for claim in said]
    assert [NUMBER.findall(one.text) for one in read] == wanted


@pytest.mark.parametrize("before", ["Sure, here you go:", "Sure, here you go", "Με βάση, ιδού:"])
def test_sentences_below_an_announcement_are_no_table(before: str) -> None:
    said = [CLAIMS[0], CLAIMS[4]]
    laid = "\n".join(f"{one.text} [{', '.join(map(str, one.numbers))}]." for one in said)
    read = read_reply(f"{before}\n\n{laid}", SENTENCES)
    assert [(bare(one.text), one.numbers) for one in read] == said
