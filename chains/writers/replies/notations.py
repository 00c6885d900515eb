"""Rewrite citation notations of other markup languages as brackets and bullets."""

import re
from unicodedata import category, numeric

from precis.chains.writers.replies.citations import cited_numbers

_NUMBERS = r"\d{1,4}(?:[\s,;]{1,3}\d{1,4}){0,20}"
_CITING = (
    re.compile(rf"\{{\{{(?:cite|ref|citation|source|sfn)\|({_NUMBERS})\}}\}}", re.IGNORECASE),
    re.compile(rf"\((?:→|⇒|->|=>)\s?({_NUMBERS})\)"),
    re.compile(r"[⁽₍]([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?:[,;\s]{1,2}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,20})[⁾₎]"),
)
_PAIRED = re.compile(rf"[\[{{](\w{{1,12}})[\]}}]\s?({_NUMBERS})\s?[\[{{]/\1[\]}}]", re.IGNORECASE)
"""Numbers between tags in brackets: BBCode, and the references of Mistral's models."""

_LATEX_CITING = re.compile(
    r"[~\s]?\\(?:\w{0,12}cite\w{0,6}|\w{0,6}ref|foot\w{1,12}|\w{0,6}superscript)\*?"
    r"(?:\[[^\[\]\n]{0,40}\])?\{([^{}\n]{1,80})\}"
)
_LATEX_NOTE = re.compile(r"[~\s]?\\[a-zA-Z]{3,20}\{([^{}\n]{0,60}[^\W\d_][^{}\n]{0,60})\}")
_LATEX_MATH = re.compile(r"\\\(\s?(\^[^()\n]{1,60}?)\s?\\\)")
_LATEX_STYLE = re.compile(r"\\(?:text\w{1,12}|emph|underline|mbox)\{([^{}\n]{0,2000})\}")
_LATEX_FRAME = re.compile(
    r"^[ \t]*\\(?:begin|end)\{[^{}\n]{1,40}\}(?:\[[^\[\]\n]{0,40}\])?[ \t]*\n?", re.MULTILINE
)
_LATEX_ITEM = re.compile(r"^[ \t]*\\item(?:\[[^\[\]\n]{0,20}\])?\s+", re.MULTILINE)
_LATEX_TITLE = re.compile(r"^[ \t]*\\(?:sub){0,2}section\*?\{([^{}\n]{1,200})\}", re.MULTILINE)
_CDATA = re.compile(r"<!\[CDATA\[(.{0,2000}?)\]\]>", re.DOTALL)
_BREAK = re.compile(r"(?<=\d)\s?<br\s?/?>\s?(?=[^\W\d_]{0,3}\d)", re.IGNORECASE)
_LOWERED = re.compile(
    r"(?:(?<=[.!?…。！？\"”’»)])[ ]?|(?<=[\da-zà-ÿ])(?=[₀-₉,; ]{1,40}[.!?]?[ \t]*$))"
    r"[₀-₉]{1,4}(?:(?:[,;‚]\s?| )[₀-₉]{1,4}){0,9}(?=[.!?\s]|$)",
    re.MULTILINE,
)
_RAISING = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PICTURE = re.compile(r"^([ \t]*)([^\w\s]{1,3})[\ufe0f\u20e3]?[ \t]+(?=\S)", re.MULTILINE)
_SPANNED = re.compile(
    r"<(\w{1,12})\s?:\s?(\d[\d\s,]{0,40})>(.{0,2000}?)</\1\b[^<>]{0,60}>", re.DOTALL | re.IGNORECASE
)
_CIRCLED = re.compile(r"(?<=\S)[ \t]?[①-⒛⓪-⓾❶-➓㉑-㉟㊱-㊿]+")
_INLINE_LIST = re.compile(r"^[ \t]{0,3}1[.)] [^\n]*[;.,\])] 2[.)] [^\n]*$", re.MULTILINE)
_ITEMS = re.compile(r"(?<=[;.,\])]) (?=\d{1,2}[.)] )")
_KEYCAPS = re.compile("(?:[0-9]\ufe0f?\u20e3)+(?:[ ,]{1,2}(?:[0-9]\ufe0f?\u20e3)+)*")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")


def uniform_notation(text: str) -> str:
    r"""Return a reply with LaTeX, templates, arrows and pictures as Markdown has them.

    >>> uniform_notation("\\item It rained~\\cite{2}.")
    '- It rained [2].'
    """
    for pattern in (_LATEX_CITING, _LATEX_NOTE):
        text = pattern.sub(_latex_cited, text)
    text = _LATEX_MATH.sub(r"$\1$", _LATEX_STYLE.sub(r"\1", text))
    for pattern in _CITING:
        text = pattern.sub(r" [\1]", text)
    text = _SPANNED.sub(r"\3 [\2]", _PAIRED.sub(r" [\2]", text))
    text = _BREAK.sub(", ", _CDATA.sub(r"\1", text))
    text = _LOWERED.sub(lambda found: found[0].translate(_RAISING), text)
    text = _INLINE_LIST.sub(_apart, text)
    text = _CIRCLED.sub(_bracketed, _KEYCAPS.sub(_keycaps, text))
    text = _LATEX_TITLE.sub(r"## \1", _LATEX_FRAME.sub("", text))
    return _PICTURE.sub(_bullet, _LATEX_ITEM.sub("- ", text))


def _latex_cited(found: re.Match[str]) -> str:
    """Put the numbers that a command of LaTeX names in brackets; all else stays."""
    numbers = cited_numbers(found[1])
    return f" [{', '.join(map(str, numbers))}]" if numbers else found[0]


def _apart(found: re.Match[str]) -> str:
    """Put each item of a list that stands in one line on a line of its own."""
    kept, number = [""], 2
    for piece in _ITEMS.split(found[0]):
        if kept[0] and piece.startswith((f"{number}.", f"{number})")):
            kept.append(piece)
            number += 1
        else:
            kept[-1] += piece
    return "\n".join(item.strip(" ;") for item in kept)


def _keycaps(found: re.Match[str]) -> str:
    """Put numbers on keys in brackets; without a space between them each figure is a number."""
    apart = " " in found.string[max(0, found.start() - 1) : found.end() + 1]
    numbers = found[0].replace(",", " ").split() if apart else _KEYCAP.findall(found[0])
    plain = (_KEYCAP.sub(r"\1", number) for number in numbers)
    return f"[{', '.join(plain)}]"


def _bracketed(found: re.Match[str]) -> str:
    """Put numbers in circles, which stand behind a text, in brackets."""
    return "".join(f"[{numeric(sign):.0f}]" for sign in found[0].strip())


def _bullet(found: re.Match[str]) -> str:
    pictures = all(category(sign) == "So" or sign == "\ufe0f" for sign in found[2])
    return f"{found[1]}- " if pictures else found[0]
