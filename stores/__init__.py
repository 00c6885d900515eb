"""The library: Chroma, the keyword index, ingest, and the hybrid retriever."""
