"""Kinds of subtitles in plain text: how each begins, and the start and the lines of its cues."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from precis.loaders.timed_text import Timed

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}"
_EXACT = rf"{_CLOCK}[.,]\d{{1,3}}"
_ARROW = r"[ \t]{0,9}-->[ \t]{0,9}"
_TIMES = re.compile(
    rf"[ \t]{{0,9}}(?:({_CLOCK}(?:[.,:]\d{{1,3}})?){_ARROW}{_CLOCK}|({_EXACT}),{_EXACT})"
)
_SUBVIEWER = re.compile(rf"{_EXACT},{_EXACT}\s")
"""How the captions of YouTube (.sbv) begin."""

_SONG = re.compile(r"(?:\[[a-z#]{1,9}:[^\]\n]{0,200}\]\s*)*\[\d{1,3}:\d\d[.:]\d{1,3}\]")
_SUNG = re.compile(r"((?:\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\])+)(.*)")
_FRAMES = re.compile(r"\{(\d{1,9})\}\{\d{0,9}\}(.*)")
_RATE = 23.976
"""Frames a second where a file does not say how many (MicroDVD)."""

_SYNC = re.compile(
    r"<sync\s[^<>]{0,99}?start\s{0,9}=\s{0,9}[\"']?(\d{1,9})[^<>]{0,99}>", re.IGNORECASE
)
_LINES_LOOKED_AT = 4
_MARK = "WEBVTT"
_SCRIPT = "[Script Info]"
_SAMI = "<SAMI>"
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,99})? ([^<>\n]{1,99})>")
_TAG = re.compile(
    rf"</?[a-z][^<>]*>|<{_EXACT}>|\{{\\[^{{}}]*\}}|\{{[a-z]:[^{{}}]*\}}", re.IGNORECASE
)

_DRAWN = re.compile(r"\{[^{}]{0,200}\\p[1-9][^{}]{0,200}\}[^{}]*(?:\{[^{}]{0,200}\\p0[^{}]*\}|$)")
"""Shapes of SubStation Alpha: between the marks stand the points of lines."""


class Kind(NamedTuple):
    """A kind of subtitles; `cues` reads their text."""

    media_type: str
    cues: Callable[[str], Iterable[Timed]]


def kind_of(text: str, suffix: str) -> Kind | None:
    """Return the kind of subtitles that a text begins as, None for any other text."""
    first = text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]
    line = first[0]
    counted = line.strip().isdecimal() and any(map(_TIMES.match, first[1:]))
    nameless = suffix in {"", ".txt"}
    kinds = (
        (line.split()[:1] == [_MARK], "text/vtt", _timed),
        (line.startswith(_SCRIPT), "text/x-ssa", _script),
        (line[: len(_SAMI)].upper() == _SAMI, "application/x-sami", _synchronized),
        (_SUBVIEWER.match(text), "text/x-subviewer", _parted),
        (_TIMES.match(line) or counted, "application/x-subrip", _timed),
        ((nameless or suffix == ".lrc") and _SONG.match(text), "text/x-lrc", _sung),
        ((nameless or suffix == ".sub") and _FRAMES.match(line), "text/x-microdvd", _framed),
    )
    return next((Kind(media_type, cues) for is_kind, media_type, cues in kinds if is_kind), None)


def shown_cues(timed: Iterable[Timed]) -> Iterator[tuple[str, str]]:
    """Yield each cue's start and its new text: captions roll, line after line."""
    before: list[str] = []
    for time, lines in timed:
        said = [said for line in lines if (said := _plain_text(line))]
        new = said[_overlap(before, said) :]
        before = said or before
        if new:
            yield _clock(time), " ".join(new)


def notes(text: str) -> Iterator[str]:
    """Yield the comments of WebVTT: a block that begins with NOTE."""
    for block in re.split(r"\n\n+", text):
        mark, _, note = (
            block.partition("\n") if block.startswith("NOTE\n") else block.partition(" ")
        )
        if mark == "NOTE" and note.strip():
            yield note


def clock(seconds: float) -> str:
    """Return a number of seconds as a time of a cue."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _script(text: str) -> Iterator[Timed]:
    """Yield the dialogue of a script of SubStation Alpha, in the order of the file."""
    fields: list[str] = []
    for line in text.split("\n"):
        kind, _, rest = line.partition(":")
        if kind == "Format":
            fields = [name.strip().lower() for name in rest.split(",")]
        elif kind == "Dialogue" and fields[-1:] == ["text"]:
            event = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            said = re.split(r"\\[Nn]", _DRAWN.sub("", event.get("text", "")))
            speaker = event.get("name", "").strip()
            said[0] = f"{speaker}: {said[0]}" if speaker else said[0]
            yield event.get("start", "").strip(), said


def _parted(text: str) -> Iterator[Timed]:
    """Yield the cues of YouTube, whose lines `[br]` parts."""
    for time, lines in _timed(text):
        yield time, [part for line in lines for part in line.split("[br]")]


def _timed(text: str) -> Iterator[Timed]:
    """Yield the start and the lines of each cue."""
    time: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        found = _TIMES.match(line)
        if found:
            if time is not None:
                yield time, lines[:-1] if lines and lines[-1].strip().isdecimal() else lines
            time, lines = found[1] or found[2], []
        elif not line:
            if time is not None and lines:
                yield time, lines
                time = None
        elif time is not None:
            lines.append(line)
    if time is not None:
        yield time, lines


def _sung(text: str) -> Iterator[Timed]:
    for line in text.split("\n"):
        if found := _SUNG.match(line):
            yield found[1].lstrip("[").partition("]")[0].replace(".", ",", 1), [found[2]]


def _framed(text: str) -> Iterator[Timed]:
    rate = _RATE
    for line in text.split("\n"):
        if found := _FRAMES.match(line):
            if found[1] in {"0", "1"} and re.fullmatch(r"\d{2}[.,]\d{1,3}", found[2].strip()):
                rate = float(found[2].strip().replace(",", "."))
            else:
                yield clock(int(found[1]) / rate), found[2].split("|")


def _synchronized(text: str) -> Iterator[Timed]:
    _, *parts = _SYNC.split(text)
    for milliseconds, said in zip(parts[::2], parts[1::2], strict=True):
        yield clock(int(milliseconds) / 1000), re.split(r"<br[^<>]{0,9}>|\n", said)


def _plain_text(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", _VOICE.sub(r"\1: ", line))).split())


def _overlap(before: list[str], said: list[str]) -> int:
    """Return how many lines at the start of a cue stood at the end of the one before."""
    return next(
        (n for n in range(min(len(before), len(said)), 0, -1) if before[-n:] == said[:n]), 0
    )


def _clock(time: str) -> str:
    """Return `h:mm:ss,mmm`, `h:mm:ss:mmm` or `mm:ss.mmm` as `hh:mm:ss`."""
    parts = [int(part) for part in re.findall(r"\d+", time)]
    if re.search("[.,]", time) or len(parts) > len(("hours", "minutes", "seconds")):
        parts.pop()
    hours, minutes, seconds = [0, 0, 0, *parts][-3:]
    return f"{hours:02}:{minutes:02}:{seconds:02}"
