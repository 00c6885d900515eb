"""Other processes for tests, to be killed or to compete: forked by one that has imported what they
need, which takes a tenth of starting each.
"""

from __future__ import annotations

import atexit
import os
import re
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.reduction import DupFd
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        *("pytest", "hypothesis", "onnxruntime", "tokenizers", "chromadb_rust_bindings"),
        *("benchmarks.kills", "precis.stores.shared.store", "precis.models.calls.layer"),
        *("precis.main", "precis.chains.workspace", "precis.chains.summarize", "langchain_openai"),
        *("precis.commands.run", "precis.commands.serve", "precis.web.serve", "precis.web.app"),
        *("precis.loaders", "precis.models.served", "precis.stores.library_store", "rich.progress"),
    ]
)


def run_apart(work: Callable[..., object], *arguments: Any) -> int | None:
    """Run a function of a module in another process; return its exit code, or minus a signal."""
    process = PROCESSES.Process(target=work, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def answer_apart(work: Callable[..., object], *arguments: Any) -> Any:
    """Return what a function of a module returns in another process; EOFError where it fails."""
    receiver, sender = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_answer, args=(sender, work, arguments))
    process.start()
    sender.close()
    with receiver:
        answer = receiver.recv()
    process.join()
    return answer


def _answer(sender: Connection, work: Callable[..., object], arguments: Iterable[Any]) -> None:
    sender.send(work(*arguments))


class PrecisProcess:
    """A command in a process of its own, with this process's environment; a bit of a `Popen`."""

    def __init__(self, *arguments: str | Path, stderr: int | None = None) -> None:
        out, theirs = os.pipe()
        err, their_err = os.pipe() if stderr is None else (None, stderr)
        self.stdout = os.fdopen(out, encoding="utf-8")
        self.stderr = None if err is None else os.fdopen(err, encoding="utf-8")
        given = [str(argument) for argument in arguments]
        files = _Files(theirs, their_err)
        self._process = PROCESSES.Process(target=_precis, args=(given, dict(os.environ), files))
        self._process.start()
        os.close(theirs)
        if stderr is None:
            os.close(their_err)

    @property
    def returncode(self) -> int | None:
        """How it ended, as of a `Popen`."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        assert self._process.pid
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it as the loss of power would."""
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends; return how."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutExpired("precis", timeout or 0.0)
        return self._process.exitcode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Return what it writes until it ends."""
        with ThreadPoolExecutor(2) as readers:
            out = readers.submit(self.stdout.read)
            err = readers.submit(self.stderr.read) if self.stderr else None
            try:
                self.wait(timeout)
            except TimeoutExpired:
                self.kill()
                raise
        self.close()
        return out.result(), err.result() if err else ""

    def close(self) -> None:
        """Read no more of it."""
        self.stdout.close()
        if self.stderr:
            self.stderr.close()


@contextmanager
def serving(process: PrecisProcess) -> Iterator[str]:
    """Yield the address that a server tells on standard error first; kill it in the end."""
    assert process.stderr
    rest = threading.Thread(target=process.stderr.read)
    try:
        [address] = re.findall(r"https?://\S+(?=: )", process.stderr.readline())
        rest.start()
        yield address
    finally:
        process.kill()
        process.wait()
        if rest.ident:
            rest.join()
        process.close()


class _Files:
    """The standard output and error of a process, on their way to it."""

    def __init__(self, out: int, err: int) -> None:
        self.numbers = out, err

    def __getstate__(self) -> tuple[Any, Any]:
        return tuple(DupFd(number) for number in self.numbers)  # type: ignore[return-value]

    def __setstate__(self, state: tuple[Any, Any]) -> None:
        self.numbers = state[0].detach(), state[1].detach()


def _precis(arguments: list[str], environment: dict[str, str], files: _Files) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, standard in zip(files.numbers, (1, 2), strict=True):
        os.dup2(number, standard)
        os.close(number)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ours may ignore it
    sys.argv = ["precis", *arguments]
    from precis import main

    try:
        main.run()
    finally:
        atexit._run_exitfuncs()
