"""Thirty styles of replies (`TWELFTH`) and fifteen more (`THIRTEENTH`), each part written without a
look at the reader of replies and tried once before any change.
"""

import json
from collections.abc import Sequence

from tests.fakes.reply_styles import Said, Style, comma, each, lines, listed

_ONE = listed(" [{}]")


def _framed(before: str, after: str) -> Style:
    return lines(_ONE, before=f"{before}\n\n", after=f"\n\n{after}")


def _all(said: Sequence[Said]) -> list[int]:
    return sorted({n for one in said for n in one.numbers})


TWELFTH: dict[str, Style] = {
    "⟦1⟧⟦2⟧": lines(each("⟦{}⟧"), form="{text}.{mark}"),
    "«1, 2»": lines(listed(" «{}»")),
    "#1 #2": lines(each(" #{}"), form="{text}{mark}."),
    "[#1, #2]": lines(lambda n: " [" + ", ".join(f"#{i}" for i in n) + "]", form="{text}.{mark}"),
    "(1)(2)": lines(each("({})"), form="{text} {mark}."),
    "\\cite{1,2}": lines(listed("~\\cite{{{}}}"), form="{text}{mark}."),
    "\\textsuperscript{1}": lines(listed("\\textsuperscript{{{}}}"), form="{text}.{mark}"),
    "\\footnote{…}": lines(listed("\\footnote{{Sentence {}}}"), form="{text}.{mark}"),
    "LaTeX list": lines(
        each("[{}]"),
        form="  \\item {text}. {mark}",
        before="\\begin{itemize}\n",
        after="\n\\end{itemize}",
    ),
    "HTML paragraphs": lines(
        each('<a href="#s{0}">[{0}]</a>'),
        form="<p>{text}. {mark}</p>",
        before="<div>\n",
        after="\n</div>",
    ),
    "HTML headings": lambda said: (
        "<h2>Summary</h2>\n<ol>\n"
        + "\n".join(f"<li><b>{o.text}.</b> <i>({comma(o.numbers)})</i></li>" for o in said)
        + "\n</ol>\n<hr>"
    ),
    "AsciiDoc": lines(
        listed(" [{}]"), form="* {text}.{mark}", before="== Summary\n\n", after="\n\n'''"
    ),
    "Org mode": lines(listed(" [{}]"), form="- {text}.{mark}", before="* Summary\n"),
    "CSV": lambda said: (
        "claim,sentences\n" + "\n".join(f'"{o.text}.","{comma(o.numbers)}"' for o in said)
    ),
    "TSV": lambda said: (
        "claim\tsentences\n" + "\n".join(f"{o.text}.\t{comma(o.numbers)}" for o in said)
    ),
    "CSV, numbers first": lambda said: (
        "```csv\nsource;statement\n"
        + "\n".join(f'"{comma(o.numbers)}";"{o.text}."' for o in said)
        + "\n```"
    ),
    "JSON, objects by number": lambda said: json.dumps(
        {
            str(at): {"text": f"{o.text}.", "refs": [f"S{n}" for n in o.numbers]}
            for at, o in enumerate(said, 1)
        }
    ),
    "JSON, claim as the key": lambda said: json.dumps(
        {f"{o.text}.": list(o.numbers) for o in said}
    ),
    "JSON, two lists": lambda said: json.dumps(
        {"claims": [f"{o.text}." for o in said], "citations": [list(o.numbers) for o in said]}
    ),
    "JSON in JSON": lambda said: json.dumps(
        {"output": json.dumps([{"claim": f"{o.text}.", "ids": list(o.numbers)} for o in said])}
    ),
    "TOML": lambda said: "\n".join(
        f'[[claims]]\ntext = "{o.text}."\nsentences = [{comma(o.numbers)}]\n' for o in said
    ),
    "nested list": lines(lambda n: "\n".join(f"  - [{i}]" for i in n), form="- {text}.\n{mark}"),
    "nested under heads": lambda said: "\n".join(
        f"- **Topic {at}**\n  - {o.text}. [{comma(o.numbers)}]" for at, o in enumerate(said, 1)
    ),
    "table, sources first": lambda said: (
        "| Sources | Claim |\n|:--|:--|\n"
        + "\n".join(f"| {comma(o.numbers)} | {o.text}. |" for o in said)
    ),
    "footer of counts": lines(
        _ONE,
        before="**Summary (5 points)**\n\n",
        after="\n\n---\n*Word count: 61 · Sources used: 7 of 12*",
    ),
    "checks": lines(_ONE, form="✅ {text}.{mark}", after="\n\n🔎 Confidence: high"),
    "Ukrainian frame": _framed(
        "Звісно! Ось стислий виклад тексту:", "Якщо потрібно більше деталей, дайте знати."
    ),
    "Bengali frame": _framed("অবশ্যই! নিচে সারসংক্ষেপ দেওয়া হলো:", "আরও কিছু জানতে চাইলে জানাবেন।"),
    "Tagalog frame": _framed(
        "Narito ang buod ng teksto:", "Sabihin mo lang kung may iba ka pang kailangan."
    ),
    "question and answer": lines(_ONE, form="Q{n}: What does the text say?\nA{n}: {text}.{mark}"),
}

THIRTEENTH: dict[str, Style] = {
    "\\supercite and \\emph": lines(
        listed("\\supercite{{{}}}"), form="\\item \\emph{{{text}}}.{mark}"
    ),
    "\\sidenote": lines(listed("\\marginnote{{sentences {}}}"), form="{text}.{mark}"),
    "math superscripts": lines(listed("\\(^{{{}}}\\)"), form="{text}.{mark}"),
    "JSON text in a tool call": lambda said: json.dumps(
        {
            "name": "answer",
            "arguments": json.dumps(
                {"sentences": [{"s": f"{o.text}.", "n": list(o.numbers)} for o in said]}
            ),
        }
    ),
    "JSON, fence within text": lambda said: json.dumps(
        {"summary": "\n".join(f"- {o.text}. [{comma(o.numbers)}]" for o in said)}
    ),
    "questions as headings": lines(
        _ONE, form="### What about point {n}?\n\n{text}.{mark}", between="\n\n"
    ),
    "FAQ in bold": lines(_ONE, form="**Question {n}: Which fact?**\n{text}.{mark}", between="\n\n"),
    "wiki": lines(
        listed("<ref>Sentence {}</ref>"), form="* {text}.{mark}", before="== Summary ==\n"
    ),
    "reStructuredText": lines(
        each(" [{}]_"), form="- {text}.{mark}", before="Summary\n=======\n\n"
    ),
    "definition list": lines(listed("[{}]"), form="Point {n}\n: {text}. {mark}"),
    "email": _framed("Dear colleague,", "Kind regards,\nYour assistant"),
    "Croatian frame": _framed(
        "Naravno! Evo sažetka teksta:", "Javite ako trebate još pojedinosti."
    ),
    "Tamil frame": _framed("இதோ சுருக்கம்:", "மேலும் விவரங்கள் வேண்டுமானால் கேளுங்கள்."),
    "self check": _framed(
        "Let me go through the sentences first.",
        "I have checked every claim against its sentences.",
    ),
    "XML with attributes": lines(
        comma,
        form='<claim id="{n}" sentences="{mark}">{text}.</claim>',
        before="<claims>\n",
        after="\n</claims>",
    ),
}
