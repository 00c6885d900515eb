"""Ninety more styles of replies, each part written after what came before was mended, and tried
once before any change. Kept then: of `LAST` 116 of 150 claims and citations, with 62 junk
sentences; of `SEVENTH` 124 of each, with 39; of `EIGHTH` 140 claims and 136 citations, with 12.
"""

import json

from tests.fakes.reply_styles import Style, comma, each, lines, listed, raised

ONE = listed(" [{}]")

LAST: dict[str, Style] = {
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
    "org-mode": lines(ONE, form="- {text}.{mark}", before="* Summary\n"),
    "AsciiDoc": lines(ONE, form="* {text}.{mark}", before="== Summary\n\n"),
    "LaTeX itemize": lines(
        listed("~\\cite{{{}}}"),
        form="\\item {text}{mark}.",
        before="\\begin{itemize}\n",
        after="\n\\end{itemize}",
    ),
    "Textile": lines(ONE, form="* {text}.{mark}", before="h2. Summary\n\n"),
    "keys and values": lines(comma, form="Claim: {text}.\nSentences: {mark}\n"),
    "Q and A": lines(ONE, form="Q: What is point {n}?\nA: {text}.{mark}\n"),
    "nested bullets": lines(comma, form="- {text}.\n  - Sources: {mark}"),
    "emoji bullets": lines(ONE, form="✅ {text}.{mark}"),
    "heading per point": lines(ONE, form="### Point {n}\n\n{text}.{mark}\n"),
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
    "(→ 1, 2)": lines(listed(" (→ {})"), form="{text}.{mark}"),
    "{{cite|1}}": lines(each("{{{{cite|{}}}}}"), form="{text}.{mark}"),
    "[^1^]": lines(each("[^{}^]"), form="{text}.{mark}"),
    "|1, 2|": lines(lambda n: " ⟦" + comma(n) + "⟧", form="{text}.{mark}"),
    "[Sätze 1 und 2]": lines(lambda n: " [Sätze " + " und ".join(map(str, n)) + "]"),
    "(phrases 1 et 2)": lines(lambda n: " (phrases " + " et ".join(map(str, n)) + ")"),
    "（文1、2）": lines(lambda n: "（文" + "、".join(map(str, n)) + "）"),
    "Polish frame": lines(
        ONE,
        before="Oto streszczenie tekstu:\n\n",
        after="\n\nDaj znać, jeśli potrzebujesz więcej szczegółów.",
    ),
    "Korean frame": lines(
        ONE,
        before="다음은 요약입니다.\n\n",
        after="\n\n더 궁금한 점이 있으면 말씀해 주세요.",
    ),
    "apology and note": lines(
        raised,
        form="{text}.{mark}",
        before="I apologize for the confusion earlier. The summary follows.\n\n",
        after="\n\n(Note: the numbers refer to the sentences above.)",
    ),
}

SEVENTH: dict[str, Style] = {
    "[ref 1]": lines(each(" [ref {}]"), form="{text}.{mark}"),
    "(sentence #1, #2)": lines(
        lambda n: " (sentence " + ", ".join(f"#{i}" for i in n) + ")", form="{text}.{mark}"
    ),
    "(cf. 1; 2)": lines(lambda n: " (cf. " + "; ".join(map(str, n)) + ")"),
    "1., 2.": lines(lambda n: " (" + ", ".join(f"{i}." for i in n) + ")", form="{text}{mark}"),
    "[1 & 2]": lines(lambda n: " [" + " & ".join(map(str, n)) + "]", form="{text}.{mark}"),
    "[1]/[2]": lines(lambda n: " " + "/".join(f"[{i}]" for i in n), form="{text}.{mark}"),
    "*1,2*": lines(listed(" *[{}]*"), form="{text}.{mark}"),
    "`[1]`": lines(lambda n: " " + " ".join(f"`[{i}]`" for i in n), form="{text}.{mark}"),
    "<source>1</source>": lines(
        lambda n: "<source>" + ",".join(map(str, n)) + "</source>", form="{text}.{mark}"
    ),
    "<claim>, [n] outside": lines(ONE, form="<claim>{text}.</claim>{mark}"),
    "[S-1] [S-2]": lines(lambda n: " " + " ".join(f"[S-{i}]" for i in n), form="{text}.{mark}"),
    "[s. 1, s. 2]": lines(
        lambda n: " [" + ", ".join(f"s. {i}" for i in n) + "]", form="{text}.{mark}"
    ),
    "(cümle 1, 2)": lines(listed(" (cümle {})"), form="{text}.{mark}"),
    "[句子1、2]": lines(lambda n: "[句子" + "、".join(map(str, n)) + "]", form="{text}.{mark}"),
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
    "checklist": lines(ONE, form="- [x] {text}.{mark}"),
    "letters": lambda said: "\n".join(
        f"{'abcde'[at]}) {o.text}. [{comma(o.numbers)}]" for at, o in enumerate(said)
    ),
    "roman": lambda said: "\n".join(
        f"{r}. {o.text}. [{comma(o.numbers)}]"
        for r, o in zip(["I", "II", "III", "IV", "V"], said, strict=False)
    ),
    "headline and bullets": lines(
        ONE,
        form="* {text}.{mark}",
        before="**TL;DR — what the passage says**\n\n",
        after="\n\n_Generated from the numbered sentences._",
    ),
    "Finnish frame": lines(
        ONE,
        before="Tässä on tiivistelmä tekstistä:\n\n",
        after="\n\nKerro, jos haluat lisätietoja.",
    ),
    "Russian frame": lines(
        ONE,
        before="Ниже приведено краткое изложение текста.\n\n## Основные положения\n\n",
        after="\n\nЕсли нужно, могу сократить.",
    ),
    "Japanese frame": lines(
        ONE,
        before="以下に要約を示します。\n\n",
        after="\n\nご不明な点がございましたらお知らせください。",
    ),
    "Dutch frame with labels": lines(
        ONE,
        before="Hieronder staat de samenvatting die je vroeg.\n\n**Kernpunten**\n\n",
        form="- {text}.{mark}",
        after="\n\nLaat het me weten als er iets ontbreekt.",
    ),
    "confidence behind": lines(listed(" [{}] (confidence: high)"), form="{text}.{mark}"),
}

EIGHTH: dict[str, Style] = {
    "[^1][^2] with a rule": lines(
        each("[^{}]"), form="{text}.{mark}", after="\n\n---\n*End of summary*"
    ),
    "(Nr. 1, 2)": lines(listed(" (Nr. {})"), form="{text}.{mark}"),
    "[n1, n2]": lines(lambda n: " [" + ", ".join(f"n{i}" for i in n) + "]", form="{text}.{mark}"),
    "| [1] behind a bar": lines(
        lambda n: " | " + " ".join(f"[{i}]" for i in n), form="{text}.{mark}"
    ),
    "↑1 ↑2": lines(lambda n: " " + " ".join(f"↑{i}" for i in n), form="{text}.{mark}"),
    "(fraza 1 i 2)": lines(
        lambda n: " (fraza " + " i ".join(map(str, n)) + ")", form="{text}.{mark}"
    ),
    "[문장 1, 2]": lines(listed(" [문장 {}]"), form="{text}.{mark}"),
    "(الجملة 1، 2)": lines(
        lambda n: " (الجملة " + "، ".join(map(str, n)) + ")", form="{text}.{mark}"
    ),
    "numbers in words of code": lines(
        lambda n: " `" + ",".join(map(str, n)) + "`", form="{text}.{mark}"
    ),
    "bold marks": lines(lambda n: " **[" + comma(n) + "]**", form="{text}.{mark}"),
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
    "step labels": lines(ONE, form="Step {n} – {text}.{mark}"),
    "Cyrillic letters": lambda said: "\n".join(
        f"{'абвгд'[at]}) {o.text}. [{comma(o.numbers)}]" for at, o in enumerate(said)
    ),
    "timestamps before": lines(ONE, form="[00:0{n}] {text}.{mark}"),
    "Italian frame": lines(
        ONE,
        before="Certo! Ecco i punti principali del testo fornito:\n\n",
        form="- {text}.{mark}",
        after="\n\nSpero sia utile. Vuoi che approfondisca qualche aspetto?",
    ),
    "Ukrainian frame": lines(
        ONE,
        before="Ось стислий виклад тексту.\n\n",
        after="\n\nЗверніть увагу: цифри вказують на номери речень.",
    ),
    "Thai frame": lines(
        ONE, before="นี่คือบทสรุปของข้อความ\n\n", after="\n\nหากต้องการข้อมูลเพิ่มเติม โปรดแจ้งให้ทราบ"
    ),
    "Hebrew frame": lines(ONE, before="להלן תקציר הטקסט:\n\n", after="\n\nאשמח להרחיב אם תרצה."),
    "heading in English, bullets": lines(
        ONE, before="Summary of Key Findings\n=======================\n\n", form="- {text}.{mark}"
    ),
    "note on language": lines(
        ONE, before="(Answer in English, as the text is in English)\n\n", after="\n\n[End]"
    ),
    "why each was kept": lines(listed(" [{}] – kept because it is central"), form="{text}.{mark}"),
    "count of words behind": lines(ONE, form="{text}.{mark}", after="\n\n(Word count: 78)"),
    "apology at the end": lines(
        ONE,
        form="{text}.{mark}",
        after="\n\nI apologise if a detail was left out; the passage is long.",
    ),
    "two headings": lambda said: (
        "## Main point\n\n"
        + f"{said[0].text}. [{comma(said[0].numbers)}]\n\n## Details\n\n"
        + "\n".join(f"- {o.text}. [{comma(o.numbers)}]" for o in said[1:])
    ),
    "answer tag with attributes": lines(
        ONE, before='<summary lang="en">\n', form="<p>{text}.{mark}</p>", after="\n</summary>"
    ),
    "source names": lines(
        lambda n: " (Source: sentence " + " and sentence ".join(map(str, n)) + ")",
        form="{text}.{mark}",
    ),
}
