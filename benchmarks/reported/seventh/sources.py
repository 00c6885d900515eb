"""Chats, transcripts, exports of notes and of references."""

from __future__ import annotations

import json
import plistlib
from typing import Any

from benchmarks.reported.case import Case, packed

_KIND = "new sources"


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def cases() -> list[Case]:
    """Return the cases."""
    telegram = {
        "name": "Ann",
        "type": "personal_chat",
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date": "2024-03-05T09:15:00",
                "from": "Ann",
                "text": ["The gate ", {"type": "bold", "text": "is open"}, " at noon."],
                "text_entities": [
                    {"type": "plain", "text": "The gate "},
                    {"type": "bold", "text": "is open"},
                    {"type": "plain", "text": " at noon."},
                ],
            },
            {
                "id": 2,
                "type": "message",
                "from": None,
                "text": "Who has the key?",
                "text_entities": [{"type": "plain", "text": "Who has the key?"}],
            },
        ],
    }
    discord = {
        "guild": {"id": "1", "name": "Harbour"},
        "channel": {"id": "2", "name": "gates"},
        "messages": [
            {
                "id": "900000000000000001",
                "type": "Default",
                "timestamp": "2024-03-05T09:15:00+00:00",
                "content": "The gate is open.",
                "author": {"id": "5", "name": "ann", "nickname": "Ann"},
                "embeds": [{"title": "Tides", "description": "High water at noon."}],
                "attachments": [],
            },
            {"id": "900000000000000002", "content": "Thanks.", "author": {"name": "bo"}},
        ],
    }
    csl = [
        {
            "id": "lind2019",
            "type": "article-journal",
            "title": "Walls against the sea",
            "author": [{"family": "Lind", "given": "Ada"}],
            "abstract": "It is about walls.",
            "issued": {"date-parts": [[2019, 5]]},
        }
    ]
    roam = [
        {
            "title": "Gate",
            "create-time": 1700000000000,
            "children": [
                {
                    "string": "Oil the [[hinge]]",
                    "uid": "a1b2",
                    "children": [{"string": "at noon", "uid": "c3d4"}],
                }
            ],
        }
    ]
    podcast = {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ann", "startTime": 0.5, "endTime": 2.25, "body": "The gate is open."},
            {"speaker": "Bo", "startTime": 2.25, "endTime": 4.0, "body": "Since when?"},
        ],
    }
    rolling = "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000 align:start position:0%\n \nthe<00:00:00.500><c> gate</c><00:00:01.000><c> is</c><00:00:01.500><c> open</c>\n\n00:00:02.000 --> 00:00:02.010\nthe gate is open\n \n\n00:00:02.010 --> 00:00:04.000\nthe gate is open\nsince<00:00:02.500><c> noon</c>\n\n00:00:04.000 --> 00:00:04.010\nsince noon\n \n"
    noted = b"WEBVTT\n\nNOTE\nTranscribed by Ann from the second tape.\n\n00:01.000 --> 00:02.000\nThe gate is open.\n"
    nbib = b"PMID- 12345678\nTI  - Walls against the sea and what they\n      cost a town.\nAB  - It is about walls.\nFAU - Lind, Ada\nDP  - 2019 May\n\n"
    atom = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gates</title><entry><title>One</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It is <em>open</em>.</p><ul><li>All day.</li></ul></div></content></entry></feed>'
    outline = b'<opml version="2.0"><head><title>Plans</title></head><body><outline text="Wash the &amp;amp; gate" _note="with a cloth"><outline text="Dry it"/></outline></body></opml>'
    messages = b'<?xml version="1.0"?><smses count="2"><sms protocol="0" address="+32470000000" date="1700000000000" type="1" body="The gate is open at noon." readable_date="5 Mar 2024" contact_name="Ann Tor" /><sms address="+32470000001" type="2" body="Who has the key?" contact_name="Bo Ek" /></smses>'
    posts = b'<?xml version="1.0"?><posts><row Id="1" PostTypeId="1" Title="How is the gate opened?" Body="&lt;p&gt;It has &lt;b&gt;two&lt;/b&gt; locks.&lt;/p&gt;" Tags="&lt;gates&gt;" /><row Id="2" PostTypeId="2" ParentId="1" Body="&lt;p&gt;With the key of the keeper.&lt;/p&gt;" /></posts>'
    wiki = b'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10"><siteinfo><sitename>Harbour</sitename></siteinfo><page><title>Gate</title><ns>0</ns><id>7</id><revision><id>9</id><timestamp>2024-03-05T09:15:00Z</timestamp><contributor><username>Ann</username></contributor><text xml:space="preserve">The gate is open at noon.</text><sha1>x7</sha1></revision></page><page><title>Lock</title><revision><text>The lock is shut.</text></revision></page></mediawiki>'
    archive = plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": b"<html><body><h1>Gate</h1><p>The gate is open at noon, when the boats come in.</p></body></html>",
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8",
                "WebResourceURL": "https://a.example/",
            }
        },
        fmt=plistlib.FMT_BINARY,
    )
    notion = packed(
        {
            "Export-1-Part-1.zip": packed(
                {
                    "Gate 0123456789abcdef0123456789abcdef.md": "# Gate\n\nOil the hinge.",
                    "Gate 0123456789abcdef0123456789abcdef/Lock 1123456789abcdef0123456789abcdef.md": "# Lock\n\nIt is steel.",
                }
            )
        }
    )
    vault = (
        (
            "Gate.md",
            b"---\naliases: [Tor]\n---\nOil it. ![[Lock#Keys]] and [[Map|the map]] and [[Lock#^abc]].\n\n> [!note] Remember\n> The key hangs by the door. ^key",
        ),
        ("Lock.md", b"Steel.\n\n## Keys\n\nTwo keys. ^abc"),
        ("Map.md", b"Paper."),
        (".obsidian/app.json", b"{}"),
    )
    pack = packed(
        {
            "text.md": "# Gate\n\nOil the hinge.",
            "info.json": '{"version":2,"type":"net.daringfireball.markdown","transient":false}',
        }
    )
    whatsapp = "\u200e[05/03/24, 09:15:01] Ann: The gate is open\r\n\u200e[05/03/24, 09:16:12] Bo: \u200e<attached: 1.jpg>\r\n[05/03/24, 09:17:00] Bo: Thanks\r\nfor that\r\n".encode()
    return [
        Case(_KIND, "telegram.json", _json(telegram), ("The gate is open at noon.", "Who has the key?")),
        Case(_KIND, "discord.json", _json(discord), ("The gate is open.", "High water at noon.", "Thanks.")),
        Case(_KIND, "items.json", _json(csl), ("Walls against the sea", "Lind", "It is about walls.")),
        Case(_KIND, "roam.json", _json(roam), ("Gate", "Oil the [[hinge]]", "at noon")),
        Case(_KIND, "podcast.json", _json(podcast), ("The gate is open.", "Since when?"), ("startTime", "2.25")),
        Case(_KIND, "rolling.vtt", rolling.encode(), ("the gate is open", "since noon"), ("open the gate", "noon since noon", "open since noon the", "<c>")),
        Case(_KIND, "noted.vtt", noted, ("Transcribed by Ann",), told=("comment", "note")),
        Case(_KIND, "papers.nbib", nbib, ("Walls against the sea and what they cost a town.", "It is about walls.")),
        Case(_KIND, "xhtml.atom", atom, ("It is open.", "All day."), ("<em>",)),
        Case(_KIND, "plans.opml", outline, ("Wash the", "gate", "with a cloth", "Dry it")),
        Case(_KIND, "sms.xml", messages, ("The gate is open at noon.", "Who has the key?")),
        Case(_KIND, "posts.xml", posts, ("How is the gate opened?", "two", "With the key of the keeper.")),
        Case(_KIND, "wiki.xml", wiki, ("Gate", "The gate is open at noon.", "Lock", "The lock is shut."), ("x7",)),
        Case(_KIND, "page.webarchive", archive, ("The gate is open at noon, when the boats come in.",), told=("Safari", "web archive", "webarchive")),
        Case(_KIND, "notion.zip", notion, ("Oil the hinge.", "It is steel.")),
        Case(_KIND, "vault-of-parts.d", b"", ("Oil it.", "The key hangs by the door.", "links: Lock, Map"), beside=vault),
        Case(_KIND, "bear.textpack", pack, ("Oil the hinge.",)),
        Case(_KIND, "whatsapp.txt", whatsapp, ("Ann: The gate is open", "Bo: Thanks", "for that")),
    ]  # fmt: skip
