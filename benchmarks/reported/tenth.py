"""A tenth set: further members of the kinds in which the ninth fell short, written after the repairs."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.ninth.pages import site
from benchmarks.reported.seventh.prints import pages, typeset
from benchmarks.reported.texts import mail

_KEEP, _NEW, _MARKS, _TABLES = "pages keep content", "new sources", "numbers and marks", "tables"
_TITLES, _ARRIVES, _MAIL, _HANGS = "running titles", "text arrives", "mail", "nothing hangs"
_A = "The windmill was moved to the hill above the village when the old dyke was cut, and it has pumped water from the polder ever since."
_B = "Its sails turn for forty days a year, mostly in autumn, since an electric pump in the new house does the rest of the work at night."
_C = "The miller keeps a log of every storm, and a copy of it is sent to the water board, which lends the pages to schools."
_GONE = ("Products menu", "All rights reserved")


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _pages() -> list[Case]:
    hugo = f"""<main class="td-main"><nav class="td-sidebar-nav"><ul><li><a href="a">Overview of mills</a></li><li><a href="b">Getting help</a></li></ul></nav><div class="td-content"><h1>The mill</h1><div class="lead">How it pumps.</div><p>{_A}</p><div class="pageinfo pageinfo-primary"><p>This page is a draft.</p></div><h2 id="sails">Sails<a class="td-heading-self-link" href="#sails" aria-label="Heading self-link"></a></h2><div class="alert alert-warning" role="alert"><h4 class="alert-heading">Mind the sails</h4><p>They turn without warning.</p></div><p>{_B}</p><dl><dt>Cap</dt><dd>The top that turns.</dd></dl><div class="td-page-meta__lastmod">Last modified March 5, 2024: <a href="c">Fix typo (41ab)</a></div></div></main>"""
    squarespace = f"""<main><article><section><div class="sqs-layout"><div class="row"><div class="col"><div class="sqs-block html-block"><div class="sqs-block-content"><div class="sqs-html-content"><h2>The mill</h2><p>{_A}</p></div></div></div><div class="sqs-block accordion-block"><ul class="accordion-items-container"><li class="accordion-item"><h4 class="accordion-item__title-wrapper"><button class="accordion-item__click-target" aria-expanded="false" aria-controls="d1"><span class="accordion-item__title">When may we visit?</span></button></h4><div id="d1" class="accordion-item__dropdown" role="region"><div class="accordion-item__description"><p>On Saturdays.</p></div></div></li><li class="accordion-item"><h4><button aria-expanded="false" aria-controls="d2"><span>Is it free?</span></button></h4><div id="d2" class="accordion-item__dropdown"><p>For children, yes.</p></div></li></ul></div><div class="sqs-block html-block"><div class="sqs-block-content"><p>{_B}</p></div></div></div></div></div></section></article></main>"""
    gitlab = f"""<div class="content-wrapper"><nav aria-label="Breadcrumbs"><ol><li><a href="g">Water board</a></li></ol></nav><div class="file-content md"><div class="blob-viewer"><h1 data-sourcepos="1:1-1:8" dir="auto"><a id="user-content-mill" class="anchor" href="#mill" aria-hidden="true"></a>Mill</h1><p data-sourcepos="3:1">{_A}</p><ul class="task-list"><li class="task-list-item"><task-button></task-button><input type="checkbox" class="task-list-item-checkbox" checked disabled> Grease the cap</li></ul><div class="gl-relative markdown-code-block js-markdown-code"><pre class="code highlight js-syntax-highlight language-shell" lang="shell"><code><span id="LC1" class="line" lang="shell">make mill</span>\n<span id="LC2" class="line" lang="shell">./mill <span class="nt">--wind</span> 5</span></code></pre><copy-code></copy-code></div><p>{_B}</p></div></div></div>"""
    gitbook = f"""<main><header><h1>The mill</h1></header><div class="grid"><p class="mx-auto">{_A}</p><div class="flex flex-row"><div><svg></svg></div><div><p>Wear a helmet.</p></div></div><div><div role="tablist"><div role="tab"><button type="button">Summer</button></div><div role="tab"><button type="button">Winter</button></div></div><div role="tabpanel"><p>Open on weekdays.</p></div><div role="tabpanel" hidden><p>Closed for repairs.</p></div></div><p class="mx-auto">{_B}</p><div><a href="n"><div>Next</div><div>History of the cap</div></a></div></div></main>"""
    sharepoint = f"""<div id="spPageCanvasContent"><div class="CanvasSection"><div data-automation-id="CanvasZone"><div class="ControlZone"><div data-automation-id="textBox" class="cke_editable rteEmphasis"><h2>The mill</h2><p>{_A}</p><p class="noSpacingAbove">&#8203;</p><ul><li>Grease the cap</li><li>Check the brake</li></ul></div></div><div class="ControlZone"><div data-automation-id="quickLinks"><div role="list"><div role="listitem"><a href="l"><span>Rota of millers</span></a></div></div></div></div><div class="ControlZone"><div data-automation-id="textBox"><p>{_B}</p></div></div></div></div></div>"""
    moodle = f"""<div id="region-main"><div role="main"><h2>Week 3</h2><div class="box generalbox"><div class="no-overflow"><p>{_A}</p><p><strong>Task.</strong> Draw a sail.</p><ol><li>Measure it.</li><li>Scale it to 1:50.</li></ol><p>{_B}</p></div></div></div></div>"""
    letter = f"""<div class="entry-content"><p>{_A}<sup data-fn="f1" class="fn"><a href="#f1" id="f1-link">1</a></sup></p><p>{_B}</p></div><ol class="wp-block-footnotes"><li id="f1">By order of 1871. <a href="#f1-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol>"""
    pandoc = f"""<nav id="TOC" role="doc-toc"><ul><li><a href="#a">Sails</a></li></ul></nav><h1 id="a">Sails</h1><p>{_A}<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p><div class="line-block">The mill turns round,<br/>the water falls,</div><p>{_B}</p><section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr/><ol><li id="fn1"><p>Built of oak.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>"""
    teams = "".join(f"<div class='chat-item'><div class='msg'><div class='who'>{who}</div><div class='when'>9:0{n} AM</div><div class='what'>{text}</div></div></div>" for n, (who, text) in enumerate((("Jan de Wit", "Is the brake on?"), ("Els Vos", "Yes, since seven."), ("Jan de Wit", "The wind turns to the north this afternoon, so please look at the cap before you go."), ("Els Vos", "Will do."), ("Jan de Wit", "Thanks!"), ("Els Vos", "The cap is fine now, and I have oiled it with the rest of the can."))))  # fmt: skip
    bare = f"""<div><div><button class="acc">How high is it?</button><div class="panel"><p>Nineteen metres.</p></div><button class="acc">How old is it?</button><div class="panel"><p>{_A}</p></div></div><p>{_B}</p></div>"""
    cloud = f"""<article><p>{_A}</p><div class="toolbar"><button>Like</button><button>Share</button></div><p>{_C}</p><form><label>Your e-mail <input type="email"></label><button>Join</button></form><p>{_B}</p></article>"""
    job = f"""<main><h1>Miller</h1><section><h2>Tasks</h2><p>{_A}</p><ul><li>Grease the cap</li><li>Guide visitors</li></ul></section><section><h2>We offer</h2><p>{_C}</p></section><button>Apply now</button></main>"""
    price = "<main><h1>Fares</h1><div class='plans'>" + "".join(f"<div class='plan'><h3>{name}</h3><div class='price'>€{cost}</div><p>{text}</p><ul><li>{item}</li></ul></div>" for name, cost, text, item in (("Child", 2, "Up to twelve years of age.", "One visit"), ("Adult", 5, "From thirteen years of age.", "Two visits"), ("School", 40, "For classes of up to thirty.", "A guide"))) + "</div></main>"  # fmt: skip
    poem = f"""<article><p>{_A}</p><div class="poem"><div class="stanza"><span class="i0">The mill goes round;<br/></span><span class="i2">the miller sleeps.<br/></span></div></div><p>{_B}</p></article>"""
    forms = f"<article><p>{_A}</p><p>A sack weighs 10<span class=x><sup>3</sup></span> ounces and H<span><sub>2</sub></span>O is <em>2<span><sup>nd</sup></span></em>.<span><a href=#n><sup>4</sup></a></span></p><p>{_B}</p></article>"
    return [
        Case(_KEEP, "hugo.html", site(hugo), ("How it pumps.", _A, "This page is a draft.", "Sails", "Mind the sails", "They turn without warning.", _B, "Cap", "The top that turns."), ("Getting help",)),
        Case(_KEEP, "squarespace.html", site(squarespace), (_A, "When may we visit?", "On Saturdays.", "Is it free?", "For children, yes.", _B), _GONE),
        Case(_KEEP, "gitlab.html", site(gitlab), (_A, "[x] Grease the cap", "make mill", "./mill --wind 5", _B), _GONE),
        Case(_KEEP, "gitbook.html", site(gitbook), (_A, "Wear a helmet.", "Open on weekdays.", "Closed for repairs.", _B), _GONE),
        Case(_KEEP, "sharepoint.html", site(sharepoint), ("The mill", _A, "Grease the cap", "Check the brake", _B), _GONE),
        Case(_KEEP, "moodle.html", site(moodle), (_A, "Task. Draw a sail.", "1. Measure it.", "2. Scale it to 1:50.", _B), _GONE),
        Case(_KEEP, "notes-of-blocks.html", site(f"<main><article>{letter}</article></main>"), (_A, _B, "By order of 1871."), ("since.1 ",)),
        Case(_KEEP, "pandoc.html", site(pandoc), (_A, "The mill turns round,", "the water falls,", _B, "Built of oak."), ("since.1 ", "↩")),
        Case(_NEW, "teams.html", site(f"<div class='thread'>{teams}</div>"), ("Jan de Wit", "Is the brake on?", "Els Vos", "Yes, since seven.", "Jan de Wit", "The wind turns", "Els Vos", "Will do.", "Jan de Wit", "Thanks!", "Els Vos", "The cap is fine now")),
        Case(_KEEP, "plain-buttons.html", site(bare), ("How high is it?", "Nineteen metres.", "How old is it?", _A, _B), _GONE),
        Case(_KEEP, "toolbar.html", site(cloud), (_A, _C, _B), ("Like", "Share", "Join", *_GONE)),
        Case(_KEEP, "job.html", site(job), ("Tasks", _A, "Grease the cap", "Guide visitors", "We offer", _C), ("Apply now", *_GONE)),
        Case(_KEEP, "plans.html", site(price), ("Child", "€2", "Up to twelve", "One visit", "Adult", "€5", "From thirteen", "Two visits", "School", "€40", "For classes", "A guide")),
        Case(_KEEP, "poem.html", site(poem), (_A, "The mill goes round;", "the miller sleeps.", _B), _GONE),
        Case(_MARKS, "boxed-marks.html", site(forms), ("10^3 ounces", "H2O is 2nd.", _B), ("103 ", "2^nd")),
    ]  # fmt: skip


def _texts() -> list[Case]:
    linear = {"issues": [{"title": "Cap squeaks", "description": "<p>Oil the <strong>cap</strong>.</p>", "estimate": 1.50, "comments": [{"body": "<div>Done at noon.</div>"}]}]}  # fmt: skip
    google = {"results": [{"alternatives": [{"transcript": "The mill turns.", "confidence": 0.91, "words": [{"startTime": "0s", "endTime": "0.4s", "word": "The"}, {"startTime": "0.4s", "endTime": "0.9s", "word": "mill"}]}]}]}  # fmt: skip
    rev = {"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "The", "ts": 0.2, "end_ts": 0.4}, {"type": "punct", "value": " "}, {"type": "text", "value": "mill", "ts": 0.4, "end_ts": 0.9}]}]}  # fmt: skip
    lottie = {"v": "5.7", "nm": "Mill", "assets": [{"id": "i", "p": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg"}], "layers": [{"nm": "Sail layer"}]}  # fmt: skip
    atom = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="urn:t"><entry><title>Cap</title><id>1</id><summary>It squeaks in the wind.</summary><t:replies><t:reply>Oil it every day.</t:reply></t:replies></entry></feed>'
    sbv = "0:00:01.000,0:00:03.000\nThe mill turns.\n".encode("utf-16")
    smi = "<SAMI><BODY><SYNC Start=1000><P Class=KRCC>방앗간이 돈다.<SYNC Start=3000><P>&nbsp;</BODY></SAMI>".encode(
        "utf-16-le"
    )
    ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Mühlentag\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode(
        "utf-16"
    )
    bom = b"\xef\xbb\xbfFrom: a@example.org\r\nSubject: Mill\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIt turns.\r\n"
    section = "Naam¦Hoogte\nMolen¦19\nSluis¦4\n".encode()
    caret = b'"name"^"note"\n"Mill"^"turns; often"\n"Lock"^"shut"\n'
    log = b'{"time": "09:00", "message": "sails set"}\n{"time": "09:05", "message": "brake on"}\n'
    quoted = b'[1] Vos, "Mills of the polder", 1999.\n[2] Wit, "Caps", 2004.\n'
    csv_html = b"name,note\nMill,<b>turns</b>\n"
    xml = b'<?xml version="1.0"?><mill><photo>/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQ</photo><name>De Hoop</name></mill>'
    ansi = b"\x1b[32mok\x1b[0m 12 sails\n\x1b[31mFAIL\x1b[0m cap\n"
    resx = b'<?xml version="1.0" encoding="utf-8"?><root><data name="Title" xml:space="preserve"><value>The mill</value><comment>On the sign.</comment></data></root>'
    vcard = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Els Vos\r\nNOTE:Has the key\\; asks first\r\nEND:VCARD\r\n".encode(
        "utf-16-be"
    )
    replies = '<html><body><p>It turns.</p><div id="appendonsend"></div><hr style="display:inline-block"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Els Vos &lt;els@example.org&gt;<br><b>Sent:</b> Monday</font></div><div><p>Does it turn?</p></div></body></html>'
    return [
        Case(_NEW, "linear.json", _json(linear), ("Cap squeaks", "Oil the cap.", "1.5", "Done at noon."), ("<p>", "<div>")),
        Case(_NEW, "google.json", _json(google), ("The mill turns.",), ("0.4s",)),
        Case(_NEW, "rev.json", _json(rev), ("The", "mill")),
        Case(_ARRIVES, "mill.lottie", _json(lottie), ("Mill", "Sail layer"), ("iVBOR",)),
        Case(_NEW, "replies.atom", atom, ("Cap", "It squeaks in the wind.", "Oil it every day.")),
        Case(_NEW, "wide.sbv", sbv, ("The mill turns.",), ("0:00:01.000,",)),
        Case(_NEW, "wide.smi", smi, ("방앗간이 돈다.",), ("SYNC", "KRCC")),
        Case(_MAIL, "wide.ics", ics, ("Mühlentag",), ("BEGIN:",)),
        Case(_MAIL, "marked.eml", bom, ("Mill", "It turns."), ("charset",)),
        Case(_MAIL, "wide.vcf", vcard, ("Els Vos", "Has the key; asks first"), ("VERSION:4.0",)),
        Case(_MAIL, "reply.eml", mail("Content-Type: text/html; charset=utf-8", replies), ("It turns.", "From: Els Vos <els@example.org>", "Sent: Monday", "Does it turn?")),
        Case(_TABLES, "bars.csv", section, ("| Naam | Hoogte |", "| Molen | 19 |")),
        Case(_TABLES, "carets.csv", caret, ("| name | note |", "| Mill | turns; often |")),
        Case(_TABLES, "html.csv", csv_html, ("| Mill | <b>turns</b> |",)),
        Case(_ARRIVES, "mill.log", log, ("sails set", "brake on")),
        Case(_ARRIVES, "books.txt", quoted, ('[1] Vos, "Mills of the polder", 1999.', "[2] Wit")),
        Case(_ARRIVES, "photo.xml", xml, ("De Hoop",), ("/9j/",)),
        Case(_ARRIVES, "colours.log", ansi, ("ok", "12 sails", "FAIL", "cap")),
        Case(_ARRIVES, "mill.resx", resx, ("The mill", "On the sign.")),
    ]  # fmt: skip


def _office() -> list[Case]:
    import xlsxwriter

    def written(rows: list[tuple[Any, str]]) -> bytes:
        out = BytesIO()
        with xlsxwriter.Workbook(out) as workbook:
            sheet = workbook.add_worksheet("Mill")
            for row, (value, code) in enumerate(rows):
                sheet.write_number(row, 0, value, workbook.add_format({"num_format": code}))
        return out.getvalue()

    units = written(
        [
            (19, '0" m"'),
            (-4.5, '"€" #,##0.00'),
            (12, "#,##0 [$CHF]"),
            (3, '"No. "0'),
            (2500000, '0.0,," mln"'),
            (0.125, "0.0%"),
            (45356, "yyyy-mm-dd"),
            (7, "00"),
        ]
    )
    plain = written(
        [
            (1234.5, "#,##0.00"),
            (1234.5, "#,##0.00_);(#,##0.00)"),
            (0.0001, "0.00E+00"),
            (1.5, "General"),
        ]
    )
    return [
        Case(_MARKS, "units.xlsx", units, ("19 m", "-€ 4.5", "12 CHF", "No. 3", "2500000", "12.5%", "2024-03-05", "07"), ("2500000 mln",)),
        Case(_MARKS, "plain.xlsx", plain, ("1234.5", "1234.5", "0.0001", "1.5")),
    ]  # fmt: skip


def _prints() -> list[Case]:
    number = "#counter(page).display()"
    spanned = typeset(
        f"#set page(width: 18cm, height: 12cm)\n{_A}\n#table(columns: 3, [Mill], [Height], [Built], [De Hoop], [19 m], [1871], [De Ster], [17 m], [1802], table.cell(colspan: 3)[Heights without the sails of the mill])\n{_B}"
    )
    refrain = typeset(
        "#set page(width: 16cm, height: 12cm)\n"
        + "\n\n".join(
            f"Round goes the mill and down goes the corn,\\ verse number {n} of the old song of the polder."
            for n in range(1, 5)
        )
    )
    notes = typeset(
        f"#set page(width: 16cm, height: 14cm)\n{_A}#footnote[By order of 1871.] {_B}#footnote[Since 1950.]"
    )
    two = typeset(
        f"#set page(width: 20cm, height: 14cm, columns: 2)\n= Sails\n{_A} {_B}\n= Log\n{_C} {_A} {_B}"
    )
    terms = pdf(at(60, 740, "Height") + at(200, 740, "19 m") + at(60, 720, "Built") + at(200, 720, "1871") + at(60, 700, "Turns") + at(200, 700, "forty days a year"))  # fmt: skip
    return [
        Case(_TABLES, "span.pdf", spanned, ("Mill", "Height", "Built", "De Hoop", "19 m", "1871", "De Ster", "17 m", "1802", "Heights without the sails of the mill")),
        Case(_ARRIVES, "refrain.pdf", refrain, tuple(part for n in range(1, 5) for part in ("Round goes the mill and down goes the corn,", f"verse number {n} of"))),
        Case(_MARKS, "footnotes.pdf", notes, ("polder ever since.", "By order of 1871.", "Since 1950."), ("since.1 ", "night.2 ")),
        Case(_ARRIVES, "log.pdf", two, ("Sails", "cut, and it has pumped", "Log", "The miller keeps a log of every storm")),
        Case(_TABLES, "terms.pdf", terms, ("Height", "19 m", "Built", "1871", "Turns", "forty days a year")),
        Case(_TITLES, "rev.pdf", pages("Mill handbook #h(1fr) Rev. C", f"#h(1fr) {number} / 4", 4, "Part {}"), ("Part 1", "Boat 10.", "Part 2", "Part 3", "Boat 31."), ("Mill handbook", "Rev. C")),
        Case(_TITLES, "invoice.pdf", pages("Invoice #h(1fr) No. 2024/" + number, "", 3), ("2024/1", "Boat 10.", "2024/2", "Boat 17.", "2024/3"), ()),
        Case(_TITLES, "thesis.pdf", pages("#emph[2.1 Sails] #h(1fr) " + number, "", 4), ("Boat 10.", "Boat 31."), ("2.1 Sails",)),
    ]  # fmt: skip


def _hostile() -> list[Case]:
    text = "End of it."
    long = 60_000
    page = "<html><body><article>{}</article></body></html>"
    inputs = {
        "marks.html": page.format("<span><sup>1</sup>" * (long // 18)),
        "opened.html": page.format("<button aria-controls=a>" * (long // 24) + "<p id=a hidden>"),
        "called.html": page.format("<a id=b href=#b>1</a>" * (long // 21)),
        "classes.html": page.format("<div class='" + "a " * (long // 2) + "'>" + "<p>b</p>" * 2000),
        "formats.csv": "a^" * (long // 2) + "\n",
        "words.json": '{"text": "a", "words": [' + '{"word": "a", "start": 1},' * (long // 26) + '{}], "b": "',
        "begun.unknown": '{"a": ' * (long // 6),
        "replies.rss": "<rss><channel><item><title>a</title><description>b</description><x>" + "<y>&lt;p>a b c.</y>" * (long // 19),
    }  # fmt: skip
    told = ("damaged", "JSON", "nested", "XML", "well formed", "text")
    return [Case(_HANGS, name, (start + text).encode(), (text,), told=told) for name, start in inputs.items()]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of all kinds."""
    return [*_pages(), *_texts(), *_office(), *_prints(), *_hostile()]
