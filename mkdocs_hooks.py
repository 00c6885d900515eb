"""For the documentation site: the package as it installs, and the keywords that its functions take.

The checkout is the package too, and has environments and tests in it that would all be read.
"""

import inspect
import shutil
import tomllib
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import griffe

ROOT = Path(__file__).parent
PACKAGE = ROOT / "build" / "documented" / "precis"


def on_startup(**_: Any) -> None:
    """Copy what the wheel holds to `build/documented/precis`."""
    shutil.rmtree(PACKAGE, ignore_errors=True)
    PACKAGE.mkdir(parents=True)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, PACKAGE / name)


class Keywords(griffe.Extension):
    """Shows the keywords of a function of the API where its source takes them as one object."""

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Give the function the parameters that it really has."""
        if not any("_keywords" in str(it.value) for it in func.decorators):
            return
        called = attrgetter(func.path.removeprefix("precis.api."))(import_module("precis.api"))
        func.parameters = griffe.Parameters(
            *(_parameter(it) for it in inspect.signature(called).parameters.values())
        )


def _parameter(parameter: inspect.Parameter) -> griffe.Parameter:
    own = isinstance(parameter.annotation, str)
    return griffe.Parameter(
        parameter.name,
        annotation=parameter.annotation if own else None,
        kind=griffe.ParameterKind[parameter.kind.name.lower()],
        default=None if parameter.default is parameter.empty else repr(parameter.default),
    )
