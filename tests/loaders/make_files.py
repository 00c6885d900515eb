"""Make the files of `files/`, `pictures/` and `encrypted/` again, by the programs that people use.

Needs pandoc, LibreOffice and zip (Debian: pandoc libreoffice-writer libreoffice-calc
libreoffice-impress zip). Run: uv run --with typst --with weasyprint tests/loaders/make_files.py
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import typst
import weasyprint
from PIL import Image
from pypdfium2 import PdfDocument

HERE = Path(__file__).parent
FILES = HERE / "files"
PICTURES = HERE / "pictures"
ENCRYPTED = HERE / "encrypted"
PASSWORD = "harbour"
RUNNING_TITLE = "Studies in Coastal History"


def run(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), check=True, cwd=FILES)


def pandoc() -> None:
    for kind in ("docx", "odt", "rtf", "epub", "rst", "ipynb"):
        run("pandoc", "-s", "book.md", "-o", f"pandoc.{kind}")
    run("pandoc", "-s", "book.md", "-t", "docbook5", "-o", "pandoc.xml")
    run("pandoc", "-s", "book.md", "-t", "html5", "-o", "pandoc.html")
    run("pandoc", "-s", "slides.md", "-o", "pandoc.pptx")


def libreoffice() -> None:
    sources = {
        "pandoc.docx": ("odt", "rtf", "pdf", "docx"),
        "pandoc.pptx": ("odp", "pptx"),
        "costs.csv": ("ods", "xlsx", "xls"),
    }
    for source, kinds in sources.items():
        for kind in kinds:
            run("soffice", "--headless", "--convert-to", kind, source)
            made = FILES / f"{Path(source).stem}.{kind}"
            made.rename(FILES / f"libreoffice.{kind}")
    run("git", "checkout", "pandoc.docx", "pandoc.pptx")


def papers() -> None:
    """Two columns, running title and page numbers, words broken at line ends, an outline."""
    text = (FILES / "paper.md").read_text(encoding="utf-8")
    markup = re.sub(r"^(#+)", lambda marks: "=" * len(marks[1]), text, flags=re.MULTILINE)
    markup = re.sub(r"(?:^\|.*\n)+", _typst_table, markup, flags=re.MULTILINE)
    page = (
        f'#set page(paper: "a5", columns: 2, margin: 1.5cm, header: [{RUNNING_TITLE}], '
        "footer: context align(right)[Page #counter(page).display()])\n"
        '#set par(justify: true)\n#set text(size: 9pt, lang: "en", hyphenate: true)\n'
        '#set document(title: "Walls against the sea", author: "Ann Smith")\n'
    )
    (FILES / "typst.pdf").write_bytes(typst.compile((page + markup).encode()))
    body = subprocess.run(
        ["pandoc", "-f", "gfm", "-t", "html5", "paper.md"],
        capture_output=True, text=True, check=True, cwd=FILES,
    ).stdout  # fmt: skip
    style = (
        f'@page {{ size: A5; margin: 1cm; @top-center {{ content: "{RUNNING_TITLE}" }} '
        '@bottom-right { content: "Page " counter(page) } }'
        "body { columns: 2; column-gap: 6mm; text-align: justify; hyphens: auto; font: 8pt serif }"
        "h1, h2, h3 { text-align: left }"
    )
    markup = f"<html lang=en><title>Walls against the sea</title><style>{style}</style>{body}"
    weasyprint.HTML(string=markup).write_pdf(FILES / "weasyprint.pdf")


def _typst_table(rows: re.Match[str]) -> str:
    head, _, *body = (line.strip("| ").split(" | ") for line in rows[0].strip().split("\n"))
    cells = ", ".join(f"[{cell.strip()}]" for row in [head, *body] for cell in row)
    return f"#table(columns: {len(head)}, {cells})\n"


def formulas() -> None:
    """Sentences with formulas, and years with the mark of a note, each on a page."""
    notes = (
        f"The wall fell in {year}#footnote[By a storm.] and again in {year}."
        for year in (1953, 2024, 1111)
    )
    pages = {
        "formula.pdf": ["Let $f(x) = a x^2 + b$ be it.", "About $10^6$ grains lie in it."],
        "powers.pdf": ["So $E = m c^2$ holds for all.", "About $10^6$ grains lie in it."],
        "notes.pdf": [*notes],
    }
    for name, texts in pages.items():
        (FILES / name).write_bytes(typst.compile("\n#pagebreak()\n".join(texts).encode()))


def scans() -> None:
    """Pictures of a few lines, which each take long: a PDF of two columns without text, and what
    cameras and scanners write of two lines on a square, the form that is enlarged least.
    """
    with PdfDocument(FILES / "typst.pdf") as pdf:
        whole = pdf[0].render(scale=150 / 72).to_pil().convert("L")
    columns = whole.crop((0, 325, whole.width, 498))
    top = Image.new("L", (380, 380), "white")
    top.paste(whole.crop((80, 214, 437, 264)), (10, 60))
    columns.convert("1").save(PICTURES / "scan.pdf", resolution=150)
    top.save(PICTURES / "scan.png")
    top.save(PICTURES / "scan.jpg", quality=60)
    top.save(PICTURES / "scan.webp", quality=60)
    top.convert("1").save(
        PICTURES / "scan.tiff",
        save_all=True,
        append_images=[top.convert("1")],
        compression="group4",
    )


def encrypted() -> None:
    for kind in ("docx", "xlsx"):
        out = ENCRYPTED / f"harbour.{kind}"
        run("msoffcrypto-tool", "-e", "-p", PASSWORD, f"libreoffice.{kind}", out)
    (ENCRYPTED / "harbour.zip").unlink(missing_ok=True)
    run("zip", "-q", "-P", PASSWORD, ENCRYPTED / "harbour.zip", "slides.md", "costs.csv")
    # harbour.odt was saved with this password by LibreOffice, whose command line cannot do it.


if __name__ == "__main__":
    assert Image
    pandoc()
    libreoffice()
    papers()
    formulas()
    scans()
    encrypted()
