"""Mail in text/enriched (RFC 1896) → plain text."""

from __future__ import annotations

import re

KINDS = {"text/enriched", "text/richtext"}

_PARAMETER = re.compile(r"<param>[^<]*</param>", re.IGNORECASE)
_COMMAND = re.compile(r"</?[a-z][a-z0-9-]{0,59}>", re.IGNORECASE)
_LITERAL = "\0"
"""Stands for `<<`, which means `<`; no text of a mail has it."""

_LINES = re.compile(r"\n+")


def without_commands(text: str) -> str:
    """Return the text without its commands; one line break is a blank, of several one less.

    >>> without_commands("<bold>Ports</bold> are\\nopen.\\n\\n<<Ann>")
    'Ports are open.\\n<Ann>'
    """
    plain = _COMMAND.sub("", _PARAMETER.sub("", text.replace("<<", _LITERAL)))
    plain = _LINES.sub(lambda found: found[0][1:] or " ", plain)
    return plain.replace(_LITERAL, "<").strip()
