"""Pages that only their scripts fill: run by an installed Chromium, read when they are quiet.

The browser has no network. Every request of a page comes here and goes through the same client
as all others, and so obeys the same limits and `public_only`.
"""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING

import httpx
from langchain_core.documents.base import Blob

from errors import MissingExtraError
from loaders.errors import LoadError
from loaders.formats.html import is_markup, read_markup
from loaders.limits import LimitError
from loaders.web.connections import NotPublicError, within
from loaders.web.fetch import UnreachableError, read, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from playwright.async_api import Browser, Route

    from loaders.options import LoadOptions

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
"""The last four leave it no network of its own."""

_NEEDED = {"document", "script", "stylesheet", "xhr", "fetch"}
_NOT_PASSED_ON = {"content-encoding", "content-length", "transfer-encoding", "connection"}
_QUIET_SECONDS = 10.0
"""How long a page may go on loading after it has loaded."""


@contextmanager
def rendering(client: httpx.Client, options: LoadOptions) -> Iterator[Callable[[Blob], Blob]]:
    """Give what turns a fetched page into what its scripts make of it; other blobs stay.

    It may be called by several threads. Raises LoadError without an installed Chromium and
    MissingExtraError without the package that drives it.
    """
    from anyio.from_thread import start_blocking_portal

    def render(blob: Blob) -> Blob:
        return portal.call(_rendered, browser, blob, client, options) if is_markup(blob) else blob

    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(_chromium()) as browser,
    ):
        yield render


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser]:
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        raise MissingExtraError("--render", "render") from None
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise LoadError("--render", "no Chromium is installed", "on Debian: apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


async def _rendered(
    browser: Browser, blob: Blob, client: httpx.Client, options: LoadOptions
) -> Blob:
    from playwright.async_api import Error

    source, seconds = str(blob.source), options.limits.seconds
    answers = _Answers(blob, client, options)
    context = await browser.new_context(service_workers="block", accept_downloads=False)
    try:
        async with asyncio.timeout(seconds):
            await context.route_web_socket("**", lambda socket: socket.close())
            await context.route("**", answers.give)
            page = await context.new_page()
            with suppress(Error):  # what has come until then is read
                await page.goto(blob.metadata["url"], timeout=1000 * options.timeout)
                await page.wait_for_load_state("networkidle", timeout=1000 * _QUIET_SECONDS)
            options.limits.check_bytes(source, answers.received)
            markup, address = await page.content(), page.url
    except TimeoutError:
        raise LimitError(
            source, f"not rendered within {seconds} seconds", "--max-seconds"
        ) from None
    except Error as error:
        reason = f"the browser could not show it ({error.message.splitlines()[0]})"
        raise UnreachableError(source, reason, "load it without --render") from None
    finally:
        await context.unroute_all(behavior="ignoreErrors")
        await context.close()
    options.limits.check_bytes(source, len(markup))
    return Blob.from_data(
        markup.encode(),
        mime_type="text/html",
        metadata=blob.metadata | {"url": shown(address), "charset": "utf-8", "rendered": True},
    )


class _Answers:
    """What the requests of one page get; `received` bytes so far."""

    def __init__(self, page: Blob, client: httpx.Client, options: LoadOptions) -> None:
        self._page: Blob | None = page
        self._client = client
        self._options = options
        self.received = 0

    async def give(self, route: Route) -> None:
        """Answer one request: the page from what was fetched, what it needs by fetching it."""
        page, self._page = self._page, None
        if page:
            await route.fulfill(body=read_markup(page), content_type="text/html; charset=utf-8")
        elif route.request.resource_type not in _NEEDED or self._is_over():
            await route.abort()
        else:
            try:
                response, body = await asyncio.to_thread(self._fetched, route)
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, NotPublicError, LoadError):
                await route.abort()
            else:
                kept = {k: v for k, v in response.headers.items() if k not in _NOT_PASSED_ON}
                await route.fulfill(status=response.status_code, headers=kept, body=body)

    def _is_over(self) -> bool:
        return self.received > self._options.limits.max_bytes

    def _fetched(self, route: Route) -> tuple[httpx.Response, bytes]:
        asked = route.request
        headers = {k: v for k, v in asked.headers.items() if k not in {"accept-encoding", "host"}}
        with (
            within(self._options.limits.seconds),
            self._client.stream(
                asked.method, asked.url, headers=headers, content=asked.post_data_buffer
            ) as response,
        ):
            body = read(response, asked.url, self._options)
        self.received += len(body)
        return response, body
