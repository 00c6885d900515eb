"""The size of a model's context window: as known beforehand, and as learned from replies.

Some servers cut a prompt that is too long from the front without a word. What a prompt took, in
their own count, shows it.
"""

from langchain_core.messages import AIMessage

from precis.languages.counts import count_of
from precis.models.calls.errors import ContextLengthError

_SUSPECT = 1.6
"""A prompt estimated at this many times the server's count has been cut; the
estimate is within a quarter of the truth on ten languages."""

_LEAST_CUT = 1000
_SAME = 0.75
"""A window is the same for every prompt; a server that counts in another way is not."""


class WindowWatch:
    """Compares what prompts took with what they should take.

    `tokens` is the window and `longest_reply` the most tokens of a reply, where they are known.
    """

    def __init__(self, tokens: int | None, longest_reply: int | None) -> None:
        self.tokens = tokens
        self.longest_reply = longest_reply
        self._counts_otherwise = False
        self._cut_to: int | None = None

    def check(self, estimated: int, message: AIMessage, model: str) -> None:
        """Raise ContextLengthError where the server read only a part of the prompt."""
        usage = message.usage_metadata
        counted = usage["input_tokens"] if usage else 0
        if not counted or self._counts_otherwise:
            return
        if counted * _SUSPECT > estimated or estimated - counted < _LEAST_CUT:
            return
        if self._cut_to and counted < _SAME * self._cut_to:
            self._counts_otherwise = True
            return
        self._cut_to = counted
        raise ContextLengthError(
            f"the server of {model} read about {counted} of {count_of(estimated, 'token')} of a "
            "prompt: its context window is smaller; give it a larger one, or its size with "
            "--context",
            window=counted,
            prompt_tokens=estimated,
        )

    def room(self, prompt_tokens: int) -> int | None:
        """Return how many tokens a reply can have beside a prompt; None: nobody knows."""
        return None if self.tokens is None else max(0, self.tokens - prompt_tokens)
