import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.composition.grammar import Call, ChainError, Word, parse, printed

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12).map(Word)
CHAINS = st.lists(st.builds(Call, WORDS, st.lists(WORDS, max_size=4).map(tuple)), min_size=1)


@given(CHAINS)
def test_what_is_printed_is_parsed_as_it_was(calls: list[Call]) -> None:
    assert parse(printed(calls)) == calls


@given(st.text(max_size=40))
def test_any_text_is_parsed_to_what_prints_the_same_or_is_an_error_inside_it(text: str) -> None:
    try:
        calls = parse(text)
    except ChainError as error:
        column = error.column
    else:
        column = 1
        assert parse(printed(calls)) == calls
    assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ask 'a | b'", [["ask", "a | b"]]),
        ('ask "a \\"b\\" c"|collect', [["ask", 'a "b" c'], ["collect"]]),
        ("a b\\ c | d''", [["a", "b c"], ["d"]]),
        ("a '' \\|", [["a", "", "|"]]),
        ("a --x='y z'w", [["a", "--x=y zw"]]),
    ],
)
def test_words_and_quotes_are_those_of_a_shell(text: str, words: list[list[str]]) -> None:
    assert [[w.text for w in (call.name, *call.arguments)] for call in parse(text)] == words


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", 1, "the chain is empty"),
        ("  ", 3, "the chain is empty"),
        ("summarize |", 12, "missing after"),
        ("| summarize", 1, "missing before"),
        ("a || b", 4, "missing before"),
        ("ask 'open", 5, "the quote ' is not closed"),
        ('ask "open', 5, 'the quote " is not closed'),
        ("ask x\\", 6, "nothing follows the backslash"),
    ],
)
def test_errors_point_at_the_column(text: str, column: int, said: str) -> None:
    with pytest.raises(ChainError, match=f"column {column}: ") as raised:
        parse(text)
    assert said in str(raised.value)
