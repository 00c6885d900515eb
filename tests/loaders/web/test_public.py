"""No address inside a network is fetched for strangers."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from precis.loaders import LoadError, LoadOptions, load
from precis.loaders.web import connections
from tests.fakes.site import Reply
from tests.loaders.test_html import PAGE

if TYPE_CHECKING:
    from tests.fakes.site import Site

PUBLIC = LoadOptions(public_only=True, fetch_timeout=2)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0"),
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        *("255.255.255.255", "198.18.0.1", "192.0.2.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]"),
        *("[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
        *("[ff02::1]", "[2001:db8::1]", "[::127.0.0.1]"),
    ],
)
def test_addresses_that_are_not_public(host: str) -> None:
    with pytest.raises(LoadError, match="is not a public address"):
        list(load([f"http://{host}:9/"], PUBLIC))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_that_are_public(address: str) -> None:
    assert connections.is_public(ip_address(address))


def resolve(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let every name resolve to the next answer; return the names asked for."""
    asked: list[str] = []
    remaining = list(answers)

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        family = socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (remaining.pop(0), port))]

    monkeypatch.setattr(connections, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_for_a_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "169.254.169.254")
    with pytest.raises(LoadError, match="not a public address"):
        list(load(["http://metadata.example.org/"], PUBLIC))


def test_a_redirect_into_the_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "is_public", lambda address: str(address) == "127.0.0.1")
    inside = {"Location": "http://10.0.0.1/"}
    address = site.serve("/", Reply(status=302, headers=inside))
    with pytest.raises(LoadError, match=r"'10\.0\.0\.1' is not a public address"):
        list(load([address], PUBLIC))


def test_the_checked_address_is_the_one_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its answer after the check is asked once only."""
    monkeypatch.setattr(connections, "is_public", lambda address: str(address) == "127.0.0.1")
    port = site.address.rpartition(":")[2]
    site.serve("/page", Reply(b"just text", "text/plain"))
    asked = resolve(monkeypatch, "127.0.0.1", "10.0.0.1")
    (document,) = load([f"http://site.example.org:{port}/page"], PUBLIC)
    assert document.page_content == "just text"
    assert asked == ["site.example.org"]
    assert site.requests[0][1]["Host"] == f"site.example.org:{port}"
    assert document.metadata["source"] == f"http://site.example.org:{port}/page"


def test_names_stay_in_redirects(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is connected to is an address; what is asked for, and told, is the name."""
    monkeypatch.setattr(connections, "is_public", lambda address: str(address) == "127.0.0.1")
    port = site.address.rpartition(":")[2]
    site.serve("/old", Reply(status=302, headers={"Location": "/new"}))
    site.serve("/new", Reply(PAGE.replace("canonical", "other").encode()))
    asked = resolve(monkeypatch, "127.0.0.1", "127.0.0.1")
    (document,) = load([f"http://site.example.org:{port}/old"], PUBLIC)
    assert document.metadata["url"] == f"http://site.example.org:{port}/new"
    assert set(asked) == {"site.example.org"}
    assert {headers["Host"] for _, headers in site.requests} == {f"site.example.org:{port}"}


def test_a_name_that_turns_private_between_two_requests(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "is_public", lambda address: str(address) == "127.0.0.1")
    port = site.address.rpartition(":")[2]
    site.serve("/old", Reply(status=302, headers={"Location": "/new"}))
    resolve(monkeypatch, "127.0.0.1", "10.0.0.1")
    with pytest.raises(LoadError, match=r"'site\.example\.org' is not a public address") as error:
        list(load([f"http://site.example.org:{port}/old"], PUBLIC))
    assert error.value.source == f"http://site.example.org:{port}/old"


def test_one_private_address_among_public_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 9)) for a in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(connections, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(LoadError, match="is not a public address"):
        list(load(["http://site.example.org:9/"], PUBLIC))


def test_a_proxy_of_the_environment_is_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", site.address)
    with pytest.raises(LoadError, match="is not a public address"):
        list(load(["http://10.0.0.1/"], PUBLIC))
    assert site.requests == []
    site.serve("http://site.example.org/", Reply(b"through the proxy", "text/plain"))
    (document,) = load(["http://site.example.org/"])
    assert document.page_content == "through the proxy"


def test_a_crawl_and_its_sitemaps_stay_outside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "is_public", lambda address: str(address) == "127.0.0.1")
    site.serve("/robots.txt", Reply(b"Sitemap: http://10.0.0.1/sitemap.xml", "text/plain"))
    site.serve("/out", Reply(status=302, headers={"Location": "http://10.0.0.1/"}))
    address = site.serve("/", Reply(PAGE.replace("/sport", "/out").encode()))
    errors: list[LoadError] = []
    options = PUBLIC.model_copy(update={"crawl": True})
    assert len(list(load([address], options, errors.append))) == 1
    assert ["is not a public address" in str(error) for error in errors] == [True]
