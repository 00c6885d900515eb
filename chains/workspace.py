"""Everything that interfaces work with, in one file: from names to model, prompts and library.

Each part is made when it is first needed. The command line, the Python API and the servers
stand on this; it neither loads sources nor prints.
"""

from __future__ import annotations

import os
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from precis.chains.library_place import LibraryPlace, library_place
from precis.chains.requests import CallOptions
from precis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from langchain_core.embeddings import Embeddings

    from precis.chains.cluster.ray_cluster import RayCluster
    from precis.chains.evidence import Claim, Documents, SearchResult, Usage
    from precis.chains.grounding.claim_checker import ClaimChecker
    from precis.chains.grounding.judge import Judge
    from precis.chains.requests import (
        AskOptions,
        CheckOptions,
        SearchOptions,
        SummarizeOptions,
        Unsupported,
    )
    from precis.chains.retrieval_qa import RetrievalQA
    from precis.chains.summarize import Summarize
    from precis.chains.writers.asker import Asker
    from precis.chains.writers.contract import Writer
    from precis.models.calls.contract import Calls
    from precis.models.calls.layer import CallLayer
    from precis.models.huggingface import Classifier
    from precis.stores.catalog import Source
    from precis.stores.library_store import LibraryStore
    from precis.stores.originals import Originals
    from precis.stores.permissions import Permissions

WAIT_SECONDS = 600.0
"""How long a writer waits for another one."""

RETRIEVAL_CHUNKS = (400, 1700)
"""Smallest and largest passage in characters: about 1,000, some 230 tokens, on the mean."""


def model_name(chosen: str | None) -> str | None:
    """Return the model asked for: `chosen` or PRECIS_MODEL."""
    return chosen or os.environ.get("PRECIS_MODEL")


def embeddings_name(chosen: str | None) -> str:
    """Return the embedding model: `chosen`, PRECIS_EMBEDDINGS, or the built-in one."""
    return chosen or os.environ.get("PRECIS_EMBEDDINGS") or "minilm"


def chroma_server(chosen: str | None) -> str | None:
    """Return the address of the Chroma server: `chosen` or PRECIS_CHROMA; without, none is used."""
    return chosen or os.environ.get("PRECIS_CHROMA")


def judge_name(chosen: str | None) -> str | None:
    """Return the model that judges unsure sentences: `chosen` or PRECIS_JUDGE; without, none."""
    return chosen or os.environ.get("PRECIS_JUDGE")


def default_workspace() -> Workspace:
    """Return what the command line would use without any option."""
    place = library_place(None)
    return Workspace(
        place.folder,
        CallOptions(),
        database=place.database,
        model=model_name(None),
        embeddings=embeddings_name(None),
        chroma=chroma_server(None),
        judge=judge_name(None),
    )


class Workspace:
    """The model, embeddings and library that `model`, `embeddings` and `library` name.

    `judge` names the chat model that judges sentences whose support is unsure.
    A library is in its folder, or in the `database` with an address and its vectors on a `chroma`
    server; the folder then keeps what only this machine needs.
    Without a `model` the first usable one is picked, as `models.chat.pick` does. `calls` says how
    models are called and what that may cost; `tell` gets notes for the user, a line
    at a time.
    A writer of the library waits `wait` seconds for another one. Sources are read and
    their texts embedded on `cluster`, if one is set.
    """

    def __init__(
        self,
        library: Path,
        calls: CallOptions,
        *,
        model: str | None = None,
        embeddings: str = "minilm",
        classifier: str | None = None,
        chroma: str | None = None,
        database: str | None = None,
        judge: str | None = None,
        wait: float = WAIT_SECONDS,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.path = library
        self._call_options = calls
        self._model = model
        self.embeddings_name = embeddings
        self._classifier = classifier
        self._chroma = chroma
        self.database = database
        self._judge_name = judge
        self._wait = wait
        self.cluster: RayCluster | None = None
        self._permissions: Permissions | None = None
        self._tell = tell

    @cached_property
    def embeddings(self) -> Embeddings:
        """The embedding model."""
        from precis.models.embeddings import make_embeddings

        return make_embeddings(self.embeddings_name)

    @cached_property
    def model(self) -> str:
        """The name of the writer; a picked model is announced."""
        if self._model:
            return self._model
        from precis.models.chat import pick

        choice = pick()
        self._tell(f"{choice.model} writes ({choice.reason}); choose another with --model")
        return choice.model

    @cached_property
    def classifier(self) -> Classifier | None:
        """The encoder that names sentiments and classes, where one was named."""
        from precis.models.huggingface import Classifier

        return Classifier(self._classifier) if self._classifier else None

    @property
    def has_chat(self) -> bool:
        """Whether a chat model writes; without one, sentences are picked."""
        from precis.models.chat import EXTRACTIVE

        return self.model != EXTRACTIVE

    @cached_property
    def chat(self) -> CallLayer:
        """The chat model, behind the layer that every call goes through."""
        from precis.chains.writers.factory import make_chat

        return make_chat(
            self.model, self.path, self._call_options, self._tell, calls=self._calls_place
        )

    @cached_property
    def asker(self) -> Asker:
        """What asks the chat model about sentences."""
        from precis.chains.grounding.alignment import Aligner
        from precis.chains.writers.asker import Asker
        from precis.models.chat import is_embedded

        return Asker(self.chat, Aligner(self.embeddings), cites=not is_embedded(self.model))

    @cached_property
    def writer(self) -> Writer[Any]:
        """What writes summaries and answers."""
        from precis.chains.writers.factory import make_writer

        return make_writer(self.model, self.chat if self.has_chat else None, self.embeddings)

    @cached_property
    def checker(self) -> ClaimChecker:
        """What checks claims."""
        from precis.chains.grounding.claim_checker import ClaimChecker
        from precis.models.embeddings import MiniLM

        minilm = self.embeddings if isinstance(self.embeddings, MiniLM) else MiniLM()
        return ClaimChecker(minilm, self._judge)

    @cached_property
    def _judge(self) -> Judge | None:
        """The chat model that judges sentences whose support is unsure, where one was named."""
        if not self._judge_name:
            return None
        from precis.chains.grounding.judge import Judge
        from precis.chains.writers.factory import make_chat
        from precis.models.chat import EXTRACTIVE

        if self._judge_name == EXTRACTIVE:
            raise UsageError(
                f"--judge {EXTRACTIVE} is not a chat model; run `precis models` for a list"
            )
        same = self._model == self._judge_name
        calls = (
            self.chat
            if same
            else make_chat(
                self._judge_name,
                self.path,
                self._call_options,
                self._tell,
                calls=self._calls_place,
            )
        )
        return Judge(self._judge_name, calls)

    @cached_property
    def library(self) -> LibraryStore:
        """The library; its folder need not exist to be read."""
        from precis.splitters.content_defined import ContentDefinedSplitter
        from precis.stores.library_store import LibraryStore

        return LibraryStore(
            self.path,
            self._embeddings_of_documents,
            ContentDefinedSplitter(*RETRIEVAL_CHUNKS),
            model=self.embeddings_name,
            chroma=self._chroma,
            database=self.database,
            wait=self._wait,
            on_wait=lambda: self._tell(
                "another precis process is writing to this library; waiting"
            ),
            permissions=self._permissions,
        )

    def restrict(self, permissions: Permissions) -> None:
        """Open collections only as `permissions` allow, from now on."""
        self._permissions = permissions
        self.__dict__.pop("library", None)

    @property
    def cluster_of_steps(self) -> RayCluster | None:
        """The cluster, if the steps of a chain compute all that they give and call no service."""
        if self.cluster is None or self.has_chat or self._judge_name or self._classifier:
            return None
        from precis.chains.cluster.computing import is_computed

        return self.cluster if is_computed(self.embeddings_name) else None

    @property
    def _embeddings_of_documents(self) -> Embeddings:
        """The embedding model of the library: on the cluster, if it is not a service's own."""
        if self.cluster is None:
            return self.embeddings
        from precis.chains.cluster.computing import ClusterEmbeddings, is_computed

        name = self.embeddings_name
        if not is_computed(name):
            return self.embeddings
        return ClusterEmbeddings(self.cluster, name, self.embeddings)

    @cached_property
    def calls(self) -> Calls:
        """The finished model calls of the library."""
        from precis.models.calls.kept_calls import open_calls

        return open_calls(self._calls_place)

    @property
    def _calls_place(self) -> str:
        return LibraryPlace(self.path, self.database).calls

    def remove(self, names: Sequence[str], collection: str) -> list[Source]:
        """Take documents out of the library, and with them all web pages that it keeps.

        `names` and what is returned are those of `LibraryStore.remove`.
        """
        removed = self.library.remove(names, collection)
        self.forget_pages()
        self.forget_originals()
        return removed

    @property
    def originals(self) -> Originals:
        """The files that documents of the library were read from, as far as they are kept."""
        from precis.stores.originals import Originals

        return Originals(self.path)

    def drop(self, collection: str) -> None:
        """Delete a collection and all documents in it, as `remove` does."""
        ids = [source.id for source in self.library.sources(collection)]
        if ids:
            self.remove(ids, collection)
        self.library.drop(collection)

    def forget_originals(self) -> None:
        """Remove the files of documents that are in no collection any more."""
        if self.originals:
            self.originals.keep_only(self.library.every_id())

    def forget_pages(self) -> None:
        """Remove the downloads that are kept: the next ingest fetches everything again."""
        from precis.loaders.remote import downloads
        from precis.loaders.web import client

        downloads.forget(self.path)
        client.forget(self.path)

    def handling(self, asked: Unsupported | None) -> Unsupported:
        """Return how unsupported sentences are treated: as asked, or as suits the model."""
        from precis.chains.writers.factory import default_handling

        return asked or default_handling(self.model)

    def summarize(self, options: SummarizeOptions) -> Summarize:
        """Return the chain from Documents to one Summary of them."""
        from precis.chains.delivery import check_delivery
        from precis.chains.summarize import Summarize, brief_of

        check_delivery(options, self.model, self.chat if self.has_chat else None)
        handling = self.handling(options.unsupported)
        return Summarize(self.writer, brief_of(options), self.checker, handling, delivery=options)

    def search(self, question: str, options: SearchOptions) -> SearchResult:
        """Return the passages that answer `question` best; no chat model is called.

        There are none where nothing tells which match.
        """
        from precis.chains.evidence import Passage, SearchResult

        library, collection, where = self.library, options.collection, options.where
        found = library.search(question, collection, options.k, where=where)
        return SearchResult(
            question=question,
            unmatched=[] if found else library.unmatched(collection, where=where),
            passages=[Passage.of(chunk) for chunk in found if chunk.metadata["score"] > 0],
        )

    def retrieval_qa(self, options: AskOptions) -> RetrievalQA:
        """Return the chain from a question to its Answer from the best passages."""
        from precis.chains.retrieval_qa import RetrievalQA

        return RetrievalQA(
            self.writer,
            self.library.retriever(options.collection, options.k, where=options.where),
            partial(self.library.documents, collection=options.collection),
            self.checker,
            self.handling(options.unsupported),
            unmatched=self.library.unmatched(options.collection, where=options.where),
        )

    def for_dry_run(self) -> Workspace:
        """Return a workspace of the same model and library that estimates and calls nothing."""
        free = {"dry_run": True, "max_calls": None, "max_cost": None}
        options = self._call_options.model_copy(update=free)
        return self._shared_with(Workspace(self.path, options, **self._names()))

    def _names(self) -> dict[str, Any]:
        """Return what a workspace like this one is made from."""
        return {
            "model": self.model,
            "embeddings": self.embeddings_name,
            "chroma": self._chroma,
            "database": self.database,
            "judge": self._judge_name,
            "wait": self._wait,
        }

    def __reduce__(self) -> tuple[Callable[[], Workspace], tuple[()]]:
        """Pickle the names: whoever unpickles them makes model, embeddings and library anew."""
        return partial(Workspace, self.path, self._call_options, **self._names()), ()

    def _shared_with(self, other: Workspace) -> Workspace:
        """Return a workspace after it was given what is slow to load."""
        other.embeddings, other.library = self.embeddings, self.library
        other.checker = self.checker
        return other

    def with_model(self, model: str) -> Workspace:
        """Return a workspace of the same library in which another chat model writes.

        What the options say of the model itself, its price and context, is not true of the other.
        """
        options = self._call_options.model_copy(update={"price": None, "context": None})
        names = self._names() | {"model": model, "tell": self._tell}
        return self._shared_with(Workspace(self.path, options, **names))

    def embedding_usage(self, started: float) -> Usage:
        """Return what work since `started` (`perf_counter`) cost where no chat model is called.

        The embedded embeddings are free; what others cost is unknown.
        """
        from precis.chains.evidence import Usage

        cost = 0.0 if self.embeddings_name == "minilm" else None
        return Usage(cost_usd=cost, seconds=perf_counter() - started)

    def check(
        self,
        text: str,
        documents: Documents,
        options: CheckOptions,  # noqa: ARG002 - they say what counts, not how it is judged
    ) -> tuple[int, Iterator[Claim]]:
        """Return the number of sentences of `text`, and these as they are judged.

        Raises PrecisError for a text without a sentence or in another language.
        """
        from precis.chains.check import same_language, sentences

        claims = sentences(text)
        same_language(text, documents)
        return len(claims), self.checker.lazy_check(claims, documents)
