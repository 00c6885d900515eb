"""Markup of papers, books and manuals, notebooks, subtitles, data, mails and packed files."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import tarfile
from io import BytesIO
from typing import Any

from benchmarks.reported.case import Case, packed
from benchmarks.reported.second.pages import epub
from benchmarks.reported.texts import mail

_ARRIVES, _NEW, _TABLES, _MARKS, _PACKED, _MAIL = "text arrives", "new sources", "tables", "numbers and marks", "containers", "mail"  # fmt: skip
A = "The lighthouse on the outer reef was lit by whale oil until 1861."
B = "A keeper winds the weight that drives it once every four hours."


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _papers() -> list[Case]:
    jats = f"""<?xml version="1.0"?><article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta><title-group><article-title>On lamps</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Bell</surname><given-names>Ann</given-names></name></contrib></contrib-group><abstract><p>We lit a lamp.</p></abstract></article-meta></front><body><sec><label>1</label><title>Methods</title><p>{A}<xref ref-type="bibr" rid="b1">1</xref> We used 10<sup>6</sup> candles.<disp-quote><p>Light it at dusk.</p></disp-quote>So we did.</p><statement><label>Hypothesis 1</label><p>Oil burns longer.</p></statement><boxed-text><caption><title>Box 1</title></caption><p>Mercury is poison.</p></boxed-text><def-list><def-item><term>Fresnel</term><def><p>A lens of rings.</p></def></def-item></def-list><list list-type="order"><list-item><p>Fill</p></list-item><list-item><p>Light</p></list-item></list><table-wrap><label>Table 1</label><caption><p>Hours of light.</p></caption><table><thead><tr><th>Oil</th><th>Hours</th></tr></thead><tbody><tr><td rowspan="2">Whale</td><td>9</td></tr><tr><td>11</td></tr></tbody></table><table-wrap-foot><fn><p>In a calm.</p></fn></table-wrap-foot></table-wrap><fig><label>Fig. 1</label><caption><p>The lens.</p></caption><graphic xlink:href="f1"/></fig><disp-formula><label>(1)</label><mml:math><mml:msup><mml:mi>E</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math></disp-formula></sec></body><back><ref-list><ref id="b1"><label>1</label><element-citation><person-group><name><surname>Gow</surname><given-names>M</given-names></name></person-group><article-title>Fog and light</article-title><source>J Reef</source><year>1990</year></element-citation></ref></ref-list><fn-group><fn><p>Funded by nobody.</p></fn></fn-group></back></article>""".encode()
    docbook = f"""<?xml version="1.0"?><book xmlns="http://docbook.org/ns/docbook" version="5.0"><info><title>Lamps</title><author><personname>Ann Bell</personname></author></info><chapter><title>Lighting</title><para>{A}<footnote><para>By a chemist.</para></footnote></para><procedure><step><para>Fill the tank.</para></step><step><para>Light the wick.</para></step></procedure><warning><title>Care</title><para>Mercury is poison.</para></warning><variablelist><varlistentry><term><option>--dim</option></term><listitem><para>Lowers the flame.</para></listitem></varlistentry></variablelist><programlisting>lamp light\n  --oil</programlisting><informaltable><tgroup cols="2"><thead><row><entry>Oil</entry><entry>Hours</entry></row></thead><tbody><row><entry morerows="1">Whale</entry><entry>9</entry></row><row><entry>11</entry></row></tbody></tgroup></informaltable><para>Press <keycombo><keycap>Ctrl</keycap><keycap>C</keycap></keycombo>.</para><qandaset><qandaentry><question><para>Is it lit?</para></question><answer><para>At dusk.</para></answer></qandaentry></qandaset></chapter></book>""".encode()
    dita = f"""<?xml version="1.0"?><!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd"><task id="t"><title>Lighting a lamp</title><shortdesc>How it is lit.</shortdesc><prolog><metadata><keywords><keyword>lamp-secret</keyword></keywords></metadata></prolog><taskbody><prereq>{A}</prereq><steps><step><cmd>Fill the tank.</cmd><info>Use <uicontrol>whale oil</uicontrol>.</info></step><step><cmd>Light it.</cmd><stepresult>It glows.</stepresult></step></steps><result><simpletable><sthead><stentry>Oil</stentry><stentry>Hours</stentry></sthead><strow><stentry>Whale</stentry><stentry>9</stentry></strow></simpletable><note type="caution">Mercury is poison.</note></result></taskbody></task>""".encode()
    fb2 = f"""<?xml version="1.0" encoding="UTF-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><genre>prose</genre><author><first-name>Ann</first-name><last-name>Bell</last-name></author><book-title>The Reef</book-title><annotation><p>A keeper's tale.</p></annotation><lang>en</lang></title-info></description><body><title><p>The Reef</p></title><epigraph><p>Burn for the ferry.</p><text-author>A song</text-author></epigraph><section><title><p>Chapter 1</p></title><p>{A}<a l:href="#n1" type="note">[1]</a></p><subtitle>* * *</subtitle><poem><stanza><v>O lamp upon the skerry,</v><v>burn for the ferry.</v></stanza></poem><cite><p>Nobody sleeps.</p></cite><p>{B}</p></section></body><body name="notes"><section id="n1"><title><p>1</p></title><p>By a chemist.</p></section></body><binary id="c.jpg" content-type="image/jpeg">/9j/4AAQSkZJRg==</binary></FictionBook>""".encode()
    tei = f"""<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>The Reef</title><author>Ann Bell</author></titleStmt><publicationStmt><p>Private</p></publicationStmt></fileDesc></teiHeader><text><body><div type="act"><head>Act 1</head><stage>A tower at night.</stage><sp who="#k"><speaker>KEEPER</speaker><p>Is it lit?</p></sp><sp><speaker>BOY</speaker><l>It burns upon the skerry,</l><l>it burns for the ferry.</l></sp></div><div><p>{A} The <choice><sic>lihgt</sic><corr>light</corr></choice> was <del>red</del><add>white</add>.<note place="foot">By a chemist.</note></p><list><item>oil</item><item>wick</item></list></div></body></text></TEI>""".encode()
    tex = rf"""\documentclass{{article}}
\usepackage{{booktabs}}
\newcommand{{\lamp}}[1]{{lamp #1}}
\title{{On lamps}}\author{{Ann Bell}}
\begin{{document}}\maketitle
\begin{{abstract}}We lit a \lamp{{twice}}.\end{{abstract}}
\section{{Methods}}
{A}\footnote{{By a chemist in \emph{{Bathgate}}.}} See~\cite{{bell1990}} and Figure~\ref{{f}}. It cost 5\,\% of \$9, na\"ively --- or ``so''.
% a hidden remark
\begin{{itemize}}\item Fill the tank.\item[(b)] Light it.\end{{itemize}}
\begin{{tabular}}{{lr}}\toprule Oil & Hours \\ \midrule Whale & 9 \\ \bottomrule\end{{tabular}}
\begin{{figure}}\includegraphics{{f.png}}\caption{{The lens from above.}}\label{{f}}\end{{figure}}
\begin{{comment}}Another hidden remark.\end{{comment}}
\begin{{verbatim}}
lamp --dim 50%
\end{{verbatim}}
\end{{document}}
Text after the end.
""".encode()
    man = rb""".TH LAMP 1 "March 2024" "reef 2.1" "User Commands"
.SH NAME
lamp \- light a lamp
.SH SYNOPSIS
.B lamp
[\fIOPTION\fR]... [\fIFILE\fR]
.SH OPTIONS
.TP
\fB\-d\fR, \fB\-\-dim\fR=\fILEVEL\fR
lower the flame; \(lqfull\(rq is 9
.IP \(bu 2
fill it first
.PP
See
.BR wick (1)
and
.UR https://reef.example
the site
.UE .
.EX
lamp \-\-dim 3
.EE
.\" hidden remark
"""
    bib = b"@article{bell1990,\n  author = {Bell, Ann and Gow, M{\\'a}rta},\n  title = {Fog and {Light}},\n  journal = {J Reef},\n  year = 1990,\n  abstract = {We lit a lamp and waited for fog.}\n}\n"
    ris = b"TY  - JOUR\r\nAU  - Bell, Ann\r\nTI  - Fog and light\r\nPY  - 1990\r\nAB  - We lit a lamp and waited for fog.\r\nER  - \r\n"
    return [
        Case(_ARRIVES, "lamps.xml", jats, ("On lamps", "We lit a lamp.", "1 Methods", A, "10^6 candles.", "Light it at dusk.", "So we did.", "Hypothesis 1", "Oil burns longer.", "Box 1", "Mercury is poison.", "Fresnel", "A lens of rings.", "1. Fill", "2. Light", "Table 1", "Hours of light.", "| Whale | 9 |", "| Whale | 11 |", "In a calm.", "Fig. 1", "The lens.", "Gow", "Fog and light", "J Reef", "1990", "Funded by nobody."), ("1861.1",)),
        Case(_ARRIVES, "lamps.dbk", docbook, ("Lamps", "Lighting", A, "1. Fill the tank.", "2. Light the wick.", "Care", "Mercury is poison.", "--dim", "Lowers the flame.", "lamp light\n  --oil", "| Oil | Hours |", "| Whale | 9 |", "| Whale | 11 |", "Ctrl", "C", "Is it lit?", "At dusk.")),
        Case(_ARRIVES, "lamp.dita", dita, ("Lighting a lamp", "How it is lit.", A, "1. Fill the tank.", "Use whale oil.", "2. Light it.", "It glows.", "| Oil | Hours |", "| Whale | 9 |", "Mercury is poison.")),
        Case(_ARRIVES, "reef.fb2", fb2, ("The Reef", "Burn for the ferry.", "A song", "Chapter 1", A, "O lamp upon the skerry,\n", "burn for the ferry.", "Nobody sleeps.", B, "By a chemist."), ("/9j/", "prose Ann")),
        Case(_ARRIVES, "reef.tei", tei, ("Act 1", "A tower at night.", "KEEPER", "Is it lit?", "BOY", "It burns upon the skerry,", "it burns for the ferry.", A, "light was", "white", "oil", "wick"), ("lihgtlight", "redwhite")),
        Case(_ARRIVES, "lamps.tex", tex, ("On lamps", "We lit a lamp twice.", "Methods", A, "naïvely", "Fill the tank.", "Light it.", "Oil", "Hours", "Whale", "9", "The lens from above.", "lamp --dim 50%"), ("hidden remark", "Text after the end", "\\lamp")),
        Case(_ARRIVES, "lamp.1", man, ("light a lamp", "lamp [OPTION]... [FILE]", "-d, --dim=LEVEL", "lower the flame; “full” is 9", "fill it first", "wick(1)", "the site", "lamp --dim 3"), ("hidden remark", "\\fB")),
        Case(_ARRIVES, "refs.bib", bib, ("Bell, Ann", "Fog and", "J Reef", "1990", "We lit a lamp and waited for fog.")),
        Case(_ARRIVES, "refs.ris", ris, ("Bell, Ann", "Fog and light", "1990", "We lit a lamp and waited for fog.")),
    ]  # fmt: skip


def _plain() -> list[Case]:
    rst = f".. _lamp:\n\n=====\nLamps\n=====\n\n{A} See :ref:`wick` and ``lamp(1)``.\n\n.. note::\n\n   Mercury is poison.\n\n.. csv-table::\n   :header: Oil, Hours\n\n   Whale, 9\n\n+------+-------+\n| Part | State |\n+======+=======+\n| Lens | done  |\n+------+-------+\n".encode()
    adoc = f"= Lamps\nAnn Bell\n:toc:\n\n== Lighting\n{A}\n\nNOTE: Mercury is poison.\n\n|===\n|Oil |Hours\n\n|Whale\n|9\n|===\n\n[source,sh]\n----\nlamp light\n----\n".encode()
    org = f"#+TITLE: Lamps\n* Lighting\n  {A}\n** TODO Wind it :daily:\n   DEADLINE: <2024-03-05 Tue>\n   - [X] fill\n   - [ ] light\n| Oil | Hours |\n|-----+-------|\n| Whale | 9 |\n#+BEGIN_SRC sh\nlamp light\n#+END_SRC\n".encode()
    wiki = f"== Lamps ==\n'''{A}'''<ref>Bell 1990</ref>\n* fill\n# light\n{{| class=\"wikitable\"\n! Oil !! Hours\n|-\n| Whale || 9\n|}}\n[[File:Lamp.jpg|thumb|The lens]]\n[[Wick|the wick]] burns.\n".encode()
    markdown = f"---\ntitle: Lamps\nauthor: Ann Bell\ntags: [reef]\n---\n\n# Lighting\n\n{A}[^1] H~2~O, x^2^, ~~old~~ :bulb:\n\n> [!WARNING]\n> Mercury is poison.\n\n- [x] fill\n\n<details><summary>More</summary>\n\nHidden depths.\n\n</details>\n\n| Oil | Hours |\n|:---|---:|\n| a \\| b | 9 |\n\nTerm\n: Definition of it.\n\n```python\n# not a heading\n```\n\n[^1]: By a chemist.\n".encode()
    mdx = f'import Tabs from \'@theme/Tabs\';\n\nexport const level = 3;\n\n# Lamps\n\n{A}\n\n<Tabs groupId="oil">\n  <TabItem value="whale" label="Whale">\n\n  Burns nine hours.\n\n  </TabItem>\n</Tabs>\n\nLevel is {{level}}.\n'.encode()
    latin = "Der Wärter zündet um 18 Uhr die Öllampe an – „hell“ genug für 12 €.\n".encode("cp1252")
    koi8 = "Маяк на внешнем рифе освещался китовым жиром до тысяча восемьсот шестьдесят первого года.\n".encode(
        "koi8-r"
    )
    big5 = "外礁上的燈塔直到一八六一年都用鯨油照明，之後第一個煤油燈頭裝在木箱裡運上岸。守燈人每四小時上緊一次重錘。\n".encode(
        "big5"
    )
    euc_kr = "바깥 암초의 등대는 1861년까지 고래기름으로 불을 밝혔고, 그 뒤 첫 파라핀 버너가 상자에 담겨 왔다.\n".encode(
        "euc-kr"
    )
    utf32 = f"{A}\nEin Wärter.\n".encode("utf-32")
    typ = f'#set page(width: 10cm)\n#let lamp = "oil"\n= Lamps\n{A}\n#table(columns: 2, [Oil], [9])\n// hidden\n'.encode()
    return [
        Case(_ARRIVES, "lamps.rst", rst, ("Lamps", A, "Mercury is poison.", "Whale", "9", "Lens", "done")),
        Case(_ARRIVES, "lamps.adoc", adoc, ("Lamps", "Lighting", A, "Mercury is poison.", "Whale", "9", "lamp light")),
        Case(_ARRIVES, "lamps.org", org, ("Lighting", A, "Wind it", "fill", "light", "| Whale | 9 |", "lamp light")),
        Case(_ARRIVES, "lamps.wiki", wiki, ("Lamps", A, "fill", "light", "Whale", "9", "the wick")),
        Case(_ARRIVES, "lamps.md", markdown, ("Lamps", "Lighting", A, "Mercury is poison.", "fill", "More", "Hidden depths.", "| a \\| b | 9 |", "Definition of it.", "# not a heading", "By a chemist.")),
        Case(_ARRIVES, "lamps.mdx", mdx, ("Lamps", A, "Burns nine hours.", "Level is")),
        Case(_ARRIVES, "latin.txt", latin, ("Der Wärter zündet um 18 Uhr die Öllampe an – „hell“ genug für 12 €.",)),
        Case(_ARRIVES, "koi8.txt", koi8, ("Маяк на внешнем рифе освещался китовым жиром",)),
        Case(_ARRIVES, "big5.txt", big5, ("外礁上的燈塔直到一八六一年都用鯨油照明",)),
        Case(_ARRIVES, "euckr.txt", euc_kr, ("바깥 암초의 등대는 1861년까지",)),
        Case(_ARRIVES, "wide.txt", utf32, (A, "Ein Wärter.")),
        Case(_ARRIVES, "lamps.typ", typ, ("Lamps", A)),
    ]  # fmt: skip


def _data() -> list[Case]:
    notebook = {"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Lamps\n", "\n", A], "attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}}, {"cell_type": "code", "execution_count": 3, "metadata": {}, "source": "df.head()", "outputs": [{"output_type": "execute_result", "execution_count": 3, "metadata": {}, "data": {"text/plain": ["   oil  hours\n", "0  whale  9"], "text/html": "<table><tr><th>oil</th><th>hours</th></tr><tr><td>whale</td><td>9</td></tr></table>"}}, {"output_type": "stream", "name": "stderr", "text": ["FutureWarning: dim\n"]}]}, {"cell_type": "code", "execution_count": 4, "metadata": {}, "source": "1/0", "outputs": [{"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": ["\u001b[0;31mZeroDivisionError\u001b[0m: division by zero"]}, {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 640x480>"}}, {"output_type": "display_data", "metadata": {}, "data": {"text/latex": "$$E = mc^2$$", "text/plain": "E = mc**2"}}]}, {"cell_type": "raw", "metadata": {"raw_mimetype": "text/restructuredtext"}, "source": "Raw remark."}], "metadata": {"kernelspec": {"language": "python", "name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    old_notebook = {"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": ["Lamps"]}, {"cell_type": "markdown", "source": [A]}, {"cell_type": "code", "input": ["light()"], "language": "python", "outputs": [{"output_type": "pyout", "text": ["'lit'"], "prompt_number": 1}], "prompt_number": 1}]}]}  # fmt: skip
    vtt = "WEBVTT - Lamps\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE hidden remark\n\n1\n00:00:01.000 --> 00:00:04.000 align:start position:0%\n<v Ann Bell>Is it <c.yellow>lit</c>?</v>\n\n00:00:04.000 --> 00:00:06.000\n<v Gow>Q&amp;A at &lt;dusk&gt; — <00:00:05.000>always.\n".encode()
    rolling = b"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nthe lamp was lit\n\n00:00:02.000 --> 00:00:02.010\nthe lamp was lit\n \n\n00:00:02.010 --> 00:00:04.000\nthe lamp was lit\nby whale<00:00:02.500><c> oil</c>\n\n00:00:04.000 --> 00:00:06.000\nby whale oil\nuntil dawn\n"
    srt = "1\n00:00:01,000 --> 00:00:03,500\n<i>Is it lit?</i>\n{\\an8}- At dusk.\n\n2\n00:01:02,250 --> 00:01:04,000\n1861 was the year.\n\n".encode(
        "utf-8-sig"
    )
    ass = b"[Script Info]\nTitle: Lamps\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,hidden remark\nDialogue: 0,0:00:01.00,0:00:03.00,Default,Ann,0,0,0,,Is it lit, {\\b1}Gow{\\b0}?\\NAt dusk, yes.\n"
    ttml = b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="00:00:01.000" end="00:00:03.000">Is it lit?<br/>At <span>dusk</span>.</p><p begin="90s" end="92s">By whale oil.</p></div></body></tt>'
    lrc = b"[ti:Lamps]\n[ar:Ann Bell]\n[00:12.00]O lamp upon the skerry,\n[00:15.30][01:15.30]burn for the ferry.\n"
    csv_late = b"# Lamps of the reef\n# exported 2024-03-05\nname,height,phone\nNorth,007,+44 131 496 0000\nSouth,1e5,12345678901234567890\n"
    tsv = b'name\tnote\nNorth\tsays "open"\nSouth\ta|b\n'
    csv_lines = 'name,note\n"North","line one\nline two"\n"South","x, y"\n'.encode("utf-16")
    sep = b"sep=;\nname;price\nNorth;1,50\n"
    whatsapp = b"05/03/2024, 09:12 - Messages and calls are end-to-end encrypted.\n05/03/2024, 09:12 - Ann Bell: Is it lit?\nReally?\n05/03/2024, 09:13 - Gow: At dusk.\n05/03/2024, 09:14 - Gow: <Media omitted>\n"
    slack = [{"type": "message", "user": "U1", "text": "Is it lit, <@U2>? See <https://reef.example|the site> &amp; tell.", "ts": "1709629920.0001"}, {"type": "message", "user": "U2", "text": "At dusk.", "ts": "1709629980.0001", "thread_ts": "1709629920.0001"}]  # fmt: skip
    chatgpt = [{"title": "Lamps", "create_time": 1709629920.0, "mapping": {"a": {"id": "a", "message": None, "parent": None, "children": ["b"]}, "b": {"id": "b", "message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["How was it lit?"]}}, "parent": "a", "children": ["c"]}, "c": {"id": "c", "message": {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": ["By whale oil until 1861."]}}, "parent": "b", "children": []}}}]  # fmt: skip
    lines = b'{"id": 1, "text": "The lamp is lit.", "n": 0.10}\n{"id": 2, "text": "The lamp is out."}\n\n{"id": 3, "text": "cut off'
    tweets = b'window.YTD.tweets.part0 = [ {"tweet": {"full_text": "The lamp is lit &amp; warm.", "created_at": "Tue Mar 05 09:12:00 +0000 2024"}} ]'
    geo = b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Lights</name><Placemark><name>Reef</name><description><![CDATA[<b>36 m</b> high]]></description><Point><coordinates>-2.4,56.4,0</coordinates></Point></Placemark></Document></kml>'
    opml = b'<?xml version="1.0"?><opml version="2.0"><head><title>Lights</title></head><body><outline text="North" _note="Lit by oil."><outline text="Reef"/></outline></body></opml>'
    xliff = b'<?xml version="1.0"?><xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="1"><source>The lamp is lit.</source><target>Die Lampe brennt.</target></trans-unit></body></file></xliff>'
    rss = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Reef</title><item><title>Lamp &amp; lens</title><pubDate>Tue, 05 Mar 2024 09:12:00 GMT</pubDate><description>Short.</description><content:encoded><![CDATA[<p>{A}</p><ul><li>fill</li></ul>]]></content:encoded></item><item><title>Second</title><description>&lt;p&gt;{B}&lt;/p&gt;</description></item></channel></rss>""".encode()
    sitemap = b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="x.xsl"?><notes><note id="7"><to>Gow</to><body>Wind the <b>lamp</b> now.</body></note></notes>'
    return [
        Case(_NEW, "lamps.ipynb", _json(notebook), ("Lamps", A, "df.head()", "| oil | hours |", "| whale | 9 |", "1/0", "ZeroDivisionError", "division by zero", "E = mc", "Raw remark."), ("iVBOR", "\x1b[")),
        Case(_NEW, "old.ipynb", _json(old_notebook), ("Lamps", A, "light()", "'lit'")),
        Case(_NEW, "lamps.vtt", vtt, ("Ann Bell", "Is it lit?", "Gow", "Q&A at <dusk> — always."), ("hidden remark", "cue {", "<c.")),
        Case(_NEW, "rolling.vtt", rolling, ("the lamp was lit", "by whale oil", "until dawn"), ("lit the lamp was lit", "oil by whale oil")),
        Case(_NEW, "lamps.srt", srt, ("Is it lit?", "At dusk.", "1861 was the year."), ("<i>", "{\\an8}")),
        Case(_NEW, "lamps.ass", ass, ("Is it lit, Gow?", "At dusk, yes."), ("hidden remark", "\\N", "{\\b1}")),
        Case(_NEW, "lamps.ttml", ttml, ("Is it lit?", "At dusk.", "By whale oil.")),
        Case(_NEW, "lamps.lrc", lrc, ("O lamp upon the skerry,", "burn for the ferry.")),
        Case(_TABLES, "late.csv", csv_late, ("Lamps of the reef", "name", "height", "North", "007", "+44 131 496 0000", "1e5", "12345678901234567890")),
        Case(_TABLES, "tabs.tsv", tsv, ("| name | note |", '| North | says "open" |', "| South | a\\|b |")),
        Case(_TABLES, "wide.csv", csv_lines, ("| name | note |", "line one", "line two", "| South | x, y |")),
        Case(_TABLES, "sep.csv", sep, ("| name | price |", "| North | 1,50 |"), ("sep=",)),
        Case(_NEW, "chat.txt", whatsapp, ("Ann Bell: Is it lit?", "Really?", "Gow: At dusk.")),
        Case(_NEW, "slack.json", _json(slack), ("Is it lit", "the site", "& tell.", "At dusk."), ("&amp;",)),
        Case(_NEW, "conversations.json", _json(chatgpt), ("Lamps", "How was it lit?", "By whale oil until 1861.")),
        Case(_PACKED, "lines.jsonl", lines, ("The lamp is lit.", "The lamp is out."), told=()),
        Case(_NEW, "tweets.js", tweets, ("The lamp is lit",)),
        Case(_NEW, "lights.kml", geo, ("Lights", "Reef", "36 m high", "56.4"), ("<b>",)),
        Case(_NEW, "lights.opml", opml, ("Lights", "North", "Lit by oil.", "Reef")),
        Case(_NEW, "lights.xlf", xliff, ("The lamp is lit.", "Die Lampe brennt.")),
        Case(_NEW, "reef.rss", rss, ("Lamp & lens", A, "fill", "Second", B), ("<p>", "&lt;")),
        Case(_ARRIVES, "notes.xml", sitemap, ("Gow", "Wind the lamp now."), ("x.xsl",)),
    ]  # fmt: skip


def _mails() -> list[Case]:
    related = "--r\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\ntcbLssHBwcuhow==\r\n--a\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+tcbLssHBwcuhozwvcD4=\r\n--a--\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r--\r\n"
    flowed = "The lamp on the reef was lit by \r\nwhale oil until 1861.\r\n\r\n> Is it lit? \r\n> Really?\r\n>> Old question\r\n-- \r\nAnn Bell\r\nKeeper\r\n"
    delsp = "Lamp and light \r\nhouse.\r\n"
    headers = b"From: =?utf-8?q?Ann_B=C3=ABll?= <a@example.org>\r\nTo: =?iso-8859-1?Q?G=F6w?= <g@example.org>,\r\n =?gb2312?B?086yyZjl?= <y@example.org>\r\nSubject: =?UTF-8?B?TGFtcCA=?=\r\n =?UTF-8?B?bGl0IOKCrA==?=\r\nDate: Tue, 5 Mar 2024 09:12:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nIt is lit =E2=80=94 at du=\r\nsk.\r\n"
    bounce = "This is a report.\r\n--b\r\nContent-Type: text/plain\r\n\r\nYour message to gow@example.org was not delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; gow@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such keeper\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\nSubject: Lamp\r\n\r\nIs it lit?\r\n--b--\r\n"
    inline = "--m\r\nContent-Type: text/plain\r\n\r\nPart one of the letter.\r\n--m\r\nContent-Type: application/octet-stream; name=\"notes.txt\"\r\nContent-Disposition: attachment; filename*=utf-8''n%C3%B6tes.txt\r\n\r\nNotes in the file.\r\n--m\r\nContent-Type: text/plain\r\nContent-Disposition: inline\r\n\r\nPart two of the letter.\r\n--m--\r\n"
    signed = "--s\r\nContent-Type: text/plain\r\n\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nThe lamp is lit.\r\n- -- dash\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQEzBAEBCAAdFiEE\r\n-----END PGP SIGNATURE-----\r\n--s--\r\n"
    html_only = mail("Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit", "<html><body><p>Lamp lit \u2013 12\u00a0\u20ac</p><blockquote type='cite'><p>Is it lit?</p></blockquote><img src='https://t.example/p.gif' width=1 height=1></body></html>".encode("cp1252"))  # fmt: skip
    mbox = b"From a@example.org Tue Mar  5 09:12:00 2024\nFrom: a@example.org\nSubject: One\n\nThe lamp is lit.\n>From dusk to dawn.\n\nFrom g@example.org Tue Mar  5 09:13:00 2024\nFrom: g@example.org\nSubject: Two\n\nIt is out.\n"
    invite = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/London:20240305T180000\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Wind the lamp\\, then\r\n  sleep\r\nDESCRIPTION:Bring oil.\\nAnd a wick.\r\nLOCATION:Reef\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    newsletter = mail(
        "Content-Type: multipart/alternative; boundary=n",
        f"--n\r\nContent-Type: text/plain\r\n\r\nYour mail program cannot show this message.\r\n--n\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><table><tr><td><div style='display:none'>Preview words.</div><h1>Reef Weekly</h1><p>{A}</p><p>{B}</p></td></tr><tr><td>Unsubscribe here</td></tr></table></body></html>\r\n--n--\r\n",
    )
    emlx = b"120       \n" + mail("Content-Type: text/plain", "The lamp is lit.\r\n")[:120] + b'<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>'  # fmt: skip
    return [
        Case(_MAIL, "gb.eml", mail("Content-Type: multipart/related; boundary=r", related), ("灯瞬亮了。",)),
        Case(_MAIL, "flowed.eml", mail("Content-Type: text/plain; format=flowed", flowed), ("The lamp on the reef was lit by whale oil until 1861.", "Is it lit?", "Really?")),
        Case(_MAIL, "delsp.eml", mail("Content-Type: text/plain; format=flowed; delsp=yes", delsp), ("Lamp and lighthouse.",)),
        Case(_MAIL, "headers.eml", headers, ("Lamp lit €", "Ann Bëll", "Göw", "It is lit — at dusk.")),
        Case(_MAIL, "bounce.eml", mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b", bounce), ("was not delivered.", "550 no such keeper", "Is it lit?")),
        Case(_MAIL, "inline.eml", mail("Content-Type: multipart/mixed; boundary=m", inline), ("Part one of the letter.", "Part two of the letter.", "Notes in the file.")),
        Case(_MAIL, "signed.eml", mail("Content-Type: multipart/mixed; boundary=s", signed), ("The lamp is lit.",)),
        Case(_MAIL, "western.eml", html_only, ("Lamp lit – 12 €", "Is it lit?"), ("p.gif",)),
        Case(_MAIL, "box.mbox", mbox, ("One", "The lamp is lit.", "From dusk to dawn.", "Two", "It is out."), (">From",)),
        Case(_MAIL, "lamp.ics", invite, ("Wind the lamp, then sleep", "Bring oil.", "And a wick.", "Reef"), ("\\,", "\\n", "then\n sleep")),
        Case(_MAIL, "weekly.eml", newsletter, ("Reef Weekly", A, B), ("Preview words.",)),
        Case(_MAIL, "apple.emlx", emlx, ("Gate",), ("plist",)),
    ]  # fmt: skip


def _packs() -> list[Case]:
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{}</body></html>'
    book = epub({"one.xhtml": chapter.format(f'<section epub:type="chapter"><h1>1<br/>The Lamp</h1><p>{A}<a epub:type="noteref" href="#n1">1</a></p><aside epub:type="footnote" id="n1"><p>By a chemist.</p></aside><p><span epub:type="pagebreak" title="12" id="p12"></span>{B}</p></section>'), "two.xhtml": chapter.format('<h1>The <i>Lens</i></h1><svg xmlns="http://www.w3.org/2000/svg"><text>Lens seen from above</text></svg><img src="l.png" alt="A lens of many rings"/><p>It&nbsp;turns.</p>')})  # fmt: skip
    nonlinear = packed({"mimetype": "application/epub+zip", "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>', "content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Reef</dc:title><dc:creator>Ann Bell</dc:creator></metadata><manifest><item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/><item id="n" href="notes.xhtml" media-type="application/xhtml+xml"/><item id="m" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="m"/><itemref idref="n" linear="no"/></spine></package>', "a b.xhtml": chapter.format(f"<p>{A}</p>"), "notes.xhtml": chapter.format("<p>By a chemist.</p>")})  # fmt: skip

    def tar(mode: str) -> bytes:
        out = BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
            for name, data in (("reef/a.txt", A.encode()), ("reef/b/lämp.md", B.encode())):
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, BytesIO(data))
        return out.getvalue()

    inner = packed({"deep.txt": A, "data.csv": "oil,hours\nwhale,9\n"})
    outer = packed({"inner.zip": inner, "__MACOSX/._deep.txt": b"\x00\x05\x16\x07", ".DS_Store": b"\x00\x00\x00\x01Bud1", "prog.exe": b"MZ\x90\x00" * 20})  # fmt: skip
    return [
        Case(_PACKED, "reef.epub", book, ("1 The Lamp", A, "By a chemist.", B, "The Lens", "A lens of many rings", "It turns."), ("1861.1",)),
        Case(_PACKED, "nonlinear.epub", nonlinear, ("The Reef", A, "By a chemist.")),
        Case(_PACKED, "reef.tar", tar("w"), (A, B)),
        Case(_PACKED, "reef.tar.xz", tar("w:xz"), (A, B)),
        Case(_PACKED, "reef.tgz", tar("w:gz"), (A, B)),
        Case(_PACKED, "reef.md.gz", gzip.compress(f"# Lamps\n\n{A}\n".encode()), ("# Lamps", A)),
        Case(_PACKED, "reef.csv.bz2", bz2.compress(b"oil,hours\nwhale,9\n"), ("| whale | 9 |",)),
        Case(_PACKED, "reef.xz", lzma.compress(A.encode()), (A,)),
        Case(_PACKED, "outer.zip", outer, (A, "| whale | 9 |"), ("Bud1",)),
        Case(_PACKED, "cut.zip", outer[: len(outer) // 2], ("damaged",), fails=True),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of texts, data, mails and packed files."""
    return [*_papers(), *_plain(), *_data(), *_mails(), *_packs()]
