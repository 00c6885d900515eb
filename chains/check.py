"""Check sentence by sentence whether sources support a text, whoever wrote it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_core.documents import Document

from precis.chains.evidence import Claim, Documents, by_id
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.errors import PrecisError, UsageError, cause_of
from precis.json_text import read_json
from precis.languages.certainty import SURE, language, languages
from precis.splitters.sentences import sentence_spans

_BULLET = re.compile(r"^(?:[-*•‣▪–]|\d{1,3}[.)]|#{1,6})\s+")
_MARK = re.compile(r"\s*\[\d{1,3}\](?=[\s.,;:!?]|$)")


def sentences(text: str) -> list[Claim]:
    """Return the sentences of `text` as claims not yet judged; headings are left out.

    Raises PrecisError where there is none.
    """
    found = [Claim(text=sentence) for sentence in _sentences(text)]
    if not found:
        raise PrecisError("there is nothing to check: the text has no sentence")
    return found


def same_language(text: str, documents: Documents) -> None:
    """Raise PrecisError where `text` is surely in another language than all `documents`."""
    own = languages(text)
    sources = {language(document.page_content) for document in documents.values()}
    if own and None not in sources and sum(own[code] for code in sources if code) < 1 - SURE:
        found = ", ".join(sorted(filter(None, sources)))
        raise PrecisError(
            f"support cannot be judged across languages: the text is in '{next(iter(own))}', "
            f"its sources in '{found}'"
        )


def scores(source: str, claims: Sequence[str], checker: ClaimChecker) -> list[float]:
    """Return the support, in [0, 1], that the text `source` gives to each of `claims`."""
    document = Document(source, metadata={"id": "source", "source": "source", "title": ""})
    judged = checker.check([Claim(text=claim) for claim in claims], by_id([document]))
    return [claim.support for claim in judged]


def read_batch(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield source and claims of each line `{"source": text, "claims": [text]}` of `file`.

    Raises UsageError when the file cannot be read or a line is anything else.
    """
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _read_line(line, f"{file}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the batch in {file}: {cause_of(error)}") from error


def _read_line(line: str, place: str) -> tuple[str, list[str]]:
    try:
        value: Any = read_json(line)
    except ValueError as error:
        raise UsageError(f"{place} is not JSON: {error}") from error
    match value:
        case {"source": str(source), "claims": [*claims]} if all(
            isinstance(claim, str) for claim in claims
        ):
            return source, claims
        case _:
            raise UsageError(f'{place} is not {{"source": text, "claims": [text]}}')


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentence_spans(text):
        line = text[start:end].strip()
        sentence = _MARK.sub("", _BULLET.sub("", line)).strip()
        if not line.startswith("#") and any(character.isalnum() for character in sentence):
            yield sentence
