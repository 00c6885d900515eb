"""Answers of the extractive writer: the sentences that answer, or none.

Whether a sentence answers is judged in `grounding/answering.py`, whether the passages speak of
the subject in `grounding/answerable.py`. All of it is read by MiniLM, whatever searches, and by
the reader of its language (`models/answer_reader.py`) where there is one.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from precis.chains.grounding.answerable import Likeness, is_answerable, likeness
from precis.chains.grounding.answering import Asked, Candidate, PointedAt, compare, shipped
from precis.chains.grounding.clauses import denies_premise, limits_premise
from precis.chains.grounding.disagreement import denies
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.lexicon import FUNCTION_WORDS
from precis.chains.grounding.pointing import point
from precis.chains.grounding.question import asks_for_a_thing, figures
from precis.chains.hops.parts import parts_of
from precis.chains.writers.corrections import put_right
from precis.chains.writers.leads import Answering, answers, answers_and_entries
from precis.chains.writers.rows import of_another_year, rows_that_answer
from precis.chains.writers.sentence import Sentence
from precis.chains.writers.sentences import read_sentences
from precis.languages.identification import language_of
from precis.languages.identifiers import names_others, names_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.documents import Document

    from precis.chains.evidence import Span
    from precis.chains.grounding.answering import Rows
    from precis.chains.grounding.question import Question
    from precis.models.answer_reader import AnswerReaders
    from precis.models.embeddings import MiniLM, Reading

MOST = 3
"""Sentences of an answer."""

RIVAL = 1.5
"""A sentence whose log odds are this close to the best one's may be the answer just as well."""

ADDED = 0.2
"""Share of the question's weight that a sentence must add to stand beside the best."""

FEW, LEAST_OF_FEW = 8, 0.15
"""Among fewer sentences the best one says less: the question is answered from these log odds."""

SURE = 1.0
"""Log odds from which on a reader's answer counts though other words speak for another subject."""

LEAST_POLAR = -0.95
"""Minimum log odds for a question without a question word, which the best statement on it answers,
and for one whose every word stands in a denial.
"""

LEAST_OPEN = -0.5
"""Minimum log odds for answering a question for a manner or a reason, whose answer may be in any
words; 0 for all others.
"""


def find_answer(
    question: str, passages: Sequence[Document], minilm: MiniLM, readers: AnswerReaders
) -> list[Sentence]:
    """Return the sentences that answer, best first; none where the passages do not say.

    Beside the best, each has a reason of its own: it may be the answer just as well, or it speaks
    of what was asked and the others do not mention. Of a question of several parts each gets the
    sentence that answers it best.
    """
    parts = parts_of(question)
    if len(parts) > 1:
        each = [_find(part, passages, minilm, readers)[:1] for part in parts]
        if found := list(dict.fromkeys(chain.from_iterable(each))):
            return found
    return _find(question, passages, minilm, readers)


def _find(
    question: str, passages: Sequence[Document], minilm: MiniLM, readers: AnswerReaders
) -> list[Sentence]:
    """Look among sentences; where none answers, or an entry of a list has more of the question,
    among entries too.
    """
    read = _Read(question, passages, minilm)
    found = _choose(question, read, readers)
    if read.entries and not (found and not read.has_entry_beyond(found[0])):
        listed = _choose(question, _Read(question, passages, minilm, entries=True), readers)
        found = listed if listed and listed[0].entry else found
    return [each for each in found if not read.is_of_another_year(each)] or read.rows()[:MOST]


def _choose(question: str, read: _Read, readers: AnswerReaders) -> list[Sentence]:
    if not read.candidates:
        return []
    on_subject = is_answerable(read.likeness())
    if not on_subject and not readers.of(_language(read.candidates)):
        return []
    asked = ask(question, read.reading, read.candidates, readers)
    scores, any_answers = shipped().judge(asked)
    best = int(scores.argmax())
    if any_answers < (_least(asked, best) if on_subject else SURE) or _is_denied(asked, best):
        return []
    chosen = _whole_lists(read.sentences, scores, _choose_best(asked, scores))
    found = read.with_what_follows(chosen, asked.question)
    dated = asked.question.time or bool(figures(question, None))
    return put_right(found, read.said, question, dated=dated)


def _least(asked: Asked, best: int) -> float:
    """Return the log odds from which on a question is answered by its best candidate."""
    question, few = asked.question, len(asked.texts) < FEW
    wanted = frozenset(question.terms) - FUNCTION_WORDS
    whole = asked.found[best] >= wanted
    if (question.polar and (not few or whole)) or (whole and wanted and denies(asked.texts[best])):
        return LEAST_POLAR
    if question.open:
        return LEAST_OPEN
    return LEAST_OF_FEW if few and not question.polar else 0


def _is_denied(asked: Asked, best: int) -> bool:
    """Return whether what answers best denies what a question for a reason takes for granted, or
    has it only as allowed, demanded or of a part.
    """
    if not asked.question.open:
        return False
    question, sentence = terms(asked.question.text), asked.texts[best]
    return denies_premise(question, sentence) or limits_premise(question, sentence)


def ask(
    question: str, reading: Reading, candidates: Sequence[Candidate], readers: AnswerReaders
) -> Asked:
    """Compare a question with candidates, read for the answer where their language has a reader."""
    language = _language(candidates)
    reader = readers.of(language)
    pointed = PointedAt.by(reader.name, point(question, candidates, reader)) if reader else None
    return compare(question, reading, candidates, language, pointed)


def _language(candidates: Sequence[Candidate]) -> str | None:
    return language_of(" ".join(candidate.text for candidate in candidates))


def candidates(passages: Sequence[Document], minilm: MiniLM) -> list[Candidate]:
    """Return the sentences of passages that can answer a question."""
    return _Read("", passages, minilm).candidates


def subject(question: str, passages: Sequence[Document], minilm: MiniLM) -> Likeness:
    """Say how near passages come to the subject of a question."""
    return _Read(question, passages, minilm).likeness()


class _Read:
    """A question and what passages say, as MiniLM reads them."""

    def __init__(
        self,
        question: str,
        passages: Sequence[Document],
        minilm: MiniLM,
        *,
        entries: bool = False,
    ) -> None:
        self.question = question
        self._passages = passages
        self.said = [_about(question, read_sentences(passage)) for passage in passages]
        asked = terms(question).content
        for_a_thing = asks_for_a_thing(question, language_of(question))
        self.entries = any(each.entry for some in self.said for each in some)
        found = [
            (one, n)
            for n, some in enumerate(self.said)
            for one in (answers_and_entries(some) if entries else answers(some))
            if _adds(one, asked, led=for_a_thing)
        ]
        self.sentences = [one.sentence for one, _ in found]
        texts = [one.read_as for one, _ in found]
        whole = [passage.page_content for passage in passages]
        self.reading, *read = minilm.readings([question, *texts, *whole])
        self._whole = read[len(texts) :]
        numbers = [number for _, number in found]
        self.candidates = list(map(Candidate, texts, numbers, read))

    def with_what_follows(self, chosen: Sequence[int], asked: Question) -> list[Sentence]:
        """Return the chosen sentences, and after each the next one if it completes it.

        It points back at it and announces code or a list ("This is done as follows:"), or has the
        number or time that is asked for and the sentence has not ("It was paid in May.").
        """
        found: list[Sentence] = []
        for index in chosen:
            found += self.sentences[index : index + 1]
            following = self.sentences[index + 1 : index + 2]
            found += [
                each
                for each in following
                if each.dangling
                and (each.introduced or _completes(each, self.sentences[index], asked))
            ]
        return list(dict.fromkeys(found))

    def is_of_another_year(self, found: Sentence) -> bool:
        """Return whether it is a row of a table, and the question names a year found nowhere."""
        return found.row and of_another_year(self.question, found, self._passages)

    def rows(self) -> list[Sentence]:
        """Return the rows of tables that answer by what stands in and above them."""
        return rows_that_answer(self.question, self.said, self._passages)

    def has_entry_beyond(self, found: Sentence) -> bool:
        """Return whether an entry has more words of the question than what was found."""
        asked = terms(self.question).content
        known = len(terms(found.text).content & asked)
        entries = (terms(one.text).content for some in self.said for one in some if one.entry)
        return any(len(entry & asked) > known and bool(entry - asked) for entry in entries)

    def likeness(self) -> Likeness:
        """Compare the question with the passages; there is at least one."""
        read = [candidate.reading.vector for candidate in self.candidates]
        passages = np.array([reading.vector for reading in self._whole])
        said = [[terms(sentence.text) for sentence in some] for some in self.said]
        vectors = np.array(read).reshape(len(read), -1)
        return likeness(terms(self.question), self.reading.vector, vectors, passages, said)


def _adds(one: Answering, asked: frozenset[str], *, led: bool) -> bool:
    """Return whether a sentence has all that a question has, or something else.

    So has what is read after another one, where that may be the answer too (`led`).
    """
    said = one.sentence.unnumbered
    return asked <= said or bool(said - asked) or (led and one.read_as != one.sentence.text)


def _completes(sentence: Sentence, before: Sentence, asked: Question) -> bool:
    language = language_of(before.text)
    known = figures(asked.text, language)
    wanted = asked.number or asked.time
    return wanted and bool(
        figures(sentence.text, language) - known and not figures(before.text, language) - known
    )


def _about(question: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Leave out what names other things than the question does: BX-2401C for BX-2401A.

    So does what stands below a heading which names another, unless it names the same itself.
    """
    kept, headings = [], list[tuple[int, bool]]()
    for sentence in sentences:
        others = names_others(sentence.text, question)
        if level := len(sentence.text) - len(sentence.text.lstrip("#")):
            headings = [heading for heading in headings if heading[0] < level]
            headings.append((level, others))
        below = any(of_others for _, of_others in headings)
        if not others and (not below or names_same(sentence.text, question)):
            kept.append(sentence)
    return kept


def _whole_lists(sentences: Sequence[Sentence], scores: Rows, chosen: Sequence[int]) -> list[int]:
    """Return a list in place of its entries where several answer alike, else the entry alone."""
    lists = ((at, one.introduced.span) for at, one in enumerate(sentences) if one.introduced)
    for index, whole in lists:
        entries = {at for at, one in enumerate(sentences) if _holds(whole, one.span)}
        if entries and chosen[0] in {index, *entries}:
            near = [at for at in entries if scores[chosen[0]] - scores[at] < RIVAL]
            kept = near[0] if len(near) == 1 else index
            chosen = [kept, *(at for at in chosen[1:] if at not in {index, *entries})]
    return list(chosen)


def _holds(whole: Span, part: Span) -> bool:
    return whole.document_id == part.document_id and whole.start <= part.start < whole.end


def _choose_best(asked: Asked, scores: Rows) -> list[int]:
    best, *others = np.argsort(-scores, kind="stable")[:MOST].tolist()
    chosen = [best]
    for index in others:
        if scores[best] - scores[index] < RIVAL or asked.adds(index, chosen) >= ADDED:
            chosen.append(index)
    return chosen
