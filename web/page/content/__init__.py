"""What the views show, made from documents and results; no request and no response here."""
