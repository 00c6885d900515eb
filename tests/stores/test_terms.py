import hashlib
import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.stores.indexing import TERMS, segment_terms
from precis.stores.terms import (
    is_run,
    marks,
    name_terms,
    naming,
    question_runs,
    question_terms,
    terms,
)


def test_parts_of_names_in_code_are_words() -> None:
    assert {"user", "name"} <= set(terms("getUserName")) & set(terms("get_user_name"))


def test_a_question_is_looked_up_in_the_languages_found() -> None:
    german = terms("Die Häuser der Stadt wurden vor vielen Jahren gebaut.")
    assert "§de" in marks()
    [forms] = question_terms("Häuser", ["§de"])
    assert set(forms) & set(german)


def test_forms_that_no_stemmer_joins_share_runs() -> None:
    for text, asked in [("Ilmastonmuutoksesta", "muutos"), ("українською мовою", "українська")]:
        found = set(question_runs(asked, ["§fi", "§uk"])) & set(terms(text))
        assert found
        assert all(map(is_run, found))
    assert question_runs("BX-2401A 1998 ab 東京都", marks()) == []


NAMES = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True)


@given(st.from_regex(r"[a-z]{2,6}", fullmatch=True), st.integers(0, 9999))
def test_letters_and_digits_are_words_of_their_own(letters: str, number: int) -> None:
    for joined in (f"{letters}{number}", f"{number}{letters}", f"{letters.upper()}{number}"):
        apart = set(question_terms(f"{letters} {number}", ["§en"]))
        assert apart <= {(term,) for term in terms(joined, "en")}, joined


def test_an_acronym_is_a_word_of_its_own() -> None:
    assert {"http", "respons"} <= set(terms("HTTPResponse", "en"))
    assert "ls" not in terms("URLs", "en")


@given(NAMES, st.sampled_from(["에서", "은", "да", "тың", "میں", "को", "এর", "ში"]))
def test_a_name_is_found_with_what_another_script_writes_on_to_it(name: str, end: str) -> None:
    [asked, *_] = question_terms(name, ["§en"])
    for text in (f"{name}{end}", f"{end}{name}"):
        assert set(asked) & set(terms(text)), text


SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"
LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split()


@given(st.lists(st.sampled_from(SERBIAN), min_size=5, max_size=12), st.sampled_from(["sr", "hr"]))
def test_serbian_is_one_language_in_two_scripts(letters: list[str], language: str) -> None:
    cyrillic = "".join(letters)
    latin = "".join(LATIN[SERBIAN.index(letter)] for letter in letters)
    assert terms(cyrillic, language) == terms(latin, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("zh", "圖書館的開放時間", "图书馆的开放时间"),
        ("zh", "頭髮與發展", "头发与发展"),
        ("uk", "м'ята", "мʼята"),
        ("uk", "м’ята", "мʼята"),
        ("be", "сям'я", "сямʼя"),
        ("ar", "Qurʾān ʿAlī", "Quran Ali"),
        ("fa", "کتاب\u200cخانه", "کتابخانه"),
        ("en", "Borea\u00adlis", "Borealis"),
        ("en", "get\u2060\ufeffUser", "getUser"),
        ("de", "Donau\u200bdampf", "Donaudampf"),
    ],
)
def test_one_word_in_two_writings_is_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


GERMAN = "Die Häuser der Stadt wurden vor vielen Jahren von Fischern am Fluss gebaut."
ENGLISH = "The screen reader speaks the user interface, and braille is the other way to read."


@given(st.lists(st.sampled_from([GERMAN, ENGLISH]), min_size=1, max_size=6))
def test_every_paragraph_is_stemmed_in_its_own_language(paragraphs: list[str]) -> None:
    found = terms("\n\n".join(paragraphs))
    assert {"§de", "§en"} & set(found) == {
        "§de" if each == GERMAN else "§en" for each in paragraphs
    }
    for each, language in ((GERMAN, "de"), (ENGLISH, "en")):
        if each in paragraphs:
            assert set(terms(each, language)) <= set(found)


def test_files_are_known_by_their_folders() -> None:
    assert (
        naming("Contract", "/a/b/legal/borealis/contract.pdf") == "Contract legal borealis contract"
    )


def test_other_terms_are_another_format() -> None:
    """Whoever changes the terms of a text raises TERMS: indexes of the terms before are refused."""
    table = "| Ship | Sails |\n|---|---|\n" + "| Heron | at noon |\n" * 3
    texts = [
        "The BX-2401A refunds of getUserName were don't-care on 15 March 2024, said naïve O'Brien.",
        "In C++ 3.2.1 it is 10% of 5 km under § 12 and 17(2), as gate.ini of R&D says in .NET.",
        "Die Häuser der Stadt wurden vor vielen Jahren am Fluss gebaut, straßenweise.",
        "Кошки спят на крыше, а собаки лают во дворе всю ночь напролёт.",
        "Máy tính xách tay này chạy bằng pin trong tám giờ liền.",
        "الإصدار ٢٫١ من الطراز BX-٢٤٠١A صدر في ١٥ مارس ٢٠٢٤، وبقي الطراز القديم في المخزن.",
        "Народна библиотека налази се у улици поред старог парка, а школа је преко пута.",
        "圖書館的開放時間是上午九點，請不要在館內講話。",
        f"{GERMAN}\n\n{ENGLISH}",
        "Łódź, Ørsted et l’œuvre de Þór: 10⁶ ٱلقرآن.",
        "東京都の図書館BX-2401Cは日曜日に閉まっています。",
        table,
    ]
    found = [*segment_terms(table, texts), *name_terms("Contract", "/legal/borealis/contract.pdf")]
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]
    assert (TERMS, digest) == (8, "61a226e5bf8d1364")


_IN_INDEX = re.compile(r"[A-Za-z0-9\u0080-\U0010ffff]+")
"""What the index's tokenizer keeps as one term."""


@given(st.one_of(st.text(), st.from_regex(r"\w+[@.+#]{1,3}\w{0,4}\.\w+", fullmatch=True)))
def test_any_text_is_a_question_and_a_passage(text: str) -> None:
    asked = chain(*question_terms(text, marks()), question_runs(text, marks()))
    assert all(map(_IN_INDEX.fullmatch, [*terms(text), *asked]))
