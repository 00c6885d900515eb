"""Documents and presentations as Office 97 wrote them, made of their records here."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from langchain_core.documents.base import Blob

from precis.loaders.errors import LoadError
from precis.loaders.options import LoadOptions
from precis.loaders.registry import parse
from tests.loaders.binary.compound_files import compound_file
from tests.loaders.office.packages import document

if TYPE_CHECKING:
    from collections.abc import Sequence


def word_file(
    body: str,
    notes: str = "",
    flags: int = 0,
    version: int = 0x00D9,
    looks: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Return a document whose first half is stored in bytes and whose second half in UTF-16.

    Of `looks`, each is a part of it and the properties of its characters.
    """
    text = body + notes
    half = len(text) // 2
    first, second = text[:half].encode("cp1252", errors="replace"), text[half:].encode("utf-16-le")
    start, middle = 1024, 1024 + len(first) + len(first) % 2
    pieces = struct.pack("<3I", 0, half, len(text))
    pieces += struct.pack("<HIH", 0, 0x40000000 | start * 2, 0) + struct.pack("<HIH", 0, middle, 0)
    table = b"\x01\x02\x00ab\x02" + struct.pack("<I", len(pieces)) + pieces
    stream = bytearray(middle)
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 10, flags)
    struct.pack_into("<8i", stream, 0x4C, len(body), len(notes), 0, 0, 0, 0, 0, 0)
    struct.pack_into("<II", stream, 0x01A2, 0, len(table))
    struct.pack_into("<II", stream, 0x18, start, start + len(first))
    stream[start : start + len(first)] = first
    whole = bytearray(bytes(stream) + second)
    whole += bytes(-len(whole) % 512)
    struct.pack_into("<II", whole, 0x00FA, len(table), 12)
    table += struct.pack("<3I", 0, 0, len(whole) // 512)
    places = {
        part: middle + 2 * (at - half) if (at := text.index(part)) >= half else start + at
        for part, _ in looks
    }
    return compound_file(
        {"WordDocument": bytes(whole) + looks_page(places, looks), "0Table": table}
    )


def looks_page(places: dict[str, int], looks: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a page of properties: those of each part of one, which begins at its place."""
    page = bytearray(512)
    runs = [(places[part], properties) for part, properties in looks]
    runs += [
        (end, b"")
        for (part, _) in looks
        if (end := places[part] + len(part)) not in places.values()
    ]
    for index, (place, properties) in enumerate(sorted(runs)):
        at = 256 + 32 * index
        struct.pack_into("<I", page, 4 * index, place)
        page[4 * (len(runs) + 1) + index] = at // 2 if properties else 0
        page[at : at + 1 + len(properties)] = bytes([len(properties)]) + properties
    struct.pack_into("<I", page, 4 * len(runs), max((place for place, _ in runs), default=0) + 1)
    page[511] = len(runs)
    return bytes(page)


def sprm(code: int, value: int) -> bytes:
    return struct.pack("<HB", code, value)


TOLD = "6 characters of hidden text were not read"
BOLD, HIDDEN, DELETED, STRUCK, SHIFTED = 0x0835, 0x083C, 0x0800, 0x0837, 0x2A48


@pytest.mark.parametrize(
    ("body", "part", "properties", "text", "told"),
    [
        ("Open. Secret. Shut.\r", " Secret.", sprm(HIDDEN, 1), "Open. Shut.", TOLD),
        ("On.\rSecret.\rEnd.", "Secret.", sprm(BOLD, 1) + sprm(HIDDEN, 129), "On.\n\nEnd.", TOLD),
        ("Open. Taken out. Shut.\r", " Taken out.", sprm(DELETED, 1), "Open. Shut.", None),
        ("It cost 100 then.\r", "100", sprm(STRUCK, 1), "It cost ~~100~~ then.", None),
        ("About 106 of them.\r", "6", sprm(SHIFTED, 1), "About 10^6 of them.", None),
        ("About H2O and so.\r", "2", sprm(SHIFTED, 2), "About H2O and so.", None),
        ("About 106 of them.\r", "6", sprm(BOLD, 1), "About 106 of them.", None),
        ("About 106 of them.\r", "6", sprm(HIDDEN, 0), "About 106 of them.", None),
    ],
)  # fmt: skip
def test_what_characters_look_like_is_their_meaning(
    body: str, part: str, properties: bytes, text: str, told: str | None
) -> None:
    found = document(word_file(body + " " * 40, looks=[(part, properties)]))
    assert found.page_content.strip() == text
    assert found.metadata.get("unread", []) == ([told] if told else [])


def test_a_document_of_word_97() -> None:
    body = (
        "The pier costs 5 million.\r\x13 PAGEREF _Toc \x14seven\x15 pages\x0bfollow\x02.\r"
        "Year\x07Cost\x07\x071954\x0712\x07\x07Picture \x01 here, Łódź.\r"
    )
    found = document(word_file(body, "\x02 The note.\r"))
    assert found.page_content == (
        "The pier costs 5 million.\n\nseven pages\nfollow.\n\n"
        "| Year | Cost |\n| --- | --- |\n| 1954 | 12 |\n\nPicture  here, Łódź.\n\nNote: The note."
    )
    assert found.metadata["media_type"] == "application/msword"
    assert found.metadata["unread"] == ["1 picture was not read"]


def test_a_document_of_word_95() -> None:
    assert document(word_file("Costs rose." * 2, version=0x65)).page_content == "Costs rose."


@pytest.mark.parametrize(
    ("mark", "encoding", "text"),
    [
        (0xA697, "cp932", "管理組合 2001 年"),
        (0xA698, "cp949", "새 문서를 [파일]"),
        (0xA699, "cp950", "乎少 A 穿"),
        (0xA69F, "cp949", "새 문서를 만들려면 [파일] 메뉴에서 클릭합니다."),
    ],
)
def test_a_document_of_word_95_in_east_asia(mark: int, encoding: str, text: str) -> None:
    units = (sign.encode(encoding) for sign in text)
    raw = b"".join((unit[::-1] + b"\0")[:2] for unit in units)
    head = struct.pack("<HHHHHHQI", mark, 0x65, 0xC023, 0x409, 0, 0x1000, 0, 0)
    head += struct.pack("<II", 1024, 1024 + len(raw))
    assert document(
        compound_file({"WordDocument": head.ljust(1024, b"\0") + raw})
    ).page_content == (text)


def test_a_note_may_say_what_the_one_before_said() -> None:
    notes = "\x02 See page 5.\r\x02 See page 6.\r\x02 See page 5.\r"
    text = document(word_file("Costs rose.\r", notes)).page_content
    assert text.split("\n\n")[1].split("\n") == [
        *("Note: See page 5.", "Note: See page 6.", "Note: See page 5.")
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word_file("x", flags=0x0100), "it is encrypted"),
        (
            compound_file({"WordDocument": b"\xec\xa5\xd9\x00", "0Table": b""}),
            "the file is damaged|no text",
        ),
        (compound_file({"Contents": b"x"}), "not read; save it as"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "damaged"),
    ],
)
def test_what_is_not_read_says_so(data: bytes, reason: str) -> None:
    (error,) = parse(Blob.from_data(data, metadata={"source": "old"}), LoadOptions())
    assert isinstance(error, LoadError)
    with pytest.raises(LoadError, match=reason):
        raise error


def record(kind: int, data: bytes, instance: int = 0, *, container: bool = True) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if container else 0), kind, len(data)) + data


def test_a_presentation_of_powerpoint_97() -> None:
    def text(words: str) -> bytes:
        return record(0x0FA0, words.encode("utf-16-le"), container=False)

    def place(reference: int) -> bytes:
        return record(0x03F3, struct.pack("<I", reference) + bytes(16), container=False)

    def kind(value: int) -> bytes:
        return record(0x0F9F, struct.pack("<I", value), container=False)

    slides = place(2) + kind(0) + text("Title") + kind(1) + text("one\rtwo") + place(3)
    parts = {
        1: record(0x03E8, record(0x0FF0, slides) + record(0x0FF0, place(4), 2)),
        2: record(0x03EE, record(0x040C, record(0xF00D, text("Boxed")))),
        3: record(0x03EE, record(0xF00D, record(0x0FA8, b"Second", container=False))),
        4: record(0x03F0, record(0xF00D, text("Say thanks"))),
    }
    data, places = b"", []
    for part in parts.values():
        places.append(len(data))
        data += part
    directory = len(data)
    data += record(0x1772, struct.pack("<5I", 4 << 20 | 1, *places), container=False)
    edit = len(data)
    data += record(0x0FF5, struct.pack("<6I", 0, 0, 0, directory, 1, 5), container=False)
    user = bytes(16) + struct.pack("<I", edit)
    found = document(compound_file({"PowerPoint Document": data, "Current User": user}))
    assert found.page_content == "# Title\n\none\ntwo\n\nBoxed\n\nNotes: Say thanks\n\nSecond"
    assert [page["page"] for page in found.metadata["pages"]] == [1, 2]
