"""A process that parses what cannot be trusted: a crash, a hang or a flood costs one source.

The parent sends a pickled blob with its options; the child answers in JSON, since nothing that
comes back from parsing hostile input may be trusted to be unpickled.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from langchain_core.documents import Document

from precis.loaders.errors import LoadError, UnknownFormatError
from precis.loaders.limits import MEGABYTE, LimitError, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions

_PASSED_ON = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "PATH", "TMPDIR")
"""The variables that the child sees: no keys, no tokens."""

_SIZE_BYTES = 8
_READ = 1 << 20
_TICK = "tick"
_GRACE = 5
"""Seconds after which the child ends itself when the parent did not."""


class Worker:
    """Starts at its first blob, and again after a crash. Not for use by several threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, blob: Blob, options: LoadOptions) -> Iterator[Document | LoadError]:
        """Yield what `registry.parse` yields; a LoadError when the process died or was ended."""
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        process = self._process = self._process or _start(self.limits)
        source = str(blob.source)
        complete = False
        try:
            for message in _exchange(process, (blob, options), self.limits.seconds):
                yield _received(message)
            complete = True
        except TimeoutError:
            yield _out_of_time(source, self.limits)
        except (EOFError, BrokenPipeError):
            yield _death(process.wait(), source, self.limits)
        finally:
            if not complete:
                self.stop()

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


_idle: deque[Worker] = deque()


@contextmanager
def borrowed(limits: Limits) -> Iterator[Worker]:
    """Give a worker that nobody else uses now; it is kept for the next one with these limits."""
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
    """End the workers that nobody uses now."""
    while _idle:
        _idle.pop().stop()


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    variables = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", "precis.loaders.worker", str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**variables, "PYTHONPATH": os.pathsep.join(_module_folders())},
    )


def _module_folders() -> list[str]:
    """Return where modules are found, without the working folder: others may write there."""
    here = Path.cwd().resolve()
    return [folder for folder in sys.path if folder and Path(folder).resolve() != here]


def _exchange(
    process: subprocess.Popen[bytes], request: tuple[Blob, LoadOptions], seconds: float
) -> Iterator[Any]:
    """Send a request, yield the answers; TimeoutError after `seconds` of waiting in all.

    The wait begins anew when the child says that long work goes on.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    _write(process.stdin, pickle.dumps(request))
    received = bytearray()
    left = seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            size = _SIZE_BYTES + int.from_bytes(received[:_SIZE_BYTES], "big")
            if len(received) >= _SIZE_BYTES and len(received) >= size:
                message = json.loads(received[_SIZE_BYTES:size])
                del received[:size]
                if message is None:
                    return
                if message == _TICK:
                    left = seconds
                else:
                    yield message
                continue
            start = time.monotonic()
            if not selector.select(max(left, 0)):
                raise TimeoutError
            left -= time.monotonic() - start
            part = os.read(process.stdout.fileno(), _READ)
            if not part:
                raise EOFError
            received += part


def _write(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_SIZE_BYTES, "big"))
    stream.write(message)
    stream.flush()


def _death(status: int, source: str, limits: Limits) -> LoadError:
    if status == -signal.SIGALRM:
        return _out_of_time(source, limits)
    how = signal.Signals(-status).name if status < 0 else f"exit code {status}"
    return LoadError(source, f"its reader crashed ({how})", "save it again or raise --max-memory")


def _out_of_time(source: str, limits: Limits) -> LimitError:
    return LimitError(source, f"not read within {limits.seconds} seconds", "--max-seconds")


_ERRORS = {kind.__name__: kind for kind in (LoadError, LimitError, UnknownFormatError)}


def _sent(item: Document | LoadError) -> dict[str, Any]:
    if isinstance(item, Document):
        return {"text": item.page_content, "metadata": item.metadata}
    return {"error": type(item).__name__, "parts": item.args}


def _received(message: dict[str, Any]) -> Document | LoadError:
    if "text" in message:
        return Document(message["text"], metadata=message["metadata"])
    return _ERRORS[message["error"]](*message["parts"])


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the parent is gone."""
    from precis.loaders.registry import parse

    while size := int.from_bytes(requests.read(_SIZE_BYTES), "big"):
        blob, options = pickle.loads(requests.read(size))  # noqa: S301 - from the parent
        alarm = partial(signal.alarm, options.limits.seconds + _GRACE)
        alarm()

        def tick(alarm: Callable[[], int] = alarm) -> None:
            alarm()
            _write(answers, json.dumps(_TICK).encode())

        for item in parse(blob, options, tick):
            _write(answers, json.dumps(_sent(item)).encode())
        _write(answers, b"null")
        signal.alarm(0)


def _main() -> None:
    import resource

    memory = int(sys.argv[1]) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
