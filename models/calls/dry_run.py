"""Simulate calls for a dry run: replies as long as those requested."""

import re
from collections.abc import Iterator, Sequence

from langchain_core.messages import AIMessage, BaseMessage

from precis.models.tokens import estimate_tokens

_NUMBERED = re.compile(r"^(\d+) (\S.*)$", re.MULTILINE)


def dry_reply(messages: Sequence[BaseMessage], reply_tokens: int) -> AIMessage:
    """Return a reply of about this many tokens: the beginning of the prompt's text.

    So the prompts that are made from replies are as long as they would be.
    """
    text = messages[-1].text
    numbered = [(words, f" [{number}]") for number, words in _NUMBERED.findall(text)]
    return AIMessage("\n".join(_first_tokens(numbered or [(text, "")], reply_tokens)))


def _first_tokens(sentences: Sequence[tuple[str, str]], tokens: int) -> Iterator[str]:
    for text, mark in sentences:
        words = text.split()
        length = estimate_tokens(text + mark)
        if length > tokens:
            yield " ".join(words[: len(words) * tokens // length]) + mark
            return
        yield " ".join(words) + mark
        tokens -= length
