"""A Transport that sends calls in batches: half the price, answered within a day.

What is under way is kept track of in `session.py`; what a reply is worth, the call layer decides.
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage

from precis.errors import PrecisError, UsageError
from precis.models.batches.anthropic_messages import AnthropicMessages
from precis.models.batches.dispatcher import Dispatcher
from precis.models.batches.interception import client_of, intercepting, through
from precis.models.batches.openai_files import OpenAIFiles
from precis.models.batches.patience import PATIENCE, Patience, Patient
from precis.models.batches.provider import Answered, Post, Provider
from precis.models.batches.record import BatchRecord
from precis.models.calls.transport import Live, Request

FILE = "batches.sqlite"
_LOCK = "batches.lock"

_call: ContextVar[bytes] = ContextVar("call")


class Batches:
    """A Transport that sends the calls of one model in batches.

    Batches are recorded in the folder `library` before they are awaited: the same request, made
    again, gets the reply that was paid for. `tell` receives notes for the user, a line each.
    Raises UsageError for a model whose provider has no batch endpoint.
    """

    live = False

    def __init__(
        self,
        model: BaseChatModel,
        library: Path,
        *,
        name: str,
        paid: Callable[[], str],
        tell: Callable[[str], None] = lambda _: None,
        patience: Patience = PATIENCE,
    ) -> None:
        self._provider: Provider = _provider(model, name)
        self.width = self._provider.most_requests
        self._patient = Patient(name, self._provider.place, patience, tell, paid)
        self._lock = library / _LOCK
        self._record = BatchRecord(library / FILE, self._provider.place)
        self._live = Live(self.width)
        self._client = intercepting(client_of(model), self._answer)
        self._dispatchers: WeakKeyDictionary[asyncio.AbstractEventLoop, Dispatcher] = (
            WeakKeyDictionary()
        )

    async def send(self, request: Request) -> AIMessage:
        """Return the reply as the model package reads it; raises whatever that raises.

        Raises CallError where the batch endpoint fails for good.
        """
        _call.set(request.key)
        model = through(request.model, self._client)
        try:
            return await self._live.send(replace(request, model=model, streamed=False))
        except Exception as error:
            if own := _own(error):
                raise own from None
            raise

    async def settle(self, key: bytes) -> None:
        """Forget the requests of a call: its reply is kept, or it failed for good."""
        await self._dispatcher.settle(key)

    @property
    def _dispatcher(self) -> Dispatcher:
        loop = asyncio.get_running_loop()
        if loop not in self._dispatchers:
            self._dispatchers[loop] = Dispatcher(
                self._provider, self._record, self._patient, self._lock
            )
        return self._dispatchers[loop]

    async def _answer(self, post: Post) -> Answered:
        return await self._dispatcher.answer(post, _call.get())


def _own(error: BaseException | None) -> PrecisError | None:
    """Return what we raised where a package wrapped it in an error of its own."""
    while error is not None:
        if isinstance(error, PrecisError):
            return error
        error = error.__cause__
    return None


def _provider(model: BaseChatModel, name: str) -> Provider:
    client = client_of(model)
    package = type(client).__module__.partition(".")[0]
    if client is not None and package == "openai":
        return OpenAIFiles(client)
    if client is not None and package == "anthropic":
        return AnthropicMessages(client)
    raise UsageError(f"--batch: precis knows no batch endpoint for {name}; leave it out")
