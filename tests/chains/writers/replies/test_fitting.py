"""What a reply means is made to fit its schema in writing alone, and never in what it says."""

import json
from typing import Any

import pytest

from precis.chains.steps.shared.structured import read

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "points": {"type": "array", "items": {"type": "string"}},
        "release year": {"type": "integer"},
        "open": {"type": "boolean"},
        "place": {"type": ["object", "null"], "properties": {"town": {"type": "string"}}},
    },
    "required": ["title", "points", "release year", "open"],
    "additionalProperties": False,
}
VALUE = {"title": "Report", "points": ["[1] It rained."], "release year": 1932, "open": True}


def named(change: Any) -> dict[str, Any]:
    return {change(name): it for name, it in VALUE.items()}


@pytest.mark.parametrize(
    "value",
    [
        VALUE,
        named(str.title),
        named(str.upper),
        named(lambda it: it.replace(" ", "_")),
        named(lambda it: it.title().replace(" ", "")),
        VALUE | {"release year": "1932"},
        VALUE | {"release year": 1932.0},
        VALUE | {"open": "True"},
        VALUE | {"points": VALUE["points"][0]},
        VALUE | {"points": json.dumps(VALUE["points"])},
        {"result": VALUE},
        [VALUE],
        {"name": "report", "arguments": VALUE},
        {"name": "report", "arguments": json.dumps(VALUE)},
        {"tool_calls": [{"function": {"name": "report", "parameters": VALUE}}]},
    ],
)
def test_what_says_the_same_fits(value: Any) -> None:
    assert read(json.dumps(value), SCHEMA) == (VALUE, None)


@pytest.mark.parametrize(
    "reply",
    [
        f"First: {json.dumps(VALUE | {'title': 'Draft'})}\nBetter: {json.dumps(VALUE)}",
        f"{json.dumps(VALUE)}\nAs [1] and {{x: 1}} say.",
        f"Schema: {json.dumps(SCHEMA)}\nOutput: {json.dumps(VALUE)}",
        "title: Report\npoints:\n- '[1] It rained.'\nrelease_year: 1932\nopen: true",
    ],
)
def test_what_fits_is_taken_and_of_several_the_last(reply: str) -> None:
    assert read(reply, SCHEMA) == (VALUE, None)


@pytest.mark.parametrize(
    "value",
    [
        {name: it for name, it in VALUE.items() if name != "open"},
        VALUE | {"release year": "about 1932"},
        VALUE | {"release year": 1932.5},
        VALUE | {"open": "perhaps"},
        VALUE | {"mood": "glad"},
    ],
)
def test_what_says_something_else_is_told(value: Any) -> None:
    assert read(json.dumps(value), SCHEMA)[1]


def test_a_part_does_not_stand_for_the_whole() -> None:
    people = {
        "type": "object",
        "properties": {"age": {"type": "integer"}, "people": {"type": "array"}},
    }
    assert read('{"people": 3, "age": [{"age": 4}]}', people)[1]


def test_a_list_that_is_cut_off_within_a_part_is_not_taken_for_all() -> None:
    listed = {"type": "array", "items": {"type": "string"}}
    assert read('["It rained.", "Nobody came."', listed) == (["It rained.", "Nobody came."], None)
    assert read('["It rained.", "Nobo', listed)[1]


@pytest.mark.parametrize(
    ("reply", "kind", "value"), [("7", "integer", 7), ('"yes"', "string", "yes")]
)
def test_a_value_may_be_all_there_is(reply: str, kind: str, value: Any) -> None:
    assert read(reply, {"type": kind}) == (value, None)
