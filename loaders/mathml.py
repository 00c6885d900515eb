"""Formulas in MathML (MathML Core, sections 3.2 to 3.5) → linear text: `E=mc^2`, `(a+b)/2`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.xmltree import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064")
_UNSHOWN = {"annotation-xml", "mphantom", "none", "mprescripts"}
_SCRIPTS = {"msup": "^", "msub": "_", "mover": "^", "munder": "_"}
_PAIRS = {"msubsup", "munderover"}
_MOST_DEEP = 100


def linear(formula: Element) -> str:
    """Return a formula as text; as TeX where only that is given."""
    shown = " ".join(_element_text(formula, 0).split())
    if shown:
        return shown
    tex = next((note.text for note in formula.iter("{*}annotation", "annotation") if note.text), "")
    return " ".join(str(tex).split())


def _element_text(element: Element, depth: int) -> str:
    name = local_name(element)
    if not name or name in _UNSHOWN or name == "annotation":
        return ""
    if depth > _MOST_DEEP:
        return " ".join(str(text) for text in element.itertext())
    parts = [_element_text(child, depth + 1) for child in element if local_name(child)]
    if not parts:
        text = " ".join((element.text or "").split()).translate(_INVISIBLE)
        return f" {text} " if name == "mtext" else text
    return _joined(name, parts)


def _joined(name: str, parts: list[str]) -> str:
    """Return an element from its parts; too few or too many stand one after the other."""
    if name in _SCRIPTS and len(parts) == len("ab"):
        return f"{parts[0]}{_SCRIPTS[name]}{_group(parts[1])}"
    if name in _PAIRS and len(parts) == len("abc"):
        return f"{parts[0]}_{_group(parts[1])}^{_group(parts[2])}"
    if name == "mfrac" and len(parts) == len("ab"):
        return f"{_group(parts[0])}/{_group(parts[1])}"
    if name == "msqrt":
        return f"√({''.join(parts)})"
    if name == "mroot" and len(parts) == len("ab"):
        return f"{_group(parts[1])}√({parts[0]})"
    return {"mtr": ", ", "mlabeledtr": ", ", "mtable": "; "}.get(name, "").join(parts)


def _group(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
