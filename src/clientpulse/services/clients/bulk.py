"""Doing the same with each client of a tag, in one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from clientpulse.cadence.policy import NO_RULES, RuleIntervals
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.quoting import named, printable, shell_word
from clientpulse.records import Client
from clientpulse.services import lookup, meanwhile
from clientpulse.services.facts.policy import all_own_rules
from clientpulse.store import queries
from clientpulse.store.queries.values import grouped
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one of many clients.

    Attributes:
        rules: Its own intervals by rule, as they were and as they are.
        reason: Why nothing could be done with it: ``isn't paused``.
    """

    client: lookup.Found
    before: Client
    after: Client
    rules: tuple[RuleIntervals, RuleIntervals]
    reason: str = ""

    @property
    def changed(self) -> bool:
        """Whether it isn't as it was."""
        return self.before != self.after or self.rules[0] != self.rules[1]


class Asked(NamedTuple):
    """What somebody was asked about.

    Attributes:
        became: What would have become of each client.
        then: What was `seen` when that was tried.
    """

    became: Sequence[Became]
    then: int

    @property
    def clients(self) -> Sequence[lookup.Found]:
        """The clients, as they were called then."""
        return [one.client for one in self.became]


class Meant(NamedTuple):
    """The clients that something is done with.

    Attributes:
        others: By owner, those of colleagues with the tag, which are left alone.
    """

    clients: Sequence[lookup.Found]
    others: Mapping[str, Sequence[lookup.Found]] = {}


def meant(
    reader: Reader,
    who: str,
    owner: str | None = None,
    *,
    me: str | None = None,
    archived: bool = False,
) -> Meant:
    """Return the active clients with a tag, by name; or the archived ones; or a single client.

    Of a tag they are mine and those without an owner: what is done to many at once would take
    colleagues by surprise.

    Args:
        owner: Whose, as for ``lookup.scope``.

    Raises:
        InputError: There is an owner, and no tag.
        NotFoundError: There is none.
    """
    check_of_a_tag(who, owner)
    if not lookup.is_tag(who):
        return Meant([lookup.client(reader, who)])
    wanted = lookup.scope(reader, who, owner=owner, me=me, archived=archived)
    found = [lookup.Found(*row) for row in queries.clients.names(reader, wanted)]
    others: Mapping[str, Sequence[lookup.Found]] = {}
    if wanted.whose.only_mine and wanted.whose.colleagues:
        theirs = replace(wanted, owners=wanted.whose.colleagues)
        rows = queries.clients.select(reader, theirs)
        by_owner = grouped((str(one.owner), lookup.Found.of(one)) for one in rows)
        others = {owner: by_owner[owner] for owner in sorted(by_owner, key=str.casefold)}
    if not found and (others or owner is not None):
        raise NotFoundError(
            f"no client of {'yours' if owner is None else named(owner)} has the tag"
            f" {named(who[1:])}",
            f"{_has(others)}; for those: --of all" if others else "see 'pulse client list'",
        )
    if not found:
        which, than = ("archived", "active") if archived else ("active", "archived")
        raise NotFoundError(
            f"no {which} client has the tag {named(who[1:])}", f"only {than} ones have it"
        )
    return Meant(found, others)


def check_of_a_tag(who: str | None, owner: str | None) -> None:
    """Refuse to be told whose clients are meant where it isn't about those with a tag.

    Raises:
        InputError: That is what was typed.
    """
    if owner is not None and not lookup.is_tag(who):
        raise InputError("--of says whose clients with a @TAG", "leave it out with a client")


def _has(others: Mapping[str, Sequence[lookup.Found]]) -> str:
    return ", ".join(f"{printable(owner)} has {len(of)}" for owner, of in others.items())


def do_each(
    unit: UnitOfWork,
    clients: Sequence[lookup.Found],
    do: Callable[[UnitOfWork, lookup.Found], object],
    *,
    then: Callable[[UnitOfWork, Sequence[Client]], None] | None = None,
    alone: bool = False,
    asked: Asked | None = None,
) -> Sequence[Became]:
    """Do something with each client; one of many for whom it makes no sense stays as it is.

    So does one that was changed since somebody was asked about it.

    Args:
        then: What is done with all of them in the end; it gets them as they were.
        alone: Whether it is about one client, so that this is an error.
        asked: What somebody was asked about; None where nobody was.

    Raises:
        ConflictError: A client that somebody was asked about is gone, or has another key.
    """
    before, rules_before = _states(unit.reader)
    reasons = {} if asked is None else _overtaken(unit.reader, asked, before, rules_before)
    as_asked = [one for one in clients if one.id not in reasons]
    for one in as_asked:
        try:
            do(unit, one)
        except ConflictError as error:
            if alone:
                raise
            reasons[one.id] = error.message.removeprefix(f"{one.key} ")
    if then is not None:
        then(unit, [before[one.id] for one in as_asked])
    after, rules_after = _states(unit.reader)
    return [
        Became(
            one,
            before[one.id],
            after[one.id],
            (rules_before.get(one.id, NO_RULES), rules_after.get(one.id, NO_RULES)),
            reasons.get(one.id, ""),
        )
        for one in clients
    ]


def _overtaken(
    reader: Reader,
    asked: Asked,
    now: Mapping[int, Client],
    rules: Mapping[int, RuleIntervals],
) -> dict[int, str]:
    """Say of each client that isn't as it was when somebody was asked who changed it, and when."""
    changed = []
    for one in asked.became:
        client = now.get(one.client.id)
        if client is None or client.key != one.client.key:
            raise meanwhile.gone(reader, one.client)
        if (client, rules.get(client.id, NO_RULES)) != (one.before, one.rules[0]):
            changed.append(client.id)
    lines = queries.journal.about_clients(reader, asked.then) if changed else {}
    return {one: meanwhile.while_asked(lines.get(one), reader.author) for one in changed}


def refuse_circular(who: str) -> None:
    """Refuse to log one thing for all clients with a tag.

    Raises:
        InputError: That is what was typed.
    """
    if lookup.is_tag(who):
        raise InputError(
            "what goes to many at once is a mailing, not a touchpoint, so it isn't logged",
            "log those you spoke with one by one; to write to each:"
            f" pulse draft update {shell_word(who, '@TAG')} --eml FOLDER",
        )


def _states(reader: Reader) -> tuple[dict[int, Client], dict[int, RuleIntervals]]:
    everyone = queries.clients.select(reader, Selection(archived=None))
    return {one.id: one for one in everyone}, all_own_rules(reader)
