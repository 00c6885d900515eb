"""Fetch the pages of a source: over HTTP and, if the options say so, with a browser."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from precis.loaders.web.client import Pace, client_for
from precis.loaders.web.fetch import fetch, no_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions


@contextmanager
def fetching(
    source: str, options: LoadOptions, pace: Pace | None = None, resumed: Path | None = None
) -> Iterator[Callable[[str], Blob]]:
    """Give what fetches the pages of `source`: run by a browser first if `options` say so.

    It may be called by several threads. For `pace` and `resumed` see `client_for`.
    """
    try:
        httpx.URL(source)
    except (httpx.InvalidURL, ValueError) as error:
        raise no_address(source, error) from None
    with client_for(source, options, pace or Pace(), resumed) as client:
        if options.render:
            from precis.loaders.web.render import rendering

            with rendering(source, client, options) as render:
                yield lambda address: render(fetch(client, address, options))
        else:
            yield lambda address: fetch(client, address, options)
