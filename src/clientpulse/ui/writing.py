"""Choosing a letter: which one, what it is about, and whether one is kept already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from clientpulse import services
from clientpulse.output.safe import one_line
from clientpulse.ui import asking, orders
from clientpulse.ui.form import Form
from clientpulse.ui.orders import NEWS, UPDATE, Going, Order
from clientpulse.ui.posting import Found, Posting

if TYPE_CHECKING:
    from clientpulse.services.drafting.form import Letter
    from clientpulse.ui.door import Work
    from clientpulse.ui.views import Whom

RESEND, ANYWAY = "resend", "anyway"
APOLOGY = "apology"

WAS_SENDING = (
    "It was being sent when the screen last ended, and isn't among those that are kept: look at the"
    " history before you send it again."
)
_STATES = {
    "failed": "couldn't be sent",
    "sending": "may have gone out",
    "sent": "went out, and isn't logged",
    "waiting": "waits to be sent",
}


class Writing(Posting):
    """Offers letters, and shows the one that was chosen."""

    def __init__(self, *with_what: object) -> None:
        super().__init__(*with_what)
        self._behind_news: tuple[tuple[str, ...], str] = (), ""

    async def do_draft(self) -> None:
        """Choose a letter to the client that the cursor is on."""
        whom = self.whom
        if whom is None:
            self.say_quietly("Choose a client first.")
            return

        def read(work: Work) -> None:
            found = self.read_letters(work, whom)
            self.call_from_thread(self._choose_kind, whom, found)  # type: ignore[arg-type]

        # The next key is for what opens.
        await self.read_and_wait(read, "offer")

    async def _choose_kind(self, whom: Whom, found: Found) -> None:
        if self.has_gone_on(whom):
            return
        known = services.drafting.templates.KINDS
        choices = [(f"{RESEND}{at}", _said_of(one)) for at, one in enumerate(found.offered.kept)]
        left = [one.order.kind for one in found.kept]
        choices += [(f"{kind}!", f"{kind}: as you left it") for kind in left]
        choices += [(kind, f"{kind}: {known[kind]}") for kind in found.offered.kinds]
        await self.push_screen(
            asking.Choice(f"A letter to {whom.name}", choices),
            partial(self._kind_chosen, whom, found),
        )

    async def _kind_chosen(self, whom: Whom, found: Found, chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen.startswith(RESEND):
            self.run_in_terminal(["draft", "--resend", whom.key])
            return
        for one in found.kept:
            if chosen == f"{one.order.kind}!":
                remark = WAS_SENDING if one.state == orders.SENDING else ""
                await self._open_letter(one.order, (one.text, one.state), remark)
                return
        if found.offered.says_all_is_well(chosen):
            untold = "; ".join(found.offered.untold)
            await self.push_screen(
                asking.Choice(
                    f"They don't know of a mistake yet: {untold}",
                    [
                        (APOLOGY, f"tell them first, in an {APOLOGY}"),
                        (ANYWAY, f"write the {chosen} anyway"),
                    ],
                ),
                partial(self._about_a_mistake, whom, found, chosen),
            )
            return
        await self._choose_subject(whom, found, chosen)

    async def _about_a_mistake(
        self, whom: Whom, found: Found, kind: str, chosen: str | None
    ) -> None:
        if chosen == APOLOGY:
            await self._choose_subject(whom, found, APOLOGY)
        elif chosen == ANYWAY:
            remark = f"They don't know of a mistake yet: {'; '.join(found.offered.untold)}"
            await self._choose_subject(whom, found, kind, ("--anyway",), remark)

    async def _choose_subject(
        self,
        whom: Whom,
        found: Found,
        kind: str,
        options: Sequence[str] = (),
        remark: str = "",
    ) -> None:
        """Ask what a letter is about, where that can be more than one thing."""
        if kind == UPDATE:
            self._behind_news = tuple(options), remark
            await self.open_form(NEWS)
            return
        about = found.offered.about.get(kind, ())
        may_be = [Order(whom, kind, (*one.options, *options)) for one in about]
        if len(about) < 2:
            order = may_be[0] if may_be else Order(whom, kind, tuple(options))
            await self._open_letter(order, None, remark)
            return

        async def subject_chosen(at: str | None) -> None:
            if at is not None:
                await self._open_letter(may_be[int(at)], None, remark)

        choices = [(str(at), one.said) for at, one in enumerate(about)]
        await self.push_screen(asking.Choice(f"What is the {kind} about?", choices), subject_chosen)

    def do_act(self, form: Form, line: Sequence[str]) -> None:
        """Do what a form is for: of a letter's, show the letter."""
        if form.act is not NEWS:
            super().do_act(form, line)
            return
        form.remove()
        options, remark = self._behind_news
        order = Order(form.whom, UPDATE, (*line[3:], *options))
        self.call_next(self._open_letter, order, None, remark)

    async def _open_letter(
        self, order: Order, kept: tuple[str, str] | None, remark: str = ""
    ) -> None:
        # A part that takes its time to load.
        from clientpulse.ui.letters import LetterScreen  # noqa: PLC0415  only where it is shown

        self.in_thread(self.door.get_ready, "ready")
        letter = LetterScreen(order, kept=kept, remark=remark)
        await self.push_screen(letter, self._letter_left)
        await letter.wait()

    def _letter_left(self, going: Going | None) -> None:
        if going is not None:
            self.post_letter(going)


def _said_of(letter: Letter) -> str:
    kind, subject = letter.settles.kind, one_line(letter.draft.subject)
    return f"{kind} that {_STATES[letter.state]}: {subject}"
