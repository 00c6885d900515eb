"""The parts of a PDF page; `formats/pdf.py` reads documents with them."""
