"""Where a client is, when they work, and how they like to read: entered, shown, cleared, merged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.cli.test_editing import in_a_terminal, replacing
from tests.conftest import Pulse

FIELDS = ("timezone", "hours", "length", "language", "place", "address")
ALL = (
    *("--timezone", "asia/tokyo", "--hours", "mon-fri 9-17"),
    *("--length", "short", "--language", "JA", "--place", "Kyoto", "--address", "Formal"),
)
STORED = ["Asia/Tokyo", "mon-fri 09:00-17:00", "short", "ja", "Kyoto", "formal"]
NOTHING = [None] * len(FIELDS)


@pytest.fixture(autouse=True)
def _half_past_one_in_rome() -> Iterator[None]:
    here = datetime(2026, 11, 24, 1, 30, tzinfo=ZoneInfo("Europe/Rome"))
    with time_machine.travel(here, tick=False):
        yield


def known(pulse: Pulse, key: str = "acme") -> list[str | None]:
    """Return what is known of how a client works, which both screens must agree on."""
    (listed,) = [one for one in pulse.ok("client", "list", "--json").items if one["key"] == key]
    shown = pulse.ok("show", key, "--json").json
    assert [shown[field] for field in FIELDS] == [listed[field] for field in FIELDS]
    return [listed[field] for field in FIELDS]


def rows(pulse: Pulse, *arguments: str, today: str | None = None) -> dict[str, str]:
    """Return the rows of the card by their labels."""
    lines = pulse.ok("show", "acme", *arguments, today=today).out.splitlines()
    return {line[2:14].strip(): line[16:] for line in lines if line.startswith("  ")}


def test_adding_a_client_takes_all_of_it(pulse: Pulse) -> None:
    added = pulse.ok("add", "Acme", *ALL, "--json").json["client"]
    assert [added[field] for field in FIELDS] == STORED
    assert known(pulse) == STORED


def test_nothing_is_known_unless_told(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    assert known(pulse) == NOTHING
    shown = pulse.ok("show", "acme", "--json").json
    assert (shown["local_time"], shown["open_now"]) == (None, None)
    assert not {"Local time", "Works", "Writes", "Place"} & set(rows(pulse))


def test_editing_changes_each_and_an_empty_text_clears_it(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("client", "edit", "acme", *ALL)
    assert known(pulse) == STORED
    for number, field in enumerate(FIELDS):
        pulse.ok("client", "edit", "acme", f"--{field}", "")
        assert known(pulse) == [None] * (number + 1) + STORED[number + 1 :]


def test_the_editor_shows_and_changes_them(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme", *ALL)
    editor = replacing(tmp_path, "language", 'language = "de_at"')
    code, said = in_a_terminal(pulse, editor, "client", "edit", "acme")
    assert code == 0, said
    editor = replacing(tmp_path, 'timezone = "Asia/Tokyo"', 'timezone = ""')
    assert in_a_terminal(pulse, editor, "client", "edit", "acme")[0] == 0
    editor = replacing(tmp_path, 'hours = "mon-fri 09:00-17:00"', 'hours = "sat 8-12"')
    assert in_a_terminal(pulse, editor, "client", "edit", "acme")[0] == 0
    assert known(pulse) == [None, "sat 08:00-12:00", "short", "de-AT", "Kyoto", "formal"]


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--timezone", "rome", "did you mean Europe/Rome?"),
        ("--hours", "always", "write for example mon-fri 09:00-17:00"),
        ("--hours", "mon 9-9", "ends before it begins"),
        ("--length", "medium", "use short or long"),
        ("--address", "casual", "use formal or familiar"),
        ("--language", "italian", "for example en, it or de-AT"),
    ],
)
def test_what_cant_be_read_changes_nothing(
    pulse: Pulse, option: str, value: str, words: str
) -> None:
    pulse.ok("add", "Acme", *ALL)
    for command in (("client", "edit", "acme", "--note", "new"), ("add", "Other")):
        assert words in pulse.fails(2, *command, option, value).err
    assert known(pulse) == STORED
    (client,) = pulse.ok("client", "list", "--json").items
    assert client["note"] is None


def test_show_tells_a_good_time_to_call(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", *ALL, "--timezone", "Asia/Tokyo", "--hours", "tue 9-17")
    shown = pulse.ok("show", "acme", "--json", today="2026-11-24").json
    assert (shown["local_time"], shown["open_now"]) == ("Tue 09:30", True)
    found = rows(pulse, today="2026-11-24")
    assert found["Local time"] == "Tue 09:30 in Asia/Tokyo, a good time to call"
    assert found["Works"] == "tue 09:00-17:00"
    assert found["Writes"] == "short messages, language ja, formal address"


def test_show_tells_a_bad_time_to_call_and_their_hours(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--timezone", "America/New_York", "--hours", "mon-fri 9-17")
    shown = pulse.ok("show", "acme", "--json", today="2026-11-24").json
    assert (shown["local_time"], shown["open_now"]) == ("Mon 19:30", False)
    said = "Mon 19:30 in America/New_York, outside their hours (mon-fri 09:00-17:00)"
    assert rows(pulse, today="2026-11-24")["Local time"] == said


def test_a_rehearsed_day_has_its_own_weekday_there(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--timezone", "Asia/Tokyo", "--hours", "mon-fri 9-17")
    shown = pulse.ok("show", "acme", "--json", today="2026-11-28").json
    assert (shown["local_time"], shown["open_now"]) == ("Sat 09:30", False)


def test_without_hours_only_the_time_is_told(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--timezone", "Asia/Tokyo")
    shown = pulse.ok("show", "acme", "--json", today="2026-11-24").json
    assert (shown["local_time"], shown["open_now"]) == ("Tue 09:30", None)
    assert rows(pulse, today="2026-11-24")["Local time"] == "Tue 09:30 in Asia/Tokyo"


@pytest.mark.parametrize(
    ("hours", "open_now", "words"),
    [
        ("tue 01:30-02:00", True, "a good time to call"),
        ("tue 01:00-01:30", False, "outside their hours"),
    ],
)
def test_hours_without_a_timezone_are_hours_of_our_own_clock(
    pulse: Pulse, hours: str, open_now: bool, words: str
) -> None:
    hint = (
        "Without a timezone their hours go by your own clock."
        " If they are elsewhere: pulse client edit acme --timezone ZONE"
    )
    added = pulse.ok("add", "Acme", "--hours", hours, "--since", "2026-09-01")
    assert hint in added.out
    shown = pulse.ok("show", "acme", "--json", today="2026-11-24").json
    assert (shown["local_time"], shown["open_now"]) == (None, open_now)
    works = rows(pulse, today="2026-11-24")
    assert works["Works"] == f"{hours} by your clock, {words}"
    assert "Local time" not in works
    assert words in pulse.ok("due", "--format", "markdown", today="2026-11-24").out
    assert hint in pulse.ok("client", "edit", "acme", "--note", "x").out
    assert hint not in pulse.ok("client", "edit", "acme", "--timezone", "Europe/Rome").out


def test_csv_and_markdown_say_the_same(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", *ALL)
    csv = pulse.ok("client", "list", "--format", "csv").out.splitlines()
    assert csv[0].endswith("timezone,hours,length,language,place,address,by")
    assert csv[1].endswith(
        "Asia/Tokyo,mon-fri 09:00-17:00,short,ja,Kyoto,formal,"
        + ("postgres" if pulse.server else "")
    )
    markdown = pulse.ok("show", "acme", "--format", "markdown", today="2026-11-24").out
    assert "**Local time** Tue 09:30 in Asia/Tokyo, a good time to call" in markdown


def test_a_merge_keeps_what_is_known_and_takes_what_isnt(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--timezone", "Europe/Rome", "--length", "long")
    pulse.ok("add", "Old", *ALL)
    pulse.ok("client", "merge", "old", "acme", "--yes")
    assert known(pulse) == ["Europe/Rome", "mon-fri 09:00-17:00", "long", "ja", "Kyoto", "formal"]


def test_a_timezone_that_this_computer_doesnt_know_is_shown_without_a_time(pulse: Pulse) -> None:
    import sqlite3
    from contextlib import closing

    pulse.ok("add", "Acme", *ALL)
    with closing(sqlite3.connect(pulse.store)) as connection:
        connection.execute("UPDATE client SET timezone = 'Mars/Olympus'")
        connection.commit()
    shown = pulse.ok("show", "acme", "--json").json
    assert shown["timezone"] == "Mars/Olympus"
    assert (shown["local_time"], shown["open_now"]) == (None, None)
    assert rows(pulse)["Local time"] == "Mars/Olympus"
