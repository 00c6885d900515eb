"""What happens with what real model servers do?

    uv run --extra anthropic --extra google --extra ollama python -m benchmarks.providers

Every habit of the tables in `tests/fakes/habits`, whole and streamed where that can
differ, tried on a server on loopback through the package of its provider and the
whole call layer. It holds where the call ends in the text, the error or the number of requests
that the table says, and nothing that is no reply is kept. The second table sends calls to a server
with one slot.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
import warnings
from collections import Counter
from typing import TYPE_CHECKING

from precis.models.calls import parameters, retries
from precis.models.calls.layer import CallLayer
from precis.models.chat import chat_model
from tests.fakes.habits import EVERY
from tests.fakes.habits.answers import GOOD, RESPONSES
from tests.fakes.habits.outcomes import missing_extra, shortfalls, ways
from tests.fakes.provider_server import provider_server
from tests.fakes.wire_formats import Said

if TYPE_CHECKING:
    from tests.fakes.habits.rows import Habit
    from tests.fakes.provider_server import Asked, ProviderServer

_PROTOCOLS = {
    "openai": "OpenAI's chat protocol",
    "responses": "OpenAI's responses",
    "azure_openai": "Azure",
    "anthropic": "Anthropic",
    "google_genai": "Gemini",
    "ollama": "Ollama",
}
_OUTCOMES = {
    "empty reply": "error that says why; nothing is kept",
    "cut reply": "asked again with more room, else the whole sentences and a note; not kept",
    "refused parameter": "asked without it, once",
    "thoughts": "taken out",
    "rate or credit": "waited for, or an error with the server's words at once",
    "context window": "error that makes the text be halved",
    "broken reply": "asked again, else one line with the server's words",
    "usage": "counted as it was said, else estimated and marked so",
    "refused text": "error that leaves the passage out",
}
CALLS = 53
_QUICK, _QUICK_SECONDS, _SLOW_SECONDS = 16, 0.02, 0.4


def protocol(habit: Habit) -> str:
    """Return the heading of a habit's column."""
    spoken = "responses" if habit.options == RESPONSES else habit.model.partition(":")[0]
    return _PROTOCOLS[spoken]


def habits(server: ProviderServer) -> None:
    """Print which of the habits hold."""
    tried: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for habit in EVERY:
        if missing_extra(habit):
            continue
        for stream in ways(habit):
            vars(parameters)["_learned"].clear()
            short = shortfalls(habit, server, stream=stream)
            place = (habit.kind, protocol(habit))
            tried[place] += 1
            held[place] += not short
            for fault in short:
                print(f"<!-- {habit}{' streamed' if stream else ''}: {fault} -->")
    print("| kind | what happens | " + " | ".join(_PROTOCOLS.values()) + " |")
    print("|---" * (len(_PROTOCOLS) + 2) + "|")
    for kind, outcome in _OUTCOMES.items():
        places = [(kind, heading) for heading in _PROTOCOLS.values()]
        cells = [f"{held[it]} of {tried[it]}" if tried[it] else "" for it in places]
        print(f"| {kind} | {outcome} | " + " | ".join(cells) + " |")
    sellers = len({habit.seller for habit in EVERY})
    print(f"\n{held.total()} of {tried.total()} hold, of {sellers} sellers and kinds of server.")


def one_slot() -> None:
    """Print how many requests a server with one slot gets for the calls that are needed."""
    slot = threading.Lock()

    def answer(asked: Asked) -> Said:
        with slot:
            time.sleep(_QUICK_SECONDS if asked.number <= _QUICK else _SLOW_SECONDS)
        return Said(GOOD)

    async def all_at_once(layer: CallLayer) -> None:
        await asyncio.gather(*(layer.ainvoke(f"Question {n}?") for n in range(CALLS)))

    print("\n| calls needed | requests sent | requests a call |\n|---|---|---|")
    with provider_server(answer) as server:
        os.environ |= server.environment
        asyncio.run(all_at_once(CallLayer(chat_model("openai:m"))))
        sent = len(server.asked)
    print(f"| {CALLS} | {sent} | {sent / CALLS:.2f} |")


def main() -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")
    vars(retries)["_BACKOFF_SECONDS"] = 0.0
    with provider_server(lambda _: Said(GOOD)) as server:
        os.environ |= server.environment
        habits(server)
    one_slot()


if __name__ == "__main__":
    main()
