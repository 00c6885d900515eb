"""Other ways to map-reduce with a chat model, as their makers' guides show them.

They get a model and the chunks; what they take is measured in `map_reduce.py`.
"""

from __future__ import annotations

import asyncio
import operator
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

from langchain_core.documents import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.language_models import BaseChatModel

WIDTH = 32
"""Calls at once."""

TOKEN_MAX = 3000
"""langchain-classic's own default: what a reduce call reads at most."""

FAN_IN = 8
"""Summaries that the plain tree merges in one call."""


async def classic_sync(model: BaseChatModel, _: Document, chunks: Sequence[Document]) -> None:
    """Run langchain-classic's map_reduce chain as its guide does: one call after the other."""
    from langchain_classic.chains.summarize import load_summarize_chain

    chain = load_summarize_chain(model, chain_type="map_reduce", token_max=TOKEN_MAX)
    await asyncio.to_thread(chain.invoke, {"input_documents": list(chunks)})


async def classic(model: BaseChatModel, _: Document, chunks: Sequence[Document]) -> None:
    """Run langchain-classic's map_reduce chain, asynchronously."""
    from langchain_classic.chains.summarize import load_summarize_chain

    chain = load_summarize_chain(model, chain_type="map_reduce", token_max=TOKEN_MAX)
    await chain.ainvoke({"input_documents": list(chunks)}, {"max_concurrency": WIDTH})


async def plain_tree(model: BaseChatModel, _: Document, chunks: Sequence[Document]) -> None:
    """Merge every FAN_IN neighbours as soon as they are there, WIDTH calls at once."""
    slots = asyncio.Semaphore(WIDTH)

    async def ask(text: str) -> str:
        async with slots:
            return (await model.ainvoke(f"Summarize:\n\n{text}")).text

    async def merge(group: Sequence[asyncio.Task[str]]) -> str:
        return await ask("\n\n".join([await task for task in group]))

    level = [asyncio.create_task(ask(chunk.page_content)) for chunk in chunks]
    while len(level) > 1:
        groups = [level[at : at + FAN_IN] for at in range(0, len(level), FAN_IN)]
        level = [asyncio.create_task(merge(group)) for group in groups]
    await level[0]


async def graph(model: BaseChatModel, _: Document, chunks: Sequence[Document]) -> None:
    """Run a map-reduce graph over LangGraph: fan out, collapse while too long, finish."""
    from langgraph.graph import END, START, StateGraph
    from langgraph.types import Send

    steps = _Steps(model)
    builder = StateGraph(_State)
    builder.add_node("write", steps.write)  # type: ignore[call-overload]
    builder.add_node("collect", steps.collect)
    builder.add_node("collapse", steps.collapse)
    builder.add_node("finish", steps.finish)
    fan = [Send("write", {"content": chunk.page_content}) for chunk in chunks]
    builder.add_conditional_edges(START, lambda _: fan, ["write"])
    builder.add_edge("write", "collect")
    builder.add_conditional_edges("collect", steps.further, ["collapse", "finish"])
    builder.add_conditional_edges("collapse", steps.further, ["collapse", "finish"])
    builder.add_edge("finish", END)
    state = {"summaries": [], "collapsed": [], "final": ""}
    limits = {"max_concurrency": WIDTH, "recursion_limit": 50}
    await builder.compile().ainvoke(state, limits)  # type: ignore[call-overload]


class _State(TypedDict):
    summaries: Annotated[list[str], operator.add]
    collapsed: list[Document]
    final: str


class _Steps:
    def __init__(self, model: BaseChatModel) -> None:
        self._model = model

    async def write(self, state: dict[str, str]) -> dict[str, list[str]]:
        return {"summaries": [await self._ask(state["content"])]}

    def collect(self, state: _State) -> dict[str, list[Document]]:
        return {"collapsed": [Document(summary) for summary in state["summaries"]]}

    async def collapse(self, state: _State) -> dict[str, list[Document]]:
        from langchain_classic.chains.combine_documents import reduce

        groups = reduce.split_list_of_docs(state["collapsed"], _length, TOKEN_MAX)
        return {"collapsed": [await reduce.acollapse_docs(g, self._merged) for g in groups]}

    async def finish(self, state: _State) -> dict[str, str]:
        return {"final": await self._merged(state["collapsed"])}

    def further(self, state: _State) -> str:
        return "collapse" if _length(state["collapsed"]) > TOKEN_MAX else "finish"

    async def _merged(self, documents: list[Document], **_: Any) -> str:
        return await self._ask("\n\n".join(document.page_content for document in documents))

    async def _ask(self, text: str) -> str:
        return (await self._model.ainvoke(f"Summarize:\n\n{text}")).text


def _length(documents: list[Document], **_: Any) -> int:
    return sum(len(document.page_content) // 4 for document in documents)
