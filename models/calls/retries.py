"""Decide whether a failed call is retried, and after how long."""

import random
from dataclasses import dataclass, field

from precis.models.calls.failures import Failure, Fault

_TRIES = 10
_TRIES_IN_DOUBT = {Fault.BROKEN: 4, Fault.SILENT: 2}
_OTHER_TRIES_IN_DOUBT = 3
"""Where nothing shows that the failure will pass: no answer yet, or the same words each time."""

_BACKOFF_SECONDS = 0.5
_LONGEST_BACKOFF_SECONDS = 30.0
_LONGEST_WAIT_SECONDS = 120.0

_jitter = random.SystemRandom()


@dataclass
class Retries:
    """The failures of one call.

    `answered` counts the calls that were answered on the same layer: a server that answers
    others meanwhile is likely to answer this one too.
    """

    answered_before: int
    failures: list[Failure] = field(default_factory=list)

    def wait_seconds(self, failure: Failure, answered: int) -> float | None:
        """Return the seconds to wait before the next try, None where another one is no use.

        The wait doubles from try to try, by chance up to half of it less, so that calls that
        failed together do not come together.
        """
        self.failures.append(failure)
        tries = len(self.failures)
        if not failure.transient or failure.retry_after > _LONGEST_WAIT_SECONDS:
            return None
        in_doubt = _TRIES_IN_DOUBT.get(failure.fault, _OTHER_TRIES_IN_DOUBT)
        if tries >= (_TRIES if self._may_pass(failure, answered) else in_doubt):
            return None
        backoff = min(_LONGEST_BACKOFF_SECONDS, _BACKOFF_SECONDS * 2.0 ** (tries - 1))
        return max(failure.retry_after, backoff * _jitter.uniform(0.5, 1))

    def _may_pass(self, failure: Failure, answered: int) -> bool:
        if failure.fault is Fault.BUSY or answered > self.answered_before:
            return True
        if failure.fault is Fault.UNREACHED:
            return answered > 0
        if failure.fault in {Fault.SILENT, Fault.GARBLED}:
            return False
        return len({(one.status, one.words) for one in self.failures}) > 1
