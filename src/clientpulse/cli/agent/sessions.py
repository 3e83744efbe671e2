"""What an agent's tools work with: a session that can't write, and one that writes as the agent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from clientpulse import services
from clientpulse.cli.app.context import Session
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.services.open_things.thing import Kind
    from clientpulse.services.stores import AnyReader, Reader, UnitOfWork

AGENT = "agent"
PATIENCE = 5.0
"""How many seconds a read waits for another program's lock."""


class _AgentsSession(Session):
    """A session in which nobody is asked, and nothing else is done by the way."""

    origin = AGENT

    def deliver_first(self) -> None:
        """Leave what waits in the outbox to the person who put it there."""

    def say_who(self, form: str = "table") -> None:
        """Say nothing: nobody sits at a terminal."""

    @property
    def may_ask(self) -> bool:
        """Whether there is somebody to ask: an agent's process has no one."""
        return False

    @contextmanager
    def reader(self, *, waits: bool = True) -> Iterator[AnyReader]:
        """Open the store for reading as it is: it isn't upgraded, and a lock not waited for long.

        Args:
            waits: Whether there is time to wait for others at all.
        """
        reader = self.store.open_reader_as_it_is(PATIENCE if waits else 0)
        try:
            yield reader
        finally:
            reader.close()


class ReadOnly(_AgentsSession):
    """A session that writes nothing: whatever would, is refused before the store is opened."""

    @contextmanager
    def unit_of_work(self, **_: Any) -> Iterator[UnitOfWork]:
        """Refuse."""
        self._refuse()
        yield

    def write_even_first(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        self._refuse()

    @contextmanager
    def backed_up_unit(self, reason: str, **_: Any) -> Iterator[UnitOfWork]:
        """Refuse."""
        self._refuse()
        yield

    def back_up_before(self, reason: str) -> None:
        """Refuse."""
        self._refuse()

    @staticmethod
    def _refuse() -> NoReturn:
        raise InputError("nothing is written here: this session only reads")


class Writing(_AgentsSession):
    """A session that writes as the agent, in a store that is as this release needs it."""

    def chosen(self, reader: Reader, kind: Kind, typed: Sequence[str]) -> tuple[str, ...]:
        """Return the numbers that were given: what nothing is numbered by isn't a client's name."""
        numbers = services.open_things.choosing.refs_in(kind, typed)
        if numbers is None:
            raise InputError("give a number")
        return numbers

    @contextmanager
    def unit_of_work(self, **how: Any) -> Iterator[UnitOfWork]:
        """Open the store for writing; to upgrade it is a person's business."""
        with self.reader():
            pass
        with super().unit_of_work(**how) as unit:
            yield unit
