"""An edit of a long text costs the edit: its summary is made again for a few calls."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.exceptions import ContextOverflowError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from precis.chains.grounding.alignment import Aligner
from precis.chains.tree.engine import MapReduceTree
from precis.chains.writers.contract import Brief
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.cache import CallCache
from precis.models.calls.layer import CallLayer
from precis.models.calls.spending import CallUsage
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from tests.fakes.openai_server import citing
from tests.splitters.test_content_defined import book, document


class Citing(BaseChatModel):
    """Answers as a good model does, at once."""

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        reply = AIMessage(citing("\n".join(message.text for message in messages)))
        return ChatResult(generations=[ChatGeneration(message=reply)])

    @property
    def _llm_type(self) -> str:
        return "citing"


def summarize(text: str, folder: Path, model: BaseChatModel | None = None) -> CallUsage:
    cache = CallCache(folder / "calls")
    layer = CallLayer(model or Citing(), cache)
    writer = GenerativeWriter("citing", layer, Aligner(MiniLM()), cites=True)
    brief = Brief()

    async def read(chunk: Document, *, root: bool) -> Any:
        return await writer.map(chunk, brief, root=root)

    async def merge(nodes: Any, *, root: bool) -> Any:
        return await writer.reduce(nodes, brief, root=root)

    tree = MapReduceTree(read, merge, writer.size, writer.capacity)
    tree.invoke(ContentDefinedSplitter().lazy_split_documents([document(text)]))
    cache.close()
    return layer.usage


@pytest.fixture(scope="module")
def summarized(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, CallUsage, Path]:
    """A long text, what its summary took, and where the calls are kept."""
    text, folder = book(300_000), tmp_path_factory.mktemp("summarized")
    return text, summarize(text, folder), folder


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("Anna", "Bert", 1),
        lambda text: text[:3000] + book(700, 7) + text[3000:],
        lambda text: text[: len(text) // 2] + text[len(text) // 2 + 2500 :],
        lambda text: text + book(3_000, 8),
    ],
    ids=["a word", "a paragraph near the start", "a page in the middle", "a page at the end"],
)
def test_an_edit_asks_for_its_own_branch_only(
    edit: Callable[[str], str], summarized: tuple[str, CallUsage, Path], tmp_path: Path
) -> None:
    text, first, calls = summarized
    assert first.calls > 75
    folder = shutil.copytree(calls, tmp_path / "copy")
    assert summarize(text, folder).calls == 0
    again = summarize(edit(text), folder)
    assert 0 < again.calls <= 7
    assert again.input_tokens + again.output_tokens < 0.08 * (
        first.input_tokens + first.output_tokens
    )


class Small(Citing):
    """Reads 2,000 characters at most."""

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        if sum(len(message.text) for message in messages) > 2_000:
            raise ContextOverflowError("too long")
        return super()._generate(messages)


class Repeating(Citing):
    """Repeats what it reads."""

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        reply = AIMessage(messages[-1].text.partition(">")[2].partition("</")[0])
        return ChatResult(generations=[ChatGeneration(message=reply)])


@pytest.mark.parametrize("text", ["word " * 4_000, "x" * 20_000, book(30_000)])
@pytest.mark.parametrize("model", [Small(), Repeating()], ids=["small", "repeating"])
def test_what_is_too_long_is_cut_and_the_tree_ends(
    text: str, model: BaseChatModel, tmp_path: Path
) -> None:
    assert summarize(text, tmp_path, model).calls
