"""What the relationship rules put into today's list, by the commands a person would type."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse, filled_once

START = "2026-11-02"  # a Monday


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    """A client with no cadence: whatever is due comes from the relationship."""
    pulse.today = START
    pulse.ok(
        *("add", "Acme", "--meet", "none", "--update", "none", "--since", START),
        *("--email", "ann@acme.example"),
    )


@pytest.fixture
def due(acme: Pulse) -> Callable[..., list[tuple[str, str, str]]]:
    def items(day: str, *options: str) -> list[tuple[str, str, str]]:
        found = acme.ok("due", "--json", *options, today=day).items
        return [(one["rule"], one["status"], one["due_on"]) for one in found]

    return items


Due = Callable[..., list[tuple[str, str, str]]]


def the_item(pulse: Pulse, day: str, rule: str) -> dict[str, Any]:
    [item] = [one for one in pulse.ok("due", "--json", today=day).items if one["rule"] == rule]
    return item


def test_a_promise_is_due_on_its_day_and_late_after_it(acme: Pulse, due: Due) -> None:
    acme.ok("promise", "acme", "the", "tax", "estimate", "--by", "2026-11-13")
    assert due("2026-11-12") == []
    assert due("2026-11-12", "--within", "1d") == [("promise", "soon", "2026-11-13")]
    assert due("2026-11-13") == [("promise", "due", "2026-11-13")]
    assert due("2026-11-14") == [("promise", "overdue", "2026-11-13")]
    acme.ok("done", "1", today="2026-11-14")
    assert due("2026-11-14") == []


def test_a_promise_for_a_sunday_is_due_on_the_friday_before(acme: Pulse, due: Due) -> None:
    acme.ok("promise", "acme", "figures", "--by", "2026-11-15")
    assert due("2026-11-12") == []
    assert due("2026-11-13") == [("promise", "due", "2026-11-15")]
    item = the_item(acme, "2026-11-13", "promise")
    assert (item["act_by"], item["interval"], item["days_overdue"]) == ("2026-11-13", None, 0)


def test_what_has_no_day_never_comes_up(acme: Pulse, due: Due) -> None:
    acme.ok("promise", "acme", "a better office")
    acme.ok("ask", "acme", "their wishes")
    assert due("2027-01-31") == []


def test_what_the_client_owes_is_chased_the_day_after_and_every_three_days(
    acme: Pulse, due: Due
) -> None:
    acme.ok("ask", "acme", "payroll files", "--by", "2026-11-10")
    assert due("2026-11-10") == []
    assert due("2026-11-11") == [("chase", "due", "2026-11-11")]
    acme.ok("draft", "chase", "acme", "--log", today="2026-11-12")
    assert due("2026-11-14") == []
    assert due("2026-11-15") == [("chase", "due", "2026-11-15")]
    acme.ok("log", "acme", "asked again", "-c", "email", "--chase", today="2026-11-16")
    assert due("2026-11-18") == []
    assert due("2026-11-20") == [("chase", "overdue", "2026-11-19")]
    acme.ok("done", "1", today="2026-11-20")
    assert due("2026-11-20") == []


def test_the_chase_is_one_series_a_client_that_ends_in_a_call(acme: Pulse, due: Due) -> None:
    acme.ok("ask", "acme", "payroll files", "--by", "2026-11-03")
    acme.ok("ask", "acme", "the lease", "--by", "2026-11-09")
    for today, chased, suggestion in (
        ("2026-11-04", 0, "ask for it, friendly and firm"),
        ("2026-11-07", 1, "ask again, and mention the first time"),
        ("2026-11-10", 2, "ask once more, and propose a call"),
    ):
        item = the_item(acme, today, "chase")
        assert (item["due_on"], item["suggestion"]) == (today, suggestion)
        assert item["reason"].count("; reminded") == bool(chased)
        acme.ok("draft", "chase", "acme", "--log", today=today)
    assert due("2026-11-12") == []
    item = the_item(acme, "2026-11-13", "chase")
    since = "they owe you payroll files since Tue 3 Nov"
    assert item["reason"] == f"{since}, and 1 more; reminded 3 times"
    assert item["suggestion"].startswith("call them")
    out = acme.ok("due", "--format", "markdown", today="2026-11-13").out
    assert "pulse log acme -c call --chase" in out
    # One more letter settles nothing; a call does, and what we talk about starts it anew.
    acme.ok("draft", "chase", "acme", "--log", today="2026-11-13")
    assert due("2026-11-14") == [("chase", "overdue", "2026-11-13")]
    acme.ok("log", "acme", "-c", "call", "--chase", today="2026-11-14")
    assert due("2026-11-16") == []
    assert "reminded 5 times" in the_item(acme, "2026-11-17", "chase")["reason"]
    acme.ok("log", "acme", "They will send it on Friday", today="2026-11-17")
    assert due("2026-11-19") == []
    assert "reminded" not in the_item(acme, "2026-11-20", "chase")["reason"]


def test_of_one_day_what_was_typed_later_came_later(acme: Pulse, due: Due) -> None:
    acme.ok("ask", "acme", "payroll files", "--by", "2026-11-03")
    acme.ok("log", "acme", "--chase", today="2026-11-10")
    acme.ok("log", "acme", "talked", "-c", "call", today="2026-11-10")
    assert "reminded" not in the_item(acme, "2026-11-13", "chase")["reason"]
    acme.ok("log", "acme", "--chase", "-d", "2026-11-10", today="2026-11-13")
    assert the_item(acme, "2026-11-13", "chase")["reason"].endswith("reminded once")
    # A chase of tomorrow, typed already, counts from tomorrow on.
    acme.ok("log", "acme", "--chase", today="2026-11-20")
    assert the_item(acme, "2026-11-13", "chase")["reason"].endswith("reminded once")


def test_what_is_received_ends_its_part_of_the_chase(acme: Pulse, due: Due) -> None:
    acme.ok("ask", "acme", "payroll files", "--by", "2026-11-03")
    acme.ok("ask", "acme", "the lease", "--by", "2026-11-12")
    for today in ("2026-11-04", "2026-11-07", "2026-11-10"):
        acme.ok("log", "acme", "--chase", today=today)
    acme.ok("done", "1", today="2026-11-11")
    # The lease was never chased: its own day is the start.
    assert due("2026-11-12") == []
    assert "reminded" not in the_item(acme, "2026-11-13", "chase")["reason"]


def test_a_meeting_asks_for_a_recap_until_one_was_sent(acme: Pulse, due: Due) -> None:
    acme.ok("log", "acme", "budget", "-c", "meeting", today="2026-11-06")  # a Friday
    assert due("2026-11-06") == []
    assert due("2026-11-09") == [("recap", "due", "2026-11-09")]
    acme.ok("log", "acme", "thanks", "-c", "email", today="2026-11-09")
    assert due("2026-11-10") == [("recap", "overdue", "2026-11-09")]
    acme.ok("log", "acme", "recap", "-c", "email", "--recap", today="2026-11-10")
    assert due("2026-11-10") == []


def test_the_first_meeting_without_a_recap_says_how_late_it_is(acme: Pulse, due: Due) -> None:
    for day in ("2026-11-03", "2026-11-10"):
        acme.ok("log", "acme", "-c", "meeting", "--agreed", "a budget", today=day)
    assert due("2026-11-11") == [("recap", "overdue", "2026-11-04")]
    acme.ok("draft", "recap", "acme", "--log", today="2026-11-11")
    assert due("2026-11-11") == [("recap", "due", "2026-11-11")]
    acme.ok("draft", "recap", "acme", "--log", today="2026-11-12")
    assert due("2026-11-12") == []


def test_a_recap_is_asked_for_until_it_is_30_days_late(acme: Pulse, due: Due) -> None:
    acme.ok("log", "acme", "budget", "-c", "meeting", today="2026-11-02")
    assert ("recap", "overdue", "2026-11-03") in due("2026-12-03")
    assert "recap" not in [rule for rule, *_ in due("2026-12-04")]


def test_what_due_says_to_type_for_a_recap_is_not_refused(acme: Pulse) -> None:
    acme.ok("contact", "add", "acme", "Ann", "--email", "ann@acme.example")
    acme.ok("log", "acme", "budget", "-c", "meeting", today="2026-11-02")

    def command() -> list[str]:
        [said] = re.findall(
            r"pulse ((?:touchpoint|draft) [^|`]*)",
            acme.ok("due", "--format", "markdown", today="2026-11-04").out,
        )
        return str(said).split()

    assert command() == ["touchpoint", "edit", "1", "--agreed", "WHAT"]
    acme.ok(*command(), today="2026-11-04")
    assert command() == ["draft", "recap", "acme", "--log"]
    acme.ok(*command(), today="2026-11-04")
    acme.ok("log", "acme", "again", "-c", "meeting", today="2026-11-05")
    acme.ok("promise", "acme", "the plan", today="2026-11-05")
    due = acme.ok("due", "--format", "markdown", today="2026-11-09").out
    assert "pulse draft recap acme --log" in due
    acme.ok("done", "1", today="2026-11-06")
    due = acme.ok("due", "--format", "markdown", today="2026-11-09").out
    assert "pulse touchpoint edit 3 --agreed WHAT" in due


def test_a_recap_that_is_past_hides_none_of_a_later_conversation(acme: Pulse, due: Due) -> None:
    for day in ("2026-11-02", "2026-12-01"):
        acme.ok("log", "acme", "budget", "-c", "meeting", today=day)
    assert ("recap", "overdue", "2026-11-03") in due("2026-12-03")
    assert ("recap", "overdue", "2026-12-02") in due("2026-12-04")
    assert "Tuesday 1 December" in acme.ok("draft", "recap", "acme", today="2026-12-04").out


@pytest.mark.parametrize(("recap", "expected"), [("meeting", 0), ("voice", 1), ("none", 0)])
def test_which_conversations_ask_for_a_recap_is_a_setting(
    acme: Pulse, due: Due, config: Path, recap: str, expected: int
) -> None:
    config.write_text(f'recap = "{recap}"\n')
    acme.ok("log", "acme", "on the phone", "-c", "call", today="2026-11-05")
    assert len(due("2026-11-09")) == expected
    config.write_text('[rules]\nrecap = "none"\n')
    assert due("2026-11-09") == []


def test_a_mistake_comes_first_until_told_then_waits_to_be_made_good(acme: Pulse, due: Due) -> None:
    acme.ok("add", "Silent", "--meet", "none", "--update", "1d", "--since", "2026-10-01")
    acme.ok("mistake", "acme", "sent", "the", "wrong", "invoice", "--fix", "a new one")
    found = due(START)
    assert found[0] == ("own_up", "due", START)
    assert found[1][:2] == ("update", "overdue")
    acme.ok("mistake", "told", "1", today="2026-11-03")
    assert [one for one in due("2026-11-09") if one[0] != "update"] == []
    assert ("make_good", "due", "2026-11-10") in due("2026-11-10")
    acme.ok("mistake", "fixed", "1", today="2026-11-10")
    assert [one for one in due("2026-11-23") if one[0] != "update"] == []
    assert ("look_back", "due", "2026-11-24") in due("2026-11-24")
    acme.ok("log", "acme", "all is well", today="2026-11-24")
    assert [one for one in due("2026-11-24") if one[0] != "update"] == []


def test_a_meeting_of_today_comes_before_a_mistake_and_it_before_all_else(
    acme: Pulse, due: Due
) -> None:
    acme.ok("mistake", "acme", "lost a letter")
    acme.ok("add", "Busy", "--meet", "1y", "--update", "none", "--since", START)
    acme.ok("meeting", "book", "busy", "2026-11-04")
    acme.ok("promise", "busy", "an offer", "--by", "2026-11-03")
    rules = [one[0] for one in due("2026-11-04")]
    assert rules == ["appointment", "own_up", "promise"]


def test_a_moment_comes_on_its_day_and_goes_when_done(acme: Pulse, due: Due) -> None:
    acme.ok("remind", "acme", "2026-11-15", "ask", "about", "Lisbon")
    assert due("2026-11-13") == [("moment", "due", "2026-11-15")]
    assert due("2026-11-18") == [("moment", "overdue", "2026-11-15")]
    acme.ok("remind", "done", "1", today="2026-11-18")
    assert due("2026-11-18") == []


@pytest.mark.parametrize(("born", "day"), [("1979-11-12", "2026-11-12"), ("--02-29", "2027-02-28")])
def test_birthdays_come_by_themselves_and_a_greeting_ends_them(
    acme: Pulse, due: Due, born: str, day: str, config: Path
) -> None:
    config.write_text('[rules]\nfeedback = "none"\ncheckup = "none"\n')
    acme.ok("contact", "add", "acme", "Ruth", "--email", "ruth@acme.example", "--birthday", born)
    assert due(day) == [("moment", "due", day)]
    assert "Ruth" in the_item(acme, day, "moment")["reason"]
    acme.ok("draft", "greeting", "acme", "--log", today=day)
    assert due(day) == []


def test_a_greeting_settles_the_moment_it_was_written_for(
    acme: Pulse, due: Due, config: Path
) -> None:
    config.write_text('[rules]\nfeedback = "none"\ncheckup = "none"\n')
    acme.ok(
        "contact", "add", "acme", "Ruth", "--email", "ruth@acme.example", "--birthday", "1979-11-22"
    )  # a Sunday
    acme.ok("draft", "greeting", "acme", "--log", today="2026-11-17")
    assert due("2026-11-20") == due("2026-11-23") == []
    acme.ok("remind", "acme", "2026-12-01", "ten years of", "Acme", today="2026-11-25")
    assert due("2026-12-01") == [("moment", "due", "2026-12-01")]
    acme.ok("draft", "greeting", "acme", "--log", today="2026-12-01")
    assert due("2026-12-01") == []
    acme.ok("undo", today="2026-12-01")
    assert due("2026-12-01") == [("moment", "due", "2026-12-01")]


@pytest.fixture
def two_birthdays(acme: Pulse, config: Path) -> Pulse:
    config.write_text('[rules]\nfeedback = "none"\ncheckup = "none"\nupdate = "none"\n')
    acme.ok("contact", "add", "acme", "Ruth", "--email", "r@acme.example", "--birthday=--11-24")
    acme.ok("contact", "add", "acme", "Tom", "--email", "t@acme.example", "--birthday=--11-25")
    acme.today = "2026-11-24"
    return acme


def birthdays(pulse: Pulse) -> list[str]:
    items = pulse.ok("due", "--within", "1w", "--json").items
    return [item["ref"] for item in items if item["rule"] == "moment"]


def test_a_greeting_settles_the_birthday_of_one_person(two_birthdays: Pulse) -> None:
    assert birthdays(two_birthdays) == ["b2", "b3"]
    sent = two_birthdays.ok("draft", "greeting", "acme", "--for", "b3", "--log", "--json").json
    assert sent["to"] == "t@acme.example"
    assert birthdays(two_birthdays) == ["b2"]
    assert two_birthdays.ok("draft", "greeting", "acme", "--log", "--json").json["to"] == (
        "r@acme.example"
    )
    assert birthdays(two_birthdays) == []
    two_birthdays.ok("undo")
    assert birthdays(two_birthdays) == ["b2"]


def test_neither_another_word_nor_another_greeting_settles_a_birthday(
    two_birthdays: Pulse,
) -> None:
    two_birthdays.ok("remind", "acme", "2026-11-24", "the promotion", "--with", "ruth")
    two_birthdays.ok("log", "acme", "Talked about the audit")
    two_birthdays.ok("draft", "update", "acme", "--log")
    assert birthdays(two_birthdays) == ["r1", "b2", "b3"]
    sent = two_birthdays.ok("draft", "greeting", "acme", "--for", "r1", "--log", "--json").json
    assert sent["body"].startswith("Dear Ruth,")
    assert birthdays(two_birthdays) == ["b2", "b3"]


def test_a_birthdays_command_greets_for_that_birthday(two_birthdays: Pulse) -> None:
    assert "pulse draft greeting acme --for b2 --log" in two_birthdays.ok("due").out
    two_birthdays.ok("draft", "greeting", "acme", "--for", "b2", "--log")
    again = two_birthdays.fails(3, "draft", "greeting", "acme", "--for", "b2", "--log")
    assert "was greeted already, and comes again on Wed 24 Nov 2027" in again.err
    assert len(two_birthdays.ok("history", "--json").items) == 1


def test_a_greeting_that_is_deleted_opens_the_birthday_it_settled(two_birthdays: Pulse) -> None:
    for ref in ("b2", "b3"):
        two_birthdays.ok("draft", "greeting", "acme", "--for", ref, "--log")
    assert birthdays(two_birthdays) == []
    assert two_birthdays.ok("history", "--json").items[0]["with"] == ["Tom"]
    two_birthdays.ok("touchpoint", "delete", "2")
    assert birthdays(two_birthdays) == ["b3"]
    two_birthdays.ok("touchpoint", "edit", "1", "--no-purpose")
    assert birthdays(two_birthdays) == ["b2", "b3"]


def test_a_greeting_that_is_deleted_opens_the_reminder_it_settled(two_birthdays: Pulse) -> None:
    two_birthdays.ok("remind", "acme", "2026-11-24", "the promotion")
    two_birthdays.ok("draft", "greeting", "acme", "--for", "r1", "--log")
    two_birthdays.ok("touchpoint", "edit", "1", "--note", "another subject")
    assert birthdays(two_birthdays) == ["b2", "b3"]
    two_birthdays.ok("touchpoint", "delete", "1")
    assert birthdays(two_birthdays) == ["r1", "b2", "b3"]


@pytest.mark.parametrize("back", [("delete", "1"), ("edit", "1", "--no-purpose")], ids=" ".join)
@pytest.mark.parametrize("written_on", ["2026-12-31", "2027-01-12", "2027-01-13", "2027-01-14",
                                        "2027-02-13", "2027-05-30"])  # fmt: skip
def test_a_yearly_reminder_greeted_early_on_its_day_or_late_opens_with_its_letter(
    acme: Pulse, written_on: str, back: tuple[str, ...]
) -> None:
    acme.ok("contact", "add", "acme", "Ann", "--email", "a@acme.example", "--primary")
    acme.ok("remind", "acme", "2020-01-13", "since", "2020", "--yearly", today="2026-11-24")

    def comes_on() -> str:
        (one,) = acme.ok("remind", "list", "--json", today=written_on).items
        return str(one["next_on"])

    assert comes_on() == "2027-01-13"
    acme.ok("draft", "greeting", "acme", "--for", "r1", "--log", today=written_on)
    assert comes_on() == "2028-01-13"
    acme.ok("touchpoint", *back, today=written_on)
    assert comes_on() == "2027-01-13"


def test_a_birthday_opens_with_its_letter_though_a_yearly_reminder_was_done_months_ago(
    two_birthdays: Pulse,
) -> None:
    two_birthdays.ok("remind", "acme", "2020-03-01", "since", "2020", "--yearly")
    two_birthdays.ok("draft", "greeting", "acme", "--for", "b2", "--log")
    two_birthdays.ok("touchpoint", "edit", "1", "--with", "")
    two_birthdays.ok("touchpoint", "delete", "1")
    assert birthdays(two_birthdays) == ["b2", "b3"]


@pytest.fixture
@filled_once
def apologised(acme: Pulse) -> None:
    """A mistake of 20 November, told by an apology on the 24th."""
    acme.today = "2026-11-24"
    acme.ok("contact", "add", "acme", "Ann", "--email", "a@acme.example", "--primary")
    acme.ok("mistake", "acme", "Lost it", "--on", "2026-11-20", "--fix", "x")
    acme.ok("draft", "apology", "acme", "--log")


def told_on(pulse: Pulse) -> list[str]:
    return [one["told_on"] for one in pulse.ok("mistake", "list", "--all", "--json").items]


def test_an_apology_of_another_day_told_of_its_mistake_on_that_day(apologised: Pulse) -> None:
    for day in ("2026-11-23", "2026-11-20", "2026-11-24"):
        apologised.ok("touchpoint", "edit", "1", "-d", day)
        assert told_on(apologised) == [day]
    apologised.ok("mistake", "fixed", "1")
    apologised.ok("touchpoint", "edit", "1", "-d", "2026-11-22")
    assert told_on(apologised) == ["2026-11-22"]
    apologised.ok("undo")
    assert told_on(apologised) == ["2026-11-24"]


def test_an_apology_before_its_mistake_or_after_it_was_fixed_is_refused(
    apologised: Pulse, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    refused = apologised.fails(2, "touchpoint", "edit", "1", "-d", "2026-11-19")
    assert "the mistake happened on Fri 20 Nov 2026, so it can't have been told" in refused.err
    assert dump() == before
    apologised.ok("touchpoint", "edit", "1", "-d", "2026-11-20")
    apologised.ok("mistake", "fixed", "1", "--on", "2026-11-22")
    refused = apologised.fails(2, "touchpoint", "edit", "1", "-d", "2026-11-23")
    assert "it can't have been fixed on Sun 22 Nov 2026" in refused.err
    assert told_on(apologised) == ["2026-11-20"]


def test_an_apology_that_moves_leaves_alone_what_may_be_another_ones(apologised: Pulse) -> None:
    apologised.ok("mistake", "acme", "Lost it again")
    apologised.ok("mistake", "told", "2")
    apologised.ok("touchpoint", "edit", "1", "-d", "2026-11-23")
    assert told_on(apologised) == ["2026-11-24"] * 2


def test_an_apology_that_is_deleted_leaves_its_mistake_untold(acme: Pulse) -> None:
    acme.today = "2026-11-24"
    acme.ok("contact", "add", "acme", "Ann", "--email", "a@acme.example", "--primary")
    for what in ("one", "two"):
        acme.ok("mistake", "acme", what, "--fix", "x")
        acme.ok("draft", "apology", "acme", "--log")

    def told() -> list[bool]:
        items = acme.ok("mistake", "list", "--json").items
        return [one["told_on"] is not None for one in sorted(items, key=lambda one: one["id"])]

    acme.ok("touchpoint", "delete", "1")
    assert told() == [True, True]  # nobody can say which of the two
    acme.ok("mistake", "fixed", "2")
    acme.ok("touchpoint", "delete", "2")
    assert told() == [False]


@pytest.mark.parametrize(
    ("ref", "code", "said"),
    [
        ("b9", 3, "there is b2 (Ruth's birthday), b3 (Tom's birthday)"),
        ("r1", 3, "r1 belongs to Beta, not to Acme"),
        ("b4", 3, "b4 belongs to Beta, not to Acme"),
        ("x1", 3, 'none of the reminders and birthdays with Acme matches "x1"'),
        ("", 2, "give its number, or words from it"),
    ],
)
def test_a_greeting_is_for_something_of_that_client(
    two_birthdays: Pulse, ref: str, code: int, said: str
) -> None:
    two_birthdays.ok("add", "Beta", "--contact", "Bea")
    two_birthdays.ok("contact", "edit", "beta", "bea", "--birthday=--11-24")
    two_birthdays.ok("remind", "beta", "fri", "the fair")
    refused = two_birthdays.fails(code, "draft", "greeting", "acme", "--for", ref, "--log")
    assert said in refused.err
    assert two_birthdays.ok("history", "--json").items == []


def test_only_a_greeting_is_for_an_occasion(two_birthdays: Pulse) -> None:
    refused = two_birthdays.fails(2, "draft", "update", "acme", "--for", "b2")
    assert "--for belongs to another kind of draft" in refused.err


def test_feedback_is_asked_for_every_six_months(acme: Pulse, due: Due, config: Path) -> None:
    config.write_text('[rules]\ncheckup = "none"\n')
    assert due("2027-04-29") == []
    assert due("2027-04-30") == [("feedback", "due", "2027-05-02")]
    assert the_item(acme, "2027-04-30", "feedback")["interval"] == "6m"
    acme.ok("feedback", "acme", "they", "like", "the", "speed", "--score", "9", today="2027-05-01")
    assert due("2027-10-29") == []
    assert due("2027-11-01") == [("feedback", "due", "2027-11-01")]
    acme.ok("draft", "feedback", "acme", "--log", today="2027-11-01")
    assert due("2027-11-02") == []


def test_a_finished_project_is_asked_about_twice(acme: Pulse, due: Due) -> None:
    acme.ok("project", "start", "acme", "New", "books")
    acme.ok("project", "finish", "acme", "books", today="2026-11-06")
    assert due("2026-11-12") == []
    assert due("2026-11-13") == [("project_feedback", "due", "2026-11-13")]
    acme.ok("feedback", "acme", "fine", "--project", "books", today="2026-11-13")
    assert due("2026-12-03") == []
    assert due("2026-12-04") == [("project_feedback", "due", "2026-12-06")]
    acme.ok("feedback", "acme", "still fine", "--project", "books", today="2026-12-04")
    assert due("2026-12-31") == []


def test_a_check_up_comes_after_three_months_then_every_six(
    acme: Pulse, due: Due, config: Path
) -> None:
    config.write_text('[rules]\nfeedback = "none"\n')
    assert due("2027-02-01") == []
    assert due("2027-02-02") == [("checkup", "due", "2027-02-02")]
    assert the_item(acme, "2027-02-02", "checkup")["interval"] == "3m"
    acme.ok("checkup", "acme", "--set", "communication=yes", today="2027-02-02")
    assert due("2027-07-30") == []
    assert due("2027-08-02") == [("checkup", "due", "2027-08-02")]
    assert the_item(acme, "2027-08-02", "checkup")["interval"] == "6m"


def test_a_rule_is_off_or_slower_for_one_client(acme: Pulse, due: Due) -> None:
    acme.ok("add", "Other", "--meet", "none", "--update", "none", "--since", START)
    day = "2027-05-03"
    assert sorted(one[0] for one in due(day)) == ["checkup", "checkup", "feedback", "feedback"]
    acme.ok("client", "rules", "acme", "checkup=none", "feedback=1y")
    assert sorted(one[0] for one in due(day)) == ["checkup", "feedback"]
    acme.ok("client", "rules", "acme", "checkup=default")
    assert sorted(one[0] for one in due(day)) == ["checkup", "checkup", "feedback"]


def test_one_client_stays_one_row(acme: Pulse) -> None:
    for number in range(4):
        acme.ok("promise", "acme", f"thing {number}", "--by", "2026-11-04")
    acme.ok("ask", "acme", "files", "--by", "2026-11-03")
    shown = acme.ok("due", today="2026-11-05").out
    assert shown.count("Acme") == 1
    assert len(acme.ok("due", "--json", today="2026-11-05").items) == 5


def test_days_off_bring_reminders_forward_and_the_day_after_is_no_wall(acme: Pulse) -> None:
    acme.ok("promise", "acme", "the estimate", "--by", "2026-11-12")
    acme.ok("add", "Brook", "--meet", "none", "--update", "none", "--since", START)
    acme.ok("ask", "brook", "the files", "--by", "2026-11-12")
    acme.ok("away", "2026-11-09", "2026-11-13")
    assert the_item(acme, "2026-11-06", "promise")["act_by"] == "2026-11-06"
    away = acme.ok("due", "--json", today="2026-11-10").json["away"]
    assert away == {"from": "2026-11-09", "to": "2026-11-13", "came_up": None}
    assert "away until Fri 13 Nov" in acme.ok("due", today="2026-11-10").out
    back = acme.ok("due", "--json", today="2026-11-16").json
    assert len(back["items"]) == 2
    assert back["away"]["came_up"] == 1  # the promise was listed on the Friday before
    assert "In your 5 days off 1 client came up" in acme.ok("due", today="2026-11-16").out
    assert acme.ok("due", "--json", today="2026-11-17").json["away"] is None


def came_up(pulse: Pulse, today: str) -> tuple[str, str, int | None] | None:
    away = pulse.ok("due", "--json", today=today).json["away"]
    return away and (away["from"], away["to"], away["came_up"])


def test_who_came_up_in_the_days_off_was_not_listed_before_them(acme: Pulse) -> None:
    acme.ok("away", "2026-11-09", "2026-11-13")
    acme.ok("promise", "acme", "the estimate", "--by", "2026-11-06")
    for name in ("Brook", "Cliff", "Dune"):
        acme.ok("add", name, "--meet", "none", "--update", "none", "--since", START)
    acme.ok("promise", "dune", "the plan", "--by", "2026-11-17")
    back = "2026-11-16"
    assert came_up(acme, back) == ("2026-11-09", "2026-11-13", 0)
    for key in ("acme", "brook"):  # acme was listed already
        acme.ok("log", key, "-c", "email", "--inbound", "-d", "2026-11-10", today=back)
    acme.ok("mistake", "cliff", "a wrong bill", today="2026-11-11")
    assert came_up(acme, back) == ("2026-11-09", "2026-11-13", 2)
    assert "In your 5 days off 2 clients came up" in acme.ok("due", today=back).out
    assert "5 days off 2 clients came up" in acme.ok("due", "--within", "2w", today=back).out


def test_days_off_without_a_workday_between_are_one_absence(acme: Pulse) -> None:
    acme.ok("away", "2026-12-24", "2027-01-02")
    assert came_up(acme, "2027-01-02") == ("2026-12-24", "2027-01-02", None)
    assert came_up(acme, "2027-01-03") is None  # a Sunday
    assert came_up(acme, "2027-01-04") == ("2026-12-24", "2027-01-02", 0)
    acme.ok("away", "2027-01-03")
    for day in ("2026-12-24", "2027-01-01", "2027-01-03"):
        assert came_up(acme, day) == ("2026-12-24", "2027-01-03", None)
    assert "your 11 days off" in acme.ok("due", today="2027-01-04").out
    acme.ok("away", "2027-01-04", "2027-01-08")
    acme.ok("away", "2027-01-11")
    assert came_up(acme, "2027-01-09") == ("2026-12-24", "2027-01-11", None)
    assert came_up(acme, "2027-01-12") == ("2026-12-24", "2027-01-11", 0)
    assert came_up(acme, "2027-01-13") is None
    assert came_up(acme, "2026-12-23") is None
    acme.ok("away", "2027-01-13")
    assert came_up(acme, "2027-01-12") == ("2026-12-24", "2027-01-11", 0)
    assert came_up(acme, "2027-01-14") == ("2027-01-13", "2027-01-13", 0)


def test_the_hour_to_dial_is_named_on_its_day(acme: Pulse, config: Path) -> None:
    config.write_text('dial = "fri 10:00"\n')
    assert "Smile and dial at 10:00" in acme.ok("due", today="2026-11-06").out
    assert acme.ok("due", "--json", today="2026-11-06").json["dial_at"] == "10:00"
    assert acme.ok("due", "--json", today="2026-11-05").json["dial_at"] is None


def test_a_snooze_hides_reminders_to_get_in_touch_but_not_what_we_owe(
    acme: Pulse, due: Due
) -> None:
    acme.ok("promise", "acme", "the estimate", "--by", "2026-11-10")
    acme.ok("ask", "acme", "the files", "--by", "2026-11-09")
    acme.ok("remind", "acme", "2026-11-10", "the", "talk")
    acme.ok("mistake", "acme", "a wrong name")
    assert len(due("2026-11-10")) == 4
    acme.ok("snooze", "acme", "2026-12-01")
    assert [one[0] for one in due("2026-11-10")] == ["own_up", "promise"]
    acme.ok("client", "pause", "acme")
    assert due("2026-11-10") == []


def test_what_was_there_before_the_upgrade_or_an_import_is_not_asked_about_at_once(
    acme: Pulse, due: Due, tmp_path: Path
) -> None:
    file = tmp_path / "touchpoints.csv"
    file.write_text("client,on,channel\nacme,2026-10-01,meeting\n")
    (tmp_path / "clients.csv").write_text("name,since,meeting,update\nOld,2020-01-01,none,none\n")
    acme.ok("import", str(tmp_path / "clients.csv"))
    acme.ok("import", str(file))
    assert due(START) == []


def test_a_client_with_whom_all_is_well_still_has_its_meeting_of_today(
    acme: Pulse, due: Due
) -> None:
    acme.ok("meeting", "book", "acme", "2026-11-04")
    assert due("2026-11-03") == []
    assert due("2026-11-04") == [("appointment", "today", "2026-11-04")]


def test_who_was_asked_lately_by_the_house_s_interval_is_due_by_its_own(
    acme: Pulse, due: Due
) -> None:
    acme.ok("client", "rules", "acme", "feedback=1m", "checkup=1m")
    acme.ok("feedback", "acme", "fine", today="2026-11-03")
    acme.ok("checkup", "acme", "--set", "communication=yes", today="2026-11-03")
    assert due("2026-12-02") == []
    assert due("2026-12-03") == [
        ("checkup", "due", "2026-12-03"),
        ("feedback", "due", "2026-12-03"),
    ]


def test_what_was_late_before_the_days_off_did_not_come_up_in_them(acme: Pulse) -> None:
    acme.ok("promise", "acme", "an old thing", "--by", "2026-11-04")
    acme.ok("away", "2026-11-09", "2026-11-13")
    assert acme.ok("due", "--json", today="2026-11-16").json["away"]["came_up"] == 0


@pytest.mark.parametrize("own", [False, True])
def test_a_rule_with_more_than_a_year_comes_up_too(
    acme: Pulse, due: Due, config: Path, own: bool
) -> None:
    rules = {"project_feedback": "13m", "look_back": "18m"}
    others = 'feedback = "none"\ncheckup = "none"\n'
    if own:
        acme.ok("client", "rules", "acme", *(f"{rule}={span}" for rule, span in rules.items()))
    else:
        others += "".join(f'{rule} = "{span}"\n' for rule, span in rules.items())
    config.write_text(f"[rules]\n{others}")
    acme.ok("project", "start", "acme", "Website", today="2026-11-02")
    acme.ok("project", "finish", "acme", "Website", today="2026-11-10")
    acme.ok("mistake", "acme", "a wrong bill", "--fix", "a new one", today="2026-11-02")
    for word in ("told", "fixed"):
        acme.ok("mistake", word, "1", today="2026-11-10")
    assert due("2027-12-09") == []
    assert due("2027-12-10") == [("project_feedback", "due", "2027-12-10")]
    assert ("look_back", "due", "2028-05-10") in due("2028-05-10")
    assert ("look_back", "overdue", "2028-05-10") in due("2029-05-10")
    assert due("2029-05-11") == []  # nobody asked for a year
