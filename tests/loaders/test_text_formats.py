"""Formats that are text inside: JSON, XML, subtitles, notebooks, e-mail."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from langchain_core.documents import Document

from precis.loaders import LoadError, load


def loaded(tmp_path: Path, name: str, content: str | bytes) -> list[Document]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(load([str(path)]))


def parts(document: Document) -> dict[int | str, str]:
    pages = document.metadata["pages"]
    return {page["page"]: document.page_content[page["start"] : page["end"]] for page in pages}


def test_json_is_an_outline(tmp_path: Path) -> None:
    value = {
        "name": "Ann",
        "age": 12,
        "tags": ["a", {"b": None}],
        "empty": [],
        "text": "Two\nlines.",
    }
    (document,) = loaded(tmp_path, "x.json", json.dumps(value))
    assert document.page_content == (
        "name: Ann\nage: 12\ntags:\n  - a\n  -\n    b: null\nempty: []\ntext: Two\nlines."
    )


def test_a_message_of_slack_is_read_without_its_marks(tmp_path: Path) -> None:
    said = "See <https://a.example/x|the gate> &amp; tell <@U2>."
    value = [{"type": "message", "text": said, "ts": "1.2"}, {"type": "note", "text": said}]
    (document,) = loaded(tmp_path, "x.json", json.dumps(value))
    assert "See the gate & tell <@U2>." in document.page_content
    assert document.page_content.count("&amp;") == 1


def test_json_lines_are_pages(tmp_path: Path) -> None:
    (document,) = loaded(tmp_path, "x.jsonl", '{"a": "one"}\n\n{"a": "two"}\n')
    assert parts(document) == {1: "a: one", 3: "a: two"}


def test_json_keeps_the_spelling_of_numbers_and_names_that_repeat(tmp_path: Path) -> None:
    (document,) = loaded(tmp_path, "x.json", '{"v": 1.10, "n": 1e400, "v": %s}' % ("9" * 5000))
    assert document.page_content == f"v: 1.10\nn: 1e400\nv: {'9' * 5000}"


@pytest.mark.parametrize(
    ("content", "text", "pages"),
    [
        ('{"a": 1}\n{"a": 2}', "a: 1\n\na: 2", [1, 2]),
        ('{"a":\n 1}\n\n{"a": 2}', "a: 1\n\na: 2", [1, 4]),
        (
            '// of "all"\n{"a": "//b/*", /* not\nthis */ "c": [1, 2,],}',
            "a: //b/*\nc:\n  - 1\n  - 2",
            [],
        ),
    ],
)
def test_json_as_it_comes(tmp_path: Path, content: str, text: str, pages: list[int]) -> None:
    (document,) = loaded(tmp_path, "x.json", content)
    assert document.page_content == text
    assert list(parts(document)) == pages
    assert "unread" not in document.metadata


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_bad_line_costs_itself(tmp_path: Path, suffix: str) -> None:
    (document,) = loaded(tmp_path, f"x.{suffix}", '{"a": 1}\n{"a": \n{"a": 3}\n')
    assert parts(document) == {1: "a: 1", 3: "a: 3"}
    assert document.metadata["unread"] == ["line 2 is not JSON (Expecting value)"]


@pytest.mark.parametrize("content", ['{"a": oops}', "[" * 100_000, '{"a": "half'])
def test_what_is_no_json_stands_as_it_is(tmp_path: Path, content: str) -> None:
    (document,) = loaded(tmp_path, "x.json", content)
    assert document.page_content == content
    assert "is not valid JSON" in document.metadata["unread"][0]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.jsonl", '{"a": \n{"a": ', "no line of it is JSON"),
        ("x.xml", "<a><b></a>", "the XML is not well formed"),
        ("x.ipynb", '{"cells": 5}', "this is not a notebook"),
        ("x.csv", 'a,"' + "b" * 1_000_001, "the table is malformed"),
        ("x.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", "there is no text"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as error:
        loaded(tmp_path, name, content)
    assert "\n" not in str(error.value)


def test_xml_is_its_text(tmp_path: Path) -> None:
    feed = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>News</title>'
        "<item><title>Café</title><p>Mixed <b>bold</b> text.</p></item></channel></rss>"
    )
    (document,) = loaded(tmp_path, "feed", feed.encode("iso-8859-1"))
    assert document.page_content == "# Café\n\nMixed bold text."
    assert document.metadata["title"] == "News"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    xml = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>one &x; two</a>'
    (document,) = loaded(tmp_path, "x.xml", xml)
    assert "SECRET" not in document.page_content


SRT = """1
00:00:01,000 --> 00:00:02,500
<i>Good evening,</i>
ladies.

2
00:00:03,000 --> 00:00:04,000
{\\an8}And gentlemen.

3
01:02:03,000 --> 01:02:04,000
The end.
"""
VTT = """WEBVTT - A talk

NOTE nothing here

intro
00:01.000 --> 00:02.500 align:start
<v Ann>Good evening,
ladies.

00:03.000 --> 00:04.000
<c.loud>And gentlemen.</c>
"""


@pytest.mark.parametrize("name", ["x.srt", "nameless"])
def test_subtitles_have_times(tmp_path: Path, name: str) -> None:
    (document,) = loaded(tmp_path, name, SRT)
    assert document.page_content == "Good evening, ladies.\nAnd gentlemen.\nThe end."
    assert list(parts(document)) == ["00:00:01", "00:00:03", "01:02:03"]
    assert document.metadata["media_type"] == "application/x-subrip"


def test_web_subtitles_say_who_speaks(tmp_path: Path) -> None:
    (document,) = loaded(tmp_path, "x.vtt", VTT)
    assert parts(document) == {
        "00:00:01": "Ann: Good evening, ladies.",
        "00:00:03": "And gentlemen.",
    }


def test_cells_of_a_notebook(tmp_path: Path) -> None:
    notebook = {
        "nbformat": 4,
        "metadata": {"kernelspec": {"language": "python"}},
        "cells": [
            {"cell_type": "markdown", "source": ["# Costs\n", "They rose."]},
            {
                "cell_type": "code",
                "source": "print(2)",
                "outputs": [{"text": ["2\n"]}, {"data": {"image/png": "xx"}}],
            },
        ],
    }
    (document,) = loaded(tmp_path, "x.ipynb", json.dumps(notebook))
    assert parts(document) == {
        1: "# Costs\nThey rose.",
        2: "```python\nprint(2)\n```\n\n```\n2\n```",
    }
    assert document.metadata["title"] == "Costs"


def message(subject: str, body: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ann <ann@example.org>"
    mail["To"] = "ben@example.org"
    mail["Date"] = "Mon, 06 May 2024 07:08:09 +0200"
    mail["Subject"] = subject
    mail.set_content(body)
    return mail


def test_a_message_and_its_attachments(tmp_path: Path) -> None:
    mail = message("Größe", "The plan is attached.")
    mail.add_alternative("<p>The plan is <b>attached</b>.</p>", subtype="html")
    mail.add_attachment(
        b"# Plan\n\nBuild.", maintype="text", subtype="markdown", filename="plan.md"
    )
    mail.add_attachment(bytes(range(256)), maintype="image", subtype="x-odd", filename="a/../b.odd")
    mail.add_attachment(message("Inner", "Forwarded text."))
    first, plan, forwarded = loaded(tmp_path, "mail.eml", mail.as_bytes())
    assert first.page_content == (
        "From: Ann <ann@example.org>\nTo: ben@example.org\n"
        "Date: Mon, 06 May 2024 07:08:09 +0200\nSubject: Größe\n\nThe plan is attached."
    )
    assert first.metadata["title"] == "Größe"
    assert first.metadata["author"] == "Ann <ann@example.org>"
    assert first.metadata["date"] == "2024-05-06"
    assert plan.page_content == "# Plan\n\nBuild."
    assert plan.metadata["source"] == f"{tmp_path}/mail.eml/plan.md"
    assert "Forwarded text." in forwarded.page_content


def test_a_message_of_html_alone(tmp_path: Path) -> None:
    mail = message("Hi", "")
    mail.set_content("<h1>Plan</h1><p>Build it.</p>", subtype="html")
    (document,) = loaded(tmp_path, "mail", mail.as_bytes())
    assert document.page_content.endswith("# Plan\n\nBuild it.")


def test_messages_of_a_mailbox_are_pages(tmp_path: Path) -> None:
    import mailbox

    box = mailbox.mbox(tmp_path / "box")
    for number in (1, 2):
        mail = message(f"Part {number}", f"From here on, text {number}.")
        mail.add_attachment(f"note {number}", filename="note.txt")
        box.add(mail)
    box.close()
    documents = list(load([str(tmp_path / "box")]))
    assert [d.metadata["media_type"] for d in documents] == [
        "application/mbox",
        "text/plain",
        "text/plain",
    ]
    assert {number: text.split("\n\n")[1] for number, text in parts(documents[0]).items()} == {
        1: "From here on, text 1.",
        2: "From here on, text 2.",
    }
    assert [d.metadata["source"].removeprefix(str(tmp_path)) for d in documents[1:]] == [
        "/box/1/note.txt",
        "/box/2/note.txt",
    ]


def test_signs_that_end_lines_elsewhere_end_none_in_json(tmp_path: Path) -> None:
    (document,) = loaded(tmp_path, "a.jsonl", '{"a": "one\u2028two"}\n{"a": "three\x85four"}\n')
    assert parts(document) == {1: "a: one\ntwo", 2: "a: three\nfour"}


def test_what_makes_pages_is_source_code(tmp_path: Path) -> None:
    code = "<!doctype html>\n<html><body><p><?php echo greet($name); ?></p></body></html>"
    (tmp_path / "page.php").write_text(code)
    (document,) = load([str(tmp_path / "page.php")])
    assert (document.page_content, document.metadata["media_type"]) == (code, "text/plain")


@pytest.mark.parametrize(
    "text",
    [
        "[Script Info]\nTitle: x\n\n[Events]\nFormat: Start, Style, Name, Text\n"
        "Dialogue: 0:00:01.50,Default,Ann,{\\i1}Good{\\i0} evening,\\Nladies.\n"
        "Comment: 0:00:02.00,Default,,unseen\nDialogue: 1:02:03.00,Default,,The end.\n",
        '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><head><metadata>unseen</metadata>'
        '</head><body><div begin="3723s"><p begin="00:00:01.5">Ann: <span>Good</span> evening,<br/>'
        "ladies.</p><p>The end.</p></div></body></tt>",
        "0:00:01.500,0:00:02.000\nAnn: Good evening,\nladies.\n\n"
        "1:02:03.000,1:02:04.000\nThe end.\n",
    ],
)
def test_subtitles_of_other_kinds(tmp_path: Path, text: str) -> None:
    (document,) = loaded(tmp_path, "x.txt", text)
    assert parts(document) == {"00:00:01": "Ann: Good evening, ladies.", "01:02:03": "The end."}
    assert "unseen" not in document.page_content


def test_subtitles_without_numbers_have_times(tmp_path: Path) -> None:
    text = "00:00:01,500 --> 00:00:02,000\nHello\n01:02:03,000 --> 01:02:04,000\nThe end.\n"
    (document,) = loaded(tmp_path, "a.srt", text)
    assert parts(document) == {"00:00:01": "Hello", "01:02:03": "The end."}


def test_what_is_null_in_a_notebook_is_missing(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": None, "outputs": None},
        {"cell_type": "code", "source": "run()", "outputs": [{"data": None, "text": ["seven"]}]},
    ]
    notebook = {"nbformat": 4, "metadata": None, "cells": cells}
    (document,) = loaded(tmp_path, "a.ipynb", json.dumps(notebook))
    assert parts(document)[2] == "```\nrun()\n```\n\n```\nseven\n```"
