"""Which mail counts for nothing, and why."""

from zoneinfo import ZoneInfo

import pytest

from clientpulse.sources.mail.headers import HEADERS, read_headers

REPLY = "In-Reply-To: <1@practice.example>"


def why(*lines: str, sender: str = "anna@acme.example", sent: bool = False) -> str:
    text = "\n".join([f"From: {sender}", "Date: 27 Nov 2026 14:30 +0100", *lines])
    found = read_headers(text.encode(), ZoneInfo("Europe/Berlin"), sent=sent)
    assert found is not None
    return found.automatic


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("List-Id: <talk.example>", "mailing list"),
        ("List-Id: <talk.example>\nList-Unsubscribe: <x>\nList-Post: <mailto:y>", "mailing list"),
        ("Precedence: list", "mailing list"),
        ("List-Unsubscribe: <https://x.example>", "newsletter"),
        ("List-Id: <news.example>\nList-Unsubscribe: <x>", "newsletter"),
        ("Precedence: bulk", "newsletter"),
        ("Precedence: junk", "automatic"),
        ("Precedence: auto_reply", "automatic"),
        ("Precedence: first-class", ""),
        ("Auto-Submitted: auto-replied", "automatic"),
        ("Auto-Submitted: auto-generated (by hand)", "automatic"),
        ("Auto-Submitted: no", ""),
        ("Auto-Submitted: No ; really", ""),
        ("X-Autoreply: yes", "automatic"),
        ("X-Auto-Response-Suppress: All", "automatic"),
        ("X-Auto-Response-Suppress: OOF, AutoReply", "automatic"),
        ("X-Auto-Response-Suppress: DR, RN, NRN", ""),
        ("Return-Path: <>", "bounce"),
        ("Return-Path: <MAILER-DAEMON>", "bounce"),
        ("Return-Path: <anna@acme.example>", ""),
        ('Content-Type: multipart/report; report-type="delivery-status"', "bounce"),
        ("Content-Type: multipart/report; report-type=disposition-notification", "automatic"),
        ("X-Failed-Recipients: bo@acme.example", "bounce"),
        ("Content-Type: text/calendar; method=REPLY", "calendar mail"),
        ("Content-Class: urn:content-classes:calendarmessage", "calendar mail"),
        ("Sender: Google Calendar <calendar-notification@google.com>", "calendar mail"),
        ("Subject: Automatic reply: The offer", "automatic"),
        ("Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_offre?=", "automatic"),
        ("Subject: Abwesenheitsnotiz: Angebot", "automatic"),
        ("Subject: Re: Automatic reply: The offer", ""),
        ("Subject: Automatically better", ""),
        ("Subject: Accepted: Review\nThread-Index: AdbQ", "calendar mail"),
        ("Subject: Mit Vorbehalt: Gespräch\nThread-Index: AdbQ", "calendar mail"),
        ("Subject: Accepted: your offer", ""),
        ("Subject: Re: Accepted: Review\nThread-Index: AdbQ", ""),
        ("Content-Type: text/plain", ""),
    ],
)
def test_each_sign_has_its_reason(lines, expected):
    assert why(lines) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[(one, "no-reply") for one in ("no-reply", "noreply", "NoReply", "do-not-reply")],
        *[
            (one, "no-reply")
            for one in ("donotreply", "do_not_reply", "noreply-dmarc", "acme.noreply")
        ],
        *[(one, "no-reply") for one in ("notifications", "notification+abc", "alerts", "root")],
        *[(one, "no-reply") for one in ("nicht-antworten", "calendar-notification", "noreply2")],
        *[(one, "bounce") for one in ("mailer-daemon", "MAILER-DAEMON", "postmaster", "bounces+1")],
        (f"MicrosoftExchange{'0f' * 16}", "bounce"),
        *[(one, "newsletter") for one in ("newsletter", "newsletters", "news-de", "enews")],
        *[(one, "") for one in ("anna", "info", "office", "noreen", "norbert.replyson", "reply")],
        *[(one, "") for one in ("alertson", "bob", "auto", "system", "donna", "nora")],
    ],
)
def test_names_that_nobody_answers_are_known(name, expected):
    assert why(sender=f"{name}@acme.example") == expected


def test_silence_that_exchange_asks_for_in_what_a_person_writes_is_no_sign():
    assert why("X-Auto-Response-Suppress: DR, OOF, AutoReply", "Thread-Index: Adb") == ""
    assert why("X-Auto-Response-Suppress: DR, OOF, AutoReply", REPLY) == ""
    assert why("X-Auto-Response-Suppress: All", REPLY) == "automatic"


def test_an_answer_out_of_a_sales_tool_is_a_persons_and_one_on_a_list_is_not():
    assert why("List-Unsubscribe: <x>", REPLY) == ""
    assert why("List-Unsubscribe: <x>", "List-Id: <talk.example>", REPLY) != ""
    assert why("List-Unsubscribe: <x>", "Precedence: bulk", REPLY) == "newsletter"


def test_our_own_mail_is_only_a_circular_or_calendar_mail():
    for line in ("List-Unsubscribe: <x>", "Precedence: bulk", "Auto-Submitted: auto-generated"):
        assert why(line, sent=True) == ""
    assert why(sender="noreply@practice.example", sent=True) == ""
    assert why("Content-Type: text/calendar", sent=True) == "calendar mail"
    assert why(to(11), sent=True) == "circular"


def to(count: int) -> str:
    return "To: " + ", ".join(f"a{number}@b.c" for number in range(count))


def test_more_than_ten_are_a_circular_and_ten_are_not():
    assert why(to(10)) == ""
    assert why(to(11)) == "circular"
    assert why(to(10), "Cc: one@more.example") == "circular"
    assert why(to(10), "Bcc: one@more.example") == "circular"
    assert why(to(10), "Cc: a1@b.c") == ""


def test_what_tells_is_among_the_headers_that_a_server_is_asked_for():
    asked = {one.lower() for one in HEADERS}
    assert {"list-id", "precedence", "auto-submitted", "return-path", "in-reply-to"} <= asked
    assert {"from", "to", "cc", "bcc", "subject", "date", "message-id"} <= asked
