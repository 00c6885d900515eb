"""Render Markdown and HTML of a reply as plain lines; citations stay as written."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from precis.chains.writers.replies.citations import RAISED, cited_numbers, says_only_marks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_CELLS = re.compile(r"</t[dh]\s*>\s*<t[dh]\b[^<>]*>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*>", re.IGNORECASE)
_ROW_END = re.compile(r"</tr\s*>", re.IGNORECASE)
_HEAD_ROW = re.compile(r"<tr\b[^<>]*>\s*<th\b.*?</tr\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?li|/?div|/?table|/?h\d|/?[ou]l|/?claim)\b[^<>]*>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"<sup\b[^<>]{0,80}>\s*([\d\s,;–-]{1,40}?)\s*</sup\s*>", re.IGNORECASE)
_BESIDE = re.compile(r"</sup\s*>\s*[,;]?\s*<sup\b[^<>]{0,80}>", re.IGNORECASE)
_TAGGED = re.compile(
    r"<(?!b\b|strong|i\b|em\b|u\b|t[dhr]\b|li\b|p\b|div\b|h\d)(\w{1,12})\b[^<>]{0,80}>"
    r"\s*\[?([\d\s,;–-]{1,40}?)\]?\s*</\1\s*>",
    re.IGNORECASE,
)
_REFERRING = re.compile(
    r"<(?:cite|ref|source|citation|sentence|s)\s+[\w-]{1,20}\s*=\s*[\"']?\s*(\d[\d\s,]{0,40})[\"']?\s*/?>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"<[a-z]\w{0,20}\b[^<>]{0,120}?\s(?:cit\w{1,8}|sources?|refs?|references?|sentences?|evidence|support\w*"
    r"|based[_-]on|ids)\s*=\s*[\"']([\d\s,;–-]{1,40})[\"'][^<>]{0,120}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_RAISING = str.maketrans("0123456789", RAISED)
_ITEM = re.compile(r"^\s*(?:[•◦▪‣–—·*:☐☑✓✔]|\[[ xX]\])\s+")
_GRID = re.compile(r"^[ \t]*[+┌├└╔╠╚┏┣┗╞┠╟][-=+\s─-╿]*$")
_PIPED = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_PARTING = re.compile(r"^[ \t]*\|[-:| \t]+$")
_BARS = str.maketrans("│┃║", "|||")
_NUMBERED_ITEM = re.compile(r"^\s*\(?\d{1,2}[.)、]\s*(?=[^\d\s])")
_LABEL_WORDS = 6
_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)]*$")
_TOTAL_WORDS = 2
"""Where rows are sentences, one of so few words without a stop counts them, and is none."""


@dataclass(frozen=True)
class Line:
    """A line of a reply; `kind` is what it was laid out as.

    `lead` is a heading at its front, in bold; `number` that of a list item; `cites` the numbers
    that a field of its own names.
    """

    text: str
    kind: str = "text"
    lead: str = ""
    number: int | None = None
    cites: tuple[int, ...] = ()


def lines_of(reply: str) -> list[Line]:
    """Return the lines of a reply, in order, without what is only layout.

    >>> [line.text for line in lines_of("# Rain\\n1. **It rained** [2].\\n2. Nobody came.")]
    ['Rain', 'It rained [2].', 'Nobody came.']
    """
    return [line for line in _blocks(_tabled(without_tags(reply))) if line.text.strip()]


def _tabled(text: str) -> str:
    """Return a text whose tables, also those with rules of signs, are of Markdown."""
    lines = [line for line in text.translate(_BARS).split("\n") if not _GRID.match(line)]
    made = list[str]()
    for is_piped, run in groupby(lines, key=lambda line: bool(_PIPED.match(line))):
        rows = list(run)
        if is_piped and not any(map(_PARTING.match, rows)):
            bars = "|" * max(row.count("|") for row in rows)
            made += [
                "",
                bars.replace("|", "| ", len(bars) - 1),
                bars.replace("|", "|-", len(bars) - 1),
            ]
        made += rows
    return "\n".join(made)


def without_tags(text: str) -> str:
    """Take HTML out of a text; what it cites stands in brackets or raised, as elsewhere."""
    text = _HIDDEN.sub("", html.unescape(text))
    if "<" not in text:
        return text
    text = _SUPERSCRIPT.sub(lambda match: match[1].translate(_RAISING), _BESIDE.sub(",", text))
    text = _REFERRING.sub(r" [\1]", _TAGGED.sub(r" [\2]", text))
    text = _ATTRIBUTE.sub(r"\n[\1] ", text)
    text = _ROW_END.sub(" |", _ROW.sub("\n| ", _CELLS.sub(" | ", _HEAD_ROW.sub("", text))))
    return _TAG.sub("", _BREAK.sub("\n", text))


@lru_cache(maxsize=1)
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.disable(
        ["reference", "lheading", "html_block", "html_inline", "code", "autolink"]
    )


def _blocks(text: str) -> Iterator[Line]:
    number: int | None = None
    items, quotes, heading = 0, 0, False
    tokens = iter(_markdown().parse(_spaced(text)))
    for token in tokens:
        match token.type:
            case "list_item_open":
                items += 1
                number = int(token.info) if token.info.isdecimal() else None
            case "list_item_close":
                items -= 1
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "heading_open" | "heading_close":
                heading = token.nesting > 0
            case "table_open":
                yield from _table(list(_rows(tokens)))
            case "fence":
                yield from _fenced(token.content)
            case "inline":
                kind = _kind(heading=heading, quoted=quotes > 0, listed=items > 0)
                yield from _paragraph(token.children or [], kind, number)
                number = None


def _kind(*, heading: bool, quoted: bool, listed: bool) -> str:
    if heading:
        return "heading"
    return "quote" if quoted else "item" if listed else "text"


def _rows(tokens: "Iterator[Token]") -> Iterator[list[str]]:
    """Yield the cells of each row of a table but its head."""
    in_head, row = False, list[str]()
    for token in tokens:
        match token.type:
            case "thead_open" | "thead_close":
                in_head = token.nesting > 0
            case "tr_open":
                row = []
            case "inline":
                row.append(_plain(token.children or []))
            case "tr_close" if not in_head:
                yield row
            case "table_close":
                return


def _spaced(text: str) -> str:
    """Keep a number that begins a line from becoming that of a list, and tables from vanishing."""
    return re.sub(r"^(\s{0,3})(\d{3,})([.)])(?=\s)", r"\1\2\\\3", text, flags=re.MULTILINE)


def _fenced(content: str) -> Iterator[Line]:
    for line in content.splitlines():
        yield from _blocks(line) if line.strip() else ()


def _paragraph(children: Sequence["Token"], kind: str, number: int | None) -> Iterator[Line]:
    lead, children = _lead(children)
    texts = list(_unwrapped(_plain(children)))
    if texts and all(map(_is_row, texts)):
        yield from _table(
            [[cell.strip() for cell in text.strip("| ").split("|")] for text in texts]
        )
        return
    for at, text in enumerate(texts):
        bare = _ITEM.sub("", text)
        counted = _NUMBERED_ITEM.match(bare) if kind == "text" else None
        count = None
        if counted:
            bare, count = bare[counted.end() :], int("".join(filter(str.isdecimal, counted[0])))
        line = Line(bare.strip(), "item" if bare != text else kind, number=count)
        yield replace(line, lead=lead, number=number or count) if at == 0 else line


def _is_row(text: str) -> bool:
    return text.startswith("|") and text.endswith("|") and text.count("|") > 1


def _unwrapped(text: str) -> Iterator[str]:
    """Join lines that were broken in the middle of a sentence."""
    held = ""
    for line in map(str.strip, text.split("\n")):
        if held and line[:1].islower() and (held[-1].isalnum() or held[-1] == ","):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _lead(children: Sequence["Token"]) -> tuple[str, Sequence["Token"]]:
    """Return the heading in bold at the front of a paragraph, and what follows it.

    It ends with a colon, inside the bold or behind it.
    """
    kept = [child for child in children if child.type != "text" or child.content]
    if not kept or kept[0].type != "strong_open":
        return "", children
    end = next((at for at, child in enumerate(kept) if child.type == "strong_close"), 0)
    if not end:
        return "", children
    bold, rest = _plain(kept[1:end]).strip(), kept[end + 1 :]
    after = _plain(rest)
    if not after.strip() or len(bold.split()) > _LABEL_WORDS:
        return "", children
    behind = re.match(r"\s*[:：–—-]\s", after)
    ended = bold.endswith((":", "："))
    if not ended and not behind:
        return ("", children) if not re.search(r"[.。]$", bold) else (bold, children)
    first = rest[0]
    if behind and first.type == "text":
        shortened = first.copy(content=first.content.lstrip()[1:])
        rest = [shortened, *rest[1:]]
    return bold.rstrip(":： "), rest


def _plain(children: Sequence["Token"]) -> str:
    text, link = "", None
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                text += "\n"
            case "link_open":
                link = len(text)
            case "link_close" if link is not None:
                label = text[link:]
                if cited_numbers(label) and not label.startswith("["):
                    text = f"{text[:link]}[{label}]"
                link = None
            case "image":
                text += child.content
            case _:
                text += child.content
    return text


def _table(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    """Return a line for each row: its longest column, and what the column of numbers cites."""
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    rows = [row for row in rows if any(map(str.isalnum, "".join(row)))]
    if (
        len(rows) > 1
        and not any(map(says_only_marks, rows[0]))
        and all(any(map(says_only_marks, row)) for row in rows[1:])
    ):
        rows = rows[1:]
    if not rows:
        return
    lengths = [sum(len(row[at]) for row in rows) for at in range(width)]
    chosen = lengths.index(max(lengths))
    columns = [at for at in range(width) if at != chosen and _cites([row[at] for row in rows])]
    counted = [str(n) for n in range(1, len(rows) + 1)]
    if len(columns) > 1:
        columns = [at for at in columns if [row[at] for row in rows] != counted]
    sentences = [row for row in rows if _STOPPED.search(row[chosen])]
    if 2 * len(sentences) > len(rows):
        rows = [row for row in rows if row in sentences or len(row[chosen].split()) > _TOTAL_WORDS]
    for row in rows:
        inside = [numbers for at in columns[-1:] if (numbers := cited_numbers(_bare(row[at])))]
        yield Line(row[chosen], "row", cites=inside[0] if inside else ())


def _cites(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if any(map(str.isalnum, cell))]
    return bool(filled) and all(says_only_marks(cell) for cell in filled)


def _bare(cell: str) -> str:
    return re.sub(r"[\[\]【】［］^]", " ", cell.translate(str.maketrans(RAISED, "0123456789")))
