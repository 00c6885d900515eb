"""Check whether sources mention the focus of a summary, by the words of the question."""

import re
from collections.abc import Iterable

from langchain_core.documents import Document

from precis.chains.grounding.lexical import asking, normalize, terms
from precis.chains.grounding.rarity import rarity

MOST = 0.5
"""Share of the weight of a question's words from which on their absence is worth a note."""

_WORD = re.compile(r"\w+")
_HEAD = 2
"""Letters that a word shares with every form of it."""

_LEAST, _ENDING = 4, 2
"""Letters of a word's start at least, and of an ending that stemming may have left."""


def absent_words(focus: str | None, documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the words of a question that no document has in any form, as the question has them.

    None where they are less than MOST of what the question asks, each word weighing its rarity.

    >>> absent_words("What do penguins eat?", [Document("The harbour was rebuilt.")])
    ('penguins', 'eat')
    """
    asked = terms(focus or "")
    telling = asked.content - asking()
    missing = set(telling)
    for document in documents:
        missing -= _stems_in(missing, normalize(document.page_content))
    weights = {stem: rarity(stem) for stem in telling}
    if not missing or sum(weights[stem] for stem in missing) < MOST * sum(weights.values()):
        return ()
    return tuple(dict.fromkeys(asked.surface_form(stem) for stem in asked.stems if stem in missing))


def _stems_in(stems: set[str], text: str) -> set[str]:
    """Return the stems that a text has; of scripts without spaces, where it holds their signs."""
    heads = {stem[:_HEAD] for stem in stems}
    words = {word for word in _WORD.findall(text) if word[:_HEAD] in heads}
    said = {stem for word in words for stem in terms(word).stems}
    said |= {stem for stem in stems if any(word.startswith(_start(stem)) for word in words)}
    return {stem for stem in stems if stem in said or (not stem.isascii() and stem in text)}


def _start(stem: str) -> str:
    """Return what every form of a word of any language most likely begins with."""
    return stem[: max(_LEAST, len(stem) - _ENDING)]
