"""The errors a user can cause or mend. Everything else is a bug and keeps its traceback.

Leaf packages raise subclasses of these; `main.py` turns them into one line and an exit code.
"""

from functools import cache
from importlib.util import find_spec


class PrecisError(Exception):
    """What went wrong, with the value, and what to do about it: one line.

    `exit_code` is what the command line ends with: 1, a failure.
    """

    exit_code = 1


class UsageError(PrecisError):
    """The request itself cannot be carried out as given: exit code 2."""

    exit_code = 2


class MissingExtraError(PrecisError):
    """A rare need whose packages are not installed; names the extra that brings them."""

    def __init__(self, need: str, extra: str) -> None:
        super().__init__(f"{need} needs the extra '{extra}': {install_command(extra)}")
        self.extra = extra


def cause_of(error: Exception) -> str:
    """Return why a file could not be read or written, without what only programmers know.

    >>> cause_of(FileNotFoundError(2, "No such file or directory", "plan.txt"))
    'no such file or directory'
    """
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)


def require(package: str, need: str, extra: str) -> None:
    """Raise MissingExtraError where `package`, which `need` needs, is not installed."""
    if find_spec(package) is None:
        raise MissingExtraError(need, extra)


def install_command(*extras: str) -> str:
    """Return the command that adds extras: with uv in a checkout, with pip elsewhere."""
    if _is_checkout():
        return " ".join(["uv sync --inexact", *(f"--extra {extra}" for extra in extras)])
    return f"pip install 'precis[{','.join(extras)}]'"


@cache
def _is_checkout() -> bool:
    """Return whether this code runs from its source folder, not from an installed copy."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        origin = json.loads(distribution("precis").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return True
    return bool(origin.get("dir_info", {}).get("editable"))
