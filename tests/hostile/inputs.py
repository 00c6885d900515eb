"""Inputs made to hurt, in one table by name; its suffix says what an input claims to be."""

# ruff: noqa: E501

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "loaders" / "files"
PICTURES, ENCRYPTED = SEEDS.with_name("pictures"), SEEDS.with_name("encrypted")
WORDS = b"<p>A paragraph with quite a few words in it, so that it counts as text.</p>"
MEGABYTE = 1_000_000

Input = bytes | Callable[[], bytes]
"""Bytes, or what makes them where that takes a tenth of a second, or a megabyte, and more."""


def zipped(contents: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return out.getvalue()


def rezipped(seed: str, changes: dict[str, bytes]) -> bytes:
    """A real file with some of its parts replaced."""
    with zipfile.ZipFile(SEEDS / seed) as archive:
        contents: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    return zipped(contents | changes)


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def pdf(*objects: bytes) -> bytes:
    """A PDF of the given objects, the first its catalog, with a correct table of them."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n" % (len(objects) + 1, start)
    return bytes(out + b"%%EOF\n")


def one_page(content: bytes, extra: bytes = b"") -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (extra, len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def html_inputs() -> dict[str, bytes]:
    deep = 10 * MEGABYTE // 14
    return {
        "nested-tables.html": b"<table><tr><td>" * (deep // 2) + WORDS,
        "nested-divs.html": b"<div>" * 50_000 + WORDS + b"</div>" * 50_000,
        "nested-lists.html": b"<ul><li>" * 50_000 + WORDS,
        "nested-spans-unclosed.html": b"<html><body>" + b"<span>" * 50_000 + WORDS,
        "nested-formatting.html": b"<b><i><u>" * 30_000 + WORDS,
        "nested-quotes.html": b"<blockquote>" * 5_000 + WORDS,
        "unclosed-comment.html": b"<html><body><!-- " + WORDS * 10_000,
        "unclosed-comments.html": lambda: b"<html><body>" + b"<!--" * 500_000,
        "comment-dashes.html": b"<html><body><!" + b"-" * MEGABYTE + b">" + WORDS,
        "unclosed-script.html": b"<html><body><script>" + b"if (a<b) " * 100_000,
        "unclosed-title.html": b"<html><head><title>" + WORDS * 1000,
        "unclosed-attribute.html": b'<html><body><p class="' + b"a" * MEGABYTE,
        "gigantic-attribute.html": lambda: (
            b'<html><body><p title="' + b"x" * 10_000_000 + b'">' + WORDS
        ),
        "many-attributes.html": b"<html><body><p "
        + b" ".join(b"a%d=1" % n for n in range(10_000))
        + b">",
        "null-bytes.html": b"<html><body>\0<p>\0" + WORDS.replace(b" ", b"\0 "),
        "only-null.html": b"<html>" + bytes(MEGABYTE),
        "many-entities.html": b"<html><body><p>" + b"&amp;&#x202e;&nosuch;&#0;" * 20_000,
        "huge-entity-number.html": b"<html><body><p>&#" + b"9" * 100_000 + b";</p>" + WORDS,
        "many-open-brackets.html": b"<html><body>" + b"<" * MEGABYTE,
        "many-meta.html": b"<html><head>" + b'<meta charset="utf-7">' * 20_000 + WORDS,
        "odd-charset.html": b'<html><head><meta charset="no-such-' + b"x" * 1000 + b'">' + WORDS,
        "hex-charset.html": b'<html><head><meta charset="hex"></head><body>' + WORDS,
        "bad-json-ld.html": b'<html><head><script type="application/ld+json">'
        + b'{"@type":' * 20_000
        + b"</script></head><body>"
        + WORDS * 9,
        "svg-bomb.html": b"<html><body><svg>" + b"<use href='#a'/>" * 40_000 + b"</svg>" + WORDS,
        "wide-table.html": b"<html><body><table><tr>" + b"<td colspan=9999>x" * 5_000 + b"</table>",
        "colspan.html": b"<html><body><table><tr><th colspan=100000000>x<tr><td>y</table>" + WORDS,
        "spaces.html": lambda: b"<html><body><p>" + b" " * 2 * MEGABYTE + b"x</p>",
        "pre-newlines.html": b"<html><body><pre>" + b"\n" * MEGABYTE + b"</pre>" + WORDS,
        "many-paragraphs.html": b"<html><body>" + b"<p>" * 20_000,
        "many-headings.html": b"<html><body>" + b"<h1>T</h1>" * 10_000 + WORDS,
        "many-links.html": b"<html><body>" + b"<a href=x>y</a>" * 10_000 + WORDS,
        "base-loop.html": b"<html><head><base href='//'><link rel=canonical href='http://['>"
        + WORDS,
        "odd-dates.html": b"<html><head><meta property='article:published_time' content='"
        + b"9" * 50_000
        + b"'></head><body>"
        + WORDS * 5,
        "right-to-left.html": "<html><body><p>Pay \u202e0001\u202c now, please, all of it.</p>".encode(),
        "zero-width.html": ("<html><body><p>" + "pass\u200bword \u2060" * 200 + "</p>").encode(),
        "tags-block.html": ("<html><body><p>Seen" + "\U000e0041" * 9999 + " words</p>").encode(),
        "lone-surrogates.html": b"<html><body><p>\xed\xa0\x80 lone \xed\xbf\xbf</p>" + WORDS,
        "template-xml.html": b"<?xml version='1.0'?><html xmlns='x'><body>" + WORDS,
        "frameset.html": b"<html><frameset><frame src=a>" + b"<frameset>" * 10_000,
    }


def text_inputs() -> dict[str, bytes]:
    return {
        "invalid-utf8.txt": b"text " + bytes(range(128, 256)) * 100,
        "overlong-utf8.txt": b"text \xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80 text",
        "two-boms.txt": b"\xef\xbb\xbf\xef\xbb\xbftext",
        "bom-only.txt": b"\xef\xbb\xbf",
        "utf16-odd.txt": b"\xff\xfet\0e\0x\0t\0!",
        "utf16-surrogates.txt": b"\xff\xfe\x00\xd8" * 1000,
        "utf32-out-of-range.txt": b"\xff\xfe\0\0" + b"\xff" * 400,
        "utf7.txt": b"+ADw-script+AD4-" * 100,
        "escape-sequences.txt": b"\x1b[2J\x1b]0;owned\x07 text \x1b$B!!" * 100,
        "one-long-line.txt": lambda: b"a" * 20_000_000,
        "combining.txt": ("Z" + "\u0351" * 100_000).encode(),
        "right-to-left.txt": "\u202egnp.exe\u202c \u2066\u2067 text".encode(),
        "invisible-only.txt": ("\u200b\u2060\ufeff\u202e" * 999).encode(),
        "form-feeds.txt": b"\f" * 100_000 + b"x",
        "many-marks.md": lambda: b"#" * MEGABYTE + b" x\n" + b"=" * MEGABYTE,
        "nested-quotes.md": b">" * 100_000 + b" x",
        "underlines.md": b"a\n" + b"-" * 200_000 + b"x",
        "front-matter.md": b"---\n" + b"title: " * 100_000,
        "headings.rst": lambda: b"T\n" + b"=" * MEGABYTE + b"x\n" + b"~\n" * 100_000,
        "include.rst": b".. include:: /etc/passwd\n\n.. raw:: html\n   :file: /etc/passwd\n",
        "quotes.csv": b'"' * MEGABYTE,
        "columns.csv": b"," * MEGABYTE,
        "rows.csv": b"a,b\n" * 200_000,
        "formula.csv": b'=cmd|"/C calc"!A0,@SUM(1)\n-1,+2\n',
        "null.csv": b"a,b\n\0\0,1\n",
        "deep-lists.json": b"[" * 500_000 + b"]" * 500_000,
        "deep-objects.json": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "huge-number.json": b"[" + b"9" * 200_000 + b"]",
        "huge-float.json": b"[1e999999, -1e999999, NaN, Infinity]",
        "surrogate.json": b'{"a": "\\ud800 lone \\udfff"}',
        "same-keys.json": b"{" + b'"a": 1,' * 100_000 + b'"b": "x"}',
        "half.json": b'{"a": "' + b"x" * 100_000,
        "bad-line.jsonl": b'{"a": 1}\n' * 1000 + b"{",
        "odd-cells.ipynb": json.dumps({"cells": [1, None, {"source": {}}], "nbformat": 4}).encode(),
        "odd-outputs.ipynb": b'{"nbformat":4,"cells":[{"cell_type":"code","outputs":[{"data":[]}]}]}',
        "bad-times.srt": b"1\n99:99:99,999 --> 00:00:00,000\ntext\n" * 1000,
        "many-arrows.vtt": b"WEBVTT\n\n" + b"00:00:00.000 --> " * 50_000,
        "open-tags.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v " * 100_000 + b"x",
    }


def mail_inputs() -> dict[str, bytes]:
    start = b"From: a@b\nDate: x\nSubject: s\nMIME-Version: 1.0\n"
    nested = b""
    for level in range(200):
        kind = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        nested += kind
    return {
        "nested-parts.eml": start + nested + b"text",
        "nested-messages.eml": start + b"Content-Type: message/rfc822\n\n" * 500 + b"x",
        "no-boundary.eml": start + b"Content-Type: multipart/mixed\n\n" + b"--\n" * 100_000,
        "long-header.eml": b"From: " + b"a" * MEGABYTE + b"\nSubject: s\n\ntext",
        "many-headers.eml": start + b"X-A: b\n" * 100_000 + b"\ntext",
        "encoded-words.eml": b"From: a\nSubject: " + b"=?utf-8?q?=FF?= " * 20_000 + b"\n\ntext",
        "bad-charset.eml": start + b'Content-Type: text/plain; charset="no-such"\n\ntext \xff',
        "bad-base64.eml": start
        + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!=",
        "path-name.eml": start
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
        + b"Content-Disposition: attachment; filename=../../etc/passwd\n\nattached\n--b--\n",
        "zip-attached.eml": start
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
        + b"Content-Disposition: attachment; filename=a.zip\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(zipped({"bomb.txt": bytes(20 * MEGABYTE)}))
        + b"\n--b--\n",
        "many-messages.mbox": b"From a Mon May  6 07:08:09 2024\nFrom: a\nSubject: s\n\ntext\n\n"
        * 2000,
        "only-from.mbox": b"From a Mon May  6 07:08:09 2024\nFrom: a\n" * 5000,
        "odd-dates.eml": b"From: a\nSubject: s\nDate: " + b"9" * 10_000 + b"\n\ntext",
        "odd-address.eml": b"From: " + b"(" * 2000 + b"\nTo: <<<>>>,,;:\nSubject: s\n\ntext",
    }


def xml_inputs() -> dict[str, bytes]:
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    return {
        "billion-laughs.xml": b'<!DOCTYPE a [<!ENTITY l0 "lol">' + laughs + b"]><a>&l9;</a>",
        "quadratic.xml": b'<!DOCTYPE a [<!ENTITY x "'
        + b"y" * 100_000
        + b'">]><a>'
        + b"&x;" * 10_000
        + b"</a>",
        "external.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;text</a>',
        "remote.xml": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a>text</a>',
        "parameter.xml": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><a>text</a>',
        "deep.xml": lambda: b"<a>" * 200_000 + b"x" + b"</a>" * 200_000,
        "wide.xml": lambda: b"<r>" + b"<a>x</a>" * 200_000 + b"</r>",
        "attributes.xml": b"<a " + b" ".join(b"a%d='1'" % n for n in range(50_000)) + b">x</a>",
        "huge-text.xml": lambda: b"<a>" + b"x" * 20_000_000 + b"</a>",
        "wrong-encoding.xml": b'<?xml version="1.0" encoding="utf-16"?><a>text</a>',
        "odd-encoding.xml": b'<?xml version="1.0" encoding="no-such"?><a>text</a>',
        "stylesheet.xml": b'<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?><a>t</a>',
        "xinclude.xml": b'<?xml version="1.0"?><a xmlns:xi="http://www.w3.org/2001/XInclude">'
        b'<xi:include href="file:///etc/passwd" parse="text"/>text</a>',
    }


def pdf_inputs() -> dict[str, Input]:
    bomb = cache(lambda: zlib.compress(bytes(200 * MEGABYTE), 1))
    return {
        "stream-bomb.pdf": lambda: one_page(bomb(), b"/Filter/FlateDecode"),
        "stream-bomb-twice.pdf": lambda: one_page(
            zlib.compress(bomb(), 9), b"/Filter[/FlateDecode/FlateDecode]"
        ),
        "many-filters.pdf": one_page(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 10_000 + b"]"),
        "page-loop.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"
        ),
        "page-count.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2147483647>>"
        ),
        "negative-count.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count -5>>"
        ),
        "deep-array.pdf": pdf(b"<</Type/Catalog/Pages " + b"[" * 100_000 + b"]" * 100_000 + b">>"),
        "wrong-xref.pdf": one_page(b"BT /F 9 Tf (text) Tj ET")[:-60]
        + b"startxref\n99999999\n%%EOF",
        "no-objects.pdf": b"%PDF-1.7\n%%EOF",
        "only-mark.pdf": b"%PDF-",
        "long-name.pdf": one_page(b"BT /F 9 Tf (text) Tj ET", b"/" + b"A" * MEGABYTE + b" 1"),
        "nested-text.pdf": one_page(b"q " * 500_000 + b"BT /F 9 Tf (text) Tj ET"),
        "huge-page.pdf": one_page(b"BT /F 9 Tf (text) Tj ET").replace(
            b"[0 0 612 792]", b"[0 0 9e9 9e99]"
        ),
        "nan-page.pdf": one_page(b"BT /F 9 Tf (text) Tj ET").replace(b"612 792", b"inf nan"),
        "huge-font.pdf": one_page(b"BT /F 1e38 Tf (text) Tj ET"),
        "many-characters.pdf": one_page(
            b"BT /F 9 Tf " + b"(text and more text) Tj " * 20_000 + b"ET"
        ),
        "polyglot.pdf": b"<html><body>%PDF-1.7" + WORDS + one_page(b"BT /F 9 Tf (text) Tj ET"),
        "polyglot-zip.pdf": one_page(b"BT /F 9 Tf (text) Tj ET") + zipped({"a.txt": "text"}),
        "javascript.pdf": one_page(b"BT /F 9 Tf (text) Tj ET").replace(
            b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        ),
        "outline-loop.pdf": one_page(b"BT /F 9 Tf (text) Tj ET").replace(
            b"/Type/Catalog", b"/Type/Catalog/Outlines<</First 4 0 R/Last 4 0 R>>"
        ),
    }


def packed_inputs() -> dict[str, Input]:
    zeros = bytes(50 * MEGABYTE)
    nested = zipped({"a.txt": "deep"})
    for _ in range(20):
        nested = zipped({"a.zip": nested})
    lying = bytearray(zipped({"a.txt": bytes(MEGABYTE)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = lying.index(mark) + offset
        lying[at : at + 4] = struct.pack("<I", 10)
    encrypted = bytearray(zipped({"a.txt": "secret"}))
    encrypted[6] |= 1
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    overlapping = zipped({"a.txt": zeros[:MEGABYTE]})
    directory = overlapping[overlapping.index(b"PK\x01\x02") : overlapping.index(b"PK\x05\x06")]
    body = overlapping[: overlapping.index(b"PK\x01\x02")]
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 60_000 * len(directory), len(body), 0
    )
    return {
        "bomb.zip": partial(zipped, {"a.txt": zeros}),
        "bomb-bzip2.zip": partial(zipped, {"a.txt": zeros}, zipfile.ZIP_BZIP2),
        "bomb-lzma.zip": partial(zipped, {"a.txt": zeros}, zipfile.ZIP_LZMA),
        "nested.zip": nested,
        "many.zip": lambda: zipped({f"{n}.txt": "x" for n in range(10_001)}, zipfile.ZIP_STORED),
        "lying-size.zip": bytes(lying),
        "overlapping.zip": body + directory * 60_000 + end,
        "encrypted.zip": bytes(encrypted),
        "truncated.zip": zipped({"a.txt": "text" * 999})[:-40],
        "traversal.zip": zipped({"../../../tmp/x.txt": "x", "/etc/x.txt": "x", "..\\x.txt": "x"}),
        "null-name.zip": zipped({"a\0b.txt": "x"}),
        "odd-names.zip": zipped({"\u202egpj.txt": "x", "a\nb.txt": "text", "c" * 60_000: "x"}),
        "same-names.zip": zipped({"a.txt": "x"})[:-22] + zipped({"a.txt": "y"}),
        "bomb.gz": partial(gzip.compress, zeros),
        "bomb-twice.gz": lambda: gzip.compress(gzip.compress(zeros)),
        "bomb.tar.gz": lambda: gzip.compress(tarred((tar_member("a.txt"), zeros))),
        "bomb.tar.bz2": lambda: bz2.compress(tarred((tar_member("a.txt"), zeros))),
        "bomb.tar.xz": lambda: lzma.compress(tarred((tar_member("a.txt"), zeros)), preset=0),
        "bomb.xz": partial(lzma.compress, zeros, preset=0),
        "bomb.bz2": partial(bz2.compress, zeros),
        "truncated.gz": gzip.compress(b"text" * 9999)[:-20],
        "links.tar": tarred(
            (tar_member("a.txt", tarfile.SYMTYPE, "/etc/passwd"), b""),
            (tar_member("b.txt", tarfile.LNKTYPE, "../../etc/passwd"), b""),
            (tar_member("c.txt", tarfile.FIFOTYPE), b""),
            (tar_member("d.txt", tarfile.CHRTYPE), b""),
        ),
        "traversal.tar": tarred((tar_member("../../x.txt"), b"x"), (tar_member("/x.txt"), b"x")),
        "negative-size.tar": tarred((tar_member("a.txt"), b"x")).replace(
            b"00000000001\0", b"-0000000001\0"
        ),
        "huge-size.tar": tarred((tar_member("a.txt"), b"x")).replace(
            b"00000000001\0", b"77777777777\0"
        ),
        "quine.zip": zipped({"a.zip": zipped({"a.zip": zipped({"b.txt": "x"})})}),
    }


def office_inputs() -> dict[str, Input]:
    entity = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    deep = b"<w:p xmlns:w='x'>" * 5_000
    return {
        "entities.docx": rezipped("pandoc.docx", {"word/document.xml": entity + b"<w>&x;</w>"}),
        "deep.docx": rezipped("pandoc.docx", {"word/document.xml": deep}),
        "empty-part.docx": rezipped("pandoc.docx", {"word/document.xml": b""}),
        "bad-core.docx": rezipped("pandoc.docx", {"docProps/core.xml": b"<a>"}),
        "no-types.docx": zipped({"word/document.xml": "<w/>"}),
        "bomb.docx": lambda: rezipped("pandoc.docx", {"word/media/x.png": bytes(60 * MEGABYTE)}),
        "links.docx": rezipped(
            "pandoc.docx",
            {"word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'},
        ),
        "macro.docm": rezipped("pandoc.docx", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "bad-slide.pptx": rezipped("pandoc.pptx", {"ppt/slides/slide1.xml": b"<a>"}),
        "entities.pptx": rezipped("pandoc.pptx", {"ppt/slides/slide1.xml": entity + b"<w>&x;</w>"}),
        "empty.pptx": zipped({"ppt/presentation.xml": ""}),
        "bad-sheet.xlsx": rezipped("libreoffice.xlsx", {"xl/worksheets/sheet1.xml": b"<a>"}),
        "far-cell.xlsx": rezipped(
            "libreoffice.xlsx",
            {"xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'},
        ),
        "no-sheets.xlsx": zipped({"xl/workbook.xml": "<workbook/>"}),
        "odd.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + b"\xff" * 4096,
        "repeated.ods": rezipped(
            "libreoffice.ods",
            {"content.xml": b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'},
        ),
        "deep.odt": rezipped("pandoc.odt", {"content.xml": b"<a>" * 100_000}),
        "deep-lists.odt": rezipped(
            "pandoc.odt",
            {"content.xml": b'<d xmlns:text="t"><text>' + b"<list><item>" * 100 + b"x" + b"</item></list>" * 100 + b"</text></d>"},
        ),
        "many-spaces.odt": rezipped(
            "pandoc.odt",
            {"content.xml": b'<d xmlns:t="t"><t:text><t:p>a<t:s t:c="999999999"/>b</t:p></t:text></d>'},
        ),
        "entities.odt": rezipped("pandoc.odt", {"content.xml": entity + b"<w>&x;</w>"}),
        "no-content.odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
        "spine-loop.epub": zipped({"META-INF/container.xml": "<c><rootfile full-path='META-INF/container.xml'/></c>"}),
        "path.epub": zipped({"META-INF/container.xml": "<c><rootfile full-path='../../etc/passwd'/></c>"}),
        "no-root.epub": zipped({"META-INF/container.xml": "<c/>"}),
        "same-chapter.epub": zipped(
            {
                "META-INF/container.xml": "<c><rootfile full-path='o.opf'/></c>",
                "o.opf": "<p><item id='a' href='a.html'/>" + "<itemref idref='a'/>" * 20_000 + "</p>",
                "a.html": "<p>" + "text " * 2000,
            }
        ),
        "deep-groups.rtf": b"{\\rtf1 " + b"{" * 200_000 + b"text" + b"}" * 200_000,
        "many-words.rtf": b"{\\rtf1 " + b"\\par" * 200_000 + b" text}",
        "bin.rtf": b"{\\rtf1 \\bin999999999999 text}",
        "unicode.rtf": b"{\\rtf1 " + b"\\u-99999999 ?" * 1000 + b" text}",
        "unclosed.rtf": b"{\\rtf1 text",
    }  # fmt: skip


def picture_inputs() -> dict[str, Input]:
    png, tiff = ((PICTURES / f"scan.{kind}").read_bytes() for kind in ("png", "tiff"))
    huge = struct.pack(">II", 60_000, 60_000)
    loop = tiff[:4] + struct.pack("<I", 8) + struct.pack("<HI", 0, 8)
    return {
        "size.png": png[:16] + huge + png[24:],
        "cut.png": png[: len(png) // 2],
        "chunk-bomb.png": lambda: (
            png[:33] + png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(60 * MEGABYTE)))
        ),
        "cut.jpg": (PICTURES / "scan.jpg").read_bytes()[:999],
        "cut.webp": (PICTURES / "scan.webp").read_bytes()[:999],
        "loop.tiff": loop,
        "cut.tiff": tiff[: len(tiff) // 2],
        "frames.gif": b"GIF89a\1\0\1\0\0\0\0" + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 20_000 + b";",
        "size.bmp": b"BM"
        + struct.pack("<IIIIiiHHI", 99, 0, 54, 40, 2**31 - 1, 2**31 - 1, 1, 24, 0),
        "mark-only.jpg": b"\xff\xd8\xff",
        "not-encrypted.docx": (ENCRYPTED / "harbour.docx").read_bytes()[:6000],
        "encrypted.docx": (ENCRYPTED / "harbour.docx").read_bytes(),
        "encrypted.zip": (ENCRYPTED / "harbour.zip").read_bytes(),
        "encrypted.odt": (ENCRYPTED / "harbour.odt").read_bytes(),
        "name-only.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 99,
    }


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def binary_inputs() -> dict[str, bytes]:
    return {
        "empty.txt": b"",
        "elf.txt": b"\x7fELF" + bytes(range(256)) * 16,
        "png.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16,
        "png-size.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        + struct.pack(">II", 2**31 - 1, 2**31 - 1)
        + b"\x08\x02\0\0\0"
        + bytes(64),
        "gif-polyglot.html": b"GIF89a/*<html>*/=1;" + WORDS,
        "random.pdf": bytes((n * n * 31 + n * 7) % 251 for n in range(10_000)),
        "html-in-txt.txt": b"<!doctype html><script>alert(1)</script>" + WORDS,
        "pk-only.zip": b"PK\x03\x04",
        "gzip-only.gz": b"\x1f\x8b",
        "ole-only.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }


@cache
def inputs() -> dict[str, Input]:
    """All of them."""
    return {
        **html_inputs(), **text_inputs(), **mail_inputs(), **xml_inputs(), **pdf_inputs(),
        **packed_inputs(), **office_inputs(), **picture_inputs(), **binary_inputs(),
    }  # fmt: skip


def content(name: str) -> bytes:
    """The bytes of one of them."""
    made = inputs()[name]
    return made() if callable(made) else made
