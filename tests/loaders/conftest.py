"""Fixtures of the loader tests: PDFs written for the test."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

PdfMaker = Callable[..., bytes]


@pytest.fixture
def make_pdf() -> PdfMaker:
    """Write a PDF of the given pages, one line of text each unless a page has more."""

    def make(
        *pages: str, title: str | None = None, password: str | None = None, header: str = ""
    ) -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        out = BytesIO()
        canvas = Canvas(out, encrypt=password, invariant=True)
        if title:
            canvas.setTitle(title)
        for page in pages:
            lines = canvas.beginText(72, 720)
            lines.textLines(page)
            canvas.drawText(lines)
            canvas.drawString(72, 800, header)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return make
