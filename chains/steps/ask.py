"""The step `ask`: answers a question from its input."""

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar

from langchain_core.documents import Document
from pydantic import Field

from precis.chains.composition.items import Block, Item, Text
from precis.chains.composition.reading import Reading
from precis.chains.evidence import NOT_ANSWERED, Documents
from precis.chains.requests import PASSAGES
from precis.chains.steps.contract import Parameters, Step
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.splitters.content_defined import ContentDefinedSplitter


class AskParameters(Parameters):
    """Parameters of `ask`."""

    question: str = Field(min_length=1, description="The question, in quotes.")


class Reply(Text):
    """Sentences that answer; none where the documents do not say."""

    kind: ClassVar[str] = "text"

    question: str = ""

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return what a text returns, and `question` and `answered`."""
        answered = {"question": self.question, "answered": bool(self.evidence)}
        return answered | super().as_json(documents)

    def blocks(self) -> Sequence[Block]:
        """Return the answer, or a line that there is none."""
        return super().blocks() if self.evidence else [Block((), heading=NOT_ANSWERED)]


class Ask(Step):
    """Answer a question from each document, where the document answers it."""

    name = "ask"
    parameters: AskParameters

    async def run(self, item: Item) -> Text:
        """Return the answer; it has no claims where the text does not say."""
        question, reading = self.parameters.question, Reading.of(item)
        passages = await self._passages(reading, question)
        claims = await self.workspace.writer.answer(question, passages)
        handling = self.workspace.handling(self.unsupported)
        checked = await self.check_claims(claims, reading, handling) if claims else ()
        return Reply(question=question, lines=(checked,) if checked else ())

    async def _passages(self, reading: Reading, question: str) -> list[Document]:
        """Return all passages of a short text; of long documents those that a search finds."""
        documents = list(reading.documents.values())
        passages = ContentDefinedSplitter(*RETRIEVAL_CHUNKS).split_documents(documents)
        if len(passages) <= PASSAGES or reading.claims is not None:
            return passages
        library = self.workspace.library
        name = await asyncio.to_thread(library.hold, documents)
        return await library.retriever(name, PASSAGES).ainvoke(question)
