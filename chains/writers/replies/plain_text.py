"""Read a reply that is not a list of statements: plain text, or a question."""

import re

from precis.chains.writers.replies.citations import Shown, marks, without
from precis.chains.writers.replies.framing import unprefixed
from precis.chains.writers.replies.markup import lines_of
from precis.chains.writers.replies.reading import MAX_REPLY

_LONGEST_QUESTION = 600
_QUESTION_LABEL = re.compile(
    r"^[^:：?？]{0,60}(?:question|frage|pregunta|domanda|pergunta|vraag|вопрос|问题|問題|質問)"
    r"[^:：?？]{0,30}[:：]\s*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return what a reply says, in one line, without markup and marks."""
    lines = (
        without(it.text, marks(it.text, Shown(()), parentheses=False))[0] for it in lines_of(text)
    )
    return " ".join(" ".join(map(unprefixed, lines)).split())


def question_in(reply: str) -> str:
    """Return the question that a reply is or has among other words; "" where it is too long.

    >>> question_in("Sure! Here it is:\\n\\n**Question:** Who paid for the bridge?")
    'Who paid for the bridge?'
    """
    lines = [_QUESTION_LABEL.sub("", plain(line)) for line in reply[:MAX_REPLY].splitlines()]
    asked = next((line for line in lines if line.endswith(("?", "？", "؟"))), None)
    question = asked or " ".join(filter(None, lines))
    return question if len(question) <= _LONGEST_QUESTION else ""
