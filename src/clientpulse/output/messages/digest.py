"""Today's list as a notice on the desktop, which others may read: it stays on a lock screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.wording import in_short
from clientpulse.output import phrases, screens
from clientpulse.output.initials import initials
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.digest import DigestView, ToContact

# What a notice has room for.
NAMED, LONGEST_NAME = 6, 40


def notice(view: DigestView, *, full: bool = False) -> str:
    """Say who is to be contacted: initials and the kind of contact, ``AG call, NH update``.

    Where all of them have room, a line says which colleague is away.

    Args:
        full: Names in place of the initials.
    """
    some = [_named(one, full) for one in view.items[:NAMED]]
    others = len(view.items) + view.due.more - len(some)
    clients = ", ".join([*some, *_and(others)])
    away = () if others else map(one_line, screens.due.away_colleagues(view.due))
    return "\n".join(filter(None, [clients, *away]))


def delivered(view: DigestView) -> Iterator[str]:
    """Say where a digest went."""
    held = screens.digest.standing_in(view)
    if view.items:
        held = phrases.counted(len(view.items), "client")
    if view.sent_to is not None:
        yield f"Mailed to {view.sent_to}: {held}."
    if view.notified:
        yield f"Shown on the desktop: {held}."


def _named(one: ToContact, full: bool) -> str:
    first = one.row.first
    name = in_short(one_line(first.client), LONGEST_NAME) if full else initials(first.client)
    at = f" {first.at}" if first.at else ""
    return f"{name} {RULES[first.rule].discreet.lower()}{at}"


def _and(others: int) -> Iterable[str]:
    return [f"and {phrases.counted(others, 'other')}"] if others else []
