"""Jobs and chats of users. `job_store.py` stores them and `jobs.py` runs them."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from precis.chains.requests import kind_of

if TYPE_CHECKING:
    from precis.chains.requests import JobRequest

Status = Literal["queued", "running", "done", "failed", "cancelled"]

_ENDED = ("done", "failed", "cancelled")


class Choice(BaseModel):
    """The model of a job, by default the server's, and its cost limits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = ""
    max_calls: int | None = Field(default=None, ge=0)
    max_cost: float | None = Field(default=None, ge=0)


@dataclass
class Job:
    """A user's job; `progress`, `text` and `delay` exist only in the process that runs it.

    A job with a `title` was started on the page and is kept until its user deletes it; it may
    belong to a `chat`. `delay` says why the model server does not answer. `seconds` is its
    duration, also if it ended early. `collections` are those that it opened. `run` distinguishes
    the text of this process from the text before a restart.
    A job that is `withheld` shows only that it was started.
    """

    id: str
    user: str
    request: JobRequest
    status: Status
    created_at: str
    result: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    title: str = ""
    chat: str = ""
    choice: Choice = field(default_factory=Choice)
    seconds: float = 0.0
    collections: set[str] = field(default_factory=set)
    progress: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    delay: str = ""
    started: float = 0.0
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    withheld: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def kind(self) -> str:
        """The action: summarize, ask, ingest, check or run."""
        return kind_of(self.request)

    @property
    def ended(self) -> bool:
        """Whether the job has ended."""
        return self.status in _ENDED

    def tell(self, progress: dict[str, Any] | None = None, text: str = "") -> None:
        """Update the progress, append text, and wake watchers."""
        self.progress = progress or self.progress
        self.text += text
        self._wake()

    def wait_for(self, delay: str) -> None:
        """Note why the job waits, "" if it does not, and wake watchers."""
        if delay != self.delay:
            self.delay = delay
            self._wake()

    def _wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()


@dataclass(frozen=True)
class Chat:
    """A user's conversation; `request` is that of its questions, without a question."""

    id: str
    user: str
    title: str
    request: dict[str, Any]
    created_at: str
