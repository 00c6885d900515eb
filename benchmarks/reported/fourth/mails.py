"""Mail, calendars, cards and old files."""

from __future__ import annotations

from base64 import b64encode

from benchmarks.reported.case import Case
from benchmarks.reported.texts import mail

_MAIL, _OLD, _PACKED = "mail", "old files", "containers"


def _mails() -> list[Case]:
    digest = "--b\r\n\r\nFrom: bo@example.org\r\nSubject: Quay\r\n\r\nThe quay is closed.\r\n--b\r\n\r\nFrom: cy@example.org\r\nSubject: Pier\r\n\r\nThe pier is open.\r\n--b--\r\n"
    coded = "Here it is.\r\n\r\nbegin 644 a.txt\r\n.5&AE('!I97(@:7,@;&]N9P\r\n`\r\nend\r\n"
    inline = "--b\r\nContent-Type: text/plain\r\nContent-Disposition: inline\r\n\r\nFirst part.\r\n--b\r\nContent-Type: text/plain; name=part2.txt\r\nContent-Disposition: inline\r\n\r\nSecond part.\r\n--b--\r\n"
    alone = f'--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename="=?utf-8?B?{b64encode("Größe.txt".encode()).decode()}?="\r\n\r\nOnly attached.\r\n--b--\r\n'
    signed = '--b\r\nContent-Type: text/plain\r\n\r\nSigned words.\r\n--b\r\nContent-Type: application/pgp-signature; name="signature.asc"\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\niQEzBAEBCAAd\r\n-----END PGP SIGNATURE-----\r\n--b--\r\n'
    quoted = "<html><body><div>I agree with it.</div><blockquote type=cite><div>The gate should stay open in the night.</div></blockquote></body></html>"
    return [
        Case(_MAIL, "lines-before.eml", b"\r\n\r\nFrom: Ann <a@example.org>\r\nSubject: Gate\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nThe gate is open.\r\n", ("The gate is open.",), ("MIME-Version",)),
        Case(_MAIL, "from-line-first.eml", b"From ann@example.org Mon Jan  1 00:00:00 2024\r\nSubject: Gate\r\nContent-Type: text/html\r\n\r\n<p>The gate <b>is</b> open.</p>\r\n", ("The gate is open.",), ("<p>",)),
        Case(_MAIL, "digest.eml", mail('Content-Type: multipart/digest; boundary="b"', digest), ("Quay", "The quay is closed.", "Pier", "The pier is open.")),
        Case(_MAIL, "parts-in-line.eml", mail('Content-Type: multipart/mixed; boundary="b"', inline), ("First part.", "Second part.")),
        Case(_MAIL, "only-attached.eml", mail('Content-Type: multipart/mixed; boundary="b"', alone), ("Only attached.",)),
        Case(_MAIL, "charset-in-quotes.eml", mail("Content-Type: text/plain; charset='UTF8'", "Die Größe der Tore"), ("Die Größe der Tore",)),
        Case(_MAIL, "odd-encoding.eml", mail("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: utf-8", "Die Größe der Tore"), ("Die Größe der Tore",)),
        Case(_MAIL, "uu.eml", mail("Content-Type: text/plain", coded), ("Here it is.",), ("AE('!I97",)),
        Case(_MAIL, "signed.eml", mail('Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary="b"', signed), ("Signed words.",), ("iQEzBAEB",)),
        Case(_MAIL, "quoted.eml", mail("Content-Type: text/html", quoted), ("I agree with it.", "The gate should stay open in the night.")),
        Case(_MAIL, "preamble.eml", mail('Content-Type: multipart/mixed; boundary="b"', "This is a multi-part message in MIME format.\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe gate is open.\r\n"), ("The gate is open.",), ("multi-part message",)),
        Case(_MAIL, "meeting.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20240304T090000Z\r\nSUMMARY:Meeting of the keepers of the gate and of the\r\n  lock\r\nDESCRIPTION:Bring oil\\, rope\\nand a lamp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", ("Meeting of the keepers of the gate and of the lock", "Bring oil, rope", "and a lamp"), ("BEGIN:VEVENT",)),
        Case(_MAIL, "card.vcf", b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrg Tor\r\nTEL;CELL:+41 44 668 18 00\r\nEND:VCARD\r\n", ("Jürg Tor", "+41 44 668 18 00"), ("=C3",)),
    ]  # fmt: skip


def _old() -> list[Case]:
    head = b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset161 Greek;}{\\f2\\fcharset128 Mincho;}}"
    wrapped = (
        head
        + b"\\fromhtml1 \\htmlrtf\\f0\\htmlrtf0{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hello Bob,{\\*\\htmltag84 &nbsp;}\\htmlrtf \\~\\htmlrtf0 the gate is open.{\\*\\htmltag72 </p>}\\htmlrtf\\par}\\htmlrtf0}"
    )
    web = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>The gate is =\r\nopen.</p></body></html>\r\n--b--\r\n"
    nested = b"\\trowd\\cellx100\\cellx200\\pard\\intbl outer\\cell\\pard\\intbl\\itap2 inner one\\nestcell inner two\\nestcell{\\*\\nesttableprops\\trowd\\cellx50\\cellx100\\nestrow}\\pard\\intbl after\\cell\\row\\pard done}"
    return [
        Case(_OLD, "page.doc", b"<html><body><h1>Gate</h1><p>The gate <b>is</b> open at noon.</p></body></html>", ("The gate is open at noon.",), ("<p>",)),
        Case(_OLD, "rich.doc", head + b"The gate {\\b is} open.}", ("The gate is open.",), ("rtf1",)),
        Case(_OLD, "web.doc", web.encode(), ("The gate is open.",), ("MIME-Version", "<p>")),
        Case(_OLD, "letters.rtf", head + b"\\f1\\'e1\\'e2\\'e3\\f0  and \\f2\\'93\\'fa\\'96\\'7b\\f0  end}", ("αβγ and 日本 end",)),
        Case(_OLD, "listed.rtf", head + b"{\\listtext\\pard 1.\\tab}wash\\par{\\listtext\\pard 2.\\tab}dry\\par}", ("1. wash", "2. dry")),
        Case(_OLD, "page-in-rich.rtf", wrapped, ("Hello Bob,", "the gate is open."), ("<p>", "&nbsp;")),
        Case(_OLD, "tables-in-tables.rtf", head + nested, ("outer", "inner one", "inner two", "after", "done")),
        Case(_OLD, "perfect.wpd", b"\xffWPC\x1b\x00\x00\x00\x01\x0a\x00\x01" + bytes(range(256)), ("WordPerfect",), fails=True),
        Case(_OLD, "note.one", bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + bytes(300), ("OneNote",), fails=True),
        Case(_OLD, "scan.djvu", b"AT&TFORM\x00\x00\x00\x40DJVUINFO" + bytes(range(200)), ("DjVu",), fails=True),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of mail and of old files."""
    return [*_mails(), *_old()]
