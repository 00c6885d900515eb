"""Data, notes, chats, subtitles, source code and text in the encodings of the world."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from benchmarks.reported.case import Case, packed

_ARRIVES, _NEW, _TABLES, _MARKS, _PACKED = "text arrives", "new sources", "tables", "numbers and marks", "containers"  # fmt: skip


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _data() -> list[Case]:
    pipes = b"name|height|note\nNorth|1,5|open\nSouth|2,25|shut\nEast|3|in ice\n"
    semicolon = "Tor;Höhe;Preis\nNord;1,50;1.234,00 €\nSüd;2,25;99,90 €\n".encode("cp1252")
    quoted = b'"name","remark"\n"North","says ""open"" today"\n"South","two\nlines"\n'
    tilde = b"name~height\nNorth~15\nSouth~22\nEast~31\n"
    ascii_units = b"name\x1fheight\x1eNorth\x1f15\x1eSouth\x1f22\x1e"
    spaced = b"Port        Ships   Draught\nOstend      11      4.5\nBruges      12      6.0\n"
    geo = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "North gate", "height": 15.50}, "geometry": {"type": "Point", "coordinates": [2.9, 51.2]}}]}  # fmt: skip
    api = {"openapi": "3.1.0", "info": {"title": "Ferry API", "version": "1.10"}, "paths": {"/trips": {"get": {"summary": "Lists trips", "description": "All trips of a day."}}}}  # fmt: skip
    yaml = b"# Ports of the sound\nport: Ostend\nversion: 1.10\nnote: >\n  folded\n  text\ncountry: NO\ngates:\n  - north\n  - {name: south, open: yes}\n---\nport: Bruges\n"
    toml = b'title = "Ferry"\n# When it sails\n[trips]\nfirst = 07:32:00\nprice = 1_000.50\nnote = """\nBring\nrope."""\n[[gates]]\nname = "north"\n'
    ini = b"; for the gate\n[gate]\nopen = noon\nkeeper=Ada Lind\n"
    plist = b'<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x"><plist version="1.0"><dict><key>Gate</key><string>North</string><key>Photo</key><data>iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==</data><key>Open</key><true/></dict></plist>'
    po = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n#: gate.c:12\nmsgid "The gate is open."\nmsgstr "Das Tor ist offen."\n'
    arff = b"@relation ports\n@attribute name string\n@data\nOstend,11\n"
    log = (
        b"2024-03-05T09:00:01Z INFO gate opened by ada\n2024-03-05T09:00:02Z WARN hinge needs oil\n"
    )
    diff = b"diff --git a/gate.c b/gate.c\n--- a/gate.c\n+++ b/gate.c\n@@ -1,2 +1,2 @@\n-int open = 0;\n+int open = 1;\n"
    har = {"log": {"version": "1.2", "entries": [{"request": {"url": "https://a.example/gate"}, "response": {"content": {"mimeType": "application/json", "text": "The gate is open."}}}]}}  # fmt: skip
    return [
        Case(_TABLES, "pipes.txt.csv", pipes, ("| name | height | note |", "| North | 1,5 | open |", "| East | 3 | in ice |")),
        Case(_TABLES, "german.csv", semicolon, ("| Tor | Höhe | Preis |", "| Nord | 1,50 | 1.234,00 € |", "| Süd | 2,25 | 99,90 € |")),
        Case(_TABLES, "quoted.csv", quoted, ("| name | remark |", 'says "open" today', "two", "lines")),
        Case(_TABLES, "tildes.csv", tilde, ("| name | height |", "| North | 15 |", "| East | 31 |")),
        Case(_ARRIVES, "units.txt", ascii_units, ("name", "height", "North", "15", "South", "22"), told=("text",)),
        Case(_ARRIVES, "spaced.txt", spaced, ("Port", "Ships", "Draught", "Ostend", "11", "4.5", "Bruges")),
        Case(_ARRIVES, "gates.geojson", _json(geo), ("North gate", "15.5", "2.9", "51.2")),
        Case(_MARKS, "openapi.json", _json(api), ("3.1.0", "Ferry API", "1.10", "/trips", "Lists trips", "All trips of a day.")),
        Case(_MARKS, "ports.yaml", yaml, ("Ports of the sound", "Ostend", "1.10", "folded", "NO", "north", "south", "yes", "Bruges")),
        Case(_MARKS, "ferry.toml", toml, ("Ferry", "When it sails", "07:32:00", "1_000.50", "Bring", "rope.", "north")),
        Case(_ARRIVES, "gate.ini", ini, ("for the gate", "open = noon", "Ada Lind")),
        Case(_ARRIVES, "gate.plist", plist, ("Gate", "North", "Open"), ("iVBORw0KGgo",)),
        Case(_ARRIVES, "de.po", po, ("The gate is open.", "Das Tor ist offen.")),
        Case(_ARRIVES, "ports.arff", arff, ("ports", "Ostend,11")),
        Case(_ARRIVES, "gate.log", log, ("gate opened by ada", "hinge needs oil")),
        Case(_ARRIVES, "gate.patch", diff, ("-int open = 0;", "+int open = 1;")),
        Case(_ARRIVES, "visit.har", _json(har), ("https://a.example/gate", "The gate is open.")),
    ]  # fmt: skip


def _chats() -> list[Case]:
    telegram = b'<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Harbour group</div></div></div><div class="page_body chat_page"><div class="history"><div class="message service" id="m1"><div class="body details">5 March 2024</div></div><div class="message default clearfix" id="m2"><div class="body"><div class="pull_right date details" title="05.03.2024 09:12:44">09:12</div><div class="from_name">Ada Lind</div><div class="text">Is the <strong>north</strong> gate open?</div></div></div><div class="message default clearfix joined" id="m3"><div class="body"><div class="pull_right date details">09:13</div><div class="text">I have the key.<br>Both of them.</div></div></div><div class="message default clearfix" id="m4"><div class="body"><div class="from_name">Olga Berg</div><div class="reply_to details">In reply to <a href="#m2">this message</a></div><div class="text">Since noon.</div></div></div></div></div></div></body></html>'
    whatsapp = "\u200e[05/03/2024, 09:12:44] Ada Lind: Is the north gate open?\r\n[05/03/2024, 09:13:02] Olga: Since noon.\r\nSecond line of it\r\n\u200e[05/03/2024, 09:14:00] Olga: \u200eimage omitted\r\n".encode()
    signal = {"conversations": [{"id": "a", "messages": [{"source": "Ada", "body": "Is the gate open?", "sent_at": 1709629964000}]}]}  # fmt: skip
    teams = {"messages": [{"from": {"user": {"displayName": "Ada Lind"}}, "body": {"contentType": "html", "content": "<p>Is the <b>gate</b> open?</p><ul><li>Oil it</li></ul>"}}]}  # fmt: skip
    gpt = [{"title": "Gates", "mapping": {"r": {"message": None, "children": ["a"]}, "a": {"message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["How do I oil a gate?"]}}, "parent": "r", "children": ["b"]}, "b": {"message": {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": ["With a brush."]}}, "parent": "a", "children": []}}}]  # fmt: skip
    claude = [{"uuid": "1", "name": "Gates", "chat_messages": [{"sender": "human", "text": "How do I oil a gate?", "content": [{"type": "text", "text": "How do I oil a gate?"}]}, {"sender": "assistant", "text": "With a brush.", "content": [{"type": "text", "text": "With a brush."}]}]}]  # fmt: skip
    jira = b'<?xml version="1.0"?><rss version="0.92"><channel><title>Jira</title><item><title>[GATE-12] Hinge squeaks</title><key id="1">GATE-12</key><description>&lt;p&gt;Oil &lt;b&gt;it&lt;/b&gt; daily.&lt;/p&gt;</description><comments><comment author="ada">&lt;p&gt;Done at noon.&lt;/p&gt;</comment></comments></item></channel></rss>'
    opml = b'<?xml version="1.0"?><opml version="2.0"><head><title>Harbour</title></head><body><outline text="Gates"><outline text="North" _note="Oil it daily."/></outline></body></opml>'
    mm = b'<map version="freeplane 1.9"><node TEXT="Harbour"><node TEXT="Gates"><richcontent TYPE="NOTE"><html><body><p>Oil them daily.</p></body></html></richcontent></node></node></map>'
    bookmarks = b'<!DOCTYPE NETSCAPE-Bookmark-file-1><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p><DT><H3 ADD_DATE="1">Harbour</H3><DL><p><DT><A HREF="https://a.example/gate" ICON="data:image/png;base64,iVBORw0KGgo">Gates of the north</A><DD>How to oil them.<DT><A HREF="https://a.example/lock">Locks</A></DL><p></DL><p>'
    kindle = "Walls against the sea (Lind, Ada)\r\n- Your Highlight on page 12 | Location 170-171 | Added on Tuesday, March 5, 2024 9:12:44 AM\r\n\r\nThe wall was raised in spring.\r\n==========\r\n".encode(
        "utf-8-sig"
    )
    anki = b"#separator:tab\n#html:true\nWhat is a <b>berm</b>?\tA flat shelf.\n"
    bib = b"@article{lind2020,\n  author = {Lind, Ada and Berg, Olga},\n  title = {{Walls} against the sea},\n  abstract = {It is about walls.},\n  year = 2020\n}\n"
    csl = [{"id": "a", "type": "book", "title": "Walls against the sea", "author": [{"family": "Lind", "given": "Ada"}], "issued": {"date-parts": [[2020]]}}]  # fmt: skip
    medline = b"PMID- 12345\nTI  - Walls against\n      the sea.\nAB  - It is about walls\n      and gates.\nAU  - Lind A\n"
    logseq = b"title:: Harbour\n\n- Gates\n  collapsed:: true\n\t- TODO Oil the north gate\n\t- See [[Lock]] and ((63f))\n"
    obsidian = ((".obsidian/app.json", b"{}"), ("Gate.md", b"---\naliases: [Tor]\n---\n> [!warning] Mind it\n> It swings.\n\nSee ![[Lock#Steel]] and [[Map#North|the map]]. ==Oil== it. %%not now%%"), ("Lock.md", b"# Steel\nBlue."), ("Map.md", b"Paper."))  # fmt: skip
    joplin = b"Gate\n\nOil it daily.\n\nid: 0123456789abcdef0123456789abcdef\ncreated_time: 2024-03-05T09:12:44.000Z\ntype_: 1"
    return [
        Case(_NEW, "messages.html", telegram, ("Ada Lind", "Is the north gate open?", "I have the key.", "Both of them.", "Olga Berg", "Since noon.")),
        Case(_NEW, "whatsapp.txt", whatsapp, ("09:12:44", "Ada Lind: Is the north gate open?", "Since noon.", "Second line of it")),
        Case(_NEW, "signal.json", _json(signal), ("Ada", "Is the gate open?")),
        Case(_NEW, "teams.json", _json(teams), ("Ada Lind", "Is the gate open?", "Oil it"), ("<p>", "<b>")),
        Case(_NEW, "conversations.json", _json(gpt), ("Gates", "How do I oil a gate?", "With a brush.")),
        Case(_NEW, "claude.json", _json(claude), ("Gates", "How do I oil a gate?", "With a brush.")),
        Case(_NEW, "jira.xml", jira, ("Hinge squeaks", "Oil it daily.", "Done at noon."), ("<p>", "&lt;")),
        Case(_NEW, "outline.opml", opml, ("Gates", "North", "Oil it daily.")),
        Case(_NEW, "harbour.mm", mm, ("Harbour", "Gates", "Oil them daily.")),
        Case(_NEW, "bookmarks.html", bookmarks, ("Harbour", "Gates of the north", "How to oil them.", "Locks"), ("iVBOR",)),
        Case(_NEW, "My Clippings.txt", kindle, ("Walls against the sea", "page 12", "The wall was raised in spring.")),
        Case(_NEW, "cards.txt", anki, ("berm", "A flat shelf.")),
        Case(_NEW, "walls.bib", bib, ("Lind, Ada", "Walls", "It is about walls.", "2020")),
        Case(_NEW, "walls.json", _json(csl), ("Walls against the sea", "Lind", "Ada", "2020")),
        Case(_NEW, "walls.nbib", medline, ("Walls against the sea.", "It is about walls and gates.")),
        Case(_NEW, "logseq.md", logseq, ("Harbour", "Gates", "TODO Oil the north gate", "See [[Lock]]")),
        Case(_NEW, "obsidian.d", b"", ("Mind it", "It swings.", "Oil", "Steel", "Blue."), beside=obsidian),
        Case(_NEW, "joplin.md", joplin, ("Gate", "Oil it daily.")),
    ]  # fmt: skip


def _spoken() -> list[Case]:
    vtt = "\ufeffWEBVTT - Made by hand\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\nREGION\nid:fred\n\nNOTE not said\n\nintro\n00:01.000 --> 00:03.000 position:10%,line-left align:left\n<v.loud Ada>The gate &amp; the lock</v>\n\n00:03.000 --> 00:05.000\n- <i>Is it open?</i>\n- <00:04.000><c>Yes.</c>\n".encode()
    srt = '1\r\n00:00:01,000 --> 00:00:03,000  X1:10 X2:20\r\n<font color="#fff">The gate</font> {\\an8}is open.\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\n♪ The sea ♪\r\n'.encode(
        "utf-16"
    )
    stl = b"[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown\nDialogue: 0,0:00:01.00,0:00:03.00,Default,Ada,0,0,0,,{\\k20}The {\\k30}gate\\his\\Nopen, today.\n"
    dfxp = b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/2006/10/ttaf1"><head/><body><div><p begin="00:00:01:12" end="00:00:03:00">The gate<br/>is open.</p><p begin="3s" dur="2s"><span>It was</span> <span>shut.</span></p></div></body></tt>'
    zoom = b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nAda Lind: The gate is open.\n\n2\n00:00:03.000 --> 00:00:04.000\nOlga Berg: Since noon.\n"
    otter = b"Ada Lind  0:01  \nThe gate is open.\n\nOlga Berg  0:03  \nSince noon.\n"
    deepgram = {"metadata": {"duration": 4.0}, "results": {"channels": [{"alternatives": [{"transcript": "The gate is open. Since noon.", "confidence": 0.99, "words": [{"word": "the", "start": 0.1, "end": 0.2, "confidence": 0.98}]}]}]}}  # fmt: skip
    assembly = {"text": "The gate is open. Since noon.", "utterances": [{"speaker": "A", "text": "The gate is open.", "start": 250, "end": 2000}, {"speaker": "B", "text": "Since noon.", "start": 2100, "end": 3000}], "words": [{"text": "The", "start": 250, "end": 300, "confidence": 0.97}]}  # fmt: skip
    podcast = {"version": "1.0.0", "segments": [{"speaker": "Ada", "startTime": 0.5, "endTime": 2, "body": "The gate is open."}]}  # fmt: skip
    chapters = {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Gates"}, {"startTime": 60, "title": "Locks"}]}  # fmt: skip
    return [
        Case(_NEW, "regions.vtt", vtt, ("The gate & the lock", "Is it open?", "Yes."), ("not said", "fred", "MPEGTS", "00:04")),
        Case(_NEW, "wide.srt", srt, ("The gate is open.", "The sea"), ("an8", "font", "X1")),
        Case(_NEW, "song.ass", stl, ("The gate", "is", "open, today."), ("not shown", "k20")),
        Case(_NEW, "frames.dfxp", dfxp, ("The gate is open.", "It was shut.")),
        Case(_NEW, "zoom.vtt", zoom, ("Ada Lind: The gate is open.", "Olga Berg: Since noon.")),
        Case(_NEW, "otter.txt", otter, ("Ada Lind", "The gate is open.", "Olga Berg", "Since noon.")),
        Case(_NEW, "deepgram.json", _json(deepgram), ("The gate is open. Since noon.",), ("0.98",)),
        Case(_NEW, "assembly.json", _json(assembly), ("The gate is open.", "Since noon."), ("0.97",)),
        Case(_NEW, "podcast.json", _json(podcast), ("The gate is open.",)),
        Case(_NEW, "chapters.json", _json(chapters), ("Gates", "Locks")),
    ]  # fmt: skip


def _marked() -> list[Case]:
    adoc = b'= The ferry\nAda Lind\n:toc:\n\n== Crossing\n\nNOTE: Mind the ramp.\n\n[cols="1,2"]\n|===\n|Port |Ships\n\n|Ostend\n|11\n|===\n\n// not shown\n----\nferry sail\n----\n'
    org = b"#+TITLE: The ferry\n* TODO Crossing :ice:\n:PROPERTIES:\n:ID: 12\n:END:\n| Port | Ships |\n|------+-------|\n| Ostend | 11 |\n#+BEGIN_SRC sh\nferry sail\n#+END_SRC\n"
    rst = b"The ferry\n=========\n\n.. note:: Mind the ramp.\n\n+------+-----+\n| Port | N   |\n+======+=====+\n| Oslo | 11  |\n+------+-----+\n\nSee :ref:`gates` and |version|.\n\n.. |version| replace:: 1.10\n"
    tex = (
        rb"\documentclass{article}\usepackage{hyperref}\newcommand{\ship}[1]{MS \emph{#1}}\title{The ferry}\begin{document}\maketitle\section{Crossing}\ship{Astrid} costs \$1{,}000\footnote{In winter.} on $10^{6}$ trips, see~\cite{lind}. \begin{tabular}{lr}\toprule Port & Ships \\ \midrule Ostend & 11 \\ \bottomrule\end{tabular} \begin{itemize}\item North\item South\end{itemize} % hidden"
        + b"\n"
        + rb"\begin{comment}gone\end{comment}\end{document} after"
    )
    beamer = rb"\documentclass{beamer}\begin{document}\begin{frame}{Boats by gate}\begin{columns}\column{.5\textwidth}North: 11\column{.5\textwidth}South: 12\end{columns}\pause Done.\note{Say it slowly.}\end{frame}\end{document}"
    wiki = b"{{Infobox ship|name=Astrid}}\n'''Astrid''' is a [[ferry|car ferry]].<ref>Lind 1999.</ref>\n== History ==\n* Built in 1988\n"
    typst = b"#set page(width: 10cm)\n= The ferry\n#let n = 11\nIt sails #n times, *never* on Sundays. // not shown\n$ x^2 $\n"
    rmd = b"---\ntitle: The ferry\noutput: html_document\n---\n\n```{r setup, include=FALSE}\nlibrary(boats)\n```\n\nIt sails `r n` times.\n"
    quarto = b"---\ntitle: The ferry\n---\n\n::: {.callout-note}\nMind the ramp.\n:::\n\n![Hull](hull.png){#fig-hull}\n"
    mdx = b"import Tabs from '@theme/Tabs'\n\n# The ferry\n\n<Tabs>\n<TabItem label=\"Summer\">\n\nEleven crossings.\n\n</TabItem>\n</Tabs>\n"
    pod = b"package Ferry;\n\n=head1 NAME\n\nFerry - sails B<now>\n\n=over\n\n=item moor\n\nMakes fast.\n\n=back\n\n=cut\n\nsub moor { 1 }\n"
    code = {
        "gate.rs": "/// Opens the gate.\npub fn open<'a>(x: &'a str) -> u8 { 1 }\n",
        "Gate.hs": "-- | Opens the gate.\nopen :: Int -> Bool\nopen n = n > 1\n",
        "gate.pl": "# Opens the gate.\nmy $x = <<'END';\nkey\nEND\n",
        "gate.m": "% Opens the gate.\nfunction y = open(x)\ny = x';\nend\n",
        "gate.asm": "; Opens the gate.\nmov eax, 1\n",
        "gate.vue": "<template><p>The gate</p></template>\n<script setup>\nconst open = true\n</script>\n",
        "gate.tsx": "// Opens the gate.\nexport const Gate = () => <p>open</p>\n",
        "gate.sql": "-- Opens the gate.\nSELECT * FROM gates WHERE open < 1;\n",
        "gate.bat": "REM Opens the gate.\r\n@echo off\r\n",
        "Dockerfile": '# Opens the gate.\nFROM gate:1.10\nRUN ["open"]\n',
        "Makefile": "# Opens the gate.\nopen:\n\t@echo open\n",
        "gate.lisp": ";; Opens the gate.\n(defun open (x) '(1 . 2))\n",
    }
    coded = [Case(_ARRIVES, name, text.encode(), tuple(line for line in text.splitlines() if line)) for name, text in code.items()]  # fmt: skip
    return [
        Case(_ARRIVES, "ferry.adoc", adoc, ("The ferry", "Crossing", "Mind the ramp.", "Port", "Ostend", "11", "ferry sail")),
        Case(_ARRIVES, "ferry.org", org, ("The ferry", "TODO Crossing", "Ostend", "11", "ferry sail")),
        Case(_ARRIVES, "ferry.rst", rst, ("The ferry", "Mind the ramp.", "Oslo", "11", "1.10")),
        Case(_MARKS, "ferry.tex", tex, ("The ferry", "Crossing", "MS", "Astrid", "In winter.", "10^", "Ostend", "11", "North", "South"), ("hidden", "106 ", "after")),
        Case(_ARRIVES, "slides.tex", beamer, ("Boats by gate", "North: 11", "South: 12", "Done.", "Say it slowly.")),
        Case(_ARRIVES, "astrid.mediawiki", wiki, ("Astrid", "car ferry", "Lind 1999.", "History", "Built in 1988")),
        Case(_ARRIVES, "ferry.typ", typst, ("The ferry", "times", "never", "on Sundays.")),
        Case(_ARRIVES, "ferry.Rmd", rmd, ("The ferry", "library(boats)", "It sails")),
        Case(_ARRIVES, "ferry.qmd", quarto, ("The ferry", "Mind the ramp.", "Hull")),
        Case(_ARRIVES, "ferry.mdx", mdx, ("The ferry", "Summer", "Eleven crossings.")),
        Case(_ARRIVES, "Ferry.pm", pod, ("NAME", "Ferry - sails", "moor", "Makes fast.")),
        *coded,
    ]  # fmt: skip


def _encoded() -> list[Case]:
    texts = {
        "japanese-mail.txt": (
            "渡し船は夏に一日十一回海峡を渡り、乗組員は毎年春に船体の片側を塗る。",
            "iso2022_jp",
        ),
        "euc.txt": ("冬には氷が張るため、船は一日四回しか出ない。北の岸壁は閉まる。", "euc_jp"),
        "greek.txt": (
            "Το πορθμείο διασχίζει το στενό έντεκα φορές την ημέρα το καλοκαίρι.",
            "iso8859_7",
        ),
        "turkish.txt": (
            "Feribot yazın günde on bir kez boğazı geçer ve mürettebat gövdeyi boyar. İşte ığşç.",
            "cp1254",
        ),
        "czech.txt": (
            "Přívoz přeplouvá úžinu jedenáctkrát denně a posádka každé jaro natírá trup lodi.",
            "cp1250",
        ),
        "dos.txt": (
            "Die Fähre überquert den Sund im Sommer elfmal täglich, größere Schiffe öfter.",
            "cp850",
        ),
        "ukrainian.txt": (
            "Пором перетинає протоку одинадцять разів на день, її фарбують щовесни.",
            "koi8_u",
        ),
        "mac.txt": (
            "Le bac traverse le détroit onze fois par jour en été, même à Noël.",
            "mac_roman",
        ),
        "vietnamese.txt": ("Phà qua eo biển mười một lần mỗi ngày vào mùa hè.", "utf-16-be"),
        "utf-32.txt": ("The ferry crosses the sound.", "utf-32"),
    }
    return [
        Case(_ARRIVES, name, text.encode(code), (text,)) for name, (text, code) in texts.items()
    ]


def _books() -> list[Case]:
    cell = {"cell_type": "code", "execution_count": 2, "metadata": {"tags": ["hide-input"]}, "source": ["plot(trips)"], "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"text/html": ["<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Ostend</td><td>11</td></tr></table>"], "text/plain": ["  Port  Ships\n0 Ostend 11"]}}, {"output_type": "stream", "name": "stderr", "text": ["\u001b[31mWarning\u001b[0m: ice\n"]}]}  # fmt: skip
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "ir", "language": "R"}}, "cells": [{"cell_type": "markdown", "metadata": {}, "source": "# Crossings\n\nIt sails.", "attachments": {"a.png": {"image/png": "iVBORw0KGgo"}}}, cell]}  # fmt: skip
    colab = {"nbformat": 4, "nbformat_minor": 0, "metadata": {"colab": {"name": "x"}}, "cells": [{"cell_type": "code", "metadata": {"cellView": "form"}, "source": "#@title Trips { run: \"auto\" }\nn = 11 #@param", "outputs": [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "11 trips"}}]}]}  # fmt: skip
    percent = b"# ---\n# jupyter:\n#   kernelspec: x\n# ---\n\n# %% [markdown]\n# # Crossings\n\n# %%\nprint(11)\n"
    zeppelin = {"paragraphs": [{"title": "Trips", "text": "%md\n# Crossings", "results": {"code": "SUCCESS", "msg": [{"type": "TEXT", "data": "11 trips"}]}}], "name": "Ferry"}  # fmt: skip
    excalidraw = {"type": "excalidraw", "version": 2, "elements": [{"type": "text", "text": "North gate", "x": 12.5}], "files": {"a": {"dataURL": "data:image/png;base64,iVBORw0KGgo"}}}  # fmt: skip
    drawio = b'<mxfile><diagram name="Page-1"><mxGraphModel><root><mxCell id="0"/><mxCell id="2" value="&lt;b&gt;North&lt;/b&gt; gate" vertex="1"/><mxCell id="3" value="opens" edge="1"/></root></mxGraphModel></diagram></mxfile>'
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><title>Map</title><style>.a{fill:red}</style><text x="1"><tspan>North</tspan><tspan dy="1.2em">gate</tspan></text><foreignObject><div xmlns="http://www.w3.org/1999/xhtml">Lock</div></foreignObject></svg>'
    out = BytesIO()
    import tarfile

    with tarfile.open(fileobj=out, mode="w:bz2", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("dänen/Fähre.txt")
        info.size = len("Die Fähre.".encode())
        tar.addfile(info, BytesIO("Die Fähre.".encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    mac = packed({"Ferry.txt": "The ferry.", "__MACOSX/._Ferry.txt": b"\0\x05\x16\x07\0\2\0\0Mac OS X", ".DS_Store": b"\0\0\0\1Bud1"})  # fmt: skip
    return [
        Case(_ARRIVES, "trips.ipynb", _json(notebook), ("Crossings", "It sails.", "plot(trips)", "Port", "Ostend", "11", "Warning: ice"), ("iVBOR", "[31m")),
        Case(_ARRIVES, "colab.ipynb", _json(colab), ("Trips", "11 trips"), ("model_id",)),
        Case(_ARRIVES, "percent.py", percent, ("Crossings", "print(11)")),
        Case(_ARRIVES, "ferry.zpln", _json(zeppelin), ("Trips", "Crossings", "11 trips")),
        Case(_ARRIVES, "map.excalidraw", _json(excalidraw), ("North gate",), ("iVBOR",)),
        Case(_ARRIVES, "map.drawio", drawio, ("North gate", "opens"), ("<b>",)),
        Case(_ARRIVES, "map.svg", svg, ("Map", "North", "gate", "Lock"), ("fill", "Northgate")),
        Case(_PACKED, "names.tar.bz2", out.getvalue(), ("Die Fähre.",), ("root:",)),
        Case(_PACKED, "mac.zip", mac, ("The ferry.",), ("Bud1",)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """Return the cases of texts."""
    return [*_data(), *_chats(), *_spoken(), *_marked(), *_encoded(), *_books()]
