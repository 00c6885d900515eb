"""Messages as Outlook, Gmail, Apple Mail and programs send them, with calendars and cards."""

from __future__ import annotations

from base64 import b64encode

from benchmarks.reported.case import Case
from benchmarks.reported.texts import mail

_KIND = "mail"


def _html(body: str, charset: str = "utf-8") -> bytes:
    return mail(f"Content-Type: text/html; charset={charset}", f"<html><body>{body}</body></html>")


def _parts(kind: str, *parts: str) -> bytes:
    inner = "".join(f"--x\r\n{part}\r\n" for part in parts)
    return mail(f"Content-Type: multipart/{kind}; boundary=x", f"{inner}--x--\r\n")


def cases() -> list[Case]:
    """Return the cases of messages."""
    outlook = '<div class="WordSection1"><p class="MsoNormal">The gate stays open.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1.<span style="font:7.0pt \'Times New Roman\'">&nbsp;&nbsp;&nbsp; </span></span><![endif]>Oil the hinge<o:p></o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Olga Berg &lt;olga@example.org&gt; <br><b>Sent:</b> Monday, March 4, 2024 9:12 AM<br><b>To:</b> Ada Lind<br><b>Subject:</b> Gate<o:p></o:p></p></div><p class="MsoNormal">Is it open at noon?<o:p></o:p></p></div>'
    gmail = '<div dir="ltr">Yes, at noon.<br clear="all"><div><div dir="ltr" class="gmail_signature">--<br>Ada Lind<br>Keeper</div></div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Mar 4, 2024 at 9:12 AM Olga Berg &lt;<a href="mailto:olga@example.org">olga@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div dir="ltr">Is it open at noon?<ul><li>North gate</li><li>South gate</li></ul></div></blockquote></div>'
    apple = '<html><head></head><body dir="auto">Bring the key.<div><br></div><div><blockquote type="cite"><div>On 4 Mar 2024, at 09:12, Olga Berg &lt;olga@example.org&gt; wrote:</div><br><div><span style="float:none">Which key?</span></div></blockquote></div></body></html>'
    newsletter = '<span style="display:none;max-height:0;overflow:hidden">Preview of the news &zwnj;&nbsp;&zwnj;&nbsp;</span><table width="100%"><tr><td align="center"><table width="600"><tr><td><h1>Harbour news</h1></td></tr><tr><td><table><tr><td width="50%" valign="top"><p>The wall is done.</p></td><td width="50%" valign="top"><p>The crane is not.</p></td></tr></table></td></tr><tr><td><a href="https://a.example/b?utm=1">Read all of it</a></td></tr></table></td></tr></table>'
    order = "<p>Thank you, Ada.</p><table><thead><tr><th>Item</th><th>Qty</th><th>Price</th></tr></thead><tbody><tr><td>Rope 12 mm</td><td>2</td><td>€ 99,80</td></tr></tbody><tfoot><tr><td colspan=2>Total</td><td>€ 99,80</td></tr></tfoot></table>"
    mime = mail("MIME-Version: 1.0 (produced by metamail)\r\nContent-Type: text/plain; charset=\"us-ascii\"", "Größe ist 12".encode().decode("latin-1"))  # fmt: skip
    raw_utf8 = "From: Åsa <asa@example.org>\r\nSubject: Brücke über den Fluß\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 8bit\r\n\r\nDie Brücke ist zu.\r\n".encode()
    threads = "Sure.\r\n\r\n> > Shall we meet at the gate?\r\n> Better at the lock.\r\n>\r\n>> No, the lock is shut.\r\n\r\nThen at the mill.\r\n"
    deleted = (
        "Content-Type: text/plain\r\n\r\nSee the list.",
        'Content-Type: text/x-moz-deleted; name="Deleted: list.pdf"\r\n\r\nYou deleted an attachment from this message.',
    )
    delivery = ("Content-Type: text/plain\r\n\r\nDelivery has failed to ada@example.org.", "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; ada@example.org\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 No such mailbox", "Content-Type: message/rfc822\r\n\r\nFrom: olga@example.org\r\nSubject: The gate\r\n\r\nIs it open?")  # fmt: skip
    coded = b64encode("Schlüssel liegt bereit".encode("iso-8859-15")).decode()
    macroman = b"From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset=macintosh\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=8E is open.\r\n"
    long_subject = "From: a@example.org\r\nSubject: =?UTF-8?B?" + b64encode("Öffnungszeiten der".encode()).decode() + "?=\r\n =?UTF-8?B?" + b64encode(" nördlichen Tore".encode()).decode() + "?=\r\nDate: Tue, 5 Mar 2024 09:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSiehe oben.\r\n"  # fmt: skip
    mbox = b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\nFrom: a@example.org\nSubject: One\n\nThe first gate.\n\nFrom ada@example.org Fri Jul  8 12:09:34 2011\nFrom: b@example.org\nSubject: Two\nContent-Type: multipart/alternative; boundary=q\n\n--q\nContent-Type: text/plain\n\nThe second gate.\n--q\nContent-Type: text/html\n\n<p>The second gate.</p>\n--q--\n\n"
    google_mbox = b'From 1790@xxx Tue Mar 05 09:00:00 +0000 2024\r\nX-GM-THRID: 1790\r\nX-Gmail-Labels: Inbox,Important\r\nFrom: Ada <ada@example.org>\r\nSubject: Takeout\r\nContent-Type: text/plain; charset="UTF-8"\r\n\r\nThe key is under the mat.\r\n'
    amp = (
        "Content-Type: text/plain\r\n\r\nYour boat sails at nine.",
        "Content-Type: text/x-amp-html\r\n\r\n<!doctype html><html amp4email><body>Your boat sails at nine.</body></html>",
        "Content-Type: text/html\r\n\r\n<p>Your boat sails at nine.</p><p>Gate 4 closes at eight.</p>",
    )
    recurring = b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZNAME:CET\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en-GB:Painting of the hull\r\nLOCATION:Dock 2\\; north side\r\nDTSTART;TZID=Europe/Oslo:20240305T090000\r\nDESCRIPTION:Bring brushes\\, please.\\nAnd soap.\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    card = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Br=C3=BCck;Ole\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ole Br=C3=BCck\r\nTEL;CELL:+47 900 00 000\r\nADR;HOME:;;Quay 5;Oslo;;0150;Norway\r\nPHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n AAAQABAAD\r\n\r\nEND:VCARD\r\n"
    return [
        Case(_KIND, "outlook.eml", _html(outlook), ("The gate stays open.", "1.", "Oil the hinge", "From: Olga Berg <olga@example.org>", "Sent: Monday, March 4, 2024 9:12 AM", "Is it open at noon?"), ("supportLists",)),
        Case(_KIND, "gmail.eml", _html(gmail), ("Yes, at noon.", "Ada Lind", "Keeper", "On Mon, Mar 4, 2024", "Is it open at noon?", "North gate", "South gate")),
        Case(_KIND, "apple.eml", _html(apple), ("Bring the key.", "On 4 Mar 2024, at 09:12, Olga Berg", "Which key?")),
        Case(_KIND, "newsletter.eml", _html(newsletter), ("Harbour news", "The wall is done.", "The crane is not.", "Read all of it"), ("Preview of the news",)),
        Case("tables", "order.eml", _html(order), ("Thank you, Ada.", "Item", "Qty", "Price", "Rope 12 mm", "2", "€ 99,80", "Total", "€ 99,80")),
        Case(_KIND, "remark-in-version.eml", mime, ("ist 12",)),
        Case(_KIND, "raw-utf-8.eml", raw_utf8, ("Brücke über den Fluß", "Åsa", "Die Brücke ist zu.")),
        Case(_KIND, "threads.eml", mail("Content-Type: text/plain", threads), ("Sure.", "Shall we meet at the gate?", "Better at the lock.", "No, the lock is shut.", "Then at the mill.")),
        Case(_KIND, "deleted.eml", _parts("mixed", *deleted), ("See the list.",)),
        Case(_KIND, "delivery.eml", _parts("report; report-type=delivery-status", *delivery), ("Delivery has failed to ada@example.org.", "550 No such mailbox", "The gate", "Is it open?")),
        Case(_KIND, "latin-9.eml", mail("Content-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: BASE64", coded), ("Schlüssel liegt bereit",)),
        Case(_KIND, "macintosh.eml", macroman, ("Café is open.",)),
        Case(_KIND, "long-subject.eml", long_subject.encode(), ("Öffnungszeiten der nördlichen Tore", "Siehe oben.")),
        Case(_KIND, "daemon.mbox", mbox, ("One", "The first gate.", "Two", "The second gate.")),
        Case(_KIND, "takeout.mbox", google_mbox, ("Takeout", "The key is under the mat.")),
        Case(_KIND, "amp.eml", _parts("alternative", *amp), ("Your boat sails at nine.", "Gate 4 closes at eight."), ("amp4email",)),
        Case(_KIND, "cancelled.ics", recurring, ("Painting of the hull", "Dock 2; north side", "Bring brushes, please.", "And soap."), ("VTIMEZONE", "19701025")),
        Case(_KIND, "old-card.vcf", card, ("Ole Brück", "+47 900 00 000", "Quay 5", "Oslo"), ("/9j/", "=C3")),
    ]  # fmt: skip
