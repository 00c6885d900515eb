from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.errors import LibraryError
from precis.stores.library_store import LibraryStore
from precis.stores.shares import Shares
from precis.web.rights import Rights, asking
from tests.fakes.documents import document


def test_documents_at_hand_are_searched_by_who_gave_them_until_that_is_done(tmp_path: Path) -> None:
    rights = Rights(Shares(tmp_path))
    library = LibraryStore(
        tmp_path,
        DeterministicFakeEmbedding(size=4),
        ContentDefinedSplitter(),
        model="fake",
        permissions=rights,
    )
    given = [document("upload", "The mill was built.")]
    opened: set[str] = set()
    with asking("anna", opened):
        held = library.hold(given)
        assert library.search("mill", held)
        assert library.collections() == []
    assert opened == set()
    for user in ("anna", "ben"):
        with asking(user):
            assert not library.has(held)
            with pytest.raises(LibraryError):
                library.search("mill", held)
    with asking("ben"):
        assert library.hold(given) == held
        assert library.search("mill", held)
