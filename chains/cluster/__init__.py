"""Work on a Ray cluster: workers read, embed and run steps; one process still publishes.

`ray_cluster.py` is the side of the process that was started, `computing.py` what stands in its
chains for work done there, `tasks.py` what workers run.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.chains.cluster.ray_cluster import RayCluster


@contextmanager
def connected(address: str | None) -> Iterator[RayCluster | None]:
    """Connect to the cluster at `address` while the block runs; None: to none.

    Ray ends what it started with the thread that started it: that thread has to outlive all use.
    Raises UsageError for what is no address, MissingExtraError without the extra `ray`, and
    ClusterError where the cluster cannot be used.
    """
    if address is None:
        yield None
        return
    from precis.chains.cluster.ray_cluster import RayCluster

    cluster = RayCluster(address)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.close()
