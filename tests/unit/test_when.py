"""What is a WHEN and a time of day."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.dates import parse_time, parse_when
from clientpulse.errors import InputError

FRIDAY = date(2025, 12, 5)


def refused(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_when(text, FRIDAY)
    error = caught.value
    assert error.hint.startswith("for example")
    assert (error.message + error.hint).isascii()
    assert (error.message + error.hint).isprintable()
    return error


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("fri 14:00", "2025-12-12", time(14)),
        ("sat 9:00", "2025-12-06", time(9)),
        ("fri", "2025-12-12", None),
        ("last fri 14:00", "2025-11-28", time(14)),
        ("5 dec 9:00", "2025-12-05", time(9)),
        ("4 dec 9:00", "2026-12-04", time(9)),
        ("5 dec 2026 9:00", "2026-12-05", time(9)),
        ("dec 5, 2026 9:00", "2026-12-05", time(9)),
        ("tomorrow 2pm", "2025-12-06", time(14)),
        ("Today 12AM", "2025-12-05", time(0)),
        ("2026-12-05 14:30", "2026-12-05", time(14, 30)),
        ("2026-12-05T14:30", "2026-12-05", time(14, 30)),
        ("2026-12-05", "2026-12-05", None),
        ("in 2 weeks 9:00", "2025-12-19", time(9)),
        ("+2w\t 2:30pm ", "2025-12-19", time(14, 30)),
        ("3 days ago 9:00", "2025-12-02", time(9)),
        ("21.11.2026 9:00", "2026-11-21", time(9)),
        ("14:00 fri", "2025-12-12", time(14)),
        ("2pm 5 dec 2026", "2026-12-05", time(14)),
        ("Fri 12 Dec 14:00", "2025-12-12", time(14)),
        ("2 weeks 9:00", "2025-12-19", time(9)),
    ],
)
def test_a_when_is_a_day_and_perhaps_a_time(text, day, clock):
    assert parse_when(text, FRIDAY) == (date.fromisoformat(day), clock)


def test_the_configured_order_reaches_the_day_of_a_when():
    assert parse_when("05/06/2026 9:00", FRIDAY, "mdy") == (date(2026, 5, 6), time(9))
    with pytest.raises(InputError, match="can be 6 May 2026 or 5 Jun 2026"):
        parse_when("05/06/2026 9:00", FRIDAY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("14:30", '"14:30" has a time but no day'),
        ("2pm", '"2pm" has a time but no day'),
        ("fri 14", '"fri 14" isn\'t a date'),
        ("fri 9.30", '"fri 9.30" isn\'t a date'),
        ("fri 24:00", '"24:00" isn\'t a time of day'),
        ("14:00 someday", '"someday" isn\'t a date'),
        ("fri 14:00 15:00", '"fri 14:00" isn\'t a date'),
        ("fri 2 pm", '"fri 2 pm" isn\'t a date'),
        ("fri at 14:00", '"fri at" isn\'t a date'),
        ("2026-12-05T9:00", '"2026-12-05t9:00" isn\'t a time of day'),
        ("2026-12-05T24:00", '"24:00" isn\'t a time of day'),
        ("2026-12-05T14:30:00", '"2026-12-05t14:30:00" isn\'t a time of day'),
        ("2026-02-30T14:30", '"2026-02-30" isn\'t a date: February 2026 has 28 days'),
        ("", '"" isn\'t a date'),
        ("fri 1\u0664:00", '"fri 1\\u0664:00" isn\'t a date'),
        ("\x1b]0;x\x07", '"\\x1b]0;x\\x07" isn\'t a date'),
    ],
)
def test_any_other_when_is_refused(text, message):
    assert refused(text).message == message


@pytest.mark.parametrize("example", ["fri 14:00", "5 dec", "2026-12-05 14:30"])
def test_the_examples_of_a_refusal_are_whens(example):
    assert example in refused("someday").hint
    parse_when(example, FRIDAY)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14:30", time(14, 30)),
        ("9:00", time(9)),
        ("09:00", time(9)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("2pm", time(14)),
        ("2:30pm", time(14, 30)),
        (" 2:30PM ", time(14, 30)),
        ("11am", time(11)),
        ("11:59pm", time(23, 59)),
        ("12am", time(0)),
        ("12:59am", time(0, 59)),
        ("12pm", time(12)),
        ("1am", time(1)),
    ],
)
def test_a_time_of_day(text, clock):
    assert parse_time(text) == clock


@pytest.mark.parametrize(
    "text",
    [
        *("24:00", "9", "9.30", "", "25:00", "14:60", "14:3", "14:300", "114:00", ":30", "14:"),
        *(
            "0am",
            "13pm",
            "13:00pm",
            "0:30am",
            "2:60pm",
            "2 pm",
            "2p",
            "pm",
            "2pmm",
            "-2pm",
            "-1:00",
        ),
        *("14:30:00", "1430", "14h30", "noon", "1\u0664:30", "\uff12pm", "14\uff1a30", "14:30Z"),
        *("14:30\x00", "\x1b[m", "1e1:00"),
    ],
    ids=ascii,
)
def test_any_other_time_is_refused_with_examples(text):
    with pytest.raises(InputError, match="isn't a time of day") as caught:
        parse_time(text)
    assert caught.value.hint == "for example 14:30, 9:00 or 2pm"
    assert caught.value.message.isprintable()


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), clock=st.times())
def test_every_minute_survives_each_of_its_spellings(day, clock):
    minute = clock.replace(second=0, microsecond=0)
    half = f"{minute.hour % 12 or 12}:{minute:%M}{'pm' if minute.hour >= 12 else 'am'}"
    for spelled in (f"{day} {minute:%H:%M}", f"{day}T{minute:%H:%M}", f"{day} {half}"):
        assert parse_when(spelled, FRIDAY) == (day, minute)


@given(
    text=st.lists(
        st.sampled_from(["fri", "5", "dec", "2026-12-05", "T", " ", ":", "14", "30", "pm", "\x1b"])
    ).map("".join)
)
def test_nothing_but_an_input_error_ever_comes_out(text):
    refusal = ""
    try:
        parse_when(text, FRIDAY)
    except InputError as error:
        refusal = error.message
    assert refusal.isprintable()
