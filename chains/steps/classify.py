"""The step `classify`: picks the label that fits each document best."""

from pydantic import Field, field_validator

from precis.chains.composition.items import Item
from precis.chains.grounding.alignment import quotes
from precis.chains.steps.contract import Parameters, Step
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.labels import (
    Label,
    label_by_classifier,
    label_by_likeness,
    label_by_model,
)


class ClassifyParameters(Parameters):
    """Parameters of `classify`."""

    labels: list[str] = Field(min_length=2, description="Two or more labels to choose from.")

    @field_validator("labels")
    @classmethod
    def _differ(cls, labels: list[str]) -> list[str]:
        twice = next((label for label in labels if labels.count(label) > 1), None)
        if twice:
            raise ValueError(f"'{twice}' is given twice")
        return labels


class Classify(Step):
    """Name the label that fits best: label, score, and the sentences it rests on."""

    name = "classify"
    gives = Label
    prompts = ("classify",)
    parameters: ClassifyParameters

    async def run(self, item: Item) -> Label:
        """Return the label; without any model, the one nearest in meaning."""
        labels, reading = self.parameters.labels, self.readable(item)
        classifier = self.workspace.classifier
        if self.workspace.has_chat and not classifier:
            focus = f"Which of these does it belong to: {', '.join(labels)}?"
            reading = await fitting(reading, focus, self.workspace)
        candidates = reading.sentences()
        embeddings = self.workspace.embeddings
        if classifier:
            label, score, shown = await label_by_classifier(classifier, candidates, labels)
        elif self.workspace.has_chat:
            prompt = self.prompt("classify")
            label, score, shown = await label_by_model(
                self.workspace.asker, prompt, candidates, labels
            )
            if not shown:
                _, _, shown = await label_by_likeness(embeddings, candidates, [label])
        else:
            label, score, shown = await label_by_likeness(embeddings, candidates, labels)
        sentences = reading.resolved(quotes(candidates[index] for index in shown))
        return Label(label=label, score=score, sentences=sentences)
