"""Audio and video (.mp3, .wav, .m4a, .mp4, .webm …): what is said, and when; the extra `audio`."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, cast

from langchain_core.documents import Document

from precis.errors import install_command
from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem
from precis.loaders.errors import LoadError, UnknownFormatError
from precis.loaders.transcription import EXTRA, missing_of, transcribed, transcribes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from langchain_core.documents.base import Blob

    from precis.loaders.transcription import Speech

_MEDIA_TYPES = {
    b"ID3": "audio/mpeg",
    b"fLaC": "audio/flac",
    b"OggS": "audio/ogg",
    b"#!AMR": "audio/amr",
    b"\x1a\x45\xdf\xa3": "video/webm",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "video/x-ms-asf",
    b"FLV\x01": "video/x-flv",
}
_RIFF = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_AIFF = {b"AIFF": "audio/aiff", b"AIFC": "audio/aiff"}
_STILL = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"crx "}
"""Brands of pictures in the same container (ISO 14496-12) as MP4."""

_MPEG_LAYERS = {0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3}
_ADTS = {0xF0, 0xF1, 0xF8, 0xF9}
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LONGEST = 30.0
"""Seconds of a page whose sentence does not end."""


class AudioParser(Parser):
    """A transcript; a page is a sentence or a few, named by when it begins."""

    media_type = "audio/mpeg"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as recordings do."""
        return _media_type(head(blob)) is not None

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are named `hh:mm:ss`, each recognized.

        Raises UnknownFormatError, which is left out of a folder in silence, without the extra
        or a model, and LoadError for a model that is not whole.
        """
        folder = self._model_folder(str(blob.source))
        try:
            with blob.as_bytes_io() as stream:
                language, said = transcribed(cast("IO[bytes]", stream), folder)
                text, pages = paginate(_pages(self._with_ticks(said)), separator="\n")
        except (OSError, ValueError, IndexError) as error:
            reason = f"the recording cannot be decoded ({type(error).__name__})"
            raise LoadError(str(blob.source), reason, "convert it to WAV") from error
        if not text:
            raise LoadError(str(blob.source), "there is no speech in it", "give another recording")
        for page in pages:
            page["recognized"] = True
        metadata = {"title": stem(blob), "media_type": _media_type(head(blob)), "pages": pages}
        yield Document(text, metadata=metadata | ({"language": language} if language else {}))

    def _model_folder(self, source: str) -> Path:
        folder = self.options.audio_model
        if not transcribes():
            reason, remedy = (
                "this is a recording",
                f"to transcribe it, run {install_command(EXTRA)}",
            )
            raise UnknownFormatError(source, reason, remedy)
        if folder is None:
            remedy = "to transcribe it, give the folder of a Whisper model with --audio-model"
            raise UnknownFormatError(source, "this is a recording", remedy)
        missing = missing_of(folder)
        if missing:
            reason = f"the audio model {folder} has no {missing}"
            raise LoadError(source, reason, "give the folder of a Whisper model for CTranslate2")
        return folder

    def _with_ticks(self, said: Iterable[Speech]) -> Iterator[Speech]:
        for speech in said:
            self.tick()
            yield speech


def _pages(said: Iterable[Speech]) -> Iterator[tuple[str, str]]:
    """Yield when sentences begin, and them: what is heard at once may be a part of one."""
    start, words = 0.0, ""
    for speech in said:
        if words and (speech.start - start > _LONGEST or _SENTENCE_END.search(words)):
            yield _clock(start), words
            words = ""
        start = start if words else speech.start
        words = f"{words} {speech.text}".strip()
    if words:
        yield _clock(start), words


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _media_type(start: bytes) -> str | None:
    """Return the media type of a recording by how it begins, None for anything else."""
    if start[4:8] == b"ftyp":
        is_audio = start[8:11] in {b"M4A", b"M4B"}
        return None if start[8:12] in _STILL else "audio/mp4" if is_audio else "video/mp4"
    if start.startswith(b"RIFF"):
        return _RIFF.get(start[8:12])
    if start.startswith(b"FORM"):
        return _AIFF.get(start[8:12])
    if len(start) > 1 and start[0] == 0xFF:  # noqa: PLR2004 - the sync word of MPEG
        known = {"audio/mpeg": _MPEG_LAYERS, "audio/aac": _ADTS}
        return next((kind for kind, marks in known.items() if start[1] in marks), None)
    return next((kind for mark, kind in _MEDIA_TYPES.items() if start.startswith(mark)), None)
