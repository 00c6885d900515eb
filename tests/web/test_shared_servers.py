"""Several servers of one library in PostgreSQL."""

from pathlib import Path

import pytest

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.errors import UsageError
from precis.models.calls.errors import BudgetError
from precis.web.quota import Quota
from precis.web.service import Service
from precis.web.shared_accounts import SharedAccounts, _SharedAccount


def service(folder: Path, database: str | None) -> Service:
    return Service(Workspace(folder, CallOptions(), model="extractive", database=database), Quota())


def test_servers_of_a_shared_library_have_folders_of_their_own(
    tmp_path: Path, database_url: str
) -> None:
    first, second = (service(tmp_path, database_url) for _ in range(2))
    assert first._lock.lock_file != second._lock.lock_file
    first._lock.release()
    again = service(tmp_path, database_url)
    assert again._lock.lock_file == first._lock.lock_file
    local = service(tmp_path / "local", None)
    with pytest.raises(UsageError, match="another server works with this library"):
        service(tmp_path / "local", None)
    for each in (second, again, local):
        each._lock.release()


def test_a_user_spends_one_quota_on_all_servers(database_url: str) -> None:
    quota = Quota(max_calls=3, max_cost=1.0)
    servers = [SharedAccounts(database_url, quota) for _ in range(2)]

    def paid(server: SharedAccounts, user: str, cost: float) -> None:
        with server.spending(user):
            account = server._of(user, next(iter(server._today))[1])
            assert isinstance(account, _SharedAccount)
            with account.reserve(cost, lambda: "paid"):
                account.pay(10, 10, cost, cached=0, estimated=False)

    for server in (*servers, servers[0]):
        paid(server, "anna", 0.1)
    for server in servers:
        with pytest.raises(BudgetError, match="limit of calls a day, 3 is reached"):
            paid(server, "anna", 0.1)
    paid(servers[0], "ben", 0.9)
    with pytest.raises(BudgetError, match="limit of US dollars a day, 1 is reached"):
        paid(servers[1], "ben", 0.2)
    for server in servers:
        calls, cost = server.total_spending()
        assert (calls, cost) == (4, pytest.approx(1.2))
