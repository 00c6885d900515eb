"""Change a request after a failure to what its server accepts."""

from collections.abc import Callable, Sequence

from langchain_core.messages import SystemMessage

from precis.models.calls.context_window import WindowWatch
from precis.models.calls.failures import Failure, Fault
from precis.models.calls.key import Call
from precis.models.calls.parameters import SIMPLER, SYSTEM_ROLE, Parameters
from precis.models.calls.progress import Progress
from precis.models.calls.stalls import Stalls

_PROMPT_SHARE = 3
"""A prompt that takes less than this share of the window, as estimated, is not what is too long."""

_REFUSED_STATUSES = {400, 422}
_ABOUT_ROOM = {Fault.PARAMETER, Fault.TOO_LONG, Fault.REPLY_ROOM}


class Adjuster:
    """Changes the requests of one model; what it learns holds for all its calls."""

    def __init__(
        self,
        *,
        name: str,
        parameters: Parameters,
        window: WindowWatch,
        stalls: Stalls,
        live: bool,
        tell: Callable[[str], None],
    ) -> None:
        self._name = name
        self._parameters = parameters
        self._window = window
        self._stalls = stalls
        self._live = live
        self._tell = tell

    def adjusts(self, failure: Failure, call: Call, progress: Progress) -> bool:
        """Adapt the request to what the server accepts; returns whether it changed."""
        if progress.room and failure.fault in _ABOUT_ROOM:
            if not self._parameters.renames_room(failure.words):
                progress.room = None
            return True
        if failure.fault is Fault.TOO_LONG and not progress.narrowed:
            return self._narrows(failure, call, progress)
        if failure.fault is Fault.REPLY_ROOM:
            self._tell(f"{self._name} allows fewer reply tokens: {failure.words}")
            return self._parameters.limit_room(failure.counts, call.options)
        if failure.fault is Fault.PARAMETER:
            return self._goes_without(failure.parameters)
        if failure.fault is Fault.SYSTEM_ROLE and not progress.folded:
            self._parameters.drop((SYSTEM_ROLE,))
            return True
        unsaid = failure.fault is Fault.INVALID and failure.status in _REFUSED_STATUSES
        return unsaid and self._simplifies(call, progress)

    def _goes_without(self, names: Sequence[str]) -> bool:
        if asked_for := [name for name in names if self._parameters.is_optional(name)]:
            self._tell(f"{self._name} refuses {', '.join(asked_for)}: asked without")
        return self._parameters.drop(names)

    def _simplifies(self, call: Call, progress: Progress) -> bool:
        """Leave out optional parts, step by step, if a server does not say what it refuses.

        What other calls were answered with is not refused.
        """
        has_system = any(isinstance(message, SystemMessage) for message in call.messages)
        carried = progress.sent | ({SYSTEM_ROLE} if has_system and not progress.folded else set())
        if self._parameters.known_refused(carried):
            return True  # since this call was sent, another one has been answered without
        step = next((found for names in SIMPLER if (found := names & carried)), set())
        answers = self._stalls.answers or not self._live
        if answers or not step or self._parameters.unmoved:
            self._parameters.unmoved |= not answers
            return False
        progress.tried |= step
        progress.streams = progress.streams and "stream" not in step
        return True

    def _narrows(self, failure: Failure, call: Call, progress: Progress) -> bool:
        """Reduce the reply tokens to the room that a short prompt leaves."""
        progress.narrowed = True
        room, window = self._parameters.room(call.options), failure.window or self._window.tokens
        if not (room and window) or _PROMPT_SHARE * call.tokens() > window:
            return False
        left = window - 2 * call.tokens() - window // 16
        progress.room = left if 0 < left < room else None
        return progress.room is not None
