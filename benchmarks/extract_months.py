"""Extract the names of months, and what stands between them, day and year, from Unicode's CLDR.

    uv run python -m benchmarks.extract_months

Writes languages/months.json by way of Babel, for each language that is identified. A name
comes in every form of the language's locales: as a date has it and alone, in full and short.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import regex
from babel.dates import tokenize_pattern
from babel.localedata import load, locale_identifiers

from precis.languages.identification import LANGUAGES
from precis.languages.months import MONTHS, month_key
from precis.languages.words import stems, words

if TYPE_CHECKING:
    from collections.abc import Iterator

Locale = dict[str, Any]
Tokens = list[tuple[str, str]]

FIELDS = frozenset("dMLy")
WIDTHS = ("wide", "abbreviated")
MONTH_WORDS = {"km": ("ខែ", ""), "lo": ("ເດືອນ", ""), "my": ("", "လ"), "th": ("เดือน", "")}
"""The word for month before or after names, in languages that do not set words apart."""

_START = regex.compile(r"[\p{L}\p{M}]*\Z")
_END = regex.compile(r"[\p{L}\p{M}]*")


def patterns(locale: Locale) -> Iterator[Tokens]:
    """Yield a locale's own patterns of dates, from the first of day, month and year to the last.

    Each is a list of fields, by their letter, and of what stands between them.
    """
    for length in ("full", "long", "medium"):
        if found := locale.get("date_formats", {}).get(length):
            tokens = [
                (kind, value if kind == "chars" else value[0])
                for kind, value in tokenize_pattern(found.pattern)
            ]
            fields = [at for at, (_, value) in enumerate(tokens) if value in FIELDS]
            yield tokens[fields[0] : fields[-1] + 1]


def between(locale: Locale) -> set[str]:
    """Return the words that stand between day, month and year."""
    texts = [value for tokens in patterns(locale) for kind, value in tokens if kind == "chars"]
    return {word for text in texts for word in stems(words(text), None)}


def has_dotted_days(locale: Locale) -> bool:
    """Return whether days before months have a full stop."""
    framed = [pair for tokens in patterns(locale) for pair in pairwise(tokens)]
    return any(one == ("field", "d") and other[1].startswith(".") for one, other in framed)


def names(language: str, locale: Locale) -> Iterator[tuple[int, str]]:
    """Yield the number of each month with each of its names, and what is written on to them."""
    ends = {("", ""), MONTH_WORDS.get(language, ("", ""))}
    ends.update(pair for tokens in patterns(locale) for pair in written_on(tokens))
    for months in locale.get("months", {}).values():
        for width in WIDTHS:
            listed = months.get(width, {})
            for number, name in listed.items() if isinstance(listed, dict) else ():
                yield from ((number, f"{start}{name}{end}") for start, end in ends)


def written_on(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Yield what a pattern has before and after the name of a month without a space."""
    framed = [("chars", ""), *tokens, ("chars", "")]
    for before, (kind, value), after in zip(framed, framed[1:], framed[2:], strict=False):
        if kind == "field" and value in "ML":
            start = _START.search(before[1])[0] if before[0] == "chars" else ""
            yield start, _END.match(after[1])[0] if after[0] == "chars" else ""


def main() -> None:
    """Extract and write."""
    months: dict[str, list[set[str]]] = {code: [set() for _ in range(12)] for code in LANGUAGES}
    beside: set[str] = set()
    for identifier in sorted(locale_identifiers()):
        language = identifier.partition("_")[0]
        if language in months:
            locale = load(identifier, merge_inherited=False)
            beside |= between(locale)
            for number, name in names(language, locale):
                key = month_key(name)
                if key and not any(map(str.isdigit, key)):
                    months[language][number - 1].add(key)
    dotted = sorted(
        code for code in LANGUAGES if has_dotted_days(load(code, merge_inherited=False))
    )
    keys = {code: [" ".join(sorted(each)) for each in found] for code, found in months.items()}
    written = {"beside": " ".join(sorted(beside)), "dotted": " ".join(dotted), "months": keys}
    MONTHS.write_text(json.dumps(written, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len({n for each in keys.values() for m in each for n in m.split()})} names of months")


if __name__ == "__main__":
    main()
