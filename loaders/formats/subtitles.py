"""Subtitles (.srt, .sbv, .vtt, .ass, .ttml, .lrc, .sub, .smi): the text of each cue, and its time.

What the kinds look like is in `../cues.py`; timed text in XML in `../timed_text.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, stem, suffix, text_head
from precis.loaders.cues import kind_of, notes, shown_cues
from precis.loaders.formats.text import read_text
from precis.loaders.timed_text import is_timed, timed_text
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob


_WEBVTT = "text/vtt"


class SubtitlesParser(Parser):
    """One line for each cue; what a cue repeats of the one before adds nothing."""

    media_type = _WEBVTT

    def accepts(self, blob: Blob) -> bool:
        """Take text that begins as one of these kinds does."""
        start = text_head(blob).decode("utf-8", "replace").lstrip()
        return is_timed(start) or kind_of(start, suffix(blob)) is not None

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are cues, named by their start (`00:01:02`)."""
        text = read_text(blob).lstrip()
        kind = kind_of(text, suffix(blob))
        media_type = kind.media_type if kind else "application/ttml+xml"
        timed = kind.cues(text) if kind else timed_text(blob)
        shown, pages = paginate(shown_cues(timed), separator="\n")
        unread = Unread(comments=self.options.comments)
        comments = [unread.comment("", note) for note in notes(text) if media_type == _WEBVTT]
        metadata = {"title": stem(blob), "media_type": media_type, "pages": pages}
        yield Document(
            "\n\n".join(filter(None, [shown, *comments])), metadata=metadata | unread.metadata()
        )
