"""Behind nginx and Caddy: another name, another port, a path in front, TLS ended before."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import httpx
import pytest

from precis.errors import UsageError
from precis.web.proxies import Proxies
from tests.conftest import Precis
from tests.web.test_serve import Process, served

TOKEN = "a-token-of-the-tests-of-proxies"
AUTHORIZED = {"authorization": f"Bearer {TOKEN}"}

NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder};
  proxy_temp_path {folder};
  fastcgi_temp_path {folder};
  uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port};
    location /library/ {{
      proxy_pass http://127.0.0.1:{inner}{path};
      proxy_http_version 1.1;
      proxy_buffering off;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-Host $host;
      proxy_set_header X-Forwarded-Port $server_port;
      proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      {prefix}
    }}
  }}
}}
"""
CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  {handle} /library/* {{
    reverse_proxy 127.0.0.1:{inner} {{
      flush_interval -1
      header_up X-Forwarded-Proto https
    }}
  }}
}}
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def proxy(kind: str, folder: Path, server: Process, *, cut: bool, told: bool) -> Iterator[str]:
    """Run a real proxy that takes the prefix off, or not, and tells it, or not."""
    if not shutil.which(kind):
        pytest.skip(f"no {kind} here")
    port, inner = free_port(), server.client.base_url.port
    if kind == "nginx":
        prefix = "proxy_set_header X-Forwarded-Prefix /library;" if told else ""
        path = "/" if cut else ""
        text = NGINX.format(folder=folder, port=port, inner=inner, path=path, prefix=prefix)
        command = ["nginx", "-p", str(folder), "-c", str(folder / "proxy.conf")]
    else:
        text = CADDY.format(port=port, inner=inner, handle="handle_path" if cut else "handle")
        config = str(folder / "proxy.conf")
        command = ["caddy", "run", "--config", config, "--adapter", "caddyfile"]
    (folder / "proxy.conf").write_text(text)
    environment = {"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin:/bin"}
    running = subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/library"
    finally:
        running.terminate()
        running.wait()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bool], Process]]:
    """Start a server that knows its path, or is told it; one of each kind."""
    with ExitStack() as running:

        @cache
        def started(told: bool) -> Process:
            options = ["--token", TOKEN, "--trusted-proxy", "127.0.0.1/32"]
            root = [] if told else ["--root-path", "/library"]
            library = tmp_path_factory.mktemp("proxied") / "library"
            return running.enter_context(served(library, *options, *root))

        yield started


@pytest.mark.parametrize(
    ("kind", "cut", "told"),
    [("nginx", True, True), ("nginx", True, False), ("nginx", False, False),
     ("caddy", True, False), ("caddy", False, False)],
)  # fmt: skip
def test_everything_works_below_a_path(
    kind: str, cut: bool, told: bool, start: Callable[[bool], Process], tmp_path: Path
) -> None:
    with (
        proxy(kind, tmp_path, start(told), cut=cut, told=told) as address,
        httpx.Client(timeout=60) as client,
    ):
        sent_away = client.get(f"{address}/", headers={"accept": "text/html"})
        assert (sent_away.status_code, sent_away.headers["location"]) == (303, "/library/login")
        entered = client.post(
            f"{address}/login", data={"token": TOKEN}, headers={"origin": origin(address)}
        )
        assert (entered.status_code, entered.headers["location"]) == (303, "/library/")
        cookie = entered.headers["set-cookie"]
        assert "Path=/library" in cookie
        assert "Secure" in cookie
        assert client.get(f"{address}/api/v1/about", headers=AUTHORIZED).status_code == 200
        documentation = client.get(f"{address}/docs", headers=AUTHORIZED).text
        assert 'href="/library/api/v1/openapi.json"' in documentation
        openapi = client.get(f"{address}/api/v1/openapi.json", headers=AUTHORIZED).json()
        assert openapi["servers"] == [{"url": "/library"}]
        text = {"content": "The mill was built in 1848.", "params": {"name": "mill.txt"}}
        upload = client.post(f"{address}/api/v1/uploads", headers=AUTHORIZED, **text).json()
        wanted = {"sources": [upload["source"]]}
        job = client.post(f"{address}/api/v1/ingest", headers=AUTHORIZED, json=wanted).json()
        events = client.get(f"{address}/api/v1/jobs/{job['id']}/events", headers=AUTHORIZED).text
        assert '"status": "done"' in events


def origin(address: str) -> str:
    return address.replace("http://", "https://").removesuffix("/library")


def test_headers_of_strangers_mean_nothing(tmp_path: Path) -> None:
    lies = {"x-forwarded-prefix": "/evil", "x-forwarded-host": "evil.example",
            "x-forwarded-proto": "https", "x-forwarded-for": "10.1.1.1"}  # fmt: skip
    with served(tmp_path / "library", "--token", TOKEN) as server:
        root = str(server.client.base_url).removesuffix("/api/v1/")
        sent_away = httpx.get(f"{root}/", headers=lies | {"accept": "text/html"})
        assert sent_away.headers["location"] == "/login"
        entered = httpx.post(f"{root}/login", data={"token": TOKEN}, headers=lies)
        assert "secure" not in entered.headers["set-cookie"].lower()


@pytest.mark.parametrize("prefix", ["//evil.example", "https://evil.example", "/a b", "/<x>", "x"])
def test_a_prefix_is_a_path(prefix: str) -> None:
    with pytest.raises(UsageError, match="is not a path such as /precis"):
        Proxies.of(prefix, ())


def test_a_trusted_proxy_is_an_address(precis: Precis) -> None:
    done = precis("serve", "--trusted-proxy", "nginx.local")
    assert done.code == 2
    assert "trusted proxy 'nginx.local' is not an address or network" in done.err
