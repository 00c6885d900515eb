"""Data, mail and files of other programs: read as what they mean, or named with what to do."""

from __future__ import annotations

# ruff: noqa: E501 - a line of data is clearer than its pieces
import json
from pathlib import Path

import pytest

from precis.loaders import LoadError, load

CALENDAR = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Rome\nEND:VTIMEZONE\nBEGIN:VEVENT\n"
    "UID:1@x\nSUMMARY;LANGUAGE=en:Keepers of the\n  gate\nDESCRIPTION:Oil\\, rope\\nand lamp\n"
    "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:Fair\nEND:VEVENT\nEND:VCALENDAR\n"
)
CARD = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Tor;J=C3=\n=BCrg\n"
    "item1.TEL;CELL:+41 44\nPHOTO;ENCODING=B:QUJD\nEND:VCARD\n"
)
NOTE = "<en-export><note><title>Gate</title><content><![CDATA[<?xml version='1.0'?><!DOCTYPE x><en-note><div>Oil &amp; rope</div></en-note>]]></content><resource><data>QUJD</data></resource></note></en-export>"
BOARD = {
    "nodes": [{"id": "1", "type": "text", "text": "Oil it", "x": -120, "y": 4, "width": 250}],
    "edges": [{"id": "e", "fromNode": "1", "toNode": "2", "label": "then"}],
}
MEANT = {
    "a.xml": ("<r><title><style face='x'>Walls</style></title><script>Said</script></r>", "Walls\n\nSaid"),
    "a.svg": ("<svg xmlns='http://www.w3.org/2000/svg'><style>a{}</style><text>Gate</text></svg>", "Gate"),
    "a.mht": ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Shown.\n--b\nContent-Type: text/css\n\np {}\n--b--\n", "Shown."),
    "a.ics": (CALENDAR, "Summary: Keepers of the gate\nDescription: Oil, rope\nand lamp\n\nSummary: Fair"),
    "a.vcf": (CARD, "N: Tor Jürg\nTel: +41 44"),
    "a.enex": (NOTE, "# Gate\n\nOil & rope"),
    "a.canvas": (json.dumps(BOARD), "nodes:\n  -\n    type: text\n    text: Oil it\nedges:\n  -\n    label: then"),
    "a.json": ('{"text": ["see ", {"type": "link", "text": "x"}, "."]}', "text: see x."),
    "b.json": ('{"tags": ["a", "b"], "body_html": "<p>A <b>c</b>"}', "tags:\n  - a\n  - b\nbody_html: A c"),
    "c.json": ('{"body": "<p>Is the <b>gate</b> open?</p>", "code": "a <b>"}', "body: Is the gate open?\ncode: a <b>"),
    "d.json": ('{"alternatives": [{"transcript": "The gate.", "words": [{"word": "the", "start": 0.1, "end": 0.2}]}]}', "alternatives:\n  -\n    transcript: The gate."),
    "b.rss": ("<rss><channel><item><title>Hinge</title><description>Oil it daily.</description><status>Open</status><comments><comment>&lt;p>Done at noon.&lt;/p></comment></comments></item></channel></rss>", "# Hinge\n\nOil it daily.\n\nDone at noon."),
    "a.csv": ('a, b\n"x", "y, z"\n', "| a | b |\n| --- | --- |\n| x | y, z |"),
    "a.rss": ("\n<?xml version='1.0'?><rss><channel><item><title>Caf&eacute;</title><media:x u='1'/><description>A &amp; b</description></item></channel></rss>", "# Café\n\nA & b"),
    "a.doc": ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Saved by <i>Word</i>.\n--b--\n", "Saved by Word."),
    "b.vcf": ("BEGIN:VCARD\nitem1.X-ABLABEL:_$!<Work>!$_\nEND:VCARD\n", "X-ablabel: Work"),
    "b.ics": ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nX-ALT-DESC;FMTTYPE=text/html:<p>Oil\\, <b>rope</b></p>\nEND:VEVENT\nEND:VCALENDAR\n", "X-alt-desc: Oil, rope"),
    "b.xml": ("<!DOCTYPE a [<!ENTITY f 'Harbour &#8212; Works'><!ENTITY b '&f;&f;'>]><a>&f; &b; &lt;</a>", "Harbour — Works &b; <"),
    "e.xml": ("<kml><name>Gate</name><description><![CDATA[<p>Open at <b>noon</b>.</p><p>a &lt; b</p>]]></description><m>if (a<![CDATA[<]]>b) &lt;x&gt;</m></kml>", "Gate\n\nOpen at noon.\n\na < b\n\nif (a<b) <x>"),
    "c.xml": ('<sms><sms date="17" body="The gate &lt;b>is&lt;/b> open at noon."/><sms body="Who?"/></sms>', "date: 17\nbody: The gate is open at noon.\n\nbody: Who?"),
    "d.xml": ("<mediawiki><page><title>Gate</title><id>7</id><revision><text>Old</text></revision><revision><timestamp>2024</timestamp><text>''Open''\n* all day &amp;amp; night</text><sha1>x</sha1></revision></page></mediawiki>", "# Gate\n\n2024\n\n''Open''\n* all day &amp; night"),
    "a.eml": ("From a@b.example Mon Jan  1 00:00:00 2024\nContent-Type: text/html\n\n<p>Only <b>this</b>.", "Only this."),
    "b.eml": ("From: a@b.example\nTo: c@d.example\n\nSee:\nbegin 644 a.txt\n#0V%T\n`\nend\nBye.", "From: a@b.example\nTo: c@d.example\n\nSee:\nBye."),
}  # fmt: skip


@pytest.mark.parametrize("name", MEANT)
def test_what_is_meant_is_read(name: str, tmp_path: Path) -> None:
    text, meant = MEANT[name]
    (tmp_path / name).write_text(text)
    (document,) = load([str(tmp_path / name)])
    assert document.page_content == meant


UNREAD = {
    "Kindle": bytes(60) + b"BOOKMOBI",
    "DjVu": b"AT&TFORM\0\0\0\x40DJVU",
    "WordPerfect": b"\xffWPC\x1b\0\0\0",
    "OneNote": bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"),
    "SQLite": b"SQLite format 3\0",
    "Access": b"\0\1\0\0Standard Jet DB\0",
    "Outlook mailboxes": b"!BDN\0\0\0\0",
    "rar": b"Rar!\x1a\x07\0",
    "lz4": b"\x04\x22\x4d\x18",
    "Windows Write": b"\x31\xbe\0\0\0\xab",
    "Lotus 1-2-3": b"\0\0\x02\0\x06\x04\x06\0",
    "Quattro Pro": b"\0\0\x02\0\x20\x51",
    "Works sheets": b"\xff\0\x02\0\x04\x04",
    "HWP": b"HWP Document File V3.00",
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_called_by_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(UNREAD[name] + bytes(300))
    with pytest.raises(LoadError, match=name) as caught:
        list(load([str(tmp_path / "file")]))
    assert "convert it to text" not in str(caught.value)
