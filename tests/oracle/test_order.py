"""The order of work by hand from the rules; the product and the naive engine have to say so."""

from datetime import date, timedelta

import pytest
import reference
from product import Product

TODAY = date(2026, 11, 20)  # a Friday
OPEN = {"done_on": None, "dropped_on": None}


def ago(days):
    return TODAY - timedelta(days=days)


def meetings(*times, on=TODAY):
    return {"meetings": [{"on": on, "at": at, "state": "booked"} for at in times]}


def outcome(days):
    return meetings(None, on=ago(days))


def owed(owed_by, days):
    return {"commitments": [{"owed_by": owed_by, "what": "x", "due_on": ago(days), **OPEN}]}


def mistake(entered, told=None, fixed=None):
    days = {"entered_on": entered, "told_on": told, "fixed_on": fixed}
    days = {field: None if n is None else ago(n) for field, n in days.items()}
    return {"mistakes": [{"what": "x", "fix_by": None, **days}]}


def finished(days):
    return {"projects": [{"name": "x", "started_on": ago(500), "finished_on": ago(days)}]}


def running(days, checkin):
    project = {"name": "x", "started_on": ago(days), "finished_on": None, "checkin": checkin}
    return {"projects": [project], "update_interval": "1m"}


def wrote(days):
    mail = {"on": ago(days), "channel": "email", "direction": "inbound", "needs_answer": True}
    return {"touchpoints": [mail]}


def reminder(days):
    return {"reminders": [{"what": "x", "remind_on": ago(days), "yearly": False, "done_on": None}]}


# In their order: the start, so many days ago, what is known, the rule, and the class.
WORK = [
    (1, meetings("08:00"), "appointment", 1),
    (1, meetings("14:30", "09:00"), "appointment", 1),
    (1, meetings(None, "10:00"), "appointment", 1),
    (1, meetings(None), "appointment", 1),
    (1, mistake(4), "own_up", 2),
    (1, mistake(0), "own_up", 2),
    (1, mistake(20, 16), "make_good", 3),  # by 11 November: 9 days
    (1, owed("us", 8) | {"tags": ["small"]}, "promise", 3),
    (1, mistake(20, 14), "make_good", 3),
    (1, wrote(7), "answer", 3),  # since Monday: 4 days
    (15, running(15, "1w"), "update", 4),  # 8 of 7
    (14, {"update_interval": "1w"}, "update", 4),  # 7 of 7
    (1, outcome(6), "outcome", 4),
    (9, {"update_interval": "1w", "tags": ["key", "small"]}, "update", 4),  # twice 2 of 7
    (43, {"meeting_interval": "1m", "update_interval": "none"}, "meeting", 4),  # 12 of 30.4
    (1, outcome(12) | {"tags": ["small"]}, "outcome", 4),  # a tenth of 12 of 7
    (1, owed("client", 40), "chase", 5),
    (1, reminder(30) | {"tags": ["small"]}, "moment", 5),
    (1, mistake(50, 50, 34), "look_back", 5),
    (1, owed("client", 2) | {"tags": ["key"]}, "chase", 5),
    (1, owed("us", 0), "promise", 6),
    (7, {"update_interval": "1w"}, "update", 6),
    (1, reminder(0), "moment", 6),
    (1, finished(7) | {"rules": {"project_feedback": "1w"}}, "project_feedback", 6),
    (1, owed("us", -1), "promise", 6),  # on Saturday, so to be done today
    (92 + 92, {"rules": {"feedback": "none"}, "tags": ["small"]}, "checkup", 7),  # 92 of 91
    (1, finished(13), "project_feedback", 7),  # 6 of 7
    # 60 of 183, and 5 of 30 of what is asked again after a month
    (184 + 60, {"rules": {"checkup": "none"}}, "feedback", 7),
    (1, finished(36) | {"tags": ["key"]}, "project_feedback", 7),
    (1, wrote(0), "answer", 8),  # by Monday
    (1, owed("us", -4), "promise", 8),
    (3, {"update_interval": "1w"}, "update", 8),
    (1, reminder(-5), "moment", 8),
]
POLICY = reference.POLICY | {"weights": {"key": 2.0, "small": 0.1}}


def answer(engine, clients, policy, tmp_path, monkeypatch):
    if engine == "product":
        product = Product(tmp_path, clients, policy, monkeypatch)
        return product.answer(TODAY, "due", "--within", "1w")
    return reference.due(clients, policy, TODAY, "1w")


@pytest.mark.parametrize("engine", ["product", "naive"])
def test_the_classes_and_the_order_in_each(engine, tmp_path, monkeypatch):
    # The names run against the order, so that it is never they that decide.
    clients = [
        reference.client(f"c{number}", ago(since), name=f"{99 - number}", **facts)
        for number, (since, facts, _, _) in enumerate(WORK)
    ]
    items = answer(engine, clients, POLICY, tmp_path, monkeypatch)
    expected = [(f"c{number}", *row[2:]) for number, row in enumerate(WORK)]
    assert [(item["key"], item["rule"], item["class"]) for item in items] == expected


@pytest.mark.parametrize("engine", ["product", "naive"])
@pytest.mark.parametrize(
    ("weight", "weighted", "unweighted"),
    [(2.0, 9, 18), (1.5, 12, 18), (0.1, 60, 6), (0.7, 10, 7), (3, 5, 15)],
)
def test_of_equal_urgency_the_name_decides(
    engine, weight, weighted, unweighted, tmp_path, monkeypatch
):
    rows = [
        ("A", weighted, ["x"]),
        ("B", unweighted, []),
        ("C", weighted, ["x"]),
    ]
    clients = [
        reference.client(name, ago(1), tags=tags, **outcome(days)) for name, days, tags in rows
    ]
    policy = reference.POLICY | {"weights": {"x": weight}}
    items = answer(engine, clients, policy, tmp_path, monkeypatch)
    assert [item["client"] for item in items] == ["A", "B", "C"]
