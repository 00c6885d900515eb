"""How results, progress and errors look in a terminal. Results go to stdout, the rest to stderr.

Whatever comes from a document, a model or an address is printed as text: control characters,
markup and direction overrides in it do nothing.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from chains.presentation import clean, dollars, numbering, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from langchain_core.documents import Document
    from rich.progress import Progress

    from chains.composition.chain_list import Listed, Stage
    from chains.composition.items import Block, Item
    from chains.conversation import Turn
    from chains.evidence import Answer, Claim, Documents, Passage, Span, Summary, Usage
    from chains.ingested import Ingested
    from chains.retrieval_qa import RetrievalQA
    from chains.summarize import Summarize
    from models.calls import CacheInfo
    from models.chat import Choice
    from stores.catalog import Source
    from stores.ingest import IngestReport

_INDENT = 4

T = TypeVar("T")


class Screen:
    """Prints results as text or, with `json`, as one JSON object a line."""

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self._json = json
        self._out = _console(stderr=False)
        self._err = _console(stderr=True)
        self._quiet = quiet

    @property
    def live(self) -> bool:
        """Whether somebody watches: progress is shown."""
        return self._err.is_terminal and not self._quiet

    def note(self, message: str) -> None:
        """Say something about the run; --quiet hides it."""
        if not self._quiet:
            self._err.print(Text(clean(message), style="dim"), soft_wrap=True)

    def warn(self, message: str) -> None:
        """Say what went wrong without ending the run."""
        self._err.print(Text(clean(message), style="yellow"), soft_wrap=True)

    def document(self, document: Document) -> None:
        """Print a loaded document's text."""
        metadata = document.metadata
        if self._json:
            from chains.evidence import loaded

            self._object(loaded(document))
            return
        self.note(f"{shown(metadata['source'])}: {metadata['title']} ({metadata['media_type']})")
        self._line(Text(clean(document.page_content)))

    async def follow(self, chain: Summarize, documents: Sequence[Document]) -> Summary:
        """Run `chain`, show how far it is and what it writes; return its summary."""
        if not self.live:
            return await chain.ainvoke(documents)
        from screen_progress import watch

        return await watch(chain, documents, self._err)

    async def heard(self, chain: RetrievalQA, question: str, before: Sequence[Turn] = ()) -> Answer:
        """Run `chain` after the turns `before`, show what it writes; return its answer."""
        from screen_progress import listen

        return await listen(chain.events(question, before), self._err if self.live else None)

    def read_line(self) -> str:
        """Read a line from who sits before the screen. Raises EOFError."""
        return self._err.input("> ")

    def planned(self, usage: Usage) -> None:
        """Print what a run would cost."""
        if self._json:
            self._object({"usage": usage.model_dump(exclude={"seconds"})})
            return
        self._line(
            Text(
                f"{usage.calls} calls to make, {usage.cached_calls} in the cache; about "
                f"{usage.input_tokens} tokens to read, {usage.output_tokens} to write: "
                f"{dollars(usage)}"
            )
        )

    def summary(self, summary: Summary, *, bullets: bool) -> None:
        """Print the sentences with numbered marks, and below them what the numbers stand for."""
        if self._json:
            self._object(summary.as_json())
        else:
            self._claims(summary.claims, summary.documents, bullets=bullets)
        self._unsupported(summary.unsupported)
        self._cost(summary.usage)

    def answer(self, answer: Answer) -> None:
        """Print an answer as a summary is printed, or that the documents do not say."""
        if self._json:
            self._object(answer.as_json())
        elif answer.answered:
            self._claims(answer.claims, answer.documents)
        else:
            self._line(Text("The documents do not say."))
            self._unnamed(answer.standalone)
        self._unsupported(answer.unsupported)
        self._cost(answer.usage)

    def _unnamed(self, question: str) -> None:
        """Say what reads a whole text, where a question names nothing to search for."""
        from chains.grounding.answerable import names_something
        from chains.grounding.lexical import terms

        if not names_something(terms(question)):
            self.note(
                "the question names nothing to look for; "
                "`precis summarize SOURCE --focus QUESTION` reads the whole text for it"
            )

    def result(self, item: Item, *, titled: bool) -> None:
        """Print what a chain made of a document, below its title where there are several."""
        if self._json:
            self._object(item.as_json())
            return
        if titled:
            self._line(Text(clean(item.title), style="bold underline"))
        self._blocks(item.made.blocks(), item.documents)
        if titled:
            self._out.print()

    def total(self, usage: Usage, *, dry_run: bool) -> None:
        """Say what a whole run has cost or, where no call was made, would cost."""
        if dry_run:
            self.planned(usage)
        else:
            self._cost(usage)

    def passages(self, question: str, passages: Sequence[Passage]) -> None:
        """Print passages, best first."""
        if self._json:
            self._object({"question": question, "passages": [p.model_dump() for p in passages]})
            return
        if not passages:
            self._line(Text("Nothing found."))
        for number, passage in enumerate(passages, start=1):
            where = place(shown(passage.source), passage.page)
            self._line(
                Text(f"[{number}] ", style="cyan")
                + Text(clean(where), style="bold")
                + Text(f"  {passage.score:.3f}", style="dim")
            )
            self._line(Text(clean(passage.text.strip())), indent=_INDENT)

    def checked(self, claims: Sequence[Claim], documents: Documents) -> None:
        """Print claims one a line, each with its support and its best evidence."""
        if self._json:
            self._object({"claims": [claim.as_json(documents) for claim in claims]})
            return
        for claim in claims:
            mark = Text("✓ ", style="green") if claim.supported else Text("✗ ", style="bold red")
            problem = f"  ({claim.problem})" if claim.problem else ""
            score = Text(f"  {claim.support:.2f}{clean(problem)}", style="dim")
            self._line(mark + Text(clean(claim.text)) + score)
            for span in claim.spans:
                self._quote(span, documents)
        missing = sum(not claim.supported for claim in claims)
        self.note(f"{len(claims) - missing} of {len(claims)} sentences are supported")

    def scores(self, scores: Sequence[float]) -> None:
        """Print the support of one line's claims; always JSON."""
        self._object({"scores": [round(score, 4) for score in scores]})

    def ingested(self, report: Ingested) -> None:
        """Print what an ingest did, in documents."""
        if self._json:
            self._object(report.model_dump())
            return
        self._line(
            Text(
                f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
                f"{report.removed} removed; collection '{report.collection}' has "
                f"{report.chunks} chunks"
            )
        )

    def sources(self, sources: Sequence[Source]) -> None:
        """Print what a collection holds, one document a line."""
        for source in sources:
            if self._json:
                self._object(source._asdict())
                continue
            line = Text(f"{source.id}  ", style="cyan") + Text(clean(shown(source.source)))
            told = f"  {clean(source.title)}, {source.chunks} chunks, {source.ingested_at}"
            self._line(line + Text(told, style="dim"))

    def token(self, user: str, token: str) -> None:
        """Print a user's new token, the only time that it is shown."""
        if self._json:
            self._object({"user": user, "token": token})
        else:
            self._line(Text(token))

    def cache(self, info: CacheInfo) -> None:
        """Print what the cache of finished calls holds."""
        if self._json:
            sizes = {"size_bytes": info.size_bytes, "max_bytes": info.max_bytes}
            self._object({"path": str(info.path), "calls": info.calls, **sizes})
            return
        megabytes = f"{info.size_bytes / 1e6:.1f} of at most {info.max_bytes / 1e6:.0f} MB"
        self._line(Text(f"{sum(info.calls.values())} calls, {megabytes}, in {info.path}"))
        for model, count in info.calls.items():
            self._line(Text(f"{count:>8} {clean(model)}"))

    def models(self, choices: Sequence[Choice], picked: str) -> None:
        """Print what can write, one a line; an arrow marks what would be picked."""
        for choice in choices:
            is_picked = choice.model == picked
            if self._json:
                record = {"model": choice.model, "usable": choice.usable}
                self._object({**record, "picked": is_picked, "reason": choice.reason})
                continue
            mark = "→" if is_picked else "✓" if choice.usable else "✗"
            self._line(Text(f"{mark} {choice.model:<24} {clean(choice.reason)}"))

    def chain(self, chain: Listed) -> None:
        """Print a step or chain: what it takes and gives, and its parameters."""
        if self._json:
            self._object(chain.model_dump())
            return
        name = Text(f"{chain.name:<12}", style="bold cyan")
        if chain.error:
            self._line(name + Text(clean(chain.error), style="red"))
            return
        self._line(name + Text(clean(chain.help)))
        waits = ", of all documents at once" if chain.gathers else ""
        needs = "; needs --model" if chain.needs_model else ""
        flow = f"{chain.takes} → {chain.gives}{waits}{needs}"
        self._line(Text(flow, style="dim"), indent=3 * _INDENT)
        for one in chain.parameters:
            default = "" if one.required or one.default is None else f" = {one.default}"
            told = f"--{one.name} {one.type}{default}  {one.help}"
            self._line(Text(clean(told), style="dim"), indent=3 * _INDENT)

    def graph(self, mermaid: str, stages: Sequence[Stage]) -> None:
        """Draw a chain: in a terminal as a column, elsewhere as Mermaid."""
        if self._json:
            self._object({"mermaid": mermaid})
            return
        if not self._out.is_terminal:
            self._line(Text(mermaid))
            return
        column = ["documents"]
        for stage in stages:
            column += ["│", "▼", f"{stage.name} (waits for all)" if stage.gathers else stage.name]
        self._line(Text("\n".join([*column, "│", "▼", stages[-1].gives])))

    def prompt(self, name: str, text: str) -> None:
        """Print a prompt's file."""
        if self._json:
            self._object({"name": name, "text": text})
        else:
            self._line(Text(clean(text.rstrip())))

    def prompt_line(self, name: str, description: str, path: Path, *, own: bool) -> None:
        """Print what a prompt is for, and the file where it is the user's own."""
        if self._json:
            record = {"name": name, "description": description, "file": str(path), "own": own}
            self._object(record)
            return
        line = Text(f"{name:<20}", style="cyan") + Text(clean(description))
        self._line(line + Text(f"  (your own: {path})" if own else "", style="dim"))

    def track(self, items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
        """Yield `items` and show how many have been, of `total` where that is known."""
        with self._bar() as bar:
            task = bar.add_task(what, total=total) if bar else None
            for done, item in enumerate(items, start=1):
                yield item
                if bar and task is not None:
                    of = f"/{total}" if total else ""
                    bar.update(task, completed=done, description=f"{done}{of} {what}")

    @contextmanager
    def ingesting(self) -> Iterator[Callable[[IngestReport], None]]:
        """Show how far an ingest is, in documents and chunks, while it tells what is given."""
        with self._bar() as bar:
            task = bar.add_task("", total=None) if bar else None

            def on_progress(report: IngestReport) -> None:
                if bar and task is not None:
                    done = report.added + report.updated + report.unchanged
                    told = f"{done} documents, {report.embedded} pieces embedded"
                    bar.update(task, description=told)

            yield on_progress

    def _bar(self) -> AbstractContextManager[Progress | None]:
        if not self.live:
            return nullcontext()
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = [BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn()]
        return Progress(*columns, console=self._err, transient=True)

    def _claims(
        self, claims: Sequence[Claim], documents: Documents, *, bullets: bool = False
    ) -> None:
        from chains.composition.items import Block

        self._blocks([Block(claims, bullets=bullets)], documents)

    def _blocks(self, blocks: Sequence[Block], documents: Documents) -> None:
        numbers = numbering(claim for block in blocks for claim in block.claims)
        for block in blocks:
            if block.heading:
                self._line(Text(clean(block.heading), style="bold"))
            marked = [_marked(claim, numbers) for claim in block.claims]
            if block.bullets:
                for sentence in marked:
                    self._line(Text("• ") + sentence)
            else:
                self._line(Text(" ").join(marked))
        if numbers:
            self._out.print()
        for span, number in numbers.items():
            self._quote(span, documents, Text(f"[{number}] ", style="cyan"))

    def _quote(self, span: Span, documents: Documents, mark: Text | None = None) -> None:
        from chains.evidence import page_at

        document = documents[span.document_id]
        where = place(shown(document.metadata["source"]), page_at(document, span.start))
        self._line((mark or Text(" " * _INDENT)) + Text(clean(where), style="dim"))
        self._line(Text(f"“{clean(span.quote(documents))}”"), indent=_INDENT)

    def _unsupported(self, count: int) -> None:
        if count:
            sentences = "1 sentence was" if count == 1 else f"{count} sentences were"
            self.note(f"{sentences} not supported; --unsupported says what happens to such")

    def _cost(self, usage: Usage) -> None:
        if not usage.calls and not usage.cached_calls:
            return
        self.note(
            f"{usage.calls} calls, {usage.cached_calls} from the cache, "
            f"{usage.input_tokens} tokens read, {usage.output_tokens} written, {dollars(usage)}, "
            f"{usage.seconds:.1f} s"
        )

    def _object(self, value: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def _line(self, text: Text, indent: int = 0) -> None:
        if self._out.is_terminal:
            self._out.print(Padding(text, (0, 0, 0, indent)))
        else:
            self._out.print(Text(" " * indent) + text, soft_wrap=True)


def _console(*, stderr: bool) -> Console:
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def shown(source: str) -> str:
    """Return a file's path relative to the working folder where it lies below it."""
    if "://" in source or source == "-":
        return source
    path = Path(source)
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else source


def _marked(claim: Claim, numbers: dict[Span, int]) -> Text:
    text = Text(clean(claim.text))
    for number in sorted({numbers[span] for span in claim.spans}):
        text.append(f" [{number}]", style="cyan")
    if not claim.supported:
        problem = f": {clean(claim.problem)}" if claim.problem else ""
        text.append(f" [unsupported{problem}]", style="bold red")
    return text
