"""The installation details a bug report needs: no keys, passwords or text."""

from __future__ import annotations

import os
import platform
import re
from importlib import metadata
from urllib.parse import urlsplit

from precis.chains.evidence import Noun
from precis.chains.library_place import LibraryPlace
from precis.errors import PrecisError

_PACKAGES = (
    "chromadb",
    "langchain",
    "langchain-core",
    "langchain-openai",
    "numpy",
    "onnxruntime",
    "pydantic",
    "typer",
)
_REQUIREMENT = re.compile(r"""([\w.-]+)[^;]*;.*\bextra == ['"]([\w-]+)['"]""")


class About(Noun):
    """The stable JSON object of `precis about`.

    `extras` says which are installed; `variables` are the names, not the values, of those that
    are set and change what Précis does.
    """

    precis: str
    python: str
    platform: str
    packages: dict[str, str]
    extras: dict[str, bool]
    model: str
    picked: bool
    embeddings: str
    library: str
    library_exists: bool
    chroma: str | None
    variables: tuple[str, ...]


def about(library: LibraryPlace, model: str | None, embeddings: str, chroma: str | None) -> About:
    """Describe this installation with the library, models and Chroma server that are used.

    A shared library is named, and not looked at.
    """
    return About(
        precis=metadata.version("precis"),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        packages={name: metadata.version(name) for name in _PACKAGES},
        extras=extras(),
        model=model or _default_model(),
        picked=model is None,
        embeddings=embeddings,
        library=str(library),
        library_exists=library.database is not None or library.folder.is_dir(),
        chroma=_without_user(chroma) if chroma else None,
        variables=tuple(sorted(filter(_matters, os.environ))),
    )


def extras() -> dict[str, bool]:
    """Say of each extra whether all that it requires is installed."""
    found: dict[str, bool] = {}
    for requirement in metadata.requires("precis") or ():
        if match := _REQUIREMENT.match(requirement):
            package, extra = match.groups()
            found[extra] = found.get(extra, True) and _is_installed(package)
    return dict(sorted(found.items()))


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _default_model() -> str:
    from precis.models.chat import pick

    try:
        return pick().model
    except PrecisError:
        return "none: run `precis models`"


def _without_user(address: str) -> str:
    try:
        return (
            urlsplit(address)._replace(netloc=urlsplit(address).netloc.rpartition("@")[2]).geturl()
        )
    except ValueError:
        return "not an address"


def _matters(variable: str) -> bool:
    from precis.models.providers import VARIABLES

    return variable.startswith("PRECIS_") or variable in VARIABLES
