"""How claims are laid out: lists, headings, quotes, paragraphs, with usual marks."""

# A table: its rows are not broken up.

from tests.fakes.reply_styles.forms import (
    BRACKETS,
    ONE,
    SENTENCES,
    Style,
    all_numbers,
    comma,
    lines,
)

LAYOUTS: dict[str, Style] = {
    "numbered list": lines(BRACKETS, form="{n}. {text} {mark}."),
    "bullets": lines(BRACKETS, form="- {text}. {mark}"),
    "bold lead-ins": lines(ONE, form="- **Point {n}:** {text}.{mark}"),
    "one citation for a paragraph": lambda said: (
        " ".join(f"{one.text}." for one in said)
        + " "
        + "".join(f"[{n}]" for n in all_numbers(said))
    ),
    "footnotes explained": lambda said: (
        "\n".join(f"{one.text}.[^{at}]" for at, one in enumerate(said, 1))
        + "\n\n"
        + "\n".join(f"[^{at}]: Sentences {comma(one.numbers)}" for at, one in enumerate(said, 1))
    ),
    "block quotes": lines(ONE, form="> {text}.{mark}", between="\n\n"),
    "bold sentences": lines(ONE, form="**{text}.**{mark}", between="\n\n"),
    "sections": lambda said: "\n\n".join(
        f"### Part {at}\n- {one.text}. [{comma(one.numbers)}]" for at, one in enumerate(said, 1)
    ),
    "tabs": lines(comma, form="{text}.\t[{mark}]"),
    "letters": lines(ONE, form="({n}) {text}.{mark}"),
    "keys and values": lines(comma, form="Claim: {text}.\nSentences: {mark}\n"),
    "Q and A": lines(ONE, form="Q: What is point {n}?\nA: {text}.{mark}\n"),
    "nested bullets": lines(comma, form="- {text}.\n  - Sources: {mark}"),
    "emoji bullets": lines(ONE, form="✅ {text}.{mark}"),
    "heading per point": lines(ONE, form="### Point {n}\n\n{text}.{mark}\n"),
    "<claim>, [n] outside": lines(ONE, form="<claim>{text}.</claim>{mark}"),
    "checklist": lines(ONE, form="- [x] {text}.{mark}"),
    "letters, otherwise": lambda said: "\n".join(
        f"{'abcde'[at]}) {o.text}. [{comma(o.numbers)}]" for at, o in enumerate(said)
    ),
    "roman": lambda said: "\n".join(
        f"{r}. {o.text}. [{comma(o.numbers)}]"
        for r, o in zip(["I", "II", "III", "IV", "V"], said, strict=False)
    ),
    "step labels": lines(ONE, form="Step {n} – {text}.{mark}"),
    "Cyrillic letters": lambda said: "\n".join(
        f"{'абвгд'[at]}) {o.text}. [{comma(o.numbers)}]" for at, o in enumerate(said)
    ),
    "timestamps before": lines(ONE, form="[00:0{n}] {text}.{mark}"),
    "two headings": lambda said: (
        "## Main point\n\n"
        + f"{said[0].text}. [{comma(said[0].numbers)}]\n\n## Details\n\n"
        + "\n".join(f"- {o.text}. [{comma(o.numbers)}]" for o in said[1:])
    ),
    "Sentences 1, 2: first": lines(comma, form="Sentences {mark}: {text}."),
    "Python dicts": lambda said: str(
        [{"claim": f"{o.text}.", "sources": list(o.numbers)} for o in said]
    ),
    "Supported by": lines(comma, form="{text}.\nSupported by: {mark}\n"),
    "[1, 2]: first": lines(comma, form="[{mark}]: {text}."),
    "bold labels": lines(ONE, form="**Point {n}**: {text}.{mark}\n"),
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
    "sources explained": lambda said: (
        "\n\n".join(f"{o.text}. [{comma(o.numbers)}]" for o in said)
        + "\n\n**Sources**\n"
        + "\n".join(f"- [{n}]: {SENTENCES[n - 1]}" for o in said for n in o.numbers)
    ),
    "Basis on a line": lines(comma, form="{text}.\n  (Basis: {mark})"),
    "definition list": lines(ONE, form="Point {n}\n: {text}.{mark}\n"),
    "Evidence in italics": lines(comma, form="{text}.\n*Evidence: sentences {mark}*\n"),
    "bold text, bullets of sources": lambda said: "\n".join(
        f"**{o.text}.**\n" + "\n".join(f"- [{n}] {SENTENCES[n - 1]}" for n in o.numbers) + "\n"
        for o in said
    ),
    "theses": lines(ONE, form="Thesis {n}. {text}.{mark}"),
    "bold numbers": lines(ONE, form="**{n}.** {text}.{mark}"),
    "Claim 1 (sentences 1, 2):": lines(comma, form="Claim {n} (sentences {mark}): {text}."),
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
    "CDATA, attribute free": lambda said: "\n".join(
        f"<item><![CDATA[{o.text}.]]> <ids>{comma(o.numbers)}</ids></item>" for o in said
    ),
    "nested under heads": lambda said: "\n".join(
        f"- **Topic {at}**\n  - {o.text}. [{comma(o.numbers)}]" for at, o in enumerate(said, 1)
    ),
    "question and answer": lines(ONE, form="Q{n}: What does the text say?\nA{n}: {text}.{mark}"),
    "questions as headings": lines(
        ONE, form="### What about point {n}?\n\n{text}.{mark}", between="\n\n"
    ),
    "FAQ in bold": lines(ONE, form="**Question {n}: Which fact?**\n{text}.{mark}", between="\n\n"),
    "<co: 1,2>": lambda said: "\n".join(
        f"<co: {','.join(map(str, o.numbers))}>{o.text}</co: {','.join(map(str, o.numbers))}>."
        for o in said
    ),
    "grounded answer": lambda said: (
        "Relevant Documents: 1,2,3,4,7,8,12\nCited Documents: 1,2,3,4,7,8,12\nAnswer: "
        + " ".join(f"{o.text}." for o in said)
        + "\nGrounded answer: "
        + " ".join(
            f"<co: {','.join(map(str, o.numbers))}>{o.text}</co: {','.join(map(str, o.numbers))}>."
            for o in said
        )
    ),
    "<cite index> around": lambda said: "\n".join(
        f'<cite index="{",".join(map(str, o.numbers))}">{o.text}.</cite>' for o in said
    ),
    "details": lines(
        comma,
        form="{text}.\n<details><summary>Sources</summary>{mark}</details>",
        between="\n\n",
    ),
    "a list as one sentence": lambda said: (
        "The text says:\n"
        + "".join(
            f"- {o.text} [{comma(o.numbers)}]"
            + (";\n" if at < len(said) - 1 else "; and\n" if at == len(said) - 1 else ".")
            for at, o in enumerate(said, 1)
        )
    ),
    "Python tuples": lambda said: (
        "```python\nclaims = [\n"
        + "".join(f'    ("{o.text}.", [{comma(o.numbers)}]),\n' for o in said)
        + "]\n```"
    ),
    # Written and tried after the mends of the forty above.
    "<c: 1, 2>": lambda said: "\n".join(
        f"- <claim:{comma(o.numbers)}>{o.text}.</claim>" for o in said
    ),
    "Ruby hash": lambda said: (
        "[\n" + "".join(f'  ["{o.text}.", [{comma(o.numbers)}]],\n' for o in said) + "]"
    ),
    "leads in bold": lines(ONE, form="- **Fact {n}:** {text}{mark}."),
}
