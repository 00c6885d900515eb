"""Files that ask for a password, as msoffcrypto-tool, LibreOffice and zip encrypt them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from langchain_core.documents.base import Blob

from precis.loaders import LoadError, LoadOptions, load, registry

ENCRYPTED = Path(__file__).parent / "encrypted"
FIRST = {
    "harbour.docx": "# The harbour of Ostrand",
    "harbour.xlsx": "# costs",
    "harbour.zip": "---\ntitle: Costs of the wall",
}


@pytest.mark.parametrize("name", FIRST)
def test_a_password_opens(name: str) -> None:
    path = str(ENCRYPTED / name)
    document = next(load([path], LoadOptions(password="harbour")))
    assert document.page_content.startswith(FIRST[name])
    with pytest.raises(LoadError, match="it is encrypted; give its --password"):
        list(load([path]))
    with pytest.raises(LoadError, match="the password is wrong") as error:
        list(load([path], LoadOptions(password="guessed")))
    assert "guessed" not in str(error.value)


def test_an_office_document_keeps_its_name() -> None:
    path = str(ENCRYPTED / "harbour.docx")
    (document,) = load([path], LoadOptions(password="harbour"))
    assert document.metadata["source"] == path
    assert document.metadata["title"] == "The harbour of Ostrand"


def test_encrypted_opendocument_is_refused() -> None:
    with pytest.raises(LoadError, match="it is encrypted; save it without a password"):
        list(load([str(ENCRYPTED / "harbour.odt")], LoadOptions(password="harbour")))


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    data = (ENCRYPTED / "harbour.docx").read_bytes()
    blob = Blob.from_data(data, metadata={"source": "harbour.docx"})
    (error,) = registry.parse(blob, LoadOptions(password="harbour"))
    assert (
        "decrypting it needs the extra 'passwords'; run uv sync --inexact --extra passwords"
        in str(error)
    )


def test_a_damaged_file_of_old_office_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024))
    with pytest.raises(LoadError, match="the file is damaged; save it again"):
        list(load([str(path)]))


def test_a_locked_workbook_of_old_excel_is_refused(tmp_path: Path) -> None:
    data = (Path(__file__).parent / "files" / "libreoffice.xls").read_bytes()
    second = data.index(b"\xe1\0\x02\0", data.index(b"\x09\x08\x10\0"))
    path = tmp_path / "locked.xls"
    path.write_bytes(data[:second] + b"\x2f" + data[second + 1 :])
    with pytest.raises(LoadError, match="it is encrypted; save it without a password"):
        list(load([str(path)]))
