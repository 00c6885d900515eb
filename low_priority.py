"""Work that nobody waits for steps back, so that on a busy machine answers go before ingests."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = 10
"""On Linux, by how much niceness grows: a tenth of a core where another wants it all."""

_QOS_CLASS_UTILITY = 0x11
"""From sys/qos.h of macOS: work that is not waited for, and that makes progress."""

_THREAD_PRIORITY_BELOW_NORMAL = -1
"""From winbase.h of Windows."""

_low: ContextVar[bool] = ContextVar("low", default=False)


@contextmanager
def low_priority(*, unless: bool = False) -> Iterator[None]:
    """Mark what is computed in this context as work that nobody waits for, `unless` somebody is."""
    token = _low.set(not unless)
    try:
        yield
    finally:
        _low.reset(token)


def is_low() -> bool:
    """Return whether nobody waits for what this context computes."""
    return _low.get()


def step_back() -> None:
    """Lower the priority of this thread for good; where that is not allowed, it stays."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            import ctypes

            kernel = ctypes.windll.kernel32
            kernel.GetCurrentThread.restype = ctypes.c_void_p
            thread = ctypes.c_void_p(kernel.GetCurrentThread())
            kernel.SetThreadPriority(thread, _THREAD_PRIORITY_BELOW_NORMAL)
        elif sys.platform == "darwin":
            import ctypes

            ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_CLASS_UTILITY, 0)
        else:  # a thread of Linux has a niceness of its own
            thread = threading.get_native_id()
            niceness = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, niceness + _STEP)
