"""Subtitles: what is drawn or styled is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from precis.loaders import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("scale", [1, 4])
@pytest.mark.parametrize("end", ["{\\p0}", "{\\i1\\p0}Lamp", ""])
def test_shapes_in_subtitles_are_no_words(tmp_path: Path, scale: int, end: str) -> None:
    text = (
        "[Script Info]\n\n[Events]\nFormat: Start, Style, Name, Text\n"
        f"Dialogue: 0:00:01.00,Default,,{{\\an7\\p{scale}}}m 0 0 l 100 0{end}\n"
        "Dialogue: 0:00:02.00,Default,,{\\pos(1,2)}The end.\n"
    )
    path = tmp_path / "x.ass"
    path.write_text(text)
    (document,) = load([str(path)])
    assert document.page_content == ("Lamp\nThe end." if "Lamp" in end else "The end.")


def test_the_lines_of_captions_of_youtube_are_parted(tmp_path: Path) -> None:
    path = tmp_path / "x.sbv"
    path.write_text("0:00:01.000,0:00:03.000\nAre they ripe?[br]Not yet.\n")
    (document,) = load([str(path)])
    assert document.page_content == "Are they ripe? Not yet."
