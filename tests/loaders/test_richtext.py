from __future__ import annotations

import pytest

from tests.loaders.office.packages import document


def read(body: str, *, head: str = r"\ansi\ansicpg1252") -> str:
    return document(rb"{\rtf1" + (head + body).encode("latin-1") + b"}").page_content


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r" Costs\par rose.", "Costs\n\nrose."),
        (
            r"\*\ignored Text after a word that is not known.\par",
            "Text after a word that is not known.",
        ),
        (r"{\*\unknown hidden}{\stylesheet Normal;}shown{\v secret}", "shown"),
        (r" held 10{\super 6} cells of CO{\sub 2}", "held 10^6 cells of CO2"),
        (r" 10{\up8 6} cells of H{\dn4 2}O, 5\up6 th\up0  pier", "10^6 cells of H2O, 5th pier"),
        (r"{\strike 100} 200 dollars", "~~100~~ 200 dollars"),
        (r" caf\'e9 \u1047?\u1080?{\uc0\u1084}\u1072a x", "café Зима x"),
        (r" a\bin3 {}}\b d", "ad"),
        (r"\field{\*\fldinst PAGE}{\fldrslt seven} pages", "seven pages"),
        (r"\outlinelevel1 Head\par\pard Body", "## Head\n\nBody"),
        (r" text{\footnote The note.}.\par", "text[1].\n\n[1] The note."),
        (r"{\header Contract 4711\par}Body{\footer 3}", "Body\n\nHeader: Contract 4711"),
        (r" co\-operate, 10\~000 and twenty\_one", "cooperate, 10\u00a0000 and twenty\u2011one"),
        (r"{\upr{Caf\'e9 plain}{\*\ud{Caf\u233? \u9733?}}} x", "Café ★ x"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Boxed\par}}}", "Boxed"),
    ],
)
def test_what_a_reader_shows(body: str, text: str) -> None:
    assert read(body) == text


def test_hidden_text_is_remarked_and_deleted_text_is_not() -> None:
    found = document(rb"{\rtf1 one {\v HIDDEN}{\deleted GONE}two{\xe\v entry}}")
    assert found.page_content == "one two"
    assert found.metadata["unread"] == ["6 characters of hidden text were not read"]


def test_tables_with_merged_cells() -> None:
    body = (
        r"\trowd\clvmgf\cellx1\cellx2\intbl Year\cell\intbl Cost\cell\row"
        r"\trowd\clvmrg\cellx1\cellx2\intbl\cell\intbl one\par two\cell\row\pard After"
    )
    assert read(body) == "| Year | Cost |\n| --- | --- |\n| Year | one two |\n\nAfter"


def test_the_charset_of_a_font_decides() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}"
    assert read(fonts + r"\f1 \'c7\'e8\'ec\'e0 \f2 \'8d\'60") == "Зима 港"[:5] + "港"


def test_braces_without_end_do_not_matter() -> None:
    assert read("{" * 20_000 + " deep") == "deep"
    assert read("}" * 20_000 + " flat") == "flat"
