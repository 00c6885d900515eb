"""What is refused, and why: sizes, counts and times a source may not exceed."""

from pydantic import BaseModel, ConfigDict, PositiveInt

from loaders.errors import LoadError

MEGABYTE = 1_000_000


class LimitError(LoadError):
    """A source over a limit: names the limit and the option that raises it."""

    def __init__(self, source: str, reason: str, option: str) -> None:
        super().__init__(source, reason, f"raise it with {option} if you trust the source")


class Limits(BaseModel):
    """Bounds per source: `megabytes` as stored or received, `redirects` followed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    megabytes: PositiveInt = 200
    redirects: PositiveInt = 10

    @property
    def max_bytes(self) -> int:
        """The size limit in bytes."""
        return self.megabytes * MEGABYTE

    def check_bytes(self, source: str, size: int) -> None:
        """Raise LimitError when `size` bytes are more than `megabytes`."""
        if size > self.max_bytes:
            reason = f"larger than the limit of {self.megabytes} MB"
            raise LimitError(source, reason, "--max-megabytes")
