"""Find what loses its sense as words: amounts with units, and names with signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS = str.maketrans("+#♯%.&()", "＋＃＃％．＆（）")
"""Signs that are part of a term; the index takes those of ASCII for borders of words."""

_LONGEST = 20
_NAMES = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<after>\p{L}{1,2}(?:\+{1,2}|[#♯]))(?![\p{L}\p{N}+])"
    rf"|(?<![\p{{L}}\p{{N}}\p{{P}}])(?P<before>\.\p{{L}}[\p{{L}}\p{{N}}]{{1,{_LONGEST}}})"
    r"(?![\p{L}\p{N}])"
    r"|(?<![\p{L}\p{N}&])(?P<both>\p{L}{1,3} ?& ?\p{L}{1,3})(?![\p{L}\p{N}&])"
    r"|(?<![\p{L}\p{N}.@_-])(?P<file>\p{L}[\p{L}\p{N}_-]{1,39}+\.\p{L}{2,5})(?![\p{L}\p{N}@]|\.\p{L})"
)
"""C++ and C#; .NET and .env; R&D; gate.ini and Node.js."""

_PLACES = regex.compile(
    r"§\s?(?P<section>\d{1,5}\p{L}?)(?![\p{L}\p{N}])"
    r"(?:,? (?:Absatz|Abs\.?|Satz|Nr\.?|para\.?|al\.?) ?(?P<paragraph>\d{1,3}\p{L}?))?"
    r"|(?<![\p{L}\p{N}.,])(?P<article>\d{1,4}\p{L}?)\s?(?P<part>\((?:\d{1,3}|\p{Ll})\))"
)
"""§ 12, § 12 Abs. 3, and the paragraph of an article: 17(2)."""

_PERCENT = r"%|percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent"
_UNITS = (
    "nm|[µμ]m|mm|cm|dm|m|km|mi|ft|[µμ]g|mg|g|kg|t|lb|oz|ml|cl|l|hl|ms|[µμ]s|ns|v|kv|mv|a|ma|ah|mah|w|kw|mw|gw"
    "|wh|kwh|mwh|gwh|hz|khz|mhz|ghz|kb|mb|gb|tb|kib|mib|gib|tib|n|kn|pa|hpa|kpa|mpa|bar|mbar|psi"
    "|km/h|mph|kn|°c|°f|k|dpi|rpm|db"
)
_AMOUNT = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}.,/:])(?<![\p{{L}}\p{{N}}]-)(?P<number>\d{{1,9}}(?:[.,]\d{{1,4}})?)"
    rf"[ \u00a0\u202f]?(?:(?P<percent>{_PERCENT})|(?P<unit>{_UNITS}))(?![\p{{L}}\p{{N}}/])",
    regex.IGNORECASE,
)
_MICRO = str.maketrans("µ", "μ")
"""The sign, and the letter that stands for it in words."""


def signed_names(text: str) -> Iterator[str]:
    """Yield the names with signs, places in laws and amounts of `text` as terms of the index.

    >>> list(signed_names("C++ on .NET for R&D: § 12, 17 (2), 10 %, 1.5 km"))
    ['c＋＋', '．net', 'r＆d', '12§', '17（2）', '10％', '1·5km']
    """
    for match in _NAMES.finditer(text):
        yield match[0].replace(" ", "").lower().translate(SIGNS)
    for match in _PLACES.finditer(text):
        if match["part"]:
            yield f"{match['article']}{match['part'].translate(SIGNS)}".lower()
            continue
        yield f"{match['section']}§".lower()
        if match["paragraph"]:
            yield f"{match['section']}§{match['paragraph']}".lower()
    for match in _AMOUNT.finditer(text):
        number = match["number"].replace(",", "·").replace(".", "·")
        yield number + ("％" if match["percent"] else match["unit"].lower().translate(_MICRO))
