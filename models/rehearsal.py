"""A run without a call: replies as long as those that are asked for."""

import re
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

_ASKED_WORDS = re.compile(r"\babout (\d+) words\b")
_UNTOLD_WORDS = 100
_NUMBERED = re.compile(r"^(\d+) (\S.*)$", re.MULTILINE)


class Rehearsal(BaseChatModel):
    """Stands in for a chat model and pays nothing.

    Its replies copy the beginning of the text, up to the number of words that the prompt names,
    so that the prompts made from them are as long as they would be.
    """

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        reply = _reply("\n".join(message.text for message in messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(reply))])

    @property
    def _llm_type(self) -> str:
        return "rehearsal"


def _reply(prompt: str) -> str:
    asked = _ASKED_WORDS.search(prompt)
    left = int(asked[1]) if asked else _UNTOLD_WORDS
    text = prompt.partition("<")[2]
    lines = []
    for number, sentence in _NUMBERED.findall(text) or [("", text)]:
        words = sentence.split()[:left]
        lines.append(" ".join(words) + (f" [{number}]" if number else ""))
        left -= len(words)
        if left <= 0:
            break
    return "\n".join(lines)
