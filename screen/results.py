"""Print summaries, answers and chain results: sentences with their evidence below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from precis.chains.evidence import NOT_ANSWERED
from precis.chains.presentation import clean, dollars, numbering, one_line, place
from precis.languages.counts import count_of
from precis.screen.advice import what_else
from precis.screen.terminal import INDENT, Terminal, display_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from langchain_core.documents import Document

    from precis.chains.composition.items import Block, Item
    from precis.chains.evaluation import Evaluation
    from precis.chains.evidence import Answer, Claim, Documents, SearchResult, Span, Summary, Usage
    from precis.chains.whole_library.answer import LibraryAnswer


class Results(Terminal):
    """Prints what a run found or wrote, and what it cost."""

    def document(self, document: Document) -> None:
        """Print a loaded document's text."""
        metadata = document.metadata
        if self._json:
            from precis.chains.evidence import loaded

            self._object(loaded(document))
            return
        self.note(
            f"{display_path(metadata['source'])}: {metadata['title']} ({metadata['media_type']})"
        )
        self._line(Text(clean(document.page_content)))

    def summary(self, summary: Summary, *, bullets: bool) -> None:
        """Print the sentences with numbered marks, and below them what the numbers stand for."""
        if self._json:
            self._object(summary.as_json())
        else:
            from precis.chains.outline import summary_blocks

            self._blocks(summary_blocks(summary, bullets=bullets), summary.documents)
        self._unsupported(summary.unsupported)
        self._left_out(summary)
        if summary.absent:
            words = ", ".join(f"'{clean(word)}'" for word in summary.absent)
            self.note(f"no source mentions {words}: this is what comes closest to the focus")
        self._cost(summary.usage)

    def answer(self, answer: Answer, *, titled: bool = False) -> None:
        """Print an answer as a summary is printed, or that the documents do not say.

        `titled` prints the question above it, where several were asked.
        """
        if titled:
            self._title(answer.question)
        if self._json:
            self._object(answer.as_json())
        elif answer.answered:
            self._blocks(_blocks_of(answer), answer.documents)
        else:
            self._line(Text(NOT_ANSWERED))
        if advice := what_else(answer):
            self.note(advice)
        self._unsupported(answer.unsupported)
        self._left_out(answer)
        self._cost(answer.usage)

    def result(self, item: Item, *, titled: bool) -> None:
        """Print what a chain made of a document, below its title where there are several."""
        if self._json:
            self._object(item.as_json())
            return
        if titled:
            self._line(Text(one_line(item.title), style="bold underline"))
        self._blocks(item.result.blocks(), item.documents)
        self._left_out(item)
        if titled:
            self._out.print()

    def passages(self, result: SearchResult, *, titled: bool = False) -> None:
        """Print passages, best first; below the question where several were asked."""
        if titled:
            self._title(result.question)
        if self._json:
            self._object(result.model_dump())
            return
        if not result.passages:
            self._line(Text("Nothing found."))
        for number, passage in enumerate(result.passages, start=1):
            where = place(display_path(passage.source), passage.page)
            self._line(
                Text(f"[{number}] ", style="cyan")
                + Text(one_line(where), style="bold")
                + Text(f"  {passage.score:.3f}", style="dim")
            )
            self._line(Text(clean(passage.text.strip())), indent=INDENT)

    def claims(self, claims: Sequence[Claim], documents: Documents) -> None:
        """Print claims one a line, each with its support and its best evidence."""
        if self._json:
            self._object({"claims": [claim.as_json(documents) for claim in claims]})
            return
        for claim in claims:
            judge = f"judged by {claim.judge}" if claim.judge else None
            remarks = "; ".join(filter(None, [judge, claim.problem]))
            problem = f"  ({remarks})" if remarks else ""
            score = Text(f"  {claim.support:.2f}{clean(problem)}", style="dim")
            self._line(_mark(claim) + Text(clean(claim.text)) + score)
            for span in claim.spans:
                self._quote(span, documents)
        supported, unsure = (
            sum(claim.supported for claim in claims),
            sum(claim.unsure for claim in claims),
        )
        doubted = f"; {unsure} unsure" if unsure else ""
        self.note(f"{supported} of {count_of(len(claims), 'sentence')} supported{doubted}")

    def scores(self, scores: Sequence[float]) -> None:
        """Print the support of one line's claims; always JSON."""
        self._object({"scores": [round(score, 4) for score in scores]})

    def coverage(self, answer: LibraryAnswer) -> None:
        """Say how many documents were asked, and which not or only in part."""
        left = answer.total - answer.asked
        documents = count_of(answer.total, "document")
        others = count_of(left, "other")
        filtered = f"; the index finds nothing in {others} (--unfiltered asks them)"
        self.note(f"{answer.asked} of {documents} asked{filtered if left else ''}")
        if in_part := sum(finding.in_part for finding in answer.findings):
            found = count_of(in_part, "document was", "documents were")
            self.note(f"{found} too long for one call: only parts were read")

    def evaluation(self, evaluation: Evaluation) -> None:
        """Print the figures of an evaluation, and what failed with its evidence."""
        if self._json:
            self._object(evaluation.model_dump())
            return
        for name, each in evaluation.figures.items():
            interval = f"{each.value:.2f} ({each.low:.2f} to {each.high:.2f}), of {each.count}"
            self._line(Text(f"{name:<10}{interval if each.count else 'no case'}"))
        for failed in evaluation.failures:
            self._line(Text(f"✗ {clean(failed.question)}", style="bold red"))
            said = " ".join(claim["text"] for claim in failed.answer["answer"])
            self._line(Text(f"{'; '.join(failed.problems)}: {clean(said) or NOT_ANSWERED}"), INDENT)
        self._cost(evaluation.usage)

    def table(self, path: Path, rows: int) -> None:
        """Say where a table was written, and how many rows it has."""
        if self._json:
            self._object({"table": str(path), "rows": rows})
        else:
            self._line(Text(f"{count_of(rows, 'row')} in {display_path(str(path))}"))

    def drafts(self, path: Path, count: int, *, confirmed: bool) -> None:
        """Say where drafted questions were written."""
        if self._json:
            self._object({"questions": str(path), "added": count})
        else:
            self._line(Text(f"{count_of(count, 'question')} added to {display_path(str(path))}"))
        if count and not confirmed:
            self.note('check each of them, and remove its "draft": true')

    def plan(self, usage: Usage) -> None:
        """Say beforehand what a run will cost at most."""
        if usage.calls:
            self.note(
                f"about {count_of(usage.calls, 'call')}, "
                f"{count_of(usage.input_tokens, 'token')} to read, "
                f"{dollars(usage)}; {usage.cached_calls} more in the cache"
            )

    def dry_run(self, usage: Usage) -> None:
        """Print what a run would cost."""
        if self._json:
            self._object({"usage": usage.model_dump(exclude={"seconds"})})
            return
        self._line(
            Text(
                f"{count_of(usage.calls, 'call')} to make, {usage.cached_calls} in the cache; "
                f"about {count_of(usage.input_tokens, 'token')} to read, "
                f"{usage.output_tokens} to write: {dollars(usage)}"
            )
        )

    def total(self, usage: Usage, *, dry_run: bool) -> None:
        """Say what a whole run has cost or, where no call was made, would cost."""
        if dry_run:
            self.dry_run(usage)
        else:
            self._cost(usage)

    def _title(self, text: str) -> None:
        """Print what the next result is about, apart from the last one."""
        if self._json:
            return
        if self._titled:
            self._out.print()
        self._titled = True
        self._line(Text(one_line(text), style="bold underline"))

    def _blocks(self, blocks: Sequence[Block], documents: Documents) -> None:
        numbers = numbering(claim for block in blocks for claim in block.claims)
        for block in blocks:
            if block.heading:
                self._line(Text(one_line(block.heading), style="bold"))
            marked = [_with_marks(claim, numbers) for claim in block.claims]
            if block.brief:
                marked.insert(0, Text(f"{clean(block.brief)}.", style="bold"))
            if block.bullets:
                for sentence in marked:
                    self._line(Text("• ") + sentence)
            elif marked:
                self._line(Text(" ").join(marked))
        if numbers:
            self._out.print()
        for span, number in numbers.items():
            self._quote(span, documents, Text(f"[{number}] ", style="cyan"))

    def _quote(self, span: Span, documents: Documents, mark: Text | None = None) -> None:
        from precis.chains.evidence import page_at

        document = documents[span.document_id]
        where = place(display_path(document.metadata["source"]), page_at(document, span.start))
        self._line((mark or Text(" " * INDENT)) + Text(one_line(where), style="dim"))
        self._line(Text(f"“{clean(span.quote(documents))}”"), indent=INDENT)

    def _left_out(self, result: Summary | Answer | Item) -> None:
        """Name the passages that the model refused to read."""
        from precis.chains.evidence import page_at

        for span in result.left_out:
            document = result.documents[span.document_id]
            where = place(display_path(document.metadata["source"]), page_at(document, span.start))
            self.note(
                f"left out: {where}, characters {span.start} to {span.end}; the model "
                "refuses this passage; rerun to retry it alone"
            )

    def _unsupported(self, count: int) -> None:
        if count:
            sentences = count_of(count, "sentence was", "sentences were")
            self.note(f"{sentences} not supported; --unsupported decides what happens to them")

    def _cost(self, usage: Usage) -> None:
        if not usage.calls and not usage.cached_calls:
            return
        self.note(
            f"{count_of(usage.calls, 'call')}, {usage.cached_calls} from the cache, "
            f"{count_of(usage.input_tokens, 'token')} read, {usage.output_tokens} written, "
            f"{dollars(usage)}, {usage.seconds:.1f} s"
        )


def _blocks_of(answer: Answer) -> list[Block]:
    """Return an answer, and what was looked up for it in several searches, if it was."""
    from precis.chains.composition.items import Block
    from precis.chains.hops.answer import HoppedAnswer

    whole = Block(answer.claims, brief=answer.brief)
    if not isinstance(answer, HoppedAnswer) or len(answer.hops) == 1:
        return [whole]
    hops = [
        Block(hop.claims, heading=hop.question if hop.claims else f"{hop.question} {NOT_ANSWERED}")
        for hop in answer.hops
    ]
    return hops if answer.in_parts else [whole, *hops]


def _with_marks(claim: Claim, numbers: dict[Span, int]) -> Text:
    text = Text(clean(claim.text))
    for number in sorted({numbers[span] for span in claim.spans}):
        text.append(f" [{number}]", style="cyan")
    if not claim.supported:
        problem = f": {clean(claim.problem)}" if claim.problem else ""
        state, style = ("unsure", "yellow") if claim.unsure else ("unsupported", "bold red")
        text.append(f" [{state}{problem}]", style=style)
    return text


def _mark(claim: Claim) -> Text:
    if claim.unsure:
        return Text("? ", style="yellow")
    return Text("✓ ", style="green") if claim.supported else Text("✗ ", style="bold red")
