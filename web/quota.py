"""The limits of each user of a server, and of all users together."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Quota(BaseModel):
    """Limits of each user, in the units of their descriptions; `running_jobs` is for all users
    together.

    `max_cost` is None without a limit; `kept_megabytes` limits a user's uploads together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    panel: ClassVar[str] = "Limits of each user"

    max_upload: int = Field(default=50, ge=1, description="Maximum size of an upload, in MB.")
    max_rate: int = Field(default=300, ge=1, description="Maximum requests per minute.")
    max_jobs: int = Field(default=10, ge=1, description="Maximum number of jobs at a time.")
    max_calls: int = Field(default=5000, ge=0, description="Maximum paid model calls per day.")
    max_cost: float | None = Field(default=None, ge=0, description="Maximum US dollars per day.")
    kept_megabytes: int = 500
    running_jobs: int = 4
