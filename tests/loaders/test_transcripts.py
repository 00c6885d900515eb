"""Subtitles and transcripts of every kind, in plain text, XML and JSON: what is said, and when."""

from __future__ import annotations

# ruff: noqa: E501 - a line of data is clearer than its pieces
import json
from pathlib import Path

import pytest

from precis.loaders import LoadOptions, load
from precis.loaders.unread import COMMENT_REMEDY

SAID = [("00:00:01", "The gate is open."), ("00:01:03", "It was shut.")]
WHISPER = {
    "text": "The gate is open. It was shut.",
    "segments": [
        {"start": 1.2, "end": 3, "text": " The gate is open.", "tokens": [50364]},
        {"start": 63.0, "end": 64, "text": " It was shut."},
    ],
}
YOUTUBE = {
    "events": [
        {"tStartMs": 0, "wWinId": 1},
        {"tStartMs": 1200, "segs": [{"utf8": "The gate"}, {"utf8": " is open."}]},
        {"tStartMs": 2000, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 63000, "segs": [{"utf8": "It was shut."}]},
    ]
}
LISTED = [
    {"text": "The gate is open.", "start": 1.2, "duration": 2.0},
    {"text": "It was shut.", "start": 63, "duration": 2.0},
]
CPP = {
    "systeminfo": "AVX",
    "transcription": [
        {"offsets": {"from": 1200, "to": 3000}, "text": " The gate is open."},
        {"offsets": {"from": 63000, "to": 64000}, "text": " It was shut."},
    ],
}
PODCAST = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Ann", "startTime": 1.2, "endTime": 3, "body": "The gate is open."},
        {"speaker": "Bo", "startTime": 63.0, "endTime": 64, "body": "It was shut."},
    ],
}
HEARD = [
    {"start_time": 1.2, "end_time": 3, "transcript": "The gate is open."},
    {"start_time": 63.0, "end_time": 64, "transcript": "It was shut."},
]
KINDS = {
    "d.json": json.dumps(PODCAST),
    "e.json": json.dumps(HEARD),
    "c.json": json.dumps(CPP),
    "a.json": json.dumps(WHISPER),
    "a.json3": json.dumps(YOUTUBE),
    "b.json": json.dumps(LISTED),
    "a.srv3": '<?xml version="1.0"?><timedtext format="3"><body><p t="1200"><s>The gate</s>'
    '<s t="9"> is open.</s></p><p t="63000">It was shut.</p></body></timedtext>',
    "a.xml": '<?xml version="1.0"?><transcript><text start="1.2">The gate is open.</text>'
    '<text start="63">It was shut.</text></transcript>',
    "a.lrc": "[ti:Gate]\n[ar:Ann]\n[00:01.20]The gate is open.\n[01:03.00][02:00.00]It was shut.\n",
    "a.sub": "{1}{1}25.000\n{30}{60}The gate|is open.\n{1575}{1600}{y:i}It was shut.\n",
    "a.smi": "<SAMI><HEAD><STYLE>P {color: red}</STYLE></HEAD><BODY><SYNC Start=1200><P Class=X>"
    "The gate<br>is open.<SYNC Start=3000><P>&nbsp;<SYNC Start=63000><P>It was shut.</SAMI>",
    "a.srt": "1\n0:0:1.2 --> 0:0:3.0 X1:9\nThe gate is open.\n2\n00:01:03:000 --> 00:01:04:000\n"
    "It was shut.\n",
    "b.srt": "1\n00:00:01 --> 00:00:03\nThe gate is open.\n\n2\n00:01:03 --> 00:01:04\nIt was shut.",
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_said_has_its_time(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(KINDS[name])
    (document,) = load([str(tmp_path / name)])
    text = document.page_content
    pages = document.metadata["pages"]
    assert [(page["page"], text[page["start"] : page["end"]]) for page in pages] == SAID


@pytest.mark.parametrize(
    "text",
    ["10:30,11:30 we met", "[12:30] <ann> hello", "{1} {2}", "<transcript>Talk</transcript>"],
)
def test_text_with_times_is_text(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    (document,) = load([str(tmp_path / "a.txt")])
    assert document.metadata["pages"] == []


NOTED = (
    "WEBVTT\n\nNOTE Made by Ann\n\nNOTE\nfrom the\ntape\n\n00:01.000 --> 00:02.000\nNOTE it well.\n"
)


@pytest.mark.parametrize("comments", [False, True])
def test_comments_between_cues_are_counted_or_read(comments: bool, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(NOTED)
    (document,) = load([str(tmp_path / "a.vtt")], LoadOptions(comments=comments))
    read = "NOTE it well.\n\nComment: Made by Ann\n\nComment: from the tape"
    assert document.page_content == (read if comments else "NOTE it well.")
    told = [] if comments else ["2 comments were not read", COMMENT_REMEDY]
    assert document.metadata.get("unread", []) == told
