"""A twelfth set: themes, posts, forums, laws, other XML, sheets and prints, written after the repairs of the eleventh."""

from __future__ import annotations

import json
from datetime import date

from benchmarks.reported.case import Case, packed
from benchmarks.reported.hostile import at, pdf
from benchmarks.reported.ninth.pages import site
from benchmarks.reported.second.pages import epub
from benchmarks.reported.seventh.office import saved
from benchmarks.reported.seventh.prints import typeset
from benchmarks.reported.texts import mail, odf
from benchmarks.reported.words import cell, paragraph, run, word

_KEEP, _NEW, _MARKS, _TABLES = "pages keep content", "new sources", "numbers and marks", "tables"
_TITLES, _ARRIVES, _MAIL, _PACKED = "running titles", "text arrives", "mail", "containers"
A = "The orchard above the river was planted with pears in 1794, after a frost had killed the vines that stood there before."
B = "Each tree is pruned in February by two people, and the cut wood is bound into bundles that the baker takes for his oven."
C = "In wet years the fruit splits before it is ripe, so half of it is pressed early and sold as a dry, sour perry."
_GONE = ("Products menu", "All rights reserved")


def _pages() -> list[Case]:
    alabaster = f"""<div class="document"><div class="documentwrapper"><div class="bodywrapper"><div class="body" role="main"><section id="pears"><h1>Pears<a class="headerlink" href="#pears" title="Link to this heading">¶</a></h1><p>{A}</p><dl class="py method"><dt class="sig sig-object py" id="m"><span class="sig-name descname"><span class="pre">prune</span></span><span class="sig-paren">(</span><em class="sig-param"><span class="n"><span class="pre">tree</span></span></em><span class="sig-paren">)</span><a class="reference internal" href="_modules/p.html#m"><span class="viewcode-link"><span class="pre">[source]</span></span></a><a class="headerlink" href="#m">¶</a></dt><dd><p>Cut back what crosses.</p></dd></dl><p>{B}</p></section></div></div></div><div class="sphinxsidebar" role="navigation"><div class="sphinxsidebarwrapper"><h3>Table of Contents</h3><ul><li><a class="reference internal" href="#">Pears overview</a></li></ul></div></div></div>"""
    starlight = f"""<div class="main-frame"><main data-pagefind-body><div class="content-panel"><h1 id="_top">Pears</h1></div><div class="content-panel"><div class="sl-markdown-content"><p>{A}</p><aside aria-label="Tip" class="starlight-aside starlight-aside--tip"><p class="starlight-aside__title" aria-hidden="true">Tip</p><div class="starlight-aside__content"><p>Prune on a dry day.</p></div></aside><ol role="list" class="sl-steps"><li><p>Choose a branch.</p></li><li><p>Cut above a bud.</p></li></ol><starlight-tabs><div class="tablist-wrapper"><ul role="tablist"><li role="presentation" class="tab"><a role="tab" href="#tab-panel-0" id="tab-0" aria-selected="true">Pear</a></li></ul></div><div id="tab-panel-0" aria-labelledby="tab-0" role="tabpanel"><p>Ripens in October.</p></div></starlight-tabs><p>{B}</p></div></div></main></div>"""
    hugo_book = f"""<main class="container flex"><aside class="book-menu"><nav><ul><li><a href="a">All the orchards</a></li></ul></nav></aside><div class="book-page"><article class="markdown book-article"><h1 id="p">Pears<a class="anchor" href="#p">#</a></h1><p>{A}</p><blockquote class="book-hint warning"><p>Wasps like perry.</p></blockquote><details><summary>How old?</summary><div class="markdown-inner"><p>Two centuries.</p></div></details><div class="book-columns flex"><div class="flex-even markdown-inner"><p>Left bank.</p></div><div class="flex-even markdown-inner"><p>Right bank.</p></div></div><p>{B}</p></article><footer class="book-footer"><a href="e">Edit this page</a></footer></div></main>"""
    beehiiv = f"""<div id="content-blocks"><h1>Orchard notes</h1><p>{A}</p><div style="text-align:center"><form action="/create"><p>Stay in touch with the orchard</p><input name="email" placeholder="Enter your email" type="email"><button>Subscribe</button></form></div><p>{B}</p><ul><li><p>Prune pears</p></li><li><p>Press perry</p></li></ul><p>{C}</p></div>"""
    buttondown = f"""<main><article><h1>Orchard letter</h1><div class="email-body"><p>{A}</p><hr><p>{B}</p><p>{C}</p></div><div class="subscribe"><p>Don't miss what's next. Subscribe to Orchard letter:</p><form><input type="email" placeholder="Your email"></form></div></article></main>"""
    phpbb = "".join(f'<div id="p{n}" class="post has-profile bg{n % 2 + 1}"><div class="inner"><dl class="postprofile"><dt><a href="u" class="username">{who}</a></dt><dd class="profile-posts"><strong>Posts:</strong> <a href="s">12</a></dd></dl><div class="postbody"><h3><a href="#p{n}">Re: Pears</a></h3><p class="author"><a href="x">Post</a>by <strong>{who}</strong> » 5 Mar 2024</p><div class="content">{text}</div></div></div></div>' for n, (who, text) in enumerate((("ann", A), ("bo", B), ("cy", C), ("ann", "Thanks, both of you."))))  # fmt: skip
    issue = f"""<div class="repository-content"><h1><bdi class="js-issue-title markdown-title">Pears fall early</bdi> <span>#12</span></h1><div class="js-discussion"><div class="TimelineItem"><div class="timeline-comment"><h3><strong><a class="author" href="a">ann</a></strong> commented <relative-time>Mar 5</relative-time></h3><div class="comment-body markdown-body"><p>{A}</p></div></div></div><div class="TimelineItem"><div class="timeline-comment"><h3><strong><a class="author" href="b">bo</a></strong> commented</h3><div class="comment-body markdown-body"><p>{B}</p><pre><code>prune --now</code></pre></div></div></div></div></div>"""
    asahi = """<main><article><h1>梨の収穫始まる</h1><div class="article_body"><p>川の上の果樹園には一七九四年に梨が植えられた。以前あったぶどうは霜で枯れていた。</p><p>二月になると二人で枝を切り、切った枝は束ねてパン屋のかまどに使われる。</p><div class="newsletter"><p>メールマガジンに登録</p><form><input type="email"></form></div><p>雨の多い年には実が割れるため、半分は早く搾って酒にする。</p></div></article></main>"""
    gazeta = """<main><article><h1>Zbiór gruszek</h1><div class="article_content"><p>Sad nad rzeką obsadzono gruszami w 1794 roku, gdy mróz zniszczył winnice, które stały tam wcześniej.</p><div class="related"><ul><li><a href="z">Jabłka w tym roku są tańsze</a></li></ul></div><p>W lutym drzewa przycina dwoje ludzi, a ścięte gałęzie wiąże się w pęki, które zabiera piekarz.</p><h2>Mokre lata</h2><p>W mokre lata owoce pękają, więc połowę wyciska się wcześniej i sprzedaje jako wytrawny cydr.</p></div></article></main>"""
    legi = """<main><div class="page-content"><h1>Code rural</h1><article class="js-article"><p class="name-article">Article L671-3</p><div class="content"><p>Les arbres sont taillés au plus tard le 1er mars de chaque année.</p><p>1° Les poiriers ;</p><p>2° Les pommiers, sauf dérogation prévue à l'article L671-4.</p></div></article></div></main>"""
    cfr = f"""<main><div class="section" id="s"><h4>§ 318.13-26 Pears from orchards.</h4><div id="a"><p class="indent-1"><span class="paragraph-hierarchy"><span class="paren">(</span>a<span class="paren">)</span></span> <em class="paragraph-heading">General.</em> {A}</p></div><div id="b"><p class="indent-1"><span class="paragraph-hierarchy"><span class="paren">(</span>b<span class="paren">)</span></span> {B}</p></div><p class="citation">[74 FR 2776, Jan. 16, 2009]</p></div></main>"""
    faq = f"""<main><h1>Questions</h1><div class="elementor-accordion"><div class="elementor-accordion-item"><div id="t1" class="elementor-tab-title" role="button" aria-controls="c1" aria-expanded="false"><span class="elementor-accordion-icon"></span><a class="elementor-accordion-title" tabindex="0">Can we pick pears?</a></div><div id="c1" class="elementor-tab-content" role="region" aria-labelledby="t1"><p>In October.</p></div></div><div class="elementor-accordion-item"><div id="t2" class="elementor-tab-title" role="button" aria-controls="c2"><a class="elementor-accordion-title">Are dogs allowed?</a></div><div id="c2" class="elementor-tab-content"><p>On a lead. {A}</p></div></div></div></main>"""
    bootstrap5 = f"""<main><h1>Visits</h1><p>{A}</p><div class="accordion"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button" data-bs-toggle="collapse" data-bs-target="#o" aria-controls="o">When are you open?</button></h2><div id="o" class="accordion-collapse collapse"><div class="accordion-body">From May to October.</div></div></div></div><p>{B}</p></main>"""
    tables = f"""<main><article><p>{A}</p><table><caption>Yield by year</caption><thead><tr><th rowspan="2">Tree</th><th colspan="2">Kilograms</th></tr><tr><th>2022</th><th>2023</th></tr></thead><tbody><tr><th scope="row">Pear</th><td>1,204</td><td>988</td></tr></tbody><tfoot><tr><td colspan="3">Weighed at the gate.</td></tr></tfoot></table><p>{B}</p></article></main>"""
    talk = f"""<main><article><h1>An hour with the pruner</h1><p>{C}</p><p><b>Q:</b> When do you start?</p><p><b>A:</b> In February. {B}</p><p><b>Q:</b> And the wood?</p><p><b>A:</b> To the baker.</p></article></main>"""
    return [
        Case(_KEEP, "alabaster.html", site(alabaster), ("Pears", A, "prune(tree)", "Cut back what crosses.", B), ("[source]", "Pears overview", *_GONE)),
        Case(_KEEP, "starlight.html", site(starlight), (A, "Prune on a dry day.", "1. Choose a branch.", "2. Cut above a bud.", "Ripens in October.", B), _GONE),
        Case(_KEEP, "hugo-book.html", site(hugo_book), (A, "Wasps like perry.", "How old?", "Two centuries.", "Left bank.", "Right bank.", B), ("All the orchards", *_GONE)),
        Case(_KEEP, "beehiiv.html", site(beehiiv), (A, B, "Prune pears", "Press perry", C), ("Stay in touch", *_GONE)),
        Case(_KEEP, "buttondown.html", site(buttondown), (A, B, C), ("what's next", *_GONE)),
        Case(_NEW, "phpbb.html", site(f"<main><h2>Pears</h2>{phpbb}</main>"), (A, B, C, "Thanks, both of you."), _GONE),
        Case(_NEW, "issue.html", site(issue), ("ann", A, "bo", B, "prune --now"), _GONE),
        Case(_KEEP, "nashi.html", site(asahi), ("一七九四年に梨が植えられた", "二月になると", "半分は早く搾って"), ("メールマガジン", *_GONE)),
        Case(_KEEP, "gazeta.html", site(gazeta), ("w 1794 roku", "zabiera piekarz", "Mokre lata", "wytrawny cydr"), ("Jabłka", *_GONE)),
        Case(_KEEP, "code.html", site(legi), ("Article L671-3", "le 1er mars", "1° Les poiriers ;", "2° Les pommiers"), _GONE),
        Case(_KEEP, "regulation.html", site(cfr), ("§ 318.13-26 Pears from orchards.", "(a) General. " + A, "(b) " + B, "74 FR 2776"), _GONE),
        Case(_KEEP, "elementor.html", site(faq), ("Can we pick pears?", "In October.", "Are dogs allowed?", "On a lead.", A), _GONE),
        Case(_KEEP, "bootstrap.html", site(bootstrap5), (A, "When are you open?", "From May to October.", B), _GONE),
        Case(_TABLES, "yield.html", site(tables), (A, "Yield by year", "| Tree | Kilograms |", "| Tree | 2022 | 2023 |", "| Pear | 1,204 | 988 |", "Weighed at the gate.", B), _GONE),
        Case(_KEEP, "talk.html", site(talk), (C, "When do you start?", "In February.", B, "And the wood?", "To the baker."), _GONE),
    ]  # fmt: skip


def _texts() -> list[Case]:
    concept = f'<?xml version="1.0"?><!DOCTYPE concept PUBLIC "-//OASIS//DTD DITA Concept//EN" "concept.dtd"><concept id="p"><title>Pears</title><shortdesc>What they are.</shortdesc><conbody><p>{A}</p><section><title>Kinds</title><dl><dlentry><dt>Perry pear</dt><dd>Too sour to eat.</dd></dlentry></dl><ul><li>early</li><li>late</li></ul></section><codeblock>prune\n  --now</codeblock></conbody></concept>'.encode()
    reference = f'<reference id="r"><title>Shears</title><refbody><properties><prophead><propvaluehd>Name</propvaluehd></prophead><property><propvalue>Blade</propvalue><propdesc>20 cm</propdesc></property></properties><section><p>{B}</p></section></refbody></reference>'.encode()
    teletext = b"WEBVTT\n\n00:01.000 --> 00:03.000\n- Are they ripe?\n- Not <b>yet</b>.\n\n01:02:03.500 --> 01:02:05.000\nIn October &lt;or so&gt;.\n"
    sbv = b"0:00:01.000,0:00:03.000\nAre they ripe?[br]Not yet.\n\n0:00:04.000,0:00:05.000\nIn October.\n"
    slack = [{"type": "message", "user": "U1", "text": "Prices &lt; 5 &amp; <https://o.example|list>", "ts": "1.0"}, {"type": "message", "user": "U2", "text": "Fine.", "ts": "2.0"}]  # fmt: skip
    discord = {"guild": {"name": "Orchard"}, "messages": [{"id": "1", "timestamp": "2024-03-05T09:00:00+00:00", "content": "Are they ripe?", "author": {"name": "ann"}}, {"id": "2", "timestamp": "2024-03-05T09:01:00+00:00", "content": "Not yet.", "author": {"name": "bo"}}]}  # fmt: skip
    book = {"cells": [{"cell_type": "markdown", "metadata": {}, "source": f"## Pears\n{A}"}, {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": ["import pears\n", "pears.count()"], "outputs": [{"output_type": "stream", "name": "stdout", "text": ["1204\n", "988\n"]}, {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": "**ripe**"}}]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}  # fmt: skip
    csv = '\ufeffTree,Yield,Note\nPear,"1,204","said ""sour"""\nApple,988,\n'.encode()
    fixed = b"Tree|Yield\r\n----|-----\r\nPear|1204\r\nApple|988\r\n"
    man = b".Dd March 5, 2024\n.Dt PRUNE 1\n.Os\n.Sh NAME\n.Nm prune\n.Nd cut back trees\n.Sh SYNOPSIS\n.Nm\n.Op Fl n\n.Ar tree\n.Sh DESCRIPTION\nThe\n.Nm\nutility cuts.\n.Bl -tag -width Ds\n.It Fl n\nDo nothing.\n.El\n"
    tex = b"\\documentclass{article}\\begin{document}\\section{Pears}\nThe caf\\'e sells perry\\footnote{Sour.} --- \\textbf{dry}. % hidden\n\\begin{enumerate}\\item Prune\\item Press\\end{enumerate}\\end{document}\n"
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Orchard</title><entry><title type="html">Pears &amp;amp; apples</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{A}</p></div></content></entry><entry><title>Perry</title><summary>{C}</summary></entry></feed>'.encode()
    jats = f'<article><front><article-meta><title-group><article-title>On pears</article-title></title-group></article-meta></front><body><sec><title>Results</title><p>{A}<list list-type="bullet"><list-item><p>early</p></list-item></list> The mean was 4.2 ± 0.1 kg (<italic>n</italic> = 12).</p><fig><label>Figure 1</label><caption><title>The orchard.</title><p>Seen from the river.</p></caption></fig></sec></body><back><ack><p>We thank the baker.</p></ack></back></article>'.encode()
    flowed = "Prune the pears before \r\nMarch.\r\n\r\nAnn\r\n"
    eml = mail("Content-Type: multipart/alternative; boundary=x", f"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{A}\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{A}</p><table><tr><th>Tree</th><th>Yield</th></tr><tr><td>Pear</td><td>1204</td></tr></table>\r\n--x--\r\n")  # fmt: skip
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{}</body></html>'
    book_of_two = epub({"a.xhtml": chapter.format(f"<h2>One</h2><p>{A}</p><blockquote><p>Sour.</p></blockquote>"), "b.xhtml": chapter.format(f"<h2>Two</h2><table><tr><th>Tree</th></tr><tr><td>Pear</td></tr></table><p>{B}</p>")})  # fmt: skip
    return [
        Case(_ARRIVES, "pears.dita", concept, ("Pears", "What they are.", A, "Kinds", "Perry pear", "Too sour to eat.", "early", "late", "prune\n  --now")),
        Case(_ARRIVES, "shears.xml", reference, ("Shears", "Blade", "20 cm", B)),
        Case(_NEW, "pears.vtt", teletext, ("Are they ripe?", "Not yet.", "In October <or so>."), ("<b>",)),
        Case(_NEW, "pears.sbv", sbv, ("Are they ripe?", "Not yet.", "In October."), ("[br]",)),
        Case(_NEW, "slack.json", json.dumps(slack).encode(), ("Prices < 5 & list", "Fine.")),
        Case(_NEW, "discord.json", json.dumps(discord).encode(), ("Orchard", "Are they ripe?", "ann", "Not yet.", "bo")),
        Case(_NEW, "pears.ipynb", json.dumps(book).encode(), ("Pears", A, "import pears", "pears.count()", "1204", "988", "ripe")),
        Case(_TABLES, "pears.csv", csv, ("| Tree | Yield | Note |", '| Pear | 1,204 | said "sour" |', "| Apple | 988 |")),
        Case(_TABLES, "fixed.txt", fixed, ("Pear", "1204", "Apple", "988")),
        Case(_ARRIVES, "prune.1", man, ("cut back trees", "prune [-n] tree", "The prune utility cuts.", "-n", "Do nothing."), (".Nm",)),
        Case(_ARRIVES, "pears.tex", tex, ("Pears", "The café sells perry", "dry", "Prune", "Press"), ("hidden",)),
        Case(_NEW, "orchard.atom", atom, ("Pears & apples", A, "Perry", C), ("&amp;",)),
        Case(_ARRIVES, "pears.xml", jats, ("On pears", "Results", A, "early", "The mean was 4.2 ± 0.1 kg (n = 12).", "Figure 1", "The orchard.", "Seen from the river.", "We thank the baker.")),
        Case(_MAIL, "flowed.eml", mail("Content-Type: text/plain; format=flowed", flowed), ("Prune the pears before March.", "Ann")),
        Case(_MAIL, "both.eml", eml, (A, "| Tree | Yield |", "| Pear | 1204 |")),
        Case(_PACKED, "two.epub", book_of_two, ("One", A, "Sour.", "Two", "Pear", B)),
        Case(_PACKED, "pears.zip", packed({"a/pears.md": f"# Pears\n\n{A}", "a/b.csv": "Tree,Yield\nPear,1204\n"}), (A, "| Pear | 1204 |")),
    ]  # fmt: skip


def _office() -> list[Case]:
    import openpyxl
    from docx import Document
    from pptx import Presentation
    from pptx.util import Inches

    text = Document()
    text.add_heading("Pears", 1)
    text.add_paragraph("early", style="List Bullet")
    text.add_paragraph("late", style="List Bullet 2")
    table = text.add_table(2, 2)
    for n, word_ in enumerate(("Tree", "Yield", "Pear", "1204")):
        table.cell(n // 2, n % 2).text = word_
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "weighed"
    text.sections[0].header.paragraphs[0].text = "Orchard papers"
    text.add_paragraph(A)
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Tree", "Picked", "Share"],
        ["Pear", date(2023, 10, 5), 0.125],
        ["Apple", date(2023, 9, 1), 1],
    ):
        sheet.append(row)
    for place in ("C2", "C3"):
        sheet[place].number_format = "0.0%"
    sheet.column_dimensions["B"].hidden = False
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[3])
    slide.shapes.title.text = "Orchard"
    slide.placeholders[1].text = "Left bank"
    slide.placeholders[2].text = "Right bank"
    slide.shapes.add_textbox(
        Inches(1), Inches(6), Inches(3), Inches(1)
    ).text_frame.text = "Source: the gate"
    fields = word(paragraph(run("Total: "), '<w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>2192</w:t></w:r></w:fldSimple>', run(" kg")) + f"<w:tbl><w:tr>{cell(paragraph('Tree'), properties='<w:vMerge w:val=&quot;restart&quot;/>'.replace('&quot;', chr(34)))}{cell(paragraph('2022'))}</w:tr><w:tr>{cell(paragraph(''), properties='<w:vMerge/>')}{cell(paragraph('2023'))}</w:tr></w:tbl>")  # fmt: skip
    odp = odf("presentation", '<office:presentation><draw:page draw:name="p1"><draw:frame><draw:text-box><text:p>Orchard</text:p></draw:text-box></draw:frame><draw:g><draw:frame><draw:text-box><text:p>Left bank</text:p></draw:text-box></draw:frame></draw:g></draw:page></office:presentation>')  # fmt: skip
    return [
        Case(_ARRIVES, "pears.docx", saved(text), ("# Pears", "early", "late", "| Tree | Yield |", "1204", "weighed", A)),
        Case(_MARKS, "pears.xlsx", saved(book), ("| Tree | Picked | Share |", "| Pear | 2023-10-05 | 12.5% |", "| Apple | 2023-09-01 | 100% |")),
        Case(_ARRIVES, "pears.pptx", saved(show), ("Orchard", "Left bank", "Right bank", "Source: the gate")),
        Case(_MARKS, "fields.docx", fields, ("Total: 2192 kg", "| Tree | 2022 |", "| Tree | 2023 |")),
        Case(_ARRIVES, "pears.odp", odp, ("Orchard", "Left bank")),
    ]  # fmt: skip


def _prints() -> list[Case]:
    contents = typeset('#set page(width: 14cm, height: 16cm, numbering: "1")\n#set heading(numbering: "1.1")\n#outline(title: [Contents])\n#pagebreak()\n= Pears\n' + A + "\n== Perry\n" + B + "\n#pagebreak()\n= Apples\n" + C)  # fmt: skip
    by_hand = pdf(at(72, 700, "Pears" + "." * 60 + " 12") + at(72, 680, "Apples" + "." * 58 + " 14") + at(72, 600, "The orchard has two parts.") + at(72, 580, "Wait... and see."))  # fmt: skip
    form = typeset("#set page(width: 14cm, height: 12cm)\nName: #box(width: 4cm, repeat[.])\n\nDate: 5 March 2024\n\nThe price was \\$4.50 … or so.")  # fmt: skip
    sheet = typeset("#set page(width: 18cm, height: 12cm)\n#table(columns: 3, [*Tree*], [*2022*], [*2023*], [Pear], [1,204], [988], [Apple], [–], [1,310])\n" + A)  # fmt: skip
    review = typeset(f"#set page(width: 16cm, height: 12cm, header: [Orchard Review #h(1fr) March 2024], footer: context align(center)[#counter(page).display()])\n= One\n{A}\n#pagebreak()\n= Two\n{B}\n#pagebreak()\n= Three\n{C}")  # fmt: skip
    return [
        Case(_ARRIVES, "contents.pdf", contents, ("Contents", "1 Pears … 2", "1.1 Perry … 2", "2 Apples … 3", A, B, C), (". . .",)),
        Case(_ARRIVES, "dots.pdf", by_hand, ("Pears … 12", "Apples … 14", "The orchard has two parts.", "Wait... and see."), ("......",)),
        Case(_MARKS, "form.pdf", form, ("Name:", "Date: 5 March 2024", "$4.50 … or so.")),
        Case(_TABLES, "sheet.pdf", sheet, ("Tree", "2022", "2023", "Pear", "1,204", "988", "Apple", "–", "1,310", A)),
        Case(_TITLES, "orchard.pdf", review, ("One", A, "Two", B, "Three", C), ("Orchard Review", "March 2024")),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of all kinds."""
    return [*_pages(), *_texts(), *_office(), *_prints()]
