"""The MCP server over HTTP: each user's rights, in sessions of their own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")

import httpx

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.loaders import load
from precis.stores.kept_shares import open_shares
from precis.stores.permissions import Right
from precis.web.access import add_user
from tests.processes import PrecisProcess, serving

PRIVATE = "~anna/kestrelbox"
STORY = "Mrs Alder approves every refund of the zephyrine wharf herself."


class Agent:
    """A client of a user; its session may be somebody else's."""

    def __init__(self, address: str, token: str) -> None:
        accept = "application/json, text/event-stream"
        headers = {"authorization": f"Bearer {token}", "accept": accept}
        self.address = address
        self.http = httpx.Client(headers=headers, timeout=60)

    def start(self) -> str:
        about = {"name": "test", "version": "1"}
        asked = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": about}
        answer = self.send("initialize", asked)
        session: str = answer.headers["mcp-session-id"]
        self.http.headers["mcp-session-id"] = session
        self.http.post(self.address, json={"jsonrpc": "2.0", "method": "notifications/initialized"})
        return session

    def send(self, method: str, params: dict[str, Any]) -> httpx.Response:
        request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        return self.http.post(self.address, json=request)

    def last_message(self, method: str, **params: Any) -> str:
        """Return the last message of an answer."""
        lines = self.send(method, params).text.splitlines()
        data = [line.removeprefix("data: ") for line in lines if line.startswith("data: {")]
        return json.dumps(json.loads(data[-1]), ensure_ascii=False)

    def call_tool(self, tool: str, **arguments: Any) -> str:
        return self.last_message("tools/call", name=tool, arguments=arguments)


@pytest.fixture
def agents(tmp_path: Path) -> Iterator[tuple[Agent, Agent]]:
    users, library = tmp_path / "users", tmp_path / "library"
    tokens = [add_user(users, name) for name in ("anna", "ben")]
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    Workspace(library, CallOptions()).library.ingest(load([str(story)]), PRIVATE)
    options = ("--library", library, "--http", "--port", "0", "--users", users)
    with serving(PrecisProcess("mcp", "--model", "extractive", *options)) as address:
        anna, ben = (Agent(address, token) for token in tokens)
        yield anna, ben


def test_each_session_has_the_rights_of_its_user(
    agents: tuple[Agent, Agent], tmp_path: Path
) -> None:
    anna, ben = agents
    session = anna.start()
    found = json.loads(anna.last_message("resources/list"))["result"]["resources"]
    [uri] = [it["uri"] for it in found]
    assert STORY in anna.last_message("resources/read", uri=uri)
    assert STORY in anna.call_tool("search", question="refund", collection=PRIVATE)

    ben.http.headers["mcp-session-id"] = session
    assert ben.send("tools/list", {}).status_code == 404
    del ben.http.headers["mcp-session-id"]
    ben.start()
    everything = [
        ben.last_message("resources/list"),
        ben.last_message("resources/read", uri=uri),
        ben.call_tool("search", question="refund", collection=PRIVATE),
        ben.call_tool("ask", question="refund", collection=PRIVATE),
        ben.call_tool("sources", collection=PRIVATE),
        *(
            ben.call_tool("summarize", sources=[source], collection=PRIVATE)
            for source in (f"document:{uri.rpartition('/')[2]}", f"collection:{PRIVATE}")
        ),
        ben.call_tool("summarize", sources=["collection:*"]),
        ben.call_tool("ingest", sources=["collection:*"], collection=PRIVATE),
    ]
    assert all(it for it in everything)
    assert "zephyrine" not in "".join(everything)
    assert uri.rpartition("/")[2] not in everything[0]
    open_shares(tmp_path / "library", None).share(PRIVATE, "ben", Right.READ)
    assert STORY in ben.call_tool("search", question="refund", collection=PRIVATE)
    refused = ben.call_tool("ingest", sources=[f"collection:{PRIVATE}"], collection=PRIVATE)
    assert "you may read the collection" in refused
