"""Load prompts, one YAML file each; files in a user's folder override them one by one."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from langchain_core.prompts import ChatPromptTemplate

from precis.errors import UsageError, cause_of

_BUILT_IN = Path(__file__).parent


def prompt_names() -> list[str]:
    """Return the names of all prompts."""
    return sorted(path.stem for path in _BUILT_IN.glob("*.yaml"))


def prompt_path(name: str) -> Path:
    """Return the file that `name` is read from: the user's own, else the built-in one.

    Raises UsageError for a name that is not a prompt.
    """
    if name not in prompt_names():
        raise UsageError(f"unknown prompt '{name}'; there are {', '.join(prompt_names())}")
    own = user_folder() / f"{name}.yaml"
    return own if own.is_file() else _BUILT_IN / f"{name}.yaml"


def user_folder() -> Path:
    """Return the folder whose files override the built-in prompts."""
    from platformdirs import user_config_path

    return user_config_path("precis") / "prompts"


def own_prompt(name: str) -> Path:
    """Return the user's own file of a prompt, which begins as a copy of the built-in one.

    Raises UsageError for a name that is not a prompt or a file that cannot be written.
    """
    text, own = prompt_text(name), user_folder() / f"{name}.yaml"
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        if not own.exists():
            own.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {own}: {cause_of(error)}") from error
    return own


def prompt_text(name: str) -> str:
    """Return the file of a prompt as it is used; raises UsageError for an unknown name."""
    return prompt_path(name).read_text(encoding="utf-8")


def described_prompts() -> Iterator[tuple[str, str, Path]]:
    """Yield the name of each prompt, what it is for, and the file that it is read from."""
    for name in prompt_names():
        description = _content(_BUILT_IN / f"{name}.yaml")["description"]
        yield name, description, prompt_path(name)


def load_prompt(name: str) -> ChatPromptTemplate:
    """Read a prompt as a template of a system and a human message.

    The variables must be those of the built-in prompt of that name; a template can fill in
    values, not run code. Raises UsageError when the file is not such a prompt.
    """
    path = prompt_path(name)
    return template_like(name, _content(path), str(path))


def template_like(
    name: str, content: Any, place: str, extra: Collection[str] = ()
) -> ChatPromptTemplate:
    """Make a template of `content` that can stand in for the built-in prompt `name`.

    It has the variables of that one and may have those of `extra`. Raises UsageError, which
    names the `place`, where it cannot.
    """
    if name not in prompt_names():
        raise UsageError(f"{place}: unknown prompt '{name}'; there are {', '.join(prompt_names())}")
    template = _template(content, place)
    built_in = _BUILT_IN / f"{name}.yaml"
    expected = set(_template(_content(built_in), str(built_in)).input_variables)
    if set(template.input_variables) - set(extra) != expected:
        variables = ", ".join(f"{{{variable}}}" for variable in sorted(expected))
        raise UsageError(f"{place}: the prompt must use exactly the variables {variables}")
    return template


def _template(content: Any, place: str) -> ChatPromptTemplate:
    try:
        return ChatPromptTemplate(
            [("system", content["system"].strip()), ("human", content["human"].strip())]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(f"{place}: not a prompt with 'system' and 'human': {reason}") from error


def _content(path: Path) -> Any:
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(f"{path}: not a prompt with 'system' and 'human': {reason}") from error
