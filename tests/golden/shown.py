"""Each screen with something to show: of the made-up portfolio, or made up where paths stand."""

from __future__ import annotations

import contextlib
import io
import pkgutil
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from clientpulse import output
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cli import run
from clientpulse.config.in_words import effective
from clientpulse.config.loading import load
from clientpulse.output import screens
from clientpulse.output.layout.screen import Screen
from clientpulse.records import AddressCard, Client, Contact, Meeting, Touchpoint
from clientpulse.services.demo import telling
from clientpulse.services.proposing.lived import lived, nearest_cadence
from clientpulse.store.database import Store
from clientpulse.views.backups import BackupsView, ListedBackup
from clientpulse.views.config import ConfigView, SettingLine
from clientpulse.views.doctor import Finding
from clientpulse.views.listed import Listed
from clientpulse.views.log import LogLine
from clientpulse.views.nearby import NearbyRow, NearbyView, PlaceRow, PlacesView
from clientpulse.views.outbox import KeptLine, OutboxView
from clientpulse.views.proposals import Correspondent, FoundSource, Proposal, ProposalsView
from clientpulse.views.review import Double, ReviewView, Vanished
from clientpulse.views.sources import SourceLine
from clientpulse.views.templates import TemplateLine, TemplatesView
from clientpulse.views.timer import Installed, LastRun, Outcome, TimerView, Trouble
from tests.conftest import moving
from tests.unit.made_up_import import IMPORTED

TODAY = date(2026, 11, 20)  # a Friday
NOW = "2026-11-20 9:30"
POLICY = Policy()
HOME = "/home/sam/.local/share/clientpulse"

MORE = (
    (NOW, "away 24 dec to 1 jan"),
    ("2026-08-10", "away 17 aug to 28 aug"),
    ("2026-05-04", "checkup northgate --set communication=no --set no-planning=yes"),
    (NOW, "checkup northgate --set communication=yes --set expectations=no --set no-planning=yes"),
    (NOW, "client rules bakers-sons checkup=1y feedback=none"),
    (NOW, "feedback add tidewater 'All shipshape' --score 10 --on 2024-03-05"),
)
"""What happens in the portfolio besides, so that no screen is empty."""

COMMANDS = {
    "agenda": "agenda harbour",
    "agendas": "agenda",
    "away": "away list --all",
    "brief": "brief harbour",
    "checkups": "checkup list northgate",
    "client_rules": "client rules bakers-sons",
    "client_rules.LIST": "client rules list",
    "clients": "client list",
    "commitments": "commitment list --all",
    "contacts": "contact list",
    "dial": "dial",
    "digest": "digest",
    "due": "due --limit 12",
    "due_short": "due --limit 12 --short",
    "feedback": "feedback list",
    "history": "history --limit 8",
    "meetings": "meeting list",
    "mistakes": "mistake list --all",
    "projects": "project list",
    "reminders": "remind list",
    "report": "report",
    "search": "search grant --limit 6",
    "services": "service list",
    "services.HEARD": "service heard payroll",
    "services.MENTIONS": "service mention list",
    "show": "show harbour",
    "snoozes": "snooze list",
    "tags": "client tags",
    "traits": "trait list",
    "turns.CHECKUPS": "checkup",
    "turns.FEEDBACK": "feedback",
}
"""By its screen, a module with ``SCREEN`` unless it says otherwise: the command that shows it."""

_MET = date(2026, 10, 1)
_PROMISED = date(2026, 11, 17)
_ROSSI = DueItem(
    *("rossi-spa", "Rossi SpA", "promise", "overdue", _PROMISED, _PROMISED, 3),
    *(None, None, None, None, 0, None),
    what="the figures for the bank",
)
_RULES = {"shared": "The new rules for grants", "channel": "email", "direction": "outbound"}


def _backup(
    number: int, day: int, why: str, *what: Any, problem: str | None = None
) -> ListedBackup:
    path = Path(f"{HOME}/backups/clientpulse-{number}.db")
    made = datetime(2026, 11, day, 8, 30).astimezone()
    return ListedBackup(number, path, made, why, *what, problem=problem)


_MET_NEXT = (date(2026, 12, 3), "10:00")


def _kept(number: int, day: int, client: str, note: str, *, why: str = "", **more: Any) -> KeptLine:
    on = date(2026, 11, day)
    touchpoint = Touchpoint(
        occurred_on=on, occurred_time="16:40", channel="call", direction="outbound", note=note
    )
    line = LogLine(on, client, touchpoint, {"promise": ("4",)} if number == 1 else {}, **more)
    kept_at = datetime(2026, 11, day, 17, 5).astimezone()
    return KeptLine(
        number, f"{number:036}", f"{HOME}/servers/practice.db", kept_at, line, "practice", why
    )


def _proposed(view: ProposalsView) -> ProposalsView:
    return replace(view, items=view.items[:1], place=(3, 25))


_WROTE = tuple(TODAY - timedelta(days=9 * one) for one in range(3, 38))
_ANN = Correspondent(
    *("ann@kestrel-partners.example", "Ann Field", "Kestrel Partners Ltd"),
    *(frozenset(_WROTE), frozenset(), frozenset({date(2026, 11, 17)})),
    frozenset(TODAY - timedelta(days=49 * one) for one in range(1, 7)),
)
_CY = Correspondent(
    *("cy.twist@mail.example", "Cy Twist", ""),
    *(frozenset(_WROTE[:2]), frozenset(), frozenset(), frozenset()),
)
PROPOSED = ProposalsView(
    TODAY,
    tuple(
        Proposal(
            *(key, name, domain, people, lived(people), nearest_cadence(lived(people), POLICY)),
            points=len(people) * 4,
            likely=True,
            there=there,
        )
        for key, name, domain, people, there in (
            (
                *("kestrel-partners", "Kestrel Partners Ltd", "kestrel-partners.example"),
                *((_ANN, *(replace(_CY, name=f"Bob {one}") for one in "ABCD")), ""),
            ),
            ("cy-twist", "Cy Twist", "", (_CY,), "twist"),
        )
    ),
    (
        FoundSource("mail", "maildir", "/home/sam/Maildir", "a folder", read=12_345),
        FoundSource("diary", "calendar", "/home/sam/none", "khal", error="it isn't there"),
    ),
    ("sam@practice.example",),
)

_ANN_THERE, _BOB = (
    Contact(id=number, uid=name, name=name, client="Kestrel Partners", key="kestrel-partners")
    for number, name in ((12, "Ann Field"), (31, "A. Field"))
)
TO_DECIDE = ReviewView(
    TODAY,
    PROPOSED.items[:1],
    (
        Double(
            Client(uid="1", name="Acme GmbH", key="acme-gmbh", started_on=TODAY),
            Client(uid="2", name="Acme", key="acme", started_on=TODAY),
            "their names are alike",
        ),
        Double(_ANN_THERE, replace(_BOB, client="Field Ltd", key="field-ltd"), "the same number"),
    ),
    (Vanished(_BOB, AddressCard(source="people", vanished_on=TODAY - timedelta(days=17))),),
)

VIEWS: dict[str, Any] = {
    "review": TO_DECIDE,
    "proposals": PROPOSED,
    "proposals.ONE": _proposed(PROPOSED),
    "backups": BackupsView(
        TODAY,
        Path(f"{HOME}/backups"),
        (
            _backup(1, 15, "before-import", 118_000, 16, 637, date(2026, 11, 19)),
            _backup(2, 1, "manual", 2_400_000, 1240, 88_000, date(2026, 10, 30)),
            _backup(3, 1, "manual", problem="this isn't a store"),
        ),
    ),
    "nearby": NearbyView(
        TODAY,
        "Bergamo",
        (
            NearbyRow(
                *("Rossi SpA", "rossi-spa", "Bergamo", "Bergamo, Lombardy", None, (_ROSSI,)),
                *(_MET, "visit", None, "Anna Rossi", "+39 035 123 456", None),
            ),
            NearbyRow(
                *("Bianchi", "bianchi", "Bergamo", "Bergamo", "snoozed", (), None, None),
                *(date(2026, 12, 4), None, None, None),
            ),
        ),
    ),
    "nearby.PLACES": PlacesView(TODAY, (PlaceRow("Bergamo", 2), PlaceRow("Lombardy", 1)), 14),
    "shares": Listed(
        TODAY,
        (
            Touchpoint(
                **_RULES,
                id=12,
                uid="u-12",
                client="Rossi SpA",
                key="rossi-spa",
                occurred_on=date(2026, 11, 18),
                url="https://grants.example/rules",
            ),
            Touchpoint(
                **_RULES,
                id=7,
                uid="u-7",
                client="Bianchi",
                key="bianchi",
                occurred_on=date(2025, 11, 4),
            ),
        ),
    ),
    "imported": IMPORTED,
    "config": ConfigView(
        TODAY,
        "/home/sam/.config/clientpulse/config.toml",
        False,
        (
            SettingLine("db", f"{HOME}/clientpulse.db", "default", "The store in use."),
            *(
                SettingLine(one.setting.name, one.value, one.source, one.setting.description)
                for one in effective(load(Path("/nowhere/config.toml")))
            ),
        ),
    ),
    "doctor": Listed(
        TODAY,
        (
            Finding("store", "ok", f"16 clients, 637 touchpoints: {HOME}/clientpulse.db"),
            Finding("integrity", "ok", "the structure, all references and all values are whole"),
            Finding(
                "backups",
                "warning",
                f"there is none in {HOME}/backups",
                "make one: pulse backup",
            ),
            Finding("space", "ok", "62.9 GB are left"),
        ),
    ),
    "sources": Listed(
        TODAY,
        (
            SourceLine(
                *("mail", "imap", "sam@practice.example at imap.practice.example", 1204),
                *(date(2026, 11, 19), datetime(2026, 11, 20, 8, 2).astimezone()),
            ),
            SourceLine("diary", "calendar", "/home/sam/.calendars/work", 31, date(2026, 12, 4)),
            SourceLine("people", "contacts", "https://dav.practice.example/sam/people/"),
        ),
    ),
    "timer": TimerView(
        TODAY,
        Path(f"{HOME}/clientpulse.db"),
        Installed(
            "systemd",
            tuple(
                f"/home/sam/.config/systemd/user/clientpulse.{one}" for one in ("service", "timer")
            ),
            (time(8), time(13, 30)),
            ("sync", "digest", "feed"),
            ("/home/sam/due.ics", "/home/sam/meetings.ics"),
            "/home/sam/.local/bin/pulse",
            datetime(2026, 11, 2, 9, 12).astimezone(),
        ),
        datetime(2026, 11, 20, 13, 30).astimezone(),
        LastRun(
            datetime(2026, 11, 20, 8).astimezone(),
            datetime(2026, 11, 20, 8, 1).astimezone(),
            (Outcome("sync"), Outcome("digest", "mail.example can't be reached"), Outcome("feed")),
        ),
        (Trouble("no program", why="/home/sam/.local/bin/pulse"),),
    ),
    "outbox": OutboxView(
        TODAY,
        (
            _kept(1, 18, "harbour", "They move to the new office in May"),
            _kept(2, 19, "rossi", "Rang", why="no client fits it", next_meeting=_MET_NEXT),
        ),
        (Path(f"{HOME}/outbox/torn.json"),),
        (f"{HOME}/old.db",),
    ),
    "templates": TemplatesView(
        TODAY,
        "/home/sam/.config/clientpulse/templates",
        tuple(
            TemplateLine(
                kind,
                holds,
                language,
                own,
                f"{HOME}/templates/{kind}.{language}.txt",
                f"{HOME}/templates/{kind}.{language}.html.j2" if own else None,
            )
            for kind, holds in (
                ("update", "what is new, or plainly that nothing is"),
                ("apology", "a mistake owned: what it was and what is being done"),
            )
            for language, own in (("en", False), ("de", True))
        ),
        (
            ("client", "name; contact and first_name of the person, empty if unknown"),
            ("chased", "none, or how often they were reminded: times, and day (of the first)"),
        ),
        ("invoice.en.txt",),
    ),
}
"""What a command would fill with paths of this machine."""


def registry() -> dict[str, Screen[Any]]:
    """Return every screen that the program declares, by its module."""
    found = {}
    for module in pkgutil.iter_modules(screens.__path__):
        for name, one in vars(getattr(screens, module.name)).items():
            if isinstance(one, Screen):
                found[module.name + ("" if name == "SCREEN" else f".{name}")] = one
    return found


READ_MAIL, READ_DIARY = (17, 268), (1, 2)
"""What wasn't typed, by its number."""


def store_at(path: Path) -> Store:
    """Make a store of the made-up portfolio, and of what else happens in it."""
    path.write_bytes(_told())
    return Store(path)


@cache
def _told() -> bytes:
    """Tell it once."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "demo.db")
        with store.unit_of_work("demo") as unit:
            telling.tell(unit, TODAY, POLICY)
        with store.unit_of_work("sync", origin="sync") as unit:
            unit.update_all(Touchpoint, READ_MAIL, source="mail")
            unit.update_all(Meeting, READ_DIARY, source="diary")
        for day, line in MORE:
            with contextlib.redirect_stdout(io.StringIO()):
                assert run(["--db", str(store.path), "--today", day, *shlex.split(line)]) == 0, line
        return store.path.read_bytes()


def views(path: Path) -> dict[str, Any]:
    """Return what each screen shows."""
    found = dict(VIEWS)
    with captured() as seen, moving() as live_in:
        live_in("UTC")
        for name, command in COMMANDS.items():
            with contextlib.redirect_stdout(io.StringIO()):
                assert run(["--db", str(path), "--today", NOW, *command.split()]) in {0, 1}, command
            screen, view = seen.pop()
            assert screen is registry()[name], command
            found[name] = view
    return found


PAGES = {
    "report": "report",
    "client": "show harbour",
    "for_client": "show harbour --for-client",
}


def pages(path: Path) -> dict[str, str]:
    """Return the pages that commands write, by what the golden file is called."""
    found = {}
    with moving() as live_in:
        live_in("UTC")
        for name, command in PAGES.items():
            with contextlib.redirect_stdout(io.StringIO()) as out:
                line = ["--db", str(path), "--today", NOW, *command.split(), "--html", "-"]
                assert run(line) == 0, command
            found[name] = out.getvalue()
    return found


@contextlib.contextmanager
def captured() -> Iterator[list[tuple[Any, Any]]]:
    """Keep what commands give to screens, instead of showing it."""
    seen: list[tuple[Any, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "write", lambda screen, view, *rest: seen.append((screen, view)))
        yield seen
