"""A workspace by its names: what others like it share, and what goes to a cluster."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pickled_workspace_makes_its_parts_anew(tmp_path: Path) -> None:
    workspace = Workspace(
        tmp_path, CallOptions(), model="extractive", embeddings="minilm", tell=lambda _: None
    )
    workspace.cluster = object()  # type: ignore[assignment]
    assert workspace.embeddings
    copy = pickle.loads(pickle.dumps(workspace))
    assert (copy.path, copy.model, copy.embeddings_name) == (tmp_path, "extractive", "minilm")
    assert copy.cluster is None
    assert "embeddings" not in vars(copy)


@pytest.mark.parametrize(
    ("names", "there"),
    [
        ({"model": "extractive"}, True),
        ({"model": "extractive", "embeddings": "huggingface:/models/e5"}, True),
        ({"model": "extractive", "embeddings": "openai:text-embedding-3-small"}, False),
        ({"model": "extractive", "judge": "openai:gpt-5-mini"}, False),
        ({"model": "extractive", "classifier": "/models/sst2"}, False),
        ({"model": "openai:gpt-5-mini"}, False),
    ],
)
def test_only_steps_that_call_no_service_run_on_a_cluster(
    names: dict[str, Any], there: bool, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path, CallOptions(), **names)
    assert workspace.cluster_of_steps is None
    workspace.cluster = object()  # type: ignore[assignment]
    assert (workspace.cluster_of_steps is not None) == there
