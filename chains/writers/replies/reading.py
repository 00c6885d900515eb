"""Read a reply in any style, in one file: its sentences, each with the numbers it cites.

Pure text: which spans the numbers stand for, and whether they hold, is known elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from precis.chains.writers.replies.citations import (
    Cited,
    Mark,
    Shown,
    cited_numbers,
    is_label,
    marks,
    says_only_marks,
    uniform,
    without,
)
from precis.chains.writers.replies.echoes import ECHO, count_lengths, echo_length, quoted_below
from precis.chains.writers.replies.fields import fields_of
from precis.chains.writers.replies.footnotes import LOWERED, take_definitions
from precis.chains.writers.replies.framing import (
    closes_reply,
    comments,
    first_claim,
    is_heading,
    is_title,
    likeness,
    opens_reply,
    shares_nothing,
    unprefixed,
)
from precis.chains.writers.replies.introducing import front_lengths, link_lengths
from precis.chains.writers.replies.markup import Line, lines_of
from precis.chains.writers.replies.notations import uniform_notation
from precis.chains.writers.replies.repetition import (
    trailing,
    uniform_labels,
    without_counters,
    without_fronts,
)
from precis.languages.identification import language_of
from precis.splitters.sentences import sentence_spans

MAX_REPLY = 20_000
"""Characters of a reply that are read, some 3,000 words; what follows is a model run wild."""

_LEAST_LINES = 2
_SENTENCE_WORDS = 6
_ALIKE = 0.5
_STOP = re.compile(r"[.!?…。！？]+[\"'”’)»]*|\n")
_ARTEFACT = re.compile(r"\[/?cite_(?:start|end)\]|<\|\w{1,30}\|>|[\ue000-\ue00f]", re.IGNORECASE)
_JOINED = re.compile(r"\s*[;,](?:\s+[^\W\d_]{1,3})?$")
"""The end of an item of a list that is one sentence."""

_ONE_SENTENCE = re.compile(
    r"\s*([^\W\u0e00-\u0eff](?:[^\W\u0e00-\u0eff]|[ ,'’“”()/%–—$€£&-])*[.!?…]?)"
)
"""What has no sign at which a sentence could end before its own end."""

_COUNTING = re.compile(r"^1\s*[:–—-]\s")
_TRAILING = re.compile(
    r"(?:(?<=[^\d\s][.!?。！？])|(?<=[.!?。！？] ))\s*(\d{1,4}(?:\s?[,;]\s?\d{1,4})*)\s*$"
)


@dataclass(frozen=True)
class _Read:
    """A line of a reply: its text without marks, and for every mark where it stood."""

    line: Line
    text: str
    places: tuple[tuple[int, tuple[int, ...]], ...] = ()
    leads: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(sorted({n for _, found in self.places for n in found} | {*self.line.cites}))

    @property
    def cites(self) -> bool:
        return bool(self.places or self.line.cites)

    @property
    def empty(self) -> bool:
        return not any(map(str.isalnum, self.text))


def read_reply(reply: str, sentences: Sequence[str]) -> list[Cited]:
    """Return the sentences of a reply to a prompt that showed `sentences`, numbered from 1.

    Marks, layout, greetings and lists of sources are taken out; a number that was not shown is
    no citation. What stands after `MAX_REPLY` characters is not read. Sentences said twice are
    one.

    >>> read_reply("Here is the summary:\\n- It rained [2], so nobody came. [1]", ["a", "b"])
    [Cited(text='It rained, so nobody came.', numbers=(1, 2), shared=())]
    """
    text, renamed = take_definitions(uniform_notation(_bounded(reply)))
    shown = Shown(sentences, renamed)
    fields = fields_of(text)
    if fields is None:
        text = without_fronts(without_counters(uniform_labels(text, shown), shown), shown)
    lines, collected = _without_sources(lines_of(text) if fields is None else fields)
    lines = [replace(line, cites=shown.valid(line.cites)) for line in lines]
    read = _with_quoted(_without_copied(_unfronted(_marked(lines, shown), shown), shown), shown)
    cited = any(it.cites for it in read)
    if fields is None:
        read = list(_framed(read, shown, cited=cited))
    shared = () if cited else shown.valid(collected)
    said = [sentence for it in read for sentence in _sentences(it, shared, text)]
    times = Counter(it.text for it in said)
    return list(_once([it for it in said if not (cited and comments(it, times[it.text], shown))]))


def _once(said: Sequence[Cited]) -> Iterable[Cited]:
    """Return every sentence once, with all numbers that it cites anywhere."""
    found: dict[str, Cited] = {}
    for sentence in said:
        known = found.get(sentence.text, sentence)
        numbers = tuple(sorted({*known.numbers, *sentence.numbers}))
        found[sentence.text] = replace(known, numbers=numbers)
    return found.values()


def _bounded(text: str) -> str:
    text = _ARTEFACT.sub("", text)
    if len(text) <= MAX_REPLY:
        return text
    ends = [match.end() for match in _STOP.finditer(text[:MAX_REPLY])]
    return text[: ends[-1] if ends else MAX_REPLY]


def _without_sources(lines: Sequence[Line]) -> tuple[list[Line], tuple[int, ...]]:
    """Take a list of sources off the end; return what it names, for a reply that cites no other."""
    for at, line in enumerate(lines):
        label = is_label(line.text) or (is_label(line.lead) and says_only_marks(line.text))
        if at and label and all(_names(it) for it in lines[at + 1 :]):
            named = {n for it in lines[at:] for n in _names(it)}
            return list(lines[:at]), tuple(sorted(named))
    *before, last = lines or [Line("")]
    if len(before) > 1 and says_only_marks(last.text) and not any(_names(it) for it in before):
        return before, _names(last)
    return list(lines), ()


def _names(line: Line) -> tuple[int, ...]:
    """Return the numbers in the marks of a line, whatever was shown."""
    if says_only_marks(line.text):
        return cited_numbers(re.sub(r"[^\d,;–-]", " ", line.text.translate(LOWERED))) or ()
    every = Shown(_Endless())
    text = uniform(line.text)
    found = {n for mark in marks(text, every, parentheses=True) for n in mark.numbers}
    return tuple(sorted(found | {*line.cites} | ({line.number} if line.number else set())))


class _Endless(list[str]):
    def __len__(self) -> int:
        return 10_000


def _marked(lines: Sequence[Line], shown: Shown) -> list[_Read]:
    """Read the marks of every line; lines of nothing else belong to the line before them."""
    joined: list[Line] = []
    for line in (replace(it, text=uniform(it.text)) for it in lines):
        if joined and line.kind != "heading" and says_only_marks(line.text):
            before = joined[-1]
            named = ", ".join(map(str, _names(line)))
            joined[-1] = replace(before, text=f"{before.text} [{named}]")
        else:
            joined.append(line)
    read = [_read(line, marks(line.text, shown, parentheses=False)) for line in joined]
    if any(it.numbers for it in read):
        return read
    again = [_read(line, marks(line.text, shown, parentheses=True)) for line in joined]
    if any(it.numbers for it in again):
        return again
    return _bare_numbers(read, shown) or read


def _read(line: Line, found: Sequence[Mark]) -> _Read:
    text, places = without(line.text, found)
    if line.kind == "item":
        text = _JOINED.sub(".", text)
    leads = bool(found) and not line.text[: found[0].start].strip(" \"'“*")
    ends = bool(found) and not any(map(str.isalnum, line.text[found[-1].end :]))
    return _Read(line, text, tuple(places), leads and not ends)


def _bare_numbers(read: Sequence[_Read], shown: Shown) -> list[_Read]:
    """Read numbers without any mark, where every line begins or ends with one."""
    items = [it for it in read if it.line.kind == "item" and it.line.number]
    counted = [it.line.number for it in items]
    first = counted[0] if counted and counted[0] else 1
    if len(items) > 1 and counted != list(range(first, first + len(counted))):
        return [
            replace(it, places=((0, shown.valid([it.line.number])),), leads=True)
            if it.line.number
            else it
            for it in read
        ]
    said = [it for it in read if it.line.kind != "heading" and not it.text.endswith((":", "："))]
    for pattern in (ECHO, _TRAILING):
        if len(said) > 1 and all(pattern.search(it.text) for it in said):
            firsts = [pattern.findall(it.text)[0] for it in said]
            counts = firsts == [str(n) for n in range(1, len(firsts) + 1)]
            if counts and _COUNTING.match(said[0].text):
                continue
            return [_bared(it, pattern, shown) for it in read]
    ended = dict(zip(map(id, said), trailing([it.text for it in said], shown), strict=False))
    return [_ended(it, ended.get(id(it))) for it in read] if ended else []


def _ended(it: _Read, found: tuple[str, tuple[int, ...]] | None) -> _Read:
    """Give a line the numbers that stood at its end in a way that repeats."""
    if found is None or not found[1]:
        return it
    return replace(it, text=found[0], places=((len(found[0]), found[1]),))


def _bared(it: _Read, pattern: re.Pattern[str], shown: Shown) -> _Read:
    match = pattern.search(it.text)
    if match is None:
        return it
    text = (it.text[: match.start()] + it.text[match.end() :]).strip()
    numbers = shown.valid(cited_numbers(match[1]) or ())
    leads = match.start() == 0
    return replace(it, text=text, places=((0 if leads else len(text), numbers),), leads=leads)


def _unfronted(read: Sequence[_Read], shown: Shown) -> list[_Read]:
    """Take phrases like "according to", with the mark that they introduce, off the start."""
    firsts = [(it.text, it.places[0][0] if it.places else 0) for it in read]
    lengths = front_lengths(firsts, shown)
    texts = [it.text[length:].lstrip() for it, length in zip(read, lengths, strict=True)]
    return [
        _shifted(it, text[:1].upper() + text[1:]) if length else it
        for it, text, length in zip(read, texts, lengths, strict=True)
    ]


def _without_copied(read: Sequence[_Read], shown: Shown) -> list[_Read]:
    """Take numbers of sentences or lines, which were copied along, off the start of lines."""
    rest = [it.text[echo_length(it.text, it.numbers, shown) :] for it in read]
    counts = count_lengths(rest, shown)
    return [_shifted(it, text[count:]) for it, text, count in zip(read, rest, counts, strict=True)]


def _with_quoted(read: Sequence[_Read], shown: Shown) -> list[_Read]:
    """Make claims cite the sentences quoted below them, and cut phrases like "as stated in"."""
    said = [it for it in read if not it.empty]
    places = quoted_below([it.text for it in said], [it.numbers for it in said], shown)
    joined = [
        replace(it, line=replace(it.line, cites=it.line.cites + _quoted(at, said, places)))
        for at, it in enumerate(said)
        if places[at] == at
    ]
    marked = [it for it in joined if it.places and not it.leads]
    links = link_lengths([it.text for it in marked], shown)
    ends = {id(it): length for it, length in zip(marked, links, strict=True) if length}
    return [_ended_before(it, ends[id(it)]) if id(it) in ends else it for it in joined]


def _quoted(claim: int, said: Sequence[_Read], places: Sequence[int]) -> tuple[int, ...]:
    return tuple(n for at, it in enumerate(said) if places[at] == claim != at for n in it.numbers)


def _ended_before(it: _Read, length: int) -> _Read:
    """Return a line without the words at its end that introduce its mark."""
    bare = it.text.rstrip(" .。")
    text = bare[: len(bare) - length] + it.text[len(bare) :]
    places = tuple((min(at, len(text)), numbers) for at, numbers in it.places)
    return replace(it, text=text, places=places)


def _framed(read: Sequence[_Read], shown: Shown, *, cited: bool) -> Iterator[_Read]:
    """Leave out what stands around the summary and only announces, offers or comments."""
    kept = [it for it in read if not it.empty]
    if any(it.cites and it.line.kind != "quote" for it in kept):
        kept = [it for it in kept if it.cites or it.line.kind != "quote"]
    if len(kept) > _LEAST_LINES and (at := _speaks_of_marks(kept, shown)) is not None:
        kept.pop(at)
    while len(kept) > 1 and not kept[0].cites and _opening(kept[0], shown, cited=cited):
        kept.pop(0)
    while len(kept) > 1 and not kept[-1].cites and closes_reply(kept[-1].text, shown, cited=cited):
        kept.pop()
    for at, it in enumerate(kept):
        last = at == len(kept) - 1
        heads = it.line.kind == "heading" and not it.cites
        alone = len(kept) == 1 and not is_title(it.text)
        if (
            not alone
            and not it.cites
            and ((heads and not last) or is_heading(it.text, shown, cited=cited))
        ):
            continue
        yield _unprefixed(it) if at == 0 or it.line.kind == "item" else it


def _speaks_of_marks(read: Sequence[_Read], shown: Shown) -> int | None:
    """Return which line at an end only says what marks mean: it alone has no word that was shown.

    Replies in another language than the text have none in any line.
    """
    cited = [at for at in (0, len(read) - 1) if read[at].cites]
    strange = [at for at in cited if shares_nothing(read[at].text, shown)]
    long = [at for at in strange if len(read[at].text.split()) >= _SENTENCE_WORDS]
    if not long:
        return None
    alike = sorted(likeness(it.text, shown) for it in read)
    return long[0] if alike[len(alike) // 2] >= _ALIKE else None


def _opening(it: _Read, shown: Shown, *, cited: bool) -> bool:
    titled = it.line.kind == "heading"
    return titled or opens_reply(it.text, shown, cited=cited)


def _unprefixed(it: _Read) -> _Read:
    return _shifted(it, unprefixed(it.text))


def _shifted(it: _Read, text: str) -> _Read:
    """Return a line with the `text` that is left of it when its start is taken off."""
    gone = len(it.text) - len(text)
    places = tuple((max(0, at - gone), numbers) for at, numbers in it.places)
    return replace(it, text=text, places=places)


def _sentences(it: _Read, collected: tuple[int, ...], reply: str) -> Iterator[Cited]:
    """Cut a line into sentences, each with the marks inside it or right behind it."""
    one = _ONE_SENTENCE.fullmatch(it.text.rstrip())
    spans = [
        (start, end)
        for start, end in ([one.span(1)] if one else sentence_spans(it.text, language_of(reply)))
        if any(map(str.isalnum, it.text[start:end]))
    ]
    texts = [" ".join(it.text[start:end].split()) for start, end in spans]
    own = _numbers_by_sentence(it, spans)
    shared = collected
    if len(own) > 1 and own[-1] and not any(own[:-1]):
        shared = tuple(sorted(own[-1]))
        if len(shared) >= len(own):
            own[-1] = set()
    skipped = first_claim(texts) if not any(own[:-1]) else 0
    for text, found in list(zip(texts, own, strict=True))[skipped:]:
        numbers = tuple(sorted(found))
        yield Cited(text, numbers, () if numbers else shared)


def _numbers_by_sentence(it: _Read, spans: Sequence[tuple[int, int]]) -> list[set[int]]:
    own = [set(it.line.cites) for _ in spans]
    for place, numbers in it.places if spans else ():
        if (at := _sentence_of(place, spans, leads=it.leads)) is not None:
            own[at].update(numbers)
    return own


def _sentence_of(place: int, spans: Sequence[tuple[int, int]], *, leads: bool) -> int | None:
    """Return which sentence a mark is of: the next if it `leads`, else the one that it ends."""
    if leads:
        return next((at for at, (_, end) in enumerate(spans) if place < end), None)
    at = next((at for at, (_, end) in enumerate(spans) if place <= end), len(spans) - 1)
    return at - 1 if at > 0 and place <= spans[at][0] else at
