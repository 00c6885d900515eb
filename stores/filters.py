"""Conditions on documents, as the command line takes them: FIELD=GLOB and FIELD~TEXT."""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from errors import UsageError

FIELDS = ("title", "source", "media_type")

_CONDITION = re.compile(r"(\w+)([=~])(.+)", re.DOTALL)


class Condition(NamedTuple):
    """A field's value matches a glob as a whole (=) or contains a text (~), ignoring case."""

    field: str
    operator: str
    value: str

    def holds(self, metadata: Mapping[str, object]) -> bool:
        """Say whether a document with this metadata meets the condition.

        A relative glob for `source` may match from any folder on.
        """
        found, wanted = str(metadata.get(self.field, "")).casefold(), self.value.casefold()
        if self.operator == "~":
            return wanted in found
        return fnmatchcase(found, wanted) or (
            self.field == "source" and fnmatchcase(found, f"*/{wanted.removeprefix('./')}")
        )


def conditions(where: Sequence[str]) -> list[Condition]:
    """Parse conditions, all of which must hold. Raises UsageError.

    >>> conditions(["title~handbook"])
    [Condition(field='title', operator='~', value='handbook')]
    """
    parsed = []
    for text in where:
        match = _CONDITION.fullmatch(text)
        if match is None or match[1] not in FIELDS:
            raise UsageError(
                f"'{text}' is no condition: write FIELD=GLOB or FIELD~TEXT "
                f"with a field of {', '.join(FIELDS)}"
            )
        parsed.append(Condition(*match.groups()))
    return parsed


def meets(where: Sequence[Condition], metadata: Mapping[str, object]) -> bool:
    """Say whether a document with this metadata meets every condition."""
    return all(condition.holds(metadata) for condition in where)
