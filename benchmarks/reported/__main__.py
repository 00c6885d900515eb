"""Inputs after public bug reports on other loaders: is what has to hold true of each?

    uv run --no-sync python -m benchmarks.reported [--set 2] [--only mail]

The reports are those of unstructured, markitdown, docling, pandoc, Tika, pdfminer, pypdf,
python-docx, openpyxl, python-pptx, trafilatura, readability and others; no file of theirs is used. The second set is in `second/`,
the third in `third.py`, the fourth in `fourth/`, the fifth
in `fifth.py`, the seventh in `seventh/`, the eighth in `eighth.py`, the ninth in
`ninth/`, the tenth in `tenth.py`, the eleventh in `eleventh/`
and the twelfth in `twelfth.py`, here sets 6 to 11.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.reported import (
    eighth,
    eleventh,
    fifth,
    fourth,
    hostile,
    ninth,
    pages,
    second,
    seventh,
    sheets,
    tenth,
    texts,
    third,
    twelfth,
    words,
)

if TYPE_CHECKING:
    from benchmarks.reported.case import Case

SECONDS = 20


def _load_case(case: Case, folder: Path) -> tuple[str, str]:
    """Return what is printed of a case, and its remarks and errors."""
    from precis.loaders import LoadError, LoadOptions, load
    from precis.loaders.limits import Limits

    path = folder / case.file
    if not case.beside:
        path.write_bytes(case.data)
    for name, data in case.beside:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    errors: list[LoadError] = []
    options = LoadOptions(limits=Limits(seconds=SECONDS))
    documents = list(load([str(path)], options, errors.append))
    texts = [f"{d.metadata.get('title', '')}\n{d.page_content}" for d in documents]
    if case.beside:
        texts = [
            f"{d.metadata.get('title')}\n{d.metadata.get('author')}\n{d.page_content}\n"
            f"links: {', '.join(d.metadata.get('links', []))}"
            for d in documents
        ]
    remarks = [r for d in documents for r in d.metadata.get("unread", [])]
    told = " ".join([*remarks, *map(str, errors)]).replace(str(path), "").replace(case.file, "")
    return "\n".join(texts), told


def _failure(case: Case, folder: Path) -> str:
    """Return what does not hold, "" if all does."""
    began = monotonic()
    text, told = _load_case(case, folder)
    if monotonic() - began >= SECONDS:
        return "it hangs"
    if case.fails:
        return "" if all(word in told for word in case.contains) else f"the error says: {told}"
    if case.told and any(word.lower() in told.lower() for word in case.told):
        return ""
    flat, at = " ".join(text.split()), 0
    for part in case.contains:
        exact = part in text
        at = flat.find(" ".join(part.split()), at)
        if at < 0 and not exact:
            return f"missing or out of order: {part!r} in {flat[:300]!r} {told!r}"
        at = max(at, 0)
    return next((f"wrong: {a!r} in {flat[:300]!r}" for a in case.absent if a in flat), "")


def main(
    only: Annotated[str, typer.Option(help="Kind of the cases.")] = "",
    which: Annotated[int, typer.Option("--set", min=1, max=11, help="Set of cases.")] = 1,
) -> None:
    """Print what does not hold, and how many cases of each kind do."""
    first = (hostile, words, sheets, pages, texts)
    every = (
        [case for module in first for case in module.cases()],
        second.cases(),
        third.cases(),
        fourth.cases(),
        fifth.cases(),
        seventh.cases(),
        eighth.cases(),
        ninth.cases(),
        tenth.cases(),
        eleventh.cases(),
        twelfth.cases(),
    )[which - 1]
    all_of, held = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for case in every:
            if not case.kind.startswith(only):
                continue
            failure = _failure(case, Path(folder))
            all_of[case.kind] += 1
            held[case.kind] += not failure
            if failure:
                print(f"{case.kind} · {case.file}: {failure}")
            path = Path(folder) / case.file
            shutil.rmtree(path) if case.beside else path.unlink()
    print("\n| kind | cases | hold |\n|---|---|---|")
    for kind, count in sorted(all_of.items()):
        print(f"| {kind} | {count} | {held[kind]} |")
    print(f"| all | {all_of.total()} | {held.total()} |")


if __name__ == "__main__":
    typer.run(main)
