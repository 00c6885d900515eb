"""Web pages and books."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed
from benchmarks.reported.pages import PROSE, article, page
from benchmarks.reported.second.pages import epub

_KEEP, _TABLES, _MARKS, _PACKED = "pages keep content", "tables", "numbers and marks", "containers"


def _blocks() -> list[Case]:
    chapters = "".join(
        f'<tr><td><a href="#n{n}">{n}</a></td><td>The chapter of the gate number {n} tells how the keeper lived through the winter of that year.</td></tr>'
        for n in range(1, 6)
    )
    gears = (
        "<table class=maintable><tr><td class=sidebar><a href=/>Home</a> <a href=/archive>Archive</a></td><td class=content><h1>Gears</h1>"
        "<p>Mount a gear on the left knob and another gear on the right knob to begin the demonstration of the rates involved here."
        "<p>If the left knob turns at rate <i>r</i>, the middle gear turns at rate -3<i>r</i> and the right knob turns at rate 3<i>r</i>/2. This gives a slope of <b>3/2</b>, about 56 degrees."
        "</td></tr></table>"
    )
    code = "".join(
        f"<tr><td data-line-number={n}></td><td><span>line_{n}</span> = {n}</td></tr>"
        for n in range(1, 4)
    )
    return [
        Case(_KEEP, "linked-blocks.html", article("<a href=/x><h3>What it cost</h3><p>The wall took nine years and a loan to build.</p></a>"), ("What it cost", "The wall took nine years")),
        Case(_KEEP, "put-in-blocks.html", article("<ins><p>The gate was added in May.</p></ins><del><p>The gate was left out.</p></del>"), ("The gate was added in May.",), ("May. The gate was left",)),
        Case(_KEEP, "bare-body.html", page("body words<p>first words</p><p>second words <br>after the break</p>"), ("body words", "first words", "second words", "after the break")),
        Case(_TABLES, "table-in-pre.html", article("<pre><code><table><tbody><tr><td>name</td><td>phone</td></tr><tr><td>John Doe</td><td>202-918-2132</td></tr></tbody></table></code></pre>"), ("name", "phone", "John Doe", "202-918-2132"), ("Doe202", "namephone")),
        Case(_KEEP, "chapters-in-rows.html", page(f"<table><tbody>{chapters}</tbody></table>"), ("number 1 tells", "number 3 tells", "number 5 tells")),
        Case(_KEEP, "gears.html", page(gears), ("If the left knob turns at rate r, the middle gear turns at rate -3r and the right knob turns at rate 3r/2.", "about 56 degrees.")),
        Case(_KEEP, "button-heads.html", article("<h3><button aria-expanded=false>What does it keep out?</button></h3><div><p>It keeps out the spring tide and the ice.</p></div>"), ("What does it keep out?", "It keeps out the spring tide")),
        Case(_KEEP, "wrapped-terms.html", article("<dl><div><dt>Berm</dt><dd>A flat shelf.</dd></div><div><dt>Groyne</dt><dd>A low wall.</dd></div></dl>"), ("Berm", "A flat shelf.", "Groyne", "A low wall.")),
        Case(_KEEP, "lines-by-breaks.html", article("<pre>first = 1<br>second = 2<br>third = 3</pre>"), ("first = 1", "second = 2", "third = 3"), ("1second",)),
        Case(_KEEP, "code-in-rows.html", article(f"<div class=highlight><table>{code}</table></div>"), ("line_1 = 1", "line_2 = 2", "line_3 = 3")),
        Case(_KEEP, "until-found.html", article("<h2>History</h2><div hidden=until-found><p>The first wall fell in the flood of that year.</p></div>"), ("History", "The first wall fell in the flood")),
        Case(_TABLES, "wide-cell-first.html", article("<table><tr><td colspan=2>Cell over two columns</td></tr><tr><td>Cell 1</td><td>Cell 2</td></tr></table>"), ("Cell over two columns", "Cell 1 | Cell 2")),
        Case(_TABLES, "list-in-cell.html", article("<table><tr><th>Head</th></tr><tr><td><ul><li>Item one</li><li>Item two</li></ul></td></tr></table>"), ("Item one", "Item two"), ("oneItem",)),
        Case(_MARKS, "ordinals.html", article("<p>In the 21<sup>st</sup> century the 2<sup>nd</sup> gate used 5 m<sup>3</sup> of CO<sub>2</sub>.</p>"), ("In the 21st century the 2nd gate",)),
        Case(_KEEP, "drawn-words.html", article("<figure><svg viewBox='0 0 9 9'><text x=1 y=1>Gate A opens inward</text></svg></figure>"), ("Gate A opens inward",), told=("drawing", "svg", "picture")),
        Case(_KEEP, "shadow.html", page(f"<my-post><template shadowrootmode=open><article><h1>Wall</h1><p>{PROSE * 2}</p><p>The keeper lives at the gate of the wall.</p></article></template></my-post>"), ("The keeper lives at the gate",)),
        Case(_KEEP, "edit-marks.html", article('<h2>History<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2><p>The first wall fell in the flood of that year, and it was built again.</p>'), ("History", "The first wall fell"), ("[edit]",)),
        Case(_KEEP, "head-marks.html", article('<h2>Terms<a class=headerlink href="#terms" title="Permalink">¶</a></h2><p>A term is a word with one meaning in all of the text.</p>'), ("Terms", "A term is a word"), ("¶",)),
        Case(_KEEP, "smart-quotes.html", "<html><head><meta charset=iso-8859-1><title>x</title></head><body><p>“The wall – it’s 5 €,” she said to the keeper of the gate.</p></body></html>".encode("cp1252"), ("“The wall – it’s 5 €,” she said",)),
        Case(_KEEP, "old-tags.html", page(f"<center><font size=2><b>Wall</b><p>{PROSE}</font></center><marquee>The fair opens at noon today.</marquee><p><tt>gate --open</tt> opens it.</p>"), (PROSE.strip(), "gate --open opens it.")),
        Case(_KEEP, "questions.html", page("<main><h1>Questions</h1>" + "".join(f"<div class=faq><div class=q>What does part {n} cost?</div><div class=a>It costs {n} crowns and the fee of the port, which is paid by the owner.</div></div>" for n in range(1, 5)) + "</main>"), ("What does part 1 cost?", "It costs 1 crowns", "What does part 4 cost?", "It costs 4 crowns")),
        Case(_KEEP, "cut-words.html", article("<p>the <b>B</b>erlin wall and <span>har</span><span>bour</span> and <em>not</em>able</p>"), ("the Berlin wall and harbour and notable",)),
        Case(_KEEP, "lost-end.html", f"<html><body><article><h1>Wall</h1><p>{PROSE}</p><!-- not closed <p>hidden</p></article>".encode(), (PROSE.strip(),)),
        Case(_KEEP, "number-of-notes.html", article("<p>It fell twice<a role=doc-noteref href=#f1><sup>1</sup></a>.</p><section role=doc-endnotes><ol><li id=f1><p>In 1421 and 1953.<a role=doc-backlink href=#r1>↩</a></p></li></ol></section>"), ("It fell twice", "In 1421 and 1953.")),
    ]  # fmt: skip


def _books() -> list[Case]:
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    sound = epub({"a.xhtml": chapter.format("<p>Chapter one.</p>"), "b.xhtml": ""})
    later = epub({"a.xhtml": '<?xml version="1.1" encoding="utf-8"?>' + chapter.format("<p>Words of 1.1 &nbsp; here.</p>")})  # fmt: skip
    drawn = epub({"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>Map</title><text>Words of the map</text></svg>'})  # fmt: skip
    return [
        Case(_PACKED, "lost-chapter.epub", sound, ("Chapter one.",)),
        Case(_PACKED, "xml-1-1.epub", later, ("Words of 1.1", "here.")),
        Case(_PACKED, "drawn.epub", drawn, ("Words of the map",), told=("drawing", "svg", "picture")),
        Case(_PACKED, "in-a-folder.epub", _moved(epub({"a.xhtml": chapter.format("<p>In a folder.</p>")})), ("In a folder.",)),
        Case(_PACKED, "kindle.mobi", b"Kindle book".ljust(60, b"\0") + b"BOOKMOBI" + bytes(100), ("MOBI",), fails=True),
    ]  # fmt: skip


def _moved(data: bytes) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        return packed({f"book/{name}": archive.read(name) for name in archive.namelist()})


def cases() -> list[Case]:
    """Return the cases of HTML and EPUB."""
    return [*_blocks(), *_books()]
