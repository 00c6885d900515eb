"""What the application is beside its routes: when the page is made, and what holds meanwhile."""

import ast
import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from fastapi import FastAPI
from starlette.testclient import TestClient

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.web.access import Access
from precis.web.app import create_app
from precis.web.quota import Quota
from precis.web.service import Service

SOURCE = "\n".join(f"def f{n}(a, b={n}): return [a + b for _ in range({n})]" for n in range(300))


def test_a_form_is_made_while_others_parse(tmp_path: Path) -> None:
    failures: list[Exception] = []
    service = Service(Workspace(tmp_path, CallOptions(), model="extractive"), Quota())

    def make_simple(_: Service) -> FastAPI:
        with parsing_elsewhere(failures):
            for _ in range(30):
                ast.parse(SOURCE)
        return FastAPI()

    app = create_app(
        service, Access.everybody(), make_simple=make_simple, on_failure=failures.append
    )
    with collections_that_give_way(), TestClient(app, base_url="http://127.0.0.1") as client:
        while client.get("/").status_code == 503 and not failures:
            time.sleep(0.01)
    assert not failures


@contextmanager
def parsing_elsewhere(failures: list[Exception]) -> Iterator[None]:
    done = threading.Event()

    def parse() -> None:
        try:
            while not done.is_set():
                ast.parse(SOURCE)
        except SystemError as error:
            failures.append(error)

    thread = threading.Thread(target=parse)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextmanager
def collections_that_give_way() -> Iterator[None]:
    def give_way(_phase: str, _info: dict[str, int]) -> None:
        time.sleep(0)

    gc.callbacks.append(give_way)
    try:
        yield
    finally:
        gc.callbacks.remove(give_way)
