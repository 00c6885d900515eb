"""Show a running summary or answer on the terminal: progress and text so far."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext
from time import monotonic

from langchain_core.documents import Document
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text

from precis.chains.events import Asked, Finished, Written
from precis.chains.evidence import Answer, Summary
from precis.chains.summarize import Summarize
from precis.chains.tree.engine import Progress
from precis.languages.counts import count_of

_BAR_WIDTH = 40
_PATIENCE_SECONDS = 2.0
_LEAVES_PER_REDUCE = 8
"""About how many chunks there are for each reduce call, while the tree is not known."""


async def watch(chain: Summarize, documents: Sequence[Document], console: Console) -> Summary:
    """Run `chain` and show it on `console`; what was shown disappears when it ends."""
    shown = _Shown(chain)
    with Live(console=console, transient=True, get_renderable=shown.render):
        async for event in chain.events(documents):
            match event:
                case Finished(result=summary):
                    return summary
                case Written(text=text):
                    shown.text += text
                case Progress():
                    shown.progress = event
    raise AssertionError("the events of a run end with its summary")


async def listen(
    events: AsyncIterator[Asked | Written | Finished[Answer]], console: Console | None
) -> Answer:
    """Show an answer on `console` while it is written; what was shown disappears then.

    How many documents were asked is shown when that takes over two seconds.
    """
    text = ""
    began = monotonic()
    live = Live(console=console, transient=True) if console else None
    with live or nullcontext():
        async for event in events:
            match event:
                case Finished(result=answer):
                    return answer
                case Written(text=more):
                    text += more
                case Asked() if live and monotonic() - began > _PATIENCE_SECONDS:
                    live.update(_asked_bar(event, monotonic() - began))
            if live and text:
                live.update(Text(text, style="dim"))
    raise AssertionError("the events of a run end with its result")


def _asked_bar(asked: Asked, seconds: float) -> RenderableType:
    bar = ProgressBar(total=max(1, asked.total), completed=asked.done, width=_BAR_WIDTH)
    left = _time_left(seconds, asked.done, asked.total)
    return Group(
        bar,
        Text(", ".join(filter(None, [f"{asked.done}/{count_of(asked.total, 'document')}", left]))),
    )


def _time_left(seconds: float, done: int, total: int) -> str:
    """Estimate the remaining time from the progress made in `seconds`."""
    if not done:
        return ""
    left = seconds * (total - done) / done
    return f"{left // 60:.0f}:{left % 60:02.0f} left"


class _Shown:
    def __init__(self, chain: Summarize) -> None:
        self._chain = chain
        self._started = monotonic()
        self.progress = Progress()
        self.text = ""

    def render(self) -> RenderableType:
        done = self.progress.chunks_done + self.progress.reduces_done
        total = max(1, done, _total(self.progress))
        bar = ProgressBar(total=total, completed=done, width=_BAR_WIDTH)
        line = Text(", ".join(filter(None, [*self._counts(), self._remaining_time(done, total)])))
        return Group(bar, line, *([Text(self.text, style="dim")] if self.text else []))

    def _counts(self) -> list[str]:
        now, spent = self.progress, self._chain.usage
        tokens = spent.input_tokens + spent.output_tokens
        chunks = count_of(now.chunks, "chunk") if now.read else f"{now.chunks}+ chunks"
        return [
            f"{now.chunks_done}/{chunks}",
            f"{now.reduces_done}/{now.reduces} merged to level {now.level}" if now.level else "",
            f"{now.running} running" if now.running else "",
            f"{count_of(tokens, 'token')}" if tokens else "",
            f"${spent.cost_usd:.4f}" if spent.cost_usd else "",
        ]

    def _remaining_time(self, done: int, total: int) -> str:
        return _time_left(monotonic() - self._started, done, total) if self.progress.read else ""


def _total(progress: Progress) -> int:
    return progress.chunks + max(progress.reduces, progress.chunks // _LEAVES_PER_REDUCE)
