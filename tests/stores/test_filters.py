import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.stores.filters import conditions, meets, one_of
from precis.stores.source_patterns import matches


@pytest.mark.parametrize(
    ("condition", "source", "met"),
    [
        ("source=docs/*.md", "/home/me/docs/a.md", True),
        ("source=docs/*.md", "/home/me/docs/deep/a.md", False),
        ("source=docs/**/*.md", "/home/me/docs/deep/a.md", True),
        ("source=./docs/*.MD", "/home/me/Docs/a.md", True),
        ("source=p*.txt", "/tmp/people/travel.txt", False),
        ("source=/home/**", "/home/me/.notes/a.md", True),
        ("source=https://example.org/**", "https://example.org/a/b", True),
        ("source=https://example.org/*", "https://example.org/a/b", False),
        ("source=https://example.org/*", "https://elsewhere.org/a", False),
        ("source=a.md|b.md", "/docs/b.md", True),
        ("source=/docs/a\\|b.md", "/docs/a|b.md", True),
        ("source=/docs/a\\|b.md", "/docs/b.md", False),
        ("source~x|a\\|b", "/docs/a|b.md", True),
        ("source~DOCS", "/home/docs/a.md", True),
        ("source~x|docs", "/home/docs/a.md", True),
        ("source~x|y", "/home/docs/a.md", False),
    ],
)
def test_conditions_on_sources(condition: str, source: str, met: bool) -> None:
    assert meets(conditions([condition]), {"source": source}) is met


@given(st.lists(st.text("ab|/.*", min_size=1), min_size=1))
def test_each_of_several_globs_counts_as_it_is(globs: list[str]) -> None:
    [condition] = conditions([one_of("source", globs)])
    assert list(condition.values) == globs


def test_all_conditions_must_hold() -> None:
    both = conditions(["title=The *", "media_type~pdf"])
    assert meets(both, {"title": "The End", "media_type": "application/pdf"})
    assert not meets(both, {"title": "The End", "media_type": "text/html"})


@pytest.mark.parametrize(
    ("source", "glob"),
    [
        ("C:\\docs\\a.md", "docs/*.md"),
        ("C:\\docs\\a.md", "c:\\docs\\*"),
        ("/x/docs/deep/a.md", "docs/"),
        ("/x/[draft].md", "[draft].md"),
        ("/x/a\\b.md", "a\\b.md"),
        ("/x/a\\b.md", "/x/a\\b.md"),
        ("/x/a|b.md", "a|b.md"),
        ("/x/e\u0301.md", "é.md"),
    ],
)
def test_globs_of_every_system(source: str, glob: str) -> None:
    assert matches(source, glob)
    assert not matches("/other/documents/b.txt", glob)
