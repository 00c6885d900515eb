"""One library in many threads, as a server has it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from langchain_core.documents import Document

from precis.stores.library_store import LibraryStore

READERS, WRITERS, ROUNDS = 6, 2, 6


def document(writer: int, number: int) -> Document:
    source = f"/docs/{writer}-{number}.md"
    text = f"Report {number} of writer {writer}: the bridge cost {writer * 100 + number} crowns."
    metadata = {"id": f"{writer}{number}".ljust(16, "x"), "source": source, "title": source}
    return Document(text, metadata={**metadata, "media_type": "text/plain", "pages": []})


def test_readers_and_writers_do_not_disturb_each_other(library: LibraryStore) -> None:
    library.ingest([document(9, 0)])
    over = Event()

    def read() -> int:
        count = 0
        while not over.is_set():
            found = library.search("What did the bridge of writer 9 cost?", k=20)
            assert "900 crowns" in " ".join(passage.page_content for passage in found)
            ids = {passage.metadata["document_id"] for passage in found}
            whole = library.documents(ids)
            for passage in found:
                start, end = passage.metadata["start_index"], passage.metadata["end_index"]
                text = whole[passage.metadata["document_id"]].page_content
                assert text[start:end] == passage.page_content
            count += 1
        return count

    def write(writer: int) -> None:
        for number in range(ROUNDS):
            library.ingest([document(writer, number)])

    with ThreadPoolExecutor(READERS + WRITERS) as threads:
        reading = [threads.submit(read) for _ in range(READERS)]
        writing = [threads.submit(write, writer) for writer in range(WRITERS)]
        try:
            for one in writing:
                one.result()
        finally:
            over.set()
        assert all(one.result() for one in reading)
    assert len(library.sources()) == 1 + WRITERS * ROUNDS
