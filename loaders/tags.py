"""Tell text with tags of HTML from other text."""

import re

_OF_PAGES = re.compile(r"</(?:p|b|i|u|a|em|strong|span|div|li)>|<br ?/?>", re.IGNORECASE)
"""What hardly stands in text that is no HTML."""


def has_tags(text: str) -> bool:
    """Return whether a text has end tags or breaks of HTML."""
    return bool(_OF_PAGES.search(text))


def is_of_page(text: str) -> bool:
    """Return whether a text is HTML from its first to its last sign."""
    text = text.strip()
    return text.startswith("<") and text.endswith(">") and has_tags(text)
