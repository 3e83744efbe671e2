"""What is a DATE, what day it is, and what is refused."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.dates import Prefer, long_date, parse_date
from clientpulse.dates.grammar import FIRST_YEAR, LAST_YEAR
from clientpulse.dates.months import MONTHS
from clientpulse.errors import InputError
from clientpulse.weekdays import WEEKDAYS
from tests import hostile

PAST, FUTURE = Prefer.PAST, Prefer.FUTURE
FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


def back(text: str, today: date = FRIDAY, date_order: str | None = None) -> str:
    return parse_date(text, today, PAST, date_order).isoformat()


def forward(text: str, today: date = FRIDAY, date_order: str | None = None) -> str:
    return parse_date(text, today, FUTURE, date_order).isoformat()


def refusal(
    text: str, today: date = FRIDAY, prefer: Prefer = PAST, order: str | None = None
) -> str:
    with pytest.raises(InputError) as caught:
        parse_date(text, today, prefer, order)
    error = caught.value
    assert error.hint
    for line in (error.message, error.hint):
        assert line.isascii()
        assert line.isprintable()
    return error.message


@pytest.mark.parametrize("prefer", Prefer)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2024-02-29", "2024-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("2199-12-31", "2199-12-31"),
        ("today", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("tomorrow", "2026-11-21"),
        ("last thu", "2026-11-19"),
        ("last fri", "2026-11-13"),
        ("last sat", "2026-11-14"),
        ("next thursday", "2026-11-26"),
        ("next friday", "2026-11-27"),
        ("next saturday", "2026-11-21"),
        ("3 days ago", "2026-11-17"),
        ("3d ago", "2026-11-17"),
        ("3 d ago", "2026-11-17"),
        ("1 day ago", "2026-11-19"),
        ("2w ago", "2026-11-06"),
        ("1 week ago", "2026-11-13"),
        ("a week ago", "2026-11-13"),
        ("in a month", "2026-12-20"),
        ("end of month", "2026-11-30"),
        ("on 20 nov", "2026-11-20"),
        ("1 month ago", "2026-10-20"),
        ("2 years ago", "2024-11-20"),
        ("in 2 weeks", "2026-12-04"),
        ("in 2weeks", "2026-12-04"),
        ("in 1 m", "2026-12-20"),
        ("+2w", "2026-12-04"),
        ("+2 weeks", "2026-12-04"),
        ("-3d", "2026-11-17"),
        ("+1y", "2027-11-20"),
        ("+999d", "2029-08-15"),
        ("1 November 2025", "2025-11-01"),
        ("november 1 2025", "2025-11-01"),
        ("nov 1, 2025", "2025-11-01"),
        ("Nov 1,2025", "2025-11-01"),
        ("1 nov 2025", "2025-11-01"),
        ("01 nov 2025", "2025-11-01"),
        ("29 feb 2028", "2028-02-29"),
        ("21.11.2026", "2026-11-21"),
        ("11/21/2026", "2026-11-21"),
        ("21/11/2026", "2026-11-21"),
        ("21-11-2026", "2026-11-21"),
        ("5.5.2026", "2026-05-05"),
        ("29/02/2028", "2028-02-29"),
        ("  TODAY ", "2026-11-20"),
        ("next week", "2026-11-23"),
        ("eom", "2026-11-30"),
        ("EOM", "2026-11-30"),
        ("fri 20 nov", "2026-11-20"),
        ("Thu 19 Nov", "2026-11-19"),
        ("Thu, 26 Nov", "2026-11-26"),
        ("Fri 4 Dec 2026", "2026-12-04"),
        ("friday december 4th, 2026", "2026-12-04"),
        ("In   2\tWeeks\n", "2026-12-04"),
    ],
)
def test_a_date_is_the_same_whichever_is_preferred(text, expected, prefer):
    assert parse_date(text, FRIDAY, prefer).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "looking_back", "looking_forward"),
    [
        ("thu", "2026-11-19", "2026-11-26"),
        ("fri", "2026-11-20", "2026-11-27"),
        ("Friday", "2026-11-20", "2026-11-27"),
        ("sat", "2026-11-14", "2026-11-21"),
        ("sunday", "2026-11-15", "2026-11-22"),
        ("19 nov", "2026-11-19", "2027-11-19"),
        ("20 nov", "2026-11-20", "2026-11-20"),
        ("nov 21", "2025-11-21", "2026-11-21"),
        ("december 31", "2025-12-31", "2026-12-31"),
        ("jan 1", "2026-01-01", "2027-01-01"),
        ("1 may", "2026-05-01", "2027-05-01"),
        ("sept 5", "2026-09-05", "2027-09-05"),
        ("5th dec", "2025-12-05", "2026-12-05"),
        ("1st dec", "2025-12-01", "2026-12-01"),
        ("Nov 22nd", "2025-11-22", "2026-11-22"),
        ("3rd nov", "2026-11-03", "2027-11-03"),
        ("thu 31 dec", "2026-12-31", "2026-12-31"),
        ("wed 31 dec", "2025-12-31", None),
        ("sat 1 may", None, "2027-05-01"),
    ],
)
def test_without_a_year_logging_looks_back_and_planning_ahead(text, looking_back, looking_forward):
    for read, expected in ((back, looking_back), (forward, looking_forward)):
        if expected is not None:
            assert read(text) == expected


@pytest.mark.parametrize(
    ("today", "text", "looking_back", "looking_forward"),
    [
        (date(2026, 1, 1), "31 dec", "2025-12-31", "2026-12-31"),
        (date(2026, 1, 1), "1 jan", "2026-01-01", "2026-01-01"),
        (date(2026, 12, 31), "1 jan", "2026-01-01", "2027-01-01"),
        (date(2026, 12, 31), "31 dec", "2026-12-31", "2026-12-31"),
        (date(2024, 2, 29), "28 feb", "2024-02-28", "2025-02-28"),
        (date(2024, 2, 29), "29 feb", "2024-02-29", "2024-02-29"),
        (date(2024, 2, 29), "1 mar", "2023-03-01", "2024-03-01"),
    ],
)
def test_the_year_turns_where_it_should(today, text, looking_back, looking_forward):
    assert back(text, today) == looking_back
    assert forward(text, today) == looking_forward


@pytest.mark.parametrize(
    ("today", "prefer", "expected"),
    [
        (date(2024, 2, 28), FUTURE, "2024-02-29"),
        (date(2023, 3, 1), FUTURE, "2024-02-29"),
        (date(2025, 2, 28), PAST, "2024-02-29"),
    ],
)
def test_29_feb_without_a_year_is_read_within_a_year(today, prefer, expected):
    assert parse_date("29 feb", today, prefer).isoformat() == expected


@pytest.mark.parametrize(
    ("today", "prefer", "hint"),
    [
        (date(2024, 2, 28), PAST, "write the year: 29 Feb 2020"),
        (date(2025, 3, 1), PAST, "write the year: 29 Feb 2024"),
        (date(2023, 2, 28), FUTURE, "write the year: 29 Feb 2024"),
        (date(2024, 3, 1), FUTURE, "write the year: 29 Feb 2028"),
        (date(1903, 6, 1), PAST, "write the year: 29 Feb 1896"),
    ],
)
def test_29_feb_without_a_year_is_refused_farther_off(today, prefer, hint):
    with pytest.raises(InputError, match=r"no 29 Feb in the (last|coming) 12 months") as caught:
        parse_date("29 feb", today, prefer)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2026, 1, 31), "+1m", "2026-02-28"),
        (date(2024, 1, 31), "in 1 month", "2024-02-29"),
        (date(2026, 3, 31), "1 month ago", "2026-02-28"),
        (date(2024, 2, 29), "+1y", "2025-02-28"),
        (date(2024, 2, 29), "4 years ago", "2020-02-29"),
        (date(2024, 2, 28), "tomorrow", "2024-02-29"),
        (date(2026, 1, 1), "yesterday", "2025-12-31"),
    ],
)
def test_months_and_years_clip_to_the_last_day(today, text, expected):
    assert forward(text, today) == expected


@pytest.mark.parametrize("mark", "./-")
@pytest.mark.parametrize(("date_order", "expected"), [("dmy", "2026-06-05"), ("mdy", "2026-05-06")])
def test_the_configured_order_decides_between_two_readings(date_order, expected, mark):
    assert back(f"05{mark}06{mark}2026", date_order=date_order) == expected


@pytest.mark.parametrize("date_order", [None, "ymd"])
@pytest.mark.parametrize("text", ["05/06/2026", "5.6.2026", "05-06-2026"])
def test_two_readings_are_refused_naming_both(text, date_order):
    with pytest.raises(InputError) as caught:
        parse_date(text, FRIDAY, PAST, date_order)
    assert caught.value.message == f'"{text}" can be 6 May 2026 or 5 Jun 2026'
    assert caught.value.hint.startswith("write 2026-05-06 or 2026-06-05, or set date_order")


def test_the_only_reading_stands_whatever_order_is_configured():
    assert back("11/21/2026", date_order="dmy") == "2026-11-21"
    assert back("21/11/2026", date_order="mdy") == "2026-11-21"


def test_the_year_comes_first_with_slashes_only_if_configured():
    assert back("2026/11/21", date_order="ymd") == "2026-11-21"
    assert back("2026.1.2", date_order="ymd") == "2026-01-02"
    for order in (None, "dmy", "mdy"):
        assert refusal("2026/11/21", order=order) == '"2026/11/21" isn\'t a date'


REFUSED = [
    *("10", "-1", "1.5", "99", "2026", "13/14/2026", "", " ", "99999999", "1e5", "2026-02-30"),
    *("20261121", "1-1", "1/1", "1.1.", "21.11.26", "21.11/2026", "2026-1-5", "26-11-21"),
    *("2026-13-01", "2026-00-10", "2026-01-00", "2026-11-31", "1900-02-29", "2025-02-29"),
    *("2026-11-21T10:00", "2026-11-21 10:00", "12026-11-21", "--3d", "+-3d"),
    *("now", "noon", "week", "last week", "last month", "this fri", "next next fri", "lastfri"),
    *("f", "fr", "tues", "thurs", "weds", "mond", "fri fri", "next", "last", "ago", "in", "in in"),
    *("d ago", "in 3d ago", "-3d ago", "+3d ago", "in -3d", "3d in", "in3d"),
    *("0d ago", "+0w", "-0d", "1000d ago", "+1000y", "+007d", "+1.5w", "a 3 weeks ago", "3h ago"),
    *("99999999999999999999d ago", "3dd ago", "3 d  agoo", "3d 2w ago", "+ 2w", "2 wks ago"),
    *("1nov", "nov", "nov 2025", "1 nov 25", "0 nov", "32 nov", "31 nov", "30 feb", "31 apr 2026"),
    *("1 st nov", "1. nov", "nov 1,", "1 nov, ", "nov 111", "1 septe", "1 novem", "nov nov", "1 1"),
    *(
        "-1 nov",
        "1 nov -2025",
        "thu 5 dec 2025",
        "next fri 4 dec",
        "5 dec 2025 fri",
        "today tomorrow",
        "today 9:00",
    ),
    *("\uff11 nov", "\u0661 nov", "2026-11-2\u0661", "2 wee\u212as ago", "\u017fun", "d\u0130m"),
    *("fri\x00", "\x1b[31mfri", "fri\u202e", "1\u00a0nov", "\ud800", "nan", "inf", "0x10", "1_0"),
    *("*", "(", "\\d", "'; drop table client", '"today"', "today\x1c"),
]


@pytest.mark.parametrize("prefer", Prefer)
@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_everything_else_is_refused(text, prefer):
    assert " isn't a date" in refusal(text, prefer=prefer)


def test_a_refusal_gives_examples_of_the_preferred_side():
    with pytest.raises(InputError) as caught:
        parse_date("13/14/2026", FRIDAY, PAST)
    assert caught.value.message == '"13/14/2026" isn\'t a date'
    assert caught.value.hint == "for example yesterday, 1 nov or 3 days ago"
    with pytest.raises(InputError) as caught:
        parse_date("2w", FRIDAY, PAST)
    assert caught.value.hint == "write 2w ago, or in 2w"


@pytest.mark.parametrize("prefer", Prefer)
def test_the_examples_of_a_refusal_are_dates(prefer):
    with pytest.raises(InputError) as caught:
        parse_date("?", FRIDAY, prefer)
    examples = caught.value.hint.removeprefix("for example ").replace(" or ", ", ").split(", ")
    assert len(examples) == 3
    for example in examples:
        parse_date(example, FRIDAY, prefer)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-30", '"2026-02-30" isn\'t a date: February 2026 has 28 days'),
        ("31 apr", '"31 apr" isn\'t a date: April has 30 days'),
        ("2026-13-01", '"2026-13-01" isn\'t a date: there is no month 13'),
        ("0d ago", '"0d ago" isn\'t a date: counts go from 1 to 999'),
        ("\x1b[31m\u202e\x7f\n", '"\\x1b[31m\\u202e\\x7f\\n" isn\'t a date'),
        ("x" * 1_000_000, f'"{"x" * 60}..." isn\'t a date'),
    ],
)
def test_a_refusal_says_why_in_one_plain_line(text, message):
    assert refusal(text) == message


@pytest.mark.parametrize(
    "text",
    ["1899-12-31", "2200-01-01", "0000-01-01", "9999-12-31", "1 jan 1899", "1.1.2200", "+999y"],
)
def test_years_outside_the_range_are_refused(text):
    assert refusal(text) == f'"{text}" is out of range: years go from 1900 to 2199'


@pytest.mark.parametrize("today", [date.min, date.max, date(1900, 1, 1), date(2199, 12, 31)])
@pytest.mark.parametrize("prefer", Prefer)
def test_the_ends_of_the_calendar_only_refuse(today, prefer):
    texts = ["today", "yesterday", "tomorrow", "fri", "last mon", "next sun", "29 feb", "1 jan"]
    offsets = [f"{sign}999{unit}" for sign in "+-" for unit in "dwmy"]
    for text in [*texts, "31 dec", *offsets]:
        with contextlib.suppress(InputError):
            assert FIRST_YEAR <= parse_date(text, today, prefer).year <= LAST_YEAR


@given(today=DAYS, day=DAYS, prefer=st.sampled_from(Prefer), order=st.sampled_from(["dmy", "mdy"]))
def test_every_day_survives_each_of_its_spellings(today, day, prefer, order):
    month = MONTHS[day.month - 1]
    numeric = day.strftime("%d.%m.%Y" if order == "dmy" else "%m/%d/%Y")
    spellings = [
        day.isoformat(),
        long_date(day).split(" ", 1)[1],
        f"{day.day} {month} {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
        numeric,
    ]
    assert {parse_date(text, today, prefer, order) for text in spellings} == {day}


@given(
    today=DAYS, other=st.dates(date(2024, 1, 1), date(2024, 12, 31)), prefer=st.sampled_from(Prefer)
)
def test_a_day_and_month_are_the_nearest_such_day_that_way(today, other, prefer):
    step = timedelta(days=-1 if prefer is PAST else 1)
    days = (today + step * away for away in range(366))
    same = next((d for d in days if (d.day, d.month) == (other.day, other.month)), None)
    text = f"{other.day} {MONTHS[other.month - 1]}"
    if same and FIRST_YEAR <= same.year <= LAST_YEAR:
        assert parse_date(text, today, prefer) == same
    else:
        refusal(text, today, prefer)


@given(today=st.dates(date(1901, 1, 1), date(2198, 1, 1)), weekday=st.integers(0, 6))
def test_a_weekday_is_at_most_a_week_away(today, weekday):
    week = [today + timedelta(days=away) for away in range(-7, 8)]
    same = [day for day in week if day.weekday() == weekday]
    name = WEEKDAYS[weekday]
    assert parse_date(name, today, PAST) == max(day for day in same if day <= today)
    assert parse_date(name, today, FUTURE) == min(day for day in same if day > today)
    for prefer in Prefer:
        last, following = (parse_date(f"{side} {name}", today, prefer) for side in ("last", "next"))
        assert last == max(day for day in same if day < today)
        assert following == min(day for day in same if day > today)


# The grammar once more, written independently of the program.
MONTH = "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t|tember)?|"
MONTH += "oct(ober)?|nov(ember)?|dec(ember)?)"
WEEKDAY = "(mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
NTH = r"(\d\d?(th)?|\d?1st|\d?2nd|\d?3rd)"
SPAN = r"[1-9]\d?\d?\x20?(d|w|m|y|days?|weeks?|months?|years?)"
GRAMMAR = re.compile(
    rf"""\d\d\d\d-\d\d-\d\d | today | yesterday | tomorrow | eom | next\x20week
    | ((last|next)\x20)?({WEEKDAY})
    | {SPAN}\x20ago | in\x20{SPAN} | [-+]?{SPAN}
    | (({WEEKDAY}),?\x20)? ({NTH}\x20{MONTH} | {MONTH}\x20{NTH}) ((\x20|,|,\x20)\d\d\d\d)?
    | \d\d?(?P<a>[./-])\d\d?(?P=a)\d\d\d\d | \d\d\d\d(?P<b>[./])\d\d?(?P=b)\d\d?""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
NUMBERS = ("0", "1", "5", "12", "13", "29", "31", "99", "999", "1000", "2026", "1899", "06")
WORDS = (*"dwmyTaex", "day", "days", "weeks", "month", "years", "ago", "in", "last", "next", "th")
NAMES = ("today", "tomorrow", "fri", "monday", "thursday", "nov", "november", "feb", "may", "sept")
MARKS = (*"+-./,: ", "2024-02-29", "\u0661", "\uff12", "\u00a0", "\x1b")
PIECES = (*NUMBERS, *WORDS, *NAMES, *MARKS)
FRAGMENTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "", "  "])), max_size=7
)
NEAR_DATES = FRAGMENTS.map(lambda parts: "".join(piece + gap for piece, gap in parts))
REAL_DATES = st.one_of(
    st.from_regex(GRAMMAR, fullmatch=True), st.sampled_from(["5.6.2026", "3 days ago", "1 nov"])
)


@settings(max_examples=hostile.many(5_000))
@given(
    text=st.one_of(NEAR_DATES, REAL_DATES, st.text(max_size=12)),
    today=st.one_of(DAYS, st.dates()),
    prefer=st.sampled_from(Prefer),
    order=st.sampled_from([None, "dmy", "mdy", "ymd"]),
)
def test_only_what_the_grammar_has_is_accepted(text, today, prefer, order):
    sentence = GRAMMAR.fullmatch(re.sub("[ \t\r\n]+", " ", text).strip(" "))
    day, refused = None, ""
    try:
        day = parse_date(text, today, prefer, order)
    except InputError as error:
        refused = error.message
    assert refused.isprintable()
    assert day is None or (sentence and FIRST_YEAR <= day.year <= LAST_YEAR)
    if sentence and refused:
        assert re.search(
            "has|no month|can be|before or after|is a [MTWFS]|out of range|no 29 Feb"
            "|[./-].*isn't a date",
            refused,
        )


def test_a_long_date_names_the_weekday_in_english():
    assert long_date(date(2025, 12, 5)) == "Fri 5 Dec 2025"
    assert long_date(date(2024, 2, 29)) == "Thu 29 Feb 2024"


def test_reading_an_iso_date_does_not_load_dateutil():
    code = (
        "import sys, datetime; from clientpulse import dates;"
        "dates.parse_date('2026-11-21', datetime.date(2026, 1, 1), dates.Prefer.PAST);"
        "sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
