"""No error that a server shows advises commands or options."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from precis.models.calls.explanations import call_error
from precis.models.calls.failures import Failure, Fault
from precis.web.problems import details, details_of
from precis.web.wording import REWORDED, result_without_advice, without_advice

ROOT = Path(__file__).parents[2]
RAISING = ("chains", "database", "loaders", "models", "stores", "web", "errors.py")
ADVICE = re.compile(r"(?<![\w'-])--[a-z]|`precis |\b(?:uv sync|pip install)\b|\bthe same command\b")


def text_of(node: ast.AST) -> str:
    """Return the text of a literal, with X for what is computed; "" for other nodes."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "X" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def messages() -> Iterator[str]:
    """Yield the lines that errors can have."""
    for name in RAISING:
        for path in [*ROOT.glob(name), *ROOT.glob(f"{name}/**/*.py")]:
            if path.suffix == ".py" and path.name != "wording.py":
                yield from lines(ast.parse(path.read_text(encoding="utf-8")))


def lines(tree: ast.Module) -> Iterator[str]:
    """Yield the messages of errors, and other literals as what follows a reason."""
    seen: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.keyword):  # docstrings, and descriptions of options
            seen.update(ast.walk(node.value) if text_of(node.value) else ())
        elif isinstance(node, ast.JoinedStr):
            seen.update(node.values)
        elif isinstance(node, ast.Call) and len(node.args) == 1 and is_error(node.func):
            seen.add(node.args[0])
            yield text_of(node.args[0])
    for node in ast.walk(tree):
        if node not in seen and " " in text_of(node):
            yield f"source: {text_of(node)}"


def is_error(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name.endswith("Error") or name == "__init__"


def test_no_message_keeps_its_advice_and_every_rule_is_for_one() -> None:
    advising = {it for it in messages() if ADVICE.search(it)}
    assert len(advising) > 50
    for message in advising:
        line = without_advice(message)
        assert not ADVICE.search(line), message
        assert re.fullmatch(r"\S.*[^\s:;,(]", line), message
        assert without_advice(line) == line
    for advice, here in REWORDED:
        assert any(here in without_advice(it) for it in advising if advice.search(it))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("m did not answer: wait, or raise --timeout", "m did not answer: wait"),
        ("made with 'a': use --embeddings a, or ask for help", "made with 'a': ask for help"),
        ("--judge x is not a chat model; run `precis models`", "judge x is not a chat model"),
        ("there is no parameter '--x': see below", "there is no parameter '--x': see below"),
    ],
)
def test_what_can_be_done_here_stays(line: str, shown: str) -> None:
    assert details(422, line)["detail"] == shown
    assert result_without_advice([{"error": line}]) == [{"error": shown}]


@pytest.mark.parametrize("fault", Fault)
def test_no_error_of_a_model_shows_where_its_server_is(fault: Fault) -> None:
    words = "no route to http://10.0.0.7:8000/v1/chat (10.0.0.7:8000)"
    failure = Failure(fault, words, 500, address="http://10.0.0.7:8000/v1/chat")
    error = call_error(failure, "m", "", lambda: "nothing was paid")
    assert "10.0.0.7" not in details_of(error, Path("/library"))["detail"]
    assert "10.0.0.7" in str(error) or fault is Fault.SILENT
