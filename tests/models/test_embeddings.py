"""The embedded embeddings."""

import subprocess
import sys
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


def test_what_asks_servers_is_imported_where_one_is_asked() -> None:
    code = "import sys, precis.models.embeddings; print('precis.models.calls' in sys.modules)"
    command = [sys.executable, "-P", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
