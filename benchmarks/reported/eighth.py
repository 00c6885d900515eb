"""An eighth set: further members of the kinds in which the seventh fell short."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from benchmarks.reported.case import Case, packed
from benchmarks.reported.pages import PROSE, article, page
from benchmarks.reported.seventh.office import saved
from benchmarks.reported.seventh.old import converted
from benchmarks.reported.seventh.prints import pages, typeset
from benchmarks.reported.texts import mail

_MAIL, _NEW, _MARKS, _OLD = "mail", "new sources", "numbers and marks", "old files"
_TITLES, _KEEP, _ARRIVES = "running titles", "pages keep content", "text arrives"


def _mails() -> list[Case]:
    inner = b64encode("Grüße vom Tor".encode("utf-16")).decode()
    alternatives = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOpen at noon.\r\n--b\r\nContent-Type: text/markdown\r\n\r\n# Open\r\n\r\nat noon.\r\n--b--\r\n"
    report = "--b\r\nContent-Type: text/plain\r\n\r\nIt was read.\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822;a@example.org\r\nDisposition: manual-action; displayed\r\n--b--\r\n"
    folded = "From: a@example.org\r\nSubject: =?iso-8859-1?Q?Gr=F6=DFe?=\r\n =?iso-8859-1?Q?_der_Tore?=\r\nContent-Type: text/plain\r\n\r\nSee it.\r\n"
    linked = '<html><body><p>See <a href="https://a.example/long/path">the map of the gate</a>.</p><img src=cid:1 alt=""></body></html>'
    task = b'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:Oil the hinge\r\nATTENDEE;CN="Tor, Ann":mailto:ann@example.org\r\nSTYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<b>Soon</b>\r\nX-APPLE-STRUCTURED-LOCATION;X-TITLE="Pier 4":geo:51.2\\,2.9\r\nEND:VTODO\r\nEND:VCALENDAR\r\n'
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN;ALTID=1;LANGUAGE=ja:山田太郎\r\nFN;ALTID=1;LANGUAGE=en:Taro Yamada\r\nBDAY:--0305\r\nNOTE:line one\\nline two\r\nKEY:data:application/pgp-keys;base64,mQINBFR\r\nEND:VCARD\r\n".encode()
    return [
        Case(_MAIL, "wide.eml", mail("Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64", inner), ("Grüße vom Tor",)),
        Case(_MAIL, "markdown.eml", mail("Content-Type: multipart/alternative; boundary=b", alternatives), ("at noon.",)),
        Case(_MAIL, "read.eml", mail("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", report), ("It was read.",)),
        Case(_MAIL, "folded-words.eml", folded.encode(), ("Größe der Tore", "See it.")),
        Case(_MAIL, "linked.eml", mail("Content-Type: text/html", linked), ("See the map of the gate.",)),
        Case(_MAIL, "rich-tag.eml", mail("Content-Type: text/richtext", "<bold>Open</bold> at <italic>noon</italic>."), ("Open at noon.",), ("<bold>",)),
        Case(_MAIL, "task.ics", task, ("Oil the hinge", "Soon"), ("<b>",)),
        Case(_MAIL, "two-names.vcf", card, ("山田太郎", "Taro Yamada", "line one", "line two"), ("mQINBFR",)),
        Case(_MAIL, "css.eml", mail("Content-Type: text/html", "<html><head><style>p{color:red}</style></head><body><style>b{}</style><p>Open.</p></body></html>"), ("Open.",), ("color:red", "b{}")),
        Case(_MAIL, "no-type.eml", mail("X-Mailer: y", "<html><body><p>Open at <b>noon</b>.</p></body></html>"), ("Open at", "noon")),
    ]  # fmt: skip


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _sources() -> list[Case]:
    aws = {
        "jobName": "j",
        "results": {
            "transcripts": [{"transcript": "The gate is open. It was shut."}],
            "items": [
                {
                    "start_time": "0.1",
                    "end_time": "0.4",
                    "type": "pronunciation",
                    "alternatives": [{"confidence": "0.98765", "content": "The"}],
                }
            ],
        },
    }
    chats = [
        {
            "title": "Gates",
            "mapping": {
                "a": {
                    "id": "a",
                    "message": {
                        "author": {"role": "user"},
                        "content": {"content_type": "text", "parts": ["How is the gate opened?"]},
                    },
                },
                "b": {
                    "id": "b",
                    "message": {
                        "author": {"role": "assistant"},
                        "content": {"content_type": "text", "parts": ["With the key."]},
                    },
                },
            },
        }
    ]
    tweets = b'window.YTD.tweets.part0 = [ {"tweet" : {"id_str" : "17", "full_text" : "The gate is open &amp; the lamp is lit"}} ]'
    calls = b'<?xml version="1.0"?><calls count="1"><mms address="+3247" date="17"><parts><part seq="0" ct="text/plain" text="The gate is open at noon."/></parts></mms></calls>'
    users = b'<?xml version="1.0"?><comments><row Id="1" PostId="2" Text="The lock was oiled in the spring." /></comments>'
    strings = b'<?xml version="1.0" encoding="utf-8"?><resources><string name="title">Harbour</string><string name="hint">Open the &lt;b&gt;gate&lt;/b&gt;</string></resources>'
    catalog = b'<?xml version="1.0"?><tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>The gate is <bpt i="1"/>open<ept i="1"/>.</seg></tuv><tuv xml:lang="de"><seg>Das Tor ist offen.</seg></tuv></tu></body></tmx>'
    place = b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>North gate</name><description><![CDATA[<p>Open at <b>noon</b>.</p>]]></description><Point><coordinates>2.9,51.2,0</coordinates></Point></Placemark></Document></kml>'
    notes = "WEBVTT - made by Ann\n\nSTYLE\n::cue { color: red }\n\nNOTE TODO check\n\n1\n00:01.000 --> 00:02.000 line:0\nThe gate is open.\n\n2\n00:02.000 --> 00:03.000\n&lt;laughs&gt; Yes.\n"
    bear = packed(
        {
            "Gate.textbundle/text.markdown": "# Gate\n\nOil the hinge.",
            "Gate.textbundle/info.json": "{}",
        }
    )
    return [
        Case(_NEW, "aws.json", _json(aws), ("The gate is open. It was shut.",)),
        Case(_NEW, "conversations.json", _json(chats), ("How is the gate opened?", "With the key.")),
        Case(_NEW, "tweets.js", tweets, ("The gate is open",)),
        Case(_NEW, "mms.xml", calls, ("The gate is open at noon.",)),
        Case(_NEW, "comments.xml", users, ("The lock was oiled in the spring.",)),
        Case(_NEW, "strings.xml", strings, ("Harbour", "Open the", "gate")),
        Case(_NEW, "memory.tmx", catalog, ("The gate is open.", "Das Tor ist offen.")),
        Case(_NEW, "place.kml", place, ("North gate", "Open at noon.")),
        Case(_NEW, "styled.vtt", notes.encode(), ("The gate is open.", "<laughs> Yes."), ("color: red", "TODO")),
        Case(_NEW, "gate.bear2bk", bear, ("Oil the hinge.",)),
    ]  # fmt: skip


def _looks() -> list[Case]:
    from docx import Document

    letter: Any = Document()
    line = letter.add_paragraph("About 10")
    line.add_run("-3").font.superscript = True
    line.add_run(" grams, ")
    line.add_run("100").font.double_strike = True
    line.add_run(" 120 and H")
    line.add_run("2").font.subscript = True
    line.add_run("O in all")
    line.add_run("1").font.superscript = True
    line.add_run(".")
    letter.add_paragraph("A hidden heading.").runs[0].font.hidden = True
    table = letter.add_table(1, 2)
    table.cell(0, 0).text = "Ostend"
    table.cell(0, 1).paragraphs[0].add_run("Not shown").font.hidden = True
    old = converted(saved(letter), "a.docx", "doc")
    rich = converted(saved(letter), "a.docx", "rtf")
    sums = typeset(
        "The sum $sum_(i=1)^n i^2$ grows, and $10^(-3)$ is small. So are $x_1$ and $y'$; see the note#footnote[Of May.]. In 2019#super[a] it was 5 m#super[3]."
    )
    return [
        Case(_MARKS, "sums.pdf", sums, ("grows, and", "is small.", "see the note", "it was 5 m", "Of May."), ("10−3 ", "10-3 ", "m3.")),
        Case(_MARKS, "powers.doc", old, ("About 10", "grams,", "~~100~~", "120 and H2O"), ("10-3 ",)),
        Case(_MARKS, "powers.rtf", rich, ("About 10", "grams,", "~~100~~", "120 and H2O"), ("10-3 ",)),
        Case(_MARKS, "styled.html", article('<p>About 10<span style="vertical-align:super">-3</span> grams of CO<span style="vertical-align:sub">2</span>, <span style="text-decoration:line-through">100</span> 120.</p>'), ("About 10", "grams of CO2", "~~100~~ 120."), ("10-3",)),
        Case(_OLD, "hidden-cell.doc", old, ("Ostend",), ("A hidden heading.", "Not shown")),
        Case(_OLD, "hidden-cell.rtf", rich, ("Ostend",), ("A hidden heading.", "Not shown")),
        Case(_OLD, "word-for-dos.doc", bytes.fromhex("31be000000ab") + bytes(200), ("Word for DOS",), fails=True),
        Case(_OLD, "works.wks", bytes.fromhex("ff000200040405542000") + bytes(60), ("Works",), fails=True),
        Case(_OLD, "quattro.wq1", bytes.fromhex("00000200205106000800") + bytes(60), ("Quattro",), fails=True),
        Case(_OLD, "base.dbf", bytes.fromhex("037c0305010000004100210000000000") + bytes(16) + b"NAME\0\0\0\0\0\0\0C\0\0\0\0\x20" + bytes(15) + b"\r Ostend" + b" " * 26 + b"\x1a", ("dBASE",), ("Ostend",), fails=True),
    ]  # fmt: skip


def _prints() -> list[Case]:
    number = "#counter(page).display()"
    return [
        Case(_TITLES, "beside.pdf", pages(f"{number} #h(1fr) The harbour book", "", 4), ("Boat 10.", "Boat 31."), ("The harbour book",)),
        Case(_TITLES, "three-parts.pdf", pages("May 2024 #h(1fr) The harbour book #h(1fr) Draft", f"Ann Tor #h(1fr) {number}", 4), ("Boat 10.", "Boat 31."), ("Draft", "Ann Tor")),
        Case(_TITLES, "of-sections.pdf", pages("The harbour book #h(1fr) #if here().page() < 4 [Gates] else [Locks]", number, 6), ("Boat 10.", "Boat 45."), ("The harbour book", "Gates")),
        Case(_TITLES, "invoices.pdf", pages("", "", 4, "Invoice INV-00012{}"), ("INV-000121", "INV-000122", "INV-000124")),
        Case(_TITLES, "appendix.pdf", pages("", f"#h(1fr) A-{number}", 4), ("Boat 10.", "Boat 31.")),
        Case(_TITLES, "stars.pdf", pages("", f"#h(1fr) \\* {number} \\* #h(1fr)", 4), ("Boat 10.", "Boat 31."), ("* 2 *",)),
        Case(_TITLES, "address.pdf", pages("", "Harbour Works Ltd | Pier 4 | Ostend", 4), ("Boat 10.", "Boat 31."), ("Pier 4",)),
        Case(_TITLES, "weeks.pdf", pages("", number, 4, "Week {} of 52"), ("Week 1 of 52", "Week 3 of 52")),
        Case(_TITLES, "steps.pdf", pages("", "Step #counter(page).display(): wash the gate", 3), ("Step 1", "Step 2", "Step 3")),
        Case(_ARRIVES, "letters.pdf", typeset("Let $alpha$ be the slope and $RR$ the line. The set ${x in RR : x > 0}$ is open, while $arrow(v)$ stays fixed. #lorem(30)"), ("Let", "be the slope and", "the line.", "is open, while", "stays fixed.")),
    ]  # fmt: skip


def _pages() -> list[Case]:
    menu = "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    bio = page(
        f"{menu}<main><article><h1>Wall</h1><p>{PROSE * 3}</p><footer><p><a href=/t/wall>wall</a> <a href=/t/sea>sea</a></p></footer></article></main>"
    )
    sources = page(
        f"{menu}<main><article><h1>Wall</h1><p>{PROSE * 3}</p><footer><h2>References</h2><ol><li>Lind, Ada. Walls against the sea. Ostend: Harbour Press, 2019.</li><li>Ek, Bo. The lock of the harbour. Bruges: Quay Books, 2020.</li></ol></footer></article></main>"
    )
    grid = "<div role=table aria-label=Ships><div role=rowgroup><div role=row><div role=columnheader>Port</div><div role=columnheader>Ships</div></div></div><div role=rowgroup><div role=row><div role=rowheader>Ostend</div><div role=cell>11</div></div></div></div>"
    listing = "<div role=list><div role=listitem>Wash the gate of the harbour.</div><div role=listitem>Dry the lock of the harbour.</div></div>"
    headed = "<div role=heading aria-level=2>What it cost</div><p>The wall took nine years and a loan to build.</p>"
    chat = "<div style='white-space: pre-wrap'>First line of what the keeper wrote.\nSecond line of what the keeper wrote.</div>"
    code = "<div class=code style='white-space:pre'>if gate:\n    open()\n</div>"
    mapped = "<figure><img src=m.png alt='Map of the harbour with the north gate and the lock'><figcaption>The harbour in 1904.</figcaption></figure>"
    tabs = "<div class=tabs><input type=radio id=t1><label for=t1>Linux</label><div><p>Run the gate with the key of the keeper on Linux.</p></div><input type=radio id=t2><label for=t2>Mac</label><div><p>Run the gate with the key of the keeper on a Mac.</p></div></div>"
    lines = "<p>First line<br/>second line<br/><br/>third line of the verse of the harbour</p>"
    return [
        Case(_KEEP, "tags-in-footer.html", bio, (PROSE.strip(),), ("Home",)),
        Case(_KEEP, "references-in-footer.html", sources, ("Lind, Ada. Walls against the sea.", "Ek, Bo. The lock")),
        Case(_KEEP, "grouped-roles.html", article(grid), ("Port | Ships", "Ostend | 11")),
        Case(_KEEP, "roles-of-lists.html", article(listing), ("Wash the gate of the harbour.", "Dry the lock of the harbour."), ("harbour.Dry",)),
        Case(_KEEP, "role-of-heading.html", article(headed), ("What it cost", "The wall took nine years")),
        Case(_KEEP, "wrapped-lines.html", article(chat), ("First line of what the keeper wrote.", "Second line of what the keeper wrote.")),
        Case(_KEEP, "code-by-style.html", article(code), ("if gate:\n    open()",)),
        Case(_KEEP, "captioned.html", article(mapped), ("The harbour in 1904.",)),
        Case(_KEEP, "tabs-by-radio.html", article(tabs), ("on Linux.", "on a Mac.")),
        Case(_KEEP, "verse.html", article(lines), ("First line", "second line", "third line"), ("linesecond",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return all cases of the set; those of old files need LibreOffice."""
    return [*_mails(), *_sources(), *_looks(), *_prints(), *_pages()]
