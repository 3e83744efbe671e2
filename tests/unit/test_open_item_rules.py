"""Each rule about the relationship by itself: what it finds, and on, before and after which day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence import advice
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding
from clientpulse.cadence.first_time import first_due
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.open_items import (
    NOTHING_OPEN,
    Commitment,
    Contacted,
    Conversation,
    FinishedProject,
    Message,
    Mistake,
    Moment,
    OpenItems,
)
from clientpulse.cadence.policy import Cadence, Policy
from tests.unit.made_up import (
    DATED_OFF,
    ask,
    clients,
    days_off,
    in_days,
    lately,
    near_today,
    policies,
)

TODAY = date(2026, 11, 20)  # a Friday
START = date(2026, 1, 5)
POLICY = Policy()
RULES = (
    *("own_up", "make_good", "look_back", "promise", "chase", "recap", "moment"),
    *("feedback", "project_feedback", "checkup", "answer"),
)
own_up, make_good, look_back, promise, chase, recap, moment = (
    partial(ask, rule) for rule in RULES[:7]
)
feedback, project_feedback, checkup, answer = (partial(ask, rule) for rule in RULES[7:])
AWAY = Policy(days_off=((date(2026, 11, 23), date(2026, 12, 11)),))  # three weeks


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


ASKED = ("feedback_on", "checkup_on", "conversations")


def client(known: dict[str, object] | None = None, **open_things: object) -> Facts:
    cadence = Cadence(None, None, None)
    asked = {name: open_things.pop(name) for name in ASKED if name in open_things}
    still_open = OpenItems(**open_things) if open_things else NOTHING_OPEN
    return Facts("acme", "Acme", START, cadence, open_items=still_open, **asked, **(known or {}))


def dates(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.due_on.isoformat(), one.act_by.isoformat()) for one in found]


def test_of_a_client_with_whom_nothing_is_open_only_feedback_and_a_check_up_are_asked():
    rules = (own_up, make_good, look_back, promise, chase, recap, moment, project_feedback, answer)
    assert [rule(client(), POLICY, TODAY) for rule in rules] == [()] * len(rules)
    found = items_for(client(), POLICY, TODAY)
    assert {item.rule for item in found} == {"feedback", "checkup"}


# Mistakes


@pytest.mark.parametrize(("entered", "found"), [(-1, True), (0, True), (1, False)])
def test_a_mistake_is_to_be_owned_up_to_from_the_day_it_is_entered(entered, found):
    mistake = Mistake(7, "wrong invoice", in_days(entered))
    expected = (Finding(mistake.entered_on, mistake.entered_on, what="wrong invoice"),)
    expected = tuple(one._replace(ref_id=7) for one in expected) if found else ()
    assert own_up(client(mistakes=(mistake,)), POLICY, TODAY) == expected


def test_each_mistake_is_at_one_of_its_stages():
    entered = Mistake(1, "a", in_days(-9))
    told = entered._replace(id=2, told_on=in_days(-5))
    fixed = told._replace(id=3, fixed_on=in_days(-3))
    facts = client(mistakes=(entered, told, fixed))
    found = [
        (rule, one.ref_id)
        for rule in ("own_up", "make_good", "look_back")
        for one in ask(rule, facts, POLICY, TODAY)
    ]
    assert found == [("own_up", 1), ("make_good", 2), ("look_back", 3)]


@pytest.mark.parametrize(
    ("told", "fix_by", "due_on", "act_by"),
    [
        ("2026-11-13", None, "2026-11-20", "2026-11-20"),
        ("2026-11-14", None, "2026-11-21", "2026-11-20"),  # a Saturday: Friday
        ("2026-11-16", None, "2026-11-23", "2026-11-23"),
        ("2028-02-22", None, "2028-02-29", "2028-02-29"),
        ("2027-02-22", None, "2027-03-01", "2027-03-01"),
        ("2026-11-13", "2026-11-22", "2026-11-22", "2026-11-20"),
        ("2026-11-13", "2026-11-13", "2026-11-13", "2026-11-13"),
    ],
)
def test_a_mistake_is_made_good_in_a_week_or_by_the_day_that_was_set(told, fix_by, due_on, act_by):
    mistake = Mistake(1, "x", day("2026-11-02"), day(told), day(fix_by))
    found = make_good(client(mistakes=(mistake,)), POLICY, TODAY)
    assert dates(found) == [(due_on, act_by)]
    assert (found[0].interval, found[0].what, found[0].ref_id) == (None, "x", 1)


@pytest.mark.parametrize(
    ("voice", "asked"),
    [
        (None, False),
        ("2026-11-05", False),
        ("2026-11-12", False),  # the day it was made good; due on the 26th
        ("2026-11-18", False),
        ("2026-11-19", True),
        ("2026-11-20", True),
    ],
)
def test_a_conversation_in_the_week_before_it_is_due_is_the_look_back(voice, asked):
    mistake = Mistake(1, "x", day("2026-11-01"), day("2026-11-02"), None, day("2026-11-12"))
    found = look_back(client(mistakes=(mistake,), voice_on=day(voice)), POLICY, TODAY)
    assert dates(found) == ([] if asked else [("2026-11-26", "2026-11-26")])


@pytest.mark.parametrize(
    ("interval", "voice", "asked"),
    [("3d", "2026-11-12", False), ("3d", "2026-11-13", True), ("1w", "2026-11-12", False)],
)
def test_the_day_of_the_mending_itself_is_never_the_look_back(interval, voice, asked):
    mistake = Mistake(1, "x", day("2026-11-01"), day("2026-11-02"), None, day("2026-11-12"))
    facts = client(
        {"own_rules": {"look_back": parse_interval(interval)}},
        mistakes=(mistake,),
        voice_on=day(voice),
    )
    assert (look_back(facts, POLICY, TODAY) == ()) is asked


def test_a_look_back_that_days_off_bring_forward_counts_from_the_day_it_comes_up():
    mistake = Mistake(1, "x", day("2026-11-01"), day("2026-11-02"), None, day("2026-11-19"))
    facts = client(mistakes=(mistake,))
    assert dates(look_back(facts, AWAY, TODAY)) == [("2026-12-03", "2026-11-20")]
    rung = client(mistakes=(mistake,), voice_on=day("2026-11-20"))
    assert look_back(rung, AWAY, TODAY) == ()
    assert look_back(rung, POLICY, TODAY) != ()
    # Made good on the last day before them: there is no time left to ask.
    last_day = mistake._replace(fixed_on=day("2026-11-20"))
    (found,) = look_back(client(mistakes=(last_day,)), AWAY, TODAY)
    assert found.due_on == found.act_by == day("2026-12-04")


# Messages


@pytest.mark.parametrize(
    ("wrote", "due_on"),
    [
        ("2026-11-19", "2026-11-20"),
        ("2026-11-20", "2026-11-23"),  # over the weekend
        ("2026-11-21", "2026-11-23"),
        ("2027-12-31", "2028-01-03"),
    ],
)
def test_a_message_is_answered_by_the_workday_after_it_the_oldest_first(wrote, due_on):
    messages = (Message(4, day(wrote), "letter"), Message(5, in_days(900), "email"))
    (found,) = answer(client(messages=messages), POLICY, TODAY)
    assert (found.due_on, found.act_by) == (day(due_on), day(due_on))
    assert (found.ref_id, found.since, found.last_on) == (4, day(wrote), day(wrote))
    assert (found.last_channel, found.interval) == ("letter", None)


def test_a_message_before_days_off_is_answered_after_them():
    (found,) = answer(client(messages=(Message(1, TODAY, "email"),)), AWAY, TODAY)
    assert (found.due_on, found.act_by) == (date(2026, 12, 14), date(2026, 12, 14))


# Promises and asks


@pytest.mark.parametrize(
    ("due_on", "act_by"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-20"),
        ("2026-11-22", "2026-11-20"),
        ("2026-11-23", "2026-11-23"),
        ("2027-01-31", "2027-01-29"),
        ("2028-02-29", "2028-02-29"),
    ],
)
def test_a_promise_is_kept_by_the_workday_on_or_before_its_day(due_on, act_by):
    facts = client(promises=(Commitment(4, "the estimate", day(due_on)),))
    (found,) = promise(facts, POLICY, TODAY)
    assert (found.due_on, found.act_by) == (day(due_on), day(act_by))
    assert (found.what, found.ref_id, found.since, found.last_on) == ("the estimate", 4, None, None)


def test_each_promise_has_an_item_and_away_brings_them_forward():
    promises = tuple(Commitment(n, "x", in_days(n)) for n in (3, 5, 40))
    found = promise(client(promises=promises), AWAY, TODAY)
    assert [(one.ref_id, one.act_by) for one in found] == [
        (3, TODAY),
        (5, TODAY),
        (40, date(2026, 12, 30)),
    ]


def contacts(*days: str | None, written: bool = True) -> tuple[Contacted, ...]:
    return tuple(Contacted(day(on), n, written) for n, on in enumerate(days, 10) if on)


@pytest.mark.parametrize(
    ("asked_for", "chased", "due_on"),
    [
        ("2026-11-18", None, "2026-11-19"),
        ("2026-11-20", None, "2026-11-21"),  # a Saturday: nothing is brought forward
        ("2026-11-18", "2026-11-18", "2026-11-19"),  # on its day it wasn't late yet
        ("2026-11-18", "2026-11-19", "2026-11-22"),
        ("2026-11-03", "2026-11-18", "2026-11-21"),
        ("2028-02-28", None, "2028-02-29"),
        ("2026-12-31", None, "2027-01-01"),
    ],
)
def test_what_is_owed_is_chased_a_day_after_its_date_and_days_after_each_chase(
    asked_for, chased, due_on
):
    facts = client(asks=(Commitment(1, "files", day(asked_for)),), chases=contacts(chased))
    (found,) = chase(facts, POLICY, TODAY)
    assert found.due_on == found.act_by == day(due_on)
    assert (found.since, found.chased) == (
        day(asked_for),
        int(due_on > "2026-11-19" and bool(chased)),
    )


@pytest.mark.parametrize(
    ("written", "spoken", "due_on"),
    [
        (("2026-11-10",), (), "2026-11-13"),
        (("2026-11-10", "2026-11-12"), (), "2026-11-15"),
        (("2026-11-10", "2026-11-12", "2026-11-14"), (), "2026-11-17"),
        (("2026-11-10", "2026-11-12", "2026-11-14", "2026-11-16"), (), "2026-11-17"),
        (("2026-11-10", "2026-11-12", "2026-11-14", "2026-11-16"), ("2026-11-18",), "2026-11-21"),
        (("2026-11-10", "2026-11-12", "2026-11-14"), ("2026-11-13", "2026-11-12"), "2026-11-17"),
        ((), ("2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14"), "2026-11-17"),
        (("2026-11-17",), ("2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"), "2026-11-20"),
    ],
)
def test_from_the_fourth_written_chase_on_only_a_call_puts_the_next_one_off(
    written, spoken, due_on
):
    all_ = sorted((*contacts(*written), *contacts(*spoken, written=False)))
    facts = client(asks=(Commitment(1, "files", day("2026-11-09")),), chases=tuple(all_))
    (found,) = chase(facts, POLICY, TODAY)
    assert (found.due_on, found.chased) == (day(due_on), len(written) + len(spoken))


@pytest.mark.parametrize(
    ("talked", "number", "chased", "due_on"),
    [
        ("2026-11-08", 1, 2, "2026-11-15"),  # before it was due: about something else
        ("2026-11-09", 1, 2, "2026-11-15"),
        ("2026-11-10", 9, 2, "2026-11-15"),  # before the first chase of that day
        ("2026-11-10", 11, 1, "2026-11-15"),  # after it
        ("2026-11-11", 1, 1, "2026-11-15"),
        ("2026-11-12", 12, 0, "2026-11-15"),
        ("2026-11-19", 1, 0, "2026-11-22"),
    ],
)
def test_a_conversation_starts_the_chase_anew(talked, number, chased, due_on):
    facts = client(
        asks=(Commitment(1, "files", day("2026-11-09")),),
        chases=(Contacted(day("2026-11-10"), 10, True), Contacted(day("2026-11-12"), 11, True)),
        talked=Contacted(day(talked), number),
    )
    (found,) = chase(facts, POLICY, TODAY)
    assert (found.due_on, found.chased) == (day(due_on), chased)


@pytest.mark.parametrize(
    ("talked", "due_on"), [("2026-11-08", "2026-11-10"), ("2026-11-09", "2026-11-12")]
)
def test_what_was_talked_about_on_its_day_is_first_chased_some_days_later(talked, due_on):
    asks = (Commitment(1, "files", day("2026-11-09")),)
    (found,) = chase(client(asks=asks, talked=Contacted(day(talked), 1)), POLICY, TODAY)
    assert found.due_on == day(due_on)


@pytest.mark.parametrize(
    ("chased", "reason", "suggestion", "command"),
    [
        (0, "since Mon 9 Nov", "ask for it, friendly and firm", "pulse draft chase acme --log"),
        (1, "; reminded once", "ask again, and mention the first time", "draft chase acme --log"),
        (2, "; reminded twice", "ask once more, and propose a call", "draft chase acme --log"),
        (3, "; reminded 3 times", "call them: a voice", "pulse log acme -c call --chase"),
        (7, "; reminded 7 times", "call them: a voice", "pulse log acme -c call --chase"),
    ],
)
def test_a_chase_rises_and_ends_in_a_call(chased, reason, suggestion, command):
    days = [f"2026-11-{10 + n}" for n in range(chased)]
    facts = client(
        {"own_rules": DATED_OFF},
        asks=(Commitment(1, "files", day("2026-11-09")),),
        chases=contacts(*days),
    )
    (item,) = items_for(facts, POLICY, TODAY)
    assert advice.reason(item, TODAY).endswith(reason)
    assert advice.suggestion(item).startswith(suggestion)
    assert advice.command(item, "acme").endswith(command)


LETTER, CALL, TALK = "letter", "call", "talk"
contacted = st.lists(
    st.tuples(st.integers(-12, 0).map(in_days), st.sampled_from([LETTER, CALL, TALK])), max_size=9
)
owed = st.lists(
    st.builds(Commitment, st.just(1), st.just("x"), st.integers(-40, -1).map(in_days)),
    min_size=1,
    max_size=3,
)


def series(asks: list[Commitment], told: list[tuple[date, str]]) -> Finding:
    """What the rule finds after some chases and talks, typed in this order."""
    numbered = [Contacted(on, n, kind == LETTER) for n, (on, kind) in enumerate(told)]
    facts = client(
        asks=tuple(asks),
        chases=tuple(sorted(one for one in numbered if told[one.id][1] != TALK)),
        talked=max((one for one in numbered if told[one.id][1] == TALK), default=None),
    )
    (found,) = chase(facts, POLICY, TODAY)
    return found


@given(owed, contacted, st.sampled_from([LETTER, CALL]))
def test_a_chase_never_starts_the_series_anew_and_a_conversation_does(asks, told, how):
    before = series(asks, told)
    assert series(asks, [*told, (TODAY, how)]).chased == before.chased + 1
    talked = series(asks, [*told, (TODAY, TALK)])
    assert (talked.chased, talked.due_on) == (0, POLICY.chase_every.after(TODAY))


@given(owed, contacted, st.integers(1, 5))
def test_after_three_written_chases_only_a_call_or_a_conversation_moves_it(asks, told, more):
    """A letter moves it while there are fewer; then it stays due, until somebody speaks."""
    letters = [(TODAY, LETTER)] * 3
    thrice = series(asks, [*told, *letters])
    assert series(asks, [*told, *letters, *([(TODAY, LETTER)] * more)]).due_on == thrice.due_on
    put_off = POLICY.chase_every.after(TODAY)
    assert series(asks, [*told, *letters, (TODAY, CALL)]).due_on == put_off
    assert series(asks, [*told, *letters, (TODAY, TALK)]).due_on == put_off


@given(owed, contacted)
def test_whatever_was_chased_the_next_chase_is_never_before_they_are_late(asks, told):
    found = series(asks, told)
    assert found.due_on > min(one.due_on for one in asks)
    assert found.due_on <= POLICY.chase_every.after(TODAY)


@pytest.mark.parametrize(
    ("house", "own", "due_on"),
    [
        ({}, {}, "2026-11-23"),
        ({"chase": Interval(5, "d")}, {}, "2026-11-25"),
        ({"chase": Interval(5, "d")}, {"chase": Interval(1, "m")}, "2026-12-20"),
        ({}, {"feedback": Interval(1, "m")}, "2026-11-23"),
    ],
)
@pytest.mark.parametrize("how", ["chases", "talked"])
def test_the_next_chase_follows_the_client_then_the_house_then_chase_every(house, own, due_on, how):
    today = Contacted(TODAY, 1)
    known = {"chases": (today,)} if how == "chases" else {"talked": today}
    facts = client({"own_rules": own}, asks=(Commitment(1, "files", in_days(-5)),), **known)
    (found,) = chase(facts, Policy(rules=house, chase_every=Interval(3, "d")), TODAY)
    assert found.due_on == day(due_on)
    if not house and not own:
        (found,) = chase(facts, Policy(chase_every=Interval(1, "w")), TODAY)
        assert found.due_on == day("2026-11-27")


def test_all_that_is_owed_is_one_item_named_after_what_is_owed_for_longest():
    asks = (
        Commitment(9, "figures", in_days(-2)),
        Commitment(8, "files", in_days(-6)),
        Commitment(7, "contract", in_days(-6)),
        Commitment(6, "photos", TODAY),
    )
    (found,) = chase(client(asks=asks), POLICY, TODAY)
    assert (found.due_on, found.what, found.ref_id, found.owed) == (in_days(-5), "contract", 7, 3)
    # What is owed since the last chase waits for the next one of all.
    (found,) = chase(client(asks=asks, chases=(Contacted(in_days(-2), 1),)), POLICY, TODAY)
    assert (found.due_on, found.what, found.owed) == (in_days(1), "contract", 3)


def test_of_what_is_not_late_yet_nothing_is_owed():
    (found,) = chase(client(asks=(Commitment(1, "files", in_days(6)),)), POLICY, TODAY)
    assert (found.due_on, found.owed) == (in_days(7), 0)


# Recaps


@pytest.mark.parametrize(
    ("held", "due_on"),
    [
        ("2026-11-19", "2026-11-20"),
        ("2026-11-20", "2026-11-23"),  # Friday: Monday
        ("2026-11-21", "2026-11-23"),
        (None, None),
    ],
)
def test_a_conversation_is_written_down_the_workday_after(held, due_on):
    facts = client(conversations=() if held is None else (Conversation(1, day(held)),))
    assert dates(recap(facts, POLICY, TODAY)) == ([] if due_on is None else [(due_on, due_on)])
    for found in recap(facts, POLICY, TODAY):
        assert (found.last_on, found.last_channel, found.interval) == (day(held), None, None)


def test_a_recap_steps_over_days_off_unless_it_is_given_an_interval():
    facts = client(conversations=(Conversation(1, TODAY),))
    assert dates(recap(facts, AWAY, TODAY)) == [("2026-12-14", "2026-12-14")]
    assert dates(recap(facts, Policy(rules={"recap": Interval(2, "d")}), TODAY)) == [
        ("2026-11-22", "2026-11-22")
    ]
    assert recap(facts, Policy(recap="none"), TODAY) == ()


# Moments


@pytest.mark.parametrize(
    ("on", "act_by"),
    [("2026-11-20", "2026-11-20"), ("2026-11-22", "2026-11-20"), ("2026-11-23", "2026-11-23")],
)
def test_a_moment_comes_up_on_the_workday_before_its_day_and_stays_until_it_is_done(on, act_by):
    trip = Moment("trip to Lisbon", day(on), 5, "Ann")
    facts = client({"last_reach_on": TODAY}, moments=(trip,))
    expected = Finding(day(on), day(act_by), what=trip.what, ref_id=5, person="Ann", ref="r5")
    assert moment(facts, POLICY, TODAY) == (expected,)
    assert moment(facts, POLICY, date(2027, 11, 20)) == (expected,)


@pytest.mark.parametrize(
    ("on", "found"),
    [(-9, False), (-8, False), (-7, True), (-1, True), (0, True), (1, True), (30, True)],
)
def test_a_birthday_can_be_made_up_for_within_a_week(on, found):
    birthday = Moment("birthday", in_days(on), None, "Ann", birthday=True)
    assert bool(moment(client(moments=(birthday,)), POLICY, TODAY)) is found


def test_no_other_word_to_the_client_is_a_greeting():
    birthday = Moment("birthday", day("2026-11-22"), 12, "Ann", birthday=True)  # a Sunday
    facts = client({"last_reach_on": day("2026-11-22")}, moments=(birthday,))
    (found,) = moment(facts, POLICY, day("2026-11-23"))
    assert (found.ref, found.ref_id) == ("b12", None)


def test_a_birthday_is_named_after_whose_it_is():
    named = Moment("birthday", TODAY, None, "Ann", birthday=True)
    nobody_s = named._replace(person=None)
    found = moment(client(moments=(named, nobody_s)), POLICY, TODAY)
    assert [(one.what, one.ref_id) for one in found] == [
        ("Ann's birthday", None),
        ("birthday", None),
    ]


# Feedback and check-ups


@pytest.mark.parametrize(
    ("asked_from", "last", "since", "due_on", "act_by"),
    [
        (None, None, "2026-01-05", "2026-07-05", "2026-07-03"),
        ("2026-03-31", "2026-03-31", "2026-03-31", "2026-09-30", "2026-09-30"),
        ("2025-03-31", None, "2026-01-05", "2026-07-05", "2026-07-03"),
        (None, "2026-08-31", "2026-08-31", "2027-02-28", "2027-02-26"),
        (None, "2027-08-31", "2027-08-31", "2028-02-29", "2028-02-29"),
        (None, "2025-12-01", "2026-01-05", "2026-07-05", "2026-07-03"),
    ],
)
def test_feedback_is_asked_for_half_a_year_after_the_last_or_the_start(
    asked_from, last, since, due_on, act_by
):
    facts = client({"asked_from": day(asked_from)}, feedback_on=day(last))
    (found,) = feedback(facts, POLICY, TODAY)
    assert dates((found,)) == [(due_on, act_by)]
    assert (found.since, found.last_on, found.last_channel) == (day(since), day(last), None)
    assert found.interval == Interval(6, "m")


@pytest.mark.parametrize(
    ("asked_from", "last", "due_on", "interval"),
    [
        (None, None, "2026-04-05", "3m"),
        (None, "2026-05-31", "2026-11-30", "6m"),
        ("2026-11-01", "2026-05-31", "2026-11-30", "6m"),
        (None, "2025-11-01", "2026-05-01", "6m"),  # of before the start: it was one all the same
    ],
)
def test_the_first_check_up_comes_sooner_than_the_next_ones(asked_from, last, due_on, interval):
    facts = client({"asked_from": day(asked_from)}, checkup_on=day(last))
    (found,) = checkup(facts, POLICY, TODAY)
    assert (found.due_on, str(found.interval)) == (day(due_on), interval)
    assert found.act_by == POLICY.workday_on_or_before(found.due_on)
    assert found.last_on == day(last)


@pytest.mark.parametrize(
    ("every", "first"), [("1y", "3m"), ("3m", "3m"), ("2m", "2m"), ("91d", "91d"), ("92d", "3m")]
)
def test_the_first_check_up_is_never_later_than_the_interval(every, first):
    own = {"own_rules": {"checkup": parse_interval(every)}}
    (found,) = checkup(client(own), POLICY, TODAY)
    assert str(found.interval) == first
    (found,) = checkup(client(own, checkup_on=TODAY), POLICY, TODAY)
    assert str(found.interval) == every


@pytest.mark.parametrize("rule", [feedback, checkup])
def test_what_was_just_asked_is_never_asked_again_because_of_days_without_work(rule):
    facts = client(
        {"own_rules": dict.fromkeys(["feedback", "checkup"], Interval(2, "w"))},
        feedback_on=TODAY,
        checkup_on=TODAY,
    )
    (found,) = rule(facts, AWAY, TODAY)
    assert found.due_on == found.act_by == in_days(14)


# Finished projects: due a week after the end, and a month after it.


@pytest.mark.parametrize(
    ("today", "heard", "due_on"),
    [
        ("2026-10-20", None, "2026-10-27"),
        ("2026-10-20", "2026-10-19", "2026-10-27"),  # of before the end: about something else
        ("2026-10-20", "2026-10-20", "2026-11-20"),
        ("2026-11-12", "2026-10-20", "2026-11-20"),
        ("2026-11-12", None, "2026-10-27"),
        ("2026-11-13", None, "2026-11-20"),  # a week before: the second takes its place
        ("2026-11-13", "2026-11-12", "2026-11-20"),
        ("2026-11-13", "2026-11-13", None),
        ("2027-11-13", None, "2026-11-20"),
        ("2027-11-13", "2026-11-12", "2026-11-20"),
    ],
)
@pytest.mark.parametrize("how", ["given about it", "asked about it", "in general"])
def test_a_finished_project_is_asked_about_twice_but_once_at_a_time(today, heard, due_on, how):
    about_it = {"given about it": "feedback_on", "asked about it": "asked_on"}
    of_project = {about_it[how]: day(heard)} if how in about_it else {}
    project = FinishedProject(3, "site", day("2026-10-20"), **of_project)
    general = {} if how in about_it else {"general_feedback_on": day(heard)}
    facts = client(projects=(project,), **general)
    found = project_feedback(facts, POLICY, day(today))
    assert dates(found) == ([] if due_on is None else [(due_on, due_on)])
    assert all((one.what, one.ref_id, one.interval) == ("site", 3, None) for one in found)


@pytest.mark.parametrize("part", ["feedback_on", "asked_on"])
def test_an_answer_about_one_project_is_none_about_another(part):
    site = FinishedProject(3, "site", day("2026-10-20"), **{part: day("2026-11-13")})
    shop = FinishedProject(4, "shop", day("2026-10-20"))
    facts = client(projects=(site, shop), feedback_on=day("2026-11-13"))
    for today, due_on in (("2026-11-12", "2026-10-27"), ("2026-11-13", "2026-11-20")):
        (found,) = project_feedback(facts, POLICY, day(today))
        assert (found.ref_id, found.due_on) == (4, day(due_on))


@pytest.mark.parametrize(
    ("finished", "first", "second"),
    [
        ("2027-01-31", ("2027-02-07", "2027-02-05"), ("2027-02-28", "2027-02-26")),
        ("2028-01-31", ("2028-02-07", "2028-02-07"), ("2028-02-29", "2028-02-29")),
    ],
)
def test_both_questions_have_their_workday(finished, first, second):
    project = FinishedProject(3, "site", day(finished))
    facts = client(projects=(project,))
    assert dates(project_feedback(facts, POLICY, day(finished))) == [first]
    asked = client(projects=(project._replace(feedback_on=day(finished)),))
    assert dates(project_feedback(asked, POLICY, day(finished))) == [second]


def test_with_a_longer_interval_the_second_question_is_never_before_the_first():
    facts = client(
        {"own_rules": {"project_feedback": Interval(2, "m")}},
        projects=(FinishedProject(3, "site", day("2026-09-01")),),
    )
    for today in ("2026-09-01", "2026-10-20", "2026-10-25", "2026-11-20"):
        assert dates(project_feedback(facts, POLICY, day(today))) == [("2026-11-01", "2026-10-30")]


@given(
    st.builds(FinishedProject, st.just(1), st.just("x"), lately, st.none() | lately),
    st.none() | lately,
    near_today,
    days_off,
)
def test_an_answer_given_when_asked_settles_the_question(project, heard, today, off):
    """Answer whenever there is something to act on: the same question never comes back."""
    policy = Policy(days_off=off)
    facts = client(projects=(project,), general_feedback_on=heard)
    for found in project_feedback(facts, policy, today):
        if found.act_by <= today and today >= project.finished_on:
            for part in ("feedback_on", "asked_on"):
                heard_of = project._replace(**{part: today})
                answered = client(projects=(heard_of,), general_feedback_on=heard)
                then = project_feedback(answered, policy, today)
                assert found not in then
                assert all(one.act_by > today for one in then)


@given(st.tuples(lately, lately, lately), near_today, days_off, st.integers(1, 30))
def test_a_call_made_when_asked_settles_the_look_back(stages, today, off, days):
    entered_on, told_on, fixed_on = sorted(stages)
    mistake = Mistake(1, "x", entered_on, told_on, None, fixed_on)
    own = {"own_rules": {"look_back": Interval(days, "d")}}
    policy = Policy(days_off=off)
    for found in look_back(client(own, mistakes=(mistake,)), policy, today):
        if found.act_by <= today:
            assert found.act_by > fixed_on
            rung = client(own, mistakes=(mistake,), voice_on=today)
            assert look_back(rung, policy, today) == ()


@given(clients, policies)
def test_what_is_found_is_acted_on_by_its_day_and_no_workday_is_left_between(facts, policy):
    for rule in (own_up, make_good, look_back, promise, chase, recap, moment, project_feedback):
        for found in rule(facts, policy, TODAY):
            assert found.act_by in (found.due_on, policy.workday_on_or_before(found.due_on))


@given(clients, policies)
def test_doing_what_is_asked_leaves_nothing_of_it(facts, policy):
    """Told, fixed, kept, answered, chased, recapped, greeted, asked and checked: all today."""
    told = tuple(
        one._replace(told_on=one.told_on or TODAY, fixed_on=one.fixed_on or TODAY)
        for one in facts.open_items.mistakes
    )
    still_open = replace(
        facts.open_items,
        promises=(),
        chases=(Contacted(TODAY, 1),),
        messages=(),
        mistakes=told,
        moments=(),
        voice_on=TODAY,
    )
    still_open = replace(still_open, general_feedback_on=TODAY)
    asked = {"feedback_on": TODAY, "checkup_on": TODAY}
    done = replace(
        facts, open_items=still_open, **asked, last_reach_on=TODAY, archived=False, paused=False
    )
    done = replace(done, started_on=min(done.started_on, TODAY), asked_from=None, conversations=())
    for item in items_for(done, policy, TODAY):
        if item.rule not in ("appointment", "outcome", "meeting", "update", "chase"):
            assert item.act_by > TODAY
            assert item.status in ("soon", "later")


@given(st.data(), st.integers(-9, 9), st.integers(1, 9))
def test_a_far_calendar_breaks_nothing(data, days, every):
    edge = data.draw(st.sampled_from([date.min, date.max]))
    near = edge + timedelta(days=abs(days)) if edge == date.min else edge - timedelta(abs(days))
    interval = Interval(every, "d")
    own = dict.fromkeys(
        ["feedback", "checkup", "look_back", "project_feedback", "make_good", "chase", "recap"],
        interval,
    )
    facts = Facts(
        *("a", "A", near, Cadence(None, None, None)),
        own_rules=data.draw(st.sampled_from([own, {}])),
        open_items=OpenItems(
            promises=(Commitment(1, "x", near),),
            asks=(Commitment(1, "x", near),),
            chases=data.draw(st.sampled_from([(), (Contacted(edge, 1, True),)])),
            talked=data.draw(st.sampled_from([None, Contacted(edge, 1)])),
            mistakes=(Mistake(1, "x", near, near), Mistake(1, "x", near, near, None, near)),
            moments=(Moment("x", near, None, None, birthday=True),),
            projects=(FinishedProject(1, "x", near),),
        ),
        conversations=(Conversation(1, near),),
    )
    policy = data.draw(st.sampled_from([POLICY, Policy(days_off=((near, near),))]))
    assert items_for(facts, policy, near)


# Clients who came together


@pytest.mark.parametrize(("rule", "months"), [(checkup, 3), (feedback, 6)])
def test_the_first_question_to_clients_who_came_together_is_no_wall(rule, months):
    since = day("2026-11-30")
    found = Counter()
    for number in range(40):
        facts = replace(client({"asked_from": since}), key=f"client-{number}")
        (one,) = rule(facts, POLICY, TODAY)
        assert (one,) == rule(facts, POLICY, TODAY)
        assert one.act_by == one.due_on
        found[one.due_on] += 1
    whole = Interval(months, "m").after(since)
    assert max(found.values()) <= 5
    assert all(since + (whole - since) / 2 <= on <= whole for on in found)


@given(
    st.dates(day("1990-01-01"), day("2100-01-01")),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 30),
    st.sampled_from("dwmy"),
    st.text(min_size=1),
)
def test_a_first_question_is_on_a_workday_in_the_second_half(since, workdays, count, unit, key):
    interval = Interval(count, unit)
    facts = replace(client(), asked_from=since, started_on=since, key=key)
    policy = Policy(workdays=frozenset(workdays))
    on = first_due(facts, policy, interval)
    whole = interval.after(since)
    if (whole - since).days < 14:
        assert on == whole
    else:
        assert on.weekday() in workdays
        assert (whole - since) / 2 <= on - since <= whole - since
