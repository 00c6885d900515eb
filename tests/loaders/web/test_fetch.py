"""Web addresses: what is followed, bounded and refused."""

from __future__ import annotations

import gzip
import socket
from typing import TYPE_CHECKING

import pytest

from loaders import LimitError, Limits, LoadError, LoadOptions, load
from tests.fakes.site import Reply
from tests.loaders.test_html import PAGE, PARAGRAPH

if TYPE_CHECKING:
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
        (Reply(b""), "the answer is empty"),
        (Reply(status=204), "the server answered 204"),
        (Reply(bytes(range(256)), "application/x-unknown"), "of no format known here"),
        (Reply(b"hi", headers={"Content-Encoding": "gzip"}), "cannot be reached"),
        (Reply(status=302, headers={"Location": "http://["}), "no address|cannot be reached"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "no address"),
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
        list(load([address], LoadOptions(timeout=0.2)))


def test_a_large_answer_is_cut_off(site: Site) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    packed = Reply(bomb, "text/plain", headers={"Content-Encoding": "gzip"})
    with pytest.raises(LimitError, match="limit of 1 MB"):
        list(load([site.serve("/bomb", packed)], LoadOptions(limits=Limits(megabytes=1))))


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
