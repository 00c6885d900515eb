"""Forty styles of replies, written without a look at the reader of replies and tried once before
any change: marks that models of many families were trained on, signs of other scripts, and frames.
"""

import json

from tests.fakes.reply_styles import Style, comma, each, lines, listed

_ONE = listed(" [{}]")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def _framed(before: str, after: str) -> Style:
    return lines(_ONE, before=f"{before}\n\n", after=f"\n\n{after}")


FOURTEENTH: dict[str, Style] = {
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
    "[cite_start]": lines(listed(" [cite: {}]"), form="[cite_start]{text}.{mark}"),
    "render of a card": lines(
        each(
            '<grok:render card_id="c{0}" type="render_inline_citation">'
            '<argument name="citation_id">{0}</argument></grok:render>'
        ),
        form="{text}.{mark}",
    ),
    "start of cite": lines(
        each("<|start_of_cite|> {{document_id: {}}} <|end_of_cite|>"), form="{text}. {mark}"
    ),
    "[1,2](@ref)": lines(listed("[{}](@ref)"), form="{text}{mark}."),
    "^[1][2]^": lines(lambda n: "^" + each("[{}]")(n) + "^", form="{text}{mark}."),
    "【1†L10-L12】": lines(each("【{}†L10-L12】"), form="{text}.{mark}"),
    "[[1]](https://…)": lines(each("[[{0}]](https://docs.example/a#s{0})"), form="{text}.{mark}"),
    "[01][02]": lines(lambda n: "".join(f" [{i:02d}]" for i in n)),
    "※1、※2": lines(lambda n: "（" + "、".join(f"※{i}" for i in n) + "）"),
    "Arabic digits": lines(
        lambda n: " [" + "، ".join(map(str, n)).translate(_ARABIC) + "]", form="{text}.{mark}"
    ),
    "Thai digits": lines(lambda n: " [" + comma(n).translate(_THAI) + "]"),
    "[第1句、第2句]": lines(lambda n: "[" + "、".join(f"第{i}句" for i in n) + "]"),
    "(1번, 2번 문장)": lines(
        lambda n: " (" + ", ".join(f"{i}번" for i in n) + " 문장)", form="{text}.{mark}"
    ),
    "(משפטים 1, 2)": lines(listed(" (משפטים {})"), form="{text}.{mark}"),
    "(вж. изр. 1, 2)": lines(listed(" (вж. изр. {})"), form="{text}.{mark}"),
    "(वाक्य 1, 2)": lines(listed(" (वाक्य {})")),
    "(vgl. Sätze 1 und 2)": lines(
        lambda n: " (vgl. Sätze " + " und ".join(map(str, n)) + ")", form="{text}{mark}."
    ),
    "pins": lines(each(" 📌[{}]"), form="{text}.{mark}"),
    "confidence and sources": lines(
        listed(" (Confidence: high; Sources: {})"), form="{text}.{mark}"
    ),
    "{{1}}{{2}}": lines(each("{{{{{}}}}}"), form="{text} {mark}."),
    "@[1,2]": lines(listed(" @[{}]"), form="{text}.{mark}"),
    "$[1, 2]$": lines(listed(" $[{}]$")),
    '<ref name="1"/>': lines(each('<ref name="{}"/>'), form="{text}.{mark}"),
    "entities": lines(each("&#91;{}&#93;"), form="{text}&nbsp;{mark}."),
    "zero-width": lines(each("\u200b[{}]\u2060"), form="{text}.{mark}"),
    "a class": lines(
        each('<sup class="cite" data-ref="{0}"><a href="#{0}">{0}</a></sup>'),
        form="<li>{text}.{mark}</li>",
        before="<ul>",
        after="</ul>",
    ),
    "details": lines(
        comma,
        form="{text}.\n<details><summary>Sources</summary>{mark}</details>",
        between="\n\n",
    ),
    "verdicts": lines(
        lambda n: ", ".join(f"sentence {i}" for i in n),
        form="{n}. Claim: {text}.\n   Evidence: {mark}\n   Verdict: Supported",
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
    "Malay frame": _framed("Baiklah, berikut ialah ringkasannya:", "Semoga ini membantu!"),
    "Bulgarian frame": _framed(
        "Разбира се! Ето резюме на текста:", "Ако имате други въпроси, питайте."
    ),
    "Catalan frame": _framed("Aquí tens el resum:", "Digues-me si necessites res més."),
    "Urdu frame": _framed("ضرور! خلاصہ درج ذیل ہے:", "اگر مزید مدد چاہیے تو بتائیں۔"),
    "Georgian frame": _framed("რა თქმა უნდა! აი შეჯამება:", "თუ კიდევ გჭირდებათ რამე, მითხარით."),
}

SECOND: dict[str, Style] = {
    # Written and tried after the mends of the forty above.
    "<c: 1, 2>": lambda said: "\n".join(
        f"- <claim:{comma(o.numbers)}>{o.text}.</claim>" for o in said
    ),
    "<|cite|>": lines(each("<|cite|>[{}]<|/cite|>"), form="{text}.{mark}"),
    "(வாக்கியம் 1, 2)": lines(listed(" (வாக்கியம் {})"), form="{text}.{mark}"),
    "(prop. nr. 1, 2)": lines(listed(" (prop. nr. {})"), form="{text}.{mark}"),
    "$^{[1]}$": lines(listed("$^{{[{}]}}$"), form="{text}.{mark}"),
    "(Source type: text; Sentence: 1)": lines(listed(" (Source type: text; Sentence: {})")),
    "a list with commas": lines(
        _ONE, form="* {text}{mark},", before="The text says that\n", after="\n"
    ),
    "Ruby hash": lambda said: (
        "[\n" + "".join(f'  ["{o.text}.", [{comma(o.numbers)}]],\n' for o in said) + "]"
    ),
    "Kannada frame": _framed("ಖಂಡಿತ! ಸಾರಾಂಶ ಇಲ್ಲಿದೆ:", "ಇನ್ನಷ್ಟು ಬೇಕಿದ್ದರೆ ಕೇಳಿ."),
    "Lithuanian frame": _framed("Žinoma! Štai santrauka:", "Jei reikia daugiau, parašykite."),
}
