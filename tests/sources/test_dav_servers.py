"""Servers that know less than the standards want, or write it differently."""

import pytest

from clientpulse.errors import SourceError
from clientpulse.sources import dav
from tests.sources.dav_samples import WINDOW, card, event, source
from tests.sources.scripted_server import CALENDAR, http, multistatus, response, scripted


class Calendar:
    """A server with one calendar, that knows what `can` names."""

    def __init__(self, *can):
        self.can = can
        self.events = {"/work/a.ics": event("a"), "/work/b.ics": event("b")}
        self.version = 1
        self.news = []
        self.methods = []

    def __call__(self, request):
        body = request.body.decode()
        report = next(
            (one for one in ("sync-collection", "multiget", "calendar-query") if one in body), ""
        )
        self.methods.append(report or f"PROPFIND {request.headers['depth']}")
        if request.method == "PROPFIND":
            own = CALENDAR
            if "ctag" in self.can:
                own += f"<s:getctag>c{self.version}</s:getctag>"
            if "sync" in self.can:
                own += f"<d:sync-token>t{self.version}</d:sync-token>"
            found = [response("/work/", own)]
            if request.headers["depth"] == "1":
                for href, text in self.events.items():
                    found.append(response(href, f"<d:getetag>{hash(text)}</d:getetag>"))
            return multistatus(*found)
        if report == "sync-collection" and "report" in self.can:
            return self.synced(body)
        if report == "multiget":
            return multistatus(*self.held(href for href in self.events if f">{href}<" in body))
        if report == "calendar-query" and "query" in self.can:
            return multistatus(*self.held(self.events))
        return http(status="501 Not Implemented")

    def held(self, hrefs):
        for href in hrefs:
            text = self.events[href].replace("\r\n", "&#13;\n")
            yield response(href, f"<c:calendar-data>{text}</c:calendar-data>")

    def synced(self, body):
        return self.news.pop(0)


def read(server, states=None):
    return dav.read(source(server.url + "work/"), "calendar", WINDOW, states or {})


@pytest.mark.parametrize("can", [(), ("ctag",), ("sync",), ("sync", "ctag"), ("query",)])
def test_a_server_is_read_by_what_it_can_do(can):
    calendar = Calendar(*can)
    with scripted(calendar) as server:
        found = read(server)
        assert sorted(found.texts) == [event("a").strip().encode(), event("b").strip().encode()]
        assert read(server, found.states) == dav.Collected()
        calendar.version = 2
        calendar.events["/work/a.ics"] = event("a", "20261224")
        again = read(server, found.states)
        assert (len(again.texts), again.whole) == (2, True)
        assert read(server, again.states) == dav.Collected()


def test_a_long_list_of_news_comes_in_parts():
    calendar = Calendar("sync", "report", "query")
    with scripted(calendar) as server:
        states = read(server).states
        calendar.version = 9
        calendar.news = [
            multistatus(
                response("/work/a.ics", "<d:getetag>1</d:getetag>"),
                response("/work/", status="507 Insufficient Storage"),
                token="t8",
            ),
            multistatus(response("/work/b.ics", "<d:getetag>1</d:getetag>"), token="t9"),
        ]
        found = read(server, states)
        assert (len(found.texts), found.whole) == (2, False)
        assert read(server, found.states) == dav.Collected()


def test_news_that_never_end_are_left():
    calendar = Calendar("sync", "report", "query")
    more = response("/work/", status="507 Insufficient Storage")
    calendar.synced = lambda _: multistatus(more, token="t1")
    with scripted(calendar) as server:
        states = read(server).states
        calendar.version = 2
        assert read(server, states).texts == []
        assert calendar.methods.count("sync-collection") == 1


def test_something_that_went_while_it_was_fetched_makes_the_reading_whole():
    calendar = Calendar("sync", "report", "query")
    with scripted(calendar) as server:
        states = read(server).states
        calendar.version = 2
        calendar.news = [multistatus(response("/work/c.ics", "<d:getetag/>"), token="t2")]
        calendar.held = lambda _: [response("/work/c.ics", status="404 Not Found")]
        found = read(server, states)
        assert (found.whole, found.gone) == (True, True)


def test_a_server_that_cuts_the_answer_to_a_query_short_is_asked_for_each_event():
    calendar = Calendar("query")
    held = calendar.held

    def short(hrefs):
        if hrefs is calendar.events:
            return [*held(["/work/a.ics"]), response("/work/", status="507 Insufficient Storage")]
        return held(hrefs)

    calendar.held = short
    with scripted(calendar) as server:
        assert len(read(server).texts) == 2


def test_links_may_be_whole_addresses_or_written_otherwise():
    calendar = Calendar()
    with scripted(calendar) as server:
        calendar.events = {f"{server.url}work/%61.ics": event("a")}
        assert len(read(server).texts) == 1


def test_any_prefixes_and_other_properties_are_read():
    text = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- hello --><A:multistatus xmlns:A="DAV:">'
        b'<A:response xmlns:odd="urn:odd"><A:href>/work/</A:href><A:propstat><A:prop>'
        b'<A:displayname><![CDATA[R&D <x>]]></A:displayname><odd:thing odd:a="1">x</odd:thing>'
        b'<A:resourcetype><A:collection/><z:calendar xmlns:z="urn:ietf:params:xml:ns:caldav"/>'
        b"</A:resourcetype></A:prop><A:status>HTTP/1.1 200 OK</A:status></A:propstat><A:propstat>"
        b'<A:prop><e:getctag xmlns:e="http://calendarserver.org/ns/">no</e:getctag></A:prop>'
        b"<A:status>HTTP/1.1 404 Not Found</A:status></A:propstat></A:response></A:multistatus>"
    )
    with scripted(lambda _: http(text, "207 Multi-Status")) as server:
        looked = dav.look(source(server.url + "work/"), "calendar")
        assert looked == ["R&D <x>: 0 events"]


def test_task_lists_are_passed_over():
    def calendar(href, component):
        kinds = f'<c:supported-calendar-component-set><c:comp name="{component}"/>'
        return response(href, f"{CALENDAR}{kinds}</c:supported-calendar-component-set>")

    def answer(request):
        if request.headers.get("depth") == "0":
            home = "<c:calendar-home-set><d:href>/sam/</d:href></c:calendar-home-set>"
            return multistatus(response("/", home))
        if request.path == "/sam/":
            return multistatus(calendar("/sam/tasks/", "VTODO"), calendar("/sam/w/", "VEVENT"))
        return multistatus()

    with scripted(answer) as server:
        assert dav.look(source(server.url), "calendar") == ["w: 0 events"]


@pytest.mark.parametrize("status", ["200 OK", "207 Multi-Status"])
def test_a_web_page_is_said_to_be_one_whatever_it_is_asked_for(status):
    with scripted(lambda _: http("<!DOCTYPE html><p>Hello", status)) as server:
        for url in (server.url + "work/", server.url):
            with pytest.raises(SourceError, match="answers with a web page, not a calendar"):
                dav.read(source(url), "calendar", WINDOW, {})


def test_a_calendar_that_comes_whatever_is_asked_for_is_read():
    with scripted(lambda _: http(event("a"))) as server:
        assert len(read(server).texts) == 1


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "405 Not Allowed"])
def test_where_only_the_front_door_is_closed_the_server_says_where_to_go(status):
    def answer(request):
        if request.path == "/.well-known/caldav":
            return http(status="301 Moved", location="/dav/")
        if request.path == "/dav/":
            home = "<c:calendar-home-set><d:href>/dav/sam/</d:href></c:calendar-home-set>"
            return multistatus(response("/dav/", home))
        if request.path == "/dav/sam/":
            return multistatus(response("/dav/sam/w/", CALENDAR))
        return multistatus() if request.path == "/dav/sam/w/" else http(status=status)

    with scripted(answer) as server:
        assert dav.look(source(server.url), "calendar") == ["w: 0 events"]


@pytest.mark.parametrize("status", ["403 Forbidden", "500 Broken", "507 Too Much"])
def test_a_server_that_fails_at_what_it_should_know_is_asked_otherwise(status):
    calendar = Calendar("sync", "report", "query")
    with scripted(calendar) as server:
        states = read(server).states
        calendar.version, calendar.can = 2, ("sync", "report")
        calendar.news = [http(status=status)]
        found = read(server, states)
        assert (len(found.texts), found.whole) == (2, True)


def test_cards_come_from_a_server_that_only_lists_them():
    kind = "<d:resourcetype><d:collection/><a:addressbook/></d:resourcetype>"

    def answer(request):
        if request.method == "PROPFIND":
            return multistatus(
                response("/p/", kind), response("/p/a.vcf", "<d:getetag>1</d:getetag>")
            )
        return multistatus(response("/p/a.vcf", f"<a:address-data>{card('a')}</a:address-data>"))

    with scripted(answer) as server:
        found = dav.read(source(server.url + "p/", "contacts"), "contacts", WINDOW, {})
        assert len(found.texts) == 1
