"""Transcripts, subtitles, feeds, exports of notes and references, and figures."""

from __future__ import annotations

import json
from io import BytesIO

from benchmarks.reported.case import Case, packed
from benchmarks.reported.pages import article
from benchmarks.reported.words import paragraph as p
from benchmarks.reported.words import word

_NEW = "new sources"
_ID = "0123456789abcdef0123456789abcdef"


def _times() -> list[Case]:
    events = {"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 2000, "segs": [{"utf8": "the"}, {"utf8": " pier", "tOffsetMs": 200}]}, {"tStartMs": 2000, "segs": [{"utf8": "\n"}]}, {"tStartMs": 2000, "segs": [{"utf8": "is long"}]}]}  # fmt: skip
    heard = {"text": " The pier is long. It is old.", "segments": [{"id": 0, "start": 0.0, "end": 2.5, "text": " The pier is long.", "tokens": [50364, 440]}, {"id": 1, "start": 2.5, "end": 4.0, "text": " It is old.", "tokens": [50489]}], "language": "en"}  # fmt: skip
    return [
        Case(_NEW, "talk.json3", json.dumps(events).encode(), ("the pier", "is long"), ("utf8", "tStartMs")),
        Case(_NEW, "talk.srv3", b'<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body><p t="0" d="2000"><s>the</s><s t="300"> pier</s></p><p t="2000" d="1000">is long</p></body></timedtext>', ("the pier", "is long")),
        Case(_NEW, "talk.xml", b'<?xml version="1.0" encoding="utf-8" ?><transcript><text start="0.5" dur="1.2">it&amp;#39;s the pier</text><text start="2" dur="1">of the town</text></transcript>', ("it's the pier", "of the town")),
        Case(_NEW, "heard.json", json.dumps(heard).encode(), ("The pier is long.", "It is old."), ("50364",)),
        Case(_NEW, "hours.vtt", b"WEBVTT\n\n00:00.410 --> 00:04.286\nHey, let's meet on\n\n00:04.308 --> 00:06.670\n08:00 next Thursday, or 09:00\n", ("let's meet on", "08:00 next Thursday, or 09:00")),
        Case(_NEW, "blank-after-times.vtt", "WEBVTT\n\n00:45:16.960 --> 00:45:20.600 line:79%\n\nHaddock l'a vu sur le pont 4\net m'a demandé.\n\n00:45:20.920 --> 00:45:22.040\nQui est Haddock ?\n".encode(), ("Haddock l'a vu sur le pont 4", "m'a demandé.", "Qui est Haddock ?")),
        Case(_NEW, "meeting.vtt", b"WEBVTT\n\nd7f0a1b2-0c4e-4f0a-9d5b-2b1f7c9e0a11/12-0\n00:00:03.112 --> 00:00:05.000\n<v Ann Lind>The gate &amp; the lock\nare open.</v>\n\nd7f0a1b2-0c4e-4f0a-9d5b-2b1f7c9e0a11/12-1\n00:00:05.100 --> 00:00:06.000\n<v Bo Ek>Good.</v>\n", ("Ann Lind", "The gate & the lock are open.", "Bo Ek", "Good."), ("d7f0a1b2", "&amp;")),
        Case(_NEW, "packed-lines.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello there\n2\n00:00:03,000 --> 00:00:04,000\nBye now\n", ("Hello there", "Bye now"), ("there 2", "-->")),
        Case(_NEW, "double-ends.srt", b"1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\nHello there\r\r\n\r\r\n2\r\r\n00:00:03,000 --> 00:00:04,000\r\r\nBye now\r\r\n", ("Hello there", "Bye now"), ("-->",)),
        Case(_NEW, "odd-times.srt", b"1\n0:0:1.5 --> 0:0:2.0 X1:100 Y1:20\nHello there\n\n2\n00:00:03:000 --> 00:00:04:000\nBye now\n", ("Hello there", "Bye now"), ("X1:", "-->")),
        Case(_NEW, "song.lrc", b"[ti:The pier]\n[ar:Ann]\n[00:12.00]The pier is long\n[00:15.30]and old and wide\n", ("The pier is long", "and old and wide"), ("[00:12",)),
        Case(_NEW, "frames.sub", b"{10}{50}Hello there|to all\n{60}{90}{y:i}Bye now\n", ("Hello there", "to all", "Bye now"), ("{10}", "there|to")),
        Case(_NEW, "old.smi", b"<SAMI><HEAD><STYLE TYPE=text/css>P {color: white}</STYLE></HEAD><BODY><SYNC Start=1000><P Class=ENCC>Hello there<SYNC Start=2000><P Class=ENCC>&nbsp;<SYNC Start=3000><P Class=ENCC>Bye now</BODY></SAMI>", ("Hello there", "Bye now"), ("color: white",)),
        Case(_NEW, "word-times.ttml", b'<tt xmlns="http://www.w3.org/ns/ttml"><head><styling><style xml:id="s1"/></styling></head><body><div><p begin="1s" end="2s"><span>Hello</span> <span>there</span></p><p begin="00:00:03:12" end="00:00:04:00">Bye<br/>now</p></div></body></tt>', ("Hello there", "Bye", "now")),
    ]  # fmt: skip


def _feeds() -> list[Case]:
    rss = '<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Gates</title>{}</channel></rss>'
    media = "<item><title>One</title><content:encoded><![CDATA[<p>The whole text of it.</p><ul><li>with a list</li></ul>]]></content:encoded><media:content><media:description>A picture of the gate.</media:description></media:content></item>"
    spoken = '<item><title>Two</title><itunes:summary>What was said of the gate.</itunes:summary><enclosure url="https://a.example/2.mp3" type="audio/mpeg"/><podcast:transcript url="https://a.example/2.vtt" type="text/vtt"/></item>'
    video = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Gates</title><entry><title>One</title><media:group><media:title>One</media:title><media:description>How the gate was built.</media:description></media:group></entry></feed>'
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Gates</title></channel><item><title>One</title><description>It is open.</description></item><item><title>Two</title><description>It is shut.</description></item></rdf:RDF>'
    listed = {"version": "https://jsonfeed.org/version/1.1", "title": "Gates", "items": [{"id": "1", "title": "One", "content_html": "<p>The <b>pier</b> is long.</p>"}, {"id": "2", "content_text": "It is old."}]}  # fmt: skip
    outline = '<?xml version="1.0"?><opml version="2.0"><head><title>Feeds of gates</title></head><body><outline text="Ports"><outline text="Ostend news" type="rss" xmlUrl="https://a.example/feed"/></outline></body></opml>'
    return [
        Case(_NEW, "media.rss", rss.format(media).encode(), ("One", "The whole text of it.", "with a list"), ("<p>", "<li>")),
        Case(_NEW, "spoken.rss", rss.format(spoken).encode(), ("Two", "What was said of the gate.", "https://a.example/2.vtt")),
        Case(_NEW, "video.atom", video.encode(), ("One", "How the gate was built.")),
        Case(_NEW, "first.rdf", rdf.encode(), ("One", "It is open.", "Two", "It is shut.")),
        Case(_NEW, "feed.json", json.dumps(listed).encode(), ("One", "The pier is long.", "It is old."), ("<p>", "<b>")),
        Case(_NEW, "undeclared.rss", (b'\n <?xml version="1.0"?><rss version="2.0"><channel><title>AT&amp;amp;T gates</title><item><title>Caf&eacute; One</title><media:thumbnail url="a"/><description>It is &lt;b&gt;open&lt;/b&gt; &amp;amp; dry.</description></item></channel></rss>'), ("One", "It is open & dry."), ("<b>",)),
        Case(_NEW, "feeds.opml", outline.encode(), ("Feeds of gates", "Ports", "Ostend news")),
    ]  # fmt: skip


def _exports() -> list[Case]:
    note = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note><div>Oil the <b>hinge</b> &amp; lock.</div><en-todo checked="true"/>paint</en-note>'
    ever = f'<?xml version="1.0" encoding="UTF-8"?><en-export><note><title>Gate</title><content><![CDATA[{note}]]></content><created>20240305T080000Z</created><tag>port</tag><resource><data encoding="base64">iVBORw0KGgoAAAANSUhEUgAAAAUA</data></resource></note><note><title>Lock</title><content><![CDATA[<en-note><div>Second note.</div></en-note>]]></content></note></en-export>'
    canvas = {"nodes": [{"id": "1", "type": "text", "text": "Oil the **hinge**", "x": -120, "y": 40, "width": 250, "height": 60}, {"id": "2", "type": "file", "file": "Lock.md"}], "edges": [{"id": "e", "fromNode": "1", "toNode": "2", "label": "then"}]}  # fmt: skip
    chat = {"name": "Port", "messages": [{"id": 1, "type": "message", "date": "2024-03-05T08:00:00", "from": "Ann", "text": ["see ", {"type": "link", "text": "https://a.example"}, " now"]}, {"id": 2, "from": "Bo", "text": "It is open."}]}  # fmt: skip
    ris = "TY  - JOUR\r\nAU  - Lind, Ada\r\nTI  - Walls against the sea\r\nPY  - 1954\r\nAB  - It is about walls.\r\nER  - \r\n"
    bib = (
        "@comment{jabref-meta: databaseType:bibtex;}\n@book{a, title = {{The {P}ier of K{\\\"o}ln}}, author = {Lind, Ada and M{\\'e}lie, Jo}, year = 1954,\n"
        " file = {:files/a.txt:application/text;:files/b.txt:TXT}}\n"
    )
    return [
        Case(_NEW, "notes.enex", ever.encode(), ("Gate", "Oil the hinge & lock.", "paint", "Lock", "Second note."), ("iVBORw", "<div>", "en-note")),
        Case(_NEW, "board.canvas", json.dumps(canvas).encode(), ("Oil the", "hinge"), ("-120",)),
        Case(_NEW, "chat.json", json.dumps(chat).encode(), ("see https://a.example now", "It is open.")),
        Case(_NEW, "papers.ris", ris.encode(), ("Lind, Ada", "Walls against the sea", "1954", "It is about walls.")),
        Case(_NEW, "notion.d", b"", ("Plan of the gate", "Oil it.", "links: Hinge v1.2"), beside=((f"Plan of the gate {_ID}.md", f"# Plan of the gate\n\nOil it. See [Hinge v1.2](Plan%20of%20the%20gate%20{_ID}/Hinge%20v1%202%20{_ID[::-1]}.md).\n".encode()), (f"Plan of the gate {_ID}/Hinge v1 2 {_ID[::-1]}.md", b"# Hinge v1.2\n\nIt is iron.\n"))),
        Case(_NEW, "notion-table.d", b"", ("Tasks", "| Name | Done |", "| Oil it | Yes |"), (_ID,), beside=((f"Tasks {_ID}.csv", b"\xef\xbb\xbfName,Done\nOil it,Yes\nPaint it,No\n"),)),
        Case(_NEW, "notion-page.d", b"", ("Plan", "Owner", "Ann", "Oil the hinge."), (_ID,), beside=((f"Plan {_ID}.html", b'<html><head><title>Plan</title></head><body><article class="page sans"><header><h1 class="page-title">Plan</h1><table class="properties"><tbody><tr><th>Owner</th><td>Ann</td></tr></tbody></table></header><div class="page-body"><p>Oil the hinge.</p><ul class="to-do-list"><li><div class="checkbox checkbox-on"></div><span>paint</span></li></ul></div></article></body></html>'),)),
        Case(_NEW, "vault.d", b"", ("Mind the gap.", "Oil it.", "links: Hinge, Lock, Map"), beside=(("Gate.md", b"---\naliases: [Port gate]\ntags: [iron]\n---\n> [!warning] Mind the gap.\n\nOil it. See [[Hinge|the hinge]], [[Lock#Key]] and ![[Map]]. Not `[[Code]]`.\n"), ("sub/Hinge.md", b"Iron."), ("Lock.md", b"Steel."), ("Map.md", b"Paper."), (".obsidian/app.json", b"{}"))),
        Case(_NEW, "references.d", b"", ("The Pier of Köln", "Lind, Ada; Mélie, Jo", "Words of a.", "Words of b."), beside=(("My.bib", bib.encode()), ("files/a.txt", b"Words of a."), ("files/b.txt", b"Words of b."))),
        Case(_NEW, "keep.json", json.dumps({"title": "Gate", "textContent": "Oil the hinge.\nPaint it.", "listContent": [{"text": "rope", "isChecked": True}], "userEditedTimestampUsec": 1700000000000000}).encode(), ("Gate", "Oil the hinge.", "Paint it.", "rope")),
        Case(_NEW, "plan.org", b"#+TITLE: Gate\n* TODO Oil the hinge\nDEADLINE: <2024-03-05 Tue>\n| Port | Ships |\n|------+-------|\n| Ostend | 11 |\n", ("Gate", "Oil the hinge", "Ostend", "11")),
    ]  # fmt: skip


def _picture(text: str, size: tuple[int, int] = (640, 120)) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((30, 30), text, "black", ImageFont.load_default(40))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _figures() -> list[Case]:
    from base64 import b64encode

    read = _picture("HARBOUR 1932")
    blip = '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Map" descr="Map of the port"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="r9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    figure = word(p("See the map.") + p(blip), ("r9", "image", "media/map.png"))
    inside = _with(figure, **{"word/media/map.png": read})
    book = {"a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>See it.</p><img src="a.png" alt="The port from the sea"/></body></html>'}  # fmt: skip
    from benchmarks.reported.second.pages import epub

    cell = {"cell_type": "code", "source": "plot()", "outputs": [{"output_type": "display_data", "data": {"image/png": b64encode(read).decode(), "text/plain": "<Figure>"}}]}  # fmt: skip
    return [
        Case(_NEW, "map.docx", inside, ("See the map.", "HARBOUR 1932"), told=("picture",)),
        Case(_NEW, "described.epub", epub(book), ("See it.", "The port from the sea")),
        Case(_NEW, "plot.ipynb", json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}).encode(), ("plot()", "HARBOUR 1932"), told=("picture", "figure")),
        Case(_NEW, "in-page.html", article(f'<p>See <img src="data:image/png;base64,{b64encode(read).decode()}" alt="a map of the port"> here.</p>'), ("See", "a map of the port", "here."), ("iVBORw",)),
        Case(_NEW, "talk.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(400), ("--audio-model",), fails=True),
        Case(_NEW, "film.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(200), ("--audio-model",), fails=True),
        Case(_NEW, "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><desc>Plan of the port</desc><text><tspan>The north</tspan> <tspan>gate</tspan></text></svg>', ("Plan of the port", "The north gate")),
        Case(_NEW, "short-scan.png", read, ("HARBOUR 1932",), told=("ocr",)),
    ]  # fmt: skip


def _with(data: bytes, **parts: bytes) -> bytes:
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()} | dict(parts))


def cases() -> list[Case]:
    """Return the cases of sources that are no plain documents."""
    return [*_times(), *_feeds(), *_exports(), *_figures()]
