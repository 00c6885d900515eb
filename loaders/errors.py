"""The error every loader raises; `limits.py` has the one for limits."""

from errors import PrecisError


class LoadError(PrecisError):
    """A source that cannot be loaded: `source`, `reason`, and what to do about it."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        super().__init__(" ".join(f"{source}: {reason}; {remedy}".split()))
        self.source = source
        self.reason = reason
        self.remedy = remedy


class UnknownFormatError(LoadError):
    """A blob of no known format: left out silently where it was not named by the user."""

    def __init__(self, source: str) -> None:
        super().__init__(source, "this is of no format known here", "convert it to text")
