"""Where a number is asked for, a client will do; and several things are done at once."""

from __future__ import annotations

import pytest

from tests.conftest import Outcome, Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--contact", "Ann Field")
    pulse.ok("add", "Bianchi")
    pulse.ok("promise", "acme", "the tax estimate", "--by", "2026-11-27")
    pulse.ok("promise", "acme", "the report")
    pulse.ok("ask", "acme", "the payroll files of 2026", "--by", "2026-12-01")
    pulse.ok("promise", "bianchi", "the report")


def choices(outcome: Outcome) -> list[str]:
    return [line.strip() for line in outcome.err.splitlines()[1:-1]]


def state(pulse: Pulse) -> list[tuple[int, str | None]]:
    items = pulse.ok("commitment", "list", "--all", "--json").items
    return sorted((one["id"], one["done_on"]) for one in items)


def test_the_only_open_one_of_a_client_is_taken(pulse: Pulse) -> None:
    assert pulse.ok("done", "bianchi", "--json").json["commitment"]["id"] == 4


def test_several_are_listed_with_their_numbers_and_none_is_taken(pulse: Pulse) -> None:
    before = state(pulse)
    refused = pulse.fails(3, "done", "acme")
    assert refused.err.startswith("error: there are 3 open things with Acme GmbH\n")
    assert choices(refused) == [
        "1  the tax estimate (promised, Fri 27 Nov)",
        "3  the payroll files of 2026 (asked for, Tue 1 Dec)",
        "2  the report (promised)",
    ]
    assert refused.err.endswith("hint: say which: pulse done 1; all of them: pulse done 1 3 2\n")
    assert state(pulse) == before


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("report",), 2),
        (("the", "report"), 2),
        (("REPORT", "the"), 2),
        (("estim",), 1),
        (("payroll", "2026"), 3),
        (("friday",), 1),
        (("27", "nov"), 1),
        (("1", "december"), 3),
        (("2",), 2),
        (("asked",), 3),
    ],
)
def test_words_behind_the_client_choose_one(
    pulse: Pulse, words: tuple[str, ...], number: int
) -> None:
    assert pulse.ok("done", "acme", *words, "--json").json["commitment"]["id"] == number


def test_words_that_fit_several_or_none_choose_nothing(pulse: Pulse) -> None:
    refused = pulse.fails(3, "done", "acme", "the")
    assert '"the" matches 3 open things with Acme GmbH' in refused.err
    assert len(choices(refused)) == 3
    refused = pulse.fails(3, "done", "acme", "invoice")
    assert 'none of the open things with Acme GmbH matches "invoice"' in refused.err
    assert len(choices(refused)) == 3
    # A number in a text isn't a part of a longer one, and another client's number is no choice.
    pulse.fails(3, "done", "acme", "202")
    pulse.fails(3, "done", "acme", "4")


def test_a_text_in_full_is_chosen_before_a_longer_one(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "the report in French")
    assert pulse.ok("done", "acme", "the", "report", "--json").json["commitment"]["id"] == 2


def test_nothing_open_is_said_so(pulse: Pulse) -> None:
    pulse.ok("done", "bianchi")
    refused = pulse.fails(3, "done", "bianchi")
    assert "nothing is open with Bianchi" in refused.err
    assert "pulse commitment list bianchi --all" in refused.err
    assert 'there is no client "nobody"' in pulse.fails(3, "done", "nobody").err


def test_several_numbers_are_one_change_and_one_undo(pulse: Pulse) -> None:
    before = state(pulse)
    done = pulse.ok("done", "1", "2", "3")
    assert [line.split(",")[0] for line in done.out.splitlines()] == ["Kept", "Kept", "Received"]
    assert pulse.ok("undo").out.startswith("Undone: kept promise 1 to Acme GmbH; kept promise 2")
    assert state(pulse) == before


@pytest.mark.parametrize("typed", [("1,2,3",), ("1,", "2,", "3"), ("1", "2", "2", "3", "1")])
def test_several_numbers_in_other_forms(pulse: Pulse, typed: tuple[str, ...]) -> None:
    written = pulse.ok("done", *typed, "--json").json
    assert [one["id"] for one in written["commitments"]] == [1, 2, 3]
    assert (written["answered"], written["touchpoint"]) == ([], None)
    assert "commitment" not in written


def test_a_client_may_be_followed_by_several_numbers(pulse: Pulse) -> None:
    written = pulse.ok("done", "acme", "1", "3", "--json").json
    assert [one["id"] for one in written["commitments"]] == [1, 3]


@pytest.mark.parametrize("wrong", ["99", "t1"])
def test_with_a_wrong_number_among_them_nothing_is_done(pulse: Pulse, wrong: str) -> None:
    before = state(pulse)
    refused = pulse.fails(3, "done", "1", wrong, "2")
    assert wrong.removeprefix("t") in refused.err.splitlines()[0]
    assert "hint: nothing was changed; " in refused.err
    assert state(pulse) == before


def test_a_message_is_one_of_them(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "Asks about the grant", "-c", "email", "--inbound")
    assert "t1  Asks about the grant (email from them, Sat 21 Nov)" in choices(
        pulse.fails(3, "done", "acme")
    )
    written = pulse.ok("done", "1", "t1", "--json").json
    assert [one["id"] for one in written["commitments"]] == [1]
    assert [one["id"] for one in written["answered"]] == [1]
    pulse.ok("undo")
    assert pulse.ok("done", "acme", "grant", "--json").json["touchpoint"]["id"] == 1


def test_one_contact_settles_several_of_one_client(pulse: Pulse) -> None:
    written = pulse.ok("done", "1", "2", "-c", "call", "--json").json
    assert written["touchpoint"]["channel"] == "call"
    assert len(pulse.ok("history", "--json").items) == 1
    refused = pulse.fails(2, "done", "3", "4", "-c", "call")
    assert "2 clients, acme and bianchi" in refused.err
    assert dict(state(pulse))[3] is None
    pulse.ok("done", "3", "4")


def test_a_number_is_a_number_first_and_else_a_client(pulse: Pulse) -> None:
    pulse.ok("add", "3 Oaks")
    pulse.ok("promise", "3-oaks", "plant a tree")
    pulse.ok("add", "42 Ltd")
    pulse.ok("promise", "42-ltd", "dig a hole")
    assert pulse.ok("done", "3", "--json").json["commitment"]["key"] == "acme"
    assert "give numbers alone" in pulse.fails(2, "done", "2", "tree").err
    assert pulse.ok("done", "3-oaks", "--json").json["commitment"]["what"] == "plant a tree"
    # Not what only begins with that figure: 4 isn't 42.
    pulse.ok("done", "4")
    assert "was done already" in pulse.fails(3, "done", "4").err
    assert "there is no promise or ask 7" in pulse.fails(3, "done", "7").err
    assert pulse.ok("done", "42", "hole", "--json").json["commitment"]["key"] == "42-ltd"


def test_an_archived_client_is_found_where_no_other_fits(pulse: Pulse) -> None:
    pulse.ok("client", "archive", "bianchi")
    assert pulse.ok("done", "bianchi", "--json").json["commitment"]["id"] == 4


def test_commitments_are_edited_dropped_and_opened_by_their_client(pulse: Pulse) -> None:
    pulse.ok("commitment", "edit", "acme", "estimate", "--by", "none")
    assert choices(pulse.fails(3, "commitment", "edit", "acme", "--by", "none"))[0][:1] == "3"
    pulse.ok("commitment", "drop", "acme", "payroll")
    assert len(pulse.ok("commitment", "drop", "1", "2", "--json").json["commitments"]) == 2
    assert (
        "no promise or request with Acme GmbH is open"
        in pulse.fails(3, "commitment", "drop", "acme").err
    )
    pulse.ok("commitment", "edit", "acme", "report", "--open")
    assert pulse.ok("done", "acme", "--json").json["commitment"]["id"] == 2
    assert "takes one" in pulse.fails(2, "commitment", "edit", "1", "2", "--by", "none").err


def test_a_mistake_is_told_fixed_and_edited_by_its_client(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "Sent the invoice twice")
    pulse.ok("mistake", "acme", "Missed a call", "--on", "fri")
    assert choices(pulse.fails(3, "mistake", "told", "acme")) == [
        "1  Sent the invoice twice (Sat 21 Nov, not told)",
        "2  Missed a call (Fri 20 Nov, not told)",
    ]
    assert len(choices(pulse.fails(3, "mistake", "fixed", "acme"))) == 2
    assert "pulse mistake told 1" in pulse.fails(3, "mistake", "fixed", "acme", "invoice").err
    pulse.ok("mistake", "told", "acme", "invoice")
    pulse.ok("mistake", "told", "acme")
    assert "no mistake left to tell" in pulse.fails(3, "mistake", "told", "acme").err
    pulse.ok("mistake", "edit", "acme", "call", "--why", "on a train")
    written = pulse.ok("mistake", "fixed", "1", "2", "-c", "call", "--json").json
    assert [one["id"] for one in written["mistakes"]] == [1, 2]
    assert "no mistake with Acme GmbH is open" in pulse.fails(3, "mistake", "delete", "acme").err


def test_a_meeting_is_moved_edited_and_cancelled_by_its_client(pulse: Pulse) -> None:
    assert "no meeting with Acme" in pulse.fails(3, "meeting", "cancel", "acme").err
    pulse.ok("meeting", "book", "acme", "2026-12-04", "14:00", "--agenda", "budget")
    moved = pulse.ok("meeting", "move", "acme", "tue", "9:00", "--json").json["meeting"]
    assert (moved["on"], moved["at"]) == ("2026-11-24", "09:00")
    pulse.ok("meeting", "book", "acme", "2026-12-11", "--place", "by video")
    refused = pulse.fails(3, "meeting", "move", "acme", "mon", "15:00")
    assert choices(refused) == ["1  budget (Tue 24 Nov 09:00)", "2  by video (Fri 11 Dec)"]
    assert refused.err.endswith("hint: say which: pulse meeting move 1 mon 15:00\n")
    pulse.ok("meeting", "edit", "acme", "fri", "--agenda", "staff")
    assert pulse.ok("meeting", "cancel", "acme", "staff", "--json").json["meeting"]["id"] == 2
    pulse.ok("meeting", "cancel", "acme")


def test_what_came_up_is_meant_before_what_is_to_come(pulse: Pulse) -> None:
    assert "no reminder or birthday" in pulse.fails(3, "remind", "done", "acme").err
    pulse.ok("remind", "acme", "2027-03-01", "the fair")
    pulse.ok("remind", "acme", "2027-05-01", "the office", "--yearly")
    assert len(choices(pulse.fails(3, "remind", "done", "acme"))) == 2
    pulse.ok("contact", "edit", "acme", "ann", "--birthday", "1980-11-24")
    pulse.ok("remind", "done", "acme", "fair")
    assert pulse.ok("remind", "done", "acme", "--json").json["reminder"]["ref"] == "b1"
    # Her next birthday is too far off to be greeted.
    assert pulse.ok("remind", "done", "acme", "--json").json["reminder"]["ref"] == "r2"
    assert len(choices(pulse.fails(3, "remind", "edit", "acme", "--open"))) == 3
    pulse.ok("remind", "edit", "acme", "birthday", "--open")
    written = pulse.ok("remind", "done", "b1", "-c", "call", "--json").json
    assert written["touchpoint"]["channel"] == "call"


def test_a_project_is_finished_by_its_client_alone(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "New website")
    pulse.ok("project", "edit", "acme", "--checkin", "2w")
    assert pulse.ok("project", "finish", "acme", "--json").json["project"]["id"] == 1
    pulse.ok("project", "start", "acme", "Tax 2025")
    pulse.ok("project", "start", "acme", "Tax 2026")
    assert pulse.ok("project", "finish", "2", "--json").json["project"]["name"] == "Tax 2025"
    refused = pulse.fails(3, "project", "finish", "bian")
    assert "no project with Bianchi is running" in refused.err
    assert "pulse project list bianchi" in refused.err


def test_the_latest_touchpoint_is_meant(pulse: Pulse) -> None:
    assert "nothing was logged" in pulse.fails(3, "touchpoint", "edit", "acme", "-m", "good").err
    pulse.ok("log", "acme", "Talked about the audit", "-d", "2026-11-10")
    pulse.ok("log", "acme", "Talked about the grant", "-d", "2026-11-12")
    edited = pulse.ok("touchpoint", "edit", "acme", "-c", "meeting", "--json").json["touchpoint"]
    assert (edited["id"], edited["channel"]) == (2, "meeting")
    edited = pulse.ok("touchpoint", "edit", "acme", "audit", "-c", "video", "--json").json
    assert edited["touchpoint"]["id"] == 1
    pulse.ok("log", "acme", "Sent the notes", "-c", "email", "-d", "2026-11-12")
    refused = pulse.fails(3, "touchpoint", "delete", "acme")
    assert "2 touchpoints with Acme GmbH could be meant" in refused.err
    pulse.ok("touchpoint", "delete", "acme", "notes")
    pulse.ok("touchpoint", "delete", "acme")
    assert [one["id"] for one in pulse.ok("history", "--json").items] == [1]


def test_of_many_the_first_are_listed(pulse: Pulse) -> None:
    for number in range(10):
        pulse.ok("promise", "bianchi", f"part {number}")
    refused = pulse.fails(3, "done", "bianchi")
    assert len(choices(refused)) == 10
    assert choices(refused)[-1] == "and 2 more"
    assert "all of them" not in refused.err


def test_what_was_typed_is_shown_harmless(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "a \x1b[31mred\nline")
    refused = pulse.fails(3, "done", "acme")
    assert "\x1b" not in refused.err
    assert "a \\x1b[31mred line (promised)" in refused.err
    assert "\x1b" not in pulse.fails(3, "done", "acme", "\x1b[2J").err


@pytest.mark.parametrize("noun", ["mistake", "remind", "feedback", "project", "meeting"])
@pytest.mark.parametrize("options", [(), ("--json",), ("--format", "csv"), ("--format=csv",)])
def test_a_noun_and_a_client_list_what_there_is_with_them(
    pulse: Pulse, noun: str, options: tuple[str, ...]
) -> None:
    listed = pulse.ok(noun, "list", "acme", *options).out
    assert pulse.ok(noun, "acme", *options).out == listed
    pulse.fails(3, noun, "nobody", *options)


def test_all_goes_with_the_list_and_what_is_for_writing_asks_for_its_text(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "Sent it twice", "--why", "haste")
    pulse.ok("mistake", "told", "acme")
    pulse.ok("mistake", "fixed", "acme")
    assert pulse.ok("mistake", "acme", "--json").items == []
    assert len(pulse.ok("mistake", "acme", "--all", "--json").items) == 1
    assert "'WHAT'" in pulse.fails(2, "mistake", "acme", "--why", "haste").err
    pulse.fails(2, "mistake", "acme", "--all", "--why", "haste")


@pytest.mark.parametrize("command", ["promise", "ask"])
def test_a_promise_without_a_text_is_a_list_of_both_sides(pulse: Pulse, command: str) -> None:
    listed = pulse.ok("commitment", "list", "acme")
    assert pulse.ok(command, "acme").out == listed.out
    assert len(pulse.ok(command, "acme", "--json").items) == 3
    assert "say in a few words" in pulse.fails(2, command, "acme", "--by", "fri").err
    pulse.fails(2, command, "acme", "")


def test_a_meeting_is_booked_and_a_project_started_without_the_verb(pulse: Pulse) -> None:
    booked = pulse.ok("meeting", "acme", "fri", "14:00", "--place", "by video", "--json").json
    assert (booked["meeting"]["at"], booked["schema"]) == ("14:00", "clientpulse.meeting-book/1")
    assert (
        pulse.ok("project", "acme", "New", "site", "--json").json["project"]["name"] == "New site"
    )


def test_what_a_contact_settled_is_named_by_words_of_it(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "Sent the invoice twice")
    pulse.ok("mistake", "acme", "Missed a call")
    pulse.ok("remind", "acme", "mon", "the fair")
    settles = ("--told", "invoice", "--fixed", "twice", "--kept", "2,1", "--got", "payroll")
    said = pulse.ok("log", "acme", "Rang", *settles, "--remembered", "fair", "--json").json
    assert [(one["kind"], one["id"]) for one in said["settled"]] == [
        *(("told", 1), ("fixed", 1), ("kept", 2), ("kept", 1), ("got", 3), ("remembered", 1)),
    ]
    pulse.ok("undo")
    refused = pulse.fails(3, "log", "acme", "Rang", "--kept", "the")
    assert choices(refused)[0] == "1  the tax estimate (promised, Fri 27 Nov)"
    assert refused.err.endswith("hint: say which: --kept 1\n")
    assert pulse.ok("history", "--json").items == []


def test_a_draft_is_about_what_words_of_it_name(pulse: Pulse) -> None:
    pulse.ok("contact", "edit", "acme", "ann", "--birthday", "1980-11-24")
    pulse.ok("mistake", "acme", "Sent the invoice twice", "--fix", "One is cancelled")
    pulse.ok("mistake", "acme", "Missed a call", "--fix", "We rang back")
    assert "rang back" in pulse.ok("draft", "apology", "acme", "--mistake", "missed").out.lower()
    assert "one number" in pulse.fails(2, "draft", "apology", "acme", "--mistake", "1,2").err
    assert "Ann" in pulse.ok("draft", "greeting", "acme", "--for", "birthday").out
    pulse.ok("log", "acme", "Talked about the audit", "--agreed", "We begin in May", "-d", "fri")
    pulse.ok("log", "acme", "Talked about the grant", "--agreed", "We apply for it", "-d", "thu")
    assert "apply for it" in pulse.ok("draft", "recap", "acme", "--for", "grant").out
    assert "begin in May" in pulse.ok("draft", "recap", "acme", "--for", "20 nov").out
    refused = pulse.fails(3, "draft", "recap", "acme", "--for", "talked")
    assert refused.err.endswith("hint: say which: --for 1\n")
