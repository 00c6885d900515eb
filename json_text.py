"""JSON from outside, for which being nested too deeply is an error like any other."""

import json
from typing import Any


class Decoder(json.JSONDecoder):
    """Decodes what anybody may have written: all that is wrong is a JSONDecodeError.

    >>> json.loads("[" * 100_000, cls=Decoder)
    Traceback (most recent call last):
    json.decoder.JSONDecodeError: nested too deeply: line 1 column 1 (char 0)
    """

    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
        """Return the value that begins at `idx`, and where it ends."""
        try:
            return super().raw_decode(s, idx)
        except RecursionError:
            raise json.JSONDecodeError("nested too deeply", s, idx) from None
        except json.JSONDecodeError:
            raise
        except ValueError:
            raise json.JSONDecodeError("a number of too many digits", s, idx) from None


def read_json(text: str | bytes) -> Any:
    """Return the value of a JSON text. Raises ValueError for any other text."""
    return json.loads(text, cls=Decoder)
