"""Web addresses: what is followed, bounded and refused."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load
from tests.fakes.site import Reply
from tests.loaders.test_html import PAGE, PARAGRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.site import Site
    from tests.loaders.conftest import PdfMaker


def test_a_page_is_loaded_after_redirects(site: Site) -> None:
    target = site.serve("/page", Reply(PAGE.encode()))
    first = site.serve("/old", Reply(status=302, headers={"Location": "/page"}))
    (document,) = load([first])
    assert PARAGRAPH in document.page_content
    assert document.metadata["source"] == first
    assert target != first


def test_any_format_can_be_served(site: Site, make_pdf: PdfMaker) -> None:
    pdf = site.serve("/report", Reply(make_pdf("Costs rose."), "application/octet-stream"))
    text = site.serve("/plain", Reply(b"just text", "text/plain"))
    markdown = site.serve("/notes", Reply(b"# Notes\n\ntext", "text/markdown"))
    packed = Reply(
        gzip.compress(b"packed text"), "text/plain", headers={"Content-Encoding": "gzip"}
    )
    documents = list(load([pdf, text, markdown, site.serve("/gz", packed)]))
    assert [(d.page_content, d.metadata["media_type"]) for d in documents] == [
        ("Costs rose.", "application/pdf"),
        ("just text", "text/plain"),
        ("# Notes\n\ntext", "text/markdown"),
        ("packed text", "text/plain"),
    ]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "the server answered 404 Not Found; check the address"),
        (Reply(status=500), "the server answered 500"),
        (Reply(status=401), "asks for a login"),
        (Reply(b""), "the response is empty"),
        (Reply(status=204), "the server answered 204"),
        (Reply(bytes(range(256)), "application/x-unknown"), "its format is not known here"),
        (Reply(b"hi", headers={"Content-Encoding": "gzip"}), "cannot be reached"),
        (Reply(status=302, headers={"Location": "http://["}), "not an address|cannot be reached"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "not an address"),
    ],
)
def test_bad_answers(site: Site, reply: Reply, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as error:
        list(load([site.serve("/x", reply)]))
    assert "\n" not in str(error.value)


def test_a_redirect_loop_ends(site: Site) -> None:
    address = site.serve("/loop", Reply(status=302, headers={"Location": "/loop"}))
    with pytest.raises(LimitError, match="redirects more than 3 times"):
        list(load([address], LoadOptions(limits=Limits(redirects=3))))
    assert len(site.requests) == 4


def test_silence_ends(site: Site) -> None:
    address = site.serve("/slow", Reply(b"late", seconds=1.0))
    with pytest.raises(LoadError, match=r"no answer within 0\.2 seconds"):
        list(load([address], LoadOptions(fetch_timeout=0.2)))


def test_a_large_answer_is_cut_off(site: Site) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    packed = Reply(bomb, "text/plain", headers={"Content-Encoding": "gzip"})
    with pytest.raises(LimitError, match="limit of 1 MB"):
        list(load([site.serve("/bomb", packed)], LoadOptions(limits=Limits(megabytes=1))))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_what_was_not_asked_for_is_not_unpacked(site: Site, encoding: str) -> None:
    """Brotli and nested gzip unpack a few bytes to gigabytes at once."""
    body = gzip.compress(gzip.compress(bytes(1_000_000)))
    reply = Reply(body, "text/plain", headers={"Content-Encoding": encoding})
    with pytest.raises(
        LoadError, match=f"the response is compressed as '{encoding}', which was not"
    ):
        list(load([site.serve("/x", reply)]))


@pytest.mark.parametrize("no_proxy", ["", "127.0.0.1,localhost"])
def test_a_body_that_drips_ends(site: Site, monkeypatch: pytest.MonkeyPatch, no_proxy: str) -> None:
    monkeypatch.setenv("NO_PROXY", no_proxy)
    address = site.serve("/x", Reply(b"word " * 100, "text/plain", drip=0.1))
    with pytest.raises(LimitError, match="not received within 1 seconds; raise it with --max-sec"):
        list(load([address], LoadOptions(limits=Limits(seconds=1))))


def test_a_body_that_drips_through_a_proxy_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(10_000)
            connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            for _ in range(60):
                connection.send(b"word ")
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=[listener])
        thread.start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{listener.getsockname()[1]}")
        with pytest.raises(LimitError, match="not received within 1 seconds"):
            list(load(["http://example.org/"], LoadOptions(limits=Limits(seconds=1))))
        thread.join()


def test_headers_that_drip_end() -> None:
    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20:
                connection.send(bytes([byte]))
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=[listener])
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(LimitError, match="not received within 1 seconds"):
            list(load([address], LoadOptions(limits=Limits(seconds=1))))
        thread.join()


def test_credentials_are_sent_and_never_shown(site: Site, tmp_path: Path) -> None:
    address = site.serve("/page", Reply(b"just text", "text/plain", validated=True))
    secret = address.replace("//", "//ann:s3cret@")
    options = LoadOptions(cache=tmp_path)
    (document,) = load([secret], options)
    assert "Authorization" in site.requests[0][1]
    assert document.metadata["source"] == address
    assert "s3cret" not in str(document.metadata)
    assert not list(tmp_path.iterdir())
    bad = [
        f"{secret}/gone",
        "http://ann:s3cret@127.0.0.1:9/",
        "http://ann:s3cret@[/",
        "ftp://ann:s3cret@h/",
    ]
    errors: list[LoadError] = []
    assert list(load(bad, options, errors.append)) == []
    assert len(errors) == len(bad)
    assert not any("s3cret" in f"{error} {error.source}" for error in errors)


def test_credentials_do_not_follow_to_another_host(site: Site) -> None:
    there = site.serve("/there", Reply(b"just text", "text/plain"))
    to = {"Location": there.replace("127.0.0.1", "localhost")}
    address = site.serve("/", Reply(status=302, headers=to))
    list(load([address.replace("//", "//ann:s3cret@")]))
    assert ["Authorization" in headers for _, headers in site.requests] == [True, False]


def test_addresses_of_every_form(site: Site) -> None:
    site.serve("/a?q=1&r=%C3%A9", Reply(b"query", "text/plain"))
    site.serve("/%C3%A9/x%20y", Reply(b"path", "text/plain"))
    upper = site.address.replace("http", "HTTP")
    addresses = [f"{upper}/a?q=1&r=é#part", f"{site.address}/é/x y"]
    assert [d.page_content for d in load(addresses)] == ["query", "path"]


def test_international_names_are_asked_for_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host if isinstance(host, str) else bytes(host).decode())
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(LoadError, match="cannot be reached"):
        list(load(["http://bücher.example/"]))
    assert asked == ["xn--bcher-kva.example"]


@pytest.mark.parametrize(
    ("body", "media_type", "found"),
    [
        (PAGE.encode(), "text/plain", "text/html"),
        (PAGE.encode(), "application/octet-stream", "text/html"),
        (PAGE.encode(), None, "text/html"),
        (b'{"a": "text of json"}', "text/html", "application/json"),
        (b"just text, no markup", "text/html", "text/plain"),
        (b"just text", "no/such; =", "text/plain"),
    ],
)
def test_a_wrong_media_type_does_not_matter(
    site: Site, body: bytes, media_type: str | None, found: str
) -> None:
    (document,) = load([site.serve("/x", Reply(body, media_type))])
    assert document.metadata["media_type"] == found


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(LoadError, match="cannot be reached"):
        list(load([f"http://127.0.0.1:{port}/"]))


@pytest.mark.parametrize("address", ["http://", "http://[", "http://a b/", "https://\u2028/"])
def test_senseless_addresses(address: str) -> None:
    with pytest.raises(LoadError) as error:
        list(load([address]))
    assert "\n" not in str(error.value)
