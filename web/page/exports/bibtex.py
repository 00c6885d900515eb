"""The sources that results cite, as entries of BibTeX."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from precis.chains.presentation import clean, name
from precis.web.page.content.results import sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.web.job import Job

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    **{it: f"\\{it}" for it in "&%$#_"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def as_bibtex(jobs: Sequence[Job]) -> str:
    """Return an entry for each cited source, in the order of first citation."""
    titles: dict[str, tuple[str, str]] = {}
    for job in jobs:
        for section in sections(job):
            for note in section.notes:
                citation = note.citation
                titles.setdefault(citation["document_id"], (note.title, citation["source"]))
    entries = []
    used: set[str] = set()
    for title, source in titles.values():
        key = _key(title, used)
        used.add(key)
        where = f"url = {{{source}}}" if "://" in source else f"note = {{{_safe(name(source))}}}"
        entries.append(f"@misc{{{key},\n  title = {{{{{_safe(title)}}}}},\n  {where}\n}}\n")
    return "\n".join(entries)


def _key(title: str, used: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", plain.lower())[:4]) or "source"
    number = next(
        n for n in range(1, len(used) + 2) if (key if n == 1 else f"{key}-{n}") not in used
    )
    return key if number == 1 else f"{key}-{number}"


def _safe(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(clean(text).split()))
