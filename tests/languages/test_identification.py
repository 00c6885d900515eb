import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.identification import language_of

TEXTS = {
    "en": "The river rises in the hills and it flows to the sea with many bends.",
    "de": "Der Fluss entspringt in den Bergen und fließt in vielen Windungen zum Meer.",
    "fr": "La rivière prend sa source dans les collines et coule vers la mer.",
    "ru": "Река начинается в горах и течёт к морю через множество городов.",
    "uk": "Річка починається в горах і тече до моря через багато міст.",
    "ar": "ينبع النهر من الجبال ويجري نحو البحر عبر مدن كثيرة",
    "fa": "این رودخانه از کوه‌ها سرچشمه می‌گیرد و به دریا می‌ریزد",
    "hi": "यह नदी पहाड़ों से निकलती है और समुद्र में मिलती है।",
    "tr": "Nehir dağlardan doğar ve birçok şehirden geçerek denize dökülür.",
    "vi": "Con sông bắt nguồn từ trên núi và chảy ra biển qua nhiều thành phố.",
    "ro": "Râul izvorăște din munți și se varsă în mare prin multe orașe.",
    "el": "Ο ποταμός πηγάζει από τα βουνά.",
    "th": "แม่น้ำไหลลงสู่ทะเล",
    "zh": "这条河发源于山区，流入大海。",
    "ja": "この川は山から流れて海に入る。",
    "ko": "이 강은 산에서 시작된다.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_identifies_the_language(code: str, text: str) -> None:
    assert language_of(text) == code


def test_says_nothing_where_nothing_is_known() -> None:
    assert [language_of(text) for text in ("", "42 %", "\ud800", "ᚠᚢᚦᚨᚱᚲ", "Ok")] == [None] * 5


def test_a_text_of_three_scripts_is_in_that_of_most_letters() -> None:
    text = "Москва стоит на реке и была построена очень давно, Athens, Αθήνα"
    assert language_of(text) == "ru"


@given(st.text())
def test_takes_any_text(text: str) -> None:
    language = language_of(text)
    assert language is None or len(language) == 2
