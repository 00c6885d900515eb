"""Retrieval QA as a Runnable: a question → passages → claims → an Answer that was checked."""

from collections.abc import Callable, Iterable
from typing import Any

from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from bridge import from_async
from chains.evidence import Answer, Documents, Passage, Unsupported
from chains.grounding import Grounder
from chains.meter import metered
from chains.writer import Writer


def retrieval_qa(
    writer: Writer[Any],
    retriever: BaseRetriever,
    documents: Callable[[Iterable[str]], Documents],
    grounder: Grounder,
    unsupported: Unsupported,
) -> Runnable[str, Answer]:
    """Return a chain from a question to its Answer.

    `documents` gives the whole documents of the ids that the passages name, so that every
    quote can be cut out of them. No passage at all, or none that answers, gives no claims.
    """

    async def answer(question: str) -> Answer:
        with metered() as meter:
            passages = await retriever.ainvoke(question)
            sources = documents({passage.metadata["document_id"] for passage in passages})
            claims = await writer.answer(question, passages) if passages else []
            checked = grounder.check(claims, sources, unsupported)
        return Answer(
            question=question,
            claims=checked.claims,
            unsupported=checked.unsupported,
            passages=tuple(map(Passage.of, passages)),
            documents=sources,
            model=writer.name,
            usage=meter.usage,
        )

    return RunnableLambda(from_async(answer), afunc=answer, name="retrieval_qa")
