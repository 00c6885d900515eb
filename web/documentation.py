"""The API's documentation at /docs: Swagger UI from an installed package, not from a CDN."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi.staticfiles import StaticFiles
from starlette.responses import HTMLResponse, Response

from precis.web.proxies import root_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from precis.web.access import Access

_HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Précis API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
<link rel="icon" href="docs/assets/favicon.png">
<div id="documentation"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
"""
_START = """SwaggerUIBundle({{
  url: "{address}", dom_id: "#documentation", deepLinking: true, validatorUrl: null
}});
"""


_TOKEN = {"type": "http", "scheme": "bearer", "description": "The token that you were given."}


def add_documentation(app: FastAPI, access: Access) -> None:
    """Serve the documentation of `app`, whose users `access` knows."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        """Add to the description how a token is sent, which FastAPI knows nothing of."""
        described = describe()
        described["components"]["securitySchemes"] = {"token": _TOKEN}
        described["security"] = [{"token": []}, *([{}] if access.is_open else [])]
        for operation in (it for path in described["paths"].values() for it in path.values()):
            operation["security"] = described["security"]
        return described

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI wants it to be extended

    async def show(_: Request) -> Response:
        return HTMLResponse(_HTML)

    async def start(request: Request) -> Response:
        address = f"{root_of(request.scope)}{app.openapi_url}"
        return Response(_START.format(address=address), media_type="text/javascript")

    app.add_route("/docs", show, include_in_schema=False)
    app.add_route("/docs/start.js", start, include_in_schema=False)
    app.mount("/docs/assets", StaticFiles(directory=_assets()))


def _assets() -> Path:
    """Find the files inside their package, without importing it."""
    spec = find_spec("fastapi_offline")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "static"
