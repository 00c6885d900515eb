from pathlib import Path

import pytest

from precis.loaders import LoadError, LoadOptions, load
from tests.conftest import Precis


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text("town,bridges\nUlm,\x007\nBonn,3\n", encoding="utf-8")
    return path


def test_a_loader_of_langchain_is_a_source(table: Path) -> None:
    source = f"langchain:CSVLoader?file_path={table}"
    first, second = load([source])
    assert first.page_content == "town: Ulm\nbridges: 7"
    assert [first.metadata["source"], second.metadata["source"]] == [f"{source}/1", f"{source}/2"]
    assert second.metadata.keys() >= {"id", "title", "media_type", "pages"}


def test_values_are_read_as_json(table: Path) -> None:
    arguments = '{"delimiter": ";"}'
    [first, _] = load([f"langchain:CSVLoader?file_path={table}&csv_args={arguments}"])
    assert first.page_content == "town,bridges: Ulm,7"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("langchain:CSVLoder", "did you mean CSVLoader?"),
        ("langchain:os.system?cmd=ls", "no loader 'os.system'"),
        ("langchain:CSVLoader", "file_path"),
        ("langchain:CSVLoader?file_path=/nowhere.csv", "/nowhere.csv"),
    ],
)
def test_a_loader_that_cannot_load_says_so_in_one_line(source: str, told: str) -> None:
    with pytest.raises(LoadError, match="langchain:") as caught:
        list(load([source]))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_servers_refuse_them(table: Path) -> None:
    with pytest.raises(LoadError, match="refused"):
        list(load([f"langchain:CSVLoader?file_path={table}"], LoadOptions(public_only=True)))


def test_secrets_are_not_in_sources_or_errors(table: Path) -> None:
    errors: list[LoadError] = []
    list(load(["langchain:CSVLoader?api_key=sk-1"], on_error=errors.append))
    assert "sk-1" not in str(errors[0])


def test_a_secret_that_a_loader_repeats_is_not_in_its_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(**given: str) -> None:
        raise ValueError(f"cannot use {given}")

    monkeypatch.setattr("langchain_community.document_loaders.CSVLoader", refuse)
    with pytest.raises(LoadError) as caught:
        list(load(["langchain:CSVLoader?api_token=sk-7&file_path=x"]))
    assert "file_path" in str(caught.value)
    assert "sk-7" not in str(caught.value)


def test_what_a_loader_no_longer_gives_leaves_the_collection(precis: Precis, table: Path) -> None:
    source = f"langchain:CSVLoader?file_path={table}"
    assert "2 added" in precis("ingest", source).out
    table.write_text("town,bridges\nUlm,7\n", encoding="utf-8")
    assert "1 removed" in precis("ingest", source).out
