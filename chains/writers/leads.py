"""Which sentences of a passage can answer, each with the text by which it is judged."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from precis.chains.writers.sentence import NUMBER
from precis.languages.speech import without_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.chains.writers.sentence import Sentence

_QUOTED_QUESTION = re.compile(r"[?？؟]\s{0,3}[\"”“’'»›」』]\W{0,9}\Z")
_LOOK = 16
_TITLE = 5
"""Words with its number that a title has at most."""


class Answering(NamedTuple):
    """A sentence that can answer, and the text by which it is judged."""

    sentence: Sentence
    read_as: str


def answers(sentences: Sequence[Sentence]) -> list[Answering]:
    """Return the sentences that can answer, or all but questions.

    A question does not answer another. A sentence is read after what it does not repeat: a row of
    a table or an entry of a list after the sentence that leads to it, an answer after its question,
    and what begins with a pronoun below a heading after that heading.
    """
    found: list[Answering] = []
    lead, titles = _Lead(), _titles(sentences)
    for sentence in sentences:
        if sentence.answering and not (_is_question(sentence) or sentence in titles):
            found.append(Answering(sentence, _read_as(sentence, lead)))
        lead = lead.after(sentence)
    if found:
        return found
    return [Answering(each, each.text) for each in sentences if not _is_question(each)]


def answers_and_entries(sentences: Sequence[Sentence]) -> list[Answering]:
    """Return the sentences that can answer, with entries of lists below their heading."""
    found: list[Answering] = []
    lead, heading, titles = _Lead(), "", _titles(sentences)
    for sentence in sentences:
        if sentence.heading:
            heading = sentence.text.lstrip("# ")
        if _is_question(sentence) or sentence in titles:
            pass
        elif sentence.entry:
            above = lead.of(sentence) or ([heading] if heading else [])
            found.append(Answering(sentence, " ".join([*above, without_stamp(sentence.text)])))
        elif sentence.answering:
            found.append(Answering(sentence, _read_as(sentence, lead)))
        lead = lead.after(sentence)
    return found


def _read_as(sentence: Sentence, lead: _Lead) -> str:
    below = sentence.introduced.first_words() if sentence.introduced else []
    return " ".join([*lead.of(sentence), without_stamp(sentence.text), *below])


class _Lead(NamedTuple):
    """What stands before a sentence: `before` is a whole one, `introduction` ends in a colon.

    `titled` is the title that its numbered paragraph begins with.
    """

    before: str = ""
    titled: str = ""
    heading: str = ""
    asked: str = ""
    introduction: str = ""

    def of(self, sentence: Sentence) -> list[str]:
        """Return what a sentence is read after, if anything."""
        if sentence.row:
            lead = self.before
        elif sentence.indented:
            lead = self.introduction or self.asked or (self.titled if sentence.numbered else "")
        else:
            lead = self.asked or (self.heading if sentence.dangling else "")
        return [lead] if lead else []

    def after(self, sentence: Sentence) -> _Lead:
        """Return what stands before the next sentence."""
        title = without_stamp(sentence.text).lstrip("# ")
        heading = title if sentence.text.startswith("#") else ""
        titled = sentence.text if _may_be_title(sentence) else self.titled
        introduction = self.introduction if sentence.indented else ""
        return _Lead(
            before=sentence.text if sentence.whole else self.before,
            heading=self.heading if sentence.row else heading,
            titled=titled if sentence.numbered else "",
            asked=title if _is_question(sentence) else "",
            introduction=title if sentence.text.endswith((":", "：")) else introduction,
        )


def _titles(sentences: Sequence[Sentence]) -> frozenset[Sentence]:
    """Return the titles of numbered paragraphs: 2. Mooring fees."""
    return frozenset(
        one
        for one, after in pairwise(sentences)
        if _may_be_title(one) and after.numbered and not NUMBER.match(after.text)
    )


def _may_be_title(sentence: Sentence) -> bool:
    numbered = sentence.numbered and NUMBER.match(sentence.text) is not None
    return numbered and sentence.words <= _TITLE


def _is_question(sentence: Sentence) -> bool:
    """Return whether a sentence only asks; one that says who asked what tells something."""
    return sentence.asks and not _QUOTED_QUESTION.search(sentence.text[-_LOOK:])
