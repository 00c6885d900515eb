"""Phrases that a text repeats, in any language."""

import pytest

from precis.chains.steps.shared.phrases import key_phrases, phrases

LAMP = [
    "# The lamp of the harbour",
    "The harbour lamp burns whale oil, and whale oil is dear.",
    "They use the harbour lamp at night, and they use it in fog.",
    "Whale oil comes from the north.",
    "```",
    "private_chroot wakeup; private_chroot wakeup; private_chroot wakeup.",
    "# private_chroot wakeup",
    "```",
    "The keeper of the harbour lamp sleeps by day.",
]


def test_what_is_repeated_is_named_and_code_is_not() -> None:
    found = key_phrases(LAMP, 3)
    assert found[:2] == ["harbour lamp", "whale oil"] or found[:2] == ["whale oil", "harbour lamp"]
    assert not any("chroot" in phrase for phrase in found)


def test_nouns_in_a_list_of_function_words_are_keywords() -> None:
    texts = ["The mill of Ghent burned.", "They used the mill for rye.", "The mill is used again."]
    assert key_phrases(texts, 1) == ["mill"]
    assert "used" not in key_phrases(texts, 10)


def test_a_rare_word_of_the_opening_goes_before_common_words() -> None:
    said = ["A sextant measures angles.", "People use it for many things."]
    later = ["People of all times used things.", "Other things are of no use to people."]
    assert key_phrases([*said, *later, "No sextant is cheap."], 1) == ["sextant"]


def test_no_keyword_is_most_of_another() -> None:
    found = [frozenset(phrase.lower().split()) for phrase in key_phrases(LAMP, 10)]
    assert not any(one < other for one in found for other in found)


@pytest.mark.parametrize(
    ("text", "named", "light"),
    [
        (
            "Der Turm hat oder hatte eine Lampe. Dann werden wir die Lampe und den Turm zu sehen "
            "bekommen, und die Lampe steht wie der Turm.",
            {"Lampe", "Turm"},
            {"oder", "Dann werden", "wie", "zu sehen"},
        ),
        (
            "La lampe du port est vieille. Dans le port, l'huile de la lampe est une huile, et "
            "l'huile du port brûle.",
            {"lampe", "port", "huile"},
            {"est", "une", "l'huile", "Dans"},
        ),
        (
            "Маяк стоит в гавани. Это старый маяк, и лампа маяка горит. Вероятно, лампа старая.",
            {"лампа"},
            {"Это", "и", "в"},
        ),
        ("灯塔在港口。港口的灯塔很老。老灯塔的灯在港口。", {"灯塔", "港口"}, {"在", "的"}),
    ],
)
def test_function_words_are_no_keywords(text: str, named: set[str], light: set[str]) -> None:
    found = set(key_phrases([said + text[-1] for said in text[:-1].split(text[-1])], 5))
    assert named <= found
    assert not found & light


def test_a_text_that_repeats_nothing_has_keywords_too() -> None:
    assert key_phrases(["The old mill burned down."], 2)
    assert key_phrases(["the of and"], 2) == []
    assert key_phrases([], 2) == []


def test_of_an_unknown_language_short_words_are_light() -> None:
    assert phrases("ka mu lampata nu turrika", None) == ["lampata", "turrika"]


@pytest.mark.parametrize(
    "address", ["http://www.lamp.org/oil", "www.lamp.org", "keeper@lamp.org", "ftp://lamp.org/x.gz"]
)
def test_an_address_is_no_keyword(address: str) -> None:
    texts = [f"The whale oil is sold at {address} by day.", f"Ask {address} for the whale oil."]
    assert not {*key_phrases(texts, 10)} & {address, "http", "ftp", "www.lamp.org", "lamp.org"}
