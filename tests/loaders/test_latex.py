"""LaTeX: what is printed of its source."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.tex import printed_source, with_letters
from tests.growth import is_in_proportion

ACUTE, GRAVE, CARON = "\u0301", "\u0300", "\u030c"
SHOWN = st.text("abz .,\\{}$&'\"-", max_size=20).filter(lambda text: not text.endswith("\\"))


@given(SHOWN, st.text("abc %\\{}", max_size=20))
def test_a_comment_ends_its_line(shown: str, said: str) -> None:
    line = f"x{shown}"
    assert printed_source(f"{line}%{said}\nnext") == f"{printed_source(line).rstrip()}\nnext"
    assert printed_source(f"  %{said}\nnext") == "next"


@pytest.mark.parametrize(
    "kept",
    [
        r"See \url{https://a.org/a%20b} and \href{b%c}{this}.",
        r"The sign \verb|%| ends a line.",
        "\\begin{lstlisting}\nx = 5 % 3 \\'e\n\\end{lstlisting}",
        "\\begin{verbatim*}\n% shown\n\\end{verbatim*}",
    ],
)
def test_what_is_no_comment_stays(kept: str) -> None:
    assert printed_source(kept) == kept
    assert printed_source(f"{kept}\n% gone\nend") == f"{kept}\nend"


@pytest.mark.parametrize("mark", [("\\begin{comment}", "\\end{comment}"), ("\\iffalse", "\\fi")])
def test_parts_that_are_passed_over_are_not_read(mark: tuple[str, str]) -> None:
    start, end = mark
    assert printed_source(f"one\n{start}\nold\n{end}\ntwo") == "one\ntwo"


@pytest.mark.parametrize(
    "written", [r"\{0}{1}", r"\{0}{{{1}}}", r"{{\{0}{1}}}", r"{{\{0}{{{1}}}}}", r"\{0} {1}"]
)
@pytest.mark.parametrize(
    ("mark", "accent"), [("'", ACUTE), ("`", GRAVE), ('"', "\u0308"), ("v", CARON), ("c", "\u0327")]
)
def test_letters_have_their_accents(written: str, mark: str, accent: str) -> None:
    letter = "c" if mark in "vc" else "e"
    if mark.isalpha() and not (" " in written or "{{{1}}}" in written):
        return
    source = written.format(mark, letter)
    assert with_letters(f"a{source}b") == f"a{normalize('NFC', letter + accent)}b"


def test_commands_that_a_file_defines_are_its_own() -> None:
    source = "\\newcommand{\\v}[1]{\\mathbf{#1}}\n\\def\\o{0}\n$\\v{c} + \\o$"
    assert printed_source(source) == source
    assert with_letters(r"$\v{x} \times \dot{y}, \left( \int_0^1 \right)$").count("\\") == 6


@pytest.mark.parametrize("seed", ["\\verb|", "\\url{", "{\\'", "%", "\\iffalse ", "{\\'{", "\\v {"])
def test_hostile_source_costs_no_more_than_its_length(seed: str) -> None:
    assert is_in_proportion(printed_source, seed, 40_000)
    assert is_in_proportion(printed_source, f"{seed}\n", 40_000)


@given(st.text("ab\\\\5", max_size=9), st.sampled_from("%&#_"))
def test_signs_are_printed_without_their_backslash(before: str, sign: str) -> None:
    ahead = len(before) - len(before.rstrip("\\"))
    if ahead % 2 == 0 and with_letters(before) == before:
        assert printed_source(f"{before}\\{sign} x") == f"{before}{sign} x"
