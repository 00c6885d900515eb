"""Words as the page spells them: LiteParse writes dashes, quotation marks and powers plainly."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‘’‚‛′", "'")
)
_TOKEN = re.compile(r"\S+")


class Typography:
    """The words of a page that are spelled otherwise than layout gives them.

    It takes pairs: a word without marks, and as it is spelled.

    >>> spelled = Typography([("“No", "“No"), ("—", "—"), ("106", "10^6")])
    >>> spelled.restore('"No - 106')
    '“No — 10^6'
    """

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        spellings: dict[str, deque[str]] = defaultdict(deque)
        for word, spelled in words:
            spellings[word.translate(_PLAIN)].append(spelled)
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
