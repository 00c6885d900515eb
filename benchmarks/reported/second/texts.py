"""Data, markup, packed files and old ones: dialects that other readers lose or misread."""

from __future__ import annotations

import bz2
import gzip
import json
import zipfile
from io import BytesIO

from benchmarks.reported.case import Case, packed

_ARRIVES, _MARKS, _TABLES, _PACKED, _OLD = (
    "text arrives",
    "numbers and marks",
    "tables",
    "containers",
    "old files",
)


def _data() -> list[Case]:
    report = "Report of May;;\n;;\nName;Price;Port\nPier;4,50;Ostend\nQuay;3,20;Bruges\n"
    failing = {
        "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
            {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "print(7)", "outputs": [
                {"output_type": "error", "ename": "ValueError", "evalue": "no tide", "traceback": ["\x1b[0;31mValueError\x1b[0m: no tide"]},
                {"output_type": "stream", "name": "stderr", "text": ["low water\n"]}]},
            {"cell_type": "markdown", "metadata": {}, "source": "Height of the **wall**", "attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}},
        ],
    }  # fmt: skip
    return [
        Case(_PACKED, "bars.csv", b"port|height\nOstend|4.2\nBruges|3.1\n", ("| port | height |", "| Ostend | 4.2 |")),
        Case(_PACKED, "latin.csv", "Straße;Höhe\nKöln;4,5\n".encode("cp1252"), ("| Straße | Höhe |", "| Köln | 4,5 |")),
        Case(_TABLES, "preamble.csv", report.encode(), ("Report of May", "Name | Price | Port", "Pier | 4,50 | Ostend")),
        Case(_ARRIVES, "zero-byte.csv", b"a,b\n1,\x002\n3,4\n", ("| 3 | 4 |",), told=("format",)),
        Case(_TABLES, "ragged.csv", b"a,b\n1,2,3\n4\n5,6\n", ("1 | 2 | 3", "4", "5 | 6")),
        Case(_ARRIVES, "same-keys.json", b'{"gate": "first", "gate": "second"}', ("first", "second")),
        Case(_MARKS, "digits.json", b'{"id": 12345678901234567890, "share": 0.12345678901234567890, "port": "007"}',
             ("12345678901234567890", "0.12345678901234567890", "007")),
        Case(_ARRIVES, "surrogates.json", rb'{"a": "\ud83d\ude00 smile", "b": "\ud800 alone"}', ("😀 smile", "alone")),
        Case(_ARRIVES, "utf-16.json", '{"gate": "Köln"}'.encode("utf-16"), ("Köln",)),
        Case(_ARRIVES, "blank-lines.jsonl", '{"a": "one\u2028two"}\n\n\n{"a": "three"}\n'.encode(), ("one", "two", "three")),
        Case(_ARRIVES, "failing.ipynb", json.dumps(failing).encode(), ("ValueError", "no tide", "low water", "Height of the"), ("\x1b", "[0;31m", "iVBOR")),
        Case(_ARRIVES, "places.srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color='#fff'>Caf\xe9 noir</font>\n\n2\n00:00:03,000 --> 00:00:04,000\n- Yes.\n".encode("cp1252"),
             ("Café noir", "Yes."), ("an8", "font")),
        Case(_ARRIVES, "youtube.sbv", b"0:00:01.000,0:00:02.000\nHello there\n\n0:00:03.000,0:00:04.000\nBye now\n", ("Hello there", "Bye now"), ("0:00:03.000,",)),
    ]  # fmt: skip


def _markup() -> list[Case]:
    tex = (
        '\\documentclass{article}\\begin{document}\\title{Tides}% a remark\n50\\% of Stra\\ss e, caf\\\'{e}, \\"Ol and na\\"{\\i}ve\\footnote{Measured.}.\n'
        "It is 14\\footnote{By hand.} metres. \\verb|a_b| \\emph{long} wall.\n\\begin{tabular}{ll}Port & Height \\\\ Ostend & 4.2 \\\\ \\end{tabular}\n"
        "\\iffalse never shown \\fi\\end{document}"
    )
    md = "---\ntitle: Wall\n---\n\nThe wall[^1] stands.\n\n<!-- hidden remark -->\n\n[^1]: Since 1904.\n\n| a | b |\n|---|---|\n| x\\|y | 2 |\n\nSee [the map][m].\n\n[m]: http://example.org\n"
    rst = "Wall\n====\n\n.. note::\n   Mind the gap.\n\n.. csv-table:: Tides\n   :header: Port, Height\n\n   Ostend, 4.2\n\nSee :ref:`the map <map>` and ``code``.\n\n.. a remark\n"
    fb2 = (
        '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><body><section>'
        '<title><p>One</p></title><p>It rose to 14<a l:href="#n1" type="note">2</a> feet.</p><poem><stanza><v>Roses grow</v><v>on walls</v></stanza></poem></section></body>'
        '<body name="notes"><section id="n1"><p>By the old measure.</p></section></body></FictionBook>'
    )
    jats = (
        "<article><front><article-meta><title-group><article-title>Tides</article-title></title-group><abstract><p>In short.</p></abstract></article-meta></front>"
        '<body><sec><title>Aim</title><p>It rose by 10<xref ref-type="bibr" rid="b1"><sup>1</sup></xref> cm.</p><table-wrap><label>Table 1</label><caption><p>Ports.</p></caption>'
        '<table><tr><td rowspan="2">Ostend</td><td>11</td></tr><tr><td>12</td></tr></table></table-wrap></sec></body></article>'
    )
    docbook = '<book xmlns="http://docbook.org/ns/docbook"><chapter><title>Gates</title><para>It is 14<footnote><para>By hand.</para></footnote> metres.</para><screen>$ ls</screen></chapter></book>'
    feed = '<rss version="2.0"><channel><title>News</title><item><title>Wall raised</title><description><![CDATA[<p>It is <b>higher</b> now.</p>]]></description></item></channel></rss>'
    russian = "Высота волн в гавани выросла за зиму на четверть, и стена была поднята весной. "
    japanese = "港の門は夜に閉まります。朝まで開きません。壁は九メートルの高さです。"
    return [
        Case(_ARRIVES, "accents.tex", tex.encode(), ("50% of Straße, café, Öl and naïve", "metres.", "a_b", "long", "Ostend | 4.2"), ("a remark", "never shown", "14By", "\\emph")),
        Case(_ARRIVES, "front-matter.md", md.encode(), ("The wall", "stands.", "Since 1904.", "x\\|y", "See"), ("hidden remark",)),
        Case(_ARRIVES, "directives.rst", rst.encode(), ("Wall", "Mind the gap.", "Ostend", "4.2", "the map"), ("a remark",)),
        Case(_PACKED, "book.fb2.zip", packed({"book.fb2": fb2}), ("One", "It rose to 14", "feet.", "Roses grow", "on walls", "By the old measure."), ("142",)),
        Case(_MARKS, "references.xml", jats.encode(), ("Tides", "In short.", "It rose by 10", "cm.", "Table 1", "Ports.", "| Ostend | 11 |", "| Ostend | 12 |"), ("101",)),
        Case(_ARRIVES, "docbook.xml", docbook.encode(), ("Gates", "It is 14", "metres.", "$ ls"), ("14By",)),
        Case(_ARRIVES, "feed.xml", feed.encode(), ("Wall raised", "It is", "higher"), ("<p>", "CDATA")),
        Case(_ARRIVES, "russian.txt", (russian * 3).encode("cp1251"), (russian.strip(),)),
        Case(_ARRIVES, "koi8.txt", (russian * 3).encode("koi8-r"), (russian.strip(),)),
        Case(_ARRIVES, "japanese.txt", (japanese * 3).encode("shift_jis"), (japanese,)),
        Case(_ARRIVES, "no-mark.txt", "Plain words in two bytes each, without a mark at the start.".encode("utf-16-le"), ("Plain words in two bytes each",)),
    ]  # fmt: skip


def _spoiled(data: bytes, word: bytes) -> bytes:
    """Return a zip file with one byte of a stored member changed."""
    at = data.index(word)
    return data[:at] + b"X" + data[at + 1 :]


def _stored(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _locked(data: bytes) -> bytes:
    """Return a zip file whose members say that they are encrypted."""
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data = data[: at + offset] + bytes([data[at + offset] | 1]) + data[at + offset + 1 :]
    return data


def _packs() -> list[Case]:
    bad = _spoiled(
        _stored({"good.txt": "Good words of the pack.", "bad.txt": "Spoiled words of the pack."}),
        b"Spoiled",
    )
    rich = b"{\\rtf1\\ansi Words of the rich text.}"
    tabs = b"port\theight\nOstend\t4.2\n"
    table = b"<html><head><meta charset=utf-8></head><body><table><tr><th>port<th>height</tr><tr><td>Ostend<td>4.2</tr></table></body></html>"
    return [
        Case(_PACKED, "two-members.gz", gzip.compress(b"First words. ") + gzip.compress(b"Second words."), ("First words.", "Second words.")),
        Case(_PACKED, "page.html.bz2", bz2.compress(b"<html><body><p>Squeezed page with some words.</p></body></html>"), ("Squeezed page with some words.",), ("<p>",)),
        Case(_PACKED, "spoiled.zip", bad, ("Good words of the pack.",), ("Xpoiled",)),
        Case(_PACKED, "locked.zip", _locked(_stored({"a.txt": "hidden words"})), ("never in the text",), told=("encrypted", "password")),
        Case(_PACKED, "upwards.zip", packed({"../up.txt": "Words from above.", "/abs.txt": "Words of the root."}), ("Words from above.", "Words of the root."), told=("leads out",)),
        Case(_PACKED, "zip-in-zip.zip", packed({"in.zip": packed({"a.txt": "Words two deep."})}), ("Words two deep.",)),
        Case(_PACKED, "rich.doc", rich, ("Words of the rich text.",), ("rtf1",)),
        Case(_PACKED, "page.doc", table, ("Ostend | 4.2",), ("<td>",)),
        Case(_PACKED, "page.xls", table, ("| Ostend | 4.2 |",), ("<td>",)),
        Case(_PACKED, "tabs.xls", tabs, ("Ostend", "4.2")),
        Case(_PACKED, "apple.pages", packed({"Index/Document.iwa": b"\x00" * 99, "Metadata/Properties.plist": b"bplist00"}), ("never in the text",),
             told=("Pages", "iWork", "Apple", "export")),
    ]  # fmt: skip


def _rich() -> list[Case]:
    head = (
        b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset128 MS Mincho;}}"
    )
    nested = (
        b"\\trowd\\cellx100\\cellx200 Outer\\intbl\\itap1\\cell\\pard\\intbl\\itap2 inner 41\\nestcell{\\*\\nesttableprops\\trowd\\cellx50\\nestrow}"
        b"{\\nonesttables\\par}\\pard\\intbl\\itap1 Side\\cell\\row\\pard End.}"
    )
    merged = b"\\trowd\\clvmgf\\cellx100\\cellx200 Ostend\\cell 11\\cell\\row\\trowd\\clvmrg\\cellx100\\cellx200 \\cell 12\\cell\\row\\pard End.}"
    return [
        Case(_OLD, "nested.rtf", head + nested, ("Outer", "inner 41", "Side", "End.")),
        Case(_OLD, "merged.rtf", head + merged, ("| Ostend | 11 |", "| Ostend | 12 |", "End.")),
        Case(_OLD, "note.rtf", head + b"It is 14{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} By hand.} metres.}", ("It is 14", "metres.", "By hand."), ("14By",)),
        Case(_OLD, "two-forms.rtf", head + b"{\\upr{Caf\\'e9 old}{\\*\\ud{Caf\\u233? new}}} end.}", ("Café new", "end."), ("old",)),
        Case(_OLD, "double-bytes.rtf", head + b"\\f1\\'93\\'fa\\'96\\'7b\\'8c\\'ea\\f0  end.}", ("日本語", "end.")),
        Case(_OLD, "list-text.rtf", head + b"{\\listtext\\f0 1.\\tab}wash\\par{\\listtext\\f0 2.\\tab}dry\\par{\\*\\pn\\pnlvlblt{\\pntxtb\\'b7}}{\\pntext\\f0 3)\\tab}fold\\par}",
             ("1. wash", "2. dry", "3)", "fold")),
        Case(_OLD, "binary.rtf", head + b"Before {\\pict\\pngblip\\bin6 }{\\x00\\}a} after.}", ("Before", "after.")),
        Case(_OLD, "page-styles.rtf", head + b"{\\*\\pgdsctbl{\\pgdsc0\\pgdscuse195 Standard;}}{\\stylesheet{\\s0 Normal;}}Words.}", ("Words.",), ("Standard", "Normal")),
        Case(_OLD, "revised.rtf", head + b"Kept {\\deleted gone }{\\revised new }words.}", ("Kept new words.",), ("gone",)),
        Case(_OLD, "mac-lines.rtf", head + b"First line\\\nSecond line\\\n\\u-10179?\\u-8704? smile}", ("First line", "Second line", "😀 smile"), ("lineSecond",)),
        Case(_OLD, "hyphens.rtf", head + b"co\\-operate, 10\\~000 and twenty\\_one \\emdash  x}", ("cooperate", "10 000", "—"), ("co-operate",)),
        Case(_OLD, "header.rtf", head + b"{\\header Draft of May\\par}{\\footer page {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}}Words.}", ("Words.", "Draft of May"), told=("header",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of everything that is mostly text."""
    return [*_data(), *_markup(), *_packs(), *_rich()]
