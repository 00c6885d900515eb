"""Print lists: documents, models, collections; one item per line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from precis.chains.presentation import clean, one_line
from precis.languages.counts import count_of
from precis.screen.terminal import INDENT, Terminal, display_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from precis.chains.about import About
    from precis.chains.composition.chain_list import Listed, Stage
    from precis.chains.ingested import Ingested
    from precis.chains.library_copy import CopiedLibrary
    from precis.models.calls.contract import CallsInfo
    from precis.models.chat import Choice
    from precis.stores.catalog import Source
    from precis.stores.shares import Share


class Listings(Terminal):
    """Prints sources, chains, prompts, models, and what an ingest or the cache holds."""

    def ingest(self, report: Ingested) -> None:
        """Print what an ingest did, in documents."""
        if self._json:
            self._object(report.model_dump())
            return
        self._line(
            Text(
                f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
                f"{report.removed} removed; collection '{report.collection}' has "
                f"{count_of(report.chunks, 'chunk')}"
            )
        )

    def sources(self, sources: Sequence[Source]) -> None:
        """Print what a collection holds, one document a line."""
        for source in sources:
            if self._json:
                self._object(source._asdict())
                continue
            line = Text(f"{source.id}  ", style="cyan") + Text(
                one_line(display_path(source.source))
            )
            about = one_line(source.title), count_of(source.chunks, "chunk"), source.ingested_at
            self._line(line + Text(f"  {', '.join(about)}", style="dim"))

    def token(self, user: str, token: str) -> None:
        """Print a user's new token, the only time that it is shown."""
        if self._json:
            self._object({"user": user, "token": token})
        else:
            self._line(Text(token))

    def shares(self, shares: Sequence[Share]) -> None:
        """Print shares of collections, one per line."""
        for it in shares:
            right = it.right.name.lower()
            if self._json:
                self._object({"collection": it.collection, "user": it.user, "right": right})
            else:
                self._line(Text(f"{clean(it.collection)}  {it.user}  {right}"))

    def cache(self, info: CallsInfo) -> None:
        """Print what the cache of finished calls holds."""
        if self._json:
            sizes = {"size_bytes": info.size_bytes, "max_bytes": info.max_bytes}
            self._object({"path": info.place, "calls": info.calls, **sizes})
            return
        megabytes = f"{info.size_bytes / 1e6:.1f} of at most {info.max_bytes / 1e6:.0f} MB"
        self._line(
            Text(f"{count_of(sum(info.calls.values()), 'call')}, {megabytes}, in {info.place}")
        )
        for model, count in info.calls.items():
            self._line(Text(f"{count:>8} {clean(model)}"))

    def copied(self, copied: CopiedLibrary) -> None:
        """Print what a copy of a library holds."""
        if self._json:
            self._object(copied.model_dump())
            return
        for it in copied.collections:
            counts = f"{count_of(it.documents, 'document')}, {count_of(it.chunks, 'chunk')}"
            self._line(Text(f"{clean(it.collection)}: {counts}, the same in both libraries"))
        self._line(Text(f"{count_of(copied.calls, 'finished call')} in {copied.target}"))

    def upgraded(self, place: str, before: int, after: int, indexed: list[str]) -> None:
        """Print the schema versions, and the collections whose keyword index was rebuilt."""
        if self._json:
            self._object({"library": place, "before": before, "after": after, "indexed": indexed})
        else:
            self._line(Text(f"{place} had schema {before} and has {after}"))
            for name in indexed:
                self._line(Text(f"rebuilt the keyword index of '{name}'"))

    def about(self, about: About) -> None:
        """Print what a bug report needs."""
        if self._json:
            self._object(about.model_dump())
            return
        lacking = [name for name, installed in about.extras.items() if not installed]
        installed = [name for name in about.extras if name not in lacking]
        records = {
            "precis": about.precis,
            "Python": f"{about.python}, {about.platform}",
            "packages": ", ".join(f"{name} {it}" for name, it in about.packages.items()),
            "extras": ", ".join(installed) or "none",
            "not installed": ", ".join(lacking) or "none",
            "model": f"{about.model} (picked)" if about.picked else about.model,
            "embeddings": about.embeddings,
            "library": about.library + ("" if about.library_exists else " (not there yet)"),
            "Chroma server": about.chroma or "none",
            "variables set": ", ".join(about.variables) or "none",
        }
        for name, value in records.items():
            self._line(Text(f"{name:<14} ", style="cyan") + Text(clean(value)))

    def models(self, choices: Sequence[Choice], picked: str) -> None:
        """Print the models, one per line; an arrow marks the one that would be picked."""
        for choice in choices:
            is_picked = choice.model == picked
            if self._json:
                record = {"model": choice.model, "usable": choice.usable}
                self._object({**record, "picked": is_picked, "reason": choice.reason})
                continue
            mark = "→" if is_picked else "✓" if choice.usable else "✗"
            self._line(Text(f"{mark} {choice.model:<24} {clean(choice.reason)}"))

    def chain(self, chain: Listed) -> None:
        """Print a step or chain: its input, output and parameters."""
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
        self._line(Text(flow, style="dim"), indent=3 * INDENT)
        for one in chain.parameters:
            default = "" if one.required or one.default is None else f" = {one.default}"
            told = f"--{one.name} {one.type}{default}  {one.help}"
            self._line(Text(clean(told), style="dim"), indent=3 * INDENT)

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
