"""The headers of every response: nothing from other hosts, nothing inside other pages."""

from __future__ import annotations

API_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""For the API, its documentation and the login. Swagger UI sets styles inline."""

PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; "
    "frame-ancestors 'none'"
)
"""For the page: Gradio starts from scripts inside its HTML."""

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_OWN_PATHS = ("/api/", "/docs", "/login")


def security_headers(path: str) -> dict[str, str]:
    """Return the headers for the response to a request of `path`."""
    own = path.startswith(_OWN_PATHS)
    policy = {"content-security-policy": API_POLICY if own else PAGE_POLICY}
    stored = {"cache-control": "no-store"} if path.startswith(("/api/", "/login")) else {}
    return _ALWAYS | policy | stored
