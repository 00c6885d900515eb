"""The errors that loaders raise; `limits.py` has the one for limits."""

from errors import PrecisError


class LoadError(PrecisError):
    """A source that cannot be loaded: `source`, `reason`, and what to do about it (`remedy`)."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        super().__init__(source, reason, remedy)
        self.source = source
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.source}: {self.reason}; {self.remedy}"
        return " ".join("".join(c if c.isprintable() else " " for c in line).split())


class UnknownFormatError(LoadError):
    """A blob of no known format: left out silently where it was not named by the user."""
