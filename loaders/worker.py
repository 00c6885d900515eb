"""A process that recognizes and parses what cannot be trusted: a crash, a hang or a flood costs
one source.

The parent sends a pickled blob with its options; the child answers in JSON, since nothing that
comes back from parsing hostile input may be trusted to be unpickled. Pools such as pebble and
loky unpickle what comes back, and import in the child what the parent ran, so none is used.
"""

from __future__ import annotations

import atexit
import faulthandler
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import IO, TYPE_CHECKING, Any

from langchain_core.documents import Document

from precis.loaders.errors import LoadError, UnknownFormatError
from precis.loaders.limits import MEGABYTE, LimitError, Limits
from precis.memory_limit import limit_memory

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions

_PASSED_ON = (
    *("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "PATH", "TMPDIR"),
    *("LOCALAPPDATA", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "WINDIR"),
)
"""Environment variables passed to the child: no keys, no tokens. The second line is for Windows."""

_MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": str(8 << 20)}
"""glibc gives memory back to the system: recognizing pictures takes two thirds of it then."""

_SIZE_BYTES = 8
_TICK = "tick"
_START_SECONDS = 60
"""Startup time allowed on a busy machine; it does not count against a source."""
_GRACE = 5
"""Seconds after which the child kills itself if the parent has not."""


class Worker:
    """Starts at its first blob, and again after a crash. Not for use by several threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, blob: Blob, options: LoadOptions) -> Generator[Document | LoadError]:
        """Yield what `registry.parse` yields; a LoadError when the process died or was ended."""
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        start = 0 if self._process else _START_SECONDS
        process = self._process = self._process or _start(self.limits)
        source = str(blob.source)
        complete = False
        try:
            for message in _exchange(process, (blob, options), self.limits.seconds, start):
                yield _from_message(message)
            complete = True
        except TimeoutError:
            yield _out_of_time(source, self.limits)
        except (EOFError, BrokenPipeError):
            yield _death(process.wait(), source)
        finally:
            if not complete:
                self.stop()

    def stop(self) -> None:
        """Kill the process. If interrupted, the worker starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()


_idle: deque[Worker] = deque()


@contextmanager
def borrowed(limits: Limits) -> Iterator[Worker]:
    """Lend an idle worker, or a new one; afterwards it is kept for others with the same limits."""
    worker = next((idle for idle in list(_idle) if idle.limits == limits), None)
    try:
        if worker is not None:
            _idle.remove(worker)
    except ValueError:
        worker = None
    worker = worker or Worker(limits)
    try:
        yield worker
    finally:
        _idle.append(worker)


@atexit.register
def stop_idle() -> None:
    """Kill the idle workers."""
    while _idle:
        _idle.pop().stop()


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    variables = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-P", "-m", "precis.loaders.worker", str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_MEMORY, **variables, "PYTHONPATH": os.pathsep.join(_module_folders())},
    )


def _module_folders() -> list[str]:
    """Return the module search path without the working folder, where others may write."""
    here = Path.cwd().resolve()
    return [folder for folder in sys.path if folder and Path(folder).resolve() != here]


def _exchange(
    process: subprocess.Popen[bytes],
    request: tuple[Blob, LoadOptions],
    seconds: float,
    start: float,
) -> Iterator[Any]:
    """Send a request, yield the answers; TimeoutError after `seconds` of waiting in all.

    The wait restarts when the child reports that long work continues, and when it has started, for
    which it has `start` seconds more.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    left = start + seconds
    with _ended_after(left, process):
        _write(process.stdin, pickle.dumps(request))
    while True:
        began = time.monotonic()
        with _ended_after(left, process):
            size = int.from_bytes(_read(process.stdout, _SIZE_BYTES), "big")
            message = json.loads(_read(process.stdout, size))
        left -= time.monotonic() - began
        if message is None:
            return
        if message == _TICK:
            left = seconds
        else:
            yield message


@contextmanager
def _ended_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the process if the block takes longer, and raise TimeoutError.

    A timer, since there is no waiting for a pipe on Windows but to read it.
    """
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    timer = Timer(max(seconds, 0), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (EOFError, BrokenPipeError):
        if late:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _write(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_SIZE_BYTES, "big"))
    stream.write(message)
    stream.flush()


def _death(status: int, source: str) -> LoadError:
    how = signal.Signals(-status).name if status < 0 else f"exit code {status}"
    return LoadError(source, f"its reader crashed ({how})", "save it again or raise --max-memory")


def _out_of_time(source: str, limits: Limits) -> LimitError:
    return LimitError(source, f"not read within {limits.seconds} seconds", "--max-seconds")


_ERRORS = {kind.__name__: kind for kind in (LoadError, LimitError, UnknownFormatError)}


def _to_message(item: Document | LoadError) -> dict[str, Any]:
    if isinstance(item, Document):
        return {"text": item.page_content, "metadata": item.metadata}
    return {"error": type(item).__name__, "parts": item.args}


def _from_message(message: dict[str, Any]) -> Document | LoadError:
    if "text" in message:
        return Document(message["text"], metadata=message["metadata"])
    return _ERRORS[message["error"]](*message["parts"])


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Serve requests until the parent exits."""
    from precis.loaders.registry import parse

    def tick() -> None:
        _write(answers, json.dumps(_TICK).encode())

    tick()
    while size := int.from_bytes(requests.read(_SIZE_BYTES), "big"):
        blob, options = pickle.loads(requests.read(size))  # noqa: S301 - from the parent
        longest = options.limits.seconds + _GRACE
        _end_after(longest)

        def go_on(seconds: int = longest) -> None:
            _end_after(seconds)
            tick()

        for item in parse(blob, options, go_on):
            _write(answers, json.dumps(_to_message(item)).encode())
        _write(answers, b"null")
        faulthandler.cancel_dump_traceback_later()


def _end_after(seconds: int) -> None:
    """Kill this process after `seconds`, even inside native code: Windows has no alarms."""
    faulthandler.dump_traceback_later(seconds, exit=True)


def _main() -> None:
    limit_memory(int(sys.argv[1]) * MEGABYTE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
