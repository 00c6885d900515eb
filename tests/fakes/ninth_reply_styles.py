"""Thirty more styles of replies, written before the reader of replies was changed for any of them,
and tried once.
"""

import json

from tests.fakes.reply_styles import SENTENCES, Style, comma, each, lines, listed, raised

ONE = listed(" [{}]")

NINTH: dict[str, Style] = {
    "[1] — [2]": lines(lambda n: " " + " — ".join(f"[{i}]" for i in n), form="{text}.{mark}"),
    "(from 1, 2)": lines(listed(" (from {})")),
    "(based on sentences 1 and 2)": lines(
        lambda n: " (based on sentences " + " and ".join(map(str, n)) + ")"
    ),
    "[lines 1, 2]": lines(listed(" [lines {}]"), form="{text}.{mark}"),
    "as stated in [1]": lines(lambda n: ", as stated in " + " and ".join(f"[{i}]" for i in n)),
    "(No. 1; No. 2)": lines(
        lambda n: " (" + "; ".join(f"No. {i}" for i in n) + ")", form="{text}.{mark}"
    ),
    "「文1」「文2」": lines(each("「文{}」"), form="{text}.{mark}"),
    "（来源：1、2）": lines(lambda n: f"（来源：{'、'.join(map(str, n))}）", form="{text}.{mark}"),
    "[oración 1]": lines(each(" [oración {}]")),
    "(pkt 1, 2)": lines(listed(" (pkt {})"), form="{text}.{mark}"),
    "⁽¹⁾": lines(lambda n: f"⁽{raised(n)}⁾", form="{text}.{mark}"),
    "<span>1</span>": lines(each('<span class="cite">[{}]</span>'), form="<p>{text}.{mark}</p>"),
    "[1]: # behind": lines(each("[[{0}]][{0}]"), form="{text}.{mark}"),
    "Evidence in italics": lines(comma, form="{text}.\n*Evidence: sentences {mark}*\n"),
    "bold text, bullets of sources": lambda said: "\n".join(
        f"**{o.text}.**\n" + "\n".join(f"- [{n}] {SENTENCES[n - 1]}" for n in o.numbers) + "\n"
        for o in said
    ),
    "JSON with confidence": lambda said: json.dumps(
        {
            "summary": [
                {"id": at, "text": f"{o.text}.", "sources": list(o.numbers), "confidence": 0.9}
                for at, o in enumerate(said, 1)
            ]
        },
        indent=1,
    ),
    "JSON, key points and title": lambda said: json.dumps(
        {
            "title": "The town library",
            "language": "en",
            "key_points": [{"point": f"{o.text}.", "evidence": list(o.numbers)} for o in said],
        }
    ),
    "JSON, objects as sources": lambda said: json.dumps(
        [
            {
                "statement": f"{o.text}.",
                "citations": [{"type": "sentence", "n": n} for n in o.numbers],
            }
            for o in said
        ]
    ),
    "a tool call of JSON": lambda said: (
        '```json\n{"name": "submit_summary", "arguments": '
        + json.dumps({"claims": [{"text": f"{o.text}.", "cites": list(o.numbers)} for o in said]})
        + "}\n```"
    ),
    "YAML, cites first": lines(comma, form="- cites: [{mark}]\n  claim: {text}."),
    "table with row numbers": lambda said: (
        "| # | Claim | Source sentences |\n| --- | --- | --- |\n"
        + "\n".join(f"| {at} | {o.text}. | {comma(o.numbers)} |" for at, o in enumerate(said, 1))
    ),
    "table in a fence": lambda said: (
        "```\nClaim | Sentences\n"
        + "\n".join(f"{o.text}. | {comma(o.numbers)}" for o in said)
        + "\n```"
    ),
    "theses": lines(ONE, form="Thesis {n}. {text}.{mark}"),
    "bold numbers": lines(ONE, form="**{n}.** {text}.{mark}"),
    "key takeaways": lines(
        ONE,
        form="• {text}{mark}.",
        before="🔑 **Key takeaways**\n\n",
        after="\n\n💡 Want me to turn this into a one-page brief?",
    ),
    "checked against the text": lines(
        ONE,
        after="\n\nEvery statement above was checked against the numbered sentences.",
    ),
    "Portuguese frame": lines(
        ONE,
        before="Segue o resumo solicitado:\n\n",
        after="\n\nSe precisar de mais detalhes, é só pedir.",
    ),
    "Romanian frame": lines(
        ONE,
        before="Iată rezumatul textului:\n\n",
        after="\n\nSper că vă este de folos.",
    ),
    "Indonesian frame": lines(
        ONE,
        before="Berikut ringkasan teks tersebut:\n\n",
        after="\n\nSemoga membantu! Silakan tanya jika ada yang kurang jelas.",
    ),
    "task repeated": lines(
        ONE,
        before="Task: summarize the numbered sentences in five claims.\n\nOutput:\n",
        after="\n\nEnd of output.",
    ),
}
