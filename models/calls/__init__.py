"""The layer every model call goes through: cache, pace, retries, budget and usage.

What a prompt says is not known here. `layer.py` puts the parts together, one file each.
"""

from models.calls.cache import CacheError, CacheInfo, CallCache
from models.calls.errors import BudgetError, CallError, ContentFilterError, ContextLengthError
from models.calls.layer import MAX_CONCURRENCY, CallLayer
from models.calls.ledger import CallUsage
from models.calls.prices import FREE, Price

__all__ = ["FREE", "MAX_CONCURRENCY"]
__all__ += ["BudgetError", "CacheError", "CacheInfo", "CallCache", "CallError", "CallLayer"]
__all__ += ["CallUsage", "ContentFilterError", "ContextLengthError", "Price"]
