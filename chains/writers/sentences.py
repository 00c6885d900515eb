"""Cut a chunk into sentences, rows and lines, each with what is cheap to know of it.

What a sentence is: `sentence.py`; which of them matter: `salience.py`; nothing here embeds.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
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
from precis.chains.writers.sentence import Sentence, Speaker
from precis.chains.writers.standing_alone import (
    speaks_of_itself,
    stands_for_nothing,
)
from precis.languages.records import Labelled, labelled_lines, records
from precis.languages.speech import (
    LABEL,
    disfluencies,
    fluent,
    marks_of_questions,
    without_label,
)
from precis.languages.tables import Row, table_rows
from precis.languages.words import word_count
from precis.splitters.blocks import Block, block_after, code_blocks, introduces, is_inside
from precis.splitters.sentences import goes_on, is_complete, sentence_spans, trim

_TURN = re.compile(
    rf"\n[ \t]*(?=\n)|\n(?=[ \t]*{LABEL.pattern}[ \t]*\S)|\n(?=[ \t]*(?=[A-Z]){LABEL.pattern})"
    r"|(?<=[:：])[ \t]*\n(?=[ >]*(?: {2}|\t|`|~~~))"
)
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


def read_sentences(chunk: Document) -> list[Sentence]:
    """Return the sentences of a chunk in order; spans count in its whole document.

    A blank line and a new speaker ("Name: …" at the head of a line) end a sentence. The chunk's
    `header` names the columns of a table that it begins in.
    """
    text, base = chunk.page_content, chunk.metadata["start_index"]
    above = chunk.metadata.get("header")
    rows = {row.start - base: row for row in table_rows(text, base, above)}
    repeated = {record.start: record for record in records(text)}
    labelled = {at for run in labelled_lines(text) for at in run.starts}

    def span(start: int, end: int) -> Span:
        return Span(document_id=chunk.metadata["document_id"], start=start, end=end)

    found: list[Sentence] = []
    complete = False
    speaker: Speaker | None = None
    last = 0
    code = code_blocks(text)
    marks = marks_of_questions(text)
    for begun_at, end in _pieces(text, code, labelled, repeated.values()):
        start = begun_at
        label = LABEL.match(text, start, end) if _begins_line(text, start) else None
        if label and label[0] in marks and (said := trim(text, label.end(), end))[0] < end:
            start, label, complete = said[0], None, True
        if label:
            speaker = Speaker(label[0], span(base + start, base + label.end()))
        elif _PARAGRAPH.search(text, last, start):
            speaker = None
        last = end
        if start in rows or start in repeated:
            row = rows[start] if start in rows else repeated[start]
            found.append(_row(row, span, base))
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
        indented = is_indented(text, start) or start in labelled
        titled = is_title_above(text, start, end)
        listed = indented and not (titled or is_underlined(text, start, end))
        heading = titled or (not (listed or speaker) and is_above(text, start, end, whole=whole))
        below = block_after(text, end, code) if introduces(sentence) else None
        introduced = below and Introduced.of(
            text[slice(*below)], span(*(base + border for border in below))
        )
        found.append(
            replace(
                read,
                indented=indented,
                numbered=is_numbered(text, start),
                heading=heading,
                speaker=speaker,
                introduced=introduced,
            )
        )
    return found


def _row(row: Row | Labelled, span: Callable[[int, int], Span], base: int) -> Sentence:
    """Return a row of a table, whose offsets count in the document, or a record."""
    if isinstance(row, Labelled):
        own, header = span(base + row.start, base + row.end), None
    else:
        own = span(row.start, row.end)
        header = row.header and span(row.header.start, row.header.end)
    return replace(_sentence(row.described, own, whole=False), row=True, header=header)


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK) : start].rstrip(" \t")
    return not before or before.endswith("\n")


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
        dangling=bool(words) and words[0] in _DANGLING and not stands_for_nothing(spoken),
        whole=whole,
        spoken=labelled,
        of_itself=speaks_of_itself(words),
        asks=_QUESTION.search(text[-_LOOK:]) is not None,
        quoted=_SPEECH.match(spoken) is not None,
        clause=_CLAUSE.search(spoken) is not None,
    )


def _pieces(
    text: str, code: Sequence[Block], labelled: Iterable[int], records: Iterable[Labelled]
) -> list[tuple[int, int]]:
    """Return where sentences stand; a block of code, a labelled line and a record are one piece."""
    borders = {0, len(text), *chain.from_iterable(sentence_spans(text)), *labelled}
    borders |= {match.end() for match in _TURN.finditer(text)}
    borders |= {match.end() for match in TITLE_ABOVE.finditer(text)}
    whole = sorted([*code, *(Block(record.start, record.end) for record in records)])
    borders = {at for at in borders if not is_inside(whole, at)}
    borders.update(chain.from_iterable(whole))
    trimmed = (trim(text, start, end) for start, end in pairwise(sorted(borders)))
    return [(start, end) for start, end in trimmed if start < end]
