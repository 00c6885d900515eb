"""The progress of a job, in numbers and in words, for every interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from precis.languages.counts import count_of

if TYPE_CHECKING:
    from precis.web.job import Job


class Progress(NamedTuple):
    """`done` of `total` steps (None while unknown), and what is being done."""

    done: int
    total: int | None
    words: str


def progress_of(job: Job) -> Progress:
    """Return the progress of a job under way."""
    if job.status == "queued":
        return Progress(0, None, "Waiting for other jobs to finish")
    found = _of_work(job.progress) or _of_start(job)
    return found._replace(words=f"{found.words} ({job.delay})") if job.delay else found


def _of_work(told: dict[str, Any]) -> Progress | None:
    match told:
        case {"chunks": chunks, "reduces": reduces}:
            done = told["chunks_done"] + told["reduces_done"]
            return Progress(done, chunks + reduces or None, _of_summary(told))
        case {"documents": documents, "results": results}:
            return Progress(results, documents, f"{results:,} of {documents:,} done")
        case {"sentences": sentences, "sentences_done": done}:
            return Progress(
                done, sentences, f"{done:,} of {count_of(sentences, 'sentence')} checked"
            )
        case {"added": added, "updated": updated, "unchanged": unchanged}:
            return _of_reading(added + updated + unchanged, told["expected"])
        case {"expected": expected, "read": read}:
            return _of_reading(read, expected)
    return None


def _of_start(job: Job) -> Progress:
    if job.kind == "ask":
        words = "Writing the answer" if job.text else "Searching and answering"
        return Progress(int(bool(job.text)), 2, words)
    return Progress(0, None, "Reading the documents")


def _of_summary(told: dict[str, int]) -> str:
    if not told["chunks"]:
        return "Reading the documents"
    done, parts = told["chunks_done"], count_of(told["chunks"], "part")
    read = f"{done:,} of {parts} read" if told["read"] else f"{count_of(done, 'part')} read so far"
    return f"{read}, {told['reduces_done']} of {told['reduces']} merged" if told["level"] else read


def _of_reading(read: int, expected: int) -> Progress:
    total = max(read, expected)
    return Progress(read, total, f"{read:,} of {count_of(total, 'document')} read")
