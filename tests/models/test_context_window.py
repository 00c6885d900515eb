import pytest
from langchain_core.messages import AIMessage
from langchain_core.messages.ai import UsageMetadata

from precis.models.calls.context_window import WindowWatch
from precis.models.calls.errors import ContextLengthError


def reply(read: int) -> AIMessage:
    usage = UsageMetadata(input_tokens=read, output_tokens=9, total_tokens=read + 9)
    return AIMessage("Yes.", usage_metadata=usage)


def test_a_prompt_that_was_cut_is_seen_by_what_the_server_counted() -> None:
    watch = WindowWatch(None, None)
    with pytest.raises(ContextLengthError, match="--context") as caught:
        watch.check(12_000, reply(4096), "m")
    assert (caught.value.window, caught.value.prompt_tokens) == (4096, 12_000)


@pytest.mark.parametrize(
    ("estimated", "counted"), [(12_000, 11_000), (12_000, 8_000), (900, 300), (12_000, 0)]
)
def test_counts_that_differ_as_vocabularies_do_are_no_cut(estimated: int, counted: int) -> None:
    WindowWatch(None, None).check(estimated, reply(counted), "m")


def test_a_reply_without_usage_shows_nothing() -> None:
    WindowWatch(None, None).check(12_000, AIMessage("Yes."), "m")


def test_a_server_that_counts_in_another_way_is_known_by_its_second_count() -> None:
    watch = WindowWatch(None, None)
    with pytest.raises(ContextLengthError):
        watch.check(12_000, reply(4000), "m")
    watch.check(6_000, reply(2000), "m")
    watch.check(12_000, reply(4000), "m")


def test_room_beside_a_prompt() -> None:
    assert WindowWatch(None, None).room(100) is None
    assert WindowWatch(1000, None).room(100) == 900
    assert WindowWatch(1000, None).room(2000) == 0
