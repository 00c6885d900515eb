"""Messages of Outlook (.msg), with the extra `msg`; their attachments are loaded as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.errors import install_command
from precis.loaders.binary.storages import roots
from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, member, stem
from precis.loaders.errors import LoadError
from precis.loaders.mail_headers import fullest
from precis.loaders.markup import text_of
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from oxmsg import Message

_EXTRA = "msg"
_PROPERTIES = "__properties_version1.0"
"""The stream with the properties of a message ([MS-OXMSG] 2.4)."""

_RICH_TEXT = 0x1009
"""The body as packed RTF ([MS-OXPROPS], PidTagRtfCompressed)."""


class OutlookParser(Parser):
    """One Document for a message."""

    media_type = "application/vnd.ms-outlook"

    def accepts(self, blob: Blob) -> bool:
        """Take a compound file with the properties of a message."""
        return _PROPERTIES in roots(blob)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; raises LoadError without the extra."""
        message = _open(blob)
        unread = Unread()
        recipients = [
            f"{one.name} <{one.email_address}>" if one.email_address else one.name
            for one in message.recipients
        ]
        sent = message.sent_date
        headers = {
            "From": message.sender,
            "To": ", ".join(filter(None, recipients)),
            "Date": sent.strftime("%Y-%m-%d %H:%M %z") if sent else None,
            "Subject": message.subject,
        }
        html = text_of(message.html_body) if message.html_body else ""
        body = fullest([(message.body or "", False), (html, True)])
        if not body.strip() and message.properties.binary_prop_value(_RICH_TEXT):
            unread.remark("the text of the message is stored only as RTF and was not read")
        shown = [f"{name}: {' '.join(value.split())}" for name, value in headers.items() if value]
        metadata = {
            "title": message.subject or stem(blob),
            "media_type": self.media_type,
            "author": message.sender or "",
            "date": sent.date().isoformat() if sent else "",
        }
        known = {key: value for key, value in metadata.items() if value}
        text = "\n".join(shown) + "\n\n" + canonical(body).strip()
        yield Document(canonical(text), metadata=known | unread.metadata())

    def members(self, blob: Blob) -> Iterator[Blob | LoadError]:
        """Yield the attachments."""
        for index, attachment in enumerate(_open(blob).attachments, start=1):
            name = (attachment.file_name or f"attachment-{index}").replace("/", "_")
            data = attachment.file_bytes
            if data:
                yield member(blob, name, data, attachment.mime_type)
            else:
                reason, remedy = "it is a message or a link of Outlook's", "save it by itself"
                yield LoadError(f"{blob.source}/{name}", reason, remedy)


def _open(blob: Blob) -> Message:
    try:
        from oxmsg import Message
    except ImportError:
        reason = f"messages of Outlook need the extra '{_EXTRA}'"
        raise LoadError(str(blob.source), reason, f"run {install_command(_EXTRA)}") from None
    return Message.load(blob.as_bytes())
