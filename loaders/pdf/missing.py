"""Lines of a page that layout dropped, put back where they stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\s*$")
_SHINGLE = 6
_SURE = 24
"""Characters; so long a line may be there in parts, a shorter one is beside its neighbours."""

_NEIGHBOUR = 12
_MOST_LINES = 2000


class _Letters(NamedTuple):
    """The letters and digits of a text, and where each stands."""

    text: str
    places: Sequence[int]


def with_missing(text: str, lines: Sequence[str], titles: Iterable[str]) -> str:
    """Return the text of a page with those of its `lines` that it lacks; not with `titles`."""
    left_out = {_squeezed(title) for title in titles}
    left_out |= {"".join(sorted(left_out, key=len, reverse=True))}
    kept = [line for line in lines[:_MOST_LINES] if _squeezed(line) not in left_out]
    missing = set(_missing(text, kept))
    if not missing:
        return text
    before = ""
    for index, line in enumerate(kept):
        if index in missing:
            text = _inserted(text, before, line)
        before = line
    return text


def _missing(text: str, lines: Sequence[str]) -> Iterator[int]:
    squeezed = [_squeezed(line) for line in lines]
    whole, printed = _squeezed(text), "".join(squeezed)
    shingles = {whole[at : at + _SHINGLE] for at in range(len(whole))}
    left: dict[str, int] = {}
    for index, line in enumerate(squeezed):
        if not line:
            continue
        if not _is_there(line, whole, shingles):
            yield index
        elif len(line) < _SURE or line in whole:
            if line not in left:
                left[line] = printed.count(line) - whole.count(line)
            before = squeezed[index - 1][-_NEIGHBOUR:] if index else ""
            beside = before + line in whole if before else whole.startswith(line)
            if left[line] > 0 and not beside:
                left[line] -= 1
                yield index


def _is_there(line: str, whole: str, shingles: set[str]) -> bool:
    if line in whole:
        return True
    pieces = [line[at : at + _SHINGLE] for at in range(max(len(line) - _SHINGLE + 1, 1))]
    return sum(piece in shingles for piece in pieces) > len(pieces) / 2


def _inserted(text: str, before: str, line: str) -> str:
    """Put `line` after the line `before`: into its sentence if that continues, else after it."""
    if not text:
        return line
    letters = _letters(text)
    wanted = _squeezed(before)
    at = letters.text.rfind(wanted) if wanted else -1
    if at < 0 and not wanted:
        return f"{line}\n\n{text}"
    end = len(text) if at < 0 else letters.places[at + len(wanted) - 1] + 1
    while end < len(text) and not text[end].isspace():
        end += 1
    unfinished = not _SENTENCE_END.search(text[:end]) and line[0].islower()
    if unfinished and not text[text.rfind("\n", 0, end) + 1 :].startswith(("|", "#")):
        return f"{text[:end]} {line}{text[end:]}"
    end = text.find("\n\n", end)
    return f"{text}\n\n{line}" if end < 0 else f"{text[:end]}\n\n{line}{text[end:]}"


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _letters(text: str) -> _Letters:
    pairs = [
        (folded, place)
        for place, sign in enumerate(text)
        if sign.isalnum()
        for folded in sign.casefold()
    ]
    return _Letters("".join(sign for sign, _ in pairs), [place for _, place in pairs])
