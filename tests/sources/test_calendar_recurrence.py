"""What recurs: rules, exceptions, changes, timezones."""
# ruff: noqa: DTZ001  what a clock shows has no timezone

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.sources.calendars.events import Calendars
from clientpulse.sources.calendars.rules import Rule, TooManyError
from clientpulse.sources.gathered import Event, Gathered, Window

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 28)
WINDOW = Window(date(2025, 11, 28), date(2027, 11, 28), ROME, TODAY)


def gathered(*events: str, window: Window = WINDOW, before: str = "") -> Gathered:
    calendars = Calendars(window)
    body = "".join(f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT\n" for one in events)
    text = f"BEGIN:VCALENDAR\n{before}{body}END:VCALENDAR\n"
    calendars.take("", (text.replace("\n", "\r\n").encode(),))
    return calendars.gathered()


def events(*written: str, window: Window = WINDOW, before: str = "") -> list[Event]:
    found = gathered(*written, window=window, before=before)
    assert not found.remarks
    return found.items


def moments(*written: str, window: Window = WINDOW, before: str = "") -> list[str]:
    return [
        f"{one.on}" if one.time is None else f"{one.on} {one.time}"
        for one in events(*written, window=window, before=before)
    ]


def test_nine_o_clock_stays_nine_o_clock_when_the_clock_changes():
    rule = "UID:a\nDTSTART;TZID=Europe/Rome:20260320T090000\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert moments(rule) == ["2026-03-20 09:00", "2026-03-27 09:00", "2026-04-03 09:00"]
    assert [one.recurrence for one in events(rule)] == [
        "20260320T080000Z",
        "20260327T080000Z",
        "20260403T070000Z",
    ]


def test_an_event_of_another_timezone_is_shown_by_our_clock():
    # America changes its clocks two weeks before Europe does.
    rule = "UID:a\nDTSTART;TZID=America/New_York:20260305T090000\nRRULE:FREQ=WEEKLY;COUNT=5"
    assert moments(rule) == [
        "2026-03-05 15:00",
        "2026-03-12 14:00",
        "2026-03-19 14:00",
        "2026-03-26 14:00",
        "2026-04-02 15:00",
    ]


@pytest.mark.parametrize(
    "start",
    [
        ":20260706T090000",
        ":20260706T070000Z",
        ";TZID=W. Europe Standard Time:20260706T090000",
        ';TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":20260706T090000',
        ";TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna:20260706T090000",
        ";TZID=/mozilla.org/20050126_1/Europe/Berlin:20260706T090000",
        ";TZID=/freeassociation.sourceforge.net/Europe/Rome:20260706T090000",
        ';TZID="(GMT+01.00) Amsterdam/Berlin/Bern/Rome/Stockholm/Vienna":20260706T090000',
        ';TZID="(GMT-08.00) Pacific Time (US & Canada)/Tijuana":20260706T000000',
        ";TZID=tzone://Microsoft/Utc:20260706T070000",
        ";TZID=US-Eastern:20260706T030000",
        ';TZID="Western/Central Europe":20260706T090000',
        ";TZID=Eastern:20260706T030000",
        ";TZID=Eastern Standard Time:20260706T030000",
        ";TZID=(UTC-05:00) Eastern Time (US & Canada):20260706T030000",
        ";TZID=GMT+0200:20260706T090000",
        ";TZID=Nobody/Knows:20260706T090000",
        ";VALUE=DATE-TIME;TZID=Europe/London:20260706T080000",
        ":2026-07-06T09:00:00",
        ":20260706T090000+0200",
    ],
)
def test_a_time_is_read_by_whatever_clock_it_names(start: str):
    assert moments(f"UID:a\nDTSTART{start}") == ["2026-07-06 09:00"]


def test_what_floats_is_by_the_clock_of_its_calendar():
    floats = "UID:a\nDTSTART:20260706T030000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260707T030000"
    there = "X-WR-TIMEZONE:America/New_York\n"
    assert moments(floats, before=there) == ["2026-07-06 09:00", "2026-07-08 09:00"]
    assert moments(floats) == ["2026-07-06 03:00", "2026-07-08 03:00"]
    # The calendar behind it in the same file says nothing.
    both = f"BEGIN:VEVENT\n{floats}\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR\n"
    ours = floats.replace("UID:a", "UID:b")
    assert moments(ours, before=there + both)[:2] == ["2026-07-06 03:00", "2026-07-06 09:00"]


CUSTOM = """\
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def test_a_timezone_that_nobody_knows_is_as_the_calendar_defines_it():
    rule = "UID:a\nDTSTART;TZID=Customized Time Zone:20260320T090000\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert moments(rule, before=CUSTOM) == [
        "2026-03-20 09:00",
        "2026-03-27 09:00",
        "2026-04-03 09:00",
    ]
    in_london = WINDOW._replace(zone=ZoneInfo("Europe/London"))
    assert moments(rule, before=CUSTOM, window=in_london)[0] == "2026-03-20 08:00"
    assert moments(rule, before=CUSTOM, window=in_london)[2] == "2026-04-03 08:00"


@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)))
def test_a_defined_timezone_is_the_known_one_at_every_hour(wall: datetime):
    from clientpulse.sources.calendars.zones import Zones

    zones = Zones(WINDOW)
    from clientpulse.sources.calendars.lines import components

    text = f"BEGIN:VCALENDAR\n{CUSTOM}END:VCALENDAR\n".encode()
    for one in components((text,)):
        if one.kind == b"VTIMEZONE":
            zones.define(one.lines)
    zone = zones.named("Customized Time Zone")
    assert zone is not None
    assert wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=ROME).utcoffset()


RULES = st.builds(
    lambda freq, interval, end, by: ";".join(filter(None, [freq, interval, end, *by])),
    st.sampled_from([f"FREQ={one}" for one in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")]),
    st.sampled_from(["", "INTERVAL=2", "INTERVAL=3", "INTERVAL=7"]),
    st.sampled_from(["", "COUNT=1", "COUNT=5", "COUNT=40", "UNTIL=20261115T120000"]),
    st.lists(
        st.sampled_from(
            [
                "BYDAY=MO",
                "BYDAY=TU,TH",
                "BYDAY=FR",
                "BYMONTH=2",
                "BYMONTH=1,6,11",
                "BYMONTHDAY=1",
                "BYMONTHDAY=31",
                "BYMONTHDAY=-1",
                "BYMONTHDAY=30",
                "BYSETPOS=-1",
                "BYSETPOS=1",
                "WKST=SU",
                "BYHOUR=9,15",
                "BYWEEKNO=20",
                "BYYEARDAY=100",
            ]
        ),
        max_size=3,
        unique_by=lambda one: one.split("=")[0],
    ),
)


@settings(deadline=None, max_examples=20)
@given(RULES, st.datetimes(datetime(2016, 1, 1), datetime(2027, 12, 31)))
def test_a_rule_gives_what_dateutil_gives(text: str, start: datetime):
    start = start.replace(microsecond=0)
    low, high = datetime(2025, 11, 28), datetime(2027, 11, 28)
    try:
        # What never is would be looked for until the year 9999.
        bounded = text if "COUNT" in text or "UNTIL" in text else f"{text};UNTIL=20280101T000000"
        if "BYWEEKNO" in text and not re.search("BYDAY|BYMONTHDAY|BYYEARDAY", text):
            bounded += f";BYDAY={['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][start.weekday()]}"
        expected = rrule.rrulestr(bounded, dtstart=start).between(low, high, inc=True)
    except (ValueError, IndexError):
        return
    rule = Rule.parse(text)
    until = rule.until_wall(ROME)
    found = [one for one in rule.between(start, low, high) if until is None or one <= until]
    assert found == expected


@given(RULES, st.dates(date(2016, 1, 1), date(2027, 12, 31)), st.integers(1, 700))
@settings(deadline=None, max_examples=30)
def test_two_halves_of_a_window_give_what_the_whole_gives(text: str, day: date, cut: int):
    written = f"UID:a\nDTSTART;TZID=America/New_York:{day:%Y%m%d}T200000\nRRULE:{text}"
    middle = WINDOW.since + timedelta(days=cut)
    first = WINDOW._replace(until=middle)
    second = WINDOW._replace(since=middle + timedelta(days=1))
    whole = gathered(written).items
    assert gathered(written, window=first).items + gathered(written, window=second).items == whole


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    ],
)
def test_a_rule_that_never_is_ends(rule: str):
    start = datetime(2019, 1, 1, 9)
    assert list(Rule.parse(rule).between(start, datetime(2025, 11, 28), datetime(2027, 1, 1))) == []


def test_every_second_is_more_often_than_anybody_meets():
    with pytest.raises(TooManyError):
        list(
            Rule.parse("FREQ=SECONDLY").between(
                datetime(2019, 1, 1), datetime(2025, 1, 1), datetime(2027, 1, 1)
            )
        )
    found = gathered("UID:a\nSUMMARY:Tick\nDTSTART:20190101T090000Z\nRRULE:FREQ=SECONDLY")
    assert len(found.items) <= 1_000
    assert found.remarks == [
        '"Tick" comes more often than anybody meets: not all of its times were read'
    ]


WEEKLY = (
    "UID:a\nSUMMARY:Series\nDTSTART;TZID=Europe/Rome:20261103T090000\nRRULE:FREQ=WEEKLY;COUNT=4"
)
DAYS = ["2026-11-03 09:00", "2026-11-10 09:00", "2026-11-17 09:00", "2026-11-24 09:00"]


@pytest.mark.parametrize(
    "without",
    [
        "EXDATE;TZID=Europe/Rome:20261110T090000",
        "EXDATE:20261110T080000Z",
        "EXDATE:20261110T090000",
        "EXDATE;VALUE=DATE:20261110",
        "EXDATE;TZID=America/New_York:20261110T030000",
        "EXDATE:20250101T000000Z,nonsense,20261110T080000Z",
        "EXRULE:FREQ=WEEKLY;COUNT=1;BYMONTHDAY=10",
    ],
)
def test_what_is_taken_out_is_out_however_it_is_written(without: str):
    assert moments(f"{WEEKLY}\n{without}") == [DAYS[0], *DAYS[2:]]


@pytest.mark.parametrize(
    ("more", "added", "minutes"),
    [
        ("RDATE;TZID=Europe/Rome:20261105T140000", "2026-11-05 14:00", 60),
        ("RDATE:20261105T130000Z", "2026-11-05 14:00", 60),
        ("RDATE;VALUE=PERIOD:20261105T130000Z/PT2H", "2026-11-05 14:00", 120),
        ("RDATE;VALUE=PERIOD:20261105T130000Z/20261105T133000Z", "2026-11-05 14:00", 30),
        ("RDATE;TZID=Europe/Rome:20261110T090000", None, 60),
    ],
)
def test_what_is_added_is_in_once(more: str, added: str | None, minutes: int):
    found = events(f"{WEEKLY}\nDURATION:PT1H\n{more}")
    assert sorted(f"{one.on} {one.time}" for one in found) == sorted(filter(None, [*DAYS, added]))
    assert {one.minutes for one in found if f"{one.on} {one.time}" == added} <= {minutes}


@pytest.mark.parametrize(
    "which",
    [
        ";TZID=Europe/Rome:20261110T090000",
        ":20261110T080000Z",
        ":20261110T090000",
        ";VALUE=DATE:20261110",
    ],
)
def test_a_changed_occurrence_keeps_its_place_in_the_series(which: str):
    changed = f"UID:a\nRECURRENCE-ID{which}\nDTSTART;TZID=Europe/Rome:20261212T150000"
    assert moments(WEEKLY, changed) == [DAYS[0], *DAYS[2:], "2026-12-12 15:00"]
    assert {one.recurrence for one in events(WEEKLY, changed)} == {
        one.recurrence for one in events(WEEKLY)
    }
    assert [one.title for one in events(WEEKLY, changed)] == ["Series"] * 4


@pytest.mark.parametrize(
    "which",
    ["20261110T080000Z", ";VALUE=DATE:20261110", ";TZID=America/New_York:20261110T030000"],
)
def test_a_change_for_good_moves_by_the_clock_of_the_series(which: str):
    mark = "" if which.startswith(";") else ":"
    later = (
        f"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE{mark}{which}"
        "\nDTSTART;TZID=Europe/Rome:20261110T100000"
    )
    assert moments(WEEKLY, later) == [DAYS[0], *(f"{day[:10]} 10:00" for day in DAYS[1:])]


@pytest.mark.parametrize(
    "which",
    [
        ";VALUE=DATE:20261110",
        ":20261110",
        ":20261110T000000Z",
        ":20261109T230000Z",  # midnight by our clock
        ";TZID=GMT Standard Time:20261110T000000",
    ],
)
def test_of_a_series_of_whole_days_the_day_counts_however_it_is_written(which: str):
    series = "UID:a\nDTSTART;VALUE=DATE:20261103\nRRULE:FREQ=WEEKLY;COUNT=3"
    changed = f"UID:a\nRECURRENCE-ID{which}\nDTSTART;VALUE=DATE:20261111"
    assert moments(series, changed) == ["2026-11-03", "2026-11-11", "2026-11-17"]
    assert moments(f"{series}\nEXDATE{which}") == ["2026-11-03", "2026-11-17"]


def test_what_floats_is_taken_out_by_its_clock_though_it_says_utc():
    floats = WEEKLY.replace(";TZID=Europe/Rome", "")
    assert moments(f"{floats}\nEXDATE:20261110T090000Z") == [DAYS[0], *DAYS[2:]]
    assert moments(f"{floats}\nEXDATE:20261110T080000Z") == [DAYS[0], *DAYS[2:]]


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;UNTIL=20261104", [DAYS[0]]),  # cut short
        ("RRULE:FREQ=WEEKLY;COUNT=1;BYDAY=WE", [DAYS[0], "2026-11-04 09:00"]),  # another day
        ("", [DAYS[0]]),  # comes once only
    ],
)
def test_a_change_of_what_the_series_came_to_be_without_is_none(series: str, expected: list[str]):
    newer = f"{WEEKLY.partition('RRULE')[0]}SEQUENCE:2\n{series}"
    changed = "UID:a\nSEQUENCE:{}\nRECURRENCE-ID:20261117T080000Z\nDTSTART:20261118T140000Z"
    assert moments(newer, changed.format(1)) == expected
    assert moments(newer, changed.format(2)) == sorted([*expected, "2026-11-18 15:00"])


def test_an_occurrence_whose_series_we_dont_have_is_an_event():
    alone = "UID:a\nRECURRENCE-ID:20261110T080000Z\nDTSTART:20261110T090000Z"
    (one,) = events(alone)
    assert (one.recurrence, one.time) == ("20261110T080000Z", "10:00")


def test_a_change_for_good_holds_until_the_next_one():
    later = (
        "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:{0}"
        "\nDTSTART;TZID=Europe/Rome:{1}"
    )
    written = [
        WEEKLY,
        later.format("20261110T090000", "20261111T100000"),
        later.format("20261124T090000", "20261124T080000"),
    ]
    assert moments(*written) == [
        "2026-11-03 09:00",
        "2026-11-11 10:00",
        "2026-11-18 10:00",
        "2026-11-24 08:00",
    ]


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20261110\\;INTERVAL=1", 2),  # so Ruby escapes it
        ("20261110;COUNT=-1", 2),  # so Confluence writes an end
        ("20261110;COUNT=0", 2),
        ("20261117", 3),
        ("20261117T080000Z", 3),
        ("20261117T075959Z", 2),
        ("20261117T090000", 3),
        ("20261117T085959", 2),
        ("20261103T000000Z", 1),  # midnight stands for the day
        ("20261102", 0),  # before it begins: it was deleted
        ("20261103T075959Z", 0),
    ],
)
def test_a_series_ends_as_it_says(until: str, count: int):
    rule = WEEKLY.replace("COUNT=4", f"UNTIL={until}")
    assert moments(rule) == DAYS[:count]


def test_of_a_week_the_day_counts_on_which_it_began():
    rule = "UID:a\nDTSTART:20261111T090000Z\nRRULE:FREQ=YEARLY;BYWEEKNO=46"
    assert moments(rule) == ["2026-11-11 10:00", "2027-11-17 10:00"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("D1 #5", "FREQ=DAILY;INTERVAL=1;COUNT=5"),
        ("D2 20261130T000000Z", "FREQ=DAILY;INTERVAL=2;UNTIL=20261130T000000Z"),
        ("W1 MO WE #0", "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,WE"),
        ("W2", "FREQ=WEEKLY;INTERVAL=2;COUNT=2"),
        ("MP1 1+ MO 2- FR #3", "FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO,-2FR;COUNT=3"),
        ("MD1 1 15 LD #4", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1,15,-1;COUNT=4"),
        ("YM1 6 7 #8", "FREQ=YEARLY;INTERVAL=1;BYMONTH=6,7;COUNT=8"),
        ("YD1 100 #2", "FREQ=YEARLY;INTERVAL=1;BYYEARDAY=100;COUNT=2"),
    ],
)
def test_a_rule_of_an_old_telephone_is_put_into_words_of_today(old: str, new: str):
    assert Rule.parse(old) == Rule.parse(new)
