"""Results of a batch are read alike however their lines arrive."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.models.batches.result_lines import results_in
from tests.growth import is_in_proportion

LINES = [
    {"custom_id": "1" * 64, "said": "a line\u2028 and another"},
    {"custom_id": "2" * 64, "said": "x" * 100},
    {"custom_id": "3" * 64},
]
FIRST, *OTHERS = (json.dumps(line, ensure_ascii=False) for line in LINES)
BODY = "\n".join(["", FIRST, "{half", *OTHERS]).encode()


async def chunks(pieces: Sequence[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def read(pieces: Sequence[bytes]) -> list[object]:
    async def all_of_them() -> list[object]:
        return [result async for _, result in results_in(chunks(pieces))]

    return asyncio.run(all_of_them())


@given(st.lists(st.integers(0, len(BODY)), max_size=20), st.booleans())
def test_a_body_may_be_cut_anywhere(cuts: list[int], ended: bool) -> None:
    body = BODY + b"\n" * ended
    pieces = [body[start:end] for start, end in pairwise([0, *sorted(cuts), len(body)])]
    assert read(pieces) == LINES


def test_an_empty_body_has_none() -> None:
    assert read([]) == read([b""]) == []


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize("before", ["", "{half\n", "no JSON\n"])
def test_a_result_may_take_several_lines(before: str, indent: int | None) -> None:
    body = "\n".join(before + json.dumps(line, indent=indent, ensure_ascii=False) for line in LINES)
    assert read([body.encode()]) == LINES


@pytest.mark.parametrize(
    "seed", ["{\n", "[\n", "[1,\n", '{"a":1\n', '{"a":[\n', '{"a":"x\n', "[\n1,\n2,\n"]
)
def test_what_cannot_be_read_costs_in_proportion(seed: str) -> None:
    assert is_in_proportion(lambda text: read([text.encode()]), seed, 40_000)
