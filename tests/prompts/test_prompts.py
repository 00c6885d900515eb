from pathlib import Path

import pytest

from precis import prompts
from precis.errors import UsageError


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prompts, "user_folder", lambda: tmp_path)
    return tmp_path


PICTURED = {"describe"}
"""Prompts with a picture beside them in place of a text."""


@pytest.mark.parametrize("name", prompts.prompt_names())
def test_the_fixed_part_stands_first_and_the_text_is_fenced(name: str) -> None:
    system, human = prompts.load_prompt(name).messages
    assert "{text}" not in system.prompt.template  # type: ignore[union-attr]
    template = human.prompt.template  # type: ignore[union-attr]
    assert template.startswith("<")
    assert "{text}\n</" in template or name in PICTURED


def test_text_with_braces_is_not_taken_for_a_template() -> None:
    messages = prompts.load_prompt("map").format_messages(task="T", text="{task} {0.__class__}")
    assert "{task} {0.__class__}" in messages[1].content


def test_a_prompt_of_ones_own_replaces_the_built_in_one(own_folder: Path) -> None:
    (own_folder / "map.yaml").write_text("system: 'Mine: {task}'\nhuman: '{text}'")
    assert prompts.load_prompt("map").messages[0].prompt.template == "Mine: {task}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "content",
    ["", "[", "- a", "system: x", "system: '{task}'\nhuman: '{text} {other}'", "human: [1]",
     "system: '{task.__class__}'\nhuman: '{text}'"],
)  # fmt: skip
def test_a_broken_prompt_is_one_line_that_names_the_file(own_folder: Path, content: str) -> None:
    (own_folder / "map.yaml").write_text(content)
    with pytest.raises(UsageError, match=r"map\.yaml") as caught:
        prompts.load_prompt("map")
    assert "\n" not in str(caught.value)


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"answer, .*, map, .*, reduce"):
        prompts.prompt_path("mapp")
