"""Calendars and address books on a real server, Radicale."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from clientpulse.errors import SourceError
from clientpulse.sources import dav
from clientpulse.sources.dav import collecting, collection
from tests.sources.dav_samples import WINDOW, card, event, signed_in
from tests.sources.dav_server import radicale


@pytest.fixture
def server(tmp_path):
    with radicale(tmp_path) as served:
        served.calendar("sam/work/", "Work")
        served.put("sam/work/one.ics", event("one"))
        served.put("sam/work/two.ics", event("two", title="Übergabe"))
        served.put("sam/work/old.ics", event("old", "20191201"))
        yield served


def read(source, states=None, window=WINDOW):
    return dav.read(source, source.kind, window, states or {})


def uids(found):
    lines = b"\n".join(found.texts).decode().splitlines()
    return sorted(line.removeprefix("UID:") for line in lines if line.startswith("UID:"))


@pytest.mark.parametrize("path", ["", "sam/", "sam/work/", "sam/work"])
def test_a_calendar_is_found_from_its_server_its_owner_and_itself(server, path):
    found = read(signed_in(server.url + path))
    assert uids(found) == ["one", "two"]
    assert "Übergabe" in b"".join(found.texts).decode()
    assert found.whole
    assert not found.gone


def test_all_calendars_of_a_person_are_read_and_no_task_list(server):
    server.calendar("sam/home/", "Home")
    server.put("sam/home/three.ics", event("three"))
    assert uids(read(signed_in(server.url))) == ["one", "three", "two"]
    assert sorted(dav.look(signed_in(server.url), "calendar")) == [
        "Home: 1 event",
        "Work: 3 events",
    ]


@pytest.mark.parametrize("path", ["", "sam/work/"])
def test_what_has_not_changed_is_not_fetched_again(server, path):
    states = read(signed_in(server.url + path)).states
    server.asked.clear()
    assert read(signed_in(server.url + path), states) == dav.Collected()
    assert all(one.startswith("PROPFIND") for one in server.asked)
    assert len(server.asked) <= 2


def test_only_what_has_changed_is_fetched(server):
    states = read(signed_in(server.url)).states
    server.put("sam/work/two.ics", event("two", "20261208"))
    server.put("sam/work/new.ics", event("new"))
    news = read(signed_in(server.url), states)
    assert uids(news) == ["new", "two"]
    assert not news.whole
    assert read(signed_in(server.url), news.states) == dav.Collected()


def test_once_something_is_gone_all_that_is_left_is_read(server):
    states = read(signed_in(server.url)).states
    server.delete("sam/work/one.ics")
    found = read(signed_in(server.url), states)
    assert uids(found) == ["two"]
    assert found.whole
    assert found.gone


def test_a_calendar_that_came_or_went_is_noticed(server):
    states = read(signed_in(server.url)).states
    server.calendar("sam/home/", "Home")
    server.put("sam/home/three.ics", event("three"))
    more = read(signed_in(server.url), states)
    assert (uids(more), more.whole, more.gone) == (["one", "three", "two"], True, False)
    server.delete("sam/home/")
    less = read(signed_in(server.url), more.states)
    assert (uids(less), less.whole, less.gone) == (["one", "two"], True, True)


@pytest.mark.parametrize("token", ["http://radicale.org/ns/sync/" + "0" * 64, "nonsense", "<&>"])
def test_a_token_the_server_no_longer_knows_begins_again(server, token):
    states = read(signed_in(server.url)).states
    state = json.loads(states[collecting.PART])
    state["marks"] = dict.fromkeys(state["marks"], token)
    found = read(signed_in(server.url), {collecting.PART: json.dumps(state)})
    assert uids(found) == ["one", "two"]
    assert found.whole


@pytest.mark.parametrize("state", ["", "{", "[]", "null", '{"source": 1}'])
def test_a_state_that_is_nonsense_begins_again(server, state):
    assert read(signed_in(server.url), {collecting.PART: state}).whole


def test_another_address_or_user_begins_again(server):
    states = read(signed_in(server.url)).states
    assert read(signed_in(server.url + "sam/"), states).whole


@pytest.mark.parametrize(("days", "whole"), [(0, False), (7, False), (8, True), (-400, True)])
def test_a_window_that_has_moved_is_read_anew(server, days, whole):
    states = read(signed_in(server.url)).states
    moved = WINDOW._replace(
        since=WINDOW.since + timedelta(days=days), until=WINDOW.until + timedelta(days=days)
    )
    assert read(signed_in(server.url), states, moved).whole is whole


def test_changes_do_not_put_off_the_day_on_which_a_moved_window_is_read(server):
    states = read(signed_in(server.url)).states
    server.put("sam/work/new.ics", event("new"))
    later = WINDOW._replace(until=WINDOW.until + timedelta(days=6))
    states = read(signed_in(server.url), states, later).states
    later = WINDOW._replace(until=WINDOW.until + timedelta(days=8))
    assert read(signed_in(server.url), states, later).whole


def test_an_address_book_is_read_by_the_same_rules(server, monkeypatch):
    monkeypatch.setattr(collection, "BATCH", 10)
    server.book("sam/people/", "People")
    for number in range(25):
        name = f"sam/people/c%20{number}.vcf"
        server.put(name, card(f"c{number}", "Zoë Lee"), kind="text/vcard")
    source = signed_in(server.url, "contacts")
    found = read(source)
    assert len(set(uids(found))) == 25
    assert found.whole
    assert dav.look(source, "contacts") == ["People: 25 cards"]
    server.put("sam/people/c%201.vcf", card("c1", "Bo Lee"), kind="text/vcard")
    news = read(source, found.states)
    assert (uids(news), news.whole) == (["c1"], False)
    # Cards have no days.
    much_later = WINDOW._replace(until=WINDOW.until + timedelta(days=900))
    assert read(source, news.states, much_later) == dav.Collected()
    server.delete("sam/people/c%202.vcf")
    rest = read(source, news.states)
    assert (len(uids(rest)), rest.whole, rest.gone) == (24, True, True)


def test_an_empty_calendar_is_one(server):
    for name in ("one", "two", "old"):
        server.delete(f"sam/work/{name}.ics")
    found = read(signed_in(server.url))
    assert found.texts == []
    assert found.whole


def test_nothing_on_the_server_changes(server):
    def written():
        return {
            one: sha256(one.read_bytes()).hexdigest()
            for one in server.folder.rglob("*")
            if one.is_file() and ".Radicale" not in str(one)
        }

    before = written()
    for url in (server.url, server.url + "sam/work/", server.url + "sam/work/one.ics"):
        found = read(signed_in(url))
        read(signed_in(url), found.states)
        dav.look(signed_in(url), "calendar")
    assert {one.split()[0] for one in server.asked} <= {"GET", "PROPFIND", "REPORT"}
    assert written() == before


@pytest.mark.parametrize(
    ("path", "kind", "message", "hint"),
    [
        ("sam/work/", "contacts", "that is the address of a calendar", 'write kind = "calendar"'),
        ("sam/none/", "calendar", "127.0.0.1 has nothing at that address", "check its url"),
        ("sam/none.ics", "calendar", "127.0.0.1 has nothing at that address", "check its url"),
        (
            "",
            "contacts",
            "127.0.0.1 has no address book at that address",
            "write the address of an",
        ),
        ("lee/", "calendar", "127.0.0.1 doesn't let sam read that", "check its url"),
    ],
)
def test_where_nothing_of_the_kind_is_that_is_said(server, path, kind, message, hint):
    with pytest.raises(SourceError) as told:
        read(signed_in(server.url + path, kind))
    assert told.value.message == message
    assert told.value.hint.startswith(hint)


def test_a_wrong_password_is_said_and_not_shown(server):
    with pytest.raises(SourceError) as told:
        read(signed_in(server.url, password="hunter2"))
    assert told.value.message == "127.0.0.1 doesn't accept the password of sam"
    with pytest.raises(SourceError) as told:
        read(replace(signed_in(server.url + "sam/"), password_command=None, user=None))
    assert told.value.message == "127.0.0.1 wants a name and a password"


def test_pictures_are_let_go_and_what_stands_around_them_is_kept(server):
    server.book("sam/people/", "People")
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["QUFB" * 18] * 500)
    more = f"{photo}\r\nitem1.LOGO;ENCODING=b;TYPE=PNG:QUFB\r\nROLE:Boss\r\nEND:VCARD"
    text = card("ann").replace("END:VCARD", more)
    server.put("sam/people/ann.vcf", text, kind="text/vcard")
    (kept,) = read(signed_in(server.url, "contacts")).texts
    assert len(kept) < 500
    assert b"QUFB" not in kept
    assert b"ROLE:Boss" in kept
    assert b"UID:ann" in kept
