"""A collection as a LangChain retriever. The search is in `search.py`."""

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict


class LibraryRetriever(BaseRetriever):
    """The `k` best passages of a collection for a question, each with a `score`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Callable[..., list[Document]]
    collection: str
    k: int
    where: tuple[str, ...] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager
        return self.search(query, self.collection, self.k, where=self.where)
