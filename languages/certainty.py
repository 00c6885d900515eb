"""The confidence of language identification over all languages of py3langid."""

from __future__ import annotations

from precis.languages.language_model import identifier

_CHARACTERS = 20_000
_LEAST_BYTES = 80
"""The language of shorter texts cannot be identified; a Chinese character counts as three."""

SURE = 0.99


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where it is not sure."""
    code, probability = next(iter(languages(text).items()), (None, 0.0))
    return code if probability >= SURE else None


def likeliest_language(text: str) -> str:
    """Return the ISO 639-1 code of the likeliest language, however short the text is."""
    return next(iter(_ranked(text)))


def languages(text: str) -> dict[str, float]:
    """Return ISO 639-1 code → probability, the likeliest first; nothing of a short text."""
    return _ranked(text) if len(text.strip().encode(errors="replace")) >= _LEAST_BYTES else {}


def _ranked(text: str) -> dict[str, float]:
    ranked = identifier().rank(text[:_CHARACTERS])
    return {str(code): float(probability) for code, probability in ranked}
