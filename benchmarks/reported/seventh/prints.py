"""PDFs, typeset with Typst and ReportLab."""

from __future__ import annotations

from io import BytesIO

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf

_ARRIVES, _MARKS, _TITLES, _TABLES = "text arrives", "numbers and marks", "running titles", "tables"
_BODY = "The gate was opened at noon and the boats came in one by one, while the keeper wrote their names into the book of the harbour and the dog slept beside the lamp. "


def typeset(source: str) -> bytes:
    """Return the PDF of a source of Typst."""
    import typst

    return bytes(typst.compile(source.encode()))


def _printed(*paragraphs: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out, style = BytesIO(), getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out).build([Paragraph(text, style) for text in paragraphs])
    return out.getvalue()


def pages(header: str, footer: str, count: int, first: str = "") -> bytes:
    """Return pages with a running title and foot, the text of each beginning with `first`."""
    sheets = "\n#pagebreak()\n".join(f"{first.format(n)}\n\n{_BODY * 2} Boat {n * 7 + 3}." for n in range(1, count + 1))  # fmt: skip
    return typeset(f"#set page(width: 14cm, height: 12cm, header: context [{header}], footer: context [{footer}])\n{sheets}")  # fmt: skip


def _titles() -> list[Case]:
    number = "#counter(page).display()"
    whole = typeset(
        f"#set page(width: 14cm, height: 9cm, header: context [#if calc.odd(here().page()) [Annual report] else [Harbour of Ostend] #h(1fr) {number}])\n"
        f"#set par(justify: true)\n{_BODY * 60}"
    )
    return [
        Case(_TITLES, "report.pdf", pages("Annual report of the harbour", f"#h(1fr) Page {number} of 4", 4), ("Boat 10.", "Boat 17.", "Boat 24.", "Boat 31."), ("Annual report", "Page 2")),
        Case(_TITLES, "questions.pdf", pages("", number, 4, "Question {}"), ("Question 1", "Question 2", "Question 3", "Question 4")),
        Case(_TITLES, "cards.pdf", pages("", "", 3, "Serves {}"), ("Serves 1", "Boat 10.", "Serves 2", "Boat 17.", "Serves 3")),
        Case(_TITLES, "dashes.pdf", pages("", f"#h(1fr) – {number} – #h(1fr)", 4), ("Boat 10.", "Boat 31."), ("– 2 –", "– 3 –")),
        Case(_TITLES, "stamped.pdf", pages("", "#h(1fr) Downloaded from example.org on 5 May 2024", 4), ("Boat 10.", "Boat 31."), ("Downloaded",)),
        Case(_TITLES, "bates.pdf", pages("", "#h(1fr) HARB-00012#counter(page).display()", 4), ("Boat 10.", "Boat 31."), ("HARB-000122", "HARB-000123")),
        Case(_TITLES, "two-titles.pdf", whole, ("one by one, while the keeper wrote their names into the book of the harbour and the dog slept beside the lamp. The gate",), ("Annual report", "Harbour of Ostend")),
        Case(_TITLES, "chapters.pdf", pages("#if here().page() < 3 [1 Gates] else [2 Locks] #h(1fr) The harbour book", number, 4), ("Boat 10.", "Boat 31."), ("The harbour book",)),
        Case(_TITLES, "ruled-title.pdf", pages("The harbour book #h(1fr) May 2024 #line(length: 100%)", f"#line(length: 100%) Confidential #h(1fr) {number}/4", 4), ("Boat 10.", "Boat 31."), ("Confidential", "May 2024")),
        Case(_TITLES, "totals.pdf", pages("", number, 3, "Total for week {}: 115 boats"), ("week 1: 115", "week 2: 115", "week 3: 115")),
    ]  # fmt: skip


def _marks() -> list[Case]:
    noted = typeset(f"The wall fell in 1953#footnote[By a storm.] and in 1962. About $10^6$ grains lie in $m^2$ of sand. {_BODY}")  # fmt: skip
    raised = _printed("A grain weighs 10<super>-3</super> grams, and 10<super>6</super> of them a load.", "About <strike>100</strike> 120 boats came.")  # fmt: skip
    return [
        Case(_MARKS, "noted.pdf", noted, ("The wall fell in 1953", "and in 1962", "grains lie in", "By a storm."), ("19531", "106 ", "m2 ")),
        Case(_MARKS, "raised-by-hand.pdf", raised, ("A grain weighs 10", "grams", "of them a load."), ("10-3 ", "106 ")),
        Case(_MARKS, "struck-by-hand.pdf", raised, ("~~100~~ 120 boats came.",)),
    ]  # fmt: skip


def _grids() -> list[Case]:
    cells = "[Port], [Ships], [Draught], [Ostend], [11], [4.5], [Bruges], [12], [6.0], [Ghent], [13], [8.2]"
    bare = typeset(f"{_BODY}\n#table(columns: (1fr, 1fr, 1fr), stroke: none, {cells})\n{_BODY}")
    ruled = typeset(f"{_BODY}\n#table(columns: 3, table.cell(colspan: 3)[Ships by port], {cells})\n{_BODY}")  # fmt: skip
    lists = typeset("+ Wash the gate and the lock of the harbour.\n+ Dry them.\n  - with a cloth\n  - in the sun\n+ Oil the hinge.\n\n/ Berm: A flat shelf.\n/ Groyne: A low wall.")  # fmt: skip
    return [
        Case(_TABLES, "without-rules.pdf", bare, ("Port", "Ships", "Draught", "Ostend", "11", "4.5", "Bruges", "12", "6.0", "Ghent", "13", "8.2")),
        Case(_TABLES, "head-over-all.pdf", ruled, ("Ships by port", "Port", "Ships", "Draught", "Ostend", "11", "4.5", "Bruges", "12", "6.0")),
        Case(_ARRIVES, "listed.pdf", lists, ("1. Wash the gate and the lock of the harbour.", "2. Dry them.", "with a cloth", "in the sun", "3. Oil the hinge.", "Berm", "A flat shelf.", "Groyne", "A low wall.")),
    ]  # fmt: skip


def _texts() -> list[Case]:
    flipped = b"q 1 0 0 1 72.125 700 cm BT /F1 8 Tf 1 0 0 -1 0 8.969 Tm (Company:) Tj ET Q\nq 1 0 0 1 153.125 700 cm BT /F1 8 Tf 1 0 0 -1 0 8.969 Tm (EAGLE OUTFITTERS) Tj ET Q\nq 1 0 0 1 72.125 713.85 cm BT /F1 8 Tf 1 0 0 -1 0 8.969 Tm (Form type:) Tj ET Q\n"
    upright = (
        b"q 1 0 0 -1 0 800 cm\n"
        + flipped.replace(b"700 cm", b"100 cm").replace(b"713.85 cm", b"113.85 cm")
        + b"Q\n"
    )
    turned = (
        b"q -1 0 0 -1 600 800 cm\n"
        + at(72, 700, "The gate is open at noon, when the boats")
        + at(72, 684, "of the town come in one by one.")
        + at(72, 660, "The lock is shut at night.")
        + b"Q\n"
    )
    unseen = b"3 Tr\n" + at(72, 600, "Words below the picture.") + b"0 Tr\n"
    columns = typeset(
        f'#set page(width: 18cm, height: 14cm, columns: 2)\n#place(top + center, scope: "parent", float: true)[= The harbour book]\n#set par(justify: true)\nFirst column begins. {_BODY * 6} Last words of all.'
    )
    broken = typeset(
        f'#set page(width: 8cm)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\nThe well-known self-evident long-standing cross-examination of the twenty-first-century lock-keepers was re-examined by the non-governmental organization in the south-western counter-espionage headquarters. {_BODY}'
    )
    return [
        Case(_ARRIVES, "flipped-lines.pdf", pdf(upright), ("Company: EAGLE OUTFITTERS", "Form type:")),
        Case(_ARRIVES, "whole-page-turned.pdf", pdf(turned), ("The gate is open at noon, when the boats of the town come in one by one.", "The lock is shut at night.")),
        Case(_ARRIVES, "unseen-layer-of-text.pdf", pdf(unseen), ("Words below the picture.",)),
        Case(_ARRIVES, "columns.pdf", columns, ("The harbour book", "First column begins. The gate was opened", "Last words of all.")),
        Case(_ARRIVES, "compounds.pdf", broken, ("well-known self-evident long-standing cross-examination of the twenty-first-century lock-keepers was re-examined by the non-governmental organization in the south-western counter-espionage headquarters.",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases."""
    return [*_titles(), *_marks(), *_grids(), *_texts()]
