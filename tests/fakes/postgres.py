"""A real PostgreSQL server on loopback, from the system's package, for the tests of one session."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock

from precis.database import schema

USER, PASSWORD = "precis", "s3cret-Pässword@:/"
ENCODED = "s3cret-P%C3%A4ssword%40%3A%2F"

_PREPARED = "prepared"
_OWN_IDENTITY = "UPDATE precis.settings SET value = gen_random_uuid()::text WHERE name = 'library'"
"""A library's vectors on a Chroma server are named after this."""

_LONGEST = 1800
"""Seconds after which a server ends whoever forgot it."""

_ROOM = 4_000_000_000
"""Bytes; all databases of a run together take a third of it."""

_SETTINGS = {
    "fsync": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "log_min_messages": "fatal",
}


@dataclass(frozen=True)
class PostgresServer:
    """A running server."""

    port: int
    folder: Path
    pid: int

    def url(self, database: str, password: str = ENCODED) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def new_database(self, *, bare: bool = False) -> str:
        """Make an empty database with our schema, or without it, and return its address."""
        name = f"t{uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {'template1' if bare else _PREPARED}")
        if not bare:
            self.run(_OWN_IDENTITY, name)
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement outside of any transaction."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def shared_server(folder: Path) -> Iterator[PostgresServer]:
    """Give the server that the processes with this folder share; the last one out stops it."""
    state, lock = folder / "postgres.json", FileLock(folder / "postgres.lock")
    with lock:
        server, users = _read(state)
        if server is None:
            server = _start()
        _write(state, server, users + 1)
    try:
        yield server
    finally:
        with lock:
            _, users = _read(state)
            _write(state, server, users - 1)
            if users == 1:
                state.unlink()
                stop(server)


@contextmanager
def own_server() -> Iterator[PostgresServer]:
    """Give a server that may be stopped and filled."""
    server = _start()
    try:
        yield server
    finally:
        stop(server)


def stop(server: PostgresServer) -> None:
    """End a server and delete its files."""
    with suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGQUIT)
    for _ in range(100):
        if not (server.folder / "data" / "postmaster.pid").exists():
            break
        time.sleep(0.05)
    shutil.rmtree(server.folder, ignore_errors=True)


def _start() -> PostgresServer:
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="precis-postgres-", dir=_memory_folder()))
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    if user:
        for path in (folder, password):
            shutil.chown(path, user, user)
    data, as_user = folder / "data", {"user": user, "group": user} if user else {}
    command = [programs / "initdb", "--pgdata", data, "--username", USER, "--encoding=UTF8"]
    command += ["--locale=C.UTF-8", "--auth=scram-sha-256", "--pwfile", password, "--no-sync"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **as_user)
    port = _free_port()
    run = ["timeout", "--signal=INT", f"{_LONGEST}", programs / "postgres", "-D", data]
    run += ["-p", f"{port}", *(f"--{name}={value}" for name, value in _SETTINGS.items())]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            run, stdout=log, stderr=log, cwd=folder, start_new_session=True, **as_user
        )
    server = PostgresServer(port, folder, process.pid)
    _wait_for(server)
    _prepare(server)
    return server


def _prepare(server: PostgresServer) -> None:
    """Make the database that others are copied from: our schema takes longer than a copy."""
    import psycopg

    server.run(f"CREATE DATABASE {_PREPARED}")
    with psycopg.connect(server.url(_PREPARED), autocommit=True) as connection:
        schema.upgrade(connection)


def _memory_folder() -> Path | None:
    """Return a folder in memory, if it has room: a database is 300 files."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    return memory if has_room else None


def _programs() -> Path | None:
    """Return the folder of the newest server that is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parts[-2]))
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(server: PostgresServer) -> None:
    import psycopg

    for attempt in range(300):
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            if attempt == 299:
                raise
            time.sleep(0.1)
        else:
            return


def _read(state: Path) -> tuple[PostgresServer | None, int]:
    if not state.exists():
        return None, 0
    kept = json.loads(state.read_text(encoding="utf-8"))
    return PostgresServer(kept["port"], Path(kept["folder"]), kept["pid"]), kept["users"]


def _write(state: Path, server: PostgresServer, users: int) -> None:
    kept = {"port": server.port, "folder": str(server.folder), "pid": server.pid, "users": users}
    state.write_text(json.dumps(kept), encoding="utf-8")
