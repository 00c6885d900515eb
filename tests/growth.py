"""Whether work grows in proportion to what is read: of hostile texts, nothing may take for ever."""

import time
from collections.abc import Callable

TIMES, TRIES = 8, 3


def is_in_proportion(read: Callable[[str], object], seed: str, length: int) -> bool:
    """Return whether reading a `seed` repeated up to `length` costs little more than in eighths."""

    def work(size: int) -> float:
        """Return the CPU time of one try."""
        text = seed * (size // len(seed))
        started = time.thread_time()
        read(text)
        return time.thread_time() - started

    most = min(work(length // TIMES) for _ in range(TRIES)) * TIMES**1.6
    return any(work(length) < most for _ in range(TRIES))
