"""Sources → Documents: a page, a file, a folder or standard input in, canonical text out.

Each format is one file in `formats/`; `registry.py` picks it; `limits.py` says what is refused.
"""

from precis.loaders.contract import Parser
from precis.loaders.errors import LoadError
from precis.loaders.limits import LimitError, Limits
from precis.loaders.loading import load
from precis.loaders.options import LoadOptions

__all__ = ["LimitError", "Limits", "LoadError", "LoadOptions", "Parser", "load"]
