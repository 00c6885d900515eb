"""What a PDF page is put together from; `formats/pdf.py` reads documents with it."""
