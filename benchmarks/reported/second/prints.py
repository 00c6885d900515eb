"""PDFs as programs write them, running titles, and inputs that keep a reader busy."""

from __future__ import annotations

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.pages import PROSE

_ARRIVES, _TITLES, _HANGS, _MARKS = (
    "text arrives",
    "running titles",
    "nothing hangs",
    "numbers and marks",
)
_END = "End of it."
_BODY = "The gate was opened at noon and the boats came in one by one."


def _busy() -> list[Case]:
    twice = ["haha", *(f"&e{n};&e{n};" for n in range(39))]
    entities = "".join(f'<!ENTITY e{n} "{text}">' for n, text in enumerate(twice))
    loop = pdf(at(72, 600, _END)).replace(b"/Kids[10 0 R]", b"/Kids[ 2 0 R]")
    replies = "\n".join(" on " + "x" * 200 + " at " + "y" * 200 for _ in range(200))
    return [
        Case(_HANGS, "stars.md", b"* " * 20_000 + f"\n\n{_END}".encode(), (_END,)),
        Case(_HANGS, "links.md", b"[a](" * 30_000 + f"\n\n{_END}".encode(), (_END,)),
        Case(_HANGS, "tags.md", b"*<p></p>" * 8_000 + f"\n\n{_END}".encode(), (_END,)),
        Case(_HANGS, "bars.md", b"|" * 40_000 + b"\n" + b"|-" * 20_000 + f"\n\n{_END}".encode(), (_END,)),
        Case(_HANGS, "attributes.html", b"<p>" + PROSE.encode() + b"<div " + b"a=1 " * 60_000 + b"><p>" + _END.encode(), (_END,)),
        Case(_HANGS, "remarks.html", b"<!-- x " * 30_000 + b"--><p>" + PROSE.encode() + _END.encode() + b"</p>", (_END,)),
        Case(_HANGS, "replies.txt", f"{replies}\n{_END}".encode(), (_END,)),
        Case(_HANGS, "entities.xml", f"<!DOCTYPE x [{entities}]><x>&e39; {_END}</x>".encode(), (_END,), told=("entit", "damaged", "not read")),
        Case(_HANGS, "quoted-name.eml", b'From: "' + b'\\"' * 40_000 + b'" <a@example.org>\r\nSubject: x\r\n\r\n' + _END.encode(), (_END,)),
        Case(_HANGS, "own-page-tree.pdf", loop, fails=True),
        Case(_HANGS, "spaces.txt", b" " * 400_000 + _END.encode(), (_END,)),
        Case(_HANGS, "deep.tex", b"\\documentclass{a}\\begin{document}" + b"{" * 20_000 + _END.encode() + b"}" * 20_000 + b"\\end{document}", (_END,), told=("nested", "damaged", "deep")),
        Case(_HANGS, "quotes.html", b"<blockquote>" * 3000 + b"<p>" + PROSE.encode() + _END.encode(), (_END,)),
    ]  # fmt: skip


def _placed() -> list[Case]:
    moved = b"".join(
        b"q 1 0 0 1 %d %d cm BT /F1 10 Tf 1 0 0 -1 0 9 Tm (%s) Tj ET Q\n" % (x, y, text)
        for x, y, text in ((72, 100, b"Company:"), (140, 100, b"Harbour Works"), (72, 130, b"Country:"), (140, 130, b"Belgium"))
    )  # fmt: skip
    flipped = b"1 0 0 -1 0 800 cm\n" + moved
    gaps = b"".join(
        at(x, 600, word)
        for x, word in ((72, "Reporting"), (126, "crude"), (158, "oil"), (176, "leak."))
    )
    letters = "shellfish harbour"
    widths = {
        "s": 6,
        "h": 6.67,
        "e": 6.67,
        "l": 2.66,
        "f": 3.33,
        "i": 2.66,
        " ": 3.33,
        "a": 6.67,
        "r": 4,
        "b": 6.67,
        "o": 6.67,
        "u": 6.67,
    }
    x, single = 72.0, b""
    for letter in letters:
        single += at(round(x, 2), 600, letter) if letter != " " else b""
        x += widths[letter]
    fourfold = b"".join(at(72 + d, 600 + d, "Download our Charter") for d in (0, 0.2, 0.4, 0.6))
    soft = at(72, 600, "The infor\xad") + at(
        72, 584, "mation was sent to every keeper of the wall."
    )
    whole = pdf(at(72, 600, _BODY))
    start = whole.rindex(b"startxref")
    rotated = pdf(
        b"BT /F1 12 Tf 0 -1 1 0 100 700 Tm (Turned words of the table) Tj ET\n",
        extra=b"/Rotate 270",
    )
    note = pdf(
        at(72, 600, _BODY),
        extra=b"/Annots[<</Type/Annot/Subtype/FreeText/Rect[72 500 300 520]/Contents(Typed onto the page.)/DA(/F1 12 Tf)>>]",
    )
    return [
        Case(_ARRIVES, "moved-by-matrix.pdf", pdf(flipped), ("Company: Harbour Works", "Country: Belgium")),
        Case(_ARRIVES, "gaps-for-spaces.pdf", pdf(gaps), ("Reporting crude oil leak.",)),
        Case(_ARRIVES, "letter-by-letter.pdf", pdf(single), ("shellfish harbour",)),
        Case(_ARRIVES, "printed-four-times.pdf", pdf(fourfold), ("Download our Charter",), ("Charter Download", "DDoo", "DDDD")),
        Case(_ARRIVES, "soft-hyphen.pdf", pdf(soft), ("The information was sent",)),
        Case("containers", "junk-before.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + whole, (_BODY,)),
        Case("containers", "wrong-xref.pdf", whole[:start] + b"startxref\n7\n%%EOF", (_BODY,)),
        Case("containers", "no-trailer.pdf", whole[: whole.rindex(b"xref\n0 1")], (_BODY,), told=("damaged",)),
        Case(_ARRIVES, "turned-page.pdf", rotated, ("Turned words of the table",)),
        Case(_ARRIVES, "typed-note.pdf", note, (_BODY, "Typed onto the page."), told=("note", "annotation", "comment")),
        Case(_MARKS, "lowered.pdf", pdf(at(72, 600, "The H") + at(104, 597, "2", 7) + at(108.5, 600, "O level, x") + at(166, 605, "2", 7) + at(172, 600, "in all.")),
             ("level", "in all."), ("x2in",)),
    ]  # fmt: skip


def _titles() -> list[Case]:
    roman = [
        at(72, 600, f"{_BODY} {n}") + at(72, 580, "Nothing more was seen.") + at(295, 30, number)
        for n, number in enumerate(("i", "ii", "iii", "iv"), 1)
    ]
    turns = [
        at(72, 770, f"{n}   Tides of the North Sea" if n % 2 == 0 else f"Chapter 2. The harbour   {n}") + at(72, 600, f"{_BODY} {n}")
        for n in range(10, 16)
    ]  # fmt: skip
    begins = [
        at(72, 720, f"Note: the {name} is shut.") + at(72, 600, f"{_BODY} {name}")
        for name in ("gate", "lock", "pier", "quay")
    ]
    rows = [
        at(72, 740, "Port") + at(200, 740, "Ships") + b"".join(at(72, 720 - 16 * k, f"Port {n}{k}") + at(200, 720 - 16 * k, f"{n * 10 + k}") for k in range(6))
        for n in range(1, 4)
    ]  # fmt: skip
    dated = [
        at(72, 30, f"Saved 5 March 2024, page {n} of 12") + at(72, 600, f"{_BODY} {n}")
        for n in range(1, 6)
    ]
    return [
        Case(_TITLES, "roman-numbers.pdf", pdf(*roman), (f"{_BODY} 1", "Nothing more was seen.", f"{_BODY} 4"), (" iii ", " ii ")),
        Case(_TITLES, "by-turns.pdf", pdf(*turns), (f"{_BODY} 10", f"{_BODY} 15"), ("Sea The gate", "harbour 13")),
        Case(_TITLES, "notes-at-top.pdf", pdf(*begins), ("the gate is shut.", "the lock is shut.", "the pier is shut.", "the quay is shut.")),
        Case(_TITLES, "table-over-pages.pdf", pdf(*rows), ("Port 10", "10", "Port 15", "Port 20", "Port 35", "35")),
        Case(_TITLES, "dated-foot.pdf", pdf(*dated), (f"{_BODY} 1", f"{_BODY} 5"), ("page 3 of 12",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of PDF, and those that try patience."""
    return [*_busy(), *_placed(), *_titles()]
