"""What a person decided, written down at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import counted, listed
from clientpulse.config.settings import Settings
from clientpulse.records import Client, Contact
from clientpulse.services.proposing import accepting
from clientpulse.services.proposing.accepting import Decided
from clientpulse.services.reviewing import doubles, vanished
from clientpulse.services.syncing.marks import Marks
from clientpulse.services.syncing.running import write_down
from clientpulse.store import queries
from clientpulse.views.review import Double, Vanished

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


@dataclass(slots=True)
class Decisions:
    """What was decided about everything.

    Attributes:
        addresses: They are nobody's whom we look after, whether they were asked about or not.
        same: They are one.
        apart: They are two, and nobody is asked again.
        kept: Whatever the address book says.
        removed: They have left.
    """

    proposals: Decided = field(default_factory=Decided)
    addresses: list[str] = field(default_factory=list)
    same: list[Double] = field(default_factory=list)
    apart: list[Double] = field(default_factory=list)
    kept: list[Vanished] = field(default_factory=list)
    removed: list[Vanished] = field(default_factory=list)

    def __bool__(self) -> bool:
        said = self.proposals
        return bool(
            any((said.clients, said.people, said.never, self.addresses))
            or any((self.same, self.apart, self.kept, self.removed))
        )


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of it.

    Attributes:
        touchpoints: How many the messages of new clients and people gave.
    """

    added: Sequence[Client]
    touchpoints: int


def write(unit: UnitOfWork, today: date, settings: Settings, said: Decisions) -> Reviewed:
    """Write down what was decided; one undo takes all of it back."""
    marks = Marks(unit.reader)
    for double in said.apart:
        doubles.tell_apart(unit, marks, double)
    for double in said.same:
        _join(unit, today, double)
    for one in said.kept:
        vanished.keep(unit, marks, one)
    for one in said.removed:
        vanished.remove(unit, one)
    added = accepting.accept(unit, today, said.proposals, settings.me.owner)
    if said.addresses:
        accepting.never(unit, marks, said.addresses)
    _, late = write_down(unit, settings, today, [])
    unit.describe(summary(said))
    return Reviewed(added, late)


def summary(said: Decisions) -> str:
    """Say in a line what was decided: ``reviewed 3 correspondents and 1 double``."""
    proposals = said.proposals
    no = len(proposals.never) + len(said.addresses)
    counts = (
        (len(proposals.clients) + len(proposals.people) + no, "correspondent"),
        (len(said.same) + len(said.apart), "double"),
        (len(said.kept) + len(said.removed), "vanished contact"),
    )
    return f"reviewed {listed(counted(*each) for each in counts if each[0])}"


def _join(unit: UnitOfWork, today: date, double: Double) -> None:
    """Join two, unless one of them went with two others that were joined before."""
    if isinstance(double.one, Client):
        there = {one.id for one in queries.clients.everyone(unit.reader)}
        if {double.one.id, double.other.id} <= there:
            doubles.join_clients(unit, today, double)
        return
    people = {one.id: one for one in queries.contacts.select(unit.reader)}
    one, other = people.get(double.one.id), people.get(double.other.id)
    if isinstance(one, Contact) and other is not None:
        doubles.join_people(unit, today, one, other)
