"""Clean up addresses and keys from the environment where the fix is certain; else name them.

They come from the environment and are never shown but for the address.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from precis.errors import UsageError

_ENDPOINTS = (
    "/chat/completions",
    "/completions",
    "/responses",
    "/messages",
    "/models",
    "/embeddings",
)
_QUOTES = "\"'`“”‘’„‚«»"
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:(?!\d)")
_PORTS = range(1, 65536)


def clean_key(name: str, environ: Mapping[str, str]) -> str:
    """Return the key in the variable `name` without white space and quotes around it.

    Raises UsageError for one with other characters than keys have.
    """
    key = environ.get(name, "").strip().strip(_QUOTES).strip()
    if bad := [sign for sign in key if not sign.isascii() or sign.isspace() or ord(sign) < 33]:  # noqa: PLR2004 - control characters
        raise UsageError(
            f"{name} has the character {bad[0]!r}, which keys never have: set it again"
        )
    return key


def clean_address(name: str, environ: Mapping[str, str]) -> str:
    """Return the base address in the variable `name`; "" where it is not set.

    White space, quotes, a final slash and the name of an endpoint are taken off, a missing
    scheme is added. Raises UsageError for what is no address.
    """
    given = environ.get(name, "").strip().strip(_QUOTES).strip()
    if not given:
        return ""
    address = given if "://" in given or _SCHEME.match(given) else f"http://{given}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"{name} '{given}' is not an address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(map(str.isspace, given)):
        raise UsageError(f"{name} '{given}' is not an address such as http://localhost:1234/v1")
    if port is not None and port not in _PORTS:
        raise UsageError(f"{name} '{given}' has an impossible port")
    path = parts.path.rstrip("/")
    for endpoint in _ENDPOINTS:
        path = path.removesuffix(endpoint).rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
