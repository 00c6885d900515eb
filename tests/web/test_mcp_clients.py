"""The MCP server with a client of others: FastMCP's.

LangChain's adapters need a version of the package `mcp` before ours, so that they cannot be here.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")

if TYPE_CHECKING:
    from collections.abc import Coroutine

ROOT = Path(__file__).parents[2]
STORY = "Mrs Alder approves every refund herself. The shop opens at nine."


@pytest.fixture
def started(tmp_path: Path) -> dict[str, Any]:
    folder = tmp_path / "allowed"
    folder.mkdir()
    (folder / "story.txt").write_text(STORY)
    library = str(tmp_path / "library")
    return {
        "command": sys.executable,
        "args": ["-m", "precis", "mcp", "--model", "extractive", str(folder), "--library", library],
        "env": dict(os.environ) | {"PYTHONPATH": str(ROOT)},
    }


def in_time(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 90))


def test_fastmcp(started: dict[str, Any]) -> None:
    from fastmcp import Client

    async def run() -> None:
        async with Client({"mcpServers": {"precis": started}}) as client:
            done = await client.call_tool("ingest", {"sources": ["story.txt"]})
            assert done.structured_content["added"] == 1
            answer = await client.call_tool("ask", {"question": "Who approves refunds?"})
            assert "Alder" in answer.content[0].text
            assert answer.structured_content["answer"][0]["citations"]
            wrong = await client.call_tool("ask", {"question": ""}, raise_on_error=False)
            assert wrong.is_error
            assert {it.name for it in await client.list_prompts()} >= {"faq", "quiz"}

    in_time(run())
