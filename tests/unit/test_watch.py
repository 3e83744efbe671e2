"""Looking whether somebody wrote: several threads may, over one connection."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from clientpulse.services import meanwhile


class Reader:
    """A connection."""

    def begin_again(self) -> None:
        """Begin another snapshot."""

    def rows(self, _: str) -> list[tuple[int, None, int]]:
        return [(1, None, 0)]

    def close(self) -> None:
        """Let go."""


class Server:
    """A store on a server, which lets two in at once where two knock."""

    def __init__(self) -> None:
        self.readers: list[Reader] = []
        self._both = threading.Barrier(2)

    def open_reader_as_it_is(self) -> Reader:
        with contextlib.suppress(threading.BrokenBarrierError):
            self._both.wait(0.2)
        self.readers.append(Reader())
        return self.readers[-1]


def test_two_threads_that_look_at_once_open_one_connection() -> None:
    watch, server = meanwhile.Watch(), Server()
    store: Any = server
    with ThreadPoolExecutor(2) as pool:
        marks = [*pool.map(lambda _: watch.mark(store), range(2))]
    watch.close()
    assert marks == [(1, "", 0), (1, "", 0)]
    assert len(server.readers) == 1
