from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders import LoadError, LoadOptions, load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.conftest import PdfMaker


def test_pages_are_exact(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf("Costs rose.", "", "Plans for\nnext year.", title="The report"))
    (document,) = load([str(path)])
    pages = document.metadata["pages"]
    texts = [document.page_content[page["start"] : page["end"]] for page in pages]
    assert [page["page"] for page in pages] == [1, 2, 3]
    assert texts == ["Costs rose.", "", "Plans for\nnext year."]
    assert document.metadata["title"] == "The report"
    assert document.metadata["media_type"] == "application/pdf"


def test_a_pdf_is_known_by_its_content(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(make_pdf("Costs rose."))
    (document,) = load([str(path)])
    assert document.page_content == "Costs rose."
    assert document.metadata["pages"] == [{"page": 1, "start": 0, "end": 11}]


def test_a_password_opens(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(make_pdf("Secret costs.", password="opensesame"))
    (document,) = load([str(path)], LoadOptions(password="opensesame"))
    assert document.page_content == "Secret costs."
    with pytest.raises(LoadError, match="the PDF is encrypted; give its --password"):
        list(load([str(path)]))
    with pytest.raises(LoadError, match="the password is wrong") as error:
        list(load([str(path)], LoadOptions(password="guessed")))
    assert "guessed" not in str(error.value)


def test_a_pdf_without_text_looks_scanned(tmp_path: Path, make_pdf: PdfMaker) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(make_pdf("", ""))
    with pytest.raises(LoadError, match="none of its 2 pages has text: it looks scanned"):
        list(load([str(path)]))


@pytest.mark.parametrize("cut", [10, 300, 700])
def test_a_damaged_pdf(tmp_path: Path, make_pdf: PdfMaker, cut: int) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(make_pdf("Costs rose.")[:cut])
    with pytest.raises(LoadError, match="the PDF is damaged"):
        list(load([str(path)]))
