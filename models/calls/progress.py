"""What has happened to one call so far: its retries, and what its requests carried."""

from dataclasses import dataclass, field

from precis.models.calls.retries import Retries
from precis.models.calls.thoughts import ThoughtFilter


@dataclass
class Progress:
    """What has happened to one call so far.

    `room` is how many tokens its reply is given, where that was changed; `sent` and `folded`
    are what the last request carried, `tried` what it was tried without; `raw`, `held` and
    `thoughts` belong to its stream.
    A server that `streams` not answers all at once; `unended` is the text of a stream that
    stopped without saying why.
    """

    retries: Retries
    room: int | None = None
    widened: bool = False
    empty: int = 0
    adjusted: int = 0
    narrowed: bool = False
    sent: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    folded: bool = False
    streams: bool = True
    raw: str = ""
    held: str = ""
    unended: str | None = None
    thoughts: ThoughtFilter = field(default_factory=ThoughtFilter)
