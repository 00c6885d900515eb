"""What language a text is in, and its words: everything that depends on languages starts here."""
