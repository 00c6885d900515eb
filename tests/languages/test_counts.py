"""Numbers and their nouns agree in what users read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from precis.languages.counts import count_of

ROOT = Path(__file__).parents[2]
FACES = "chains commands database loaders models screen splitters stores web".split()
COUNTED = re.compile(
    r"( (more|packed|cached|finished|paid))? (calls|characters|chunks|claims|collections|documents|"
    r"files|lines|pages|parts|passages|pictures|pieces|questions|rows|sentences|sources|tokens)\b"
)


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [
        (0, ("document",), "0 documents"),
        (1, ("document",), "1 document"),
        (2, ("document",), "2 documents"),
        (12345, ("match", "matches"), "12,345 matches"),
        (1, ("line is", "lines are"), "1 line is"),
        (2, ("line is", "lines are"), "2 lines are"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, words: tuple[str, ...], text: str) -> None:
    assert count_of(number, *words) == text


def uncounted(tree: ast.AST) -> Iterator[str]:
    """Yield the parts of texts that say a plural of any number; constants are large ones."""
    for text in ast.walk(tree):
        if not isinstance(text, ast.JoinedStr):
            continue
        for value, after in zip(text.values, text.values[1:], strict=False):
            if (
                isinstance(value, ast.FormattedValue)
                and isinstance(after, ast.Constant)
                and COUNTED.match(str(after.value))
                and not ast.unparse(value.value).isupper()
            ):
                yield ast.unparse(value.value) + str(after.value)


def test_no_message_says_1_documents() -> None:
    files = [path for face in FACES for path in (ROOT / face).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in files
        for text in uncounted(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
