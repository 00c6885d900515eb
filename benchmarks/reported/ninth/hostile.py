"""Near-misses, repeated: what a reader could try again and again."""

from __future__ import annotations

import json

from benchmarks.reported.case import Case, packed

_KIND = "nothing hangs"
_LONG = 60_000


def cases() -> list[Case]:
    """Return the cases that must end soon."""
    text = "End of it."

    def filled(unit: str) -> str:
        return unit * (_LONG // len(unit))

    page = "<html><body><p>{}</p></body></html>"
    inputs = {
        "quotes.md": filled('"a '),
        "tables.md": filled("|-|-"),
        "front.md": "---\n" + filled("title:\n"),
        "wikilinks.md": filled("[[a|"),
        "chat.txt": filled("[05/03/2024, 09:12:44] "),
        "times.srt": filled("00:00:01,000 -->\n"),
        "times.vtt": "WEBVTT\n\n" + filled("00:01.000 --> 00:02.000\n<"),
        "mail.eml": "From: a@example.org\nSubject: =?utf-8?q?" + filled("=?utf-8?q?a") + "\n\n",
        "wrote.eml": "From: a@example.org\nContent-Type: text/plain\n\n"
        + filled("On Mon, x wrote\n> "),
        "setext.rst": filled("a\n=\n"),
        "macros.tex": "\\documentclass{a}\\begin{document}" + filled("\\newcommand{\\a}["),
        "cells.org": filled("|a|\n|-"),
        "lines.json": filled("{\n"),
        "comments.json": '{"a": 1, ' + filled("/* "),
        "rows.csv": filled('";"'),
        "entities.html": page.format(filled("&lt;!--")),
        "spans.html": page.format(filled("<span>a</span>-")),
        "items.html": page.format(filled("<ul><li>")),
        "labels.html": page.format(filled("<label for=a><input id=a>")),
        "terms.html": page.format("<dl>" + filled("<dt>a<dd>")),
        "roff.1": ".TH A 1\n" + filled(".de a\n\\$1\n"),
        "dashes.txt": filled("- "),
        "groups.rtf": "{\\rtf1 " + filled("{\\*\\a"),
    }
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "metadata": {}, "source": filled("$`<a ") + text}]}  # fmt: skip
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + "".join(f'<row r="{n}"><c r="XFD{n}"><v>{n}</v></c></row>' for n in range(1, 3000)) + "</sheetData></worksheet>"  # fmt: skip
    far = packed({"[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>", "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>', "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="s.xml"/></Relationships>', "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>', "xl/s.xml": sheet})  # fmt: skip
    return [
        *(Case(_KIND, name, (start + text).encode(), told=(text, "damaged", "text", "JSON", "nothing")) if name in {"roff.1", "mail.eml", "times.srt", "times.vtt", "macros.tex", "groups.rtf"} else Case(_KIND, name, (start + text).encode(), (text,)) for name, start in inputs.items()),
        Case(_KIND, "sums.ipynb", json.dumps(notebook).encode(), (text,)),
        Case(_KIND, "far-column.xlsx", far, ("2999",)),
    ]  # fmt: skip
