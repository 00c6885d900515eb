"""A sentence as a candidate for summaries and answers: what it is, how it reads and is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from precis.chains.evidence import Span
from precis.chains.writers.introduced import Introduced
from precis.chains.writers.standing_alone import faults, is_caption, is_code, is_formula
from precis.languages.readable import readable
from precis.languages.speech import interrupted, without_label, without_openers

MIN_WORDS = 5
"""A shorter piece is a heading, a fragment or an interjection."""

SAYING = 10
"""Minimum words of speech that counts as a statement without a clause."""

MIN_ANSWER = 2
"""A row or sentence of one word answers nothing."""

MAX_WORDS = 80
"""A longer piece is a table, a list without stops or a text without sentences."""

NUMBER = re.compile(r"(\d{1,3})[.)]\s")
"""The number that a line begins with."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The name of a speaker with its colon, and where it stands."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, verbatim, or a table's row, and what is cheap to know of it.

    A row's `text` has each value after the name of its column, which stands in `header`.

    `words` counts its words; `content` holds its stems that carry meaning. Shares of its words:
    `formal` those that tie nouns together, `personal` those that point at speaker and listener,
    `noise` sounds and transcription marks. `dangling` says that it begins with a pronoun for
    something before it; `whole` that it has both a beginning and an end, and is no heading;
    `indented` that it stands in an indented block or a list, `numbered` that its line begins with a
    number; `heading` that it is a line of few
    words above a text; `spoken` that it opens with the name of its speaker, `speaker` who
    says it, also where it is a further sentence of a turn; `introduced` is the code or the list
    that it announces with a colon; `of_itself` that it
    speaks of the document that it stands in; `asks` that it is a question; `quoted` that
    it begins as speech does; `clause` that it has an English auxiliary or a pronoun as subject.
    """

    text: str
    span: Span
    words: int
    content: frozenset[str]
    formal: float
    personal: float
    noise: float
    dangling: bool
    whole: bool
    indented: bool = False
    numbered: bool = False
    heading: bool = False
    spoken: bool = False
    of_itself: bool = False
    asks: bool = False
    quoted: bool = False
    clause: bool = True
    row: bool = False
    header: Span | None = None
    speaker: Speaker | None = None
    introduced: Introduced | None = None

    @property
    def quotable(self) -> bool:
        """Whether it reads well alone: no heading, fragment, question, table or noise."""
        fits = MIN_WORDS <= self.words <= MAX_WORDS
        if self.speaker:
            says = self.clause or self.words >= SAYING
            reads = says and not interrupted(self.text) and not faults(_begun(self.said))
        else:
            reads = not (faults(self.readable) or is_formula(self.text))
        return fits and reads and self.whole and not self.asks

    @property
    def readable(self) -> str:
        """The text without marks and line breaks."""
        return readable(self.text)

    @property
    def _without_speaker(self) -> str:
        return without_label(self.readable) if self.spoken else self.readable

    @property
    def said(self) -> str:
        """The speech without the speaker's name and its openers."""
        return without_openers(self._without_speaker)

    def shown(self, *, named: bool) -> str:
        """Return the sentence for reading: with its speaker, and an ellipsis for openers.

        What it introduces stands below it, line by line.
        """
        if self.row:
            return self.text
        if self.introduced:
            return f"{self.readable}\n{self.introduced.shown()}"
        if not self.speaker:
            return self.readable
        whole = self._without_speaker
        said = f"… {self.said}" if self.said != whole else whole
        return f"{self.speaker.name} {said}" if named or self.spoken else said

    @property
    def unnumbered(self) -> frozenset[str]:
        """The stems that carry meaning but the number of its line."""
        number = NUMBER.match(self.text)
        return self.content - {number[1]} if number else self.content

    @property
    def answering(self) -> bool:
        """Whether it can answer: a row of a table, a short sentence and an introduction can."""
        meaning = len(self.unnumbered) >= MIN_ANSWER and not is_caption(self.text)
        return (
            self.row or (bool(self.whole or self.introduced) and meaning)
        ) and MIN_ANSWER <= self.words <= MAX_WORDS

    @property
    def entry(self) -> bool:
        """Whether it is a whole entry of a list, or a line that begins with a name and a colon.

        Such a line of two words or more can answer though it is no sentence.
        """
        listed = (self.indented or self.spoken) and not (self.row or self.heading)
        labelled = self.indented and self.spoken
        fits = MIN_ANSWER <= self.words + labelled <= MAX_WORDS
        return listed and fits and not (is_code(self.text) or is_caption(self.text))


def selectable(sentences: Sequence[Sentence]) -> list[int]:
    """Return the positions of the sentences that read well alone, or of all if none does."""
    found = [at for at, sentence in enumerate(sentences) if sentence.quotable]
    return found or list(range(len(sentences)))


def _begun(said: str) -> str:
    return said[:1].upper() + said[1:]
