"""The lines of a page that is nested too deep for a tree."""

from __future__ import annotations

from precis.loaders.inline import UNSHOWN


class PlainLines:
    """The lines of a page, as the parser comes upon them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._unshown = 0

    def start(self, tag: str, _: object) -> None:
        """Take the start of an element."""
        self._unshown += tag in UNSHOWN

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._unshown -= tag in UNSHOWN

    def data(self, text: str) -> None:
        """Take text."""
        line = " ".join(text.split())
        if line and not self._unshown:
            self._lines.append(line)

    def close(self) -> str:
        """Return the lines."""
        return "\n".join(self._lines)
