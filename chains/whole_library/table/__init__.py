"""Tables of what a chain extracts: a row a document, resumable, in constant memory."""
