"""Tables, data, notebooks, encodings, and inputs that keep a reader busy."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.reported.case import Case

_ARRIVES, _TABLES, _HANGS = "text arrives", "tables", "nothing hangs"
_LONG = 200_000


def _notebook(*cells: dict[str, Any]) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def _tables() -> list[Case]:
    return [
        Case(_TABLES, "blanks-before-quotes.csv", b'name, note, price\nPier, "old, long", 4\nQuay, "new", 5\n', ("| Pier | old, long | 4 |",)),
        Case(_TABLES, "long-field.csv", b"name,note\nPier," + b"word " * 40_000 + b"end of it\n", ("end of it",)),
        Case(_TABLES, "one-column.csv", b"name\nPier\nQuay\n", ("name", "Pier", "Quay")),
        Case(_TABLES, "returns.csv", b"name,price\rPier,4\rQuay,5\r", ("| Pier | 4 |", "| Quay | 5 |")),
        Case(_TABLES, "cyrillic.csv", "имя;цена;место\nПричал;5;Гавань города\nСтена;7;Берег моря\n".encode("cp1251"), ("| Причал | 5 | Гавань города |",)),
        Case(_TABLES, "remarks-before.csv", b"# made by the gauge\n# in 2024\nday,height\n1,4.2\n2,4.4\n", ("made by the gauge", "| day | height |", "| 1 | 4.2 |")),
        Case(_TABLES, "backslashes.csv", b'name,note\nPier,"he said \\"open\\" to all"\nQuay,"no"\n', ("he said", "open", "to all", "Quay")),
    ]  # fmt: skip


def _data() -> list[Case]:
    widget = {"output_type": "display_data", "data": {"text/plain": "Output()", "application/vnd.jupyter.widget-view+json": {"model_id": "a1b2c3d4"}}}  # fmt: skip
    formula = {"output_type": "execute_result", "data": {"text/latex": "$E = mc^2$", "text/plain": "E"}}  # fmt: skip
    pasted = {"cell_type": "markdown", "source": "Look: ![image.png](attachment:image.png) here.", "attachments": {"image.png": {"image/png": "iVBORw0KGgoAAAANSUhEUg" * 40}}}  # fmt: skip
    streams = {"output_type": "stream", "name": "stderr", "text": ["Warning: low tide\n"]}
    return [
        Case(_ARRIVES, "outputs.ipynb", _notebook({"cell_type": "code", "source": "run()", "outputs": [widget, formula, streams]}), ("run()", "mc^2", "Warning: low tide"), ("a1b2c3d4",)),
        Case(_ARRIVES, "pasted.ipynb", _notebook(pasted), ("Look:", "here."), ("iVBORw",)),
        Case(_ARRIVES, "raw.ipynb", _notebook({"cell_type": "raw", "source": "Raw words."}, {"cell_type": "markdown", "source": "<table><tr><td>Cell words</td></tr></table>"}), ("Raw words.", "Cell words")),
        Case(_ARRIVES, "big-numbers.json", b'{"id": 12345678901234567890123, "share": 1.10, "tiny": 1E-400, "on": true, "none": null}', ("12345678901234567890123", "1.10", "1E-400")),
        Case(_ARRIVES, "twice.json", b'{"gate": "old", "gate": "new"}', ("old", "new")),
        Case(_ARRIVES, "dates.yaml", b"gate: !!str 2024-03-05\non: yes\ncode: 0123\ntext: |\n  two\n  lines\nlong: >\n  one\n  line\n", ("2024-03-05", "yes", "0123", "two", "lines", "one")),
        Case(_ARRIVES, "tags.xml", b'<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><plan xmlns:x="u"><x:gate state="open">North <b>gate</b>, old</x:gate><![CDATA[Raw & words]]></plan>', ("North gate, old", "Raw & words")),
    ]  # fmt: skip


def _encodings() -> list[Case]:
    return [
        Case(_ARRIVES, "short.txt", "héllo world!\n".encode(), ("héllo world!",)),
        Case(_ARRIVES, "one-word.txt", "Klüster\n".encode("latin-1"), ("Klüster",)),
        Case(_ARRIVES, "wide.txt", "▶hello".encode("utf-16"), ("▶hello",)),
        Case(_ARRIVES, "wider.txt", "▶hello".encode("utf-32"), ("▶hello",)),
        Case(_ARRIVES, "koi8.txt", "Ворота гавани открыты с полудня до вечера каждый день недели.".encode("koi8-r"), ("Ворота гавани открыты",)),
        Case(_ARRIVES, "thai.txt", "ประตูท่าเรือเปิดตอนเที่ยงทุกวัน".encode("cp874"), ("ประตูท่าเรือ",)),
        Case(_ARRIVES, "hebrew.txt", "שער הנמל נפתח בצהריים בכל יום מימות השבוע.".encode("cp1255"), ("שער הנמל",)),
        Case(_ARRIVES, "big5.txt", "港口的大門在中午打開，晚上關閉。".encode("big5"), ("港口的大門",)),
    ]  # fmt: skip


def _busy() -> list[Case]:
    end = b"\n\nEnd of it."
    return [
        Case(_HANGS, "calls.md", b"# [foo](bar" + b"()" * _LONG + end, ("End of it.",)),
        Case(_HANGS, "ticks.md", b"".join(b"`" * n + b" " for n in range(1, 600)) + end, ("End of it.",)),
        Case(_HANGS, "blanks.md", b"$$\n" + b" " * (10 * _LONG) + b"x" + end, ("End of it.",)),
        Case(_HANGS, "remark.md", b"<!--notes:a" + b" " * (10 * _LONG) + b"x" + end, ("End of it.",)),
        Case(_HANGS, "anchors.html", b"<p><a href=x>" * 20_000 + b"End of it.", ("End of it.",)),
        Case(_HANGS, "words.eml", b"From: a@example.org\r\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n\r\nEnd of it.", ("End of it.",)),
        Case(_HANGS, "arrows.srt", b"00:00:01,000 --> " * 20_000 + b"\n\n1\n00:00:01,000 --> 00:00:02,000\nEnd of it.\n", ("End of it.",)),
        Case(_HANGS, "begins.tex", b"\\documentclass{a}\\begin{document}" + b"\\begin{a}" * 20_000 + b"End of it.\\end{document}", ("End of it.",)),
        Case(_HANGS, "fronts.md", b"---\n" + b"a: &a [*a, *a]\n" * 5000 + b"---\n" + end, ("End of it.",)),
        Case(_HANGS, "quotes.html", b"<blockquote>" * 20_000 + b"<p>End of it.", ("End of it.",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of data and of plain text."""
    return [*_tables(), *_data(), *_encodings(), *_busy()]
