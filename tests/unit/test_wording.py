"""What people read: reasons, suggestions, spans and dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import DAYS_IN, Interval, parse_interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.cadence.wording import (
    ago_words,
    in_words,
    reason,
    short_date,
    span_words,
    suggestion,
    weekday_date,
)

TODAY = date(2026, 11, 20)  # a Friday


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def item(rule: str, interval: str = "none", last: int | None = None, **known: object) -> DueItem:
    """Let the engine make an item, so that the words are about what can really be."""
    span = parse_interval(interval)
    cadence = Cadence(span if rule == "meeting" else None, span if rule == "update" else None, None)
    facts = Facts("acme", "Acme", date(2026, 3, 3), cadence, **known)
    if last is not None:
        facts = replace(facts, last_meeting_on=in_days(last), last_reach_on=in_days(last))
    (only,) = items_for(facts, Policy(), TODAY)
    assert only.rule == rule
    return only


@pytest.mark.parametrize(
    ("interval", "last", "words"),
    [
        ("1w", -35, "no word for 5 weeks; weekly updates"),
        ("1w", -9, "no word for 9 days; weekly updates"),
        ("1w", -8, "no word for 8 days; weekly updates"),
        ("1d", -2, "no word for 2 days; daily updates"),
        ("2w", -15, "no word for 15 days; updates every 2 weeks"),
        ("2w", -21, "no word for 3 weeks; updates every 2 weeks"),
        ("1m", -33, "no word for 33 days; monthly updates"),  # not "4 weeks": that isn't late
        ("1m", -36, "no word for 5 weeks; monthly updates"),
        ("3m", -95, "no word for 95 days; quarterly updates"),
        ("3m", -130, "no word for 4 months; quarterly updates"),
        ("1w", -7, "update due today; weekly updates"),
        ("1w", -6, "update due tomorrow; weekly updates"),
        ("1w", -5, "update due Sun 22 Nov; weekly updates"),
        ("3m", -1, "update due Fri 19 Feb 2027; quarterly updates"),
        ("5w", -20, "update due Sat 5 Dec; updates every 5 weeks"),
        ("1m", None, "not contacted since the start (3 Mar); monthly updates"),
        ("9m", None, "update due Thu 3 Dec; updates every 9 months"),
    ],
)
def test_an_update_says_how_long_the_silence_is_or_when_it_is_due(interval, last, words):
    assert reason(item("update", interval, last), TODAY) == words


@pytest.mark.parametrize(
    ("interval", "last", "words"),
    [
        ("3m", -200, "meeting was due 4 Aug, not booked"),
        ("1m", -31, "meeting due today, not booked"),
        ("1m", -30, "meeting due tomorrow, not booked"),
        ("3m", -77, "meeting due 4 Dec, not booked"),
        ("3m", -1, "meeting due 19 Feb 2027, not booked"),
        ("3m", None, "not met since the start (3 Mar); quarterly meetings"),
        ("5w", None, "not met since the start (3 Mar); meetings every 5 weeks"),
        ("9m", None, "meeting due 3 Dec, not booked"),
    ],
)
def test_a_meeting_says_when_it_is_due_and_that_it_is_not_booked(interval, last, words):
    assert reason(item("meeting", interval, last), TODAY) == words


def test_a_booked_meeting_is_today_or_waits_for_its_outcome():
    assert reason(item("appointment", next_meeting_on=TODAY), TODAY) == "meeting today"
    held_on = date(2026, 11, 3)
    waiting = item("outcome", unlogged_meetings_on=(held_on,))
    assert reason(waiting, TODAY) == "meeting of 3 Nov: what came of it?"


@pytest.mark.parametrize(
    ("prefers", "streak", "words", "channel"),
    [
        (None, 0, "send a short update", None),
        ("email", 0, "send an e-mail", "email"),
        ("email", 2, "send an e-mail", "email"),
        ("email", 3, "call them: the last three were written", "call"),
        ("visit", 4, "call them: the last three were written", "call"),
        (None, 9, "call them: the last three were written", "call"),
        ("message", 0, "send a message", "message"),
        ("letter", 0, "write a letter", "letter"),
        ("call", 0, "call them", "call"),
        ("video", 0, "call them by video", "video"),
        ("visit", 0, "visit them", "visit"),
        ("meeting", 0, "meet them", "meeting"),
    ],
)
def test_an_update_goes_by_the_preferred_channel_until_too_much_was_written(
    prefers, streak, words, channel
):
    due = item("update", "1w", -9, prefers=prefers, written_streak=streak)
    assert suggestion(due) == words
    assert due.suggested_channel == channel


def test_meetings_are_to_be_booked_held_and_logged_whatever_is_preferred():
    known = {"prefers": "email", "written_streak": 5}
    assert suggestion(item("meeting", "3m", -200, **known)) == "book the meeting"
    today = item("appointment", next_meeting_on=TODAY, **known)
    assert suggestion(today) == "meet them, then log how it went"
    waiting = item("outcome", unlogged_meetings_on=(in_days(-2),), **known)
    assert suggestion(waiting) == "log how it went"
    assert waiting.suggested_channel == today.suggested_channel == "meeting"


@pytest.mark.parametrize(
    ("days", "span", "ago", "ahead"),
    [
        (0, "today", "today", "today"),
        (1, "1 day", "yesterday", "tomorrow"),
        (2, "2 days", "2 days ago", "in 2 days"),
        (13, "13 days", "13 days ago", "in 13 days"),
        (14, "2 weeks", "2 weeks ago", "in 2 weeks"),
        (41, "5 weeks", "5 weeks ago", "in 5 weeks"),
        (62, "8 weeks", "8 weeks ago", "in 8 weeks"),
        (63, "2 months", "2 months ago", "in 2 months"),
        (122, "4 months", "4 months ago", "in 4 months"),
        (730, "23 months", "23 months ago", "in 23 months"),
        (731, "2 years", "2 years ago", "in 2 years"),
        (1095, "2 years", "2 years ago", "in 2 years"),
        (1096, "3 years", "3 years ago", "in 3 years"),
    ],
)
def test_spans_are_said_in_the_unit_a_person_would_use(days, span, ago, ahead):
    assert (span_words(days), ago_words(days), in_words(days)) == (span, ago, ahead)
    assert (span_words(-days), ago_words(-days), in_words(-days)) == (span, ahead, ago)


def days_said(words: str) -> float:
    count, unit = words.split()
    return int(count) * DAYS_IN[unit[0]]


@given(st.integers(1, 20_000))
def test_a_span_is_never_said_longer_than_it_is_nor_much_shorter(days):
    assert days * 0.66 < days_said(span_words(days)) <= days


@given(st.builds(Interval, st.integers(1, 99), st.sampled_from("dwm")), st.integers(-3000, 0))
def test_a_silence_called_exceeded_reads_as_longer_than_its_interval(interval, last):
    cadence = Cadence(None, interval, "client")
    facts = Facts("a", "A", date(2000, 1, 1), cadence, last_reach_on=in_days(last))
    (update,) = items_for(facts, Policy(), TODAY)
    words = reason(update, TODAY)
    assert words.startswith("no word for ") == (update.status == "overdue")
    if update.status == "overdue":
        said = days_said(words.removeprefix("no word for ").split(";")[0])
        assert said > interval.days or said == -last


@given(
    st.sampled_from(["1d", "1w", "2w", "1m", "3m", "1y"]),
    st.sampled_from(["update", "meeting"]),
    st.none() | st.integers(-260, 0),
)
def test_a_reason_is_one_short_line(interval, rule, last):
    words = reason(item(rule, interval, last), TODAY)
    assert len(words) <= 60
    assert words.isprintable()
    assert words[-1] not in ".;"


@pytest.mark.parametrize(
    ("day", "short", "with_weekday"),
    [
        ("2026-12-05", "5 Dec", "Sat 5 Dec"),
        ("2026-01-01", "1 Jan", "Thu 1 Jan"),
        ("2025-12-31", "31 Dec 2025", "Wed 31 Dec 2025"),
        ("2027-02-28", "28 Feb 2027", "Sun 28 Feb 2027"),
    ],
)
def test_a_date_names_its_year_only_when_it_is_another(day, short, with_weekday):
    assert short_date(date.fromisoformat(day), TODAY) == short
    assert weekday_date(date.fromisoformat(day), TODAY) == with_weekday
