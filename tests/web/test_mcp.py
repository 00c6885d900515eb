"""The MCP server, asked by its own package's client over both transports."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")

from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

from tests.conftest import Precis
from tests.processes import PrecisProcess, serving

ROOT = Path(__file__).parents[2]
STORY = "Mrs Alder approves every refund herself. The shop opens at nine."
TOOLS = {"search", "ask", "summarize", "check", "run", "ingest", "sources"}
TOKEN = "correct-horse-battery-staple"
COMMAND = ["-m", "precis", "mcp", "--model", "extractive"]

Progress = list[tuple[float, float | None, str | None]]


@asynccontextmanager
async def over_stdio(folder: Path, library: Path) -> AsyncIterator[Client]:
    started = StdioServerParameters(
        command=sys.executable,
        args=[*COMMAND, str(folder), "--library", str(library)],
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
    )
    async with Client(started) as client:
        yield client


@asynccontextmanager
async def over_http(folder: Path, library: Path) -> AsyncIterator[Client]:
    process = PrecisProcess(
        *("mcp", "--model", "extractive", folder, "--library", library, "--http", "--port", "0")
    )
    with serving(process) as address:
        async with Client(address) as client:
            yield client


async def call_tool(client: Client, tool: str, **arguments: Any) -> tuple[Any, Progress]:
    """Call a tool; return its result and the progress that was told."""
    progress: Progress = []

    async def note(done: float, total: float | None, message: str | None) -> None:
        progress.append((done, total, message))

    result = await client.call_tool(tool, arguments, progress_callback=note)
    assert not result.is_error, result.content
    [text] = result.content
    assert json.dumps(result.structured_content)[:40] not in text.text  # once is enough
    steps = [done for done, _, _ in progress]
    assert steps == sorted(set(steps))
    assert all(total is None or done <= total for done, total, _ in progress)
    assert all(words for _, _, words in progress)
    return result.structured_content, progress


async def a_session(client: Client, story: Path) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert tools.keys() == TOOLS
    for name, tool in tools.items():
        assert tool.annotations
        assert tool.annotations.read_only_hint is (name != "ingest")
        assert tool.output_schema
        assert tool.output_schema["properties"]
    report, progress = await call_tool(client, "ingest", sources=[str(story)])
    assert (report["added"], report["failed"]) == (1, [])
    assert progress[-1] == (1, 1, "1 of 1 document read")
    listed, _ = await call_tool(client, "sources")
    [source] = listed["sources"]
    resource, file = (await client.list_resources()).resources
    assert str(file.uri) == story.as_uri()
    for uri in (file.uri, f"file:///{story.name}", f"file://{story.parent}/../allowed/story.txt"):
        [read] = (await client.read_resource(uri)).contents
        assert read.text == STORY
    assert str(resource.uri) == f"precis://default/{source['id']}"
    [document] = (await client.read_resource(resource.uri)).contents
    assert document.text == STORY
    answer, progress = await call_tool(client, "ask", question="Who approves a refund?")
    assert answer["answered"]
    [cited] = answer["answer"][0]["citations"]
    assert cited["quote"] == document.text[cited["start"] : cited["end"]]
    assert progress
    found, _ = await call_tool(client, "search", question="refund")
    assert found["passages"][0]["document_id"] == source["id"]
    for tool in ["search", "ask"]:
        narrowed, _ = await call_tool(client, tool, question="refund", where=["title=nothing"])
        assert (narrowed["passages"], narrowed["unmatched"]) == ([], ["title=nothing"])
    summary, progress = await call_tool(client, "summarize", sources=[f"document:{source['id']}"])
    assert summary["summary"]
    assert progress
    checked, _ = await call_tool(
        client, "check", text="The shop opens at eleven.", sources=[str(story)]
    )
    assert [claim["supported"] for claim in checked["claims"]] == [False]
    for kept in (f"document:{source['id']}", "collection:default"):
        words, _ = await call_tool(client, "run", chain="keywords", sources=[kept])
        assert words["results"]
    ran, _ = await call_tool(client, "run", chain="summarize", sources=[story.name])
    assert ran["results"][0]["summary"]
    prompts = {it.name: it for it in (await client.list_prompts()).prompts}
    assert prompts.keys() >= {"faq", "timeline", "glossary"}
    assert [it.name for it in prompts["faq"].arguments] == ["sources", "questions"]
    asked = await client.get_prompt("faq", {"questions": "3", "sources": story.name})
    assert "faq --questions=3" in asked.messages[0].content.text
    for tool, arguments, said in [
        ("ask", {"question": "x", "collection": "nowhere"}, "no collection 'nowhere'"),
        ("summarize", {"sources": ["/etc/passwd"]}, "'/etc/passwd' may not be read"),
        ("summarize", {"sources": [f"{story.parent}/../x"]}, "may not be read"),
        ("summarize", {"sources": ["http://127.0.0.1:1/"]}, "not a public address"),
        ("summarize", {"sources": []}, "sources"),
        ("summarize", {"sources": ["nothing.txt"]}, "there is no file 'nothing.txt'"),
        ("summarize", {"sources": ["collection:empty"]}, "no collection 'empty'"),
        ("ask", {}, "question"),
        ("ask", {"question": "x", "k": 0}, "k '0' should be"),
        ("ingest", {"sources": ["http://localhost/"]}, "nothing could be read"),
        ("run", {"chain": "summarise", "sources": [story.name]}, "unknown step"),
    ]:
        result = await client.call_tool(tool, arguments)
        [text] = result.content
        assert (result.is_error, said in text.text) == (True, True), text.text
        for foreign in ("Error executing", "validation error", "precis ", "--", "\n"):
            assert foreign not in text.text
        assert str(story.parent) not in text.text.replace(str(arguments.get("sources")), "")
    for uri in ("precis://default/nothing", "file:///etc/passwd", "file:///../outside.txt"):
        with pytest.raises(MCPError):
            await client.read_resource(uri)


Over = Callable[[Path, Path], Any]


@pytest.mark.parametrize("over", [over_stdio, over_http])
def test_a_session(tmp_path: Path, over: Over) -> None:
    folder = tmp_path / "allowed"
    folder.mkdir()
    story = folder / "story.txt"
    story.write_text(STORY)

    async def run() -> None:
        async with over(folder, tmp_path / "library") as client:
            await a_session(client, story)

    in_time(run())


def in_time(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 90))


def test_malformed_messages_end_no_server(tmp_path: Path) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    lines = [
        "this is not JSON",
        '{"jsonrpc": "2.0", "id": 7, "method": 12}',
        "[]",
        json.dumps(hello),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "no/such/method"}),
        json.dumps({"jsonrpc": "2.0", "id": 3, "method": "tools/list"}),
    ]
    command = [sys.executable, *COMMAND, "--library", str(tmp_path / "library")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        replies = {}
        for line in process.stdout:
            reply = json.loads(line)
            replies[reply.get("id")] = reply
            if 3 in replies:
                break
        process.stdin.close()
        process.wait(timeout=20)
    assert "error" in replies[2]
    assert {tool["name"] for tool in replies[3]["result"]["tools"]} == TOOLS
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["/nowhere"], "/nowhere is not a folder"),
        (["--http", "--host", "0.0.0.0"], "0.0.0.0 can be reached by others: give --token"),
        (["--http", "--token", "short"], "can be guessed"),
    ],
)
def test_bad_usage_is_one_line(precis: Precis, arguments: list[str], said: str) -> None:
    run = precis("mcp", *arguments)
    assert run.code == 2, run.err
    assert said in run.err


WITHOUT_WEB = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"fastapi", "jinja2", "prometheus_client"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
import precis.web.mcp_server, precis.web.serve_mcp
from precis.web.guard import Guard
from precis.web.listening import run
"""


def test_it_needs_nothing_of_the_extra_web() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_WEB], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("given", "sources"),
    [
        ("", "['collection:default']"),
        ("a.txt 'my notes.txt'", "['a.txt', 'my notes.txt']"),
        ("Anna's notes.txt", '["Anna\'s notes.txt"]'),
    ],
)
def test_a_prompt_names_the_sources_that_are_given(given: str, sources: str) -> None:
    from precis.web.mcp_prompts import prompts

    faq = next(it for it in prompts() if it.name == "faq")
    assert f"sources {sources}" in faq.fn(sources=given)
