"""The column of the library: drop files, paste addresses, see them load, tick, remove.

What is behind it is in `shelf.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from web.page import render
from web.page.events import QUIET
from web.page.shelf import EXAMPLE, Shelf, addresses, files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from langchain_core.documents.base import Blob


class LibraryColumn:
    """`chosen` are the documents that are ticked; `listing`, all parts that list the library.

    `example` loads one to try things with; who lays out the page says where it stands.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.example = gr.Button(
            "Try it with an example", elem_id="example", visible=False, render=False
        )
        gr.HTML(render.library_heading())
        self.chosen = gr.CheckboxGroup(
            [],
            label="Tick what to work on; none ticked means all",
            elem_id="documents",
            visible=False,
        )
        self._remover = gr.Button(
            "Remove what is ticked …", size="sm", elem_id="remove", visible=False
        )
        files = gr.File(file_count="multiple", label="Files", elem_id="files", height=110)
        with gr.Group():
            typed = gr.Textbox(
                label="Web addresses",
                placeholder="https://example.org/report",
                lines=1,
                max_lines=6,
                max_length=10_000,
                elem_id="addresses",
            )
            add = gr.Button("Add", size="sm", elem_id="add")
        self.loading = gr.HTML(elem_id="loading")
        stop = gr.Button("Stop loading", size="sm", visible=False, elem_id="stop-loading")
        self.listing = [self.chosen, self._remover, self.example]
        shown = [self.loading, stop, *self.listing]
        added: list[Any] = [
            files.upload(self._add_files, [files, self.chosen], [*shown, files], **QUIET),
            add.click(self._add_addresses, [typed, self.chosen], [*shown, typed], **QUIET),
            typed.submit(self._add_addresses, [typed, self.chosen], [*shown, typed], **QUIET),
        ]
        stop.click(self._stopped_loading, None, shown, cancels=added, **QUIET)
        self._remover.click(self._remove, self.chosen, [self.loading, *self.listing], **QUIET)

    def look(self) -> tuple[Any, ...]:
        """Return how `listing` looks when a browser comes."""
        return self._listed([])

    def _listed(self, chosen: Sequence[str]) -> tuple[Any, ...]:
        """Return how the parts look that list the library."""
        choices = self._shelf.choices()
        there = {document_id for _, document_id in choices}
        kept = [one for one in chosen if one in there]
        full = gr.update(visible=bool(choices))
        return (
            gr.update(choices=choices, value=kept, visible=bool(choices)),
            full,
            gr.update(visible=not choices),
        )

    def _remove(self, chosen: Sequence[str]) -> tuple[Any, ...]:
        if not chosen:
            return render.remark("Tick the documents to remove first."), *self._listed([])
        return self._shelf.remove(chosen), *self._listed([])

    async def _add_files(self, paths: list[str], chosen: list[str]) -> AsyncIterator[Any]:
        try:
            async for shown in self._add(files(map(Path, paths)), chosen):
                yield *shown, None
        finally:
            for path in paths:
                Path(path).unlink(missing_ok=True)

    async def _add_addresses(self, text: str, chosen: list[str]) -> AsyncIterator[Any]:
        async for shown in self._add(addresses(text), chosen):
            yield *shown, ""

    async def add_example(self, chosen: list[str]) -> AsyncIterator[Any]:
        """Load the example; yield how `loading` and `listing` look."""
        async for loading, _, *listed in self._add(files([EXAMPLE]), chosen):
            yield loading, *listed

    async def _add(
        self, sources: Mapping[str, str | Blob], chosen: list[str]
    ) -> AsyncIterator[Any]:
        if not sources:
            yield render.remark("Paste one or more web addresses first."), *(gr.skip(),) * 4
            return
        async for states in self._shelf.add(sources):
            yield render.loading(states), gr.update(visible=True), *self._listed(chosen)
        yield gr.skip(), gr.update(visible=False), *self._listed(chosen)

    def _stopped_loading(self) -> tuple[Any, ...]:
        message = render.remark("Stopped; what was ready is in the library.")
        return message, gr.update(visible=False), *self._listed([])
