"""Clients of a file come up bit by bit: nobody knows their last contact, and that isn't never."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, Pulse

SAMPLES = Path(__file__).parents[1] / "samples"

Write = Callable[..., str]
Dump = Callable[[], list[str]]

FORTY = "name,meeting,update,since\n" + "".join(
    f"Client {number:02},{meet},{update},20{number % 20 + 5:02}-0{number % 9 + 1}-1{number % 9}\n"
    for number, (meet, update) in enumerate(
        [("quarterly", "")] * 18 + [("annual", "")] * 4 + [("monthly", "")] * 5
        + [("6w", "")] * 5 + [("none", "monthly")] * 4 + [("weekly", "")] * 4
    )
)  # fmt: skip


@pytest.fixture(autouse=True)
def _daily(daily_rules_only: None) -> None:
    """Look at meetings and updates alone."""


def clocks(pulse: Pulse) -> dict[str, str | None]:
    with closing(sqlite3.connect(pulse.store)) as connection:
        return dict(connection.execute("SELECT key, clock_on FROM client"))


def first_days(pulse: Pulse, day: date, until: date) -> dict[str, date]:
    """Return on which day each client is listed for the first time."""
    found: dict[str, date] = {}
    while day <= until:
        for item in pulse.ok("due", "--all", "--json", today=day.isoformat()).items:
            found.setdefault(item["key"], day)
        day += timedelta(days=1)
    return found


def the_rules(pulse: Pulse, key: str, today: str = TODAY) -> dict[str, tuple[str, str]]:
    items = pulse.ok("show", key, "--json", today=today).json["due"]
    return {one["rule"]: (one["act_by"], one["due_on"]) for one in items}


def test_of_forty_clients_with_true_starts_no_day_gets_more_than_a_fifth(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("import", write(FORTY))
    today = date.fromisoformat(TODAY)
    found = first_days(pulse, today, today + timedelta(days=31))
    assert max(Counter(found.values()).values()) <= 8
    assert len(found) == 40  # all of them by the end of the longest interval
    assert all(day.weekday() < 5 for day in found.values())


def test_nobody_of_them_is_late_or_at_risk_on_the_first_day(pulse: Pulse, write: Write) -> None:
    pulse.ok("import", write(FORTY))
    rows = pulse.ok("report", "--json").items
    assert {row["status"] for row in rows} <= {"soon", "on_track"}
    assert {(row["kept"], row["counted"]) for row in rows} == {(0, 0)}
    assert {row["health"] for row in rows} == {None}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "none", "monthly", "quarterly", "weekly", "6w", "annual"]),
            st.sampled_from(["", "none", "weekly", "10d", "monthly", "2d"]),
            st.dates(date(2010, 1, 1), date(2026, 11, 21)),
        ),
        min_size=1,
        max_size=25,
    )
)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_the_answer_says_is_when_they_come_up(
    pulse: Pulse, write: Write, clients: list[tuple[str, str, date]]
) -> None:
    pulse.store.unlink(missing_ok=True)
    rows = "".join(f"C{n},{meet},{send},{since}\n" for n, (meet, send, since) in enumerate(clients))
    said = pulse.ok("import", write(f"name,meeting,update,since\n{rows}"), "--json").json["import"]
    by_cadence: dict[tuple[str | None, str | None], list[str]] = {}
    for row in pulse.ok("report", "--json").items:
        acts = [act_by for act_by, _ in the_rules(pulse, row["key"]).values()]
        agreed = row["meeting_interval"], row["update_interval"]
        by_cadence.setdefault(agreed, []).extend([min(acts)] if acts else [""])
    told = {
        (one["meeting_interval"], one["update_interval"]): (
            one["clients"], one["first_on"] or "", one["last_on"] or ""
        )
        for one in said["coming_up"]
    }  # fmt: skip
    assert told == {
        agreed: (len(all_), min(all_), max(all_)) for agreed, all_ in by_cadence.items()
    }


def test_the_answer_says_who_comes_up_when_and_what_to_type_next(
    pulse: Pulse, write: Write
) -> None:
    file = write("name,meeting\nA,quarterly\nB,quarterly\nC,weekly\nD,none\n")
    dry = pulse.ok("import", file, "--dry-run").out
    said = pulse.ok("import", file).out
    spread = (
        "Nobody knows when they last heard from you, so their first updates or meetings come up"
        " bit by bit:\n"
        "  2 meet quarterly, update monthly: from Mon 7 Dec to Mon 21 Dec\n"
        "  1 meet weekly: on Fri 27 Nov\n"
        "  1 no cadence: no updates or meetings agreed yet\n"
    )
    assert spread in dry
    assert said.endswith(
        f"{spread}"
        "Who comes up first: pulse due --within 1w\n"
        "To agree on another cadence: pulse client edit CLIENT --meet monthly\n"
        "To take the import back: pulse undo\n"
    )


RULES_OFF = """
[rules]
meeting = "none"
update = "none"
"""


def test_where_meetings_and_updates_are_turned_off_no_cadence_is_suggested(
    pulse: Pulse, write: Write, config: Path
) -> None:
    file = write("name,meeting\nA,quarterly\nB,none\n")
    config.write_text(RULES_OFF)
    said = pulse.ok("import", file).out
    assert said.endswith(
        "Nobody knows when they last heard from you, and no updates or meetings come up:\n"
        "  1 no meetings (turned off), no updates (turned off)\n"
        "  1 no cadence: no updates or meetings agreed yet\n"
        "Meetings and updates are turned off for all clients. To turn them on: pulse config edit\n"
        "To take the import back: pulse undo\n"
    )


def test_with_one_of_the_two_turned_off_a_cadence_still_helps(
    pulse: Pulse, write: Write, config: Path
) -> None:
    config.write_text(RULES_OFF.replace('update = "none"', ""))
    said = pulse.ok("import", write("name,meeting\nA,quarterly\n")).out
    assert "  1 update monthly, no meetings (turned off): on Mon 21 Dec\n" in said
    assert "To agree on another cadence: pulse client edit CLIENT --meet monthly\n" in said


def test_importing_again_moves_nothing_and_says_nothing_of_it(
    pulse: Pulse, write: Write, dump: Dump
) -> None:
    file = write(FORTY)
    pulse.ok("import", file)
    before = dump()
    again = pulse.ok("import", file, today="2027-03-01")
    assert dump() == before
    assert "Nobody knows" not in again.out


def test_only_new_clients_are_spread_and_by_hand_a_start_is_a_start(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("add", "Typed", "--since", "2026-01-05", "--meet", "quarterly")
    pulse.ok("import", write("name,meeting,since\nTyped,monthly,\nFiled,quarterly,2020-01-01\n"))
    assert clocks(pulse) == {"typed": None, "filed": "2026-11-21"}
    assert the_rules(pulse, "filed")["update"] == ("2026-12-21", "2026-12-21")


@pytest.mark.parametrize("sample", ["google-new.csv", "outlook.csv", "hubspot.csv"])
def test_an_address_book_is_spread_as_well(pulse: Pulse, sample: str) -> None:
    pulse.ok("import", str(SAMPLES / sample))
    clients = [row["key"] for row in pulse.ok("report", "--json").items]
    found = [the_rules(pulse, key)["update"][0] for key in clients]
    assert max(found) == "2026-12-21"
    assert len(set(found)) == len(found)


def test_a_whole_store_keeps_the_clocks_it_had(
    pulse: Pulse, write: Write, tmp_path: object
) -> None:
    pulse.ok("import", write(FORTY))
    before = clocks(pulse)
    pulse.ok("export", f"{tmp_path}/all.json")
    pulse.store.unlink()
    said = pulse.ok("import", f"{tmp_path}/all.json", today="2027-06-01").out
    assert clocks(pulse) == before
    assert "Nobody knows" not in said


def test_intervals_under_a_week_count_from_the_import(pulse: Pulse, write: Write) -> None:
    pulse.ok("import", write("name,meeting,update,since\nA,none,2d,2020-01-01\nB,none,6d,\n"))
    assert clocks(pulse) == {"a": TODAY, "b": TODAY}


def test_a_client_without_a_cadence_counts_from_the_import_once_one_is_agreed(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("import", write("name,meeting,since\nA,none,2015-01-01\n"))
    pulse.ok("client", "edit", "a", "--meet", "quarterly")
    assert the_rules(pulse, "a")["update"] == ("2026-12-21", "2026-12-21")


def test_whoever_starts_later_comes_up_in_the_interval_after_that(
    pulse: Pulse, write: Write
) -> None:
    rows = "".join(f"C{number},none,1w,2027-01-04\n" for number in range(5))
    pulse.ok("import", write(f"name,meeting,update,since\n{rows}"))
    found = [the_rules(pulse, f"c{number}")["update"][0] for number in range(5)]
    assert found == [f"2027-01-{day:02}" for day in (5, 6, 7, 8, 11)]


def test_what_is_not_known_is_not_called_never(pulse: Pulse, write: Write) -> None:
    pulse.ok(
        "import", write("name,meeting,update,since\nA,3m,1w,2015-01-01\nB,3m,none,2015-01-01\n")
    )
    items = pulse.ok("due", "--all", "--json", today="2027-04-01").items
    assert [one["reason"] for one in items] == [
        "no contact known yet; weekly updates",
        "no meeting known yet; quarterly meetings",
        "no meeting known yet; quarterly meetings",
    ]
    assert "no contact known yet" in pulse.ok("brief", "a", today="2027-03-01").out


def test_silence_counts_from_the_clock_s_start(pulse: Pulse, write: Write) -> None:
    pulse.ok("import", write("name,meeting,update,since\nA,none,1w,2015-01-01\n"))
    (clock,) = clocks(pulse).values()
    assert clock == "2026-11-20"
    for today, counted, capped in (
        ("2026-11-27", 0, None), ("2026-11-28", 1, None), ("2026-12-12", 3, "silence")
    ):  # fmt: skip
        (row,) = pulse.ok("report", "--json", today=today).items
        assert (row["kept"], row["counted"]) == (0, counted)
        shown = pulse.ok("show", "a", "--json", today=today).json["health"]
        assert (shown or {}).get("capped_by") in {None, capped}


def test_touchpoints_that_come_later_are_what_is_known(pulse: Pulse, write: Write) -> None:
    pulse.ok("import", write("name,meeting\nA,quarterly\nB,quarterly\nC,quarterly\n", "c.csv"))
    rows = "a,2026-11-02,email,outbound\na,2026-06-01,call,outbound\nb,2026-11-02,email,inbound\n"
    before = clocks(pulse)
    pulse.ok("import", write(f"client,on,channel,direction\n{rows}", "t.csv"))
    assert clocks(pulse) == {**before, "a": "2026-06-01"}
    assert the_rules(pulse, "a")["update"] == ("2026-12-02", "2026-12-02")
    assert the_rules(pulse, "b")["update"][0] != "2026-12-02"  # a letter of theirs reached nobody
    pulse.ok("undo")
    assert clocks(pulse) == before


def test_a_contact_that_is_remembered_later_counts(pulse: Pulse, write: Write) -> None:
    pulse.ok("import", write("name,meeting,since\nA,quarterly,2015-01-01\n"))
    pulse.ok("log", "a", "-c", "email", "-d", "2026-11-02")
    assert the_rules(pulse, "a")["update"] == ("2026-12-02", "2026-12-02")
    pulse.ok("touchpoint", "edit", "1", "-d", "2026-09-02")
    (item,) = (one for one in pulse.ok("due", "--json").items if one["rule"] == "update")
    assert (item["due_on"], item["reason"]) == (
        "2026-10-02",
        "no word for 2 months; monthly updates",
    )
    pulse.ok("log", "a")
    assert clocks(pulse) == {"a": "2026-09-02"}
    assert the_rules(pulse, "a")["update"][1] == "2026-12-21"


@pytest.mark.parametrize(
    ("since", "clock"),
    [("2015-01-01", "2026-11-21"), ("2026-11-21", "2026-11-21"), ("2026-11-22", None)],
)
def test_a_start_that_is_typed_counts_where_it_is_later(
    pulse: Pulse, write: Write, since: str, clock: str | None
) -> None:
    pulse.ok("import", write("name,meeting,since\nA,quarterly,2020-01-01\n"))
    pulse.ok("client", "edit", "a", "--since", since, today="2026-11-23")
    assert clocks(pulse) == {"a": clock}
    pulse.ok("undo")
    pulse.ok("import", write(f"name,since\nA,{since}\n"), today="2026-11-23")
    assert clocks(pulse) == {"a": clock}


QUARTERLY = "name,meeting\n" + "".join(f"Client {number:02},quarterly\n" for number in range(40))


@pytest.mark.parametrize("options", [("--meet", "weekly"), ("--update", "weekly")])
def test_another_cadence_starts_the_clock_anew_where_nobody_knows_a_contact(
    pulse: Pulse, write: Write, options: tuple[str, str]
) -> None:
    pulse.ok("import", write("name,meeting\nA,annual\nB,quarterly\nC,quarterly\n"))
    before = clocks(pulse)
    pulse.ok("client", "edit", "b", *options)
    assert clocks(pulse) == {**before, "b": TODAY}
    row = next(row for row in pulse.ok("report", "--json").items if row["key"] == "b")
    assert (row["status"], row["counted"], row["health"]) in {
        ("soon", 0, None), ("on_track", 0, None)
    }  # fmt: skip
    pulse.ok("undo")
    assert clocks(pulse) == before


@pytest.mark.parametrize(
    "options", [("--meet", "quarterly"), ("--update", "rule"), ("--note", "x"), ("--name", "Beta")]
)
def test_what_leaves_the_cadence_as_it_was_leaves_the_clock(
    pulse: Pulse, write: Write, options: tuple[str, str]
) -> None:
    pulse.ok("import", write("name,meeting\nA,quarterly\nB,quarterly\nC,quarterly\n"))
    before = clocks(pulse)
    pulse.ok("client", "edit", "b", *options, today="2027-02-01")
    assert clocks(pulse) == before


@pytest.mark.parametrize(
    ("on", "options", "anew"),
    [
        ("2026-11-30", [], False),
        (TODAY, [], False),
        ("2026-11-30", ["--inbound"], True),  # a letter of theirs reached nobody
    ],
)
def test_another_cadence_leaves_the_clock_of_a_client_that_was_reached_since(
    pulse: Pulse, write: Write, on: str, options: list[str], anew: bool
) -> None:
    pulse.ok("import", write("name,meeting\nA,quarterly\n"))
    pulse.ok("log", "a", "-c", "email", "-d", on, *options, today="2026-11-30")
    before = clocks(pulse)
    pulse.ok("client", "edit", "a", "--meet", "weekly", today="2026-12-04")
    assert clocks(pulse) == ({"a": "2026-12-04"} if anew else before)


def test_a_start_that_is_to_come_is_where_the_clock_starts_under_another_cadence(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("import", write("name,meeting,since\nA,quarterly,2027-03-01\n"))
    pulse.ok("client", "edit", "a", "--meet", "weekly")
    assert clocks(pulse) == {"a": "2027-03-01"}
    pulse.ok("client", "edit", "a", "--meet", "monthly", "--since", "2027-04-01")
    assert clocks(pulse) == {"a": None}


def test_a_file_with_another_cadence_spreads_its_clients_anew(pulse: Pulse, write: Write) -> None:
    pulse.ok("import", write(QUARTERLY))
    pulse.ok("log", "client-07", "-c", "email")
    pulse.ok("log", "client-08", "-c", "email", "--inbound")
    pulse.ok("client", "archive", "client-09")
    before = clocks(pulse)
    day = date(2026, 12, 1)
    monthly = write(QUARTERLY.replace("quarterly", "weekly"))
    said = pulse.ok("import", monthly, today=day.isoformat()).out
    assert "  38 meet weekly: from Wed 2 Dec to Tue 8 Dec\n" in said
    rows = pulse.ok("report", "--json", today=day.isoformat()).items
    assert [row["key"] for row in rows if row["status"] == "overdue"] == ["client-07"]
    found = first_days(pulse, day, day + timedelta(days=7))
    assert found.pop("client-07") == day
    assert Counter(found.values()).most_common(1)[0][1] == 8
    assert len(found) == 38
    now = clocks(pulse)
    assert [key for key in now if now[key] == before[key]] == ["client-07", "client-09"]
    assert "Nobody knows" not in pulse.ok("import", monthly, today="2026-12-02").out
    pulse.ok("undo")
    assert clocks(pulse) == before


def test_a_file_with_another_cadence_and_a_later_start_starts_there(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("import", write("name,meeting,since\nA,quarterly,2020-01-01\n"))
    said = pulse.ok("import", write("name,meeting,since\nA,weekly,2027-01-11\n")).out
    assert clocks(pulse) == {"a": None}
    assert "Nobody knows" not in said


@pytest.mark.parametrize(
    ("since", "on", "moved"),
    [
        ("2027-03-01", "2026-11-01", False),  # before the start, which is still to come
        ("2026-10-05", "2026-10-04", False),
        ("2026-10-05", "2026-10-05", True),
        ("", "2026-10-04", True),  # the file names no start
        (TODAY, "2026-10-04", True),
    ],
)
def test_a_contact_before_the_start_that_the_file_gave_counts_for_nothing(
    pulse: Pulse, write: Write, since: str, on: str, moved: bool
) -> None:
    pulse.ok("import", write(f"name,meeting,since\nA,quarterly,{since}\n"))
    before = clocks(pulse)
    pulse.ok("import", write(f"client,on,channel\na,{on},call\n", "t.csv"))
    assert clocks(pulse) == ({"a": on} if moved else before)
    pulse.ok("log", "a", "-c", "call", "-d", on)
    assert clocks(pulse) == ({"a": on} if moved else before)


def test_the_update_of_a_client_that_starts_later_is_due_after_the_start(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("import", write("name,meeting,since\nA,quarterly,2027-03-01\n"))
    before = the_rules(pulse, "a")
    pulse.ok("import", write("client,on,channel\na,2026-11-01,call\n", "t.csv"))
    assert the_rules(pulse, "a") == before
    assert before["update"][1] > "2027-03-01"
