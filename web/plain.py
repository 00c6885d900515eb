"""A minimal page for the login and for refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

_HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Précis</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; max-width: 24rem;
       margin: 20vh auto; padding: 0 1rem }}
input, button {{ font: inherit; padding: .5rem; width: 100%; box-sizing: border-box }}
button {{ margin-top: .75rem }}
p[role=alert] {{ color: light-dark(#a82020, #ff9d94) }}
</style>
<main>
<h1>Précis</h1>
{main}
</main>
</html>
"""


def plain_page(
    main: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Return a page with the HTML `main`."""
    return HTMLResponse(_HTML.format(main=main), status, headers)
