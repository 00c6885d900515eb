"""Parts of a page that look like furniture and are content, and some that are furniture."""

from __future__ import annotations

from itertools import product

import pytest

from precis.loaders.main_text import read_page
from tests.loaders.test_html import LAST, PARAGRAPH, SECOND

AROUND = (
    "<!doctype html><html><body><nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    "<article><h1>The harbour</h1><p>{0}</p><p>{1}</p>{3}<p>{2}</p></article></body></html>"
)


def text_with(part: str) -> str:
    return " ".join(read_page(AROUND.format(PARAGRAPH, SECOND, LAST, part)).text.split())


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"),
        ("<msup><mi>r</mi><mn>2</mn></msup>", "r^2"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_1^2"),
        ("<mrow><mi>q</mi><mo>=</mo><msqrt><mi>p</mi></msqrt></mrow>", "q=√(p)"),
        ("<mstyle><mtable><mtr><mtd><mn>7</mn></mtd></mtr></mtable></mstyle>", "7"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_i^n"),
    ],
)
def test_a_formula_is_whole(formula: str, text: str) -> None:
    sentence = f"<p>The area is <math>{formula}</math> of all that lies within the wall.</p>"
    found = text_with(sentence)
    assert f"The area is {text} of all that lies within the wall." in found


@pytest.mark.parametrize("kind", ["ul", "ol"])
@pytest.mark.parametrize("level", [2, 3, 4])
def test_links_below_a_heading_of_the_text_are_content(kind: str, level: int) -> None:
    names = ["Guide to the locks of the north", "Rules of the harbour", "Tables of the tide"]
    items = "".join(f"<li><a href=/{name[:3]}>{name}</a></li>" for name in names)
    found = text_with(f"<h{level}>Papers</h{level}><{kind}>{items}</{kind}>")
    assert all(name in found for name in ["Papers", *names])


@pytest.mark.parametrize("cards", [1, 2, 5])
def test_a_card_that_is_one_link_is_read(cards: int) -> None:
    card = (
        "<a href=/{0}><h3>Quay number {0}</h3>"
        "<p>Boats of up to {0} metres are moored here for the night.</p></a>"
    )
    found = text_with("".join(card.format(number) for number in range(3, 3 + cards)))
    for number in range(3, 3 + cards):
        assert f"Quay number {number} Boats of up to {number} metres are moored" in found


def test_links_to_other_articles_stay_out() -> None:
    links = "".join(f"<p><a href=/{n}>The mayor of town {n} resigns today</a></p>" for n in "abc")
    assert "resigns" not in text_with(f"<div>{links}</div>")


@pytest.mark.parametrize("closed", ["hidden", "style='display:none'", "aria-hidden=true hidden"])
def test_every_panel_of_tabs_is_read(closed: str) -> None:
    panels = "".join(
        f"<div role=tabpanel {state}><p>On {system} you run {system}-gate first.</p></div>"
        for system, state in (("Linux", ""), ("Windows", closed), ("Mac", closed))
    )
    found = text_with(f"<div role=tablist><button role=tab>Linux</button></div>{panels}")
    assert all(f"you run {name}-gate" in found for name in ("Linux", "Windows", "Mac"))
    assert "unseen" not in text_with(f"<div {closed}><p>This is unseen by all.</p></div>")


ADDRESSES = ("/w/index.php?title=Wall&action=edit&section=1", "/edit/main/wall.md", "?edit=3")
BOXES = (
    "<h2>History{}</h2>",
    "<h2><span>History</span><span>[{}]</span></h2>",
    "<h2>History <small>[<b>{}</b> | {}]</small></h2>",
    "<div><h2>History</h2><span><span>[</span>{}<span>]</span></span></div>",
)


@pytest.mark.parametrize(("address", "box"), list(product(ADDRESSES, BOXES)))
@pytest.mark.parametrize("name", ["edit", "Quelltext bearbeiten", "編集"])
def test_links_to_an_editor_are_no_part_of_a_heading(address: str, box: str, name: str) -> None:
    link = f'<a href="{address}">{name}</a>'
    found = text_with(box.format(link, link) + f"<p>{PARAGRAPH.replace('1953', '1911')}</p>")
    assert "## History The harbour was" in found


def test_a_heading_that_is_a_link_to_an_editor_stays() -> None:
    part = f"<h2><a href=/edit/>How to edit</a></h2><p>{PARAGRAPH.replace('1953', '1911')}</p>"
    assert "## How to edit" in text_with(part)


def test_a_sentence_may_stand_in_several_sections() -> None:
    same = "This opens the window in which you choose the colour of the lamp."
    parts = [f"<h2>Lamp {n}</h2><p>{same}</p><p>It is lamp {n} of nine.</p>" for n in (1, 2, 3)]
    assert text_with("".join(parts)).count(same) == len(parts)


BEFORE = (
    "<body><div class=nav><a href=/>Home</a></div><div class=intro><h2 {2}>The lamp</h2><p>{0}</p>"
    "<p>{1}</p></div><div class=synopsis><h2 {2}>The walls</h2><pre>wall --raise gate</pre>"
    "<p>{3}</p></div>"
)
LINKED = (
    'Use <a href="a">the gate</a> with <a href="b">the lock</a> and <a href="c">the lamp</a> only.'
)


@pytest.mark.parametrize("look", ["", "class=title"])
@pytest.mark.parametrize("inside", [f"<p>{LINKED}</p>", f"<div><div>{LINKED}</div></div>"])
def test_a_section_with_a_heading_like_those_before_is_one(look: str, inside: str) -> None:
    page = BEFORE.format(PARAGRAPH, SECOND, look, LAST)
    section = f"<div class=description><h2 {look}>Description</h2>{inside}</div>"
    text = read_page(f"{page}{section}</body>").text
    assert "## Description\n\nUse the gate with the lock and the lamp only." in text
    other = f"<div class=letter><h2 class=box>Letters</h2><p>{LINKED}</p></div>"
    assert "Letters" not in read_page(f"{page}{other}</body>").text


@pytest.mark.parametrize("kind", ["ul", "ol"])
def test_a_list_may_have_a_box_of_its_own(kind: str) -> None:
    items = "".join(f"<li><div>Lamp {n} burns oil of the kind {n}.</div></li>" for n in (1, 2))
    page = f"<body><h1>The lamp</h1><p>{PARAGRAPH}</p><p>{SECOND}</p><p>{LAST}</p>"
    text = read_page(f"{page}<div class=items><{kind}>{items}</{kind}></div></body>").text
    assert all(f"Lamp {n} burns oil of the kind {n}." in text for n in (1, 2))


LISTING = "\n".join(f"stone = lift({number})  # then the crane turns" for number in range(30))


@pytest.mark.parametrize("last", ["<td colspan=2>", "<td>Listing</td><td>"])
def test_rows_beside_long_code_are_read(last: str) -> None:
    rows = "".join(
        f"<tr><td>Step {number}</td><td>The crew of ship {number} moors at the old quay.</td></tr>"
        for number in range(5)
    )
    code, more = f"<tr>{last}<pre>{LISTING}</pre></td></tr>", rows.replace("ship", "tug")
    table = f"<table>{rows}{code}{more}</table>"
    menu = "<div><a href='/a'>Home</a> <a href='/b'>About</a></div>"
    text = read_page(f"<html><body>{menu}{table}</body></html>").text
    for number in range(5):
        assert f"Step {number}" in text
        assert f"ship {number}" in text
        assert f"tug {number}" in text
    assert "stone = lift(7)" in text
    assert "About" not in text


def test_a_page_that_is_a_table_of_contents_keeps_it() -> None:
    links = "".join(f"<li><a href='#c{n}'>Chapter {n}</a></li>" for n in range(12))
    for contents in (f"<ul>{links}</ul>", f"<div class=toc><ol>{links}</ol></div>"):
        markup = f"<html><body><h1>Handbook</h1><p>Edition of May.</p>{contents}</body></html>"
        text = read_page(markup).text
        assert all(f"Chapter {n}\n" in f"{text}\n" for n in range(12))


def test_every_message_of_a_chat_keeps_who_wrote_it_and_when() -> None:
    said = ["The barge is late again, and the crane waits.", "Yes.", "Then we load the oak first."]
    messages = "".join(
        f"<div class=message><div class=name>{'Ann' if n % 2 else 'Bo'}</div>"
        f"<div class=time>12:{n:02}</div><div class=text>{said[n % 3]} ({n})</div></div>"
        for n in range(30)
    )
    text = read_page(f"<html><body><div class=history>{messages}</div></body></html>").text
    assert [text.count("Ann"), text.count("Bo"), text.count("12:")] == [15, 15, 30]
    assert all(f"({n})" in text for n in range(30))


def test_the_titles_of_a_list_of_articles_are_read_with_what_they_announce() -> None:
    cards = "".join(
        f"<div class=item><h2><a href='/{n}'>Storm number {n} passes</a></h2>"
        f"<p>The quay held through the night, says the harbour master of pier {n}.</p></div>"
        for n in range(8)
    )
    head = "<head><title>News of the harbour</title></head>"
    text = read_page(f"<html>{head}<body><div class=list>{cards}</div></body></html>").text
    assert all(f"## Storm number {n} passes" in text for n in range(8))


def page_of(body: str) -> str:
    return " ".join(read_page(f"<html><body>{body}</body></html>").text.split())


@pytest.mark.parametrize(
    ("power", "shown"),
    [("<sup>6</sup>", "10^6"), ("<sub>2</sub>", "10_2"), ("<a href=#n>7</a>", "10[7]")],
)
@pytest.mark.parametrize("boxes", [0, 1, 3])
def test_what_is_raised_knows_what_stands_before_its_boxes(
    power: str, shown: str, boxes: int
) -> None:
    wrapped = "<span>" * boxes + power + "</span>" * boxes
    found = text_with(f"<p>The wall holds 10{wrapped} grains of sand in all of its length.</p>")
    assert f"holds {shown} grains" in found


@pytest.mark.parametrize(
    "button",
    [
        "<pre>sail --now</pre><div><button>Copy</button></div>",
        "<div><button title=Copy>Copy</button><pre>sail --now</pre></div>",
        "<p>The gate is open until noon today.</p><button>Copy</button>",
    ],
)
def test_buttons_that_do_something_are_no_text(button: str) -> None:
    assert "Copy" not in text_with(button)


@pytest.mark.parametrize(
    "opened",
    [
        "<button>When is it open?</button><div><p>The gate is open until noon.</p></div>",
        "<h3><button aria-expanded=false aria-controls=a>When is it open?</button></h3>"
        "<div id=a hidden><p>The gate is open until noon.</p></div>",
        "<div><button aria-controls=a>When is it open?</button></div>"
        "<div id=a style='display: none'><p>The gate is open until noon.</p></div>",
        "<div><div><a data-toggle=collapse href=#a>When is it open?</a></div></div>"
        "<div id=a class=collapse><p>The gate is open until noon.</p></div>",
        "<div role=button aria-controls=a><a tabindex=0>When is it open?</a></div>"
        "<div id=a hidden><p>The gate is open until noon.</p></div>",
    ],
)
def test_what_a_heading_opens_is_read_with_it(opened: str) -> None:
    assert "When is it open? The gate is open until noon." in text_with(opened).replace("### ", "")


def test_words_around_a_button_stay_a_sentence() -> None:
    assert "Press OK to sail." in text_with("<p>Press <button>OK</button> to sail.</p>")


def test_what_is_hidden_elsewhere_stays_hidden() -> None:
    menu = "<a aria-controls=m>Menu</a><p>Of the gate nothing else is known today.</p>"
    assert "Never shown" not in text_with(
        f"{menu}<div id=m hidden><p>Never shown at all.</p></div>"
    )


@pytest.mark.parametrize("mark", ["1", "[12]", "*"])
@pytest.mark.parametrize("box", ["p", "div", "li"])
def test_notes_that_stand_elsewhere_come_with_the_text(mark: str, box: str) -> None:
    body = f"<p>{PARAGRAPH}<a id=back href=#note>{mark}</a></p><p>{SECOND}</p><p>{LAST}</p>"
    note = f"<{box} id=note><a href=#back>{mark}</a> Since 1988.</{box}>"
    found = page_of(f"<div id=content>{body}</div><div id=notes><hr>{note}</div>")
    assert "Since 1988." in found


@pytest.mark.parametrize(
    "part",
    [
        "<div><div>💡</div><div>Bring warm clothes.</div></div>",
        "<div><div><div>The boat goes out,</div><div>the boat comes in,</div></div></div>",
    ],
)
def test_short_sentences_and_verses_are_no_labels(part: str) -> None:
    last = part[: part.rindex("</div></div>")].rpartition(">")[2].removesuffix("</div>")
    assert last in text_with(part)


@pytest.mark.parametrize("classes", ["message default", "message default joined"])
def test_names_in_a_chat_are_read_at_each_message(classes: str) -> None:
    said = [f"The ferry number {n} is late again because of the ice." for n in range(6)]
    messages = "".join(
        f"<div class='{classes if n % 2 else 'message default'}'><div class=body>"
        f"<div class=time>09:1{n}</div><div class=from>Ada Lind</div><div>{text}</div></div></div>"
        for n, text in enumerate(said)
    )
    assert page_of(f"<div class=history>{messages}</div>").count("Ada Lind") == len(said)


@pytest.mark.parametrize("menu", ["nav", "header", "footer"])
def test_of_a_page_that_extractors_do_not_read_the_margins_stay_out(menu: str) -> None:
    rows = "".join(
        f"<div><table><tr><td><p>{text}</p></td></tr></table></div>"
        for text in ("The gate is open until noon today.", "Set the clock back.")
    )
    links = "<ul><li><a href=/a>Home</a></li><li><a href=/b>Pricing plans</a></li></ul>"
    found = page_of(f"<{menu}><div>{links}</div></{menu}><div>{rows}</div>")
    assert "Set the clock back." in found
    assert "Pricing plans" not in found


FIELD = "<form><input {}><button>Go</button></form>"


@pytest.mark.parametrize("field", ["type=email", "name=email", "type=text placeholder='E-Mail'"])
@pytest.mark.parametrize(
    "box",
    ["<div><p>{0}</p>{1}</div>", "<figure><div>{0}{1}</div></figure>", "<div>{1}<p>{0}</p></div>"],
)
def test_a_box_that_asks_for_an_address_is_no_text(box: str, field: str) -> None:
    found = text_with(box.format("The best of the quay each Friday.", FIELD.format(field)))
    assert "each Friday" not in found
    assert text_with(box.format("The best of the quay each Friday.", ""))


def test_the_field_of_a_short_page_is_what_it_is_about() -> None:
    page = f"<body><div><p>Write to us when a lamp is out.</p>{FIELD.format('type=email')}</div>"
    assert "Write to us when a lamp is out." in read_page(page).text


@pytest.mark.parametrize(
    "appeal",
    [
        "Thanks for reading! Subscribe for free to receive new posts in your inbox.",
        "Jetzt anmelden: Melden Sie sich für unseren Newsletter an.",
        "Receba no seu email o que de mais importante acontece na costa, com a nossa newsletter.",
        "Abonnez-vous à notre newsletter pour suivre la vie du port.",
    ],
)
def test_a_paragraph_that_asks_to_subscribe_is_no_text(appeal: str) -> None:
    assert appeal[:20] not in text_with(f"<p>{appeal}</p>")


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe to the topic with your client, then join the members by their number.",
        "The harbour master reads the newsletter that you receive in your inbox.",
        "Get the rope and tie your boat to the second ring of our quay.",
    ],
)
def test_a_sentence_about_subscribing_stays(sentence: str) -> None:
    assert sentence in text_with(f"<p>{sentence}</p>")


@pytest.mark.parametrize(
    "link", ["[<a href=e>edit</a>]", "<a href=s>[source]</a>", "<a href=s><b>[Quelle]</b></a>"]
)
@pytest.mark.parametrize(
    "head", ["<h2>The old gate{}</h2>", "<div><h2>The old gate</h2><span>{}</span></div>"]
)
def test_a_word_in_brackets_is_no_part_of_a_heading(head: str, link: str) -> None:
    found = text_with(
        f"{head.format(f'<span>{link}</span>')}<p>It is of oak and closes at dusk.</p>"
    )
    assert "## The old gate" in found
    assert "[" not in found


def test_linked_names_above_what_each_says_are_read() -> None:
    said = "".join(
        f"<div class=said><div><a href=/{name}><div>{name}</div><div>(Harbour)</div></a></div>"
        f"<div><p>{text}</p></div></div>"
        for name, text in (("Ada", PARAGRAPH), ("Olga", SECOND), ("Ann", LAST), ("Eva", PARAGRAPH))
    )
    found = read_page(f"<body><main><h1>Gates</h1><div>{said}</div></main>").text
    places = [found.find(name) for name in ("Ada", "Olga", "Ann", "Eva")]
    assert -1 < places[0] < places[1] < places[2] < places[3]


def test_a_box_that_asks_is_no_text_in_scripts_without_spaces() -> None:
    text = "川の上の果樹園には一七九四年に梨が植えられた。以前あったぶどうは霜で枯れていた。"
    box = f"<div><p>登録はこちら</p>{FIELD.format('type=email')}</div>"
    page = f"<body><article><p>{text}</p>{box}<p>{text[::-1]}</p></article></body>"
    assert "登録はこちら" not in read_page(page).text
