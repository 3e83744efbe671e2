"""A practice that keeps no record: what its mail, calendar and address book say is enough.

The store has to agree with the truth of `made_up_practice`, and `due` with the naive engine that is
fed from it, after the first sync and after each of a fortnight of daily ones.
"""

import sqlite3
from datetime import date, timedelta

import pytest
import reference
from product import Product
from test_portfolios import check_due

from clientpulse.sources.mail import maildir
from clientpulse.timezones import our_zone
from tests.made_up_practice import Practice

TODAY = date(2026, 11, 27)  # a Friday
START = date(2025, 1, 6)
POLICY = {**reference.POLICY, "recap": "none"}
INTERVALS = ("monthly", "6w", "quarterly", "none")


def keep(tmp_path, monkeypatch, practice):
    """Enter the clients of a practice, and nothing else; return the product and their keys."""
    product = Product(tmp_path, [], POLICY, monkeypatch)
    config = tmp_path / "config.toml"
    config.write_text(config.read_text() + practice.config)
    keys = {}
    for number, client in enumerate(practice.clients):
        words = ["add", client.name, "--since", f"{START}"]
        words += ["--meet", INTERVALS[number % 4]]
        words += ["--contact", client.people[0].name, "--email", client.people[0].address]
        added = product.command(practice.today, *words)
        keys[client.name] = added["client"]["key"]
    return product, keys


def stored(product, what):
    with sqlite3.connect(product.path) as store:
        return sorted(map(tuple, store.execute(what)))


TOUCHPOINTS = (
    "SELECT client.name, occurred_on, channel, direction, occurred_time, last_time, needs_answer"
    " FROM touchpoint JOIN client ON client.id = client_id"
)
BOOKED = (
    "SELECT client.name, planned_on, planned_time FROM meeting JOIN client ON client.id = client_id"
    " WHERE meeting.state = 'booked'"
)


def true_touchpoints(practice):
    for client in practice.clients:
        for one in client.touches.values():
            last = None if one.last == one.first else one.last
            yield (client.name, f"{one.on}", "email", one.direction, one.first, last, int(one.asks))
    for one in practice.diary.meetings:
        if one.on < TODAY:  # what was past when the calendar was first read
            yield (one.client, f"{one.on}", "meeting", "outbound", one.at, None, 0)


def true_bookings(practice):
    return [(m.client, f"{m.on}", m.at) for m in practice.diary.meetings if m.on >= TODAY]


def in_words(practice, keys):
    """Return the truth as the naive engine wants it."""
    for number, client in enumerate(practice.clients):
        yield reference.client(
            keys[client.name],
            START,
            name=client.name,
            asked_from=TODAY,
            meeting_interval=INTERVALS[number % 4],
            **lived(practice, client),
        )


def lived(practice, client):
    """Return what happened with a client, as the naive engine wants it."""
    mail = [
        {
            "on": one.on,
            "at": one.last,
            "channel": "email",
            "direction": one.direction,
            "needs_answer": one.asks,
        }
        for one in client.touches.values()
    ]
    theirs = [one for one in practice.diary.meetings if one.client == client.name]
    held = [
        {"on": one.on, "at": one.at, "channel": "meeting", "direction": "outbound"}
        for one in theirs
        if one.on < TODAY
    ]
    booked = [{"on": one.on, "at": one.at, "state": "booked"} for one in theirs if one.on >= TODAY]
    return {"touchpoints": mail + held, "meetings": booked}


def check(product, practice, keys):
    today = practice.today
    assert stored(product, TOUCHPOINTS) == sorted(true_touchpoints(practice)), today
    assert stored(product, BOOKED) == sorted(true_bookings(practice)), today
    clients = list(in_words(practice, keys))
    due = product.answer(today, "due", "--within", "3m")
    check_due(due, reference.due(clients, POLICY, today, "3m"), clients, f"{today}")
    waiting = {one["client"] for one in due if one["rule"] == "answer"}
    lately = today - timedelta(days=30)
    assert waiting == {
        one.name for one in practice.clients if one.waits_since and one.waits_since >= lately
    }


@pytest.mark.thorough
def test_the_record_writes_itself_and_goes_on_for_a_fortnight(tmp_path, monkeypatch):
    # All of its mail was written a moment ago; of a file server's clock nothing has to be feared.
    monkeypatch.setattr(maildir, "_SLACK", 0.5)
    practice = Practice(tmp_path / "home", TODAY, our_zone())
    product, keys = keep(tmp_path, monkeypatch, practice)
    product.command(TODAY, "sync")
    check(product, practice, keys)
    for _ in range(14):
        practice.live_on()
        product.command(practice.today, "sync")
        check(product, practice, keys)
