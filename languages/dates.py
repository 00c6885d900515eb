"""Recognize the dates in a text, in all common forms."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = (
    "january jan januar janvier enero gennaio janeiro januari января",
    "february feb februar février febrero febbraio fevereiro februari февраля",
    "march mar märz mars marzo março maart марта",
    "april apr avril abril aprile апреля",
    "may mai mayo maggio maio mei мая",
    "june jun juni juin junio giugno junho июня",
    "july jul juli juillet julio luglio julho июля",
    "august aug août agosto augustus августа",
    "september sep sept septembre septiembre settembre setembro сентября",
    "october oct oktober octobre octubre ottobre outubro октября",
    "november nov novembre noviembre novembro ноября",
    "december dec dezember décembre diciembre dicembre dezembro декабря",
)
"""Months in English, German, French, Spanish, Italian, Portuguese, Dutch and Russian."""

_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_LATE_DAY = r"(?P<day>1[3-9]|2\d|3[01])"
"""A number that is no month, so that what stands beside it is one."""

_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")

WRITTEN_APART = r"\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}\p{N}"
"""For a set of characters: of scripts that set names and numbers apart with spaces. Of others
particles and verbs stand right beside them: `BX-2401Cは`, `2024-03-15に`."""

_FORMS = [
    regex.compile(
        rf"(?<![{WRITTEN_APART}_]){form}(?:(?![{WRITTEN_APART}_])|(?=T\d\d))", regex.IGNORECASE
    )
    for form in (
        rf"{_YEAR}(?P<joint>[-/.]){_NUMBER}(?P=joint){_DAY}",
        rf"{_DAY}\.\s?{_NUMBER}\.\s?{_YEAR}",
        rf"{_LATE_DAY}(?P<joint>[-/]){_NUMBER}(?P=joint){_YEAR}",
        rf"{_NUMBER}(?P<joint>[-/]){_LATE_DAY}(?P=joint){_YEAR}",
        rf"{_DAY}-(?P<month>{_MONTH})-{_YEAR}",
        rf"{_DAY}\.?\s?-\s?[0-3]?\d\.?\s(?P<month>{_MONTH})\.?\s{_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?(?P<month>{_MONTH})\.?,?\s(?:de\s)?{_YEAR}",
        rf"(?P<month>{_MONTH})\.?\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}",
        rf"{_YEAR}[年년]\s?{_NUMBER}[月월]\s?{_DAY}[日일]?",
    )
]


def plain_dashes(text: str) -> str:
    """Return `text` with hyphens that do not break, short dashes and minus signs as hyphens."""
    return text.translate(_DASHES)


def dates(text: str) -> Iterator[str]:
    """Yield the days that `text` names, as ISO 8601; 3/4/2024, read in two ways, is left out.

    >>> list(dates("from 15 March 2024 to 2024-03-16; am 3. Oktober 1998"))
    ['2024-03-16', '2024-03-15', '1998-10-03']
    """
    text = unicodedata.normalize("NFC", plain_dashes(text))
    for form in _FORMS:
        for match in form.finditer(text):
            found = match.groupdict()
            month = int(found["number"]) if found.get("number") else _MONTHS[found["month"].lower()]
            yield f"{found['year']}-{month:02}-{int(found['day']):02}"


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return where in `text` days are named, in order."""
    text = plain_dashes(text)
    return sorted(match.span() for form in _FORMS for match in form.finditer(text))
