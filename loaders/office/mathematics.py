"""Office Math (ECMA-376, part 1, 22.1) → linear text: `E=mc^2`, `(a+b)/c`, `√(x)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element

_ACCENTS = {"^": "\u0302", "~": "\u0303", "→": "\u20d7", "¯": "\u0305"}
_SUM = "∫"
"""The operator of an n-ary object that names none (22.1.2.20)."""


def linear(formula: Element) -> str:
    """Return a formula as text, powers and fractions kept apart."""
    return "".join(map(_shown, _content(formula)))


def _content(element: Element | None) -> Iterable[Element]:
    return () if element is None else (e for e in element if not local_name(e).endswith("Pr"))


def _part(element: Element, name: str) -> str:
    part = child(element, name)
    return "" if part is None else linear(part)


def _group(text: str) -> str:
    simple = len(text) <= 1 or text.replace(".", "").replace(",", "").isalnum()
    wrapped = text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1
    return text if simple or wrapped else f"({text})"


def _shown(element: Element) -> str:
    return _SHAPES.get(local_name(element), linear)(element)


def _matrix(element: Element) -> str:
    rows = [", ".join(map(linear, _content(row))) for row in _content(element)]
    return f"[{'; '.join(rows)}]"


def _script(element: Element) -> str:
    low, high = _part(element, "sub"), _part(element, "sup")
    return "".join((f"_{_group(low)}" if low else "", f"^{_group(high)}" if high else ""))


def _scripted(element: Element) -> str:
    return f"{_group(_part(element, 'e'))}{_script(element)}"


def _fraction(element: Element) -> str:
    return f"{_group(_part(element, 'num'))}/{_group(_part(element, 'den'))}"


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return f"{degree and f'({degree})'}√({_part(element, 'e')})"


def _accented(element: Element) -> str:
    mark = _property(element, "accPr", "chr") or "\u0302"
    base = _part(element, "e")
    return f"{base if len(base) == 1 else f'({base})'}{_ACCENTS.get(mark, mark)}"


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')}({_part(element, 'e').strip('()')})"


def _limit(element: Element) -> str:
    mark = "_" if local_name(element) == "limLow" else "^"
    return f"{_part(element, 'e')}{mark}({_part(element, 'lim')})"


def _delimited(element: Element) -> str:
    begin, end, between = (
        default if (given := _property(element, "dPr", name)) is None else given
        for name, default in (("begChr", "("), ("endChr", ")"), ("sepChr", "|"))
    )
    return f"{begin}{between.join(map(linear, _content(element)))}{end}"


def _operator(element: Element) -> str:
    sign = _property(element, "naryPr", "chr") or _SUM
    return f"{sign}{_script(element)} {_part(element, 'e')}"


def _property(element: Element, properties: str, name: str) -> str | None:
    """Return the value of a property of an element."""
    found = child(element, properties, name)
    return None if found is None else attribute(found, "val")


_SHAPES: dict[str, Callable[[Element], str]] = {
    "t": lambda element: element.text or "",
    "br": lambda _: " ",
    "tab": lambda _: " ",
    "m": _matrix,
    "eqArr": lambda element: "\n".join(map(linear, _content(element))),
    "d": _delimited,
    "nary": _operator,
    "sSup": _scripted,
    "sSub": _scripted,
    "sSubSup": _scripted,
    "sPre": lambda e: f"{_script(e)}{_part(e, 'e')}",
    "f": _fraction,
    "rad": _root,
    "acc": _accented,
    "bar": _accented,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
}
