"""A made-up practice, written as a person has it: a Maildir, a calendar and an address book.

It is the same each time for the same day and seed, and lives on a day at a time::

    practice = Practice(folder, today)     # twelve months, up to and with that day
    practice.clients                       # the truth, which nobody has to guess
    practice.live_on()                     # the next day: mail comes, the calendar changes

Days and times of the truth are by the clock of `Practice.zone`.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests import made_up_words as words
from tests.made_up_calendar import Diary

US = "Sam Berg"
OURS = ("sam@practice.example", "office@practice.example")
"""What mail comes to; the second is an alias that is never written from."""

DAYS = 362
"""Lived before today: a little less than what a first reading looks at."""


@dataclass
class Person:
    name: str
    address: str
    company: str = ""
    in_book: bool = True


@dataclass
class Touch:
    """The mail of one client, day and direction."""

    on: date
    direction: str
    first: str
    last: str
    asks: bool = False
    """Something of it came to us and not only as a copy."""


@dataclass
class Client:
    name: str
    people: list[Person]
    domain: str | None
    write_every: int
    meet_every: int
    writes_on: date = date.min
    thread: tuple = ()
    touches: dict = field(default_factory=dict)
    waits_since: date | None = None
    """When they wrote what we haven't answered, the oldest of it."""

    @property
    def lived(self):
        """Return after how many days we write, as it was lived; None where that can't be said."""
        days = sorted({one.on for one in self.touches.values() if one.direction == "outbound"})
        return median((b - a).days for a, b in pairwise(days)) if len(days) > 2 else None


class Practice:
    """See above.

    Args:
        folder: An empty folder.
        today: The last day that is lived at once.
        zone: Our clock.
        days: How many days before today are lived.
    """

    def __init__(self, folder: Path, today: date, zone=UTC, seed=7, days=DAYS):
        self.folder, self.today, self.zone = folder, today - timedelta(days=days), zone
        self._random = random.Random(seed)
        self._written = 0
        self._plans = {}
        self.counts = Counter()
        for one in ("Mail", "Mail/.Sent", "Mail/.Archive"):
            for part in ("cur", "new", "tmp"):
                (folder / one / part).mkdir(parents=True)
        self._people()
        self._write_book()
        self._before()
        self.diary = Diary(folder / "calendar", self.clients, self.today, today, zone, seed)
        self._live()
        while self.today < today:
            self.live_on()

    @property
    def config(self):
        """Write the config of who reads all of it."""
        return (
            f'[me]\naddresses = ["{OURS[0]}", "{OURS[1]}"]\n'
            f'[sources.mail]\nkind = "maildir"\npath = "{self.folder}/Mail"\n'
            f'[sources.diary]\nkind = "calendar"\npath = "{self.folder}/calendar"\n'
            f'[sources.people]\nkind = "contacts"\npath = "{self.folder}/people"\n'
        )

    def live_on(self):
        """Live the next day, whatever it brings."""
        self.today += timedelta(days=1)
        self._live()
        self.diary.live_on(self.today)

    # Who there is

    def _people(self):
        pick, names = self._random, iter(words.NAMES)
        self.clients = []
        for number, (name, domain) in enumerate(words.COMPANIES):
            people = []
            for place in range(1 + number % 4):
                person = next(names)
                address = words.address(person, domain, number)
                people.append(Person(person, address, name, in_book=place == 0))
            self.clients.append(
                Client(name, people, domain, pick.choice((5, 9, 14, 21, 30)), 7 * (number % 9))
            )
        for number in range(5):
            person = next(names)
            people = [Person(person, words.address(person, words.FREE_MAIL[number], number))]
            self.clients.append(Client(person, people, None, pick.choice((9, 14, 21)), 28 + number))
        self.private = [
            Person(one := next(names), words.address(one, words.FREE_MAIL[n % 5], n), in_book=n < 6)
            for n in range(12)
        ]
        self.suppliers = [
            Person(one := next(names), words.address(one, domain, 1), company, in_book=n < 4)
            for n, (company, domain) in enumerate(words.SUPPLIERS)
        ]
        self.colleagues = [
            Person(one := next(names), words.address(one, "practice.example", 0), in_book=False)
            for _ in range(3)
        ]

    def _write_book(self):
        book = self.folder / "people"
        book.mkdir()
        people = [one for client in self.clients for one in client.people]
        for number, one in enumerate([*people, *self.private, *self.suppliers]):
            if not one.in_book:
                continue
            first, _, last = one.name.rpartition(" ")
            lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:card-{number}", f"FN:{one.name}"]
            lines += [f"N:{last};{first};;;", f"EMAIL;TYPE=INTERNET:{one.address}"]
            lines += [f"ORG:{one.company}"] * bool(one.company)
            lines += [f"TEL;TYPE=CELL:+49 170 55{number:05}", "END:VCARD", ""]
            (book / f"{number}.vcf").write_bytes("\r\n".join(lines).encode())

    # What a day brings

    def _live(self):
        for number, client in enumerate(self.clients):
            self._live_with(client, number)
        self._others()
        self._machines()

    def _live_with(self, client, number):
        """Write to a client when it is time, and to and fro from then on."""
        pick = self._random
        for plan, person in self._plans.pop((self.today, number), ()):
            plan(client, number, person)
        if client.writes_on <= self.today and not self._is_weekend():
            client.writes_on = self.today + timedelta(days=client.write_every)
            self._write(client, number, pick.choice(client.people))
        elif (self.today.toordinal() + number) % (client.write_every * 3 + 11) == 0:
            self._hear(client, number, pick.choice(client.people))
        elif pick.random() < 0.004:
            self._absence(pick.choice(client.people))

    def _write(self, client, number, person):
        pick = self._random
        copies = [one for one in client.people if one is not person and pick.random() < 0.2]
        self._send(client, person, copies)
        if pick.random() < 0.7:
            self._plan(pick.choice((0, 1, 1, 2, 4)), number, self._hear, person)

    def _hear(self, client, number, person):
        pick = self._random
        copied = pick.random() < 0.06 and (self.today, "inbound") not in client.touches
        self._receive(client, person, copied)
        if not copied and pick.random() < 0.85:
            self._plan(pick.choice((0, 0, 1, 2, 3)), number, self._answer, person)

    def _answer(self, client, number, person):
        self._send(client, person, [])
        if self._random.random() < 0.3:
            self._plan(self._random.choice((0, 1, 3)), number, self._hear, person)

    def _plan(self, days, number, plan, person):
        if days == 0:
            plan(self.clients[number], number, person)
            return
        on = self.today + timedelta(days=days)
        self._plans.setdefault((on, number), []).append((plan, person))

    # Mail that counts

    def _send(self, client, person, copies):
        told = [client]
        if self._random.random() < 0.03:
            other = self._random.choice(self.clients)
            told += [other] if other is not client else []
            copies = [*copies, *(one.people[0] for one in told[1:])]
        at = self._moment(*told)
        subject, headers = self._thread(client)
        self._mail(
            at,
            f"{US} <{OURS[0]}>",
            _party(person),
            subject,
            folder="Mail/.Sent",
            cc=", ".join(map(_party, copies)),
            headers=headers,
        )
        for one in told:
            self._note(one, at, "outbound")
            one.waits_since = None

    def _receive(self, client, person, copied):
        pick, at = self._random, self._moment(client)
        us = pick.choice((OURS[0], OURS[0], OURS[1], "sam+" + client.name[:4].lower().strip()))
        us = us if "@" in us else f"{us}@practice.example".replace(" ", "")
        to, cc = (_party(self.suppliers[0]), us) if copied else (us, "")
        folder = "Mail/.Archive" if pick.random() < 0.1 else "Mail"
        subject, headers = self._thread(client)
        self._mail(at, _party(person), to, subject, folder=folder, cc=cc, headers=headers)
        self._note(client, at, "inbound", asks=not copied)
        if not copied and client.waits_since is None:
            client.waits_since = at.date()

    def _note(self, client, at, direction, asks=False):
        time = f"{at:%H:%M}"
        touch = client.touches.setdefault(
            (at.date(), direction), Touch(at.date(), direction, time, time)
        )
        touch.first, touch.last = min(touch.first, time), max(touch.last, time)
        touch.asks = touch.asks or asks

    def _thread(self, client):
        """Go on with a thread, or begin one; return its subject and what is answered."""
        pick, answered = self._random, client.thread[1] if client.thread else ""
        if answered and pick.random() < 0.5:
            subject = pick.choice(words.REPLIES) + client.thread[0]
        else:
            subject, answered = pick.choice(words.SUBJECTS), ""
            client.thread = subject, ""
        client.thread = client.thread[0], f"<{self._written + 1}.{self.today:%Y%m%d}@mail.example>"
        return subject, [f"In-Reply-To: {answered}", f"References: {answered}"] if answered else []

    # Mail that doesn't

    def _others(self):
        pick = self._random
        for one in (*self.private, *self.suppliers):
            if pick.random() < 0.05:
                sent = pick.random() < 0.4
                self._between(one, sent=sent)
        for one in self.colleagues:
            if pick.random() < 0.3:
                self._between(one, sent=pick.random() < 0.5)
        if self.today.day == 15:
            everybody = [person for client in self.clients for person in client.people]
            if self.today.month in (3, 6, 9, 12):
                to = ", ".join(map(_party, everybody[:30]))
                sender = f"{US} <{OURS[0]}>"
                self._mail(self._moment(), sender, to, "Our news", folder="Mail/.Sent")
            guests = ", ".join(map(_party, [*everybody[:14], Person("us", OURS[0])]))
            self._mail(self._moment(), _party(everybody[20]), guests, "Summer party for all")
            self.counts["circular"] += 2 if self.today.month in (3, 6, 9, 12) else 1

    def _between(self, person, *, sent):
        us, them = f"{US} <{OURS[0]}>", _party(person)
        subject = self._random.choice(words.SUBJECTS)
        if sent:
            self._mail(self._moment(), us, them, subject, folder="Mail/.Sent")
        else:
            self._mail(self._moment(), them, us, subject)

    def _machines(self):
        pick = self._random
        for number, (sender, headers, chance) in enumerate(words.MACHINES):
            if pick.random() < chance:
                told = [f"{one}" for one in headers]
                subject = f"{pick.choice(words.NEWS)} {self.today:%d.%m.}"
                self._mail(self._moment(), sender, OURS[0], subject, headers=told)
                self.counts[f"machine {number}"] += 1
        client = pick.choice(self.clients)
        if pick.random() < 0.05:
            kind = "Content-Type: text/calendar; method=REPLY; charset=utf-8"
            person = pick.choice(client.people)
            self._mail(self._moment(), _party(person), OURS[0], "Accepted: Review", headers=[kind])

    def _absence(self, person):
        marks = ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"]
        subject = "Automatic reply: Your question"
        self._mail(self._moment(), _party(person), OURS[0], subject, headers=marks)

    def _before(self):
        """Write what is too old to count: they wrote two years ago."""
        for client in self.clients[:10]:
            at = datetime(self.today.year - 1, 2, 3, 10, tzinfo=self.zone)
            self._mail(at, _party(client.people[0]), OURS[0], "Long ago")

    # Writing

    def _is_weekend(self):
        return self.today.weekday() > 4

    def _moment(self, *clients):
        """Return a time of today; for clients one after whatever was there, no two alike."""
        there = [
            client.touches[self.today, direction].last
            for client in clients
            for direction in ("outbound", "inbound")
            if (self.today, direction) in client.touches
        ]
        last = max(
            there, default=f"{self._random.randint(7, 15):02}:{self._random.randint(0, 59):02}"
        )
        minutes = int(last[:2]) * 60 + int(last[3:]) + self._random.randint(1, 30)
        midnight = datetime.combine(self.today, datetime.min.time(), self.zone)
        return midnight.replace(hour=minutes // 60, minute=minutes % 60)

    def _mail(self, at, sender, to, subject, *, folder="Mail", cc="", headers=()):
        self._written += 1
        number = self._written
        abroad = at.astimezone(words.ZONES[number % len(words.ZONES)])
        lines = [
            f"Return-Path: <{sender.rpartition('<')[2].strip('>')}>",
            f"From: {sender}",
            f"To: {to}",
            *([f"Cc: {cc}"] if cc else []),
            f"Subject: {_encoded(subject)}",
            f"Date: {format_datetime(abroad)}",
            f"Message-ID: <{number}.{at:%Y%m%d}@mail.example>",
            "MIME-Version: 1.0",
            *headers,
            "",
            "What is written here is nobody's business.",
            "",
        ]
        stamp = int(at.timestamp())
        name = f"{stamp}.M{number}P1.practice"
        part = "new" if folder == "Mail" and at.date() > self.today - timedelta(days=3) else "cur"
        file = self.folder / folder / part / (name if part == "new" else f"{name}:2,S")
        file.write_bytes("\n".join(lines).encode())


def _party(person):
    return f"{_named(person.name)} <{person.address}>"


@lru_cache
def _named(name):
    return name if name.isascii() else Header(name, "utf-8").encode()


@lru_cache
def _encoded(subject):
    if subject.isascii():
        return subject
    return Header(subject, words.charset(subject), maxlinelen=70).encode(linesep="\n")
