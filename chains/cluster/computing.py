"""What computes on a cluster: the embeddings of texts, and steps of chains."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableConfig

from precis import event_loop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.chains.cluster.ray_cluster import RayCluster
    from precis.chains.composition.items import Item


class ClusterEmbeddings(Embeddings):
    """The embeddings `name` of which texts of documents are embedded on a cluster.

    A question is embedded here, by `here`.
    """

    def __init__(self, cluster: RayCluster, name: str, here: Embeddings) -> None:
        self._cluster = cluster
        self._name = name
        self._here = here

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text on the cluster."""
        return self._cluster.embed(self._name, texts) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Embed one question in this process."""
        return self._here.embed_query(text)


class ClusterSteps(Runnable["Item", "Item"]):
    """Steps that follow one another and run on a cluster, all in one task for each item."""

    def __init__(self, cluster: RayCluster, steps: Sequence[Runnable[Item, Item]]) -> None:
        self._cluster = cluster
        self._pickled = pickle.dumps(tuple(steps))

    def invoke(self, input: Item, config: RunnableConfig | None = None, **kwargs: Any) -> Item:
        """Return what the steps make of an item; raises what they raise."""
        return event_loop.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: Item,
        config: RunnableConfig | None = None,  # noqa: ARG002 - callbacks stay on this machine
        **_: Any,
    ) -> Item:
        """Return what the steps make of an item; raises what they raise."""
        return await self._cluster.run_steps(self._pickled, input)


def is_computed(embeddings: str) -> bool:
    """Return whether embeddings are computed by us, not by a service that has its own machines."""
    return embeddings in {"minilm", "multilingual"} or embeddings.startswith("huggingface:")
