"""The tabs: what can be asked of the documents that are ticked, and where the results stand.

The work itself is in `work.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any, get_args

import gradio as gr

from precis.chains.evidence import Usage
from precis.chains.requests import LENGTHS, Style, SummaryOptions
from precis.web.page import render
from precis.web.page.chain_form import ChainForm, Parts, chain_text
from precis.web.page.events import IDLE, QUIET, RUNNING, go_and_stop, user_of
from precis.web.page.library_column import LibraryColumn
from precis.web.page.work import Said, Shown, Work

_LANGUAGES = ["English", "Deutsch", "Español", "Français", "Italiano", "Português"]
_TURNS = 50
"""Turns of a chat that are kept."""

_STOPPED = "Stopped. Finished calls are kept: started again, it goes on from here."


class Tabs:
    """Lays them out; `header` shows what the visit has cost, as `told` formats it."""

    def __init__(
        self,
        work: Work,
        library: LibraryColumn,
        header: gr.HTML,
        told: Callable[[Usage], str],
    ) -> None:
        self._work = work
        self._library = library
        self._header = header
        self._told = told
        self._spent = gr.State(Usage())
        with gr.Tabs():
            for name, lay_out in {
                "Summarize": self._lay_out_summarize,
                "Ask": self._lay_out_ask,
                "Chains": self._lay_out_chains,
                "Check": self._lay_out_check,
            }.items():
                with gr.Tab(name):
                    lay_out()

    def _lay_out_summarize(self) -> None:
        with gr.Row(elem_classes="options"):
            length = gr.Dropdown(
                [(f"{name}, {words} words", name) for name, words in LENGTHS.items()],
                value=_default("length"),
                label="Length",
                allow_custom_value=True,
                min_width=165,
                elem_id="length",
            )
            style = gr.Radio(
                list(get_args(Style)),
                value=_default("style"),
                label="Style",
                min_width=200,
                elem_id="style",
            )
            language = gr.Dropdown(
                [("as the documents", ""), *((name, name) for name in _LANGUAGES)],
                value="",
                label="Language",
                allow_custom_value=True,
                min_width=165,
                elem_id="language",
            )
        focus = gr.Textbox(
            label="Focus (optional): a question that the summary keeps to",
            placeholder="What does it cost, and who pays?",
            max_length=2_000,
            elem_id="focus",
        )
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = go_and_stop("Summarize", "summarize")
            self._library.example.render()  # type: ignore[no-untyped-call]
        result = gr.HTML(render.welcome(), elem_id="summary")
        inputs = [*self._library.choice, length, focus, style, language, self._spent]
        outputs = [result, self._header, self._spent, stop]
        started = gr.on([go.click, focus.submit], self._summarize, inputs, outputs, **QUIET)
        tried = self._library.example.click(
            self._library.add_example,
            self._library.target,
            [self._library.loading, *self._library.listing],
            **QUIET,
        )
        followed = tried.then(self._summarize, inputs, outputs, **QUIET)
        stop.click(_stopped, None, [result, stop], cancels=[started, followed], **QUIET)

    def _lay_out_ask(self) -> None:
        said = gr.State([])
        chat = gr.HTML(render.turns([]), elem_id="chat", autoscroll=True)
        question = gr.Textbox(
            label="Question",
            placeholder="What does the report say about costs?",
            max_length=4_000,
            elem_id="question",
        )
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = go_and_stop("Ask", "ask")
            clear = gr.Button("New chat", elem_id="clear")
        inputs = [question, *self._library.choice, said, self._spent]
        outputs = [chat, said, self._header, self._spent, question, stop]
        started = gr.on([go.click, question.submit], self._ask, inputs, outputs, **QUIET)
        stop.click(self._stopped_asking, said, [chat, stop], cancels=[started], **QUIET)
        clear.click(lambda: ([], render.turns([])), None, [said, chat], **QUIET)

    def _lay_out_chains(self) -> None:
        form = ChainForm(QUIET)
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = go_and_stop("Run the chain", "run-chain")
            form.take_back()
        result = gr.HTML(elem_id="results")
        inputs = [form.chain, *self._library.choice, self._spent]
        outputs = [result, self._header, self._spent, stop]
        started = go.click(self._run_chain, inputs, outputs, **QUIET)
        stop.click(_stopped, None, [result, stop], cancels=[started], **QUIET)

    def _lay_out_check(self) -> None:
        text = gr.Textbox(
            label="Text to check against the documents",
            placeholder="Paste a summary, an article, an answer of a chatbot …",
            lines=6,
            max_lines=16,
            max_length=200_000,
            elem_id="text",
        )
        with gr.Row(elem_classes="row-of-buttons"):
            go, stop = go_and_stop("Check", "check")
        result = gr.HTML(
            render.remark("Each sentence gets a colour by how well the documents support it."),
            elem_id="checked",
        )
        started = go.click(self._check, [text, *self._library.choice], [result, stop], **QUIET)
        stop.click(_stopped, None, [result, stop], cancels=[started], **QUIET)

    async def _summarize(self, request: gr.Request, *asked: Any) -> AsyncIterator[Any]:
        collection, chosen, length, focus, style, language, spent = asked
        total = spent
        brief = {"length": length, "focus": focus, "style": style, "language": language}
        shelf = self._library.shelf(collection)
        async for shown in self._work.summarize(user_of(request), shelf, chosen, brief):
            total = spent + shown.usage
            yield shown.html, self._told(total), total, RUNNING
        yield gr.skip(), gr.skip(), total, IDLE

    async def _ask(  # noqa: PLR0917 - the inputs of an event
        self,
        request: gr.Request,
        question: str,
        collection: str,
        chosen: list[str],
        said: list[Said],
        spent: Usage,
    ) -> AsyncIterator[Any]:
        if not question.strip():
            yield (gr.skip(),) * 6
            return
        shown = Shown("")
        shelf = self._library.shelf(collection)
        async for shown in self._work.ask(user_of(request), shelf, question.strip(), chosen, said):
            chat = render.turns([*(one.html for one in said), shown.html])
            total = spent + shown.usage
            yield chat, said, self._told(total), total, "", RUNNING
        kept = [*said, Said(shown.html, shown.turn)][-_TURNS:]
        yield gr.skip(), kept, gr.skip(), gr.skip(), gr.skip(), IDLE

    def _stopped_asking(self, said: list[Said]) -> tuple[Any, ...]:
        return render.turns([*(one.html for one in said), render.remark(_STOPPED)]), IDLE

    async def _run_chain(
        self,
        request: gr.Request,
        parts: Parts,
        collection: str,
        chosen: list[str],
        spent: Usage,
    ) -> AsyncIterator[Any]:
        if not parts:
            yield render.remark("Add a step first."), gr.skip(), gr.skip(), IDLE
            return
        total = spent
        shelf = self._library.shelf(collection)
        async for shown in self._work.chain(user_of(request), shelf, chain_text(parts), chosen):
            total = spent + shown.usage
            yield shown.html, self._told(total), total, RUNNING
        yield gr.skip(), gr.skip(), total, IDLE

    async def _check(
        self, request: gr.Request, text: str, collection: str, chosen: list[str]
    ) -> AsyncIterator[Any]:
        shelf = self._library.shelf(collection)
        async for shown in self._work.check(user_of(request), shelf, text, chosen):
            yield shown.html, RUNNING
        yield gr.skip(), IDLE


def _default(parameter: str) -> Any:
    return SummaryOptions.model_fields[parameter].default


def _stopped() -> tuple[Any, ...]:
    return render.remark(_STOPPED), IDLE
