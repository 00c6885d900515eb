"""Speech → text, by faster-whisper and a model on this machine; nothing is downloaded or sent."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRA = "audio"
_NEEDED = ("model.bin", "tokenizer.json")
"""Without one of them faster-whisper would download it."""


class Speech(NamedTuple):
    """What was said, from `start` on, in seconds."""

    start: float
    text: str


def transcribes() -> bool:
    """Return whether the extra is installed."""
    try:
        return find_spec("faster_whisper") is not None
    except ValueError:
        return False


def missing_of(folder: Path) -> str:
    """Return the name of a file that a model folder lacks, "" for a whole one."""
    return next((name for name in _NEEDED if not (folder / name).is_file()), "")


def transcribed(recording: IO[bytes], folder: Path) -> tuple[str | None, Iterator[Speech]]:
    """Return the language of a recording (BCP 47), and what is said as it is heard.

    Raises what PyAV raises for a recording that it cannot decode.
    """
    segments, known = _model(folder).transcribe(recording, vad_filter=True)
    return known.language, (Speech(part.start, part.text.strip()) for part in segments)


@cache
def _model(folder: Path) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), compute_type="int8", local_files_only=True)
