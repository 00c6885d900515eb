"""Strip what surrounds a summary: greetings, headings, offers of more, in any language.

Its form gives it away: it cites nothing where the rest cites, stands at an end, announces with a
colon, asks, or has hardly a word of what was shown.
"""

import re
from collections.abc import Sequence

from precis.chains.writers.replies.citations import PHRASES, Cited, Shown, words

_SUMMARY = frozenset(PHRASES["summary"].split())
_ENTRY = frozenset(PHRASES["entry"].split())
_OPENING = re.compile(rf"\W*(?:{PHRASES['opening']})(?![^\W\d_])", re.IGNORECASE)
_OPENING_WIDE = re.compile(
    r"\W*(?:好的|当然|當然|没问题|以下|下面|这是|はい|もちろん|承知|네|물론|다음은|아래는)"
)
_CLOSING = re.compile(rf"\W*(?:{PHRASES['closing']})", re.IGNORECASE)
_PREFIX = re.compile(r"^([^:：\n]{1,160})[:：]\s*")
_WORD = re.compile(r"[^\W\d_]+(?:;[^\W\d_]+)?")
_ENDED = re.compile(r"[.!?…。！？][\"'”’)»」』]*$")
_ASIDE = re.compile(r"[(（\[]([^()（）\[\]]{1,80})[)）\]]\.?")
_ASKS = ("?", "？", "؟")
_LABEL_WORDS = 4
_SHORT = 4
_SHORT_CHARACTERS = 40
_LITTLE = 0.5


def unprefixed(line: str) -> str:
    """Take "Sure! Here is the summary: " and its like off the front of a line."""
    match = _PREFIX.match(line)
    if not match or not line[match.end() :].strip():
        return line
    said = match[1].lower()
    found = _WORD.findall(said)
    summary = any(word in _SUMMARY for word in found) or any(
        len(word) > 1 and word in said for word in _SUMMARY if word[0] >= "\u2e80"
    )
    opens = _opens(said)
    labels = summary and len(found) <= _LABEL_WORDS
    entry = len(found) == 1 and found[0] in _ENTRY
    return line[match.end() :].lstrip() if opens or labels or entry else line


def is_courtesy(sentence: str) -> bool:
    """Return whether a sentence before a summary is not part of it: "Sure!", "Voici le résumé."."""
    short = len(sentence.split()) <= _SHORT and len(sentence) <= _SHORT_CHARACTERS
    return (short and sentence.endswith(("!", "！"))) or (
        _opens(sentence.lower()) and len(sentence.split()) <= 2 * _SHORT
    )


def opens_reply(line: str, shown: Shown, *, cited: bool) -> bool:
    """Return whether a first line that cites nothing announces; `cited`: others do cite."""
    if line.endswith((":", "：")):
        return True
    if _opens(line.lower()) and (cited or likeness(line, shown) < _LITTLE):
        return True
    return cited and likeness(line, shown) < _LITTLE


def closes_reply(line: str, shown: Shown, *, cited: bool) -> bool:
    """Return whether a last line that cites nothing takes leave, offers or comments."""
    if line.endswith(_ASKS) and (cited or likeness(line, shown) < _LITTLE):
        return True
    if _CLOSING.match(line) and (likeness(line, shown) < (1 if cited else _LITTLE)):
        return True
    return cited and likeness(line, shown) < _LITTLE


def is_heading(line: str, shown: Shown, *, cited: bool) -> bool:
    """Return whether a line between others that cites nothing only announces them."""
    if line.endswith((":", "：")):
        return len(line.split()) <= _LABEL_WORDS or likeness(line, shown) < _LITTLE
    return cited and len(line.split()) <= 2 * _SHORT and not _ENDED.search(line)


def comments(sentence: Cited, times: int, shown: Shown) -> bool:
    """Return whether a sentence only asks, or comments on others' citations: in brackets, or on
    several. Then it cites nothing itself.
    """
    if not sentence.numbers and sentence.text.endswith(_ASKS):
        return True
    aside = _ASIDE.fullmatch(sentence.text.strip())
    if sentence.numbers or not (aside or times > 1):
        return False
    return likeness(aside[1] if aside else sentence.text, shown) < _LITTLE


def is_title(line: str) -> bool:
    """Return whether a line is but "Summary:" in some language."""
    found = _WORD.findall(line.lower())
    return line.endswith((":", "：")) and len(found) <= _LABEL_WORDS and bool(_SUMMARY & {*found})


def likeness(text: str, shown: Shown) -> float:
    """Return the share of the words of `text` that what was shown has too."""
    found = set(words(text))
    return len(found & shown.words) / len(found) if found else 0.0


def shares_nothing(text: str, shown: Shown) -> bool:
    """Return whether the source contains no word of `text`, not even within other words."""
    return not any(word in shown.source for word in words(text))


def _opens(said: str) -> bool:
    return bool(_OPENING.match(said) or _OPENING_WIDE.match(said))


def first_claim(sentences: Sequence[str]) -> int:
    """Return how many sentences at the front of a line are courtesies."""
    count = 0
    while count < len(sentences) - 1 and is_courtesy(sentences[count]):
        count += 1
    return count
