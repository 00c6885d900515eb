"""`imap://` against a real server on loopback (dovecot)."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from precis.loaders import LoadError, LoadOptions, load
from precis.loaders.limits import Limits
from precis.loaders.remote.mailbox import PASSWORD as VARIABLE
from tests.conftest import Precis
from tests.fakes.dovecot import DOVECOT, PASSWORD, serving_mail
from tests.loaders.remote.in_step import Kept, check_history

pytestmark = pytest.mark.skipif(DOVECOT is None, reason="no dovecot: apt install dovecot-imapd")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving_mail() as port:
        yield port


class Mail:
    """The mailbox of a new user."""

    def __init__(self, port: int) -> None:
        from imap_tools import MailBoxUnencrypted

        self.user = f"ann-{uuid4().hex[:8]}"
        self.place = f"imap://{self.user}@127.0.0.1:{port}"
        self.root = f"imap://127.0.0.1:{port}/{self.user}"
        self.box = MailBoxUnencrypted("127.0.0.1", port).login(self.user, PASSWORD)
        self.box.folder.create("Archive")
        self.places: dict[str, tuple[str, str]] = {}

    def put(self, name: str, text: str) -> None:
        if name in self.places:
            self.delete(name)
        self.places[name] = ("INBOX", name)
        self.box.append(message(name, text), "INBOX")

    def delete(self, name: str) -> None:
        self.box.delete(self._uids(name))
        del self.places[name]

    def rename(self, name: str, new: str) -> None:
        """Move a message to the other folder."""
        uids = self._uids(name)
        folder, subject = self.places.pop(name)
        other = "INBOX" if folder == "Archive" else "Archive"
        self.box.move(uids, other)
        self.places[new] = (other, subject)

    def _uids(self, name: str) -> list[str]:
        folder, subject = self.places[name]
        self.box.folder.set(folder)
        return self.box.uids(f'SUBJECT "{subject}"')


def message(subject: str, text: str) -> bytes:
    lines = ["From: bob@example.org", "Date: Mon, 5 Jan 2026 10:00:00 +0000"]
    lines += [f"Subject: {subject}", f"Message-ID: <{uuid4()}@example.org>", "", text, ""]
    return "\r\n".join(lines).encode()


@pytest.fixture
def mail(port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mail]:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    mail = Mail(port)
    yield mail
    mail.box.logout()


def test_the_library_follows_a_mailbox(seed: int, mail: Mail, kept: Kept) -> None:
    check_history(seed, mail, mail.place, kept)


def test_a_message_has_its_subject_sender_and_day_and_stays_unread(mail: Mail) -> None:
    mail.put("The harbour", "It opens at nine.")
    [document] = load([f"{mail.place}/INBOX"])
    known = {name: document.metadata[name] for name in ("source", "title", "author", "date")}
    assert known == {
        "source": f"{mail.root}/INBOX/1.eml",
        "title": "The harbour",
        "author": "bob@example.org",
        "date": "2026-01-05",
    }
    mail.box.folder.set("INBOX")
    assert len(mail.box.uids("UNSEEN")) == 1


def test_a_message_in_several_folders_comes_once_and_the_trash_only_if_it_is_named(
    mail: Mail, kept: Kept
) -> None:
    mail.put("one", "note-1 is here.")
    mail.box.folder.create("Work/Über & aus")
    mail.box.folder.set("INBOX")
    mail.box.copy(mail.box.uids(), "Work/Über & aus")
    mail.box.append(message("gone", "note-2 is here."), "Trash")
    for _ in range(2):
        assert not kept.update(mail.place).failed
        assert kept.notes() == ["note-1"]
    [inside] = load([f"{mail.place}/Work"])
    assert inside.metadata["source"] == f"{mail.root}/Work/Über & aus/1.eml"
    [named] = load([f"{mail.place}/Trash"])
    assert named.metadata["title"] == "gone"


def test_an_emptied_mailbox_empties_the_collection(mail: Mail, kept: Kept) -> None:
    mail.put("one", "note-1 is here.")
    kept.update(mail.place)
    mail.delete("one")
    assert kept.update(mail.place).removed == 1


def test_a_broken_message_costs_only_itself(mail: Mail, kept: Kept) -> None:
    mail.put("one", "note-1 is here.")
    mail.box.append(b"\x7fELF\x02\x01\x01" + bytes(200), "INBOX")
    mail.box.append(
        b"Subject: half\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x", "INBOX"
    )
    mail.put("two", "note-2 is here.")
    kept.update(mail.place)
    assert kept.notes() == ["note-1", "note-2"]


def test_a_message_over_the_limit_is_not_fetched(mail: Mail) -> None:
    mail.put("big", "word " * 250_000)
    with pytest.raises(LoadError, match="--max-megabytes"):
        list(load([mail.place], LoadOptions(limits=Limits(megabytes=1))))


@pytest.mark.parametrize("where", ["environment", "source"])
def test_a_wrong_password_is_never_shown(
    where: str, mail: Mail, kept: Kept, precis: Precis, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail.put("one", "note-1 is here.")
    kept.update(mail.place)
    source = mail.place
    if where == "environment":
        monkeypatch.setenv(VARIABLE, "not-the-password")
    else:
        source = source.replace("@", ":not-the-password@")
    run = precis("ingest", source, "--library", kept.folder, "--debug")
    assert run.code == 1
    assert "refuses the user" in run.err
    assert "not-the-password" not in run.out + run.err
    assert kept.notes() == ["note-1"]


def test_the_password_may_be_in_the_source_or_in_netrc(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mail.put("one", "It opens at nine.")
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(LoadError, match=f"no password for '{mail.user}'; set {VARIABLE}"):
        list(load([mail.place]))
    [document] = load([mail.place.replace("@", f":{PASSWORD}@")])
    assert PASSWORD not in str(document)
    (tmp_path / ".netrc").write_text(f"machine 127.0.0.1 login {mail.user} password {PASSWORD}\n")
    (tmp_path / ".netrc").chmod(0o600)
    assert len(list(load([mail.place]))) == 1
    assert len(list(load([mail.place.replace(f"{mail.user}@", "")]))) == 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("imap://", "names no mailbox"),
        ("imaps:INBOX", "names no mailbox"),
        ("imap://ann@127.0.0.1:port/", "names no mailbox"),
        ("imap://127.0.0.1/INBOX", "the user of the mailbox"),
        ("imap://ann@127.0.0.1:9/", "check the address and the network"),
    ],
)
def test_what_names_no_mailbox_is_told_in_one_line(
    source: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(LoadError) as caught:
        list(load([source]))
    assert told in str(caught.value)


def test_a_folder_that_is_not_there_is_an_error(mail: Mail) -> None:
    with pytest.raises(LoadError, match="there is no folder 'Nowhere'"):
        list(load([f"{mail.place}/Nowhere"]))
