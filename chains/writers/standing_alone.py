"""Decide whether a sentence reads well out of context, and name what is wrong with it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from precis.splitters.sentences import goes_on, is_complete

_WORDS = Path(__file__).with_name("standing_alone.json")
_FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HEAD = 80
"""Characters in which the first words are looked for."""

_MARKUP = re.compile(
    r"\*\*|`|</?[a-zA-Z][^<>]{0,200}>|\\[a-z]{2,}\{|^\s*[-*+•|#>]\s|\||:\w{2,20}:`|`_|\]\("
    r"|:\w{2,20}:~?\w|\s\.\.\s|^_|&[a-z]{2,6};|\n|\.\. \w|={4,}|-{4,}|\{\{|\}\}"
)
_CODE = re.compile(
    r"^\s*(?:#|//|/\*|>>>|\$ |def |class |import |from \w+ import|return )"
    r"|[;{}]\s*$|\w\(\)\s*[:{]|==|->|\w+\.\w+\([^)]{0,80}\)\s*$"
)
_CAPTION = re.compile(
    r"^(?:Fig(?:ure)?|Table|Listing|Abb(?:ildung)?|Tab(?:elle)?|Figura|Tabla|Tableau)\.? ?\d",
    re.IGNORECASE,
)
_BEHIND_NUMBER = re.compile(r"[\d.]{0,9}\s?[:.–—-]")
_ENTRY = re.compile(r"^\s*\[[^\[\]]{0,120}\d\]")
"""The number of a footnote, an entry in a list of references, or the source of a quotation."""

_ASIDE = re.compile(r"^\s*[(（][^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*[)）][.。]?\s*$")
_ELSEWHERE = re.compile(
    r"\b(?:see|described|explained|discussed|shown|listed|mentioned|defined) (?:above|below)\b"
    r"|\b(?:siehe|weiter) (?:oben|unten)\b|\bci-(?:dessus|dessous)\b|\bmás (?:arriba|abajo)\b"
    r"|\b(?:см\.|смотрите) (?:выше|ниже)\b"
    r"|^(?:for (?:more|further) (?:information|details?)|para (?:más|mayor) información"
    r"|pour (?:plus|davantage) d['’](?:information|explication)"
    r"|(?:für )?(?:weitere|mehr) informationen"
    r"|подробнее|более подробн|更多信息|详细信息|詳細は|詳しくは)",
    re.IGNORECASE,
)
"""What sends the reader to another place of the text."""

_CONTENTS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|[\s:][A-Z]\.\d{1,3}\.$")
_FURNITURE = re.compile(
    r"all rights reserved|\"as is\"|as-is\b|merchantability|fitness for a particular purpose"
    r"|redistributions (?:in|of) (?:binary|source)|without (?:any )?warrant"
    r"|above copyright notice|copyright holders"
    r"|©|copyright \(?c?\)?\s?\d{4}|licen[sc]ed under|public domain"
    r"|permission is (?:hereby )?granted|may be (?:freely )?redistributed"
    r"|click here|skip to|cookie|subscribe|sign up|log in"
    r"|terms of (?:use|service)|privacy policy|project gutenberg|creative commons|back to top"
    r"|read more|share (?:this|on)|see also|retrieved from|https?://\S+\s*$",
    re.IGNORECASE,
)
_UNREAD = (_CAPTION, _ENTRY, _CONTENTS, _FURNITURE, _ASIDE, _ELSEWHERE)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_DEFINED = frozenset(
    "pep document paper report proposal specification article study act agreement standard guide "
    "book chapter manual policy law treaty contract decision judgment opinion thesis memorandum "
    "rfc handbook".split()
)
"""Nouns by which a text speaks of itself: with them, this needs nothing before it."""

_OF_ITSELF = (
    "dokument handbuch kapitel buch artikel documento manual capítulo libro artículo guía guide "
    "chapitre livre essai section документ руководств глав книг стать"
).split()
"""How such nouns begin in other languages."""

_FORMULA = re.compile(
    r"for (?:the|these|those|this) (?:foregoing )?reasons?(?: given)?,? |aus diesen gründen "
    r"|pour ces (?:motifs|raisons),? |por (?:estas|estos) (?:razones|motivos),? "
    r"|per questi motivi,? |по этим основаниям ",
    re.IGNORECASE,
)
"""What a holding begins with: it needs its reasons no more than any other does."""

_EXPLETIVE = re.compile(
    r"it (?:is|was|has been|had been) (?:\w+ ){0,2}(?:resolved|decided|agreed|ordered|held|found"
    r"|moved|recommended|concluded|announced|proposed|noted|clear|likely|possible|known|true)\b"
    r"|es (?:wird|wurde|ist|war) [^.]{0,60}(?:beschlossen|entschieden|vereinbart|festgestellt)"
    r"|il (?:est|a été|fut) (?:\w+ )?(?:décidé|convenu|constaté|proposé|résolu)",
    re.IGNORECASE,
)
"""A pronoun at the head that stands for nothing."""

_EARLY = 5
"""Words within which this or these means what the sentence before says."""

_HAN_INSIDE = re.compile(r"[^，。]{0,4}，?[^，。]{0,4}(?<![因如彼])(?:此(?!外)|这)")
_HEADLESS = re.compile(r"[A-Z][a-z]+(?:ed (?:to|from|as|by)|s (?:the|an?|whether|how)) ")
"""What has no subject: Renamed to …, Specifies the …"""

_SHORT = 8
_LETTERS = 0.5
"""A longer text with a smaller share of letters is no sentence."""

_FEW = 3
"""Words before a comma that hardly name what a pronoun after it stands for."""

_SELF = frozenset({"this", "the", "our"})


def faults(text: str) -> list[str]:
    """Return what keeps a sentence from standing alone: nothing where it does.

    dangling: it begins with a pronoun, connective or reply; cut: it lacks a beginning, an end or
    half a pair of brackets or quotation marks; markup: it carries marks of a format, code or a line
    break; furniture: a caption, a line of contents, licence or navigation.

    >>> faults("However, it **failed"), faults("The pump failed twice.")
    (['dangling', 'cut', 'markup'], [])
    """
    found = {
        "dangling": _dangles(text[:_HEAD]),
        "cut": goes_on(text) or not is_complete(text) or _unpaired(text) or _is_headless(text),
        "markup": bool(_MARKUP.search(text) or _CODE.search(text)),
        "furniture": _points_elsewhere(text) or any(p.search(text) for p in _UNREAD),
    }
    return [name for name, fault in found.items() if fault]


def is_formula(text: str) -> bool:
    """Return whether letters are so few that a text is a formula or a row of figures."""
    signs = [sign for sign in text if not sign.isspace()]
    letters = sum(unicodedata.category(sign)[0] in "LM" for sign in signs)
    return len(signs) > _SHORT and letters < _LETTERS * len(signs)


def speaks_of_itself(words: Sequence[str]) -> bool:
    """Return whether a sentence of these lower-case words is about its document: This report …

    >>> speaks_of_itself(["this", "report", "asks"]), speaks_of_itself(["this", "asks"])
    (True, False)
    """
    return len(words) > 1 and words[0] in _SELF and words[1] in _DEFINED


def is_code(text: str) -> bool:
    """Return whether a text begins or ends as a line of code does."""
    return _CODE.search(text) is not None


def is_caption(text: str) -> bool:
    """Return whether a text is the caption of a figure or table, or a line of contents."""
    caption = _CAPTION.match(text)
    named = caption is not None and _BEHIND_NUMBER.match(text, caption.end()) is not None
    return named or _CONTENTS.search(text) is not None


def is_pronoun(word: str) -> bool:
    """Return whether a lower-case word of a listed language stands for a person or a thing."""
    return word in _words("subjects") or word in _words("pronouns")


def opens_by_pointing_back(text: str) -> bool:
    """Return whether a text in a script without spaces begins with what stands before it."""
    return text.lstrip().startswith(tuple(_words("openings")))


def _is_headless(text: str) -> bool:
    return _HEADLESS.match(text) is not None and "," not in text


def stands_for_nothing(text: str) -> bool:
    """Return whether a text begins with a pronoun that stands for nothing: It was decided …"""
    return _EXPLETIVE.match(text) is not None


def _dangles(head: str) -> bool:
    formula = _FORMULA.match(head)
    head = head[formula.end() :] if formula else head
    words = _lower_words(head)
    if not words or stands_for_nothing(head):
        return False
    starts = {" ".join(words[:count]) for count in (1, 2, 3, 4)}
    opens = head.partition(",")[0].casefold() in _words("replies") or not starts.isdisjoint(
        _words("connectives")
    )
    leans = _points_back(words) or (words[0] in _words("prepositions") and _points_back(words[1:]))
    return (
        opens
        or leans
        or opens_by_pointing_back(head)
        or _points_back_after_a_comma(head)
        or _points_back_inside(head)
    )


def _names_itself(words: Sequence[str]) -> bool:
    return any(word.startswith((*_DEFINED, *_OF_ITSELF)) for word in words)


def _points_back_inside(head: str) -> bool:
    """Return whether this or these stands early, in the first clause: On some systems, such …"""
    clause = head.partition(",")[0] if head.partition(",")[2] else head
    words = _lower_words(clause)[:_EARLY]
    for at, word in enumerate(words):
        if word in _words("inside"):
            return not _names_itself(words[at + 1 : at + 3])
    return _HAN_INSIDE.match(head) is not None


def _points_elsewhere(text: str) -> bool:
    """Return whether a sentence begins by sending the reader elsewhere: See the manual."""
    words = [word.rstrip(",.") for word in text[:_HEAD].casefold().split()]
    return any(" ".join(words[:count]) in _words("pointers") for count in (1, 2))


def _points_back(words: Sequence[str]) -> bool:
    """Return whether the first word stands for something before the sentence."""
    if not words:
        return False
    if words[0] in _words("demonstratives"):
        return not set(words[1:3]) & _DEFINED
    if _names_itself(words[1:3]):
        return False
    return any(" ".join(words[:count]) in _words("pronouns") for count in (1, 2, 3, 4))


def _points_back_after_a_comma(head: str) -> bool:
    """Return whether few words open the sentence and a pronoun follows: In 1998, he …"""
    opening, comma, rest = head.partition(", ")
    few = len(opening.split()) <= _FEW and not opening[:1].islower()
    following = _lower_words(rest)[:1]
    return bool(comma) and few and bool(following) and following[0] in _words("subjects")


def _lower_words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _FIRST.findall(text)]


def _unpaired(text: str) -> bool:
    return text.count('"') % 2 == 1 or any(text.count(a) != text.count(b) for a, b in _PAIRS)


@cache
def _words(kind: str) -> frozenset[str]:
    listed: dict[str, str] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return frozenset(listed[kind].split("|"))
