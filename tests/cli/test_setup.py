"""Beginning with what is there: what setup finds, proposes, asks and writes down."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any

import pytest

from clientpulse.output.screens.proposals import FIELDS
from tests.conftest import Pulse

TODAY = date(2026, 11, 21)
SAM = ("Sam Reed", "sam@practice.example")

NUMBERS = itertools.count(1)


def maildir(path: Path) -> Path:
    for one in ("cur", "new", "tmp"):
        (path / one).mkdir(parents=True, exist_ok=True)
    return path


def message(
    folder: Path,
    days_ago: int,
    sender: tuple[str, str],
    *to: tuple[str, str],
    **headers: str,
) -> None:
    number = next(NUMBERS)
    mail = EmailMessage()
    mail["Message-ID"] = f"<{number}@made-up.example>"
    day = TODAY - timedelta(days=days_ago)
    mail["Date"] = format_datetime(datetime.combine(day, time(10, number % 60), UTC))
    mail["From"] = formataddr(sender)
    mail["To"] = ", ".join(map(formataddr, to))
    mail["Subject"] = f"Matter {number}"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Nobody reads this.")
    (maildir(folder) / "cur" / f"{number}.made:2,S").write_bytes(bytes(mail))


def correspond(home: Path, who: tuple[str, str], days_ago: Iterable[int]) -> None:
    """Write to somebody on some days, and be answered the next."""
    for ago in days_ago:
        message(home / "Maildir/.Sent", ago, SAM, who)
        message(home / "Maildir", ago - 1, who, SAM)


def newsletter(home: Path) -> None:
    for ago in range(7, 350, 7):
        message(
            home / "Maildir",
            ago,
            ("News", "news@paper.example"),
            SAM,
            List_Unsubscribe="<https://x>",
        )


def meetings(home: Path, who: tuple[str, str], days_ago: Iterable[int]) -> None:
    folder = home / ".calendars/work"
    folder.mkdir(parents=True, exist_ok=True)
    for ago in days_ago:
        number = next(NUMBERS)
        day = f"{TODAY - timedelta(days=ago):%Y%m%d}"
        (folder / f"{number}.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n"
            f"UID:{number}@made-up\r\nDTSTAMP:{day}T000000Z\r\n"
            f"DTSTART:{day}T140000\r\nDTEND:{day}T150000\r\nSUMMARY:Review\r\n"
            f"ORGANIZER:mailto:{SAM[1]}\r\n"
            f"ATTENDEE;PARTSTAT=ACCEPTED;CN={who[0]}:mailto:{who[1]}\r\n"
            f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{SAM[1]}\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n"
        )


ANN = ("Ann Field", "ann@kestrel-partners.example")
BOB = ("Bob Stone", "bob@bold.example")
CY = ("Cy Twist", "cy.twist@gmail.com")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a Maildir, a calendar, three correspondents and a newsletter."""
    folder = tmp_path / "home"
    correspond(folder, ANN, range(10, 350, 14))
    meetings(folder, ANN, range(20, 340, 91))
    correspond(folder, BOB, range(20, 350, 30))
    correspond(folder, CY, range(40, 350, 60))
    correspond(folder, ("Supplier", "support@shop.example"), (20, 30, 40, 50, 60))
    newsletter(folder)
    monkeypatch.setenv("HOME", str(folder))
    for name in ("MAILDIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


def proposals(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("setup", "--json").items


def test_json_lists_what_was_found_and_writes_nothing(pulse: Pulse, home: Path) -> None:
    answer = pulse.ok("setup", "--json").json

    assert [(one["name"], one["kind"], one["error"]) for one in answer["sources"]] == [
        ("mail", "maildir", None),
        ("work", "calendar", None),
    ]
    assert answer["addresses"] == ["sam@practice.example"]
    assert [(one["name"], one["likely"]) for one in answer["items"]] == [
        ("Kestrel Partners", True),
        ("Bold", True),
        ("Cy Twist", True),
        ("Shop", False),
    ]
    assert not pulse.store.exists()


def test_its_json_has_the_fields_of_the_contract(pulse: Pulse, home: Path) -> None:
    answer = pulse.ok("setup", "--json").json

    assert list(answer) == ["schema", "today", "sources", "addresses", "items"]
    assert list(answer["sources"][0]) == ["name", "kind", "where", "seen", "note", "read", "error"]
    assert tuple(answer["items"][0]) == FIELDS.names
    assert list(answer["items"][0]["people"][0]) == ["name", "email"]
    written = pulse.ok("setup", "--yes", "--json").json
    assert list(written) == ["schema", "today", "clients", "sources"]
    assert len(written["clients"]) == 3


def test_what_was_lived_is_proposed(pulse: Pulse, home: Path) -> None:
    ann, bob, cy, _ = proposals(pulse)

    assert (ann["meeting_interval"], ann["update_interval"], ann["update_from"]) == (
        "3m",
        "1m",
        "rule",
    )
    assert (bob["meeting_interval"], bob["update_interval"]) == (None, "1m")
    assert (cy["meeting_interval"], cy["update_interval"]) == (None, "2m")


def test_yes_takes_all_that_is_likely_in_one_change(pulse: Pulse, home: Path, config: Path) -> None:
    pulse.ok("setup", "--yes")

    clients = {one["key"]: one for one in pulse.ok("client", "list", "--json").items}
    assert set(clients) == {"kestrel-partners", "bold", "cy-twist"}
    history = pulse.ok("history", "bold", "--json", "--limit", "100").items
    assert {one["source"] for one in history} == {"mail"}
    assert len(history) == 22
    assert pulse.ok("undo").out
    assert not pulse.ok("client", "list", "--json").items
    assert "[sources.mail]" in config.read_text()
    assert 'addresses = ["sam@practice.example"]' in config.read_text()


def test_the_next_sync_reads_on(pulse: Pulse, home: Path) -> None:
    pulse.ok("setup", "--yes")

    assert "Nothing new." in pulse.ok("sync").out

    message(home / "Maildir", 0, BOB, SAM)
    assert "1 touchpoint" in pulse.ok("sync").out


def test_again_it_proposes_only_who_is_new(pulse: Pulse, home: Path) -> None:
    pulse.ok("setup", "--yes")
    correspond(home, ("Di New", "di@novum.example"), range(5, 90, 9))

    assert [one["name"] for one in proposals(pulse) if one["likely"]] == ["Novum"]


def test_whoever_is_there_by_name_gets_the_people(pulse: Pulse, home: Path) -> None:
    pulse.ok("add", "Bold Ltd", "--meet", "monthly")

    assert [one["client"] for one in proposals(pulse)] == [None, "bold-ltd", None, None]
    pulse.ok("setup", "--yes")

    clients = pulse.ok("client", "list", "--json").items
    assert len(clients) == 3
    (contact,) = pulse.ok("contact", "list", "bold-ltd", "--json").items
    assert contact["email"] == "bob@bold.example"


def test_without_anybody_to_ask_it_says_what_to_do(pulse: Pulse, home: Path) -> None:
    result = pulse("setup")

    assert result.code == 2
    assert "--json" in result.err
