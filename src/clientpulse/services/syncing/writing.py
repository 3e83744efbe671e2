"""Writing down what was gathered, in one transaction whatever the number of sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from clientpulse.config.sources import Source
from clientpulse.records import SourceState
from clientpulse.services import syncing
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Gathered
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.syncing import Outcome

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def write(taking: Taking, source: Source, gathered: Gathered) -> Outcome:
    """Write down what a source gave."""
    outcome = Outcome(
        source.name,
        source.kind,
        read=gathered.read,
        skipped=gathered.passed_over.copy(),
        remarks=gathered.remarks,
    )
    _writer(source)(taking, source, gathered, outcome)
    _keep_states(taking.unit, source.name, gathered.states)
    return outcome


def states_of(reader: Reader, sources: Sequence[Source]) -> dict[str, dict[str, str]]:
    """Return by source how far each of its parts was read."""
    found = {}
    for one in sources:
        kept = {each.part: each.state for each in queries.sources.states(reader, one.name)}
        if one.kind == "contacts":
            kept = syncing.book.cards.states(reader, kept)
        elif one.kind == "calendar":
            kept = syncing.diary.events.states(reader, one, kept)
        else:
            kept = syncing.mail.again.states(reader, one, kept)
        found[one.name] = kept
    return found


def _writer(source: Source) -> Callable[[Taking, Source, Gathered, Outcome], None]:
    if source.is_mail:
        return syncing.mail.messages.take
    return syncing.diary.events.take if source.kind == "calendar" else syncing.book.cards.take


def _keep_states(unit: UnitOfWork, source: str, states: Mapping[str, str]) -> None:
    there = {one.part: one for one in queries.sources.states(unit.reader, source)}
    for part, state in states.items():
        if part in there:
            unit.update(there[part], state=state)
        else:
            unit.insert(SourceState(source=source, part=part, state=state))
