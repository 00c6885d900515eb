"""E-mail (.eml) and mailboxes (mbox): headers and body; attachments are loaded as well.

What the headers say is in `../mail_headers.py`.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from quopri import decodestring
from typing import TYPE_CHECKING, cast

from langchain_core.documents import Document

from precis.loaders import enriched
from precis.loaders.canonical import canonical, paginate
from precis.loaders.content_lines import components, is_components
from precis.loaders.contract import HEAD_BYTES, Parser, member, stem, text_head
from precis.loaders.decode import as_utf8, decode
from precis.loaders.encoded import without_uuencoded
from precis.loaders.formats.html import declared_charsets
from precis.loaders.mail_headers import (
    day,
    decoded,
    flowed,
    fullest,
    header,
    is_message,
    mailbox_starts,
)
from precis.loaders.markup import text_of
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from langchain_core.documents.base import Blob

    Part = Message[str, str]

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_FOLDED = re.compile(rb'(boundary="[^"\r\n]{0,80})\r?\n[ \t]([^"\r\n]{0,80}")', re.IGNORECASE)
_LENGTH = re.compile(rb"(\d{1,10})[ \t]{0,9}\r?\n")
"""How a message of Apple Mail (.emlx) begins: with its length."""

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_SHOWN_AS_TEXT = {"text/plain", "text/html", "message/delivery-status"}
_CALENDAR = "text/calendar"
"""It stands among alternatives, but says when, not what the text says."""

_UNSHOWN = {"text/css", "text/javascript", "text/ecmascript", "text/x-amp-html", "text/watch-html"}
"""Parts of a page that was saved with all that belongs to it, and what few programs show."""

_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature"}
_SIGNATURES |= {"application/x-pkcs7-signature"}


class MailParser(Parser):
    """One Document for a message or a mailbox."""

    media_type = "message/rfc822"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins with the headers of a message (RFC 5322)."""
        start = text_head(blob)
        return bool(_first(start)) or is_message(start) or _length(start) is not None

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; of a mailbox, `pages` are messages, 1-based."""
        unread = Unread()
        messages = [_text(message, unread) for message in _messages(blob)]
        text, pages = paginate(enumerate(messages, start=1))
        if _is_mailbox(blob):
            metadata = {"title": stem(blob), "media_type": "application/mbox", "pages": pages}
        else:
            first = next(_messages(blob))
            metadata = {
                "title": header(first, "Subject") or stem(blob),
                "media_type": self.media_type,
                "author": header(first, "From"),
                "date": day(header(first, "Date")),
            }
        known = {key: value for key, value in metadata.items() if value}
        yield Document(canonical(text), metadata=known | unread.metadata())

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the attachments of every message."""
        mailbox = _is_mailbox(blob)
        for number, message in enumerate(_messages(blob), start=1):
            for index, part in enumerate(_attached(message), start=1):
                yield _attachment(blob, part, f"{number}/" if mailbox else "", index)


def _first(start: bytes) -> int:
    """Return where the first message starts: behind the line that a mailbox has before it."""
    return next((end for position, end in mailbox_starts(start) if position == 0), 0)


def _length(start: bytes) -> re.Match[bytes] | None:
    """Return the length that a message of Apple Mail begins with, None for any other."""
    length = _LENGTH.match(start)
    return length if length and is_message(start[length.end() :]) else None


def _is_mailbox(blob: Blob) -> bool:
    return _first(text_head(blob)) > 0


def _messages(blob: Blob) -> Iterator[Part]:
    data = as_utf8(blob.as_bytes())
    length = _length(data[:HEAD_BYTES])
    if length:
        data = data[length.end() : length.end() + int(length[1])]
    data = _FOLDED.sub(rb"\1 \2", data)
    starts = list(mailbox_starts(data)) if _is_mailbox(blob) else []
    if not starts:
        yield message_from_bytes(data.lstrip(b"\r\n"), policy=policy.compat32)
        return
    ends = [position for position, _ in starts[1:]] + [len(data)]
    for (_, start), end in zip(starts, ends, strict=True):
        message = _QUOTED_FROM.sub(rb"\1", data[start:end])
        yield message_from_bytes(message, policy=policy.compat32)


def _text(message: Part, unread: Unread) -> str:
    headers = [f"{name}: {value}" for name in _SHOWN if (value := header(message, name))]
    return "\n\n".join(filter(None, ["\n".join(headers), *_bodies(message, unread)]))


def _bodies(part: Part, unread: Unread) -> Iterator[str]:
    """Yield the text of every part that is shown as text; of alternatives, the fullest."""
    kind = part.get_content_type()
    if kind in _ENCRYPTED:
        unread.remark("an encrypted part of the message was not read")
    elif kind == "multipart/alternative":
        parts = _parts(part)
        renderings = [one for one in parts if one.get_content_type() != _CALENDAR]
        told = [("\n\n".join(_bodies(one, unread)), _is_html(one)) for one in renderings]
        yield fullest(told)
        for invitation in (one for one in parts if one not in renderings):
            yield from _bodies(invitation, unread)
    elif part.is_multipart() and kind.startswith("multipart/"):
        for inner in _parts(part):
            yield from _bodies(inner, unread)
    elif kind.startswith("multipart/"):  # its boundary is nowhere
        yield _part_text(part, "text/plain", unread)
    elif not _is_attached(part) and kind not in _UNSHOWN:
        yield _part_text(part, kind, unread)


def _is_html(part: Part) -> bool:
    return any(inner.get_content_type() == "text/html" for inner in part.walk())


def _part_text(part: Part, kind: str, unread: Unread) -> str:
    if kind == "message/delivery-status":
        return "\n\n".join(str(inner) for inner in _parts(part)).strip()
    data = _payload(part)
    html = kind == "text/html"
    text = decode(data, [_charset(part), *(declared_charsets(data) if html else ())])
    if text is None:
        unread.remark("a part of the message that is not text was not read")
        return ""
    if html:
        return canonical(text_of(text)).strip()
    if kind in enriched.KINDS:
        return enriched.without_commands(canonical(text))
    if is_components(data):
        return "\n\n".join(components(canonical(text)))
    text, files = without_uuencoded(text)
    unread.add("embedded file", files)
    is_flowed = str(part.get_param("format") or "").lower() == "flowed"
    deletes = str(part.get_param("delsp") or "").lower() == "yes"
    return (flowed(canonical(text), deletes=deletes) if is_flowed else canonical(text)).strip()


def _charset(part: Part) -> str | None:
    try:
        charset = part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        return None
    return charset if isinstance(charset, str) else None


def _attached(part: Part) -> Iterator[Part]:
    kind = part.get_content_type()
    if kind.startswith("multipart/"):
        for inner in _parts(part):
            yield from _attached(inner)
    elif _is_attached(part) and kind not in _SIGNATURES:
        yield part


def _is_attached(part: Part) -> bool:
    kind = part.get_content_type()
    if kind not in _SHOWN_AS_TEXT and not (kind.startswith("text/") and not part.get_filename()):
        return True
    return part.get_content_disposition() == "attachment"


def _parts(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [cast("Part", inner) for inner in payload] if isinstance(payload, list) else []


def _payload(part: Part) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _attachment(parent: Blob, part: Part, prefix: str, index: int) -> Blob:
    media_type = part.get_content_type()
    default = "message-{}.eml" if media_type == "message/rfc822" else "attachment-{}"
    named = part.get_filename() if media_type != "message/rfc822" else None
    name = canonical(decoded(str(named or ""))).replace("/", "_") or default.format(index)
    inner = _parts(part)
    data = _message(part, inner[0]) if media_type == "message/rfc822" and inner else _payload(part)
    return member(parent, prefix + name, data, media_type)


def _message(part: Part, inner: Part) -> bytes:
    """Return a message in a message, decoded if it is encoded against the standard."""
    encoding = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    data = inner.as_bytes()
    if encoding == "base64" and not inner.keys():
        inner["Content-Transfer-Encoding"] = encoding
        return _payload(inner)
    return decodestring(data) if encoding == "quoted-printable" else data
