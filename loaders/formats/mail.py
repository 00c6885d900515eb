"""E-mail (.eml) and mailboxes (mbox): headers and body; attachments are loaded as well."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical, paginate
from precis.loaders.contract import Parser, head, member, stem
from precis.loaders.markup import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from langchain_core.documents.base import Blob

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_HEADER = re.compile(rb"(?:[!-9;-~]+:[ \t][^\n]*\n(?:[ \t]+[^\n]*\n)*)+\r?\n")
_SURE = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE
)
_NEEDED = re.compile(rb"^(?:From|Date|Subject):", re.IGNORECASE | re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_MBOX = re.compile(rb"^From \S+.*\d{4}\r?\n(?=[!-9;-~]+: )", re.MULTILINE)


class MailParser(Parser):
    """One Document for a message or a mailbox."""

    media_type = "message/rfc822"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins with the headers of a message (RFC 5322)."""
        start = head(blob)
        start = start[start.index(b"\n") + 1 :] if _MBOX.match(start) else start
        found = _HEADER.match(start.replace(b"\r\n", b"\n"))
        headers = found[0] if found else b""
        return bool(_SURE.search(headers)) and len(_NEEDED.findall(headers)) > 1

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; of a mailbox, `pages` are messages, 1-based."""
        messages = [_text(message) for message in _messages(blob)]
        text, pages = paginate(enumerate(messages, start=1))
        first = next(_messages(blob))
        mailbox = _MBOX.match(head(blob)) is not None
        metadata = {
            "title": str(first["Subject"] or "") if not mailbox else stem(blob),
            "media_type": "application/mbox" if mailbox else self.media_type,
            "pages": pages if mailbox else [],
        }
        if not mailbox:
            metadata |= {"author": str(first["From"] or ""), "date": _day(first)}
        metadata["title"] = metadata["title"] or stem(blob)
        yield Document(text, metadata={k: v for k, v in metadata.items() if v or k == "pages"})

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the attachments of every message."""
        for number, message in enumerate(_messages(blob), start=1):
            prefix = f"{number}/" if _MBOX.match(head(blob)) else ""
            for index, part in enumerate(message.iter_attachments(), start=1):
                yield _attachment(blob, part, prefix, index)


def _messages(blob: Blob) -> Iterator[EmailMessage]:
    data = blob.as_bytes()
    starts = [found.end() for found in _MBOX.finditer(data)] if _MBOX.match(data) else [0]
    ends = [data.rindex(b"From ", 0, start) for start in starts[1:]]
    for start, end in zip(starts, [*ends, len(data)], strict=True):
        message = _QUOTED_FROM.sub(rb"\1", data[start:end]) if ends or start else data
        yield message_from_bytes(message, policy=policy.default)


def _text(message: EmailMessage) -> str:
    headers = [f"{name}: {message[name]}" for name in _SHOWN if message[name]]
    return "\n".join(headers) + "\n\n" + _body(message)


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    text = text_of(content) if part.get_content_subtype() == "html" else content
    return canonical(text).strip()


def _attachment(parent: Blob, part: EmailMessage, prefix: str, index: int) -> Blob:
    name = (part.get_filename() or f"attachment-{index}").replace("/", "_")
    if part.get_content_type() == "message/rfc822":
        data = part.get_content().as_bytes()
    else:
        data = part.get_payload(decode=True) or b""
    media_type = part.get_content_type()
    return member(parent, prefix + name, bytes(data), media_type)


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except ValueError:
        return ""
