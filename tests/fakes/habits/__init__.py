"""What model servers were seen to do: sets of habits, in the order in which they were written."""

from tests.fakes.habits.eighth import EIGHTH_HABITS
from tests.fakes.habits.eleventh import ELEVENTH_HABITS
from tests.fakes.habits.fifth import FIFTH_HABITS
from tests.fakes.habits.first import HABITS
from tests.fakes.habits.fourteenth import FOURTEENTH_HABITS, SECOND_HABITS
from tests.fakes.habits.fourth import FOURTH_HABITS
from tests.fakes.habits.ninth import NINTH_HABITS
from tests.fakes.habits.second import LAST_HABITS, LATER_HABITS
from tests.fakes.habits.sixteenth import SIXTEENTH_HABITS
from tests.fakes.habits.sixth import SEVENTH_HABITS, SIXTH_HABITS
from tests.fakes.habits.streams import STREAM_HABITS
from tests.fakes.habits.tenth import TENTH_HABITS
from tests.fakes.habits.thirteenth import THIRTEENTH_HABITS
from tests.fakes.habits.twelfth import TWELFTH_HABITS

EVERY = [
    *HABITS,
    *LATER_HABITS,
    *LAST_HABITS,
    *FOURTH_HABITS,
    *FIFTH_HABITS,
    *SIXTH_HABITS,
    *SEVENTH_HABITS,
    *EIGHTH_HABITS,
    *NINTH_HABITS,
    *TENTH_HABITS,
    *ELEVENTH_HABITS,
    *TWELFTH_HABITS,
    *THIRTEENTH_HABITS,
    *FOURTEENTH_HABITS,
    *SECOND_HABITS,
    *SIXTEENTH_HABITS,
    *STREAM_HABITS,
]
