"""People of a practice who share a store on a server, each with a machine of their own."""

from __future__ import annotations

import contextlib
import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from clientpulse.cli import run
from clientpulse.services.stores import store_at
from tests.conftest import TODAY, Outcome

MESSAGE = """\
From: {sender}
To: {to}
Cc: {cc}
Subject: {subject}
Date: {date}
Message-ID: <{number}@x.example>

Nothing of this is read.
"""
EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:{number}
DTSTART:{start}
SUMMARY:{title}
LOCATION:{place}
{people}
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Machine:
    """Somebody's computer: their config, their mail, and what of the store stays there."""

    folder: Path
    url: str
    name: str
    more: str = ""

    def __post_init__(self) -> None:
        for part in ("cur", "new", "tmp"):
            (self.folder / "Mail" / part).mkdir(parents=True)
        (self.folder / "diary").mkdir()
        self.configure()

    def configure(self, more: str = "") -> None:
        self.config.write_text(
            f'[me]\nowner = "{self.name}"\naddresses = ["{self.address}"]\n{more}'
            f'[sources.mail]\nkind = "maildir"\npath = "{self.folder / "Mail"}"\n'
            f'[sources.diary]\nkind = "calendar"\npath = "{self.folder / "diary"}"\n'
        )

    @property
    def address(self) -> str:
        return f"{self.name}@practice.example"

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def companion(self) -> Path:
        with self.at():
            return store_at(self.url).path

    @contextlib.contextmanager
    def at(self) -> Iterator[None]:
        mine = {"XDG_DATA_HOME": self.folder / "data", "CLIENTPULSE_CONFIG": self.config}
        before = {name: os.environ.get(name) for name in mine}
        os.environ.update({name: str(value) for name, value in mine.items()})
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name)
                else:
                    os.environ[name] = value

    def __call__(self, *arguments: str) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with self.at(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--db", self.url, "--today", TODAY, *arguments])
        return Outcome(code, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str) -> Outcome:
        outcome = self(*arguments)
        assert outcome.code == 0, outcome.err
        return outcome

    def gets(
        self,
        number: int,
        sender: str,
        at: str = "Fri, 20 Nov 2026 10:00:00 +0000",
        *,
        to: str = "",
        cc: str = "",
        subject: str = "Hush",
    ) -> None:
        text = MESSAGE.format(
            sender=sender, to=to or self.address, cc=cc, subject=subject, date=at, number=number
        )
        (self.folder / "Mail" / "cur" / f"{number}.host:2,S").write_text(text)

    def plans(self, number: int, start: str, *invited: str, title: str = "Hush") -> None:
        people = "\n".join(f"ATTENDEE;CN=Guest;PARTSTAT=ACCEPTED:mailto:{one}" for one in invited)
        text = EVENT.format(
            number=number, start=start, title=title, place="Hideout", people=people
        ).replace("\n", "\r\n")
        (self.folder / "diary" / f"{number}.ics").write_text(text)

    def touchpoints(self) -> list[dict[str, Any]]:
        return self.ok("history", "--json", "--limit", "0").items

    def kept(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask what stays on this machine."""
        with closing(sqlite3.connect(self.companion)) as connection:
            return connection.execute(sql).fetchall()


def everything_in(engine: Engine) -> str:
    """Return all rows of all tables of the server's database as text."""
    with engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        return "\n".join(
            str(row)
            for schema, name in names
            for row in connection.exec_driver_sql(f'SELECT * FROM "{schema}"."{name}"').fetchall()
        )
