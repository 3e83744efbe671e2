"""Text that breaks programs, on the agenda, in the brief and among those to ring."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientpulse import records
from clientpulse.services import (
    agenda,
    clients,
    commitments,
    feedback,
    lookup,
    meetings,
    mistakes,
    reminders,
    touchpoints,
)
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.writer import UnitOfWork
from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty, some
from tests.processes import drawn, in_process

TODAY = date(2026, 11, 21)

COMMANDS = ("agenda", "brief", "dial")


@dataclass(frozen=True)
class Texts:
    """What is typed about one client; the names stand first."""

    name: str
    contact: str
    phone: str
    role: str
    contact_note: str
    client_note: str
    talk: str
    point: str
    promise: str
    ask: str
    mistake: str
    moment: str
    person: str
    feedback: str
    agenda: str
    place: str


FIELDS = len(Texts.__dataclass_fields__)


def portfolio(texts: Sequence[str]) -> list[Texts]:
    rows = []
    for start in range(0, len(texts), FIELDS):
        chosen = [*texts[start : start + FIELDS], *texts[:FIELDS]][:FIELDS]
        # Blank texts are refused, and names are told apart by their beginning.
        filled = [one[:180] if one.strip() else "blank" for one in chosen]
        filled[0] = f"{len(rows)}{filled[0]}"
        row = Texts(*filled)
        if row.person.strip().casefold() in row.contact.casefold():
            # Whoever it is about is the contact that fits.
            row = replace(row, person=row.contact)
        rows.append(row)
    return rows


def write_down(unit: UnitOfWork, one: Texts) -> None:
    added = clients.editing.add(
        unit,
        records.Client(
            name=one.name,
            key="",
            started_on=TODAY - timedelta(days=300),
            meeting_interval="1m",
            note=one.client_note,
        ),
        records.Contact(name=one.contact, phone=one.phone),
    )
    found = lookup.Found(added.id, added.key, added.name)
    whose = found.whose
    [person] = queries.contacts.select(unit.reader, added.id)
    clients.contacts.edit(
        unit, person, {"role": one.role, "note": one.contact_note, "birthday": "--11-24"}
    )
    talk = records.Touchpoint(
        **whose,
        occurred_on=TODAY - timedelta(days=40),
        channel="call",
        direction="outbound",
        note=one.talk,
        mood=1,
    )
    touchpoints.log(unit, TODAY, talk)
    meeting = records.Meeting(
        **whose, planned_on=TODAY + timedelta(days=9), place=one.place, agenda=one.agenda
    )
    meetings.book(unit, TODAY, meeting)
    agenda.add_point(unit, records.AgendaPoint(**whose, what=one.point, added_on=TODAY))
    for owed_by, what, due_on in (("us", one.promise, TODAY), ("client", one.ask, None)):
        new = records.Commitment(**whose, owed_by=owed_by, what=what, made_on=TODAY, due_on=due_on)
        commitments.make(unit, new)
    mistakes.enter(unit, TODAY, records.Mistake(**whose, what=one.mistake, entered_on=TODAY))
    reminder = records.Reminder(**whose, remind_on=TODAY, what=one.moment, person=one.person)
    reminders.remember(unit, TODAY, reminder)
    feedback.give(unit, TODAY, records.Feedback(**whose, given_on=TODAY, what=one.feedback))


@pytest.fixture(scope="module", params=["naughty", "generated"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> tuple[Path, list[Texts]]:
    texts = (
        naughty() if request.param == "naughty" else generated(600 if thorough else 160, seed=31)
    )
    if request.param == "naughty":
        texts = [*texts, *texts[5:], *texts[11:]] if thorough else texts
    typed = portfolio(texts)
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    with Store(path).unit_of_work("hostile") as unit:
        for one in typed:
            write_down(unit, one)
    return path, typed


def keys(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return [row[0] for row in connection.execute("SELECT key FROM client ORDER BY id")]


def commands(store: Path) -> list[tuple[str, ...]]:
    per_client = [(name, key) for key in keys(store)[::3] for name in ("agenda", "brief")]
    return [*per_client, ("dial", "-n", "1000")]


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_no_format_shows_a_raw_control_character(
    hostile: tuple[Path, list[Texts]], form: str
) -> None:
    store, _ = hostile
    for command in commands(store):
        outcome = in_process(store, *command, "--format", form)
        assert (outcome.code, outcome.err) == (0, ""), command
        assert_harmless(outcome.out)


@pytest.mark.parametrize("width", ["30", "80"])
def test_no_terminal_is_sent_a_raw_control_character(
    hostile: tuple[Path, list[Texts]], width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    store, _ = hostile
    for command in commands(store):
        assert_harmless(drawn(store, *command))


def test_json_gives_back_exactly_what_was_typed_and_is_plain_ascii(
    hostile: tuple[Path, list[Texts]],
) -> None:
    store, typed = hostile
    for key, one in zip(keys(store), typed, strict=True):
        outcome = in_process(store, "brief", key, "--json")
        assert outcome.out.isascii()
        assert from_brief(outcome.json) == astuple(one)
        items = in_process(store, "agenda", key, "--json").items
        told = {item["kind"]: item["text"] for item in items}
        assert (told["meeting"], told["point"]) == (one.agenda, one.point)
    outcome = in_process(store, "dial", "-n", "1000", "--json")
    assert outcome.out.isascii()
    by_name = {one.name: one for one in typed}
    assert len(outcome.items) == sum(bool(one.phone.strip(" ")) for one in typed)
    for item in outcome.items:
        one = by_name[item["client"]]
        assert (item["contact"], item["phone"]) == (one.contact, one.phone)
        assert item["last_note"] == one.talk


def from_brief(said: dict[str, Any]) -> tuple[str, ...]:
    (person,), (talk,), (mistake,) = said["contacts"], said["touchpoints"], said["mistakes"]
    (promise,), (ask,) = said["promises"], said["asks"]
    (moment,) = [one for one in said["ask_after"] if one["on"] and not one["birthday"]]
    (point,) = [one for one in said["agenda"] if one["kind"] == "point"]
    return (
        *(said["client"], person["name"], person["phone"], person["role"], person["note"]),
        *(said["note"], talk["note"], point["text"], promise["what"], ask["what"]),
        *(mistake["what"], moment["what"], moment["person"], said["feedback"]["what"]),
        *(said["meeting"]["agenda"], said["meeting"]["place"]),
    )


SAMPLE = some([*naughty()[::20], *generated(20, seed=37)])


def test_what_is_typed_as_a_point_is_echoed_harmless_and_kept(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    for number, one in enumerate(one for one in SAMPLE if one.strip()):
        said = pulse.ok("agenda", "acme", "add", "--", one)
        assert_harmless(said.out)
        kept = pulse.ok("agenda", "acme", "--json").items[number]
        assert (kept["number"], kept["text"]) == (number + 1, one)


def test_a_word_that_is_no_action_is_refused_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    for one in SAMPLE:
        outcome = pulse.fails(2, "agenda", "acme", "--", f"\x1b[31m{one}")
        assert_harmless(outcome.err)


@pytest.mark.parametrize(
    "command", [("agenda", "acme", "add", "TEXT"), ("agenda", "acme", "drop", "TEXT")]
)
def test_a_text_that_no_file_can_hold_is_refused(pulse: Pulse, command: tuple[str, ...]) -> None:
    pulse.ok("add", "Acme")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "a\udc80b"):
        pulse.fails(2, *(word.replace("TEXT", text) for word in command))
    assert pulse.store.read_bytes() == before
