"""Moments to remember: once or each year, birthdays beside them, and what is refused."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.conftest import Pulse, filled_once

FIELDS = ["id", "uid", "client", "key", "on", "what", "yearly", "with", "done_on", "ref", "by"]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--contact", "Carl Meyer", "--since", "2026-09-01")


def remind(pulse: Pulse, *words: str, today: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = pulse.ok("remind", *words, "--json", today=today).json["reminder"]
    return found


def listed(pulse: Pulse, *words: str, today: str | None = None) -> list[tuple[Any, ...]]:
    items = pulse.ok("remind", "list", *words, "--json", today=today).items
    return [(one["id"], one["next_on"], one["what"]) for one in items]


def test_a_moment_is_noted_without_quotes_and_its_day_is_said(pulse: Pulse) -> None:
    said = pulse.ok("remind", "acme", "12", "jan", "ask", "about", "the", "trip", "--with", "carl")
    assert said.out == (
        "Noted: Acme GmbH (Carl Meyer), Tue 12 Jan 2027: ask about the trip (number 1)\n"
    )
    again = remind(pulse, "acme", "next", "fri", "the talk")
    assert list(again) == FIELDS
    assert again | {"uid": "?", "by": "?"} == {
        "id": 2,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "on": "2026-11-27",
        "what": "the talk",
        "yearly": False,
        "with": None,
        "done_on": None,
        "ref": "r2",
    }


def test_today_is_early_enough_and_yesterday_is_refused(pulse: Pulse) -> None:
    assert remind(pulse, "acme", "today", "call")["on"] == "2026-11-21"
    refused = pulse.fails(2, "remind", "acme", "yesterday", "call")
    assert "Fri 20 Nov 2026 is past" in refused.err
    assert "--yearly" in refused.err
    pulse.fails(2, "remind", "acme", "2026-11-20", "call")


@pytest.mark.parametrize(
    "words", [["12", "jan"], ["ask", "her"], ["fri", "5", "dec", "x"], ["fri", " "], ["30 feb x"]]
)
def test_a_moment_needs_one_day_and_some_words(pulse: Pulse, words: list[str]) -> None:
    pulse.fails(2, "remind", "acme", *words)
    assert listed(pulse) == []


def test_somebody_else_than_a_contact_may_be_named(pulse: Pulse) -> None:
    assert remind(pulse, "acme", "fri", "x", "--with", "MEYER")["with"] == "Carl Meyer"
    assert remind(pulse, "acme", "fri", "x", "--with", "Zoë's son")["with"] == "Zoë's son"
    pulse.ok("contact", "add", "acme", "Carla", "Rossi")
    assert (
        "matches 2 contacts" in pulse.fails(3, "remind", "acme", "fri", "x", "--with", "carl").err
    )
    pulse.fails(2, "remind", "acme", "fri", "x", "--with", " ")


def test_a_yearly_moment_may_lie_behind_and_its_next_day_is_said(pulse: Pulse) -> None:
    said = pulse.ok("remind", "acme", "2019-03-01", "seven", "years", "--yearly").out.splitlines()
    assert said == [
        "Noted: Acme GmbH, Fri 1 Mar 2019, each year: seven years (number 1)",
        "Next: Mon 1 Mar 2027 (in 3 months).",
    ]
    assert listed(pulse) == [(1, "2027-03-01", "seven years")]
    assert listed(pulse, today="2027-03-01") == [(1, "2027-03-01", "seven years")]


@pytest.mark.parametrize(
    ("on", "next_on"),
    [
        ("2026-11-20", "2027-11-20"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-22", "2026-11-22"),
        ("2025-11-21", "2026-11-21"),
        ("2025-11-22", "2026-11-22"),
        ("2025-11-20", "2027-11-20"),
        ("2024-02-29", "2027-02-28"),
        ("2028-02-29", "2028-02-29"),
        ("2025-12-31", "2026-12-31"),
    ],
)
def test_a_yearly_moment_comes_first_on_its_next_day_from_today_on(
    pulse: Pulse, on: str, next_on: str
) -> None:
    remind(pulse, "acme", on, "x", "--yearly")
    assert listed(pulse) == [(1, next_on, "x")]


def test_a_yearly_moment_that_is_done_comes_again_next_year(pulse: Pulse) -> None:
    remind(pulse, "acme", "1 dec", "x", "--yearly")
    assert remind(pulse, "done", "1", today="2026-12-03")["done_on"] == "2026-12-01"
    assert listed(pulse, today="2026-12-03") == [(1, "2027-12-01", "x")]
    assert remind(pulse, "done", "1", today="2027-11-20")["done_on"] == "2027-12-01"
    assert listed(pulse, today="2027-12-01") == [(1, "2028-12-01", "x")]


def test_a_yearly_moment_that_was_missed_stays_until_it_is_done(pulse: Pulse) -> None:
    remind(pulse, "acme", "1 dec", "x", "--yearly")
    assert listed(pulse, today="2027-11-30") == [(1, "2026-12-01", "x")]
    assert listed(pulse, today="2027-12-01") == [(1, "2027-12-01", "x")]
    assert "5 months late" in pulse.ok("remind", "list", today="2027-05-20").out


def test_a_yearly_moment_cannot_be_done_twice_for_the_same_year(pulse: Pulse) -> None:
    remind(pulse, "acme", "1 dec", "x", "--yearly")
    remind(pulse, "done", "1")
    pulse.today = "2026-12-01"
    refused = pulse.fails(3, "remind", "done", "1")
    assert "done for this year already and comes again on Wed 1 Dec 2027" in refused.err
    pulse.today = "2027-05-31"
    pulse.fails(3, "remind", "done", "1")
    pulse.today = "2027-06-01"
    assert remind(pulse, "done", "1")["done_on"] == "2027-12-01"


def test_a_29_february_is_the_28th_in_other_years(pulse: Pulse) -> None:
    remind(pulse, "acme", "2028-02-29", "leap", "--yearly")
    assert remind(pulse, "done", "1", today="2028-02-29")["done_on"] == "2028-02-29"
    assert listed(pulse, today="2028-03-01") == [(1, "2029-02-28", "leap")]
    for year, day in (("2029", "28"), ("2030", "28"), ("2031", "28"), ("2032", "29")):
        done = remind(pulse, "done", "1", today=f"{year}-02-27")
        assert done["done_on"] == f"{year}-02-{day}"


def test_a_moment_that_is_done_is_out_of_the_list(pulse: Pulse) -> None:
    remind(pulse, "acme", "fri", "x")
    remind(pulse, "acme", "tomorrow", "y")
    assert listed(pulse) == [(2, "2026-11-22", "y"), (1, "2026-11-27", "x")]
    said = pulse.ok("remind", "done", "2", "--on", "yesterday").out
    assert said == "Done: Acme GmbH, Sun 22 Nov 2026: y (number 2)\n"
    assert listed(pulse) == [(1, "2026-11-27", "x")]
    assert listed(pulse, "--all") == [(1, "2026-11-27", "x"), (2, None, "y")]
    assert "done Fri 20 Nov" in pulse.ok("remind", "list", "--all").out


def test_a_moment_cannot_be_done_twice_nor_ahead_of_today(pulse: Pulse) -> None:
    remind(pulse, "acme", "fri", "x")
    assert "is in the future" in pulse.fails(2, "remind", "done", "1", "--on", "2026-11-22").err
    remind(pulse, "done", "1")
    refused = pulse.fails(3, "remind", "done", "1")
    assert "reminder 1 of acme-gmbh was done already, on Sat 21 Nov 2026" in refused.err
    assert "done already" in pulse.fails(3, "remind", "edit", "1", "--what", "y").err


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
@pytest.mark.parametrize("command", [("done",), ("edit", "--what", "x")])
def test_a_number_that_no_moment_has_is_not_found(
    pulse: Pulse, command: tuple[str, ...], number: str
) -> None:
    remind(pulse, "acme", "fri", "x")
    pulse.fails(3, "remind", *command, number)
    pulse.fails(3, "remind", *command, "--", f"-{number}")
    pulse.fails(3, "remind", *command, "one")


def test_a_moment_is_edited(pulse: Pulse) -> None:
    remind(pulse, "acme", "fri", "x", "--with", "carl")
    edited = remind(pulse, "edit", "1", "--what", "y", "--on", "1 dec", "--with", "Zoe")
    assert (edited["what"], edited["on"], edited["with"]) == ("y", "2026-12-01", "Zoe")
    assert remind(pulse, "edit", "1", "--with", "")["with"] is None
    assert remind(pulse, "edit", "1", "--yearly")["yearly"] is True
    pulse.fails(2, "remind", "edit", "1")
    pulse.fails(2, "remind", "edit", "1", "--what", " ")


def test_a_moment_is_only_moved_behind_where_it_is_yearly(pulse: Pulse) -> None:
    remind(pulse, "acme", "fri", "x")
    pulse.fails(2, "remind", "edit", "1", "--on", "2026-11-20")
    assert remind(pulse, "edit", "1", "--on", "2026-11-20", "--yearly")["on"] == "2026-11-20"
    assert listed(pulse) == [(1, "2027-11-20", "x")]
    assert remind(pulse, "edit", "1", "--on", "2020-12-24")["on"] == "2020-12-24"
    assert listed(pulse) == [(1, "2026-12-24", "x")]


def test_a_moment_that_is_late_can_still_be_edited(pulse: Pulse) -> None:
    remind(pulse, "acme", "tomorrow", "x")
    pulse.today = "2026-12-24"
    assert remind(pulse, "edit", "1", "--what", "y")["on"] == "2026-11-22"
    assert remind(pulse, "edit", "1", "--yearly")["on"] == "2026-11-22"
    assert listed(pulse) == [(1, "2026-11-22", "y")]


def test_once_a_yearly_moment_comes_only_once_more(pulse: Pulse) -> None:
    remind(pulse, "acme", "2019-03-01", "x", "--yearly")
    once = remind(pulse, "edit", "1", "--once")
    assert (once["on"], once["yearly"], once["done_on"]) == ("2027-03-01", False, None)
    assert remind(pulse, "done", "1")["done_on"] == "2026-11-21"
    assert listed(pulse) == []


def test_another_day_of_a_yearly_moment_with_once_is_that_day(pulse: Pulse) -> None:
    remind(pulse, "acme", "2019-03-01", "x", "--yearly")
    pulse.fails(2, "remind", "edit", "1", "--once", "--on", "2026-11-20")
    assert remind(pulse, "edit", "1", "--once", "--on", "fri")["on"] == "2026-11-27"


def test_birthdays_are_in_the_list_by_themselves_under_their_contacts_number(pulse: Pulse) -> None:
    pulse.ok("contact", "edit", "acme", "carl", "--birthday", "1979-11-24")
    pulse.ok("contact", "add", "acme", "Zoë", "--birthday=--02-29")
    remind(pulse, "acme", "tomorrow", "x")
    birthday = pulse.ok("remind", "list", "--json").items[1]
    assert birthday == {
        "id": None,
        "uid": None,
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "on": "2026-11-24",
        "what": "birthday",
        "yearly": True,
        "with": "Carl Meyer",
        "done_on": None,
        "ref": "b1",
        "next_on": "2026-11-24",
        "birthday": True,
        "by": None,
    }
    days = [(None, "2026-11-24", "birthday"), (None, "2027-02-28", "birthday")]
    assert listed(pulse) == [(1, "2026-11-22", "x"), *days]
    assert listed(pulse, today="2026-12-02")[-1] == (None, "2027-11-24", "birthday")
    assert pulse.ok("remind", "list").out.startswith("1 reminder and 2 birthdays\n")


def test_the_list_is_of_all_clients_but_archived_ones_or_of_one(pulse: Pulse) -> None:
    pulse.ok("add", "Bianchi", "--contact", "Bea")
    pulse.ok("contact", "edit", "bianchi", "bea", "--birthday", "1990-12-01")
    remind(pulse, "acme", "fri", "x")
    remind(pulse, "bianchi", "mon", "y")
    both = [(2, "2026-11-23", "y"), (1, "2026-11-27", "x"), (None, "2026-12-01", "birthday")]
    assert listed(pulse) == both
    assert listed(pulse, "acme") == [both[1]]
    pulse.ok("client", "archive", "bianchi")
    assert listed(pulse) == [both[1]]
    assert listed(pulse, "--all") == [both[1]]
    assert listed(pulse, "--archived") == both
    assert listed(pulse, "bianchi") == [both[0], both[2]]
    pulse.fails(3, "remind", "list", "nobody")


def test_every_format_has_the_same_moments(pulse: Pulse) -> None:
    remind(pulse, "acme", "fri", "=the talk|", "--with", "carl")
    pulse.ok("contact", "edit", "acme", "carl", "--birthday", "1979-11-24")
    rows = list(csv.DictReader(io.StringIO(pulse.ok("remind", "list", "--format", "csv").out)))
    assert list(rows[0]) == [*FIELDS[:-1], "next_on", "birthday", "by"]
    assert [(one["id"], one["what"], one["birthday"]) for one in rows] == [
        ("", "birthday", "1"),
        ("1", "'=the talk|", "0"),
    ]
    markdown = pulse.ok("remind", "list", "--format", "markdown").out
    assert (
        "| r1 | Fri 27 Nov | Acme GmbH | =the talk\\| | Carl Meyer |  | in 6 days |\n" in markdown
    )
    plain = pulse.ok("remind", "list").out.splitlines()
    assert plain[0] == "1 reminder and 1 birthday"
    assert plain[-1] == "Once done: pulse remind done ID"


def test_an_empty_list_says_so(pulse: Pulse) -> None:
    assert pulse.ok("remind", "list").out == "No reminders and no birthdays\n"


def test_a_client_that_is_called_like_a_command_is_reached_by_add(pulse: Pulse) -> None:
    pulse.ok("add", "List")
    assert remind(pulse, "add", "list", "fri", "x")["key"] == "list"
    assert remind(pulse, "--yearly", "acme", "fri", "x")["yearly"] is True


def test_undo_says_what_it_takes_back(pulse: Pulse) -> None:
    remind(pulse, "acme", "fri", "x")
    remind(pulse, "done", "1")
    assert pulse.ok("undo").out == "Undone: marked a reminder of Acme GmbH done\n"
    assert listed(pulse) == [(1, "2026-11-27", "x")]
    assert "noted a reminder of Acme GmbH for Fri 27 Nov 2026" in pulse.ok("undo").out
    assert listed(pulse) == []


@pytest.fixture
@filled_once
def carl(pulse: Pulse) -> None:
    """Carl's birthday is in three days."""
    pulse.ok("contact", "edit", "acme", "carl", "--birthday", "1979-11-24")


def asked_after(pulse: Pulse) -> list[str]:
    return [one["ref"] for one in pulse.ok("brief", "acme", "--json").json["ask_after"]]


def test_a_birthday_that_is_greeted_comes_next_year_and_is_never_late(carl: Pulse) -> None:
    carl.today = "2026-11-25"
    assert "1 day late" in carl.ok("remind", "list").out
    assert asked_after(carl) == ["b1"]
    said = carl.ok("remind", "done", "b1").out
    assert said == (
        "Greeted: Carl Meyer of Acme GmbH, birthday, Tue 24 Nov 2026 (b1)\n"
        "Next: Wed 24 Nov 2027 (in 11 months).\n"
    )
    assert "late" not in carl.ok("remind", "list").out
    assert listed(carl) == [(None, "2027-11-24", "birthday")]
    assert asked_after(carl) == []
    assert carl.ok("undo").out == "Undone: greeted Carl Meyer of Acme GmbH on the birthday\n"
    assert listed(carl) == [(None, "2026-11-24", "birthday")]
    assert asked_after(carl) == ["b1"]


def test_a_birthday_that_is_done_answers_with_the_fields_of_a_reminder(carl: Pulse) -> None:
    done = remind(carl, "done", "B1", "--on", "yesterday")
    assert list(done) == FIELDS
    assert (done["id"], done["ref"], done["done_on"]) == (None, "b1", "2026-11-24")
    (item,) = carl.ok("remind", "list", "--json").items
    assert {name: item[name] for name in FIELDS} == done


@pytest.mark.parametrize(
    ("today", "code"),
    [
        ("2026-10-23", 3),  # 32 days before it
        ("2026-10-24", 0),
        ("2026-11-24", 0),
        ("2026-12-01", 0),  # a week after it
        ("2026-12-02", 3),
    ],
)
def test_a_birthday_is_greeted_from_a_month_before_it_to_a_week_after_it(
    carl: Pulse, today: str, code: int
) -> None:
    carl.today = today
    said = carl("remind", "done", "b1")
    assert said.code == code
    if code:
        assert "Carl Meyer's birthday comes on" in said.err
        assert "too far off to greet" in said.err
        assert carl.ok("contact", "list", "--json").items[0]["greeted_on"] is None


def test_a_birthday_is_greeted_once_a_year(carl: Pulse) -> None:
    carl.ok("remind", "done", "b1")
    refused = carl.fails(3, "remind", "done", "b1")
    assert "was greeted already, and comes again on Wed 24 Nov 2027" in refused.err
    carl.ok("remind", "done", "b1", today="2027-11-01")
    assert listed(carl, today="2027-11-01") == [(None, "2028-11-24", "birthday")]


def test_a_reminder_is_named_by_its_number_or_its_ref(pulse: Pulse) -> None:
    for what in ("x", "y", "z"):
        remind(pulse, "acme", "fri", what)
    assert [remind(pulse, "done", ref)["what"] for ref in ("1", "r2", " R3 ")] == ["x", "y", "z"]
    assert "done already" in pulse.fails(3, "remind", "done", "r1").err


def test_a_ref_that_nothing_has_is_answered_with_what_there_is(carl: Pulse) -> None:
    assert "there is no reminder r1" in carl.fails(3, "remind", "done", "1").err
    remind(carl, "acme", "tomorrow", "the \x1b[31mtalk")
    for ref in ("r7", "b7", "7"):
        refused = carl.fails(3, "remind", "done", ref).err
        assert "there is r1 (the \\x1b[31mtalk), b1 (Carl Meyer's birthday)" in refused
        assert "\x1b" not in refused
    for number in range(8):
        remind(carl, "acme", "fri", f"number {number}")
    assert "and 4 more: 'pulse remind list'" in carl.fails(3, "remind", "done", "b7").err


@pytest.mark.parametrize("ref", ["one", "c1", "b1.5", "rb1", "b 1", "", "\x1b", "b\u0661"])
def test_a_ref_that_makes_no_sense_is_taken_for_a_client(carl: Pulse, ref: str) -> None:
    refused = carl.fails(3 if ref else 2, "remind", "done", "--", ref).err
    assert "client" in refused
    assert "\x1b" not in refused


def test_a_birthday_that_nobody_knows_is_asked_for(pulse: Pulse) -> None:
    refused = pulse.fails(3, "remind", "done", "b1").err
    assert "the birthday of Carl Meyer isn't known" in refused
    assert "pulse contact edit acme-gmbh 1 --birthday" in refused


def test_a_birthday_is_edited_where_it_is_kept(carl: Pulse) -> None:
    remind(carl, "acme", "fri", "x")
    assert remind(carl, "edit", "r1", "--what", "y")["what"] == "y"
    refused = carl.fails(3, "remind", "edit", "b1", "--what", "y").err
    assert "pulse contact edit acme-gmbh 1 --birthday" in refused


def test_a_birthday_corrected_after_it_was_greeted_comes_up_if_it_is_to_come(carl: Pulse) -> None:
    carl.ok("remind", "done", "b1", today="2026-11-24")
    carl.today = "2026-11-25"
    carl.ok("contact", "edit", "acme", "carl", "--birthday", "1980-11-24")
    assert listed(carl) == [(None, "2027-11-24", "birthday")]
    carl.ok("contact", "edit", "acme", "carl", "--birthday", "1980-11-25")
    assert listed(carl) == [(None, "2027-11-25", "birthday")]
    carl.ok("contact", "edit", "acme", "carl", "--birthday", "1980-11-27")
    assert listed(carl) == [(None, "2026-11-27", "birthday")]
    carl.ok("undo")
    assert listed(carl) == [(None, "2027-11-25", "birthday")]


def test_a_birthday_that_was_taken_away_leaves_no_greeting_behind(carl: Pulse) -> None:
    carl.ok("remind", "done", "b1")
    carl.ok("contact", "edit", "acme", "carl", "--birthday", "")
    carl.ok("contact", "edit", "acme", "carl", "--birthday", "1979-11-24")
    assert listed(carl) == [(None, "2026-11-24", "birthday")]


def test_an_occasion_is_settled_with_the_contact_in_one_breath(carl: Pulse) -> None:
    remind(carl, "acme", "fri", "the talk")
    answer = carl.ok("remind", "done", "b1", "-c", "call", "--json").json
    assert list(answer) == ["schema", "today", "reminder", "touchpoint", "open"]
    assert (answer["touchpoint"]["channel"], answer["touchpoint"]["on"]) == ("call", "2026-11-21")
    said = carl.ok("remind", "done", "1", "--on", "yesterday", "-c", "video").out.splitlines()
    assert said[-2] == "Logged: video call with Acme GmbH, Fri 20 Nov 2026 (number 2)"
    carl.ok("undo")
    carl.ok("undo")
    assert carl.ok("history", "--json").items == []
    assert listed(carl) == [(None, "2026-11-24", "birthday"), (1, "2026-11-27", "the talk")]
    assert carl.ok("remind", "done", "1", "--json").json["touchpoint"] is None


def test_what_was_marked_done_in_error_is_opened_again(carl: Pulse) -> None:
    carl.ok("remind", "acme", "2026-11-23", "the talk")
    carl.ok("remind", "done", "r1")
    carl.fails(3, "remind", "edit", "1", "--what", "their talk")
    said = carl.ok("remind", "edit", "1", "--open", "--what", "their talk").out
    assert said.splitlines() == [
        "Edited: Acme GmbH, Mon 23 Nov 2026: their talk (number 1)",
        "  what: the talk → their talk; done: Sat 21 Nov → none",
    ]
    (ref,) = (one["ref"] for one in carl.ok("remind", "list", "--json").items if one["id"])
    assert ref == "r1"
    carl.ok("undo")
    carl.fails(3, "remind", "edit", "1", "--what", "their talk")


def test_of_a_birthday_nothing_but_the_greeting_is_changed(carl: Pulse) -> None:
    refused = carl.fails(3, "remind", "edit", "b1", "--open", "--what", "x")
    assert "is the birthday of" in refused.err
    carl.fails(3, "remind", "edit", "b9", "--open")
    assert carl.ok("remind", "edit", "b1", "--open").out.startswith("Not greeted: ")
    assert "opened" not in carl.ok("undo", "--list").out  # nothing was to be opened


def test_a_birthday_still_to_come_is_refused(pulse: Pulse) -> None:
    pulse.ok("add", "Delta")
    for day in ("2026-11-22", "2204-04-12"):
        refused = pulse.fails(2, "contact", "add", "delta", "Ann", "--birthday", day)
        assert "is in the future" in refused.err
    for day in ("2026-11-21", "--12-24"):
        pulse.ok("contact", "add", "delta", "Ann", "--birthday", day)
    refused = pulse.fails(2, "contact", "edit", "delta", "2", "--birthday", "2026-11-22")
    assert "is in the future" in refused.err
    pulse.ok("contact", "edit", "delta", "2", "--birthday", "")
