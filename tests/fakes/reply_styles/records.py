"""Claims in data: JSON, YAML, XML, CSV, tables, elements of HTML."""

# A table: its rows are not broken up.

import json
from collections.abc import Sequence

from tests.fakes.reply_styles.forms import (
    SENTENCES,
    Said,
    Style,
    comma,
    each,
    lines,
    listed,
    objects,
)


def answer(said: Sequence[Said]) -> str:
    text = " ".join(f"{one.text} {each('[{}]')(one.numbers)}." for one in said)
    return json.dumps({"thoughts": "brief", "answer": text, "confidence": 0.93, "follow_ups": []})


RECORDS: dict[str, Style] = {
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
    "CSV with a header and ids": lambda said: (
        "id,statement,sentence_numbers\n"
        + "\n".join(f'{at},"{o.text}.","{comma(o.numbers)}"' for at, o in enumerate(said, 1))
    ),
    "CSV in a fence, semicolons": lambda said: (
        "```csv\nsentence;sources\n"
        + "\n".join(f"{o.text}.;{' '.join(map(str, o.numbers))}" for o in said)
        + "\n```"
    ),
    "TSV": lambda said: (
        "Statement\tSources\n" + "\n".join(f"{o.text}.\t{comma(o.numbers)}" for o in said)
    ),
    "YAML, list in brackets": lines(
        comma, form="  - text: {text}.\n    sources: [{mark}]", before="summary:\n"
    ),
    "YAML, list of dashes": lambda said: (
        "claims:\n"
        + "\n".join(
            f"- statement: '{o.text}.'\n  evidence:\n" + "\n".join(f"    - {n}" for n in o.numbers)
            for o in said
        )
    ),
    "XML, elements": lambda said: (
        "<claims>\n"
        + "\n".join(
            f"  <claim><text>{o.text}.</text><sources>{comma(o.numbers)}</sources></claim>"
            for o in said
        )
        + "\n</claims>"
    ),
    "XML, attribute": lambda said: "\n".join(
        f"<sentence cite='{comma(o.numbers)}'>{o.text}.</sentence>" for o in said
    ),
    "HTML ordered list": lambda said: (
        "<ol>\n"
        + "\n".join(f"<li>{o.text}. <b>[{comma(o.numbers)}]</b></li>" for o in said)
        + "\n</ol>"
    ),
    "table, source first": lambda said: (
        "| Sentences | Claim |\n|---|---|\n"
        + "\n".join(f"| {comma(o.numbers)} | {o.text}. |" for o in said)
    ),
    "JSON by number, list": lambda said: json.dumps(
        {str(at): [f"{o.text}.", list(o.numbers)] for at, o in enumerate(said, 1)}
    ),
    "JSON in a sentence": lambda said: (
        "I summarized the text as JSON: "
        + json.dumps([{"s": f"{o.text}.", "n": list(o.numbers)} for o in said])
        + " I hope that helps!"
    ),
    "|1, 2|": lines(lambda n: " ⟦" + comma(n) + "⟧", form="{text}.{mark}"),
    "JSON, citations as text": lambda said: json.dumps(
        [
            {"sentence": f"{o.text}.", "citation": "[" + "][".join(map(str, o.numbers)) + "]"}
            for o in said
        ]
    ),
    "JSON, text with marks": lambda said: json.dumps(
        {"summary": [f"{o.text}. [{comma(o.numbers)}]" for o in said]}
    ),
    "JSON, one text": lambda said: json.dumps(
        {
            "summary": " ".join(f"{o.text}. [{comma(o.numbers)}]" for o in said),
            "language": "en",
            "confidence": 0.93,
        }
    ),
    "YAML, flow": lambda said: "\n".join(
        f'- {{text: "{o.text}.", cites: [{comma(o.numbers)}]}}' for o in said
    ),
    "INI": lambda said: "\n".join(
        f"[claim{at}]\ntext = {o.text}.\nsources = {comma(o.numbers)}\n"
        for at, o in enumerate(said, 1)
    ),
    "table with a total": lambda said: (
        "| No. | Statement | Sentences |\n|:--|:--|--:|\n"
        + "\n".join(f"| {at} | {o.text}. | {comma(o.numbers)} |" for at, o in enumerate(said, 1))
        + "\n| | **Total** | 5 |"
    ),
    "table of ASCII": lambda said: (
        "+------+------+\n| Claim | Refs |\n+======+======+\n"
        + "\n".join(f"| {o.text}. | {comma(o.numbers)} |\n+------+------+" for o in said)
    ),
    "| [1] behind a bar": lines(
        lambda n: " | " + " ".join(f"[{i}]" for i in n), form="{text}.{mark}"
    ),
    "JSON, list of lists with ids first": lambda said: json.dumps(
        [[list(o.numbers), f"{o.text}."] for o in said]
    ),
    "JSON, nested by theme": lambda said: json.dumps(
        {
            "themes": [
                {
                    "theme": "Library",
                    "points": [
                        {"text": f"{o.text}.", "sentences": list(o.numbers)} for o in said[:3]
                    ],
                },
                {
                    "theme": "Other",
                    "points": [
                        {"text": f"{o.text}.", "sentences": list(o.numbers)} for o in said[3:]
                    ],
                },
            ]
        }
    ),
    "YAML with a document mark": lambda said: (
        "---\n"
        + "\n".join(f"- text: {o.text}.\n  cites: {comma(o.numbers)}" for o in said)
        + "\n..."
    ),
    "box-drawing table": lambda said: (
        "┌───┬───┐\n│ Claim │ Refs │\n├───┼───┤\n"
        + "\n".join(f"│ {o.text}. │ {comma(o.numbers)} │" for o in said)
        + "\n└───┴───┘"
    ),
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
    "XML, sources first": lambda said: "\n".join(
        "<claim>" + "".join(f'<source id="{n}"/>' for n in o.numbers) + f"{o.text}.</claim>"
        for o in said
    ),
    "<sup><a>1</a></sup>": lines(
        each('<sup><a href="#fn{0}">{0}</a></sup>'), form="<li>{text}.{mark}</li>"
    ),
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
    "1, 2 | first": lines(comma, form="{mark} | {text}."),
    "JSON, pairs, otherwise": lambda said: json.dumps(
        [[f"{o.text}.", list(o.numbers)] for o in said]
    ),
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
    "table with breaks": lines(
        lambda n: "<br>".join(map(str, n)),
        form="| {n} | {text}. | {mark} |",
        before="| No. | Claim | Sentences |\n|:--|:--|--:|\n",
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
    "CSV, otherwise": lambda said: (
        "claim,sentences\n" + "\n".join(f'"{o.text}.","{comma(o.numbers)}"' for o in said)
    ),
    "TSV, otherwise": lambda said: (
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
    "TOML, otherwise": lambda said: "\n".join(
        f'[[claims]]\ntext = "{o.text}."\nsentences = [{comma(o.numbers)}]\n' for o in said
    ),
    "table, sources first": lambda said: (
        "| Sources | Claim |\n|:--|:--|\n"
        + "\n".join(f"| {comma(o.numbers)} | {o.text}. |" for o in said)
    ),
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
    "XML with attributes": lines(
        comma,
        form='<claim id="{n}" sentences="{mark}">{text}.</claim>',
        before="<claims>\n",
        after="\n</claims>",
    ),
    "a class": lines(
        each('<sup class="cite" data-ref="{0}"><a href="#{0}">{0}</a></sup>'),
        form="<li>{text}.{mark}</li>",
        before="<ul>",
        after="</ul>",
    ),
    "JSON, nested citation": lambda said: json.dumps(
        {
            "status": "ok",
            "result": {
                "statements": [
                    {
                        "statement": f"{o.text}.",
                        "citation": {"type": "sentence", "ids": list(o.numbers)},
                    }
                    for o in said
                ]
            },
        }
    ),
    "JSON, list in a text": lambda said: "\n".join(
        json.dumps({"claim": f"{o.text}.", "sentence_numbers": f"[{comma(o.numbers)}]"})
        for o in said
    ),
    "YAML, ids below": lambda said: (
        "claims:\n"
        + "\n".join(
            f"  - statement: {one.text}.\n    sentence_ids:\n"
            + "\n".join(f"      - {n}" for n in one.numbers)
            for one in said
        )
    ),
    "JSON, an answer with marks": answer,
}
