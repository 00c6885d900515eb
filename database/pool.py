"""Connection pools, one for each database of this process."""

from __future__ import annotations

import atexit
import logging
import threading
from contextlib import contextmanager, suppress
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from precis.database.address import Address
from precis.database.errors import DatabaseError, problem, unreachable
from precis.errors import PrecisError, require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection
    from psycopg_pool import ConnectionPool

    Rows = Connection[tuple[Any, ...]]

EXTRA = "postgres"

_WIDTH = 16
_WAIT_SECONDS = 15.0
_RECONNECT_SECONDS = 3.0
_TRUSTED_SECONDS = 1.0
"""How long after its last use a silent connection counts as open without asking the server."""

_SESSION = (
    "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL tcp_keepalives_idle = 10; "
    "SET LOCAL tcp_keepalives_interval = 5; SET LOCAL tcp_keepalives_count = 3; "
    "SET LOCAL plan_cache_mode = force_custom_plan"
)
"""A plan that is kept suits tables as they were when a long transaction began to fill them."""

_pools: dict[Address, ConnectionPool[Rows]] = {}
_opening = threading.Lock()


class Database:
    """The database at `url`, whose schema is made when it is first used; for many threads.

    Every method raises `error` where it cannot be used, MissingExtraError without a driver, and
    UsageError for a malformed `url`.
    """

    def __init__(self, url: str, error: type[PrecisError] = DatabaseError) -> None:
        require("psycopg", "a library in PostgreSQL", EXTRA)
        self.address = Address.of(url)
        self._error = error

    @contextmanager
    def statement(self) -> Iterator[Rows]:
        """Give a connection for one statement, which is a transaction by itself."""
        with self._connected() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """Give a connection that sees the database as it is at the first look."""
        from psycopg import IsolationLevel

        with self._connected() as connection:
            connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
            try:
                with connection.transaction():
                    yield connection
            finally:
                connection.isolation_level = connection.read_only = None

    @contextmanager
    def writing(self, *, hasty: bool = False) -> Iterator[Rows]:
        """Write all or nothing; a `hasty` transaction may be lost when the server crashes."""
        with self._connected() as connection, connection.transaction():
            if hasty:
                connection.execute("SET LOCAL synchronous_commit = off")
            yield connection

    @contextmanager
    def session(self) -> Iterator[Rows]:
        """Give a connection whose transactions the caller commits; what is not is undone.

        It may be silent for as long as it likes, but the server soon notices that we are gone.
        """
        from psycopg import Error

        with self._connected() as connection:
            connection.autocommit = False
            try:
                connection.execute(_SESSION)
                yield connection
            finally:
                with suppress(Error):  # the connection is gone, and with it what was not committed
                    connection.rollback()
                    connection.autocommit = True

    @contextmanager
    def _connected(self) -> Iterator[Rows]:
        from psycopg import Error
        from psycopg_pool import PoolTimeout

        try:
            try:
                with self._pooled() as connection:
                    yield connection
            except PoolTimeout:
                self._connect().close()  # says why, if the server is the reason
                raise
        except PoolTimeout as error:
            message = f"all {_WIDTH} connections to the database {self.address} are busy: try later"
            raise self._error(message) from error
        except Error as error:
            raise self._error(problem(self.address, error)) from error

    @contextmanager
    def _pooled(self) -> Iterator[Rows]:
        """Give a connection of the pool.

        It is requested again and again, since the pool does not reconnect for those who already
        wait when an attempt has failed.
        """
        from psycopg_pool import PoolTimeout

        pool, until = self._pool(), monotonic() + _WAIT_SECONDS
        while True:
            try:
                connection = pool.getconn(min(_RECONNECT_SECONDS, max(0.0, until - monotonic())))
                break
            except PoolTimeout:
                if monotonic() >= until:
                    raise
        try:
            with connection:
                yield connection
        finally:
            pool.putconn(connection)

    @contextmanager
    def unchecked(self) -> Iterator[Rows]:
        """Give a connection that commits by itself, to a schema of any version."""
        from psycopg import Error

        try:
            with self._connect() as connection:
                yield connection
        except Error as error:
            raise self._error(problem(self.address, error)) from error

    def _pool(self) -> ConnectionPool[Rows]:
        from psycopg_pool import ConnectionPool

        with _opening:
            pool = _pools.get(self.address)
            if pool is None:
                self._check_schema()
                logging.getLogger("psycopg").addHandler(logging.NullHandler())
                pool = _pools[self.address] = ConnectionPool(
                    kwargs=self.address.connection() | {"autocommit": True},
                    min_size=0,
                    max_size=_WIDTH,
                    open=True,
                    reconnect_timeout=_RECONNECT_SECONDS,
                    check=_Check(),
                )
                atexit.register(pool.close)
        return pool

    def _check_schema(self) -> None:
        from precis.database.schema import check_schema

        with self._connect() as connection:
            try:
                check_schema(connection, str(self.address))
            except DatabaseError as error:
                raise self._error(str(error)) from error

    def _connect(self) -> Rows:
        import psycopg

        try:
            return psycopg.connect(**self.address.connection(), autocommit=True)
        except psycopg.Error as error:
            raise self._error(unreachable(self.address, error)) from error


class _Check:
    """Raises for a connection that is closed; asks the server only where that is not known."""

    def __init__(self) -> None:
        self._used: WeakKeyDictionary[Rows, float] = WeakKeyDictionary()

    def __call__(self, connection: Rows) -> None:
        from psycopg_pool import ConnectionPool

        now = monotonic()
        if now - self._used.get(connection, -1.0) > _TRUSTED_SECONDS or _was_told(connection):
            ConnectionPool.check_connection(connection)
        self._used[connection] = now


def _was_told(connection: Rows) -> bool:
    """Whether the server has sent something unasked, as before it ends the connection."""
    with DefaultSelector() as selector:
        selector.register(connection.fileno(), EVENT_READ)
        return bool(selector.select(0))
