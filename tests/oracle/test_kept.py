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
    "one opening for a long silence": ("1w", "2026-01-01", [], 0, 1),
    "31 Jan + 1m = 28 Feb, in time": ("1m", "2026-01-31", ["2026-02-28", "2026-11-01"], 1, 2),
    "31 Jan + 1m = 28 Feb, late": ("1m", "2026-01-31", ["2026-03-01", "2026-11-01"], 0, 2),
    # What lies at the edge of the twelve months: it is the end that counts, not the opening.
    "ended twelve months ago": ("1m", "2025-11-01", ["2025-11-21"], 0, 1),
    "ended a day later": ("1m", "2025-11-01", ["2025-11-22"], 1, 2),
    "ended late, twelve months ago": ("1w", "2025-11-01", ["2025-11-21"], 0, 1),
    "ended late, a day later": ("1w", "2025-11-01", ["2025-11-22"], 0, 2),
    "opened long ago, ended late within": ("1w", "2020-01-01", ["2026-11-20"], 0, 1),
    "silent since long: due twelve months ago": ("1w", "2025-11-14", [], 0, 0),
    "silent since long: due a day later": ("1w", "2025-11-15", [], 0, 1),
    "silent for years": ("1w", "2020-01-01", [], 0, 0),
    "a yearly one": ("1y", "2024-11-21", ["2025-11-21"], 0, 0),
    "a yearly one, kept": ("1y", "2024-11-22", ["2025-11-22"], 1, 1),
}

# name: start, days and channels, kept, counted; meetings every 4 weeks and own updates every 2
BOTH = {
    "nothing yet": ("2026-11-20", [], 0, 0),
    "silence misses both": ("2026-10-01", [], 0, 2),
    "a meeting is a contact too": ("2026-11-01", [("2026-11-15", "meeting")], 2, 2),
    "a call is no meeting": ("2026-11-01", [("2026-11-15", "call")], 1, 1),
    "a visit is no meeting": ("2026-11-01", [("2026-11-15", "visit")], 1, 1),
    "a late meeting misses the update": ("2026-11-01", [("2026-11-16", "meeting")], 1, 2),
    "their mail counts for nothing": ("2026-10-25", [("2026-11-01", "inbound")], 0, 1),
    "our mail counts": ("2026-11-01", [("2026-11-14", "email")], 1, 1),
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


def answers(engine, clients, today, tmp_path, monkeypatch):
    if engine == "product":
        items = Product(tmp_path, clients, None, monkeypatch).answer(today, "report")
    else:
        items = reference.report(clients, reference.POLICY, today).values()
    return {item["client"]: (item["kept"], item["counted"]) for item in items}


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_kept_and_counted(engine, tmp_path, monkeypatch):
    expected = {name: tuple(row[-2:]) for name, row in (CALLS | BOTH).items()}
    assert answers(engine, made(), TODAY, tmp_path, monkeypatch) == expected


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize(
    ("called", "expected"),
    [("2027-02-27", (0, 1)), ("2027-02-28", (0, 1)), ("2027-03-01", (1, 2))],
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
        (
            "3m",
            None,
            (1, 3),
        ),  # monthly updates by the rule: 2 Feb kept, then missed; meeting missed
        ("3m", "none", (0, 1)),  # the meeting alone
        ("1w", None, (0, 1)),  # every meeting is the update
        (None, "1m", (1, 2)),
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
def test_a_pause_or_a_snooze_changes_nothing_about_the_past(engine, tmp_path, monkeypatch):
    hidden = {"paused_on": day("2026-11-01")}, {"snoozed_until": day("2026-12-24")}
    clients = [
        reference.client(f"c{number}", day("2026-10-01"), update_interval="1w", **facts)
        for number, facts in enumerate(hidden)
    ]
    expected = {"c0": (0, 1), "c1": (0, 1)}
    assert answers(engine, clients, TODAY, tmp_path, monkeypatch) == expected
