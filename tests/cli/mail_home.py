"""A home with mail and a calendar in it, as a person has them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path

import pytest

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
