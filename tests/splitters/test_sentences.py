import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentencex import get_sentence_boundaries

from precis.splitters import sentences as splitter
from precis.splitters.sentences import goes_on, is_complete, sentence_spans

PIECES = st.sampled_from(
    "Dr.|e.g.|3.5|U.S.|Word|word|.|!|?”|“|- |1. |# |…|。|今天|」|é|🙂".split("|")
    + list("А\ud800।។ท“(«3[]7 \n\r\t\u00a0\u2028\x00|")
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end
        assert text[last:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""


@pytest.mark.parametrize("text", ["这是一个句子。" * 9_000, "x" * 50_000, "No. It is. " * 5_000])
def test_a_long_text_is_looked_through_in_windows(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows: list[int] = []

    def counted(language: str, window: str) -> list[dict[str, Any]]:
        windows.append(len(window))
        return get_sentence_boundaries(language, window)

    monkeypatch.setattr(splitter, "get_sentence_boundaries", counted)
    whole = [each["start_index"] for each in get_sentence_boundaries("en", text)]
    assert {start for start, _ in sentence_spans(text, "en")} == {*whole, 0}
    assert max(windows) < 10_000
    assert sum(windows) < 1.1 * len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dr. Smith met Mr. Jones at 5 p.m. on Main St. They left.",
            ["Dr. Smith met Mr. Jones at 5 p.m. on Main St.", "They left."],
        ),
        (
            "The U.S. grew 3.5 percent, e.g. in Ohio. It fell in the U.K. Then it rose.",
            ["The U.S. grew 3.5 percent, e.g. in Ohio.", "It fell in the U.K.", "Then it rose."],
        ),
        ("J. R. R. Tolkien wrote it. See pp. 4-5.", ["J. R. R. Tolkien wrote it.", "See pp. 4-5."]),
        ("## 2.1. Scope\n\nOne. Two.", ["## 2.1. Scope", "One.", "Two."]),
        ("# F1. May I? Or not?\nYes. No.", ["# F1. May I? Or not?", "Yes.", "No."]),
        ("A.2. Scope and aims\n\nOne. Two.", ["A.2. Scope and aims", "One.", "Two."]),
        ("It fell in\n1998. It stands.", ["It fell in\n1998.", "It stands."]),
        ("# Heading\n\nA first\none. A second", ["# Heading", "A first\none.", "A second"]),
        ("- one\n- two\n1. First\n2. Second", ["- one", "- two", "1. First", "2. Second"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |", "|---|---|", "| 1 | 2 |"]),
        ("He said: “It is over. We lost.” Then he left.", ["He said: “It is over. We lost.”",
                                                            "Then he left."]),
        ("今天下雨了。他说：“好吧。”然后走了", ["今天下雨了。", "他说：“好吧。”", "然后走了"]),
        ("これは文です。二つ目！", ["これは文です。", "二つ目！"]),
        ("مرحبا بالعالم. كيف حالك؟ جيد", ["مرحبا بالعالم.", "كيف حالك؟", "جيد"]),
        ("no final stop", ["no final stop"]),
        (" \n\t ", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_says(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["यह पहला वाक्य है।", "यह दूसरा है।"],
        ["یہ پہلا ہے۔", "یہ دوسرا ہے۔"],
        ["Սա առաջինն է։", "Սա երկրորդն է։"],
        ["ဒါပထမ။", "ဒါဒုတိယ။"],
        ["هل هذا هو؟", "نعم هذا."],
        ["他来了。", "我走了！", "为什么？"],
        ["ሰላም ነው።", "እንዴት ነህ፧"],
        ["Am 3. Oktober 1998 wurde er gewählt.", "Dann kam er z. B. nach Bonn."],
        ["Его звали А. С. Пушкин.", "Он жил в Москве."],
        ["Ο Κ. Π. Καβάφης έγραψε.", "Πού ζούσε;"],
        ["It rose by 12 percent. [7]", "Then it fell. [8][9]", "It ended. [10–12]"],
        ["It rose by 12 percent.[7]", "Then it fell.[8][9]", "It ended."],
        ["He said “Go on.”", "Then he left (by the door)."],
        ["(One is here. Two is there.)", "Three is gone."],
        ['The 5" pipe is long.', 'The 6" one is not.'],
        ['"One. Two." he said.', "He left."],
        ["She said ‘No. Wait.’ and left.", "It cost approx. $5 vs. $6."],
        ["Mme Leroy est née en 50 av. J.-C. à Rome.", "Elle y vit."],
        ["Hun kom til byen den 17. mai kl. 10.", "Hun bor bl.a. i Oslo."],
        ["Hän tuli 3. toukokuuta klo 9.", "Hän asuu mm. Turussa ja Helsingissä."],
        ["Bydlí v Praze na náměstí Míru č. 5.", "Pak odešel domů."],
        ["Он родился 26 сент. 1849 г. в Рязани.", "Потом он уехал."],
        ["彼は「こんにちは。どうぞ。」と言った。", "そして帰った。"],
        ["회의는 2024. 3. 15. 서울에서 열렸다.", "그는 갔다."],
        ['הוא נולד בשנת 300 לפנה"ס.', "הוא גר בירושלים."],
        ["O Sr. Silva mora na R. Augusta.", "Ela saiu."],
    ],
)
def test_sentences_of_many_languages(expected: list[str]) -> None:
    joint = "" if expected[0].endswith("。") else " "
    assert sentences(joint.join(expected)) == expected


def test_a_long_quotation_has_sentences_of_its_own() -> None:
    inner = ["The first sentence of the quotation is this one."] * 5
    text = f"“{' '.join(inner)}” He left."
    assert len(sentences(text)) == 6


@pytest.mark.parametrize("language", ["th", "lo"])
@given(st.text(st.sampled_from("กขคงจนพมยรลวสหอ"), min_size=1, max_size=4))
def test_a_full_stop_ends_no_sentence_in_thai(language: str, short: str) -> None:
    text = f"เมื่อวานนี้ {short}. สมชาย มาที่ {short}.{short}. นี้"
    assert sentence_spans(text, language) == [(0, len(text))]


def test_thai_is_cut_at_spaces() -> None:
    clause = "ประเทศไทยมีชื่ออย่างเป็นทางการว่าราชอาณาจักรไทย"
    assert len(sentences(" ".join([clause] * 6))) > 1


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell by 12 percent.[7]",
        "It fell.[8][9]",
        "It fell [10].",
        "It fell.¹²",
        "It fell.^7",
        "It fell.[citation needed]",
        "**It fell.**",
        "It fell.[^note]",
        "“It fell.”",
        "厂于1998年投入运行。[1]",
        "यह कचरा जलाता है।",
        "وقع في عام 1998؟",
        "โรงงานเผาขยะประมาณ 420 ตันต่อวัน",
    ],
)
def test_sentences_of_any_script_are_complete_with_marks_behind_the_stop(sentence: str) -> None:
    assert is_complete(sentence)


@pytest.mark.parametrize("scrap", ["Results", "# Results", "RFN 7   October 1999", "a, b,", ""])
def test_headings_and_scraps_are_not_complete(scrap: str) -> None:
    assert not is_complete(scrap)


def test_the_middle_of_a_sentence_begins_in_lower_case() -> None:
    assert goes_on("lamp that receives more.")
    assert goes_on("«ламп больше».")
    assert not any(map(goes_on, ["iPhones came.", "The lamp.", "厂于。", "420 tonnes.", "…", ""]))


def test_emphasis_and_references_stay_with_the_sentence_before() -> None:
    text = "**Records.** They are kept.[7] Nausea came.^a It ended.[citation needed] All left."
    assert sentences(text)[:3] == ["**Records.**", "They are kept.[7]", "Nausea came.^a"]


@pytest.mark.parametrize(
    ("language", "whole"),
    [
        ("pl", "Biblioteka została otwarta 5 marca 2019 r. w centrum miasta."),
        ("pl", "To kosztuje ok. 30 zł."),
        ("hu", "A könyvtár 2019. március 5-én nyílt meg."),
        ("hu", "A III. kerületben van."),
        ("hr", "Došla je 5. ožujka 2019. godine u grad."),
        ("sv", "Det finns t.ex. ett kafé."),
        ("nl", "Er is o.a. een café bij mevr. Jansen."),
        ("ro", "Directorul este dl. Ion Popescu."),
        ("sw", "Mkurugenzi ni Dkt. Amina Juma."),
        ("id", "Rumahnya di Jl. Sudirman No. 5."),
        ("vi", "Giám đốc là TS. Nguyễn Văn An."),
        ("bn", "পরিচালক হলেন ড. রহিমা খাতুন।"),
        ("hi", "निदेशक डॉ. रमा देवी हैं।"),
        ("ta", "திரு. முருகன் வந்தார்."),
        ("kn", "ಶ್ರೀ. ರಾಮ ಬಂದರು."),
        ("pa", "ਨਿਰਦੇਸ਼ਕ ਡਾ. ਰਮਾ ਹਨ।"),
        ("ko", '그는 "왔다."라고 말했다.'),
        ("ar", "وصل د. أحمد إلى القاهرة أمس."),
        ("fa", "دکتر م. رضایی در تهران است."),
        ("he", "פרופ' י. לוי הגיע לירושלים."),
        ("ur", "ڈاکٹر ا. ح. خان کراچی میں ہیں۔"),
        ("am", "ፕ. ዶ. አበበ መጡ።"),
        ("si", "ආචාර්ය එස්. බී. දිසානායක පැමිණියේය."),
        ("ta", "கி. மு. 300 ஆம் ஆண்டில் நடந்தது."),
        ("ka", "პროფ. ი. ჯავახიშვილი მოვიდა."),
        ("pl", "Kościół św. Anny stoi w Krakowie."),
        ("is", "Próf. Jónsson býr hér."),
        ("fr", "M. Dupont et Mme. Durand habitent ici."),
        ("el", "Ο κ. Παπαδόπουλος μένει στην οδ. Ερμού."),
        ("be", "Праф. І. Луцкевіч жыў у г. Мінск."),
        ("it", "Lo dirige il prof. G. Rossi con l'ing. Bianchi."),
        ("it", "Nacque nel 300 a.C. a Roma."),
        ("ca", "Es va obrir a l'av. Diagonal de la ciutat."),
        ("pl", "Przyjechał płk. J. Nowak z Krakowa."),
        ("tr", "III. Selim tahta 1789'da çıktı."),
        ("hu", "III. Béla 1172-től uralkodott."),
        ("hu", "A múzeum 2019. márc. 5-én nyílt meg."),
        ("sv", "Museet öppnade den 5 mars 2019 kl. 10 i Lund."),
        ("fi", "Hän sanoi: ”Tulen huomenna. Odota.”"),
        ("sv", "Han sa: »Jag kommer. Vänta.»"),
        ("de", "Er sagte: »Ich komme. Warte.« zu ihr."),
        ("fa", "موزه در سال ۱۳۹۸ ه\u200d.ش. در تهران باز شد."),
        ("ja", "それから去った（三時頃だ。）。"),
    ],
)
def test_a_short_form_or_a_quotation_ends_no_sentence(language: str, whole: str) -> None:
    text = f"{whole} {whole}"
    found = [text[start:end] for start, end in sentence_spans(text, language)]
    assert found == [whole, whole]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("pl", "Paczka waży 30 kg.", "Potem ją zabrano."),
        ("fi", "Hän sanoi ”ei”.", "Sitten hän lähti."),
        ("tr", "Bu vitamin C'dir.", "III. Selim öldü."),
        ("hu", "Ez a hossz 30 cm.", "5 méter a másik."),
        ("de", "Das war im Jahr 2019.", "Danach kam er."),
        ("ka", "დირექტორია ანა.", "ფასი 30 ლარია."),
        ("mr", "हे माझे घर आहे.", "ते मोठे आहे."),
        ("kn", "ಇದು ನನ್ನ ಮನೆ.", "ಅದು ದೊಡ್ಡದು."),
        ("ru", "Там Миссури и др.", "В окрестностях тихо."),
        ("de", "Das ist die DNA.", "Danach kam er."),
        ("es", "Se fueron al sur.", "Luego volvieron."),
        ("hi", "यह अच्छा है.", "वह भी अच्छा है."),
        ("ar", "هذا بيتي.", "وهو كبير."),
    ],
)
def test_words_that_are_only_short_end_sentences(language: str, first: str, second: str) -> None:
    text = f"{first} {second}"
    assert [text[start:end] for start, end in sentence_spans(text, language)] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Except as provided in Section\n10.3, no one may change it.",
        "The rights of Section\n2.1 of this License end.",
        "> The lamp burns oil and\n> the horn burns coal.",
    ],
)
def test_a_wrapped_line_goes_on_after_a_number_or_a_mark_of_quotation(text: str) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == [text]


def test_numbered_headings_and_quotations_begin_on_their_line() -> None:
    text = "Contents\n1.1. The lamp\n1.2 The horn\nHe wrote\n> Light it."
    found = [text[a:b] for a, b in sentence_spans(text)]
    assert found[0] == "Contents"
    assert found[-2:] == ["1.2 The horn\nHe wrote", "> Light it."]


@pytest.mark.parametrize(
    "text",
    [
        "The view `tower.views.list.ListView` shows the lamps.",
        "A tower.core.signing.BadSignature error will be raised.",
        "Use `lamp.Burner` for the oil.",
    ],
)
def test_a_name_of_several_parts_is_not_cut(text: str) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == [text]


def test_the_time_for_long_texts_grows_with_their_length() -> None:
    """Nothing is looked for at a border beyond its sentence, such as the sign of a heading."""

    def seconds(text: str) -> float:
        started = time.process_time()
        sentence_spans(text, "en")
        return time.process_time() - started

    text = "It rained for days. Nobody came. "
    short, long = (min(seconds(text * times) for _ in range(3)) for times in (1_000, 10_000))
    assert long < 25 * short
