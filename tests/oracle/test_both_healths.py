"""Health by hand from the rules; the product and the naive engine have to say so."""

from datetime import date, timedelta

import pytest
import reference
from product import Product

TODAY = date(2026, 11, 21)  # a Saturday; so what ended on 23 August or before isn't of the 90 days


def day(text):
    return date.fromisoformat(text)


def touchpoint(on, channel="call", mood=None):
    return {"on": day(on), "channel": channel, "direction": "outbound", "mood": mood}


def called(*days):
    return [touchpoint(on) for on in days]


def weekly(until, times):
    """Return calls on the same weekday, the last one on a day."""
    return [
        touchpoint((day(until) - timedelta(weeks=n)).isoformat()) for n in reversed(range(times))
    ]


def monthly(day_of_month, first, last, **facts):
    return [
        touchpoint(f"2026-{month:02}-{day_of_month}", **facts) for month in range(first, last + 1)
    ]


def promised(due_on, done_on=None, dropped_on=None):
    days = {"due_on": due_on, "done_on": done_on, "dropped_on": dropped_on}
    return {"owed_by": "us", "what": "x"} | {field: on and day(on) for field, on in days.items()}


def mistaken(told_on=None, fixed_on=None):
    days = {"entered_on": "2026-11-02", "told_on": told_on, "fixed_on": fixed_on}
    return {"what": "x", "fix_by": None} | {field: on and day(on) for field, on in days.items()}


def checked(**scores):
    """Return check-ups by month and day: ``on_0601=50``."""
    return [
        {"on": date(2026, int(on[3:5]), int(on[5:])), "score": score}
        for on, score in scores.items()
    ]


NOTHING = None
FIVE_FORTNIGHTS = ("2026-09-01", "2026-09-15", "2026-09-29", "2026-10-13", "2026-10-27")

# name: start, facts, (score, band, capped_by)
CLIENTS = {
    "nothing known": ("2026-01-05", {}, NOTHING),
    "nothing ended yet": ("2026-11-20", {"update_interval": "1w"}, NOTHING),
    # Contact: of the six fortnights that ended in the last 90 days, one was missed, on 24 August.
    "five of six within 90 days": (
        "2026-06-01",
        {"update_interval": "2w", "touchpoints": called(*FIVE_FORTNIGHTS, "2026-11-10")},
        (83, "good", None),
    ),
    "missed 90 days ago": (
        "2026-05-31",
        {"update_interval": "2w", "touchpoints": called(*FIVE_FORTNIGHTS, "2026-11-10")},
        (100, "good", None),
    ),
    # Three ended since 23 August, two of them kept; the fourth is the miss of 1 August.
    "the last four of the year": (
        "2026-03-01",
        {
            "update_interval": "1m",
            "touchpoints": called(
                *("2026-04-01", "2026-05-01", "2026-08-15", "2026-09-15", "2026-10-15")
            ),
        },
        (50, "watch", None),
    ),
    # On 1 August a meeting was missed and an update kept.
    "of one day the meeting": (
        "2026-04-01",
        {
            "meeting_interval": "4m",
            "update_interval": "1m",
            "touchpoints": monthly("01", 5, 11),
        },
        (75, "good", None),
    ),
    "the meeting and the update of one day": (
        "2026-04-01",
        {
            "meeting_interval": "4m",
            "update_interval": "1m",
            "touchpoints": monthly("01", 5, 11, channel="meeting"),
        },
        (100, "good", None),
    ),
    # Silence: Thursdays, so due dates on 5, 12 and 19 November.
    "one missed": (
        "2026-08-20",
        {"update_interval": "1w", "touchpoints": weekly("2026-11-12", 12)},
        (92, "good", None),
    ),
    "two missed": (
        "2026-08-20",
        {"update_interval": "1w", "touchpoints": weekly("2026-11-05", 11)},
        (85, "watch", "silence"),
    ),
    "three missed": (
        "2026-08-20",
        {"update_interval": "1w", "touchpoints": weekly("2026-10-29", 10)},
        (77, "at risk", "silence"),
    ),
    "the third due today": (
        "2026-08-15",
        {"update_interval": "1w", "touchpoints": weekly("2026-10-31", 11)},
        (83, "watch", "silence"),
    ),
    "at risk anyway: not capped": ("2026-10-01", {"update_interval": "1w"}, (0, "at risk", None)),
    "to watch anyway: not capped": (
        "2026-10-22",
        {"update_interval": "1w", "touchpoints": weekly("2026-11-05", 2)},
        (50, "watch", None),
    ),
    "paused on two of three due dates": (
        "2026-08-20",
        {
            "update_interval": "1w",
            "touchpoints": weekly("2026-10-29", 10),
            "paused_on": day("2026-11-04"),
            "paused_until": day("2026-11-13"),
        },
        (91, "good", None),
    ),
    # Meetings missed on 5 October and 5 November: (35 * 0.5 + 20 + 20) / 75.
    "without updates: in the meeting interval": (
        "2026-01-05",
        {
            "meeting_interval": "1m",
            "update_interval": "none",
            "touchpoints": monthly("05", 2, 9, channel="meeting", mood=2),
            "checkups": checked(on_0601=100),
        },
        (77, "watch", "silence"),
    ),
    "but from the last contact of any kind": (
        "2026-01-05",
        {
            "meeting_interval": "1m",
            "update_interval": "none",
            "touchpoints": [
                *monthly("05", 2, 9, channel="meeting", mood=2),
                touchpoint("2026-10-20"),
            ],
            "checkups": checked(on_0601=100),
        },
        (77, "good", None),
    ),
    # Four years missed, of which only the last is of these 12 months: (0 + 20 + 20) / 75.
    "silent for years": (
        "2022-11-01",
        {
            "meeting_interval": "1y",
            "touchpoints": [touchpoint("2026-11-02", "email", 2) | {"direction": "inbound"}],
            "update_interval": "none",
            "checkups": checked(on_0601=100),
        },
        (53, "at risk", "silence"),
    ),
    "the last five moods": (
        "2026-10-01",
        {
            "touchpoints": [
                touchpoint(f"2026-11-{n:02}", mood=mood)
                for n, mood in enumerate((-2, 2, 2, None, 2, 2, 1), 10)
            ]
        },
        (95, "good", None),
    ),
    "a mood after today": ("2026-10-01", {"touchpoints": [touchpoint("2026-11-22", mood=2)]}, None),
    "the last check-up, half upwards": (
        "2026-01-05",
        {"checkups": checked(on_0601=10, on_0901=74.5)},
        (75, "good", None),
    ),
    "a check-up below": ("2026-01-05", {"checkups": checked(on_0901=74.4)}, (74, "watch", None)),
    "below the half": ("2026-01-05", {"checkups": checked(on_0901=49.4)}, (49, "at risk", None)),
    # Promises: two kept in time, one late, one not kept; one is ahead and one was two years ago.
    "promises": (
        "2026-01-05",
        {
            "commitments": [
                promised("2026-11-10", "2026-11-10"),
                promised("2026-12-24", "2026-11-20"),
                promised("2026-11-10", "2026-11-11"),
                promised("2026-11-20"),
                promised("2026-11-21"),
                promised("2024-11-10"),
                promised(None, "2026-11-10"),
            ]
        },
        (50, "watch", None),
    ),
    "a promise that was dropped": (
        "2026-01-05",
        {"commitments": [promised("2026-11-10", None, "2026-11-05")]},
        NOTHING,
    ),
    "a promise that was dropped late": (
        "2026-01-05",
        {"commitments": [promised("2026-11-10", None, "2026-11-15")]},
        (0, "at risk", None),
    ),
    "a mistake not told": ("2026-01-05", {"mistakes": [mistaken()]}, (50, "watch", None)),
    "a mistake told": ("2026-01-05", {"mistakes": [mistaken("2026-11-03")]}, (75, "good", None)),
    "a mistake fixed": (
        "2026-01-05",
        {"mistakes": [mistaken("2026-11-03", "2026-11-04")]},
        (100, "good", None),
    ),
    "three mistakes": ("2026-01-05", {"mistakes": [mistaken()] * 3}, (0, "at risk", None)),
    # A half counts 20 of 30, three quarters count 10.
    "two parts make up the whole": (
        "2026-01-05",
        {"checkups": checked(on_0901=50), "mistakes": [mistaken("2026-11-03")]},
        (58, "watch", None),
    ),
}


def health_of(engine, clients, today, tmp_path, monkeypatch):
    if engine == "product":
        items = Product(tmp_path, clients, None, monkeypatch).answer(today, "report")
    else:
        items = reference.report(clients, reference.POLICY, today).values()
    return {item["client"]: item["health"] for item in items}


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_score_band_and_cap(engine, tmp_path, monkeypatch):
    clients = [
        reference.client(f"c{number:02}", day(start), name=name, **facts)
        for number, (name, (start, facts, _)) in enumerate(CLIENTS.items())
    ]
    found = {
        name: health and tuple(health[field] for field in ("score", "band", "capped_by"))
        for name, health in health_of(engine, clients, TODAY, tmp_path, monkeypatch).items()
    }
    assert found == {name: expected for name, (*_, expected) in CLIENTS.items()}


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-16", (100, "good", None)),  # a Monday
        ("2026-11-17", (89, "good", None)),
        ("2026-11-18", (80, "watch", "silence")),
    ],
)
def test_a_weekend_misses_no_daily_update(engine, today, expected, tmp_path, monkeypatch):
    calls = called(*(f"2026-11-{n:02}" for n in (3, 4, 5, 6, 9, 10, 11, 12, 13)))
    client = reference.client("c", day("2026-11-02"), update_interval="1d", touchpoints=calls)
    health = health_of(engine, [client], day(today), tmp_path, monkeypatch)["c"]
    assert tuple(health[field] for field in ("score", "band", "capped_by")) == expected


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_the_change_compares_with_what_was_known_90_days_ago(engine, tmp_path, monkeypatch):
    checkups = {
        "known then": (checked(on_0823=40, on_0824=70, on_1101=90), 50),
        "not known then": (checked(on_0824=70, on_1101=90), None),
    }
    clients = [
        reference.client(name, day("2026-01-05"), checkups=made)
        for name, (made, _) in checkups.items()
    ]
    found = health_of(engine, clients, TODAY, tmp_path, monkeypatch)
    expected = {name: change for name, (_, change) in checkups.items()}
    assert {name: health["change"] for name, health in found.items()} == expected
