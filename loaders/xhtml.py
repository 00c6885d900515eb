"""XHTML pages, as far as HTML parsers do not read them."""

from __future__ import annotations

import re
from html import escape

_XHTML = re.compile(r"\A\s*(?:<\?xml|<html[^<>]{0,500}\sxmlns=)")


def without_sections(markup: str) -> str:
    """Return markup with the text of its CDATA sections as ordinary text, where it is XML.

    >>> without_sections("<?xml version='1.0'?><p><![CDATA[a < b]]></p>")
    "<?xml version='1.0'?><p>a &lt; b</p>"
    """
    if not _XHTML.match(markup):
        return markup
    pieces, end = [], 0
    while (start := markup.find("<![CDATA[", end)) >= 0:
        close = markup.find("]]>", start)
        if close < 0:
            break
        pieces += [markup[end:start], escape(markup[start + len("<![CDATA[") : close], quote=False)]
        end = close + len("]]>")
    return "".join([*pieces, markup[end:]])
