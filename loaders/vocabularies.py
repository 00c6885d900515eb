"""Papers, books and manuals in XML (JATS, DocBook, DITA, FictionBook, TEI) → HTML.

`markup.py` writes it.

These vocabularies name the same few things in different ways, so one table serves them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from precis.loaders.xmltree import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

_ROOTS = {
    "article",
    "book",
    "chapter",
    "FictionBook",
    "TEI",
    "TEI.2",
    "teiCorpus",
    "set",
    "topic",
    "task",
    "concept",
    "reference",
    "glossentry",
    "dita",
}
_NAMES = {
    "p": "p para simpara ab subtitle v verse-line l bridgehead text-author mixed-citation"
    " speaker attrib attribution kwd shortdesc cmd",
    "sup": "sup superscript",
    "sub": "sub subscript",
    "s": "strike strikethrough del",
    "ol": "orderedlist ol procedure steps substeps",
    "ul": "list itemizedlist simplelist ul steps-unordered choices sl",
    "li": "list-item listitem li item member step substep choice sli",
    "dl": "variablelist def-list dl parml",
    "dt": "term dt pt",
    "dd": "def dd pd",
    "table": "table tgroup simpletable choicetable properties",
    "thead": "thead",
    "tbody": "tbody",
    "tfoot": "tfoot",
    "tr": "tr row strow sthead chrow chhead property prophead",
    "th": "th",
    "td": "td entry cell stentry choption chdesc propvalue propdesc",
    "blockquote": "disp-quote blockquote epigraph quote-block",
    "pre": "programlisting screen literallayout preformat codeblock",
    "xref": "a xref link ulink",
    "code": "literal monospace codeph filename command",
    "br": "break br lb empty-line",
    "div": "ref ref-list bibliography listBibl biblioentry bibl sec section chapter part appendix"
    " app preface abstract body front back text sect1 sect2 sect3 sect4 sect5 div div1 div2 div3"
    " fig table-wrap figure caption poem stanza lg cite note fn fn-group footnote tip warning"
    " example informalexample informaltable varlistentry def-item title-group contrib-group"
    " contrib disp-formula ack title-info annotation",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}
_SECTIONS = frozenset(
    "sec section chapter part appendix app preface abstract sect1 sect2 sect3 sect4 sect5 div div1"
    " div2 div3 topic ref-list ack".split()
)
_HEADS = {"title", "head", "article-title"}
_HEADED = _SECTIONS | _ROOTS | {"title-group", "bookinfo", "info", "front", "body", "back"}
_UNSHOWN = frozenset(
    "binary graphic inline-graphic media journal-meta article-id article-categories counts volume"
    " issue fpage lpage elocation-id self-uri custom-meta-group teiHeader document-info"
    " publish-info indexterm history pub-date alt-text object-id lang genre prolog".split()
)
_PARTED = {"element-citation", "name", "person-group", "personname", "author", "string-name"}
"""What stands in them has no blanks between."""

_DEEPEST_HEADING = 6


def is_prose(root: Element) -> bool:
    """Return whether a document is of one of these vocabularies."""
    return local_name(root) in _ROOTS


def as_html(root: Element) -> HtmlElement:
    """Rename the elements of a document to those of HTML, in place."""
    for element in list(root.iter("*")):
        name = local_name(element)
        if name in _UNSHOWN:
            _drop(element)
        elif name == "alternatives":
            _choose(element)
        elif name == "label" and element.getnext() is not None:
            _number(element)
        elif _is_parted(element):
            element.tail = f"{(element.tail or '').rstrip()}, "
    tags = [(element, _tag(element)) for element in root.iter("*")]
    for element, tag in tags:
        more = attribute(element, "morerows") or ""
        if more.isdecimal():
            element.set("rowspan", str(int(more[:4]) + 1))
        element.tag = tag
    return cast("HtmlElement", root)


def _tag(element: Element) -> str:
    name = local_name(element)
    above = element.getparent()
    if name in _HEADS:
        is_head = above is None or local_name(above) in _HEADED
        return f"h{min(_depth(element), _DEEPEST_HEADING)}" if is_head else "p"
    if name == "list" and (attribute(element, "list-type") or "").startswith(("order", "num")):
        return "ol"
    if "MathML" in str(element.tag):
        return name
    tag = _TAGS.get(name, "div")
    return "span" if tag == "div" and _is_inline(element) else tag


def _depth(element: Element) -> int:
    return 1 + sum(local_name(above) in _SECTIONS for above in element.iterancestors())


def _is_inline(element: Element) -> bool:
    """Return whether an element stands in a line of text."""
    parent = element.getparent()
    if parent is None:
        return False
    texts = [parent.text, *(child.tail for child in parent)]
    return local_name(parent) in _PARTED or any(text and text.strip() for text in texts)


def _is_parted(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in _PARTED and element.getnext() is not None


def _number(label: Element) -> None:
    """Write a label before the first text of what it numbers: a title, a caption, a reference."""
    first = label.getnext()
    while first is not None and len(first) and not (first.text or "").strip():
        first = first[0]
    if first is not None:
        first.text = f"{' '.join(''.join(label.itertext()).split())} {first.text or ''}"
        _drop(label)


def _choose(alternatives: Element) -> None:
    """Keep one of several forms of the same: a formula in MathML, else the first with text."""
    forms = [form for form in alternatives if any(text.strip() for text in form.itertext())]
    kept = next((form for form in forms if "MathML" in str(form.tag)), next(iter(forms), None))
    for form in forms:
        if form is not kept:
            _drop(form)


def _drop(element: Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
