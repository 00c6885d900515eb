"""The embedded chat model: a GGUF file run in-process by llama.cpp.

It is reached over llama.cpp's own OpenAI-compatible endpoint on loopback, so that it takes
the same path as every other model.
"""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from precis.errors import PrecisError, UsageError, cause_of, require

if TYPE_CHECKING:
    from pathlib import Path

    from langchain_core.language_models import BaseChatModel

CONTEXT_TOKENS = 8192
"""What small models are trained for; larger ones are run at this size too."""

REPLY_TOKENS = 320
REPEAT_PENALTY = 1.1
"""Small models fall into repeating themselves: without both, one in three replies of
SmolLM2-135M does not stop before the end of its context."""

_GGUF_MAGIC = b"GGUF"


def gguf_model(path: Path) -> BaseChatModel:
    """Serve `path` on loopback and return a chat model that talks to it.

    Raises UsageError when there is no such file or it is not GGUF, MissingExtraError without
    llama.cpp.
    """
    from langchain_openai import ChatOpenAI

    path = _check(path)
    require("xllamacpp", f"--model gguf:{path}", "gguf")
    address, key = serve(path)
    return ChatOpenAI(
        model=path.stem,
        base_url=f"{address}/v1",
        api_key=lambda: key,
        temperature=0,
        max_retries=0,
        max_completion_tokens=REPLY_TOKENS,
        extra_body={"repeat_penalty": REPEAT_PENALTY},
        stream_usage=True,
        profile={
            "max_input_tokens": CONTEXT_TOKENS,
            "max_output_tokens": REPLY_TOKENS,
            "structured_output": True,
        },
    )


def _check(path: Path) -> Path:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_GGUF_MAGIC))
    except OSError as error:
        raise UsageError(f"no model at {path}: {cause_of(error)}; give gguf:PATH") from error
    if magic != _GGUF_MAGIC:
        raise UsageError(f"{path} is not a GGUF file; give gguf:PATH of one")
    return path


@cache
def serve(path: Path) -> tuple[str, str]:
    """Load `path` once a process; return its address and the key that its callers need.

    Raises PrecisError where llama.cpp cannot load it.
    """
    import xllamacpp

    key = secrets.token_hex(16)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.api_keys = [key]
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.cache_ram_mib = 0  # no prompt is asked twice: the call cache sees to that
    # Waiting threads sleep: beside other work, spinning ones cost many times the time.
    parameters.cpuparams.poll = 0
    parameters.cpuparams_batch.poll = 0
    parameters.verbosity = -1
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise PrecisError(f"llama.cpp cannot load {path}: {error}") from error
    _running.append(server)
    return server.listening_address, key


_running: list[object] = []
