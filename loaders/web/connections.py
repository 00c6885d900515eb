"""Connections with a deadline, restricted to public addresses where that is required.

Every address that a name resolves to is checked, on every redirect, and the checked address is
the one connected to, so that a name cannot change its mind in between.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import inf
from socket import SHUT_RDWR, SOCK_STREAM, getaddrinfo
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

_TUNNELS = tuple(
    map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
)
"""IPv6 ranges that carry an IPv4 address inside (RFC 6052, 8215, 3056, 4380, 4291)."""

_deadline: ContextVar[float] = ContextVar("deadline", default=inf)


class NotPublicError(Exception):
    """A host whose address is not public."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is public."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if any(address in tunnel for tunnel in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast


def is_local(host: str) -> bool:
    """Return whether a host is, by its name alone, one that is not public."""
    try:
        return not is_public(ip_address(host.strip("[]").partition("%")[0]))
    except ValueError:
        name = host.lower().rstrip(".")
        return name == "localhost" or name.endswith(".localhost")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let every connection used in this context time out at the latest after `seconds`."""
    token = _deadline.set(monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


@contextmanager
def uncounted() -> Iterator[None]:
    """Exclude the time spent in this context from `within`."""
    start = monotonic()
    try:
        yield
    finally:
        _deadline.set(_deadline.get() + monotonic() - start)


def overdue() -> bool:
    """Return whether the time of `within` is over."""
    return _deadline.get() <= monotonic()


class Guard:
    """Keeps all connections of `client`, also those of its proxies, to the time of `within`.

    With `public_only` they raise NotPublicError for every other address.
    """

    def __init__(self, client: httpx.Client, *, public_only: bool) -> None:
        self._backend = _Backend(public_only=public_only)
        # httpx finds the proxies of the environment, and takes no network backend.
        transports: list[Any] = [client._transport, *client._mounts.values()]  # noqa: SLF001 - httpx has no public way
        for transport in filter(None, transports):
            transport._pool._network_backend = self._backend  # noqa: SLF001 - httpx has no public way

    def shut_down(self) -> None:
        """Make whoever still waits for an answer in another thread stop."""
        self._backend.shut_down()


class _Backend(httpcore.SyncBackend):
    def __init__(self, *, public_only: bool) -> None:
        self._public_only = public_only
        self._open: WeakSet[_Timed] = WeakSet()

    def shut_down(self) -> None:
        """Interrupt every pending read and write."""
        for stream in list(self._open):
            stream.shut_down()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers."""
        *others, last = _public_addresses(host, port) if self._public_only else [host]
        for address in others:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, timeout, local_address, socket_options)

    def _connect(
        self, address: str, port: int, timeout: float | None, *options: Any
    ) -> httpcore.NetworkStream:
        stream = super().connect_tcp(address, port, _remaining(timeout), *options)
        timed = _Timed(stream)
        self._open.add(timed)
        return timed


class _Timed(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self._stream = self._stream.start_tls(ssl_context, server_hostname, _remaining(timeout))
        return self

    def shut_down(self) -> None:
        with suppress(OSError):
            self.get_extra_info("socket").shutdown(SHUT_RDWR)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _remaining(timeout: float | None) -> float | None:
    left = min(_deadline.get() - monotonic(), inf if timeout is None else timeout)
    if left <= 0:
        raise httpcore.ReadTimeout
    return None if left == inf else left


def _public_addresses(host: str, port: int) -> list[str]:
    try:
        found = getaddrinfo(host, port, type=SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from None
    addresses = [str(info[4][0]).partition("%")[0] for info in found]
    if not addresses or not all(is_public(ip_address(address)) for address in addresses):
        raise NotPublicError(host)
    return list(dict.fromkeys(addresses))
