"""How commands end: a result or one line on stderr, and an exit code.

0 done, 1 failed, 2 bad usage, 3 unsupported sentences (`check`), 130 interrupted by Ctrl-C.
"""

import os
import sys
from typing import Any

import typer
from typer.exceptions import TyperException

from precis.environment import make_private
from precis.errors import PrecisError

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 + SIGINT, as shells have it."""


def run_app(app: Any) -> None:
    """Run the command line and leave the process with its exit code."""
    debug = "--debug" in sys.argv[1:]
    make_private(trace="--trace" in sys.argv[1:])
    nothing: Any = None
    sys.modules.setdefault(
        "httpx._main", nothing
    )  # httpx's own command line takes most of its import
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        _fail(f"{error.format_message().rstrip('.')}; see precis --help", error.exit_code)
    except PrecisError as error:
        if debug:
            raise
        _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        text = " ".join(str(error).split())[:300]
        _fail(f"unexpected {type(error).__name__}: {text}; --debug shows where", 1)
    if code == INTERRUPTED:
        _fail("stopped; rerun the same command to resume", INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> None:
    typer.echo(f"precis: {message}", err=True)
    sys.exit(code)
