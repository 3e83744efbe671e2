"""Which functions read the store, and what each is asked.

A function is a query when its first parameter is a reader. It is asked everything that ``ANSWERS``
has for its other parameters, by their names, in all combinations. So a new query is tried without a
word here, unless it has a parameter that nothing here is known of.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from clientpulse.records import DiaryEntry, Exchange, Meeting, ServiceMention, lists
from clientpulse.records.record import shape_of
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.queries.search import KINDS, Wanted
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection

# Where queries are.
PACKAGE = "clientpulse.store.queries"

TODAY = date(2026, 11, 21)
LONG_AGO = TODAY - timedelta(days=200)

SELECTIONS = (
    Selection(),
    Selection(client_id=1),
    Selection(archived=None),
    Selection(archived=True),
    Selection(tags=("retail", "nobody has this")),
    Selection(owners=(), archived=None),
    Selection(tags=(), owners=("kim",)),
    Selection(owners=("kim", None)),
    Selection(owners=(None,), archived=None),
)
HISTORIES = (
    HistoryFilter(),
    HistoryFilter(client_id=2, limit=3),
    HistoryFilter(tags=("retail",), search="a"),
    HistoryFilter(since=LONG_AGO, until=TODAY, channel="call", limit=2**70),
    HistoryFilter(search="É", limit=4),
    HistoryFilter(client_id=1, search="a"),
)
SEARCHES = (
    Wanted(("e",)),
    Wanted(("100%_!\\",)),
    Wanted(("the", "client 1"), {1: (1, 2)}),
    Wanted(("a",), kinds=("promises", "notes", "people")),
    Wanted(("",), kinds=("shares", "asks"), clients=Selection(tags=("retail",))),
    *(Wanted(("e",), kinds=(kind,)) for kind in KINDS),
)
SCOPES = (Scope(None, TODAY), Scope(1, TODAY), Scope(None, LONG_AGO))

NUMBERS = (1, 5, 10**6)
OF_CLIENTS = tuple(one for one in lists.EVERY if "client_id" in shape_of(one).columns)
WITH_A_UID = tuple(one for one in OF_CLIENTS if "uid" in shape_of(one).columns)


class Stored:
    """Answers that are looked up in the store, which has other ones each time."""

    def __init__(self, sql: str) -> None:
        self._sql = sql

    def all_of(self, reader: Reader) -> Sequence[Any]:
        return [row[0] for row in reader.rows(self._sql)]


class AllAtOnce(Stored):
    """All that is looked up is one answer."""

    def all_of(self, reader: Reader) -> Sequence[Any]:
        return ((), tuple(super().all_of(reader)))


# By the parameter's name; with its annotation where one name means two things.
ANSWERS: Mapping[str, Sequence[Any] | Stored] = {
    "addresses": AllAtOnce("SELECT DISTINCT address FROM exchange ORDER BY 1"),
    "after": (LONG_AGO, TODAY),
    "after: str": (LONG_AGO.isoformat(),),
    "before_id": (20, 2**40),
    "by": (None, "root", "nobody"),
    "beginning": ("", "a", "cli", "é"),
    "checkup_id": NUMBERS,
    "client_id": (*range(1, 28), 10**6),
    "client_id: int | None": (None, *range(1, 28)),
    "client_ids": ((), (1, 2, 3), tuple(range(1, 2_000))),
    "column": ("uid", "client_id", "created_at"),
    "commitment_id": (*NUMBERS, 2**80),
    "covered_on": (date(2020, 1, 1), TODAY),
    "day": (TODAY, date(2026, 1, 14)),
    "days": ((TODAY, LONG_AGO), (TODAY,)),
    "entry_id": NUMBERS,
    "few": (1, 4),
    "finished_after": (LONG_AGO,),
    "first": (date(2026, 1, 20), TODAY),
    "fixed_after": (LONG_AGO, TODAY),
    "held_on": (TODAY, date(2026, 1, 14)),
    "ids": (None, (), (1, 2, 3), tuple(range(3_000))),
    "key": ("client-1", "CLIENT-1", "nobody"),
    "kind": ("pause", "snooze"),
    "last": (TODAY, date(2027, 3, 1)),
    "limit": (0, 3, 500),
    "tables": (("client", "tag", "trait"), ("meeting",)),
    "messages": AllAtOnce("SELECT DISTINCT message FROM exchange ORDER BY 1"),
    "link": ("touchpoint_id",),
    "numbers": ((), (1, 2, 10**6), tuple(range(1, 2_000))),
    "table": ("touchpoint", "trait"),
    "than": (TODAY, LONG_AGO),
    "limit: int | None": (None, 2),
    "contact_id": Stored("SELECT contact_id FROM address_card UNION SELECT 4611686018427387904"),
    "of_sources": tuple(lists.OF_SOURCES.values()),
    "origin": (None, "typed", "sync"),
    "meeting_id": (*NUMBERS, 2**80),
    "meeting_id: int | None": (None, 1),
    "touchpoint_id: int | None": (None, 8),
    "mistake_id": (*NUMBERS, 2**80),
    "now": (TODAY,),
    "on": (date(2026, 7, 27), date(2026, 11, 2)),  # when the demo's recaps were sent
    "other_id": (1, 2, 10**6),
    "owner": ("client",),
    "owed_by": (None, "us", "client"),
    "purpose": ("recap", "feedback", "update"),
    "recap: str": ("meeting", "voice", "none"),
    "reminder_id": (*NUMBERS, 2**80),
    "scope": SCOPES,
    "selection": SELECTIONS,
    "service_id": (None, 1, 3),
    "since: datetime": (datetime(2026, 1, 1, tzinfo=UTC),),
    "since: date": (LONG_AGO, TODAY),
    "since: date | None": (None, LONG_AGO),
    "until: date | None": (None, TODAY),
    "since: str": ("2026-01-01",),
    "source": ("HubSpot", "another"),
    "states": (("booked",), ("booked", "held", "cancelled")),
    "strip_after": (TODAY - timedelta(weeks=12),),
    "record": lists.EVERY,
    "records": (lists.EVERY,),
    "today": (TODAY, date(2026, 2, 1)),
    "touchpoint_id": Stored(
        """
        SELECT touchpoint_id FROM attendee WHERE id < 4 UNION
        SELECT touchpoint_id FROM service_mention WHERE touchpoint_id IS NOT NULL UNION
        SELECT touchpoint_id FROM meeting WHERE touchpoint_id IS NOT NULL UNION
        SELECT 4611686018427387904
        """
    ),
    "touchpoint_ids": ((), tuple(range(1, 1_200))),
    "until": (TODAY, LONG_AGO),
    "uid: str": Stored("SELECT uid FROM touchpoint WHERE id < 3 UNION SELECT 'nothing'"),
    "uids": AllAtOnce("SELECT uid FROM project UNION SELECT uid FROM mistake ORDER BY 1"),
    "wanted": HISTORIES,
    "word": ("client 1", "e", "nobody"),
}

# What differs for a single function, by its module's last name and its own.
OF_ONE: Mapping[str, Mapping[str, Sequence[Any] | Stored]] = {
    "dependents.ids_by": {"record": WITH_A_UID},
    "dependents.ids_of": {"record": OF_CLIENTS, "owner_id": range(1, 28)},
    "dependents.outside_references": {"record": (Meeting, ServiceMention)},
    "dependents.part_ids_of_client": {"record": tuple(lists.PARTS)},
    "export.by_uid": {"record": WITH_A_UID},
    "export.exported": {"record": OF_CLIENTS, "client_id": (None, 1, 2, 27)},
    "export.of_owner": {"record": OF_CLIENTS, "client_id": (None, 1, 2, 27)},
    "export.parts": {"record": tuple(lists.PARTS)},
    "links.referred": {"record": (Exchange, DiaryEntry)},
    "sources.states": {"source": ("mail", "another")},
    "sources.news_at": {"source": ("mail", "another")},
    "journal.about_client": {"after": (0, 2, 10**6)},
    "journal.parted": {"key": Stored("SELECT key FROM client ORDER BY id")},
    "journal.about_clients": {"after": (0, 2, 10**6)},
    "search.by_number": {"record": WITH_A_UID, "ids": ((), (1, 2, 3), tuple(range(3_000)))},
    "search.count": {"wanted": SEARCHES},
    "search.found": {"wanted": SEARCHES},
    "export.parts_of": {"record": tuple(lists.PARTS), "ids": ((), (1, 2, 3), tuple(range(3_000)))},
}

# Nothing in a store that our commands wrote can be found by these.
ALWAYS_EMPTY = {"dependents.outside_references", "links.unknown_entries"}


def modules() -> Iterator[Any]:
    package = importlib.import_module(PACKAGE)
    for found in pkgutil.iter_modules(package.__path__, f"{PACKAGE}."):
        if not found.name.endswith((".values", ".of_clients")):  # what queries are made of
            yield importlib.import_module(found.name)


def queries() -> dict[str, Callable[..., Any]]:
    """Return every function that reads the store, by its module's last name and its own."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") == "reader"
    }


def questions(reader: Reader, name: str, function: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Give what a function is asked, by parameter.

    Raises:
        LookupError: It has a parameter of which nothing is known here.
    """
    parameters = [*inspect.signature(function).parameters.values()][1:]
    of_one = OF_ONE.get(name, {})
    answers: list[Sequence[Any]] = []
    for one in parameters:
        annotated = f"{one.name}: {one.annotation}"
        if one.annotation == "bool":
            answers.append((False, True))
            continue
        known = of_one.get(one.name) or ANSWERS.get(annotated) or ANSWERS.get(one.name)
        if known is None:
            raise LookupError(f"say in ANSWERS what {annotated!r} of {name} may be")
        answers.append(known.all_of(reader) if isinstance(known, Stored) else known)
    names = [one.name for one in parameters]
    for values in itertools.product(*answers):
        yield dict(zip(names, values, strict=True))
