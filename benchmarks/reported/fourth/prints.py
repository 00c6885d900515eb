"""PDFs."""

from __future__ import annotations

from io import BytesIO

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf

_ARRIVES, _MARKS, _TITLES, _TABLES, _PACKED = (
    "text arrives",
    "numbers and marks",
    "running titles",
    "tables",
    "containers",
)


def _objects(stream: bytes, resources: bytes = b"", catalog: bytes = b"", **more: bytes) -> bytes:
    """Return a PDF of one page and of further objects (`o20=…`)."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R/F9 20 0 R>>%s>>/Contents 4 0 R>>" % resources,
        4: b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        **{int(name[1:]): body for name, body in more.items()},
    }  # fmt: skip
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    out.write(b"trailer<</Size 99/Root 1 0 R>>\nstartxref\n0\n%%EOF")
    return out.getvalue()


def _stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def _letters() -> list[Case]:
    actual = b"BT /F1 12 Tf 1 0 0 1 72 600 Tm (shut o) Tj /Span <</ActualText (ff)>> BDC (\xb7) Tj EMC ( handle) Tj ET\n"
    ligature = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[1/fi/fl]>>>>"
    )
    joined = b"BT /F9 12 Tf 1 0 0 1 72 600 Tm (The of\x01ce of the \x02eet) Tj ET\n"
    glyph = _stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")
    third = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 99/Widths[500 500 500]/CharProcs<</a 21 0 R>>/Encoding<</Differences[97/a/a/a]>>/ToUnicode 22 0 R>>"
    table = _stream(
        b"1 begincodespacerange <61> <63> endcodespacerange 3 beginbfchar <61> <0067> <62> <0061> <63> <0074> endbfchar"
    )
    hebrew = _stream(
        b"1 begincodespacerange <61> <64> endcodespacerange 4 beginbfchar <61> <05E9> <62> <05DC> <63> <05D5> <64> <05DD> endbfchar"
    )
    right = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 22 0 R>>"
    )
    form = _stream(at(72, 500, "Words in a form."), b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 -50]/Resources<</Font<</F1 5 0 R>>>>")  # fmt: skip
    outer = _stream(b"q 1 0 0 1 0 40 cm /In Do Q", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</In 30 0 R>>>>")  # fmt: skip
    sound = pdf(at(72, 600, "The gate is open at noon."))
    return [
        Case(_ARRIVES, "actual-text.pdf", _objects(actual), ("shut off handle",)),
        Case(_ARRIVES, "ligatures.pdf", _objects(joined, o20=ligature), ("The office of the fleet",)),
        Case(_ARRIVES, "drawn-letters.pdf", _objects(b"BT /F9 12 Tf 1 0 0 1 72 600 Tm (abc) Tj ET\n" + at(72, 500, "is open."), o20=third, o21=glyph, o22=table), ("gat", "is open.")),
        Case(_ARRIVES, "right-to-left.pdf", _objects(b"BT /F9 12 Tf 1 0 0 1 72 600 Tm (dcba) Tj ET\n", o20=right, o22=hebrew), ("שלום",)),
        Case(_ARRIVES, "forms-in-forms.pdf", _objects(at(72, 700, "Words above.") + b"/Out Do", b"/XObject<</Out 31 0 R>>", o30=form, o31=outer), ("Words above.", "Words in a form.")),
        Case(_PACKED, "lost-table.pdf", sound.replace(b"startxref\n", b"startxref\n9"), ("The gate is open at noon.",)),
        Case(_PACKED, "junk-around.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + sound + b"\n<!-- served -->" + bytes(40), ("The gate is open at noon.",)),
        Case(_ARRIVES, "big-letter.pdf", pdf(at(72, 588, "T", 36) + at(98, 604, "he harbour of the town was built by all") + at(98, 590, "who lived beside it for long years.")), ("The harbour of the town was built by all who lived",)),
    ]  # fmt: skip


def _pages() -> list[Case]:
    prose = [
        "The gate of the harbour is kept by one man",
        "who lives beside it and opens it at noon on",
        "each day of the week but one, when the tide",
        "is too low for the boats of the town to come",
        "in and the wall is washed by all who are free.",
    ]
    numbered = b"".join(
        at(50, 700 - 24 * n, str(n + 1), 8) + at(90, 700 - 24 * n, text)
        for n, text in enumerate(prose)
    )
    shell = at(72, 600, "Please wait...") + at(72, 580, "If this message is not replaced, your viewer cannot show this form.")  # fmt: skip
    xfa = _stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template><subform><field name='a'/></subform></template></xdp:xdp>")  # fmt: skip
    inside = _stream(b"The attached words.", b"/Type/EmbeddedFile")
    cells = (
        ("Port", "In", "Out"),
        ("Ostend", "11", ""),
        ("Bruges", "", "12"),
        ("Ghent", "13", "14"),
    )
    ruled = b"".join(
        b"%d %d 120 20 re S\n" % (72 + 120 * c, 600 - 20 * r) for r in range(4) for c in range(3)
    ) + b"".join(
        at(78 + 120 * c, 606 - 20 * r, text)
        for r, line in enumerate(cells) for c, text in enumerate(line) if text
    )  # fmt: skip
    noted = [
        at(72, 500, f"The keeper wrote on day {n} that the gate had been shut all the night and")
        + at(72, 484, "that nobody had come." if n > 1 else "that nobody had come to")
        + at(72, 60, f"{n} See the book of the gate, page {n * 7}.", 8)
        for n in range(1, 4)
    ]
    return [
        Case(_TITLES, "numbered-lines.pdf", pdf(numbered), ("kept by one man who lives beside it and opens it at noon on each day",)),
        Case(_ARRIVES, "form-to-come.pdf", _objects(shell, catalog=b"/AcroForm<</XFA 25 0 R/Fields[]>>", o25=xfa), told=("xfa", "form")),
        Case(_PACKED, "attached.pdf", _objects(at(72, 600, "See what is attached."), catalog=b"/Names<</EmbeddedFiles<</Names[(a.txt) 26 0 R]>>>>", o26=b"<</Type/Filespec/F(a.txt)/EF<</F 27 0 R>>>>", o27=inside), ("See what is attached.", "The attached words."), told=("attach", "embedded")),
        Case(_TABLES, "empty-cells.pdf", pdf(ruled), ("Port | In | Out", "Ostend | 11 |", "Bruges | | 12", "Ghent | 13 | 14")),
        Case(_TITLES, "notes-below.pdf", pdf(*noted), ("page 7.", "page 14.", "page 21.")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of PDF."""
    return [*_letters(), *_pages()]
