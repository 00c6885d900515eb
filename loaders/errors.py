"""The errors that loaders raise; `limits.py` has the one for limits."""

import re

from precis.errors import PrecisError
from precis.languages.plain_text import well_formed

_CREDENTIALS = re.compile(r"(?<=://)[^/?#\s]*@")


def without_credentials(text: str) -> str:
    """Return `text` without the credentials of the addresses in it.

    >>> without_credentials("https://ann:secret@example.org/a")
    'https://example.org/a'
    """
    return _CREDENTIALS.sub("", text)


class LoadError(PrecisError):
    """A source that cannot be loaded: `source`, `reason`, and what to do about it (`remedy`).

    Credentials in addresses are left out.
    """

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        source, reason = map(well_formed, map(without_credentials, (source, reason)))
        super().__init__(source, reason, remedy)
        self.source = source
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.source}: {self.reason}; {self.remedy}"
        return " ".join("".join(c if c.isprintable() else " " for c in line).split())


class UnknownFormatError(LoadError):
    """A blob of no known format: left out silently where it was not named by the user."""


def vanished(path: str) -> LoadError:
    """Make the error of a file or folder that was there a moment ago."""
    return LoadError(path, "it vanished while being read", "load it again")
