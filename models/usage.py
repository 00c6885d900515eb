"""Read what a reply took, as servers that speak OpenAI's protocol say it: under other names, deeper
in the reply, as text, or not at all.
"""

import re
from collections.abc import Mapping
from typing import Any

from precis.models.named_numbers import first_number, outermost_numbers

_READ = re.compile(r"(?:num)?(?:prompt|input)(?:eval)?(?:tokens?)?(?:count)?")
_WRITTEN = re.compile(
    r"(?:num)?(?:completion|output|generated|candidates|response)(?:tokens?)?(?:count)?|evalcount"
)
_CACHED = re.compile(r"cachedtokens|promptcachehittokens")


def usage_of(reply: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the usage in a reply, or in a chunk of one, by OpenAI's names.

    A count that is missing is 0; None where there is neither of them.
    """
    found = outermost_numbers(reply)
    read, written = first_number(found, _READ), first_number(found, _WRITTEN)
    if not (read or written):
        return None
    thought, total = found.get("reasoningtokens", 0), found.get("totaltokens", 0)
    if thought and total == read + written + thought:
        written += thought
    return {
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
        "prompt_tokens_details": {
            "cached_tokens": first_number(found, _CACHED),
            "cache_write_tokens": found.get("cachewritetokens", 0),
        },
        "completion_tokens_details": {"reasoning_tokens": thought},
    }
