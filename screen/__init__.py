"""How results, progress and errors look in a terminal."""

from precis.screen.listings import Listings
from precis.screen.progress import Watched
from precis.screen.results import Results


class Screen(Results, Listings, Watched):
    """All that a command shows."""
