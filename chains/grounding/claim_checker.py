"""Check claims against their documents: support, evidence, and handling of unsupported claims.

No chat model and no network. How the difference of two sentences is counted and weighed is
`support.py`; how a sentence is found, `alignment.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from precis.chains.evidence import Claim, Documents, Span
from precis.chains.grounding.alignment import Aligner, Match
from precis.chains.grounding.contexts import ContextualWords, Readings, distances
from precis.chains.grounding.judge import SENTENCES, Judge, Question, Verdict
from precis.chains.grounding.lexical import Terms, normalize
from precis.chains.grounding.read_text import ReadText
from precis.chains.grounding.source_sentences import SourceSentences
from precis.chains.grounding.support import (
    Difference,
    difference,
    support,
    threshold,
    unsure,
)
from precis.chains.requests import Unsupported
from precis.languages.certainty import language
from precis.languages.identification import language_of
from precis.languages.readable import readable
from precis.languages.speech import without_label, without_openers
from precis.models.embeddings import MiniLM

NOTHING = "nothing like it is in the source"
TOO_LONG = "too long to be judged as one sentence"
UNSUPPORTED = "the source does not support it"

JUDGED = frozenset({"en", "ar", "de", "es", "hi", "ru", "zh"})
"""Languages whose words, negations and digits are read; labelled sets are English only."""

_MAX_SPANS = 4
_MIN_QUOTE = 4
_BATCH = 128


@dataclass(frozen=True)
class Checked:
    """Claims as they are shown, and how many of those written were `unsupported`."""

    claims: tuple[Claim, ...]
    unsupported: int


class ClaimChecker:
    """Judges claims by their evidence, and finds evidence for those that bring none.

    Claims with an inconclusive score go to the `judge`, a chat model, if there is one.
    """

    def __init__(self, minilm: MiniLM, judge: Judge | None = None) -> None:
        self._readings = Readings(minilm)
        self._judge = judge

    def check(self, claims: Sequence[Claim], documents: Documents) -> list[Claim]:
        """Return the claims with `support`, `supported`, `problem`, and spans where found.

        Spans a claim brings are judged first; where they do not support it, the closest
        sentences of the documents are tried in their place.
        """
        return list(self.lazy_check(claims, documents))

    def lazy_check(self, claims: Sequence[Claim], documents: Documents) -> Iterator[Claim]:
        """Yield what `check` returns, a batch at a time."""
        source = SourceSentences.of(documents.values())
        for claim, _ in self._score(claims, source, documents):
            yield claim

    def _score(
        self, claims: Sequence[Claim], source: SourceSentences, documents: Documents
    ) -> Iterator[tuple[Claim, Match]]:
        """Yield the judged claims, each with what is close to it."""
        unknown = _unmeasured(documents)
        compared = Comparison(source, self._readings)
        for start in range(0, len(claims), _BATCH):
            batch = claims[start : start + _BATCH]
            read = [ReadText(claim.text) for claim in batch]
            quoted = [_quotes(claim, documents) for claim in batch]
            matches = compared.matches(read, quoted)
            judged = [
                _with(claim, claim.spans, 1.0, None)
                if is_quote
                else _as_measured(_judge(claim, text, match, compared), unknown)
                for claim, text, match, is_quote in zip(batch, read, matches, quoted, strict=True)
            ]
            yield from zip(self._ask_judge(judged, matches, compared), matches, strict=True)

    def _ask_judge(
        self, claims: Sequence[Claim], matches: Sequence[Match], compared: "Comparison"
    ) -> list[Claim]:
        """Return the claims, those that are unsure with the judge's verdict."""
        decided = list(claims)
        doubted = [place for place, claim in enumerate(claims) if claim.unsure]
        if not self._judge or not doubted:
            return decided
        near = [compared.sentences_for_judge(matches[place], claims[place]) for place in doubted]
        questions = [
            Question(claims[place].text, tuple(compared.source.texts[i] for i in indices))
            for place, indices in zip(doubted, near, strict=True)
        ]
        verdicts = self._judge.verdicts(questions)
        for place, indices, verdict in zip(doubted, near, verdicts, strict=True):
            if verdict:
                spans = [compared.source.spans[indices[number]] for number in verdict.sentences]
                decided[place] = _with_verdict(claims[place], verdict, spans, self._judge.name)
        return decided

    def handle_unsupported(
        self, claims: Sequence[Claim], documents: Documents, unsupported: Unsupported
    ) -> Checked:
        """Ground claims; keep the supported and mark, drop or quote the rest.

        With `quote` a claim is replaced by the closest sentence, verbatim; one that has none, or
        whose sentence is already there, is dropped. Evidence is looked for in documents of more
        than WHOLE_CHARACTERS only around the claims' spans.
        """
        source = SourceSentences.near(claims, documents)
        matched = list(self._score(claims, source, documents))
        judged = [claim for claim, _ in matched]
        if unsupported == "mark":
            shown = judged
        elif unsupported == "drop":
            shown = [claim for claim in judged if claim.supported]
        else:
            shown = _replace_with_quotes(matched, source)
        return Checked(tuple(shown), sum(not claim.supported for claim in judged))


class Comparison:
    """Claims beside what was found for them in a source."""

    def __init__(self, source: SourceSentences, readings: Readings) -> None:
        self.source = source
        self._readings = readings
        self._read: dict[str, ContextualWords] = {}

    def matches(self, texts: Sequence[ReadText], quoted: Sequence[bool]) -> list[Match]:
        """Return what is close to each text; both are read, but for what is said verbatim."""
        matches = Aligner(self._readings).matches(texts, self.source.sentences)
        self._read = self._readings.read(
            read
            for text, match, is_quote in zip(texts, matches, quoted, strict=True)
            if not is_quote and text.bare not in self.source.verbatim
            for read in (text.text, *self._closest(match))
        )
        return matches

    def difference(self, text: ReadText, match: Match) -> Difference:
        """Return how a claim differs from what was found for it and the sentences beside that."""
        near = [self._words(said) for said in self._closest(match)]
        apart = distances(self._words(text.text), near)
        return difference(text.terms, self._evidence(match), apart)

    def sentences_for_judge(self, match: Match, claim: Claim) -> list[int]:
        """Return the sentences that a judge is shown: the closest first to be kept, in order."""
        cited = self.source.covering(claim.spans)
        near = [*match.sentences, *cited, *match.shortlist, *self.source.around(match.sentences)]
        return sorted(list(dict.fromkeys(near))[:SENTENCES])

    def _words(self, text: str) -> ContextualWords:
        if text not in self._read:
            self._read |= self._readings.read([text])
        return self._read[text]

    def _closest(self, match: Match) -> list[str]:
        chosen = {*match.sentences, *match.shortlist}
        return [self.source.texts[index] for index in sorted(chosen)]

    def _evidence(self, match: Match) -> list[Terms]:
        near = {*self.source.around(match.sentences), *match.shortlist}
        return [self.source.sentences.terms[index] for index in sorted(near)]


def _quotes(claim: Claim, documents: Documents) -> bool:
    """Return whether a claim is the text of its spans, apart from openers and fillers of speech."""
    if not claim.spans or any(span.document_id not in documents for span in claim.spans):
        return False
    quoted = " ".join(span.quote(documents) for span in claim.spans)
    return _spoken(quoted) == _spoken(claim.text)


def _spoken(text: str) -> str:
    line = readable(text.removesuffix("…"))
    said = without_label(line)
    speaker = line.removesuffix(said)
    return normalize(f"{speaker}{without_openers(said.removeprefix('… '))}")


def _judge(claim: Claim, text: ReadText, match: Match, compared: Comparison) -> Claim:
    source = compared.source
    exact = source.verbatim.get(text.bare)
    cited = source.covering(claim.spans)
    if exact is not None:
        spans = claim.spans if exact in cited else (source.spans[exact],)
        return _with(claim, spans, 1.0, None)
    if text.terms.long:
        return _with(claim, claim.spans, 0.0, TOO_LONG)
    by_alignment = _weigh(text, match, compared)
    if cited:
        by_citation = _weigh(text, Match(cited, (), match.distance), compared)
        if by_citation[0] >= min(threshold(), by_alignment[0]):
            return _with(claim, claim.spans[:_MAX_SPANS], *by_citation)
    if not match.close:
        return _with(claim, (), by_alignment[0] * threshold(), NOTHING)
    spans = tuple(source.spans[index] for index in sorted(match.sentences))
    return _with(claim, spans, *by_alignment)


def _weigh(text: ReadText, match: Match, compared: Comparison) -> tuple[float, str | None]:
    if not match.sentences or not text.terms.stems:
        return 0.0, NOTHING
    found = compared.difference(text, match)
    return support(found), found.problem or UNSUPPORTED


def _with(claim: Claim, spans: tuple[Span, ...], score: float, problem: str | None) -> Claim:
    supported = score >= threshold()
    return Claim(
        text=claim.text,
        spans=spans,
        support=score,
        supported=supported,
        unsure=unsure() <= score < threshold(),
        problem=None if supported else problem,
    )


def _unmeasured(documents: Documents) -> dict[str, str | None]:
    """Return the language of each document that is surely in one not of JUDGED, None for others."""
    codes = {
        name: language(document.page_content)
        if language_of(document.page_content) not in JUDGED
        else None
        for name, document in documents.items()
    }
    return {name: None if code in JUDGED else code for name, code in codes.items()}


def _as_measured(claim: Claim, unmeasured: Mapping[str, str | None]) -> Claim:
    """Return a claim, all but quotes as unsure where a document that it cites is `unmeasured`.

    A claim without a citation is compared with all documents.
    """
    cited = {span.document_id for span in claim.spans}
    codes = {unmeasured.get(name) for name in cited or unmeasured}
    unknown = min(filter(None, codes), default=None)
    if unknown is None or claim.support == 1 or (None in codes and not cited):
        return claim
    problem = f"cannot be judged: support is not known in '{unknown}'"
    return claim.model_copy(update={"supported": False, "unsure": True, "problem": problem})


def _with_verdict(claim: Claim, verdict: Verdict, spans: Sequence[Span], judge: str) -> Claim:
    """Return a claim as judged: its support is half-way from the score to the verdict."""
    return Claim(
        text=claim.text,
        spans=tuple(dict.fromkeys(spans))[:_MAX_SPANS] or claim.spans,
        support=(claim.support + verdict.supported) / 2,
        supported=verdict.supported,
        judge=judge,
        problem=None if verdict.supported else claim.problem or UNSUPPORTED,
    )


def _replace_with_quotes(
    claims: Iterable[tuple[Claim, Match]], source: SourceSentences
) -> list[Claim]:
    kept: dict[str, Claim] = {}
    for claim, match in claims:
        shown = claim if claim.supported else _quote(claim, match, source)
        if shown:
            kept.setdefault(shown.text, shown)
    return list(kept.values())


def _quote(claim: Claim, match: Match, source: SourceSentences) -> Claim | None:
    candidates = [*match.sentences, *source.covering(claim.spans)]
    whole = [i for i in candidates if _is_whole(source, i)]
    if not whole:
        return None
    span, text = source.spans[whole[0]], source.texts[whole[0]]
    return Claim(text=text, spans=(span,), support=1.0, supported=True)


def _is_whole(source: SourceSentences, index: int) -> bool:
    """Distinguish a sentence from a heading or a scrap."""
    long = len(source.sentences.terms[index].stems) >= _MIN_QUOTE
    return long and not source.texts[index].startswith("#")
