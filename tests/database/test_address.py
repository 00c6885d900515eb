"""Addresses of databases: what is understood of them, and that no message shows a password."""

from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from precis.database import Address, Database, DatabaseError, is_database
from precis.errors import UsageError

PASSWORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zs")), min_size=6, max_size=20
)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("postgresql://host/db", True),
        ("POSTGRES://host/db", True),
        ("/srv/postgresql/library", False),
        ("C:\\postgresql", False),
        ("http://host/db", False),
    ],
)
def test_a_database_is_told_from_a_folder(place: str, found: bool) -> None:
    assert is_database(place) == found


def test_an_address_is_taken_apart() -> None:
    address = Address.of("postgres://me:p%40ss@db.example:6432/team?sslmode=require")
    assert str(address) == "postgresql://me@db.example:6432/team"
    wanted = {"host": "db.example", "port": 6432, "user": "me", "password": "p@ss"}
    wanted |= {"dbname": "team", "sslmode": "require"}
    assert wanted.items() <= address.connection().items()
    bare = Address.of("postgresql://db.example/team")
    assert not {"user", "password"} & bare.connection().keys()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://host",
        "postgresql:///db",
        "postgresql://host:port/db",
        "postgresql://host/db?password=x",
        "postgresql://host/db#x",
        "postgresql://[::1/db",
        "mysql://host/db",
    ],
)
def test_a_malformed_address_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(UsageError, match="postgresql://USER:PASSWORD@HOST:PORT/DATABASE") as error:
        Address.of(url)
    assert "\n" not in str(error.value)


@given(PASSWORDS, st.booleans(), st.sampled_from(["host", "127.0.0.1", "[::1]", ""]))
def test_no_address_shows_its_password(password: str, encoded: bool, host: str) -> None:
    """Also one that was not encoded, and is taken for something else."""
    written = quote(password, safe="") if encoded else password
    url = f"postgresql://user:{written}@{host}/library"
    try:
        shown = repr(Address.of(url))
    except UsageError as error:
        shown = str(error)
    assume(password not in "postgresql://user@host/library")
    for part in (password, *password.replace("@", "/").split("/")):
        assert len(part) < 4 or part not in shown


@pytest.mark.parametrize("secret", ["hunter22", "p@ss/w?rd#1", "s3cret:x"])
def test_no_error_shows_a_password(secret: str) -> None:
    database = Database(f"postgresql://user:{quote(secret, safe='')}@127.0.0.1:9/library")
    raised = pytest.raises(DatabaseError, match="does not answer: is it running")
    with raised as error, database.reading():
        pass
    assert secret not in f"{error.value!r} {database.address!r} {vars(database)}"
    assert "\n" not in str(error.value)
