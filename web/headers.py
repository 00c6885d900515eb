"""The headers of every response: nothing from other hosts, nothing inside other pages."""

from __future__ import annotations

API_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""For the API, its documentation and the login. The login has its style inside."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For the page: no script and no style inside of its HTML."""

_SIMPLE_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; "
    "frame-ancestors 'none'"
)
"""For the quick form: scripts inside its HTML must be marked; Gradio compiles its own templates."""

NONCE = "precis.nonce"
"""Where the mark of the scripts of a response stands in the scope of its request."""

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
    """Say whether `path` is one of the many files that the page consists of."""
    return path.startswith(_PARTS)


def is_page(path: str) -> bool:
    """Say whether `path` is one that people look at, not one of the API and the like."""
    return not path.startswith(_OWN_PATHS)


def security_headers(path: str, nonce: str, *, simple: bool = False) -> dict[str, str]:
    """Return the headers for the response to a request of `path`.

    With `simple`, the quick form is what is served at /, and `nonce` marks its scripts.
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
