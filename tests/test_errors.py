from pathlib import Path

import pytest

from precis.errors import MissingExtraError, require
from tests.conftest import Precis


def test_a_missing_package_names_its_extra() -> None:
    require("json", "precis serve", "web")
    with pytest.raises(
        MissingExtraError, match=r"needs the extra 'web': uv sync --inexact --extra web$"
    ):
        require("no_such_package", "precis serve", "web")


@pytest.mark.parametrize("command", ["evaluate", "ask --questions", "check --batch"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named_in_plain_words(
    command: str, content: bytes | None, precis: Precis, tmp_path: Path
) -> None:
    path = tmp_path / "given"
    if content:
        path.write_bytes(content)
    elif content is not None:
        path.mkdir()
    run = precis(*command.split(), path)
    expected = "not UTF-8" if content else "directory"
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert str(path) in run.err
    assert expected in run.err
    assert "Errno" not in run.err
