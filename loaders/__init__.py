"""Sources → Documents: a page, a file, a folder or standard input in, canonical text out.

Each format is one file in `formats/`; `registry.py` picks it; `limits.py` says what is refused.
"""

from loaders.contract import Parser
from loaders.errors import LoadError
from loaders.limits import LimitError, Limits
from loaders.loading import load
from loaders.options import LoadOptions

__all__ = ["LimitError", "Limits", "LoadError", "LoadOptions", "Parser", "load"]
