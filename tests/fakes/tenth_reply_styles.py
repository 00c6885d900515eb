"""Thirty more styles of replies, written without a look at the reader of replies and tried once."""

import json

from tests.fakes.reply_styles import Style, comma, each, lines, listed

_ONE = listed(" [{}]")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_HINDI = str.maketrans("0123456789", "०१२३४५६७८९")


def _framed(before: str, after: str) -> Style:
    return lines(_ONE, before=f"{before}\n\n", after=f"\n\n{after}")


TENTH: dict[str, Style] = {
    "§1, §2": lines(lambda n: " (" + ", ".join(f"§{i}" for i in n) + ")"),
    "〔1〕〔2〕": lines(each("〔{}〕"), form="{text}.{mark}"),
    "{{sentence:1}}": lines(each(" {{{{sentence:{}}}}}")),
    "[id=1, id=2]": lines(lambda n: " [" + ", ".join(f"id={i}" for i in n) + "]"),
    "†1 †2": lines(each(" †{}"), form="{text}.{mark}"),
    "subscripts": lines(
        lambda n: comma(n).replace(" ", "").translate(_SUBSCRIPTS), form="{text}.{mark}"
    ),
    "^(1,2)^": lines(lambda n: "^(" + ",".join(map(str, n)) + ")^", form="{text}.{mark}"),
    "([1] and [2])": lines(lambda n: " (" + " and ".join(f"[{i}]" for i in n) + ")"),
    "[see sentences 1 and 2]": lines(
        lambda n: " [see sentences " + " and ".join(map(str, n)) + "]", form="{text}.{mark}"
    ),
    "(supported by 1, 2)": lines(listed(" (supported by {})"), form="{text}.{mark}"),
    "(evidence: [1], [2])": lines(
        lambda n: " (evidence: " + ", ".join(f"[{i}]" for i in n) + ")", form="{text}.{mark}"
    ),
    "[1]. [2].": lines(lambda n: "".join(f" [{i}]." for i in n), form="{text}.{mark}"),
    "Claim 1 (sentences 1, 2):": lines(comma, form="Claim {n} (sentences {mark}): {text}."),
    "Per [1] and [2]:": lines(
        lambda n: " and ".join(f"[{i}]" for i in n), form="- Per {mark}: {text}."
    ),
    "(laused 1, 2)": lines(listed(" (laused {})"), form="{text}.{mark}"),
    "[sætning 1 og 2]": lines(lambda n: " [sætning " + " og ".join(map(str, n)) + "]"),
    "(πρόταση 1, 2)": lines(listed(" (πρόταση {})"), form="{text}.{mark}"),
    "Persian numbers": lines(
        lambda n: " [" + "، ".join(map(str, n)).translate(_PERSIAN) + "]", form="{text}.{mark}"
    ),
    "Hindi numbers": lines(lambda n: " [" + comma(n).translate(_HINDI) + "]"),
    "fence of text": lines(_ONE, before="```text\n", after="\n```"),
    "fence of Markdown, preamble": lines(
        _ONE, form="- {text}{mark}.", before="Here you go:\n\n```markdown\n", after="\n```\nEnjoy!"
    ),
    "JSON5": lambda said: (
        "{\n  // one entry for each claim\n  claims: [\n"
        + "\n".join(
            f"    {{text: {json.dumps(o.text + '.')}, ids: [{comma(o.numbers)}]}}," for o in said
        )
        + "\n  ],\n}"
    ),
    "JSON, numbers with semicolons": lambda said: json.dumps(
        {
            "claims": [
                {"claim": f"{o.text}.", "support": ";".join(map(str, o.numbers))} for o in said
            ]
        }
    ),
    "JSON, trailing commas": lambda said: (
        "[\n"
        + "\n".join(
            f'  {{"text": {json.dumps(o.text + ".")}, "sentences": [{comma(o.numbers)}],}},'
            for o in said
        )
        + "\n]"
    ),
    "CDATA": lambda said: (
        "<summary>\n"
        + "\n".join(
            f"<claim><text><![CDATA[{o.text}.]]></text>"
            + "".join(f"<sentence>{n}</sentence>" for n in o.numbers)
            + "</claim>"
            for o in said
        )
        + "\n</summary>"
    ),
    "table with breaks": lines(
        lambda n: "<br>".join(map(str, n)),
        form="| {n} | {text}. | {mark} |",
        before="| No. | Claim | Sentences |\n|:--|:--|--:|\n",
    ),
    "Hungarian frame": _framed(
        "Íme az összefoglaló:", "Remélem, ez segít! Szóljon, ha többre van szüksége."
    ),
    "Danish frame": _framed(
        "Selvfølgelig! Her er resuméet:", "Sig endelig til, hvis du vil have mere."
    ),
    "Persian frame": _framed("البته! این خلاصه متن است:", "اگر سؤال دیگری دارید، بپرسید."),
    "Swahili frame": _framed("Huu hapa ni muhtasari:", "Niambie ukihitaji maelezo zaidi."),
    "verdict and end": _framed("TL;DR", "✅ Done: 5 claims, each with its sentences.\n\n[END]"),
}

ELEVENTH: dict[str, Style] = {
    "(src=1, src=2)": lines(lambda n: " (" + ", ".join(f"src={i}" for i in n) + ")"),
    "[doc:1; doc:2]": lines(lambda n: " [" + "; ".join(f"doc:{i}" for i in n) + "]"),
    "According to [1], [2]:": lines(
        lambda n: ", ".join(f"[{i}]" for i in n), form="According to {mark}: {text}."
    ),
    "Fact 1 [1, 2]:": lines(listed("[{}]"), form="* Fact {n} {mark}: {text}."),
    "Point 1 (1, 2) –": lines(listed("({})"), form="Point {n} {mark} – {text}."),
    "Nach (1, 2):": lines(listed("({})"), form="Nach {mark}: {text}."),
    "subscripts apart": lines(
        lambda n: " " + " ".join(map(str, n)).translate(_SUBSCRIPTS), form="{text}.{mark}"
    ),
    "subscripts before the stop": lines(
        lambda n: ",".join(map(str, n)).translate(_SUBSCRIPTS), form="{text}{mark}."
    ),
    "CDATA, attribute free": lambda said: "\n".join(
        f"<item><![CDATA[{o.text}.]]> <ids>{comma(o.numbers)}</ids></item>" for o in said
    ),
    "JSON5, single quotes": lambda said: (
        "[\n"
        + "\n".join(
            f"  {{claim: '{o.text}.', from: [{comma(o.numbers)}]}}, // claim {at}"
            for at, o in enumerate(said, 1)
        )
        + "\n]"
    ),
    "table with breaks and names": lines(
        lambda n: "<br/>".join(f"S{i}" for i in n),
        form="| {text}. | {mark} |",
        before="| Claim | Evidence |\n|---|---|\n",
    ),
    "ids in braces": lines(lambda n: " {" + ", ".join(f"id:{i}" for i in n) + "}"),
}
