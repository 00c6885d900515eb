"""Recordings of every container that PyAV writes here; what hears them is a stand-in."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import IO

import av
import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.loaders import LoadError, LoadOptions, load
from precis.loaders.formats import audio
from precis.loaders.options import LoadOptions as Options
from precis.loaders.registry import parse
from precis.loaders.transcription import Speech, missing_of

CODECS = {
    "wav": "pcm_s16le", "flac": "flac", "ogg": "libopus", "mp3": "libmp3lame", "mp4": "aac",
    "webm": "libopus", "aiff": "pcm_s16be", "adts": "aac", "avi": "pcm_s16le",
}  # fmt: skip
RATE = 48_000
SAID = [
    Speech(0.0, "The harbour wall was raised,"),
    Speech(2.5, "after the storm."),
    Speech(65.0, "It cost nine million."),
    Speech(3600.0, "and so"),
    Speech(3700.0, "it goes on"),
]


def recording(kind: str) -> bytes:
    out = BytesIO()
    with av.open(out, "w", format=kind) as container:
        stream = container.add_stream(CODECS[kind], rate=RATE)
        stream.layout = "mono"
        silence = np.zeros((1, RATE), np.float32 if "pcm" not in CODECS[kind] else np.int16)
        frame = av.AudioFrame.from_ndarray(
            silence, "fltp" if silence.dtype == np.float32 else "s16", "mono"
        )
        frame.rate = RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return out.getvalue()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    for name in ("model.bin", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    return tmp_path


@pytest.fixture
def fake_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decode a recording as faster-whisper does, and hear SAID in it."""
    from faster_whisper import decode_audio

    def transcribed(stream: IO[bytes], _: Path) -> tuple[str, list[Speech]]:
        assert len(decode_audio(stream)) == pytest.approx(16_000, rel=0.2)
        return "en", SAID

    monkeypatch.setattr(audio, "transcribed", transcribed)


def parsed(data: bytes, folder: Path | None) -> Document | LoadError:
    blob = Blob.from_data(data, metadata={"source": "Talk.bin"})
    (item,) = parse(blob, Options(audio_model=folder))
    return item


@pytest.mark.usefixtures("fake_recording")
@pytest.mark.parametrize("kind", CODECS)
def test_a_recording_is_read_by_its_times(kind: str, model: Path) -> None:
    document = parsed(recording(kind), model)
    assert isinstance(document, Document), document
    text, pages = document.page_content, document.metadata["pages"]
    assert {page["page"]: text[page["start"] : page["end"]] for page in pages} == {
        "00:00:00": "The harbour wall was raised, after the storm.",
        "00:01:05": "It cost nine million.",
        "01:00:00": "and so",
        "01:01:40": "it goes on",
    }
    assert all(page["recognized"] for page in pages)
    assert document.metadata["media_type"].split("/")[0] in {"audio", "video"}
    assert document.metadata["language"] == "en"


def test_a_recording_that_is_damaged_is_one_line(model: Path) -> None:
    from faster_whisper import decode_audio

    error = parsed(b"ID3" + bytes(range(256)) * 20, model)
    assert isinstance(error, LoadError)
    with pytest.raises((OSError, ValueError, IndexError)):
        decode_audio(BytesIO(b"ID3" + bytes(range(256)) * 20))


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = recording("wav")
    assert "--audio-model" in str(parsed(data, None))
    assert f"the audio model {tmp_path} has no model.bin" in str(parsed(data, tmp_path))
    assert missing_of(tmp_path) == "model.bin"
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    assert "uv sync --inexact --extra audio" in str(parsed(data, tmp_path))


def test_a_recording_in_a_folder_is_left_out_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "talk.wav").write_bytes(recording("wav"))
    (tmp_path / "note.txt").write_text("A note.")
    (document,) = load([str(tmp_path)], LoadOptions())
    assert document.page_content == "A note."


@pytest.mark.parametrize("brand", [b"heic", b"avif"])
def test_pictures_in_the_same_container_are_no_recordings(brand: bytes) -> None:
    assert "recording" not in str(parsed(b"\0\0\0\x1cftyp" + brand + bytes(200), None))
