"""How the parts of the page start and stop work."""

from __future__ import annotations

from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""The page shows its own progress; programs use the API."""

RUNNING, IDLE = gr.update(visible=True), gr.update(visible=False)
"""How the button looks that stops a piece of work."""


def go_and_stop(label: str, name: str) -> tuple[gr.Button, gr.Button]:
    """Lay out the button that starts a piece of work and the one that stops it."""
    go = gr.Button(label, variant="primary", elem_id=name)
    return go, gr.Button("Stop", variant="stop", visible=False, elem_id=f"stop-{name}")
