"""The headers of every response: nothing is loaded from other hosts, no other page frames ours."""

from __future__ import annotations

API_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""For the API, its documentation and the login. The login has an inline style."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For the page: no inline script and no inline style."""

_SIMPLE_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; "
    "frame-ancestors 'none'"
)
"""For the quick form: inline scripts need a nonce; Gradio compiles its own templates."""

NONCE = "precis.nonce"
"""The key of the nonce of a response's scripts in the scope of its request."""

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_OWN_PATHS = ("/api/", "/v1/", "/docs", "/login", "/health", "/ready", "/metrics")
_PARTS = ("/assets/", "/static/")
_SECRET = ("/api/", "/v1/", "/login", "/health", "/ready", "/metrics")


def is_part(path: str) -> bool:
    """Whether `path` is one of the page's static files."""
    return path.startswith(_PARTS)


def is_page(path: str) -> bool:
    """Whether `path` is a view for people, not part of the API."""
    return not path.startswith(_OWN_PATHS)


def security_headers(path: str, nonce: str, *, simple: bool = False) -> dict[str, str]:
    """Return the headers of a response for `path`.

    With `simple`, the quick form is served at /, and `nonce` permits its scripts.
    """
    policy = PAGE_POLICY if is_page(path) else API_POLICY
    if simple and is_page(path):
        policy = _SIMPLE_POLICY.format(nonce=nonce)
    headers = _ALWAYS | {"content-security-policy": policy}
    if is_part(path):
        headers["cache-control"] = "private, max-age=604800"
    elif path.startswith(_SECRET):
        headers["cache-control"] = "no-store"
    return headers
