"""The text of a manual page, put together block by block."""

from __future__ import annotations

import re

_BULLETS = frozenset("•o*·-–—+")
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z])[.)]")
_ENDED = re.compile(r"[.:;?!。：]\s*\Z")
_BULLET_AT_HEAD = re.compile(r"[•·]\s*")


class Page:
    """What a manual page says, put together block by block."""

    def __init__(self) -> None:
        self.title = ""
        self._blocks: list[str] = []
        self._pieces: list[str] = []
        self._code: list[str] | None = None
        self._lead = ""
        self._terms: list[str] = []
        self._glued = False
        self._marked = 0

    def say(self, text: str, *, glued: bool = False) -> None:
        """Take a line of text: an empty one ends a paragraph; nothing stands after a glued one."""
        if self._code is not None:
            self._code.append(text.rstrip())
        elif not text.strip():
            self.end()
        else:
            if self._pieces and not self._glued and self._pieces[-1] != "\n":
                self._pieces.append(" ")
            self._pieces.append(text.lstrip() if glued else text.strip())
            self._glued = glued

    def glue(self) -> None:
        """Join the next text to the last without a space."""
        self._glued = True

    def mark(self) -> None:
        """Remember how much text there is."""
        self._marked = len(self._pieces)

    @property
    def grew(self) -> bool:
        """Whether text was added since `mark`."""
        return len(self._pieces) > self._marked

    def break_line(self) -> None:
        """End a line within a paragraph."""
        if self._code is None and self._pieces:
            self._pieces.append("\n")

    def end(self) -> None:
        """End the open paragraph."""
        self._glued = False
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        if not text:
            return
        if self._terms:
            text = f"{', '.join(self._terms)}\n: {text}"
        elif self._lead:
            text = self._lead + text
        elif item := _BULLET_AT_HEAD.match(text):
            text = f"- {text[item.end() :]}"
        self._blocks.append(text)
        self._forget()

    def heading(self, level: int, text: str) -> None:
        """Begin a section."""
        self.end_code()
        self.end()
        self._forget()
        if text:
            self._blocks.append(f"{'#' * level} {' '.join(text.split())}")

    def item(self, mark: str) -> None:
        """Begin an entry of a list: below a term, or after a bullet or number."""
        self.end()
        self._forget()
        mark = " ".join(mark.split())
        if mark in _BULLETS:
            self._lead = "- "
        elif _NUMBER.fullmatch(mark):
            self._lead = f"{mark} "
        elif mark:
            self._terms = [mark]

    def further_term(self, term: str) -> None:
        """Add a term of the same meaning as the one before."""
        self._terms.append(term)

    def term_before(self) -> None:
        """Make the paragraph just ended the term of what follows."""
        self.end()
        if self._blocks and not (self._lead or self._terms) and _is_term(self._blocks[-1]):
            self._terms = [self._blocks.pop()]

    def code(self) -> None:
        """Begin a block of code."""
        self.end()
        if self._code is None:
            self._code = []

    def end_code(self) -> None:
        """End a block of code, if one is open."""
        if self._code is None:
            return
        lines, self._code = self._code, None
        if any(lines):
            self._blocks.append("\n".join(["```", *lines, "```"]))

    def table(self, rows: list[list[str]]) -> None:
        """Add a table."""
        self.end()
        wide = max(map(len, rows), default=0)
        lines = [f"| {' | '.join([*row, *[''] * (wide - len(row))])} |" for row in rows]
        if lines:
            lines[1:1] = [f"|{' --- |' * wide}"]
            self._blocks.append("\n".join(lines))

    def text(self) -> str:
        """Return all of it."""
        self.end_code()
        self.end()
        return "\n\n".join([*self._blocks, *filter(None, [", ".join(self._terms)])])

    def _forget(self) -> None:
        self._lead, self._terms = "", []


def _is_term(block: str) -> bool:
    return not (block.startswith(("#", "- ", "|", "```")) or "\n" in block or _ENDED.search(block))
