"""Numbered sentences into a prompt, cited sentences out of a reply.

Pure text: which spans the numbers stand for, and whether they hold, is known elsewhere.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from precis.splitters.sentences import sentence_spans

MAX_REPLY = 20_000
"""Characters of a reply that are read, some 3,000 words; what follows is a model run wild."""

MAX_CITED = 10
"""Sentences one mark may name; a mark that names more points nowhere and is ignored."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/?p|/?li|/?div|/?tr|/?h\d|/?[ou]l)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"(\[[^\[\]]*\])\([^()]*(?:\([^()]*\)[^()]*)*\)")
_DOUBLED = re.compile(r"\[(\[[^\[\]]*\])\]")
_EMPHASIS = re.compile(r"(\*\*|__|`|\*|~~)(?=\S)([^\n]{1,200}?)(?<=\S)\1(?!\w)")
_RULE = re.compile(r"^[\s*_=`~|:+-]*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)\w*\s*$")
_LEAD = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+•◦▪‣–—]\s+|\d{1,2}[.)]\s+(?=\D))?")
_LABEL = re.compile(
    r"^(?:the\s+)?(?:(?:final|short|brief|concise|revised|merged|overall)\s+)?"
    r"(?:summary|answer|response|output|result|key\s+points|main\s+points|tl;?dr)\s*[:：]\s*",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^(?:(?:sure|certainly|of course|okay|ok|absolutely)\b[^:.\n]{0,40}[,.!:]\s*)?"
    r"(?:here(?:'s|’s| is| are)\b|below (?:is|are)\b|(?:the following|this) is (?:a|the)\b)"
    r"[^:\n]{0,160}:\s*",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^(?:sure|certainly|of course|absolutely)(?:,? (?:here|i can|i'd|happy)[^.!\n]*)?[.!]?\s*$",
    re.IGNORECASE,
)
_NUMBERS = r"\d(?:[\d\s,;&–—-]|and\b){0,80}"
_WORD = r"(?:(?:sentences?|sources?|lines?|refs?|s|n|no\.?|#|\^)\s*)?"
_MARK = re.compile(rf"\s*[\[【]\s*(?:{_WORD}({_NUMBERS})(?:†[^\]】]*)?)\s*[\]】]", re.IGNORECASE)
_PAREN_MARK = re.compile(
    rf"\s*\(\s*{_WORD}({_NUMBERS})\s*\)(?=[\s.!?。！？\"'”’)]*(?:$|\n|(?<=[.!?]\s)))", re.IGNORECASE
)
_MARKS_ALONE = re.compile(rf"\s*\n(?=(?:{_MARK.pattern})+\s*(?:\n|\Z))", re.IGNORECASE)
_EMPTY_MARK = re.compile(r"\s*[\[【](?:\s*|\s*citation needed\s*|\s*n/?a\s*)[\]】]", re.IGNORECASE)
_BARE = re.compile(r"^\s*(\d{1,4})\s+(?=\S)")
_HELD = re.compile(rf"{_OPEN}([\d,]*){_CLOSE}")
_STOP = r"[.!?…。！？]+[\"'”’)»]*"
_ENDS_MARKED = re.compile(rf"{_CLOSE}\W*$")
_AFTER_STOP = re.compile(rf"({_STOP})((?:\s*{_OPEN}[\d,]*{_CLOSE})+)")


@dataclass(frozen=True)
class Cited:
    """A sentence of a reply without its marks, and the numbers it cites, ascending."""

    text: str
    numbers: tuple[int, ...] = ()


def numbered(sentences: Sequence[str]) -> str:
    """Return one line a sentence, each led by its number from 1 and a space.

    A bare number is the cheapest mark there is: one token a sentence, where brackets make
    three. Line breaks inside a sentence become spaces.

    >>> print(numbered(["It rained.", "Nobody\\ncame."]))
    1 It rained.
    2 Nobody came.
    """
    return "\n".join(f"{n} {' '.join(s.split())}" for n, s in enumerate(sentences, start=1))


def parse(text: str, count: int) -> list[Cited]:
    """Return the sentences of a reply, each with the numbers in 1..`count` that it cites.

    Marks such as [3], [3, 5], [3-5], [3][4] and, at the end of a sentence, (3) are taken out
    wherever they stand, whether they point anywhere or not. Markup becomes plain text;
    preambles, labels, thoughts, empty and repeated sentences are dropped; what stands after
    `MAX_REPLY` characters is not read. An empty reply gives an empty list.

    >>> parse("Here is the summary:\\n- It rained [2], so nobody came. [7]", count=3)
    [Cited(text='It rained, so nobody came.', numbers=(2,))]
    """
    bare = _MARKS_ALONE.sub(" ", _bare_of_markup(_bounded(text)))
    lines = [line for line in bare.splitlines() if not _FENCE.match(line)]
    lines = [line for line in map(_unlabelled, lines) if not _RULE.match(line)]
    echoed = len(lines) > 1 and all(_BARE.match(line) for line in lines)
    bracketed = any(_MARK.search(line) for line in lines)
    found: dict[str, Cited] = {}
    for line in lines:
        held = _BARE.sub(rf"{_OPEN}\1{_CLOSE} ", line) if echoed else line
        for cited in _sentences(_hold(held, count, bracketed)):
            known = found.get(cited.text, cited)
            numbers = tuple(sorted({*known.numbers, *cited.numbers}))
            found[cited.text] = Cited(cited.text, numbers)
    return list(found.values())


def plain(text: str) -> str:
    """Return what a reply says, in one line, without markup and marks."""
    return " ".join(sentence.text for sentence in parse(text, 0))


def _bounded(text: str) -> str:
    text = _THOUGHT.sub("", text.replace(_OPEN, "").replace(_CLOSE, ""))
    if len(text) <= MAX_REPLY:
        return text
    ends = [match.end() for match in re.finditer(rf"{_STOP}|\n", text[:MAX_REPLY])]
    return text[: ends[-1] if ends else MAX_REPLY]


def _bare_of_markup(text: str) -> str:
    text = html.unescape(text)
    text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text)))
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda match: _label(match[1]), text)
    return _EMPHASIS.sub(r"\2", _DOUBLED.sub(r"\1", text))


def _label(bracketed: str) -> str:
    """Keep the brackets of a link that is a mark, as in [3](#three); drop them otherwise."""
    return bracketed if _MARK.fullmatch(bracketed) else bracketed[1:-1]


def _unlabelled(line: str) -> str:
    line = _LEAD.sub("", line, count=1)
    line = _LABEL.sub("", _PREAMBLE.sub("", line, count=1), count=1)
    return "" if _COURTESY.match(line) else line.strip()


def _hold(line: str, count: int, bracketed: bool) -> str:
    """Put private-use marks in place of those of the reply, each inside its sentence."""

    def hold(match: re.Match[str]) -> str:
        valid = [str(n) for n in sorted(_numbers(match[1])) if 1 <= n <= count]
        text_after_all = match.re is _PAREN_MARK and not valid
        return match[0] if text_after_all else f"{_OPEN}{','.join(valid)}{_CLOSE}"

    line = _MARK.sub(hold, _EMPTY_MARK.sub("", line))
    if not bracketed:
        line = _PAREN_MARK.sub(hold, line)
    if line.startswith(_OPEN) and not _ENDS_MARKED.search(line):
        return re.sub(rf"({_OPEN}[\d,]*{_CLOSE})\s*", r" \1", line)
    return _AFTER_STOP.sub(lambda match: re.sub(r"\s", "", match[2]) + match[1], line)


def _numbers(listed: str) -> set[int]:
    numbers: set[int] = set()
    for part in re.finditer(r"(\d+)(?:\s*[–—-]\s*(\d+))?", listed):
        first, last = int(part[1]), int(part[2] or part[1])
        numbers.update(range(first, min(last, first + MAX_CITED) + 1))
    return numbers if len(numbers) <= MAX_CITED else set()


def _sentences(line: str) -> Iterable[Cited]:
    pieces = _HELD.split(line)
    clean = "".join(pieces[::2])
    places = accumulate(map(len, pieces[:-1:2]))
    marks = list(zip(places, [held.split(",") for held in pieces[1::2]], strict=True))
    spans = sentence_spans(clean)
    edges = [0, *(start for start, _ in spans[1:]), len(clean) + 1]
    for (start, end), low, high in zip(spans, edges, edges[1:], strict=False):
        numbers = {int(n) for at, held in marks if low <= at < high for n in held if n}
        words = " ".join(clean[start:end].split())
        if any(character.isalnum() for character in words):
            yield Cited(words, tuple(sorted(numbers)))
