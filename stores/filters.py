"""Conditions on documents, as the command line takes them: FIELD=GLOB|GLOB and FIELD~TEXT|TEXT.

In a value, | is written \\|.
"""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from precis.errors import UsageError
from precis.stores.source_patterns import matches

FIELDS = ("title", "source", "media_type", "id")

_CONDITION = re.compile(r"(\w+)([=~])(.+)", re.DOTALL)
_BETWEEN = re.compile(r"(?<!\\)\|")


class Condition(NamedTuple):
    """A field matches one of the globs as a whole (=) or contains a text (~), ignoring case."""

    field: str
    operator: str
    values: tuple[str, ...]

    def holds(self, metadata: Mapping[str, object]) -> bool:
        """Return whether a document with this metadata meets the condition.

        In a `source`, * stays within a folder and ** does not; a relative glob may match from
        any folder on.
        """
        found = str(metadata.get(self.field, "")).casefold()
        return any(self._matches(found, value.casefold()) for value in self.values)

    def _matches(self, found: str, wanted: str) -> bool:
        if self.operator == "~":
            return wanted in found
        if self.field != "source":
            return fnmatchcase(found, wanted)
        return matches(found, wanted)


def conditions(where: Sequence[str]) -> list[Condition]:
    """Parse conditions, all of which must hold. Raises UsageError.

    >>> conditions(["title~handbook|guide"])
    [Condition(field='title', operator='~', values=('handbook', 'guide'))]
    """
    parsed = []
    for text in where:
        match = _CONDITION.fullmatch(text)
        if match is None or match[1] not in FIELDS:
            raise UsageError(
                f"'{text}' is not a condition: write FIELD=GLOB or FIELD~TEXT "
                f"with a field of {', '.join(FIELDS)}"
            )
        values = (value.replace("\\|", "|") for value in _BETWEEN.split(match[3]))
        parsed.append(Condition(match[1], match[2], tuple(values)))
    return parsed


def one_of(field: str, globs: Sequence[str]) -> str:
    """Return the condition that a field matches one of some globs.

    >>> one_of("source", ["a.txt", "b|c.txt"])
    'source=a.txt|b\\\\|c.txt'
    """
    return f"{field}=" + "|".join(glob.replace("|", "\\|") for glob in globs)


def meets(where: Sequence[Condition], metadata: Mapping[str, object]) -> bool:
    """Return whether a document with this metadata meets every condition."""
    return all(condition.holds(metadata) for condition in where)
