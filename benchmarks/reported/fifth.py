"""A fifth set: further members of the kinds in which the fourth fell short, written after the repairs."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.pages import article
from benchmarks.reported.second.pages import epub
from benchmarks.reported.texts import mail

_NEW, _MAIL, _OLD, _KEEP = "new sources", "mail", "old files", "pages keep content"
_ARRIVES, _TABLES, _TITLES, _PACKED = "text arrives", "tables", "running titles", "containers"


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _sources() -> list[Case]:
    whisperx = {"segments": [{"start": 0.1, "end": 2.0, "text": "The gate is open.", "speaker": "SPEAKER_00", "words": [{"word": "The", "start": 0.1, "score": 0.98231}]}], "word_segments": [{"word": "The", "start": 0.1, "score": 0.98231}], "language": "en"}  # fmt: skip
    listed = [{"text": "The gate is open.", "start": 0.0, "duration": 2.1}, {"text": "It was shut.", "start": 2.1, "duration": 1.0}]  # fmt: skip
    cpp = {"systeminfo": "AVX = 1", "transcription": [{"timestamps": {"from": "00:00:00,000", "to": "00:00:02,000"}, "offsets": {"from": 0, "to": 2000}, "text": " The gate is open."}, {"timestamps": {"from": "00:00:02,000", "to": "00:00:04,000"}, "offsets": {"from": 2000, "to": 4000}, "text": " It was shut."}]}  # fmt: skip
    slack = [{"type": "message", "user": "U1", "text": "Oil the &lt;hinge&gt; at noon", "ts": "1700000000.000100"}, {"type": "message", "user": "U2", "text": "Done", "ts": "1700000100.000200"}]  # fmt: skip
    rich = {
        "blocks": [
            {
                "type": "paragraph",
                "content": ["The ", {"type": "mention", "text": "gate"}, " is open."],
            }
        ]
    }
    endnote = b'<?xml version="1.0" encoding="UTF-8"?><xml><records><record><titles><title><style face="normal">Walls against the sea</style></title></titles><contributors><authors><author><style>Lind, Ada</style></author></authors></contributors><abstract><style>It is about walls.</style></abstract></record></records></xml>'
    zettel = ((".zettel/x.json", b"{}"), ("Gate.md", b"Oil it. See [the lock](Lock.md) and [[Map|the map]]."), ("Lock.md", b"Steel."), ("Map.md", b"Paper."))  # fmt: skip
    return [
        Case(_NEW, "speakers.json", _json(whisperx), ("The gate is open.",), ("0.98231",)),
        Case(_NEW, "library.json", _json(listed), ("The gate is open.", "It was shut."), ("duration",)),
        Case(_NEW, "cpp.json", _json(cpp), ("The gate is open.", "It was shut."), ("offsets",)),
        Case(_NEW, "talk.srv2", b'<?xml version="1.0" encoding="utf-8"?><timedtext><window t="0" id="1"/><text t="0" d="2000">the gate &amp;amp; lock</text><text t="2000" d="900">is open</text></timedtext>', ("the gate & lock", "is open")),
        Case(_NEW, "verse.lrc", "\ufeff[by:Ann]\r\n[offset:0]\r\n[00:05.1]<00:05.10>The <00:05.50>gate\r\n[00:09]is open\r\n".encode(), ("The gate", "is open"), ("[00:", "<00:")),
        Case(_NEW, "quick.smi", b"<sami>\n<body>\n<sync start='500'><p class='en'>The <b>gate</b><br/>is open</p></sync>\n<sync start='2000'><p class='en'>&nbsp;</p></sync></body></sami>", ("The gate", "is open"), ("<b>", "<p")),
        Case(_NEW, "marks.vtt", b"WEBVTT\n\nNOTE\nmade by hand\n\n00:01.000 --> 00:02.000\n- Is it <i.loud>open</i>?\n- <lang en>Yes</lang>.\n\nREGION\nid:fred\n\n00:03.000 --> 00:04.000\nGood.\n", ("Is it open?", "Yes.", "Good."), ("made by hand", "<lang")),
        Case(_NEW, "slack.json", _json(slack), ("Oil the", "at noon", "Done")),
        Case(_NEW, "runs.json", _json(rich), ("The gate is open.",)),
        Case(_NEW, "endnote.xml", endnote, ("Walls against the sea", "Lind, Ada", "It is about walls.")),
        Case(_NEW, "links.d", b"", ("Oil it.", "links: Lock, Map"), beside=zettel),
        Case(_NEW, "whole.atom", b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B</title><entry><title type="html">One &amp;lt;new&amp;gt;</title><content type="html">&lt;p&gt;It is &lt;i&gt;open&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;All day.&lt;/p&gt;</content><link rel="alternate" href="https://a.example/1"/></entry></feed>', ("One", "It is open.", "All day.", "https://a.example/1"), ("<p>",)),
        Case(_NEW, "empty-items.rss", b'<rss version="2.0"><channel><title>Gates</title><item><description>No title here.</description></item><item><title>Only a title</title></item></channel></rss>', ("No title here.", "Only a title")),
    ]  # fmt: skip


def _mails() -> list[Case]:
    event = "--b\r\nContent-Type: text/plain\r\n\r\nPlease come.\r\n--b\r\nContent-Type: text/calendar; method=REQUEST\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64encode(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Opening\\, with music\r\nEND:VEVENT\r\nEND:VCALENDAR").decode() + "\r\n--b--\r\n"  # fmt: skip
    return [
        Case(_MAIL, "opening.eml", mail("Content-Type: multipart/mixed; boundary=b", event), ("Please come.", "Opening, with music"), ("BEGIN:",)),
        Case(_MAIL, "tasks.ics", "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Größe messen\nDUE;VALUE=DATE:20240305\nBEGIN:VALARM\nDESCRIPTION:Ring the bell\nEND:VALARM\nEND:VTODO\nEND:VCALENDAR\n".encode(), ("Größe messen", "20240305"), ("VALARM",)),
        Case(_MAIL, "cards.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Tor\r\nORG:Harbour Works;Gates\r\nNOTE:Keeps the key\\, and\r\n  the lamp\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo Ek\r\nEND:VCARD\r\n", ("Ann Tor", "Harbour Works", "Gates", "Keeps the key, and the lamp", "Bo Ek"), ("BEGIN",)),
        Case(_MAIL, "saved.mht", b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: Gate\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n<html><body><p>The gate is open.</p></body></html>\r\n------b\r\nContent-Type: text/css\r\nContent-Location: cid:css@mhtml.blink\r\n\r\np { color: red }\r\n------b--\r\n", ("The gate is open.",), ("color: red",)),
        Case(_MAIL, "two-coded.eml", mail("Content-Type: text/plain", "One.\r\nbegin 644 a.bin\r\n#0V%T\r\n`\r\nend\r\nTwo begins here.\r\nbegin the day\r\nwell, in the end\r\nend\r\n"), ("One.", "Two begins here.", "begin the day", "well, in the end"), ("#0V%T",)),
    ]  # fmt: skip


def _old() -> list[Case]:
    return [
        Case(_OLD, "palm.pdb", b"Title".ljust(60, b"\0") + b"TEXtREAd" + bytes(200), ("Palm",), fails=True),
        Case(_OLD, "help.chm", b"ITSF\x03\0\0\0" + bytes(200), ("help",), fails=True),
        Case(_OLD, "mails.pst", b"!BDN" + bytes(300), ("Outlook",), fails=True),
        Case(_OLD, "base.mdb", b"\0\x01\0\0Standard Jet DB\0" + bytes(300), ("Access",), fails=True),
    ]  # fmt: skip


def _pages() -> list[Case]:
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    drawn = chapter.format('<p>See:</p><svg xmlns="http://www.w3.org/2000/svg"><g><text>North <tspan>gate</tspan></text></g></svg><p>Done.</p>')  # fmt: skip
    return [
        Case(_KEEP, "struck-item.html", article("<ul><li><s><p>Old rule of the gate.</p></s></li><li><p>New rule of the gate.</p></li></ul>"), ("~~Old rule of the gate.~~", "New rule of the gate.")),
        Case(_KEEP, "lines-of-blocks.html", article("<pre><code><div>first = 1</div><div>second = 2</div></code></pre>"), ("first = 1", "second = 2"), ("1second",)),
        Case(_KEEP, "lines-of-spans.html", article("<pre class=code><span style='display:block'>first = 1</span>\n<span>second = 2</span></pre>"), ("first = 1", "second = 2"), ("1second",)),
        Case(_KEEP, "icons.html", article("<p>Press <svg width=9><title>Play</title><path d='M0 0'/></svg> to start the clock of the gate.</p>"), ("Press to start the clock of the gate.",), ("M0 0",)),
        Case(_KEEP, "drawn.epub", epub({"a.xhtml": drawn}), ("See:", "North gate", "Done.")),
    ]  # fmt: skip


def _prints() -> list[Case]:
    said = ("Q. Did you see the keeper that day", "at the gate or by the lock, as you", "told the officer on the next day?", "A. I saw him at noon by the gate", "with the lamp in his hand and the", "dog beside him, and nobody else.")  # fmt: skip
    numbered = b"".join(at(60, 700 - 24 * n, f"{n + 1}", 12) + at(110, 700 - 24 * n, text) for n, text in enumerate(said))  # fmt: skip
    listed = b"".join(at(72, 700 - 20 * n, f"{n + 1}") + at(120, 700 - 20 * n, text) for n, text in enumerate(("wash the gate", "dry the lock", "oil the hinge", "light the lamp", "ring the bell")))  # fmt: skip
    initial = at(72, 588, "W", 36) + at(110, 604, "inter came early to the harbour") + at(110, 590, "and the wall was white by noon.")  # fmt: skip
    return [
        Case(_TITLES, "transcript.pdf", pdf(numbered), ("Did you see the keeper that day at the gate or by the lock, as you told the officer",)),
        Case(_TITLES, "numbered-items.pdf", pdf(listed), ("wash the gate", "dry the lock", "ring the bell")),
        Case(_ARRIVES, "initial.pdf", pdf(initial), ("Winter came early to the harbour",)),
    ]  # fmt: skip


def _data() -> list[Case]:
    outputs = [{"output_type": "display_data", "data": {"text/html": ["<p>Rich <b>words</b></p>"], "text/latex": "$x$", "text/plain": "<IPython object>"}}, {"output_type": "stream", "text": "seen\rlast\n"}]  # fmt: skip
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": ["f()"], "outputs": outputs}]}  # fmt: skip
    return [
        Case(_ARRIVES, "html-output.ipynb", _json(book), ("f()", "Rich words"), ("IPython object",)),
        Case(_TABLES, "blank-quotes.csv", b'"name";  "note"\n"Pier"; "old; long"\n"Quay"; "new"\n', ("| Pier | old; long |",)),
        Case(_ARRIVES, "greek.txt", "Η πύλη του λιμανιού ανοίγει το μεσημέρι κάθε μέρα.".encode("cp1253"), ("Η πύλη του λιμανιού",)),
        Case(_ARRIVES, "arabic.txt", "تفتح بوابة الميناء عند الظهر كل يوم من أيام الأسبوع.".encode("cp1256"), ("تفتح بوابة الميناء",)),
        Case(_ARRIVES, "hebrew-page.html", "<html><body><p>שער הנמל נפתח בצהריים בכל יום מימות השבוע.</p></body></html>".encode("cp1255"), ("שער הנמל",)),
        Case(_PACKED, "named.xml", b'<?xml version="1.0"?><plan><gate>Caf&eacute; &mdash; 5&nbsp;m &unknown; end</gate></plan>', ("Café — 5 m", "end")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return all cases of the set."""
    return [*_sources(), *_mails(), *_old(), *_pages(), *_prints(), *_data()]
