"""Follow one batch to its end: its progress and its replies."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus

from precis.models.batches.patience import Patient
from precis.models.batches.provider import Answered, Lapse, Outcome, Provider, State

_RESULT_TRIES = 5


class UnknownBatchError(LookupError):
    """The server does not know a batch that it made, or no longer has its results."""


@dataclass(eq=False)
class Followed:
    """A batch that is followed: made at `created`, its requests have about `tokens` tokens.

    `ours` says that its results name a request that is waited for.
    """

    name: str
    created: float
    tokens: int = 0
    ours: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)
    _results: dict[str, Outcome] | None = None
    _left: Lapse = Lapse.LOST
    _settled: set[str] = field(default_factory=set)

    @property
    def idle(self) -> bool:
        """Whether nobody waits for it any more."""
        return all(future.done() for future in self.waiting.values())

    def want(self, request: str, future: asyncio.Future[Outcome]) -> None:
        """Resolve `future` with the outcome of a request."""
        self.waiting[request] = future
        if self._results is not None and not future.done():
            future.set_result(self._results.get(request, self._left))

    def end(self, results: dict[str, Outcome], left: Lapse) -> None:
        """Hand out the outcomes; requests missing from `results` get the outcome `left`."""
        self._results, self._left = results, left
        self.ours = not self.waiting.keys().isdisjoint(results)
        for request, future in self.waiting.items():
            self.want(request, future)
        self.ended.set()

    def fail(self, error: Exception) -> None:
        """Fail every waiting request."""
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(error)
        self.ended.set()

    def note_settled(self, request: str) -> bool:
        """Note that an outcome is kept elsewhere; says whether that holds for all waited for."""
        if self._results:
            self._results.pop(request, None)
        self._settled.add(request)
        return self._results is not None and self._settled >= self.waiting.keys()


async def follow(followed: Followed, provider: Provider, patient: Patient) -> State | None:
    """Poll a batch until it ends, and hand out its results.

    Returns its state where it was refused as a whole, and None otherwise, also when nobody waits
    any more. Raises CallError, and UnknownBatchError.
    """
    name, told, told_at = followed.name, 0, time.monotonic()
    while True:
        state = await patient.until_answered(
            lambda: provider.state(name), unknown=UnknownBatchError(name)
        )
        if state.ended:
            break
        done = state.done + state.failed
        if done != told and time.monotonic() - told_at >= patient.patience.told:
            patient.tell(f"batch {name}: {_progress(state)}")
            told, told_at = done, time.monotonic()
        await asyncio.sleep(patient.patience.interval(time.time() - followed.created))
        if followed.idle:
            return None
    if state.problem:
        followed.ended.set()
        return state
    results = await _until_written(followed, provider, patient, state)
    patient.tell(f"batch {name} has ended: {_summary(followed, results, state.left)}")
    followed.end(results, state.left)
    return None


async def _until_written(
    followed: Followed, provider: Provider, patient: Patient, state: State
) -> dict[str, Outcome]:
    """Return the results of a batch that has ended: some servers say so before they are there."""
    for _ in range(_RESULT_TRIES):
        results = await patient.until_answered(
            lambda: _results(provider, followed.name), unknown=UnknownBatchError(followed.name)
        )
        if results or not state.done + state.failed:
            break
        await asyncio.sleep(patient.patience.interval(time.time() - followed.created))
    return results


async def _results(provider: Provider, name: str) -> dict[str, Outcome]:
    """Return the outcomes by request: a reply rather than a failure where there are both."""
    found: dict[str, Outcome] = {}
    async for request, outcome in provider.results(name):
        if request not in found or _is_reply(outcome):
            found[request] = outcome
    return found


def _is_reply(outcome: Outcome) -> bool:
    return isinstance(outcome, Answered) and outcome.status < HTTPStatus.BAD_REQUEST


def _progress(state: State) -> str:
    failed = f", {state.failed} failed" if state.failed else ""
    return f"{state.done} of {state.total} done{failed}"


def _summary(followed: Followed, results: dict[str, Outcome], left: Lapse) -> str:
    counts: Counter[str] = Counter()
    for request in followed.waiting:
        match results.get(request, left):
            case Answered(status=status):
                counts["answered" if status < HTTPStatus.BAD_REQUEST else "failed"] += 1
            case Lapse() as lapse:
                counts[lapse.value] += 1
    parts = [f"{count} {what}" for what, count in counts.items()]
    again = {Lapse.EXPIRED.value, Lapse.LOST.value} & counts.keys()
    return ", ".join(parts) + ("; those without an answer are sent again" if again else "")
