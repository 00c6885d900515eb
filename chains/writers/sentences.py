"""A chunk's sentences as summary candidates: position and readability.

Which of them matter is decided in `salience.py`; nothing here embeds.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from langchain_core.documents import Document

from precis.chains.evidence import Span
from precis.chains.grounding.lexical import terms
from precis.chains.writers.headings import (
    TITLE_ABOVE,
    is_above,
    is_indented,
    is_marked,
    is_numbered,
    is_run_in_heading,
    is_title_above,
    is_underlined,
)
from precis.chains.writers.introduced import Introduced
from precis.chains.writers.standing_alone import (
    faults,
    is_caption,
    is_code,
    is_formula,
    speaks_of_itself,
)
from precis.languages.readable import readable
from precis.languages.speech import (
    LABEL,
    disfluencies,
    fluent,
    interrupted,
    marks_of_questions,
    without_label,
    without_openers,
)
from precis.languages.tables import Row, table_rows
from precis.languages.words import word_count
from precis.splitters.blocks import Block, block_after, code_blocks, introduces, is_inside
from precis.splitters.sentences import goes_on, is_complete, sentence_spans, trim

MIN_WORDS = 5
"""A shorter piece is a heading, a fragment or an interjection."""

SAYING = 10
"""Minimum words of speech that counts as a statement without a clause."""

MIN_ANSWER = 2
"""A row or sentence of one word answers nothing."""

MAX_WORDS = 80
"""A longer piece is a table, a list without stops or a text without sentences."""

_TURN = re.compile(
    rf"\n[ \t]*(?=\n)|\n(?=[ \t]*{LABEL.pattern}[ \t]*\S)|\n(?=[ \t]*(?=[A-Z]){LABEL.pattern})"
    r"|(?<=[:：])[ \t]*\n(?=[ >]*(?: {2}|\t|`|~~~))"
)
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_QUESTION = re.compile(r"[?？؟][\s\"'”’“›»)\]」』）】]*\Z")
_SPEECH = re.compile(r"\s*[\"'“‘„«‹「『]")
_LOOK = 40
_PERSONAL = frozenset(
    """i me my mine myself we us our ours ourselves you your yours i'm i'll i've i'd we're we'll
    we've we'd you're you'll you've you'd""".split()
)
_CLAUSE = re.compile(
    r"(?<![\w'’])(?:i|we|you|they|he|she|it|is|are|was|were|be|been|has|have|had|do|does|did|will|would"
    r"|can|could|may|might|must|shall|should|cannot)(?!\w)|n['’]t(?!\w)|(?<=\w)['’](?:s|re|ve|ll|d|m)(?!\w)",
    re.IGNORECASE,
)
_FORMAL = frozenset("""the a of in to and by for with on""".split())
_DANGLING = frozenset(
    "he she it they him her them his hers its their this that these those".split()
)


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
    def said(self) -> str:
        """The speech without the speaker's name and its openers."""
        return without_openers(without_label(self.readable))

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
        whole = without_label(self.readable)
        said = f"… {self.said}" if self.said != whole else whole
        return f"{self.speaker.name} {said}" if named or self.spoken else said

    @property
    def answering(self) -> bool:
        """Whether it can answer: a row of a table, a short sentence and an introduction can."""
        number = _NUMBERED.match(self.text)
        said = self.content - {number[1]} if number else self.content
        meaning = len(said) >= MIN_ANSWER and not is_caption(self.text)
        return (
            self.row or (bool(self.whole or self.introduced) and meaning)
        ) and MIN_ANSWER <= self.words <= MAX_WORDS

    @property
    def entry(self) -> bool:
        """Whether it is a whole entry of a list, or a line that begins with a name and a colon.

        Such a line of two words or more can answer though it is no sentence.
        """
        listed = (self.indented or self.spoken) and not (self.row or self.heading)
        fits = MIN_ANSWER <= self.words <= MAX_WORDS
        return listed and fits and not (is_code(self.text) or is_caption(self.text))


def selectable(sentences: Sequence[Sentence]) -> list[int]:
    """Return the positions of the sentences that read well alone, or of all if none does."""
    found = [at for at, sentence in enumerate(sentences) if sentence.quotable]
    return found or list(range(len(sentences)))


def read_sentences(chunk: Document) -> list[Sentence]:
    """Return the sentences of a chunk in order; spans count in its whole document.

    A blank line and a new speaker ("Name: …" at the head of a line) end a sentence. The chunk's
    `header` names the columns of a table that it begins in.
    """
    text, base = chunk.page_content, chunk.metadata["start_index"]
    above = chunk.metadata.get("header")
    rows = {row.start - base: row for row in table_rows(text, base, above)}

    def span(start: int, end: int) -> Span:
        return Span(document_id=chunk.metadata["document_id"], start=start, end=end)

    found: list[Sentence] = []
    complete = False
    speaker: Speaker | None = None
    last = 0
    code = code_blocks(text)
    marks = marks_of_questions(text)
    for begun_at, end in _pieces(text, code):
        start = begun_at
        label = LABEL.match(text, start, end) if _begins_line(text, start) else None
        if label and label[0] in marks and (said := trim(text, label.end(), end))[0] < end:
            start, label, complete = said[0], None, True
        if label:
            speaker = Speaker(label[0], span(base + start, base + label.end()))
        elif _PARAGRAPH.search(text, last, start):
            speaker = None
        last = end
        if start in rows:
            found.append(_row(rows[start], span))
            complete = True
            continue
        sentence = text[start:end]
        if is_inside(code, start):
            found.append(_sentence(sentence, span(base + start, base + end), whole=False))
            complete = True
            continue
        begun = complete or not goes_on(sentence)
        complete = is_complete(sentence)
        heading = is_marked(text, start) or is_run_in_heading(sentence, text[end : end + 1])
        whole = begun and complete and not heading
        at = span(base + start, base + end)
        read = _sentence(sentence, at, whole=whole, labelled=label is not None)
        indented, numbered = is_indented(text, start), is_numbered(text, start)
        titled = is_title_above(text, start, end)
        listed = indented and not (titled or is_underlined(text, start, end))
        heading = titled or (not listed and is_above(text, start, end, whole=whole))
        below = block_after(text, end, code) if introduces(sentence) else None
        introduced = below and Introduced.of(
            text[slice(*below)], span(*(base + border for border in below))
        )
        found.append(
            replace(
                read,
                indented=indented,
                numbered=numbered,
                heading=heading,
                speaker=speaker,
                introduced=introduced,
            )
        )
    return found


def _row(row: Row, span: Callable[[int, int], Span]) -> Sentence:
    read = _sentence(row.described, span(row.start, row.end), whole=False)
    header = row.header and span(row.header.start, row.header.end)
    return replace(read, row=True, header=header)


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK) : start].rstrip(" \t")
    return not before or before.endswith("\n")


def _begun(said: str) -> str:
    return said[:1].upper() + said[1:]


def _sentence(text: str, span: Span, *, whole: bool, labelled: bool = False) -> Sentence:
    spoken = fluent(without_label(text) if labelled else text)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(spoken)]
    count = len(words) or 1
    return Sentence(
        text=text,
        span=span,
        words=word_count(spoken),
        content=terms(spoken).content,
        formal=sum(word in _FORMAL for word in words) / count,
        personal=sum(word in _PERSONAL for word in words) / count,
        noise=disfluencies(text) / count,
        dangling=bool(words) and words[0] in _DANGLING,
        whole=whole,
        spoken=labelled,
        of_itself=speaks_of_itself(words),
        asks=_QUESTION.search(text[-_LOOK:]) is not None,
        quoted=_SPEECH.match(spoken) is not None,
        clause=_CLAUSE.search(spoken) is not None,
    )


def _pieces(text: str, code: Sequence[Block]) -> list[tuple[int, int]]:
    """Return where sentences stand; a block of code is one piece."""
    borders = {0, len(text), *chain.from_iterable(sentence_spans(text))}
    borders |= {match.end() for match in _TURN.finditer(text)}
    borders |= {match.end() for match in TITLE_ABOVE.finditer(text)}
    borders = {at for at in borders if not is_inside(code, at)}
    borders.update(chain.from_iterable(code))
    trimmed = (trim(text, start, end) for start, end in pairwise(sorted(borders)))
    return [(start, end) for start, end in trimmed if start < end]
