"""Values are found among whatever a model writes around and within them, at little cost."""

# A table: its rows are not broken up.
# ruff: noqa: E501

import html
import json
import pprint
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from precis.chains.writers.replies.near_json import NotReadableError, read_near_json
from precis.chains.writers.replies.values import blocks_of, values_of, with_inner
from tests.growth import is_in_proportion

KEYS = st.text(alphabet="abcxyz_", min_size=3, max_size=8)
TEXTS = st.text(alphabet="abc äé.!?;'()/-", min_size=1, max_size=20).map(lambda it: f"a{it}b")
SCALARS = st.none() | st.booleans() | st.integers() | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=5,
)
OBJECTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=3)
AROUND = (
    "{}",
    "```json\n{}\n```",
    "Here is the JSON that you asked for:\n\n{}\n\nI hope that it helps [1].",
    "As [1] says, {}.",
    "```\n{}",
)


def plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def indented(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


NOTATIONS: dict[str, Callable[[Any], str]] = {
    "JSON": plain,
    "Python": repr,
    "Python, printed": lambda it: pprint.pformat(it, width=60),
    "commas before brackets": lambda it: indented(it).replace("\n", ",\n").replace("[,", "[").replace("{,", "{").replace(",,", ","),
    "no commas": lambda it: indented(it).replace(",\n", "\n"),
    "comments in lines": lambda it: indented(it).replace(",\n", ", // so\n"),
    "comments as in Python": lambda it: indented(it).replace(",\n", ",  # so\n"),
    "comments between": lambda it: indented(it).replace(",\n", ", /* so */\n"),
    "typographic quotes": lambda it: plain(it).replace(' "', " “").replace('{"', "{“").replace('["', "[“").replace('"', "”"),
    "backticks": lambda it: plain(it).replace('"', "`"),
    "doubled braces": lambda it: "{" + plain(it) + "}",
    "entities": lambda it: html.escape(plain(it)),
    "escaped": lambda it: plain(it).replace('"', '\\"'),
    "end missing": lambda it: plain(it)[:-1],
    "end missing, in lines": lambda it: indented(it)[:-2],
}  # fmt: skip


@given(OBJECTS, st.sampled_from([*NOTATIONS]))
def test_an_object_is_read_in_every_notation_near_json(
    value: dict[str, Any], notation: str
) -> None:
    value |= {"last": "it rained"}
    assert values_of(NOTATIONS[notation](value)) == [value]


@given(VALUES)
def test_what_is_written_is_read_among_other_text(value: Any) -> None:
    for around in AROUND:
        assert values_of(around.replace("{}", plain([value, "it rained"]))) == [
            [value, "it rained"]
        ]


@given(OBJECTS, st.floats(0, 1, exclude_min=True, exclude_max=True))
@example({"abc": [[None]], "xyz": {"abc": "a rain b", "xyz": None}}, 0.87)
def test_of_what_is_cut_off_only_parts_are_read(value: dict[str, Any], share: float) -> None:
    whole = plain(value)
    cut = whole[: max(1, int(share * len(whole)))]
    for found in values_of(cut):
        assert _is_part(found, value), cut
    for found in values_of(cut, whole=True):
        assert plain(found)[:-1] in whole or _is_part(found, value)


def _is_part(found: Any, value: Any) -> bool:
    """Whether a value has nothing that another has not."""
    if isinstance(found, dict) and isinstance(value, dict):
        return all(name in value and _is_part(it, value[name]) for name, it in found.items())
    if isinstance(found, list) and isinstance(value, list):
        return len(found) <= len(value) and all(map(_is_part, found, value))
    return bool(found == value)


@pytest.mark.parametrize(
    ("reply", "values"),
    [
        ('{"a": "b\nc"}', [{"a": "b\nc"}]),
        ('{"a": 1}\n{"a": 2}', [{"a": 1}, {"a": 2}]),
        ('{"a": "she said "yes" and left", "b": 1}', [{"a": "she said \"yes\" and left", "b": 1}]),
        ("{'a': 'it's wet', 'b': 'the boats' nets'}", [{"a": "it's wet", "b": "the boats' nets"}]),
        ('{"a": """two\nlines""", "b": 1}', [{"a": "two\nlines", "b": 1}]),
        ('{"a": "x", "b": ["y", ...]}', [{"a": "x", "b": ["y"]}]),
        ("{a: wet, and cold, b: true}", [{"a": "wet, and cold", "b": True}]),
        ('{"a": {1, 2}, "b": ("x", None)}', [{"a": [1, 2], "b": ["x", None]}]),
        ('{"a" => "x", "b" => nil}', [{"a": "x", "b": "nil"}]),
        ('{"a": "x\\_y", "b": "\\ud83d\\ude00",}', [{"a": "x_y", "b": "\U0001f600"}]),
        (json.dumps(json.dumps(json.dumps({"a": 1}))), [{"a": 1}]),
        ("As [1] and [2, 3] say.", [[1], [2, 3]]),
        ('See [2]: {"a": 1}', [{"a": 1}]),
    ],
)  # fmt: skip
def test_what_small_models_write_is_read(reply: str, values: list[Any]) -> None:
    assert values_of(reply) == values


@pytest.mark.parametrize(
    "reply",
    ["", "none", "{", "no JSON [here] or {there}", "[sic", "{x", "[" * 100_000, "word " * 50_000],
)
def test_prose_has_no_values(reply: str) -> None:
    assert values_of(reply) == []


def test_texts_within_are_read_as_what_they_are() -> None:
    assert with_inner({"a": '[{"b": "[1]"}]', "c": "[1] says"}) == {
        "a": [{"b": [1]}],
        "c": "[1] says",
    }


@pytest.mark.parametrize(
    ("reply", "values"),
    [
        ("a: x\nb:\n  - 1\n", [{"a": "x", "b": [1]}]),
        ("Here:\n```yaml\na: x\n```\nDone: yes", [{"a": "x"}]),
        ("[[a]]\nb = 1", [{"a": [{"b": 1}]}]),
        ("[a]\nb = it rained", [{"b": "it rained"}]),
        ("a: &x [1]\nb: *x", []),
        ("It rained.", []),
    ],
)
def test_blocks_are_read(reply: str, values: list[Any]) -> None:
    assert blocks_of(reply) == values


def test_where_an_object_is_none_says_how_far_it_was_read() -> None:
    with pytest.raises(NotReadableError) as caught:
        read_near_json("see {a: 1, b}", 4)
    assert caught.value.position == 13


@pytest.mark.parametrize(
    "seed",
    ["{", "[", '{"a": ', "[1, ", '{"a": "', "word ", "{a: ", "{'a", '{"a": "b" "', "[[1], {", "{{", "{a: b, ", '\\"{', "{a /* ", "1", "{1 "],
)  # fmt: skip
def test_the_cost_grows_with_the_length_alone(seed: str) -> None:
    assert is_in_proportion(values_of, seed, 16_000)
    assert is_in_proportion(values_of, seed + '{"a": "b" c', 16_000)
    assert is_in_proportion(lambda text: values_of("{" + text), seed, 16_000)


def test_all_lines_of_a_long_reply_are_read() -> None:
    lines = [{"a": number} for number in range(3000)]
    assert values_of("[see] {below}\n" + "\n".join(map(json.dumps, lines))) == lines
