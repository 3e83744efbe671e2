"""Doing something with the client that the cursor is on: a form, or a choice."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from clientpulse.errors import ClientpulseError
from clientpulse.output.safe import one_line
from clientpulse.services import meanwhile
from clientpulse.services.lines import half_typed
from clientpulse.ui import asking, settling
from clientpulse.ui.below import Below
from clientpulse.ui.form import Form
from clientpulse.ui.running import Running

if TYPE_CHECKING:
    from clientpulse.ui.acts import Act
    from clientpulse.ui.door import Ran, Work
    from clientpulse.ui.views import Whom


MOST_KEPT = 3


class Doing(Running):
    """Opens forms, keeps what is half typed in them, and sends them."""

    def __init__(self, *with_what: object) -> None:
        super().__init__(*with_what)
        self._being_stored: dict[tuple[str, str], Form] = {}

    def on_mount(self) -> None:
        """Say what was half typed when the screen ended last, if anything."""
        found = half_typed.all_kept(self.drafts)
        if found:
            said = ", ".join(f"{act} {one_line(key)}" for act, key in found[:MOST_KEPT])
            more = f" and {len(found) - MOST_KEPT} more" if len(found) > MOST_KEPT else ""
            self.say_quietly(
                f"Half typed: {said}{more}. The same key on that client picks it up again."
            )

    async def open_form(self, act: Act) -> None:
        """Open the form of an act with the client that the cursor is on."""
        begun = self.view.begin(act)
        if isinstance(begun, str):
            self.say_quietly(begun)
            return
        act, whom, given, offered = begun
        # What is being stored just now isn't offered again: it would be stored twice.
        is_sent = _what(act, whom) in self._being_stored
        kept = {} if is_sent else half_typed.kept(self.drafts, act.name, whom.key)
        form = Form(act, whom, kept, given if kept else {**offered, **given})
        await self.open_below(form)
        self.in_thread(self.door.get_ready, "ready")

        def read(work: Work) -> None:
            then = work.read(meanwhile.seen)
            things = settling.what_may_be_settled(work, whom) if act.settles else ()
            self.call_from_thread(form.offer, things, then)

        self.read_in_thread(read, "offer")

    def hear(self) -> None:
        """Read again, and say so where somebody wrote about the client that a form is open for."""
        super().hear()
        for form in self.query(Form):
            self.read_in_thread(partial(self._tell_news, form), "news")

    def _tell_news(self, form: Form, work: Work) -> None:
        if form.then is not None:
            client_id, then = form.whom.id, form.then
            said = work.read(lambda reader: meanwhile.about(reader, client_id, then))
            if said:
                self.call_from_thread(form.warn, one_line(said))

    def on_form_changed(self, event: Form.Changed) -> None:
        """Keep what is half typed: whoever is killed has it back."""
        form = event.form
        # What is kept is that of this form from now on.
        self._being_stored.pop(_what(form.act, form.whom), None)
        # What is typed is worth more than its copy.
        with contextlib.suppress(OSError, ClientpulseError):
            half_typed.keep(self.drafts, form.act.name, form.whom.key, form.typed)

    def on_form_left(self, event: Form.Left) -> None:
        """Go back to the list."""
        self.close_below()
        if any(one.strip() for one in event.form.typed.values()):
            self.say_quietly("Kept for later: the same key offers it again.")

    def on_form_sent(self, event: Form.Sent) -> None:
        """Do it; the keys are the list's again at once, for quick hands."""
        form = event.form
        line = form.line
        form.display = False
        self.to_list()
        self.do_act(form, line)

    def do_act(self, form: Form, line: Sequence[str]) -> None:
        """Do what a form is for."""
        self._being_stored[_what(form.act, form.whom)] = form
        self.run_line(line, form=form)

    def is_done(self, form: Form) -> None:
        """Close a form, and forget what was half typed."""
        if self._end_storing(form):
            half_typed.forget(self.drafts, form.act.name, form.whom.key)
        form.remove()
        for view in self.views.values():
            view.stored(form.act, form.whom)

    def _end_storing(self, form: Form) -> bool:
        """Tell whether what is kept is still what this form sent."""
        what = _what(form.act, form.whom)
        is_kept = self._being_stored.get(what) is form
        if is_kept:
            del self._being_stored[what]
        return is_kept

    def is_refused(self, form: Form, line: Sequence[str], ran: Ran) -> None:
        """Go back to the form, and say why nothing is stored.

        Where another is open by now, it isn't disturbed: what was typed is kept, as always.
        """
        self._end_storing(form)
        said = [*ran.err, *ran.out]
        if not form.is_attached or any(one is not form for one in self.query(Below)):
            self.tell(line, ran)
            return
        form.display = True
        form.refuse(said)
        self.screen.set_focus(form.begins)

    async def do_done(self) -> None:
        """Mark something open as done: one of all that is open with the client."""
        whom = self.whom
        if whom is None:
            return

        def read(work: Work) -> None:
            found = settling.what_may_be_done(work, whom)
            self.call_from_thread(self._choose_done, whom, found)  # type: ignore[arg-type]

        # The next key is for what opens.
        await self.read_and_wait(read, "offer")

    def has_gone_on(self, whom: Whom) -> bool:
        """Tell whether what is typed by now isn't meant for what was wanted of a client."""
        return self.is_something_open or self.whom != whom

    async def _choose_done(self, whom: Whom, found: Sequence[tuple[Sequence[str], str]]) -> None:
        if self.has_gone_on(whom):
            return
        if not found:
            self.say_quietly(f"Nothing is open with {whom.name}.")
            return
        choices = [(str(at), said) for at, (_, said) in enumerate(found)]
        await self.push_screen(
            asking.Choice(f"Done with {whom.name}", choices),
            lambda at: self.run_line(found[int(at)][0]) if at is not None else None,
        )


def _what(act: Act, whom: Whom) -> tuple[str, str]:
    """Return what a form is kept by."""
    return act.name, whom.key
