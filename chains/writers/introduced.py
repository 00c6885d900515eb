"""The code or the list that a sentence introduces with a colon."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple

from precis.chains.evidence import Span
from precis.languages.readable import FENCE
from precis.languages.words import word_count
from precis.splitters.blocks import begins_list

MAX_WORDS = 120
"""Words that are shown; of what is longer, as many lines as fit."""

READ_OF_LIST = 40
READ_OF_CODE = 10
"""Words by which it is judged whether this answers: the names in code suit many questions."""

_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_COMMAND = re.compile(r"^[ \t]*`([^`]+)`[ \t]*$", re.MULTILINE)


class Introduced(NamedTuple):
    """As much of the code or list as is shown, verbatim, and where the whole stands."""

    text: str
    span: Span

    @classmethod
    def of(cls, text: str, span: Span) -> Introduced:
        """Take as many lines as are shown, at least one."""
        end = words = 0
        for line in text.splitlines(keepends=True):
            words += word_count(line)
            if end and words > MAX_WORDS:
                break
            end += len(line)
        return cls(text[:end].rstrip(), span)

    def first_words(self) -> list[str]:
        """Return the words by which it is judged whether this answers."""
        most = READ_OF_LIST if begins_list(self.text) else READ_OF_CODE
        return self.text.split()[:most]

    @property
    def end(self) -> int:
        """Where that which is shown ends."""
        return self.span.start + len(self.text)

    def shown(self) -> str:
        """Return it for reading, line by line: without fences and marks of quotation."""
        quoted = self.text.lstrip().startswith(">")
        bare = _QUOTED.sub("", self.text) if quoted else self.text
        bare = _COMMAND.sub(r"\1", FENCE.sub("", bare)).strip("\n")
        lines = (line.rstrip() for line in dedent(bare).strip().split("\n"))
        return "\n".join([*filter(None, lines), *(["…"] if self.end < self.span.end else [])])
