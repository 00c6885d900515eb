"""The layer every model call goes through: cache, pace, retries, budget and usage.

What a prompt says is not known here. `layer.py` puts the parts together, one file each.
"""

from precis.models.calls.cache import CallCache
from precis.models.calls.contract import Calls, CallsInfo
from precis.models.calls.errors import (
    BudgetError,
    CacheError,
    CallError,
    ContextLengthError,
    CutReplyError,
    NoTextError,
    RefusedError,
)
from precis.models.calls.kept_calls import open_calls
from precis.models.calls.layer import MAX_CONCURRENCY, TIMEOUT_SECONDS, WHOLE_TEXT, CallLayer
from precis.models.calls.prices import FREE, Price
from precis.models.calls.spending import CallUsage

__all__ = ["FREE", "MAX_CONCURRENCY", "TIMEOUT_SECONDS", "WHOLE_TEXT"]
__all__ += ["BudgetError", "CacheError", "CallCache", "CallError", "CallLayer"]
__all__ += [
    "CallUsage",
    "Calls",
    "CallsInfo",
    "ContextLengthError",
    "CutReplyError",
    "NoTextError",
    "Price",
]
__all__ += ["RefusedError", "open_calls"]
