"""How far a job is, in numbers and words."""

from typing import Any

import pytest

from precis.chains.requests import CheckRequest, IngestRequest, JobRequest
from precis.web.job import Job, Status
from precis.web.progress import progress_of

CHECK = CheckRequest(sources=["document:x"], text="A claim.")
INGEST = IngestRequest(sources=["upload:x"])
SUMMARY = {"chunks": 4, "chunks_done": 2, "reduces": 1, "reduces_done": 0, "read": True, "level": 0}
COUNTS = {"added": 1, "updated": 1, "unchanged": 1, "chunks": 9}


@pytest.mark.parametrize(
    ("request_", "status", "told", "shown"),
    [
        (CHECK, "queued", {}, (0, None, "Waiting for other jobs to finish")),
        (CHECK, "running", {}, (0, None, "Reading the documents")),
        (CHECK, "running", {"expected": 2, "read": 1}, (1, 2, "1 of 2 documents read")),
        (CHECK, "running", {"expected": 4995, "read": 1421}, (1421, 4995, "1,421 of 4,995 d")),
        (CHECK, "running", {"sentences": 3, "sentences_done": 1}, (1, 3, "1 of 3 sentences")),
        (INGEST, "running", COUNTS | {"expected": 2}, (3, 3, "3 of 3 documents read")),
        (CHECK, "running", SUMMARY, (2, 5, "2 of 4 parts read")),
        (CHECK, "running", SUMMARY | {"level": 1}, (2, 5, "2 of 4 parts read, 0 of 1 merged")),
        (CHECK, "running", SUMMARY | {"read": False}, (2, 5, "2 parts read so far")),
        (CHECK, "running", {"documents": 3, "results": 2}, (2, 3, "2 of 3 done")),
    ],
)
def test_progress_has_a_total_and_words(
    request_: JobRequest, status: Status, told: dict[str, Any], shown: tuple[int, int | None, str]
) -> None:
    job = Job("a" * 32, "anna", request_, status, "", progress=told)
    done, total, words = progress_of(job)
    assert (done, total) == shown[:2]
    assert words.startswith(shown[2])


def test_a_job_says_why_its_model_does_not_answer() -> None:
    job = Job("a" * 32, "anna", CHECK, "running", "", progress={"documents": 3, "results": 2})
    changed = job.changed
    job.wait_for("the model cannot be reached: trying again")
    assert changed.is_set()
    assert progress_of(job).words == "2 of 3 done (the model cannot be reached: trying again)"
    job.wait_for("")
    assert progress_of(job).words == "2 of 3 done"
