"""``pulse import FILE.ics``: one calendar, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_sync_calendar import LENA, event, filled, held, meetings, touchpoints
from tests.conftest import Pulse


@pytest.fixture
def file(pulse: Pulse, tmp_path: Path, config: Path) -> Path:
    config.write_text('[me]\naddresses = ["sam@practice.example"]\n')
    pulse.begin_with(filled)
    return write(tmp_path / "Kalender 2026.ics", event(), event("20261203T090000", "two"))


def write(path: Path, *events: str) -> Path:
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n")
    return path


def test_a_calendar_is_imported(pulse: Pulse, file: Path) -> None:
    assert pulse.ok("import", str(file)).out == (
        "Imported 1 touchpoint, 1 meeting from Kalender 2026.ics\n"
        "To take the import back: pulse undo\n"
    )
    assert held(pulse) == [("acme-gmbh", "2026-11-04", "09:00")]
    assert meetings(pulse) == [("acme-gmbh", "2026-12-03", "09:00", "booked")]
    assert touchpoints(pulse)[0]["source"] == "Kalender 2026.ics"
    pulse.ok("undo")
    assert (held(pulse), meetings(pulse)) == ([], [])


@pytest.mark.parametrize(
    ("name", "begin", "encoding"),
    [
        ("event.ics", "BEGIN:VEVENT", "utf-8"),  # an event alone
        ("event", "BEGIN:VEVENT", "utf-8"),
        ("wide.txt", "BEGIN:VCALENDAR", "utf-16"),
        ("spaced.txt", "BEGIN: VCALENDAR", "utf-8"),
        ("folded.ics", "BEGIN\n :VCALENDAR", "utf-8"),
        ("old.vcs", "X-JUNK:before\nBEGIN:VCALENDAR", "utf-8"),
    ],
)
def test_a_calendar_is_known_by_its_beginning_or_its_name(
    pulse: Pulse, file: Path, name: str, begin: str, encoding: str
) -> None:
    text = file.read_text().replace("BEGIN:VCALENDAR\nVERSION:2.0\n", "")
    if begin != "BEGIN:VEVENT":
        text = f"{begin}\nVERSION:2.0\n{text}"
    other = file.with_name(name)
    other.write_text(text, encoding=encoding)
    pulse.ok("import", str(other))
    assert (len(held(pulse)), len(meetings(pulse))) == (1, 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [("no.ics", "no.ics isn't a calendar"), ("no.vcf", "no.vcf holds no card")],
)
def test_what_is_called_a_calendar_or_cards_and_is_none_is_said_to_be_none(
    pulse: Pulse, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / name).write_text("Shopping\nMilk\n")
    assert said in pulse("import", str(tmp_path / name)).err


def test_a_rehearsal_changes_nothing(pulse: Pulse, file: Path) -> None:
    out = pulse.ok("import", str(file), "--dry-run").out
    assert out.startswith("Would import 1 touchpoint, 1 meeting from Kalender 2026.ics")
    said = pulse.ok("import", str(file), "--dry-run", "--json").json["import"]
    assert (said["touchpoints"], said["meetings"], said["read"], said["dry_run"]) == (1, 1, 2, True)
    assert (held(pulse), meetings(pulse)) == ([], [])


def test_imported_twice_is_imported_once(pulse: Pulse, file: Path) -> None:
    for _ in range(2):
        pulse.ok("import", str(file))
    assert (len(held(pulse)), len(meetings(pulse))) == (1, 1)


def test_another_file_of_that_name_cancels_nothing(pulse: Pulse, file: Path) -> None:
    pulse.ok("import", str(file))
    write(file, event("20261204T090000", "other"))
    pulse.ok("import", str(file))
    assert [one[3] for one in meetings(pulse)] == ["booked", "booked"]


def test_what_became_past_meanwhile_was_held(pulse: Pulse, file: Path) -> None:
    pulse.ok("import", str(file))
    write(file, event("20261105T090000", "late"))
    pulse.ok("import", str(file))
    assert len(held(pulse)) == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--since", "2026-11-04", "--until", "2026-12-03"], (1, 1)),
        (["--since", "2026-11-05"], (0, 1)),
        (["--until", "2026-12-02"], (1, 0)),
    ],
)
def test_only_some_days_are_imported(
    pulse: Pulse, file: Path, options: list[str], expected: tuple[int, int]
) -> None:
    pulse.ok("import", str(file), *options)
    assert (len(held(pulse)), len(meetings(pulse))) == expected


def test_every_timed_event_can_be_with_one_client(pulse: Pulse, file: Path) -> None:
    write(
        file,
        event(people=()),
        event("20261105T090000", "two", people=("x@elsewhere.example",)),
        event("20261106T090000", "three", more="TRANSP:TRANSPARENT"),
        event("20261107", "four"),
        event("20261108T090000", "five", ours="DECLINED"),
        event("20261109T090000", "six", people=(LENA,)),
    )
    said = pulse.ok("import", str(file), "--client", "beta", "--json").json["import"]
    assert said["skipped"] == {"all-day": 1, "declined": 1}
    assert {one[0] for one in held(pulse)} == {"beta"}
    assert len(held(pulse)) == 4


def test_where_nothing_can_be_read_that_is_said(pulse: Pulse, file: Path) -> None:
    write(file, "BEGIN:VEVENT\nSUMMARY:Lunch\nEND:VEVENT\n")
    outcome = pulse("import", str(file))
    assert outcome.code == 5
    assert outcome.err == 'the event "Lunch" can\'t be read: it has no start\n'


def test_one_bad_event_leaves_the_others(pulse: Pulse, file: Path) -> None:
    write(file, "BEGIN:VEVENT\nSUMMARY:\x1b[31mred\nEND:VEVENT\n", event())
    outcome = pulse.ok("import", str(file))
    assert "\x1b" not in outcome.err
    assert len(held(pulse)) == 1


def test_a_synced_calendar_and_a_file_of_it_are_one(pulse: Pulse, file: Path, config: Path) -> None:
    config.write_text(config.read_text() + f'[sources.diary]\nkind = "calendar"\npath = "{file}"\n')
    pulse.ok("sync")
    pulse.ok("import", str(file))
    assert (len(held(pulse)), len(meetings(pulse))) == (1, 1)
