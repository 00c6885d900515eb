"""JSON is found among whatever a model writes around it, and looking for it costs little."""

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.replies.json_reply import json_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
AROUND = (
    "{}",
    "```json\n{}\n```",
    "Here is the JSON that you asked for:\n\n{}\n\nI hope that it helps [1].",
    "As [1] says, {}.",
    "```\n{}",
)


@given(st.lists(VALUES, min_size=4) | st.dictionaries(st.text(min_size=3), VALUES, min_size=3))
def test_what_is_written_is_read(value: Any) -> None:
    for around in AROUND:
        assert json_of(around.replace("{}", json.dumps(value, ensure_ascii=False))) == value


@pytest.mark.parametrize(
    "reply", ["", "none", "{", "no JSON [here] or {there}", "[" * 100_000, "word " * 50_000]
)
def test_what_is_none_is_an_error(reply: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        json_of(reply)


@pytest.mark.parametrize(
    ("reply", "value"), [("7", 7), ('"yes"', "yes"), ('{"a": "b\nc"}', {"a": "b\nc"})]
)
def test_a_value_may_be_all_there_is(reply: str, value: Any) -> None:
    assert json_of(reply) == value


NEARLY = {"a": [1, 2], "b": "x y", "c": True}


@pytest.mark.parametrize(
    "reply",
    [
        repr(NEARLY),
        "{a: [1, 2], b: 'x y', c: true}",
        '{"a": [1, 2,], "b": "x y", "c": true,}',
        '{\\"a\\": [1, 2], \\"b\\": \\"x y\\", \\"c\\": true}',
        json.dumps(json.dumps(NEARLY)),
        json.dumps(json.dumps(json.dumps(NEARLY))),
    ],
)
def test_what_is_nearly_json_is_read(reply: str) -> None:
    for around in AROUND if reply[0] == "{" else AROUND[:1]:
        assert json_of(around.replace("{}", reply)) == NEARLY


@pytest.mark.parametrize("piece", ["{", "[", '{"a": ', "[1, ", '{"a": "', "word "])
def test_the_cost_grows_with_the_length_alone(piece: str) -> None:
    def lines(count: int) -> int:
        ran = 0

        def trace(*_: Any) -> Any:
            nonlocal ran
            ran += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            json_of(piece * count)
        except ValueError:
            pass
        finally:
            sys.settrace(before)
        return ran

    assert lines(4_000) <= 5 * lines(1_000) + 100
