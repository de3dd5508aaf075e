"""Servers that are none, or that stop being one: silent, slow, refusing; and a wire that can be cut."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Behaviour = Callable[[socket.socket], None]

GREETING = 20  # bytes: what a driver sends first, and
AGREED = bytes([0, 0, 4, 5])  # the version of the protocol that a server answers with
NOTHING = bytes(2)  # an empty chunk: "still there"


def silent(client: socket.socket) -> None:
    """Takes what is sent, and says nothing."""
    while client.recv(4096):
        pass


def deaf(client: socket.socket) -> None:
    """Agrees on a protocol, and then says nothing."""
    client.recv(GREETING)
    client.sendall(AGREED)
    silent(client)


def slow(client: socket.socket) -> None:
    """Agrees on a protocol, and then says for ever that an answer is to come."""
    client.recv(GREETING)
    client.sendall(AGREED)
    while True:
        client.sendall(NOTHING)
        time.sleep(0.05)


def trickling(client: socket.socket) -> None:
    """One byte of an answer now and then."""
    for byte in itertools.cycle(b"HTTP/1.1 200 OK\r\n"):
        client.sendall(bytes([byte]))
        time.sleep(0.2)


def refusing(client: socket.socket) -> None:
    """Hangs up."""


def web(client: socket.socket) -> None:
    """Speaks another protocol."""
    client.recv(GREETING)
    client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@contextmanager
def listening(behaviour: Behaviour) -> Iterator[int]:
    """A port on which every client meets `behaviour`."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def meet(client: socket.socket) -> None:
            with client, suppress(OSError):
                behaviour(client)

        def accept() -> None:
            with suppress(OSError):  # closed
                while True:
                    client, _ = server.accept()
                    threading.Thread(target=meet, args=(client,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)  # wakes who waits for a client


class Wire:
    """Passes on what goes between a client and the server on `port`, until it sees certain words."""

    def __init__(self, port: int, cut_at: bytes) -> None:
        self.port, self.cut_at = port, cut_at
        self.cut = threading.Event()

    def __call__(self, client: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as server:
            threading.Thread(target=self._pass_on, args=(server, client), daemon=True).start()
            self._pass_on(client, server)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.cut_at in data:
                    self.cut.set()
                if not self.cut.is_set():
                    target.sendall(data)
