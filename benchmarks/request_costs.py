"""CPU time that a server spends on one answer and on one small ingest, one after the other.

    uv run --extra web python -m benchmarks.request_costs [--library own] [--rounds 60]

The server, the library and the simulated model are those of `benchmarks.serve`, and nothing else is
asked meanwhile. Each question is new; the second round meets sentences that were read before.
Ingests go to as many collections as users ingest there.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.cluster import server_cpu
from benchmarks.serve import (
    ASKING,
    FACTS,
    INGESTING,
    Client,
    Found,
    answers,
    facts,
    ready,
    running_server,
    simulated,
)
from benchmarks.simulated_server import Behaviour
from precis.web.access import add_user
from tests.fakes.postgres import own_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.serve import Server

AT_ONCE = Behaviour(base=0.0, sigma=0.0, per_token=0.0, tokens=100)


async def measure(
    server: Server, client: Client, rounds: int, database: Callable[[], float]
) -> None:
    """Print the table."""
    await answers(server, client)
    await ready(server, client)
    text = "\n\n".join(facts(user) for user in range(ASKING))
    await client.ingest_text("towns.txt", text)
    print("| what | CPU ms of the server | of the database | wall ms |\n|---|---|---|---|")

    async def ask(number: int) -> None:
        await client.ask(number % ASKING, number)

    async def ingest(number: int) -> None:
        await client.ingest(ASKING + number % INGESTING, number)

    first = {"first answers": (ask, 0), "answers of sentences read before": (ask, FACTS * ASKING)}
    for name, (does, start) in (first | {"ingests of 3 KB": (ingest, 0)}).items():
        spent, stored, started = server.cpu_seconds(), database(), perf_counter()
        for number in range(start, start + rounds):
            await does(number)
        each = (
            1000 * seconds / rounds
            for seconds in (
                server.cpu_seconds() - spent,
                database() - stored,
                perf_counter() - started,
            )
        )
        print(f"| {name} | " + " | ".join(f"{ms:.0f}" for ms in each) + " |", flush=True)


def main() -> None:
    """Start a server and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", help="a database's address, or `own`; else a folder")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    with ExitStack() as left:
        folder = Path(left.enter_context(tempfile.TemporaryDirectory()))
        remote, database = left.enter_context(simulated(AT_ONCE)), None
        if options.library == "own":
            database = left.enter_context(own_server())
            options.library = database.new_database()
        library = options.library or str(folder / "library")
        token = add_user(folder / "users", "user")
        home = folder / "home"
        home.mkdir()
        server = left.enter_context(running_server(home, library, remote, folder / "users"))
        found = Found()
        spent = (lambda: server_cpu(database)) if database else (lambda: 0.0)
        asyncio.run(measure(server, Client(server, token, found), options.rounds, spent))
        for error in sorted(set(found.errors))[:5]:
            print(f"error: {error}")


if __name__ == "__main__":
    main()
