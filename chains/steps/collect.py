"""The step `collect`: waits for all documents and merges their results into one."""

from itertools import chain

from precis.chains.composition.items import Collected, Item, Output, Text, Whole
from precis.chains.steps.contract import Step, StepError


class Collect(Step):
    """Combine the results of all documents into one for the steps that follow."""

    name = "collect"
    takes = Output
    gives = None
    gathers = True

    async def run(self, item: Item) -> Output:
        """Return one text where all are texts, else the results side by side."""
        collected = item.result
        assert isinstance(collected, Collected)
        made = [part.result for part in collected.items]
        if not made:
            raise StepError("nothing is left to collect")
        if all(isinstance(output, Whole) for output in made):
            return Whole()
        if all(type(output) is Text for output in made):
            texts = [output for output in made if isinstance(output, Text)]
            lines = tuple(chain.from_iterable(text.lines for text in texts))
            return Text(lines=lines, bullets=any(text.bullets for text in texts))
        return collected
