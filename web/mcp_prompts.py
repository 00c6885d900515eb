"""The prompts of the MCP server: one per chain, which the agent runs with a tool."""

from __future__ import annotations

import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

from mcp.server.mcpserver.prompts.base import Prompt, PromptArgument

from precis.chains.composition.chain_files import ChainFile, chain_paths, load_chain
from precis.errors import PrecisError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCES = PromptArgument(
    name="sources",
    description="What to read: addresses, paths, collection:NAME or document:ID, with spaces "
    "between, in quotes where they hold spaces; all of the library by default.",
    required=False,
)
_ALL = "collection:default"


def prompts() -> Iterator[Prompt]:
    """Yield a prompt for each readable chain, shipped or the user's own."""
    for name in chain_paths():
        with suppress(PrecisError):  # `precis chains` reports what is wrong
            yield _prompt(load_chain(name))


def _prompt(chain: ChainFile) -> Prompt:
    fields = chain.parameters.model_fields
    arguments = [
        PromptArgument(name=name, description=field.description, required=field.is_required())
        for name, field in fields.items()
    ]

    def instruction(**given: str) -> str:
        sources = _words(given.pop("sources", "")) or [_ALL]
        options = [f"--{name.replace('_', '-')}={value}" for name, value in given.items() if value]
        return (
            f"Call the tool `run` with the chain {shlex.join([chain.name, *options])!r} and the "
            f"sources {sources}. Show its result in full; keep with each sentence where it stands, "
            "and say which sentences are not supported."
        )

    return Prompt(
        name=chain.name,
        title=None,
        description=chain.help,
        arguments=[_SOURCES, *arguments],
        fn=instruction,
        context_kwarg=None,
    )


def _words(text: str) -> list[str]:
    """Split text into words; with an unpaired quote it is one word, such as a file name."""
    try:
        return shlex.split(text)
    except ValueError:
        return [text]
