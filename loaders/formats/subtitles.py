"""Subtitles (.srt, .sbv, .vtt, .ass, .ttml): the text of each cue, and its time."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem
from precis.loaders.formats.text import read_text
from precis.loaders.timed_text import Timed, is_timed, timed_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from langchain_core.documents.base import Blob

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}"
_TIMES = re.compile(rf"[ \t]{{0,9}}({_CLOCK})(?:[ \t]{{0,9}}-->[ \t]{{0,9}}|,){_CLOCK}")
_SUBVIEWER = re.compile(rf"{_CLOCK},{_CLOCK}\s")
"""How the captions of YouTube (.sbv) begin."""

_LINES_LOOKED_AT = 4
_MARK = "WEBVTT"
_SCRIPT = "[Script Info]"
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,99})? ([^<>\n]{1,99})>")
_TAG = re.compile(rf"</?[a-z][^<>]*>|<{_CLOCK}>|\{{\\[^{{}}]*\}}")


class SubtitlesParser(Parser):
    """One line for each cue; what a cue repeats of the one before adds nothing."""

    media_type = "text/vtt"

    def accepts(self, blob: Blob) -> bool:
        """Take text that begins as WebVTT or SubRip does."""
        start = head(blob).removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
        first = start.split("\n")[:_LINES_LOOKED_AT]
        if first[0].split()[:1] == [_MARK] or first[0].startswith(_SCRIPT) or is_timed(start):
            return True
        if _SUBVIEWER.match(start) or _TIMES.match(first[0]):
            return True
        return first[0].strip().isdecimal() and any(map(_TIMES.match, first[1:]))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are cues, named by their start (`00:01:02`)."""
        text = read_text(blob)
        media_type, timed = self._timed(blob, text)
        shown, pages = paginate(_cues(timed), separator="\n")
        yield Document(
            shown, metadata={"title": stem(blob), "media_type": media_type, "pages": pages}
        )

    def _timed(self, blob: Blob, text: str) -> tuple[str, Iterable[Timed]]:
        """Return the media type, and the start and the lines of each cue."""
        if is_timed(text):
            return "application/ttml+xml", timed_text(blob)
        if text.startswith(_SCRIPT):
            return "text/x-ssa", _script(text)
        subrip = "text/x-subviewer" if _SUBVIEWER.match(text) else "application/x-subrip"
        return (self.media_type if text.startswith(_MARK) else subrip), _timed(text)


def _cues(timed: Iterable[Timed]) -> Iterator[tuple[str, str]]:
    """Yield each cue's start and its new text: captions roll, line after line."""
    before: list[str] = []
    for time, lines in timed:
        said = [said for line in lines if (said := _plain_text(line))]
        new = said[_overlap(before, said) :]
        before = said or before
        if new:
            yield _clock(time), " ".join(new)


def _script(text: str) -> Iterator[Timed]:
    """Yield the dialogue of a script of SubStation Alpha, in the order of the file."""
    fields: list[str] = []
    for line in text.split("\n"):
        kind, _, rest = line.partition(":")
        if kind == "Format":
            fields = [name.strip().lower() for name in rest.split(",")]
        elif kind == "Dialogue" and fields[-1:] == ["text"]:
            event = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            said = re.split(r"\\[Nn]", event.get("text", ""))
            speaker = event.get("name", "").strip()
            said[0] = f"{speaker}: {said[0]}" if speaker else said[0]
            yield event.get("start", "").strip(), said


def _timed(text: str) -> Iterator[Timed]:
    """Yield the start and the lines of each cue."""
    time: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        found = _TIMES.match(line)
        if found:
            if time is not None:
                yield time, lines[:-1] if lines and lines[-1].strip().isdecimal() else lines
            time, lines = found[1], []
        elif not line:
            if time is not None and lines:
                yield time, lines
                time = None
        elif time is not None:
            lines.append(line)
    if time is not None:
        yield time, lines


def _plain_text(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", _VOICE.sub(r"\1: ", line))).split())


def _overlap(before: list[str], said: list[str]) -> int:
    """Return how many lines at the start of a cue stood at the end of the one before."""
    return next(
        (n for n in range(min(len(before), len(said)), 0, -1) if before[-n:] == said[:n]), 0
    )


def _clock(time: str) -> str:
    """Return `h:mm:ss,mmm` or `mm:ss.mmm` as `hh:mm:ss`."""
    hours, minutes, seconds = ("0:" + re.split("[.,]", time)[0]).split(":")[-3:]
    return f"{int(hours):02}:{int(minutes):02}:{seconds}"
