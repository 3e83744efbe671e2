"""A way to a server, over TCP, on which things happen: it goes silent, it is cut, it is protected.

What passes is counted. After a number of bytes, in either direction, nothing passes any more: the
line stays open and silent, or it is closed.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import struct
import threading
from types import TracebackType

BUFFER = 65_536
_ASKS_FOR_TLS = struct.pack("!ii", 8, 80_877_103)
_GSSAPI = struct.pack("!ii", 8, 80_877_104)


class Relay:
    """Passes on what comes to ``port`` of 127.0.0.1.

    Args:
        target: The port of the server, on 127.0.0.1.
        after: After how many bytes nothing passes any more; None for never.
        closing: Close the line then, instead of being silent.
        tls: What it proves itself by; it speaks plainly to the server.

    Attributes:
        passed: How many bytes have passed.
        rounds: How often the server was waited for.
    """

    def __init__(
        self,
        target: int,
        *,
        after: int | None = None,
        closing: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.target, self.after, self.closing, self.tls = target, after, closing, tls
        self.passed = self.rounds = self.visits = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._held: list[socket.socket] = []
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def __enter__(self) -> Relay:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()
        self.after = 0
        for one in self._held:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    @property
    def is_cut(self) -> bool:
        """Whether nothing passes any more."""
        return self.after is not None and self.passed >= self.after

    def _take(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._listening.accept()
                self._held.append(visitor)
                self.visits += 1
                threading.Thread(target=self._serve, args=(visitor,), daemon=True).start()

    def _serve(self, visitor: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):  # as where an end was closed meanwhile
            if self.is_cut:
                self._end(visitor)
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            self._held.append(server)
            self._pass_on(self._protected(visitor), server)

    def _protected(self, visitor: socket.socket) -> socket.socket:
        if self.tls is None:
            return visitor
        asked = visitor.recv(8, socket.MSG_PEEK | socket.MSG_WAITALL)
        if asked != _ASKS_FOR_TLS:
            return visitor
        visitor.recv(8)
        visitor.sendall(b"S")
        protected = self.tls.wrap_socket(visitor, server_side=True)
        self._held.append(protected)
        return protected

    def _pass_on(self, visitor: socket.socket, server: socket.socket) -> None:
        other = {visitor: server, server: visitor}
        asked = False
        while True:
            pending = isinstance(visitor, ssl.SSLSocket) and visitor.pending()
            ready = [visitor] if pending else select.select([visitor, server], [], [])[0]
            for one in ready:
                data = one.recv(BUFFER)
                if not data:
                    other[one].shutdown(socket.SHUT_WR)
                    visitor.close()
                    server.close()
                    return
                if one is server and asked:
                    self.rounds += 1
                asked = one is visitor
                if self.after is not None:
                    data = data[: max(0, self.after - self.passed)]
                other[one].sendall(data)
                self.passed += len(data)
                if self.is_cut:
                    self._end(visitor, server)
                    return

    def _end(self, *ends: socket.socket) -> None:
        """Go silent: both ends believe that the other is there. Or close the line."""
        if self.closing:
            for one in ends:
                one.close()
