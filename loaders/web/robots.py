"""The rules of a site's robots.txt (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from protego import Protego

from precis.loaders.errors import LoadError
from precis.loaders.web.client import AGENT
from precis.loaders.web.fetch import StatusError

if TYPE_CHECKING:
    from collections.abc import Callable

    from langchain_core.documents.base import Blob

_MAX_BYTES = 500 * 1024
"""What RFC 9309 asks to be read at least."""

_MAX_DELAY = 60.0


class Robots:
    """The rules of the site at `address`: everything is allowed where there are none.

    Raises LoadError where they cannot be read, as RFC 9309 has it.
    """

    def __init__(self, address: str, fetch: Callable[[str], Blob]) -> None:
        self._source = address
        self._rules = Protego.parse(_text(urljoin(address, "/robots.txt"), fetch))

    def allows(self, address: str) -> bool:
        """Return whether a program may load `address`."""
        return bool(self._rules.can_fetch(address, AGENT))

    @property
    def delay(self) -> float:
        """Seconds from one request to the next; raises LoadError for more than a minute."""
        rate = self._rules.request_rate(AGENT)
        spread = rate.seconds / rate.requests if rate else 0.0
        delay = max(spread, self._rules.crawl_delay(AGENT) or 0.0)
        if delay > _MAX_DELAY:
            reason = f"its robots.txt asks for {delay:g} seconds between pages"
            raise LoadError(self._source, reason, "load the pages you need one by one")
        return delay

    @property
    def sitemaps(self) -> list[str]:
        """The addresses of its sitemaps."""
        return list(self._rules.sitemaps)


def _text(address: str, fetch: Callable[[str], Blob]) -> str:
    try:
        return fetch(address).as_bytes()[:_MAX_BYTES].decode("utf-8", "replace")
    except StatusError as error:
        if error.transient:
            raise
        return ""
