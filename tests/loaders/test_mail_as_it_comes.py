"""Messages as programs write them: lines broken for sending, lost boundaries, odd encodings."""

from __future__ import annotations

from base64 import b64encode

import pytest

from precis.loaders.mail_headers import flowed
from tests.growth import is_in_proportion
from tests.loaders.office.packages import documents

_HEAD = "From: Ann <a@example.org>\r\nSubject: Gate\r\nMIME-Version: 1.0\r\n"


def read(headers: str, body: str) -> str:
    found = documents(f"{_HEAD}{headers}\r\n\r\n{body}".encode(), "x.eml")
    return "\n\n".join(it.page_content for it in found).partition("Subject: Gate\n\n")[2]


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        (
            "Content-Type: text/plain; format=flowed",
            "It goes \r\non here.\r\n> so \r\n> far\r\n-- \r\nAnn",
            "It goes on here.\n> so far\n-- \nAnn",
        ),
        (
            "Content-Type: text/plain; format=flowed; delsp=yes",
            "The grea \r\ntest gate.",
            "The greatest gate.",
        ),
        ("Content-Type: text/plain; charset=utf-7", "The +ACY- sign.", "The & sign."),
        ("Content-Type: text/plain; charset=hz-gb-2312", "~{VPND~} gate", "中文 gate"),
        (
            'Content-Type: multipart/mixed;\r\n boundary="=_of\r\n Notes"',
            "--=_of Notes\r\n\r\nInside.\r\n--=_of Notes--\r\n",
            "Inside.",
        ),
        ('Content-Type: multipart/mixed; boundary="nowhere"', "All of it.", "All of it."),
        (
            "Content-Type: text/enriched",
            "<bold>The gate</bold>\r\n<color><param>red</param>is</color> open.\r\n\r\n<<Pier>",
            "The gate is open.\n<Pier>",
        ),
        *(
            (
                "Content-Type: multipart/alternative; boundary=b",
                "--b\r\nContent-Type: text/plain\r\n\r\nOpen.\r\n--b\r\n"
                f"Content-Type: {kind}\r\n\r\n"
                "<html>Much that few programs show.</html>\r\n--b--\r\n",
                "Open.",
            )
            for kind in ("text/x-amp-html", "text/watch-html")
        ),
    ],
)
def test_the_text_of_a_message_arrives(headers: str, body: str, text: str) -> None:
    assert read(headers, body) == text


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "7bit"])
def test_a_message_in_a_message_is_decoded(encoding: str) -> None:
    inner = "From: b@example.org\r\nSubject: Old gate\r\n\r\nIt is rusty.\r\n"
    coded = {
        "base64": b64encode(inner.encode()).decode(),
        "quoted-printable": inner.replace("Old", "=4Fld"),
        "7bit": inner,
    }[encoding]
    part = f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{coded}"
    text = read('Content-Type: multipart/mixed; boundary="b"', f"--b\r\n{part}\r\n--b--\r\n")
    assert "Subject: Old gate\n\nIt is rusty." in text


def test_a_message_of_apple_mail_is_read_to_its_length() -> None:
    message = f"{_HEAD}\r\nThe gate is old.\r\n".encode()
    (found,) = documents(b"%-10d\n" % len(message) + message + b"<plist>flags</plist>", "1.emlx")
    assert found.page_content == "From: Ann <a@example.org>\nSubject: Gate\n\nThe gate is old."
    assert found.metadata["title"] == "Gate"


@pytest.mark.parametrize("seed", ["The gate is old \n", "> old \n", "\n", ">"])
def test_long_paragraphs_are_joined_in_proportion(seed: str) -> None:
    assert is_in_proportion(lambda text: flowed(text, deletes=True), seed, 400_000)


@pytest.mark.parametrize("said", ["Please come.", "Please come to the gate, all of you, at noon."])
@pytest.mark.parametrize("is_first", [True, False])
def test_an_invitation_does_not_replace_the_text(said: str, *, is_first: bool) -> None:
    dates = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Opening of the gate, with a speech\r\n"
    parts = [
        f"Content-Type: text/plain\r\n\r\n{said}",
        f"Content-Type: text/calendar; method=REQUEST\r\n\r\n{dates}END:VEVENT\r\nEND:VCALENDAR",
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in (parts[::-1] if is_first else parts))
    found = read("Content-Type: multipart/alternative; boundary=b", f"{body}--b--\r\n")
    assert found == f"{said}\n\nSummary: Opening of the gate, with a speech"
