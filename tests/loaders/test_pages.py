"""Pages as real sites make them: what of them is text, and what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from precis.loaders import load
from tests.fakes.site import Reply

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from tests.fakes.site import Site

MANUAL = """<!doctype html><html lang="en-GB"><head><title>Settings — Frob 2.1 manual</title>
<link rel="canonical" href="/manual/settings"></head><body>
<div class="skip"><a href="#main">Skip to main content</a></div>
<div class="sidebar" role="navigation"><h3>Table of Contents</h3>
<ul><li><a href="#">Settings</a><ul><li><a href="#files">Files</a></li></ul></li></ul></div>
<div class="body" role="main" id="main"><section>
<h1>Settings<a class="headerlink" href="#settings" title="Link to this heading">¶</a></h1>
<p>Frob reads its settings from a file in <code>TOML</code> format. Every setting has a default, so
that an empty file is a valid one.</p>
<h2>Files<a class="headerlink" href="#files">¶</a></h2>
<p>The file is looked for in these places, in this order:</p>
<ol><li>the path in the variable <code>FROB_CONFIG</code>;</li><li>the folder of the project:
<ul><li><code>frob.toml</code></li><li><code>.frob/config.toml</code></li></ul></li>
<li>the folder of the user.</li></ol>
<div class="highlight-toml"><div class="highlight"><pre><span></span><span class="k">[server]</span>
<span class="n">port</span> <span class="o">=</span> <span class="mi">8080</span>
</pre></div></div>
<p>Then start it:</p><pre class="console">$ frob serve<br>$ frob check</pre>
<div class="highlight"><table class="highlighttable"><tr><td class="linenos"><pre>1
2</pre></td><td class="code"><pre>for wall in walls:
    build(wall)</pre></td></tr></table></div>
<h2>Options<a class="headerlink" href="#options">¶</a></h2>
<table><thead><tr><th>Name</th><th>Default</th></tr></thead>
<tbody><tr><td><code>port</code></td><td>8080</td></tr></tbody></table>
<blockquote><p>The best setting is the one that nobody needs to change.</p></blockquote>
</section></div><footer><p>© 2024, Frob Ltd. Created using a generator.</p></footer></body>
</html>"""

MANUAL_TEXT = """\
Frob reads its settings from a file in `TOML` format. Every setting has a default, so that an \
empty file is a valid one.

## Files

The file is looked for in these places, in this order:

1. the path in the variable `FROB_CONFIG`;
2. the folder of the project:
   - `frob.toml`
   - `.frob/config.toml`
3. the folder of the user.

```
[server]
port = 8080
```

Then start it:

```
$ frob serve
$ frob check
```

```
for wall in walls:
    build(wall)
```

## Options

| Name | Default |
| --- | --- |
| `port` | 8080 |

> The best setting is the one that nobody needs to change."""

NEWS = """<!DOCTYPE html><html lang="de"><head>
<title>Hafen wird ausgebaut - Beispiel Zeitung</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Hafen wird ausgebaut", "datePublished": "2023-11-02T09:00:00+01:00",
"author": [{"@type": "Person", "name": "Jana Meier"}]}</script>
<meta property="og:url" content="https://zeitung.example/hafen"></head><body>
<div id="cookie-consent" role="dialog"><h2>Wir verwenden Cookies</h2><p>Wir und unsere 843 Partner
verarbeiten Ihre Daten, um Inhalte und Anzeigen zu personalisieren.</p>
<button>Alle akzeptieren</button></div>
<header><nav><a href="/">Start</a> <a href="/sport">Sport</a></nav></header>
<main><article><h1>Hafen wird ausgebaut</h1><p class="byline">Von <a rel="author">Jana Meier</a></p>
<p><strong>Der Stadtrat hat am Dienstag den Ausbau des Hafens beschlossen. Die Arbeiten sollen im
kommenden Frühjahr beginnen und drei Jahre dauern.</strong></p>
<p>Nach langer Debatte stimmten 23 der 40 Ratsmitglieder für den Plan, der Kosten von 48 Millionen
Euro vorsieht. Die Opposition kritisierte, dass der Betrag um die Hälfte gestiegen sei.</p>
<aside class="related"><h3>Lesen Sie auch</h3><ul><li><a href="/a">Streit um die Brücke</a></li>
</ul></aside>
<h2>Was gebaut wird</h2><p>Vorgesehen sind ein zweites Becken, eine Schleuse und ein Anleger für
Fähren. Das alte Lagerhaus bleibt stehen; es soll später ein Museum werden.</p>
<div class="newsletter"><h3>Newsletter</h3><p>Melden Sie sich jetzt an.</p></div></article>
<section class="comments" id="comments"><h2>Kommentare (2)</h2><div class="comment"><p>Endlich!
Darauf warten wir seit Jahren, danke an alle Beteiligten.</p></div></section></main>
<aside class="most-read"><h2>Meistgelesen</h2><ol><li><a>Wetter am Wochenende</a></li></ol></aside>
<footer><p>© Beispiel Zeitung. Impressum Datenschutz</p></footer></body></html>"""

BLOG = """<html><head><title>Why my build was slow | devlog</title>
<meta http-equiv="Content-Language" content="en"></head><body>
<div id="header"><h1><a href="/">devlog</a></h1><ul class="menu"><li><a>Archive</a></ul></div>
<div class="post"><h2>Why my build was slow</h2><div class="entry-content">
<p>For months the build of my little project took eleven minutes, and I blamed the compiler for it.
I was wrong, and this is the story of how I found out.</p>
<p>The profile showed what nobody had expected:<br>most of the time went into calls of stat, one
for each header, for each folder in the path, and for each file that was compiled.</p></div>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li></ul></div></div>
<div id="comments"><h3>2 thoughts on it</h3><ol class="commentlist"><li class="comment"><p>Great
post, I had the very same problem with a project of mine last year.</p></li></ol></div>
<div id="footer">Proudly powered by something</div></body></html>"""


def loaded(site: Site, markup: str) -> Document:
    (document,) = load([site.serve("/page", Reply(markup.encode()))])
    return document


def test_a_manual_keeps_its_structure(site: Site) -> None:
    document = loaded(site, MANUAL)
    assert document.page_content == MANUAL_TEXT
    metadata = document.metadata
    assert (metadata["title"], metadata["language"]) == ("Settings", "en-GB")
    assert metadata["url"] == f"{site.address}/manual/settings"
    assert "date" not in metadata  # a copyright notice is none


def test_an_article_loses_what_stands_around_it(site: Site) -> None:
    document = loaded(site, NEWS)
    first, _, heading, _ = document.page_content.split("\n\n")
    assert first.startswith("Der Stadtrat")
    assert heading == "## Was gebaut wird"
    known = ("title", "author", "date", "language", "url")
    assert [document.metadata[key] for key in known] == [
        "Hafen wird ausgebaut",
        "Jana Meier",
        "2023-11-02",
        "de",
        "https://zeitung.example/hafen",
    ]


def test_the_name_of_a_site_is_no_title(site: Site) -> None:
    document = loaded(site, BLOG)
    assert document.metadata["title"] == "Why my build was slow"
    assert document.metadata["language"] == "en"
    for other in ("devlog", "Archive", "Share", "Twitter", "thoughts", "Great", "Proudly"):
        assert other not in document.page_content


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ('<html lang="pt-BR"><head>', "pt-BR"),
        ('<html xml:lang="fr"><head>', "fr"),
        ('<html lang=""><head><meta property="og:locale" content="nl_BE">', "nl-BE"),
        ('<html><head><meta http-equiv="content-language" content="da, en">', "da"),
        ("<html><head>", None),
    ],
)
def test_the_language_is_found_where_pages_name_it(
    site: Site, head: str, language: str | None
) -> None:
    document = loaded(site, f"<!doctype html>{head}</head><body><p>A short text.</p></body></html>")
    assert document.metadata.get("language") == language
