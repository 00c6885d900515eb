"""Preprocessed texts: each claim and source sentence is analysed once and reused."""

from functools import cached_property

from precis.chains.grounding.lexical import Terms, normalize, terms
from precis.languages.readable import readable


class ReadText:
    """A claim or a sentence with what is read of it, each part when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def terms(self) -> Terms:
        """Its words, numbers and names."""
        return terms(self.text)

    @cached_property
    def bare(self) -> str:
        """The text without marks, and without what stands around its words."""
        return normalize(readable(self.text)).strip(" .\"'-*•")
