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

from precis.loaders import LoadError, load
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
        {"data": {"application/json": {"depth": 7}}},
        {"data": {"text/latex": "$x^2$", "text/plain": "x squared"}},
        {"data": {"text/html": "<p>Rich", "text/latex": "y", "text/plain": "<a.B object>"}},
    ]
    cell = {"cell_type": "code", "source": "run()", "outputs": outputs}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4}))
    (document,) = load([str(tmp_path / "a.ipynb")])
    for shown in (
        "ValueError: too deep",
        "| A | 1 |",
        "**bold**",
        "```\nred\n```",
        '"depth": 7',
        "$x^2$",
        "\nRich",
    ):
        assert shown in document.page_content
    assert "1 picture was not read" in document.metadata["unread"]


def test_a_project_of_latex_is_read_as_one_below_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET")
    project = tmp_path / "paper"
    (project / "parts").mkdir(parents=True)
    (project / "main.tex").write_text(
        "\\title{On quays}\nBefore.\n\\input{parts/one}\n% \\input{parts/one}\nAfter.\n"
        "\\include{../secret}\\input{main}"
    )
    (project / "parts" / "one.tex").write_text("One \\input{parts/two.tex}")
    (project / "parts" / "two.tex").write_text("Two")
    (document,) = load([str(project / "main.tex")])
    assert document.metadata["title"] == "On quays"
    assert document.page_content.startswith("\\title{On quays}\nBefore.\nOne Two\nAfter.")
    assert "SECRET" not in document.page_content
    assert any("../secret" in remark for remark in document.metadata["unread"])
    assert len(list(load([str(project)]))) == 3


PAPER = (
    "<article><front><journal-meta><issn>1234</issn></journal-meta><article-meta><title-group>"
    "<article-title>On quays</article-title></title-group></article-meta></front><body><sec>"
    "<label>1.</label><title>Methods</title><p>We weighed 10<sup>6</sup> <italic>stones</italic>."
    "</p><table-wrap><table><tr><td rowspan='2'>Y</td><td>1</td></tr><tr><td>2</td></tr></table>"
    "</table-wrap><list list-type='order'><list-item><p>first</p></list-item></list></sec></body>"
    "</article>"
)
BOOK = (
    "<book><title>Quays</title><chapter><title>Walls</title><para>See 10"
    "<superscript>6</superscript></para><informaltable><tgroup><tbody><row>"
    "<entry morerows='1'>Y</entry><entry>1</entry></row>"
    "<row><entry>2</entry></row></tbody></tgroup></informaltable></chapter></book>"
)
TASK = (
    "<task><title>Lighting</title><taskbody><steps><step><cmd>Fill it.</cmd>"
    "<info>Slowly.</info></step><step><cmd>Light it.</cmd></step></steps><result><simpletable>"
    "<sthead><stentry>Fuel</stentry><stentry>Hours</stentry></sthead><strow><stentry>Oil</stentry>"
    "<stentry>9</stentry></strow></simpletable></result></taskbody></task>"
)


@pytest.mark.parametrize(
    ("name", "markup", "shown"),
    [
        ("a.xml", PAPER, ["# On quays", "## 1. Methods", "10^6 stones.", "| Y | 2 |", "1. first"]),
        ("t.dita", TASK, ["# Lighting", "1. Fill it.", "Slowly.", "2. Light it.", "| Oil | 9 |"]),
        ("b.xml", BOOK, ["# Quays", "# Walls", "10^6", "| Y | 2 |"]),
        (
            "f.rss",
            "<rss><channel><title>F</title><item><title>One</title><link>https://a.example/1</link>"
            "<description>&lt;p&gt;First &lt;b&gt;text&lt;/b&gt;&lt;/p&gt;</description></item>"
            "<item><title>Two</title></item></channel></rss>",
            ["# One", "First text", "https://a.example/1", "# Two"],
        ),
        ("o.opml", "<opml><body><outline text='Top' _note='Why'/></body></opml>", ["Top", "Why"]),
        ("d.xml", "<doc><p>One & two</p><p>three</p></doc>", ["One", "three"]),
    ],
)
def test_xml_is_read_as_what_it_is(
    name: str, markup: str, shown: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(f"<?xml version='1.0'?>{markup}")
    (document,) = load([str(tmp_path / name)])
    for text in shown:
        assert text in document.page_content
    assert "1234" not in document.page_content
    assert "<" not in document.page_content
    assert len(document.metadata["pages"]) == (2 if name == "f.rss" else 0)
    assert ("unread" in document.metadata) == (name == "d.xml")


@pytest.mark.parametrize("delimiter", [";", "\t", "^"])
def test_the_delimiter_that_a_first_line_tells_counts(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"sep={delimiter}\nname{delimiter}a,b\nPier{delimiter}4,5\n")
    (document,) = load([str(path)])
    assert document.page_content == "| name | a,b |\n| --- | --- |\n| Pier | 4,5 |"


@pytest.mark.parametrize("start", [b"7z\xbc\xaf\x27\x1c\0\4", b"Rar!\x1a\x07\1\0", b"MSCF\0\0\0\0"])
def test_an_archive_that_is_not_read_says_to_unpack_it(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(start + bytes(range(200)))
    with pytest.raises(LoadError, match="unpack it"):
        list(load([str(path)]))


def test_a_program_for_a_printer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.eps"
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n72 700 moveto (The gate) show showpage\n")
    with pytest.raises(LoadError, match="PostScript files are not read"):
        list(load([str(path)]))


@pytest.mark.parametrize("sign", ["~", "^", "¦"])
def test_rare_delimiters_part_cells_where_no_usual_one_does(sign: str, tmp_path: Path) -> None:
    rows = [["name", "height"], ["North", "15"], ["South", "22"]]
    (tmp_path / "a.csv").write_text("\n".join(map(sign.join, rows)), encoding="utf-8")
    (document,) = load([str(tmp_path / "a.csv")])
    assert document.page_content.startswith("| name | height |")


def test_a_usual_delimiter_comes_before_a_rare_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a~b,c\nd~e,f\n")
    (document,) = load([str(tmp_path / "a.csv")])
    assert document.page_content.startswith("| a~b | c |")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("a.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nThe gate\r\n", "application/x-subrip"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nThe gate\n", "text/vtt"),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:The gate\nEND:VEVENT\n", "text/calendar"),
        ("a.vcf", "BEGIN:VCARD\nFN:The gate\nEND:VCARD\n", "text/vcard"),
        ("a.eml", "From: a@b.example\nSubject: x\n\nThe gate\n", "message/rfc822"),
        ("a.1", ".TH A 1\n.SH NAME\nThe gate\n", "text/troff"),
        ("a.rtf", "{\\rtf1 The gate}", "application/rtf"),
        ("a.json", '{"said": "The gate"}', "application/json"),
    ],
)
def test_a_format_is_known_in_any_encoding(
    name: str, text: str, media_type: str, encoding: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(text.encode(encoding))
    (document,) = load([str(tmp_path / name)])
    assert document.metadata["media_type"] == media_type
    assert "The gate" in document.page_content


@pytest.mark.parametrize(
    ("name", "text", "is_json"),
    [
        ("a.excalidraw", '{"type": "text", "text": "Gate"}', True),
        ("a.log", '{"level": "info"}\n{"level": "warn"}\n', True),
        ("a.txt", '[1] Lind, "Ships of the sound"\n', False),
        ("a.tmpl", '{"a": {{ name }} }', False),
    ],
)
def test_json_is_known_by_its_content(name: str, text: str, is_json: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    (document,) = load([str(tmp_path / name)])
    assert document.metadata["media_type"].startswith("application/json") == is_json


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0", b"%PDF-1.7"]
)
def test_short_pictures_are_no_text_either(start: bytes) -> None:
    coded = b64encode(start + Random(1).randbytes(60)).decode()
    assert without_encoded(f"a {coded} b") == ("a  b", 1)
