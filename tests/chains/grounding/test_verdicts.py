"""Verdicts as models lay them out; the marks of claims say which is which."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from precis.chains.grounding.verdicts import Said, verdicts_in
from tests.growth import is_in_proportion

Verdicts = list[dict[str, Any]]
MARKS = ["4d7603ec", "0b1cd2e9"]
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


WORDS = {True: "supported", False: "not supported"}


def rows(form: str, before: str = "") -> Callable[[Verdicts], str]:
    """Write one verdict a line."""

    def write(said: Verdicts) -> str:
        lines = [
            form.format(
                n=at,
                **one,
                numbers=", ".join(map(str, one["sentences"])),
                marks="".join(texts(one["sentences"])),
                word=WORDS[one["supported"]],
                tick="✅" if one["supported"] else "❌",
                german="belegt" if one["supported"] else "nicht belegt",
            )
            for at, one in enumerate(said, 1)
        ]
        return before + "\n".join(lines)

    return write


LAYOUTS: dict[str, Callable[[Verdicts], str]] = {
    "as asked": lambda said: json.dumps({"verdicts": said}),
    "a fence": lambda said: f"So:\n```json\n{json.dumps(said)}\n```\nDone.",
    "a list": json.dumps,
    "objects in lines": lambda said: "\n".join(map(json.dumps, said)),
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
    "another name": each(claim=lambda it: {"id": it}),
    "verdicts in words": lambda said: json.dumps(
        [
            {"id": one["claim"], "verdict": WORDS[one["supported"]], "evidence": one["sentences"]}
            for one in said
        ]
    ),
    "counted": lambda said: json.dumps([one | {"claim": at} for at, one in enumerate(said, 1)]),
    "neither marked nor counted": lambda said: json.dumps(
        [{name: it for name, it in one.items() if name != "claim"} for one in said]
    ),
    "counted names": lambda said: json.dumps(
        {
            f"Claim {at}": {n: one[n] for n in ("supported", "sentences")}
            for at, one in enumerate(said, 1)
        }
    ),
    "cut off": lambda said: json.dumps({"verdicts": [*said, {"claim": "x"}]})[:-4],
    "YAML": rows("- claim: {claim}\n  supported: {supported}\n  sentences: [{numbers}]"),
    "CSV": rows('{claim},{supported},"{numbers}"', "claim,supported,sentences\n"),
    "a table": rows(
        "| {claim} | {word} | {numbers} | It rained 7 times. |", "|a|b|c|d|\n|-|-|-|-|\n"
    ),
    "ticks": rows("| `{claim}` | {tick} | {marks} |"),
    "lines": rows("- **{claim}**: {word} ({marks})"),
    "counted lines": rows("{n}. {word}, sentences {numbers}"),
    "counted names of claims": rows("Claim {n}: {word} by sentences {numbers}."),
    "keys": rows("Claim: {claim}\nSupported: {supported}\nSentences: {numbers}\n"),
    "attributes": rows('<verdict id="{claim}" supported="{supported}" sentences="{numbers}"/>'),
    "tags": rows("<v><id>{claim}</id><supported>{supported}</supported><s>{numbers}</s></v>"),
    "reasons": rows("{claim}: sentences {numbers} are about this, so the claim is {word}."),
    "German": rows("Behauptung {claim}: {german} (Sätze {numbers})"),
    "capitals": lambda said: json.dumps(
        [{name.upper(): it for name, it in one.items()} for one in said]
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_verdicts_are_read_however_they_are_laid_out(layout: str) -> None:
    assert set(verdicts_in(LAYOUTS[layout](VERDICTS), MARKS)) == {*SAID}


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


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("partially", False),
        ("partially supported", False),
        ("not fully supported", False),
        ("CONTRADICTION", False),
        ("teilweise belegt", False),
        ("non", False),
        ("不支持", False),
        ("部分支持", False),
        ("нет", False),
        ("NOT ENOUGH INFO", False),
        ("isn't stated", False),
        ("stöds inte", False),
        ("I cannot judge this", None),
        ("いいえ", False),
        ("fully supported", True),
        ("Entailment", True),
        ("oui", True),
        ("支持", True),
        ("да", True),
        ("hard to say", None),
        ("It rained in the harbour all day, which is true of most days.", None),
    ],
)
def test_what_a_word_says_is_known_in_every_language(said: str, holds: bool | None) -> None:
    reply = json.dumps([{"claim": MARKS[0], "verdict": said, "sentences": [1]}], ensure_ascii=False)
    found = [it.supported for it in verdicts_in(reply, MARKS)]
    assert found == ([] if holds is None else [holds])


@pytest.mark.parametrize(
    "reply",
    [
        "I cannot judge these claims.",
        "4d7603ec: the harbour is old. 0b1cd2e9: so it is said",
        "4d7603ec is true or false, depending on how one reads it",
        json.dumps([{"claim": "4d7603ec", "text": "No rooms are free.", "sentences": [1]}]),
        json.dumps([{"claim": 2, "supported": True}, {"claim": 1, "supported": False}]),
        json.dumps([{"supported": True, "sentences": [1]}] * 3),
        "2. supported\n1. not supported",
    ],
)
def test_what_leaves_open_what_it_means_is_no_verdict(reply: str) -> None:
    assert list(verdicts_in(reply, MARKS)) == []
