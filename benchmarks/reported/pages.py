"""Web pages and books: what extractors drop, glue together or take for furniture."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed

PROSE = (
    "The harbour wall was raised in the spring, after two winters in which the sea came over it and "
    "into the lower streets of the town. "
)
_BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
    '<item id="a" href="part%20one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="notes.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b" linear="no"/></spine></package>'
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def page(inside: str, head: str = "") -> bytes:
    """Return a web page."""
    return f"<!doctype html><html><head><title>Wall</title>{head}</head><body>{inside}</body></html>".encode()


def article(inside: str) -> bytes:
    """Return a web page with blocks amid an article."""
    return page(f"<article><h1>The wall</h1><p>{PROSE}</p>{inside}<p>{PROSE[::-1]}</p></article>")


def cases() -> list[Case]:
    """Return the cases of HTML and EPUB."""
    keep, lists, tables, marks = (
        "pages keep content",
        "pages keep content",
        "tables",
        "numbers and marks",
    )
    spanned = (
        "<table><tr><th rowspan=2>Year<th colspan=2>Height</tr><tr><th>low<th>high</tr>"
        "<tr><td>2021<td>3.1<td>4.2</tr><tr><td>2022<td>3.3<td>4.4</tr></table>"
    )
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    epub = packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "OEBPS/c.opf": _BOOK,
            "OEBPS/part one.xhtml": chapter.format(
                '<p>Text one <a epub:type="noteref" xmlns:epub="http://www.idpf.org/2007/ops" href="notes.xhtml#n1">'
                "1</a>. Text two 10<sup>6</sup> words.</p>"),
            "OEBPS/notes.xhtml": chapter.format("<p>The note of page one.</p>"),
        }
    )  # fmt: skip
    russian = f"<html><body><article><p>{'Высота волн выросла на четверть. ' * 6}</p></article></body></html>"
    return [
        Case(lists, "span-in-li.html", article("<ul><li><span tabindex=0>You may ask what we keep</span></li></ul>"),
             ("You may ask what we keep",)),
        Case(lists, "value-of-item.html", article("<ol start=5><li>fifth<li value=9>ninth<li>tenth</ol>"),
             ("5. fifth", "9. ninth", "10. tenth")),
        Case(lists, "reversed-list.html", article("<ol reversed><li>Third place<li>Second place<li>First place</ol>"),
             ("3. Third place", "2. Second place", "1. First place")),
        Case(lists, "letters-of-list.html", article("<ol type=a><li>Wood<li>Stone</ol>"),
             ("a. Wood", "b. Stone")),
        Case(keep, "details.html", article("<details><summary>What it cost</summary>Nine million crowns.</details>"),
             ("What it cost", "Nine million crowns.")),
        Case(keep, "definition-list.html", article("<dl><dt>Berm<dd>A flat shelf.<dd>Also a path.<dt>Groyne<dd>A barrier.</dl>"),
             ("Berm", "A flat shelf.", "Also a path.", "Groyne", "A barrier.")),
        Case(keep, "line-breaks.html",
             page(f"<div>{PROSE}<br><br>Second thought stands alone here.<br><br><b>Third</b> follows.<br>{PROSE[::-1]}</div>"),
             ("Second thought stands alone here.", "Third follows.")),
        Case(keep, "layout-table.html",
             page(f"<table><tr><td><a href=/>Home</a> <a href=/a>Archive</a><td><h1>Gears</h1><p>{PROSE}<p>If it turns at "
                   f"rate <i>r</i>, the middle gear turns at rate -3<i>r</i> and the knob at rate 3<i>r</i>/2.<p>{PROSE}</table>"),
             ("If it turns at rate r, the middle gear turns at rate -3r and the knob at rate 3r/2.",)),
        Case(keep, "custom-elements.html", page(f"<my-app><my-post><p>{PROSE}</p><x-note>The note of the keeper.</x-note>"
                                                f"<p>{PROSE[::-1]}</p></my-post></my-app>"), ("The note of the keeper.",)),
        Case(keep, "quote-and-address.html",
             article("<blockquote>We saw it come.<footer>Ann Smith, keeper</footer></blockquote><address>Pier 4, Ostend</address>"),
             ("We saw it come.", "Ann Smith, keeper", "Pier 4, Ostend")),
        Case(keep, "figure.html", article("<figure><img src=a.png alt='Waves over the wall'><figcaption>The night of 4 May."
                                           "</figcaption></figure>"), ("The night of 4 May.",)),
        Case(keep, "hidden.html", article("<p hidden>secret one</p><p style='display: none'>secret two</p>"
                                           "<template><p>secret three</p></template><p>Plain to see.</p>"),
             ("Plain to see.",), ("secret",)),
        Case(keep, "noscript-page.html", page(f"<div id=app></div><noscript><article><p>{PROSE * 2}</p><p>Read without "
                                              "scripts.</p></article></noscript>"), ("Read without scripts.",)),
        Case(keep, "code-lines.html", article("<pre><code><span>def a():</span>\n<span>    return 7</span></code></pre>"),
             ("def a():\n    return 7",)),
        Case(keep, "break-in-word.html", article("<p>Use <code>long<wbr>_name</code> and H<sub>2</sub>O, &frac12; litre, "
                                                  "A&amp;B.</p>"), ("`long_name` and", "½ litre, A&B.")),
        Case(tables, "heads-of-two-rows.html", article(spanned), ("2021 | 3.1 | 4.2", "2022 | 3.3 | 4.4")),
        Case(tables, "bar-in-cell.html", article("<table><tr><th>Key<th>Use</tr><tr><td>a|b<td>either</tr></table>"),
             ("either",), ("| a|b |",)),
        Case(tables, "table-in-table.html", article("<table><tr><th>Port<th>Tides</tr><tr><td>Ostend<td><table><tr><td>low"
                                                     "<td>04:10</tr><tr><td>high<td>10:22</tr></table></tr></table>"),
             ("Ostend", "low", "04:10", "high", "10:22")),
        Case(marks, "powers.html", article("<p>About 10<sup>6</sup> m<sup>3</sup>, see<sup><a href=#n>12</a></sup> in 2019<sup>3</sup>.</p>"),
             ("About 10",), ("106", "20193", "see12")),
        Case(marks, "struck.html", article("<p>Price <del>80</del> <ins>60</ins> euros, was <strike>90</strike>.</p>"),
             ("60 euros",), ("Price 80", "was 90")),
        Case("containers", "charset-unsaid.html", russian.encode("cp1251"), ("Высота волн выросла",)),
        Case("containers", "utf-16.html", article("<p>Größe ist ½ so groß.</p>").decode().encode("utf-16"),
             ("Größe ist ½ so groß.",)),
        Case("text arrives", "spaces-in-names.epub", epub, ("Text one", "Text two", "The note of page one."), ("106",)),
    ]  # fmt: skip
