"""Are falsehoods of one word caught, and true paraphrases accepted? Of texts written for this.

    uv run --group benchmarks python -m benchmarks.written

`written/en.txt` has 40 texts of five kinds: `{true|false}` marks a word and another that makes a
falsehood of its sentence, `=` a true paraphrase, `~` a falsehood; `written/en-parts.txt` has claims
about a part of a sentence, of 15 texts, `written/en-denials.txt` about what nobody did. The other
files have falsehoods alone, 60 in each of six languages. A rule may have been mended on the first
half of the texts of a kind; the second half only reports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.labelled import documents
from precis.chains.evidence import Claim
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).with_name("written")
MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
SENTENCE = re.compile(r"[^.。।]*[.。।](?:\d[^.。।]*[.。।])*\s*")


@dataclass(frozen=True)
class Written:
    """A claim about a text, whether it is true, and whether it only reports."""

    language: str
    kind: str
    text: str
    claim: str
    true: bool
    reports: bool


def read_claims() -> Iterator[Written]:
    """Yield every claim of every file."""
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem.startswith("en"):
            yield from _english(path.stem, path.read_text(encoding="utf-8"))
        else:
            lines = path.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines):
                yield from _falsehoods(line, path.stem, path.stem, reports=number % 2 == 1)


def _english(name: str, text: str) -> Iterator[Written]:
    seen: dict[str, int] = defaultdict(int)
    for block in text.split("# ")[1:]:
        kind, line, *claims = block.strip().splitlines()
        reports = seen[kind] % 2 == 1
        seen[kind] += 1
        yield from _falsehoods(line, name, kind, reports=reports)
        for marked in claims:
            mark, _, claim = marked.partition(" ")
            yield Written(name, kind, _true(line), claim, mark == "=", reports)


def _falsehoods(line: str, language: str, kind: str, *, reports: bool) -> Iterator[Written]:
    for sentence in SENTENCE.findall(line):
        for mark in MARK.finditer(sentence):
            made = sentence[: mark.start()] + mark[2] + sentence[mark.end() :]
            yield Written(language, kind, _true(line), _true(made).strip(), False, reports)


def _true(text: str) -> str:
    return MARK.sub(r"\1", text)


def judge_claims(items: list[Written]) -> list[Claim]:
    """Return each claim as the score judges it."""
    checker = ClaimChecker(MiniLM())
    return [checker.check([Claim(text=item.claim)], documents(item.text))[0] for item in items]


def main(
    verbose: Annotated[bool, typer.Option(help="Print what went wrong in the first half.")] = False,
) -> None:
    """Print the table."""
    items = list(read_claims())
    found: dict[tuple[str, bool, bool], list[Claim]] = defaultdict(list)
    for item, claim in zip(items, judge_claims(items), strict=True):
        found[item.language, item.true, item.reports].append(claim)
        if verbose and not item.reports and claim.supported != item.true:
            print(f"{item.language} {claim.support:.2f} {item.claim} | {claim.problem}")
    print("| claims | half | count | supported | unsure | unsupported |")
    print("|---|---|---|---|---|---|")
    for (language, true, reports), claims in sorted(found.items()):
        supported = sum(claim.supported for claim in claims) / len(claims)
        unsure = sum(claim.unsure for claim in claims) / len(claims)
        print(
            f"| {language}, {'paraphrases' if true else 'falsehoods'} "
            f"| {'only reported' if reports else 'mended on'} | {len(claims)} "
            f"| {supported:.0%} | {unsure:.0%} | {1 - supported - unsure:.0%} |"
        )


if __name__ == "__main__":
    typer.run(main)
