"""Running titles beside other pieces of their line, stamps, and lines of paragraphs that repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from precis.loaders.pdf.furniture import furniture
from precis.loaders.pdf.glyphs import Line
from precis.loaders.pdf.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Sequence


def page(*placed: tuple[int, Sequence[str]]) -> Printed:
    """Return a page 800 points high with lines of 10 points, each of pieces at a height."""
    printed = Printed([], 0, 800)
    printed.lines = [Line(tuple(pieces), bottom, bottom + 10) for bottom, pieces in placed]
    return printed


def found(*pages: Printed) -> list[set[str]]:
    titles = furniture(dict(enumerate(pages, start=1)))
    return [set(titles.get(number, ())) for number in range(1, len(pages) + 1)]


def test_the_name_of_a_section_beside_a_running_title_goes_with_it() -> None:
    names = ["Gates", "Gates", "Locks", "Locks", "Piers"]
    pages = [page((770, [name, "The harbour"]), (500, ["Text."])) for name in names]
    titles = found(*pages)
    assert all("The harbour" in each for each in titles)
    assert ["Gates" in titles[0], "Locks" in titles[2], "Piers" in titles[4]] == [True, True, False]


@pytest.mark.parametrize("mark", ["* {} *", "~ {} ~", "– {} –", "[{}]"])
def test_a_page_number_may_be_decorated(mark: str) -> None:
    for number, titles in enumerate(found(*(page((10, [mark.format(n)])) for n in (1, 2, 3))), 1):
        assert mark.format(number) in titles


@pytest.mark.parametrize("pieces", [("Secret", "{}/4"), ("{}", "Secret"), ("Secret", "May", "{}")])
def test_a_line_of_titles_and_numbers_alone_goes_as_a_whole(pieces: tuple[str, ...]) -> None:
    lines = [[piece.format(number) for piece in pieces] for number in range(1, 5)]
    for line, titles in zip(lines, found(*(page((10, line)) for line in lines)), strict=True):
        assert " ".join(line) in titles


@pytest.mark.parametrize(
    ("line", "bottom", "goes"),
    [
        ("HARB-00012{}", 10, True),
        ("ABC00012{}", 10, True),
        ("HARB-00012{}", 780, False),
        ("Question {}", 10, False),
        ("Total 11{}", 10, False),
    ],
)
def test_a_stamp_is_a_padded_number_at_the_foot(line: str, bottom: int, goes: bool) -> None:
    pages = [page((bottom, [line.format(number)])) for number in range(1, 5)]
    assert all((line.format(n) in titles) is goes for n, titles in enumerate(found(*pages), 1))


@pytest.mark.parametrize(
    ("following", "below", "is_title"),
    [
        ("the keeper came", 756, False),
        ("The keeper came", 756, True),
        ("the keeper came", 740, True),
    ],
)
def test_a_line_that_goes_on_in_the_next_one_is_no_title(
    following: str, below: int, is_title: bool
) -> None:
    lines = ((770, ["The gate was shut when"]), (below, [following]), (below - 14, ["at noon."]))
    pages = [page(*lines, (400, [f"Boat {n * 7}."])) for n in range(1, 5)]
    assert all(("The gate was shut when" in titles) is is_title for titles in found(*pages))
