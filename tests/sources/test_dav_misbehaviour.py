"""Servers that hang, lie, or mean harm: one plain line each, and no password to the wrong one."""

import contextlib
import gzip
import hashlib
import itertools
import re
import socket
import time
import tracemalloc
from base64 import b64decode
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.errors import SourceError
from clientpulse.sources import dav
from clientpulse.sources.dav import xml
from clientpulse.sources.dav.http import USUAL, Client, Limits
from tests.sources import certificates
from tests.sources.dav_samples import WINDOW, event, signed_in, source
from tests.sources.scripted_server import (
    CALENDAR,
    DROP,
    HANG,
    http,
    multistatus,
    response,
    scripted,
)

QUICK = Limits(connect=2.0, read=0.3, whole=1.0, size=1_000_000)


def read(asked, limits=QUICK, states=None):
    return dav.read(asked, asked.kind, WINDOW, states or {}, limits)


def refused(answer, path="work/", limits=QUICK, **more):
    """Return the one line that is said of a server that answers so."""
    with scripted(answer if callable(answer) else lambda _: answer) as server:
        with pytest.raises(SourceError) as told:
            read(source(server.url + path, **more), limits)
        assert told.value.hint
        assert "\n" not in told.value.message
        return told.value.message


def endless(beginning, piece):
    return itertools.chain([beginning], itertools.repeat(piece))


def slowly(beginning):
    yield beginning
    while True:
        time.sleep(0.05)
        yield b" "


OK = b"HTTP/1.1 207 Multi-Status\r\n\r\n"


def test_limits_are_those_that_the_documentation_names():
    assert USUAL == (20.0, 60.0, 600.0, 100_000_000)


@pytest.mark.parametrize("path", ["work/", "work.ics", ""])
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (HANG, "127.0.0.1 stopped answering"),
        (DROP, "127.0.0.1 dropped the line"),
        (b"nonsense\r\n\r\n", "127.0.0.1 dropped the line"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n", "127.0.0.1 dropped the line"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc",
            "127.0.0.1 answers with something odd",
        ),
        (http(status="401 Unauthorized"), "127.0.0.1 wants a name and a password"),
        (http(status="403 Forbidden"), "127.0.0.1 doesn't let you read that"),
        (http(status="503 Busy"), "127.0.0.1 can't answer just now (503)"),
        (http(status="429 Too Many"), "127.0.0.1 can't answer just now (429)"),
        (http(status="418 Teapot"), "127.0.0.1 answers 418"),
        (http(status="404 Not Found"), "127.0.0.1 has nothing at that address"),
    ],
)
def test_a_server_that_does_not_answer_is_one_line(answer, message, path):
    assert refused(answer, path) == message


def test_a_server_that_answers_a_byte_at_a_time_for_ever_is_left():
    began = time.monotonic()
    assert refused(lambda _: slowly(OK)) == "127.0.0.1 stopped answering"
    # In the middle of what it answers with first, too.
    assert refused(lambda _: slowly(b"HTTP/1.1 200 ")) == "127.0.0.1 stopped answering"
    again = b"HTTP/1.1 100 Continue\r\n\r\n"
    assert refused(lambda _: endless(b"", again)) == "127.0.0.1 stopped answering"
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("path", ["work/", "work.ics"])
def test_an_answer_without_end_is_refused_with_the_limit(path):
    begun = OK + (b"<a>" if path == "work/" else b"BEGIN:VCALENDAR\r\n")
    said = refused(lambda _: endless(begun, b" " * 10_000), path)
    assert said == "127.0.0.1 answers with more than 1 MB"


@pytest.mark.parametrize("path", ["work/", "work.ics"])
def test_what_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked(path):
    bomb = gzip.compress(b" " * 50_000_000)
    answer = http(bomb, "207 Multi-Status", content_encoding="gzip")
    tracemalloc.start()
    try:
        assert refused(answer, path) == "127.0.0.1 answers with more than 1 MB"
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><multistatus xmlns="DAV:">&l9;</multistatus>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><multistatus xmlns="DAV:">&x;'
        "</multistatus>",
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><multistatus xmlns="DAV:"/>',
        '<multistatus xmlns="DAV:"><response>' + "<a>" * 1_000,
        '<multistatus xmlns="DAV:"><response>' + "<a/>" * 100_000,
    ],
)
def test_xml_that_means_harm_is_refused(text):
    said = refused(http(text, "207 Multi-Status"))
    assert said == "127.0.0.1 answers with XML that isn't safe to read"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "<!DOCTYPE html><p>Sign in",
        "<html><body>Sign in</body></html>",
        "<html><body><br></html>",
        '<multistatus xmlns="DAV:">',
        '<multistatus xmlns="DAV:"/><a/>',
        "<multistatus/>",
        '<?xml version="1.0" encoding="utf-7"?><multistatus xmlns="DAV:"/>',
        '<multistatus xmlns="DAV:">&nbsp;</multistatus>',
        b"<multistatus xmlns='DAV:'>\xff\xfe</multistatus>",
    ],
)
def test_what_is_not_webdav_is_said_to_be_that(text):
    calendar = multistatus(response("/work/", CALENDAR + "<s:getctag>1</s:getctag>"))

    def answer(request):
        return calendar if request.method == "PROPFIND" else http(text, "207 Multi-Status")

    said = refused(answer)
    assert said == "127.0.0.1 answers with something that isn't WebDAV"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!DOCTYPE html><p>Hello", "127.0.0.1 answers with a web page, not a calendar"),
        ("<html>", "127.0.0.1 answers with a web page, not a calendar"),
        ("BEGIN:VCARD\nEND:VCARD", "127.0.0.1 answers with something that isn't a calendar"),
    ],
)
def test_a_page_in_place_of_a_calendar_is_said_to_be_one(text, message):
    assert refused(http(text, content_type="text/html"), "work.ics") == message


@pytest.mark.parametrize(
    "answer",
    [
        http(event("a"), content_length="5000"),
        b"HTTP/1.1 200 OK\r\n\r\n" + event("a").encode()[:-20],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nBEGIN:VCALENDAR\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nBEGIN:VCALENDAR\r\n",
        http(gzip.compress(event("a").encode())[:-12], content_encoding="gzip"),
    ],
)
def test_half_a_calendar_is_never_taken_for_all_of_it(answer):
    assert refused(lambda _: [answer], "work.ics") == "127.0.0.1 dropped the line"


def test_what_cannot_be_unpacked_is_said():
    answer = http(event("a"), content_encoding="br")
    said = refused(answer, "work.ics")
    assert said == "127.0.0.1 answers with something that can't be unpacked"


def signatures(server):
    return [one.headers.get("authorization") for one in server.asked]


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 Other", "307 Here", "308 Here"])
@pytest.mark.parametrize("path", ["work/", "work.ics"])
def test_a_password_goes_to_no_other_server(path, status):
    with scripted(lambda _: http(status="401 Unauthorized")) as other:
        # The same host, but another port: that is another server.
        moved = http(status=status, location=other.url + "theirs")
        with scripted(lambda _: moved) as server, pytest.raises(SourceError) as told:
            read(signed_in(server.url + path))
        assert server.asked[0].headers["authorization"].startswith("Basic ")
        assert other.asked
        assert set(signatures(other)) == {None}
        assert all(b"correct" not in one.body for one in other.asked)
    assert "which wants a name and a password" in told.value.message


@pytest.mark.parametrize(
    "challenge", ['Basic realm="a"', 'Digest realm="a", nonce="b", qop="auth"']
)
def test_another_server_that_asks_for_the_password_does_not_get_it(challenge):
    with scripted(lambda _: http(status="401 No", www_authenticate=challenge)) as other:
        moved = http(status="302 Found", location=other.url)
        with scripted(lambda _: moved) as server, pytest.raises(SourceError):
            read(signed_in(server.url + "work.ics"))
        assert set(signatures(other)) == {None}


def test_the_way_back_from_another_server_may_be_signed_again():
    def answer(request):
        if request.path == "/work.ics":
            return http(status="302 Found", location=other.url)
        return http(event("a"))

    with scripted(answer) as server:
        back = http(status="302 Found", location=server.url + "there.ics")
        with scripted(lambda _: back) as other:
            assert read(signed_in(server.url + "work.ics")).texts == [event("a").encode()]
            assert set(signatures(other)) == {None}


def test_no_address_on_another_server_is_asked_for():
    with scripted(lambda _: http(status="404 Not Found")) as other:
        for properties in (
            f"<c:calendar-home-set><d:href>{other.url}sam/</d:href></c:calendar-home-set>",
            f"<d:current-user-principal><d:href>{other.url}</d:href></d:current-user-principal>",
        ):
            said = refused(multistatus(response("/", properties)), "")
            assert said == "127.0.0.1 names an address at 127.0.0.1"
        assert other.asked == []


def test_redirects_on_the_same_server_are_followed_with_the_password():
    def answer(request):
        if request.path == "/old.ics":
            return http(status="301 Moved", location="/new.ics")
        return http(event("a"))

    with scripted(answer) as server:
        assert read(signed_in(server.url + "old.ics")).texts
        assert None not in signatures(server)


def test_redirects_that_never_end_are_left():
    around = http(status="302 Found", location="/work/")
    assert refused(around) == "127.0.0.1 sends on from one address to the next"


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/", "file:///etc/passwd", "http://[::"])
def test_redirects_to_what_is_no_address_are_refused(to):
    said = refused(http(status="302 Found", location=to))
    assert said == "127.0.0.1 sends on to something that isn't an address"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return certificates.made(tmp_path_factory.mktemp("certificates"), "ours")


def test_a_certificate_is_checked(certificate):
    with scripted(lambda _: http(event("a")), certificates.serving(*certificate)) as server:
        with pytest.raises(SourceError) as told:
            read(signed_in(server.url + "work.ics"))
        assert told.value.message.startswith("the certificate of 127.0.0.1 isn't to be trusted: ")
        assert "ca_file" in told.value.hint
        assert server.asked == []
        trusting = signed_in(server.url + "work.ics", ca_file=certificate[0])
        assert read(trusting).texts == [event("a").encode()]


def test_a_certificate_of_another_host_is_refused(tmp_path):
    wrong = certificates.made(tmp_path, "wrong", "DNS:calendar.example")
    with scripted(lambda _: http(event("a")), certificates.serving(*wrong)) as server:
        with pytest.raises(SourceError, match="isn't to be trusted"):
            read(signed_in(server.url + "work.ics", ca_file=wrong[0]))
        assert server.asked == []


def test_https_does_not_go_on_without(certificate):
    with scripted(lambda _: http(event("a"))) as plain:
        moved = http(status="302 Found", location=plain.url)
        tls = certificates.serving(*certificate)
        with scripted(lambda _: moved, tls) as server, pytest.raises(SourceError) as told:
            read(source(server.url + "work.ics", ca_file=certificate[0]))
        assert told.value.message == "127.0.0.1 sends on to an address without https"
        assert plain.asked == []


def test_a_server_without_https_and_a_file_that_is_no_certificate_are_said(tmp_path):
    with scripted(lambda _: http()) as server:
        address = server.url.replace("http:", "https:")
        with pytest.raises(SourceError, match=r"doesn't speak https properly|didn't answer"):
            read(source(address))
    (tmp_path / "a.pem").write_text("nonsense")
    with pytest.raises(SourceError, match=r"the ca_file of work can't be read: .*a\.pem"):
        read(source("https://127.0.0.1:9/", ca_file=tmp_path / "a.pem"))
    # Nothing listens at the port of a server that has gone.
    with pytest.raises(SourceError, match=r"nothing answers at port \d+ of 127\.0\.0\.1"):
        read(source(server.url))


def test_a_line_that_was_dropped_between_two_requests_is_opened_again():
    asked = []

    def answer(request):
        asked.append(request.method)
        said = multistatus(response("/work/", CALENDAR + "<s:getctag>1</s:getctag>"))
        if request.method == "REPORT":
            if asked.count("REPORT") == 1:
                return DROP
            data = f"<c:calendar-data>{event('a')}</c:calendar-data>"
            return multistatus(response("/work/a.ics", data))
        return said

    with scripted(answer) as server:
        assert len(read(source(server.url + "work/")).texts) == 1
        assert asked == ["PROPFIND", "REPORT", "REPORT"]
        assert server.lines == 2


def test_one_line_serves_all_requests():
    def answer(request):
        if request.method == "PROPFIND":
            return multistatus(response("/work/", CALENDAR + "<s:getctag>1</s:getctag>"))
        return multistatus()

    with scripted(answer) as server:
        assert read(source(server.url + "work/")).whole
        assert (server.lines, len(server.asked)) == (1, 2)


def digest(request, algorithm, text):
    """Say what the server expects, reckoned as RFC 7616 has it."""
    fields = dict(re.findall(r'(\w+)="?([^",]*)"?', request.headers.get("authorization", "")))
    if "nonce" not in fields:
        return False

    def hashed(line):
        return hashlib.new(algorithm, line.encode()).hexdigest()

    first, second = hashed(f"sam:the office:{text}"), hashed(f"{request.method}:{request.path}")
    parts = [first, fields["nonce"], fields["nc"], fields["cnonce"], "auth", second]
    return fields["response"] == hashed(":".join(parts)) and fields["opaque"] == "o"


@pytest.mark.parametrize("others", ["", "Digest algorithm=MD4, nonce=x", 'Basic realm="a"', "New"])
@pytest.mark.parametrize(("name", "algorithm"), [("", "md5"), ("SHA-256", "sha256")])
def test_a_server_that_wants_digest_gets_it(name, algorithm, others):
    wanted = 'Digest realm="the office", nonce="n", opaque="o", qop="auth,auth-int"'
    wanted += f", algorithm={name}" if name else ""

    def answer(request):
        if not digest(request, algorithm, "correct horse"):
            ways = {"www_authenticate": wanted, "WWW_Authenticate": others}
            return http(status="401 Unauthorized", **ways)
        return http(event("a"))

    with scripted(answer) as server:
        assert read(signed_in(server.url + "work.ics")).texts
        assert len(server.asked) == 2
        with pytest.raises(SourceError, match="doesn't accept the password"):
            read(signed_in(server.url + "work.ics", password="wrong"))
        assert len(server.asked) == 4


def test_a_token_goes_as_bearer_and_a_password_as_basic():
    with scripted(lambda _: http(event("a"))) as server:
        read(source(server.url + "work.ics", token_command="echo a.b-c"))
        read(signed_in(server.url + "work.ics", password="pässe:word"))
        bearer, basic = signatures(server)
        assert bearer == "Bearer a.b-c"
        assert b64decode(basic.split()[1]).decode() == "sam:pässe:word"


def test_a_token_that_is_no_token_is_said_and_not_shown():
    with pytest.raises(SourceError) as told:
        read(source("http://127.0.0.1:9/", token_command="echo pässe"))
    assert "printed something else" in told.value.message
    assert "pässe" not in told.value.message + told.value.hint


def test_only_what_reads_can_be_asked_for():
    with Client(source("http://127.0.0.1:9/"), QUICK) as client:
        for method in ("PUT", "DELETE", "PROPPATCH", "MKCOL", "MOVE", "POST", "LOCK"):
            with pytest.raises(ValueError, match=method):
                client.ask(method, "http://127.0.0.1:9/")


def test_an_address_is_in_no_error():
    for status in ("401 No", "403 No", "404 No", "500 No", "418 No"):
        message = refused(http(status=status), "private-7f3a/basic.ics")
        assert "7f3a" not in message


def test_a_name_that_nobody_knows_is_said(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SourceError, match="there is no server calendar"):
        read(source("https://calendar.example/"))


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "ä" * 70 + ".example"])
def test_a_name_that_is_none_is_said(host):
    with pytest.raises(SourceError, match="there is no server"):
        read(source(f"https://{host}/"))


GOOD = multistatus(
    response("/work/", CALENDAR + "<s:getctag>1</s:getctag>"),
    response("/work/a.ics", f"<c:calendar-data>{event('a')}</c:calendar-data>"),
).partition(b"\r\n\r\n")[2]


@given(st.data())
def test_whatever_is_wrong_in_an_answer_is_one_line(data):
    text = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, min(len(text), first + 40)))
        text[first:last] = data.draw(
            st.sampled_from((b"", b"<", b">", b"&", b"\xff", b"<!DOCTYPE", b"]]>", b"</d:prop>"))
            | st.binary(max_size=4)
        )
    parser = xml.Multistatus("calendar.example")
    with contextlib.suppress(SourceError):
        for first in range(0, len(text), 100):
            parser.feed(bytes(text[first : first + 100]))
        parser.close()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_what_is_asked_for_is_written_so_that_it_can_be_read(href):
    for body in (
        xml.multiget(xml.CALENDARS, [href], xml.dav("getetag")),
        xml.sync_collection(href, xml.dav("getetag")),
    ):
        texts = [one.text or "" for one in ElementTree.fromstring(body).iter()]
        assert href in texts
