"""The step that summarizes what it reads: a document, or several that were collected."""

from typing import Literal

from pydantic import Field, field_validator

from precis.chains.composition.items import Item, Text
from precis.chains.composition.reading import Reading
from precis.chains.steps.contract import Parameters, Step
from precis.chains.summarize import brief_of
from precis.errors import UsageError


class SummarizeParameters(Parameters):
    """What the summary is like."""

    length: str = Field("medium", description="short, medium, long, or a number of words.")
    focus: str | None = Field(None, description="A question that it keeps to.")
    style: Literal["prose", "bullets"] = Field("prose", description="How it is laid out.")
    language: str | None = Field(None, description="Write in another language.")

    @field_validator("length", mode="before")
    @classmethod
    def _is_length(cls, value: object) -> str:
        try:
            brief_of(str(value), focus=None, style="prose", language=None)
        except UsageError as error:
            raise ValueError(str(error)) from error
        return str(value)


class Summarize(Step):
    """Summarize; every sentence shows what it rests on."""

    name = "summarize"
    parameters: SummarizeParameters

    async def run(self, item: Item) -> Text:
        """Return the summary of an item's text."""
        asked, reading = self.parameters, Reading.of(item)
        brief = brief_of(
            asked.length, focus=asked.focus, style=asked.style, language=asked.language
        )
        chain = self.workspace.summarize(brief, self.unsupported)
        summary = await chain.ainvoke(list(reading.documents.values()))
        claims = reading.resolved(summary.claims)
        if asked.style == "bullets":
            return Text(lines=tuple((claim,) for claim in claims), bullets=True)
        return Text(lines=(claims,))
