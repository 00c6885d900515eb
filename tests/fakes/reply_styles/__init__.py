"""Styles in which models reply to a prompt of numbered sentences: the same claims in each."""

from tests.fakes.reply_styles.forms import CLAIMS as CLAIMS
from tests.fakes.reply_styles.forms import SENTENCES as SENTENCES
from tests.fakes.reply_styles.forms import Said as Said
from tests.fakes.reply_styles.forms import Style as Style
from tests.fakes.reply_styles.frames import FRAMES
from tests.fakes.reply_styles.layouts import LAYOUTS
from tests.fakes.reply_styles.marks import MARKS
from tests.fakes.reply_styles.records import RECORDS

STYLES: dict[str, Style] = MARKS | LAYOUTS | FRAMES | RECORDS
