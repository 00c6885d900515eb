"""What stands in a document but does not speak for it."""

import numpy as np
import pytest
from langchain_core.documents import Document

from precis.chains.writers.headings import headings_of
from precis.chains.writers.salience import Extract
from precis.chains.writers.sentences import read_sentences
from precis.chains.writers.set_apart import Languages, in_licences

OWN = "The pump of the harbour was replaced. The keeper lit the lamp. The oil of the lamp was dear."
LEGAL = "You may copy the pump. You may sell the copy of the pump."
TEXTS = {
    "de": "Die Pumpe des Hafens wurde im Frühjahr ersetzt, und die Lampe wurde entzündet.",
    "en": "The pump of the harbour was replaced in spring, and the keeper lit the lamp.",
    "es": "La bomba del puerto fue reemplazada en primavera, y el guardián encendió la lámpara.",
    "fr": "La pompe du port a été remplacée au printemps, et le gardien a allumé la lampe du quai.",
    "ru": "Насос порта был заменён весной, и смотритель зажёг лампу на причале у самой воды.",
}


def extract_of(text: str) -> Extract:
    metadata = {"document_id": "d", "start_index": 0, "end_index": len(text)}
    sentences = read_sentences(Document(text, metadata=metadata))
    return Extract.of(sentences, np.zeros((len(sentences), 0), dtype=np.float32), None)


def legal_in(text: str) -> list[str]:
    extract = extract_of(text)
    of_licences = in_licences(extract)
    return [
        s.text for s, legal in zip(extract.sentences, of_licences, strict=True) if legal and s.whole
    ]


@pytest.mark.parametrize(
    "title",
    ["License", "1. Copyright notice", "Appendix A. GNU Free Documentation License", "Lizenz",
     "Licencia de uso", "Лицензия", "许可证", "ライセンス", "Disclaimer of Warranty"],
)  # fmt: skip
def test_a_licence_is_set_apart_with_its_parts(title: str) -> None:
    text = f"# Pumps\n\n{OWN}\n\n## Use\n\n{OWN}\n\n## {title}\n\n{LEGAL}\n\n### Terms\n\n{LEGAL}"
    assert " ".join(legal_in(text)) == f"{LEGAL} {LEGAL}"
    assert legal_in(f"{text}\n\n## Lamps\n\n{OWN}") == legal_in(text)


def test_a_text_that_is_a_licence_is_read() -> None:
    assert legal_in(f"# License\n\n{LEGAL}\n\n## Terms\n\n{LEGAL}") == []


@pytest.mark.parametrize("own", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_what_was_not_translated_is_foreign(own: str, other: str) -> None:
    sentences = extract_of("\n\n".join([*[TEXTS[own]] * 4, TEXTS[other]])).sentences
    languages = Languages(sentences)
    assert [languages.is_foreign(s) for s in sentences] == [*[False] * 4, own != other]


def test_a_text_in_two_languages_has_no_foreign_ones() -> None:
    sentences = extract_of("\n\n".join([TEXTS["de"], TEXTS["fr"]] * 3)).sentences
    assert not any(map(Languages(sentences).is_foreign, sentences))


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("## on pumps\n\nWords.\n\n## this lamp\n\nLast.", "this lamp"),
        ("* PUMPS\n-------\n\nWords.\n\n* LAMPS\n-------\n\nLast.", "LAMPS"),
        ("Pumps\n=====\n\nWords.\n\n* a lamp\n\nLast.", "Pumps"),
    ],
)
def test_headings_of_any_wording_are_seen(text: str, above: str) -> None:
    assert headings_of(text).above(text.index("Last.")) == above
