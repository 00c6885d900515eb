import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.loaders.decode import decode, is_text

PROSE = {
    "latin-1": "Le garçon a mangé à l'école. Größe und Straße.",
    "cp1252": "“Smart quotes” — it’s a naïve café…",
    "shift_jis": "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。",
    "euc_jp": "これはテストです。日本語の文章。",
    "iso2022_jp": "吾輩は猫である。",
    "gb18030": "我是一只猫，还没有名字。这是一个测试文件。",
    "big5": "我是一隻貓，還沒有名字。",
    "euc_kr": "나는 고양이다. 이름은 아직 없다.",
    "koi8_r": "Я кот. Имени у меня ещё нет.",
    "cp1251": "Привет, мир",
    "cp1253": "Είμαι γάτα. Δεν έχω ακόμα όνομα.",
    "utf-16": "Grüße aus 東京",
    "utf-16-le": "hello world é",
    "utf-16-be": "吾輩は猫である。\n名前はまだ無い。",
    "utf-32": "hello",
    "utf-8-sig": "naïve",
}


OTHER = {
    "mac_roman": "Le conseil du port s’est réuni mardi; le coût a été révisé à l’hiver.",
    "cp850": "Größe, Maße und Übergänge werden vor dem Winter geändert.",
    "iso8859_2": "Rada portu zdecydowała, jak naprawić stare nabrzeże; łódź, źródło, święto.",
    "cp1250": "Rada přístavu rozhodla, jak opravit staré nábřeží před zimou. Žluťoučký kůň.",
    "iso8859_9": "Liman meclisi salı günü eski rıhtımın nasıl onarılacağını görüştü.",
    "cp866": "Совет порта решил, как отремонтировать старый причал до зимних штормов.",
    "iso8859_5": "Совет порта решил, как отремонтировать старый причал до зимних штормов.",
    "mac_cyrillic": "Инженеры представили три проекта; совет запросил второе мнение.",
    "koi8_u": "Рада порту вирішила, як відремонтувати старий причал до зимових штормів.",
    "utf-16-le": "港口委员会星期二开会，决定在冬季风暴到来之前如何修复旧码头。一千人。",
    "utf-32-be": "Der alte Kai wird repariert.",
}


LABELLED = {
    "shift_jis": "東京都",
    "cp932": "①東京",
    "euc_jp": "東京都",
    "euc_kr": "나는",
    "cp949": "똠방",
    "gb2312": "我是",
    "gbk": "我們",
    "big5": "一隻貓",
    "cp1251": "кот",
    "koi8_r": "Кот",
    "iso8859_7": "γάτα",
    "cp874": "แมว",
    "mac_cyrillic": "Кот",
    "iso8859_15": "œuf à 3 €",
    "cp437": "naïve ░ café",
}
"""Too little to tell the encoding by its letters."""


@pytest.mark.parametrize("encoding", OTHER)
def test_less_usual_encodings_are_found_by_their_letters(encoding: str) -> None:
    assert decode(OTHER[encoding].encode(encoding)) == OTHER[encoding]


@pytest.mark.parametrize("text", ["שער הנמל נפתח בצהריים.", "מים", "Gate: שלום לך!"])
def test_hebrew_is_no_cyrillic_in_capitals(text: str) -> None:
    assert decode(text.encode("cp1255")) == text
    capitals = "ВОРОТА ГАВАНИ ОТКРЫТЫ С ПОЛУДНЯ"
    assert decode(capitals.encode("koi8-r")) == capitals


@pytest.mark.parametrize("times", [1, 500])
@pytest.mark.parametrize("encoding", PROSE)
def test_prose_is_decoded_without_a_declaration(encoding: str, times: int) -> None:
    text = (PROSE[encoding] + "\n") * times
    assert decode(text.encode(encoding)) == text


def test_valid_utf8_beats_a_wrong_declaration() -> None:
    assert decode("naïve café".encode(), ["iso-8859-1"]) == "naïve café"


def test_a_multibyte_declaration_beats_a_servers_default() -> None:
    text = "東京都"
    assert decode(text.encode("shift_jis"), ["iso-8859-1", "shift_jis"]) == text


@pytest.mark.parametrize("label", ["no-such", "hex", "", "utf-8\0", None])
def test_a_senseless_declaration_is_ignored(label: str | None) -> None:
    assert decode("café".encode("latin-1"), [label]) == "café"


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    assert decode("é".encode() * 100 + b"\xff") == "é" * 100 + "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        bytes(range(256)) * 9,
        b"\x00\x01\x02\xff" * 99,
        b"plain text with\0 a zero",
    ],
)
def test_binary_is_not_text(data: bytes) -> None:
    assert not is_text(data)
    assert decode(data) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_round_trips(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


@given(st.binary())
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    assert decode(data) is None or is_text(data)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp1253", "shift_jis", "gb18030", "big5"])
@pytest.mark.parametrize("default", ["iso-8859-1", "windows-1252", "us-ascii", "utf-8", "bogus"])
def test_a_declaration_beats_a_servers_default(encoding: str, default: str) -> None:
    text = PROSE[encoding]
    data = text.encode(encoding)
    assert decode(data, [default, encoding]) == text
    assert decode(data, [encoding, default]) == text


@pytest.mark.parametrize("encoding", ["cp1253", "gb18030"])
def test_a_servers_default_alone_is_not_believed(encoding: str) -> None:
    text = PROSE[encoding] * 5
    assert decode(text.encode(encoding), ["iso-8859-1"]) == text


def test_a_true_western_declaration_is_believed() -> None:
    text = "Það er fjörður við ströndina; þar búa örfáir menn."
    assert decode(text.encode("latin-1"), ["iso-8859-1"]) == text


@pytest.mark.parametrize("data", [b"", b"plain", "naïve".encode()])
def test_what_needs_no_guess_is_not_guessed(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message has many headers that are missing: each guess costs a millisecond."""

    def guess(_: bytes) -> str:
        raise AssertionError

    for name in ("_japanese", "by_alphabet", "_detected"):
        monkeypatch.setattr(f"precis.loaders.decode.{name}", guess)
    assert decode(data, ["latin-1"]) == data.decode()


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("x-sjis", "shift_jis"),
        ("windows-31j", "cp932"),
        ("x-euc-jp", "euc_jp"),
        ("KS_C_5601-1987", "euc_kr"),
        ("windows-949", "cp949"),
        ("gb_2312-80", "gb2312"),
        ("x-gbk", "gbk"),
        ("x-x-big5", "big5"),
        (" x-cp1251 ", "cp1251"),
        ("koi", "koi8_r"),
        ("sun_eu_greek", "iso8859_7"),
        ("windows-874", "cp874"),
        ("dos-874", "cp874"),
        ("x-mac-cyrillic", "mac_cyrillic"),
        ("csisolatin9", "iso8859_15"),
        ("cp437", "cp437"),
    ],
)
def test_labels_of_the_web_and_of_python_name_an_encoding(label: str, encoding: str) -> None:
    text = LABELLED[encoding]
    assert decode(text.encode(encoding), [label]) == text


@pytest.mark.parametrize("label", ["unicode", "ucs-2", "x-user-defined", "replacement", "?", ""])
def test_a_label_that_cannot_be_true_is_no_evidence(label: str) -> None:
    data = PROSE["cp1251"].encode("cp1251")
    assert decode(data, [label]) == decode(data)
