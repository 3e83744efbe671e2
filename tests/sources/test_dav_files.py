"""Calendars and address books that are one file behind an address."""

import gzip
import zlib

import pytest

from clientpulse.sources import dav
from tests.sources.dav_samples import WINDOW, card, event, source
from tests.sources.scripted_server import http, scripted

TEXT = event("a") + event("b")


def read(server, path="work.ics", states=None, kind="calendar"):
    return dav.read(source(server.url + path, kind), kind, WINDOW, states or {})


@pytest.mark.parametrize(
    "path", ["work.ics", "work.ICS", "calendar?export", "calendar", "öffnung ü"]
)
def test_a_file_is_read_whole(path):
    def answer(request):
        return http(TEXT) if request.method == "GET" else http(status="405 No")

    with scripted(answer) as server:
        found = read(server, path)
        assert found.texts == [TEXT.encode()]
        assert found.whole
        look = dav.look(source(server.url + path), "calendar")
        assert look[0].endswith(": 2 events")


@pytest.mark.parametrize("name", ["etag", "last_modified"])
def test_a_file_is_fetched_again_only_when_the_server_says_that_it_has_changed(name):
    held = {"etag": '"v1"', "last_modified": "Sat, 28 Nov 2026 08:00:00 GMT"}[name]
    asks = {"etag": "if-none-match", "last_modified": "if-modified-since"}[name]

    def answer(request):
        if request.headers.get(asks) == held:
            return http(status="304 Not Modified", content_length="")
        return http(TEXT, **{name: held})

    with scripted(answer) as server:
        states = read(server).states
        assert read(server, states=states) == dav.Collected()
        assert len(server.asked) == 2


def test_a_file_that_is_the_same_again_is_nothing_new():
    with scripted(lambda _: http(TEXT)) as server:
        states = read(server).states
        assert read(server, states=states) == dav.Collected()
        server.answer = lambda _: http(event("c"))
        assert read(server, states=states).texts == [event("c").encode()]


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(TEXT.encode())),
        ("deflate", zlib.compress(TEXT.encode())),
        ("identity", TEXT.encode()),
    ],
)
def test_a_file_may_come_packed(name, packed):
    with scripted(lambda _: http(packed, content_encoding=name)) as server:
        assert read(server).texts == [TEXT.encode()]


def test_a_file_may_come_in_chunks():
    body = TEXT.encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (body[:7], body[7:]))
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    with scripted(lambda _: answer) as server:
        assert read(server).texts == [body]


def test_an_empty_file_has_nothing_in_it():
    with scripted(lambda _: http("")) as server:
        assert read(server).whole


def test_an_address_book_may_be_a_file():
    with scripted(lambda _: http("\ufeff" + card("a"))) as server:
        found = read(server, "people.vcf", kind="contacts")
        assert found.texts == [("\ufeff" + card("a")).encode()]
        looked = dav.look(source(server.url + "people.vcf", "contacts"), "contacts")
        assert looked == ["people.vcf: 1 card"]


def test_neither_the_address_nor_the_password_is_kept():
    with scripted(lambda _: http(TEXT, etag="v1")) as server:
        states = read(server, "private-7f3a/basic.ics").states
    assert "7f3a" not in str(states)
