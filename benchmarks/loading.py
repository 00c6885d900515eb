"""How well and how fast PDFs are read, beside the libraries that people use for it.

Run: uv run --group benchmarks python -m benchmarks.loading
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
RUNNING_TITLE = "Proceedings of the Harbour Society"
PAGES = {"pdfplumber": 100, "pdfminer": 100}
"""For the slow; 1,000 for the others."""

RUNS = 2
_WORD = re.compile(r"\w+")
_TABLE = [["Year", "Stone", "Cost"], ["1954", "granite", "12.5"], ["1955", "basalt", "17.25"]]
_AFTER = 8
"""The table stands behind this paragraph."""


def precis(path: Path) -> str:
    """Précis itself, its worker process included."""
    from precis.loaders import load

    return "\n".join(document.page_content for document in load([str(path)]))


def pypdf(path: Path) -> str:
    """What LangChain's PyPDFLoader reads with."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def pdfplumber(path: Path) -> str:
    """What many table extractors read with."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def pdfminer(path: Path) -> str:
    """What markitdown and LangChain's PDFMinerLoader read PDFs with."""
    from pdfminer.high_level import extract_text

    return extract_text(path)


def pypdfium2(path: Path) -> str:
    """PDFium's own text, as it stands in the file."""
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


READERS: tuple[Callable[[Path], str], ...] = (precis, pypdf, pdfplumber, pdfminer, pypdfium2)


@dataclass(frozen=True)
class Paper:
    """The handbook as a paper: its paragraphs, and its headings."""

    paragraphs: list[str]

    @classmethod
    def of_handbook(cls) -> Paper:
        """Return the handbook of this project."""
        texts = [path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))]
        plain = [p for text in texts for p in text.split("\n\n") if not p.startswith(("```", "|"))]
        return cls([re.sub(r"[`*$@<>_\\\"\[\]]", "", " ".join(p.split())) for p in plain])

    @property
    def headings(self) -> list[str]:
        """Its headings, without their marks."""
        return [text.lstrip("# ") for text in self.paragraphs if text.startswith("#")]

    @property
    def words(self) -> list[str]:
        """Its words in order, those of the table among them."""
        rows = " ".join(cell for row in _TABLE for cell in row)
        whole = [*self.paragraphs[:_AFTER], rows, *self.paragraphs[_AFTER:]]
        return _WORD.findall(" ".join(whole))

    def pdf(self, columns: int) -> bytes:
        """Return it as typst sets it: justified, hyphenated, with running titles."""
        import typst

        lines = [
            f'#set page(paper: "a4", columns: {columns}, header: [{RUNNING_TITLE}], '
            "footer: context align(center)[#counter(page).display()])",
            '#set text(lang: "en", hyphenate: true, size: 10pt)',
            "#set par(justify: true)",
            *map(_typst, self.paragraphs[:_AFTER]),
            f"#table(columns: 3, {', '.join(f'[{c}]' for row in _TABLE for c in row)})",
            *map(_typst, self.paragraphs[_AFTER:]),
        ]
        return typst.compile("\n\n".join(lines).encode())


def _typst(paragraph: str) -> str:
    marks, _, text = paragraph.partition(" ")
    return (
        f"{'=' * len(marks)} {text}"
        if marks.strip("#") == ""
        else re.sub("[#/]", r"\\\g<0>", paragraph)
    )


def book(pages: int) -> bytes:
    """A book of this many pages, each with a heading, a running title and some 450 words."""
    from io import BytesIO

    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    words = Paper.of_handbook().words
    styles = getSampleStyleSheet()
    flow = []
    for page in range(pages):
        flow.append(Paragraph(f"Chapter {page + 1}", styles["Heading1"]))
        for part in range(5):
            start = (page * 5 + part) * 37 % (len(words) - 90)
            flow.append(Paragraph(" ".join(words[start : start + 90]) + ".", styles["Normal"]))
        flow.append(PageBreak())

    def decorate(canvas: Canvas, _: object) -> None:
        canvas.drawString(72, 800, RUNNING_TITLE)

    out = BytesIO()
    SimpleDocTemplate(out).build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()


def layout(folder: Path) -> None:
    """Print what is left of a paper of one column and of two."""
    paper = Paper.of_handbook()
    print("| reader | columns | words in order | headings | rows | running titles left |")
    print("|---|---|---|---|---|---|")
    for columns in (1, 2):
        path = folder / f"paper-{columns}.pdf"
        path.write_bytes(paper.pdf(columns))
        for reader in READERS:
            text = reader(path)
            order = SequenceMatcher(None, paper.words, _WORD.findall(text), autojunk=False).ratio()
            lines = set(text.split("\n"))
            found = [
                h for h in paper.headings if any(f"{'#' * n} {h}" in lines for n in range(1, 7))
            ]
            rows = sum(bool(re.search(r"[ |]+".join(map(re.escape, row)), text)) for row in _TABLE)
            print(
                f"| {reader.__name__} | {columns} | {100 * order:.1f}% "
                f"| {len(found)}/{len(paper.headings)} | {rows}/{len(_TABLE)} "
                f"| {text.count(RUNNING_TITLE)} |"
            )


def speed(folder: Path) -> None:
    """Print how fast a long book is read, and how much memory that takes."""
    print("\n| reader | pages | pages a CPU second | peak memory, MB |\n|---|---|---|---|")
    for reader in READERS:
        pages = PAGES.get(reader.__name__, 1000)
        path = folder / f"book-{pages}.pdf"
        if not path.exists():
            path.write_bytes(book(pages))
        command = [sys.executable, "-m", "benchmarks.loading", reader.__name__, str(path)]
        runs = [subprocess.run(command, capture_output=True, check=True) for _ in range(RUNS)]
        measured = [tuple(map(float, run.stdout.split())) for run in runs]
        seconds, memory = map(statistics.median, zip(*measured, strict=True))
        print(f"| {reader.__name__} | {pages} | {pages / seconds:.0f} | {memory:.0f} |")


def measure(reader: Callable[[Path], str], path: Path) -> None:
    """Print the CPU seconds of a read, and the peak memory in MB of the largest process."""
    import resource

    own = resource.getrusage(resource.RUSAGE_SELF)
    reader(path)
    if reader is precis:
        from precis.loaders.worker import stop_idle

        stop_idle()
    after, worker = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(u.ru_utime + u.ru_stime for u in (after, worker)) - own.ru_utime - own.ru_stime
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert peak
    print(seconds, max(int(peak[1]), worker.ru_maxrss) / 1024)


def main() -> None:
    """Print both tables, or measure one reader."""
    if sys.argv[1:]:
        measure(next(r for r in READERS if r.__name__ == sys.argv[1]), Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        layout(Path(folder))
        speed(Path(folder))


if __name__ == "__main__":
    main()
