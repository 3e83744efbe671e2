"""Which of all that is to be decided somebody typed: by an address, a pair, a number or a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clientpulse.config.settings import Settings
from clientpulse.errors import InputError, NotFoundError
from clientpulse.quoting import named, printable
from clientpulse.services import lookup, text
from clientpulse.services.proposing import accepting
from clientpulse.services.reviewing import correspondents, doubles, vanished
from clientpulse.services.reviewing.deciding import Decisions
from clientpulse.services.syncing.marks import Marks
from clientpulse.sources.addresses import normal
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.views.proposals import Proposal
    from clientpulse.views.review import Double, Vanished

LOOK = "see what is to be decided, and what to type for it: pulse review --no-input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, by decision.

    Attributes:
        clients: Addresses.
        people: An address, and the client behind a ``=``.
        never: Addresses.
        same: Two clients' keys, or two people's numbers, with a ``=`` between; so is `apart`.
        kept: People by their number or name; so is `removed`.
        name: Of the only new client; so are the intervals.
    """

    clients: Sequence[str] = ()
    people: Sequence[str] = ()
    never: Sequence[str] = ()
    same: Sequence[str] = ()
    apart: Sequence[str] = ()
    kept: Sequence[str] = ()
    removed: Sequence[str] = ()
    name: str | None = None
    meet: str | None = None
    update: str | None = None

    @property
    def changes(self) -> bool:
        """Whether the new client is to be another than the proposed one."""
        return any(one is not None for one in (self.name, self.meet, self.update))


@dataclass(slots=True)
class _Once:
    """Sees to it that nothing is decided in two ways.

    Attributes:
        made: By what it is about, the decision.
    """

    made: dict[object, str] = field(default_factory=dict)

    def is_new(self, what: object, shown: str, decision: str) -> bool:
        """Note a decision, and tell whether it is another one than before.

        Raises:
            InputError: It was decided otherwise.
        """
        before = self.made.setdefault(what, "")
        self.made[what] = decision
        if before not in ("", decision):
            raise InputError(
                f"{printable(shown)} is decided twice: {before} and {decision}", "keep one of them"
            )
        return not before


def decided(reader: Reader, settings: Settings, typed: Typed) -> Decisions:
    """Find what was typed among what is to be decided.

    Raises:
        InputError: It can't be read, or contradicts itself.
        NotFoundError: It isn't to be decided, or not any more.
    """
    said, once = Decisions(), _Once()
    _correspondents(reader, settings, typed, said, once)
    found = doubles.find(reader, Marks(reader)) if typed.same or typed.apart else []
    for decision, pairs, into in (
        ("--same", typed.same, said.same),
        ("--apart", typed.apart, said.apart),
    ):
        into += [
            one
            for one in (_double(found, pair) for pair in pairs)
            if once.is_new(one.pair, one.ref, decision)
        ]
    gone = vanished.find(reader) if typed.kept or typed.removed else []
    for decision, people, them in (
        ("--keep", typed.kept, said.kept),
        ("--remove", typed.removed, said.removed),
    ):
        them += [
            one
            for one in (_vanished(gone, person) for person in people)
            if once.is_new(one.contact.uid, one.ref, decision)
        ]
    return said


def _correspondents(
    reader: Reader, settings: Settings, typed: Typed, said: Decisions, once: _Once
) -> None:
    if typed.changes and len(typed.clients) != 1:
        raise InputError(
            "--name, --meet and --update go with one --client",
            "for example: pulse review --client ann@kestrel.example --meet quarterly",
        )
    # Of whom was said never, nothing has to be there.
    found = correspondents.find(reader, settings) if typed.clients or typed.people else []
    of = {who.address: one for one in found for who in one.people}
    for address in typed.clients:
        one = _at(of, address)
        if once.is_new(one.key, address, "--client"):
            one = _changed(one, settings, typed, found)
            if one.there:
                said.proposals.people.append((one, one.there))
            else:
                said.proposals.clients.append(one)
    for both in typed.people:
        address, whose = _and_client(both)
        one, client = _at(of, address), lookup.client(reader, whose)
        if once.is_new(one.key, address, f"--person {client.key}"):
            said.proposals.people.append((one, client.key))
    for address in map(_address, typed.never):
        about = of.get(address)
        if about is not None:
            once.is_new(about.key, address, "--never")
        if address not in said.addresses:
            said.addresses.append(address)


def _changed(
    one: Proposal, settings: Settings, typed: Typed, found: Sequence[Proposal]
) -> Proposal:
    meeting, update = accepting.stored(one.cadence)
    name = one.name
    if typed.name is not None:
        name = text.name(typed.name)
    if typed.meet is not None:
        meeting = text.interval(typed.meet, "meeting")
    if typed.update is not None:
        update = text.update_interval(typed.update)
    taken = {each.key for each in found if each is not one}
    return accepting.edited(one, settings.policy, name, meeting, update, taken)


def _and_client(typed: str) -> tuple[str, str]:
    """Return an address and a client, as typed; both may hold a ``=``, a domain can't."""
    local, at, behind = typed.partition("@")
    domain, equals, whose = behind.partition("=")
    if not (equals and whose.strip()):
        raise InputError(
            f"{named(typed)} doesn't say at which client",
            "write the address, = and the client: ann@kestrel.example=acme",
        )
    return f"{local}{at}{domain}", whose


def _address(typed: str) -> str:
    address = normal(typed)
    if not address:
        raise InputError(
            f"{named(typed)} isn't an e-mail address", "for example tax-office@city.example"
        )
    return address


def _at(of: dict[str, Proposal], typed: str) -> Proposal:
    found = of.get(_address(typed))
    if found is None:
        raise NotFoundError(f"nobody with the address {named(typed)} is to be decided about", LOOK)
    return found


def _double(found: Sequence[Double], typed: str) -> Double:
    both = [part.strip().casefold() for part in typed.split("=")]
    if len(both) != 2 or not all(both):
        raise InputError(
            f"{named(typed)} isn't a pair", "write both with = between: acme=acme-gmbh, or 12=31"
        )
    fits = [one for one in found if sorted(one.refs) == sorted(both)]
    one = lookup.only_one(typed, "pairs", [fits], _pairs, "decide at a terminal, 'pulse review'")
    if one is None:
        raise NotFoundError(f"{named(typed)} isn't a pair to decide about", LOOK)
    return one


def _pairs(found: Sequence[Double]) -> str:
    return ", ".join(f"{printable(one.one.name)} and {printable(one.other.name)}" for one in found)


def _vanished(gone: Sequence[Vanished], typed: str) -> Vanished:
    person = lookup.fitting([one.contact for one in gone], typed, "contact")
    found: Iterator[Vanished] = (one for one in gone if one.contact is person)
    one = next(found, None)
    if one is None:
        raise NotFoundError(f"{named(typed)} isn't gone from an address book", LOOK)
    return one
