"""What the environment may switch on, before anything reads it.

Documents leave the machine only for the model that was chosen: tracing and telemetry that
variables of LangSmith, LangChain, OpenTelemetry, Chroma and others turn on are off unless they
are allowed. Loopback is never reached through a proxy, and keys and addresses lose white space
around them. The authorities that vouch for servers are read once.
"""

import os
import re
import sys
from collections.abc import MutableMapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

TRACE = "PRECIS_TRACE"
"""Set to 1 to allow tracing, as the option --trace does."""

_TRACING = re.compile(
    r"(LANGSMITH|LANGCHAIN)_(\w*TRACING\w*|HANDLER|OTEL\w*|RUNS_ENDPOINTS)|(CHROMA_)?OTEL_\w+"
    r"|TRACELOOP_\w+|LANGFUSE_\w+|WANDB_\w+|COMET_\w+",
    re.IGNORECASE,
)
_UNTRACED = {
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",
}
_UNREPORTED = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}
"""What makers of libraries would be told of their use, which no option of Précis allows."""

_STRIPPED = re.compile(r"PRECIS_\w+|\w+_(API_KEY|API_BASE|BASE_URL|HOST|ENDPOINT|TOKEN)")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_YES = {"1", "true", "yes", "on"}


def make_private(environ: MutableMapping[str, str] = os.environ, *, trace: bool = False) -> None:
    """Change `environ` as the module says; with `trace`, or PRECIS_TRACE=1, tracing stays."""
    for name in [name for name in environ if _STRIPPED.fullmatch(name)]:
        environ[name] = environ[name].strip()
    if not (trace or environ.get(TRACE, "").lower() in _YES):
        for name in [name for name in environ if _TRACING.fullmatch(name)]:
            del environ[name]
        environ.update(_UNTRACED)
        _forget_what_langsmith_read()
    environ.update(_UNREPORTED)
    for name in ("NO_PROXY", "no_proxy"):
        hosts = [host for host in environ.get(name, "").split(",") if host]
        environ[name] = ",".join([*hosts, *(host for host in _LOOPBACK if host not in hosts)])


@cache
def tls_context(*, trust_env: bool = True) -> "ssl.SSLContext":
    """Return the authorities of httpx, with those that SSL_CERT_FILE names if `trust_env`.

    httpx would read them for every client: 20 ms, also for one that never uses them.
    """
    import httpx

    return httpx.create_ssl_context(trust_env=trust_env)


def _forget_what_langsmith_read() -> None:
    """LangSmith reads each variable once."""
    utils = sys.modules.get("langsmith.utils")
    if utils is not None:
        utils.get_env_var.cache_clear()
