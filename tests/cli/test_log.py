"""Writing down what happened."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse


@pytest.fixture(autouse=True)
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01")


def test_a_touchpoint_is_a_call_today_from_us_unless_told(pulse: Pulse) -> None:
    logged = pulse.ok("log", "acme", "Talked", "about", "the", "audit", "--json").json
    touchpoint = logged["touchpoint"]
    assert touchpoint | {"uid": "?"} == {
        "id": 1,
        "uid": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "on": "2026-11-21",
        "at": None,
        "channel": "call",
        "direction": "outbound",
        "note": "Talked about the audit",
        "mood": None,
        "minutes": None,
        "no_news": False,
        "with": [],
        "purpose": None,
        "agreed": [],
        "needs_answer": False,
        "recapped_on": None,
    }
    assert logged["schema"] == "clientpulse.log/1"


def test_every_option_is_stored(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme", "Ann Field")
    pulse.ok(
        "log", "acme", "Review", "-c", "meeting", "-d", "yesterday", "--at", "2pm",
        "--with", "ann", "--with", "Somebody Else", "--mood", "good", "--minutes", "45",
        "--no-news",
    )  # fmt: skip
    (item,) = pulse.ok("history", "--json").items
    assert (item["on"], item["at"], item["channel"]) == ("2026-11-20", "14:00", "meeting")
    assert item["with"] == ["Ann Field", "Somebody Else"]
    assert (item["mood"], item["minutes"], item["no_news"]) == (1, 45, True)


@pytest.mark.usefixtures("daily_rules_only")
def test_what_was_logged_is_echoed_with_its_weekday_and_what_is_due_next(pulse: Pulse) -> None:
    said = pulse.ok("log", "acme", "Hello", "-d", "mon").out
    assert "Logged: call with Acme GmbH, Mon 16 Nov 2026" in said
    assert "Next: meeting due Tue 1 Dec (in 10 days)." in said


@pytest.mark.usefixtures("daily_rules_only")
def test_next_lists_what_is_due_in_order_of_its_dates(pulse: Pulse) -> None:
    answer = pulse.ok("log", "acme", "--json").json
    assert answer["next"] == [
        {"rule": "meeting", "due_on": "2026-12-01"},
        {"rule": "update", "due_on": "2026-12-21"},
    ]


@pytest.mark.parametrize("day", ["tomorrow", "2026-11-22", "+1d", "in 2 weeks"])
def test_a_day_ahead_is_refused_with_the_way_to_book_it(pulse: Pulse, day: str) -> None:
    refused = pulse.fails(2, "log", "acme", "x", "-d", day)
    assert "pulse meeting book acme-gmbh" in refused.err
    assert pulse.ok("history", "--json").items == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("-2", -2), ("awful", -2), ("bad", -1), ("neutral", 0), ("+1", 1), ("GREAT", 2)],
)
def test_moods_are_numbers_or_names(pulse: Pulse, typed: str, stored: int) -> None:
    assert pulse.ok("log", "acme", "--mood", typed, "--json").json["touchpoint"]["mood"] == stored


@pytest.mark.parametrize(
    "options",
    [
        ("--mood", "3"),
        ("--mood", "fine"),
        ("-c", "fax"),
        ("--minutes", "-1"),
        ("--minutes", "1441"),
        ("--at", "25:00"),
        ("-d", "2026-02-30"),
        ("-d", "10"),
        ("--next", "yesterday"),
        ("--with", " "),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    pulse: Pulse, options: tuple[str, ...]
) -> None:
    pulse.fails(2, "log", "acme", "x", *options)
    assert pulse.ok("history", "--json").items == []
    assert pulse.ok("meeting", "list", "--json").items == []


def test_inbound_mail_does_not_stop_the_silence(pulse: Pulse) -> None:
    before = pulse.ok("due", "--json").items
    pulse.ok("log", "acme", "Thanks", "-c", "email", "--inbound")
    assert pulse.ok("due", "--json").items == before
    pulse.ok("log", "acme", "They rang", "--inbound")
    assert [item["rule"] for item in pulse.ok("due", "--json").items] == ["meeting"]


def test_a_meeting_closes_the_booked_one_of_its_day(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "2026-11-10", today="2026-11-01")
    pulse.ok("meeting", "book", "acme", "2026-11-20", today="2026-11-01")
    said = pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10").out
    assert "The meeting booked for Tue 10 Nov 2026 is held." in said
    states = {
        item["on"]: item["state"] for item in pulse.ok("meeting", "list", "--all", "--json").items
    }
    assert states == {"2026-11-10": "held", "2026-11-20": "booked"}


def test_a_meeting_without_a_booking_of_its_day_closes_the_latest_open_one_before(
    pulse: Pulse,
) -> None:
    for day in ("2026-11-03", "2026-11-18", "2026-12-01"):
        pulse.ok("meeting", "book", "acme", day, today="2026-11-01")
    pulse.ok("log", "acme", "-c", "meeting")
    booked = [item["on"] for item in pulse.ok("meeting", "list", "--json").items]
    assert booked == ["2026-11-03", "2026-12-01"]


def test_other_channels_close_no_meeting(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "today")
    pulse.ok("log", "acme", "-c", "video")
    assert len(pulse.ok("meeting", "list", "--json").items) == 1


def test_the_next_meeting_is_booked_in_the_same_breath_and_undone_with_it(pulse: Pulse) -> None:
    said = pulse.ok("log", "acme", "Review", "-c", "meeting", "--next", "12 jan 10:00").out
    assert "Booked: meeting with Acme GmbH, Tue 12 Jan 2027 10:00" in said
    undone = pulse.ok("undo").out
    assert "logged a meeting with Acme GmbH" in undone
    assert "booked the next one" in undone
    assert pulse.ok("meeting", "list", "--json").items == []
    assert pulse.ok("history", "--json").items == []


@pytest.mark.parametrize("typed", ["acme-gmbh", "ACME gmbh", "acme", "GmbH", "me-g", " acme "])
def test_a_client_is_found_by_any_unambiguous_part(pulse: Pulse, typed: str) -> None:
    assert pulse.ok("log", typed, "x", "--json").json["touchpoint"]["key"] == "acme-gmbh"


def test_a_client_that_fits_several_is_a_question(pulse: Pulse) -> None:
    pulse.ok("add", "Acme Ltd")
    refused = pulse.fails(3, "log", "acm", "x")
    assert "fits 2 clients" in refused.err
    assert "acme-gmbh (Acme GmbH), acme-ltd (Acme Ltd)" in refused.err


def test_an_exact_name_wins_over_a_longer_one(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH Berlin")
    assert pulse.ok("log", "acme gmbh", "--json").json["touchpoint"]["client"] == "Acme GmbH"


def test_a_mistyped_client_gets_the_nearest(pulse: Pulse) -> None:
    refused = pulse.fails(3, "log", "amce", "x")
    assert "did you mean acme-gmbh (Acme GmbH)?" in refused.err


def test_a_late_entry_restarts_the_clock_at_its_own_day(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "typed late", "-d", "2026-11-02")
    items = pulse.ok("due", "--within", "3w", "--json").items
    update = next(item for item in items if item["rule"] == "update")
    assert (update["due_on"], update["last_on"]) == ("2026-12-02", "2026-11-02")


def test_an_attendee_that_fits_several_contacts_is_a_question(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme", "Ann Field")
    pulse.ok("contact", "add", "acme", "Ann Marsh")
    refused = pulse.fails(3, "log", "acme", "--with", "ann")
    assert "fits 2 contacts" in refused.err
