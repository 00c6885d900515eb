"""How the parts of the page start and stop work, and for whom."""

from __future__ import annotations

from typing import Any

import gradio as gr

from precis.web.guard import USER

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""The page shows its own progress; programs use the API."""

RUNNING, IDLE = gr.update(visible=True), gr.update(visible=False)
"""How the button looks that stops a piece of work."""


def go_and_stop(label: str, name: str) -> tuple[gr.Button, gr.Button]:
    """Lay out the button that starts a piece of work and the one that stops it."""
    go = gr.Button(label, variant="primary", elem_id=name)
    return go, gr.Button("Stop", variant="stop", visible=False, elem_id=f"stop-{name}")


def user_of(request: gr.Request) -> str:
    """Return who asks, as the guard of the server has found."""
    assert request.request
    user: str = request.request.scope[USER]
    return user
