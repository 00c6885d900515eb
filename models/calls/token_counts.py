"""Numbers of tokens in what a server says of a failed call."""

import re

from precis.models.calls.server_words import ServerWords

_WINDOW = re.compile(
    r"(?:max\w*|limit\w*|at most|up to|window|context (?:size|length)|allowed|n_ctx|less than"
    r"|fewer than|supports?|only|longer than|larger than|greater than|>=?|<=?)"
    r"[^\d;]{0,40}?(\d[\d,_]{1,12})(?!\d)",
    re.IGNORECASE,
)
_WINDOW_BEFORE = re.compile(
    r"(\d[\d,_]{1,12})[ -]?(?:tokens?)? ?(?:max|limit|context)", re.IGNORECASE
)
_COUNT = re.compile(r"(?<![\d.])\d[\d,_]{1,12}(?![\d.]*\d)")
_SMALLEST_WINDOW = 64


def window_and_prompt(said: ServerWords) -> tuple[int | None, int | None]:
    """Return the window and the length of a prompt that is too long, where a server says them."""
    counts = whole_numbers(said.full)
    named = said.numbers
    window = named.get("n_ctx") or next(
        (n for name, n in named.items() if "max" in name and n >= _SMALLEST_WINDOW), None
    )
    for pattern in (_WINDOW_BEFORE, _WINDOW):
        found = [_whole(number) for number in pattern.findall(said.full)]
        window = window or next((n for n in found if n >= _SMALLEST_WINDOW), None)
    prompt = named.get("n_prompt_tokens") or max(counts, default=None)
    if prompt is not None and window is not None and prompt <= window:
        prompt = None
    return window, prompt


def whole_numbers(text: str) -> list[int]:
    """Return the counts of tokens that a text names."""
    counts = [_whole(number) for number in _COUNT.findall(text)]
    return [count for count in counts if count >= _SMALLEST_WINDOW]


def _whole(number: str) -> int:
    return int(number.replace(",", "").replace("_", "").rstrip(",_") or 0)
