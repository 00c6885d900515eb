"""The language model is loaded as py3langid does, but without files of its own."""

import tempfile

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from precis.languages.language_model import identifier

TEXTS = (
    "Der Leuchtturm steht seit hundert Jahren auf der Klippe.",
    "Le phare se dresse sur la falaise depuis cent ans.",
    "Маяк стоит на скале уже сто лет.",
    "De vuurtoren staat al honderd jaar op de klif.",
    "",
)


def test_the_model_is_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    identifier.cache_clear()
    for text in TEXTS:
        assert identifier().rank(text) == packaged.rank(text)
