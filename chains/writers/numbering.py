"""Number the sentences of a prompt, one per line."""

from collections.abc import Sequence


def numbered(sentences: Sequence[str]) -> str:
    """Return one line a sentence, each led by its number from 1 and a space.

    A bare number is the cheapest mark there is: one token a sentence, where brackets make
    three. Line breaks inside a sentence become spaces.

    >>> print(numbered(["It rained.", "Nobody\\ncame."]))
    1 It rained.
    2 Nobody came.
    """
    lines = (" ".join(sentence.split()) for sentence in sentences)
    return "\n".join(f"{number} {line}" for number, line in enumerate(lines, 1))


def fenced(text: str) -> str:
    """Keep text from closing the fence it stands in."""
    return text.replace("</", "< /")
