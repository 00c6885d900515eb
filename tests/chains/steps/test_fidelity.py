"""What passes as a translation."""

import pytest

from precis.chains.grounding.claim_checker import UNSUPPORTED, ClaimChecker
from precis.chains.steps.shared.fidelity import LONGER, SHORTER, infidelity
from precis.models.embeddings import MiniLM

COST = "The bridge cost 1.5 million dinars in 1932, and the town borrowed all of it."


@pytest.fixture(scope="module")
def checker() -> ClaimChecker:
    return ClaimChecker(MiniLM())


@pytest.mark.parametrize(
    "translation",
    [
        "Le pont a coûté 1,5 million de dinars en 1932, et la ville a tout emprunté.",
        "Die Brücke kostete 1932 1,5 Millionen Dinar, und die Stadt lieh sich alles.",
        "1932年，这座桥花费了1 500 000第纳尔，全部由镇上借来。",
        "The bridge cost 1.5 million dinars in 1932, and the town borrowed all of it.",
    ],
)
def test_translations_pass(translation: str, checker: ClaimChecker) -> None:
    assert infidelity(COST, translation, "en", checker) is None


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        ("Le pont a coûté 1,5 million de dinars en 1999, et la ville a tout emprunté.",
         "number 1999 is not in what it translates"),
        ("The bridge is made of cheese, which nobody in the town wanted to pay.", UNSUPPORTED),
        ("Oui.", SHORTER),
        ("Le pont est en fromage. " * 50, LONGER),
    ],
)  # fmt: skip
def test_what_is_none_is_told(translation: str, problem: str, checker: ClaimChecker) -> None:
    assert infidelity(COST, translation, "en", checker) == problem


@pytest.mark.parametrize(
    ("made", "link"),
    [
        ("[hier](javascript:alert(3))", "](javascript:alert"),
        ("die Stadt: https://evil.example/x", "https://evil.example/x"),
        ("![Bild](http://evil.example/x.png)", "](http://evil.example/x.png"),
    ],
)
def test_a_translation_adds_no_link(made: str, link: str, checker: ClaimChecker) -> None:
    translation = f"Die Brücke kostete 1932 1,5 Millionen Dinar, {made} lieh sich alles."
    problem = infidelity(COST, translation, "en", checker)
    assert problem == f"link {link} is not in what it translates"
    assert infidelity(f"{COST} {made}", translation, "en", checker) is None
