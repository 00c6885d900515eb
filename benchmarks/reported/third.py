"""A third set of inputs after public bug reports, written after the kinds of the second were mended."""

from __future__ import annotations

import json
import lzma
import tarfile
from io import BytesIO

from benchmarks.reported.case import Case, packed, relations
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.pages import PROSE, article, page
from benchmarks.reported.second.pages import epub
from benchmarks.reported.sheets import book, deck, rows
from benchmarks.reported.sheets import run as slide_run
from benchmarks.reported.texts import mail
from benchmarks.reported.words import cell, part, run, word
from benchmarks.reported.words import paragraph as p

_ARRIVES, _MARKS, _TABLES, _PACKED = "text arrives", "numbers and marks", "tables", "containers"
_KEEP, _MAIL, _OLD, _TITLES = "pages keep content", "mail", "old files", "running titles"


def _level(number: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def _words() -> list[Case]:
    def item(text: str, level: int = 0, number: int = 5) -> str:
        return p(
            text,
            properties=f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>",
        )

    numbering = part("numbering", f'<w:abstractNum w:abstractNumId="1">{_level(0, "decimal", "%1.")}{_level(1, "lowerLetter", "(%2)")}'
                     '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>')  # fmt: skip
    listed = (
        item("one") + item("deep", 1) + item("two") + item("deep again", 1) + item("plain", 0, 0)
    )
    deleted_mark = (
        f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Bo"/></w:rPr></w:pPr>{run("The con")}</w:p>'
        + p("tract was signed.")
    )
    power = ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>')  # fmt: skip
    before = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    grid = f"<w:tbl><w:tr>{cell(p('Port'))}{cell(p('in'))}{cell(p('out'))}</w:tr><w:tr>{before}{cell(p('11'))}{cell(p('12'))}</w:tr></w:tbl>"
    broken = "<w:r><w:t>har</w:t><w:lastRenderedPageBreak/><w:t>bour wall</w:t></w:r>"
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    slides = ("slides/slide2.xml", "slides/slide1.xml")
    plain = deck("")
    order = _with(plain, **{
        "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", slides[0]), ("r2", "slide", slides[1])),
        "ppt/presentation.xml": _PRESENTATION,
        "ppt/slides/slide1.xml": _slide("Second to come"), "ppt/slides/slide2.xml": _slide("First to come"),
    })  # fmt: skip
    unseen = _with(
        plain,
        **{
            "ppt/slides/slide1.xml": _slide("Hidden slide words").replace(
                "<p:sld ", '<p:sld show="0" '
            )
        },
    )
    table = ("<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p>"
             f"{slide_run('one')}</a:p><a:p>{slide_run('two')}</a:p></a:txBody></a:tc><a:tc><a:txBody><a:p>{slide_run('side')}</a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>")  # fmt: skip
    return [
        Case(_MARKS, "begins-again.docx", word(listed, ("r4", "numbering", "numbering.xml"), numbering=numbering),
             ("1. one", "(a) deep", "2. two", "(a) deep again", "plain"), ("3. plain",)),
        Case(_ARRIVES, "deleted-mark.docx", word(deleted_mark), ("The contract was signed.",)),
        Case(_MARKS, "power.docx", word(p(power, run(" cells"))), ("cells",), ("106",)),
        Case(_TABLES, "columns-before.docx", word(grid), ("| Port | in | out |", "| | 11 | 12 |")),
        Case(_ARRIVES, "page-in-word.docx", word(p(broken)), ("harbour wall",)),
        Case(_ARRIVES, "tick.docx", word(p("Paid ", tick)), ("Paid",), ("\uf0fc", "ü")),
        Case(_ARRIVES, "order-of-slides.pptx", order, ("First to come", "Second to come")),
        Case(_ARRIVES, "hidden-slide.pptx", unseen, ("Hidden slide words",), told=("hidden",)),
        Case(_TABLES, "paragraphs-in-cell.pptx", deck(table), ("one", "two", "side"), ("onetwo",)),
    ]  # fmt: skip


_SPACES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PRESENTATION = f'<p:presentation {_SPACES}><p:sldIdLst><p:sldId id="256" r:id="r1"/><p:sldId id="257" r:id="r2"/></p:sldIdLst></p:presentation>'


def _slide(text: str) -> str:
    return f"<p:sld {_SPACES}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id='3' name='x'/><p:nvPr/></p:nvSpPr><p:txBody><a:p>{slide_run(text)}</a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"


def _with(data: bytes, **parts: str) -> bytes:
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()} | dict(parts))


def _sheets() -> list[Case]:
    text = "t='inlineStr'><is><t>{}</t></is>".format
    back = "<sheetData><row r='3'><c r='A3' t='inlineStr'><is><t>third</t></is></c></row><row r='1'><c r='A1' t='inlineStr'><is><t>first</t></is></c></row></sheetData>"
    times = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="170" formatCode="h:mm"/>'
             '<numFmt numFmtId="171" formatCode="#,##0.00\\ [$€-407]"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>')  # fmt: skip
    return [
        Case(_MARKS, "time-of-day.xlsx", book(rows("s='1'><v>0.5</v>", "s='2'><v>1234.5</v>"), **{"styles.xml": times}), ("12:00", "1234.5"), ("1900", "0.5 |")),
        Case(_ARRIVES, "lost-string.xlsx", book(rows("t='s'><v>7</v>", text("still here")), "<si><t>one</t></si>"), ("still here",)),
        Case(_TABLES, "rows-out-of-order.xlsx", book(back), ("first", "third")),
        Case(_ARRIVES, "name-of-sheet.xlsx", book(rows(text("x")), sheets='<sheet name="Q1 &amp; Q2" sheetId="1" r:id="r1"/>'), ("# Q1 & Q2",)),
        Case(_MARKS, "text-of-zeros.xlsx", book(rows(text("00123"))), ("00123",)),
        Case(_TABLES, "quotes-in-quotes.csv", b'name,note\nPier,"a ""b"" c"\n', ('| Pier | a "b" c |',)),
        Case(_TABLES, "tabs.tsv", b"name\tnote\nPier\ta, b; c\n", ("| Pier | a, b; c |",)),
    ]  # fmt: skip


def _pages() -> list[Case]:
    inner = "<table><tr><th>Port<th>Height</tr><tr><td>Ostend<td>4.2</tr></table>"
    posts = "".join(
        f"<article><h2>Post {n}</h2><p>{PROSE}It is post {n}.</p></article>" for n in range(1, 5)
    )
    layout = f"<table role=presentation><tr><td><table role=presentation><tr><td><table role=presentation><tr><td><h1>Wall</h1><p>{PROSE}</p><p>The keeper lives at the gate.</p></td></tr></table></td></tr></table></td></tr></table>"
    locked = ('<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
              '<CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>')  # fmt: skip
    noted = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><p>It rose to 14<a epub:type="noteref" href="#n1">1</a> feet.</p><aside epub:type="footnote" id="n1"><p>By the old measure.</p></aside></body></html>'
    return [
        Case(_TABLES, "table-in-figure.html", article(f"<figure>{inner}<figcaption>Heights of 2021.</figcaption></figure>"), ("| Ostend | 4.2 |", "Heights of 2021.")),
        Case(_KEEP, "drawing-in-signs.html", article("<pre>a   b\n|   |\nc---d</pre>"), ("a   b\n|   |\nc---d",)),
        Case(_KEEP, "several-articles.html", page(f"<main>{posts}</main>"), ("It is post 1.", "It is post 2.", "It is post 3.", "It is post 4.")),
        Case(_KEEP, "escaped-twice.html", article("<p>Write &amp;lt;div&amp;gt; for a box.</p>"), ("Write &lt;div&gt; for a box.",)),
        Case(_KEEP, "no-blanks.html", article("<p><b>港</b>の<i>門</i>は夜に閉まります。</p>"), ("港の門は夜に閉まります。",)),
        Case(_KEEP, "ticked.html", article("<ul><li><input type=checkbox checked disabled> Paint the gate</li><li><input type=checkbox disabled> Oil the lock</li></ul>"), ("[x] Paint the gate", "[ ] Oil the lock")),
        Case(_KEEP, "inline-data.html", article("<p>On <time datetime=2024-03-05>5 March</time> the gauge stood at <data value=42>4.2</data> <abbr title=metres>m</abbr>.</p>"), ("On 5 March the gauge stood at 4.2 m.",)),
        Case(_KEEP, "layout-of-layouts.html", page(layout), (PROSE.strip(), "The keeper lives at the gate.")),
        Case(_KEEP, "remark-beside.html", article("<aside class=admonition><p>Mind the gap between the gate and the wall.</p></aside>"), ("Mind the gap between the gate and the wall.",)),
        Case(_KEEP, "remark-in-word.html", article("<p>The har<!-- x -->bour is old.<br>It is deep.</p>"), ("The harbour is old.", "It is deep."), ("old.It",)),
        Case(_PACKED, "locked.epub", epub({"a.xhtml": bytes(range(256)) * 3}, **{"META-INF/encryption.xml": locked}), ("encrypted",), fails=True),
        Case(_MARKS, "notes.epub", epub({"a.xhtml": noted}), ("It rose to 14", "feet.", "By the old measure."), ("141",)),
    ]  # fmt: skip


def _mails() -> list[Case]:
    bounce = ("--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; example.org\r\n\r\nStatus: 5.1.1\r\n"
              "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Lost letter\r\n\r\n--b--\r\n")  # fmt: skip
    letter = "<html><head><style>p{color:red}</style></head><body><div style='display:none'>preview words</div><p>The letter itself.</p></body></html>"
    return [
        Case(_MAIL, "half-a-type.eml", mail("Content-Type: text", "The body of it."), ("The body of it.",)),
        Case(_MAIL, "iso-2022-jp.eml", mail("Content-Type: text/plain; charset=iso-2022-jp", "港の門は夜に閉まります。".encode("iso2022_jp")), ("港の門は夜に閉まります。",)),
        Case(_MAIL, "unseen-preview.eml", mail("Content-Type: text/html", letter), ("The letter itself.",), ("color", "preview words")),
        Case(_MAIL, "broken-letter.eml", mail("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", "Die Gr=C3=\r\n=B6=C3=9Fe der Tore"), ("Die Größe der Tore",)),
        Case(_MAIL, "bounce.eml", mail('Content-Type: multipart/report; report-type=delivery-status; boundary="b"', bounce), ("Not delivered.", "Status: 5.1.1", "Lost letter")),
    ]  # fmt: skip


def _old() -> list[Case]:
    head = b"{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0 Arial;}}"
    return [
        Case(_OLD, "two-bytes-for-one.rtf", head + b"\\uc2\\u20013\\'d6\\'d0 end}", ("中 end",), ("Ц",)),
        Case(_OLD, "page-of-codes.rtf", head + b"\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}", ("Привет",)),
        Case(_OLD, "without-end.rtf", head + b"{\\b Bold words} and more of {\\i it", ("Bold words and more of it",)),
        Case(_OLD, "raised-by-points.rtf", head + b"About 10{\\up8 6} litres of H{\\dn4 2}O.}", ("About 10", "litres"), ("106",)),
    ]  # fmt: skip


def _prints() -> list[Case]:
    columns = at(60, 740, "The harbour and its wall in the year of the flood", 16) + b"".join(
        at(60, 700 - 16 * n, f"Left line {n} of the text goes") + at(330, 700 - 16 * n, f"Right line {n} of the text goes") for n in range(14))  # fmt: skip
    ruled = b"".join(
        b"%d %d 120 20 re S\n" % (72 + 120 * c, 600 - 20 * r) for r in range(3) for c in range(2)
    )
    ruled += b"".join(
        at(78 + 120 * c, 606 - 20 * r, text)
        for r, line in enumerate((("Port", "Ships"), ("Ostend", "11"), ("Bruges", "12")))
        for c, text in enumerate(line)
    )
    bullets = b"".join(
        at(72, 600 - 16 * n, f"• {text}")
        for n, text in enumerate(("wash the gate", "dry the lock", "oil the hinge"))
    )
    over = b"BT /F1 12 Tf -1 0 0 -1 400 600 Tm (Words that stand on their head) Tj ET\n"
    mark = b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (DRAFT) Tj ET\n"
    marked = [
        mark
        + at(72, 460, "The gate was opened at noon and the boats came in one")
        + at(72, 444, f"by one until the evening of day {n}.")
        for n in range(1, 4)
    ]
    broken = at(72, 600, "Every keeper of the gate gives an exam-") + at(
        72, 584, "ple of care. An example is the lock."
    )
    return [
        Case(_ARRIVES, "head-over-columns.pdf", pdf(columns), ("The harbour and its wall", "Left line 0", "Left line 13", "Right line 0", "Right line 13")),
        Case(_TABLES, "ruled.pdf", pdf(ruled), ("Port | Ships", "Ostend | 11", "Bruges | 12")),
        Case(_ARRIVES, "bullets.pdf", pdf(bullets), ("wash the gate", "dry the lock", "oil the hinge")),
        Case(_ARRIVES, "upside-down.pdf", pdf(over), ("Words that stand on their head",)),
        Case(_TITLES, "watermark.pdf", pdf(*marked), ("the boats came in one by one until the evening of day 1.", "the boats came in one by one until the evening of day 3.")),
        Case(_ARRIVES, "broken-word.pdf", pdf(broken), ("gives an example of care.",)),
    ]  # fmt: skip


def _data() -> list[Case]:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("f" * 150 + "/Größe.txt")
        info.size = len(b"Long named words.")
        archive.addfile(info, BytesIO(b"Long named words."))
    book_ = '<?xml version="1.0" encoding="utf-16"?><book><chapter><title>Gates</title><para>Köln is dry.</para></chapter></book>'
    outside = '<!DOCTYPE article SYSTEM "http://192.0.2.1/a.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]><article><sec><title>Aim</title><p>It is &x; dry.</p></sec></article>'
    empty = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": "code", "source": None, "outputs": None},
            {"cell_type": "markdown", "source": ["Words ", "of it"]},
        ],
    }
    vtt = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n100:00:01.000 --> 100:00:02.000\n<c.yellow>Hello</c> <00:00:01.500><c>there</c>\n"
    return [
        Case(_PACKED, "long-names.tar", out.getvalue(), ("Long named words.",)),
        Case(_PACKED, "page.html.xz", lzma.compress(f"<html><body><p>{PROSE}</p></body></html>".encode()), (PROSE.strip(),), ("<p>",)),
        Case(_PACKED, "letter-in.zip", packed({"a/letter.docx": word(p("A letter in a zip."))}), ("A letter in a zip.",)),
        Case(_PACKED, "wide.xml", book_.encode("utf-16"), ("Gates", "Köln is dry.")),
        Case(_PACKED, "outside.xml", outside.encode(), ("Aim", "It is", "dry.")),
        Case(_ARRIVES, "single-quotes.json", b"{gate: 'old', wall: 'new',}", ("gate", "old", "wall", "new")),
        Case(_ARRIVES, "marked.ndjson", b'\xef\xbb\xbf{"a": "one"}\r\n{"a": "two"}\r\n', ("one", "two")),
        Case(_ARRIVES, "empty-cell.ipynb", json.dumps(empty).encode(), ("Words of it",)),
        Case(_ARRIVES, "no-numbers.srt", b"00:00:01,000 --> 00:00:02,000\nHello there\n00:00:03,000 --> 00:00:04,000\nBye now\n", ("Hello there", "Bye now"), ("-->",)),
        Case(_ARRIVES, "classes.vtt", vtt.encode(), ("Hello there",), ("yellow", "MPEGTS", "<c")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return all cases of the set."""
    return [*_words(), *_sheets(), *_pages(), *_mails(), *_old(), *_prints(), *_data()]
