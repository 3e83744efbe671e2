"""Every field that takes text: stored as given, shown harmless, given back exactly as JSON.

The texts are those of samples/naughty.json, further ones from the JSON list that the environment
variable ``CLIENTPULSE_NAUGHTY_STRINGS`` names, and made-up ones.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientpulse import records
from clientpulse.cli import run
from clientpulse.services import clients, lookup, meetings, touchpoints
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.writer import UnitOfWork
from tests.conftest import Pulse
from tests.hostile import FORBIDDEN, assert_harmless, generated, naughty, some
from tests.processes import in_process

TODAY = date(2026, 11, 21)
SCREENS = ("due --all", "report", "history", "client list", "contact list", "meeting list --all")


@dataclass(frozen=True)
class Texts:
    """What is typed into the fields of one client; None where nothing is."""

    name: str
    note: str | None
    owner: str | None
    tag: str | None
    contact: str
    role: str | None
    email: str | None
    phone: str | None
    contact_note: str | None
    touchpoint_note: str | None
    attendee: str | None
    place: str | None
    agenda: str | None
    reason: str | None


FIELDS = len(fields(Texts))
WORDS = {"owner", "tag"}
NEEDED = {"name", "contact"}


def portfolio(texts: Sequence[str]) -> list[Texts]:
    """Spread texts over the fields of clients, those that a field refuses left out."""
    rows = []
    for start in range(0, len(texts), FIELDS):
        chosen = [*texts[start : start + FIELDS], *texts[:FIELDS]]
        values: dict[str, str | None] = {}
        for field, typed in zip(fields(Texts), chosen, strict=False):
            # A NUL is refused in every field.
            text = typed.replace("\0", "")[: 60 if field.name in WORDS else 190]
            if field.name == "tag":
                text = text.replace(";", ",").strip()
            if not text.strip() and field.name in WORDS | NEEDED | {"attendee"}:
                values[field.name] = f"blank {start}" if field.name in NEEDED else None
            else:
                values[field.name] = text or None
        # Names are told apart by their beginning, so that the same text may come twice.
        values["name"] = f"{len(rows)}{values['name']}"
        attendee = values["attendee"]
        if attendee and attendee.strip().casefold() in (values["contact"] or "").casefold():
            # Whoever took part is the contact that fits.
            values["attendee"] = values["contact"]
        rows.append(Texts(**values))  # type: ignore[arg-type]
    return rows


def rotations(texts: list[str], times: int) -> list[str]:
    """Repeat texts so that each one comes into other fields every time."""
    repeated = []
    for turn in range(times):
        repeated += [*texts[turn * 5 :], *texts[: turn * 5]]
        # No multiple of the number of fields, or each text would meet the same field again.
        repeated += ["turn"] * (FIELDS - len(repeated) % FIELDS + turn * 3 + 1)
    return repeated


def write_down(unit: UnitOfWork, texts: Texts) -> None:
    """Put the texts into all fields of a new client."""
    added = clients.editing.add(
        unit,
        records.Client(
            name=texts.name,
            key="",
            started_on=TODAY - timedelta(days=200),
            meeting_interval="1m",
            tags=(texts.tag,) if texts.tag else (),
            owner=texts.owner,
            note=texts.note,
        ),
        records.Contact(name=texts.contact, email=texts.email, phone=texts.phone),
    )
    found = lookup.Found(added.id, added.key, added.name)
    [person] = queries.contacts.select(unit.reader, added.id)
    clients.contacts.edit(unit, person, {"role": texts.role, "note": texts.contact_note})
    new = records.Touchpoint(
        **found.whose,
        occurred_on=TODAY - timedelta(days=40),
        channel="call",
        direction="outbound",
        note=texts.touchpoint_note,
        attendees=(texts.attendee,) if texts.attendee else (),
    )
    touchpoints.log(unit, TODAY, new)
    meeting = records.Meeting(
        **found.whose, planned_on=TODAY, place=texts.place, agenda=texts.agenda
    )
    meetings.book(unit, TODAY, meeting)
    if texts.reason:
        clients.resting.snooze(unit, TODAY, found, TODAY + timedelta(days=1), texts.reason)


def in_sqlite(store: Path) -> list[Texts]:
    """Read all the texts with plain SQL."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute(
            "SELECT c.name, c.note, c.owner, g.name, p.name, p.role, p.email, p.phone, p.note,"
            " t.note, a.name, m.place, m.agenda, c.snooze_reason FROM client c"
            " LEFT JOIN tag g ON g.client_id = c.id JOIN contact p ON p.client_id = c.id"
            " JOIN touchpoint t ON t.client_id = c.id"
            " LEFT JOIN attendee a ON a.touchpoint_id = t.id"
            " JOIN meeting m ON m.client_id = c.id ORDER BY c.id"
        )
        return [Texts(*row) for row in rows]


def in_json(store: Path) -> list[Texts]:
    """Read all the texts from what the commands answer as JSON."""

    def items(*command: str) -> list[dict[str, Any]]:
        return sorted(in_process(store, *command, "--json").items, key=lambda item: item["id"])

    # Everything was written in the same order, so the ids of all of them rise together.
    return [
        Texts(
            client["client"],
            client["note"],
            client["owner"],
            next(iter(client["tags"]), None),
            contact["name"],
            contact["role"],
            contact["email"],
            contact["phone"],
            contact["note"],
            touchpoint["note"],
            next(iter(touchpoint["with"]), None),
            meeting["place"],
            meeting["agenda"],
            client["snooze_reason"],
        )
        for client, contact, touchpoint, meeting in zip(
            items("client", "list"),
            items("contact", "list"),
            items("history"),
            items("meeting", "list", "--all"),
            strict=True,
        )
    ]


class Terminal(io.StringIO):
    """A stream that says it is a terminal, so that tables are drawn."""

    def isatty(self) -> bool:
        return True


def drawn(store: Path, *command: str) -> str:
    with contextlib.redirect_stdout(Terminal()) as out:
        options = ["--db", str(store), "--today", str(TODAY), "--no-color"]
        assert run([*options, *command]) == 0
    return out.getvalue()


@pytest.fixture(scope="module", params=["naughty", "generated"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> tuple[Path, list[Texts]]:
    """A store whose every field holds hostile text, and what was typed."""
    if request.param == "naughty":
        texts, turns = naughty(), FIELDS if thorough else 5
    else:
        texts, turns = generated(5000 if thorough else 1000), 2
    typed = portfolio(rotations(texts, turns))
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    with Store(path).unit_of_work("hostile") as unit:
        for one in typed:
            write_down(unit, one)
    return path, typed


def test_text_is_stored_as_given(hostile: tuple[Path, list[Texts]]) -> None:
    store, typed = hostile
    assert in_sqlite(store) == typed


def test_json_gives_back_exactly_what_was_typed(hostile: tuple[Path, list[Texts]]) -> None:
    store, typed = hostile
    assert in_json(store) == typed


def test_json_is_plain_ascii(hostile: tuple[Path, list[Texts]]) -> None:
    store, _ = hostile
    for screen in SCREENS:
        assert in_process(store, *screen.split(), "--json").out.isascii()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_no_screen_shows_a_raw_control_character(
    hostile: tuple[Path, list[Texts]], screen: str, form: str
) -> None:
    store, _ = hostile
    outcome = in_process(store, *screen.split(), "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert_harmless(outcome.out)


@pytest.mark.parametrize("width", ["40", "80", "120"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_table_on_a_terminal_shows_a_raw_control_character(
    hostile: tuple[Path, list[Texts]], screen: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    store, _ = hostile
    command = screen.split() + (["--limit", "150"] if screen == "history" else [])
    command = ["due", "--limit", "150"] if command[0] == "due" else command
    assert_harmless(drawn(store, *command))


def test_one_client_whole_shows_no_raw_control_character(
    hostile: tuple[Path, list[Texts]],
) -> None:
    store, _ = hostile
    keys = [item["key"] for item in in_process(store, "client", "list", "--json").items]
    for key in keys[:: len(keys) // 60]:
        outcome = in_process(store, "show", key)
        assert (outcome.code, outcome.err) == (0, ""), outcome.err
        assert_harmless(outcome.out)
        assert_harmless(drawn(store, "show", key))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_shows_no_raw_control_character(
    hostile: tuple[Path, list[Texts]], shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = hostile
    monkeypatch.setenv("CLIENTPULSE_DB", str(store))
    monkeypatch.setenv("_PULSE_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    for words in ("pulse log ", "pulse due --tag ", "pulse due --owner ", "pulse show 1"):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", words)
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert run([]) == 0
        # Fish has its help texts behind a tab.
        shown = out.getvalue().replace("\t", " ") if shell == "fish" else out.getvalue()
        assert_harmless(shown)
        if words == "pulse log ":
            assert len(shown.splitlines()) > 100


KEYS = some([one[:40] for one in dict.fromkeys([*naughty()[::2], *generated(60, seed=11)]) if one])


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that another program wrote hostile keys into."""
    store = tmp_path_factory.mktemp("keyed") / "clients.db"
    with Store(store).unit_of_work("keyed") as unit:
        for number in range(len(KEYS)):
            name = f"Client {number}"
            new = records.Client(
                name=name, key="", started_on=TODAY - timedelta(days=60), meeting_interval="1m"
            )
            added = clients.editing.add(unit, new)
            found = lookup.Found(added.id, added.key, added.name)
            meetings.book(unit, TODAY, records.Meeting(**found.whose, planned_on=TODAY))
            call = records.Touchpoint(
                **found.whose, occurred_on=TODAY, channel="call", direction="outbound"
            )
            touchpoints.log(unit, TODAY, call)
            clients.contacts.add(unit, records.Contact(**found.whose, name="Ann"))
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.executemany(
            "UPDATE client SET key = ? WHERE id = ?",
            [(f"{number}{key}"[:40], number + 1) for number, key in enumerate(KEYS)],
        )
    return store


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_a_key_written_by_another_program_is_shown_harmless(
    keyed: Path, screen: str, form: str
) -> None:
    outcome = in_process(keyed, *screen.split(), "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert_harmless(outcome.out)
    if form == "table":
        assert_harmless(drawn(keyed, *screen.split()))


def test_answers_and_errors_about_a_key_written_by_another_program_are_harmless(
    keyed: Path,
) -> None:
    for number in range(0, len(KEYS), len(KEYS) // 12):
        # A number begins several keys, and its name is one of several too: both are listed.
        ambiguous = in_process(keyed, "show", str(number % 10))
        assert ambiguous.code in {0, 3}
        for command in (
            ("show", f"Client {number}"),
            ("log", f"Client {number}", "hello"),
            ("client", "edit", f"Client {number}", "--meet", "2w"),
            ("client", "delete", f"Client {number}", "--dry-run"),
            ("contact", "add", f"Client {number}", f"Bob {number}"),
            ("undo",),
        ):
            outcome = in_process(keyed, *command)
            assert outcome.code == 0, (command, outcome.err)
            assert_harmless(outcome.out)
            assert_harmless(outcome.err)
        assert_harmless(ambiguous.out + ambiguous.err)


ONE_FIELD_EACH = [
    ("add", "TEXT"),
    ("add", "New", "--owner", "TEXT"),
    ("add", "New", "--tag", "TEXT"),
    ("add", "New", "--note", "TEXT"),
    ("add", "New", "--contact", "TEXT"),
    ("add", "New", "--email", "TEXT"),
    ("add", "New", "--phone", "TEXT"),
    ("add", "New", "--key", "TEXT"),
    ("client", "rename", "acme", "TEXT"),
    ("client", "edit", "acme", "--note", "TEXT"),
    ("contact", "add", "acme", "TEXT"),
    ("contact", "edit", "acme", "ann", "--role", "TEXT"),
    ("contact", "edit", "acme", "ann", "--note", "TEXT"),
    ("log", "acme", "TEXT"),
    ("log", "acme", "--with", "TEXT"),
    ("meeting", "book", "acme", "tomorrow", "--place", "TEXT"),
    ("meeting", "book", "acme", "tomorrow", "--agenda", "TEXT"),
    ("snooze", "acme", "tomorrow", "--reason", "TEXT"),
]


@pytest.mark.parametrize("command", ONE_FIELD_EACH, ids=" ".join)
def test_a_text_that_no_file_can_hold_is_refused_in_every_field(
    pulse: Pulse, command: tuple[str, ...]
) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    before = pulse.store.read_bytes()
    for text in ("a\x00b", "\x00", "a\udc80b"):
        pulse.fails(2, *(word.replace("TEXT", text) for word in command))
    assert pulse.store.read_bytes() == before


def test_the_hostile_texts_are_hostile() -> None:
    assert len(naughty()) > 200
    texts = rotations(generated(5000), 2)
    assert len(set(texts)) > 4500
    assert sum(bool(FORBIDDEN.search(one)) for one in texts) > 4000
