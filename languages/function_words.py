"""The words of a language that say little by themselves."""

from functools import cache


@cache
def function_words(language: str | None) -> frozenset[str]:
    """Return them in lower case; none of a language whose words are not known.

    >>> "und" in function_words("de"), "haus" in function_words("de")
    (True, False)
    """
    from stop_words import StopWordError, get_stop_words

    try:
        return frozenset(word.casefold() for word in get_stop_words(language or ""))
    except StopWordError:
        return frozenset()
