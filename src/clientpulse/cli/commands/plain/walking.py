"""Walking through today's list."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from clientpulse import output, services
from clientpulse.cadence.advice import suggestion
from clientpulse.cli.commands.plain import acts
from clientpulse.cli.commands.rounds import asking
from clientpulse.cli.commands.rounds.acts import skip, snooze
from clientpulse.cli.commands.rounds.walking import QUIT, UNDO, Act, Round

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.stores import Reader
    from clientpulse.views.brief import BriefView
    from clientpulse.views.due import DueView

# The letters are those of the screen.
ACTS = (
    Act("l", "log", "logged", acts.log),
    Act("s", "snooze", "snoozed", snooze),
    Act("p", "promise", "promised", acts.promise, goes_on=False),
    Act("x", "done", "done", acts.finish, goes_on=False),
    Act("d", "draft", "drafted", acts.write),
    Act("n", "skip", "skipped", skip),
    Act("u", UNDO),
    Act("q", QUIT),
)
QUESTION = "Log, snooze, promise, done, draft, skip, undo or quit?"
HINT = (
    "type one of these words, the beginning of it, or the letter of the screen: l, s, p, x, d, n, u"
    " or q; undo takes back what you did last"
)


def walk(work: Session, owner: str | None) -> None:
    """Go through today's list: the brief of each client, and a question, a line each."""
    view = work.read(lambda reader: _due(work, reader, owner))
    asking.say(work, output.screens.due.title(view))
    if not view.rows:
        asking.say(work, *output.screens.due.footer(view))
        return
    clients = [
        services.lookup.Found(row.client_id, row.first.key, row.first.client) for row in view.rows
    ]

    def show(at: int) -> None:
        asking.say(work, f"{at + 1} of {len(clients)}: {suggestion(view.rows[at].first)}")

        def ask(reader: Reader) -> BriefView:
            found = services.lookup.same(reader, clients[at])
            return services.brief.brief(reader, work.today, work.policy(reader), found, work.now)

        brief = work.read(ask)
        # Without the pager, and without colours.
        output.formats.plain.write(
            output.screens.brief.SCREEN, brief, sys.stdout, output.Look(color=False)
        )

    Round(work, clients, show, ACTS, QUESTION, HINT).walk()


def _due(work: Session, reader: Reader, owner: str | None) -> DueView:
    chosen = work.scope(reader, owner=owner)
    return services.portfolio.due.due(
        reader, work.today, work.policy(reader), chosen, now=work.now, dial=work.settings.dial
    )
