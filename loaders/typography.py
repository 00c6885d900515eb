"""Dashes and quotation marks as the page has them: LiteParse writes them all in ASCII."""

from __future__ import annotations

import re
from collections import defaultdict, deque

_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‘’‚‛′", "'")
)
_TOKEN = re.compile(r"\S+")


class Typography:
    """The words of a page that are spelled with other marks than ASCII has.

    >>> Typography("He said: “No — never”.").restore('He said: "No - never".')
    'He said: “No — never”.'
    """

    def __init__(self, text: str) -> None:
        spellings: dict[str, deque[str]] = defaultdict(deque)
        for token in _TOKEN.findall(text):
            spellings[token.translate(_PLAIN)].append(token)
        self._spellings = {
            plain: tokens for plain, tokens in spellings.items() if any(t != plain for t in tokens)
        }

    def restore(self, text: str) -> str:
        """Return `text` with those words as they are spelled on the page, one after the other."""
        return _TOKEN.sub(lambda found: self._next(found[0]), text)

    def _next(self, token: str) -> str:
        tokens = self._spellings.get(token)
        if not tokens:
            return token
        return tokens.popleft() if len(tokens) > 1 else tokens[0]
