"""Rows of the tables of habits, one function a kind."""

# ruff: noqa: PLR0917

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from precis.models.calls.errors import CallError, ContextLengthError, RefusedError
from tests.fakes.habits.answers import GOOD, Does, fails, once, says, unless

if TYPE_CHECKING:
    from tests.fakes.provider_server import Asked


@dataclass(frozen=True)
class Habit:
    """A server `does` something; the call must give a text, or an error that `says` something.

    `calls` is how many requests it may take. An error, or a reply that `lasts` not, must leave
    nothing in the cache. `long` asks with a prompt of some thousand tokens. It `took` so many tokens
    of prompt and reply, or "some", or they are "estimated". What may differ in a stream is tested in
    one; where it is `whole`, also without.
    """

    kind: str
    seller: str
    name: str
    does: Does
    gives: str | type[CallError] = GOOD
    says: str = ""
    model: str = "openai:m"
    calls: int = 2
    lasts: bool = True
    long: bool = False
    options: tuple[str, ...] = ()
    took: tuple[int, int] | str | None = None
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.kind}-{self.seller}-{self.name}".replace(" ", "_")


def rude(asked: Asked) -> bool:
    """Whether a request has no system message, which some servers do not take."""
    return not asked.has_system


def refused_parameter(
    seller: str, name: str, fine: Any, status: int, body: Any, **more: Any
) -> Habit:
    """A request is refused until it is `fine`."""
    does = unless(fine, fails(status, body))
    return Habit("refused parameter", seller, name, does, **{"calls": 3, **more})


def ends(
    kind: str, seller: str, name: str, status: int, body: Any, said: str = "", **more: Any
) -> Habit:
    """A failure that is told at once, in the server's words."""
    return Habit(kind, seller, name, fails(status, body), CallError, said, **{"calls": 1, **more})


def passes(
    kind: str,
    seller: str,
    name: str,
    status: int,
    body: Any,
    model: str = "openai:m",
    **headers: str,
) -> Habit:
    """A failure that is gone at the next try."""
    return Habit(kind, seller, name, once(fails(status, body, **headers)), model=model)


def empty(
    seller: str, name: str, does: Does, gives: str | type[CallError], said: str = "", **more: Any
) -> Habit:
    """A reply without text, or nothing but a refusal."""
    return Habit("empty reply", seller, name, does, gives, said, **more)


def left(seller: str, name: str, text: str, kept: str, **more: Any) -> Habit:
    """A reply that is cut off twice; `kept` is left of it."""
    return Habit("cut reply", seller, name, says(text, "length"), kept, lasts=False, **more)


def thought(seller: str, name: str, text: str, **more: Any) -> Habit:
    """A good reply with thoughts or signs in it."""
    return Habit("thoughts", seller, name, says(text), calls=1, **more)


def odd(seller: str, name: str, does: Does, **more: Any) -> Habit:
    """A good reply in an odd form."""
    return Habit("broken reply", seller, name, does, **{"calls": 1, **more})


def too_long(seller: str, status: int, body: Any, **more: Any) -> Habit:
    """A prompt that is too long for the model."""
    does, name = fails(status, body), f"{status} {body}"
    return Habit("context window", seller, name, does, ContextLengthError, **{"calls": 1, **more})


def filtered(seller: str, status: int, body: Any, **more: Any) -> Habit:
    """A prompt that a filter refuses."""
    does, name = fails(status, body), f"{status} {body}"
    return Habit("refused text", seller, name, does, RefusedError, **{"calls": 1, **more})
