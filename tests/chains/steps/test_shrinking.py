"""Prompts that are too long for the server, though nobody knew: every step shows it less."""

import pytest

from precis.chains import compose
from precis.chains.workspace import Workspace
from precis.models.calls.errors import ContextLengthError
from tests.chains.conftest import document
from tests.fakes.openai_server import ModelServer

TEXT = " ".join(
    f"In the year {year} the bridge over the Sava was closed for {year % 50} days of repairs."
    for year in range(1800, 1860)
)


def test_every_step_shrinks_what_is_too_long(
    chain: str, workspace: Workspace, server: ModelServer
) -> None:
    server.window = 500
    [item] = compose(chain, workspace).invoke([document("Sava", TEXT)])
    assert item.output is not None
    assert server.failed


def test_compare_shrinks_both_sides(workspace: Workspace, server: ModelServer) -> None:
    server.window = 500
    both = [document("Sava", TEXT), document("Drava", TEXT.replace("Sava", "Drava"))]
    assert compose("compare", workspace).invoke(both)
    assert server.failed


def test_a_server_that_takes_no_prompt_at_all_is_named(
    workspace: Workspace, server: ModelServer
) -> None:
    server.window = 10
    with pytest.raises(ContextLengthError, match="too long"):
        compose("sentiment", workspace).invoke([document("Sava", TEXT)])
