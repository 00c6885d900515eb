"""LaTeX: what is printed of its source."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.tex import printed_source, with_letters
from precis.loaders.tex_macros import Macros
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


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            r"\newcommand{\gate}{Harbour Gate}\gate{} opens at \gate\ 3.",
            "Harbour Gate opens at Harbour Gate 3.",
        ),
        (r"\newcommand\gate{Gate\xspace}\gate opens, \gate.", "Gate opens, Gate."),
        (
            r"\newcommand{\cost}[2]{#2 for #1}a\cost{the \emph{pier}} {45}b",
            r"a45 for the \emph{pier}b",
        ),
        (r"\newcommand{\cost}[2][oak]{#1: #2}\cost{4}, \cost[elm]{5}", "oak: 4, elm: 5"),
        (r"\def\pair#1#2{#2 and #1}\pair{a}{b}", "b and a"),
        (r"\newcommand{\a}{1}\newcommand*{\b}{\a{}2}\renewcommand{\a}{3}\b", "32"),
        (r"\newcommand{\x}{\alpha}$\x b + \x^2$", r"$\alpha b + \alpha^2$"),
        ("One.\n\\newcommand{\\x}{two}\n\\x\n\nThree.", "One.\ntwo\n\nThree."),
        (
            "\\newcommand{\\x}{a}\\begin{verbatim}\n\\x\n\\end{verbatim}\\verb|\\x|",
            "\\begin{verbatim}\n\\x\n\\end{verbatim}\\verb|\\x|",
        ),
    ],
)
def test_commands_that_a_source_defines_are_replaced(source: str, text: str) -> None:
    macros = Macros(source)
    assert macros.text == text
    assert macros.is_complete


@pytest.mark.parametrize(
    "source",
    [
        r"\renewcommand{\section}[1]{#1} \section{One}",
        r"\newcommand{\x}{\@ifnextchar a} \x",
        r"\newcommand{\x}{\ifmmode a\else b\fi} \x",
        r"\newcommand{\x}{a \x",
        r"\let\x\y \x",
    ],
)
def test_what_is_no_text_stays(source: str) -> None:
    assert Macros(source).text == source


def test_a_command_without_its_arguments_stays() -> None:
    assert Macros(r"\newcommand{\x}[1]{a #1}\x and \x{b}").text == r"\x and a b"


def test_commands_that_stand_for_too_much_stop() -> None:
    letters = "abcdefghij"
    definitions = "".join(
        f"\\newcommand{{\\{name}}}{{{f'{chr(92)}{inner} ' * 20}}}"
        for name, inner in pairwise(letters)
    )
    macros = Macros(f"{definitions}\\newcommand{{\\j}}{{stone}}\\a")
    assert not macros.is_complete
    assert len(macros.text) < 10_000_000
    assert Macros(r"\newcommand{\x}{\x\x}\x").is_complete


@pytest.mark.parametrize(
    "repeated",
    [
        r"\x{",
        r"\newcommand{\x}{",
        r"\newcommand{\x}[1]{a}\x{b}",
        r"\begin{verbatim}",
        r"\def\x#1",
        r"\verb|",
        "\\newcommand\\x\n",
    ],
)
def test_commands_are_replaced_in_proportion(repeated: str) -> None:
    assert is_in_proportion(Macros, repeated, 50_000)
