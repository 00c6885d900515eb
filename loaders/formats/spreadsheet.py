"""Spreadsheets (.xlsx, .xls, .ods …): each sheet as a table, with its name and cell range."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem
from precis.loaders.dublin_core import CORE_PROPERTIES, dublin_core
from precis.loaders.errors import LoadError
from precis.loaders.tables import table
from precis.loaders.zipped import declared_type, names, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from python_calamine import CalamineSheet

    Cell = int | float | str | bool | datetime.time | datetime.date | datetime.timedelta

_EXCEL_MAIN = {"xl/workbook.xml", "xl/workbook.bin"}
_OPENDOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "Workbook".encode("utf-16-le")
"""The stream that a workbook of Excel 97 to 2003 is in ([MS-XLS] 2.1.2)."""

_LETTERS = 26


class SpreadsheetParser(Parser):
    """What calamine reads: values as they are stored, not formulas."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def accepts(self, blob: Blob) -> bool:
        """Take zip files and compound files with a workbook in them."""
        if head(blob).startswith(_COMPOUND_FILE):
            return _WORKBOOK in blob.as_bytes()
        return declared_type(blob) == _OPENDOCUMENT or bool(_EXCEL_MAIN & names(blob))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are sheets, named like `Costs!A1:C3`."""
        from python_calamine import CalamineWorkbook, PasswordError

        zipped = names(blob)
        known = {}
        if zipped:
            with unzipped(blob, self.options.limits) as package:
                known = dublin_core(package, CORE_PROPERTIES, str(blob.source))
        try:
            workbook = CalamineWorkbook.from_object(BytesIO(blob.as_bytes()))
        except PasswordError:
            raise LoadError(str(blob.source), "it is encrypted", "decrypt it first") from None
        sheets = map(workbook.get_sheet_by_name, workbook.sheet_names)
        text, pages = paginate(page for sheet in sheets for page in _page(sheet))
        yield Document(
            text,
            metadata={
                "title": stem(blob),
                "media_type": _media_type(blob, self.media_type),
                "pages": pages,
                **known,
            },
        )


def _media_type(blob: Blob, excel: str) -> str:
    if head(blob).startswith(_COMPOUND_FILE):
        return "application/vnd.ms-excel"
    return declared_type(blob) or excel


def _page(sheet: CalamineSheet) -> Iterator[tuple[str, str]]:
    """Yield the range and the text of a sheet, nothing when it is empty."""
    if sheet.start is None or sheet.end is None:
        return
    rows = sheet.to_python(skip_empty_area=True)
    text = table([_shown(cell) for cell in row] for row in rows)
    if text:
        cells = f"{_address(*sheet.start)}:{_address(*sheet.end)}"
        yield f"{sheet.name}!{cells}", f"# {sheet.name}\n\n{text}"


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _shown(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)
