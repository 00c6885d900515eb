"""What tests of the page read out of its HTML, and how they wait."""

import re
import time
from html import unescape

from starlette.testclient import TestClient

HTML = {"accept": "text/html"}
PART = {"hx-request": "true"}


def text_of(html: str) -> str:
    """Return what is read of HTML, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def links(html: str, start: str) -> list[str]:
    """Return the addresses in HTML that begin with `start`."""
    return [unescape(it) for it in re.findall(r'href="([^"]+)"', html) if it.startswith(start)]


def posted(client: TestClient, path: str, **fields: object) -> str:
    """Send a form and return where it leads."""
    names = {name.rstrip("_"): value for name, value in fields.items()}
    answer = client.post(path, data=names, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303, text_of(answer.text)
    return answer.headers["location"]


def finished(client: TestClient, path: str, seconds: float = 60) -> str:
    """Wait until all work of a view has ended and return its HTML."""
    deadline = time.monotonic() + seconds
    while 'aria-busy="true"' in (html := client.get(path, headers=HTML).text):
        assert time.monotonic() < deadline
        time.sleep(0.25)
    return html
