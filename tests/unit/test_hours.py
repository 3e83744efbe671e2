"""Working hours: what may be typed, how it is kept, and when it is time to ring."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.hours import HoursError, WorkingHours

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mon-fri 09:00-17:00", "mon-fri 09:00-17:00"),
        ("Mon-Fri 9-17", "mon-fri 09:00-17:00"),
        ("monday to friday 9 to 17", "mon-fri 09:00-17:00"),
        ("mon – fri  9:00 — 17:00", "mon-fri 09:00-17:00"),
        ("mon-fri 9am-5pm", "mon-fri 09:00-17:00"),
        ("mon-fri 9 am - 5.30 pm", "mon-fri 09:00-17:30"),
        ("mon-fri 12am-12pm", "mon-fri 00:00-12:00"),
        ("mon,wed,fri 9-13", "mon,wed,fri 09:00-13:00"),
        ("mon wed fri 9-13", "mon,wed,fri 09:00-13:00"),
        ("mon, tue, wed 9-13", "mon-wed 09:00-13:00"),
        ("mon-fri 9-12, 14-18", "mon-fri 09:00-12:00, 14:00-18:00"),
        ("mon-fri 9-12 14-18", "mon-fri 09:00-12:00, 14:00-18:00"),
        ("mon-fri 14-18, 9-12", "mon-fri 09:00-12:00, 14:00-18:00"),
        ("mon-thu 09:00-17:00; fri 09:00-13:00", "mon-thu 09:00-17:00; fri 09:00-13:00"),
        ("fri 09:00-13:00, mon-thu 9-17", "mon-thu 09:00-17:00; fri 09:00-13:00"),
        ("mon-wed 9-17, sat 10-12, thu 9-17", "mon-thu 09:00-17:00; sat 10:00-12:00"),
        ("mon 9-12; mon 14-18", "mon 09:00-12:00, 14:00-18:00"),
        ("mon 9-12; mon 11-18", "mon 09:00-18:00"),
        ("mon 9-12, 12-18", "mon 09:00-18:00"),
        ("mon 9-18, 10-11", "mon 09:00-18:00"),
        ("sat-mon 9-17", "mon,sat,sun 09:00-17:00"),
        ("mon-tue,thu-fri 9-17", "mon,tue,thu,fri 09:00-17:00"),
        ("fri 22:00-24:00; sat 0-2", "fri 22:00-24:00; sat 00:00-02:00"),
        ("mon-sun 0:00-24:00", "mon-sun 00:00-24:00"),
        ("tues, thurs 9-10", "tue,thu 09:00-10:00"),
        ("mon-fri 9-17;", "mon-fri 09:00-17:00"),
    ],
)
def test_hours_are_kept_in_one_form(typed, kept):
    hours = WorkingHours.parse(typed)
    assert str(hours) == kept
    assert WorkingHours.parse(kept) == hours


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "no hours in it"),
        (" ,; ", "no hours in it"),
        ("mon-fri", "has no times"),
        ("mon-fri 9-17 sat", "has no times"),
        ("mon; tue 9-17; wed", "has no times"),
        ("9-17", "'9-17' belongs to no day"),
        ("9-17 mon-fri", "'9-17' belongs to no day"),
        ("mon-fri 9", "'9' is neither a day nor a time"),
        ("mon-fri 9-", "'9-' is neither a day nor a time"),
        ("mon-fry 9-17", "'mon-fry' is neither a day nor a time"),
        ("always 9-17", "'always' is neither a day nor a time"),
        ("mon 9:60-17", "'9:60-17' is neither a day nor a time"),
        ("mon 9-24:01", "'9-24:01' is neither a day nor a time"),
        ("mon 9-25", "'9-25' is neither a day nor a time"),
        ("mon 13pm-14", "'13pm-14' is neither a day nor a time"),
        ("mon 0am-14", "'0am-14' is neither a day nor a time"),
        ("mon 9-12-17", "'9-12-17' is neither a day nor a time"),
        ("mon-tue-wed 9-12", "'mon-tue-wed' is neither a day nor a time"),
        ("mon ９-17", "'９-17' is neither a day nor a time"),
        ("mon-fri 9-5", "'9-5' ends before it begins"),
        ("mon 9-9", "'9-9' ends before it begins"),
        ("fri 22:00-02:00", "'22:00-02:00' ends before it begins"),
        ("mon \x1b[31m9-17", "is neither a day nor a time"),
    ],
)
def test_what_has_no_clear_meaning_is_refused_with_an_example(typed, why):
    with pytest.raises(HoursError) as caught:
        WorkingHours.parse(typed)
    message = str(caught.value)
    assert why in message
    assert "9" in message.removeprefix(why) or "13:00-17:00" in message
    assert message.isprintable()
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("weekday", "at", "is_open"),
    [
        (MON, "08:59:59", False),
        (MON, "09:00", True),
        (MON, "12:59:59", True),
        (MON, "13:00", False),
        (MON, "14:00", True),
        (MON, "17:59", True),
        (MON, "18:00", False),
        (TUE, "10:00", False),
        (FRI, "23:59:59", True),
        (SAT, "00:00", True),
        (SAT, "02:00", False),
        (SUN, "12:00", False),
    ],
)
def test_a_span_has_its_beginning_and_not_its_end(weekday, at, is_open):
    hours = WorkingHours.parse("mon 9-13, 14-18; fri 22-24; sat 0-2")
    assert hours.is_open_at(datetime.fromisoformat(f"2026-11-{16 + weekday}T{at}")) is is_open


def test_a_moment_counts_where_the_client_is():
    hours = WorkingHours.parse("mon-fri 9-17")
    moment = datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo("UTC"))  # a Friday
    assert not hours.is_open_at(moment)
    assert not hours.is_open_at(moment.astimezone(ZoneInfo("Asia/Tokyo")))  # Saturday, 8:30
    assert hours.is_open_at(moment.astimezone(ZoneInfo("America/Los_Angeles")))  # 15:30


spans = (
    st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(sorted).filter(lambda s: s[0] < s[1])
)


def written(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


@given(st.lists(st.tuples(st.integers(0, 6), spans), min_size=1, max_size=6), st.data())
def test_it_is_open_just_when_one_of_the_spans_typed_says_so(typed, data):
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    text = "; ".join(f"{names[day]} {written(a)}-{written(b)}" for day, (a, b) in typed)
    hours = WorkingHours.parse(text)
    assert WorkingHours.parse(str(hours)) == hours
    edges = [m % 1440 for _, span in typed for edge in span for m in (edge - 1, edge)]
    for weekday in range(7):
        minute = data.draw(st.sampled_from(edges) | st.integers(0, 1439))
        expected = any(day == weekday and a <= minute < b for day, (a, b) in typed)
        now = datetime.fromisoformat(f"2026-11-{16 + weekday}T{minute // 60:02}:{minute % 60:02}")
        assert hours.is_open_at(now) is expected


@given(st.text("monfritusa0123456789:-;, ap–\x00é", max_size=25) | st.text(max_size=25))
def test_nothing_but_hours_or_a_refusal_comes_out(text):
    refusal = ""
    try:
        hours = WorkingHours.parse(text)
        assert WorkingHours.parse(str(hours)) == hours
    except HoursError as error:
        refusal = str(error)
    assert refusal.isprintable()
