"""What a caller may ask of a load; the defaults are those of the command line."""

from pydantic import BaseModel, ConfigDict

from loaders.limits import Limits


class LoadOptions(BaseModel):
    """`password` opens encrypted files; `timeout` is seconds for each step of a request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    password: str | None = None
    timeout: float = 30.0
    limits: Limits = Limits()
