"""More styles of replies, written after the reader of replies was done, and tried once before any
change: 143 of 150 claims and of 150 citations were kept then, with 14 junk sentences.

Three were mended since: `(1)(2)`, `(Source: sentences 1, 2)` and CSV.
"""

import json

from tests.fakes.reply_styles import Style, comma, each, lines, listed, objects

ONE = listed(" [{}]")

LATER: dict[str, Style] = {
    "{1, 2}": lines(listed(" {{{}}}"), form="{text}.{mark}"),
    "<1>": lines(each("<{}>"), form="{text}.{mark}"),
    "(1)(2)": lines(each("({})"), form="{text} {mark}."),
    "(#1, #2)": lines(lambda n: " (" + ", ".join(f"#{i}" for i in n) + ")", form="{text}.{mark}"),
    "`[1]`": lines(each(" `[{}]`"), form="{text}.{mark}"),
    "[1 & 2]": lines(lambda n: " [" + " & ".join(map(str, n)) + "]"),
    "[[1], [2]]": lines(
        lambda n: " [" + ", ".join(f"[{i}]" for i in n) + "]", form="{text}.{mark}"
    ),
    "[Source 1, Source 2]": lines(
        lambda n: " [" + ", ".join(f"Source {i}" for i in n) + "]", form="{text}.{mark}"
    ),
    "(cf. 1, 2)": lines(listed(" (cf. {})")),
    "[Satz 1]": lines(listed(" [Satz {}]")),
    "(Source: sentences 1, 2)": lines(listed(" (Source: sentences {})"), form="{text}.{mark}"),
    "*[1, 2]*": lines(listed(" *[{}]*"), form="{text}.{mark}"),
    "[L1]": lines(each("[L{}]"), form="{text}.{mark}"),
    "[n1]": lines(lambda n: " [#" + ", #".join(map(str, n)) + "]", form="{text}.{mark}"),
    "[ref:1]": lines(each("[ref:{}]"), form="{text} {mark}."),
    "tabs": lines(comma, form="{text}.\t[{mark}]"),
    "XML": lambda said: (
        "<summary>\n"
        + "\n".join(f'<claim sources="{comma(o.numbers)}">{o.text}.</claim>' for o in said)
        + "\n</summary>"
    ),
    "CSV": lambda said: (
        "claim,sources\n" + "\n".join(f'"{o.text}.","{comma(o.numbers)}"' for o in said)
    ),
    "JSON, object by number": lambda said: json.dumps(
        {str(at): {"claim": o.text + ".", "cites": list(o.numbers)} for at, o in enumerate(said, 1)}
    ),
    "JSON, brackets in strings": lambda said: json.dumps(
        {"sentences": [f"{o.text} [{comma(o.numbers)}]." for o in said]}
    ),
    "JSON after words": lambda said: (
        "The summary as JSON:\n\n"
        + json.dumps({"claims": objects("content", "sentence_ids")(said)})
    ),
    "table without outer bars": lambda said: (
        "Claim | Evidence\n--- | ---\n"
        + "\n".join(f"{o.text}. | [{comma(o.numbers)}]" for o in said)
    ),
    "letters": lines(ONE, form="({n}) {text}.{mark}"),
    "stars": lines(ONE, form="* {text}{mark}.", before="**Summary**\n\n"),
    "arrow": lines(listed("[{}]"), form="{text}. → {mark}"),
    "Italian frame": lines(
        ONE,
        before="Certo! Ecco il riassunto:\n\n",
        after="\n\nFammi sapere se desideri altri dettagli.",
    ),
    "Dutch frame": lines(
        ONE,
        before="Hier volgt de samenvatting van de tekst:\n\n",
        after="\n\nLaat het me weten als je meer wilt weten.",
    ),
    "Japanese frame": lines(
        lambda n: f"［{comma(n)}］",
        before="以下に要約を示します。\n\n",
        after="\n\n他にご質問があればお知らせください。",
    ),
    "title and rule": lines(
        ONE, before="# The town library\n\n---\n\n", after="\n\n---\n*End of summary*"
    ),
    "word count": lines(ONE, before="Summary (72 words):\n\n", after="\n\n(Word count: 72)"),
}
