"""Subtitles (.srt, .vtt): what is said, and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem
from precis.loaders.formats.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

_TIME = r"(?:\d+:)?\d\d:\d\d[.,]\d{3}"
_CUE = re.compile(rf"^({_TIME})[ \t]*-->[ \t]*{_TIME}.*\n((?:.+\n?)*)", re.MULTILINE)
_STARTS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:WEBVTT\b|\s*\d+\s*\r?\n(?:\d+:)?\d\d:\d\d[.,]\d{3}[ \t]*-->)"
)
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,99})? ([^<>\n]{1,99})>")
_TAG = re.compile(r"</?[a-z][^<>]*>|\{\\[^{}]*\}")


class SubtitlesParser(Parser):
    """One line for each cue; cues that repeat the line before add nothing."""

    media_type = "text/vtt"

    def accepts(self, blob: Blob) -> bool:
        """Take text that begins as WebVTT or SubRip does."""
        return bool(_STARTS.match(head(blob)))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are cues, named by their start (`00:01:02`)."""
        media_type = self.media_type
        if not head(blob).removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
            media_type = "application/x-subrip"
        text, pages = paginate(_cues(read_text(blob)), separator="\n")
        yield Document(
            text, metadata={"title": stem(blob), "media_type": media_type, "pages": pages}
        )


def _cues(text: str) -> Iterator[tuple[str, str]]:
    last = ""
    for cue in _CUE.finditer(text):
        said = " ".join(_TAG.sub("", _VOICE.sub(r"\1: ", cue[2])).split())
        if said and said != last:
            last = said
            yield _clock(cue[1]), said


def _clock(time: str) -> str:
    """Return `h:mm:ss,mmm` or `mm:ss.mmm` as `hh:mm:ss`."""
    hours, minutes, seconds = ("0:" + time[:-4]).split(":")[-3:]
    return f"{int(hours):02}:{minutes}:{seconds}"
