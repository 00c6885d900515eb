"""Rewords errors for the interface that shows them, without command-line options."""

from __future__ import annotations

import re

Rules = tuple[tuple[re.Pattern[str], str], ...]

_EVERYWHERE = (
    (re.compile(r"re-?run (?:the same command )?to resume"), "try again to continue from there"),
    (re.compile(r"--max-calls needs|--max-cost needs --price INPUT/OUTPUT"), "no limit in dollars"),
    (re.compile(r"; or recompute its vectors with `precis ingest --reembed`"), ""),
    (re.compile(r"(?:[:,;]|,? or)? ?(?:see|raise) --[a-z-]+(?: [A-Z]+)?"), ""),
)
_OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)")

PAGE: Rules = (
    (re.compile(r"fill it with `precis ingest SOURCE`"), "add documents first"),
    (re.compile(r"`precis sources` lists[^;.]*"), "look into the library"),
    (re.compile(r"`precis models` [^:;.]*"), "choose another model"),
)
TOOLS: Rules = (
    (re.compile(r"`precis (ingest|sources)(?: SOURCE)?`"), r"the tool `\1`"),
    (re.compile(r"(?:choose another|name one) with --model"), "ask the user to name another model"),
)
"""For the tools of agents."""


def in_words_of(face: Rules, line: str) -> str:
    """Reword an error for an interface."""
    for said, here in (*face, *_EVERYWHERE):
        line = said.sub(here, line)
    return _OPTION.sub(r"\1", line).strip(" ;:")
