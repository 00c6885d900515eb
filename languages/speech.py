"""Remove sounds, transcription marks and fillers from transcripts."""

from __future__ import annotations

import re
from itertools import pairwise

_MARKS = (
    "vocalsound|nonvocalsound|disfmarker|comment|gap|pause|silence|noise|laugh|laughs|laughter"
    "|laughing|cough|coughs|coughing|sigh|sighs|breath|inaudible|unintelligible|indiscernible"
    "|crosstalk|overlapping|applause|music|background noise|unk"
)
_SOUND = re.compile(
    rf"\{{(?:{_MARKS})\}}|\[(?:{_MARKS})\]|\((?:{_MARKS})\)|<(?:{_MARKS})>", re.IGNORECASE
)
"""Names of sounds in transcripts, as used by AMI, ICSI, Switchboard and captions."""

_BROKEN_OFF = re.compile(r"\{disfmarker\}|\s--(?=\s)|\w-(?=\s\w)|[—–]\s*$", re.IGNORECASE)
_FILLER = re.compile(
    r"(?<![\w'’-])(?:u+h+|u+hm+|u+m+|mm+-?hmm+|h+mm+)(?![\w'’-])(?:\s?,)?", re.IGNORECASE
)
_ENGLISH = re.compile(
    r"(?<![\w'’])(?:the|and|of|to|is|that|it|we|you|i|have|this|what)(?![\w’])", re.IGNORECASE
)
"""A text with one of these words is English; `um` is a word in German and Portuguese."""

_OPENER = re.compile(
    r"(?:(?:and|so|but)(?=[\s,])|(?:yeah|yep|yes|no|well|okay|ok|oh|right|alright|anyway|basically"
    r"|actually|then|now|like|i mean|you know)(?=,))[\s,]+",
    re.IGNORECASE,
)
"""Words that only open a turn or link it to the one before. Not `or`: it opens an alternative."""

_STAMP = (
    r"(?:(?=[^\n]{0,16}\d:\d\d)[\[(]?\d[\d:.,/-]{2,12}(?:,?[ \u202f]\d[\d:.]{3,8})?"
    r"(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?[\])]?[ \t]*[-–]?[ \t]+)"
)
"""When a message was sent, as chats write it before the sender: [09:02], 12/03/24, 9:02 PM -."""

LABEL = re.compile(rf"(?:{_STAMP}?[^\W\d_][\w .'’-]{{0,40}}:|{_STAMP}?<[^<>\s]{{1,40}}>)(?=\s)")
"""The name of a speaker at the head of a line, with its colon or in brackets as in a log of a chat.
"""

_STAMPED = re.compile(_STAMP)

_LABELLED = re.compile(r"^[ \t]*([^\W\d_][\w.]?:)[ \t]+([^\n]*)", re.MULTILINE)

_STUTTER = re.compile(
    r"(?<![\w'’-])(the|an?|to|of|in|and|he|she|we|they|i|it['’]s|i['’]m)(?:\s?,? \1)+(?![\w'’-])",
    re.IGNORECASE,
)
_TORN = re.compile(r"(?<=\w) (?=(?:n['’]t|['’](?:s|re|ve|ll|d|m))(?![\w'’]))")
_BEFORE_MARK = re.compile(r"\s+(?=[,.?](?:\s|$))")
_MARKS_AT_HEAD = re.compile(r"^(?P<label>[^\W\d_][\w .'’-]{0,40}:\s)?[\s,.]+")
_TWO_COMMAS = re.compile(r",(?:\s?,)+")


def marks_of_questions(text: str) -> frozenset[str]:
    """Return the marks of questions and of answers, such as "Q:" and "A:", which name nobody.

    What follows one of them asks, mostly; the other one follows it.
    """
    labels = [
        (line[1], line[2].rstrip().endswith(("?", "？"))) for line in _LABELLED.finditer(text)
    ]
    followed = list(pairwise(labels))
    pairs = {(one, other) for (one, asks), (other, _) in followed if asks and one != other}
    for asking, answering in pairs:
        asks = [asks for label, asks in labels if label == asking]
        if len(asks) > 1 and 2 * sum(asks) > len(asks):
            return frozenset({asking, answering})
    return frozenset()


def fluent(line: str) -> str:
    """Return one line of speech without sounds, fillers and stutters, its words and marks joined.

    >>> fluent("Ann: Um {vocalsound} the , uh , the price is n't fixed .")
    "Ann: the price isn't fixed."
    >>> fluent("Wir treffen uns um acht.")
    'Wir treffen uns um acht.'
    """
    spoken = _SOUND.sub(" ", line)
    if _ENGLISH.search(spoken):
        spoken = _FILLER.sub(" ", spoken)
    if spoken == line and " ." not in line and " ," not in line:
        return line
    spoken = _TWO_COMMAS.sub(",", " ".join(spoken.split()))
    spoken = _BEFORE_MARK.sub("", _TORN.sub("", _STUTTER.sub(r"\1", spoken)))
    return _MARKS_AT_HEAD.sub(lambda match: match["label"] or "", spoken).strip()


def without_openers(line: str) -> str:
    """Return English speech without the words that only open it or link it to the turn before.

    >>> without_openers("And so, well, the price is fixed.")
    'the price is fixed.'
    """
    start = 0
    if _ENGLISH.search(line):
        while opener := _OPENER.match(line, start):
            start = opener.end()
    return line[start:]


def without_label(line: str) -> str:
    """Return speech without the speaker's name.

    >>> without_label("Ann Lee: The price is fixed."), without_label("At 10:30 it rang.")
    ('The price is fixed.', 'At 10:30 it rang.')
    """
    label = LABEL.match(line)
    return line[label.end() :].strip() if label else line


def without_stamp(line: str) -> str:
    """Return a message of a chat without the time before its sender.

    >>> without_stamp("[09:02] Ann: The price is fixed."), without_stamp("09:02 to 10:00")
    ('Ann: The price is fixed.', '09:02 to 10:00')
    """
    stamp = _STAMPED.match(line) if LABEL.match(line) else None
    return line[stamp.end() :] if stamp else line


def disfluencies(text: str) -> int:
    """Return how many sounds and fillers a text has.

    >>> disfluencies("Um {vocalsound} the price is fixed."), disfluencies("um acht")
    (2, 0)
    """
    fillers = _FILLER.findall(text) if _ENGLISH.search(text) else []
    return len(_SOUND.findall(text)) + len(fillers)


def interrupted(text: str) -> bool:
    """Return whether the transcript marks that the speaker broke off.

    >>> interrupted("We need a {disfmarker} the price is fixed."), interrupted("Ann: It is.")
    (True, False)
    """
    return _BROKEN_OFF.search(text) is not None
