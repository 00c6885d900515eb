"""`imaps://USER@HOST/FOLDER` → messages of a mailbox and of the folders in it, by imap-tools.

The password is in PRECIS_IMAP_PASSWORD or in `~/.netrc`. `imap://` begins in the clear and goes
on encrypted (STARTTLS), but on this machine. No message is marked as read.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from functools import partial
from imaplib import IMAP4
from itertools import pairwise
from netrc import NetrcParseError, netrc
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from precis.environment import tls_context
from precis.errors import require
from precis.loaders.errors import LoadError
from precis.loaders.limits import LimitError
from precis.loaders.remote.connecting import secret_free
from precis.loaders.remote.contract import Connector, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imap_tools import BaseMailBox, FolderInfo

    from precis.loaders.options import LoadOptions

PASSWORD = "PRECIS_IMAP_PASSWORD"  # noqa: S105 - the name of the variable
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_PORTS = {"imap": 143, "imaps": 993}
_LEFT_OUT = {"\\all", "\\drafts", "\\junk", "\\trash"}
"""Folders that are loaded only if they are named (RFC 6154): no mail, or that of other folders."""

_ABOUT = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
_UID, _SIZE = re.compile(rb"\bUID (\d+)"), re.compile(rb"\bRFC822\.SIZE (\d+)")
_MESSAGE_ID = re.compile(rb"message-id:\s*(\S{1,900})", re.IGNORECASE)


class _Login(NamedTuple):
    user: str
    password: str


class _Message(NamedTuple):
    size: int
    message_id: bytes


class Mailbox(Connector):
    """The messages of the folder that a source names, or of all folders, in order of arrival."""

    def __init__(self, source: str, options: LoadOptions) -> None:
        super().__init__(source, options)
        require("imap_tools", "imap://", "imap")
        try:
            parts = urlsplit(source)
            self._host, port = parts.hostname or "", parts.port
        except ValueError:
            self._host = ""
        if not self._host:
            raise LoadError(source, "this names no mailbox", "give imaps://USER@HOST/FOLDER")
        self._scheme = parts.scheme
        self._port = port or _PORTS[self._scheme]
        self._folder = unquote(parts.path.strip("/"))
        self._login = _login(source)
        host = f"{self._host}:{port}" if port else self._host
        self._place = f"{self._scheme}://{host}/{quote(self._login.user, safe='@')}"
        self.root = f"{self._place}/{self._folder}".rstrip("/")

    def entries(self) -> Iterator[Entry | LoadError]:
        """Yield the messages; one that lies in several folders comes once."""
        seen: set[_Message] = set()
        with self._load_errors(self.root):
            box = self._connect()
            try:
                for folder in self._select_folders(box.folder.list()):
                    yield from self._messages(box, folder, seen)
            finally:
                with suppress(Exception):
                    box.logout()

    def _connect(self) -> BaseMailBox:
        from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted

        host, port, seconds = self._host, self._port, self.options.fetch_timeout
        box: BaseMailBox
        if self._scheme == "imaps":
            box = MailBox(host, port, timeout=seconds, ssl_context=tls_context())
        elif host in _LOOPBACK:
            box = MailBoxUnencrypted(host, port, timeout=seconds)
        else:
            box = MailBoxStartTls(host, port, timeout=seconds, ssl_context=tls_context())
        user, password = self._login
        log_in = box.login if f"{user}{password}".isascii() else box.login_utf8
        try:
            log_in(user, password, initial_folder=None)
        except OSError:
            raise
        except Exception:  # noqa: BLE001 - of imaplib's and of imap-tools' own kinds
            with suppress(Exception):
                box.logout()
            reason = f"the server refuses the user '{user}' with this password"
            raise LoadError(self.root, reason, f"set {PASSWORD}, or name it in ~/.netrc") from None
        return box

    def _select_folders(self, folders: list[FolderInfo]) -> list[FolderInfo]:
        """Return the folders to load, sorted; raises LoadError if the one named is not there."""
        found = []
        for folder in folders:
            flags = {flag.lower() for flag in folder.flags}
            path = _path(folder)
            named = path == self._folder or path.startswith(f"{self._folder}/")
            wanted = named if self._folder else not flags & _LEFT_OUT
            if wanted and "\\noselect" not in flags:
                found.append(folder)
        if self._folder and not found:
            raise LoadError(self.root, f"there is no folder '{self._folder}'", "check its name")
        return sorted(found, key=_path)

    def _messages(
        self, box: BaseMailBox, folder: FolderInfo, seen: set[_Message]
    ) -> Iterator[Entry | LoadError]:
        validity = box.folder.status(folder.name, ["UIDVALIDITY"])["UIDVALIDITY"]
        box.folder.set(folder.name, readonly=True)
        uids = box.uids()
        about = _about(box) if uids else {}
        for uid in uids:
            message = about.get(uid, _Message(0, b""))
            if message.message_id and message in seen:
                continue
            seen.add(message)
            source = f"{self._place}/{_path(folder)}/{uid}.eml"
            try:
                self.options.limits.check_bytes(source, message.size)
            except LimitError as error:
                yield error
            else:
                fetch = partial(self._fetch, box, uid, source)
                yield Entry(source, str(validity), fetch, "message/rfc822")

    def _fetch(self, box: BaseMailBox, uid: str, source: str) -> bytes:
        with self._load_errors(source):
            _, data = box.client.uid("fetch", uid, "(BODY.PEEK[])")
        for part in data:
            if isinstance(part, tuple):
                return bytes(part[1])
        raise LoadError(source, "the server does not show it", "try again")

    @contextmanager
    def _load_errors(self, source: str) -> Iterator[None]:
        """Turn what the server and imap-tools raise into LoadErrors."""
        from imap_tools import ImapToolsError

        try:
            yield
        except (OSError, EOFError, IMAP4.error, ImapToolsError) as error:
            reason = secret_free(f"{type(error).__name__}: {error}", self._login.password)
            remedy = "check the address and the network"
            raise LoadError(source, f"it cannot be read ({reason})", remedy) from None


def _about(box: BaseMailBox) -> dict[str, _Message]:
    """Return size and Message-ID of the messages in the open folder, by UID."""
    _, data = box.client.uid("fetch", "1:*", _ABOUT)
    found: dict[str, _Message] = {}
    parts: list[Any] = [*data, b""]
    for part, following in pairwise(parts):
        if not isinstance(part, tuple):
            continue
        line = part[0] + (following if isinstance(following, bytes) else b"")
        uid, size, name = _UID.search(line), _SIZE.search(line), _MESSAGE_ID.search(part[1])
        if uid:
            number = int(size[1]) if size else 0
            found[uid[1].decode()] = _Message(number, name[1] if name else b"")
    return found


def _path(folder: FolderInfo) -> str:
    return "/".join(folder.name.split(folder.delim)) if folder.delim else folder.name


def _login(source: str) -> _Login:
    """Return user and password: of the source, the environment or `~/.netrc`. LoadError if none."""
    parts = urlsplit(source)
    kept = _of_netrc(parts.hostname or "")
    user = unquote(parts.username or "") or (kept.user if kept else "")
    password = unquote(parts.password or "") or os.environ.get(PASSWORD, "")
    if kept and not password and kept.user == user:
        password = kept.password
    if not user:
        raise LoadError(
            source, "it does not name the user of the mailbox", "give imaps://USER@HOST/FOLDER"
        )
    if not password:
        reason = f"there is no password for '{user}'"
        raise LoadError(source, reason, f"set {PASSWORD}, or name it in ~/.netrc")
    return _Login(user, password)


def _of_netrc(host: str) -> _Login | None:
    try:
        found = netrc().authenticators(host)
    except (OSError, NetrcParseError):
        return None
    return _Login(found[0], found[2] or "") if found else None
