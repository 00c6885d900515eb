"""UTF-16 and UTF-32 without a byte order mark: found by what their characters would be."""

import codecs
import re
import unicodedata

_UTF32 = ("utf-32-le", "utf-32-be")
_UTF16 = ("utf-16-le", "utf-16-be")
_COMMON = re.compile(
    "[\t\n\r\f -~\xa0-\u052f\u0590-\u06ff\u0900-\u0e7f\u10a0-\u11ff\u1e00-\u206f"
    "\u20a0-\u2122\u2500-\u257f"
    "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01\uff08-\uff1f\uff21-\uff3a\uff41-\uff5a"
    "\uff61-\uff9f]"
)
_MARKS = re.compile("[\t\n\r -~\u3000-\u30ff\uff01\uff0c\uff1a\uff1b\uff1f]")
"""What hardly occurs when the bytes of each character are swapped."""

_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_MOST_ASCII = 0.9
_MOSTLY = 0.98
_MARKED, _LONG = 0.01, 100
_SHORTEST = 2
_NO_TEXT = {"Cn", "Co", "Cs"}

_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r\f\b\x1b")


def wide_encoding(sample: bytes) -> str | None:
    """Return the encoding of text in two or four bytes a character, None for anything else."""
    if len(sample) < _SHORTEST or (b"\0" not in sample and not _has_controls(sample)):
        return None
    if len(sample.translate(None, _ASCII)) < (1 - _MOST_ASCII) * len(sample):
        return None
    if sample.count(0) >= len(sample) / 2:
        for encoding in _UTF32:
            if _decoded(sample, encoding):
                return encoding
    texts = [(text, encoding) for encoding in _UTF16 if (text := _decoded(sample, encoding))]
    plausible = [(len(_MARKS.findall(text)), encoding) for text, encoding in texts]
    return max(plausible, default=(0, None))[1]


def _has_controls(sample: bytes) -> bool:
    return not _CONTROLS.isdisjoint(sample)


def _decoded(sample: bytes, encoding: str) -> str:
    """Return the text of a sample, whose end may be cut; "" if it is not text."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return ""
    if any(unicodedata.category(character) in _NO_TEXT for character in set(text)):
        return ""
    has_marks = len(text) < _LONG or len(_MARKS.findall(text)) >= _MARKED * len(text)
    return text if has_marks and len(_COMMON.findall(text)) >= _MOSTLY * len(text) else ""
