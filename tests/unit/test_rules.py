"""Each rule by itself: what it finds, from which day it counts, and by when to act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.channel import VOICE, WRITTEN, Channel, reaches
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Checkins, Policy
from clientpulse.cadence.rules.diary import appointment, outcome
from clientpulse.cadence.rules.rhythm import lead_days, meeting, update

TODAY = date(2026, 11, 20)  # a Friday
START = date(2026, 1, 5)
POLICY = Policy()
intervals = st.builds(Interval, st.integers(1, 400), st.sampled_from("dwmy"))
weeks = st.frozensets(st.integers(0, 6), min_size=1)
near_days = st.dates(date(2019, 1, 1), date(2029, 1, 1))


def client(meet: str = "none", send: str = "none", **known: object) -> Facts:
    cadence = Cadence(parse_interval(meet), parse_interval(send), "client")
    return Facts(**{"key": "acme", "name": "Acme", "started_on": START, "cadence": cadence} | known)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("channel", Channel)
def test_what_we_send_reaches_and_voice_goes_both_ways(channel):
    assert (channel in VOICE) != (channel in WRITTEN)
    assert reaches(channel.value, "outbound")
    assert reaches(channel.value, "inbound") == (
        channel.value in ("meeting", "call", "video", "visit")
    )


@pytest.mark.parametrize(("days_ahead", "found"), [(0, True), (1, False), (30, False)])
def test_an_appointment_is_a_meeting_booked_for_today(days_ahead, found):
    facts = client(next_meeting_on=TODAY + timedelta(days=days_ahead))
    expected = (Finding(TODAY, TODAY),) if found else ()
    assert appointment(facts, POLICY, TODAY) == expected


def test_without_a_booked_meeting_there_is_no_appointment():
    assert appointment(client(), POLICY, TODAY) == ()


def test_each_unlogged_meeting_asks_for_its_outcome():
    days = (day("2026-11-03"), day("2026-11-19"))
    found = outcome(client(unlogged_meetings_on=days), POLICY, TODAY)
    assert found == tuple(Finding(held_on, held_on) for held_on in days)


def test_an_outcome_and_an_appointment_count_no_interval():
    facts = client(next_meeting_on=TODAY, unlogged_meetings_on=(START,))
    for found in (*appointment(facts, POLICY, TODAY), *outcome(facts, POLICY, TODAY)):
        assert (found.interval, found.since, found.last_on, found.last_channel) == (None,) * 4


@pytest.mark.parametrize(
    ("last_meeting_on", "booked_on", "needs_booking"),
    [
        ("2026-08-01", TODAY.isoformat(), False),
        ("2026-08-01", "2026-11-21", False),
        ("2026-08-01", "2027-02-20", False),  # due on 1 Nov: from today, 3 months
        ("2026-08-01", "2027-02-21", True),
        ("2026-11-10", "2027-05-10", False),  # due on 10 Feb: from then, 3 months
        ("2026-11-10", "2027-05-11", True),
        ("2026-11-10", "2031-01-01", True),  # years ahead it hides nothing
    ],
)
def test_a_booked_meeting_needs_no_booking_unless_it_comes_far_too_late(
    last_meeting_on, booked_on, needs_booking
):
    facts = client(
        "quarterly", last_meeting_on=day(last_meeting_on), next_meeting_on=day(booked_on)
    )
    assert bool(meeting(facts, POLICY, TODAY)) is needs_booking


def test_without_an_interval_nothing_is_due():
    assert meeting(client(), POLICY, TODAY) == ()
    assert update(client(), POLICY, TODAY) == ()


@pytest.mark.parametrize(
    ("last_meeting_on", "due_on", "act_by"),
    [
        (None, "2026-04-05", "2026-03-20"),  # 14 days before a Sunday: back to Friday
        ("2026-01-04", "2026-04-05", "2026-03-20"),  # before the start: counted from the start
        ("2026-01-05", "2026-04-05", "2026-03-20"),  # on the start
        ("2026-01-06", "2026-04-06", "2026-03-23"),
        ("2026-11-30", "2027-02-28", "2027-02-12"),  # the 30th clips; 14 Feb is a Sunday
    ],
)
def test_a_meeting_is_due_an_interval_after_the_last_or_the_start(last_meeting_on, due_on, act_by):
    last = None if last_meeting_on is None else day(last_meeting_on)
    (found,) = meeting(client("quarterly", last_meeting_on=last), POLICY, TODAY)
    assert (found.due_on, found.act_by) == (day(due_on), day(act_by))


@pytest.mark.parametrize(
    ("interval", "lead"),
    [
        ("1d", 0),
        ("3d", 0),
        ("4d", 1),
        ("1w", 1),
        ("8d", 2),
        ("2w", 3),
        ("1m", 7),
        ("55d", 13),
        ("56d", 14),
        ("60d", 14),
        ("2m", 14),
        ("3m", 14),
        ("1y", 14),
    ],
)
def test_the_lead_is_a_quarter_of_the_interval_and_two_weeks_at_most(interval, lead):
    assert lead_days(parse_interval(interval)) == lead


def test_a_meeting_may_have_to_be_booked_the_workday_before_its_base():
    facts = client("1d", last_meeting_on=day("2026-11-21"))  # a Saturday
    (found,) = meeting(facts, POLICY, TODAY)
    assert (found.due_on, found.act_by) == (day("2026-11-22"), day("2026-11-20"))


@pytest.mark.parametrize(
    ("last", "expected_last", "since"),
    [
        (None, None, START),
        (START - timedelta(days=1), None, START),
        (START, START, START),
        (START + timedelta(days=1), START + timedelta(days=1), START + timedelta(days=1)),
    ],
)
def test_a_touchpoint_before_the_start_is_not_what_was_counted_from(last, expected_last, since):
    facts = client(
        "1y", "1m", last_meeting_on=last, last_reach_on=last, last_reach_channel="letter"
    )
    (to_meet,) = meeting(facts, POLICY, TODAY)
    (to_send,) = update(facts, POLICY, TODAY)
    assert (to_meet.last_on, to_meet.since) == (to_send.last_on, to_send.since)
    assert (to_meet.last_on, to_meet.since) == (expected_last, since)
    assert to_meet.last_channel == (expected_last and "meeting")
    assert to_send.last_channel == (expected_last and "letter")


@pytest.mark.parametrize(
    ("send", "last", "due_on", "act_by"),
    [
        ("1w", "2026-11-13", "2026-11-20", "2026-11-20"),  # a Friday
        ("1w", "2026-11-14", "2026-11-21", "2026-11-20"),  # a Saturday: Friday
        ("1w", "2026-11-15", "2026-11-22", "2026-11-20"),  # a Sunday: Friday
        ("1w", "2026-11-16", "2026-11-23", "2026-11-23"),
        ("1d", "2026-11-19", "2026-11-20", "2026-11-20"),
        ("1d", "2026-11-20", "2026-11-21", "2026-11-21"),  # Friday itself isn't after Friday
        ("1d", "2026-11-21", "2026-11-22", "2026-11-22"),
        ("2d", "2026-11-20", "2026-11-22", "2026-11-22"),
        ("2d", "2026-11-19", "2026-11-21", "2026-11-20"),
        ("3d", "2026-11-19", "2026-11-22", "2026-11-20"),
        ("1m", "2026-01-31", "2026-02-28", "2026-02-27"),
        ("1m", "2028-01-31", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_weekend_brings_an_update_forward_but_not_to_its_base(send, last, due_on, act_by):
    facts = client(send=send, last_reach_on=day(last), last_reach_channel="call")
    (found,) = update(facts, POLICY, TODAY)
    assert (found.due_on, found.act_by) == (day(due_on), day(act_by))


@pytest.mark.parametrize(
    ("last", "began", "since", "due_on", "act_by"),
    [
        ("2026-11-10", "2026-11-02", "2026-11-10", "2026-11-17", "2026-11-17"),
        ("2026-11-10", "2026-11-10", "2026-11-10", "2026-11-17", "2026-11-17"),
        ("2026-11-10", "2026-11-14", "2026-11-14", "2026-11-21", "2026-11-20"),  # a Saturday
        (None, "2026-11-14", "2026-11-14", "2026-11-21", "2026-11-20"),
        (None, "2025-11-14", "2026-01-05", "2026-01-12", "2026-01-12"),
        ("2026-01-04", "2025-11-14", "2026-01-05", "2026-01-12", "2026-01-12"),
    ],
)
@pytest.mark.parametrize("send", ["1m", "none"])
def test_check_ins_count_from_the_last_contact_or_the_start_of_their_project(
    last, began, since, due_on, act_by, send
):
    facts = client(
        send=send,
        last_reach_on=last and day(last),
        checkins=Checkins("Site", day(began), Interval(1, "w")),
    )
    (found,) = update(facts, POLICY, TODAY)
    assert (found.since, found.due_on, found.act_by) == (day(since), day(due_on), day(act_by))
    assert (found.interval, found.what) == (Interval(1, "w"), "Site")
    # Where the project began later than the last contact, that isn't what was counted from.
    assert found.last_on == (day(last) if last == since else None)


def test_an_update_is_due_though_a_meeting_is_booked():
    facts = client("quarterly", "monthly", next_meeting_on=TODAY + timedelta(days=1))
    assert len(update(facts, POLICY, TODAY)) == 1


@given(intervals, near_days, st.none() | near_days, weeks)
def test_an_update_is_acted_on_after_its_base_and_by_its_date(interval, start, last, workdays):
    facts = Facts("a", "A", start, Cadence(None, interval, "client"), last_reach_on=last)
    (found,) = update(facts, Policy(workdays=workdays), TODAY)
    base = max(start, last or start)
    assert found.since == base
    assert base < found.act_by <= found.due_on == interval.after(base)
    assert found.act_by.weekday() in workdays or found.act_by == found.due_on


@given(intervals, near_days, st.none() | near_days, weeks)
def test_a_meeting_is_acted_on_a_workday_before_its_date(interval, start, last, workdays):
    facts = Facts("a", "A", start, Cadence(interval, None, None), last_meeting_on=last)
    (found,) = meeting(facts, Policy(workdays=workdays), TODAY)
    assert found.due_on == interval.after(max(start, last or start))
    assert found.act_by.weekday() in workdays
    lead = (found.due_on - found.act_by).days
    assert lead_days(interval) <= lead <= lead_days(interval) + 6


@given(intervals, near_days, near_days, near_days)
def test_a_later_touchpoint_never_brings_an_update_forward(interval, start, last, other):
    cadence = Cadence(None, interval, "client")
    first, second = sorted((last, other))
    (earlier,) = update(Facts("a", "A", start, cadence, last_reach_on=first), POLICY, TODAY)
    (later,) = update(Facts("a", "A", start, cadence, last_reach_on=second), POLICY, TODAY)
    assert earlier.due_on <= later.due_on
