"""Today's list as one message: what it says, and when it says nothing."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from clientpulse.cli.app.context import Session
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.cli.commands.digest import deliver
from clientpulse.config.sending import Send
from clientpulse.sending import desktop, posting
from clientpulse.services.digest.gathering import dialled
from tests.conftest import Outcome, Pulse, filled_once
from tests.servers.mail_server import MailServer, receiving

MONDAY, SATURDAY = "2026-11-23 08:00", "2026-11-21 08:00"
SENDER = 'sender = "Sam Reed <sam@practice.example>"\n'
SECRET = "a mood and a note for nobody"

FIRST = """\
Mon 23 Nov: 2 clients to contact, 2 overdue

1. Acme GmbH: overdue, 3 days late
  Why   you promised the forecast by Fri 20 Nov
        not met since the start (Mon 1 Jun); quarterly meetings
        no word for 7 weeks; monthly updates
        no check-up yet; the first was due Tue 1 Sep
  Do    keep it, or agree on another day
  Say   they owe the lease, by Tue 8 Dec
        ask after Ann Field's birthday (Tue 24 Nov, tomorrow)
        for the next meeting: the second shop
  Last  call, Thu 1 Oct, 7 weeks ago
  Who   Ann Field · mailto:ann@acme.example · tel:+442079460101
  Type  pulse done 1

"""


@pytest.fixture(autouse=True)
@filled_once
def _clients(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-06-01", "--note", SECRET)
    pulse.ok("contact", "add", "acme", "Ann Field", "--note", SECRET, "--birthday=--11-24")
    pulse.ok("contact", "edit", "acme", "1", "--email", "not one, ann@acme.example (work), b@x.de")
    pulse.ok("contact", "edit", "acme", "1", "--phone", "+44 (0)20 7946 0101 (mobile), 030 123456")
    pulse.ok("log", "acme", SECRET, "--mood", "awful", "-d", "2026-10-01")
    pulse.ok("promise", "acme", "the forecast", "--by", "2026-11-20")
    pulse.ok("ask", "acme", "the lease", "--by", "2026-12-08")
    pulse.ok("agenda", "acme", "add", "the second shop")
    pulse.ok("mistake", "acme", "Sent the invoice twice", "--why", SECRET)
    pulse.ok("mistake", "told", "1")
    pulse.ok("add", "North Harbour", "--update", "weekly", "--since", "2026-11-01", "--tag", "sea")
    pulse.ok("client", "edit", "north", "--owner", "kim")
    pulse.today = MONDAY


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config file; a test writes into it."""
    path = tmp_path / "config.toml"
    path.write_text(SENDER, encoding="utf-8")
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(path))
    return path


@pytest.fixture
def server(configured: Path) -> Iterator[MailServer]:
    with receiving() as one:
        configured.write_text(f'{SENDER}\n[send]\nsmtp = "{one.address}"\n', encoding="utf-8")
        yield one


def program(folder: Path, code: str) -> str:
    """Return a command for the config that runs some lines of Python."""
    path = folder / "program.py"
    path.write_text(code, encoding="utf-8")
    return shlex.join([sys.executable, "-I", str(path)])


@pytest.fixture
def noticed(configured: Path, tmp_path: Path) -> Path:
    """The file into which a command writes the arguments of a notice."""
    kept = tmp_path / "notice.json"
    command = program(
        tmp_path, f"import json, sys; json.dump(sys.argv[1:], open({str(kept)!r}, 'w'))"
    )
    configured.write_text(f"{SENDER}notify_command = {json.dumps(command)}\n", encoding="utf-8")
    return kept


def parts_of(raw: bytes) -> tuple[EmailMessage, str, str]:
    message = BytesParser(policy=default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    text, page = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(page, EmailMessage)
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    return message, text.get_content().replace("\r\n", "\n"), page.get_content()


def test_it_says_whom_to_contact_why_and_what_helps_to_say(pulse: Pulse) -> None:
    said = pulse.ok("digest").out
    assert said[: said.index("2. ")] == FIRST
    one = pulse.ok("digest", "--json").items[0]
    assert one["client"] == "Acme GmbH"
    assert one["say"] == [
        "they owe the lease, by Tue 8 Dec",
        "ask after Ann Field's birthday (Tue 24 Nov, tomorrow)",
        "for the next meeting: the second shop",
    ]
    assert one["email"] == "ann@acme.example"
    assert one["phone"] == "+442079460101"
    assert one["command"] == "pulse done 1"


def test_the_same_clients_come_in_the_same_order_as_in_todays_list(pulse: Pulse) -> None:
    keys = [one["key"] for one in pulse.ok("digest", "--json").items]
    assert keys == list(dict.fromkeys(one["key"] for one in pulse.ok("due", "--json").items))


@pytest.mark.parametrize("which", [("@sea",), ("--owner", "kim"), ("north",)])
def test_it_may_be_about_some_clients_only(pulse: Pulse, which: tuple[str, ...]) -> None:
    assert [one["key"] for one in pulse.ok("digest", *which, "--json").items] == ["north-harbour"]


def test_a_limit_says_how_to_see_the_rest(pulse: Pulse) -> None:
    said = pulse.ok("digest", "--limit", "1").out
    assert "2 clients to contact" in said
    assert "  1 more client: pulse due --all" in said
    assert "North Harbour" not in said
    pulse.fails(2, "digest", "--limit", "0")


def test_todays_meeting_comes_first_with_what_to_talk_about(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "north", "2026-11-23 10:00", "--place", "at their office")
    pulse.ok("agenda", "north", "add", "the new boat")
    first = pulse.ok("digest", "--json").items[0]
    assert first["key"] == "north-harbour"
    assert first["say"][0] == "you meet Mon 23 Nov 10:00, at their office (today): the new boat"


def test_each_meeting_of_today_is_named(pulse: Pulse) -> None:
    for when in ("2026-11-23 10:00", "2026-11-23 15:00", "2026-11-24 10:00"):
        pulse.ok("meeting", "book", "north", when, "--agenda", f"about {when}")
    pulse.ok("agenda", "north", "add", "the new boat")
    assert pulse.ok("digest", "north", "--json").items[0]["say"] == [
        "you meet Mon 23 Nov 10:00 (today): about 2026-11-23 10:00; the new boat",
        "you meet Mon 23 Nov 15:00 (today): about 2026-11-23 15:00",
    ]


def test_a_reminder_is_said_as_it_was_typed(pulse: Pulse) -> None:
    pulse.ok("remind", "north", "2026-12-01", "ask about the trip")
    say = pulse.ok("digest", "north", "--json").items[0]["say"]
    assert say == ["remember: ask about the trip (Tue 1 Dec, in 8 days)"]


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("+44 (0)20 7946 0101", "+442079460101"),
        ("(020) 7946 0111", "02079460111"),
        ("+49 (0)89 / 123456", "+4989123456"),
        ("08924 / 0123456", "089240123456"),
        ("030/123456", "030123456"),
        ("112", "112"),
        ("Tel.: 030 123456", "030123456"),
        ("030 123456: the office", "030123456"),
        ("after 5: 030 123456", "030123456"),
        ("030 123456 / 0171 999999", "030123456"),
        ("030 123456 or 0171 999999", "030123456"),
        ("030 123456 (home) 0171 9999 (mobile)", "030123456"),
        ("030 123456 / +49 171 9999", "030123456"),
        ("+44 20 7946 0101 +44 20 7946 0102", "+442079460101"),
        ("+44 20 7946 0101 ext. 05", "+442079460101"),
        ("1-800-FLOWERS", None),
        ("1234567890123456", None),
    ],
)
def test_what_is_dialled_is_one_number(typed: str, phone: str | None) -> None:
    assert dialled(typed) == phone


def test_who_is_asleep_is_to_be_rung_later(pulse: Pulse, living_in: Callable[[str], None]) -> None:
    living_in("UTC")
    pulse.ok("client", "edit", "north", "--timezone", "Asia/Tokyo", "--hours", "mon-fri 9:00-17:00")
    one = pulse.ok("digest", "north", "--json", today="2026-11-23 22:00").items[0]
    assert one["open_now"] is False
    assert one["opens_at"].startswith("2026-11-24T")
    assert "at work from Tue 24 Nov" in pulse.ok("digest", "north", today="2026-11-23 22:00").out


@pytest.mark.parametrize("form", [(), ("--html",), ("--json",), ("--format", "markdown")])
def test_what_was_noted_for_ourselves_stays_in_the_store(
    pulse: Pulse, form: tuple[str, ...]
) -> None:
    said = pulse.ok("digest", *form).out
    assert "Acme GmbH" in said
    assert SECRET not in said
    assert "awful" not in said


def test_the_page_stands_alone(pulse: Pulse) -> None:
    page = pulse.ok("digest", "--html").out
    assert page.startswith("<!DOCTYPE html>")
    for word in ("<script", "<img", "<link", "http:", "https:", "src=", "url(", "@import"):
        assert word not in page
    assert 'href="mailto:ann@acme.example"' in page
    assert 'href="tel:+442079460101">+44 (0)20 7946 0101 (mobile)</a>' in page
    pulse.fails(2, "digest", "--html", "--send")
    pulse.fails(2, "digest", "--html", "--json")


def quiet(outcome: Outcome) -> bool:
    return (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_nothing_is_said_when_nothing_is_due(pulse: Pulse, server: MailServer) -> None:
    pulse.ok("client", "pause", "acme")
    pulse.ok("client", "pause", "north")
    for way in ((), ("--html",), ("--send",), ("--notify",)):
        assert quiet(pulse("digest", *way)), way
    assert pulse.ok("digest", "--send", "--json").json["items"] == []
    assert not server.received


def test_it_is_mailed_to_oneself_as_text_and_as_a_page(pulse: Pulse, server: MailServer) -> None:
    said = pulse.ok("digest", "--send")
    assert said.out == "Mailed to sam@practice.example: 2 clients.\n"
    (got,) = server.received
    assert (got.sender, got.to) == ("sam@practice.example", ("sam@practice.example",))
    message, text, page = parts_of(got.raw)
    assert message["Subject"] == "Mon 23 Nov: 2 clients to contact, 2 overdue"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"].addresses[0].display_name == "Sam Reed"
    assert message["To"].addresses[0].addr_spec == "sam@practice.example"
    assert message["Date"].datetime.date().isoformat() == "2026-11-23"
    assert max(map(len, text.splitlines())) <= 76
    assert "1. Acme GmbH: overdue, 3 days late" in text
    assert page.replace("\r\n", "\n").strip() == pulse.ok("digest", "--html").out.strip()


def test_nothing_is_logged_by_it(pulse: Pulse, server: MailServer) -> None:
    before = pulse.store.read_bytes()
    answer = pulse.ok("digest", "--send", "--json").json
    assert (answer["sent_to"], answer["notified"]) == ("sam@practice.example", False)
    assert pulse.store.read_bytes() == before


@pytest.mark.parametrize(
    ("config", "hint"), [(SENDER, "send.command"), ('[send]\ncommand = "true"\n', "set sender")]
)
def test_without_a_way_to_oneself_it_says_what_to_set(
    pulse: Pulse, configured: Path, config: str, hint: str
) -> None:
    configured.write_text(config, encoding="utf-8")
    assert hint in pulse.fails(2, "digest", "--send").err


def test_a_mail_that_nobody_takes_is_an_error(pulse: Pulse, server: MailServer) -> None:
    server.refused["sam@practice.example"] = "550 no such user"
    assert pulse.fails(6, "digest", "--send")


@pytest.mark.parametrize("way", ["--send", "--notify"])
def test_on_days_off_only_their_meetings_are_worth_a_word(
    pulse: Pulse, server: MailServer, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(desktop, "notify", lambda title, text, command: shown.append(text))
    pulse.ok("away", "2026-11-24")
    pulse.ok("meeting", "book", "north", "2026-11-26 10:00")
    pulse.ok("away", "2026-11-26")
    for day in (SATURDAY, "2026-11-24 08:00"):
        assert quiet(pulse("digest", way, today=day))
    assert "; this can wait" in pulse.ok("digest", today="2026-11-24 08:00").out
    assert not server.received
    assert not shown
    with monkeypatch.context() as terminal:
        terminal.setattr("sys.stderr.isatty", lambda: True)
        why = pulse("digest", way, today=SATURDAY)
    assert why.out == ""
    assert why.err.startswith("Nothing was sent or shown: today is a day off")
    met = pulse.ok("digest", way, "--json", today="2026-11-26 08:00")
    assert [one["key"] for one in met.items] == ["north-harbour"]
    assert met.json["remarks"] == []
    assert len(server.received) + len(shown) == 1


def test_a_notice_has_initials_and_the_kind_of_contact_alone(pulse: Pulse, noticed: Path) -> None:
    assert pulse.ok("digest", "--notify").out == "Shown on the desktop: 2 clients.\n"
    title, text = json.loads(noticed.read_text(encoding="utf-8"))
    assert title == "Mon 23 Nov: 2 clients to contact, 2 overdue"
    assert text == "AG promise, NH update"
    pulse.ok("digest", "--notify", "--full")
    assert json.loads(noticed.read_text(encoding="utf-8"))[1] == (
        "Acme GmbH promise, North Harbour update"
    )
    pulse.fails(2, "digest", "--full")


def test_a_notice_that_fails_says_that_the_mail_went_out(
    pulse: Pulse, server: MailServer, configured: Path
) -> None:
    config = configured.read_text(encoding="utf-8")
    configured.write_text(f'notify_command = "there-is-none"\n{config}', encoding="utf-8")
    said = pulse.fails(6, "digest", "--send", "--notify").err
    assert "mailed to sam@practice.example, but no notice was shown" in said
    assert len(server.received) == 1


@pytest.mark.parametrize("has_mail", [True, False])
def test_the_timer_mails_it_where_that_is_set_and_shows_it_elsewhere(
    pulse: Pulse, configured: Path, monkeypatch: pytest.MonkeyPatch, has_mail: bool
) -> None:
    went: list[str] = []
    monkeypatch.setattr(desktop, "notify", lambda *_: went.append("shown"))

    def send(how: Send, message: bytes, sender: str, to: list[str]) -> tuple[()]:
        went.append("mailed")
        return ()

    monkeypatch.setattr(posting, "send", send)
    if has_mail:
        configured.write_text(f'{SENDER}[send]\ncommand = "true"\n', encoding="utf-8")
    work = Session(GlobalOptions(db=str(pulse.store), today=MONDAY), "timer run")
    view = deliver(work)
    assert went == ["mailed" if has_mail else "shown"]
    assert (view.sent_to is not None, view.notified) == (has_mail, not has_mail)


def test_a_sync_passes_over_the_digest(
    pulse: Pulse, configured: Path, tmp_path: Path, server: MailServer
) -> None:
    pulse.ok("digest", "--send")
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    # Even one that has lost the header, and is filed by a mail program.
    raw = server.received[0].raw
    (tmp_path / "Mail" / "cur" / "1:2,S").write_bytes(raw)
    bare = raw.replace(b"Auto-Submitted: auto-generated\r\n", b"")
    other = bare.replace(b"Message-ID: <", b"Message-ID: <2")
    (tmp_path / "Mail" / "cur" / "2:2,S").write_bytes(other)
    source = f'[sources.mail]\nkind = "maildir"\npath = "{tmp_path / "Mail"}"\n'
    configured.write_text(SENDER + source, encoding="utf-8")
    before = pulse.ok("history", "--json").items
    pulse.ok("sync")
    assert pulse.ok("history", "--json").items == before


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import sys; sys.exit(3)", "failed with exit code 3\n"),
        ("import sys; sys.exit('\\nno bus\\nnor X11')", "failed with exit code 1: no bus\n"),
        ("input()", "failed"),
    ],
)
def test_a_notice_that_fails_is_an_error(
    pulse: Pulse, configured: Path, tmp_path: Path, code: str, what: str
) -> None:
    configured.write_text(f"notify_command = {json.dumps(program(tmp_path, code))}\n")
    assert what in pulse.fails(6, "digest", "--notify").err


def test_a_notice_that_hangs_is_given_up(
    pulse: Pulse, configured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "SECONDS", 0.2)
    command = program(tmp_path, "import time; time.sleep(60)")
    configured.write_text(f"notify_command = {json.dumps(command)}\n")
    assert "didn't end within" in pulse.fails(6, "digest", "--notify").err


def test_what_shows_a_notice_has_to_be_there(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = pulse.fails(6, "digest", "--notify").err
    assert "pulse config set notify_command" in said


def test_a_program_of_ones_own_that_is_missing_is_to_be_corrected(
    pulse: Pulse, configured: Path
) -> None:
    configured.write_text('notify_command = "no-such-notifier"\n')
    said = pulse.fails(6, "digest", "--notify").err
    assert "there is no no-such-notifier" in said
    assert "pulse config unset notify_command" in said
    assert "libnotify" not in said


def test_sources_that_were_not_read_today_are_named(
    pulse: Pulse, configured: Path, tmp_path: Path
) -> None:
    configured.write_text(
        f'[sources.mail]\nkind = "maildir"\npath = "{tmp_path}"\n', encoding="utf-8"
    )
    assert "Not read yet: mail. To catch up: pulse sync" in pulse.ok("digest").out
    assert "Not read yet: mail." in pulse.ok("digest", "--html").out


def test_of_very_many_reasons_it_says_how_many_more_there_are(pulse: Pulse) -> None:
    for number in range(8):
        pulse.ok("promise", "north", f"page {number}", "--by", "2026-11-20")
        said, one = pulse.ok("digest", "north").out, pulse.ok("digest", "north", "--json").items[0]
        reasons = [each for each in one["reasons"] if each in said]
        if len(one["reasons"]) <= 5:
            assert reasons == one["reasons"]
            assert " more: " not in said
        else:
            assert reasons == one["reasons"][:4]
            assert f"and {len(one['reasons']) - 4} more: pulse due north-harbour" in said
    assert len(one["reasons"]) > 6


def test_what_is_wrong_with_the_timer_is_said_as_in_todays_list(pulse: Pulse) -> None:
    pulse.store.with_name(f"{pulse.store.name}.timer").write_text("{")
    (line,) = (one for one in pulse.ok("due").out.splitlines() if "pulse timer status" in one)
    assert line in pulse.ok("digest").out


def test_letters_that_were_not_sent_are_named(pulse: Pulse) -> None:
    (pulse.store.parent / "drafts").mkdir(exist_ok=True)
    (pulse.store.parent / "drafts" / f"{pulse.store.name}.1.json").write_text("{}")
    line = "1 letter not sent, or not logged. To go through it: pulse draft --resend"
    assert line in pulse.ok("digest").out
    assert line in pulse.ok("due").out
