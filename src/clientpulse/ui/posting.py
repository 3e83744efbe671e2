"""What becomes of a letter: it is kept while it is changed, then sent or logged."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from clientpulse import services
from clientpulse.output.look import QUIET
from clientpulse.output.safe import one_line
from clientpulse.services.lines import half_typed
from clientpulse.ui import acts, orders
from clientpulse.ui.doing import Doing
from clientpulse.ui.lines import Piece
from clientpulse.ui.orders import NEWS, UPDATE, Going, Order

if TYPE_CHECKING:
    from clientpulse.services.drafting.form import Letter
    from clientpulse.services.drafting.offered import Offered
    from clientpulse.services.stores import Reader
    from clientpulse.ui.door import Ran, Work
    from clientpulse.ui.views import Whom


class Found(NamedTuple):
    """Which letters may be written to a client, and those that were changed and aren't sent."""

    offered: Offered
    kept: Sequence[orders.Kept]


class Posting(Doing):
    """Keeps what is changed in letters, sends them and logs them."""

    def __init__(self, *with_what: object) -> None:
        super().__init__(*with_what)
        self._sending: list[Going] = []

    @property
    def is_resting(self) -> bool:
        """Whether nothing is being read, run or sent, and nothing is waited for."""
        return not self._sending and super().is_resting

    def read_letters(self, work: Work, whom: Whom) -> Found:
        """Read which letters may be written to a client."""

        def ask(reader: Reader) -> Offered:
            policy, store = work.policy(reader), work.store.path
            return services.drafting.offered.offered(reader, work.now, policy, whom.key, store)

        found = work.read(ask)
        under_way = {one.order.act for one in self._sending if one.order.whom.key == whom.key}
        changed = [orders.kept(self.drafts, whom, kind) for kind in found.kinds]
        return Found(
            found,
            [
                one
                for one in changed
                if one is not None and one.order.act not in under_way and not _is_in(found, one)
            ],
        )

    def keep_letter(self, order: Order, text: str, state: str) -> None:
        """Keep a letter that was changed, until it is sent or logged."""
        orders.keep(self.drafts, order, text, state)

    def forget_letter(self, order: Order) -> None:
        """Forget what was changed in a letter, and what was typed for it."""
        half_typed.forget(self.drafts, order.act, order.whom.key)

    def is_logged(self, order: Order, line: Sequence[str], said: Sequence[str]) -> None:
        """Say what came of a letter that was logged."""
        self._settle(order)
        self._say_of(line, said)
        self.reload()

    def _settle(self, order: Order) -> None:
        self.forget_letter(order)
        if order.kind == UPDATE:
            half_typed.forget(self.drafts, NEWS.name, order.whom.key)

    def _say_of(self, line: Sequence[str], said: Sequence[str]) -> None:
        self.say((Piece(f"$ {acts.shown(line)}", QUIET),), *((Piece(one),) for one in said))

    def _say_why(self, said: Sequence[str]) -> None:
        self.say(*((Piece(one, "overdue"),) for one in said))

    def post_letter(self, going: Going) -> None:
        """Send a letter in a process of its own: the list can be used, and even left, meanwhile."""
        if going.changed:
            self.keep_letter(going.order, going.text, orders.SENDING)
        self._sending.append(going)
        self._under_way += 1
        self.say_quietly(f"Sending to {one_line(going.to)} ...")

        def send() -> None:
            ran = self.door.run_apart(going.line, going.text)
            # Where the screen has ended there is nobody to tell.
            if self.is_running:
                with contextlib.suppress(RuntimeError):
                    self.call_from_thread(self._sent, going, ran)

        threading.Thread(target=send, daemon=True).start()

    def _sent(self, going: Going, ran: Ran) -> None:
        said = [one for one in ran.err if one and one not in going.said]
        if ran.done:
            self._sending.remove(going)
            self._settle(going.order)
            self._say_of(going.shown, said)
            self.reload()
            self.is_over(ran)
            return
        self._say_why(said)

        def look(work: Work) -> None:
            try:
                found = self.read_letters(work, going.order.whom)
                self.call_from_thread(self._stayed, going, said, found)
            finally:
                self.call_from_thread(self._gave_up, going, ran)

        self.read_in_thread(look, "stayed")

    def _stayed(self, going: Going, said: Sequence[str], found: Found) -> None:
        """Say where a letter is now that wasn't sent: it is kept once, not twice."""
        name = going.order.whom.name
        if any(_is_same(one, going.text) for one in found.offered.kept):
            self._settle(going.order)
            more = [f"{self.pressed('draft')} on {name}: send it again, log it or drop it."]
        elif going.changed:
            self.keep_letter(going.order, going.text, orders.TAKEN)
            more = [f"What you wrote is kept: {self.pressed('draft')} on {name} offers it again."]
        else:
            more = []
        self._say_why([*said, *more])

    def _gave_up(self, going: Going, ran: Ran) -> None:
        self._sending.remove(going)
        self.is_over(ran)

    def leave(self, code: int = 0) -> None:
        """End; not while a letter is being sent, unless that is asked for again."""
        if self._sending and not self._is_leaving:
            self._is_leaving, self._leaves_with = True, code
            to = ", ".join(one_line(one.to) for one in self._sending)
            again = self.pressed("quit")
            self.say_quietly(
                f"Sending to {to}, then quitting. {again} again quits now; what was begun goes"
                " on by itself, and what can't be sent is kept."
            )
            return
        super().leave(code)


def _is_same(letter: Letter, text: str) -> bool:
    return letter.draft.text == text


def _is_in(found: Offered, changed: orders.Kept) -> bool:
    """Tell whether a changed letter is among those that couldn't be sent: it isn't kept twice."""
    return any(_is_same(one, changed.text) for one in found.kept)
