"""Where a reply names sentences: marks of all kinds, in or behind a claim."""

# A table: its rows are not broken up.

from tests.fakes.reply_styles.forms import (
    ARABIC,
    CIRCLED,
    HINDI,
    PERSIAN,
    SUBSCRIPTS,
    THAI,
    WIDE,
    Style,
    comma,
    each,
    keycaps,
    lines,
    listed,
    quoted,
    raised,
)

MARKS: dict[str, Style] = {
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
    "quoted": lines(listed(" [{}]"), form="“{text}.”{mark}"),
    "one paragraph": lines(each("[{}]"), form="{text} {mark}.", between=" "),
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
    "arrow": lines(listed("[{}]"), form="{text}. → {mark}"),
    "(→ 1, 2)": lines(listed(" (→ {})"), form="{text}.{mark}"),
    "{{cite|1}}": lines(each("{{{{cite|{}}}}}"), form="{text}.{mark}"),
    "[^1^]": lines(each("[^{}^]"), form="{text}.{mark}"),
    "[Sätze 1 und 2]": lines(lambda n: " [Sätze " + " und ".join(map(str, n)) + "]"),
    "(phrases 1 et 2)": lines(lambda n: " (phrases " + " et ".join(map(str, n)) + ")"),
    "（文1、2）": lines(lambda n: "（文" + "、".join(map(str, n)) + "）"),
    "[ref 1]": lines(each(" [ref {}]"), form="{text}.{mark}"),
    "(sentence #1, #2)": lines(
        lambda n: " (sentence " + ", ".join(f"#{i}" for i in n) + ")", form="{text}.{mark}"
    ),
    "(cf. 1; 2)": lines(lambda n: " (cf. " + "; ".join(map(str, n)) + ")"),
    "1., 2.": lines(lambda n: " (" + ", ".join(f"{i}." for i in n) + ")", form="{text}{mark}"),
    "[1 & 2], behind the stop": lines(
        lambda n: " [" + " & ".join(map(str, n)) + "]", form="{text}.{mark}"
    ),
    "[1]/[2]": lines(lambda n: " " + "/".join(f"[{i}]" for i in n), form="{text}.{mark}"),
    "`[1]`, behind the stop": lines(
        lambda n: " " + " ".join(f"`[{i}]`" for i in n), form="{text}.{mark}"
    ),
    "<source>1</source>": lines(
        lambda n: "<source>" + ",".join(map(str, n)) + "</source>", form="{text}.{mark}"
    ),
    "[S-1] [S-2]": lines(lambda n: " " + " ".join(f"[S-{i}]" for i in n), form="{text}.{mark}"),
    "[s. 1, s. 2]": lines(
        lambda n: " [" + ", ".join(f"s. {i}" for i in n) + "]", form="{text}.{mark}"
    ),
    "(cümle 1, 2)": lines(listed(" (cümle {})"), form="{text}.{mark}"),
    "[句子1、2]": lines(lambda n: "[句子" + "、".join(map(str, n)) + "]", form="{text}.{mark}"),
    "confidence behind": lines(listed(" [{}] (confidence: high)"), form="{text}.{mark}"),
    "(Nr. 1, 2)": lines(listed(" (Nr. {})"), form="{text}.{mark}"),
    "[n1, n2]": lines(lambda n: " [" + ", ".join(f"n{i}" for i in n) + "]", form="{text}.{mark}"),
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
    "why each was kept": lines(listed(" [{}] – kept because it is central"), form="{text}.{mark}"),
    "source names": lines(
        lambda n: " (Source: sentence " + " and sentence ".join(map(str, n)) + ")",
        form="{text}.{mark}",
    ),
    "{1}": lines(each("{{{}}}"), form="{text} {mark}."),
    "(S1, S2)": lines(lambda n: " (" + ", ".join(f"S{i}" for i in n) + ")", form="{text}.{mark}"),
    "#1 #2": lines(lambda n: " " + " ".join(f"#{i}" for i in n), form="{text}.{mark}"),
    "quote, then source": lines(listed(" — Sentence {}"), form="“{text}.”{mark}"),
    "<cite>1</cite>, behind the stop": lines(each("<cite>{}</cite>"), form="{text}.{mark}"),
    "<cite id=1/>": lines(each('<cite id="{}"/>'), form="{text}.{mark}"),
    "[citation:1]": lines(each("[citation:{}]"), form="{text}.{mark}"),
    "¹˒²": lines(lambda n: raised(n).replace(",", "˒"), form="{text}.{mark}"),
    "keycaps": lines(keycaps, form="{text}. {mark}"),
    "[@1; @2]": lines(lambda n: " [" + "; ".join(f"@{i}" for i in n) + "]"),
    "<a>[1]</a>": lines(each("<a href='#s{0}'>[{0}]</a>"), form="<p>{text}.{mark}</p>"),
    "MediaWiki": lines(each('<ref name="{}" />'), form="{text}.{mark}"),
    "{source: 1, 2}": lines(listed(" {{source: {}}}"), form="{text}.{mark}"),
    "quotations below": quoted,
    "[1]_ [2]_": lines(lambda n: " " + " ".join(f"[{i}]_" for i in n), form="{text}.{mark}"),
    "①②": lines(lambda n: "".join(CIRCLED[i] for i in n), form="{text}.{mark}"),
    "^[1,2]": lines(listed("^[{}]"), form="{text}.{mark}"),
    "[1](#1)": lines(each("[{0}](#{0})"), form="{text}. {mark}"),
    "[S1][S2]": lines(each("[S{}]"), form="{text} {mark}."),
    "<ref>1</ref>": lines(each("<ref>{}</ref>"), form="{text}.{mark}"),
    "dash and brackets": lines(
        lambda n: " — " + " ".join(f"[{i}]" for i in n), form="• {text}{mark}"
    ),
    "(refs. 1, 2)": lines(listed(" (refs. {})")),
    "(sents. 1, 2)": lines(listed(" (sents. {})"), form="{text}.{mark}"),
    "(¶1, 2)": lines(listed(" (¶{})"), form="{text}.{mark}"),
    "// 1, 2": lines(listed(" // {}"), form="{text}.{mark}"),
    "（1、2）": lines(lambda n: "（" + "、".join(map(str, n)) + "）", form="{text}.{mark}"),
    "「1」": lines(each("「{}」"), form="{text}{mark}."),
    "[1|2]": lines(lambda n: " [" + "|".join(map(str, n)) + "]"),
    "[cite:@1;@2]": lines(lambda n: " [cite:" + ";".join(f"@{i}" for i in n) + "]"),
    "<<1,2>>": lines(lambda n: " <<" + ",".join(map(str, n)) + ">>", form="{text}.{mark}"),
    "one paragraph, behind the stop": lines(listed(" [{}]"), form="{text}.{mark}", between=" "),
    "counted sources": lines(listed(" (Sources: {})"), form="{n}) {text}.{mark}"),
    "[#1;#2]": lines(lambda n: " [" + ";".join(f"#{i}" for i in n) + "]"),
    "⟨1, 2⟩": lines(listed(" ⟨{}⟩"), form="{text}.{mark}"),
    "[ 1 ] [ 2 ]": lines(lambda n: " " + " ".join(f"[ {i} ]" for i in n), form="{text}.{mark}"),
    "(ad 1, 2)": lines(listed(" (ad {})"), form="{text}.{mark}"),
    "[zin 1, zin 2]": lines(lambda n: " [" + ", ".join(f"zin {i}" for i in n) + "]"),
    "(предложения 1, 2)": lines(listed(" (предложения {})"), form="{text}{mark}."),
    "=> 1, 2": lines(listed(" => {}"), form="{text}.{mark}"),
    "@1 @2": lines(lambda n: " " + " ".join(f"@{i}" for i in n), form="{text}.{mark}"),
    "1+2": lines(lambda n: " [" + "+".join(map(str, n)) + "]", form="{text}.{mark}"),
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
    "§1, §2": lines(lambda n: " (" + ", ".join(f"§{i}" for i in n) + ")"),
    "〔1〕〔2〕": lines(each("〔{}〕"), form="{text}.{mark}"),
    "{{sentence:1}}": lines(each(" {{{{sentence:{}}}}}")),
    "[id=1, id=2]": lines(lambda n: " [" + ", ".join(f"id={i}" for i in n) + "]"),
    "†1 †2": lines(each(" †{}"), form="{text}.{mark}"),
    "subscripts": lines(
        lambda n: comma(n).replace(" ", "").translate(SUBSCRIPTS), form="{text}.{mark}"
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
    "Per [1] and [2]:": lines(
        lambda n: " and ".join(f"[{i}]" for i in n), form="- Per {mark}: {text}."
    ),
    "(laused 1, 2)": lines(listed(" (laused {})"), form="{text}.{mark}"),
    "[sætning 1 og 2]": lines(lambda n: " [sætning " + " og ".join(map(str, n)) + "]"),
    "(πρόταση 1, 2)": lines(listed(" (πρόταση {})"), form="{text}.{mark}"),
    "Persian numbers": lines(
        lambda n: " [" + "، ".join(map(str, n)).translate(PERSIAN) + "]", form="{text}.{mark}"
    ),
    "Hindi numbers": lines(lambda n: " [" + comma(n).translate(HINDI) + "]"),
    "(src=1, src=2)": lines(lambda n: " (" + ", ".join(f"src={i}" for i in n) + ")"),
    "[doc:1; doc:2]": lines(lambda n: " [" + "; ".join(f"doc:{i}" for i in n) + "]"),
    "According to [1], [2]:": lines(
        lambda n: ", ".join(f"[{i}]" for i in n), form="According to {mark}: {text}."
    ),
    "Fact 1 [1, 2]:": lines(listed("[{}]"), form="* Fact {n} {mark}: {text}."),
    "Point 1 (1, 2) –": lines(listed("({})"), form="Point {n} {mark} – {text}."),
    "Nach (1, 2):": lines(listed("({})"), form="Nach {mark}: {text}."),
    "subscripts apart": lines(
        lambda n: " " + " ".join(map(str, n)).translate(SUBSCRIPTS), form="{text}.{mark}"
    ),
    "subscripts before the stop": lines(
        lambda n: ",".join(map(str, n)).translate(SUBSCRIPTS), form="{text}{mark}."
    ),
    "ids in braces": lines(lambda n: " {" + ", ".join(f"id:{i}" for i in n) + "}"),
    "⟦1⟧⟦2⟧": lines(each("⟦{}⟧"), form="{text}.{mark}"),
    "«1, 2»": lines(listed(" «{}»")),
    "#1 #2, behind the stop": lines(each(" #{}"), form="{text}{mark}."),
    "[#1, #2]": lines(lambda n: " [" + ", ".join(f"#{i}" for i in n) + "]", form="{text}.{mark}"),
    "\\cite{1,2}, behind the stop": lines(listed("~\\cite{{{}}}"), form="{text}{mark}."),
    "\\textsuperscript{1}": lines(listed("\\textsuperscript{{{}}}"), form="{text}.{mark}"),
    "\\footnote{…}": lines(listed("\\footnote{{Sentence {}}}"), form="{text}.{mark}"),
    "nested list": lines(lambda n: "\n".join(f"  - [{i}]" for i in n), form="- {text}.\n{mark}"),
    "\\supercite and \\emph": lines(
        listed("\\supercite{{{}}}"), form="\\item \\emph{{{text}}}.{mark}"
    ),
    "\\sidenote": lines(listed("\\marginnote{{sentences {}}}"), form="{text}.{mark}"),
    "math superscripts": lines(listed("\\(^{{{}}}\\)"), form="{text}.{mark}"),
    "definition list, behind the stop": lines(listed("[{}]"), form="Point {n}\n: {text}. {mark}"),
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
        lambda n: " [" + "، ".join(map(str, n)).translate(ARABIC) + "]", form="{text}.{mark}"
    ),
    "Thai digits": lines(lambda n: " [" + comma(n).translate(THAI) + "]"),
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
    "verdicts": lines(
        lambda n: ", ".join(f"sentence {i}" for i in n),
        form="{n}. Claim: {text}.\n   Evidence: {mark}\n   Verdict: Supported",
        between="\n\n",
    ),
    "<|cite|>": lines(each("<|cite|>[{}]<|/cite|>"), form="{text}.{mark}"),
    "(வாக்கியம் 1, 2)": lines(listed(" (வாக்கியம் {})"), form="{text}.{mark}"),
    "(prop. nr. 1, 2)": lines(listed(" (prop. nr. {})"), form="{text}.{mark}"),
    "$^{[1]}$": lines(listed("$^{{[{}]}}$"), form="{text}.{mark}"),
    "(Source type: text; Sentence: 1)": lines(listed(" (Source type: text; Sentence: {})")),
    "[REF]1,2[/REF]": lines(lambda n: f"[REF]{','.join(map(str, n))}[/REF]", form="{text}{mark}."),
    "inline notes of Pandoc": lines(listed("^[sentences {}]"), form="{text}.{mark}"),
    "(Sentences #1 & #2)": lines(
        lambda n: " (Sentences " + " & ".join(f"#{i}" for i in n) + ")", form="{text}{mark}."
    ),
    "【来源：句子1、2】": lines(
        lambda n: "【来源：句子" + "、".join(map(str, n)) + "】", form="{text}.{mark}"
    ),
    "[sup]1, 2[/sup]": lines(
        lambda n: f"[sup]{', '.join(map(str, n))}[/sup]", form="{text}.{mark}"
    ),
    "{ref}1{/ref}": lines(each("{{ref}}{}{{/ref}}"), form="{text}{mark}."),
    "<src>1</src>": lines(each("<src>{}</src>"), form="{text}.{mark}"),
    "[cite]1[/cite] before the stop": lines(each("[cite]{}[/cite]"), form="{text} {mark}."),
    "[|1|][|2|]": lines(each("[|{}|]"), form="{text}.{mark}"),
    "<<1, 2>>": lines(listed("<<{}>>"), form="{text}.{mark}"),
}
