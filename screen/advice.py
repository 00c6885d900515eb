"""Suggest what to do where passages cannot answer a question, or answer it in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from precis.chains.evidence import Answer

_TASKS = {
    "list": "`precis sources` lists and counts the documents",
    "summarize": "`precis summarize` reads all of a source",
    "compare": "`precis run compare` reads all of two sources",
}


def what_else(answer: Answer) -> str | None:
    """Return what the reader of an answer should know: the command that does what was asked, if
    passages are not enough for it, or that documents disagree.
    """
    from precis.chains.grounding.answerable import names_something
    from precis.chains.grounding.lexical import terms

    if answer.task:
        return _TASKS[answer.task]
    if answer.disagreeing:
        return _which_is_newest(answer)
    if answer.languages:
        return _other_language(*answer.languages)
    if answer.answered or names_something(terms(answer.standalone)):
        return None
    return (
        "the question names nothing to look for; "
        "`precis summarize SOURCE --focus QUESTION` reads the whole text for it"
    )


def _other_language(asked: str, told: str) -> str:
    return (
        f"the question is in '{asked}', the passages are in '{told}': "
        f"ask in '{told}', or choose a chat model with --model"
    )


def _which_is_newest(answer: Answer) -> str:
    from precis.chains.grounding.disagreement import date_of

    days = [date_of(answer.documents[each]) for each in answer.disagreeing]
    newest = f"the newest, of {days[0]}, stands first" if days[0] else "none has a date"
    return f"the documents disagree: {newest}"
