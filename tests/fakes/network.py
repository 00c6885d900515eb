"""A connection to a server on loopback that can be cut: it forwards nothing, and closes nothing."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Network:
    """Between clients at `port` and the server at another one."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._whole = threading.Event()
        self._whole.set()
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, seconds: float | None = None) -> None:
        """Forward nothing any more, or for so long."""
        self._whole.clear()
        if seconds is not None:
            mending = threading.Timer(seconds, self._whole.set)
            mending.daemon = True
            mending.start()

    def mend(self, *, forgetful: bool = False) -> None:
        """Forward again what was held back; a `forgetful` network has lost its connections."""
        if forgetful:
            self._close()
        self._whole.set()

    def close(self) -> None:
        """End all connections."""
        self._listening.close()
        self.mend(forgetful=True)

    def _close(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._server))
                self._ends += [client, server]
                for ends in ((client, server), (server, client)):
                    threading.Thread(target=self._forward, args=ends, daemon=True).start()

    def _forward(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self._whole.wait()
                other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)


@contextmanager
def network_to(server: int) -> Iterator[Network]:
    """Give a network to a port."""
    network = Network(server)
    try:
        yield network
    finally:
        network.close()
