"""``kept`` and ``counted`` at every edge, by hand from the rules; both engines have to say so."""

from datetime import date

import pytest
import reference
from product import Product

TODAY = date(2026, 11, 21)  # so what ended on 2025-11-21 or before doesn't count
LEAP_DAY = date(2028, 2, 29)  # so what ended on 2027-02-28 or before doesn't count


def day(text):
    return date.fromisoformat(text)


# name: update interval, start, days of calls, kept, counted
CALLS = {
    "started today": ("1w", "2026-11-21", [], 0, 0),
    "starts ahead": ("1w", "2026-12-01", [], 0, 0),
    "due tomorrow": ("1w", "2026-11-15", [], 0, 0),
    "due today: open": ("1w", "2026-11-14", [], 0, 0),
    "due yesterday: missed": ("1w", "2026-11-13", [], 0, 1),
    "due yesterday, contacted today: missed": ("1w", "2026-11-13", ["2026-11-21"], 0, 1),
    "contacted on the day due": ("1w", "2026-11-01", ["2026-11-08", "2026-11-15"], 2, 2),
    "contacted a day before": ("1w", "2026-11-01", ["2026-11-07", "2026-11-14"], 2, 2),
    "contacted a day after": ("1w", "2026-11-01", ["2026-11-09", "2026-11-16"], 1, 2),
    "due today, contacted today": ("1w", "2026-11-14", ["2026-11-21"], 1, 1),
    "contacted on the start: opens nothing more": ("1w", "2026-11-14", ["2026-11-14"], 0, 0),
    "contacted before the start: counts for nothing": ("1w", "2026-11-14", ["2026-11-10"], 0, 0),
    "contacted after today: counts for nothing": ("1w", "2026-11-13", ["2026-11-22"], 0, 1),
    "twice on a day: one opening": ("1w", "2026-11-14", ["2026-11-16", "2026-11-16"], 1, 1),
    # A silence misses every due date in it: Thursdays from 8 January to 19 November.
    "each week of a long silence": ("1w", "2026-01-01", [], 0, 46),
    "silent for years: those of the last": ("1w", "2020-01-01", [], 0, 52),
    "ended on the second due date: the first is missed": ("1w", "2026-11-01", ["2026-11-15"], 0, 1),
    "ended a day after the second: both are": ("1w", "2026-11-01", ["2026-11-16"], 0, 2),
    "third due date today": ("1w", "2026-10-31", [], 0, 2),
    # Months: those after 31 Jan are 28 Feb, 31 Mar ..., each counted from 31 Jan.
    "31 Jan + 1m = 28 Feb, in time": ("1m", "2026-01-31", ["2026-02-28", "2026-03-02"], 2, 10),
    "31 Jan + 1m = 28 Feb, late": ("1m", "2026-01-31", ["2026-03-01", "2026-04-01"], 1, 9),
    "31 Jan + 2m = 31 Mar": ("1m", "2026-01-31", ["2026-03-31", "2026-04-30"], 1, 8),
    "a day after 31 Mar": ("1m", "2026-01-31", ["2026-04-01", "2026-05-01"], 1, 9),
    # What lies at the edge of the twelve months: it is the end that counts, not the opening.
    "a yearly one, kept twelve months ago": ("1y", "2024-11-21", ["2025-11-21"], 0, 0),
    "a yearly one, kept a day later": ("1y", "2024-11-22", ["2025-11-22"], 1, 1),
    "a yearly one, missed twelve months ago": ("1y", "2024-11-21", ["2025-11-30"], 0, 0),
    "a yearly one, missed a day later": ("1y", "2024-11-22", ["2025-11-30"], 0, 1),
    "a yearly one, silent since years": ("1y", "2015-11-22", [], 0, 1),
    "kept twelve months ago, then silent": ("1m", "2025-11-01", ["2025-11-21"], 0, 11),
    "kept a day later, then silent": ("1m", "2025-11-01", ["2025-11-22"], 1, 12),
    "opened long ago, ended late within": ("1w", "2020-01-01", ["2026-11-20"], 0, 52),
    # Of less than a week, due dates on a Saturday or Sunday don't count; 13 Nov was a Friday.
    "daily, silent over the weekend": ("1d", "2026-11-13", [], 0, 5),
    "daily, on each workday": ("1d", "2026-11-16", [f"2026-11-{n}" for n in range(17, 21)], 4, 4),
    "daily, from Friday to Monday: nothing": ("1d", "2026-11-13", ["2026-11-16"], 0, 4),
    "daily, from Friday to Tuesday": ("1d", "2026-11-13", ["2026-11-17"], 0, 4),
    "daily, on Saturday too: kept": ("1d", "2026-11-13", ["2026-11-14", "2026-11-16"], 1, 5),
    "every 5 days, due Sun, Fri, Wed, Mon": ("5d", "2026-10-27", [], 0, 3),
    "every 6 days, due Sun, Sat, Fri": ("6d", "2026-11-02", [], 0, 1),
    "7 days are a week: due on Sundays": ("7d", "2026-11-01", [], 0, 2),
}

# name: start, days and channels, kept, counted; meetings every 4 weeks and own updates every 2
BOTH = {
    "nothing yet": ("2026-11-20", [], 0, 0),
    "silence misses three updates and a meeting": ("2026-10-01", [], 0, 4),
    "a meeting is a contact too": ("2026-11-01", [("2026-11-15", "meeting")], 2, 2),
    "a call is no meeting": ("2026-11-01", [("2026-11-15", "call")], 1, 1),
    "a visit is no meeting": ("2026-11-01", [("2026-11-15", "visit")], 1, 1),
    "a late meeting misses the update": ("2026-11-01", [("2026-11-16", "meeting")], 1, 2),
    "their mail counts for nothing": ("2026-10-25", [("2026-11-01", "inbound")], 0, 1),
    "our mail counts": ("2026-11-01", [("2026-11-14", "email")], 1, 1),
}

# name: the pause, days of calls, kept, counted; weekly from Thursday 1 October, so due on the 8th,
# 15th, 22nd and 29th, and on 5, 12 and 19 November
PAUSES = {
    "none": ({}, [], 0, 7),
    "until further notice": ({"paused_on": "2026-10-10"}, [], 0, 1),
    "from a due date on": ({"paused_on": "2026-10-08"}, [], 0, 0),
    "from the day after one": ({"paused_on": "2026-10-09"}, [], 0, 1),
    "until a due date: it counts": (
        {"paused_on": "2026-10-10", "paused_until": "2026-11-05"},
        [],
        0,
        4,
    ),
    "until the day after one: it doesn't": (
        {"paused_on": "2026-10-10", "paused_until": "2026-11-06"},
        [],
        0,
        3,
    ),
    "between two due dates": ({"paused_on": "2026-10-09", "paused_until": "2026-10-15"}, [], 0, 7),
    "from today on": ({"paused_on": "2026-11-21"}, [], 0, 7),
    # 7 October keeps the first one; then Wednesdays, of which one is paused.
    "a call before a paused due date": (
        {"paused_on": "2026-10-08", "paused_until": "2026-10-20"},
        ["2026-10-07"],
        1,
        6,
    ),
    # The 8th is paused, so nothing is missed, and the call is later, so nothing is kept.
    "a call after a paused due date": (
        {"paused_on": "2026-10-08", "paused_until": "2026-10-09"},
        ["2026-11-20", "2026-10-09"],
        0,
        5,
    ),
}


def touchpoint(on, channel="call"):
    if channel == "inbound":
        return {"on": day(on), "channel": "email", "direction": "inbound"}
    return {"on": day(on), "channel": channel, "direction": "outbound"}


def made():
    calls = [
        reference.client(
            name, day(start), update_interval=span, touchpoints=[touchpoint(on) for on in days]
        )
        for name, (span, start, days, _, _) in CALLS.items()
    ]
    both = [
        reference.client(
            name,
            day(start),
            meeting_interval="4w",
            update_interval="2w",
            touchpoints=[touchpoint(*one) for one in happened],
        )
        for name, (start, happened, _, _) in BOTH.items()
    ]
    clients = calls + both
    for number, client in enumerate(clients):
        client["key"] = f"c{number:02}"
    return clients


def answers(engine, clients, today, tmp_path, monkeypatch, policy=None):
    if engine == "product":
        items = Product(tmp_path, clients, policy, monkeypatch).answer(today, "report")
    else:
        items = reference.report(clients, policy or reference.POLICY, today).values()
    return {item["client"]: (item["kept"], item["counted"]) for item in items}


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_kept_and_counted(engine, tmp_path, monkeypatch):
    expected = {name: tuple(row[-2:]) for name, row in (CALLS | BOTH).items()}
    assert answers(engine, made(), TODAY, tmp_path, monkeypatch) == expected


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize(
    ("called", "expected"),
    [("2027-02-27", (0, 26)), ("2027-02-28", (0, 26)), ("2027-03-01", (1, 27))],
)
def test_twelve_months_before_a_leap_day(engine, called, expected, tmp_path, monkeypatch):
    client = reference.client(
        "c", day("2027-02-20"), update_interval="2w", touchpoints=[touchpoint(called)]
    )
    assert answers(engine, [client], LEAP_DAY, tmp_path, monkeypatch) == {"c": expected}


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize(
    ("meeting", "own", "expected"),
    [
        # Monthly updates by the rule: 2 Feb kept, then nine missed; of the meetings three.
        ("3m", None, (1, 13)),
        ("3m", "none", (0, 3)),  # the meetings alone
        ("1w", None, (0, 46)),  # every meeting is the update
        (None, "1m", (1, 10)),
        (None, None, (0, 0)),
    ],
)
def test_the_cadence_that_applies_is_counted(engine, meeting, own, expected, tmp_path, monkeypatch):
    client = reference.client(
        "c",
        day("2026-01-02"),
        meeting_interval=meeting,
        update_interval=own,
        touchpoints=[touchpoint("2026-02-02")],
    )
    assert answers(engine, [client], TODAY, tmp_path, monkeypatch) == {"c": expected}


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_a_due_date_in_a_pause_counts_for_nothing(engine, tmp_path, monkeypatch):
    clients = [
        reference.client(
            f"c{number}",
            day("2026-10-01"),
            name=name,
            update_interval="1w",
            touchpoints=[touchpoint(on) for on in days],
            **{field: day(on) for field, on in pause.items()},
        )
        for number, (name, (pause, days, _, _)) in enumerate(PAUSES.items())
    ]
    expected = {name: row[-2:] for name, row in PAUSES.items()}
    assert answers(engine, clients, TODAY, tmp_path, monkeypatch) == expected


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_a_due_date_in_a_snooze_counts_for_nothing(engine, tmp_path, monkeypatch):
    client = reference.client(
        "c",
        day("2026-10-01"),
        update_interval="1w",
        snoozed_on=day("2026-11-05"),
        snoozed_until=day("2026-12-24"),
    )
    expected = {"c": (0, 4)}  # 8, 15, 22 and 29 October
    assert answers(engine, [client], TODAY, tmp_path, monkeypatch) == expected


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, (0, 8)),
        ({"workdays": ["mon", "wed", "sat"]}, (0, 4)),  # 11, 14, 16, 18
        ({"days_off": [(day("2026-11-12"), day("2026-11-17"))]}, (0, 4)),  # 11, 18, 19, 20
    ],
)
def test_of_daily_updates_those_on_other_workdays_count(
    engine, policy, expected, tmp_path, monkeypatch
):
    client = reference.client("c", day("2026-11-10"), update_interval="1d")
    policy = reference.POLICY | policy
    assert answers(engine, [client], TODAY, tmp_path, monkeypatch, policy) == {"c": expected}
