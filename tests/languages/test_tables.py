import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.tables import header_above, headers_at, table_rows
from precis.loaders.tables import table

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1).map(str.strip)


@given(st.lists(st.lists(CELL.filter(bool), min_size=2, max_size=2), min_size=2))
def test_each_row_is_read_back_with_its_column_names(rows: list[list[str]]) -> None:
    text = f"Before.\n\n{table(rows)}\n\nAfter."
    head, *body = rows
    described = [row.described for row in table_rows(text)]
    assert described == ["; ".join(map(": ".join, zip(head, cells, strict=True))) for cells in body]


def test_a_stretch_of_a_table_has_rows_without_column_names() -> None:
    text = "| 1954 | 12 |\n| 1955 | 14 |\n"
    assert [row.described for row in table_rows(text)] == ["1954; 12", "1955; 14"]


@pytest.mark.parametrize("text", ["", "a | b", "|---|---|", "| a | b |\n|---|---|", "a\n\n\\| b"])
def test_what_has_no_row_of_values(text: str) -> None:
    assert list(table_rows(text)) == []


@given(st.text("|-: \n\\ab#"))
def test_rows_lie_in_any_text_in_order(text: str) -> None:
    last = 0
    for row in table_rows(text):
        assert last <= row.start <= row.end <= len(text)
        assert isinstance(row.described, str)
        last = row.end


@given(st.lists(st.lists(CELL.filter(bool), min_size=2, max_size=2), min_size=3), st.data())
def test_a_stretch_of_a_table_is_read_with_the_names_above(
    rows: list[list[str]], data: st.DataObject
) -> None:
    text = f"Before.\n\n{table(rows)}\n\nAfter."
    every = list(table_rows(text))
    first = data.draw(st.sampled_from(every))
    header = header_above(text, first.start)
    rest = list(table_rows(text[first.start :], first.start, header))
    assert rest == every[every.index(first) :]
    assert header_above(text, 0) is None
    assert header_above(text, text.index("After")) is None


@given(st.text("|-: \n\\ab#", max_size=60))
def test_headers_of_all_places_are_those_of_each(text: str) -> None:
    every = headers_at(text, range(len(text)))
    assert every == [header_above(text, position) for position in range(len(text))]
    for position, header in enumerate(every):
        if header:
            assert header.end < position
            assert text[header.start : header.end] == header.text
