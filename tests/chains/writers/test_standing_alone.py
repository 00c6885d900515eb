"""What keeps a sentence from standing alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.standing_alone import faults, is_formula
from precis.languages.readable import readable


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("He left the house at noon.", "dangling"),
        ("This is why the pump was replaced.", "dangling"),
        ("However, the pump was replaced.", "dangling"),
        ("For example, the pump was replaced.", "dangling"),
        ("Without it, the pump was replaced.", "dangling"),
        ("In 1998, it was replaced.", "dangling"),
        ("For this purpose, the pump was replaced.", "dangling"),
        ("Ohne sie wurde die Pumpe ersetzt.", "dangling"),
        ("The first is the pump of the harbour.", "dangling"),
        ("In fact, the pump was replaced.", "dangling"),
        ("Ja, die Pumpe wurde ersetzt.", "dangling"),
        ("[3] Dupont replaced the pump.", "furniture"),
        ("[Pumps of the Harbour, p. 12] Dupont replaced the pump.", "furniture"),
        ("(The pump was replaced in the spring.)", "furniture"),
        ("See the manual of the pump for more.", "furniture"),
        ("Please see the chapter on pumps for more.", "furniture"),
        ("Siehe das Handbuch der Pumpe.", "furniture"),
        ("Voir le manuel de la pompe.", "furniture"),
        ("The pump is replaced by hand (see above).", "furniture"),
        ("The following settings are those of the pump.", "dangling"),
        ("Jedoch wurde die Pumpe ersetzt.", "dangling"),
        ("Replacing it will fix this problem in the harbour.", "dangling"),
        ("The people who do these things replaced the pump.", "dangling"),
        ("Schließen Sie dieses Fenster der Pumpe nicht.", "dangling"),
        ("Le port remplace cette pompe au printemps.", "dangling"),
        ("El puerto cambia estas bombas en primavera.", "dangling"),
        ("Порт заменил эти насосы весной.", "dangling"),
        ("Например, насос был заменён весной.", "dangling"),
        ("Por ejemplo, la bomba fue reemplazada.", "dangling"),
        ("Allerdings wurde die Pumpe ersetzt.", "dangling"),
        ("その場合はポンプを交換します。", "dangling"),
        ("但是水泵在春天更换了。", "dangling"),
        ("注意，此水泵在春天更换。", "dangling"),
        ("Renamed to pump in the spring.", "cut"),
        ("Specifies the pump of the harbour.", "cut"),
        ('The pump is provided "as is" in the harbour.', "furniture"),
        ("Redistributions in binary form must name the pump.", "furniture"),
        ("For more information on pumps, ask the harbour.", "furniture"),
        ("Para más información, consulte el manual de la bomba.", "furniture"),
        ("pump was replaced in the spring.", "cut"),
        ("The pump was replaced in the", "cut"),
        ("The pump (made in Ghent was replaced.", "cut"),
        ("The **pump** was replaced.", "markup"),
        ("- The pump was replaced.", "markup"),
        ("The pump was\nreplaced.", "markup"),
        ("See \\cite{pump} for the pump.", "markup"),
        ("# The pump is replaced here.", "markup"),
        ("Pumps of the Harbour: A.1.", "furniture"),
        ("The list of pumps may be freely redistributed.", "furniture"),
        ("Figure 3 shows the pump in spring.", "furniture"),
        ("Pumps ........ 12.", "furniture"),
        ("Copyright (c) 2020 the makers of the pump.", "furniture"),
    ],
)
def test_each_fault_is_seen(sentence: str, fault: str) -> None:
    assert fault in faults(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The pump was replaced in the spring of 1932.",
        "This document describes how pumps are replaced.",
        "In this report, the board asks for pumps.",
        "When the pump of the harbour fails, it stops at once.",
        "In Ghent, the pump was replaced.",
        "It was resolved to replace the pump.",
        "It was therefore agreed by all that the pump be replaced.",
        "Es wurde am Abend einstimmig beschlossen, die Pumpe zu ersetzen.",
        "Il a été décidé de remplacer la pompe.",
        "For these reasons the pump shall be replaced.",
        "Aus diesen Gründen wird die Pumpe ersetzt.",
        "The pump (made in Ghent) was replaced (in spring).",
        "See-through pumps are made in Ghent.",
        "“We replaced it,” said Clara Dupont.",
        "Die Pumpe wurde im Frühjahr ersetzt.",
        "水泵在春天被更换。",
        "This report names the pumps of the harbour.",
        "Diese Handbuchseite beschreibt die Pumpe.",
        "Ce chapitre traite des pompes du port.",
        "В этом документе описаны насосы порта.",
        "When the pump fails, this lamp of the harbour is lit.",
        "Pumps such as the one of the harbour are old.",
    ],
)
def test_whole_sentences_have_none(sentence: str) -> None:
    assert faults(sentence) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The ``-x`` flag\nis **new**.", "The -x flag is new."),
        (
            "See :class:`~typing.Any` and `the list <https://example.org>`__.",
            "See typing.Any and the list.",
        ),
        ("It is <em>new</em> [1]_.", "It is new."),
        ("Put it in a `<Pump>` block of `a*b*c`.", "Put it in a <Pump> block of a*b*c."),
        ("Pump\n: A machine that moves water.", "Pump: A machine that moves water."),
        ("Start the pump with start <number> now.", "Start the pump with start <number> now."),
        ("A snake_case_name and 2 * 3 * 4 stay.", "A snake_case_name and 2 * 3 * 4 stay."),
    ],
)
def test_marks_are_taken_out_and_words_stay(text: str, plain: str) -> None:
    assert readable(text) == plain


@given(st.text(alphabet="ab `*_<>[]()|\\{}\n:#-.", max_size=200))
def test_any_text_is_read_on_one_line(text: str) -> None:
    assert "\n" not in readable(text)
    assert isinstance(faults(text), list)


def test_a_formula_is_no_sentence() -> None:
    assert is_formula("$F{u}(M(x),v(x))=F{u}(M{2}(x),F{u}(M{1}(x),v(x))).")
    assert not is_formula("Of 554 pumps, 74 (13 %) were replaced in 1998.")
