"""Keys in turn: each is dealt with to its end before the next one goes anywhere."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 2.0
"""So many seconds are waited for a key's end, should a part of the screen never answer."""


class InTurn(App[int]):
    """Lets quick hands type ahead.

    Textual gives a key to whatever has the focus at that moment, and each part of the screen deals
    with its keys in its own time. So of ``l``, a note, Enter and ``q`` typed at once, the first
    letters would go to the list and the last to the note. Here a key waits until the one before has
    done all that comes of it: a form is open, the focus is there, the cursor has moved.
    """

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._pumping: asyncio.Task[None] | None = None

    @property
    def has_keys_to_do(self) -> bool:
        """Whether keys wait for their turn."""
        return self._pumping is not None

    def forget_typed_ahead(self) -> None:
        """Forget the keys that wait: whoever typed them hadn't seen what is there now."""
        self._typed.clear()

    async def on_event(self, event: events.Event) -> None:
        """Put a key behind those that wait."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Paste):
            # No command line can hold it, nor a name of the environment.
            event.text = event.text.replace("\0", "")
        self._typed.append(event)
        if self._pumping is None:
            self._pumping = asyncio.create_task(self._pump())

    async def _pump(self) -> None:
        try:
            while self._typed:
                target = self.focused or self.screen
                await super().on_event(self._typed.popleft())
                for part in self._upwards(target):
                    await _has_done_all(part)
        except Exception as error:
            self._handle_exception(error)
        finally:
            self._pumping = None

    def _upwards(self, part: MessagePump) -> Iterator[MessagePump]:
        """Return a part of the screen and all that it is in: what it says goes on to the next."""
        at: MessagePump | None = part
        while at is not None and at is not self:
            yield at
            at = at._parent
        yield self


async def _has_done_all(part: MessagePump) -> None:
    """Wait until a part of the screen has dealt with what it was told so far."""
    done = asyncio.Event()
    if part.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), PATIENCE)
        except TimeoutError:
            return
