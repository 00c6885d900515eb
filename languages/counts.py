"""Counts with their nouns, for messages."""


def count_of(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, and with what agrees with it: "1 line is", "2 lines are"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
