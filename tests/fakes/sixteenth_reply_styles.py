"""Twelve styles of replies, tried once before any change: marks of model families and of Markdown
that no set had before, records, and frames.
"""

# A table: its rows are not broken up.
# ruff: noqa: E501

import json
from collections.abc import Sequence

from tests.fakes.reply_styles import Said, Style, each, lines, listed

_ONE = listed(" [{}]")


def _answer(said: Sequence[Said]) -> str:
    text = " ".join(f"{one.text} {each('[{}]')(one.numbers)}." for one in said)
    return json.dumps({"thoughts": "brief", "answer": text, "confidence": 0.93, "follow_ups": []})


SIXTEENTH: dict[str, Style] = {
    "[REF]1,2[/REF]": lines(lambda n: f"[REF]{','.join(map(str, n))}[/REF]", form="{text}{mark}."),
    "<co>1</co> and citations": lines(
        each("<co>{}</co>"),
        form="{text}.{mark}",
        after='\n\n# Citations:\n<co>1</co> Document 0: "The town library opened in 1932."',
    ),
    "inline notes of Pandoc": lines(listed("^[sentences {}]"), form="{text}.{mark}"),
    "(Sentences #1 & #2)": lines(
        lambda n: " (Sentences " + " & ".join(f"#{i}" for i in n) + ")", form="{text}{mark}."
    ),
    "YAML, ids below": lambda said: "claims:\n" + "\n".join(
        f"  - statement: {one.text}.\n    sentence_ids:\n"
        + "\n".join(f"      - {n}" for n in one.numbers)
        for one in said
    ),
    "【来源：句子1、2】": lines(lambda n: "【来源：句子" + "、".join(map(str, n)) + "】", form="{text}.{mark}"),
    "marks in code": lines(each(" `[{}]`"), form="{text}.{mark}"),
    "JSON, an answer with marks": _answer,
    "reference links": lines(
        each("[{}]"),
        form="{text}.{mark}",
        after="\n\n" + "\n".join(f"[{n}]: #sentence-{n}" for n in (1, 2, 3, 4, 7, 8, 12)),
    ),
    "leads in bold": lines(_ONE, form="- **Fact {n}:** {text}{mark}."),
    "Greek frame": lines(
        _ONE, before="Με βάση τα αποσπάσματα, ιδού η σύνοψη:\n\n", after="\n\nΑν θέλετε περισσότερες λεπτομέρειες, πείτε μου!"
    ),
    "Hebrew frame": lines(_ONE, before="להלן סיכום קצר:\n\n", after="\n\nאשמח לעזור בשאלות נוספות!"),
}  # fmt: skip

SIXTEENTH_AGAIN: dict[str, Style] = {
    "[sup]1, 2[/sup]": lines(lambda n: f"[sup]{', '.join(map(str, n))}[/sup]", form="{text}.{mark}"),
    "{ref}1{/ref}": lines(each("{{ref}}{}{{/ref}}"), form="{text}{mark}."),
    "<src>1</src>": lines(each("<src>{}</src>"), form="{text}.{mark}"),
    "[cite]1[/cite] before the stop": lines(each("[cite]{}[/cite]"), form="{text} {mark}."),
    "[|1|][|2|]": lines(each("[|{}|]"), form="{text}.{mark}"),
    "<<1, 2>>": lines(listed("<<{}>>"), form="{text}.{mark}"),
    "Finnish frame": lines(_ONE, before="Tässä tiivistelmä annetuista lauseista:\n\n", after="\n\nKerro, jos haluat lisätietoja!"),
    "Vietnamese frame": lines(_ONE, before="Dưới đây là bản tóm tắt:\n\n", after="\n\nHy vọng điều này hữu ích cho bạn!"),
}  # fmt: skip
