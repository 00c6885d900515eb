"""Recognize what asks the reader of a page to subscribe: boxes with a field for an address, and
paragraphs that say so.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from precis.loaders.blocks import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from precis.loaders.blocks import Block

_MOST_WORDS = 80
"""Of a paragraph that asks."""

_OF_BOX = 40
"""Words around a field at most; a longer text has a field in it, and is not about it."""

_OF_PAGE = 40
"""Words that are left of a page at least: the form of a short page is what it is about."""

_MOST_FIELDS, _MOST_NODES = 20, 5000
_PAGES = {"html", "body", "main", "article"}

_ASKS = re.compile(
    r"(?:^|[.!?:…]\s+)(?:please |bitte )?(?:subscribe|sign up|join|get|become|receive|register"
    r"|support|abonnieren|melden|erhalten|werden|jetzt|abonnez|inscrivez|recevez|suscríb|regístr|recib"
    r"|assine|inscreva|receba|cadastre|iscriv|abbonat|ricev|abonneer|meld|ontvang)",
    re.IGNORECASE,
)
"""How a sentence begins that asks, in seven languages."""

_OFFERED = re.compile(
    r"\b(?:newsletters?|inbox|subscri(?:ption|ber)s?\b|new posts|paywalls?|full access"
    r"|delivered (?:to|through) your|issues for|support (?:my|our) (?:work|journalism)|mailing list"
    r"|postfach|abonnements?|abonnenten|infolettre|bo[îi]te mail|bolet[íi]n|tu correo|sua caixa"
    r"|(?:seu|no) e-?mail|tua (?:email|casella)|nieuwsbrief|je mailbox)",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:you|your|our|us|my|sie|ihr|ihre|ihrem|unser\w*|dein\w*|vous|votre|vos|nos|notre|tu|tus"
    r"|su|nuestr\w*|seu|sua|nosso|nossa|tua|tuo|nostr\w*|je|jouw|onze)\b",
    re.IGNORECASE,
)


def is_appeal(block: Block) -> bool:
    """Return whether a paragraph asks its reader to subscribe."""
    if len(block.words) > _MOST_WORDS or block.element.tag not in {"p", "div", "aside", "em", "i"}:
        return False
    patterns = (_ASKS, _OFFERED, _READER)
    return all(pattern.search(block.text) for pattern in patterns)


def drop_sign_ups(tree: HtmlElement) -> None:
    """Take the boxes out of a page that ask for an address, with what they say."""
    fields = (field for field in tree.iter("input") if _is_for_address(field))
    found = [_box_of(field) for field in islice(fields, _MOST_FIELDS)]
    boxes = list(dict.fromkeys(box for box in found if box is not None))
    left = _words(tree, _OF_PAGE + _OF_BOX * len(boxes))
    for box in boxes:
        left -= _words(box, _OF_BOX)
        if left >= _OF_PAGE:
            box.drop_tree()


def _box_of(field: HtmlElement) -> HtmlElement | None:
    """Return the largest element around a field that says little."""
    box = None
    for above in islice(field.iterancestors(), _MOST_FIELDS):
        if above.tag in _PAGES or _words(above, _OF_BOX) > _OF_BOX:
            break
        box = above
    return box


def _is_for_address(field: HtmlElement) -> bool:
    names = f"{field.get('name')} {field.get('placeholder')}".lower()
    kind = (field.get("type") or "text").lower()
    return kind == "email" or (kind == "text" and ("email" in names or "e-mail" in names))


def _words(element: HtmlElement, most: int) -> int:
    """Count the words in an element, to more than `most`."""
    count = 0
    for text in islice(element.itertext(), _MOST_NODES):
        count += len(words_of(text))
        if count > most:
            break
    return count
