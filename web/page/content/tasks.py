"""From the fields of a form to the request of a job, its name, and its cost limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from precis.chains.composition.grammar import PIPE, parse
from precis.chains.requests import (
    REMEMBERED,
    AskRequest,
    CheckRequest,
    EarlierTurn,
    JobRequest,
    RunRequest,
    SummarizeRequest,
    checked,
)
from precis.errors import PrecisError
from precis.languages.counts import count_of
from precis.web.job import Choice
from precis.web.page.content.step_fields import step_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.chains.workspace import Workspace
    from precis.web.job import Job
    from precis.web.page.content.listing import Entry
    from precis.web.page.content.selection import Selection
    from precis.web.page.routes.common import Fields

TASKS = {
    "ask": "Ask",
    "summarize": "Summarize",
    "check": "Check a text",
    "run": "Run a chain",
}
"""What can be done with documents: the kinds of jobs and their labels."""

_SHORT = 80
_TURN = 20_000


def request_of(
    kind: str, fields: Fields, selection: Selection, found: Sequence[Entry]
) -> JobRequest:
    """Return the request of a form. Raises UsageError for a parameter out of range."""
    of: dict[str, Any] = {
        "sources": selection.sources(found),
        "collection": selection.collection,
    }
    match kind:
        case "summarize":
            names = ("length", "focus", "style", "language", "unsupported")
            given: dict[str, Any] = {**fields.filled_in(*names)}
            given |= {"length": fields.one("words")} if fields.one("words") else {}
            return checked(lambda: SummarizeRequest(**of, **given))
        case "check":
            if not fields.one("text"):
                raise PrecisError("there is no text to check: paste one")
            return checked(lambda: CheckRequest(**of, text=fields.one("text")))
        case "run":
            parts = fields.all("part") or ([step_text(fields)] if fields.one("step") else [])
            if not parts:
                raise PrecisError("the chain has no step yet: add one")
            return checked(lambda: RunRequest(**of, chain=f" {PIPE} ".join(parts)))
        case _:
            return question_of(fields, selection.collection, selection.where(found), ())


def question_of(
    fields: Fields, collection: str, where: Sequence[str], turns: Sequence[Job]
) -> AskRequest:
    """Return the request of a question after the `turns` of its chat."""
    if not fields.one("question"):
        raise PrecisError("there is no question yet: ask in a few words")
    answered = [it for it in turns if it.result and it.result["answered"]]
    return checked(
        lambda: AskRequest(
            question=fields.one("question"),
            collection=collection,
            where=list(where),
            all_auto=True,
            before=[_turn(it) for it in answered[-REMEMBERED:]],
        )
    )


def _turn(job: Job) -> EarlierTurn:
    assert job.result
    said = "\n".join(claim["text"] for claim in job.result["answer"])
    return EarlierTurn(question=job.result["standalone"], answer=said[:_TURN])


def choice_of(fields: Fields) -> Choice:
    """Return the model and the limits of a form. Raises UsageError."""
    given: dict[str, Any] = {**fields.filled_in("model", "max_calls", "max_cost")}
    return checked(lambda: Choice(**given))


def title_of(request: JobRequest, found: Sequence[Entry]) -> str:
    """Return the default name of a request's result."""
    about = found[0].title if len(found) == 1 else count_of(len(found), "document")
    match request:
        case AskRequest():
            return _short(request.question)
        case SummarizeRequest(focus=str(focus)):
            return _short(f"{focus} ({about})")
        case SummarizeRequest():
            return _short(f"Summary of {about}")
        case CheckRequest():
            return _short(f"Check: {request.text}")
        case RunRequest():
            names = " → ".join(call.name.text for call in parse(request.chain))
            return _short(f"{names[0].upper()}{names[1:]}: {about}")
    return about


def check_chain(request: JobRequest, workspace: Workspace) -> None:
    """Raise UsageError for a chain that cannot run."""
    from precis.chains.composition.composed import composed_steps

    if isinstance(request, RunRequest):
        composed_steps(request.chain, workspace, unsupported=request.unsupported, files=False)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"
