"""Results of batches, however they are laid out: each call gets its own reply, at one price."""

# A table: its rows are not broken up.
# ruff: noqa: E501

import json
from pathlib import Path

import pytest

from tests.fakes.batch_calls import texts
from tests.fakes.batch_habits import (
    ANSWERED,
    BOTH,
    OPENAI,
    Line,
    Lines,
    Write,
    answers,
    as_lines,
    body,
    by_kind,
    first,
    laid,
    with_body,
    without,
)
from tests.fakes.batch_servers import json_lines


def renamed(lines: Lines) -> str:
    stranger = {**lines[0], "custom_id": "a-stranger"}
    return json_lines([stranger, *lines])


def unnamed(lines: Lines) -> str:
    return json_lines([{**lines[0], "custom_id": None}, *lines[1:]])


def broken(lines: Lines) -> str:
    return json_lines(lines[:1]) + '{"custom_id": "x", "resp' + "\n" + json_lines(lines[2:])


def body_as_text(line: Line) -> Line:
    return with_body(line, json.dumps(line["response"]["body"]))


def bare(line: Line) -> Line:
    return line | {"response": line["response"]["body"]}


def status_as_text(line: Line) -> Line:
    return line | {"response": line["response"] | {"status_code": "200"}}


def padded(line: Line) -> Line:
    return with_body(line, line["response"]["body"] | {"padding": "x" * 3_000_000})


def also_failed(lines: Lines) -> str:
    failures = [line | {"response": None, "error": {"code": "server_error"}} for line in lines]
    return json_lines([*failures[:1], *lines, *failures[1:]])


def in_events(lines: Lines) -> str:
    return "".join(f"data: {json.dumps(line)}\n\n" for line in lines) + "data: [DONE]\n\n"


def by_id(_: int, lines: Lines) -> str:
    return json.dumps({line["custom_id"]: line["response"] for line in lines})


def vertex(line: Line) -> Line:
    labels = {"custom_id": line["custom_id"]}
    return {"request": {"contents": [], "labels": labels}, "status": "", "response": body(line)}


def outside(line: Line) -> Line:
    return {**without(line, "response"), "status_code": 200, "body": body(line), "error": {}}


def data(line: Line) -> Line:
    return line | {"response": {"status": 200, "data": body(line)}}


def of_doubleword(line: Line) -> Line:
    return {
        **line,
        "id": f"batch_req_{line['custom_id'][:6]}",
        "response": {**line["response"], "request_id": None, "headers": {"x": "y"}},
    }


def attempts(line: Line) -> Line:
    """A fault that passed stands before the reply."""
    lost = {"status": "retried", "detail": None}
    return {"request": {"custom_id": line["custom_id"]}, "attempts": [lost, {"body": body(line)}]}


WRITTEN: list[tuple[str, tuple[str, ...], Write]] = [
    ("lines in another order", BOTH, lambda _, lines: json_lines(lines[::-1])),
    ("lines that end in CRLF", BOTH, laid(lambda line: json.dumps(line) + "\r\n")),
    ("blank lines between", BOTH, laid(lambda line: json.dumps(line) + "\n\n")),
    ("no line end at the end", BOTH, lambda _, lines: json_lines(lines).rstrip()),
    ("a mark of the byte order", BOTH, lambda _, lines: "\ufeff" + json_lines(lines)),
    ("wide signs", BOTH, laid(lambda line: json.dumps(line, ensure_ascii=False) + "\n")),
    ("separators of lines within", BOTH, laid(lambda line: json.dumps({"note": "a\u2028b\x85c", **line}, ensure_ascii=False) + "\n")),
    ("every line twice", BOTH, lambda _, lines: json_lines([*lines, *lines])),
    ("a line of a stranger", BOTH, lambda _, lines: renamed(lines)),
    ("one list of JSON", BOTH, lambda _, lines: json.dumps(lines)),
    ("a line that is missing", BOTH, first(lambda lines: json_lines(lines[1:]))),
    ("a line without its id", BOTH, first(unnamed)),
    ("a line that is broken", BOTH, first(broken)),
    ("no lines at all", BOTH, first(lambda _: "\n")),
    ("a line of null", BOTH, lambda _, lines: "null\n" + json_lines(lines)),
    ("no status code", OPENAI, laid(lambda line: json.dumps(line | {"response": {"body": line["response"]["body"]}}) + "\n")),
    ("a body as text", OPENAI, laid(lambda line: json.dumps(body_as_text(line)) + "\n")),
    ("the body of a line is null", OPENAI, first(lambda lines: json_lines([with_body(lines[0], None), *lines[1:]]))),
    ("the completion without its response", OPENAI, laid(lambda line: json.dumps(bare(line)) + "\n")),
    ("status as text", OPENAI, laid(lambda line: json.dumps(status_as_text(line)) + "\n")),
    ("lines of three megabytes", OPENAI, laid(lambda line: json.dumps(padded(line)) + "\n")),
    ("a failure beside each reply", OPENAI, lambda _, lines: also_failed(lines)),
    ("laid out over many lines", BOTH, laid(lambda line: json.dumps(line, indent=2) + "\n")),
    ("a list within an object", BOTH, lambda _, lines: json.dumps({"object": "list", "data": lines})),
    ("events", BOTH, lambda _, lines: in_events(lines)),
    ("an object over many lines", BOTH, lambda _, lines: json.dumps({"count": 7, "results": lines}, indent=2)),
    ("camel case", OPENAI, as_lines(lambda it: {"customId": it["custom_id"], "response": it["response"]})),
    ("Gemini", OPENAI, as_lines(lambda it: {"key": it["custom_id"], "response": body(it)})),
    ("Bedrock", OPENAI, as_lines(lambda it: {"recordId": it["custom_id"], "modelOutput": body(it)})),
    ("a result", OPENAI, as_lines(lambda it: without(it, "response") | {"result": body(it)})),
    ("Vertex", OPENAI, as_lines(vertex)),
    ("a body outside", OPENAI, as_lines(outside)),
    ("data", OPENAI, as_lines(data)),
    ("a text", OPENAI, as_lines(lambda it: it | {"response": json.dumps(it["response"])})),
    ("by their ids", OPENAI, by_id),
    ("a list of one response", OPENAI, as_lines(lambda it: it | {"response": [it["response"]]})),
    ("an outcome", OPENAI, as_lines(lambda it: {"metadata": {"custom_id": it["custom_id"]}, "outcome": {"success": body(it)}})),
    ("a first line of counts", OPENAI, lambda _, lines: json.dumps({"batch_id": "b", "count": len(lines)}) + "\n" + "".join(json.dumps(it) + "\n" for it in lines)),
    ("headers", OPENAI, as_lines(of_doubleword)),
    ("attempts", OPENAI, as_lines(attempts)),
    ("a table of columns", OPENAI, as_lines(lambda it: {"row": {"custom_id": it["custom_id"], "reply": json.dumps(body(it))}})),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "write"), by_kind(WRITTEN))
def test_each_call_gets_its_own_reply(kind: str, write: Write, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, write=write)
    assert texts(replies) == ANSWERED
    assert len(server.batches) <= 2
