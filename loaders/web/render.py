"""Pages that only their scripts fill: run by an installed Chromium, read when they are quiet.

The browser has no network. Every request of a page comes here and goes through the same client
as all others, and so obeys the same limits and `public_only`.
"""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx
from langchain_core.documents.base import Blob

from precis.errors import MissingExtraError
from precis.loaders.errors import LoadError, without_credentials
from precis.loaders.formats.html import is_markup, read_markup
from precis.loaders.limits import LimitError
from precis.loaders.web.connections import NotPublicError, within
from precis.loaders.web.fetch import UnreachableError, read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from playwright.async_api import Browser, Error, Request, Route

    from precis.loaders.options import LoadOptions

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = [
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
]
"""The last four leave it no network of its own."""

_NEEDED = {"document", "script", "stylesheet", "xhr", "fetch"}
_NOT_PASSED_ON = {"content-encoding", "content-length", "transfer-encoding", "connection"}
_CLOSING_SECONDS = 5.0
_QUIET_SECONDS = 10.0
"""How long a page may keep loading after its load event."""


@contextmanager
def rendering(
    source: str, client: httpx.Client, options: LoadOptions
) -> Iterator[Callable[[Blob], Blob]]:
    """Return a function that runs the scripts of a fetched page; other blobs stay.

    It may be called by several threads. Raises LoadError without an installed Chromium and
    MissingExtraError without the package that drives it.
    """
    from anyio.from_thread import start_blocking_portal

    def render(blob: Blob) -> Blob:
        return portal.call(_render, browser, blob, client, options) if is_markup(blob) else blob

    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(_chromium(source)) as browser,
    ):
        yield render


@asynccontextmanager
async def _chromium(source: str) -> AsyncIterator[Browser]:
    try:
        from playwright.async_api import Error, async_playwright
    except ImportError:
        raise MissingExtraError("--render", "render") from None
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise LoadError(source, "rendering needs Chromium", "on Debian: apt install chromium")
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=program, args=_FLAGS)
        except Error as error:
            reason = f"{program} does not start ({_first_line(error)})"
            raise LoadError(source, reason, "install it again, or load without --render") from None
        try:
            yield browser
        finally:
            await browser.close()


async def _render(browser: Browser, blob: Blob, client: httpx.Client, options: LoadOptions) -> Blob:
    from playwright.async_api import Error

    source, seconds = str(blob.source), options.limits.seconds
    answers = _Answers(read_markup(blob), client, options)
    context = await browser.new_context(service_workers="block", accept_downloads=False)
    try:
        async with asyncio.timeout(seconds):
            await context.route_web_socket("**", lambda socket: socket.close())
            await context.route("**", answers.give)
            page = await context.new_page()
            with suppress(Error):  # what has come until then is read
                await page.goto(blob.metadata["url"], timeout=1000 * options.fetch_timeout)
                await page.wait_for_load_state("networkidle", timeout=1000 * _QUIET_SECONDS)
            options.limits.check_bytes(source, answers.received)
            markup, address = await page.content(), page.url
    except TimeoutError:
        raise LimitError(
            source, f"not rendered within {seconds} seconds", "--max-seconds"
        ) from None
    except Error as error:
        reason = f"the browser could not show it ({_first_line(error)})"
        raise UnreachableError(source, reason, "load it without --render") from None
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSING_SECONDS):
                await context.close()
    options.limits.check_bytes(source, len(markup))
    return Blob.from_data(
        markup.encode(),
        mime_type="text/html",
        metadata=blob.metadata
        | {"url": without_credentials(address), "charset": "utf-8", "rendered": True},
    )


def _first_line(error: Error) -> str:
    return error.message.partition("\n")[0]


class _Answers:
    """What the requests of one page get; `received` bytes so far."""

    def __init__(self, page: str, client: httpx.Client, options: LoadOptions) -> None:
        self._page: str | None = page
        self._client = client
        self._options = options
        self.received = 0

    async def give(self, route: Route) -> None:
        """Answer one request: the page from the fetched blob, everything else by fetching it."""
        from playwright.async_api import Error

        page, self._page = self._page, None
        with suppress(Error):  # the page has gone meanwhile
            if page:
                await route.fulfill(body=page, content_type="text/html; charset=utf-8")
            elif answer := await asyncio.to_thread(self._answer, route.request):
                await route.fulfill(**answer)
            else:
                await route.abort()

    def _answer(self, asked: Request) -> dict[str, Any] | None:
        """Return what a request gets, None for what is not needed or cannot be had."""
        if asked.resource_type not in _NEEDED or self.received > self._options.limits.max_bytes:
            return None
        headers = {k: v for k, v in asked.headers.items() if k not in {"accept-encoding", "host"}}
        try:
            with (
                within(self._options.limits.seconds),
                self._client.stream(
                    asked.method, asked.url, headers=headers, content=asked.post_data_buffer
                ) as response,
            ):
                body = read(response, asked.url, self._options)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, NotPublicError, LoadError):
            return None
        self.received += len(body)
        kept = {k: v for k, v in response.headers.items() if k not in _NOT_PASSED_ON}
        return {"status": response.status_code, "headers": kept, "body": body}
