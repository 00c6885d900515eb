"""What one user may take of a server, and what all of them together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quota:
    """Limits of each user; `running_jobs` is for all of them together.

    `cost_per_day` is US dollars, None without a limit.
    """

    upload_megabytes: int = 50
    kept_megabytes: int = 500
    requests_per_minute: int = 300
    active_jobs: int = 10
    running_jobs: int = 4
    calls_per_day: int = 5000
    cost_per_day: float | None = None
