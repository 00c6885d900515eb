"""Replies that decline or answer three questions: each set was written before it was tried, the
second and third after the one before had been mended.
"""

# A table: its rows are not broken up.
# ruff: noqa: E501

from typing import NamedTuple


class Asked(NamedTuple):
    """A question, what is shown, and replies."""

    question: str
    shown: tuple[str, ...]
    declines: tuple[str, ...]
    answers: tuple[str, ...]


FIFTEENTH = (
    Asked(
        "When will the new tram line reach the university?",
        (
            "The new tram line was approved by the council in March.",
            "It will start at the central station and have eleven stops.",
            "Councillor Ana Reyes said the line would cost 84 million euros.",
            "Cyclists may not use the tracks.",
        ),
        (
            "The excerpts describe the route and its price, but a completion date is nowhere to be found.",
            "No opening date appears in the material you supplied.",
            "Sorry – that isn't something these passages go into.",
            "When it will arrive is anyone's guess; the text gives no timetable.",
            "Zu einem Fertigstellungstermin machen die Auszüge keine Aussage.",
            "La date d'arrivée à l'université ne figure pas dans les extraits.",
            "En los fragmentos no consta cuándo llegará a la universidad.",
            "Quando la linea arriverà all'università non viene detto.",
            "资料里没写什么时候通到大学。",
            "大学への到達時期については触れられていません。",
            "언제 대학까지 연결되는지는 알 수 없어요.",
            "Когда линия дойдёт до университета, из отрывков неясно.",
            "Hattın üniversiteye ne zaman ulaşacağına metinde değinilmemiş.",
            "لا تحدد المقاطع موعد وصول الخط إلى الجامعة.",
        ),
        (
            "It will have eleven stops from the central station [2]; the text gives no date for the university.",
            "The council approved it in March [1], but when it reaches the university is not stated.",
            "No date is given for the university, though the council approved the line in March [1].",
            "Der Rat hat sie im März genehmigt [1]; einen Termin nennen die Auszüge nicht.",
            "Le conseil l'a approuvée en mars [1] ; la date d'arrivée n'est pas précisée.",
            "Not this year, since the council only approved it in March [1].",
            "Cyclists may not use the tracks [4].",
            "议会三月批准了这条线路[1]，但没有说明何时到达大学。",
        ),
    ),
    Asked(
        "How many staff does the museum employ?",
        (
            "The museum opened its new wing in 2019 with a gift from the Halloran family.",
            "Volunteers lead the tours on weekends.",
            "Its director, Ines Moreau, came from Lyon.",
            "Dogs are not admitted.",
        ),
        (
            "The number of employees isn't something the excerpts reveal.",
            "Staffing levels go unreported in these texts.",
            "Wie viele Angestellte das Museum hat, bleibt offen.",
            "Le nombre d'employés n'est indiqué nulle part.",
            "Quanti dipendenti abbia il museo non è dato sapere.",
            "職員数に関する記述は見当たりません。",
            "Сколько сотрудников в музее, в тексте не сообщается.",
        ),
        (
            "Volunteers lead the tours [2]; how many people are employed is not given.",
            "The number is not stated, only that volunteers lead weekend tours [2].",
            "None: the tours are led by volunteers on weekends [2].",
            "Die Führungen leiten Freiwillige [2], die Zahl der Angestellten wird nicht genannt.",
            "Dogs are not admitted [4].",
            "No, the museum does not admit dogs.",
        ),
    ),
    Asked(
        "Where was the painter Ilse Brandt born?",
        (
            "Ilse Brandt painted the ceiling of the town hall in 1911.",
            "She married the engraver Otto Keil and moved to Trieste.",
            "Two of her sketchbooks are kept in the city archive.",
            "Photography is allowed without flash.",
        ),
        (
            "Her birthplace isn't among the facts provided.",
            "Where she was born remains a mystery as far as these sentences go.",
            "I have nothing to go on for her place of birth.",
            "Zum Geburtsort liegt mir nichts vor.",
            "Dove sia nata resta sconosciuto.",
            "El lugar de nacimiento no aparece.",
            "她出生在哪里，文中没有交代。",
        ),
        (
            "Not in Trieste: she moved there after she married Otto Keil [2].",
            "She moved to Trieste [2], although where she was born is not said.",
            "Where she was born is not said; she moved to Trieste [2].",
            "Her sketchbooks aren't in a museum but in the city archive [3].",
            "Sie zog nach Triest [2]; ihr Geburtsort fehlt.",
            "Photography isn't allowed with flash [4].",
        ),
    ),
    Asked(
        "Does the policy cover flood damage?",
        (
            "Damage by flooding is excluded.",
            "The policy pays for fire and theft.",
            "Claims are made by post.",
        ),
        ("The passages do not say whether it covers flood damage.",),
        (
            "No.",
            "No, it does not cover flood damage.",
            "The policy does not cover flood damage.",
            "Flood damage is not included.",
        ),
    ),
)
