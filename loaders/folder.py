"""Select the files of a folder to load: none hidden or ignored, no links out of it.

`--include`, `--exclude` and `.gitignore` speak the same language: patterns of gitignore(5).
They are matched here, since pathspec differs from git where a pattern brings a folder back
(`b` and `!ab` for `ab/b/c`) and in sets like `[!a]`, which it lets match a slash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from precis.errors import cause_of
from precis.loaders.errors import LoadError, vanished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path, PurePath

    from precis.loaders.options import LoadOptions

_IGNORE = ".gitignore"
_TOKEN = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[[!^]?\]?[^\]]{0,99}\]|\\.|.", re.DOTALL)


class _Wild(Enum):
    """What stands for nothing too."""

    FOLDERS = "**/"
    ALL = "/**"
    SOME = "*"


_Step = _Wild | str | re.Pattern[str]
"""One step along a path: `_Wild`, or a character, or a set of them."""


@dataclass(frozen=True)
class Pattern:
    """One line of `.gitignore`, matched against paths relative to `base`."""

    base: PurePath
    line: str

    @property
    def negated(self) -> bool:
        """Whether it brings back what an earlier pattern took away."""
        return self.line.startswith("!")

    def matches(self, path: PurePath, *, is_folder: bool) -> bool:
        """Return whether the pattern names `path` itself."""
        if self.line.endswith("/") and not is_folder:
            return False
        return _is_match(self._steps, path.relative_to(self.base).as_posix())

    @cached_property
    def _steps(self) -> list[_Step]:
        glob = self.line.removeprefix("!").rstrip("/")
        found = _TOKEN.findall(glob.removeprefix("/"))
        try:
            steps = [step for part in found for step in _steps_of(part)]
        except re.error:
            return list(glob)
        return steps if "/" in glob else [_Wild.FOLDERS, *steps]


def _steps_of(part: str) -> list[_Step]:
    if part == _Wild.FOLDERS.value:
        return [_Wild.FOLDERS]
    if part == _Wild.ALL.value:
        return ["/", _Wild.ALL]
    if part.startswith("*"):
        return [_Wild.SOME]
    if part == "?":
        return [re.compile("[^/]")]
    if part.startswith("[") and len(part) > 1:
        negated = part[1] in "!^"
        members = part[1 + negated : -1].replace("\\", "\\\\").replace("[", "\\[")
        return [re.compile(f"[{'^/' if negated else ''}{members}]")]
    return [part.removeprefix("\\") or part]


def _is_match(steps: Sequence[_Step], path: str) -> bool:
    """Track all states of the pattern at once: there are at most as many as it has steps.

    A place is the index of the next step, or its complement inside of a folder of `**/`.
    """
    places = _with_skips({0}, steps)
    for character in path:
        further = {after for place in places for after in _after(place, steps, character)}
        places = _with_skips(further, steps)
    return len(steps) in places


def _with_skips(places: set[int], steps: Sequence[_Step]) -> set[int]:
    for place in list(places):
        at = place
        while 0 <= at < len(steps) and isinstance(steps[at], _Wild):
            at += 1
            places.add(at)
    return places


def _after(place: int, steps: Sequence[_Step], character: str) -> Iterator[int]:
    at = max(place, ~place)
    step = steps[at] if at < len(steps) else ""
    if step is _Wild.FOLDERS:
        yield ~at
        if character == "/":
            yield at + 1
    elif step is _Wild.ALL or (step is _Wild.SOME and character != "/"):
        yield at
    elif step == character or (isinstance(step, re.Pattern) and step.match(character)):
        yield at + 1


def files(folder: Path, options: LoadOptions) -> Iterator[Path | LoadError]:
    """Yield the files below `folder`, in the order of their names.

    `.gitignore` files above count too, up to the top of the git repository. The folder of the
    library is left out.
    """
    own = options.cache.resolve() if options.cache else None
    included = [Pattern(folder, line) for line in options.include]
    excluded = [Pattern(folder, line) for line in options.exclude]
    for path in _walk(folder, folder, _ignored_above(folder), excluded):
        if isinstance(path, LoadError) or (
            _is_included(path, folder, included) and not (own and path.is_relative_to(own))
        ):
            yield path


def is_wanted(path: PurePath, root: PurePath, options: LoadOptions) -> bool:
    """Return whether a file below `root` is loaded, by name alone: it need not exist here."""
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and is_chosen(path, root, options)


def is_chosen(path: PurePath, root: PurePath, options: LoadOptions) -> bool:
    """Return whether the patterns of a load let a file below `root` in, by name alone."""
    excluded = [Pattern(root, line) for line in options.exclude]
    included = [Pattern(root, line) for line in options.include]
    folders = path.parents[: len(path.relative_to(root).parts) - 1]
    return (
        not _is_named(excluded, path, is_folder=False)
        and not any(_is_named(excluded, folder, is_folder=True) for folder in folders)
        and _is_included(path, root, included)
    )


def _walk(
    folder: Path, root: Path, ignored: list[Pattern], excluded: list[Pattern]
) -> Iterator[Path | LoadError]:
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        yield vanished(str(folder))
        return
    except OSError as error:
        reason = f"the folder cannot be opened ({cause_of(error)})"
        yield LoadError(str(folder), reason, "check its permissions")
        return
    ignored = ignored + _patterns(folder)
    for path in paths:
        try:
            kind = _kind(path, root)
        except OSError as error:
            reason = f"it cannot be opened ({cause_of(error)})"
            yield LoadError(str(path), reason, "check its permissions and the length of its name")
            continue
        is_folder = kind is _Kind.FOLDER
        if path.name.startswith(".") or _is_named([*ignored, *excluded], path, is_folder=is_folder):
            continue
        if is_folder:
            yield from _walk(path, root, ignored, excluded)
        elif kind is _Kind.FILE:
            yield path
        elif kind is _Kind.GONE:
            gone = path if folder.exists() else folder
            yield vanished(str(gone))
            if gone == folder:
                return


class _Kind(Enum):
    FOLDER = auto()
    FILE = auto()
    GONE = auto()
    OTHER = auto()


def _kind(path: Path, root: Path) -> _Kind:
    """Return what an entry of a folder is; links are files where they lead to one below `root`.

    Raises OSError.
    """
    is_link = path.is_symlink()
    if path.is_dir():
        return _Kind.OTHER if is_link else _Kind.FOLDER
    if path.is_file():
        is_inside = not is_link or path.resolve().is_relative_to(root)
        return _Kind.FILE if is_inside else _Kind.OTHER
    return _Kind.OTHER if is_link or path.exists() else _Kind.GONE


def _is_named(patterns: Iterable[Pattern], path: PurePath, *, is_folder: bool) -> bool:
    """Return whether the last pattern that names `path` takes it away."""
    named = False
    for pattern in patterns:
        if pattern.matches(path, is_folder=is_folder):
            named = not pattern.negated
    return named


def _is_included(path: PurePath, root: PurePath, included: Sequence[Pattern]) -> bool:
    """Return whether a pattern names `path` or a folder it is in; without patterns all are."""
    folders = path.parents[: len(path.relative_to(root).parts) - 1]
    return not included or any(
        pattern.matches(path, is_folder=False)
        or any(pattern.matches(folder, is_folder=True) for folder in folders)
        for pattern in included
    )


def _ignored_above(folder: Path) -> list[Pattern]:
    if (folder / ".git").exists():
        return []
    above: list[Pattern] = []
    for parent in folder.parents:
        above = _patterns(parent) + above
        if (parent / ".git").exists():
            return above
    return []


def _patterns(folder: Path) -> list[Pattern]:
    try:
        lines = (folder / _IGNORE).read_text(errors="replace").splitlines()
    except OSError:
        return []
    meant = (line.rstrip() if not line.endswith("\\ ") else line for line in lines)
    return [Pattern(folder, line) for line in meant if line and not line.startswith("#")]
