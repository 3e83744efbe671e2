"""``pulse sync``: what is read of mail becomes touchpoints, once and calmly."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.sources import reading
from clientpulse.sources.gathered import Gathered, Message, Party
from tests.conftest import Pulse

ME = "sam@practice.example"
LENA = "lena@acme.example"


def message(
    day: str = "2026-11-20",
    time: str = "09:00",
    sender: str = LENA,
    to: str | tuple[str, ...] = ME,
    cc: str | tuple[str, ...] = (),
    subject: str = "Budget",
    number: str = "",
    automatic: str = "",
    *,
    sent: bool = False,
) -> Message:
    def parties(named: str | tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(one, "") for one in ((named,) if isinstance(named, str) else named))

    name = number or f"{day}-{time}-{sender}-{subject}"
    return Message(
        name,
        date.fromisoformat(day),
        time,
        Party(sender, "Somebody") if sender else None,
        parties(to),
        parties(cc),
        subject,
        automatic,
        sent,
    )


def ours(*args: Any, to: str | tuple[str, ...] = LENA, **more: Any) -> Message:
    return message(*args, sender=ME, to=to, **more)


class Mailbox:
    """Stands for the readers: what each source has, and whether it can be read."""

    def __init__(self) -> None:
        self.has: dict[str, list[Message]] = {}
        self.fails: dict[str, SourceError] = {}
        self.calls: list[tuple[str, dict[str, str]]] = []

    def read(self, source: Source, window: Any, states: Any, progress: Any) -> Gathered:
        self.calls.append((source.name, dict(states)))
        if source.name in self.fails:
            raise self.fails[source.name]
        known = int(states.get("all", "0"))
        there = self.has.get(source.name, [])
        new = [one for one in there[known:] if one.on >= window.since]
        states = {"all": str(len(there))} if len(there) != known else {}
        return Gathered(new, read=len(new), passed_over=Counter(), states=states)


@pytest.fixture
def mail(pulse: Pulse, monkeypatch: pytest.MonkeyPatch, config: Path) -> Mailbox:
    box = Mailbox()
    monkeypatch.setattr(reading, "read", box.read)
    configured(config, "mail")
    pulse.begin_with(filled)
    return box


def configured(config: Path, *names: str) -> None:
    tables = [f'[sources.{name}]\nkind = "maildir"\npath = "~/{name}"\n' for name in names]
    config.write_text(f'[me]\naddresses = ["{ME}"]\n' + "".join(tables))


def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "monthly", "--since", "2026-01-05")
    pulse.ok("contact", "add", "acme", "Lena Voss", "--email", LENA)


def touchpoints(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("history", "--json", "--limit", "0").items


def test_mail_of_a_client_becomes_a_touchpoint(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message()]
    assert pulse.ok("sync").out == "mail  1 touchpoint\n"
    (one,) = touchpoints(pulse)
    assert (one["on"], one["at"], one["last_at"]) == ("2026-11-20", "09:00", None)
    assert (one["channel"], one["direction"], one["source"]) == ("email", "inbound", "mail")
    assert (one["note"], one["needs_answer"]) == ("Budget", True)


def test_nothing_new_is_a_calm_line(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message()]
    pulse.ok("sync")
    assert pulse.ok("sync").out == "Nothing new.\n"
    assert len(touchpoints(pulse)) == 1
