"""Limits on sources: sizes, counts and times."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from precis.languages.counts import count_of
from precis.loaders.errors import LoadError

MEGABYTE = 1_000_000
_SMALL = 10 * MEGABYTE


class LimitError(LoadError):
    """A source over a limit: names the limit and the option that raises it."""

    def __init__(self, source: str, reason: str, option: str) -> None:
        super().__init__(source, reason, f"raise it with {option} if you trust the source")
        self.args = (source, reason, option)


class Limits(BaseModel):
    """Bounds per source.

    `megabytes` as stored or received, `redirects` followed, `pages` of a site; of archives:
    `expansion` (times the packed size, beyond 10 MB), `members` in one, `nesting` of one in
    another; `megapixels` of a picture, `pdf_pages` of one PDF. `seconds` to receive a source,
    and for the worker process to read it or each page that it recognizes; `memory` in MB of
    its address space.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    panel: ClassVar[str] = "Limits"

    megabytes: PositiveInt = Field(default=200, description="Maximum size of a source, in MB.")
    seconds: PositiveInt = Field(
        default=120, description="Maximum time to load a source, in seconds."
    )
    redirects: PositiveInt = Field(default=10, description="Maximum number of redirects.")
    pages: PositiveInt = Field(default=500, description="With --crawl: maximum number of pages.")
    expansion: PositiveInt = Field(default=100, description="Maximum decompression ratio.")
    members: PositiveInt = Field(default=10_000, description="Maximum files in an archive.")
    nesting: PositiveInt = Field(default=3, description="Maximum depth of nested archives.")
    pdf_pages: PositiveInt = Field(default=10_000, description="Maximum number of pages in a PDF.")
    megapixels: PositiveInt = Field(default=100, description="Maximum megapixels of an image.")
    memory: PositiveInt = Field(
        default=4000, description="Maximum memory for reading a source, in MB."
    )

    @property
    def max_bytes(self) -> int:
        """The size limit in bytes."""
        return self.megabytes * MEGABYTE

    def check_bytes(self, source: str, size: int) -> None:
        """Raise LimitError when `size` bytes are more than `megabytes`."""
        if size > self.max_bytes:
            reason = f"larger than the limit of {self.megabytes} MB"
            raise LimitError(source, reason, "--max-megabytes")

    def check_expansion(self, source: str, packed: int, unpacked: int) -> None:
        """Raise LimitError when `packed` bytes become too many."""
        if unpacked > max(self.expansion * packed, _SMALL):
            reason = f"it unpacks to more than {self.expansion} times its size"
            raise LimitError(source, reason, "--max-expansion")

    def check_members(self, source: str, count: int) -> None:
        """Raise LimitError when an archive of `count` members has too many."""
        if count > self.members:
            raise LimitError(
                source, f"it packs more than {count_of(self.members, 'file')}", "--max-members"
            )

    def check_nesting(self, source: str, depth: int) -> None:
        """Raise LimitError when archives are in archives more than `nesting` deep."""
        if depth > self.nesting:
            reason = f"it is packed more than {self.nesting} deep"
            raise LimitError(source, reason, "--max-nesting")

    def check_pdf_pages(self, source: str, count: int) -> None:
        """Raise LimitError when a PDF of `count` pages has too many."""
        if count > self.pdf_pages:
            raise LimitError(
                source, f"it has more than {count_of(self.pdf_pages, 'page')}", "--max-pdf-pages"
            )

    def check_pixels(self, source: str, width: int, height: int) -> None:
        """Raise LimitError when a picture is too large."""
        if width * height > self.megapixels * 1_000_000:
            reason = f"it has more than {self.megapixels} million pixels"
            raise LimitError(source, reason, "--max-megapixels")
