"""Parse footnotes of a reply: lines that map a label to a sentence."""

import re

from precis.chains.writers.replies.citations import RAISED, cited_numbers

LOWERED = str.maketrans(RAISED, "0123456789")
"""From raised figures to plain ones."""

_DEFINITION = re.compile(
    rf"^\s{{0,3}}(?:\[\^?(\d{{1,4}})\]|([{RAISED}]{{1,4}})|\^(\d{{1,4}}))\s*([:=]?)\s*(\S.*)$"
)


def take_definitions(text: str) -> tuple[str, dict[int, tuple[int, ...]]]:
    """Take footnotes out of a reply; return what numbers their labels stand for."""
    kept: list[str] = []
    renamed: dict[int, tuple[int, ...]] = {}
    for line in text.split("\n"):
        match = _DEFINITION.match(line)
        before = "\n".join(kept) if match else ""
        if match is None or not before.strip():
            kept.append(line)
            continue
        label, body = match[1] or (match[2] or "").translate(LOWERED) or match[3], match[5]
        named = body.split("“")[0].split('"')[0].strip(" .:–—-")
        numbers = cited_numbers(re.sub(r"[\[\]]", " ", named)) if named else None
        certain = "[^" in line[:6] or (match[4] and f"[{label}]" in before)
        if numbers and (certain or re.match(r"[^\W\d_]", body) or match[4]):
            renamed[int(label)] = numbers
        elif not certain:
            kept.append(line)
    return "\n".join(kept), renamed
