"""Delivering what waits: each line in a transaction of its own, once, whatever happens.

A line's file goes once the line is stored. What the store knows it by is the line's own name, as
the journal's entry has it and the touchpoint: so nothing is written twice that was stored before a
kill, or before the answer was lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clientpulse.errors import ClientpulseError, MayBeStoredError, StoreError, UnreachableError
from clientpulse.services import lookup
from clientpulse.services.lines import keeping, writing
from clientpulse.store import queries
from clientpulse.views.outbox import KeptLine

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore

COMMAND, ORIGIN = "log", "outbox"


@dataclass(slots=True)
class Delivered:
    """What came of delivering.

    Attributes:
        lines: Those that are stored, with the client's name; empty where it was stored before.
        refused: Those that can't be, with the reason.
        is_news: Of which of those the reason wasn't known yet.
        trouble: What is wrong with the store, so that no more was tried.
        is_taken: Whether somebody else delivers right now.
    """

    lines: list[KeptLine] = field(default_factory=list)
    refused: list[KeptLine] = field(default_factory=list)
    is_news: set[int] = field(default_factory=set)
    trouble: StoreError | None = None
    is_taken: bool = False


def deliver(
    store: AnyStore, policy_of: writing.PolicyOf, say: Callable[[KeptLine, str], None]
) -> Delivered:
    """Deliver what waits for a store, in the order in which it was typed.

    Args:
        say: Is told of each line that is stored now, with the client's name.

    Raises:
        UnreachableError: The server can't be reached, or was lost; what isn't stored waits.
    """
    done = Delivered()
    if not keeping.find(store.path).lines:
        return done
    try:
        with keeping.delivering() as mine:
            done.is_taken = not mine
            is_there = store.exists()
            for one in keeping.find(store.path).lines if mine else ():
                if is_there:
                    _deliver(store, policy_of, one, done, say)
                else:
                    _refuse(one, f"no store is at {store.path}; it goes once there is one", done)
    except UnreachableError:
        raise
    except MayBeStoredError as error:
        raise UnreachableError(
            f"the {store.place} was lost while a line of the outbox was delivered",
            "it is delivered once, when the server is back; nothing else was done",
        ) from error
    except StoreError as error:
        done.trouble = error
    return done


def _deliver(
    store: AnyStore,
    policy_of: writing.PolicyOf,
    one: KeptLine,
    done: Delivered,
    say: Callable[[KeptLine, str], None],
) -> None:
    try:
        client = _stored(store, policy_of, one)
    except (UnreachableError, MayBeStoredError):
        raise
    except StoreError as error:
        _refuse(one, error.message, done)
        raise
    except ClientpulseError as error:
        _refuse(one, error.message, done)
    except Exception as error:
        # A fault of ours, or a damaged store: what the user typed now goes on, and says so itself.
        _refuse(one, f"clientpulse failed: {type(error).__name__}: {error}", done)
    else:
        done.lines.append(one)
        say(one, client)
        keeping.drop(one)


def _stored(store: AnyStore, policy_of: writing.PolicyOf, one: KeptLine) -> str:
    """Store a line, unless it is; return the name of its client."""
    with store.unit_of_work(COMMAND, origin=ORIGIN, uid=one.uid) as unit:
        if queries.journal.is_known(unit.reader, one.uid):
            return one.line.client
        found = lookup.client(unit.reader, one.line.client)
        line = replace(one.line, touchpoint=replace(one.line.touchpoint, uid=one.uid))
        writing.write(unit, line, found, policy_of)
    return found.name


def _refuse(one: KeptLine, why: str, done: Delivered) -> None:
    if one.why != why:
        done.is_news.add(one.id)
    done.refused.append(keeping.note(one, why))
