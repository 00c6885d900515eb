"""A folder of real files, in one file: nothing hangs, crashes or takes too much; the text arrives.

    uv run --group benchmarks python -m benchmarks.files FOLDER [--only pdf,docx] [--half 0]
                                                          [--converted FOLDER]

Each file is read as `precis load` reads it, in one worker process whose peak of memory and CPU
time are read from /proc (Linux); without the extra `ocr`, pictures are not recognized. The share
of text is that of the shingles of 4 letters or digits
that an independent reader finds in the container (PDFium for PDF, `w:t` for Word, cells for
sheets, what a browser shows for HTML …) and that Précis prints too: places and spaces don't
count. Of a web page Précis prints the main text alone, so its share is not meant to be 1.
"""

from __future__ import annotations

import glob
import json
import os
import re
import zipfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SECONDS = 60
MEGABYTES = 4000
SHINGLE = 4
WORST = 10
CELL = "\0"
"""Ends a cell of a sheet, whose neighbours may be printed in another order."""

_LETTER = re.compile(r"[^\W_]")
_TIMES = re.compile(r"^(WEBVTT.*|\d+|(.+\n)?.*-->.*|Kind:.*|Language:.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{1,99}>")
_COLOURS = re.compile("\x1b\\[[0-9;]*m")
_BASE64 = re.compile(r"data:[^,]{0,99};base64,.*|[A-Za-z0-9+/=\n]{300,}", re.DOTALL)
"""A picture as JSON holds it: bytes, which are no text."""


@dataclass
class Outcome:
    """What became of a file; `share` is None where nothing independent counts its text."""

    name: str
    errors: list[str]
    unread: list[str]
    seconds: float
    megabytes: float
    pages: int
    share: float | None = None

    @property
    def state(self) -> str:
        """Read, refused with a reason, crashed or hung."""
        text = " ".join(self.errors)
        if "not read within" in text:
            return "hung"
        return "crashed" if "crashed" in text else "refused" if self.errors else "read"


@dataclass
class Reader:
    """The worker process of Précis, and one for the independent readers; both can be replaced."""

    converted: Path | None = None
    pool: ProcessPoolExecutor = field(default_factory=lambda: ProcessPoolExecutor(1))

    def __post_init__(self) -> None:
        from precis.loaders.limits import Limits
        from precis.loaders.options import LoadOptions
        from precis.loaders.worker import Worker

        limits = Limits(seconds=SECONDS, memory=MEGABYTES)
        self.options = LoadOptions(limits=limits)
        self.worker = Worker(limits)

    def outcome(self, path: Path) -> Outcome:
        """Read a file and count its text."""
        from langchain_core.documents import Document
        from langchain_core.documents.base import Blob

        blob = Blob.from_path(path, guess_type=False, metadata={"source": str(path)})
        self._reset_peak()
        before = self._process() and self._cpu()
        items = list(self.worker.parse(blob, self.options))
        documents = [item for item in items if isinstance(item, Document)]
        outcome = Outcome(
            name=path.name,
            errors=[f"{item.reason}; {item.remedy}" for item in items if item not in documents],
            unread=[line for d in documents for line in d.metadata.get("unread", [])],
            seconds=self._cpu() - (before or 0) if self._process() else float(SECONDS),
            megabytes=self._peak() if self._process() else 0.0,
            pages=sum(len(d.metadata["pages"]) for d in documents) or 1,
        )
        if documents:
            text = "\n".join(document.page_content for document in documents)
            outcome.share = share(self._reference(path), text)
        return outcome

    def _reference(self, path: Path) -> str | None:
        try:
            return self.pool.submit(reference, path, self.converted).result(timeout=SECONDS)
        except (Late, BrokenProcessPool):
            for process in self.pool._processes.values():
                process.kill()
            self.pool = ProcessPoolExecutor(1)
        except Exception:  # noqa: BLE001 - what an odd file does to a reader beside ours
            return None
        return None

    def _process(self) -> int | None:
        return self.worker._process.pid if self.worker._process else None

    def _reset_peak(self) -> None:
        if pid := self._process():
            Path(f"/proc/{pid}/clear_refs").write_text("5")

    def _peak(self) -> float:
        status = Path(f"/proc/{self._process()}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self._process()}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share(wanted: str | None, found: str) -> float | None:
    """Return the share of the shingles of one text that are in another, None without any."""
    if wanted is None:
        return None
    want, got = shingles(wanted), shingles(found)
    return (want & got).total() / want.total() if want else None


def shingles(text: str) -> Counter[str]:
    """Count the runs of SHINGLE letters or digits, none across the border of two cells."""
    found: Counter[str] = Counter()
    for piece in text.casefold().split(CELL):
        letters = "".join(_LETTER.findall(piece))
        found.update(letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1))
    return found


def reference(path: Path, converted: Path | None = None) -> str | None:
    """Return the text of a file as something else reads it; None for what nothing here reads."""
    made = [] if converted is None else sorted(converted.glob(f"{glob.escape(path.name)}.od?"))
    read = REFERENCES.get(path.suffix.lower())
    if made:
        return _opendocument(made[0])
    return read(path) if read else None


def _pdf(path: Path) -> str:
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _parts(path: Path, names: str) -> Iterable[Any]:
    """Yield the roots of parts of a package, without what stands there twice for old readers."""
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(names, name.replace("\\", "/")):
                root = etree.fromstring(package.read(name), etree.XMLParser(recover=True))
                for fallback in root.iter("{*}Fallback"):
                    fallback.clear()
                yield root


def _texts(root: Any, *tags: str) -> str:
    return "\n".join(element.text or "" for tag in tags for element in root.iter(f"{{*}}{tag}"))


def _paragraphs(root: Any) -> str:
    """Return the text of Office Open XML, each paragraph apart."""
    texts = []
    for paragraph in root.iter("{*}p"):
        inside = (text for text in paragraph.iter("{*}t") if _paragraph_of(text) is paragraph)
        texts.append("".join(text.text or "" for text in inside))
    return CELL.join(texts)


def _paragraph_of(text: Any) -> Any:
    return next(text.iterancestors("{*}p"), None)


def _docx(path: Path) -> str:
    parts = r"word/(document|footnotes|endnotes|header|footer)\w*\.xml"
    return CELL.join(_paragraphs(root) for root in _parts(path, parts))


def _pptx(path: Path) -> str:
    parts = r"ppt/(slides/slide|notesSlides/notesSlide|diagrams/data)\d+\.xml"
    return CELL.join(_paragraphs(root) for root in _parts(path, parts))


def _xlsx(path: Path) -> str:
    strings = [
        _texts(item, "t")
        for root in _parts(path, r"xl/sharedStrings\.xml")
        for item in root.iter("{*}si")
    ]
    found = []
    for root in _parts(path, r"xl/worksheets/[^/]+\.xml"):
        for cell in root.iter("{*}c"):
            value = _texts(cell, "v")
            if cell.get("t") == "s" and value:
                found.append(strings[int(value)])
            elif cell.get("t") in {"str", "inlineStr"}:
                found.append(value or _texts(cell, "t"))
    return CELL.join(found)


def _xls(path: Path) -> str:
    import xlrd

    book = xlrd.open_workbook(path, logfile=StringIO())
    rows = (row for sheet in book.sheets() for row in sheet.get_rows())
    return CELL.join(str(cell.value) for row in rows for cell in row if cell.ctype == 1)


def _visible(markup: bytes | str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "lxml")
    for element in soup.find_all(["script", "style", "template", "noscript", "head", "svg"]):
        element.decompose()
    return soup.get_text("\n")


def _mail(path: Path) -> str:
    from email import message_from_bytes, policy

    texts = []
    for data in re.split(rb"(?m)^From .*\n", path.read_bytes()):
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(preferencelist=("plain", "html"))
        content = "" if part is None else part.get_content()
        is_page = part is not None and part.get_content_subtype() == "html"
        texts.append(_visible(content) if is_page else content)
    return "\n".join(texts)


def _notebook(path: Path) -> str:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = notebook.get("cells") or notebook["worksheets"][0]["cells"]
    texts = [cell.get("source", cell.get("input", "")) for cell in cells]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    texts += [
        output.get("text", output.get("data", {}).get("text/plain", "")) for output in outputs
    ]
    texts += [output.get("evalue", "") for output in outputs]
    return _COLOURS.sub("", "\n".join("".join(text) for text in texts))


def _json(path: Path) -> str:
    def strings(value: Any) -> Iterable[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield name
                is_page = isinstance(inner, str) and name.lower().endswith("html")
                yield from strings(_visible(inner) if is_page else inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)
        elif isinstance(value, str | int) and not _BASE64.fullmatch(str(value)):
            yield str(value)

    return "\n".join(strings(json.loads(path.read_text(encoding="utf-8-sig"))))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _subtitles(path: Path) -> str:
    return _TAG.sub("", _TIMES.sub("", _text(path)))


def _xml(path: Path) -> str:
    from lxml import etree

    return "\n".join(etree.parse(path).getroot().itertext(etree.Element))


def _opendocument(path: Path) -> str:
    return CELL.join(_shown_text(root) for root in _parts(path, r"content\.xml"))


def _flat(path: Path) -> str:
    from lxml import etree

    parser = etree.XMLParser(recover=True, huge_tree=True)
    return _shown_text(etree.parse(path, parser).getroot())


def _shown_text(root: Any) -> str:
    """Return the text of OpenDocument, each paragraph apart; of a sheet, that of its words."""
    for element in root.iter("{*}annotation", "{*}tracked-changes", "{*}note"):
        inside = element.find("{*}note-body")
        texts = [] if inside is None else list(inside.itertext())
        tail = element.tail
        element.clear()
        element.text, element.tail = "".join([CELL, *texts, CELL]), tail
    paragraphs = [p for body in root.iter("{*}body") for p in body.iter("{*}p", "{*}h")]
    return CELL.join("".join(p.itertext()) for p in paragraphs if not _is_number(p))


def _is_number(paragraph: Any) -> bool:
    """Return whether a paragraph shows a number of a cell, which Précis prints as it is stored."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    return paragraph.getparent().get(f"{{{office}}}value-type") not in {None, "string"}


def _epub(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        pages = [name for name in book.namelist() if re.search(r"html?$", name)]
        return CELL.join(_visible(book.read(name)) for name in pages)


def _fiction_book(path: Path) -> str:
    from lxml import etree

    root = etree.parse(path, etree.XMLParser(recover=True, huge_tree=True)).getroot()
    return CELL.join(text for body in root.iter("{*}body") for text in body.itertext())


REFERENCES: dict[str, Callable[[Path], str]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".pptx": _pptx,
    ".xlsx": _xlsx,
    ".xls": _xls,
    ".html": lambda path: _visible(path.read_bytes()),
    ".eml": _mail,
    ".ipynb": _notebook,
    ".json": _json,
    ".md": _text,
    ".txt": _text,
    ".csv": _text,
    ".xml": _xml,
    ".srt": _subtitles,
    ".vtt": _subtitles,
    **dict.fromkeys((".odt", ".ott", ".odp", ".odg", ".ods"), _opendocument),
    **dict.fromkeys((".fodt", ".fodp", ".fods"), _flat),
    ".docm": _docx,
    ".ppsx": _pptx,
    ".xlsm": _xlsx,
    ".mbox": _mail,
    ".epub": _epub,
    ".fb2": _fiction_book,
    ".xhtml": lambda path: _visible(path.read_bytes()),
}


def _row(kind: str, outcomes: list[Outcome]) -> str:
    states = Counter(outcome.state for outcome in outcomes)
    shares = [outcome.share for outcome in outcomes if outcome.share is not None]
    counts = " | ".join(str(states[state]) for state in ("read", "refused", "crashed", "hung"))
    peak = max(outcome.megabytes for outcome in outcomes)
    speed = median(outcome.pages / max(outcome.seconds, 0.01) for outcome in outcomes)
    slowest = max(outcome.seconds for outcome in outcomes)
    common = f"{median(shares):.3f} | {min(shares):.3f}" if shares else "– | –"
    memory = f"{median(outcome.megabytes for outcome in outcomes):.0f} | {peak:.0f}"
    cells = [kind, len(outcomes), counts, common, memory, f"{speed:.0f}", f"{slowest:.1f}"]
    return f"| {' | '.join(map(str, cells))} |"


def main(  # noqa: PLR0917 - the options of a command
    folder: Annotated[Path, typer.Argument()],
    only: Annotated[str, typer.Option(help="Suffixes, such as pdf,docx.")] = "",
    half: Annotated[int, typer.Option(help="Every other file, from 0 or 1; -1 for all.")] = -1,
    least_pages: Annotated[int, typer.Option(help="Leave out what has fewer pages.")] = 0,
    refused: Annotated[bool, typer.Option(help="List what was refused, and why.")] = False,
    converted: Annotated[
        Path | None,
        typer.Option(help="What LibreOffice made of old files: NAME.doc.odt, NAME.ppt.odp …"),
    ] = None,
) -> None:
    """Print a table of all formats and, for each, the files whose text arrives the least."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    paths = paths if half < 0 else paths[half::2]
    wanted = {f".{suffix}" for suffix in only.split(",") if suffix}
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    reader = Reader(converted)
    for path in paths:
        suffix = path.suffix.lower()
        if not wanted or suffix in wanted:
            outcome = reader.outcome(path)
            if outcome.pages >= least_pages:
                kinds[suffix.removeprefix(".")].append(outcome)
    reader.worker.stop()
    reader.pool.shutdown()
    print(
        "| format | files | read | refused | crashed | hung | share, median | share, least ", end=""
    )
    print("| MB, median | MB, most | pages/CPU s | CPU s, most |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for kind, outcomes in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(_row(kind, outcomes))
    for kind, outcomes in kinds.items():
        _details(kind, outcomes, refused=refused)


def _details(kind: str, outcomes: list[Outcome], *, refused: bool) -> None:
    counted = [outcome for outcome in outcomes if outcome.share is not None]
    worst = sorted(counted, key=lambda outcome: outcome.share or 0)[:WORST]
    print(f"\n{kind}, the least:" if worst else "")
    for outcome in worst:
        remarks = f" ({'; '.join(outcome.unread)})" if outcome.unread else ""
        print(f"  {outcome.share:.3f} {outcome.name}{remarks}")
    largest = max(outcomes, key=lambda outcome: outcome.megabytes)
    print(f"  most memory: {largest.megabytes:.0f} MB, {largest.name}")
    for outcome in outcomes:
        if outcome.state in {"crashed", "hung"} or (refused and outcome.state == "refused"):
            print(f"  {outcome.state}: {outcome.name}: {'; '.join(outcome.errors)}")


if __name__ == "__main__":
    typer.run(main)
