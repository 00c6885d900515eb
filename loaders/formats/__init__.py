"""One file per format, each with `accepts` and `lazy_parse` (`../contract.py`)."""
