"""What is no cluster, and what Ray is told before it starts."""

import pytest

from precis.chains.cluster import connected
from precis.chains.cluster.ray_cluster import _variables
from precis.errors import MissingExtraError, UsageError


@pytest.mark.parametrize("address", ["spark", "http://head:8265", "ray:head:10001", ""])
def test_what_is_no_cluster_is_bad_usage(address: str) -> None:
    with pytest.raises(UsageError, match="names no cluster"), connected(address):
        pass


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.errors.find_spec", lambda _: None)
    told = "--on ray needs the extra 'ray': uv sync --inexact --extra ray"
    with pytest.raises(MissingExtraError, match=f"^{told}$"), connected("ray"):
        pass


def test_a_cluster_of_this_machine_has_a_token_that_nobody_else_knows() -> None:
    first, second = (_variables("ray", {})["RAY_AUTH_TOKEN"] for _ in range(2))
    assert first != second
    assert _variables("ray", {"RAY_AUTH_TOKEN": "mine"}).get("RAY_AUTH_TOKEN") is None


def test_ray_copies_no_folder_to_workers_below_uv_run() -> None:
    assert _variables("ray", {})["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] == "0"


def test_ray_reports_no_use_unless_it_is_asked_to() -> None:
    assert _variables("ray", {})["RAY_USAGE_STATS_ENABLED"] == "0"
    assert "RAY_USAGE_STATS_ENABLED" not in _variables("ray", {"RAY_USAGE_STATS_ENABLED": "1"})
