"""Made-up letters, to try a template with before it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from clientpulse.letters.values import FAMILIAR, Chased, Letter, Occasion, Project
from clientpulse.records import Commitment, Meeting, Mistake, Service, Touchpoint
from clientpulse.records.commitments import CLIENT, US

TODAY = date(2026, 11, 21)


def samples(kind: str) -> tuple[Letter, ...]:
    """Return letters that know everything and next to nothing, long and short."""
    letters = [make(kind, length) for make in (full, sparse) for length in ("long", "short")]
    others = [replace(make(kind, "long"), address=FAMILIAR) for make in (full, sparse)]
    if kind == "update":
        letters += [replace(one, news=()) for one in letters if one.news]
        others = [replace(one, news=(), on_track=True) for one in others]
    if kind == "chase":
        chased = Chased(TODAY - timedelta(days=6), 2)
        letters += [replace(one, chased=None if one.chased else chased) for one in letters]
    if kind == "greeting":
        days = [
            Occasion(TODAY + timedelta(days), birthday=birthday)
            for days in (-2, 0, 2)
            for birthday in (True, False)
        ]
        letters += [replace(one, occasion=on) for one in letters if one.occasion for on in days]
    if kind == "feedback":
        held = Project("New website", TODAY - timedelta(days=35), held=True)
        letters += [replace(one, project=held) for one in letters if one.project]
    if kind in {"update", "recap"}:
        letters += [replace(one, meets=False) for one in letters if one.meeting is None]
    return (*letters, *others)


def full(kind: str, length: str) -> Letter:
    """Return a letter in which every value is there."""
    return Letter(
        kind=kind,
        today=TODAY,
        client="Acme GmbH",
        contact="Ann Field",
        sender="Sam Porter",
        length=length,
        timezone="America/New_York",
        news=("The audit is done.", "The new form is out."),
        meeting=Meeting(
            planned_on=TODAY + timedelta(days=12), planned_time="10:00", place="their office"
        ),
        agenda=("budget", "staff"),
        points=("budget", "staff"),
        service=Service(name="Payroll", sentence="We run the payroll for up to fifty people."),
        promises=(
            owed(US, "the tax estimate", TODAY + timedelta(days=6)),
            owed(US, "a list of forms"),
        ),
        asks=(
            owed(CLIENT, "the payroll files", TODAY - timedelta(days=3)),
            owed(CLIENT, "the lease"),
        ),
        answer_by=TODAY + timedelta(days=4),
        chased=Chased(TODAY - timedelta(days=2), 1),
        conversation=spoken(TODAY - timedelta(days=2), "the invoices come monthly"),
        project=Project("New website", TODAY - timedelta(days=4)),
        mistake=Mistake(
            what="we sent you the wrong invoice",
            fix="the right one is on its way",
            why="two clients have similar names",
            prevent="a second person checks every invoice",
            offer="this month is free",
            happened_on=TODAY - timedelta(days=1),
            entered_on=TODAY,
        ),
        occasion=Occasion(TODAY),
    )


def sparse(kind: str, length: str) -> Letter:
    """Return a letter that knows no more than such a letter needs."""
    return Letter(
        kind=kind,
        today=TODAY,
        client="Acme GmbH",
        length=length,
        asks=(owed(CLIENT, "the lease"),) if kind == "chase" else (),
        answer_by=TODAY + timedelta(days=4) if kind == "chase" else None,
        conversation=spoken(TODAY) if kind in {"recap", "follow-up"} else None,
        mistake=Mistake(what="the wrong invoice", fix="a new one", entered_on=TODAY)
        if kind == "apology"
        else None,
    )


def spoken(on: date, *agreed: str) -> Touchpoint:
    """Return a conversation."""
    return Touchpoint(occurred_on=on, channel="meeting", direction="outbound", agreed=agreed)


def owed(by: str, what: str, due_on: date | None = None) -> Commitment:
    """Return a promise (``by`` us) or an ask."""
    return Commitment(owed_by=by, what=what, made_on=TODAY, due_on=due_on)
