"""What the views show, made from documents and results, without requests or responses."""
