"""How many claims and citations survive of replies in many styles?

    uv run --group benchmarks python -m benchmarks.reply_styles

Five claims in each style, from `tests/fakes/reply_styles.py`. A claim is kept where a sentence
says it, word for word; its citation where that sentence rests on the right sentences and no
other, found by alignment where the style names none for it. All other sentences are junk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
