"""What people read: reasons, suggestions, spans and dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import DAYS_IN, Interval, parse_interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.open_items import (
    Commitment,
    Conversation,
    FinishedProject,
    Mistake,
    Moment,
    OpenItems,
)
from clientpulse.cadence.policy import Cadence, Checkins, Policy
from clientpulse.cadence.wording import (
    LONGEST_WHAT,
    ago_words,
    in_words,
    short_date,
    span_words,
    weekday_date,
)
from clientpulse.output.phrases import next_command
from tests.unit.made_up import DATED_OFF, TODAY, in_days

POLICY = Policy(rules=DATED_OFF)


def item(rule: str, interval: str = "none", last: int | None = None, **known: object) -> DueItem:
    """Let the engine make an item, so that the words are about what can really be."""
    span = parse_interval(interval)
    cadence = Cadence(span if rule == "meeting" else None, span if rule == "update" else None, None)
    facts = Facts("acme", "Acme", date(2026, 3, 3), cadence, **known)
    if last is not None:
        facts = replace(facts, last_meeting_on=in_days(last), last_reach_on=in_days(last))
    (only,) = items_for(facts, POLICY, TODAY)
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
        ("1m", None, "not contacted since the start (Tue 3 Mar); monthly updates"),
        ("9m", None, "update due Thu 3 Dec; updates every 9 months"),
    ],
)
def test_an_update_says_how_long_the_silence_is_or_when_it_is_due(interval, last, words):
    assert reason(item("update", interval, last), TODAY) == words


@pytest.mark.parametrize(
    ("interval", "last", "words"),
    [
        ("3m", -200, "meeting was due Tue 4 Aug, not booked"),
        ("1m", -31, "meeting due today, not booked"),
        ("1m", -30, "meeting due tomorrow, not booked"),
        ("3m", -77, "meeting due Fri 4 Dec, not booked"),
        ("3m", -1, "meeting due Fri 19 Feb 2027, not booked"),
        ("3m", None, "not met since the start (Tue 3 Mar); quarterly meetings"),
        ("5w", None, "not met since the start (Tue 3 Mar); meetings every 5 weeks"),
        ("9m", None, "meeting due Thu 3 Dec, not booked"),
    ],
)
def test_a_meeting_says_when_it_is_due_and_that_it_is_not_booked(interval, last, words):
    assert reason(item("meeting", interval, last), TODAY) == words


def test_a_booked_meeting_is_today_or_waits_for_its_outcome():
    assert reason(item("appointment", next_meeting_on=TODAY), TODAY) == "meeting today"
    held_on = date(2026, 11, 3)
    waiting = item("outcome", unlogged_meetings_on=(held_on,))
    assert reason(waiting, TODAY) == "meeting of Tue 3 Nov: what came of it?"


@pytest.mark.parametrize(
    ("prefers", "streak", "words", "channel"),
    [
        (None, 0, "send a short update", "email"),
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
    assert next_command(due) == f"pulse log acme -c {channel}"


def test_meetings_are_to_be_booked_held_and_logged_whatever_is_preferred():
    known = {"prefers": "email", "written_streak": 5}
    assert suggestion(item("meeting", "3m", -200, **known)) == "book the meeting"
    today = item("appointment", next_meeting_on=TODAY, **known)
    assert suggestion(today) == "meet them, then log how it went"
    waiting = item("outcome", unlogged_meetings_on=(in_days(-2),), **known)
    assert suggestion(waiting) == "log how it went"


LONG = "the estimate of the taxes for the year that just ended, with all of its annexes"


def open_item(kind: str, *things: object, **known: object) -> DueItem:
    """Let the engine make an item about something that is open."""
    about = {} if kind == "dated" else {kind: things[0] if kind in DATES else things}
    if kind in (*DATES, "conversations"):
        known, about = {**known, **about}, {}
    still_open = OpenItems(**about)
    rules = {**DATED_OFF, **known.pop("rules", {})}
    rules = {rule: every for rule, every in rules.items() if every != "on"}
    facts = Facts(
        *("acme", "Acme", date(2026, 3, 3), Cadence(None, None, None)),
        open_items=still_open,
        **known,
    )
    (only,) = items_for(facts, Policy(rules=rules), TODAY)
    return only


DATES = ("feedback_on", "checkup_on")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (7, "you promised the tax estimate by Fri 27 Nov"),
        (1, "you promised the tax estimate by tomorrow"),
        (0, "you promised the tax estimate by today"),
        (-7, "you promised the tax estimate by Fri 13 Nov"),
        (60, "you promised the tax estimate by Tue 19 Jan 2027"),
    ],
)
def test_a_promise_says_what_and_by_when(due, words):
    promise = open_item("promises", Commitment(12, "the tax estimate", in_days(due)))
    assert reason(promise, TODAY) == words
    assert suggestion(promise) == "keep it, or agree on another day"
    assert next_command(promise) == "pulse done 12"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ([-17], "they owe you the payroll files since Tue 3 Nov"),
        ([-17, -2], "they owe you the payroll files since Tue 3 Nov, and 1 more"),
        ([-17, -2, -1, 0, 5], "they owe you the payroll files since Tue 3 Nov, and 2 more"),
        ([0], "they owe you the payroll files by today"),
        ([3, 9], "they owe you the payroll files by Mon 23 Nov"),
        ([-324], "they owe you the payroll files since Wed 31 Dec 2025"),
    ],
)
def test_what_they_owe_is_one_line_named_after_the_oldest(due, words):
    asks = [Commitment(n, "more", in_days(days)) for n, days in enumerate(due)]
    asks[0] = asks[0]._replace(what="the payroll files")
    chase = open_item("asks", *asks)
    assert reason(chase, TODAY) == words
    assert suggestion(chase) == "ask for it, friendly and firm"
    assert next_command(chase) == "pulse draft chase acme --log"


@pytest.mark.parametrize(
    ("stage", "words", "what_to_do", "command"),
    [
        (
            Mistake(4, "sent the wrong invoice", in_days(-3)),
            "not told yet: sent the wrong invoice",
            "tell them, and how you'll fix it",
            "pulse draft apology acme",
        ),
        (
            Mistake(4, "sent the wrong invoice", in_days(-3), in_days(-2)),
            "to be fixed by Wed 25 Nov: sent the wrong invoice",
            "fix it, and say so",
            "pulse mistake fixed 4",
        ),
        (
            Mistake(4, "sent the wrong invoice", in_days(-9), in_days(-9), in_days(1)),
            "to be fixed by tomorrow: sent the wrong invoice",
            "fix it, and say so",
            "pulse mistake fixed 4",
        ),
        (
            Mistake(4, "sent the wrong invoice", in_days(-9), in_days(-9)),
            "was to be fixed by Wed 18 Nov: sent the wrong invoice",
            "fix it, and say so",
            "pulse mistake fixed 4",
        ),
        (
            Mistake(4, "sent the wrong invoice", in_days(-19), in_days(-18), None, in_days(-14)),
            "fixed Fri 6 Nov, is all well? sent the wrong invoice",
            "ring them: is all well again?",
            "pulse log acme",
        ),
    ],
)
def test_a_mistake_says_what_is_left_of_it(stage, words, what_to_do, command):
    left = open_item("mistakes", stage)
    assert reason(left, TODAY) == words
    assert suggestion(left) == what_to_do
    assert next_command(left) == command


def test_a_recap_says_which_conversation_it_is_of():
    recap = open_item("conversations", Conversation(1, in_days(-1)))
    assert reason(recap, TODAY) == "conversation of Thu 19 Nov: no recap yet"
    assert suggestion(recap) == "write down what was agreed"
    assert next_command(recap) == "pulse draft recap acme --log"


def test_where_nothing_agreed_is_known_a_recap_asks_for_that_first():
    recap = open_item("conversations", Conversation(7, in_days(-1), agreed=False))
    assert next_command(recap) == "pulse touchpoint edit 7 --agreed WHAT"


@pytest.mark.parametrize(
    ("on", "person", "words"),
    [
        (0, None, "today: trip to Lisbon"),
        (1, "Ann Field", "tomorrow: trip to Lisbon (Ann Field)"),
        (7, "Ann Field", "Fri 27 Nov: trip to Lisbon (Ann Field)"),
        (-7, None, "Fri 13 Nov: trip to Lisbon"),
    ],
)
def test_a_moment_says_what_to_ask_after(on, person, words):
    trip = open_item("moments", Moment("trip to Lisbon", in_days(on), 8, person))
    assert reason(trip, TODAY) == words
    assert suggestion(trip) == "ask how it went"
    assert next_command(trip) == "pulse remind done r8"


@pytest.mark.parametrize(
    ("on", "person", "words"),
    [
        (0, "Ann Field", "Ann Field's birthday is today"),
        (1, "Ann Field", "Ann Field's birthday is tomorrow"),
        (7, "Ann Field", "Ann Field's birthday is on Fri 27 Nov"),
        (-7, "Ann Field", "Ann Field's birthday was on Fri 13 Nov"),
        (0, None, "birthday is today"),
        (0, f"Ann{' Field' * 8}", f"Ann{' Field' * 6}…'s birthday is today"),
    ],
)
def test_a_birthday_says_whose_it_is(on, person, words):
    birthday = open_item("moments", Moment("birthday", in_days(on), 12, person, birthday=True))
    assert reason(birthday, TODAY) == words
    assert suggestion(birthday) == "send a greeting"
    assert next_command(birthday) == "pulse draft greeting acme --for b12 --log"


LONG_NAME = f"New website{' and shop' * 5}"


@pytest.mark.parametrize(
    ("last", "every", "project", "words"),
    [
        (-9, "1w", "Site", "no word for 9 days; weekly check-ins while Site runs"),
        (-7, "1w", "Site", "update due today; weekly check-ins while Site runs"),
        (-2, "3d", "Site", "update due tomorrow; check-ins every 3 days while Site runs"),
        (None, "1w", "Site", "no word since Wed 21 Oct; weekly check-ins while Site runs"),
        (-40, "1w", "Site", "no word since Wed 21 Oct; weekly check-ins while Site runs"),
        (-20, "2w", LONG_NAME, "no word for 20 days; check-ins every 2 weeks while"
         " New website and shop and shop and shop and… runs"),
    ],
)  # fmt: skip
def test_a_check_in_names_its_project(last, every, project, words):
    due = open_item(
        "dated",
        checkins=Checkins(project, in_days(-30), parse_interval(every)),
        last_reach_on=last and in_days(last),
    )
    assert reason(due, TODAY) == words
    assert suggestion(due) == "send a short update"
    assert next_command(due) == "pulse log acme -c email"


@pytest.mark.parametrize(
    ("last", "every", "words"),
    [
        (None, "on", "no feedback yet; asked for half-yearly"),
        (-200, "on", "no feedback since Mon 4 May; asked for half-yearly"),
        (-31, "1m", "feedback due today; asked for monthly"),
        (-30, "1m", "feedback due tomorrow; asked for monthly"),
        (-30, "on", "feedback due Wed 21 Apr 2027; asked for half-yearly"),
        (-30, "5w", "feedback due Wed 25 Nov; asked for every 5 weeks"),
    ],
)
def test_feedback_says_since_when_there_was_none(last, every, words):
    rule = every if every == "on" else parse_interval(every)
    asked = None if last is None else in_days(last)
    due = open_item("feedback_on", asked, rules={"feedback": rule})
    assert reason(due, TODAY) == words
    assert suggestion(due) == "ask how they find your work"
    assert next_command(due) == "pulse draft feedback acme --log"


@pytest.mark.parametrize(
    ("finished", "heard", "words", "what_to_do"),
    [
        (-2, None, "new site, finished Wed 18 Nov: how was it?", "ask for feedback on it"),
        (-9, None, "new site, finished Wed 11 Nov: how was it?", "ask for feedback on it"),
        (-2, -1, "new site, finished Wed 18 Nov: does it hold up?", "ask how it holds up"),
        (-30, None, "new site, finished Wed 21 Oct: does it hold up?", "ask how it holds up"),
    ],
)
def test_a_finished_project_is_asked_about_in_two_ways(finished, heard, words, what_to_do):
    heard_on = None if heard is None else in_days(heard)
    about = open_item("projects", FinishedProject(3, "new site", in_days(finished), heard_on))
    assert reason(about, TODAY) == words
    assert suggestion(about) == what_to_do
    assert next_command(about) == "pulse draft feedback acme --project 3 --log"


@pytest.mark.parametrize(
    ("last", "every", "words"),
    [
        (None, "on", "no check-up yet; the first was due Wed 3 Jun"),
        (None, "9m", "no check-up yet; the first was due Wed 3 Jun"),
        (-200, "on", "no check-up since Mon 4 May; done half-yearly"),
        (-20, "on", "check-up due Fri 30 Apr 2027; done half-yearly"),
        (-10, "1w", "no check-up since Tue 10 Nov; done weekly"),
        (-7, "1w", "check-up due today; done weekly"),
    ],
)
def test_a_check_up_says_since_when_there_was_none(last, every, words):
    rule = every if every == "on" else parse_interval(every)
    checked = None if last is None else in_days(last)
    due = open_item("checkup_on", checked, rules={"checkup": rule})
    assert reason(due, TODAY) == words
    assert suggestion(due) == "look at it trait by trait"
    assert next_command(due) == "pulse checkup acme"


def test_the_first_check_up_is_announced_as_such():
    first = open_item("dated", rules={"checkup": "on"}, asked_from=in_days(-60))
    assert reason(first, TODAY) == "first check-up due Fri 4 Dec"


def test_what_was_typed_is_cut_behind_a_word_and_put_on_one_line():
    long = open_item("promises", Commitment(1, LONG, TODAY))
    assert (
        reason(long, TODAY) == "you promised the estimate of the taxes for the year that… by today"
    )
    broken = open_item("promises", Commitment(1, "a\n\n  b\tc", TODAY))
    assert reason(broken, TODAY) == "you promised a b c by today"
    one_word = open_item("promises", Commitment(1, "x" * 400, TODAY))
    assert reason(one_word, TODAY) == f"you promised {'x' * (LONGEST_WHAT - 1)}… by today"


@given(st.text(max_size=300).filter(str.strip), st.text(min_size=1, max_size=300))
def test_however_much_was_typed_a_reason_stays_one_line(what, person):
    for thing in (
        open_item("mistakes", Mistake(1, what, TODAY)),
        open_item("moments", Moment(what, TODAY, 1, person)),
        open_item("asks", Commitment(1, what, in_days(-400)), Commitment(2, "x", in_days(-3))),
        open_item("moments", Moment("birthday", TODAY, None, person, birthday=True)),
    ):
        words = reason(thing, TODAY)
        assert len(words) <= 2 * LONGEST_WHAT + 30
        assert len(words.splitlines()) == 1


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
    (update,) = items_for(facts, POLICY, TODAY)
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
    assert len(words) <= 66
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
