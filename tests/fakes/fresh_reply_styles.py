"""Eighty more styles of replies. Those of `FRESH` and `FRESHEST` were written together, before the
reader of replies was changed for any of them; those of `LAST_OF_ALL` after both were mended. Each
was tried once before any change for it.
"""

import json
from collections.abc import Sequence

from tests.fakes.reply_styles import SENTENCES, Said, Style, comma, each, lines, listed, raised

ONE = listed(" [{}]")
CIRCLED = " ①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def keycaps(numbers: Sequence[int]) -> str:
    return "".join("".join(f"{digit}\ufe0f\u20e3" for digit in str(n)) + " " for n in numbers)


def quoted(said: Sequence[Said]) -> str:
    return "\n".join(
        f"- {o.text}. [{comma(o.numbers)}]\n  > {SENTENCES[o.numbers[0] - 1]}\n" for o in said
    )


FRESH: dict[str, Style] = {
    "{1}": lines(each("{{{}}}"), form="{text} {mark}."),
    "(S1, S2)": lines(lambda n: " (" + ", ".join(f"S{i}" for i in n) + ")", form="{text}.{mark}"),
    "#1 #2": lines(lambda n: " " + " ".join(f"#{i}" for i in n), form="{text}.{mark}"),
    "Sentences 1, 2: first": lines(comma, form="Sentences {mark}: {text}."),
    "quote, then source": lines(listed(" — Sentence {}"), form="“{text}.”{mark}"),
    "<cite>1</cite>": lines(each("<cite>{}</cite>"), form="{text}.{mark}"),
    "<cite id=1/>": lines(each('<cite id="{}"/>'), form="{text}.{mark}"),
    "[citation:1]": lines(each("[citation:{}]"), form="{text}.{mark}"),
    "¹˒²": lines(lambda n: raised(n).replace(",", "˒"), form="{text}.{mark}"),
    "keycaps": lines(keycaps, form="{text}. {mark}"),
    "\\cite{1,2}": lines(
        lambda n: "\\cite{" + ",".join(map(str, n)) + "}",
        form="{text} {mark}.",
        before="\\section{Summary}\n",
    ),
    "[@1; @2]": lines(lambda n: " [" + "; ".join(f"@{i}" for i in n) + "]"),
    "[[1]](#s1)": lines(each("[[{0}]](#s{0})"), form="{text}.{mark}"),
    "<a>[1]</a>": lines(each("<a href='#s{0}'>[{0}]</a>"), form="<p>{text}.{mark}</p>"),
    "JSON, evidence with quotes": lambda said: json.dumps(
        {
            "claims": [
                {
                    "claim": f"{o.text}.",
                    "evidence": [{"sentence_id": n, "quote": SENTENCES[n - 1]} for n in o.numbers],
                }
                for o in said
            ]
        }
    ),
    "Python dicts": lambda said: str(
        [{"claim": f"{o.text}.", "sources": list(o.numbers)} for o in said]
    ),
    "XML, sources first": lambda said: "\n".join(
        "<claim>" + "".join(f'<source id="{n}"/>' for n in o.numbers) + f"{o.text}.</claim>"
        for o in said
    ),
    "MediaWiki": lines(each('<ref name="{}" />'), form="{text}.{mark}"),
    "Supported by": lines(comma, form="{text}.\nSupported by: {mark}\n"),
    "{source: 1, 2}": lines(listed(" {{source: {}}}"), form="{text}.{mark}"),
    "[1, 2]: first": lines(comma, form="[{mark}]: {text}."),
    "bold labels": lines(ONE, form="**Point {n}**: {text}.{mark}\n"),
    "Turkish frame": lines(
        ONE,
        before="Metnin özeti aşağıdadır.\n\n",
        after="\n\nBaşka bir sorunuz olursa yardımcı olabilirim.",
    ),
    "Vietnamese frame": lines(
        ONE,
        before="Dưới đây là bản tóm tắt:\n\n",
        after="\n\nHy vọng điều này hữu ích cho bạn!",
    ),
    "frame about the reply": lines(
        ONE,
        before="I read the sentences with care and picked what matters most to a reader.\n\n",
        after="\n\nThis summary keeps to the numbered sentences and follows the requested format.",
    ),
    "frame with a mark in it": lines(
        ONE,
        before="Numbers in brackets such as [1] refer to the sentences given.\n\n",
    ),
    "claims, then citations": lambda said: (
        "Claims:\n"
        + "\n".join(f"{at}. {o.text}." for at, o in enumerate(said, 1))
        + "\n\nCitations:\n"
        + "\n".join(f"{at}: {comma(o.numbers)}" for at, o in enumerate(said, 1))
    ),
    "references written out": lambda said: (
        "\n".join(f"{o.text}. [{comma(o.numbers)}]" for o in said)
        + "\n\nReferences:\n"
        + "\n".join(f"{n}. {SENTENCES[n - 1]}" for o in said for n in o.numbers)
    ),
    "quotations below": quoted,
    "[1]_ [2]_": lines(lambda n: " " + " ".join(f"[{i}]_" for i in n), form="{text}.{mark}"),
}

FRESHEST: dict[str, Style] = {
    "①②": lines(lambda n: "".join(CIRCLED[i] for i in n), form="{text}.{mark}"),
    "^[1,2]": lines(listed("^[{}]"), form="{text}.{mark}"),
    "[1](#1)": lines(each("[{0}](#{0})"), form="{text}. {mark}"),
    "<sup><a>1</a></sup>": lines(
        each('<sup><a href="#fn{0}">{0}</a></sup>'), form="<li>{text}.{mark}</li>"
    ),
    "[S1][S2]": lines(each("[S{}]"), form="{text} {mark}."),
    "<ref>1</ref>": lines(each("<ref>{}</ref>"), form="{text}.{mark}"),
    "YAML, folded": lambda said: "\n".join(
        f"- claim: >\n    {o.text}.\n  citations:\n"
        + "\n".join(f"    - sentence: {n}" for n in o.numbers)
        for o in said
    ),
    "JSON, ids as S1": lambda said: json.dumps(
        [{"point": f"{o.text}.", "ids": [f"S{n}" for n in o.numbers]} for o in said]
    ),
    "JSON, keyed by claim id": lambda said: json.dumps(
        {
            "summary": {
                f"claim_{at}": {"statement": f"{o.text}.", "support": list(o.numbers)}
                for at, o in enumerate(said, 1)
            },
            "note": "All statements are taken from the text.",
        }
    ),
    "XML, nested citations": lambda said: (
        "<summary>\n"
        + "\n".join(
            f"<statement><content>{o.text}.</content><citations>"
            + "".join(f"<citation>{n}</citation>" for n in o.numbers)
            + "</citations></statement>"
            for o in said
        )
        + "\n</summary>"
    ),
    "dash and brackets": lines(
        lambda n: " — " + " ".join(f"[{i}]" for i in n), form="• {text}{mark}"
    ),
    "(refs. 1, 2)": lines(listed(" (refs. {})")),
    "(sents. 1, 2)": lines(listed(" (sents. {})"), form="{text}.{mark}"),
    "(¶1, 2)": lines(listed(" (¶{})"), form="{text}.{mark}"),
    "// 1, 2": lines(listed(" // {}"), form="{text}.{mark}"),
    "1, 2 | first": lines(comma, form="{mark} | {text}."),
    "（1、2）": lines(lambda n: "（" + "、".join(map(str, n)) + "）", form="{text}.{mark}"),
    "「1」": lines(each("「{}」"), form="{text}{mark}."),
    "[1|2]": lines(lambda n: " [" + "|".join(map(str, n)) + "]"),
    "[cite:@1;@2]": lines(lambda n: " [cite:" + ";".join(f"@{i}" for i in n) + "]"),
    "<<1,2>>": lines(lambda n: " <<" + ",".join(map(str, n)) + ">>", form="{text}.{mark}"),
    "one paragraph": lines(listed(" [{}]"), form="{text}.{mark}", between=" "),
    "role and rule": lines(ONE, form="{text}.{mark}", before="Assistant:\n", after="\n\n***"),
    "counted sources": lines(listed(" (Sources: {})"), form="{n}) {text}.{mark}"),
    "Swedish frame": lines(
        ONE,
        before="Jag har läst meningarna. Här är det viktigaste i korthet.\n\n",
        after="\n\nSäg till om du vill veta mer om något av detta.",
    ),
    "Arabic frame": lines(
        ONE, before="إليك ملخص النص:\n\n", after="\n\nهل ترغب في معرفة المزيد من التفاصيل؟"
    ),
    "Hindi frame": lines(
        ONE, before="पाठ का सारांश इस प्रकार है।\n\n", after="\n\nयदि और जानकारी चाहिए तो बताएं।"
    ),
    "limits and totals": lines(
        ONE,
        before="**Summary of the passage**\n\n",
        after="\n\nTotal statements: 5. Word limit respected.",
    ),
    "self-check": lines(
        ONE,
        after="\n\nCheck: each statement above is backed by at least one sentence, and none of "
        "them goes beyond what is written.",
    ),
    "sources explained": lambda said: (
        "\n\n".join(f"{o.text}. [{comma(o.numbers)}]" for o in said)
        + "\n\n**Sources**\n"
        + "\n".join(f"- [{n}]: {SENTENCES[n - 1]}" for o in said for n in o.numbers)
    ),
}

LAST_OF_ALL: dict[str, Style] = {
    "[#1;#2]": lines(lambda n: " [" + ";".join(f"#{i}" for i in n) + "]"),
    "⟨1, 2⟩": lines(listed(" ⟨{}⟩"), form="{text}.{mark}"),
    "[ 1 ] [ 2 ]": lines(lambda n: " " + " ".join(f"[ {i} ]" for i in n), form="{text}.{mark}"),
    "(ad 1, 2)": lines(listed(" (ad {})"), form="{text}.{mark}"),
    "[zin 1, zin 2]": lines(lambda n: " [" + ", ".join(f"zin {i}" for i in n) + "]"),
    "(предложения 1, 2)": lines(listed(" (предложения {})"), form="{text}{mark}."),
    "=> 1, 2": lines(listed(" => {}"), form="{text}.{mark}"),
    "@1 @2": lines(lambda n: " " + " ".join(f"@{i}" for i in n), form="{text}.{mark}"),
    "1+2": lines(lambda n: " [" + "+".join(map(str, n)) + "]", form="{text}.{mark}"),
    "Basis on a line": lines(comma, form="{text}.\n  (Basis: {mark})"),
    "JSON, pairs": lambda said: json.dumps([[f"{o.text}.", list(o.numbers)] for o in said]),
    "JSON, camel case": lambda said: json.dumps(
        {"keyPoints": [{"pointText": f"{o.text}.", "sentenceRefs": [*o.numbers]} for o in said]}
    ),
    "TOML": lambda said: "\n".join(
        f'[[claims]]\ntext = "{o.text}."\nsources = [{comma(o.numbers)}]\n' for o in said
    ),
    "table of three": lambda said: (
        "| # | Point | From |\n|---|---|---|\n"
        + "\n".join(f"| {at} | {o.text}. | {comma(o.numbers)} |" for at, o in enumerate(said, 1))
    ),
    "definition list": lines(ONE, form="Point {n}\n: {text}.{mark}\n"),
    "Greek frame": lines(
        ONE,
        before="Ακολουθεί μια σύντομη περίληψη.\n\n",
        after="\n\nΑν χρειάζεστε κάτι άλλο, πείτε μου.",
    ),
    "Czech frame": lines(
        ONE,
        before="Zde je shrnutí nejdůležitějších bodů textu.\n\n",
        after="\n\nPokud chcete, mohu to rozvést.",
    ),
    "a promise and a thought": lines(
        ONE,
        before="Okay, let me write this in about a hundred words with sentence numbers.\n\n",
        after="\n\nThat is roughly ninety words, so it fits the limit you gave.",
    ),
    "a note on method": lines(
        ONE,
        after="\n\n*Method: duplicated information was merged and minor details were dropped.*",
    ),
    "two frames": lines(
        ONE,
        before="Certainly.\n\nSummary follows.\n\n---\n\n",
        after="\n\n---\n\nEnd.\n\nWould a shorter version help?",
    ),
}
