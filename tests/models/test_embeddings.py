"""The embedded embeddings."""

from pathlib import Path

import numpy as np
import pytest

from precis.models import onnx_session
from precis.models.embeddings import MiniLM


def test_vectors_are_the_same_whether_the_processor_is_known_to_be_exact(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    texts = ["Refunds are approved by the head of sales.", "The lighthouse stood alone. " * 30]
    given = MiniLM(tmp_path).vectors(texts)
    monkeypatch.setattr(onnx_session, "_multiplies_bytes_exactly", lambda: False)
    assert np.array_equal(MiniLM(tmp_path).vectors(texts), given)
