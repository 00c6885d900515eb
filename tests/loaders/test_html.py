from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from precis.loaders import LoadError, load
from precis.loaders.markup import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.site import Site

from tests.fakes.site import Reply

PARAGRAPH = (
    "The harbour was rebuilt after the storm of 1953, when the sea wall gave way in three places "
    "and the lower town stood under water for nine days."
)
SECOND = (
    "Nobody had believed the old pilot who warned the council in the autumn, and who moved his own "
    "boat up the river, three miles inland, on the evening before the wind turned."
)
LAST = (
    "Seventy years later the wall has been raised twice, and engineers from other ports come every "
    "summer to look at the lock, which still opens and closes by hand."
)
PAGE = f"""<!doctype html>
<html lang="en"><head><title>The harbour | Example News</title>
<meta property="og:title" content="The harbour">
<meta name="author" content="Ann Smith">
<meta property="article:published_time" content="2024-05-06T07:08:09Z">
<link rel="canonical" href="https://news.example.org/harbour"></head>
<body><nav><ul><li><a href="/">Home page</a><li><a href="/sport">Sport</a></ul></nav>
<div class="cookie-banner">We use cookies. Accept all.</div>
<article><h1>The harbour</h1><p>{PARAGRAPH}</p><p>{SECOND}</p>
<h2>What was built</h2><ul><li>A new sea wall, five metres high.</li><li>A lock.</li></ul>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>1954</td><td>12 million</td></tr></table>
<pre><code>for wall in walls:
    build(wall)</code></pre><p>{LAST}</p></article>
<section id="comments"><p>First comment! I was there too, it was terrible.</p></section>
<footer>© Example News</footer></body></html>"""


def test_the_main_text_of_a_page_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    (document,) = load([str(path)])
    text = document.page_content
    assert [text.count(part) for part in (PARAGRAPH, SECOND, LAST)] == [1, 1, 1]
    for menu in ("Home page", "Sport", "cookies", "First comment", "©"):
        assert menu not in text
    assert document.metadata["title"] == "The harbour"
    assert document.metadata["author"] == "Ann Smith"
    assert document.metadata["date"] == "2024-05-06"
    assert document.metadata["language"] == "en"
    assert document.metadata["url"] == "https://news.example.org/harbour"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "shift_jis", "euc_jp"])
@pytest.mark.parametrize("declared", ["header", "meta", "nowhere"])
def test_the_charset_is_right(site: Site, encoding: str, declared: str) -> None:
    sentence = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。"
    meta = f'<meta charset="{encoding}">' if declared == "meta" else ""
    page = f"<html><head>{meta}<title>猫</title></head><body><p>{sentence * 5}</p></body></html>"
    header = f"; charset={encoding}" if declared == "header" else ""
    address = site.serve("/", Reply(page.encode(encoding), f"text/html{header}"))
    (document,) = load([address])
    assert sentence * 5 in document.page_content
    assert document.metadata["title"] == "猫"


CONFLICTS = [
    ("utf-8", "iso-8859-1", "iso-8859-1"),
    ("utf-8", "shift_jis", "koi8-r"),
    ("utf-8-sig", "iso-8859-1", "windows-1251"),
    ("utf-16", "utf-8", "iso-8859-1"),
    ("utf-16-le", "iso-8859-1", "utf-8"),
    ("koi8-r", "iso-8859-1", "koi8-r"),
    ("koi8-r", "koi8-r", "utf-8"),
    ("windows-1251", "utf-8", "windows-1251"),
    ("windows-1251", "windows-1251", "iso-8859-1"),
    ("windows-1251", "x-unknown", "windows-1251"),
    ("windows-1251", "", "utf-8"),
]


@pytest.mark.parametrize(("encoding", "header", "meta"), CONFLICTS)
def test_declarations_that_contradict_each_other(
    site: Site, encoding: str, header: str, meta: str
) -> None:
    sentence = "Все счастливые семьи похожи друг на друга, каждая несчастлива по-своему. "
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}"><title>Дом</title>'
    page = f"<html><head>{head}</head><body><p>{sentence * 5}</p></body></html>"
    media_type = f"text/html; charset={header}" if header else "text/html"
    (document,) = load([site.serve("/", Reply(page.encode(encoding), media_type))])
    assert document.page_content == (sentence * 5).strip()
    assert document.metadata["title"] == "Дом"


def test_a_page_without_text(site: Site) -> None:
    body = b"<!doctype html><html><body><div id=app></div><script>render()</script></body></html>"
    with pytest.raises(LoadError, match="no text until its scripts run; load it with --render"):
        list(load([site.serve("/", Reply(body))]))
    with pytest.raises(LoadError, match="there is no text in this page"):
        list(load([site.serve("/", Reply(b"<!doctype html><body><img src=x>"))]))


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ("", "1. 2. 9. 10."),
        ("start=4", "4. 5. 9. 10."),
        ("type=a", "a. b. i. j."),
        ("type=I start=3", "III. IV. IX. X."),
        ("reversed", "4. 3. 9. 8."),
    ],
)
def test_items_have_the_numbers_that_are_shown(attributes: str, marks: str) -> None:

    text = text_of(f"<ol {attributes}><li>pier<li>quay<li value=9>lock<li>gate</ol>")
    assert text.split()[::2] == marks.split()


def test_what_is_shown_without_scripts_is_read_where_there_is_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<div id=app></div><noscript><p>{PARAGRAPH}</p><p>{SECOND}</p></noscript>")
    (document,) = load([str(path)])
    assert document.page_content == f"{PARAGRAPH}\n\n{SECOND}"
    path.write_text(
        "<div id=app></div><noscript>Please switch on scripts.</noscript><script></script>"
    )
    with pytest.raises(LoadError, match="--render"):
        list(load([str(path)]))


def test_a_quotation_keeps_its_source(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    quoted = f"<blockquote><p>{SECOND}</p><footer>Ann Smith, 1954</footer></blockquote>"
    path.write_text(
        f"<article><p>{PARAGRAPH}</p>{quoted}<p>{LAST}</p></article><footer>News</footer>"
    )
    (document,) = load([str(path)])
    assert "> Ann Smith, 1954" in document.page_content
    assert "News" not in document.page_content


def test_questions_that_open_their_answers_are_content(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"<article><p>{PARAGRAPH}</p><h3><button aria-expanded=false>How high is it?</button></h3>"
        f"<div hidden=until-found><p>Nine metres.</p></div><p hidden>unseen</p><p>{LAST}</p>"
        "<button>Buy</button></article>"
    )
    (document,) = load([str(path)])
    assert "### How high is it?\n\nNine metres." in document.page_content
    assert "Buy" not in document.page_content
    assert "unseen" not in document.page_content


def test_sections_of_xml_are_text_where_a_page_is_xml() -> None:
    from precis.loaders.markup import text_of

    inside = "<p>Costs <![CDATA[< 9 & more]]>.</p><p>never <![CDATA[closed</p>"
    declared = f'<?xml version="1.0"?><html xmlns="x">{inside}</html>'
    assert text_of(declared).startswith("Costs < 9 & more.\n\nnever")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<del><p>One.<p>Two.</del>", "~~One.~~\n\n~~Two.~~"),
        (
            "<ul><li><s><p>One.</s><li><STRIKE><div>Two.</div></strike></ul>",
            "- ~~One.~~\n- ~~Two.~~",
        ),
        ("<ins><p>One.<p>Two.</ins>", "One.\n\nTwo."),
        (
            "<figure><svg><title>x</title><text>Gate <tspan>A</tspan></text><text>B</text></svg>",
            "Gate A B",
        ),
        ("<x-post><template shadowrootmode=open><p>Shown.</p></template></x-post>", "Shown."),
        ("<template><p>Not shown.</p></template>", ""),
        ("<pre>a<br>b<div>c</div><div>d</div></pre>", "```\na\nb\nc\nd\n```"),
        (
            "<pre><code><table><tr><td>a<td>b<tr><td>c<td>d</table></code></pre>",
            "```\na  b\nc  d\n```",
        ),
    ],
)
def test_parts_that_stand_in_others_are_read_as_they_are_shown(inside: str, text: str) -> None:
    assert text_of(f"<html><body>{inside}</body></html>") == text


@pytest.mark.parametrize("end", ["</body></html>", "</HTML >", "</body>\n</html>\n<html><body>"])
def test_what_follows_the_end_of_a_page_belongs_to_it(end: str) -> None:
    assert text_of(f"<html><body><p>One.</p>{end}<h2>Two</h2>Three.") == "One.\n\n## Two\n\nThree."
