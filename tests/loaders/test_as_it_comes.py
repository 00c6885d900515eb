"""Sound files in whatever form they come: packed alone, with bytes of pictures, rich outputs."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from base64 import b64encode
from pathlib import Path
from random import Random

import pytest
import zstandard

from precis.loaders import load
from precis.loaders.encoded import without_encoded

PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_single_packed_file_is_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.md.{suffix}"
    path.write_bytes(PACKERS[suffix](b"# Title\n\nText"))
    (document,) = load([str(path)])
    assert document.metadata["title"] == "Title"
    assert document.metadata["media_type"] == "text/markdown"


def test_bytes_of_pictures_are_no_text_and_long_words_are() -> None:
    picture = b64encode(Random(1).randbytes(900)).decode()
    assert without_encoded(f"a {picture} b")[1] == 1
    for kept in ("ACGT" * 200, "a" * 1000, "1" * 1000, "https://example.org/" + "a1B/" * 20):
        assert without_encoded(kept) == (kept, 0)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_parts_all_lines_alike(delimiter: str, tmp_path: Path) -> None:
    others = "".join({",", ";", "|"} - {delimiter}) * 5
    lines = [["name", "note", "price"], ["Pier", f"a{others}b", "4"], ["Quay", "c", "5"]]
    (tmp_path / "a.csv").write_text("\n".join(delimiter.join(line) for line in lines))
    (document,) = load([str(tmp_path / "a.csv")])
    assert document.page_content.startswith("| name | note | price |")


def test_every_output_of_a_notebook_that_is_text_is_read(tmp_path: Path) -> None:
    outputs = [
        {"output_type": "error", "ename": "ValueError", "evalue": "too deep"},
        {"data": {"text/html": "<table><tr><th>A<td>1</table>", "text/plain": "frame"}},
        {"data": {"text/markdown": ["**bold**"], "image/png": "QUJD"}},
        {"text": ["\x1b[31mred\x1b[0m\n"]},
    ]
    cell = {"cell_type": "code", "source": "run()", "outputs": outputs}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4}))
    (document,) = load([str(tmp_path / "a.ipynb")])
    for shown in ("ValueError: too deep", "| A | 1 |", "**bold**", "```\nred\n```"):
        assert shown in document.page_content
