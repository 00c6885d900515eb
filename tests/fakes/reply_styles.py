"""Styles in which models reply to a prompt of numbered sentences: the same claims in each.

Those of `DEVELOPED` were looked at while the reader of replies was written. Those of `HELD_OUT`
were written before any was tried; two (YAML, a table in HTML) were mended after the first run.
"""

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """A claim without its stop, and the numbers of the sentences that it rests on."""

    text: str
    numbers: tuple[int, ...]


Style = Callable[[Sequence[Said]], str]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def comma(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def each(form: str) -> Callable[[Sequence[int]], str]:
    return lambda numbers: "".join(form.format(n) for n in numbers)


def listed(form: str) -> Callable[[Sequence[int]], str]:
    return lambda numbers: form.format(comma(numbers))


def raised(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers)).translate(RAISED)


def lines(
    mark: Callable[[Sequence[int]], str],
    *,
    form: str = "{text}{mark}.",
    before: str = "",
    after: str = "",
    between: str = "\n",
) -> Style:
    """Lay out claims by `form`, which has `text`, `mark` and `n`, counted from 1."""

    def reply(said: Sequence[Said]) -> str:
        laid = [
            form.format(text=one.text, mark=mark(one.numbers), n=at)
            for at, one in enumerate(said, 1)
        ]
        return before + between.join(laid) + after

    return reply


def objects(text: str, cites: str) -> Callable[[Sequence[Said]], list[dict[str, object]]]:
    return lambda said: [{text: f"{one.text}.", cites: list(one.numbers)} for one in said]


def _all(said: Sequence[Said]) -> list[int]:
    return sorted({n for one in said for n in one.numbers})


_BRACKETS = each("[{}]")
_ONE = listed(" [{}]")

DEVELOPED: dict[str, Style] = {
    "[1][2] before the stop": lines(each(" [{}]")),
    "[1], [2]": lines(lambda n: " " + ", ".join(f"[{i}]" for i in n)),
    "[1,2] after the stop": lines(listed(" [{}]"), form="{text}.{mark}"),
    "[1-2]": lines(
        lambda n: (
            f" [{n[0]}-{n[-1]}]" if n[-1] - n[0] == len(n) - 1 and len(n) > 1 else f" [{comma(n)}]"
        )
    ),
    "【1】": lines(each("【{}】"), form="{text}.{mark}"),
    "【1†source】": lines(each("【{}†source】"), form="{text}.{mark}"),
    "(1)": lines(listed(" ({})")),
    "(see 1)": lines(listed(" (see {})")),
    "[source: 1]": lines(listed(" [source: {}]")),
    "[Sentence 3]": lines(listed(" [Sentence {}]")),
    "superscripts": lines(raised, form="{text}.{mark}"),
    "superscripts before the stop": lines(raised),
    "<sup>1</sup>": lines(each("<sup>{}</sup>")),
    "^1": lines(each("^{}")),
    "［１］": lines(lambda n: f"［{comma(n).translate(WIDE)}］", form="{text}.{mark}"),
    "footnotes": lines(each("[^{}]"), form="{text}.{mark}"),
    "citation on the next line": lines(listed("[{}]"), form="{text}.\n{mark}"),
    "sources at the end": lambda said: lines(
        lambda _: "", after=f"\n\nSources: {comma(_all(said))}"
    )(said),
    "Quellen at the end": lambda said: lines(
        lambda _: "", after="\n\n**Quellen:** " + "".join(f"[{n}]" for n in _all(said))
    )(said),
    "JSON list": lambda said: json.dumps(objects("sentence", "citations")(said)),
    "JSON object in a fence": lambda said: (
        "Here you go:\n```json\n"
        + json.dumps({"summary": objects("text", "sources")(said)}, indent=2)
        + "\n```\nLet me know if you need more."
    ),
    "JSON lines": lambda said: "\n".join(json.dumps(one) for one in objects("claim", "refs")(said)),
    "table": lambda said: (
        "| Statement | Sources |\n|---|---|\n"
        + "\n".join(f"| {one.text}. | [{comma(one.numbers)}] |" for one in said)
    ),
    "table with numbers": lambda said: (
        "| # | Claim | Source |\n|:-:|---|---|\n"
        + "\n".join(
            f"| {at} | {one.text}. | {comma(one.numbers)} |" for at, one in enumerate(said, 1)
        )
    ),
    "numbered list": lines(_BRACKETS, form="{n}. {text} {mark}."),
    "bullets": lines(_BRACKETS, form="- {text}. {mark}"),
    "bold lead-ins": lines(_ONE, form="- **Point {n}:** {text}.{mark}"),
    "heading": lines(_ONE, before="## Summary\n\n"),
    "preamble and offer": lines(
        _ONE,
        before="Sure! Here is the summary of the text:\n\n",
        after="\n\nLet me know if you would like more detail!",
    ),
    "German frame": lines(
        _ONE,
        before="Hier ist die Zusammenfassung:\n\n",
        after="\n\nMöchten Sie, dass ich einzelne Punkte genauer ausführe?",
    ),
    "French frame": lines(
        _ONE,
        before="Voici le résumé demandé :\n\n",
        after="\n\nN'hésitez pas à me demander d'autres détails.",
    ),
    "note at the end": lines(
        _ONE, after="\n\nNote: All sentences are based only on the provided text."
    ),
    "quoted": lines(listed(" [{}]"), form="“{text}.”{mark}"),
    "one paragraph": lines(each("[{}]"), form="{text} {mark}.", between=" "),
    "one citation for a paragraph": lambda said: (
        " ".join(f"{one.text}." for one in said) + " " + "".join(f"[{n}]" for n in _all(said))
    ),
}

HELD_OUT: dict[str, Style] = {
    "[1; 2]": lines(lambda n: " [" + "; ".join(map(str, n)) + "]"),
    "[1 and 2]": lines(lambda n: " [" + " and ".join(map(str, n)) + "]", form="{text}.{mark}"),
    "[S1]": lines(each("[S{}]"), form="{text}.{mark}"),
    "[cite: 1]": lines(listed(" [cite: {}]"), form="[cite_start]{text}{mark}."),
    "([1])": lines(lambda n: " (" + ", ".join(f"[{i}]" for i in n) + ")"),
    "(sentences 1, 2)": lines(listed(" (sentences {})"), form="{text}.{mark}"),
    "[[1]](#s1)": lines(each("[[{0}]](#s{0})"), form="{text}.{mark}"),
    "LaTeX $^{1}$": lines(listed("$^{{{}}}$"), form="{text}.{mark}"),
    "<sup>[1]</sup>": lines(each("<sup>[{}]</sup>"), form="{text}.{mark}"),
    "<cite>1</cite>": lines(each("<cite>{}</cite>")),
    "Source: 1, below each": lines(
        listed("Source: {}"), form="- {text}.\n  - {mark}", between="\n"
    ),
    "— Sentence 1": lines(listed(" — Sentence {}"), form="{text}.{mark}"),
    "leading [1]": lines(listed("[{}] "), form="{mark}{text}."),
    "YAML": lines(listed("[{}]"), form="- claim: {text}.\n  sources: {mark}"),
    "JSON, nested": lambda said: json.dumps(
        {
            "title": "Summary",
            "points": [
                {
                    "id": at,
                    "point": f"{one.text}.",
                    "evidence": [{"sentence": n} for n in one.numbers],
                }
                for at, one in enumerate(said, 1)
            ],
        }
    ),
    "JSON, marks in one string": lambda said: json.dumps(
        {"summary": " ".join(f"{one.text} [{comma(one.numbers)}]." for one in said)}
    ),
    "JSON, pairs": lambda said: json.dumps([[f"{one.text}.", list(one.numbers)] for one in said]),
    "JSON, strings for numbers": lambda said: (
        "```\n"
        + json.dumps([{"statement": f"{one.text}.", "source": comma(one.numbers)} for one in said])
        + "\n```"
    ),
    "HTML list": lines(
        each("<sup>{}</sup>"), form="<li>{text}.{mark}</li>", before="<ul>\n", after="\n</ul>"
    ),
    "HTML table": lambda said: (
        "<table><tr><th>Claim</th><th>Source</th></tr>"
        + "".join(f"<tr><td>{one.text}.</td><td>{comma(one.numbers)}</td></tr>" for one in said)
        + "</table>"
    ),
    "references with quotes": lambda said: lines(
        each("[{}]"),
        form="{text}.{mark}",
        after="\n\n## References\n" + "\n".join(f"[{n}] “…”" for n in _all(said)),
    )(said),
    "footnotes explained": lambda said: (
        "\n".join(f"{one.text}.[^{at}]" for at, one in enumerate(said, 1))
        + "\n\n"
        + "\n".join(f"[^{at}]: Sentences {comma(one.numbers)}" for at, one in enumerate(said, 1))
    ),
    "block quotes": lines(_ONE, form="> {text}.{mark}", between="\n\n"),
    "bold sentences": lines(_ONE, form="**{text}.**{mark}", between="\n\n"),
    "Spanish frame": lines(
        _ONE,
        before="¡Claro! A continuación se presenta el resumen:\n\n",
        after="\n\n¿Quiere que amplíe algún punto?",
    ),
    "Chinese frame": lines(
        lambda n: f"［{comma(n)}］",
        before="以下是摘要：\n\n",
        after="\n\n如果需要更多细节，请告诉我。",
    ),
    "Russian frame": lines(
        _ONE,
        before="Вот краткое изложение:\n\n",
        after="\n\nЕсли нужно, могу рассказать подробнее.",
    ),
    "sections": lambda said: "\n\n".join(
        f"### Part {at}\n- {one.text}. [{comma(one.numbers)}]" for at, one in enumerate(said, 1)
    ),
    "final remark in English": lines(
        _ONE,
        before="Certainly. I have read all of it.\n\n",
        after="\n\nI hope this helps. Feel free to ask for a longer version.",
    ),
    "References: [1], [2]": lambda said: lines(
        lambda _: "",
        form="- {text}.",
        after="\n\nReferences: " + ", ".join(f"[{n}]" for n in _all(said)),
    )(said),
}

STYLES = DEVELOPED | HELD_OUT

SENTENCES = (
    "The town library of Marsh End opened in 1932, after four years of building.",
    "It cost 1.2 million crowns, which was paid from a tax on barges.",
    "Its reading room covers 340 m² on two floors.",
    "Since 2019 the library has been led by Ada Lind, who was a teacher before.",
    "Visitors may use the six computers for an hour a day without a card.",
    "The library holds 48,000 books and 3,100 maps.",
    "The oldest map was drawn by hand for the harbour master in 1711.",
    "A second branch (opened in 1988) serves the villages along the northern canal.",
    "Every autumn the staff mend some 900 damaged volumes in the cellar.",
    "The roof was renewed with copper from the old shipyard.",
    "Children below the age of 7 pay no fee for the puppet theatre.",
    "A bus stops in front of the main door every 20 minutes.",
)
CLAIMS = (
    Said("The town library of Marsh End cost 1.2 million crowns and opened in 1932", (1, 2)),
    Said("Its reading room covers 340 m² on two floors", (3,)),
    Said("Ada Lind has led the library since 2019", (4,)),
    Said("The oldest map was drawn by hand for the harbour master in 1711", (7,)),
    Said(
        "A second branch (opened in 1988) serves the canal and a bus stops every 20 minutes",
        (8, 12),
    ),
)
