"""Remarks in the metadata `unread`: what a source holds that its text does not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY = "unread"
"""The entry of a Document's metadata: a list of remarks, there only when something is missing."""

COMMENT_REMEDY = "to read comments, use --comments"
_MOST_CHARACTERS = 200


class Unread:
    """Collects what a parser comes upon and cannot turn into text.

    >>> unread = Unread()
    >>> unread.add("chart")
    >>> unread.add("chart")
    >>> unread.remark("line 7 is not JSON")
    >>> unread.metadata()
    {'unread': ['2 charts were not read', 'line 7 is not JSON']}
    """

    def __init__(self, *, comments: bool = False) -> None:
        """With `comments`, comments are read, not counted."""
        self._comments = comments
        self._kinds: Counter[str] = Counter()
        self._remarks: dict[str, None] = {}

    def add(self, kind: str, count: int = 1, plural: str = "") -> None:
        """Count things of a kind, such as "chart"; `plural` where that is not `kind` + "s"."""
        name = f"{kind}\0{plural or f'{kind}s'}"
        self._kinds[name] += count

    def comment(self, author: str, text: str, about: str = "") -> str:
        """Return a comment as a line, "" where it is counted, for comments were not asked for."""
        text = " ".join(text.split())
        if not self._comments or not text:
            self.add("comment")
            self.remark(COMMENT_REMEDY)
            return ""
        head = " ".join(
            filter(
                None, ["Comment", f"on {about}" if about else "", f"by {author}" if author else ""]
            )
        )
        return f"{head}: {text}"

    def remark(self, line: str) -> None:
        """Add a remark in words of its own; the same one counts once."""
        line = " ".join(line.split())
        self._remarks[line[:_MOST_CHARACTERS]] = None

    def remarks(self) -> list[str]:
        """Return all remarks, counted things first."""
        return [*_count_lines(self._kinds.items()), *self._remarks]

    def metadata(self) -> dict[str, list[str]]:
        """Return the entry for a Document's metadata: {} when nothing is missing."""
        remarks = self.remarks()
        return {KEY: remarks} if remarks else {}


def _count_lines(kinds: Iterable[tuple[str, int]]) -> list[str]:
    lines = []
    for name, count in kinds:
        one, _, many = name.partition("\0")
        if count:
            lines.append(
                f"{count} {one} was not read" if count == 1 else f"{count} {many} were not read"
            )
    return lines
