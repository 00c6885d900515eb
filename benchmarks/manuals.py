"""Pages of manuals: how much of their text arrives, beside trafilatura.

    uv run --group benchmarks python -m benchmarks.manuals DIR [--each 14] [--seed 99]

DIR has folders of HTML pages, as Debian's packages `debian-handbook`, `debian-policy`,
`sqlite3-doc` and others have them (`apt-get download NAME; dpkg -x …`). Of each folder so many
pages are drawn at random; pages of fewer than 150 words, or that are mostly links, are left out. A
paragraph is an element of 40 letters or more, outside of navigation and mostly not links; it
arrives if its first or last 60 letters do. The heading that is the page's title does not count.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import typer

from benchmarks.extraction import precis, trafilatura_default, trafilatura_precise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4 import BeautifulSoup

LEAST_WORDS = 150
LEAST_LETTERS = 40
COMPARED = 60
LARGEST = 200_000
BLOCKS = ["p", "pre", "li", "dd", "dt", "td", "div", "table", "ul", "h1", "h2", "h3", "h4"]
AROUND = ["script", "style", "nav", "head", "template", "footer"]
EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "Précis": precis,
    "trafilatura, precise": trafilatura_precise,
    "trafilatura": trafilatura_default,
}


@dataclass
class Arrived:
    """Shares of paragraphs and headings that arrive, one for each page that has any."""

    paragraphs: list[float] = field(default_factory=list)
    headings: list[float] = field(default_factory=list)


def letters(text: str) -> str:
    """Return a text without anything but letters and digits."""
    return re.sub(r"[\W_]+", "", text)


def pages(folder: Path, each: int, seed: int) -> Iterator[bytes]:
    """Draw pages from each folder."""
    draw = random.Random(seed)
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = sorted(path for path in part.rglob("*.html") if path.is_file())
        for path in draw.sample(found, min(each, len(found))):
            if path.stat().st_size < LARGEST:
                yield path.read_bytes()


def shown(page: bytes) -> BeautifulSoup:
    """Parse a page, without its title and what is marked as navigation."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "lxml")
    title = letters(soup.title.get_text()) if soup.title else ""
    for heading in soup.find_all(["h1", "h2", "h3"]):
        if letters(heading.get_text()) == title:
            heading.extract()
    for element in soup(AROUND):
        element.extract()
    return soup


def is_prose(soup: BeautifulSoup) -> bool:
    """Return whether a page has enough words, and most of them outside links."""
    words = len(soup.get_text(" ").split())
    linked = sum(len(link.get_text(" ").split()) for link in soup.find_all("a"))
    return words >= LEAST_WORDS and 2 * linked <= words


def wanted(soup: BeautifulSoup) -> Iterator[tuple[bool, str]]:
    """Yield whether it is a heading, and the letters of each heading and paragraph."""
    for element in soup.find_all(BLOCKS):
        if element.find(BLOCKS):
            continue
        said = letters(element.get_text(" ").replace("¶", ""))
        links = element.find_all("a", href=True)
        linked = sum(len(letters(link.get_text(" "))) for link in links)
        is_heading = element.name.startswith("h")
        if said and (is_heading or (len(said) >= LEAST_LETTERS and linked < 0.6 * len(said))):
            yield is_heading, said


def count(page: bytes, extract: Callable[[bytes], str], arrived: Arrived) -> None:
    """Note what arrives of a page."""
    soup = shown(page)
    if not is_prose(soup):
        return
    text = letters(extract(page))
    for kind, shares in ((True, arrived.headings), (False, arrived.paragraphs)):
        said = [one for is_heading, one in wanted(soup) if is_heading == kind]
        if said:
            there = [one[:COMPARED] in text or one[-COMPARED:] in text for one in said]
            shares.append(fmean(there))


def main(folder: Path, each: int = 14, seed: int = 99) -> None:
    """Print the table."""
    drawn = list(pages(folder, each, seed))
    print("| extractor | pages | paragraphs | pages with less than half | headings |")
    print("|---|---|---|---|---|")
    for name, extract in EXTRACTORS.items():
        arrived = Arrived()
        for page in drawn:
            count(page, extract, arrived)
        few = sum(share < 0.5 for share in arrived.paragraphs)
        figures = f"{fmean(arrived.paragraphs):.3f} | {few} | {fmean(arrived.headings):.3f}"
        print(f"| {name} | {len(arrived.paragraphs)} | {figures} |")


if __name__ == "__main__":
    typer.run(main)
