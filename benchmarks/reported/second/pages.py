"""Web pages and books: inline tags, odd nesting and packages that extractors trip over."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed
from benchmarks.reported.pages import PROSE, article, page

_KEEP, _TABLES, _MARKS, _PACKED = "pages keep content", "tables", "numbers and marks", "containers"
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_CHAPTER = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def epub(chapters: dict[str, str | bytes], place: str = "OEBPS/content.opf", **parts: str) -> bytes:
    """Return a book of chapters."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    folder = place.rpartition("/")[0]
    package = f'<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>'
    return packed(
        {
            "META-INF/container.xml": _CONTAINER.format(place),
            place: package,
            **{f"{folder}/{name}".lstrip("/"): text for name, text in chapters.items() if text},
            **parts,
        }
    )  # fmt: skip


def _inline() -> list[Case]:
    katex = (
        '<p>So <span class="katex"><span class="katex-mathml"><math><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>'
        '<annotation encoding="application/x-tex">E=mc^2</annotation></math></span><span class="katex-html" aria-hidden="true">E=mc2</span></span> holds.</p>'
    )
    return [
        Case(_KEEP, "no-break.html", article("<p>The sixth <nobr>AP fund</nobr> of the state.</p>"), ("The sixth AP fund of the state.",)),
        Case(_KEEP, "newline-in-spans.html", article("<p><i>Alpha</i><span><span>\n</span></span>Beta gate</p>"), ("Beta gate",), ("AlphaBeta", "*Alpha*Beta")),
        Case(_KEEP, "break-chances.html", article("<p>The Unter&shy;nehmen uses a hyper<wbr>link to it.</p>"), ("Unternehmen", "hyperlink to it.")),
        Case(_KEEP, "ruby.html", article("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を学ぶ。</p>"), ("漢字",), ("漢字かんじ",)),
        Case(_KEEP, "anchors.html", article('<h2><a name="x">Fox three</a></h2><a>The quick fox two runs over the wall.</a><p>Four foxes ran.</p>'),
             ("Fox three", "The quick fox two runs", "Four foxes ran.")),
        Case(_MARKS, "note-mark.html", article('<p>It rose to 14<sup><a href="#fn2">2</a></sup> metres.</p>'), ("It rose to 14", "metres."), ("142",)),
        Case(_MARKS, "struck-by-style.html", article('<p>It costs <span style="text-decoration: line-through">500</span> 450 crowns.</p>'),
             ("450 crowns.",), ("costs 500 450",)),
        Case(_MARKS, "katex.html", article(katex), ("holds.",), ("mc2",)),
        Case(_MARKS, "cents.html", article("<p>It costs 4<sup>99</sup> crowns and H<sub>2</sub>O.</p>"), ("crowns",), ("499",)),
        Case(_KEEP, "quotes.html", page(f"<article><p>{PROSE}He said \x93no\x94 twice.</p></article>").decode().replace("\x93", "“").replace("\x94", "”").encode("cp1252")
             .replace(b"<head>", b'<head><meta charset="iso-8859-1">'), ("“no”",)),
    ]  # fmt: skip


def _blocks() -> list[Case]:
    rows = "<table><tr><th>Port<th>low<th>high</tr><tr><td colspan=2>closed<td>5</tr><tr><td>Ostend<td>3<td>4</tr></table>"
    inner = "<table><tr><th>foo<th>bar</tr><tr><td>baz<td>qux</tr></table>"
    glossary = "".join(
        f"<dt>{term}</dt><dd>{PROSE}It is called {term}.</dd>"
        for term in ("Berm", "Groyne", "Mole")
    )
    faq = (
        "<section><h3><button aria-expanded=false>How high is the wall?</button></h3><div role=region hidden=until-found>"
        "<p>It is nine metres high at its lowest point.</p></div></section>"
    )
    form = f"<form method=post action=/p.aspx><input type=hidden name=__VIEWSTATE value=zz><div id=main><h1>The wall</h1><p>{PROSE}</p><p>{PROSE[::-1]}</p></div></form>"
    xhtml = (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body>'
        f'<a id="top"/><h1>The wall</h1><p>{PROSE}<b/></p><p><![CDATA[Costs < 9 & more.]]></p></body></html>'
    )
    mhtml = (
        'From: <Saved by Browser>\r\nSubject: Wall\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://example.org/\r\n\r\n"
        f"<html><body><article><p>{PROSE}K=C3=B6ln is dry.</p></article></body></html>\r\n--b\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    )
    numbers = "".join(
        f"<li><p>Step {n} is done by hand.</p><pre>make {n}</pre></li>" for n in (1, 2)
    )
    return [
        Case(_KEEP, "list-as-child.html", article("<ul><li>Apples<li>Pears<ul><li>Conference</ul></ul><ol><li>one<ol><li>one of one</ol><li>two</ol>"),
             ("Apples", "Pears", "Conference", "1. one", "one of one", "2. two")),
        Case(_KEEP, "list-in-list.html", article("<ul><li>Apples</li><ul><li>Boskoop</li></ul><li>Pears</li></ul>"), ("Apples", "Boskoop", "Pears")),
        Case(_TABLES, "table-in-item.html", article(f"<ul><li><p>first</p>{inner}</li><li>second</li></ul>"), ("first", "foo", "bar", "baz", "qux", "second")),
        Case(_KEEP, "code-in-items.html", article(f"<ol>{numbers}</ol>"), ("Step 1 is done by hand.", "make 1", "Step 2", "make 2")),
        Case(_KEEP, "groups-of-terms.html", article("<dl><div><dt>Berm<dd>A flat shelf.</div><div><dt>Mole<dd>A stone pier.</div></dl>"),
             ("Berm", "A flat shelf.", "Mole", "A stone pier.")),
        Case(_KEEP, "glossary.html", page(f"<main><dl>{glossary}</dl></main>"), ("It is called Berm.", "It is called Groyne.", "It is called Mole.")),
        Case(_KEEP, "questions.html", article(faq), ("How high is the wall?", "It is nine metres high")),
        Case(_KEEP, "page-in-form.html", page(form), (PROSE.strip(), PROSE[::-1].strip())),
        Case(_TABLES, "columns-spanned.html", article(rows), ("| closed | | 5 |", "| Ostend | 3 | 4 |")),
        Case(_KEEP, "self-closed.xhtml", xhtml.encode(), (PROSE.strip(), "Costs < 9 & more.")),
        Case(_PACKED, "saved.mhtml", mhtml.encode(), (PROSE.strip(), "Köln is dry."), ("iVBOR",)),
    ]  # fmt: skip


def _books() -> list[Case]:
    named = (
        '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Caf\xe9&nbsp;noir&mdash;at night.</p></body></html>'
    ).encode("latin-1")
    fonts = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        '<EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><CipherData><CipherReference URI="OEBPS/font.otf"/></CipherData>'
        "</EncryptedData></encryption>"
    )
    one, two = _CHAPTER.format("<p>Chapter one.</p>"), _CHAPTER.format("<p>Chapter two.</p>")
    verse = _CHAPTER.format(
        "<p>First line<br/>second line</p><aside><p>Beside it.</p></aside><footer>Foot of it.</footer>"
    )
    return [
        Case(_PACKED, "entities.epub", epub({"a.xhtml": named}), ("Café noir—at night.",)),
        Case(_PACKED, "at-the-root.epub", epub({"a.xhtml": one, "b.xhtml": two}, "book.opf"), ("Chapter one.", "Chapter two.")),
        Case(_PACKED, "scrambled-fonts.epub", epub({"a.xhtml": one}, **{"META-INF/encryption.xml": fonts}), ("Chapter one.",)),
        Case(_PACKED, "lost-chapter.epub", epub({"a.xhtml": one, "gone.xhtml": "", "b.xhtml": two}), ("Chapter one.", "Chapter two.")),
        Case(_KEEP, "verse-and-aside.epub", epub({"a.xhtml": verse}), ("First line second line", "Beside it.", "Foot of it.")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of web pages and books."""
    return [*_inline(), *_blocks(), *_books()]
