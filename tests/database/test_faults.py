"""What is said of a database that cannot be used, and what is left when it comes back."""

import threading
from urllib.parse import urlsplit

import psycopg
import pytest

from precis.database import Database, DatabaseError, schema
from precis.errors import MissingExtraError
from precis.models.calls.errors import CacheError
from precis.models.calls.kept_calls import open_calls
from tests.fakes.postgres import ENCODED, PASSWORD, PostgresServer

KEY = b"k" * 32


def use(url: str) -> None:
    with Database(url).writing() as connection:
        connection.execute("SELECT 1")


def run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def test_each_fault_is_one_line_with_what_to_do(
    postgres_server: PostgresServer, database_url: str
) -> None:
    name = urlsplit(database_url).path[1:]
    cases = {
        postgres_server.url(name, "wr0ng-password"): "refuses the user or the password",
        postgres_server.url("nowhere"): "does not exist: create it",
        database_url.replace(f":{postgres_server.port}", ":9"): "does not answer: is it running",
        database_url.replace("127.0.0.1", "nowhere.invalid"): "does not answer",
    }
    for url, problem in cases.items():
        with pytest.raises(DatabaseError, match=problem) as error:
            use(url)
        said = str(error.value)
        assert "\n" not in said
        assert not {"wr0ng-password", PASSWORD, ENCODED} & set(said.split())
        assert PASSWORD not in said
        assert "wr0ng" not in said


def test_a_database_that_takes_no_changes(database_url: str) -> None:
    calls = open_calls(database_url)
    calls.put(KEY, "m", "reply")
    name = urlsplit(database_url).path[1:]
    run(database_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    run(database_url.replace(name, "postgres"), ENDED.format(name))
    assert calls.get(KEY) == "reply"
    with pytest.raises(CacheError, match="takes no changes: give the address of the primary"):
        calls.put(KEY, "m", "reply")


ENDED = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}'"


def test_connections_that_were_cut_are_made_again(database_url: str) -> None:
    calls = open_calls(database_url)
    assert calls.put(KEY, "m", "reply") == "reply"
    name = urlsplit(database_url).path[1:]
    run(database_url.replace(name, "postgres"), ENDED.format(name))
    assert calls.get(KEY) == "reply"


def test_a_connection_that_is_cut_meanwhile(database_url: str) -> None:
    raised = pytest.raises(DatabaseError, match="ended the connection: nothing is lost")
    with raised, Database(database_url).writing() as connection:
        [(pid,)] = connection.execute("SELECT pg_backend_pid()").fetchall()
        run(database_url, f"SELECT pg_terminate_backend({pid})")
        connection.execute("SELECT 1")


@pytest.mark.parametrize(
    ("version", "problem"),
    [(0, "older precis; this one needs .* `precis library upgrade`"), (999, "newer .*: update")],
)
def test_another_schema_is_refused_with_both_versions(
    bare_database_url: str, version: int, problem: str
) -> None:
    run(bare_database_url, "CREATE SCHEMA precis")
    run(bare_database_url, "CREATE TABLE precis.schema_version (version integer)")
    run(bare_database_url, f"INSERT INTO precis.schema_version VALUES ({version})")
    with pytest.raises(DatabaseError, match=problem) as error:
        use(bare_database_url)
    assert f"schema {version}," in str(error.value)
    assert str(schema.latest()) in str(error.value)


def test_the_schema_is_made_once_by_many_at_once(bare_database_url: str) -> None:
    failed: list[BaseException] = []

    def make() -> None:
        try:
            with psycopg.connect(bare_database_url, autocommit=True) as connection:
                schema.check_schema(connection, "it")
        except BaseException as error:  # noqa: BLE001 - raised where the threads are joined
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_every_version_leads_to_the_latest(postgres_server: PostgresServer) -> None:
    """A schema upgraded from each version is the one that is made at once."""
    wanted = described(upgraded_from(postgres_server, 0))
    assert wanted
    for version in list(schema.migrations())[:-1]:
        assert described(upgraded_from(postgres_server, version)) == wanted


def upgraded_from(server: PostgresServer, version: int) -> str:
    url = server.new_database(bare=True)
    with pytest.MonkeyPatch.context() as patch, psycopg.connect(url, autocommit=True) as connection:
        if version:
            first = {n: text for n, text in schema.migrations().items() if n <= version}
            patch.setattr(schema, "migrations", lambda: first)
            schema.upgrade(connection)
            patch.undo()
        schema.upgrade(connection)
        assert schema.schema_version(connection) == schema.latest()
    return url


def described(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        columns = (
            "SELECT table_name, column_name, data_type, is_nullable, column_default "
            "FROM information_schema.columns WHERE table_schema = 'precis' ORDER BY 1, 2"
        )
        indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'precis' ORDER BY 1"
        return [*connection.execute(columns), *connection.execute(indexes)]


def test_without_a_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.errors.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match="'postgres'"):
        open_calls("postgresql://host/db")
