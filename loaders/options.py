"""What a caller may ask of a load; the defaults are those of the command line."""

from pydantic import BaseModel, ConfigDict, PositiveFloat

from loaders.limits import Limits


class LoadOptions(BaseModel):
    """`password` opens encrypted files; `timeout` is seconds for each step of a request.

    `public_only` refuses web addresses that are not public, for servers. `include` and
    `exclude` are patterns of gitignore(5) for the files of folders.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    password: str | None = None
    timeout: PositiveFloat = 30.0
    public_only: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limits: Limits = Limits()
