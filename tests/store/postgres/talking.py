"""Servers that say one thing only to whoever comes."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_NO_TLS = b"N"


def refusal(code: str, words: str) -> bytes:
    """Return what a server says to somebody it doesn't let in."""
    fields = f"SFATAL\0VFATAL\0C{code}\0M{words}\0\0".encode()
    return b"E" + struct.pack("!i", len(fields) + 4) + fields


NEEDS_A_PASSWORD = b"R" + struct.pack("!ii", 8, 3)


@contextmanager
def saying(
    *answers: bytes | None, then: int | None = None, to_tls: bytes | None = None
) -> Iterator[int]:
    """Listen at a port and say something to whoever asks to be let in.

    Args:
        answers: What the first is told, what the second ..., and again the last; None for nothing,
            on a line that stays open.
        then: Where later visitors are led instead, a port.
        to_tls: What they are told who ask for a secure line first, if not that there is none.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = listening.accept()
                held.append(visitor)
                number = len(held) - 1
                if then is not None and number >= len(answers):
                    threading.Thread(target=lead, args=(visitor, then), daemon=True).start()
                    continue
                answer = answers[min(number, len(answers) - 1)]
                if answer is None:
                    continue
                with contextlib.suppress(OSError):
                    if len(visitor.recv(8, socket.MSG_PEEK)) == 8:  # asks for TLS first
                        visitor.recv(8)
                        visitor.sendall(to_tls or _NO_TLS)
                    visitor.recv(10_000)
                    visitor.sendall(answer)
                    if answer != NEEDS_A_PASSWORD:
                        visitor.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
        for one in held:
            one.close()


def lead(visitor: socket.socket, port: int) -> None:
    """Pass on all that two ends say to each other."""
    server = socket.create_connection(("127.0.0.1", port))

    def pass_on(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=pass_on, args=(server, visitor), daemon=True)
    back.start()
    pass_on(visitor, server)
    back.join()
    server.close()
