"""The step `summarize`: one document, or several that were collected."""

from itertools import groupby
from operator import itemgetter

from precis.chains.composition.items import Item, Text
from precis.chains.composition.reading import Reading
from precis.chains.requests import SummarizeOptions, SummaryOptions
from precis.chains.steps.contract import Parameters, Step


class SummarizeParameters(Parameters, SummaryOptions):
    """Parameters of `summarize`."""


class Summarize(Step):
    """Summarize; every sentence cites its evidence."""

    name = "summarize"
    parameters: SummarizeParameters

    async def run(self, item: Item) -> Text:
        """Return the summary of an item's text."""
        parameters, reading = self.parameters.model_dump(), Reading.of(item)
        options = SummarizeOptions(unsupported=self.unsupported, **parameters)
        chain = self.workspace.summarize(options)
        summary = await chain.ainvoke(list(reading.documents.values()))
        claims = reading.resolved(summary.claims)
        if options.style == "bullets":
            return Text(lines=tuple((claim,) for claim in claims), bullets=True)
        if summary.headings:
            below = groupby(zip(summary.headings, claims, strict=True), key=itemgetter(0))
            return Text(lines=tuple(tuple(claim for _, claim in some) for _, some in below))
        return Text(lines=(claims,))
