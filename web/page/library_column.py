"""The column of the library: pick a collection, drop files, paste addresses, see them load, remove.

What is behind it is in `shelf.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from precis.chains.requests import DEFAULT_COLLECTION
from precis.errors import UsageError
from precis.web.page import render
from precis.web.page.events import QUIET, user_of
from precis.web.page.shelf import EXAMPLE, Shelf, addresses, files
from precis.web.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from langchain_core.documents.base import Blob

    from precis.web.service import Service


@dataclass
class View:
    """What a browser looks at now, also while something is loaded into another collection."""

    collection: str = DEFAULT_COLLECTION
    ticked: list[str] = field(default_factory=list)


class LibraryColumn:
    """`chosen` are the documents that are ticked; `listing`, all parts that list the library.

    `choice` are the collection and what is ticked of it; the collection is `remembered` by the
    browser. `example` loads one to try things with; who lays out the page says where it stands.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self.example = gr.Button(
            "Try it with an example", elem_id="example", visible=False, render=False
        )
        gr.HTML(render.library_heading())
        self.remembered = gr.BrowserState(DEFAULT_COLLECTION, storage_key="collection", secret="")
        self._view = gr.State(View())
        self._collection = gr.Dropdown(
            [DEFAULT_COLLECTION],
            value=DEFAULT_COLLECTION,
            label="Collection, or the name of a new one",
            allow_custom_value=True,
            elem_id="collection",
        )
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
        self.seen = [self.remembered, self._view]
        self.target = [self._collection, self._view]
        self.choice = [self._collection, self.chosen]
        self.listing = [self._collection, self.chosen, self._remover, self.example]
        shown = [self.loading, stop, *self.listing]
        added: list[Any] = [
            files.upload(self._add_files, [files, *self.target], [*shown, files], **QUIET),
            add.click(self._add_addresses, [typed, *self.target], [*shown, typed], **QUIET),
            typed.submit(self._add_addresses, [typed, *self.target], [*shown, typed], **QUIET),
        ]
        stop.click(self._stopped_loading, self._view, shown, cancels=added, **QUIET)
        listed = [self.loading, *self.listing]
        self._remover.click(self._remove, [self._view, self.chosen], listed, **QUIET)
        self.chosen.input(_tick, [self._view, self.chosen], None, **QUIET)
        self._collection.input(self._pick, self.target, [*listed, self.remembered], **QUIET)

    def shelf(self, collection: str) -> Shelf:
        """Return the shelf of a collection. Raises UsageError for what cannot name one."""
        return Shelf(self._service, collection)

    def look(self, remembered: str, view: View) -> tuple[Any, ...]:
        """Return how `listing` looks when a browser comes, that of the collection remembered."""
        known = self.shelf(DEFAULT_COLLECTION).collections()
        view.collection = remembered if remembered in known else DEFAULT_COLLECTION
        return self._listed(view)

    def _listed(self, view: View) -> tuple[Any, ...]:
        """Return how the parts look that list the library."""
        shelf = self.shelf(view.collection)
        choices = shelf.choices()
        there = {document_id for _, document_id in choices}
        view.ticked = [one for one in view.ticked if one in there]
        return (
            gr.update(choices=shelf.collections(), value=view.collection),
            gr.update(choices=choices, value=view.ticked, visible=bool(choices)),
            gr.update(visible=bool(choices)),
            gr.update(visible=not choices),
        )

    def _pick(self, named: str, view: View) -> tuple[Any, ...]:
        """Switch to the named collection; an invalid name is reported, and nothing changes."""
        try:
            view.collection, told = (
                self.shelf(str(named or DEFAULT_COLLECTION).strip()).collection,
                "",
            )
        except UsageError as error:
            told = render.problem(error)
        return told, *self._listed(view), view.collection

    def _remove(self, view: View, chosen: Sequence[str]) -> tuple[Any, ...]:
        if not chosen:
            told = render.remark("Tick the documents to remove first.")
        else:
            told = self.shelf(view.collection).remove(chosen)
        return told, *self._listed(view)

    async def _add_files(
        self, request: gr.Request, paths: list[str], collection: str, view: View
    ) -> AsyncIterator[Any]:
        try:
            async for shown in self._add(request, files(map(Path, paths)), collection, view):
                yield *shown, None
        finally:
            for path in paths:
                Path(path).unlink(missing_ok=True)

    async def _add_addresses(
        self, request: gr.Request, text: str, collection: str, view: View
    ) -> AsyncIterator[Any]:
        async for shown in self._add(request, addresses(text), collection, view):
            yield *shown, ""

    async def add_example(
        self, request: gr.Request, collection: str, view: View
    ) -> AsyncIterator[Any]:
        """Load the example; yield how `loading` and `listing` look."""
        async for loading, _, *listed in self._add(request, files([EXAMPLE]), collection, view):
            yield loading, *listed

    async def _add(
        self,
        request: gr.Request,
        sources: Mapping[str, str | Blob],
        collection: str,
        view: View,
    ) -> AsyncIterator[Any]:
        if not sources:
            told = render.remark("Paste one or more web addresses first.")
            yield told, *(gr.skip(),) * (1 + len(self.listing))
            return
        told, same = gr.skip(), (gr.skip(),) * len(self.listing)
        shown: tuple[Any, ...] = ()

        def listed() -> tuple[Any, ...]:
            nonlocal shown
            before, shown = shown, self._listed(view)
            return same if shown == before or view.collection != collection else shown

        try:
            async for states in self.shelf(collection).add(user_of(request), sources):
                yield render.loading(states), gr.update(visible=True), *listed()
        except ProblemError as error:
            told = render.problem(error)
        yield told, gr.update(visible=False), *listed()

    def _stopped_loading(self, view: View) -> tuple[Any, ...]:
        message = render.remark("Stopped; what was ready is in the library.")
        return message, gr.update(visible=False), *self._listed(view)


def _tick(view: View, chosen: list[str]) -> None:
    view.ticked = chosen
