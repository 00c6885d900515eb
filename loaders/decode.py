"""Bytes → str, whatever the header, the meta tag or nobody says about the encoding.

Order of evidence: byte order mark, zeros and scripts of UTF-16 and UTF-32, valid UTF-8, what was
declared (Western last, and only if it reads so), Japanese, alphabets (`alphabets.py`),
charset-normalizer. Nothing here removes characters (`canonical.py` does).
"""

import codecs
import re
from collections.abc import Iterable

from precis.loaders.alphabets import LATIN, by_alphabet
from precis.loaders.wide_encodings import wide_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LARGER = {"gbk": "gb18030"}
"""What the WHATWG Encoding Standard reads as a larger encoding, and webencodings does not."""

_NOT_MEANT = frozenset({"replacement", "utf-16be", "utf-16le", "x-user-defined"})
"""What bytes are not that have come so far: UTF-16 shows itself, the others are of browsers."""

_MULTIBYTE = ("cp932", "euc_jp", "iso2022_jp", "gb18030", "big5hkscs", "cp949")
_SEVEN_BIT = frozenset({"utf-7", "hz", "iso2022_kr"})
"""Encodings whose bytes all read as ASCII."""

_OTHER_SCRIPTS = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874")
_NO_LATIN_WORD = re.compile(rb"[\x80-\xff]{4,}")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_DEFAULT = "cp1252"
"""What servers and editors declare that know nothing about a text."""

_MOST = 0.5
_ASCII = bytes(range(0x80))
_KANA = re.compile("[\u3040-\u30ff]")
_MIN_KANA = 0.2
"""Japanese prose is about half kana; other encodings of these bytes give next to none."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\b\x1b")) + b"\x7f"
_MAX_CONTROLS = 0.01
_SAMPLE = 65536


def is_text(sample: bytes) -> bool:
    """Return whether bytes look like text in some encoding rather than like a binary format."""
    if any(sample.startswith(bom) for bom, _ in _BOMS) or wide_encoding(sample):
        return True
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" not in sample and controls <= _MAX_CONTROLS * len(sample)


def decode(data: bytes, declared: Iterable[str | None] = ()) -> str | None:
    """Return `data` as text, without a byte order mark; None when it is not text.

    `declared` are encodings that a header or the text itself names, strongest first.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    if not is_text(data[:_SAMPLE]):
        return None
    wide = wide_encoding(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace")
    text = _utf8(data)
    if text is not None and text.isascii():
        return _shifted(data, declared) or text
    if text is not None:
        return text
    return _declared(data, declared) or _japanese(data) or by_alphabet(data) or _detected(data)


def as_utf8(data: bytes) -> bytes:
    """Return text with a byte order mark or wide characters in UTF-8, all else as it is.

    Of formats that begin in ASCII, wide characters begin with a zero.
    """
    is_wide = b"\0" in data[:4] and wide_encoding(data[:_SAMPLE])
    if is_wide or any(data.startswith(bom) for bom, _ in _BOMS):
        return (decode(data) or "").encode()
    return data


def _utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    if text.isascii():
        return _strict(data, "iso2022_jp") if b"\x1b$" in data else text
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    sound = len(text) - broken - sum(map(str.isascii, text)) if broken else 1
    return text if sound > 10 * broken else None


def _shifted(data: bytes, declared: Iterable[str | None]) -> str | None:
    encodings = (_python_codec(label) for label in declared if label)
    texts = (_strict(data, str(it)) for it in encodings if it in _SEVEN_BIT)
    return next(filter(None, texts), None)


def _declared(data: bytes, declared: Iterable[str | None]) -> str | None:
    encodings = [encoding for label in declared if label and (encoding := _python_codec(label))]
    encodings.sort(key=lambda encoding: (encoding not in _MULTIBYTE, encoding == _DEFAULT))
    for encoding in encodings:
        text = _strict(data, encoding)
        if text is not None and _plausible(encoding, data, text):
            return text
    return None


def _plausible(encoding: str, data: bytes, text: str) -> bool:
    """Return whether text reads as what `encoding` is for, where others often pass for it."""
    if encoding == _DEFAULT:
        return _latin_words(data)
    if encoding == "cp932":
        return len(_HALF_WIDTH.findall(text)) <= _MOST * (len(text) - sum(map(str.isascii, text)))
    return True


def _latin_words(data: bytes) -> bool:
    """Return whether most letters beyond ASCII stand among ASCII ones, as in Latin alphabets."""
    others = sum(map(len, _NO_LATIN_WORD.findall(data)))
    return others <= _MOST * len(data.translate(None, _ASCII))


def _python_codec(label: str) -> str | None:
    """Return the codec that browsers take for a label, Python's own where they know none."""
    import webencodings

    known = webencodings.lookup(label.strip(" \t\"'"))
    if known and known.name not in _NOT_MEANT:
        return _LARGER.get(known.codec_info.name, str(known.codec_info.name))
    try:
        encoding = codecs.lookup(label.strip(" \t\"'")).name
        "".encode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return encoding


def _japanese(data: bytes) -> str | None:
    for encoding in ("euc_jp", "cp932"):
        text = _strict(data, encoding) or ""
        if len(_KANA.findall(text)) > _MIN_KANA * (len(text) - sum(map(str.isascii, text))):
            return text
    return None


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    latin = LATIN if _latin_words(data) else ()
    best = from_bytes(data, cp_isolation=[*latin, *_OTHER_SCRIPTS, *_MULTIBYTE]).best()
    return str(best) if best else data.decode("cp1252", errors="replace")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None
