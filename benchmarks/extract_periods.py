"""Extract the names of quarters and the words for week from Unicode's CLDR.

    uv run python -m benchmarks.extract_periods

Writes languages/periods.json by way of Babel, for each language that is identified.
"""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

from babel.localedata import load

from precis.languages.identification import LANGUAGES
from precis.languages.periods import PERIODS
from precis.languages.words import stems, words

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_LETTERS = 4


def quarters(locale: dict[str, Any]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each quarter with the words of each of its names."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            listed = locale.get("quarters", {}).get(context, {}).get(width, {})
            for number, name in listed.items() if isinstance(listed, dict) else ():
                yield number, stems(words(name), None)


def weeks(locale: dict[str, Any]) -> Iterator[str]:
    """Yield the word for week in each of its forms."""
    listed = locale.get("unit_patterns", {}).get("duration-week", {}).get("long", {})
    for form, pattern in listed.items() if isinstance(listed, dict) else ():
        if form != "per":
            yield from stems(words(pattern.replace("{0}", "")), None)


def main() -> None:
    """Extract and write."""
    names: list[set[str]] = [set() for _ in range(4)]
    beside: set[str] = set()
    of_weeks: set[str] = set()
    for code in LANGUAGES:
        locale = load(code)
        of_weeks |= {word for word in weeks(locale) if len(word) >= LEAST_LETTERS}
        for number, found in quarters(locale):
            names[number - 1].add("".join(found))
            if any(map(str.isdigit, "".join(found))):
                beside |= {it for it in found if it.isalpha() and len(it) >= LEAST_LETTERS}
    several = {it for one, other in combinations(names, 2) for it in one & other}
    written = {
        "quarters": [" ".join(sorted(each - several)) for each in names],
        "quarter": " ".join(sorted(beside)),
        "week": " ".join(sorted(of_weeks)),
    }
    PERIODS.write_text(json.dumps(written, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{sum(map(len, names))} names of quarters, {len(of_weeks)} of weeks")


if __name__ == "__main__":
    main()
