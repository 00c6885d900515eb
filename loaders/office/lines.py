"""A line of text as it is put together: what is raised, lowered and struck out is marked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.marks import lowered, raised, struck

if TYPE_CHECKING:
    from collections.abc import Iterable

RAISED, LOWERED = "superscript", "subscript"


class Block(NamedTuple):
    """A paragraph, a table or whatever stands by itself."""

    text: str
    in_list: bool = False


class Line:
    """The text of a paragraph, and the blocks that are anchored in it."""

    def __init__(self, before: str = "") -> None:
        self._pieces: list[tuple[str, str, bool]] = [(before, "", False)] if before else []
        self.anchored: list[str] = []

    def add(self, text: str, position: str = "", *, is_struck: bool = False) -> None:
        """Add text; `position` is RAISED, LOWERED or ""."""
        if text:
            self._pieces.append((text, position, is_struck))

    @property
    def text(self) -> str:
        """The text so far."""
        written = ""
        for is_struck, pieces in groupby(self._pieces, key=lambda piece: piece[2]):
            part = ""
            for position, group in groupby(pieces, key=lambda piece: piece[1]):
                text = "".join(piece[0] for piece in group)
                if position == RAISED:
                    text = raised(written + part, text)
                elif position == LOWERED:
                    text = lowered(written + part, text)
                part += text
            written += struck(part) if is_struck else part
        return written


def joined(blocks: Iterable[Block]) -> str:
    """Return blocks as text: items of a list on lines, all else apart."""
    text, before = "", False
    for block in blocks:
        text += ("\n" if before and block.in_list else "\n\n") if text else ""
        text += block.text
        before = block.in_list
    return text
