"""Elements that are tables, code, powers or last sections by what they look like."""

from __future__ import annotations

import pytest

from precis.loaders.main_text import read_page
from tests.loaders.test_parts_of_pages import AROUND, LAST, PARAGRAPH, SECOND


def text_with(part: str) -> str:
    return read_page(AROUND.format(PARAGRAPH, SECOND, LAST, part)).text


@pytest.mark.parametrize("tag", ["div", "span"])
@pytest.mark.parametrize("grouped", [False, True])
def test_parts_with_roles_are_a_table(tag: str, grouped: bool) -> None:
    def row(role: str, *cells: str) -> str:
        inner = "".join(f"<{tag} role={role}>{cell}</{tag}>" for cell in cells)
        return f"<{tag} role=row>{inner}</{tag}>"

    rows = [row("columnheader", "Port", "Ships"), row("cell", "Ostend", "11")]
    if grouped:
        rows = [f"<{tag} role=rowgroup>{each}</{tag}>" for each in rows]
    found = text_with(f"<div role=table>{''.join(rows)}</div>")
    assert "| Port | Ships |\n| --- | --- |\n| Ostend | 11 |" in found


@pytest.mark.parametrize(
    ("style", "is_code"),
    [("white-space: pre", True), ("x:y;WHITE-SPACE:pre;", True), ("white-space:nowrap", False)],
)  # fmt: skip
def test_lines_stay_where_blanks_count(style: str, is_code: bool) -> None:
    lines = "<div>    open(123)</div><div> shut(456) when the tide is low.</div>"
    found = text_with(f'<div style="{style}">{lines}</div>')
    assert ("```\n    open(123)\n shut(456) when the tide is low.\n```" in found) is is_code


@pytest.mark.parametrize(
    ("style", "text"), [("vertical-align: super", "10^6"), ("Vertical-Align:Sub", "10_6")]
)
def test_powers_by_style(style: str, text: str) -> None:
    found = text_with(f'<p>About 10<span style="{style}">6</span> grains lie on the quay.</p>')
    assert f"About {text} grains lie on the quay." in found


@pytest.mark.parametrize(
    ("footer", "stays"),
    [
        ("<h2>Contact us</h2><p>Write to the keeper of the harbour at the pier.</p>", True),
        ("<p><a href=/a>Terms</a> <a href=/b>Privacy</a> <a href=/c>Us</a></p>", False),
        ("<h2>More</h2><ul><li><a href=/a>Gates</a></li><li><a href=/b>Locks</a></li></ul>", False),
    ],
)  # fmt: skip
def test_the_footer_of_an_article_may_be_its_last_section(footer: str, stays: bool) -> None:
    page = (
        f"<html><body><main><article><h1>Rules</h1><p>{PARAGRAPH}</p><p>{SECOND}</p><p>{LAST}</p>"
        f"<footer>{footer}</footer></article></main></body></html>"
    )
    text = read_page(page).text
    assert ("Contact us" in text and "at the pier." in text) is stays
    assert not {"Terms", "Gates"} & set(text.split())
