"""What is refused, and why: sizes, counts and times a source may not exceed."""

from pydantic import BaseModel, ConfigDict, PositiveInt

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

    megabytes: PositiveInt = 200
    redirects: PositiveInt = 10
    pages: PositiveInt = 500
    expansion: PositiveInt = 100
    members: PositiveInt = 10_000
    nesting: PositiveInt = 3
    pdf_pages: PositiveInt = 10_000
    megapixels: PositiveInt = 100
    seconds: PositiveInt = 120
    memory: PositiveInt = 4000

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
            raise LimitError(source, f"it packs more than {self.members} files", "--max-members")

    def check_nesting(self, source: str, depth: int) -> None:
        """Raise LimitError when archives are in archives more than `nesting` deep."""
        if depth > self.nesting:
            reason = f"it is packed more than {self.nesting} deep"
            raise LimitError(source, reason, "--max-nesting")

    def check_pdf_pages(self, source: str, count: int) -> None:
        """Raise LimitError when a PDF of `count` pages has too many."""
        if count > self.pdf_pages:
            raise LimitError(source, f"it has more than {self.pdf_pages} pages", "--max-pdf-pages")

    def check_pixels(self, source: str, width: int, height: int) -> None:
        """Raise LimitError when a picture is too large."""
        if width * height > self.megapixels * 1_000_000:
            reason = f"it has more than {self.megapixels} million pixels"
            raise LimitError(source, reason, "--max-megapixels")
