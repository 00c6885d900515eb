"""Whether sources support a text by any author, sentence by sentence."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document

from precis.chains.evidence import Claim, Documents, by_id
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.errors import PrecisError, UsageError
from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_BULLET = re.compile(r"^(?:[-*•‣▪–]|\d{1,3}[.)]|#{1,6})\s+")
_MARK = re.compile(r"\s*\[\d{1,3}\](?=[\s.,;:!?]|$)")
_JUDGED_CHARACTERS = 20_000
_LEAST_BYTES = 80
"""The language of shorter texts cannot be identified; a Chinese character counts as three."""

_SURE = 0.99

JUDGED = frozenset({"en", "ar", "de", "es", "hi", "ru", "zh"})
"""Languages whose words, negations and digits are read; labelled sets are English only."""


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
    own = _languages(text)
    sources = {language(document.page_content) for document in documents.values()}
    if own and None not in sources and sum(own[code] for code in sources if code) < 1 - _SURE:
        found = ", ".join(sorted(filter(None, sources)))
        raise PrecisError(
            f"support cannot be judged across languages: the text is in '{next(iter(own))}', "
            f"its sources in '{found}'"
        )


def measured(claims: Iterator[Claim], documents: Documents) -> Iterator[Claim]:
    """Yield judged claims, all but quotes as unsure where a document's language is not JUDGED."""
    found = {language(document.page_content) for document in documents.values()}
    unknown = sorted(code for code in found if code and code not in JUDGED)
    for claim in claims:
        if unknown and claim.support < 1:
            problem = f"cannot be judged: support is not known in '{unknown[0]}'"
            yield claim.model_copy(update={"supported": False, "unsure": True, "problem": problem})
        else:
            yield claim


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
        raise UsageError(f"cannot read the batch in {file}: {error}") from error


def _read_line(line: str, place: str) -> tuple[str, list[str]]:
    try:
        value: Any = json.loads(line)
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


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where it is not sure."""
    code, probability = next(iter(_languages(text).items()), (None, 0.0))
    return code if probability >= _SURE else None


def likeliest_language(text: str) -> str:
    """Return the ISO 639-1 code of the likeliest language, however short the text is."""
    return next(iter(_ranked(text)))


def _languages(text: str) -> dict[str, float]:
    """Return ISO 639-1 code → probability, the likeliest first; nothing of a short text."""
    return _ranked(text) if len(text.strip().encode(errors="replace")) >= _LEAST_BYTES else {}


def _ranked(text: str) -> dict[str, float]:
    ranked = _identifier().rank(text[:_JUDGED_CHARACTERS])
    return {str(code): float(probability) for code, probability in ranked}


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
