"""Web pages in XML: what HTML parsers do not know of them."""

from __future__ import annotations

import re
from html import escape

_XHTML = re.compile(r"\A\s*(?:<\?xml|<html[^<>]{0,500}\sxmlns=)")


def is_xhtml(markup: str) -> bool:
    """Return whether markup is XML by its declaration or its namespace."""
    return _XHTML.match(markup) is not None


def without_sections(markup: str) -> str:
    """Return XML with the text of its CDATA sections as ordinary text.

    >>> without_sections("<p><![CDATA[a < b]]></p>")
    '<p>a &lt; b</p>'
    """
    pieces, end = [], 0
    while (start := markup.find("<![CDATA[", end)) >= 0:
        close = markup.find("]]>", start)
        if close < 0:
            break
        pieces += [markup[end:start], escape(markup[start + len("<![CDATA[") : close], quote=False)]
        end = close + len("]]>")
    return "".join([*pieces, markup[end:]])
