"""PDFs: papers, forms, government prints, slides and scans with a bad layer of text."""

from __future__ import annotations

from io import BytesIO

from benchmarks.reported.case import Case
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.seventh.old import converted
from benchmarks.reported.seventh.prints import pages, typeset

_ARRIVES, _MARKS, _TITLES, _TABLES, _PACKED = "text arrives", "numbers and marks", "running titles", "tables", "containers"  # fmt: skip
_BODY = "The ferry was painted at noon and the guests went aboard one by one, while the mate wrote their names into the log of the ship and the cat slept beside the stove. "


def _prints() -> list[Case]:
    number = "#counter(page).display()"
    paper = typeset(
        f'#set page(width: 18cm, height: 20cm, columns: 2)\n#set text(hyphenate: true)\n#set par(justify: true)\n#place(top, scope: "parent", float: true)[#align(center)[#text(16pt)[Crossing in ice]\\ Ada Lind#super[1], Olga Berg#super[2]\\ #super[1]University of Oslo]]\n= Introduction\n{_BODY * 6}\n= Method\nWe count trips.#footnote[Since 1988.] {_BODY * 4}\n#figure(table(columns: 2, [Port], [Ships], [Ostend], [11]), caption: [Ships by port])\n= References\n[1] Lind, A. Ships of the sound. Oslo, 1999.'
    )
    slides = typeset(
        "#set page(width: 16cm, height: 9cm)\n#set text(18pt)\n= Boats by gate\n- North: 11\n- South: 12\n  - of which 3 are sailing boats\n#pagebreak()\n#grid(columns: 2, gutter: 1cm, [*Summer*\\ Eleven crossings], [*Winter*\\ Four crossings])\n#place(bottom + right)[2]"
    )
    form = typeset(
        "#set page(width: 18cm, height: 12cm)\n#table(columns: (1fr, 2fr), [Name of vessel:], [Astrid], [Gross tonnage:], [1,187], [Home port:], [Ostend])\n☐ New  ☒ Renewal"
    )
    contract = typeset(
        f'#set page(width: 14cm, height: 14cm, numbering: "1 / 1")\n#set heading(numbering: "1.1")\n= Definitions\n(a) “Carrier” means the company;\n\n(b) “Guest” means anyone on board.\n= Liability\n== Delay\n{_BODY * 8}\n== Loss\n{_BODY * 3}'
    )
    toc = typeset(
        f"#set page(width: 14cm, height: 14cm)\n#outline()\n#pagebreak()\n= Crossing\n{_BODY}\n= Freight\n{_BODY}"
    )
    hyphens = typeset(
        '#set page(width: 8cm, height: 20cm)\n#set text(hyphenate: true, lang: "de")\n#set par(justify: true)\nDie Schifffahrtsgesellschaft übernimmt Verantwortung für Verspätungen, Donaudampfschifffahrt und E-Mail-Benachrichtigungen, sofern Fahrgastinformationen vorliegen.'
    )
    chem = typeset(
        "#set page(width: 16cm, height: 8cm)\nAbout 10#super[−3] mol of CO#sub[2] and 5 × 10#super[6] grains, ½ cup, 12 µm, 20 °C, 3‰ and £5."
    )
    arabic = typeset(
        '#set page(width: 12cm, height: 8cm)\n#set text(lang: "fr")\nL’été, l’équipage «repeint» la coque — œuvre coûteuse: 1 250,50 € par côté.'
    )
    side = typeset(
        f"#set page(width: 16cm, height: 16cm, margin: (left: 5cm))\n#place(left, dx: -4cm)[#box(width: 3cm)[_Mind the ramp in spring._]]\n{_BODY * 6}"
    )
    spread = typeset(
        "#set page(width: 20cm, height: 12cm)\n#table(columns: 4, table.header([Port], [2021], [2022], [2023]), [Ostend], [1.234], [–], [(12)], [Bruges], [5.678], [90], [7], table.cell(colspan: 4)[Source: harbour office])"
    )
    multi = typeset(
        "#set page(width: 14cm, height: 9cm)\n#table(columns: 2, table.header(repeat: true, [Port], [Ships]), ..range(1, 31).map(n => ([Port #n], [#(n * 7)])).flatten())"
    )
    draft = typeset(
        f"#set page(width: 14cm, height: 12cm, background: rotate(-45deg, text(60pt, fill: luma(200))[DRAFT]))\n{_BODY * 8}\n#pagebreak()\n{_BODY * 3}"
    )
    listing = typeset(
        "#set page(width: 14cm, height: 10cm)\nRun this:\n```py\ndef sail(n):\n    if n > 4:\n        moor()\n    return n\n```\nThen wait for the tide to turn."
    )
    ligatures = typeset(
        '#set page(width: 14cm, height: 8cm)\n#set text(font: "Libertinus Serif")\nThe office staff find five efficient fluid flasks; the affluent officer baffled.'
    )
    caps = typeset(
        "#set page(width: 14cm, height: 10cm)\n#grid(columns: 2, column-gutter: 1cm, [Invoice no. 4711\\ Date 5 March 2024], [Ferry Ltd\\ Quay 5\\ 8400 Ostend])\n#v(1cm)\n#table(columns: 3, [Item], [Qty], [Price], [Rope], [2], [49.90], [], [Total], [99.80])"
    )
    return [
        Case(_ARRIVES, "paper.pdf", paper, ("Crossing in ice", "Ada Lind", "Introduction", "while the mate wrote their names into the log of the ship and the cat slept beside the stove. The ferry was painted", "Method", "We count trips.", "References", "Ships of the sound."), ("trips.1 The",)),
        Case(_ARRIVES, "slides.pdf", slides, ("Boats by gate", "North: 11", "South: 12", "of which 3 are sailing boats", "Summer", "Eleven crossings", "Winter", "Four crossings")),
        Case(_TABLES, "form.pdf", form, ("Name of vessel:", "Astrid", "Gross tonnage:", "1,187", "Home port:", "Ostend", "New", "Renewal")),
        Case(_TITLES, "contract.pdf", contract, ("1 Definitions", "(a) “Carrier” means the company;", "(b) “Guest” means anyone on board.", "2 Liability", "2.1 Delay", "2.2 Loss"), ("1 / 3", "2 / 3")),
        Case(_ARRIVES, "contents.pdf", toc, ("Contents", "Crossing", "Freight", "Crossing", "The ferry was painted")),
        Case(_MARKS, "hyphens.pdf", hyphens, ("Die Schifffahrtsgesellschaft übernimmt Verantwortung für Verspätungen, Donaudampfschifffahrt und E-Mail-Benachrichtigungen, sofern Fahrgastinformationen vorliegen.",)),
        Case(_MARKS, "units.pdf", chem, ("About 10", "mol of CO", "grains, ½ cup, 12", "m, 20 °C, 3‰ and £5."), ("10−3 ", "106 ", "10-3 ")),
        Case(_MARKS, "french.pdf", arabic, ("L’été, l’équipage «repeint» la coque — œuvre coûteuse: 1 250,50 € par côté.",)),
        Case(_ARRIVES, "margin.pdf", side, ("while the mate wrote their names into the log of the ship and the cat slept beside the stove. The ferry was painted at noon",)),
        Case(_TABLES, "years.pdf", spread, ("Port", "2021", "2022", "2023", "Ostend", "1.234", "–", "(12)", "Bruges", "5.678", "90", "7", "Source: harbour office")),
        Case(_TABLES, "long-table.pdf", multi, ("Port 1", "7", "Port 15", "105", "Port 30", "210")),
        Case(_ARRIVES, "draft.pdf", draft, ("the cat slept beside the stove. The ferry was painted at noon and the guests went aboard",)),
        Case(_ARRIVES, "listing.pdf", listing, ("Run this:", "def sail(n):", "if n > 4:", "moor()", "return n", "Then wait for the tide to turn.")),
        Case(_ARRIVES, "flasks.pdf", ligatures, ("The office staff find five efficient fluid flasks; the affluent officer baffled.",)),
        Case(_TABLES, "invoice.pdf", caps, ("Invoice no. 4711", "5 March 2024", "Item", "Qty", "Price", "Rope", "2", "49.90", "Total", "99.80")),
        Case(_TITLES, "edition.pdf", pages("Official Journal #h(1fr) C 12/" + number, "", 4), ("Boat 10.", "Boat 31."), ("Official Journal",)),
        Case(_TITLES, "hansard.pdf", pages(f"{number} #h(1fr) Ferry Bill #h(1fr) 5 MARCH 2024", "", 4), ("Boat 10.", "Boat 31."), ("Ferry Bill",)),
        Case(_TITLES, "pages-of.pdf", pages("", f"FERRY-2024 rev. B #h(1fr) Seite {number} von 4", 4), ("Boat 10.", "Boat 31."), ("Seite 2", "rev. B")),
        Case(_TITLES, "doi.pdf", pages("Lind #emph[et al.] Ships 2024, *12*:34", f"#h(1fr) https://doi.org/10.1234/abc #h(1fr) {number}", 4), ("Boat 10.", "Boat 31."), ("et al", "10.1234")),
    ]  # fmt: skip


def _drawn() -> list[Case]:
    """Return pages with operators that programs write, and those that others make of documents."""
    scan = pdf(b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q 3 Tr " + at(60, 700, "Tlie  f erry sai1s at no0n."))  # fmt: skip
    spaced = pdf(
        b"BT /F1 12 Tf 60 700 Td 6 Tc (ANNUAL REPORT) Tj 0 Tc ET "
        + at(60, 650, "The ferry sails at noon.")
    )
    shadow = pdf(at(60, 700, "The ferry") + at(60.6, 699.4, "The ferry") + at(60, 650, "It sails."))
    kerned = pdf(
        b"BT /F1 12 Tf 60 700 Td [(T) 80 (he f) -20 (erry) -300 (sails) -300 (at) -280 (noon.)] TJ ET"
    )
    empty = pdf(b"", b"", b"")
    cut = pdf(at(60, 700, "The ferry sails at noon."))[:-200]
    import pypdf

    def reworked(change: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(at(60, 700, "The ferry sails."), at(60, 700, "It lands."))))  # fmt: skip
        if change == "compressed":
            writer.compress_identical_objects()
        elif change == "owner":
            writer.encrypt(user_password="", owner_password="x", algorithm="AES-128")
        elif change == "attached":
            writer.add_attachment("note.txt", b"The key is under the mat.")
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    from docx import Document

    made = Document()
    made.add_heading("The ferry", 1)
    made.add_paragraph("It sails eleven times a day.")
    made.add_paragraph("North", style="List Bullet")
    grid = made.add_table(2, 2, style="Table Grid")
    for n, text in enumerate(("Port", "Ships", "Ostend", "11")):
        grid.cell(n // 2, n % 2).text = text
    out = BytesIO()
    made.save(out)
    return [
        Case(_ARRIVES, "bad-layer.pdf", scan, ("f erry",), told=("scan", "picture", "recogniz")),
        Case(_ARRIVES, "spaced.pdf", spaced, ("The ferry sails at noon.",)),
        Case(_ARRIVES, "shadow.pdf", shadow, ("The ferry", "It sails."), ("The ferry The ferry", "TThhee")),
        Case(_ARRIVES, "kerned-words.pdf", kerned, ("The ferry sails at noon.",)),
        Case(_ARRIVES, "empty-pages.pdf", empty, ("no text",), fails=True),
        Case(_PACKED, "cut.pdf", cut, ("The ferry sails at noon.",), told=("damaged",)),
        Case(_PACKED, "owner.pdf", reworked("owner"), ("The ferry sails.", "It lands.")),
        Case(_PACKED, "with-note.pdf", reworked("attached"), ("The ferry sails.", "It lands.", "The key is under the mat.")),
        Case(_ARRIVES, "of-office.pdf", converted(out.getvalue(), "a.docx", "pdf"), ("The ferry", "It sails eleven times a day.", "North", "Port", "Ships", "Ostend", "11")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of PDFs."""
    return [*_prints(), *_drawn()]
