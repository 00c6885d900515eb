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
:root {{ color-scheme: light dark; background: light-dark(#faf9f6, #171715);
         color: light-dark(#22211e, #e9e6df) }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 24rem; margin: 20vh auto;
       padding: 0 1rem }}
h1 {{ font: 600 1.6rem/1.25 Charter, "Bitstream Charter", "Palatino Linotype", Georgia, serif }}
input, button {{ font: inherit; padding: .5rem; width: 100%; box-sizing: border-box;
                 border: 1px solid light-dark(#8d887c, #7d786d); border-radius: 6px }}
input {{ background: light-dark(#fff, #201f1d); color: inherit }}
button {{ margin-top: .75rem; font-weight: 600; border-color: transparent;
          background: light-dark(#0f5f57, #74d3c4); color: light-dark(#fff, #10211e) }}
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
