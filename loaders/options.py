"""What a caller may ask of a load; the defaults are those of the command line."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveFloat

from precis.loaders.limits import Limits


class LoadOptions(BaseModel):
    """`password` opens encrypted files; `timeout` is seconds for each step of a request.

    `crawl` loads the site that an address begins, at most `depth` links away from it; `render`
    runs the scripts of a page first. Fetched pages are kept in the folder `cache`, if any.
    `public_only` refuses web addresses that are not public, for servers. `include` and
    `exclude` are patterns of gitignore(5) for the files of folders.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    password: str | None = None
    timeout: PositiveFloat = 30.0
    public_only: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    crawl: bool = False
    depth: NonNegativeInt | None = None
    render: bool = False
    cache: Path | None = None
    limits: Limits = Limits()
