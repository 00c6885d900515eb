"""Decide from the name of a batch's state whether it has ended, and how, on any server."""

import re

from precis.models.batches.provider import Lapse

_FAILED = re.compile(r"fail(?!ing)|error|invalid|reject", re.IGNORECASE)
_EXPIRED = re.compile(r"expired|time_?d?_?out", re.IGNORECASE)
_CANCELED = re.compile(r"cancell?ed|aborted|stopped", re.IGNORECASE)
_DONE = re.compile(r"complete|succe|partial|(?<![a-z])(?:done|ended|finished)", re.IGNORECASE)
_ENDED = (_FAILED, _EXPIRED, _CANCELED, _DONE)
_UNDER_WAY = re.compile(
    r"ing(?![a-z])|accept|active|creat|pend|progress|queue|request|schedul|start|submit",
    re.IGNORECASE,
)


def has_ended(state: str, *, files: bool) -> bool:
    """Return whether nothing more comes; in a state of an unknown name, once there are `files`."""
    return any(ended.search(state) for ended in _ENDED) or (files and not _UNDER_WAY.search(state))


def has_failed(state: str) -> bool:
    """Return whether a batch was not run."""
    return bool(_FAILED.search(state))


def lapse_in(state: str) -> Lapse:
    """Return what became of requests without a result."""
    if _CANCELED.search(state):
        return Lapse.CANCELED
    return Lapse.EXPIRED if _EXPIRED.search(state) else Lapse.LOST
