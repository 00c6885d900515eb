"""What model servers were seen to do, in tables by what it is; the texts are in the words of servers.

Numbers behind a repository are issues where a habit was reported.
"""

from tests.fakes.habits.accounts import ACCOUNTS
from tests.fakes.habits.cut_replies import CUT_REPLIES
from tests.fakes.habits.empty_replies import EMPTY_REPLIES
from tests.fakes.habits.faults import FAULTS
from tests.fakes.habits.filters import FILTERS
from tests.fakes.habits.odd_replies import ODD_REPLIES
from tests.fakes.habits.parameters import REFUSED_PARAMETERS
from tests.fakes.habits.rates import RATES
from tests.fakes.habits.streams import STREAM_HABITS
from tests.fakes.habits.thoughts import THOUGHTS
from tests.fakes.habits.usage import USAGE
from tests.fakes.habits.windows import WINDOWS

EVERY = [
    *ACCOUNTS,
    *CUT_REPLIES,
    *EMPTY_REPLIES,
    *FAULTS,
    *FILTERS,
    *ODD_REPLIES,
    *RATES,
    *REFUSED_PARAMETERS,
    *STREAM_HABITS,
    *THOUGHTS,
    *USAGE,
    *WINDOWS,
]
