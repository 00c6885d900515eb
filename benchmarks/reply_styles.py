"""How many claims and citations survive of replies in many styles?

    uv run --group benchmarks python -m benchmarks.reply_styles

Five claims in each style of `tests/fakes/reply_styles`. A claim is kept where a sentence says
it, word for word; its citation where that sentence rests on all the right sentences and on no
other, found by alignment where the style names none for it. All other sentences are junk. Last,
what the claims take in prose and in the fields of a JSON Schema, which some providers hold to.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from precis.chains.evidence import Span
from precis.chains.grounding.alignment import Aligner
from precis.chains.writers.replies.reading import read_reply
from precis.chains.writers.statements import Statement, claims_of
from precis.models.embeddings import MiniLM
from precis.models.tokens import estimate_tokens
from tests.fakes.reply_styles import CLAIMS, FRAMES, LAYOUTS, MARKS, RECORDS, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.reply_styles import Style


def survived(styles: Mapping[str, Style], aligner: Aligner) -> tuple[int, int, int]:
    """Return how many claims and citations were kept, and how many sentences are junk."""
    shown = [
        Statement(text, (Span(document_id="d", start=number, end=number + 1),))
        for number, text in enumerate(SENTENCES, 1)
    ]
    claims = citations = junk = 0
    for style in styles.values():
        read = [Statement.of(one, shown) for one in read_reply(style(CLAIMS), SENTENCES)]
        cited = {
            claim.text.strip("“”. "): tuple(span.start for span in claim.spans)
            for claim in claims_of(read, aligner)
        }
        claims += sum(claim.text in cited for claim in CLAIMS)
        citations += sum(cited.get(claim.text) == claim.numbers for claim in CLAIMS)
        junk += len(cited.keys() - {claim.text for claim in CLAIMS})
    return claims, citations, junk


def tokens() -> tuple[int, int]:
    """Return the tokens of the claims in prose with brackets, and in the fields of a schema."""
    prose = "\n".join(
        said.text + "".join(f" [{number}]" for number in said.numbers) for said in CLAIMS
    )
    claims = [{"text": said.text, "sentences": [*said.numbers]} for said in CLAIMS]
    fields = json.dumps({"answered": True, "claims": claims}, separators=(",", ":"))
    return estimate_tokens(prose), estimate_tokens(fields)


def main() -> None:
    """Print the table."""
    aligner = Aligner(MiniLM())
    print("| styles | claims kept | citations kept | junk sentences |\n|---|---|---|---|")
    parts = {"of marks": MARKS, "of layouts": LAYOUTS, "of frames": FRAMES, "of records": RECORDS}
    for name, styles in parts.items():
        claims, citations, junk = survived(styles, aligner)
        all_ = len(styles) * len(CLAIMS)
        print(f"| {len(styles)} {name} | {claims} of {all_} | {citations} of {all_} | {junk} |")
    prose, fields = tokens()
    print(f"\n{prose} tokens in prose, {fields} in a schema")


if __name__ == "__main__":
    main()
