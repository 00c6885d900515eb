import json
from pathlib import Path

import pytest

from precis.prompts import load_prompt, prompt_names, user_folder
from tests.conftest import Precis


def test_prompts_are_listed_and_shown(precis: Precis) -> None:
    listed = [json.loads(line) for line in precis("prompts", "--json").out.splitlines()]
    assert [one["name"] for one in listed] == prompt_names()
    assert all(one["description"] and not one["own"] for one in listed)
    assert "You translate into {language}" in precis("prompts", "show", "translate").out
    run = precis("prompts", "show", "nope")
    assert (run.code, "unknown prompt 'nope'" in run.err) == (2, True)


def test_editing_makes_a_copy_that_is_used(
    precis: Precis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/You translate/Please translate/" "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    before = load_prompt("translate").format(language="French", text="x")
    assert precis("prompts", "edit", "translate").code == 0
    after = load_prompt("translate").format(language="French", text="x")
    assert after == before.replace("You translate", "Please translate")
    assert "your own" in precis("prompts", "list").out
    (user_folder() / "translate.yaml").unlink()
    assert load_prompt("translate").format(language="French", text="x") == before


def test_an_edit_that_breaks_a_prompt_is_told(
    precis: Precis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/{language}/{text.__class__}/" "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    run = precis("prompts", "edit", "translate")
    assert run.code == 2
    assert "Invalid variable name 'text.__class__'" in run.err


def test_no_editor(precis: Precis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    run = precis("prompts", "edit", "translate")
    assert (run.code, "set EDITOR" in run.err) == (2, True)
    assert not (user_folder() / "translate.yaml").exists()
