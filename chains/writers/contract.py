"""The contract of writers: map, reduce and answer.

`extractive.py` implements it with embeddings alone, `generative.py` with a chat model.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from langchain_core.documents import Document

from precis.chains.conversation import Turn
from precis.chains.evidence import Claim, Noun, Usage
from precis.chains.requests import Style

Node = TypeVar("Node")


class Brief(Noun):
    """What the reader asked for: `words` is the length aimed at, `focus` a question."""

    words: int = 250
    focus: str | None = None
    style: Style = "prose"
    language: str | None = None


Tell = Callable[[str], None]
"""Gets the text of the last call of a summary or answer, piece by piece, as it is written."""


class Writer(Protocol[Node]):
    """Turns chunks into nodes, nodes into fewer nodes, and passages into answers.

    A node is whatever the implementation carries up the tree; the tree only asks its size.
    A writer that streams passes each piece to `tell`, if given.
    """

    name: str
    capacity: int

    def size(self, node: Node) -> int:
        """Return the share of `capacity` that `node` takes in a reduce call."""

    async def map(
        self, chunk: Document, brief: Brief, tell: Tell | None = None, *, root: bool
    ) -> Node:
        """Read one chunk; `root` says that it is the whole of the text."""

    async def reduce(
        self, nodes: Sequence[Node], brief: Brief, tell: Tell | None = None, *, root: bool
    ) -> Node:
        """Merge nodes, in document order; `root` says that the result is the summary."""

    async def claims(self, node: Node) -> list[Claim]:
        """Return the sentences of a root node with the spans they rest on."""

    async def answer(
        self, question: str, passages: Sequence[Document], tell: Tell | None = None
    ) -> list[Claim]:
        """Answer from the passages alone; no claim means that they do not say."""

    async def standalone(self, question: str, before: Sequence[Turn]) -> str:
        """Rewrite a follow-up as a standalone question."""

    @property
    def width(self) -> int:
        """How many of its calls can be under way at once."""

    @property
    def usage(self) -> Usage:
        """What has been spent since this writer was made."""
