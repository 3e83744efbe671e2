"""Importing a file: one transaction for all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from clientpulse.config.settings import Settings
from clientpulse.errors import ConflictError, InputError
from clientpulse.services.facts.policy import with_days_off
from clientpulse.services.importing.checking import Rules
from clientpulse.services.importing.clients import import_clients
from clientpulse.services.importing.outcome import Outcome, counted
from clientpulse.services.importing.store import import_store
from clientpulse.services.importing.touchpoints import import_touchpoints
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.transfer.clientpulse_csv import MAPPED, OWN
from clientpulse.transfer.reading import Reading

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore
    from clientpulse.store.writer import UnitOfWork


class _RehearsedError(Exception):
    """Ends a transaction that was only to show what would happen.

    Args:
        outcome: What would.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def import_file(
    unit: UnitOfWork,
    reading: Reading,
    today: date,
    settings: Settings,
    name: str,
    progress: Callable[[], None] = lambda: None,
    *,
    only_new: bool = False,
    same: Mapping[int, str] | None = None,
    all_again: bool = False,
) -> Outcome:
    """Import what a file holds.

    Args:
        name: What to call the file in the journal.
        settings: What a new client has by default, and how we work.
        only_new: Leave what is stored as it is; for a whole store.
        same: By line, the line or the client's key that somebody said it is the same as.
        all_again: Whether clients and people come back that were deleted or removed here.

    Raises:
        InputError: The file isn't of the kind that one of the options is for.
        ImportRefusedError: The file turns out to be damaged; nothing may be kept of it.
    """
    _check_options(reading.kind, only_new=only_new, of_clients=bool(same) or all_again)
    if reading.kind == "store":
        outcome = import_store(unit, reading, progress, only_new=only_new)
        unit.new_owners.names.clear()  # a whole store has had them before
    elif reading.kind == "touchpoints":
        outcome = import_touchpoints(unit, reading, reading.format, today, progress)
    else:
        rules = _rules(unit, reading.format, today, settings)
        outcome = import_clients(unit, reading, rules, progress, same or {}, all_again=all_again)
    for number, key, rest in queries.clients.resting(unit.reader, today):
        if number in outcome.about:
            outcome.resting.setdefault(rest, []).append(key)
    unit.describe(f"imported {written(outcome)} from {name}")
    return outcome.finish(reading.unknown_columns)


def _check_options(kind: str, *, only_new: bool, of_clients: bool) -> None:
    if only_new and kind != "store":
        raise InputError(
            f"--only-new is for a JSON export, and this file holds {kind}",
            "leave --only-new out; touchpoints and address books replace nothing anyway",
        )
    if of_clients and kind != "clients":
        raise InputError(
            f"--same and --all-again are for lists of clients, and this file holds {kind}",
            "leave them out",
        )


def _rules(unit: UnitOfWork, source: str, today: date, settings: Settings) -> Rules:
    default = settings.default_meeting
    return Rules(
        today=today,
        default_meeting=None if default is None else str(default),
        policy=with_days_off(unit.reader, settings.policy),
        overwrite=source == OWN,
        by_name=source in {OWN, MAPPED},
        source=source,
        tag_defaults=settings.tag_defaults,
    )


def import_first(store: AnyStore, run: Callable[[UnitOfWork], Outcome]) -> Outcome:
    """Import into a store that isn't there yet; it only comes to be when something is stored.

    Raises:
        ConflictError: Another program has created the store meanwhile.
    """
    try:
        with store.coming_to_be() as draft:
            with draft.unit_of_work("import") as unit:
                outcome = run(unit)
            if not any(tally.created for tally in outcome.counts.values()):
                draft.path.unlink()
    except FileExistsError:
        raise ConflictError(
            f"somebody created the store just now: {store.path}",
            "run the import again; nothing was stored of it",
        ) from None
    return outcome


def rehearse(store: AnyStore, run: Callable[[UnitOfWork], Outcome]) -> Outcome:
    """Do everything as in earnest, and take it back at once.

    Args:
        store: The store; where there is none yet, nothing is left behind either.
    """
    if not store.exists():
        with TemporaryDirectory(prefix="clientpulse-") as folder:
            throwaway = Store(Path(folder) / "rehearsal.db")
            throwaway.prepare()
            return rehearse(throwaway, run)
    try:
        with store.unit_of_work("import") as unit:
            raise _RehearsedError(run(unit))
    except _RehearsedError as rehearsed:
        return rehearsed.outcome


def written(outcome: Outcome) -> str:
    """Say in a few words what was created and updated: `12 clients, 3 contacts`."""
    parts = [
        counted(noun, count)
        for noun, tally in outcome.counts.items()
        if (count := tally.created + tally.updated)
    ]
    return ", ".join(parts) or "nothing"
