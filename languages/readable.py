"""Strip markup, hard line breaks and the marks of transcripts for reading."""

from __future__ import annotations

import re

from precis.languages.speech import fluent

FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,}|-{2,} ?[%8✂][<>])[^`\n]*$", re.MULTILINE)
"""A line that opens or closes a block of code: of Markdown, or with scissors."""

_LEADING = re.compile(r"^(?:(?:[-*+•◦▪]|>{1,3})\s+|#{1,6}\s+|\d{1,3}[.)]\s+(?=\S))+")
_TERM = re.compile(r"\n[ \t]*:[ \t]+")
"""The mark between a term and its definition."""

_QUOTED = re.compile(r"\n[ \t]*>+(?:[ \t]|$)", re.MULTILINE)
_NOTE = re.compile(
    r"\s?\[(?:#[\w-]{0,20}|\d{1,4}|\*)\]_|~?\\(?:cite|ref|footnote)[a-z]{0,5}\{[^{}]{0,100}\}"
)
_ROLE = re.compile(r":(?:[\w+.-]{1,40}:){1,3}`[!~]?([^`<]{1,200}?)(?:\s?<[^<>`]{1,200}>)?`")
_NUMBERED_ROLE = re.compile(r":(pep|rfc):`(\d{1,5})`", re.IGNORECASE)
_LINK = re.compile(
    r"`([^`<>]{1,200}?)\s?<[^<>`]{1,300}>`_{0,2}|!?\[([^\][]{1,200})\]\([^()\s]{1,300}\)"
)
_REFERENCE = re.compile(
    r"`([^`]{1,200})`_{1,2}(?!\w)|(?<![\w`])([A-Za-z][A-Za-z0-9-]{0,60})_{1,2}(?![\w`])"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt|em|font|h[1-6]|hr|i|img"
    r"|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr"
    r"|tt|u|ul|var|wbr)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
"""Elements of HTML; other words in angle brackets stand for something."""
_STRONG = re.compile(r"(\*{1,3}|(?<!\w)_{1,2})(?=[^\s*_])([^*_`\n]{1,300}?)(?<=[^\s*_])\1(?!\w)")
_CODE = re.compile(r"(`{1,2})([^`]{1,200})\1")
_GNU_QUOTED = re.compile(r"`([^`'\n]{1,80})'(?!\w)")
"""A name as GNU's manuals quote it: `name'."""

_KEY = re.compile(r"<(?:DEL|INS|MENU|BREAK|Q|S|U|A|B|I|P)>")
"""A key of the keyboard, where the element of that name is not closed."""

_COMMAND = re.compile(r"\\(?:emph|text\w{2,3}|mbox|url)\{([^{}]{0,200})\}")

_HIDDEN = {ord(mark): 0xFDD0 + number for number, mark in enumerate("<>*_\\")}
"""Marks that stand for themselves in code: noncharacters hold their places."""

_SHOWN = {hidden: mark for mark, hidden in _HIDDEN.items()}


def readable(text: str) -> str:
    """Return `text` on one line, without marks of Markdown, reStructuredText, HTML and LaTeX.

    Sounds and fillers of speech are removed. What has no word besides stays as it is.

    >>> readable("- The **flag** ``-x``\\nof :pep:`8` is [new](https://example.org) [3]_.")
    'The flag -x of PEP 8 is new.'
    """
    bare = _QUOTED.sub("\n", FENCE.sub("", _TERM.sub(": ", text)))
    line = _LEADING.sub("", fluent(" ".join(bare.split())))
    line = _NOTE.sub("", line)
    line = _NUMBERED_ROLE.sub(lambda match: f"{match[1].upper()} {match[2]}", line)
    line = _ROLE.sub(r"\1", line)
    line = _LINK.sub(lambda match: match[1] or match[2], line)
    if line.count("`") == len(quoted := _GNU_QUOTED.findall(line)) and quoted:
        line = _GNU_QUOTED.sub(r"\1", line)
    if "</" not in line:
        line = _KEY.sub(lambda match: match[0].translate(_HIDDEN), line)
    line = _CODE.sub(lambda match: match[2].translate(_HIDDEN), line)
    line = _REFERENCE.sub(lambda match: match[1] or match[2], line)
    line = _COMMAND.sub(r"\1", line)
    line = _STRONG.sub(r"\2", _TAG.sub("", line)).translate(_SHOWN).strip()
    return line if any(map(str.isalnum, line)) else " ".join(text.split())
