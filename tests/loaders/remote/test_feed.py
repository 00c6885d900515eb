"""`feed:` keeps what a feed has named, also when it names it no more."""

from random import Random

import pytest

from precis.loaders import LoadError, LoadOptions, load
from tests.fakes.site import Reply, Site
from tests.loaders.remote.in_step import Kept

ITEM = """<item><title>{title}</title><guid isPermaLink="false">{key}</guid>
<link>/posts/{key}</link><pubDate>Mon, 05 Jan 2026 10:00:00 +0000</pubDate>
<description>&lt;p&gt;Here is &lt;b&gt;{text}&lt;/b&gt;.&lt;/p&gt;</description></item>"""


def publish(site: Site, entries: dict[str, str]) -> str:
    items = "".join(ITEM.format(title=f"Post {k}", key=k, text=t) for k, t in entries.items())
    body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return "feed:" + site.serve("/feed.xml", Reply(body.encode(), "application/rss+xml"))


def test_the_library_follows_a_feed(seed: int, site: Site, kept: Kept) -> None:
    random = Random(seed)
    ever: dict[str, str] = {}
    published: dict[str, str] = {}
    number = 0
    for _ in range(4):
        for _ in range(random.randint(1, 3)):
            edited = random.choice(sorted(ever)[-3:]) if ever and random.random() < 0.3 else None
            ever[edited or f"k{number:03}"] = f"note-{number}"
            number += 1
        named = dict(sorted(ever.items())[-3:])
        published |= named
        assert not kept.update(publish(site, named)).failed
        assert kept.notes() == sorted(published.values())
    again = kept.update(publish(site, named))
    assert (again.added, again.updated, again.removed) == (0, 0, 0)


def test_an_entry_has_its_title_day_and_address(site: Site) -> None:
    source = publish(site, {"k1": "the harbour"})
    [document] = load([source])
    assert "Here is the harbour." in document.page_content
    names = ("source", "title", "date", "url")
    assert [document.metadata[name] for name in names] == [
        f"{source}/k1",
        "Post k1",
        "2026-01-05",
        f"{site.address}/posts/k1",
    ]


@pytest.mark.parametrize("body", ["", "<html><p>No feed.</p></html>", "<rss><channel/></rss>", "{"])
def test_what_is_no_feed_is_told(body: str, site: Site) -> None:
    site.serve("/feed.xml", Reply(body.encode()))
    with pytest.raises(LoadError, match=r"not a feed|empty"):
        list(load([f"feed:{site.address}/feed.xml"]))


def test_feeds_keep_to_the_rules_for_addresses(site: Site) -> None:
    source = publish(site, {"k1": "the harbour"})
    with pytest.raises(LoadError, match="not a public address"):
        list(load([source], LoadOptions(public_only=True)))
    with pytest.raises(LoadError, match="names no feed"):
        list(load(["feed:file:///etc/passwd"]))


def test_credentials_of_a_feed_are_not_kept(site: Site) -> None:
    source = publish(site, {"k1": "the harbour"}).replace("://", "://ann:s3cr3t@")
    [document] = load([source])
    assert "s3cr3t" not in str(document)
