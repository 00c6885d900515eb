"""Text as documents hold it, and bytes → text. Everything that loads text goes through here.

Canonical text has "\n" line ends and none of the characters that show nothing but change what
is found: controls, byte order marks, zero-width spaces, soft hyphens, bidirectional overrides.
"""

import re
from collections.abc import Iterable

from precis.loaders.contract import Page

_LINE_ENDS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def canonical(text: str) -> str:
    r"""Return `text` as documents hold it; idempotent.

    >>> canonical("\ufeffone\r\ntwo\u200b")
    'one\ntwo'
    """
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text).replace("\f", "\n"))


def paginate(
    parts: Iterable[tuple[int | str, str]], separator: str = "\n\n"
) -> tuple[str, list[Page]]:
    r"""Join named parts; return the text and the exact range of each part.

    >>> paginate([(1, "one"), (2, "two")])
    ('one\n\ntwo', [{'page': 1, 'start': 0, 'end': 3}, {'page': 2, 'start': 5, 'end': 8}])
    """
    texts: list[str] = []
    pages: list[Page] = []
    start = 0
    for page, part in parts:
        text = canonical(part)
        pages.append(Page(page=page, start=start, end=start + len(text)))
        texts.append(text)
        start += len(text) + len(separator)
    return separator.join(texts), pages
