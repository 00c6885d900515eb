"""One http(s) address → a blob, within bounds of time, size and redirects."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
from langchain_core.documents.base import Blob

from precis.loaders.errors import LoadError, UnknownFormatError, without_credentials
from precis.loaders.limits import LimitError
from precis.loaders.web.connections import NotPublicError, is_local, overdue, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.loaders.options import LoadOptions

_ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
_TRANSIENT = {408, 425, 429}
_REMEDIES = {
    401: "it asks for a login: save the page and give the file",
    403: "the site refuses automated requests: save the page and give the file",
    404: "check the address",
    410: "check the address",
    429: "the site is limiting requests: try again later",
}


class UnreachableError(LoadError):
    """No answer now, or one that says to come again."""


class StatusError(LoadError):
    """An answer with another `status` than 200."""

    def __init__(self, source: str, response: httpx.Response) -> None:
        self.status = response.status_code
        reason = f"the server answered {self.status} {response.reason_phrase}".strip()
        super().__init__(source, reason, _REMEDIES.get(self.status, "try again later"))

    @property
    def transient(self) -> bool:
        """Whether another time may bring another answer."""
        return self.status in _TRANSIENT or self.status >= 500  # noqa: PLR2004 - errors of servers


def fetch(client: httpx.Client, address: str, options: LoadOptions) -> Blob:
    """Return what `address` holds; the blob's metadata has the final `url` and `charset`.

    Raises LoadError: StatusError for any status but 200, UnreachableError for no connection
    and a time-out, LimitError for what is too large, too slow or redirects too often.
    """
    with receiving(client, address, options) as response:
        if response.status_code != httpx.codes.OK:
            raise StatusError(address, response)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if options.crawl and media_type.partition("/")[0] in {"image", "audio", "video", "font"}:
            raise UnknownFormatError(address, f"this is {media_type}", "give a page")
        body = read(response, address, options)
        if not body:
            raise LoadError(address, "the response is empty", "check the address")
        return Blob.from_data(
            body,
            mime_type=media_type or None,
            metadata={
                "source": without_credentials(address),
                "url": without_credentials(str(response.url)),
                "charset": response.charset_encoding,
            },
        )


@contextmanager
def receiving(client: httpx.Client, address: str, options: LoadOptions) -> Iterator[httpx.Response]:
    """Give the answer of `address` before its body is read; raises what `fetch` does."""
    with within(options.limits.seconds), _load_errors(address, options):
        response = _send(client, address)
        try:
            yield response
        finally:
            response.close()


def _send(client: httpx.Client, address: str) -> httpx.Response:
    try:
        request = client.build_request("GET", address, extensions={"paced": True})
        return client.send(request, stream=True)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise no_address(address, error) from None


@contextmanager
def _load_errors(source: str, options: LoadOptions) -> Iterator[None]:
    """Turn what went wrong on the way into LoadErrors."""
    limits = options.limits
    try:
        yield
    except NotPublicError as error:
        reason = f"'{error.host}' is not a public address"
        raise LoadError(source, reason, "only public addresses are loaded here") from None
    except httpx.TooManyRedirects:
        reason = f"it redirects more than {limits.redirects} times"
        raise LimitError(source, reason, "--max-redirects") from None
    except httpx.TimeoutException:
        if overdue():
            reason = f"not received within {limits.seconds} seconds"
            raise LimitError(source, reason, "--max-seconds") from None
        reason = f"no answer within {options.fetch_timeout:g} seconds"
        remedy = "try again, or wait longer with --fetch-timeout"
        raise UnreachableError(source, reason, remedy) from None
    except httpx.HTTPError as error:
        reason = f"it cannot be reached ({error or type(error).__name__})"
        raise UnreachableError(source, reason, "check the address and the network") from None


def check_address(address: str, options: LoadOptions) -> None:
    """Raise LoadError, without a connection, for what is no address or is one of this machine."""
    try:
        host = httpx.URL(address).host
    except (httpx.InvalidURL, ValueError) as error:
        raise no_address(address, error) from None
    if not host or ("%" in host and ":" not in host):
        raise no_address(address, ValueError("it names no host"))
    if options.public_only and is_local(host):
        with _load_errors(without_credentials(address), options):
            raise NotPublicError(host)


def no_address(source: str, error: Exception) -> LoadError:
    """Return the error for what is not an address."""
    return LoadError(source, f"this is not an address ({error})", "correct it")


def read(response: httpx.Response, source: str, options: LoadOptions) -> bytes:
    """Return the body, unpacked; raises LoadError over the limits."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        reason = f"the response is compressed as '{encoding}', which was not asked for"
        raise LoadError(source, reason, "save the page and give the file")
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        options.limits.check_bytes(source, len(body))
    return bytes(body)
