"""Mail, calendars and cards."""

from __future__ import annotations

from base64 import b64encode

from benchmarks.reported.case import Case, packed, relations
from benchmarks.reported.texts import mail
from benchmarks.reported.words import paragraph, word

_KIND = "mail"


def cases() -> list[Case]:
    """Return the cases."""
    whole = "Größe der Tore".encode()
    halves = [b64encode(whole[:3]).decode(), b64encode(whole[3:]).decode()]
    split = f"From: a@example.org\r\nSubject: =?UTF-8?B?{halves[0]}?= =?UTF-8?B?{halves[1]}?=\r\n\r\nSee it.\r\n"
    gap = 'MIME-Version: 1.0\r\nFrom: a@example.org\r\nSubject: Gate\r\n\r\n\r\n\r\nContent-type: multipart/alternative; \r\n\tBoundary="0__=4E"\r\n\r\n--0__=4E\r\nContent-type: text/plain; charset=ISO-8859-1\r\n\r\nThis is a test of the gate.\r\n\r\n--0__=4E--\r\n'
    related = '--b\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html\r\n\r\n<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=\r\n=3Diso-8859-1"></head><body><p>Die Gr=F6=DFe der Tore</p></body></html>\r\n--b--\r\n'
    prefix = "--b\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n--bb  \r\nContent-Type: text/plain\r\n\r\nInner words of the gate.\r\n--bb--  \r\n--b \r\nContent-Type: text/plain\r\n\r\nOuter words.\r\n--b--\r\n"
    amp = "--b\r\nContent-Type: text/plain\r\n\r\nThe plain words of the gate.\r\n--b\r\nContent-Type: text/x-amp-html\r\n\r\n<!doctype html><html amp4email><body><amp-carousel>Moving pictures of the gate and of the lock and of the wall.</amp-carousel></body></html>\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The plain words of the gate.</p>\r\n--b--\r\n"
    stranger = b64encode(word(paragraph("Words of the attached letter."))).decode()
    unnamed = f"--b\r\nContent-Type: text/plain\r\n\r\nSee the letter.\r\n--b\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n{stranger}\r\n--b--\r\n"
    returns = b"From: a@example.org\rSubject: Gate\rMIME-Version: 1.0\rContent-Type: text/plain; charset=utf-8\r\rThe gate is open at noon.\r"
    yearly = b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZNAME:CET\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=de:Tor \xc3\xb6ffnen\r\nDTSTART;TZID=Europe/Berlin:20240304T090000\r\nRRULE:FREQ=YEARLY\r\nDESCRIPTION:Bring the key\\; and\\nthe lamp\r\nX-ALT-DESC;FMTTYPE=text/html:<p>Bring the key</p>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Tor\r\nitem1.EMAIL;type=INTERNET:ann@example.org\r\nitem1.X-ABLabel:_$!<Work>!$_\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n AAAQABAAD\r\nitem2.ADR;type=WORK:;;Pier 4;Ostend;;8400;Belgium\r\nEND:VCARD\r\n"
    box = (
        (
            "cur/1700000000.M1P1.host:2,S",
            mail("Content-Type: text/plain", "The gate is open at noon."),
        ),
        (
            "new/1700000001.M2P1.host",
            mail("Content-Type: text/plain", "The lock is shut at night."),
        ),
        ("tmp/x", b""),
    )
    enriched = "<bold>The gate</bold> is <italic>open</italic>. <<Pier>>"
    page = packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations()})
    broken = f"--b\r\nContent-Type: text/plain\r\n\r\nThe letter is broken.\r\n--b\r\nContent-Type: application/octet-stream; name=letter.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n{b64encode(page).decode()}\r\n--b--\r\n"
    nested = "--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: multipart/alternative; boundary=d\r\n\r\n--d\r\nContent-Type: text/plain\r\n\r\n\r\n--d\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Only in HTML.</p>\r\n--d--\r\n--c--\r\n--b--\r\n"
    return [
        Case(_KIND, "split-letter.eml", split.encode(), ("Größe der Tore", "See it.")),
        Case(_KIND, "glued-charset.eml", mail('Content-Type: text/plain; charset="windows-1252http-equivContent-Type"', "Die Größe der Tore".encode("cp1252")), ("Die Größe der Tore",)),
        Case(_KIND, "gap-in-head.eml", gap.encode(), ("This is a test of the gate.",)),
        Case(_KIND, "charset-in-quoted-html.eml", mail("Content-Type: multipart/related; boundary=b", related), ("Die Größe der Tore",)),
        Case(_KIND, "boundary-in-boundary.eml", mail("Content-Type: multipart/mixed; boundary=b", prefix), ("Inner words of the gate.", "Outer words.")),
        Case(_KIND, "amp.eml", mail("Content-Type: multipart/alternative; boundary=b", amp), ("The plain words of the gate.",), ("Moving pictures", "amp-carousel")),
        Case(_KIND, "unnamed-letter.eml", mail("Content-Type: multipart/mixed; boundary=b", unnamed), ("See the letter.", "Words of the attached letter.")),
        Case(_KIND, "returns.eml", returns, ("The gate is open at noon.",)),
        Case(_KIND, "yearly.ics", yearly, ("Tor öffnen", "Bring the key; and", "the lamp"), ("BEGIN:", "TZOFFSET", "<p>")),
        Case(_KIND, "labels.vcf", card, ("Ann Tor", "ann@example.org", "Pier 4", "Ostend"), ("9j/4AAQ", "_$!<")),
        Case(_KIND, "maildir.d", b"", ("The gate is open at noon.", "The lock is shut at night."), beside=box),
        Case(_KIND, "enriched.eml", mail("Content-Type: text/enriched", enriched), ("The gate is open. <Pier>",), ("<bold>",)),
        Case(_KIND, "broken-letter-within.eml", mail("Content-Type: multipart/mixed; boundary=b", broken), ("The letter is broken.",)),
        Case(_KIND, "empty-plain.eml", mail("Content-Type: multipart/mixed; boundary=b", nested), ("Only in HTML.",)),
    ]  # fmt: skip
