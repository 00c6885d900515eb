"""What a sentence says, as words that can be compared: stems, quantities, names, negations.

Text in, `Terms` out; nothing here compares two texts, or knows of spans and documents.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import Stemmer
from text_to_num import alpha2digit

MAX_TOKENS = 300
"""Words of one sentence that are read; a longer one is no sentence."""

_WORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
FUNCTION_WORDS = frozenset(_WORDS["function_words"].split())
PRONOUNS = frozenset(_WORDS["pronouns"].split())
TITLES = frozenset(_WORDS["titles"].split())
NEGATIONS = frozenset(_WORDS["negations"].split())
_CJK_NEGATION = re.compile("|".join(word for word in NEGATIONS if not word.isascii()))
_UNITS = {
    "%": r"%|per\s?cent\b|pct\b|percentage\b",
    "$": r"(?:US|A|C)?\$|dollars?\b|usd\b|bucks\b",
    "€": r"€|euros?\b|eur\b",
    "£": r"£|pounds?\b|gbp\b|quid\b",
    "¥": r"¥|yen\b|yuan\b",
}
_POWERS = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_SPACED = re.compile(r"(?<![\w.,])(\d{1,3})(?:(,) (?=\d{3}(?!\d))|(\.) (?=\d{1,2}(?![\w.,])))")
_POWER = re.compile(
    rf"(\d+(?:[.,]\d+)*)[\s-]?({'|'.join(p for p in _POWERS if len(p) > 1)})\b", re.IGNORECASE
)
_MONEY = r"(?:US|A|C)?\$|€|£|¥"
_QUANTITY = (
    rf"(?P<before>{_MONEY})?\s?"
    r"(?P<digits>\d+(?:[.,]\d+)*)"
    r"(?:(?:st|nd|rd|th|s)\b|(?P<letter>[kmb]n?)(?![^\W_]))?"
    rf"(?:\s?-?(?P<after>{'|'.join(_UNITS.values())}))?"
)
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<quantity>(?<![^\W_])(?:{_QUANTITY}))|(?P<cjk>[{_CJK}]+)"
    rf"|(?P<unit>{'|'.join(_UNITS.values())})"
    rf"|(?P<word>[^\W\d_{_CJK}]+(?:['’][^\W\d_]+)*|\w+)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,.;:!?()\[\]\"|\n。，；：！？、]|[-–—]{2}|\s[-–—']|[–—']\s")
_CONTRACTION = {"won't": "will", "can't": "can", "shan't": "shall", "ain't": "is"}
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00ad": None})
_stemmer = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one text.

    `stems` holds every word in order, numbers in canonical digits with their unit after them;
    `content` the stems that carry meaning; `quantities` value → units beside it; `names` the
    stems of capitalised words but the first; `breaks` the words that punctuation follows;
    `long` that the text was cut after MAX_TOKENS words.
    """

    stems: tuple[str, ...]
    content: frozenset[str]
    quantities: dict[str, frozenset[str]]
    names: frozenset[str]
    breaks: frozenset[int]
    long: bool


def normalize(text: str) -> str:
    """Fold case, width, quotation marks and white space, which say nothing of the meaning."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return " ".join(folded.split())


@lru_cache(maxsize=512)
def terms(text: str) -> Terms:
    """Read one text.

    >>> terms("Twenty-five per cent didn't pay Anna $3.5 million.").stems
    ('25', '%', 'did', 'not', 'pay', 'anna', '3500000', '$')
    """
    plain = unicodedata.normalize("NFKC", text[: MAX_TOKENS * 20]).translate(_QUOTES)
    stems: list[str] = []
    quantities: dict[str, frozenset[str]] = {}
    names: set[str] = set()
    breaks: set[int] = set()
    position = 0
    for match in _TOKEN.finditer(digits := _digits(plain)):
        if _BREAK.search(digits, position, match.start()):
            breaks.add(len(stems) - 1)
        position = match.end()
        if match["quantity"]:
            value, unit = _quantity(match)
            if stems[-1:] == ["no"]:
                stems[-1] = "number"
            quantities[value] = quantities.get(value, frozenset()) | frozenset(unit)
            stems += [value, *unit]
        elif match["unit"]:
            stems.append(_unit(match["unit"]))
        elif match["cjk"]:
            stems += _bigrams(match["cjk"])
        else:
            word = match["word"]
            for part in _parts(word):
                stems.append(part)
            if word[0].isupper() and stems[-1] not in FUNCTION_WORDS and match.start() > 0:
                names.add(stems[-1])
    kept = tuple(stems[:MAX_TOKENS])
    content = frozenset(s for s in kept if s not in FUNCTION_WORDS and s not in NEGATIONS)
    return Terms(
        kept,
        content,
        quantities,
        frozenset(names),
        frozenset(breaks),
        len(stems) > MAX_TOKENS,
    )


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the Snowball stem; words that are not English pass nearly unchanged."""
    stemmed: str = _stemmer.stemWord(word)
    return stemmed


@lru_cache(maxsize=1)
def asking() -> frozenset[str]:
    """Return the stems with which one asks of any text: verbs of asking, parts of a text."""
    return frozenset(map(stem, _WORDS["asking"].split()))


def _digits(text: str) -> str:
    """Write numbers above one as digits, where they stand as English words."""
    text = _SPACED.sub(r"\1\2\3", text)
    powered = _POWER.sub(lambda match: f"{_value(match[1]) * _POWERS[match[2].lower()]:.0f}", text)
    apart = _HYPHEN.sub(" ", powered)
    converted: str = alpha2digit(apart, "en", 1.0)
    return converted


def _quantity(match: re.Match[str]) -> tuple[str, list[str]]:
    letter = (match["letter"] or "").lower()
    scaled = letter if match["before"] or letter != "m" else ""
    value = _value(match["digits"]) * _POWERS.get(scaled, 1)
    unit = match["before"] or match["after"]
    return f"{value:.15g}", [_unit(unit)] if unit else []


def _value(digits: str) -> float:
    """Read 1,000.5 and 3,5 and 1.000.000; a lone point or comma before other than three digits
    is a decimal one."""
    plain = re.sub(r",(?=\d{3}(?!\d))", "", digits).replace(",", ".")
    return float(plain.replace(".", "") if re.search(r"\..*\.", plain) else plain)


def _unit(form: str) -> str:
    lower = form.lower()
    return next(unit for unit, forms in _UNITS.items() if re.fullmatch(forms, lower, re.IGNORECASE))


def _parts(word: str) -> Iterator[str]:
    lower = word.lower()
    if lower.endswith("n't") or lower == "n't":
        yield from filter(None, [_CONTRACTION.get(lower, lower[:-3])])
        yield "not"
        return
    head = lower.split("'", 1)[0] or lower
    if head == "cannot":
        yield "can"
        yield "not"
        return
    yield head if head in FUNCTION_WORDS or head in NEGATIONS else stem(head)


def _bigrams(run: str) -> list[str]:
    """Cut a run without spaces into overlapping pairs; what denies stands by itself too."""
    denials = [match[0] for match in _CJK_NEGATION.finditer(run)]
    return [*denials, *([run[i : i + 2] for i in range(len(run) - 1)] or [run])]


@lru_cache(maxsize=1)
def _antonyms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in _WORDS["antonyms"].split():
        one, other = (stem(word) for word in pair.split("/"))
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found


def antonyms(stem: str) -> frozenset[str]:
    """Return the stems that mean the opposite: listed pairs, and those a prefix turns round."""
    prefixed = {prefix + stem for prefix in ("un", "in", "im", "dis", "non", "il", "ir")}
    bare = {stem.removeprefix(prefix) for prefix in ("un", "in", "im", "dis", "non", "il", "ir")}
    return _antonyms().get(stem, frozenset()) | prefixed | (bare - {stem})
