"""Sentences as comparable words: stems, quantities, names, clauses.

Text in, `Terms` out; nothing here compares two texts, or knows of spans and documents.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from precis.chains.grounding.lexicon import FUNCTION_WORDS, NEGATIONS, stem
from precis.chains.grounding.quantities import (
    MONEY,
    UNITS,
    Quantity,
    digits,
    relation,
    unit_of,
    value_of,
)
from precis.chains.grounding.rarity import is_common

MAX_TOKENS = 300
"""Words of one sentence that are read; a longer one is no sentence."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0963\u0970-\u0dff\u200c\u200d"
)
"""Signs above and below letters, which belong to a word: of Hebrew, Arabic, and India."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff"
)
"""Scripts without spaces, or (Korean) with endings that stick to words: read in pairs of signs."""

_QUANTITY = (
    rf"(?P<before>{MONEY})?\s?"
    r"(?P<digits>[0-9]+(?:[.,][0-9]+)*)"
    r"(?:(?:st|nd|rd|th|s)\b|(?P<letter>[kmb]n?)(?![^\W_]))?"
    rf"(?:\s?-?(?P<after>{'|'.join(UNITS.values())}))?"
)
_TOKEN = re.compile(
    rf"(?P<quantity>(?:(?<![^\W_])|(?<=[{UNSPACED}]))(?:{_QUANTITY}))|(?P<unspaced>[{UNSPACED}]+)"
    rf"|(?P<unit>{'|'.join(UNITS.values())})"
    rf"|(?P<word>(?:[^\W\d_{UNSPACED}]|[{_MARKS}])+(?:['’][^\W\d_]+)*|\w+)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,.;:!?()\[\]\"|\n。，；：！？、।؟،]|[-–—]{2}|\s[-–—']|[–—']\s")
_ENGLISH = 6
"""English has a function word among so few words."""

_CONTRACTION = {"won't": "will", "can't": "can", "shan't": "shall", "ain't": "is"}
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00ad": None})
_NO_ONE = re.compile(r"\bno[ -]one\b|\bnot (?:even )?(?:one|a single)\b", re.IGNORECASE)
"""Else its one would be read as a number."""

_INDEFINITE = re.compile(r"(no|some|any|every)(?:body|one|thing|where)|(no)ne")
"""Pronouns that say no more than their determiner: nobody was hurt, no rower was hurt."""

_FEW = {(hardly, "any") for hardly in ("hardly", "barely", "scarcely")} | {
    ("not", many) for many in ("mani", "much")
}
_NOT_ALL = {("not", every) for every in ("all", "everi", "each")}
_INITIALS = re.compile(r"\b[A-Z](?:\.[A-Z])+\b\.?|\b[A-Z]\.(?: [A-Z]\.)+")
_ACRONYMS = frozenset(("US", "IT", "WHO"))
"""In lower case they are other words."""

_CLITICS = "وف"
"""Arabic and, so: written as one word with the next."""

_DENIAL = re.compile("|".join(sorted(w for w in NEGATIONS if re.match(f"[{UNSPACED}]", w))))


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one text.

    `stems` holds every word in order, numbers in canonical digits with their unit after them,
    and `words` each as the text writes it; `content` the stems that carry meaning; `quantities`
    value → what the text says of it; `names` the stems of capitalised words but the first;
    `breaks` the words that punctuation follows; `long` that the text was cut after MAX_TOKENS
    words; `text` is what was read, before its numbers were written in digits.
    """

    stems: tuple[str, ...]
    words: tuple[str, ...]
    content: frozenset[str]
    quantities: dict[str, tuple[Quantity, ...]]
    names: frozenset[str]
    breaks: frozenset[int]
    long: bool
    text: str

    def surface_form(self, stem: str) -> str:
        """Return a stem's first word as the text writes it."""
        return self.words[self.stems.index(stem)] if stem in self.stems else stem


@dataclass
class _Reading:
    """A text as far as it has been read."""

    text: str
    stems: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    quantities: list[tuple[str, str, int, re.Match[str]]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    breaks: set[int] = field(default_factory=set)

    def add(self, stems: Iterator[str], word: str) -> None:
        for one in stems:
            self.stems.append(one)
            self.words.append(word)

    def join_negations(self) -> None:
        """Read "hardly any" as few, "not all" as some … not, "neither … nor" as one denial."""
        last = tuple(self.stems[-2:])
        if last in _FEW:
            del self.stems[-2], self.words[-2]
            self.stems[-1] = "few"
        elif last in _NOT_ALL:
            self.stems[-2:] = ["some", "not"]
        elif last[-1] == "nor" and "neither" in self.stems:
            self.stems[-1] = "or"


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
    joined = _INITIALS.sub(lambda match: re.sub(r"[. ]", "", match[0]), _NO_ONE.sub("no", plain))
    read = _Reading(digits(joined))
    position = 0
    for match in _TOKEN.finditer(read.text):
        if _BREAK.search(read.text, position, match.start()):
            read.breaks.add(len(read.stems) - 1)
        position = match.end()
        _token(match, read)
    kept = tuple(read.stems[:MAX_TOKENS])
    content = frozenset(s for s in kept if s not in FUNCTION_WORDS and s not in NEGATIONS)
    return Terms(
        stems=kept,
        words=tuple(read.words[:MAX_TOKENS]),
        content=content,
        quantities=_quantities(read),
        names=frozenset(read.names) if plain != plain.lower() else _rare(kept, content),
        breaks=frozenset(read.breaks),
        long=len(read.stems) > MAX_TOKENS,
        text=plain,
    )


@lru_cache(maxsize=1)
def asking() -> frozenset[str]:
    """Return the stems with which one asks of any text: verbs of asking, parts of a text."""
    words = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
    return frozenset(map(stem, words["asking"].split()))


def _token(match: re.Match[str], read: _Reading) -> None:
    word = match[0].strip()
    if match["quantity"]:
        _quantity(match, read)
    elif match["unit"]:
        read.add(iter([unit_of(match["unit"])]), word)
    elif match["unspaced"]:
        for piece in _pieces(match["unspaced"]):
            read.add(iter([piece]), piece)
    else:
        read.add(iter([word]) if word in _ACRONYMS else _parts(word), word)
        read.join_negations()
        if word[0].isupper() and match.start() > 0 and read.stems[-1] not in FUNCTION_WORDS:
            read.names.add(read.stems[-1])


def _quantity(match: re.Match[str], read: _Reading) -> None:
    if read.stems[-1:] == ["no"]:
        read.stems[-1] = "number"
    letter = (match["letter"] or "").lower()
    scaled = letter if match["before"] or letter != "m" else ""
    value = f"{value_of(match['digits'], scaled):.15g}"
    form = match["before"] or match["after"]
    unit = unit_of(form) if form else ""
    read.add(iter([value, unit] if unit else [value]), match[0].strip())
    read.quantities.append((value, unit, len(read.stems), match))


def _quantities(read: _Reading) -> dict[str, tuple[Quantity, ...]]:
    found: dict[str, tuple[Quantity, ...]] = {}
    for value, unit, after, match in read.quantities:
        quantity = Quantity(
            value=float(value),
            relation=relation(read.text[: match.start()][-40:], read.text[match.end() :][:12]),
            unit=unit,
            measure=read.stems[after] if after < len(read.stems) else "",
        )
        found[value] = (*found.get(value, ()), quantity)
    return found


def _rare(stems: tuple[str, ...], content: frozenset[str]) -> frozenset[str]:
    """Return what must be names in English without capitals: words that no vocabulary has."""
    english = sum(stem in FUNCTION_WORDS for stem in stems)
    if _ENGLISH * english < len(stems):
        return frozenset()
    return frozenset(stem for stem in content if stem.isalpha() and not is_common(stem))


def _parts(word: str) -> Iterator[str]:
    lower = word.lower()
    if lower.endswith("n't") or lower == "n't":
        yield from filter(None, [_CONTRACTION.get(lower, lower[:-3])])
        yield "not"
        return
    head = lower.split("'", 1)[0] or lower
    if indefinite := _INDEFINITE.fullmatch(head):
        head = indefinite[1] or indefinite[2]
    if head == "cannot":
        yield "can"
        yield "not"
        return
    if head[0] in _CLITICS and head[1:] in NEGATIONS:
        head = head[1:]
    yield head if head in FUNCTION_WORDS or head in NEGATIONS else stem(head)


def _pieces(run: str) -> Iterator[str]:
    """Cut a run without spaces into overlapping pairs; what denies stands by itself too."""
    denials = {match.start(): match[0] for match in _DENIAL.finditer(run)}
    for place in range(max(1, len(run) - 1)):
        if place in denials:
            yield denials[place]
        yield run[place : place + 2]
    if len(run) > 1 and len(run) - 1 in denials:
        yield denials[len(run) - 1]
