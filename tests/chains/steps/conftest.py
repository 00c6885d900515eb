"""What the tests of every step share."""

import json
from pathlib import Path

import pytest

SCHEMA = {
    "type": "object",
    "properties": {
        "opened": {"type": "integer"},
        "paid_by": {"type": "string"},
        "length_m": {"type": "integer"},
    },
    "required": ["opened"],
}
OF_ONE_DOCUMENT = [
    "sentiment",
    "classify bridges cars",
    "keywords",
    "generate 'a poem'",
    "filter bridge",
    "translate French",
    "ask 'When was it opened?'",
    "summarize",
    "extract --schema {schema}",
]
"""A chain for each step that asks a model about one document."""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.json"
    path.write_text(json.dumps(SCHEMA))
    return path


@pytest.fixture(params=OF_ONE_DOCUMENT, ids=lambda chain: chain.split()[0])
def chain(request: pytest.FixtureRequest, schema: Path) -> str:
    return str(request.param).format(schema=schema)
