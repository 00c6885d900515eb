"""How results, progress and errors look in a terminal."""

from screen.listings import Listings
from screen.progress import Watched
from screen.results import Results


class Screen(Results, Listings, Watched):
    """All that a command shows."""
