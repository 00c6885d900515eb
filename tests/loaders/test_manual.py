"""Manual pages: what `man` would print of their sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents.base import Blob

from precis.loaders.formats.manual import ManualParser
from precis.loaders.options import LoadOptions
from precis.loaders.registry import parse
from precis.loaders.roff import read_manual
from precis.loaders.roff_text import plain
from tests.growth import is_in_proportion

# ruff: noqa: E501 - sources beside what they print
TITLE = '.TH LAMP 1 "2020" "1.0" "Manual"\n'
DOCBOOK = ".RS 4\n.ie n \\{\\\n\\h'-04'%s\\h'+01'\\c\n.\\}\n.el \\{\\\n.sp -1\n.IP \"%s\" 2\n.\\}\nOne.\n.RE"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (".SH NAME\nlamp \\- a lamp", "## NAME\n\nlamp - a lamp"),
        ('.SH "SEE ALSO"\n.BR oil (1),\n.I wick', "## SEE ALSO\n\noil(1), wick"),
        (".SH\nNAME\n.SS Of oil\nText.", "## NAME\n\n### Of oil\n\nText."),
        (".PP\nOne\ntwo.\n.PP\nThree.", "One two.\n\nThree."),
        (".TP\n.B \\-v\nMore words.\n.TP\n.BI \\-o \" file\"\nOutput.", "-v\n: More words.\n\n-o file\n: Output."),
        (".TP\n-a\n.TQ\n--all\nAll.", "-a, --all\n: All."),
        (".IP \\(bu 2\nOne.\n.IP 1. 4\nTwo.\n.IP \"TERM\"\nThree.", "- One.\n\n1. Two.\n\nTERM\n: Three."),
        (".PP\n\\fB\\-a\\fR, \\fB\\-\\-all\\fR\n.RS 4\nAll.\n.RE", "-a, --all\n: All."),
        (f".PP\nThese:\n.sp\n{DOCBOOK}" % ("\\(bu", "\\(bu"), "These:\n\n- One."),
        (f".PP\nThese:\n.sp\n{DOCBOOK}" % (" 1.", " 1."), "These:\n\n1. One."),
        (".nf\n  x = 1\n\n  y = 2\n.fi\nText.", "```\n  x = 1\n\n  y = 2\n```\n\nText."),
        (".ig\nnot this\n..\n.de XX\nnor this\n..\nText.", "Text."),
        ('.if t .ig\n.\\" A comment.\nText. \\" and this', "Text. "),
        (".if t Printed.\n.if n Shown.", "Shown."),
        (".de Vb\n..\n.am URL\n.  ad l\n.  .\nText.", "Text."),
        (".UR https://a.org\n.UE .\n.UR https://b.org\nHere\n.UE", "https://a.org. Here"),
        (".TS\ntab(:);\nl l.\nA:B\n_\nT{\nlong\ncell\nT}:c\n.TE", "| A | B |\n| --- | --- |\n| long cell | c |"),
    ],
)  # fmt: skip
def test_man_is_read_as_it_prints(source: str, shown: str) -> None:
    assert read_manual(TITLE + source).text() == shown.strip()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (".Sh NAME\n.Nm lamp\n.Nd a lamp", "## NAME\n\nlamp — a lamp"),
        (".Nm lamp\n.Op Fl v Ar file", "lamp [-v file]"),
        (".Nm lamp\n.Op Fl 46Av\n.Op Fl b Ar wick", "lamp [-46Av] [-b wick]"),
        (".Nm lamp\n.Pp\nThe\n.Nm\nuses\n.Xr oil 1 .", "lamp\n\nThe lamp uses oil(1)."),
        (".Bl -tag\n.It Fl v\nMore.\n.It Fl q\nLess.\n.El", "-v\n: More.\n\n-q\n: Less."),
        (".Bl -bullet\n.It\nOne.\n.It\nTwo.\n.El", "- One.\n\n- Two."),
        (".Bl -enum\n.It\nOne.\n.It\nTwo.\n.El", "1. One.\n\n2. Two."),
        (".Bd -literal\nx = 1\n.Ed\nText.", "```\nx = 1\n```\n\nText."),
        (".Dq two words ,\nand\n.Pq one .", "“two words”, and (one)."),
        ("on\n.Ux Ns -domain\nsockets", "on UNIX-domain sockets"),
    ],
)
def test_mdoc_is_read_as_it_prints(source: str, shown: str) -> None:
    assert read_manual(f".Dd May 1, 2020\n.Dt LAMP 1\n.Os\n{source}").text() == shown


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"\fBbold\fP \f(CWcode\f[R] \fIi\fR", "bold code i"),
        (r"a\-b \(em c\(aqs \[u00E9]\('e \*(lqx\*(rq", "a-b — c's éé “x”"),
        (r"\m[blue]x\m[]\&.\s-2y\s+2 a\e b\\$1", "x.y a\\ b\\$1"),
    ],
)
def test_escapes_are_what_they_print(written: str, printed: str) -> None:
    assert plain(written, {}) == printed


WORDS = st.text("abcé.,", min_size=1).filter(lambda text: text[0] not in ".,")


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_all_words_arrive_in_order(words: list[str]) -> None:
    source = TITLE + "\n".join(f".B {word}" if len(word) % 2 else word for word in words)
    assert read_manual(source).text() == " ".join(words)


@given(st.text("\\.'\"{}()[]*fnhsTHSPIeic \n", max_size=200))
def test_any_source_is_read(source: str) -> None:
    read_manual(TITLE + source).text()
    read_manual(".Dd x\n" + source).text()


@pytest.mark.parametrize(
    "seed",
    [
        "a\\c\n",
        ".TQ\nx\n",
        ".if n \\{\\\n",
        ".B a b c\n",
        '.B "a',
        ".TS\nl.\nT{\nx\n",
        "\\*(",
        "a ",
        "|",
    ],
)
@pytest.mark.parametrize("start", [TITLE, ".Dd x\n.Bl -tag\n.It Fl ", ".TH\n.TS\nl.\nT{\n"])
def test_time_grows_with_the_source(seed: str, start: str) -> None:
    assert is_in_proportion(lambda source: read_manual(start + source).text(), seed, 200_000)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("times", [3, 1000])
def test_strings_of_strings_do_not_grow_without_end(times: int, order: int) -> None:
    defined = [f".ds {a} " + f"\\*{b}" * times for a, b in ("ab", "bc", "cd", "de", "ef")]
    source = "\n".join([TITLE, ".ds f word", *defined[::order], "\\*a", "\\*f"])
    assert len(read_manual(source).text()) < len(source) + 1000


def test_strings_are_named_in_others() -> None:
    assert (
        read_manual(f"{TITLE}.ds a ham\n.ds b \\fB\\*a\\fR and egg\n\\*b\n").text() == "ham and egg"
    )


@pytest.mark.parametrize(
    "opening", ["", '.\\" A comment\n', "'\\\" t\n", ".\n", ".nh\n", ".ds x y\n"]
)
@pytest.mark.parametrize("name", ["lamp.1", "lamp.3pm", "page"])
def test_a_manual_is_told_from_text(opening: str, name: str) -> None:
    source = f"{opening}{TITLE}.SH NAME\nlamp \\- a lamp\n"
    blob = Blob.from_data(source.encode(), path=name)
    [document] = parse(blob, LoadOptions())
    assert document.metadata["media_type"] == "text/troff"
    assert document.metadata["title"] == "LAMP(1)"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.1", "A text.\n.TH is a macro of man.\n"),
        ("list.txt", ".TH\n"),
        (".gitignore", ".venv\n.cache\n"),
        ("a.txt", "'Tis a story.\n"),
    ],
)
def test_other_text_stays_text(name: str, text: str) -> None:
    assert not ManualParser().accepts(Blob.from_data(text.encode(), path=name))
