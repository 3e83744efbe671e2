"""A whole sync: all sources are read first, then what they gave is written at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from clientpulse.cadence import wording
from clientpulse.cadence.adherence import year_before
from clientpulse.cadence.policy import Policy
from clientpulse.config.settings import Settings
from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import shell_word
from clientpulse.records import SourceState
from clientpulse.services.portfolio import listed
from clientpulse.services.portfolio.asked import Asked
from clientpulse.services.syncing import links, ours
from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.mail import again, messages
from clientpulse.services.syncing.marks import Marks
from clientpulse.services.syncing.taking import Taking
from clientpulse.services.syncing.writing import states_of, write
from clientpulse.sources import reading
from clientpulse.sources.gathered import Gathered, Progress, Window
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.timezones import our_zone
from clientpulse.views.syncing import Outcome

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one source.

    Attributes:
        states: How far it had been read when that began.
        error: What kept it from being read, if anything did.
        once: It is a file that somebody named, and nothing is remembered of it.
    """

    source: Source
    states: Mapping[str, str] = field(default_factory=dict)
    gathered: Gathered = field(default_factory=Gathered)
    error: SourceError | None = None
    once: bool = False

    @property
    def is_first(self) -> bool:
        """Whether nothing was read of it before."""
        return not self.states and self.error is None


def window(today: date, since: date | None = None) -> Window:
    """Return which days are read: the last twelve months unless told, and twelve ahead."""
    ahead = today + relativedelta(months=12)
    return Window(since or year_before(today), ahead, our_zone(), today)


def gather(
    source: Source,
    states: Mapping[str, str],
    days: Window,
    progress: Progress,
    *,
    again: bool = False,
    strict: bool = False,
) -> Read:
    """Read a source as far as it can be. It may take minutes, so no lock is held on the store.

    Args:
        states: How far it was read.
        again: Read all of the window, whatever was read before.
        strict: Let a fault of ours end the program, where somebody looks for it.
    """
    asked = {} if again else {part: one for part, one in states.items() if part != ours.PART}
    try:
        return Read(source, states, reading.read(source, days, asked, progress))
    except SourceError as error:
        return Read(source, states, error=error)
    except Exception as error:
        if strict:
            raise
        message = f"clientpulse failed to read it: {type(error).__name__}: {error}"
        again_with = f"report what this shows: pulse sync {shell_word(source.name)} --debug"
        return Read(source, states, error=SourceError(message, again_with))


def is_news(reader: Reader, settings: Settings, read: Iterable[Read]) -> bool:
    """Tell whether anything is to be written."""
    for one in read:
        new = one.gathered
        if new.items or new.gone or not new.states.items() <= one.states.items():
            return True
    if links.are_broken(reader):
        return True
    addresses = queries.exchanges.addresses_of_nobody(reader)
    if not addresses:
        return False
    known = Known(reader, ours.addresses(reader, settings))
    return any(map(known.clients_at, addresses))


def write_down(
    unit: UnitOfWork,
    settings: Settings,
    today: date,
    read: Sequence[Read],
    client_id: int | None = None,
) -> tuple[list[Outcome], int]:
    """Write down what was read, and say what became of it, source by source.

    Args:
        client_id: Whom everything is with, where somebody said so.

    Returns:
        That, and how many touchpoints older messages gave, of addresses that are a client's by now.
    """
    links.mend(unit)
    taking = Taking(
        unit,
        today,
        Known(unit.reader, ours.addresses(unit.reader, settings)),
        Marks(unit.reader),
        client_id,
        frozenset(one.name for one in settings.read_from),
    )
    current = states_of(unit.reader, [one.source for one in read])
    _learn(taking, read, current)
    found: dict[str, Outcome] = {}
    # Who is in the address book is known when the mail is looked at.
    for one in sorted(read, key=lambda one: one.source.kind != "contacts"):
        found[one.source.name] = outcome = _written(taking, one, current[one.source.name])
        if outcome.people:
            taking.known = Known(unit.reader, taking.known.ours)
    late = messages.take_late(taking)
    outcomes = [found[one.source.name] for one in read]
    unit.describe(summary(outcomes, late))
    unit.keep_out_of_journal_if_only(SourceState)
    return outcomes, late


def unwritten(read: Sequence[Read]) -> list[Outcome]:
    """Say what was read where nothing of it is new."""
    return [_outcome(one) for one in read]


def waiting(reader: Reader, today: date, policy: Policy, selection: Selection) -> int:
    """Return how many clients wait for an answer, as today's list has it."""
    return listed.count(reader, today, policy, selection, Asked(rules=frozenset({"answer"})))


def summary(outcomes: Sequence[Outcome], late: int = 0) -> str:
    """Say in a line what was read: ``read mail and diary: 14 touchpoints, 2 meetings``."""
    sources = wording.listed(one.name for one in outcomes if not one.error)
    return f"read {sources or 'nothing'}: {counted(outcomes, late)}"


def counted(outcomes: Sequence[Outcome], late: int = 0) -> str:
    """Say how much was written down: ``14 touchpoints, 2 meetings``."""
    numbers = (
        (late + sum(one.touchpoints for one in outcomes), "touchpoint", ""),
        (sum(one.meetings for one in outcomes), "meeting", ""),
        (sum(one.people for one in outcomes), "person", "people"),
    )
    said = [wording.counted(*each) for each in numbers if each[0]]
    return ", ".join(said) or "nothing to write down"


def _written(taking: Taking, one: Read, current: Mapping[str, str]) -> Outcome:
    if one.error:
        return _outcome(one)
    if current != one.states and not one.once:
        # Somebody undid a sync meanwhile: what was read then has to be read again.
        one.gathered.states = {}
    return write(taking, one.source, one.gathered)


def _outcome(one: Read) -> Outcome:
    return Outcome(
        one.source.name,
        one.source.kind,
        read=one.gathered.read,
        skipped=one.gathered.passed_over.copy(),
        remarks=one.gathered.remarks,
        error=one.error.message if one.error else "",
        hint=one.error.hint if one.error else "",
    )


def _learn(taking: Taking, read: Sequence[Read], current: Mapping[str, Mapping[str, str]]) -> None:
    """Learn which addresses are ours from what was sent, before anything else is looked at."""
    reader = taking.unit.reader
    for one in read:
        if not one.source.is_mail:
            continue
        states = current[one.source.name]
        new = ours.senders(taking.known, one.gathered.items) - taking.known.ours
        if one.gathered.states and not one.once:
            one.gathered.states |= again.state_of(reader, one.source, states)
        if new:
            taking.known = Known(reader, taking.known.ours | new)
            if not one.once:
                one.gathered.states |= ours.state_of(ours.learnt(states) | new)
