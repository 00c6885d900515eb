"""Other processes for tests, to be killed or to compete: forked by one that has imported what they
need, which takes a tenth of starting each.
"""

from __future__ import annotations

from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        *("pytest", "hypothesis", "onnxruntime", "tokenizers", "chromadb_rust_bindings"),
        *("benchmarks.kills", "precis.stores.shared.store", "precis.models.calls.layer"),
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
