"""Mail, JSON, CSV, subtitles, notebooks, RTF, OpenDocument and packed files."""

from __future__ import annotations

import gzip
import json
import tarfile
from base64 import b64encode
from io import BytesIO

from benchmarks.reported.case import Case, packed

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF = " ".join(
    f'xmlns:{prefix}="{_OFFICE}{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
_STYLES = (
    "<office:automatic-styles><style:style style:name='S' style:family='text'><style:text-properties "
    "style:text-line-through-style='solid'/></style:style><style:style style:name='U' style:family='text'>"
    "<style:text-properties style:text-position='super 58%'/></style:style></office:automatic-styles>"
)


def odf(kind: str, body: str) -> bytes:
    """Return an OpenDocument file."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    inside = f"<office:body>{body}</office:body>"
    content = f"<office:document-content {_ODF}>{_STYLES}{inside}</office:document-content>"
    return packed({"mimetype": mime, "content.xml": content})


def mail(headers: str, body: str | bytes) -> bytes:
    """Return a message."""
    start = f"From: Ann <a@example.org>\r\nSubject: Gate\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n"
    return start.encode() + (body if isinstance(body, bytes) else body.encode())


def _mails() -> list[Case]:
    kind = "mail"
    forwarded = (
        "--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        "From: Bob <b@example.org>\r\nSubject: Old gate\r\n\r\nThe gate is rusty.\r\n--b--\r\n"
    )
    invitation = (
        "--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n"
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Gate meeting\r\nLOCATION:Pier 4\r\nDTSTART:20240304T090000Z\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n--b--\r\n"
    )
    named = (
        "--b\r\nContent-Type: text/plain\r\n\r\nAttached.\r\n--b\r\nContent-Type: application/octet-stream\r\n"
        "Content-Disposition: attachment; filename*0*=utf-8''Pl%C3%A4ne; filename*1=\".txt\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
        + b64encode(b"The plan is old.").decode()
        + "\r\n--b--\r\n"
    )
    words = "=?utf-8?B?" + b64encode("Größe".encode()).decode() + "?=\r\n =?utf-8?Q?_der_Tore?="
    flowed = "This sentence goes on \r\nover the line.\r\n> quoted \r\n> words\r\n"
    apple = (
        "--a\r\nContent-Type: text/plain\r\n\r\nShort form.\r\n--a\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
        "--c\r\nContent-Type: text/html\r\n\r\n<p>Long form, first half.</p>\r\n--c\r\nContent-Type: text/html\r\n\r\n"
        "<p>Long form, second half.</p>\r\n--c--\r\n--a--\r\n"
    )
    soft = "The wall is long=\r\n and the price is =E2=82=AC 5=\r\n00.\r\n"
    chinese = "港口的墙在春天加高了，圆圆的东莞市𬴊".replace("𬴊", "镕").encode("gbk")
    return [
        Case(kind, "forwarded.eml", mail("Content-Type: multipart/mixed; boundary=b", forwarded),
             ("See below.", "The gate is rusty.")),
        Case(kind, "invitation.eml", mail("Content-Type: multipart/alternative; boundary=b", invitation),
             ("Gate meeting", "Pier 4")),
        Case(kind, "continued-name.eml", mail("Content-Type: multipart/mixed; boundary=b", named),
             ("Attached.", "The plan is old.")),
        Case(kind, "encoded-subject.eml", f"From: a@example.org\r\nSubject: {words}\r\n\r\nText.".encode(),
             ("Größe der Tore", "Text.")),
        Case(kind, "flowed.eml", mail("Content-Type: text/plain; format=flowed", flowed),
             ("This sentence goes on over the line.",)),
        Case(kind, "mixed-in-alternative.eml", mail("Content-Type: multipart/alternative; boundary=a", apple),
             ("first half.", "second half.")),
        Case(kind, "soft-breaks.eml",
             mail("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", soft),
             ("The wall is long and the price is € 500.",)),
        Case(kind, "gbk-as-gb2312.eml", mail("Content-Type: text/plain; charset=gb2312", chinese), ("东莞市镕",)),
        Case(kind, "escaped-from.mbox",
             b"From a@example.org Mon Mar  4 09:00:00 2024\nFrom: a@example.org\nSubject: One\n\nBody one.\n>From here on.\n\n"
             b"From b@example.org Mon Mar  4 10:00:00 2024\nFrom: b@example.org\nSubject: Two\n\nBody two.\n",
             ("Body one.", "From here on.", "Body two."), (">From",)),
    ]  # fmt: skip


def _data() -> list[Case]:
    kind = "containers"
    old = {
        "nbformat": 3,
        "metadata": {},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": ["Tides"]},
                    {
                        "cell_type": "code",
                        "input": ["print(7)"],
                        "outputs": [{"output_type": "stream", "text": ["seven"]}],
                    },
                ]
            }
        ],
    }
    stream = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": "raw", "source": "Raw words.", "metadata": {}},
            {
                "cell_type": "code",
                "source": [],
                "metadata": {},
                "outputs": [
                    {
                        "output_type": "execute_result",
                        "data": {"text/latex": ["$x^2$"], "text/plain": ["x**2"]},
                    }
                ],
            },
        ],
    }
    page = b"<html><body><p>Zipped page with some words in it.</p></body></html>"
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        entry = tarfile.TarInfo("deep/note.txt")
        entry.size = 12
        archive.addfile(entry, BytesIO(b"Tarred text."))
    return [
        Case(kind, "sep-line.csv", b"sep=;\nname;price\nPier;4,50\n", ("| name | price |", "| Pier | 4,50 |"), ("sep=",)),
        Case(kind, "utf-16-tabs.csv", "name\tprice\nKöln\t4,50\n".encode("utf-16"), ("| Köln | 4,50 |",)),
        Case(kind, "line-in-cell.csv", b'name,note\nPier,"one\ntwo, three"\nQuay,x\n', ("one", "two, three", "| Quay | x |")),
        Case(kind, "bom-and-nan.json", b'\xef\xbb\xbf{"depth": NaN, "wall": [1.10, 1e3]}', ("NaN", "1.10", "1e3")),
        Case(kind, "many-values.json", b'{"a": "first"}\n{\n "a": "second"\n}\n', ("first", "second")),
        Case(kind, "old-notebook.ipynb", json.dumps(old).encode(), ("Tides", "print(7)", "seven")),
        Case("text arrives", "raw-and-latex.ipynb", json.dumps(stream).encode(), ("Raw words.", "x")),
        Case(kind, "tarred.txz", out.getvalue(), ("Tarred text.",)),
        Case(kind, "backslashes.zip", packed({"in\\page.html": page}), ("Zipped page with some words",)),
        Case(kind, "wrong-name.txt", gzip.compress(b"Packed under a wrong name."), ("Packed under a wrong name.",)),
        Case(kind, "seven.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(200)), ("7z",), fails=True),
        Case("text arrives", "styles-and-notes.vtt",
             b"WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE internal\n\n1\n00:00:01.000 --> 00:00:02.000 line:0\n<i>Hello</i> &amp; bye\n",
             ("Hello & bye",), ("color", "internal")),
        Case("text arrives", "advanced.ass",
             b"[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
             b"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}Hello{\\i0}, all\\Nof you\n",
             ("Hello, all of you",), ("{\\i1}", "Default")),
        Case("text arrives", "timed.ttml",
             b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="00:00:01.000" end="00:00:02.000">Hello<br/>again'
             b"</p></div></body></tt>", ("Hello again",)),
    ]  # fmt: skip


def _old() -> list[Case]:
    kind = "old files"
    head = (
        b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
    )
    return [
        Case(kind, "unicode.rtf", head + b"\\uc1 Price \\u8364?5, \\f1\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2\\f0  end}", ("Price €5", "Привет")),
        Case(kind, "pictures.rtf", head + b"Before {\\*\\shppict{\\pict\\pngblip 89504e470d0a}}{\\nonshppict{\\pict 0102}} after}",
             ("Before", "after"), ("89504e", "0102")),
        Case(kind, "marks.rtf", head + b"Sum 10{\\super 6} and {\\strike 500} now\\par {\\v unseen}seen}",
             ("seen",), ("106", "and 500", "unseen")),
        Case(kind, "table.rtf", head + b"\\trowd\\cellx100\\cellx200 Port\\cell Height\\cell\\row\\trowd\\cellx100\\cellx200 "
             b"Ostend\\cell 4.2\\cell\\row\\pard End.}", ("Port | Height", "Ostend | 4.2", "End.")),
        Case(kind, "link.rtf", head + b'{\\field{\\*\\fldinst HYPERLINK "http://example.org"}{\\fldrslt the site}} is up.}',
             ("the site is up.",), ("HYPERLINK",)),
    ]  # fmt: skip


def _opendocument() -> list[Case]:
    arrives = "text arrives"
    changes = (
        "<office:text><text:tracked-changes><text:changed-region text:id='c'><text:deletion><text:p>deleted words</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:section text:name='s'><text:p>Section"
        "<text:s text:c='3'/>words<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note below.</text:p></text:note-body></text:note>.</text:p></text:section></office:text>"
    )
    boxed = (
        "<office:text><text:p><text:span><draw:frame><draw:text-box><text:p>Boxed words</text:p></draw:text-box></draw:frame>"
        "</text:span>Sum 10<text:span text:style-name='U'>6</text:span> of <text:span text:style-name='S'>500</text:span>"
        "</text:p></office:text>"
    )
    sheet = (
        "<office:spreadsheet><table:table table:name='T'><table:table-row><table:table-cell office:value-type='boolean' "
        "office:boolean-value='true'/><table:table-cell office:value-type='date' office:date-value='2024-03-05'/>"
        "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='7'><text:p>7</text:p>"
        "</table:table-cell></table:table-row></table:table></office:spreadsheet>"
    )
    flat = (
        f'<?xml version="1.0"?><office:document {_ODF} office:mimetype="application/vnd.oasis.opendocument.text">'
        "<office:body><office:text><text:h text:outline-level='1'>Flat</text:h><text:p>One file of XML.</text:p>"
        "</office:text></office:body></office:document>"
    )
    return [
        Case(arrives, "section.odt", odf("text", changes), ("Section", "words", "A note below."), ("deleted", "words1")),
        Case("numbers and marks", "box-and-marks.odt", odf("text", boxed), ("Boxed words",), ("106", "of 500")),
        Case("text arrives", "values-alone.ods", odf("spreadsheet", sheet), ("TRUE", "2024-03-05", "7 | 7")),
        Case("containers", "flat.fodt", flat.encode(), ("# Flat", "One file of XML.")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of everything that is mostly text."""
    return [*_mails(), *_data(), *_old(), *_opendocument()]
