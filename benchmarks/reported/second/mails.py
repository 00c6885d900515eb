"""Mail: charsets that lie, broken boundaries, and files of mail programs."""

from __future__ import annotations

from base64 import b64encode

from benchmarks.reported.case import Case
from benchmarks.reported.texts import mail

_KIND = "mail"
_HTML = "<html><head><meta http-equiv=Content-Type content='text/html; charset={}'></head><body><p>{}</p></body></html>"


def _coded(data: bytes) -> str:
    return b64encode(data).decode()


def _charsets() -> list[Case]:
    inner = _HTML.format("iso-8859-1", "Die Größe der Tore").encode("latin-1")
    quoted = "".join(chr(b) if 32 <= b < 127 and b != 61 else f"={b:02X}" for b in inner)
    japanese = "港の門は夜に閉まります。朝まで開きません。".encode("shift_jis")
    sums = "Price = 500 euro, a=b and 50=x%.\r\nIt ends here."
    broken = _coded("Grüße vom alten Hafen, wie immer.".encode())
    return [
        Case(_KIND, "html-alone.eml", mail("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64",
                                           _coded(_HTML.format("utf-8", "The gate is old.").encode())), ("The gate is old.",), ("<p>",)),
        Case(_KIND, "charset-in-html.eml", mail("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable", quoted), ("Die Größe der Tore",)),
        Case(_KIND, "not-quoted.eml", mail("Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable", sums), ("Price = 500 euro", "It ends here.")),
        Case(_KIND, "x-sjis.eml", mail("Content-Type: text/plain; charset=x-sjis", japanese), ("港の門は夜に閉まります。",)),
        Case(_KIND, "raw-subject.eml", "From: Jörg <j@example.org>\r\nSubject: Größe der Tore\r\n\r\nBody.\r\n".encode(), ("Größe der Tore", "Body.")),
        Case(_KIND, "noisy-base64.eml", mail("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64",
                                             f"{broken[:20]} \r\n\r\n{broken[20:].rstrip('=')}"), ("Grüße vom alten Hafen, wie immer.",)),
        Case(_KIND, "deleted-spaces.eml", mail("Content-Type: text/plain; format=flowed; delsp=yes", "The grea \r\ntest gate.\r\n"), ("The greatest gate.",)),
        Case(_KIND, "utf-7.eml", mail("Content-Type: text/plain; charset=utf-7", "The +ACY- sign."), ("The & sign.",)),
    ]  # fmt: skip


def _structure() -> list[Case]:
    plain = "Content-Type: text/plain\r\n\r\n"
    folded = 'Content-Type: multipart/mixed;\r\n boundary="=_alt\r\n 0045"'
    signed = (
        f"--b\r\n{plain}Signed words.\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{_coded(bytes(range(99)))}\r\n--b--\r\n"
    )
    sealed = mail(
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64",
        _coded(bytes(range(200))),
    )
    outlook = (
        f"--b\r\n{plain}See the plan.\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{_coded(bytes.fromhex('789f3e22') + bytes(range(99)))}\r\n--b--\r\n"
    )
    inner = b"From: Bo <b@example.org>\r\nSubject: Old gate\r\n\r\nThe gate is rusty.\r\n"
    forwarded = f"--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{_coded(inner)}\r\n--b--\r\n"
    box = (
        b"From a@example.org Mon Mar  4 09:00:00 2024\r\nFrom: a@example.org\r\nSubject: One\r\n\r\nFirst line.\r\nFrom here we went on.\r\n\r\n"
        b"From b@example.org Tue Mar  5 09:00:00 2024\r\nFrom: b@example.org\r\nSubject: Two\r\n\r\nSecond message.\r\n"
    )
    message = b"From: Ann <a@example.org>\r\nSubject: Gate\r\n\r\nThe gate is old.\r\n"
    apple = (
        b"%d\n" % len(message)
        + message
        + b'<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>flags</key><integer>8590195713</integer></dict></plist>\n'
    )
    named = (
        f"--b\r\n{plain}See both.\r\n--b\r\nContent-Type: text/csv; name=tides.csv\r\nContent-Disposition: attachment; filename=tides.csv\r\n\r\n"
        "port,height\r\nOstend,4.2\r\n--b--\r\n"
    )
    related = (
        '--b\r\nContent-Type: multipart/related; boundary="c"\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Before the picture.</p>\r\n--c\r\n'
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <x>\r\n\r\niVBORw0KGgo=\r\n--c--\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<p>After it comes more.</p>\r\n--b--\r\n"
    )
    mixed = 'Content-Type: multipart/mixed; boundary="b"'
    return [
        Case(_KIND, "folded-boundary.eml", mail(folded, f"--=_alt 0045\r\n{plain}Body of Notes.\r\n--=_alt 0045--\r\n"), ("Body of Notes.",)),
        Case(_KIND, "leading-lines.eml", b"\r\n\r\n" + message, ("Gate", "The gate is old.")),
        Case(_KIND, "cut-off.eml", mail(mixed, f"--b\r\n{plain}Body without an end."), ("Body without an end.",)),
        Case(_KIND, "lost-boundary.eml", mail('Content-Type: multipart/mixed; boundary="other"', "The whole body stands here."), ("The whole body stands here.",)),
        Case(_KIND, "signed.eml", mail('Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="b"', signed), ("Signed words.",)),
        Case(_KIND, "sealed.eml", sealed, ("Gate",), told=("encrypted", "smime", "attach", "not read")),
        Case(_KIND, "winmail.eml", mail(mixed, outlook), ("See the plan.", "never in the text"), told=("winmail", "tnef", "attach", "not read")),
        Case(_KIND, "coded-forward.eml", mail(mixed, forwarded), ("Old gate", "The gate is rusty.")),
        Case(_KIND, "from-here.mbox", box, ("First line.", "From here we went on.", "Second message.")),
        Case(_KIND, "apple.emlx", apple, ("Gate", "The gate is old."), ("plist", "8590195713")),
        Case(_KIND, "attached-table.eml", mail(mixed, named), ("See both.", "Ostend | 4.2")),
        Case(_KIND, "parts-of-html.eml", mail(mixed, related), ("Before the picture.", "After it comes more.")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of mail."""
    return [*_charsets(), *_structure()]
