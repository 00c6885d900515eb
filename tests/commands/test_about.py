import json
from importlib.util import find_spec

import pytest

from tests.conftest import Precis

SECRETS = {
    "OPENAI_API_KEY": "sk-secret-1",
    "OPENAI_BASE_URL": "http://user:secret-2@127.0.0.1:9/v1",
    "PRECIS_TOKEN": "secret-3",
    "PRECIS_CHROMA": "http://user:secret-4@127.0.0.1:8000",
}


@pytest.mark.parametrize("address", [SECRETS["OPENAI_BASE_URL"], "http://user:secret-2@[::1/v1"])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_it_names_what_is_used_and_shows_no_secret(
    precis: Precis, monkeypatch: pytest.MonkeyPatch, form: list[str], address: str
) -> None:
    for name, value in (SECRETS | {"OPENAI_BASE_URL": address}).items():
        monkeypatch.setenv(name, value)
    run = precis("about", *form)
    assert run.code == 0
    assert "secret" not in run.out + run.err
    assert all(name in run.out for name in ("OPENAI_API_KEY", "127.0.0.1:8000", "chromadb"))


def test_extras_are_those_of_the_package(precis: Precis) -> None:
    extras = json.loads(precis("about", "--json").out)["extras"]
    assert {"web", "mcp", "gguf", "ocr"} <= extras.keys()
    assert extras["gguf"] is (find_spec("xllamacpp") is not None)
