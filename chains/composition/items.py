"""Item, the value that flows through a composed chain, and the kinds of step output.

How a step is declared is in `steps/contract.py`; the claims and spans are those of `evidence.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any, ClassVar, NamedTuple

from langchain_core.documents import Document
from pydantic import ConfigDict

from precis.chains.evidence import Claim, Documents, Noun, Span, Usage, by_id, citation, source


class Block(NamedTuple):
    """Some claims as they are shown: below a heading, as prose or bullets, behind what is brief."""

    claims: Sequence[Claim]
    heading: str = ""
    bullets: bool = False
    brief: str | None = None


class Output(Noun):
    """What a step gives. Other packages derive kinds of their own.

    `kind` names it where types do not meet, in one or two words.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    kind: ClassVar[str] = "anything"

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """The claims that it consists of or rests on."""
        return ()

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`, and `evidence` where claims are not the output itself."""
        raise NotImplementedError

    def blocks(self) -> Sequence[Block]:
        """Return what is shown on a terminal."""
        return [Block(self.evidence)]


class Text(Output):
    """Sentences with their evidence, line by line as they were written."""

    kind: ClassVar[str] = "text"

    lines: tuple[tuple[Claim, ...], ...] = ()
    bullets: bool = False

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """All sentences."""
        return tuple(chain.from_iterable(self.lines))

    @property
    def text(self) -> str:
        """The sentences without their evidence."""
        return "\n".join(" ".join(claim.text for claim in line) for line in self.lines)

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: the claims, and the whole as `text`."""
        claims = [claim.as_json(documents) for claim in self.evidence]
        return {"output": claims, "text": self.text}

    def blocks(self) -> Sequence[Block]:
        """Return a block a line, or bullets."""
        if self.bullets:
            return [Block(self.evidence, bullets=True)]
        return [Block(line) for line in self.lines]


class Whole(Text):
    """The documents themselves, of which no step has made anything yet."""

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: the text of every document."""
        return {"output": [document.page_content for document in documents.values()]}

    def blocks(self) -> Sequence[Block]:
        """Return nothing: whole documents are what `precis load` shows."""
        return []


class Collected(Output):
    """Results of several documents, in order: what a step sees that reads all of them."""

    kind: ClassVar[str] = "collection"

    items: tuple["Item", ...]

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """The claims of all."""
        return tuple(claim for item in self.items for claim in item.result.evidence)

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: for each result its own `output` and the `sources` it is about."""
        return {
            "output": [
                item.result.as_json(documents) | {"sources": item.sources} for item in self.items
            ]
        }

    def blocks(self) -> Sequence[Block]:
        """Return the blocks of all, each below the titles of its documents."""
        return [
            block._replace(heading=", ".join(filter(None, [item.title, block.heading])))
            for item in self.items
            for block in item.result.blocks()
        ]


class StepUsage(Noun):
    """What one step has cost."""

    name: str
    usage: Usage


class Item(Noun):
    """What flows from step to step: documents, and what the steps so far have made of them.

    `output` is None once a filter has left the item out; `left_out` is what the model refused to
    read.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    documents: Mapping[str, Document]
    output: Output | None = Whole()
    steps: tuple[StepUsage, ...] = ()
    left_out: tuple[Span, ...] = ()

    @property
    def result(self) -> Output:
        """The output of an item that was not left out."""
        assert self.output
        return self.output

    @property
    def usage(self) -> Usage:
        """What all steps have cost."""
        return sum((step.usage for step in self.steps), Usage())

    @property
    def sources(self) -> list[dict[str, str]]:
        """The stable JSON objects of its documents."""
        return [source(document) for document in self.documents.values()]

    @property
    def title(self) -> str:
        """The titles of its documents."""
        return ", ".join(document.metadata["title"] for document in self.documents.values())

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON object of `precis run`."""
        made = self.result.as_json(self.documents)
        if self.steps and self.steps[-1].name == "summarize":
            made = {"summary" if key == "output" else key: made[key] for key in made}
        return made | {
            "left_out": [citation(span, self.documents) for span in self.left_out],
            "sources": self.sources,
            "steps": [step.model_dump() for step in self.steps],
            "usage": self.usage.model_dump(),
        }


def item_of(*documents: Document) -> Item:
    """Return what a chain begins with."""
    return Item(documents=by_id(documents))


def gather(items: Iterable[Item]) -> Item:
    """Return one item that holds all that were not left out; costs of each step are added up."""
    items = list(items)
    parts = [item for item in items if item.output]
    documents = {key: document for item in parts for key, document in item.documents.items()}
    steps = []
    for of_all in zip_longest(*(item.steps for item in items)):
        same = [step for step in of_all if step]
        spent = sum((step.usage for step in same), Usage())
        steps.append(StepUsage(name=same[0].name, usage=spent))
    left_out = tuple(span for item in parts for span in item.left_out)
    collected = Collected(items=tuple(parts))
    return Item(documents=documents, output=collected, steps=tuple(steps), left_out=left_out)


Collected.model_rebuild()
