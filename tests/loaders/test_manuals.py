"""Pages of manuals as their generators write them: every section arrives, navigation does not."""

from itertools import product

import pytest

from precis.loaders.main_text import read_page

ENGLISH = (
    "The keeper climbs the stairs every evening and lights the lamp before the ships come in.",
    "Oil is carried up in cans of ten litres, and each of them lasts for about two nights.",
    "In winter the glass has to be cleaned of salt each morning, or the light is too weak.",
    "The horn is sounded in fog, twice a minute, until the lightship answers from the reef.",
    "A log of all ships that pass is kept in the room below, and read by the harbour office.",
    "Nobody may sleep in the lamp room, since the fumes of the oil are bad for the lungs.",
    "Visitors are shown around on Sundays if the sea is calm enough for the small boat.",
    "The bell in the yard calls the helpers when a ship is in danger near the rocks.",
)
CHINESE = (
    "守灯人每天傍晚爬上楼梯，在船只进港之前点亮灯塔的大灯。",
    "煤油用十升的油罐搬运上来，每一罐大约可以使用两个夜晚。",
    "冬天的早晨必须清除玻璃上的盐霜，否则灯光就会太弱。",
    "有雾的时候每分钟鸣笛两次，直到礁石旁的灯船作出回答。",
    "楼下的房间里保存着所有过往船只的记录，港务局会来查看。",
    "任何人都不许在灯室里睡觉，因为油烟对肺部非常有害。",
    "如果海面足够平静，星期天会有小船带游客来参观灯塔。",
    "院子里的大钟在船只遇险的时候召唤附近的帮手前来救援。",
)
HEADINGS = ("1. Evenings", "2. Oil and glass", "3. Fog", "4. People")
PARAGRAPHS = ("<p>{}</p>", '<div class="para">{}</div>', "<div>{}</div>")
LINKED = (
    '{} See <a href="a.html">the list of all the lamps</a> and <a href="b.html">the oil book</a>.'
)
NAVIGATION = (
    '<ul class="docnav"><li><a href="p.html">Backwards</a></li><li><a href="u.html">Upwards</a>'
    '</li><li><a href="n.html">Forwards</a></li></ul>'
)


def manual(
    texts: tuple[str, ...], paragraph: str, *, boxed: bool, listed: bool, anchored: bool, deep: bool
) -> str:
    """Write a page of four sections, each with two paragraphs.

    The first paragraph of the third has more links than words of its own, the second of each
    section may stand in a box; titles may be boxed, listed before and anchored.
    """

    def title(text: str, number: int) -> str:
        inner = f'<a id="s{number}" name="s{number}">{text}</a>' if anchored else text
        heading = f"<h2>{inner}</h2>"
        return f'<div class="titlepage"><div>{heading}</div></div>' if boxed else heading

    entries = "".join(f'<dt><a href="#s{n}">{text}</a></dt>' for n, text in enumerate(HEADINGS))
    contents = f'<div class="toc"><dl>{entries}</dl></div>' if listed else ""
    sections = ""
    for number, heading in enumerate(HEADINGS):
        first, second = texts[2 * number : 2 * number + 2]
        second = paragraph.format(LINKED.format(second) if number == 2 else second)
        box = f'<div class="sidebar"><p class="title">Box {number}</p>{second}</div>'
        body = paragraph.format(first) + (box if boxed else second)
        sections += f'<div class="section">{title(heading, number)}{body}</div>'
    inside = f"{contents}{sections}"
    wrapped = f"<div><div><div>{inside}</div></div></div>" if deep else inside
    return (
        f"<html><head><title>Lamps</title></head><body>{NAVIGATION}"
        f'<div class="chapter"><h1>Lamps</h1>{wrapped}</div>{NAVIGATION}</body></html>'
    )


@pytest.mark.parametrize("texts", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_every_section_of_a_manual_arrives(texts: tuple[str, ...], paragraph: str) -> None:
    for boxed, listed, anchored, deep in product([False, True], repeat=4):
        page = manual(texts, paragraph, boxed=boxed, listed=listed, anchored=anchored, deep=deep)
        text = read_page(page).text
        for wanted in (*texts, *HEADINGS):
            assert wanted in text, (wanted, boxed, listed, anchored, deep)
        for navigation in ("Backwards", "Upwards", "Forwards"):
            assert navigation not in text


def test_a_definition_that_repeats_another_stays() -> None:
    terms = "".join(
        f"<dt>{name}</dt><dd><div>the default is taken</div></dd>" for name in ("left", "right")
    )
    page = f"<body><h1>Lamps</h1>{''.join(f'<p>{t}</p>' for t in ENGLISH)}<dl>{terms}</dl></body>"
    assert read_page(page).text.count("the default is taken") == 2


def test_footnotes_and_repeated_headings_stay() -> None:
    body = "".join(f"<h3>Note</h3><p>{text}</p>" for text in ENGLISH)
    marked = body.replace("two nights.", 'two nights <a id="m1" href="#n1">[1]</a>.')
    note = "In summer, when the nights are short, they last for three or four of them."
    notes = f'<div class="notes"><div id="n1"><a href="#m1">[1]</a> {note}</div></div>'
    text = read_page(f'<body><div class="text">{marked}{notes}</div>{NAVIGATION}</body>').text
    assert text.count("### Note") == len(ENGLISH)
    assert note in text
    assert "Forwards" not in text
