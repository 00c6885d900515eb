"""Choose how an action's model calls are sent: live or in batches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from precis.chains.requests import Batching
from precis.errors import UsageError

if TYPE_CHECKING:
    from precis.models.calls.layer import CallLayer


@contextmanager
def delivered(options: Batching) -> Iterator[None]:
    """Send the calls made inside as `options` say; without a word of batches, as it was before."""
    if not options.batch:
        yield
        return
    from precis.models.calls.transport import batching

    with batching(live_reduces=options.live_reduces):
        yield


def check_delivery(options: Batching, model: str, calls: CallLayer | None) -> None:
    """Raise UsageError for batches where `model` makes no calls or its provider takes none."""
    if not options.batch:
        return
    if calls is None:
        raise UsageError(f"--batch: {model} makes no model calls; leave it out")
    with delivered(options):
        assert calls.width
