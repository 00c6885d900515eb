"""Word: what other readers lose, double or misread."""

from __future__ import annotations

from benchmarks.reported.case import Case, packed, relations

_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def part(name: str, inside: str) -> str:
    """Return a part of a document."""
    return f"<w:{name} {_SPACES}>{inside}</w:{name}>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """Return a paragraph of runs and texts."""
    runs = "".join(text if text.startswith("<") else run(text) for text in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*inside: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside)}</w:tc>"


def word(body: str, *targets: tuple[str, str, str], **parts: str) -> bytes:
    """Return a document."""
    return packed(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(*targets),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
    )


def field(result: str, instruction: str) -> str:
    """Return a field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_NOTE = (
    '<w:footnote w:id="2"><w:p><w:r><w:t>The gauge was moved.</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>It was moved back.</w:t></w:r></w:p></w:footnote>"
)
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>'
    '<w:basedOn w:val="berschrift1"/></w:style>'
)
_LEVELS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def cases() -> list[Case]:
    """Return the cases of Word."""
    link = f'<w:hyperlink r:id="r9"><w:smartTag>{run("Delaware")}</w:smartTag></w:hyperlink>'
    moved = f'<w:moveFrom w:id="1">{run("old place ")}</w:moveFrom>'
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    nested = (
        f"<w:tbl><w:tr>{cell(paragraph('inner 41'))}{cell(paragraph('inner 42'))}</w:tr></w:tbl>"
    )
    row = f"<w:tr>{cell(paragraph('Pump'))}{control.format(cell(paragraph('Bar 7')))}</w:tr>"
    grid, begins, goes_on = "<w:gridAfter w:val='1'/>", "<w:hMerge w:val='restart'/>", "<w:hMerge/>"
    wide = (
        f"<w:tr>{cell(paragraph('Item'))}{cell(paragraph('2023'))}{cell(paragraph('2024'))}</w:tr>"
        f"<w:tr><w:trPr>{grid}</w:trPr>{cell(paragraph('Rent'))}{cell(paragraph('11'))}</w:tr>"
        f"<w:tr>{cell(paragraph('Fuel'), properties=begins)}"
        f"{cell(paragraph(''), properties=goes_on)}{cell(paragraph('33'))}</w:tr>"
    )
    number = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>"
    vml = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('Warning in the box')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    note_mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    return [
        Case(
            "text arrives",
            "link-tag.docx",
            word(paragraph("the State of ", link, ".")),
            ("the State of Delaware.",),
        ),
        Case(
            "text arrives",
            "moved.docx",
            word(paragraph(moved, f'<w:moveTo w:id="2">{run("new place")}</w:moveTo>')),
            ("new place",),
            ("old place",),
        ),
        Case("tables", "cell-in-control.docx", word(f"<w:tbl>{row}</w:tbl>"), ("Pump | Bar 7",)),
        Case(
            "tables",
            "table-in-cell.docx",
            word(
                f"<w:tbl><w:tr>{cell(paragraph('Outer'), nested, paragraph(''))}{cell(paragraph('Side'))}</w:tr></w:tbl>"
            ),
            ("Outer", "inner 41", "inner 42", "Side"),
        ),
        Case(
            "tables",
            "ragged-rows.docx",
            word(f"<w:tbl>{wide}</w:tbl>"),
            ("| Rent | 11 |", "| 33 |"),
            ("| Fuel | 33",),
        ),
        Case(
            "text arrives",
            "note-of-two.docx",
            word(
                paragraph("It rose to 14", note_mark, " metres."),
                ("r3", "footnotes", "footnotes.xml"),
                footnotes=part("footnotes", _NOTE),
            ),
            ("moved.", "It was moved back."),
            ("142", "14The"),
        ),
        Case(
            "numbers and marks",
            "start-override.docx",
            word(
                paragraph("fourth point", properties=number)
                + paragraph("fifth point", properties=number),
                ("r4", "numbering", "numbering.xml"),
                numbering=part("numbering", _LEVELS),
            ),
            ("(d) fourth point", "(e) fifth point"),
        ),
        Case(
            "numbers and marks",
            "heading-by-style.docx",
            word(
                paragraph("Preise", properties="<w:pStyle w:val='Own'/>") + paragraph("Text."),
                ("r4", "styles", "styles.xml"),
                styles=part("styles", _STYLES),
            ),
            ("# Preise",),
        ),
        Case(
            "text arrives",
            "vml-box.docx",
            word(paragraph("Before.", vml)),
            ("Before.", "Warning in the box"),
        ),
        Case(
            "text arrives",
            "page-fields.docx",
            word(
                paragraph(
                    "See section ",
                    field("4.2", "REF _Ref1 \\r \\h"),
                    " on page ",
                    field("17", "PAGEREF _Ref1"),
                    ".",
                )
            ),
            ("See section 4.2 on page 17.",),
            ("_Ref1",),
        ),
        Case(
            "text arrives",
            "symbols.docx",
            word(
                paragraph(
                    "Angle 30",
                    '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
                    "<w:r><w:t>C</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>7</w:t></w:r>",
                )
            ),
            ("30°C",),
        ),
        Case(
            "text arrives",
            "nested-inserts.docx",
            word(
                paragraph(
                    "<w:ins w:id='1'><w:r><w:t>kept </w:t></w:r><w:del w:id='2'><w:r><w:delText>gone"
                    "</w:delText></w:r></w:del></w:ins>",
                    "<w:customXml><w:r><w:t>words</w:t></w:r></w:customXml>",
                )
            ),
            ("kept words",),
            ("gone",),
        ),
        Case(
            "containers",
            "strict.docx",
            packed(
                {
                    "_rels/.rels": relations(
                        ("r1", "officeDocument", "/word/document.xml")
                    ).replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    ),
                    "word/document.xml": part(
                        "document", f"<w:body>{paragraph('Strict prose stands.')}</w:body>"
                    ).replace(
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main",
                    ),
                }
            ),
            ("Strict prose stands.",),
        ),
        Case(
            "containers",
            "flat.xml",
            (
                '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
                '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
                '<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData>'
                + relations(("r1", "officeDocument", "word/document.xml"))
                + '</pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
                + part("document", f"<w:body>{paragraph('Flat ', 'prose stands.')}</w:body>")
                + "</pkg:xmlData></pkg:part></pkg:package>"
            ).encode(),
            ("Flat prose stands.",),
            ("officeDocument",),
        ),
        Case(
            "containers",
            "word-2003.xml",
            (
                '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
                '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
                f"<w:body>{paragraph('Old ', 'XML prose.')}</w:body></w:wordDocument>"
            ).encode(),
            ("Old XML prose.",),
        ),
        Case(
            "numbers and marks",
            "caps-and-struck.docx",
            word(
                paragraph(
                    "Fee ", run("100", "<w:dstrike/>"), " ", run("120", '<w:strike w:val="0"/>')
                )
            ),
            ("120",),
            ("Fee 100", "~~120"),
        ),
    ]
