"""Whether a failed call is made again, and after how long."""

import random

from precis.models.calls.errors import Failure

_TRIES = 10
_TRIES_UNREACHED = 3
_BACKOFF_SECONDS = 0.5
_LONGEST_BACKOFF_SECONDS = 30.0
_LONGEST_WAIT_SECONDS = 120.0

_jitter = random.SystemRandom()


def wait_seconds(failure: Failure, tries: int, *, reached: bool) -> float | None:
    """Return the seconds to wait after so many tries, None where another one is no use.

    A server that was never `reached` is tried less often. The wait doubles from try to try,
    by chance up to half of it less, so that calls that failed together do not come together.
    """
    last = tries >= (_TRIES if reached else _TRIES_UNREACHED)
    if last or not failure.transient or failure.retry_after > _LONGEST_WAIT_SECONDS:
        return None
    backoff = min(_LONGEST_BACKOFF_SECONDS, _BACKOFF_SECONDS * 2.0 ** (tries - 1))
    return max(failure.retry_after, backoff * _jitter.uniform(0.5, 1))
