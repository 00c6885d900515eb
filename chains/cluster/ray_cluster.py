"""Read and embed sources and run steps on Ray, on this machine or a cluster.

Plain tasks, not Ray Data, which brings pandas and pyarrow: a task that lost its worker is sent
again by Ray, and no more are sent than are soon asked for.
"""

from __future__ import annotations

import os
from asyncio import wrap_future
from collections import deque
from contextlib import ExitStack, chdir, contextmanager
from logging import ERROR, getLogger
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar
from warnings import catch_warnings, simplefilter

from precis.chains.cluster import tasks
from precis.errors import PrecisError, UsageError, cause_of, install_command, require
from precis.loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob
    from ray import ObjectRef

    from precis.chains.composition.items import Item
    from precis.loaders.options import LoadOptions

T = TypeVar("T")

HERE = "ray"
"""The address that means a cluster of this machine's processors, for as long as the run takes."""

_ELSEWHERE = "ray://"
_AHEAD = 2
"""Blobs under way or waiting to be consumed, for each processor of the cluster."""

_FEWEST_TEXTS = 16
"""Fewer texts are not worth a task of their own."""

_RETRIES = 3
"""How often Ray sends a task again whose worker died."""

_OBJECT_STORE_BYTES = 256 << 20
_CHECK = "check the address, and that RAY_AUTH_TOKEN is the cluster's token if it has one"


class ClusterError(PrecisError):
    """The cluster cannot be used, or was lost."""


class CrashError(PrecisError):
    """Workers of the cluster crash at one document; others can be worked on."""


def check_address(address: str) -> str:
    """Return `address`. Raises UsageError for no cluster, MissingExtraError without Ray."""
    if address != HERE and not address.startswith(_ELSEWHERE):
        raise UsageError(f"--on '{address}' names no cluster: write {HERE} or ray://HEAD:10001")
    require("ray", f"--on {address}", "ray")
    return address


def _variables(address: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of Ray that are to be set: no report of use, patience with a busy
    machine, no copy of the working folder below `uv run`, and a token.

    A cluster of this machine gets a token of its own; of another one the token may be at hand.
    """
    usual = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_raylet_start_wait_time_s": "150",
        "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    }
    there = {"RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"} & known.keys()
    if address == HERE and not there:
        usual["RAY_AUTH_TOKEN"] = token_hex(32)
    if address == HERE or there or (Path.home() / ".ray" / "auth_token").is_file():
        usual["RAY_AUTH_MODE"] = "token"
    return {name: value for name, value in usual.items() if name not in known}


def _how_to_start(address: str) -> dict[str, Any]:
    quiet = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": False}
    if address != HERE:
        return {"address": address, **quiet}
    new = {"address": "local", "include_dashboard": False}
    return {**new, "object_store_memory": _OBJECT_STORE_BYTES, **quiet}


def versions_of_machine() -> Callable[[], str]:
    """Return a function that Ray sends by value, since another version may not have it."""

    def versions() -> str:
        import platform
        from importlib.metadata import PackageNotFoundError, version

        try:
            precis = f"precis {version('precis')}"
        except PackageNotFoundError:
            precis = "no precis"
        return f"{precis} on Python {platform.python_version()}"

    return versions


class RayCluster:
    """A cluster, connected from `start` to `close`."""

    def __init__(self, address: str) -> None:
        self.address = check_address(address)
        self._width = 1
        self._left = ExitStack()

    def start(self) -> None:
        """Connect. Raises ClusterError if that fails, or a machine has other versions or extras."""
        os.environ.update(_variables(self.address, os.environ))
        import ray

        self._ray: Any = ray
        getLogger("ray").setLevel(ERROR)
        # It would print to standard output what became of its workers.
        ray._private.worker._worker_logs_enabled = False  # noqa: SLF001 - there is no other switch
        # Ray lets workers import from the folder that the driver stands in: it stands in an empty
        # one, so that nothing of a user's folder is run.
        folder = self._left.enter_context(TemporaryDirectory(prefix="precis-ray-"))
        self._left.callback(ray.shutdown)
        try:
            with chdir(folder), catch_warnings():
                simplefilter("ignore")
                ray.init(**_how_to_start(self.address))
        except Exception as error:
            raise ClusterError(f"{self._name} cannot be used: {_line(error)}; {_CHECK}") from error
        task = ray.remote(num_cpus=1, max_retries=_RETRIES)
        self._read_blob, self._embed = task(tasks.read_blob), task(tasks.embed)
        self._run_steps = task(tasks.run_steps)
        self._check_versions(versions_of_machine()())
        self._check_extras(tasks.installed_extras())
        self._width = max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def close(self) -> None:
        """Leave the cluster; one of this machine ends."""
        self._left.close()

    def read(
        self, blobs: Iterable[Blob | LoadError], options: LoadOptions
    ) -> Generator[tuple[Blob | LoadError, Iterator[Document | LoadError]]]:
        """Yield each blob with its items, in order, as `loaders.reading.read` does."""
        source = iter(blobs)
        sent: deque[tuple[Blob | LoadError, ObjectRef[Any] | None]] = deque()
        while True:
            while len(sent) < _AHEAD * self._width and (blob := next(source, None)) is not None:
                sent.append(self._send(blob, options))
            if not sent:
                return
            blob, result = sent.popleft()
            yield blob, iter(self._items(blob, result))

    def embed(self, name: str, texts: list[str]) -> list[list[float]]:
        """Embed each text with the embeddings `name`, spread over the cluster."""
        size = max(_FEWEST_TEXTS, -(-len(texts) // self._width))
        pieces = [texts[start : start + size] for start in range(0, len(texts), size)]
        rows = self._results([self._embed.remote(name, piece) for piece in pieces])
        return [row for piece in rows for row in piece.tolist()]

    async def run_steps(self, pickled: bytes, item: Item) -> Item:
        """Return what pickled steps make of an item.

        Raises what they raise, and CrashError where no worker survives it.
        """
        from ray.exceptions import OutOfMemoryError, WorkerCrashedError

        crashed = WorkerCrashedError, OutOfMemoryError
        with self._told(*crashed):
            try:
                made: Item = await wrap_future(self._run_steps.remote(pickled, item).future())
            except crashed as error:
                raise CrashError(
                    f"its worker crashed on {self._name}; try it without --on"
                ) from error
            return made

    def _check_versions(self, ours: str) -> None:
        for theirs in self._everywhere(versions_of_machine()):
            if theirs != ours:
                raise ClusterError(
                    f"{self._name} has {theirs}, and this is {ours}: install the same on both"
                )

    def _check_extras(self, ours: set[str]) -> None:
        """Refuse machines that lack extras for reading files that this one has."""
        lacking = sorted(
            {name for theirs in self._everywhere(tasks.installed_extras) for name in ours - theirs}
        )
        if lacking:
            raise ClusterError(
                f"{self._name} lacks what reads some files here: on its machines, run "
                f"{install_command(*lacking)}"
            )

    def _everywhere(self, look: Callable[[], T]) -> list[T]:
        """Return the results of a function on every machine."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        task = self._ray.remote(look)
        machines = [node["NodeID"] for node in self._ray.nodes() if node["Alive"]]
        there = [NodeAffinitySchedulingStrategy(machine, soft=False) for machine in machines]
        looks = [task.options(num_cpus=0, scheduling_strategy=it).remote() for it in there]
        return self._results(looks)

    def _send(
        self, blob: Blob | LoadError, options: LoadOptions
    ) -> tuple[Blob | LoadError, ObjectRef[Any] | None]:
        """Have a blob read; from another machine it is sent with its bytes."""
        if isinstance(blob, LoadError):
            return blob, None
        try:
            if self.address != HERE and blob.data is None:
                blob = blob.model_copy(update={"data": blob.as_bytes()})
        except OSError as error:
            reason = f"it cannot be opened ({cause_of(error)})"
            return LoadError(str(blob.source), reason, "check its permissions"), None
        return blob, self._read_blob.remote(blob, options)

    def _items(
        self, blob: Blob | LoadError, result: ObjectRef[Any] | None
    ) -> list[Document | LoadError]:
        if isinstance(blob, LoadError):
            return [blob]
        from ray.exceptions import OutOfMemoryError, WorkerCrashedError

        try:
            [items] = self._results([result], WorkerCrashedError, OutOfMemoryError)
        except (WorkerCrashedError, OutOfMemoryError) as error:
            reason = f"its reader crashed on {self._name} ({type(error).__name__})"
            return [LoadError(str(blob.source), reason, "try it without --on")]
        return list(items)

    def _results(self, sent: list[Any], *passed: type[Exception]) -> list[Any]:
        """Wait for results; what a task raised is raised, and `passed` as they are."""
        with self._told(*passed):
            return list(self._ray.get(sent))

    @contextmanager
    def _told(self, *passed: type[Exception]) -> Iterator[None]:
        """Raise what a task raised, `passed` as they are, and other errors of Ray as its loss."""
        from ray.exceptions import RayError, RayTaskError

        try:
            yield
        except passed:
            raise
        except RayTaskError as error:
            if isinstance(error.cause, PrecisError):
                raise error.cause from None
            raise ClusterError(f"{self._name}: {_line(error.cause)}") from error
        except (RayError, ConnectionError) as error:
            raise ClusterError(f"{self._name} was lost: {_line(error)}") from error

    @property
    def _name(self) -> str:
        return "Ray on this machine" if self.address == HERE else f"the cluster {self.address}"


def _line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).partition("\n")[0][:300].rstrip(". ")
