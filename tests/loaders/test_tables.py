from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.tables import Cell, expand, table

WORDS = st.text("ab|\\ \n", max_size=6)
CELLS = st.builds(Cell, WORDS, st.integers(-1, 4), st.integers(-1, 4))


def test_a_label_over_several_rows_stands_in_each_of_them() -> None:
    rows = [
        [Cell("Year"), Cell("Place"), Cell("Sales")],
        [Cell("2023", rows=2), Cell("North"), Cell("10")],
        [Cell("South"), Cell("30")],
        [Cell("2024"), Cell("South"), Cell("31")],
    ]
    assert expand(rows)[2] == ["2023", "South", "30"]
    assert expand(rows)[3] == ["2024", "South", "31"]


def test_a_long_text_beside_several_rows_stands_once() -> None:
    long = "All of these were built by the harbour board after the second of the great storms. "
    assert expand([[Cell(long, rows=2), Cell("1")], [Cell("2")]]) == [[long, "1"], ["", "2"]]


def test_a_cell_that_reaches_too_far_costs_what_is_in_the_table() -> None:
    rows = [[Cell("a", columns=10**9, rows=10**9), Cell("b")]] * 3
    assert all(len(row) == 4 for row in expand(rows))


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_every_text_arrives_in_order_and_every_row_is_as_wide(rows: list[list[Cell]]) -> None:
    expanded = expand(rows)
    assert len({len(row) for row in expanded}) <= 1
    for row, shown in zip(rows, expanded, strict=True):
        left = iter(shown)
        assert all(any(cell.text == text for text in left) for cell in row if cell.text.strip())


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_a_bar_in_a_cell_does_not_end_it(rows: list[list[str]]) -> None:
    for line in table(rows).split("\n") if table(rows) else []:
        bars, backslashes = 0, 0
        for character in line:
            bars += character == "|" and backslashes % 2 == 0
            backslashes = backslashes + 1 if character == "\\" else 0
        assert 3 <= bars <= 5
