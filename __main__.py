"""`python -m precis`: the command line."""

from precis.main import run

run()
