"""One http(s) address → a blob, within bounds of time, size and redirects."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from langchain_core.documents.base import Blob

from loaders.errors import LoadError
from loaders.limits import LimitError

if TYPE_CHECKING:
    import httpx

    from loaders.options import LoadOptions

_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; precis; reads one page for its reader)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_REMEDIES = {
    401: "it asks for a login: save the page and give the file",
    403: "the site refuses programs: save the page and give the file",
    404: "check the address",
    410: "check the address",
    429: "the site asks for patience: try again later",
}


def fetch(address: str, options: LoadOptions) -> Blob:
    """Return what `address` holds; the blob's metadata has the final `url` and `charset`.

    Raises LoadError for a bad address, no connection, a time-out, too many redirects, and any
    status but 200.
    """
    import httpx

    try:
        with _client(options) as client, client.stream("GET", address) as response:
            return _blob(address, response, options)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise LoadError(address, f"this is no address ({error})", "correct it") from None
    except httpx.TooManyRedirects:
        reason = f"it redirects more than {options.limits.redirects} times"
        raise LimitError(address, reason, "--max-redirects") from None
    except httpx.TimeoutException:
        reason = f"no answer within {options.timeout:g} seconds"
        raise LoadError(address, reason, "try again, or wait longer with --timeout") from None
    except httpx.HTTPError as error:
        reason = f"it cannot be reached ({error or type(error).__name__})"
        raise LoadError(address, reason, "check the address and the network") from None


def _client(options: LoadOptions) -> httpx.Client:
    import httpx

    transport = None
    if options.public_only:
        from loaders.public import PublicTransport

        transport = PublicTransport()
    return httpx.Client(
        headers=_HEADERS,
        timeout=options.timeout,
        follow_redirects=True,
        max_redirects=options.limits.redirects,
        transport=transport,
        trust_env=not options.public_only,
    )


def _blob(address: str, response: httpx.Response, options: LoadOptions) -> Blob:
    if response.status_code != 200:  # noqa: PLR2004
        reason = f"the server answered {response.status_code} {response.reason_phrase}"
        remedy = _REMEDIES.get(response.status_code, "try again later")
        raise LoadError(address, reason, remedy)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Blob.from_data(
        _read(address, response, options),
        mime_type=media_type or None,
        metadata={
            "source": address,
            "url": str(response.url),
            "charset": response.charset_encoding,
        },
    )


def _read(address: str, response: httpx.Response, options: LoadOptions) -> bytes:
    """Read the body; `timeout` bounds the silence between parts, ten times it the whole."""
    body = bytearray()
    deadline = time.monotonic() + 10 * options.timeout
    for part in response.iter_bytes():
        body += part
        options.limits.check_bytes(address, len(body))
        if time.monotonic() > deadline:
            reason = f"not complete within {10 * options.timeout:g} seconds"
            raise LoadError(address, reason, "try again, or wait longer with --timeout")
    if not body:
        raise LoadError(address, "the answer is empty", "check the address")
    return bytes(body)
