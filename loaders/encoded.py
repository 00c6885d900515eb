"""Detect pictures and files encoded in text: base64, uuencode."""

from __future__ import annotations

import re

_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,100}base64,[A-Za-z0-9+/=_%-]*+")
_RUN = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{60,}+=*+(?:\s{1,2}[A-Za-z0-9+/]{60,}+=*+)*+")
_BEGIN = re.compile(r"begin [0-7]{3,4} \S.{0,200}")
_CODED = re.compile(r"[ -`]{0,62}\s?")
_MAGIC = ("iVBORw0KGgo", "/9j/", "R0lGOD", "JVBERi0", "UEsDB", "UklGR")
"""How PNG, JPEG, GIF, PDF, ZIP and WebP begin in base64."""

_LONG = 300
"""Characters. No word of any language and no identifier is as long."""


def without_encoded(text: str) -> tuple[str, int]:
    """Return `text` without such bytes, and how many times it had some.

    >>> without_encoded("a (data:image/png;base64,iVBORw0KGgo=) b")
    ('a () b', 1)
    """
    count = 0

    def dropped(found: re.Match[str]) -> str:
        nonlocal count
        if not found[0].startswith("data:") and not _is_bytes(found[0]):
            return found[0]
        count += 1
        return ""

    return _RUN.sub(dropped, _DATA_ADDRESS.sub(dropped, text)), count


def without_uuencoded(text: str) -> tuple[str, int]:
    """Return `text` without the files that old mail has in it, and how many it had.

    >>> without_uuencoded("See:\\nbegin 644 a.txt\\n#0V%T\\n`\\nend\\nBye.")
    ('See:\\nBye.', 1)
    """
    kept: list[str] = []
    begun, count = -1, 0
    for line in text.split("\n"):
        if begun < 0 and _BEGIN.fullmatch(line):
            begun = len(kept)
        elif begun >= 0 and line.rstrip() == "end":
            del kept[begun:]
            begun, count = -1, count + 1
            continue
        elif begun >= 0 and not _CODED.fullmatch(line):
            begun = -1
        kept.append(line)
    return "\n".join(kept), count


def _is_bytes(run: str) -> bool:
    """Return whether a run is no word and no sequence of letters that stand for something else."""
    if run.startswith(_MAGIC):
        return True
    kinds = (str.isupper, str.islower, str.isdigit)
    return len(run) >= _LONG and all(any(kind(one) for one in run) for kind in kinds)
