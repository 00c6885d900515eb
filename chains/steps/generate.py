"""The step `generate`: free-form writing from its input."""

from itertools import chain, islice

from pydantic import Field

from precis.chains.composition.items import Item, Text
from precis.chains.steps.contract import Parameters, Step, StepError
from precis.chains.steps.shared.condensing import fitting

REPLY_TOKENS = 300
"""About how long what is written is; nobody is asked for a length."""


class GenerateParameters(Parameters):
    """Parameters of `generate`."""

    instruction: str = Field(min_length=1, description="What to write, in quotes.")


class Generate(Step):
    """Write something from the text, following an instruction."""

    name = "generate"
    needs_model = True
    prompts = ("generate",)
    parameters: GenerateParameters

    async def run(self, item: Item) -> Text:
        """Return the written text in its lines, each sentence with its evidence.

        What the source does not support is marked unless the reader says otherwise: a poem
        may invent.
        """
        asker, instruction = self.workspace.asker, self.parameters.instruction
        reading = await fitting(self.readable(item), instruction, self.workspace)
        sentences = reading.sentences()
        texts = [text for text, _ in sentences]
        reply = await asker.ask(
            self.prompt("generate"), texts, REPLY_TOKENS, {"instruction": instruction}
        )
        lines = [line for line in await asker.cite(reply.splitlines(), sentences) if line]
        if not lines:
            raise StepError(f"the model wrote nothing to '{instruction}': rephrase it")
        handling = self.unsupported or "mark"
        claims = await self.check_claims(list(chain(*lines)), reading, handling)
        if handling != "mark":
            return Text(lines=tuple((claim,) for claim in claims))
        left = iter(claims)
        return Text(lines=tuple(tuple(islice(left, len(line))) for line in lines))
