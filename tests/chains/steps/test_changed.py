"""What changed from one version to the next, in sentences with the quotes of both."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from precis import event_loop
from precis.chains.composition.items import gather, item_of
from precis.chains.steps.changed import Changed, Changes
from precis.chains.steps.contract import Parameters
from precis.chains.workspace import default_workspace
from tests.conftest import Precis
from tests.fakes.documents import document

OLD = """The rent is 700 euros a month. Pets are forbidden in the house.

The garden is for all tenants. Bicycles stand in the yard behind the gate."""
NEW = """The garden is for all tenants. The rent is 750 euros a month.

Bicycles stand in the yard behind the gate. A laundry room has opened downstairs."""


def changes(old: str, new: str) -> Changes:
    step = Changed(Parameters(), default_workspace())
    versions = [item_of(document("old.txt", old)), item_of(document("new.txt", new))]
    made = event_loop.run(step.run(gather(versions)))
    assert isinstance(made, Changes)
    return made


def test_sentences_are_added_removed_and_altered(precis: Precis, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    run = precis("run", "changed", tmp_path / "old.txt", tmp_path / "new.txt", "--json")
    assert run.code == 0, run.err
    output: dict[str, Any] = json.loads(run.out)["output"]
    shown = {kind: [claim["text"] for claim in claims] for kind, claims in output.items()}
    assert shown["removed"] == ["Pets are forbidden in the house."]
    assert shown["added"] == ["A laundry room has opened downstairs."]
    [altered] = output["altered"]
    assert {Path(cited["source"]).stem for cited in altered["citations"]} == {"old", "new"}
    assert "700" in altered["text"]
    assert "750" in altered["text"]


def test_two_versions_are_needed(precis: Precis, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(OLD)
    run = precis("run", "changed", tmp_path / "one.txt")
    assert (run.code, "needs two versions" in run.err) == (1, True)


@pytest.mark.parametrize("text", [OLD, "One sentence stands alone here."])
def test_the_same_did_not_change(text: str) -> None:
    assert changes(text, text).evidence == ()


SENTENCES = st.lists(
    st.integers(0, 999).map(lambda n: f"Room {n} of the tower is {n * 7} feet above the ground."),
    unique=True,
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SENTENCES, SENTENCES)
def test_every_difference_is_told_once(one: list[str], other: list[str]) -> None:
    found = changes("\n\n".join(one), "\n\n".join(other))
    pairs = [claim.text.split(" → ") for claim in found.altered]
    before, after = [old for old, _ in pairs], [new for _, new in pairs]
    assert sorted([*before, *(it.text for it in found.removed)]) == sorted(set(one) - set(other))
    assert sorted([*after, *(it.text for it in found.added)]) == sorted(set(other) - set(one))
    assert all(len({span.document_id for span in it.spans}) == 2 for it in found.altered)


def test_headings_are_shown_without_their_marks() -> None:
    made = changes(f"## 1. Rent\n\n{OLD}", f"## 2. Rent\n\n{NEW}\n\n## Laundry\n\nIt is open.")
    assert "1. Rent → 2. Rent" in [claim.text for claim in made.altered]
    assert "Laundry" in [claim.text for claim in made.added]
