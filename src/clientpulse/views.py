"""What travels between the layers: plain values, read from the store and shown on a screen.

The read path fills them, the services put them together, and every output format takes them. They
know the engine's words and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from clientpulse.cadence.adherence import Kept
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence


@dataclass(frozen=True, slots=True)
class ClientView:
    """A client as stored.

    Attributes:
        meeting_interval: ``3m``, or None for no meetings.
        update_interval: ``1m``; ``none`` for a client who wants no updates; None where the
            over-communication rule decides.
        created_at: ISO text in UTC.
    """

    id: int
    uid: str
    key: str
    name: str
    meeting_interval: str | None
    update_interval: str | None
    started_on: date
    prefers: str | None
    owner: str | None
    note: str | None
    archived_on: date | None
    paused_on: date | None
    paused_until: date | None
    snoozed_until: date | None
    snooze_reason: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A person at a client.

    Attributes:
        client: The client's name.
        key: The client's key.
        birthday: ``1979-04-12``, or ``--04-12`` where the year isn't known.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    name: str
    role: str | None
    email: str | None
    phone: str | None
    birthday: str | None
    note: str | None
    primary: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class TouchpointView:
    """A touchpoint.

    Attributes:
        client: The client's name.
        key: The client's key.
        occurred_time: Local time of day, ``14:30``.
        attendees: Who took part, by name.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    occurred_on: date
    occurred_time: str | None
    channel: str
    direction: str
    note: str | None
    mood: int | None
    minutes: int | None
    no_news: bool
    created_at: str
    attendees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting in the diary: ``booked``, ``held`` or ``cancelled``."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    planned_on: date
    planned_time: str | None
    place: str | None
    agenda: str | None
    state: str
    touchpoint_id: int | None
    created_at: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """One client in today's list.

    Attributes:
        items: What there is to do, the most urgent first; never empty.
        last_reach_on: When the client last heard from us.
        last_reach_channel: How.
        cadence: What was agreed.
        owner: Who looks after the client.
    """

    items: tuple[DueItem, ...]
    last_reach_on: date | None
    last_reach_channel: str | None
    cadence: Cadence
    owner: str | None


@dataclass(frozen=True, slots=True)
class DueView:
    """Today's list.

    Attributes:
        rows: One a client, in the order of work.
        items: The same items, one by one in the order of work.
        more: How many clients the limit left out.
        overdue: How many clients are overdue, those left out included.
        clients: How many clients there are at all.
        next_item: What comes next when nothing is due.
        resting: How many clients are paused or snoozed.
        with_cadence: How many clients have a cadence.
    """

    today: date
    rows: tuple[DueRow, ...]
    items: tuple[DueItem, ...]
    more: int
    overdue: int
    clients: int
    next_item: DueItem | None
    resting: int
    with_cadence: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One client in the report; its fields are those of the JSON item.

    Attributes:
        touchpoints_by_week: Twelve counts, oldest first; the last span of 7 days ends today.
    """

    client: str
    key: str
    status: str
    cadence: Cadence
    last_meeting_on: date | None
    next_meeting_on: date | None
    last_reach_on: date | None
    last_channel: str | None
    next_rule: str | None
    next_due_on: date | None
    days_overdue: int
    kept: Kept
    touchpoints_by_week: tuple[int, ...]
    tags: tuple[str, ...]
    owner: str | None
    started_on: date
    snoozed_until: date | None
    paused_until: date | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole portfolio.

    Attributes:
        rows: The clients that were asked for.
        clients: How many clients there are at all.
    """

    today: date
    rows: tuple[ReportRow, ...]
    clients: int


@dataclass(frozen=True, slots=True)
class ShowView:
    """One client whole."""

    today: date
    client: ClientView
    row: ReportRow
    contacts: tuple[ContactView, ...]
    meetings: tuple[MeetingView, ...]
    touchpoints: tuple[TouchpointView, ...]
    touchpoints_in_all: int
    due: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Touchpoints, newest first.

    Attributes:
        more: Whether the limit left some out.
        client: The name of the only client they are of, or None.
    """

    today: date
    touchpoints: tuple[TouchpointView, ...]
    more: bool
    client: str | None


@dataclass(frozen=True, slots=True)
class ClientsView:
    """The list of clients with their cadences, tags and primary contacts."""

    today: date
    clients: tuple[ClientView, ...]
    cadences: tuple[Cadence, ...]
    tags: tuple[tuple[str, ...], ...]
    contacts: tuple[ContactView | None, ...]


@dataclass(frozen=True, slots=True)
class ContactsView:
    """People, of one client or of all."""

    today: date
    contacts: tuple[ContactView, ...]


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The diary."""

    today: date
    meetings: tuple[MeetingView, ...]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A command that can be taken back."""

    id: int
    command: str
    summary: str
    ran_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedView:
    """What was written down, and what follows from it.

    Attributes:
        touchpoint: As stored.
        held: The booked meeting that it closed.
        booked: The next meeting that was booked in the same breath.
        next_items: What is due next for the client, in the order of its dates.
    """

    today: date
    touchpoint: TouchpointView
    held: MeetingView | None
    booked: MeetingView | None
    next_items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of ``pulse doctor`` found.

    Attributes:
        check: What was looked at.
        level: ``ok``, ``warning`` or ``error``.
        message: What was found.
        hint: What to do about it.
    """

    check: str
    level: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class DoctorView:
    """What all checks found."""

    today: date
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting in force.

    Attributes:
        value: In words.
        source: ``default`` or ``config file``.
    """

    name: str
    value: str
    source: str
    description: str


@dataclass(frozen=True, slots=True)
class ConfigView:
    """The settings in force.

    Attributes:
        path: The config file, there or not.
        exists: Whether it is there.
    """

    today: date
    path: str
    exists: bool
    settings: tuple[SettingLine, ...]
