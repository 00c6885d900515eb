"""Documents as the loaders make them, from texts by source."""

import hashlib
from pathlib import PurePath

from langchain_core.documents import Document


def document(source: str, text: str) -> Document:
    """Return a loaded document."""
    digest = hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:16]
    metadata = {
        "id": digest,
        "source": source,
        "title": PurePath(source).stem,
        "media_type": "text/markdown",
        "pages": [],
    }
    return Document(page_content=text, metadata=metadata)


def documents(texts: dict[str, str]) -> list[Document]:
    """Return a loaded document for each text, by source."""
    return [document(source, text) for source, text in texts.items()]
