"""Text that is longer than one call can read → notes that are not, by the map-reduce engine."""

from precis.chains.composition.reading import Reading
from precis.chains.requests import MAX_WORDS, SummarizeOptions
from precis.chains.workspace import Workspace

_TOKENS_PER_WORD = 4
"""Room for each word of the notes: models write more than they are asked for."""


async def fitting(reading: Reading, focus: str, workspace: Workspace, *, share: int = 1) -> Reading:
    """Return `reading`, or notes on what matters to `focus` where it does not fit a call.

    With `share` it is one of so many texts that share the call. Raises what `Summarize` does.
    """
    texts = [text for text, _ in reading.sentences()]
    budget = workspace.asker.budget // share
    if workspace.asker.tokens(texts) <= budget:
        return reading
    words = min(MAX_WORDS, budget // _TOKENS_PER_WORD)
    options = SummarizeOptions(length=words, focus=focus)
    notes = await workspace.summarize(options).ainvoke(list(reading.documents.values()))
    return Reading.of_claims(reading.resolved(notes.claims))
