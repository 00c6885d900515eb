"""Spreadsheets (.xlsx, .xls, .ods …): each sheet as a table, with its name and cell range.

Old workbooks (.xls) are read by calamine, all others in `../office/`.
"""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, cast

from langchain_core.documents import Document

from precis.loaders.binary.number_formats import number_formats
from precis.loaders.binary.storages import MARK, WORKBOOKS, is_locked_workbook, roots
from precis.loaders.binary.workbook_margins import around_sheets
from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, head, stem
from precis.loaders.dublin_core import dublin_core
from precis.loaders.errors import LoadError
from precis.loaders.office import spreadsheet_2003
from precis.loaders.office.binary_workbook import BinaryWorkbook
from precis.loaders.office.cell_values import number
from precis.loaders.office.drawn import Drawn
from precis.loaders.office.opendocument_sheets import opendocument_sheets
from precis.loaders.office.package import kind_of, opened
from precis.loaders.office.workbook import Workbook
from precis.loaders.pictures import picture_reader
from precis.loaders.sheets import Cells
from precis.loaders.unread import Unread
from precis.loaders.zipped import declared_type, names, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from python_calamine import CalamineSheet

    from precis.loaders.binary.number_formats import Kinds

    Cell = int | float | str | bool | datetime.time | datetime.date | datetime.timedelta

_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"
_OPENDOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"


class SpreadsheetParser(Parser):
    """Values as they are stored; a formula only where its value is not."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def accepts(self, blob: Blob) -> bool:
        """Take zip files and compound files with a workbook in them."""
        if head(blob).startswith(MARK):
            return bool(roots(blob) & set(WORKBOOKS))
        if declared_type(blob) == _OPENDOCUMENT or kind_of(blob) == "workbook":
            return True
        return spreadsheet_2003.is_workbook(head(blob))

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are sheets, named like `Costs!A1:C3`."""
        unread = Unread(comments=self.options.comments)
        parts = names(blob)
        known: dict[str, str] = {}
        if declared_type(blob) == _OPENDOCUMENT:
            with unzipped(blob, self.options.limits) as packed:
                if _MANIFEST in parts and _ENCRYPTED in packed.read(_MANIFEST):
                    raise LoadError(
                        str(blob.source), "it is encrypted", "save it without a password"
                    )
                known = dublin_core(packed, "meta.xml")
                styles = packed.read("styles.xml") if "styles.xml" in parts else b"<none/>"
                with packed.open("content.xml") as stream:
                    found = opendocument_sheets(BytesIO(styles), stream, unread)
                    text, pages = paginate(page for sheet in found for page in _page(*sheet))
        elif spreadsheet_2003.is_workbook(head(blob)):
            with blob.as_bytes_io() as plain:
                found = spreadsheet_2003.sheets(cast("IO[bytes]", plain), unread)
                text, pages = paginate(page for sheet in found for page in _page(*sheet))
        elif not parts:
            sheets = self._by_calamine(blob, unread)
            text, pages = paginate(page for sheet in sheets for page in _page(*sheet))
        else:
            with opened(blob, self.options.limits) as package:
                known = package.known()
                drawn = Drawn(package, unread, picture_reader(self))
                kind = BinaryWorkbook if package.is_binary else Workbook
                workbook = kind(package, unread, drawn)
                text, pages = paginate(
                    page for sheet in workbook.sheets() for page in _page(*sheet)
                )
        metadata = {"title": stem(blob), "pages": pages, **known}
        metadata["media_type"] = _media_type(blob, self.media_type)
        yield Document(text, metadata=metadata | unread.metadata())

    def _by_calamine(self, blob: Blob, unread: Unread) -> Iterator[tuple[str, Cells, list[str]]]:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        try:
            workbook = CalamineWorkbook.from_object(BytesIO(blob.as_bytes()))
        except (PasswordError, CalamineError) as error:
            if isinstance(error, PasswordError) or is_locked_workbook(blob):
                source = str(blob.source)
                raise LoadError(source, "it is encrypted", "save it without a password") from None
            raise
        around = around_sheets(blob.as_bytes(), unread)
        formats = number_formats(blob.as_bytes())
        for name in workbook.sheet_names:
            cells = _filled(workbook.get_sheet_by_name(name), formats.get(name, {}))
            yield name, cells, around.get(name, [])


def _media_type(blob: Blob, excel: str) -> str:
    if head(blob).startswith(MARK):
        return "application/vnd.ms-excel"
    return declared_type(blob) or excel


def _filled(sheet: CalamineSheet, formats: Kinds) -> Cells:
    cells = Cells()
    first_row, first_column = sheet.start or (0, 0)
    if sheet.start is None:
        return cells
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row):
        for column, value in enumerate(values, start=first_column):
            if value != "":
                text = _cell_text(value)
                kind = formats.get((row, column)) if isinstance(value, int | float) else None
                cells.add(row, column, number(text, kind, from_1904=False) if kind else text)
    for start, end in sheet.merged_cell_ranges or ():
        cells.merge(start[0], end[0], start[1])
    return cells


def _page(name: str, cells: Cells, drawn: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the range and the text of a sheet, nothing when it is empty."""
    table = cells.text()
    parts = list(filter(None, [table, *drawn]))
    if parts:
        place = f"{name}!{cells.range()}" if table else name
        yield place, "\n\n".join([f"# {name}", *parts])


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)
