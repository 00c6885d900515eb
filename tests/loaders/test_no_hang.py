"""No input hangs: recognition and every regular expression take time in proportion to the text.

Quadratic time would take a minute for these lengths, exponential time for ever; a process with a
hard limit of time does the work, so that a hang is a failure rather than a hang.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest

from precis.loaders.limits import LimitError, Limits
from precis.loaders.options import LoadOptions
from precis.loaders.worker import Worker

PIECES = [
    *(" ", "\t", "\n", "\r\n", " \n", "\n ", "a", "1", "a ", " a", "A1.", "- ", "# ", "=", "--"),
    *(
        "<",
        "<a",
        "<a ",
        "</",
        "<!--",
        "<!-- -->",
        "-->",
        "<?xml",
        "<?xml ?>",
        "<meta ",
        "<![CDATA[",
    ),
    *("a: b\n", "a:\n", " b\n", "a: b\n c\n", "From a\n", "\nFrom a 2024\n", "=?a?q?", "=?", "?="),
    *('"', '\\"', "{", "[", "/*", "//", ",", ", ", '{"a":', "{\\", "{\\title ", "\\", "|", "\\|"),
    *("00:00:01,000 -->", "00:", "<v a", "<c>", "1\n", "data:;base64,", "QUJDa1", "A" * 76 + "\n"),
    *("\\begin{", "\\input{a}", "%", "$", "`", "*", "[[", "![", "](", "é", "漢", "\u3000", "|a|\n"),
]
PREFIXES = [
    "",
    "a",
    "# ",
    "From: a\nSubject: ",
    "<!-- ",
    "title: ",
    "1\n00:00:01,000 -->",
    "data:a",
]
SUFFIXES = ["", "!", "\n\n", "x: y\n"]
NAMES = [
    "a",
    "a.md",
    "a.rst",
    "a.html",
    "a.xml",
    "a.json",
    "a.csv",
    "a.eml",
    "a.srt",
    "a.rtf",
    "a.tex",
]
LENGTH = 100_000
CPU_SECONDS = 10
"""Linear time takes three; however busy the machine is."""

EVERY_EXPRESSION = f"""
import importlib, pkgutil, re, sys
from itertools import islice
import precis.loaders
from tests.loaders.test_no_hang import texts

BOUNDED = {{
    "precis.loaders.formats.html._CHARSET": 4096,
    "precis.loaders.marks._WORDS_MARK": 8,
}}
FITTED = {{"precis.loaders.pdf.furniture._PAGE_NUMBER"}}  # only ever used with fullmatch
seen = 0
for found in pkgutil.walk_packages(precis.loaders.__path__, "precis.loaders."):
    module = importlib.import_module(found.name)
    for name, value in vars(module).items():
        if not isinstance(value, re.Pattern):
            continue
        seen += 1
        for text in texts({LENGTH // 4}):
            text = text[: BOUNDED.get(f"{{found.name}}.{{name}}")]
            print(found.name, name, repr(text[:60]), file=sys.stderr, flush=True)
            text = text.encode() if isinstance(value.pattern, bytes) else text
            if f"{{found.name}}.{{name}}" in FITTED:
                value.fullmatch(text)
            else:
                for _ in islice(value.finditer(text), 1000):
                    pass
print(seen)
"""


def texts(length: int) -> list[str]:
    """Return pieces that are repeated, between a beginning and an end that do not fit."""
    repeated = [piece * (length // len(piece)) for piece in PIECES]
    ends = [f"{text}{SUFFIXES[n % len(SUFFIXES)]}" for n, text in enumerate(repeated)]
    return [f"{PREFIXES[n % len(PREFIXES)]}{text}" for n, text in enumerate(ends)]


def test_no_expression_tries_the_same_text_again_and_again() -> None:
    run = [sys.executable, "-c", EVERY_EXPRESSION]
    done = subprocess.run(
        run, capture_output=True, text=True, check=False, preexec_fn=end_after_seconds
    )
    assert done.returncode == 0, f"hangs: {done.stderr.splitlines()[-1:]}"
    assert int(done.stdout) > 20


def end_after_seconds() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    started = Worker(Limits(seconds=20))
    yield started
    started.stop()


@pytest.mark.parametrize("name", NAMES)
def test_no_text_keeps_a_reader_busy(name: str, worker: Worker) -> None:
    from langchain_core.documents.base import Blob

    for text in texts(LENGTH // 5):
        blob = Blob.from_data(text.encode(), metadata={"source": name})
        items = worker.parse(blob, LoadOptions(limits=worker.limits))
        assert not [item for item in items if isinstance(item, LimitError)], text[:80]
