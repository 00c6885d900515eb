import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.web.problems import ProblemError
from precis.web.quota import Quota
from precis.web.uploads import Upload, Uploads, display_name


async def _parts(size: int, *, cut_off: bool = False) -> AsyncIterator[bytes]:
    for _ in range(0, size, 100_000):
        yield b"x" * min(size, 100_000)
    if cut_off:
        raise ConnectionError


def receive(
    uploads: Uploads, size: int = 10, *, user: str = "anna", cut_off: bool = False
) -> Upload:
    return asyncio.run(uploads.receive(user, "a.txt", _parts(size, cut_off=cut_off)))


def test_uploads_outlive_a_restart_and_half_ones_do_not(tmp_path: Path) -> None:
    kept = receive(Uploads(tmp_path, Quota()))
    half = tmp_path / "half"
    half.mkdir()
    (half / "content").write_bytes(b"half of")
    again = Uploads(tmp_path, Quota())
    assert again.open("anna", f"upload:{kept.id}").as_bytes() == b"x" * 10
    assert not half.exists()


def test_limits_leave_nothing_behind(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path, Quota(max_upload=1, kept_megabytes=2))
    with pytest.raises(ProblemError, match="larger than 1 MB"):
        receive(uploads, 1_100_000)
    with pytest.raises(ConnectionError):
        receive(uploads, 200_000, cut_off=True)
    with pytest.raises(ProblemError, match="the file is empty"):
        receive(uploads, 0)
    assert list(tmp_path.iterdir()) == []
    first = receive(uploads, 900_000)
    receive(uploads, 900_000)
    with pytest.raises(ProblemError, match="take more than 2 MB"):
        receive(uploads, 900_000)
    receive(uploads, 900_000, user="ben")
    uploads.remove("anna", first.id)
    receive(uploads, 900_000)


def test_uploads_that_arrive_together_share_the_limit(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path, Quota(max_upload=1, kept_megabytes=2))

    async def at_once() -> list[Upload | BaseException]:
        sent = (uploads.receive("anna", "a.txt", _parts(700_000)) for _ in range(5))
        return await asyncio.gather(*sent, return_exceptions=True)

    refused = [one for one in asyncio.run(at_once()) if isinstance(one, ProblemError)]
    assert len(refused) == 3
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_a_day_old_goes(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path, Quota())
    old = receive(uploads)
    uploads._kept[old.id] = replace(old, at=time.time() - 25 * 3600)
    with pytest.raises(ProblemError, match="no upload"):
        uploads.open("anna", f"upload:{old.id}")
    uploads._swept = None  # a minute later
    receive(uploads)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("source", ["upload:../../etc", "upload:", "/etc/passwd", "x"])
def test_nothing_else_can_be_opened(tmp_path: Path, source: str) -> None:
    with pytest.raises(ProblemError):
        Uploads(tmp_path, Quota()).open("anna", source)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.txt", "a.txt"),
        ("reports/2024/a.txt", "reports/2024/a.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\anna\\a.txt", "Users/anna/a.txt"),
        ("x/./..//a .txt.", "x/a .txt"),
        ("a\x1b[31m\u202e.txt", "a[31m.txt"),
        ("d/" * 400 + "a.txt", "d/" * 247 + "a.txt"),
    ],
)
def test_a_name_keeps_its_folders_and_is_no_place(given: str, kept: str) -> None:
    assert display_name(given) == kept
    assert not Path(kept).is_absolute()


@pytest.mark.parametrize("given", ["", " ", "..", "a/", "/", "C:", "\x00"])
def test_a_name_of_nothing_is_refused(given: str) -> None:
    with pytest.raises(ProblemError, match="no name"):
        display_name(given)
