"""Somebody begins with a mailbox, a calendar and an address book, and nothing else.

Setup has to find the clients, and `due` then has to agree with the naive engine that is fed from
the truth of `made_up_practice` and the cadences that setup proposed.
"""

from datetime import date

import reference
from product import Product
from test_portfolios import check_due
from test_practice import (
    BOOKED,
    POLICY,
    TODAY,
    TOUCHPOINTS,
    lived,
    stored,
    true_bookings,
    true_touchpoints,
)

from clientpulse.timezones import our_zone
from tests.made_up_practice import Practice


def begun(tmp_path, monkeypatch):
    practice = Practice(tmp_path / "home", TODAY, our_zone())
    product = Product(tmp_path, [], POLICY, monkeypatch)
    config = tmp_path / "config.toml"
    config.write_text(config.read_text() + practice.config)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    return practice, product


def test_setup_finds_the_clients_and_proposes_no_newsletter(tmp_path, monkeypatch):
    practice, product = begun(tmp_path, monkeypatch)
    proposed = product.answer(TODAY, "setup")
    likely = {who["email"] for one in proposed if one["likely"] for who in one["people"]}
    found = [one for one in practice.clients if any(who.address in likely for who in one.people)]
    assert len(found) >= 24
    persons = {who.address for one in practice.clients for who in one.people}
    persons |= {who.address for who in (*practice.private, *practice.suppliers)}
    assert likely <= persons
    # They come first, so that whoever is asked can stop behind them.
    first = [one["name"] for one in proposed[: len(practice.clients)]]
    assert sorted(first) == sorted(one.name for one in practice.clients)


def test_due_agrees_with_the_truth_after_setup(tmp_path, monkeypatch):
    practice, product = begun(tmp_path, monkeypatch)
    product.command(TODAY, "setup", "--yes")
    names = {one.name for one in practice.clients}
    listed = {one["client"]: one for one in product.answer(TODAY, "client", "list")}
    assert names <= {*listed}
    ours = [one for one in stored(product, TOUCHPOINTS) if one[0] in names]
    assert ours == sorted(true_touchpoints(practice))
    assert [one for one in stored(product, BOOKED) if one[0] in names] == sorted(
        true_bookings(practice)
    )
    clients = [
        reference.client(
            there["key"],
            date.fromisoformat(there["started_on"]),
            name=client.name,
            asked_from=TODAY,
            meeting_interval=there["meeting_interval"],
            update_interval=there["update_interval"],
            **lived(practice, client),
        )
        for client in practice.clients
        for there in (listed[client.name],)
    ]
    keys = {one["key"] for name, one in listed.items() if name in names}
    due = [one for one in product.answer(TODAY, "due", "--within", "3m") if one["key"] in keys]
    check_due(due, reference.due(clients, POLICY, TODAY, "3m"), clients, f"{TODAY}")
