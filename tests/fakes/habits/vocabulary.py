"""All names that the tables of habits are written in."""

# ruff: noqa: PLC0414 - names that sets of habits import from here

from precis.models.calls.errors import CallError as CallError
from precis.models.calls.errors import ContextLengthError as ContextLengthError
from precis.models.calls.errors import CutReplyError as CutReplyError
from precis.models.calls.errors import NoTextError as NoTextError
from precis.models.calls.errors import RefusedError as RefusedError
from tests.fakes.habits.answers import *
from tests.fakes.habits.rows import *
from tests.fakes.provider_server import Asked as Asked
from tests.fakes.provider_server import Raw as Raw
from tests.fakes.wire_formats import WRITERS as WRITERS
from tests.fakes.wire_formats import Said as Said
