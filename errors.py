"""The errors a user can cause or mend. Everything else is a bug and keeps its traceback.

Leaf packages raise subclasses of these; `main.py` turns them into one line and an exit code.
"""

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
        super().__init__(f"{need} needs the extra '{extra}': uv sync --extra {extra}")
        self.extra = extra


def require(package: str, need: str, extra: str) -> None:
    """Raise MissingExtraError where `package`, which `need` needs, is not installed."""
    if find_spec(package) is None:
        raise MissingExtraError(need, extra)
