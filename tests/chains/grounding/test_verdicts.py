"""Verdicts as models lay them out; the marks of claims say which is which."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from precis.chains.grounding.verdicts import Said, verdicts_in
from tests.growth import is_in_proportion

Verdicts = list[dict[str, Any]]
MARKS = {"4d7603ec", "0b1cd2e9"}
VERDICTS: Verdicts = [
    {"claim": "4d7603ec", "supported": True, "sentences": [1, 2]},
    {"claim": "0b1cd2e9", "supported": False, "sentences": []},
]
SAID = [Said("4d7603ec", True, (1, 2)), Said("0b1cd2e9", False, ())]


def each(**changes: Callable[[Any], Any]) -> Callable[[Verdicts], str]:
    """Write fields in another way."""
    return lambda said: json.dumps(
        {"verdicts": [one | {n: it(one[n]) for n, it in changes.items()} for one in said]}
    )


def by_mark(said: Verdicts) -> dict[str, Any]:
    return {one["claim"]: {n: one[n] for n in ("supported", "sentences")} for one in said}


def texts(numbers: list[int]) -> list[str]:
    return [f"[{number}]" for number in numbers]


LAYOUTS: dict[str, Callable[[Verdicts], str]] = {
    "as asked": lambda said: json.dumps({"verdicts": said}),
    "a fence": lambda said: f"So:\n```json\n{json.dumps(said)}\n```\nDone.",
    "a list": json.dumps,
    "lines": lambda said: "\n".join(map(json.dumps, said)),
    "by mark": lambda said: json.dumps(by_mark(said)),
    "by mark, named": lambda said: json.dumps({"verdicts": by_mark(said)}),
    "in a verdict": lambda said: json.dumps(
        {m: {"verdict": it} for m, it in by_mark(said).items()}
    ),
    "twice": lambda said: json.dumps({"verdicts": said}) + "\n" + json.dumps(said),
    "a text in a text": lambda said: json.dumps({"verdicts": json.dumps(said)}),
    "a text": lambda said: json.dumps(json.dumps({"verdicts": said})),
    "a call": lambda said: json.dumps({"name": "verdicts", "arguments": {"verdicts": said}}),
    "Python": repr,
    "yes and no": each(supported=lambda it: "yes" if it else "no"),
    "1 and 0": each(supported=int),
    "sentences as text": each(sentences=lambda it: ", ".join(map(str, it))),
    "sentences as marks": each(sentences=texts),
    "sentences as floats": each(sentences=lambda it: list(map(float, it))),
    "no sentences": each(sentences=lambda it: it or None),
    "marks in brackets": each(claim=lambda it: f"[{it}]"),
    "capitals": lambda said: json.dumps(
        [{name.upper(): it for name, it in one.items()} for one in said]
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_verdicts_are_read_however_they_are_laid_out(layout: str) -> None:
    assert list(dict.fromkeys(verdicts_in(LAYOUTS[layout](VERDICTS), MARKS))) == SAID


@pytest.mark.parametrize(
    "verdict",
    [
        {"claim": "deadbeef", "supported": True, "sentences": [1]},
        {"claim": "4d7603ec", "supported": "perhaps", "sentences": [1]},
        {"claim": "4d7603ec", "supported": None, "sentences": [1]},
        {"claim": "4d7603ec", "sentences": [1]},
        {"supported": True, "sentences": [1]},
    ],
)
def test_what_names_no_claim_or_says_nothing_is_no_verdict(verdict: dict[str, Any]) -> None:
    assert list(verdicts_in(json.dumps({"verdicts": [verdict]}), MARKS)) == []


@pytest.mark.parametrize("seed", ['{"a": ', "[", '"{', '[{"claim": "4d7603ec"}, ', "{a: "])
def test_any_reply_is_read_in_proportion(seed: str) -> None:
    assert is_in_proportion(lambda text: list(verdicts_in(text, MARKS)), seed, 16_000)
