"""Links between notes, as Obsidian, Logseq and Notion write them → the titles they lead to."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

_WIKI = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
_FILE = re.compile(
    r"(?:\[([^\[\]\n]{1,300}))?\]\(<?([^()<>\s:]{1,500}\.(?:md|csv))(?:#[^()\s]{0,200})?>?\)"
)
_NOTION_ID = re.compile(r"(?<=[^ ])[ -][0-9a-f]{32}(?=\Z|_all\Z)")


def without_notion_id(name: str) -> str:
    """Return the name of a note without what Notion adds to it.

    >>> without_notion_id("Harbour wall 0123456789abcdef0123456789abcdef")
    'Harbour wall'
    """
    return _NOTION_ID.sub("", name)


def note_links(text: str) -> list[str]:
    """Return the titles of the notes that a note refers to, each once, in order.

    >>> note_links("See [[Plans/Harbour wall#Cost|the wall]] and [x](Quay%20side.md).")
    ['Harbour wall', 'Quay side']
    """
    found = sorted(
        [
            *(
                (match.start(), match[1].split("|")[0].split("#")[0])
                for match in _WIKI.finditer(text)
            ),
            *((match.start(), _target(match)) for match in _FILE.finditer(text)),
        ]
    )
    return list(dict.fromkeys(title for _, target in found if (title := _title(target))))


def _target(link: re.Match[str]) -> str:
    """Return the file that a link leads to; Notion leaves signs out of names, not out of labels."""
    name, label = unquote(link[2]), link[1] or ""
    stem = without_notion_id(PurePosixPath(name).stem)
    return f"{label}.md" if label and _letters(label) == _letters(stem) else name


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _title(target: str) -> str:
    name = PurePosixPath(target.strip()).name
    stem, _, suffix = name.rpartition(".")
    return without_notion_id(stem if suffix in {"md", "csv"} else name)
