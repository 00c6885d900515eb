"""Encode texts, keys and numbers for the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def packed(text: str) -> bytes:
    """Return any text as bytes."""
    return text.encode("utf-8", "surrogatepass")


def unpacked(kept: bytes) -> str:
    """Return the text that was packed."""
    return bytes(kept).decode("utf-8", "surrogatepass")


def key_bytes(keys: Iterable[str]) -> list[bytes]:
    """Return keys of vectors, which are hexadecimal, as bytes."""
    return [bytes.fromhex(key) for key in keys]


def packed_vector(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as four-byte floats, the lowest byte first."""
    return np.asarray(vector, "<f4").tobytes()


def unpacked_vectors(kept: list[bytes]) -> NDArray[np.float32]:
    """Return vectors of equal length, of shape (n, dimensions)."""
    joined = np.frombuffer(b"".join(kept), "<f4").astype(np.float32)
    return joined.reshape(len(kept), -1)
