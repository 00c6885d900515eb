"""HTML → Markdown-like text: headings, lists, tables, quotes and code; no links, no emphasis.

All of the markup is kept: what of a web page is its main text is decided in `formats/html.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_UNSHOWN = ("script", "style", "template", "noscript", "svg", "head", "iframe", "object")
_INLINE = ["a", "b", "del", "em", "i", "img", "kbd", "mark", "s", "samp", "strong", "sub", "sup"]
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_BACK_TO_THE_TEXT = re.compile("^[↑↩]\ufe0e?$")
"""The link that ends a footnote."""

_BLANK_LINES = re.compile(r"\n\s*\n")


def soup_of(markup: str) -> BeautifulSoup:
    """Parse HTML; what a reader never sees is gone."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_XML_DECLARATION.sub("", markup), "lxml")
    for element in [*soup.find_all(_UNSHOWN), *soup.find_all("a", string=_BACK_TO_THE_TEXT)]:
        element.decompose()
    return soup


def text_of(markup: str) -> str:
    """Return the text of HTML; of HTML nested too deep for structure, its lines alone."""
    from markdownify import ATX, MarkdownConverter

    soup = soup_of(markup)
    converter = MarkdownConverter(
        heading_style=ATX,
        bullets="-",
        strip=_INLINE,
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        table_infer_header=True,
        newline_style="spaces",
        wrap=True,
        wrap_width=None,
    )
    try:
        text = converter.convert_soup(soup)
    except RecursionError:
        text = soup.get_text("\n", strip=True)
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()
