"""Rich Text Format 1.9 → paragraphs, tables, notes, in one file: one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zlib import crc32

from precis.loaders.office.lines import LOWERED, RAISED, Line
from precis.loaders.pictures import text_or_count
from precis.loaders.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from precis.loaders.unread import Unread

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])"
    rb"|([{}])|([^\\{}\r\n]+)"
)
_SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "page": "\n",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_ENDS = {"par", "sect", "cell", "row", "nestcell", "nestrow"}
_PLACES = {"super": RAISED, "up": RAISED, "sub": LOWERED, "dn": LOWERED, "nosupersub": ""}
_UNSHOWN = frozenset(
    "fonttbl colortbl stylesheet info pict objdata fldinst listtable listoverridetable revtbl "
    "rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl "
    "bkmkstart bkmkend nonshppict sp atnid atnauthor atndate atnref atntime annotation xe tc tcn "
    "private passwordhash protusertbl userprops mmathPr mmathPict falt panose fontemb template "
    "pgdsctbl background docvar do keywords subject".split()
)
_STARRED = frozenset("shpinst shppict listtext pntext moMath mmath footnote upr ud".split())
"""Groups that a reader may skip and that hold text."""

_FURNITURE = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_PRIVATE = 0xF000
"""Where fonts of symbols have their characters."""

_MOST_DEPTH = 5000
_KEPT_FROM_INFO = ("title", "author")


@dataclass(frozen=True)
class _State:
    """What holds in a group."""

    shown: bool = True
    place: str = ""
    is_struck: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    is_double: bool = False
    font: int = -1
    skip: int = 1
    kind: str = ""


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)


class RichText:
    """The text of a document: `blocks`, `notes`, `furniture`, and what `info` says of it."""

    def __init__(
        self, data: bytes, unread: Unread, read_picture: Callable[[str, bytes], str | None]
    ) -> None:
        self.info: dict[str, str] = {}
        self._blocks: list[str] = []
        self._notes: list[str] = []
        self._furniture: dict[str, None] = {}
        self._unread = unread
        self._read_picture = read_picture
        self._state = _State()
        self._stack: list[tuple[_State, Line | None]] = []
        self._line = Line()
        self._level: int | None = None
        self._table = _Table()
        self._in_table = False
        self._merge = ""
        self._bytes = bytearray()
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font_read = 0
        self._starred = False
        self._to_skip = 0
        self._picture = ""
        self._hex: list[bytes] = []
        at = 0
        while token := _TOKEN.search(data, at):
            at = token.end()
            if token[1] == b"bin":
                at += max(int(token[2] or 0), 0)
            else:
                self._take(token)
        self._flush()
        self._end_line("par")
        self._end_table()

    def text(self) -> str:
        """Return the paragraphs, the notes, and each header and footer once."""
        return "\n\n".join([*self._blocks, *self._notes, *self._furniture])

    def _take(self, token: re.Match[bytes]) -> None:
        word, number, byte, sign, brace, plain = token.groups()
        if byte is not None:
            self._character(bytes([int(byte, 16)]))
        elif plain is not None:
            self._plain(plain)
        elif brace == b"{":
            self._flush()
            if len(self._stack) < _MOST_DEPTH:
                self._stack.append((self._state, None))
            if self._state.is_double:
                self._state = replace(self._state, shown=False, kind="", is_double=False)
        elif brace == b"}":
            self._flush()
            self._close()
        elif sign is not None:
            self._sign(sign)
        elif word is not None:
            self._word(word.decode("ascii"), None if number is None else int(number))

    def _plain(self, plain: bytes) -> None:
        if self._picture:
            self._hex.append(plain)
            return
        skipped = min(self._to_skip, len(plain))
        self._to_skip -= skipped
        self._starred = False
        if self._state.shown or self._state.kind in _KEPT_FROM_INFO:
            self._bytes += plain[skipped:]

    def _character(self, byte: bytes) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif self._state.shown or self._state.kind in _KEPT_FROM_INFO:
            self._bytes += byte

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in b"\r\n":
            self._word("par", None)
        elif sign in b"\\{}":
            self._character(sign)
        elif sign in b"~_":
            self._flush()
            self._add("\u00a0" if sign == b"~" else "\u2011")

    def _word(self, word: str, number: int | None) -> None:  # noqa: C901 - a branch a kind of word
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._flush()
            self._unicode(number % 0x10000)
            self._to_skip = self._state.skip
            return
        self._flush()
        self._to_skip = 0
        is_on = number != 0
        if word in _UNSHOWN or (starred and word not in _STARRED and len(self._stack) > 1):
            self._hide(word)
        elif word in _FURNITURE or word == "footnote":
            self._open(word)
        elif word in _ENDS:
            self._end_line(word)
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word == "uc":
            self._state = replace(self._state, skip=max(number or 0, 0))
        elif word in _PLACES:
            place = _PLACES[word] if is_on else ""
            self._state = replace(self._state, place=place)
        elif word in {"strike", "striked"}:
            self._state = replace(self._state, is_struck=is_on)
        elif word == "v":
            self._state = replace(self._state, is_hidden=is_on)
        elif word == "deleted":
            self._state = replace(self._state, is_deleted=is_on)
        elif word == "plain":
            self._state = replace(
                self._state, place="", is_struck=False, is_hidden=False, is_deleted=False
            )
        else:
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:  # noqa: C901, PLR0912 - a branch a setting
        if word == "f" and number is not None:
            self._state = replace(self._state, font=number)
            self._font_read = number
        elif word == "fcharset" and number is not None:
            self._fonts[self._font_read] = _CHARSETS.get(number, self._encoding)
        elif word == "ansicpg" and number:
            self._encoding = f"cp{number}"
        elif word in _PAGES:
            self._encoding = _PAGES[word]
        elif word in {"pard", "trowd"}:
            self._level = None if word == "pard" else self._level
            self._in_table = self._in_table and word != "pard"
            self._table.merges = [] if word == "trowd" else self._table.merges
        elif word == "intbl":
            self._in_table = True
        elif word == "upr":  # what follows stands there without Unicode, then with it
            self._state = replace(self._state, is_double=True)
        elif word == "ud" and self._stack:
            self._state = replace(self._stack[-1][0], is_double=False)
        elif word == "outlinelevel" and number is not None:
            self._level = number
        elif word in {"clvmrg", "clmrg"}:
            self._merge = word
        elif word == "cellx":
            self._table.merges.append(self._merge)
            self._merge = ""
        elif word in {"pngblip", "jpegblip"} and self._state.kind == "pict":
            self._picture = word
        elif word in _KEPT_FROM_INFO and any(s.kind == "info" for s, _ in self._stack):
            self._state = replace(self._state, kind=word)
        elif word == "chatn":
            self._unread.add("comment")

    def _hide(self, word: str) -> None:
        self._unread.add("comment", word == "annotation")
        if word in {"pict", "nonshppict"}:
            self._hex = []
        self._state = replace(self._state, shown=False, kind=word)

    def _open(self, word: str) -> None:
        """Begin a text beside the text: a note, a header, a footer."""
        if not self._state.shown or not self._stack:
            return
        if word == "footnote":
            self._line.add(f"[{len(self._notes) + 1}]")
            self._notes.append("")
        outer, _ = self._stack[-1]
        self._stack[-1] = (outer, self._line)
        self._line = Line()
        self._state = replace(self._state, kind=word, place="", is_struck=False)

    def _close(self) -> None:
        ended = self._state
        if not self._stack:
            return
        self._state, line = self._stack.pop()
        if line is not None:
            text = " ".join(self._line.text.split())
            if ended.kind == "footnote":
                index = next(i for i in reversed(range(len(self._notes))) if not self._notes[i])
                self._notes[index] = f"[{index + 1}] {text}"
            elif any(map(str.isalpha, text)):
                self._furniture[f"{'Header' if 'header' in ended.kind else 'Footer'}: {text}"] = (
                    None
                )
            self._line = line
        elif ended.kind == "pict" and self._state.kind != "pict":
            self._end_picture()

    def _end_picture(self) -> None:
        kind, self._picture = self._picture, ""
        digits = b"".join(b"".join(self._hex).split())
        self._hex = []
        inside = {state.kind for state, _ in self._stack}
        if "nonshppict" in inside or self._state.kind == "nonshppict":
            return

        def read() -> str | None:
            data = bytes.fromhex(digits.decode("ascii", errors="replace"))
            return self._read_picture(f"picture-{crc32(data)}", data) if kind else None

        text = text_or_count(read, self._unread)
        if text:
            self._blocks.append(text)

    def _unicode(self, code: int) -> None:
        self._add(chr(code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 256 else code))

    def _add(self, text: str) -> None:
        state = self._state
        if not state.shown or state.is_deleted:
            return
        if state.is_hidden:
            self._unread.add("character of hidden text", len(text), "characters of hidden text")
        else:
            self._line.add(text, state.place, is_struck=state.is_struck)

    def _flush(self) -> None:
        """Decode the bytes so far in the encoding of their font."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        encoding = self._fonts.get(self._state.font, self._encoding)
        try:
            text = data.decode(encoding, errors="replace")
        except LookupError:
            text = data.decode("cp1252", errors="replace")
        if self._state.kind in _KEPT_FROM_INFO:
            self.info[self._state.kind] = self.info.get(self._state.kind, "") + text
        else:
            self._add(text)

    def _end_line(self, word: str) -> None:
        if not self._state.shown:
            return
        if self._state.kind in _FURNITURE or self._state.kind == "footnote":
            self._line.add(" ")
            return
        if word in {"row", "nestrow"}:
            self._end_row()
            return
        text = _joined(self._line.text)
        if word in {"cell", "nestcell"}:
            self._table.cells.append(" ".join(text.split()))
            self._line = Line()
        elif self._in_table and word == "par":
            self._line.add("\n")
        else:
            self._line = Line()
            if text.strip():
                self._end_table()
                level = self._level
                heading = level is not None and level < 6  # noqa: PLR2004 - levels of Markdown
                mark = f"{'#' * ((level or 0) + 1)} " if heading else ""
                self._blocks.append(f"{mark}{text.strip()}")

    def _end_row(self) -> None:
        above = self._table.rows[-1] if self._table.rows else []
        cells = [
            above[place] if merge == "clvmrg" and not text and place < len(above) else text
            for place, (text, merge) in enumerate(
                zip(self._table.cells, self._merges(), strict=False)
            )
        ]
        if cells:
            self._table.rows.append(cells)
        self._table.cells = []

    def _merges(self) -> Iterator[str]:
        yield from self._table.merges
        yield from [""] * len(self._table.cells)

    def _end_table(self) -> None:
        if self._table.cells:
            self._end_row()
        if self._table.rows:
            self._blocks.append(table(self._table.rows))
        self._table = _Table(merges=self._table.merges)


def _joined(text: str) -> str:
    """Return text with the surrogates that RTF writes one by one as characters."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
