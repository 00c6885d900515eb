import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.identification import LANGUAGES
from precis.languages.words import grams, terms, word_spans, words


@pytest.mark.parametrize(
    "word",
    ["हिन्दी", "বাংলা", "தமிழ்", "తెలుగు", "മലയാളം", "සිංහල", "ਪੰਜਾਬੀ", "ગુજરાતી", "ଓଡ଼ିଆ", "ಕನ್ನಡ"],
)
def test_marks_stay_in_their_word(word: str) -> None:
    assert words(f"x {word} y") == ["x", unicodedata.normalize("NFKC", word), "y"]


def test_points_are_left_out() -> None:
    assert words("שָׁלוֹם كـتـاب") == ["שלום", "كتاب"]
    assert words("مُحَمَّد") == words("محمد")


def test_compatible_forms_are_one() -> None:
    assert words("ＡＢＣ１２ ﬁnd ｶﾀｶﾅ") == ["abc12", "find", *words("カタカナ")]
    assert words("१२३ ٤٥ ๖") == ["123", "45", "6"]
    assert words(unicodedata.normalize("NFD", "Café Å")) == words("Café Å")


def test_unspaced_scripts_are_cut() -> None:
    assert words("東京都") == ["東京", "京都"]
    assert len(words("แม่น้ำไหลลงสู่ทะเล")) > 2
    assert len(words("မြန်မာနိုင်ငံသည်အာရှ")) > 1
    assert len(words("កម្ពុជាជាប្រទេសមួយ")) > 1


def test_capitals_follow_their_language() -> None:
    assert terms("İSTANBUL ISI", "tr") == terms("istanbul ısı", "tr")
    assert terms("ΟΔΟΣ", "el") == terms("οδός", "el")
    assert words("Straße") == ["straße"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "refunds", "refund"),
        ("de", "Häuser", "Haus"),
        ("ru", "университета", "университеты"),
        ("es", "acción", "acciones"),
        ("ro", "orașele", "orașe"),
        ("tr", "kitapları", "kitap"),
        ("hi", "लड़कियों", "लड़की"),
        ("el", "δρόμους", "δρόμος"),
    ],
)
def test_forms_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fa", "كتابهاي علي", "کتابهای علی"),
        ("fa", "می‌روم", "میروم"),
        ("ur", "كراچي", "کراچی"),
        ("ar", "کتاب", "كتاب"),
        ("ro", "şcoală şi ţară", "școală și țară"),
        ("tr", "IĞDIR İLİ", "ığdır ili"),
        ("he", "סֵפֶר", "ספר"),
        ("vi", unicodedata.normalize("NFD", "Việt Nam"), "việt nam"),
        ("ko", unicodedata.normalize("NFD", "서울에서"), "서울에서"),
        ("hu", unicodedata.normalize("NFD", "Őszi tűz"), "őszi tűz"),
        ("th", "กํา", "กำ"),
    ],
)
def test_spellings_of_a_word_are_one(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ko", "서울에서", "서울은"),
        ("fi", "ilmastonmuutos", "muutoksen"),
        ("uk", "україна", "українською"),
        ("hu", "házakban", "háztól"),
        ("id", "pembelajaran", "belajar"),
        ("sw", "kitabu", "vitabu"),
        ("th", "สิทธิมนุษยชน", "มนุษยชนและสิทธิ"),
        ("km", "សិទ្ធិមនុស្ស", "មនុស្សនិងសិទ្ធិ"),
    ],
)
def test_forms_without_a_common_stem_share_runs(language: str, one: str, other: str) -> None:
    assert set(grams(one, language)) & set(grams(other, language))


def test_syllables_make_words_with_those_beside_them() -> None:
    laptop = set(grams("máy tính xách tay", "vi"))
    assert laptop & set(grams("Những máy tính", "vi"))
    assert not laptop & set(grams("tay máy bay xách", "vi"))


def test_tones_tell_vietnamese_words_apart() -> None:
    assert terms("ma", "vi") != terms("má", "vi")


@given(st.text(), st.sampled_from([None, *LANGUAGES]))
def test_takes_any_text(text: str, language: str | None) -> None:
    found = [*terms(text, language), *grams(text, language)]
    assert all(term == term.strip() for term in found)
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert terms(composed, language) == terms(apart, language)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_word_spans_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in word_spans(text)) == text
