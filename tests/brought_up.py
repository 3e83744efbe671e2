"""What sources bring up: a mailbox with letters, an address book whose people go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path

from tests.conftest import Pulse

TODAY = date(2026, 11, 21)
SAM = ("Sam Reed", "sam@practice.example")
ANN = ("Ann Field", "ann@kestrel-partners.example")
TAX = ("Revenue office", "desk@revenue.example")


def mailbox_in(folder: Path, config: Path) -> Path:
    """Make a mailbox that is read, empty as yet."""
    box = folder / "Mail"
    for one in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"):
        (box / one).mkdir(parents=True)
    _also(config, f'[sources.mail]\nkind = "maildir"\npath = "{box}"\n')
    return box


def correspond(mailbox: Path, who: tuple[str, str], days_ago: Iterable[int]) -> None:
    """Write to somebody on some days, and be answered on the same."""
    for ago in days_ago:
        day = TODAY - timedelta(days=ago)
        for folder, sender, to in ((".Sent", SAM, who), (".", who, SAM)):
            mail = EmailMessage()
            mail["Message-ID"] = f"<{ago}.{folder}.{who[1]}>"
            mail["Date"] = f"{day:%d %b %Y} {9 if folder == '.Sent' else 15}:00:00 +0000"
            mail["From"], mail["To"] = formataddr(sender), formataddr(to)
            mail["Subject"] = f"Matter of {ago} days ago"
            file = mailbox / folder / "cur" / f"{ago}.{who[1].replace('@', '-')}:2,S"
            file.write_bytes(bytes(mail))


def address_book_in(folder: Path, config: Path, *names: str) -> Path:
    """Make an address book of people at Acme, a file each: ``1.vcf``, ``2.vcf``."""
    book = folder / "people"
    book.mkdir()
    _also(config, f'[sources.people]\nkind = "contacts"\npath = "{book}"\n')
    for number, name in enumerate(names, start=1):
        (book / f"{number}.vcf").write_text(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number}\r\nFN:{name}\r\nORG:Acme\r\nEND:VCARD\r\n"
        )
    return book


def of_every_kind(pulse: Pulse, folder: Path, config: Path) -> None:
    """Bring up two correspondents, two clients and two people who are perhaps one, and one gone."""
    mailbox = mailbox_in(folder, config)
    book = address_book_in(folder, config, "Cy Twist", "Bo Berg")
    for name in ("Acme", "Bold", "Acme GmbH"):
        pulse.ok("add", name)
    pulse.ok("contact", "add", "acme", "Dee Field", "--email", "dee@mail.example")
    pulse.ok("contact", "add", "bold", "D. Field", "--email", "dee@mail.example")
    correspond(mailbox, TAX, range(20, 140, 30))
    correspond(mailbox, ANN, range(5, 50, 9))
    pulse.ok("sync")
    (book / "1.vcf").unlink()
    pulse.ok("sync")


def refs(pulse: Pulse) -> list[str]:
    """Return what is to be typed for each thing that is to be decided."""
    return [one["ref"] for one in pulse.ok("review", "--json").items]


def _also(config: Path, text: str) -> None:
    before = config.read_text() if config.exists() else ""
    config.write_text(f"{before}\n{text}")
