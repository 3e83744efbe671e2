"""A draft as a message and as an address for the mail program."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from clientpulse.letters import draft, message
from clientpulse.letters.cleaning import one_line, several_lines
from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox
from tests.hostile import generated, naughty

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ME = Mailbox("Sam Porter", "sam@porter.example")
ANN = Mailbox("Ann Field", "ann@acme.example")
HELLO = Draft("Hello", "Dear Ann,\n\nhello\n")

HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
]


def parsed(raw: bytes) -> EmailMessage:
    read = BytesParser(policy=default).parsebytes(raw)
    assert isinstance(read, EmailMessage)
    return read


def body_of(read: EmailMessage) -> str:
    return str(read.get_content()).replace("\r\n", "\n")


def squeezed(text: str) -> str:
    # Some releases of Python read the fold between two encoded words of a name as a blank.
    return "".join(text.split())


def test_a_message_has_what_a_mail_program_needs() -> None:
    read = parsed(message.eml(HELLO, ME, [ANN], NOW))
    assert read.keys() == HEADERS
    assert read["From"] == "Sam Porter <sam@porter.example>"
    assert str(read["To"].addresses[0]) == "Ann Field <ann@acme.example>"
    assert (read["Subject"], body_of(read)) == (HELLO.subject, HELLO.body)
    assert read["Date"].datetime == NOW
    assert read["Message-ID"].endswith("@porter.example>")
    assert (read.get_content_type(), read.get_content_charset()) == ("text/plain", "utf-8")


def test_every_line_ends_as_in_mail_and_none_is_too_long() -> None:
    long = Draft("é" * 300, "ü" * 3000 + "\n" + "x" * 3000 + "\n.\nFrom me\n")
    raw = message.eml(long, ME, [Mailbox("ö" * 200, f"a{n}@b.example") for n in range(20)], NOW)
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert raw.isascii()
    assert body_of(parsed(raw)) == long.body
    assert [one.addr_spec for one in parsed(raw)["To"].addresses] == [
        f"a{n}@b.example" for n in range(20)
    ]


def test_no_line_of_a_body_ends_a_message_or_begins_another() -> None:
    body = f".\n..\nFrom me\n.{'x ' * 36}\n.{'x' * 70} \n{'y' * 72}. \nFrom\n"
    raw = message.eml(Draft("Hello", body), ME, [ANN], NOW)
    lines = raw.partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert not [one for one in lines if one.startswith((b".", b"From "))]
    assert max(map(len, lines)) <= 76
    assert body_of(parsed(raw)) == body


def test_an_id_is_by_chance_and_says_nothing_of_this_computer() -> None:
    ids = {message.new_message_id(ME) for _ in range(100)}
    assert len(ids) == 100
    assert all(re.fullmatch(r"[0-9a-f]{32}@porter\.example", one) for one in ids)


def test_a_message_has_the_id_that_it_is_given() -> None:
    raw = message.eml(HELLO, ME, [ANN], NOW, message_id="x@porter.example")
    assert parsed(raw)["Message-ID"] == "<x@porter.example>"


def test_a_message_with_html_shows_it_to_whom_can_and_text_to_the_rest() -> None:
    html = f"<p>Dear Ann, {'é' * 300}</p>\r\n.\n--\n--=_x\n</html>"
    read = parsed(message.eml(HELLO, ME, [ANN], NOW, html=html))
    assert read.get_content_type() == "multipart/alternative"
    assert read.keys() == [*HEADERS[:6], "MIME-Version"]
    text, page = read.iter_parts()
    assert [one.get_content_type() for one in (text, page)] == ["text/plain", "text/html"]
    assert all(one["Content-Transfer-Encoding"] == "quoted-printable" for one in (text, page))
    assert isinstance(text, EmailMessage)
    assert isinstance(page, EmailMessage)
    assert body_of(text) == HELLO.body
    assert body_of(page) == html.replace("\r\n", "\n") + "\n"
    assert not [*text.defects, *page.defects, *read.defects]


def test_no_text_leaves_its_part() -> None:
    for text in [*naughty(), *generated(200, seed=7)][::3]:
        page = several_lines(text)
        made = Draft("Hello", f"{page}\n")
        raw = message.eml(made, ME, [ANN], NOW, html=page)
        assert raw.isascii()
        assert re.search(rb"\r(?!\n)|(?<!\r)\n", raw) is None
        parts = [body_of(one) for one in parsed(raw).iter_parts() if isinstance(one, EmailMessage)]
        assert parts == [f"{page}\n", f"{page.removesuffix(chr(10))}\n"], text


def test_without_an_address_there_is_no_empty_header() -> None:
    assert "To" not in parsed(message.eml(HELLO, ME, [], NOW))


@pytest.mark.parametrize("turn", range(4))
def test_no_text_adds_a_header_or_changes_another(turn: int) -> None:
    texts = [
        *naughty(),
        *generated(400, seed=turn),
        *("a\r\nBcc: x@y.example", "a\nBcc: x", "a\r\n\r\nbody", "=?utf-8?q?x=0ABcc?=", "é" * 200),
        *("a\x85Bcc: b", "a\u2028Bcc: b", "a\x0bBcc: b", "a\x1cBcc: b", '"<x@y>", <z@w>', "a, b"),
    ]
    for text in texts[turn::4]:
        made = draft.parse(f"Subject: Re {one_line(text)}\n\nHi {several_lines(text)}\n", "x")
        name = " ".join(one_line(text).split())
        to, bad = message.mailboxes(text, "ann@acme.example,bob@acme.example")
        assert bad == []
        raw = message.eml(made, Mailbox(name, "me@x.example"), to, NOW)
        read = parsed(raw)
        assert read.keys() == HEADERS, text
        assert (read["Subject"], body_of(read)) == (made.subject, made.body)
        assert [one.addr_spec for one in read["From"].addresses] == ["me@x.example"]
        assert [one.addr_spec for one in read["To"].addresses] == [
            "ann@acme.example",
            "bob@acme.example",
        ]
        assert squeezed(read["From"].addresses[0].display_name) == squeezed(name)
        assert squeezed(read["To"].addresses[1].display_name) == squeezed(name)


def test_a_long_name_is_given_back_as_the_standard_has_it() -> None:
    name = "Ἀλέξανδρος Παπαδόπουλος καὶ Υἱοί, Μεγάλη Ἑταιρεία"
    raw = message.eml(HELLO, Mailbox(name, "me@x.example"), [ANN], NOW)
    line = raw.decode().partition("From: ")[2].partition("\r\nTo:")[0]
    assert str(make_header(decode_header(line))) == f"{name} <me@x.example>"
    assert max(map(len, line.split("\r\n"))) <= 78 + len("<me@x.example>")


@pytest.mark.parametrize(
    "text",
    [
        "ann@acme.example",
        "  ann@acme.example ",
        "ann.field+tag@mail.acme.example",
        "o'neil@acme.example",
        "ann@localhost",
        "a@1.example",
    ],
)
def test_an_address_that_mail_can_be_sent_to_is_used(text: str) -> None:
    assert message.address_of(text) == text.strip()


def test_a_domain_in_other_letters_gets_its_ascii_form() -> None:
    assert message.address_of("post@münchen.example") == "post@xn--mnchen-3ya.example"


@pytest.mark.parametrize(
    "text",
    [
        *("", "ann", "@acme.example", "ann@", "a b@acme.example", "ann@acme..example"),
        *("ann@acme.example\nBcc: x@y.example", "ann@ac\rme.example", "<ann@acme.example>"),
        *("ann@-acme.example", "ann@acme.example.", ".ann@acme.example", "a..b@acme.example"),
        *("ann@[127.0.0.1]", '"a b"@acme.example', "ann@acme_x.example", "änn@acme.example"),
        *("ann@acme.example>", "a@b@c d", "x" * 65 + "@acme.example", "a@" + "b" * 64 + ".example"),
        *("a@" + ".".join(["b" * 60] * 5), "ann@\u2028acme.example", "ann\x00@acme.example"),
        "ann@acme.example?bcc=x@y.example",
    ],
)
def test_what_is_no_address_is_left_out(text: str) -> None:
    assert message.address_of(text) is None


def test_several_addresses_are_separated_by_commas_and_each_is_used_once() -> None:
    good, bad = message.mailboxes("Ann\nField", "a@x.example, b@x.example,,nonsense, a@x.example")
    assert good == [Mailbox("Ann Field", "a@x.example"), Mailbox("Ann Field", "b@x.example")]
    assert bad == ["nonsense"]


def test_the_kind_of_an_address_is_no_part_of_it() -> None:
    good, bad = message.mailboxes("Ann", "a@x.example (work), b@x.example (front desk)")
    assert ([one.address for one in good], bad) == (["a@x.example", "b@x.example"], [])
    assert message.mailboxes("Ann", "(b@x.example)") == ([], ["(b@x.example)"])


def test_a_mailto_address_gives_back_the_same_text() -> None:
    people = [ANN, Mailbox("", "o'x&cc=evil+%25@y.example"), Mailbox("", "z?body=1@x.example")]
    for text in [*naughty(), *generated(300)]:
        made = draft.parse(f"Subject: Re {one_line(text)}\n\nHi {several_lines(text)}\n", "x")
        url = message.mailto(made, people)
        assert url.isascii()
        assert url.isprintable()
        assert " " not in url
        parts = urlsplit(url)
        assert parts.scheme == "mailto"
        assert [unquote(one) for one in parts.path.split(",")] == [one.address for one in people]
        fields = parse_qsl(
            parts.query.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True
        )
        assert fields == [
            ("subject", made.subject),
            ("body", made.body.rstrip("\n").replace("\n", "\r\n")),
        ]


def test_a_mailto_address_encodes_as_the_standard_has_it() -> None:
    url = message.mailto(Draft("Grüße & mehr", "a\n\nb?\n"), [ANN])
    assert url == (
        "mailto:ann@acme.example?subject=Gr%C3%BC%C3%9Fe%20%26%20mehr&body=a%0D%0A%0D%0Ab%3F"
    )
    assert message.mailto(HELLO, []).startswith("mailto:?subject=Hello&body=")
