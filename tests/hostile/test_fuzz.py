"""Real files with bytes changed, cut, repeated and swapped: every parser answers or refuses."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.loaders import Limits, LoadError, LoadOptions, worker
from tests.hostile.inputs import ENCRYPTED, PICTURES, SEEDS, content

OPTIONS = LoadOptions(password="harbour", limits=Limits(seconds=60, memory=4000))
UNRECOGNIZED = LoadOptions(limits=Limits(seconds=30, memory=4000))
"""For a process without the extra `ocr`: a page whose letters are damaged takes ten seconds."""

MADE = ("quine.zip", "links.tar", "many-messages.mbox", "path-name.eml", "bad-times.srt")
LIKE_OTHERS = {"weasyprint.pdf", "notes.pdf"}
"""Files that are read as others are."""

FILES = sorted({*MADE, *(path.name for path in SEEDS.iterdir())} - LIKE_OTHERS)
SCANS = {"scan.pdf": "PDF", "scan.png": "PNG", "scan.tiff": "TIFF"}
"""JPEG and WebP go the way of PNG."""

SLOW = sorted([*SCANS, *(path.name for path in ENCRYPTED.iterdir())])
"""What takes half a second and more to recognize or to decrypt."""


@cache
def undamaged(name: str) -> bytes:
    """Return a file, or a picture of a few words: more take longer and no other way."""
    if name in MADE:
        return content(name)[:20_000]
    if name not in SCANS:
        folder = SEEDS if name in FILES else ENCRYPTED
        return (folder / name).read_bytes()
    from PIL import Image

    out = io.BytesIO()
    with Image.open(PICTURES / "scan.png") as scan:
        scan.crop((8, 54, 88, 134)).convert("1").save(out, SCANS[name])
    return out.getvalue()


Mutation = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


def remove(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 64)]


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + 32] * chance.randrange(1, 100)


def extreme(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start : start + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))


MUTATIONS: tuple[Mutation, ...] = (flip, flip, flip, cut, remove, repeat, extreme)


fuzz = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def without_recognition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("hidden")
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['rapidocr'] = None\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "_PASSED_ON", (*worker._PASSED_ON, "PYTHONPATH"))
        patch.setenv("PYTHONPATH", str(folder))
        yield


@pytest.mark.usefixtures("without_recognition")
@pytest.mark.parametrize("name", FILES)
@fuzz
@given(seed=st.integers(0, 2**32), times=st.integers(1, 8))
def test_damaged_files_are_read_or_refused(name: str, seed: int, times: int) -> None:
    read(name, seed, times, UNRECOGNIZED)


@pytest.mark.parametrize("name", SLOW)
@settings(fuzz, max_examples=4)
@given(seed=st.integers(0, 2**32), times=st.integers(2, 8))
def test_damaged_pictures_and_encrypted_files_too(name: str, seed: int, times: int) -> None:
    read(name, seed, times, OPTIONS)


def read(name: str, seed: int, times: int, options: LoadOptions) -> None:
    """Damage a file so many times and read it."""
    chance = random.Random(seed)
    data = bytearray(undamaged(name))
    for _ in range(times):
        if len(data) > 1:
            chance.choice(MUTATIONS)(data, chance)
    blob = Blob.from_data(bytes(data), metadata={"source": name})
    with worker.borrowed(options.limits) as lent:
        for item in lent.parse(blob, options):
            if isinstance(item, LoadError):
                assert "\n" not in str(item)
                assert "crashed" not in item.reason
                assert "not read within" not in item.reason
            else:
                check(item)


def check(document: Document) -> None:
    text = document.page_content
    assert text.strip()
    assert {"id", "source", "title", "media_type", "pages"} <= document.metadata.keys()
    for page in document.metadata["pages"]:
        assert 0 <= page["start"] <= page["end"] <= len(text)
