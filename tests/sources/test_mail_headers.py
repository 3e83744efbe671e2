"""What is read of a message's headers, whatever program wrote them."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from unicodedata import category
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import gettz
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.sources.gathered import Message, Party
from clientpulse.sources.mail.headers import LONGEST, read_headers

BERLIN = ZoneInfo("Europe/Berlin")
ARRIVED = datetime(2026, 11, 20, 8, 15, tzinfo=UTC)


def read(text: str | bytes, **told) -> Message:
    found = maybe(text, **told)
    assert found is not None
    return found


def maybe(text: str | bytes, **told) -> Message | None:
    raw = text.encode() if isinstance(text, str) else text
    return read_headers(raw, BERLIN, **told)


def written(*lines: str | bytes) -> Message:
    usual = (b"From: anna@acme.example", b"Date: Fri, 27 Nov 2026 14:30:00 +0000")
    raw = [one.encode() if isinstance(one, str) else one for one in lines]
    names = {one.partition(b":")[0] for one in raw}
    return read(b"\n".join([*(one for one in usual if one[:4] not in str(names).encode()), *raw]))


def on_one_line(text: str) -> bool:
    return not any(category(one) in {"Cc", "Cs", "Zl", "Zp"} for one in text)


def test_an_ordinary_message_is_read_by_our_clock():
    found = read(
        "From: Anna Bell <anna@acme.example>\r\nTo: Sam <sam@practice.example>\r\n"
        "Cc: bo@acme.example\r\nSubject: The offer\r\nMessage-ID: <1@acme.example>\r\n"
        "Date: Fri, 27 Nov 2026 23:30:00 +0000\r\n\r\nSubject: not this\r\n"
    )
    assert found == Message(
        id="1@acme.example",
        on=date(2026, 11, 28),
        time="00:30",
        sender=Party("anna@acme.example", "Anna Bell"),
        to=(Party("sam@practice.example", "Sam"),),
        cc=(Party("bo@acme.example", ""),),
        subject="The offer",
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("anna@acme.example", [("anna@acme.example", "")]),
        ("<anna@acme.example>", [("anna@acme.example", "")]),
        ('"Bell, Anna" <a@b.c>, Bo <d@e.f>', [("a@b.c", "Bell, Anna"), ("d@e.f", "Bo")]),
        ('"Anna \\"Bo\\" Bell" <a@b.c>', [("a@b.c", 'Anna "Bo" Bell')]),
        ("a@b.c (Anna Bell)", [("a@b.c", "Anna Bell")]),
        ("Anna (at (Acme)) <a@b.c>", [("a@b.c", "Anna")]),
        ("Team: a@b.c, Bo <d@e.f>;", [("a@b.c", ""), ("d@e.f", "Bo")]),
        ("undisclosed-recipients:;", []),
        ("Team: a@b.c;, Others: d@e.f;", [("a@b.c", ""), ("d@e.f", "")]),
        ('"anna bell"@acme.example', [("anna bell@acme.example", "")]),
        ("<@relay.example:a@b.c>", [("a@b.c", "")]),
        ("Anna Bell anna@acme.example", [("anna@acme.example", "Anna Bell")]),
        ("=?utf-8?Q?M=C3=BCller=2C_Anna?= <a@b.c>", [("a@b.c", "Müller, Anna")]),
        ("=?utf-8?Q?Anna_=3Canna=40acme.example=3E?=", [("anna@acme.example", "Anna")]),
        ("anna@bücher.example", [("anna@bücher.example", "")]),
        ("anna+acme@b.c", [("anna+acme@b.c", "")]),
        ("a@b.c; d@e.f", [("a@b.c", ""), ("d@e.f", "")]),
        ("a@b.c,, ,d@e.f,", [("a@b.c", ""), ("d@e.f", "")]),
        ("Anna <a@b.c", [("a@b.c", "Anna")]),
        ('"Anna <a@b.c>', [("a@b.c", "Anna")]),
        ("\"'Anna Bell'\" <a@b.c>", [("a@b.c", "Anna Bell")]),
        ('"a@b.c" <A@b.c>', [("A@b.c", "")]),
        ("a@b.c <a@b.c>", [("a@b.c", "")]),
        (
            "Anna_Bell/Acme%x@b.c, CN=Bo/O=Acme@b.c",
            [("Anna_Bell/Acme%x@b.c", ""), ("CN=Bo/O=Acme@b.c", "")],
        ),
        ("Anna", []),
        ("Anna <>", []),
        ("@acme.example, anna@", []),
    ],
)
def test_addresses_are_read_in_every_form(header, expected):
    assert list(written(f"To: {header}").to) == [Party(*one) for one in expected]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"plain", "plain"),
        (b"folded\n over\r\n\tthree lines", "folded over three lines"),
        (b"=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        (b"=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=", "Grüße"),
        (b"=?utf-8?q?Gr=C3?=\n =?utf-8?q?=BCn?= and on", "Grün and on"),
        (b"=?utf-8?b?w7?= =?utf-8?b?w?=", None),
        (b"=?iso-8859-1?q?na=EFve?= =?utf-8?q?_=E2=82=AC?=", "naïve €"),
        (b"=?iso-8859-1?q?=80?=", "€"),
        (b"=?gb2312?B?xOO6ww==?=", "你好"),
        (b"=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
        (b"=?koi8-r?B?8NLJ18XU?=", "Привет"),
        (b"=?utf-8*en?q?caf=C3=A9?=", "café"),
        (b"=?x-unknown?q?caf=C3=A9?=", "café"),
        (b"=?zlib?q?caf=C3=A9?=", "café"),
        (b"=?utf-7?q?+2AA-x?=", "?x"),
        (b"=?utf-8?x?what?=", "=?utf-8?x?what?="),
        (b"=?utf-8?q?never closed", "=?utf-8?q?never closed"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("latin-1"), "Grüße"),
        (b"a\x00b\x1b[31mc", "a b [31mc"),
        (b"Re: =?utf-8?Q?a?=b", "Re: ab"),
    ],
)
def test_subjects_are_read_whatever_they_are_encoded_in(header, expected):
    subject = written(b"Subject: " + header).subject
    assert on_one_line(subject)
    assert expected is None or subject == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Fri, 27 Nov 2026 14:30:00 +0100", "2026-11-27 14:30"),
        ("27 Nov 2026 14:30 +0100", "2026-11-27 14:30"),
        ("Fri, 27 Nov 2026 14:30:00 GMT", "2026-11-27 15:30"),
        ("Fri, 27 Nov 2026 08:30:00 EST (Eastern)", "2026-11-27 14:30"),
        ("Fri, 27 Nov 26 14:30:00 +0100", "2026-11-27 14:30"),
        ("Fri, 27 Nov 126 14:30:00 +0100", "2026-11-27 14:30"),
        ("Fri, 27-Nov-2026 14.30.00 +0100", "2026-11-27 14:30"),
        ("Fri Nov 27 14:30:00 2026", "2026-11-27 14:30"),
        ("Fri Nov 27 14:30:00 CET 2026", "2026-11-27 14:30"),
        ("2026-11-27T13:30:00Z", "2026-11-27 14:30"),
        ("2026-11-27 14:30:00", "2026-11-27 14:30"),
        ("Fri, 27 November 2026 14:30:00 +0100", "2026-11-27 14:30"),
        ("Fri, 27 Nov 2026 14:30:00 +9999", "2026-11-27 15:30"),
    ],
)
def test_dates_are_read_in_every_form(header, expected):
    found = written(f"Date: {header}")
    assert f"{found.on} {found.time}" == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Date: ",
        "Date: yesterday",
        "Date: Thu, 01 Jan 1970 00:00:00 +0000",
        "Date: Fri, 27 Nov 2099 14:30:00 +0000",
        "Date: Fri, 31 Feb 2026 14:30:00 +0000",
        "Date: Fri, 27 Nov 2026 25:61:00 +0000",
        "Date: Fri, 27 Nov 0000 14:30:00 +0000",
        "Date: Sun, 22 Nov 2026 08:15:00 +0000",
    ],
)
def test_the_delivery_stands_in_for_a_date_that_cannot_be(header):
    found = read(f"From: a@b.c\n{header}", arrived=ARRIVED)
    assert (found.on, found.time) == (date(2026, 11, 20), "09:15")


def test_a_date_up_to_a_day_after_the_delivery_is_a_clock_that_is_ahead():
    found = read("From: a@b.c\nDate: Sat, 21 Nov 2026 08:15:00 +0000", arrived=ARRIVED)
    assert found.on == date(2026, 11, 21)


def test_a_delivery_that_cannot_be_is_not_believed_either():
    never = datetime(1970, 1, 1, tzinfo=UTC)
    assert read("From: a@b.c\nDate: 27 Nov 2026 14:30 +0100", arrived=never).on.year == 2026
    assert maybe("From: a@b.c", arrived=never) is None


def test_our_clock_can_be_any_that_python_knows():
    raw = b"From: a@b.c\nDate: Fri, 27 Nov 2026 13:30:00"
    for zone in (gettz("Europe/Berlin"), UTC, BERLIN, timezone(timedelta(hours=1))):
        assert read_headers(raw, zone).time == "13:30"
        assert read_headers(raw + b" -0500", zone).time == ("18:30" if zone is UTC else "19:30")


def test_without_a_day_or_anything_said_there_is_no_message():
    assert maybe(b"") is None
    assert maybe("From: a@b.c\nSubject: no date") is None
    assert maybe("\n\nDate: Fri, 27 Nov 2026 14:30:00 +0000") is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_each_system_ends_them(end):
    found = read(
        end.join(["From: a@b.c", "Subject: two", "\tlines", "Date: 27 Nov 2026 14:30", "", ""])
    )
    assert (found.sender, found.subject) == (Party("a@b.c", ""), "two lines")


def test_of_two_senders_the_first_counts_and_of_none_the_one_who_sent():
    assert written("From: a@b.c", "From: d@e.f").sender == Party("a@b.c", "")
    assert written("From: nobody at all", "Sender: d@e.f").sender == Party("d@e.f", "")


def test_blind_copies_of_sent_mail_are_copies():
    found = written("To: a@b.c", "Cc: d@e.f", "Bcc: g@h.i")
    assert [one.address for one in found.cc] == ["d@e.f", "g@h.i"]


def test_a_message_without_an_id_is_known_by_what_it_says_wherever_it_lies():
    one = written("Subject: a", "X-Received: at home")
    assert one.id == written("X-Other: at work", "Subject:  a\r").id
    assert one.id != written("Subject: b").id
    assert written("Message-ID:").id
    assert len(written(f"Message-ID: <{'x' * 9_000}@b.c>").id) < 100


def test_an_endless_header_is_read_up_to_its_limit():
    filler = b"X-Filler: " + b"x" * 10_000_000 + b"\n"
    first = b"From: a@b.c\nDate: Fri, 27 Nov 2026 14:30:00 +0000\n"
    assert read(first + filler).sender == Party("a@b.c", "")
    assert maybe(filler + first) is None
    assert len(filler) > LONGEST


@pytest.mark.parametrize("part", ["<", "(", '"', ",", " ", "\\", "?= =?", "@a", "=?q?q?", "\n "])
def test_no_header_takes_long(part):
    evil = part * (LONGEST // len(part) // 2)
    began = time.process_time()
    maybe(f'Date: 27 Nov 2026 14:30 +0100\nSubject: "{evil}\nTo: {evil}\nMessage-ID: {evil}')
    assert time.process_time() - began < 1


HEADER = st.tuples(
    st.sampled_from([b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"Precedence"]),
    st.one_of(st.binary(max_size=60), st.text(max_size=40).map(str.encode)),
)


@given(st.one_of(st.binary(max_size=300), st.lists(HEADER, max_size=8)))
def test_any_bytes_give_a_message_or_nothing(raw):
    if isinstance(raw, list):
        raw = b"\n".join(name + b": " + value for name, value in raw)
    found = maybe(raw, arrived=ARRIVED)
    if found is not None:
        shown = [found.id, found.subject, *(part for one in (*found.to, *found.cc) for part in one)]
        assert all(on_one_line(one) for one in shown)


CHARSETS = st.sampled_from(["utf-8", "utf-7", "utf-16", "idna", "punycode", "unicode_escape", "hz"])


@given(CHARSETS, st.sampled_from("bBqQ"), st.binary(max_size=40))
def test_any_encoded_word_gives_something_printable(charset, way, octets):
    word = f"=?{charset}?{way}?".encode() + octets + b"?="
    subject = written(b"Subject: " + word + b" " + word).subject
    assert on_one_line(subject)


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        ("", ()),
        ("In-Reply-To: <a@x>\n", ("a@x",)),
        ('In-Reply-To: Your message of "Fri" <a@x> <b@x>\n', ("a@x",)),
        ("References: <a@x>\n <b@x>\t<c@x>\n", ("c@x", "b@x", "a@x")),
        ("In-Reply-To: <b@x>\nReferences: <a@x> <b@x>\n", ("b@x", "a@x")),
        ("In-Reply-To: a@x\nReferences: <<>> < @x> <" + "y" * 300 + ">\n", ()),
    ],
)
def test_what_a_message_answers_is_read_the_nearest_first(lines: str, ids: tuple[str, ...]) -> None:
    raw = f"From: a@x.example\nDate: Sat, 21 Nov 2026 10:00:00 +0000\n{lines}\n".encode()
    message = read_headers(raw, UTC)
    assert message is not None
    assert message.answers == ids


def test_of_a_long_thread_its_end_and_its_beginning_are_kept() -> None:
    thread = " ".join(f"<{number}@x>" for number in range(1000))
    raw = f"From: a@x.example\nDate: Sat, 21 Nov 2026 10:00:00 +0000\nReferences: {thread}\n\n"
    message = read_headers(raw.encode(), UTC)
    assert message is not None
    assert message.answers == (*(f"{999 - number}@x" for number in range(8)), "1@x", "0@x")
