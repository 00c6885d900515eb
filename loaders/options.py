"""Options of a load; the defaults are those of the command line."""

from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveFloat

from precis.loaders.limits import Limits


class LoadOptions(BaseModel):
    """`password` opens encrypted files; `fetch_timeout` is seconds for each step of a request.

    `crawl` loads the site that an address begins, at most `depth` links away from it; `render`
    runs the scripts of a page first. Fetched pages are kept in the folder `cache`, if any.
    `comments` reads what was noted on Word, Excel, PowerPoint and OpenDocument files.
    `describe_figures` keeps the pictures for the images parser that `load` is given.
    `audio_model` is never downloaded.
    `public_only` refuses web addresses that are not public, for servers. `include` and
    `exclude` are patterns of gitignore(5) for the files of folders.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    panel: ClassVar[str] = "Loading sources"

    password: str | None = Field(default=None, description="Password of encrypted files.")
    include: tuple[str, ...] = Field(
        default=(), description="Load only these files of folders (gitignore patterns)."
    )
    exclude: tuple[str, ...] = Field(
        default=(), description="Skip these files of folders (gitignore patterns)."
    )
    comments: bool = Field(default=False, description="Read the comments in documents too.")
    crawl: bool = Field(default=False, description="Load the whole website below an address.")
    depth: NonNegativeInt | None = Field(
        default=None, description="With --crawl: maximum number of links from the first page."
    )
    render: bool = Field(
        default=False, description="Run the scripts of web pages in Chromium before reading them."
    )
    audio_model: Path | None = Field(
        default=None,
        description="Folder of a Whisper model (CTranslate2) that transcribes audio and video.",
    )
    describe_figures: bool = Field(
        default=False, description="Have the chat model describe pictures in documents."
    )
    public_only: bool = Field(default=False, description="Refuse addresses that are not public.")
    fetch_timeout: PositiveFloat = Field(
        default=30.0, description="Seconds to wait for each step of a web request."
    )
    cache: Path | None = None
    limits: Limits = Limits()
