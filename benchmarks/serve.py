"""Servers under load, in one file: users who ask, others who ingest, and a kill -9 in between.

    uv run --extra web python -m benchmarks.serve [--seconds 120] [--think 5] [--no-kill]
        [--servers 4 --library postgresql://…]

A user thinks for a while in between, exponentially distributed. The model is simulated
(`simulated_server.py`) and always takes the same time, so that what a request takes longer is the
server's doing: its overhead; requests that met the kill are left out. An answer is mixed up when
it is not to the question asked, rests on another user's facts, or counts another's calls. Every
user has a token. Several servers share a library in PostgreSQL, each has as many of the users, and
the first is killed; with `--library own` a database server is started for this. Memory is the
resident set of all servers, first and last third of the run.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import aiohttp

from benchmarks.cluster import server_cpu
from benchmarks.simulated_server import Behaviour, Remote, simulated
from precis.web.access import add_user
from tests.fakes.postgres import own_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ASKING, INGESTING = 50, 10
MODEL = Behaviour(base=0.5, sigma=0.0, per_token=0.005, tokens=100)
MODEL_SECONDS = MODEL.base + MODEL.per_token * MODEL.tokens
FACTS = 40
"""Sentences about each user's town, in the library from the start."""


@dataclass
class Found:
    """What the clients saw."""

    first_answer: float = 0.0
    answers: int = 0
    overhead: list[float] = field(default_factory=list)
    ingested: int = 0
    errors: list[str] = field(default_factory=list)
    mixed_up: int = 0
    memory: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0
    database_seconds: float = 0.0


@dataclass
class Server:
    """The server process; `up` is clear while it is down."""

    start: Callable[[], subprocess.Popen[str]]
    process: subprocess.Popen[str]
    url: str
    up: asyncio.Event = field(default_factory=asyncio.Event)

    def cpu_seconds(self) -> float:
        """Return what the process has used of all cores."""
        return cpu_seconds(self.process.pid)

    def megabytes(self) -> float:
        """Return the resident set of the process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def cpu_seconds(pid: int) -> float:
    """Return the seconds that a process has computed, on all cores together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def facts(user: int) -> str:
    """Return what the library knows of a user's town."""
    return "\n\n".join(
        f"In {1700 + n} the town Alpha{user} paid {user * 1000 + n} crowns for its bridge {n}."
        for n in range(FACTS)
    )


@contextmanager
def running_server(home: Path, library: str, remote: Remote, users: Path) -> Iterator[Server]:
    """Run `precis serve`, with a `home` of its own, for the length of a `with` block."""
    environment = os.environ | {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": remote.url}
    environment |= {"HOME": str(home), "XDG_DATA_HOME": str(home)}
    options = ["--model", "openai:simulated", "--library", library, "--no-page"]
    options += ["--users", str(users), "--max-rate", "100000", "--max-calls", "1000000"]

    def start(port: int = 0) -> subprocess.Popen[str]:
        command = [sys.executable, "main.py", "serve", "-q", *options, "--port", str(port)]
        return subprocess.Popen(command, env=environment, text=True)

    with socket_free() as port:
        pass
    process = start(port)
    server = Server(lambda: start(port), process, f"http://127.0.0.1:{port}/api/v1")
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@contextmanager
def socket_free() -> Iterator[int]:
    """Give a port that is free."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


class Client:
    """One user; a request that meets a killed server is sent again when there is a new one."""

    def __init__(self, server: Server, token: str, found: Found) -> None:
        self.server = server
        self.found = found
        self.met_the_kill = False
        self.headers = {"Authorization": f"Bearer {token}"}

    async def send(self, method: str, path: str, **request: Any) -> Any:
        """Return the JSON of a response; an error is noted and None."""
        self.met_the_kill = not self.server.up.is_set()
        while True:
            await self.server.up.wait()
            try:
                async with (
                    aiohttp.ClientSession(headers=self.headers) as session,
                    session.request(method, self.server.url + path, **request) as response,
                ):
                    if response.status < 300:
                        return await response.json()
                    text = f"{method} {path} {response.status} {await response.text()}"
                    self.found.errors.append(text[:300])
                    return None
            except (aiohttp.ClientError, OSError) as error:
                if self.server.up.is_set() and self.server.process.poll() is None:
                    await asyncio.sleep(0.2)
                    if self.server.up.is_set() and self.server.process.poll() is None:
                        self.found.errors.append(f"{method} {path} {type(error).__name__}")
                        return None
                self.met_the_kill = True
                await asyncio.sleep(0.2)

    async def ask(self, user: int, number: int) -> None:
        """Ask about the user's own town, every time something else."""
        year = 1700 + number % FACTS
        question = f"What did the town Alpha{user} pay in {year}, asked the {number}th time?"
        started = time.perf_counter()
        answer = await self.send("POST", "/ask", json={"question": question})
        took = time.perf_counter() - started
        if answer is None:
            return
        self.found.answers += 1
        if not self.met_the_kill:
            self.found.overhead.append(took - MODEL_SECONDS)
        town = f"Alpha{user} "
        own = bool(answer["passages"]) and town in answer["passages"][0]["text"]
        used = answer["usage"]["calls"] + answer["usage"]["cached_calls"]
        if answer["question"] != question or not own or used != 1:
            self.found.mixed_up += 1

    async def ingest(self, user: int, number: int) -> None:
        """Send a new document and wait until it is in the library."""
        text = facts(user).replace("crowns", f"crowns, in the {number}th report,")
        await self.ingest_text(f"{user}-{number}.txt", text, f"c{user}", 0.25)

    async def ingest_text(
        self, name: str, text: str, collection: str = "default", every: float = 0.2
    ) -> None:
        """Send a text and wait until it is in a collection, asking `every` so many seconds."""
        sent = await self.send("POST", f"/uploads?name={name}", data=text.encode())
        if sent is None:
            return
        request = {"sources": [sent["source"]], "collection": collection}
        job = await self.send("POST", "/ingest", json=request)
        while job and job["status"] in {"queued", "running"}:
            await asyncio.sleep(every)
            job = await self.send("GET", f"/jobs/{job['id']}")
        if job and job["status"] == "done":
            self.found.ingested += 1
        elif job:
            self.found.errors.append(str(job["problem"]))


async def watch(servers: list[Server], found: Found) -> None:
    """Note memory and CPU time every second."""
    before = {server.process.pid: server.cpu_seconds() for server in servers}
    while True:
        await asyncio.sleep(1)
        if any(not it.up.is_set() or it.process.poll() is not None for it in servers):
            continue
        now = {server.process.pid: server.cpu_seconds() for server in servers}
        found.cpu_seconds += sum(seconds - before.get(pid, 0) for pid, seconds in now.items())
        before = now
        found.memory.append(sum(server.megabytes() for server in servers))


async def answers(server: Server, client: Client) -> float:
    """Wait until a server answers anything; return the seconds since the call."""
    started = time.perf_counter()
    while True:
        try:
            async with (
                aiohttp.ClientSession(headers=client.headers) as session,
                session.get(f"{server.url}/about") as response,
            ):
                await response.read()
                return time.perf_counter() - started
        except (aiohttp.ClientError, OSError):
            await asyncio.sleep(0.05)


async def ready(server: Server, client: Client) -> None:
    """Wait until a server answers a search, which needs its models."""
    while True:
        try:
            async with (
                aiohttp.ClientSession(headers=client.headers) as session,
                session.post(f"{server.url}/search", json={"question": "bridge"}) as response,
            ):
                if response.status in {200, 404}:
                    server.up.set()
                    return
        except (aiohttp.ClientError, OSError):
            await asyncio.sleep(0.1)


async def run(servers: list[Server], tokens: list[str], options: argparse.Namespace) -> Found:
    """Load the servers for a while and return what was found."""
    found, server = Found(), servers[0]
    clients = [
        Client(servers[number % len(servers)], token, found) for number, token in enumerate(tokens)
    ]
    found.first_answer = await answers(server, clients[0])
    for each in servers:
        await ready(each, clients[0])
    text = "\n\n".join(facts(user) for user in range(ASKING))
    first = Found()
    filler = Client(server, tokens[-1], first)
    await filler.ingest_text("towns.txt", text)

    until = time.perf_counter() + options.seconds

    async def user(number: int) -> None:
        client = clients[number]
        does = client.ask if number < ASKING else client.ingest
        count = 0
        chance = random.Random(number)
        while (pause := chance.expovariate(1 / options.think)) < until - time.perf_counter():
            await asyncio.sleep(pause)
            await does(number, count)
            count += 1

    watching = asyncio.create_task(watch(servers, found))
    users = [asyncio.create_task(user(number)) for number in range(ASKING + INGESTING)]
    if options.kill:
        await asyncio.sleep(options.seconds / 2)
        server.up.clear()
        server.process.kill()
        server.process.wait()
        server.process = server.start()
        await ready(server, clients[0])
    await asyncio.gather(*users)
    watching.cancel()
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--no-kill", dest="kill", action="store_false")
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--library", help="a database's address, or `own`; else a folder")
    options = parser.parse_args()
    if options.servers > 1 and not options.library:
        parser.error(f"--servers {options.servers} need a library that they share: --library own")
    with ExitStack() as left:
        folder = Path(left.enter_context(tempfile.TemporaryDirectory()))
        remote, database = left.enter_context(simulated(MODEL)), None
        if options.library == "own":
            database = left.enter_context(own_server())
            options.library = database.new_database()
        library = options.library or str(folder / "library")
        users = folder / "users"
        tokens = [add_user(users, f"user{n}") for n in range(ASKING + INGESTING)]
        servers = []
        for number in range(options.servers):
            home = folder / str(number)
            home.mkdir()
            servers.append(left.enter_context(running_server(home, library, remote, users)))
        gc.freeze()  # a pause of the clients is not the server's doing
        before = server_cpu(database) if database else 0.0
        found = asyncio.run(run(servers, tokens, options))
        found.database_seconds = server_cpu(database) - before if database else 0.0
    report(found, options)


def report(found: Found, options: argparse.Namespace) -> None:
    """Print what was found as a table."""
    overhead = [1000 * seconds for seconds in found.overhead]
    third = len(found.memory) // 3
    memory = found.memory
    rows = {
        "servers": str(options.servers),
        "seconds": f"{options.seconds:g}, users think {options.think:g} s",
        "first answer after the start": f"{found.first_answer:.1f} s",
        "answers": f"{found.answers}, {found.answers / options.seconds:.1f} a second",
        "ingests": str(found.ingested),
        "errors": str(len(found.errors)),
        "mixed-up answers": str(found.mixed_up),
        "overhead, median": f"{median(overhead):.0f} ms",
        "overhead, p95": f"{quantiles(overhead, n=20)[-1]:.0f} ms",
        "CPU of all servers": f"{found.cpu_seconds / options.seconds:.2f} cores",
        "CPU of the database": f"{found.database_seconds / options.seconds:.2f} cores",
        "memory, first third": f"{median(memory[:third]):.0f} MB",
        "memory, last third": f"{median(memory[-third:]):.0f} MB",
        "killed half-way": "yes" if options.kill else "no",
    }
    print("| what | measured |\n|---|---|")
    for what, measured in rows.items():
        print(f"| {what} | {measured} |")
    for error in sorted(set(found.errors))[:10]:
        print(f"error: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
