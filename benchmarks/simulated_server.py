"""A remote chat model as the network shows it: slow, capped, now and then failing.

It speaks OpenAI's chat protocol in a process of its own. What it does depends on the seed and on
what is asked, never on when. A reply copies sentences of the prompt and carries a mark, `call`
and its number; marks in later prompts tell which replies a call was made from.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from heapq import heapreplace
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_openai import ChatOpenAI

MARK = re.compile(r"call(\d+)x")
_NUMBERED = re.compile(r"^(\d+) (\S.*)$", re.MULTILINE)
_CHARACTERS_PER_TOKEN = 4
_LEAST_WORDS = 4
_SENTENCES = 3
_BEGINNING = 30


@dataclass(frozen=True)
class Behaviour:
    """Latency is log-normal around `base` seconds plus `per_token` for each of `tokens` written.

    Above `cap` calls at once the answer is 429, with `retry_after` seconds where given; `errors`,
    `resets` and `stalls` are the shares of calls that fail with 500, lose their connection, or
    hang for `stall_seconds`. Where it `cites` not, no sentence of a reply has its number.
    """

    seed: int = 0
    base: float = 0.3
    sigma: float = 0.5
    per_token: float = 0.01
    tokens: int = 100
    cap: int = 1_000_000
    retry_after: float | None = None
    errors: float = 0.0
    resets: float = 0.0
    stalls: float = 0.0
    stall_seconds: float = 60.0
    cites: bool = True


@dataclass
class Served:
    """What the server did: for every paid call its seconds, what it was made from, how it begins.

    `again` of them were paid before; `running` are under way.
    """

    seconds: list[float] = field(default_factory=list)
    parents: list[list[int]] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    input_tokens: int = 0
    output_tokens: int = 0
    rejected: int = 0
    failed: int = 0
    most_at_once: int = 0
    again: int = 0
    running: int = 0

    @property
    def total(self) -> float:
        """Seconds of service of all calls."""
        return sum(self.seconds)

    @property
    def critical_path(self) -> float:
        """Seconds of the longest chain of calls in which each needs the one before."""
        ends: list[float] = []
        for seconds, parents in zip(self.seconds, self.parents, strict=True):
            ends.append(seconds + max((ends[parent] for parent in parents), default=0.0))
        return max(ends, default=0.0)

    def only(self, beginnings: Sequence[str]) -> Served:
        """Return what was done for the prompts that begin so; other calls count as no parents."""
        kept = [n for n, text in enumerate(self.begins) if text.startswith(tuple(beginnings))]
        places = {number: place for place, number in enumerate(kept)}
        return Served(
            seconds=[self.seconds[n] for n in kept],
            parents=[[places[p] for p in self.parents[n] if p in places] for n in kept],
        )

    def lower_bound(self, width: int) -> float:
        """Seconds below which no schedule of these calls, `width` at once, can come."""
        return max(self.critical_path, self.total / width)

    def list_schedule(self, width: int) -> float:
        """Seconds if only the last call waited for others, which then start as places get free."""
        *free, last = self.seconds
        places = [0.0] * width
        for seconds in free:
            heapreplace(places, places[0] + seconds)
        return max(places) + last


class _Server:
    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.served = Served()
        self.at_once = 0
        self.tries: dict[str, int] = {}
        self.paid: set[str] = set()

    async def complete(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        prompt = "\n".join(_text(message["content"]) for message in asked["messages"])
        digest = sha256(prompt.encode()).hexdigest()
        tries = self.tries[digest] = self.tries.get(digest, 0) + 1
        rng = random.Random(f"{self.behaviour.seed} {digest} {tries}")
        if self.at_once >= self.behaviour.cap:
            self.served.rejected += 1
            return self._refusal(429)
        self.at_once += 1
        self.served.most_at_once = max(self.at_once, self.served.most_at_once)
        try:
            return await self._answer(request, asked, prompt, rng)
        finally:
            self.at_once -= 1

    async def _answer(
        self, request: web.Request, asked: dict[str, Any], prompt: str, rng: random.Random
    ) -> web.StreamResponse:
        does, luck = self.behaviour, rng.random()
        words, tokens = self._reply(prompt), does.tokens
        seconds = does.base * rng.lognormvariate(0, does.sigma) + does.per_token * tokens
        if luck < does.errors:
            self.served.failed += 1
            return self._refusal(500)
        if luck < does.errors + does.resets:
            self.served.failed += 1
            await asyncio.sleep(seconds / 2)
            if request.transport:
                request.transport.abort()
            return web.Response()
        if luck < does.errors + does.resets + does.stalls:
            self.served.failed += 1
            await asyncio.sleep(does.stall_seconds)
        await asyncio.sleep(seconds)
        digest = sha256(prompt.encode()).hexdigest()
        self.served.again += digest in self.paid
        self.paid.add(digest)
        number = len(self.served.seconds)
        self.served.seconds.append(seconds)
        self.served.parents.append(sorted({int(m) for m in MARK.findall(prompt)}))
        self.served.begins.append(prompt[:_BEGINNING])
        usage = {"prompt_tokens": len(prompt) // _CHARACTERS_PER_TOKEN, "completion_tokens": tokens}
        usage["total_tokens"] = sum(usage.values())
        self.served.input_tokens += usage["prompt_tokens"]
        self.served.output_tokens += tokens
        return await _send_reply(request, asked, f"call{number}x: {words}", usage)

    def _reply(self, prompt: str) -> str:
        """Copy sentences spread over the prompt, each with its number where it has one."""
        found = _NUMBERED.findall(prompt)
        if not found:
            plain = re.split(r"(?<=[.!?])\s+", MARK.sub("", prompt))
            found = [("", sentence) for sentence in plain]
        whole = [(n, MARK.sub("", s)) for n, s in found if len(s.split()) >= _LEAST_WORDS]
        room = self.behaviour.tokens * _CHARACTERS_PER_TOKEN // _SENTENCES
        chosen = whole[:: max(1, len(whole) // _SENTENCES)][:_SENTENCES]
        texts = [(n, s.lstrip(": ")[:room]) for n, s in chosen]
        cites = self.behaviour.cites
        return "\n".join(f"{text} [{n}]" if n and cites else text for n, text in texts)

    def _refusal(self, status: int) -> web.Response:
        headers = {}
        if status == 429 and self.behaviour.retry_after is not None:
            headers["Retry-After"] = str(self.behaviour.retry_after)
        error = {"message": "simulated", "code": "rate_limit" if status < 500 else "server_error"}
        return web.json_response({"error": error}, status=status, headers=headers)

    async def stats(self, request: web.Request) -> web.Response:
        done = asdict(self.served) | {"running": self.at_once}
        if request.query.get("reset"):
            self.served = Served()
            self.tries.clear()
        return web.json_response(done)


def _text(content: str | list[dict[str, Any]]) -> str:
    return content if isinstance(content, str) else "".join(p.get("text", "") for p in content)


async def _send_reply(
    request: web.Request, asked: dict[str, Any], text: str, usage: dict[str, int]
) -> web.StreamResponse:
    base = {"id": "1", "created": int(time.time()), "model": asked["model"]}
    if not asked.get("stream"):
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = base | {"object": "chat.completion", "choices": [choice], "usage": usage}
        return web.json_response(body)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    chunk = base | {"object": "chat.completion.chunk"}
    deltas: list[tuple[dict[str, str], str | None]] = [({"content": text}, None), ({}, "stop")]
    choices = [[{"index": 0, "delta": d, "finish_reason": end}] for d, end in deltas]
    events = [chunk | {"choices": c} for c in choices] + [chunk | {"choices": [], "usage": usage}]
    for event in [*map(json.dumps, events), "[DONE]"]:
        await response.write(f"data: {event}\n\n".encode())
    return response


@dataclass(frozen=True)
class Remote:
    """A running server."""

    url: str

    def served(self, *, reset: bool = False) -> Served:
        """Return what was done since the start, or the last reset."""
        address = self.url.removesuffix("/v1") + "/stats" + ("?reset=1" if reset else "")
        with urllib.request.urlopen(address) as reply:
            return Served(**json.load(reply))


@contextmanager
def simulated(behaviour: Behaviour) -> Iterator[Remote]:
    """Run a server in another process for the length of a `with` block."""
    command = [sys.executable, "-m", "benchmarks.simulated_server", json.dumps(asdict(behaviour))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Remote(process.stdout.readline().strip())
        finally:
            process.kill()


def remote_model(remote: Remote) -> ChatOpenAI:
    """Return LangChain's own model that talks to the server."""
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model="simulated",
        base_url=remote.url,
        api_key=lambda: "none",
        max_retries=0,
        custom_get_token_ids=lambda text: list(range(len(text) // _CHARACTERS_PER_TOKEN)),
    )


async def _serve(behaviour: Behaviour) -> None:
    server = _Server(behaviour)
    app = web.Application(client_max_size=1 << 26)
    app.router.add_post("/v1/chat/completions", server.complete)
    app.router.add_get("/stats", server.stats)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}/v1", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(Behaviour(**json.loads(sys.argv[1]))))
