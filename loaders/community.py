"""`langchain:NAME?parameter=value&…` → Documents, by the loader NAME of langchain-community.

For sources that no format here reads, such as an encyclopedia or an issue tracker. These loaders
run in this process and reach what they like; servers refuse them.
"""

from __future__ import annotations

import re
import warnings
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from precis.errors import require
from precis.json_text import read_json
from precis.loaders.canonical import canonical
from precis.loaders.errors import LoadError
from precis.loaders.registry import complete
from precis.loaders.sources import COMMUNITY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.document_loaders import BaseLoader
    from langchain_core.documents import Document

    from precis.loaders.options import LoadOptions

_SECRET = re.compile("key|token|secret|password|credential", re.IGNORECASE)


def documents(source: str, options: LoadOptions) -> Iterator[Document]:
    """Yield the Documents of a loader; their sources start with `source` and a slash.

    A value is read as JSON where it is JSON (`load_max_docs=2`), else as text. Raises LoadError
    for a name that is no loader, for parameters that it refuses, and for what it fails with.
    """
    name, given = _read(source)
    source = without_secrets(source)
    if options.public_only:
        raise LoadError(source, "loaders of LangChain are refused here", "give an address")
    loader = _loader(source, name, given)
    try:
        for number, document in enumerate(loader.lazy_load(), start=1):
            told = str(document.metadata.get("source") or "")
            place = number if told in source else told
            title = document.metadata.get("title") or place
            yield complete(
                type(document)(
                    canonical(document.page_content),
                    metadata={"title": str(title), "media_type": "text/plain"},
                ),
                f"{source}/{place}",
            )
    except LoadError:
        raise
    except Exception as error:  # noqa: BLE001 - loaders raise whatever they meet
        remedy = "see the documentation of this loader"
        raise LoadError(source, _reason(error, given), remedy) from None


def without_secrets(source: str) -> str:
    """Return `source` without the parameters that are named like keys and passwords.

    >>> without_secrets("langchain:NotionDBLoader?integration_token=abc&database_id=7")
    'langchain:NotionDBLoader?database_id=7'
    """
    name, given = _read(source)
    shown = urlencode([(key, text) for key, text in given if not _SECRET.search(key)], safe="/:,")
    return f"{COMMUNITY}{name}{f'?{shown}' if shown else ''}"


def _read(source: str) -> tuple[str, list[tuple[str, str]]]:
    name, _, query = source.removeprefix(COMMUNITY).partition("?")
    return name, parse_qsl(query, keep_blank_values=True)


def _loader(source: str, name: str, given: list[tuple[str, str]]) -> BaseLoader:
    require("langchain_community", f"langchain:{name}", "community")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_community import document_loaders as known
    if name not in known.__all__:
        near = "".join(f"; did you mean {n}?" for n in get_close_matches(name, known.__all__, 1))
        reason = f"langchain-community has no loader '{name}'{near}"
        raise LoadError(source, reason, "give langchain:NAME?parameter=value")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loader: BaseLoader = getattr(known, name)(**{key: _value(t) for key, t in given})
    except Exception as error:  # noqa: BLE001 - loaders raise whatever they meet
        remedy = "give its parameters as ?name=value&name=value"
        raise LoadError(source, _reason(error, given), remedy) from None
    return loader


def _value(text: str) -> Any:
    try:
        return read_json(text)
    except ValueError:
        return text


def _reason(error: Exception, given: list[tuple[str, str]]) -> str:
    """Return a loader's message without the secrets it was given: some repeat their input."""
    said = str(error)
    for key, text in given:
        if text and _SECRET.search(key):
            said = said.replace(text, "…")
    return f"{type(error).__name__}: {' '.join(said.split())[:200]}"
