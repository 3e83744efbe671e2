"""The tools that read: each answers a question that a person would ask."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from clientpulse import dates, letters, services
from clientpulse.cadence.channel import CHANNELS
from clientpulse.cli.agent import allowed
from clientpulse.cli.agent.allowed import SEARCHED
from clientpulse.cli.agent.answers import Fields, marked, marked_lines
from clientpulse.cli.agent.call import (
    PAGE,
    Call,
    Client,
    Offset,
    OptionalWho,
    counted,
    fitted,
    page,
)
from clientpulse.cli.agent.parameters import About, CallError
from clientpulse.cli.agent.shown import Shown
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.letters.kinds import KINDS
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from datetime import date

    from clientpulse.records import Contact
    from clientpulse.services.drafting.prepared import Prepared
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import Reader
    from clientpulse.views.brief import BriefView
    from clientpulse.views.dial import DialView
    from clientpulse.views.due import DueRow, DueView
    from clientpulse.views.report import ReportView

LETTER = 8_000
"""So many bytes of a letter's text fit into an answer."""

AN_HOURS_WORTH = 10

BY_NUMBER = re.compile("[a-z]?[0-9]{1,9}", re.ASCII)


def due(
    call: Call,
    client: OptionalWho = None,
    within: Annotated[
        str | None, About("Also what comes up this far ahead: 2w for two weeks, 10d, 1m.")
    ] = None,
    offset: Offset = 0,
) -> Fields:
    """Whom to contact today and why, the most urgent first, with whom to call."""
    work = call.work
    asked = services.portfolio.asked.asked_for(within)

    def read(reader: Reader) -> tuple[DueView, dict[int, Contact | None]]:
        view = services.portfolio.due.due(
            reader,
            work.today,
            work.policy(reader),
            work.scope(reader, client),
            asked=asked,
            limit=offset + PAGE,
            now=work.now,
        )
        ids = [row.client_id for row in view.rows[offset:]]
        return view, {one: services.clients.contacts.primary(reader, one) for one in ids}

    view, people = work.read(read)

    def show(shown: Shown, row: DueRow) -> Fields:
        return allowed.due(shown, row, people[row.client_id])

    total = len(view.rows) + view.more
    others: Fields = {
        "to_contact": total,
        "overdue": view.overdue,
        **allowed.the_day(call.shown, view),
    }
    found = view.rows[offset:]
    return page(call, "clients_due", found, show, offset=offset, total=total, **others)


def brief(call: Call, client: Client) -> Fields:
    """All that helps before a call or a meeting with one client."""
    work = call.work

    def read(reader: Reader, found: Found) -> BriefView:
        return services.brief.brief(reader, work.today, work.policy(reader), found, work.now)

    view = work.read_for(client, read)
    return {"client": fitted(call.shown, lambda shown: allowed.brief(shown, view))}


def search(
    call: Call,
    words: Annotated[list[str], About("Words that all have to be there; part of one is enough.")],
    client: OptionalWho = None,
    offset: Offset = 0,
) -> Fields:
    """Where words stand in what was written down."""
    work = call.work
    within = None if call.notes else SEARCHED
    with work.reader() as reader:
        clients = None if client is None else services.lookup.scope(reader, client)
        view = services.searching.finding.search(
            reader, work.today, words, clients=clients, limit=offset + PAGE, within=within
        )
    found = view.items[offset:]
    return page(call, "found", found, allowed.hit, offset=offset, total=view.total)


def history(
    call: Call,
    client: OptionalWho = None,
    since: Annotated[
        str | None, About("From this day on: 2026-11-01, 'last monday', '3 months ago'.")
    ] = None,
    until: Annotated[str | None, About("Up to this day, given like since.")] = None,
    channel: Annotated[str | None, About(f"Only one of: {', '.join(CHANNELS)}.", CHANNELS)] = None,
    offset: Offset = 0,
) -> Fields:
    """What happened with a client, or with all, newest first."""
    work = call.work
    wanted = services.history.HistoryFilter(
        since=_day(call, since), until=_day(call, until), channel=channel, limit=offset + PAGE
    )
    with work.reader() as reader:
        wanted, _ = services.history.chosen(reader, client, wanted)
        view = services.history.history(reader, work.today, wanted)
    items = view.items[offset:]
    return page(call, "happened", items, allowed.touchpoint, offset=offset, more=view.more)


def report(
    call: Call,
    client: OptionalWho = None,
    status: Annotated[
        list[str] | None,
        About(
            "Only clients of these: today, overdue, due, soon, on_track, snoozed, paused,"
            " no_cadence."
        ),
    ] = None,
    sort: Annotated[
        str,
        About(
            "status (the most urgent first), name, due, last (longest silence first) or kept"
            " (worst first).",
            ("status", "name", "due", "last", "kept"),
        ),
    ] = "status",
    offset: Offset = 0,
) -> Fields:
    """How all clients stand: counts, and a row for each."""
    work = call.work

    def read(reader: Reader) -> ReportView:
        return services.portfolio.report.report(
            reader,
            work.today,
            work.policy(reader),
            work.scope(reader, client),
            statuses=status or (),
            sort=sort,
        )

    view = work.read(read)
    kept = sum(row.kept.kept for row in view.items)
    intervals = sum(row.kept.counted for row in view.items)
    return page(
        call,
        "clients",
        view.items[offset:],
        allowed.report,
        offset=offset,
        total=len(view.items),
        **allowed.whose(view.whose),
        by_status=counted(row.status for row in view.items),
        intervals_kept=f"{kept} of {intervals} in the last 12 months",
    )


def dial(call: Call, client: OptionalWho = None, offset: Offset = 0) -> Fields:
    """Whom to ring right now: longest silence first, with number and local time."""
    work = call.work
    with work.reader() as reader:
        view = services.dial.dial(
            reader,
            work.today,
            work.now,
            work.policy(reader),
            work.scope(reader, client),
            AN_HOURS_WORTH,
            work.settings.office_hours,
            skip=offset,
        )
    total = offset + len(view.items) + view.more
    others: Fields = allowed.whose(view.whose)
    if view.nobody is not None:
        others["nobody"] = _why_nobody(view)
    now = f"{view.now:%H:%M}"
    return page(
        call, "ring", view.items, allowed.call, offset=offset, total=total, now=now, **others
    )


def _why_nobody(view: DialView) -> Fields:
    nobody = view.nobody
    assert nobody is not None
    opens = nobody.opens_at
    return {
        "clients": nobody.chosen,
        "with_phone": nobody.with_phone,
        "paused_or_snoozed": nobody.resting,
        "spoken_with_in_7_days": nobody.rung_lately,
        "outside_their_hours": nobody.closed,
        "first_opens_at": None if opens is None else f"{opens:%Y-%m-%d %H:%M}",
    }


def draft(
    call: Call,
    kind: Annotated[
        str, About(f"{'; '.join(f'{name}: {what}' for name, what in KINDS.items())}.", tuple(KINDS))
    ],
    client: Client,
    news: Annotated[list[str] | None, About("For an update: what is new, a sentence each.")] = None,
    project: Annotated[str | None, About("For feedback: the project's name or number.")] = None,
    about: Annotated[
        str | None,
        About("For a greeting: the birthday's ref from brief (b12), or a reminder's (r3)."),
    ] = None,
) -> Fields:
    """A letter for your person to read and send; nothing is sent, kept or logged."""
    work = call.work
    if kind == "apology" and not call.notes:
        raise CallError(
            "an apology is about a mistake, which your person keeps to themselves",
            "tell your person, who writes it: pulse draft apology",
        )
    if about is not None and not BY_NUMBER.fullmatch(about):
        raise CallError("about has to be a ref, such as b12 or r3")
    drafting = services.drafting
    wanted = drafting.prepared.Wanted(
        kind, client, news=tuple(news or ()), project=project, about=about
    )
    drafting.letters.check(wanted)
    setting = work.settings.sender
    signed = None if setting is None else setting[0]
    with letters.rendering.Renderer() as renderer, work.reader() as reader:
        found = services.lookup.client(reader, client)
        policy = work.policy(reader)
        try:
            prepared = drafting.letters.prepare(
                reader, work.now, policy, replace(wanted, client=found.key), signed
            )
        except (ConflictError, NotFoundError) as error:
            if call.notes:
                raise
            # What stands in the way may be a mistake, or what a reminder says.
            why = f"your person sees why: pulse draft {kind} {shell_word(found.key)}"
            raise ConflictError(f"such a letter can't be written just now; {why}") from error
        try:
            made = drafting.letters.write(prepared, renderer, work.templates_folder)
        except InputError as error:  # the template is the person's
            raise ConflictError(error.message) from error
    return {
        "key": found.key,
        "to": _to(call, prepared),
        "subject": marked(made.subject),
        "text": marked_lines(made.body, LETTER),
        **({"for_your_person": [*map(marked, prepared.remarks)]} if call.notes else {}),
        "sent": False,
        "next": "show it to your person, who sends it",
    }


def _to(call: Call, prepared: Prepared) -> Fields | None:
    contact = prepared.contact
    if contact is None:
        return None
    return {"name": call.shown.text(contact.name), "email": call.shown.text(contact.email)}


def _day(call: Call, typed: str | None) -> date | None:
    return None if typed is None else call.work.day(typed, dates.Prefer.PAST)
