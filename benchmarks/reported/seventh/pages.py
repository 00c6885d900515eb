"""Web pages."""

from __future__ import annotations

from benchmarks.reported.case import Case
from benchmarks.reported.pages import PROSE, article, page

_KEEP, _TABLES, _MARKS = "pages keep content", "tables", "numbers and marks"


def cases() -> list[Case]:
    """Return the cases."""
    menu = "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    beside = page(
        f"{menu}<div><aside><div><h1>Harmony in action</h1><p>{PROSE}</p><p>The keeper of the gate sang at noon.</p></div></aside></div>"
    )
    contact = page(
        f"{menu}<main><article><h1>Privacy</h1><p>{PROSE * 2}</p><footer><h2>Contact us</h2><p>If you want to correct what we hold about you, write to the keeper of the harbour, Pier 4, Ostend.</p></footer></article></main><footer><a href=/terms>Terms</a></footer>"
    )
    rights = page(
        f"{menu}<main><h1>Privacy</h1><p>{PROSE}</p><ul><li><span tabindex=0>You have the right to know what we hold about you</span></li><li><span tabindex=0>You have the right to delete it</span></li></ul></main>"
    )
    sections = page(
        f"{menu}<main><section><section><div>{PROSE}</div></section><section>We collect what you send us and nothing else, and we keep it for a year.</section></section></main>"
    )
    shown = '<div style="font-family: monospace; white-space: pre;"><div><span>    console.log(123)</span></div><div><span> console.log(456)</span></div><br><div><span>function () {</span></div></div>'
    outlook = "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Wash the gate<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->"
    labels = "<table><tr><td><p>North</p><p>South</p><p>East</p></td><td><pre>open(1)\nopen(2)</pre></td></tr></table>"
    rows = "<div role=table><div role=row><span role=columnheader>Port</span><span role=columnheader>Ships</span></div><div role=row><span role=cell>Ostend</span><span role=cell>11</span></div></div>"
    foot = "<table><caption>Ships by port</caption><tfoot><tr><td>Total</td><td>23</td></tr></tfoot><tbody><tr><td>Ostend</td><td>11</td></tr><tr><td>Bruges</td><td>12</td></tr></tbody></table>"
    scope = "<table><tbody><tr><th scope=row>Prerequisites:</th><td>Basic HTML, as covered in <a href=/b>Basics</a>.</td></tr><tr><th scope=row>Outcomes:</th><td><ul><li>What tables are for.</li><li>What they are not for.</li></ul></td></tr></tbody></table>"
    letter = "<p>Dear keeper,</p><blockquote><p>The lock is shut.</p><footer>— <cite>Ann Tor</cite>, keeper</footer></blockquote>"
    faq = "<dl><dt><a href='#q1' role=button>May I bring a dog?</a></dt><dd id=q1 class=collapse aria-hidden=true><p>Dogs are let in on a lead in winter only.</p></dd></dl>"
    steps = "<ol><li><p>Wash it.</p><pre><code>wash --all</code></pre></li><li><p>Dry it.</p><table><tr><th>Port</th></tr><tr><td>Ostend</td></tr></table></li></ol>"
    return [
        Case(_KEEP, "all-in-aside.html", beside, (PROSE.strip(), "The keeper of the gate sang at noon.")),
        Case(_KEEP, "contact-in-footer.html", contact, ("Contact us", "Pier 4, Ostend"), ("Terms",)),
        Case(_KEEP, "spans-in-items.html", rights, ("You have the right to know what we hold about you", "You have the right to delete it")),
        Case(_KEEP, "sections-alone.html", sections, ("We collect what you send us and nothing else",)),
        Case(_KEEP, "white-space.html", article(shown), ("console.log(123)", "console.log(456)", "function () {"), ("(123)console",)),
        Case(_KEEP, "of-word.html", article(outlook), ("1.", "Wash the gate"), ("supportLists", "WordDocument")),
        Case(_KEEP, "soft-hyphens.html", article("<p>Wir f&ouml;rdern Unter&shy;nehmen und Frei&#173;berufler seit f&uuml;nf Jahren.</p>"), ("Wir fördern Unternehmen und Freiberufler seit fünf Jahren.",)),
        Case(_KEEP, "picture-of-formula.html", article('<p>So <img class="mwe-math-fallback-image-inline" alt="{\\displaystyle E=mc^{2}}" src="x.svg"> holds.</p>'), ("So", "E=mc^{2}", "holds.")),
        Case(_KEEP, "bold-and-break.html", article("<p><b>Berm</b><br>A flat shelf of the wall.</p>"), ("Berm", "A flat shelf"), ("BermA",)),
        Case(_KEEP, "example.html", article("<xmp>if (a < b) open();</xmp>"), ("if (a < b) open();",)),
        Case(_KEEP, "page-in-frame.html", article("<iframe srcdoc='&lt;p&gt;Words of the frame.&lt;/p&gt;'></iframe>"), ("Words of the frame.",), told=("frame",)),
        Case(_KEEP, "labels-beside-code.html", article(labels), ("North", "South", "East", "open(1)", "open(2)"), ("NorthSouth",)),
        Case(_KEEP, "cited-below.html", article(letter), ("Dear keeper,", "The lock is shut.", "Ann Tor")),
        Case(_KEEP, "folded-answers.html", article(faq), ("May I bring a dog?", "Dogs are let in on a lead in winter only.")),
        Case(_KEEP, "code-and-table-in-steps.html", article(steps), ("1. Wash it.", "wash --all", "2. Dry it.", "Port", "Ostend")),
        Case(_TABLES, "break-in-head.html", article("<table><tr><th>Please no line break here:<div></div></th></tr><tr><td>Oh no!<td></tr></table>"), ("| Please no line break here: |", "Oh no!")),
        Case(_TABLES, "heads-of-rows.html", article(scope), ("Prerequisites: | Basic HTML, as covered in", "Outcomes: | ", "What tables are for.", "What they are not for."), ("for.What",)),
        Case(_TABLES, "roles.html", article(rows), ("Port", "Ships", "Ostend", "11"), ("PortShips", "Ostend11")),
        Case(_TABLES, "foot-first.html", article(foot), ("Ships by port", "Ostend", "Bruges", "Total")),
        Case(_TABLES, "spans-without-end.html", article("<table><tr><td rowspan=0>All</td><td colspan=100000>Wide</td></tr><tr><td>Below</td></tr></table>"), ("All", "Wide", "Below")),
        Case(_MARKS, "one-half.html", article("<p>Take 1<sup>1</sup>&frasl;<sub>2</sub> cups.</p>"), ("Take 1", "cups."), ("11⁄2", "11/2")),
        Case(_MARKS, "raised-by-style.html", article('<p>About 10<span style="vertical-align: super; font-size: smaller">6</span> grains.</p>'), ("About 10", "grains."), ("106",)),
        Case(_MARKS, "struck-in-cell.html", article("<table><tr><th>Boats</th></tr><tr><td><del datetime=2024>100</del> <ins>120</ins></td></tr></table>"), ("~~100~~ 120",)),
    ]  # fmt: skip
