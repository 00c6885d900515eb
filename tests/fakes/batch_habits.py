"""Batches in one file: a few questions to a server whose results, states or faults are odd."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.batch_calls import (
    ANSWERS,
    QUESTIONS,
    anthropic_model,
    ask_all,
    echo,
    layer,
    openai_model,
)
from tests.fakes.batch_servers import (
    Batch,
    BatchServer,
    anthropic_batches,
    json_lines,
    openai_batches,
)
from tests.fakes.memory_calls import MemoryCalls

Line = dict[str, Any]
Lines = list[Line]
Write = Callable[[int, Lines], str]
Change = Callable[[Lines], str]
Tell = Callable[[Batch, Line], Line]

OPENAI, ANTHROPIC, BOTH = ("openai",), ("anthropic",), ("openai", "anthropic")
ASKED, ANSWERED = QUESTIONS[:3], ANSWERS[:3]
MISSING = "The model m is not available"
_SERVED = {
    "openai": (openai_batches, openai_model),
    "anthropic": (anthropic_batches, anthropic_model),
}


def answers(kind: str, library: Path, **behaviour: Any) -> tuple[list[Any], BatchServer]:
    """Ask a server of a kind, and return the replies and the server."""
    serve, model = _SERVED[kind]
    with serve(reply=lambda prompt: echo(prompt.strip()), **behaviour) as server:
        calls = layer(model(server), library, cache=MemoryCalls())
        return asyncio.run(ask_all(calls, ASKED)), server


def by_kind(rows: list[tuple[Any, ...]]) -> list[Any]:
    """Return the parameters of a table, once for each kind of server that a row names."""
    return [
        pytest.param(kind, *rest, id=f"{kind} {name}")
        for name, kinds, *rest in rows
        for kind in kinds
    ]


def first(change: Change) -> Write:
    """Change the results of the first batch only."""
    return lambda batch, lines: json_lines(lines) if batch else change(lines)


def laid(form: Callable[[Line], str]) -> Write:
    return lambda _, lines: "".join(map(form, lines))


def as_lines(form: Callable[[Line], Line]) -> Write:
    return laid(lambda line: json.dumps(form(line)) + "\n")


def with_body(line: dict[str, Any], body: Any) -> Line:
    return line if not line["response"] else line | {"response": line["response"] | {"body": body}}


def of_first(**changed: Any) -> Change:
    """Change the line that answers the first question."""

    def write(lines: Lines) -> str:
        ours = [f'Of {ASKED[0]}"' in json.dumps(line) for line in lines]
        changes = zip(lines, ours, strict=True)
        return json_lines([line | changed if it else line for line, it in changes])

    return write


def failed(error: Any, response: Any = None) -> Change:
    """Fail the first request of OpenAI's in some way."""
    return of_first(response=response, error=error)


def errored(result: Any) -> Change:
    """Fail the first request of Anthropic's in some way."""
    return of_first(result=result)


def body(line: Line) -> Any:
    return line["response"]["body"]


def without(line: Line, *names: str) -> Line:
    return {name: it for name, it in line.items() if name not in names}
