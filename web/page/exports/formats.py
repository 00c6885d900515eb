"""The formats that results are saved in, by extension."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from precis.web.page.exports.bibtex import as_bibtex
from precis.web.page.exports.markdown import as_markdown
from precis.web.page.exports.table import as_csv
from precis.web.page.exports.word import as_docx
from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.web.job import Job

FORMATS = {
    "docx": "Word, with footnotes",
    "md": "Markdown",
    "json": "JSON",
    "bib": "BibTeX of the sources",
    "csv": "Table (CSV)",
}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "bib": "application/x-bibtex; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
_UNSAFE = re.compile(r"[^\w.-]+")


def exported(title: str, jobs: Sequence[Job], kind: str) -> Response:
    """Return finished jobs as one file. Raises ProblemError for an unknown format."""
    if kind not in FORMATS:
        raise ProblemError(404, f"there is no export format '{kind[:20]}'")
    done = [job for job in jobs if job.status == "done"]
    if not done:
        raise ProblemError(404, "there is nothing to save yet")
    match kind:
        case "docx":
            content: str | bytes = as_docx(title, done)
        case "md":
            content = as_markdown(title, done)
        case "bib":
            content = as_bibtex(done)
        case "csv":
            content = as_csv(done)
        case _:
            results = [job.result for job in done]
            whole = results[0] if len(results) == 1 else {"title": title, "turns": results}
            content = json.dumps(whole, ensure_ascii=False, indent=2)
    name = _UNSAFE.sub("-", title).strip("-.")[:60] or "precis"
    saved = f"attachment; filename=\"precis.{kind}\"; filename*=UTF-8''{quote(name)}.{kind}"
    return Response(content, media_type=_TYPES[kind], headers={"content-disposition": saved})
