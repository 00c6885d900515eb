"""Estimate the tokens of a text without any model's vocabulary."""

import re

_PIECE = re.compile(
    r"(?P<latin>[A-Za-z\u00c0-\u02ff]+)"
    r"|(?P<digits>[0-9]+)"
    r"|(?P<east_asian>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
    r"|(?P<other_script>[\u0300-\u1fff]+)"
    r"|\n+"
    r"|(?P<symbols>(?:[^\w\s\U00010000-\U0010ffff]|_)+)"
    r"|\S"
)


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of `text` for the vocabularies of today's large models.

    The constants in `_cost` are rounded from OpenAI's o200k_base. Measured against it, true
    count = 1: 0.97 to 1.03 on English stories, 0.94 to 1.06 on meeting transcripts, 0.75 to
    1.26 on sentences of news in ten other languages.

    >>> estimate_tokens("It was the best of times.")
    7
    """
    pieces = _PIECE.finditer(text)
    return round(sum(_cost(piece.lastgroup, piece.end() - piece.start()) for piece in pieces))


def _cost(kind: str | None, length: int) -> float:
    match kind:
        case "latin":
            return 1 + max(0, length - 8) / 8
        case "digits":
            return -(-length // 3)
        case "east_asian":
            return length * 0.75
        case "other_script":
            return max(1, length / 3.5)
        case "symbols":
            return 1 + (length - 1) / 3
        case _:
            return 1
