"""Whom collections are shared with, on the command line."""

import json
from pathlib import Path

from tests.conftest import Precis


def test_an_operator_shares_lists_and_unshares(precis: Precis, tmp_path: Path) -> None:
    users = tmp_path / "users"
    assert precis("users", "add", "ben", "--users", users).code == 0
    (tmp_path / "mill.md").write_text("The mill was built in 1901.")
    assert precis("ingest", tmp_path / "mill.md").code == 0
    shared = precis("users", "share", "default", "ben", "--right", "write", "--users", users)
    assert (shared.code, shared.err) == (0, "")
    assert precis("users", "unshare", "default", "everybody").code == 0
    assert precis("users", "shares").out.splitlines() == [
        "default  ben  write",
        "default  everybody  none",
    ]
    shown = precis("users", "shares", "default", "--json").out.splitlines()
    assert json.loads(shown[0]) == {"collection": "default", "user": "ben", "right": "write"}
    early = precis("users", "share", "~ben/x", "everybody", "--users", users)
    assert early.code == 0
    assert "there is no collection '~ben/x' yet" in early.err
    for arguments, said in (
        (("share", "default", "cleo", "--users", users), "no user 'cleo' in"),
        (("share", "~ben/x", "ben", "--users", users), "'~ben/x' is ben's own"),
        (("unshare", "default", "cleo"), "is not shared with 'cleo'"),
        (("unshare", "~x", "ben"), "'~x' is no collection of a user: write ~NAME/x"),
    ):
        refused = precis("users", *arguments)
        assert refused.code == 2
        assert said in refused.err
    assert precis("ask", "When was the mill built?").code == 0
