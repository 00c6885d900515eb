"""Cut the name or figure that a question asks for out of the answering sentence."""

from __future__ import annotations

import re

from precis.chains.grounding.lexicon import FUNCTION_WORDS
from precis.chains.grounding.question import Question, figures
from precis.languages.dates import date_spans
from precis.languages.identification import language_of
from precis.languages.words import terms

_FIGURE = re.compile(r"(?<![\w.,-])[$€£¥]?\d(?:[\d.,]*\d)?(?:\s?(?:%|‰|°C|°F|€|£))?(?![\w-])")
_UNIT = re.compile(r"\s(?:million|billion|thousand|per)?\s?([a-z]{2,})")
_YEAR = re.compile(r"(?<![\w.,-])[12]\d{3}(?![\w-]|[.,]\d)")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NUMBERED = re.compile(r"\s\d+(?:\.\d+)*(?![\w.-]*\w)")
"""The number of a section, an article or a table after its word."""

_UNITS = {
    "length": r"[mck]?m|miles?|feet|foot|ft|inch(?:es)?|yards?|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|mètres?|metros?|метр\w*",
    "time": r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?"
    r"|tage?n?|wochen?|monate?n?|jahre?n?|heures?|jours?|semaines?|mois|ans?|années?|horas?|días?"
    r"|semanas?|meses|años?|час\w*|дн\w+|недел\w*|месяц\w*|лет|год\w*",
    "mass": r"k?g|kilo\w*|grams?|tonn?e?s?|pounds?|lbs?",
    "money": r"euros?|dollars?|cents?|рубл\w*|francs?|pesos?|yen|usd|eur|gbp",
}
_ASKED = {
    r"how long|wie lange?|combien de temps|cuánto tiempo|сколько времени|как долго": "length time",
    r"how (?:high|tall|deep|wide|far|broad|thick)|wie (?:hoch|tief|breit|weit)": "length",
    r"how old|wie alt|quel âge|сколько лет": "time",
    r"how heavy|wie schwer": "mass",
}
"""What is measured, by the words that ask for it; "how long" is a distance or a time."""

_MONEY = re.compile(r"[$€£¥]")

_CAPITALIZED_NOUNS = frozenset({"de"})
"""Languages in which a capital letter does not make a name."""


def brief(question: str, sentence: str) -> str | None:
    """Return the name or figure asked for as `sentence` has it; None where it is not certain.

    It is certain where the question's word tells the kind, and the sentence has just one thing of
    that kind that the question has not.

    >>> brief("How many tonnes does it burn?", "The plant burns 420 tonnes of waste a day.")
    '420 tonnes'
    >>> brief("Who leads the plant?", "Dana Whitfield leads the plant.")
    'Dana Whitfield'
    """
    language = language_of(sentence)
    asked = Question.read(question, language)
    found: set[str] = set()
    if asked.number:
        found = _figures(question, sentence, language)
    elif asked.time:
        found = _dates(question, sentence)
    elif (asked.person or asked.place) and language not in _CAPITALIZED_NOUNS:
        found = _names(question, sentence, language)
    return found.pop() if len(found) == 1 else None


def _figures(question: str, sentence: str, language: str | None) -> set[str]:
    days = date_spans(sentence)
    new = [
        match
        for match in _FIGURE.finditer(sentence)
        if not figures(match[0], language) & figures(question, language)
        and not any(start <= match.start() < end for start, end in days)
    ]
    fits = [match for match in new if _is_of_kind(match, question, sentence)]
    return {_with_unit(match, question, sentence, language) for match in fits}


def _is_of_kind(figure: re.Match[str], question: str, sentence: str) -> bool:
    """Return whether a figure may measure what is asked for: no price for "how long"."""
    asked = (kinds for words, kinds in _ASKED.items() if _matches(rf"\b(?:{words})\b", question))
    kinds = next(asked, "")
    after = sentence[figure.end() :].lstrip(" -")
    own = {kind for kind, units in _UNITS.items() if _matches(rf"\A(?:{units})(?!\w)", after)}
    priced = _MONEY.search(figure[0]) is not None
    return not kinds or (not priced and (not own or not own.isdisjoint(kinds.split())))


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _with_unit(figure: re.Match[str], question: str, sentence: str, language: str | None) -> str:
    """Return a figure with the word after it, and with what the question names after that."""
    unit = _UNIT.match(sentence, figure.end())
    if language != "en" or unit is None or unit[1] in FUNCTION_WORDS:
        return figure[0]
    end = unit.end()
    while unit[1] in question and (unit := _UNIT.match(sentence, end)) and unit[1] in question:
        end = unit.end()
    return sentence[figure.start() : end]


def _dates(question: str, sentence: str) -> set[str]:
    spans = date_spans(sentence) or [match.span() for match in _YEAR.finditer(sentence)]
    return {sentence[a:b] for a, b in spans if sentence[a:b] not in question}


def _names(question: str, sentence: str, language: str | None) -> set[str]:
    """Return the runs of capitalised words that share none with the question."""
    asked = frozenset(terms(question, language))
    names = (sentence[a:b] for a, b in _runs(sentence) if not _NUMBERED.match(sentence, b))
    return {name for name in names if not asked.intersection(terms(name, language))}


def _runs(sentence: str) -> list[tuple[int, int]]:
    """Return where capitalised words stand together, but for what is capital as it begins."""
    runs: list[tuple[int, int]] = []
    for number, word in enumerate(_WORD.finditer(sentence)):
        if not word[0][0].isupper():
            continue
        start, end = word.span()
        if runs and sentence[runs[-1][1] : start].strip(" .") == "":
            runs[-1] = runs[-1][0], end
        elif number or word[0].casefold() not in FUNCTION_WORDS:
            runs.append((start, end))
    single = runs and " " not in sentence[slice(*runs[0])] and not sentence[: runs[0][0]].strip()
    return runs[1:] if single else runs
