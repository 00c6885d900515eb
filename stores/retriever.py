"""A collection as a LangChain retriever. How it searches is in `search.py`."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from precis.stores.library import Library


class LibraryRetriever(BaseRetriever):
    """The `k` best passages of a collection for a question, each with a `score`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    collection: str
    k: int
    where: tuple[str, ...] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager
        return self.library.search(query, self.collection, self.k, where=self.where)
