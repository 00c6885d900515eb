"""Public addresses only: what a server may fetch for strangers.

Every address that a name resolves to is checked, on every redirect, and the checked address is
the one connected to, so that a name cannot change its mind in between.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SOCK_STREAM, getaddrinfo
from typing import TYPE_CHECKING

import httpx

from loaders.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TUNNELS = tuple(
    map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
)
"""IPv6 ranges that carry an IPv4 address inside (RFC 6052, 8215, 3056, 4380, 4291)."""

_PORTS = {"http": 80, "https": 443}


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address can be anybody's on the internet."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if any(address in tunnel for tunnel in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast


class PublicTransport(httpx.HTTPTransport):
    """Connects to public addresses; raises LoadError for all others."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Resolve, check, and connect to the first of the addresses that answers."""
        host = request.url.host
        addresses = self._addresses(str(request.url), host, request.url)
        request.extensions = {**request.extensions, "sni_hostname": host}
        for address in addresses[:-1]:
            try:
                return self._connect(request, address)
            except httpx.ConnectError:
                continue
        return self._connect(request, addresses[-1])

    def _connect(self, request: httpx.Request, address: str) -> httpx.Response:
        request.url = request.url.copy_with(host=address)
        return super().handle_request(request)

    @staticmethod
    def _addresses(source: str, host: str, url: httpx.URL) -> Sequence[str]:
        port = url.port or _PORTS[url.scheme]
        try:
            found = getaddrinfo(host, port, type=SOCK_STREAM)
        except OSError as error:
            raise httpx.ConnectError(str(error)) from None
        addresses = [str(info[4][0]).partition("%")[0] for info in found]
        if not addresses or not all(is_public(ip_address(address)) for address in addresses):
            reason = "this is no public address"
            raise LoadError(source, reason, "only public addresses are loaded here")
        return list(dict.fromkeys(addresses))
