"""Pictures that wait for a description, and their placeholders."""

from __future__ import annotations

from base64 import b64encode

PICTURES = "pictures"
"""The entry of a Document's metadata with the pictures (base64), until they are described."""

OPEN, CLOSE = "\U0010fffc", "\U0010fffd"
"""Private characters (Unicode, 23.5) around the number of a picture."""


class Pictures:
    """The pictures of one document that wait to be described."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def keep(self, picture: bytes) -> str:
        """Keep a picture; return the mark that stands for its description."""
        self._kept.append(b64encode(picture).decode())
        return f"{OPEN}{len(self._kept) - 1}{CLOSE}"

    @property
    def count(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def metadata(self) -> dict[str, list[str]]:
        """Return the entry for a Document's metadata: {} when there is none."""
        return {PICTURES: self._kept} if self._kept else {}
