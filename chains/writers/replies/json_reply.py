"""Find the JSON in a reply among other text."""

import re
from typing import Any

from precis.json_text import Decoder

_STARTS = re.compile(r"[\[{]")
_MOST_STARTS = 20
"""Each may cost the length of the reply."""

_DECODER = Decoder(strict=False)


def json_of(reply: str) -> Any:
    """Return the longest JSON object or array in `reply`, or the value that the whole of it is.

    Raises ValueError where there is none.
    """
    found: list[tuple[int, Any]] = []
    position = tries = 0
    while (start := _STARTS.search(reply, position)) and tries < _MOST_STARTS:
        tries += 1
        position = start.end()
        try:
            value, end = _DECODER.raw_decode(reply, start.start())
        except ValueError:
            continue
        found.append((end - start.start(), value))
        position = end
    if found:
        return max(found, key=lambda it: it[0])[1]
    return _DECODER.decode(reply.strip())
