"""YAML that keeps the line of every part, so that errors in a chain file have a position.

Plain values only: no tags, no anchors, nothing that constructs objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from precis.errors import UsageError, cause_of

MAX_BYTES = 100_000
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null")}


class ChainFileError(UsageError):
    """A file that is not a chain: says in which line, counted from 1."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True)
class Part:
    """A value of a YAML file, its line, and its parts where it is a mapping or a list."""

    value: Any
    path: Path
    line: int
    entries: dict[str, Part] = field(default_factory=dict)
    items: tuple[Part, ...] = ()

    def error(self, reason: str) -> ChainFileError:
        """Return the error that something is wrong here."""
        return ChainFileError(self.path, self.line, reason)

    def entry(self, name: str) -> Part | None:
        """Return the part of that name."""
        return self.entries.get(name)

    def text(self, name: str, default: str) -> str:
        """Return an entry that must be text."""
        part = self.entries.get(name)
        if part is None:
            return default
        if not isinstance(part.value, str):
            raise part.error(f"'{name}' must be text")
        return part.value


def read(path: Path) -> Part:
    """Return the content of a file, which must be a mapping. Raises ChainFileError."""
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise ChainFileError(path, 1, f"a chain file has at most {MAX_BYTES} bytes")
        node = yaml.compose(raw.decode(), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ChainFileError(path, 1, f"cannot be read: {cause_of(error)}") from error
    except yaml.YAMLError as error:
        raise _unreadable(path, error) from error
    if not isinstance(node, yaml.MappingNode):
        raise ChainFileError(path, 1, "a chain file is a mapping with 'steps'")
    return _part(node, path, set())


def _unreadable(path: Path, error: yaml.YAMLError) -> ChainFileError:
    match error:
        case yaml.MarkedYAMLError(problem=str(problem), problem_mark=yaml.Mark(line=int(line))):
            return ChainFileError(path, line + 1, f"is not YAML: {problem}")
        case _:
            return ChainFileError(path, 1, "is not YAML")


def _part(node: yaml.Node, path: Path, seen: set[int]) -> Part:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise ChainFileError(path, line, "anchors and aliases cannot be used here")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        entries = dict(_entries(node, path, seen))
        return Part({name: part.value for name, part in entries.items()}, path, line, entries)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_part(item, path, seen) for item in node.value)
        return Part([item.value for item in items], path, line, items=items)
    if node.tag not in _PLAIN:
        raise ChainFileError(path, line, f"'{node.value}' must be in quotes")
    return Part(SafeConstructor().construct_object(node), path, line)


def _entries(node: yaml.MappingNode, path: Path, seen: set[int]) -> Iterator[tuple[str, Part]]:
    names: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ChainFileError(path, line, "a name must be plain text")
        if key.value in names:
            raise ChainFileError(path, line, f"'{key.value}' is given twice")
        names.add(key.value)
        yield key.value, _part(value, path, seen)
