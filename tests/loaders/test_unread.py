from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from langchain_core.documents import Document

from precis.loaders.errors import LoadError
from precis.loaders.registry import complete
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Precis


def test_remarks_are_counted_and_stand_once() -> None:
    unread = Unread()
    assert unread.metadata() == {}
    for _ in range(3):
        unread.add("chart")
        unread.remark("the notes\nwere lost")
    unread.add("piece of SmartArt", plural="pieces of SmartArt", count=2)
    unread.add("equation")
    unread.add("nothing", 0)
    assert unread.metadata() == {
        "unread": [
            "3 charts were not read",
            "2 pieces of SmartArt were not read",
            "1 equation was not read",
            "the notes were lost",
        ]
    }


def test_a_document_without_text_says_what_was_not_read() -> None:
    empty = Document("", metadata={"unread": ["1 chart was not read"]})
    with pytest.raises(LoadError, match="no text in it; 1 chart was not read"):
        complete(empty, "a.pptx")


def test_a_command_prints_what_was_not_read(tmp_path: Path, precis: Precis) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"a": 1}\n{"b": \n{"c": 3}\n')
    run = precis("load", path, "--json")
    assert run.code == 0
    assert f"{path}: line 2 is not JSON" in run.err
    (remark,) = json.loads(run.out)["unread"]
    assert "line 2" in remark
