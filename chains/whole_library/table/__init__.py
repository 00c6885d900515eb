"""Tables of extracted data: a row per document, resumable, in constant memory."""
