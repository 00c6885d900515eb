"""One YAML file per prompt, and how it is read; a user's own folder overrides them singly."""

from pathlib import Path
from typing import Any

from langchain_core.prompts import ChatPromptTemplate

from errors import UsageError

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


def load_prompt(name: str) -> ChatPromptTemplate:
    """Read a prompt as a template of a system and a human message.

    The variables must be those of the built-in prompt of that name; a template can fill in
    values, not run code. Raises UsageError when the file is not such a prompt.
    """
    path = prompt_path(name)
    template = _read(path)
    expected = set(_read(_BUILT_IN / f"{name}.yaml").input_variables)
    if set(template.input_variables) != expected:
        variables = ", ".join(f"{{{variable}}}" for variable in sorted(expected))
        raise UsageError(f"{path}: the prompt must use exactly the variables {variables}")
    return template


def _read(path: Path) -> ChatPromptTemplate:
    import yaml

    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return ChatPromptTemplate(
            [("system", content["system"].strip()), ("human", content["human"].strip())]
        )
    except (OSError, yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(f"{path} is not a prompt with 'system' and 'human': {reason}") from error
