"""The embedded embeddings."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from precis.models import onnx_session
from precis.models.answer_reader import AnswerReaders
from precis.models.embeddings import MiniLM
from tests.processes import run_apart


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


def read_before_and_after_a_fork() -> None:
    texts = [f"Lamp {number} is lit." for number in range(20)]
    embeddings = MiniLM()
    readers = AnswerReaders()

    def read() -> list[object]:
        parts = [[(0, len(text))] for text in texts]
        reader = readers.of("en")
        assert reader
        return [*embeddings.embed_documents(texts), *reader.point("Which?", texts, parts)]

    before = read()
    child = os.fork()
    if not child:
        signal.alarm(60)
        os._exit(read() != before)
    _, ended = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(ended) != 0)


def test_a_process_that_is_forked_off_reads_on() -> None:
    assert run_apart(read_before_and_after_a_fork) == 0
