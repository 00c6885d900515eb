"""What makes other readers hang, and data files."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
from zipfile import ZipFile

from benchmarks.reported.case import Case
from benchmarks.reported.words import paragraph, word

_HANGS, _PACKED, _TABLES, _ARRIVES = "nothing hangs", "containers", "tables", "text arrives"
_END = "The end of it."


def _long() -> list[Case]:
    end = _END.encode()
    ticks = " ".join("`" * n + "a" for n in range(1, 700)).encode()
    bombs = "".join(f"\\newcommand{{\\{chr(97 + n)}x}}{{\\{chr(98 + n)}x\\{chr(98 + n)}x\\{chr(98 + n)}x}}" for n in range(24))  # fmt: skip
    tex = f"\\documentclass{{article}}{bombs}\\begin{{document}}\\ax\n\n{_END}\\end{{document}}"
    cells = b"<table><tr><td>" * 6000 + end
    parts = b"From: a@example.org\r\nMIME-Version: 1.0\r\n"
    for n in range(1500):
        parts += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    parts += b"Content-Type: text/plain\r\n\r\n" + end
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": [""] * 300_000 + [_END], "outputs": []}]}  # fmt: skip
    controls = "<w:sdt><w:sdtContent>" * 1500 + paragraph(_END) + "</w:sdtContent></w:sdt>" * 1500
    drawn = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="a">'
        + b'<use xlink:href="#a"/>' * 2000
        + b"<text>"
        + end
        + b"</text></g></svg>"
    )
    folded = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x"
        + b"\r\n y" * 150_000
        + b"\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:"
        + end
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    anything = ("nested", "deep", "depth", "damaged", "limit", "large")
    return [
        Case(_HANGS, "sums.md", b"$$\n" + b" " * 1_000_000 + b"x\n\n" + end, (_END,)),
        Case(_HANGS, "notes.html", b"<p>" + end + b"</p><!--notes:a" + b" " * 1_000_000 + b"x", (_END,)),
        Case(_HANGS, "rising-ticks.md", ticks + b"\n\n" + end, (_END,)),
        Case(_HANGS, "cells.html", cells, (_END,), told=anything),
        Case(_HANGS, "groups-of-nothing.rtf", b"{\\rtf1 " + b"{\\*\\a" * 60_000 + b"}" * 60_000 + end + b"}", (_END,), told=anything),
        Case(_HANGS, "quotes.csv", b'a,b\n"' + b'""' * 700_000 + b'",' + end + b"\n", (_END,), told=anything),
        Case(_HANGS, "empty-lines.ipynb", json.dumps(book).encode(), (_END,)),
        Case(_HANGS, "arrows-alone.srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + end + b"\n\n" + b"00:00:00,000 --> " * 80_000, (_END,)),
        Case(_HANGS, "parts-in-parts.eml", parts, (_END,), told=anything),
        Case(_HANGS, "doubling.tex", tex.encode(), (_END,), told=(*anything, "macro", "command")),
        Case(_HANGS, "controls.docx", word(controls), (_END,), told=anything),
        Case(_HANGS, "itself.svg", drawn, (_END,)),
        Case(_HANGS, "folded.ics", folded, (_END,)),
    ]  # fmt: skip


def _zip(names: dict[str, bytes]) -> bytes:
    """Return an archive whose names are not marked as UTF-8."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for n, data in enumerate(names.values()):
            archive.writestr(f"n{n}.txt", data)
    data = out.getvalue()
    for n, name in enumerate(names):
        coded = name.encode("cp866")
        data = data.replace(f"n{n}.txt".encode(), coded) if len(coded) == 6 else data
    return data


def _data() -> list[Case]:
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w", format=tarfile.PAX_FORMAT) as archive:
        link = tarfile.TarInfo("notes/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        text = tarfile.TarInfo("notes/Größe der Tore.txt")
        text.size = 13
        archive.addfile(text, io.BytesIO(b"Packed words."))
    letters = "Turnul de apă a fost reparat în anul acesta și poarta este deschisă la prânz."
    listed = b'name,note\r\n"Pier; east; old; low","a;b"\r\n"Quay; west; new; high","c;d"\r\n'
    return [
        Case(_PACKED, "tape.tgz", gzip.compress(tape.getvalue()), ("Packed words.",), ("root:",)),
        Case(_PACKED, "alone.txt.lzma", lzma.compress(b"Words alone in a file.", format=lzma.FORMAT_ALONE), ("Words alone",), told=("lzma",)),
        Case(_PACKED, "names.zip", _zip({"ая.txt": b"Words of the first.", "бю.txt": b"Words of the second."}), ("Words of the first.", "Words of the second.")),
        Case(_PACKED, "relaxed.json", b"// plan\n{gate: 'north', ports: ['Ostend', 'Bruges',], open: true,}\n", ("north", "Ostend", "Bruges")),
        Case(_PACKED, "page.php", b"<!DOCTYPE html><html><head><title>Gate</title></head><body><p>The gate is open at noon.</p></body></html>", ("The gate is open at noon.",), ("<p>",)),
        Case(_TABLES, "semicolons-in-quotes.csv", listed, ("| Pier; east; old; low | a;b |",)),
        Case(_TABLES, "line-in-head.csv", b'"Name\nof port",Ships\nOstend,11\n', ("Name", "of port", "Ships", "Ostend | 11")),
        Case(_ARRIVES, "korean.txt", "항구의 문은 매일 정오에 열립니다. 배들이 하나씩 들어왔습니다.".encode("euc-kr"), ("항구의 문은",)),
        Case(_ARRIVES, "polish.txt", "Brama portu otwiera się w południe każdego dnia, gdy łódź wpływa.".encode("iso-8859-2"), ("otwiera się w południe", "łódź")),
        Case(_ARRIVES, "romanian.txt", letters.encode("utf-16"), ("Turnul de apă",)),
        Case(_ARRIVES, "own-entities.xml", b'<?xml version="1.0"?><!DOCTYPE plan [<!ENTITY firm "Harbour Works">]><plan><?style x?><p>&firm; owns <![CDATA[the <gate>]]> here.</p></plan>', ("Harbour Works", "owns the <gate> here.")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases."""
    return [*_long(), *_data()]
