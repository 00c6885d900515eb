"""Inputs that keep a reader busy, and PDFs that are read wrongly."""

from __future__ import annotations

from io import BytesIO

from benchmarks.reported.case import Case

_KIND = "nothing hangs"
_LONG = 60_000


def _long() -> list[Case]:
    text = "End of it."
    return [
        Case(_KIND, "backticks.md", b"`a" * _LONG + b"\n\n" + text.encode(), (text,)),
        Case(_KIND, "brackets.md", b"[" * _LONG + b"\n\n" + text.encode(), (text,)),
        Case(_KIND, "nested.html", b"<b><i>" * 8000 + text.encode() + b"</html>", (text,)),
        Case(_KIND, "nested.json", b"[" * _LONG, told=("damaged", "nested", "JSON", "deep")),
        Case(_KIND, "nested.xml", b"<a>" * _LONG + text.encode() + b"</a>" * _LONG, (text,), told=("depth",)),
        Case(_KIND, "one-quote.csv", b'a,b\n"' + b"x,y\n" * _LONG + text.encode(), (text,)),
        Case(_KIND, "groups.rtf", b"{\\rtf1 " + b"{" * _LONG + text.encode(), (text,), told=("damaged", "nested")),
        Case(_KIND, "folded.eml", b"From: a@example.org\r\nSubject: x\r\nX-Long:\r\n" + b" y\r\n" * _LONG + b"\r\n" + text.encode(),
             (text,)),
        Case(_KIND, "itself.tex", b"\\documentclass{a}\\begin{document}\\input{itself}" + text.encode() + b"\\end{document}", (text,)),
    ]  # fmt: skip


def pdf(*streams: bytes, extra: bytes = b"") -> bytes:
    """Return a PDF of one page for each stream of operators, with the fonts F1 and F2."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(len(streams)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(streams), kids),
        3: b"<</Font<</F1 4 0 R>>/Properties<</Off 6 0 R>>>>",
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        6: b"<</Type/OCG/Name(Draft)>>",
    }
    for n, stream in enumerate(streams):
        objects[10 + 2 * n] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 3 0 R/Contents %d 0 R%s>>" % (11 + 2 * n, extra)
        )  # fmt: skip
        objects[11 + 2 * n] = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer<</Size 99/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def at(x: float, y: float, text: str, size: int = 12, before: str = "") -> bytes:
    """Return the operators that print text at a place."""
    return f"BT /F1 {size} Tf {before} 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n".encode("cp1252")


def _pages() -> list[Case]:
    titles, arrives, marks = "running titles", "text arrives", "numbers and marks"
    body = "The gate was opened at noon and the boats came in one by one."
    report = [
        at(72, 770, "Report of the harbour master") + at(72, 600, f"{body} {n}") + at(72, 575, "Nothing more was seen.")
        + at(290, 30, f"{n} of 4")
        for n in range(1, 5)
    ]  # fmt: skip
    counted = [
        at(72, 770, f"Week {7 * n}: {n * n + 31} boats") + at(72, 600, f"{body} {n}")
        for n in range(1, 5)
    ]
    spaced = b"BT /F1 14 Tf 5 Tc 72 600 Td (SPACED HEADING) Tj 0 Tc ET\n" + at(72, 560, body)
    kerned = b"BT /F1 12 Tf 72 600 Td [(har)-20(bour)-350(wall)-300(is)-320(long)] TJ ET\n"
    actual = b"/Span<</ActualText(ffi)>>BDC BT /F1 12 Tf 94 600 Td (\\001) Tj ET EMC\n"
    across = [
        at(72, 100, "The contract was signed by both parties and it is") + at(290, 30, "1"),
        at(72, 720, "valid for ten years.") + at(290, 30, "2"),
    ]
    two = b"".join(at(60, 700 - 16 * n, f"left line {n} is here") + at(330, 700 - 16 * n, f"right line {n} is there")
                   for n in range(12))  # fmt: skip
    return [
        Case(titles, "n-of-m.pdf", pdf(*report), (f"{body} 1", "Nothing more was seen.", f"{body} 4"),
             ("2 of 4", "3 of 4")),
        Case(titles, "counting-lines.pdf", pdf(*counted), ("Week 7: 32 boats", "Week 14: 35 boats", "Week 28: 47 boats")),
        Case(titles, "across-pages.pdf", pdf(*across), ("it is valid for ten years.",)),
        Case(arrives, "letters-apart.pdf", pdf(spaced), ("SPACED HEADING", body)),
        Case(arrives, "kerned.pdf", pdf(kerned), ("harbour wall is long",)),
        Case(arrives, "actual-text.pdf", pdf(at(72, 600, "The o") + actual + at(110, 600, "ce is shut.")),
             ("ce is shut.",), ("o\x01ce", "\x00")),
        Case(arrives, "unseen-layer.pdf", pdf(at(72, 600, "Recognized words of a scan.", before="3 Tr")),
             ("Recognized words of a scan.",)),
        Case(arrives, "two-columns.pdf", pdf(two), ("left line 11 is here", "right line 0 is there")),
        Case(arrives, "printed-twice.pdf",
             pdf(at(72, 600, "Bold by printing twice") + at(72.3, 600, "Bold by printing twice")),
             ("Bold by printing twice",), ("printing twice Bold", "BBoo")),
        Case(marks, "raised.pdf", pdf(at(72, 600, "About 10") + at(119, 605, "6", 7) + at(126, 600, "litres a day.")),
             ("litres a day.",), ("106",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases that try patience, and those of PDF."""
    return [*_long(), *_pages()]
