"""What is said after a sync."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.output.phrases import counted
from clientpulse.views.syncing import KNOWN

if TYPE_CHECKING:
    from clientpulse.views.syncing import Outcome, SyncedView

SHOWN_REASONS = 3


def record(view: SyncedView) -> dict[str, Any]:
    """Return it for JSON."""
    return {
        "sources": [_record(one) for one in view.outcomes],
        "late": view.late,
        "dry_run": view.is_rehearsal,
    }


def lines(view: SyncedView) -> Iterator[str]:
    """Say what each source gave, and what waits."""
    read = [one for one in view.outcomes if not one.error]
    width = max((len(one.name) for one in read), default=0)
    if any(_given(one) or one.skipped[KNOWN] for one in read):
        for one in read:
            yield f"{one.name.ljust(width)}  {_given(one) or 'nothing new'}{_passed_over(one)}"
    elif read and not view.late:
        yield "Nothing new." if len(read) == len(view.outcomes) else "Nothing new from the others."
    if view.late:
        what = counted(view.late, "touchpoint")
        yield f"{what} from earlier mail, now that it is known whose it is"
    if view.is_rehearsal:
        yield "Nothing was changed."
    elif view.waiting:
        wait = "1 client waits" if view.waiting == 1 else f"{view.waiting} clients wait"
        yield f"{wait} for your answer: pulse due --rule answer"


def remarks(view: SyncedView) -> Iterator[str]:
    """Say what couldn't be read."""
    for one in view.outcomes:
        if one.error:
            yield f"error: {one.name}: {one.error}"
            if one.hint:
                yield f"hint: {one.hint}"
        for remark in one.remarks:
            yield f"{one.name}: {remark}"


def _record(one: Outcome) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "read": one.read,
        "touchpoints": one.touchpoints,
        "meetings": one.meetings,
        "people": one.people,
        "skipped": dict(sorted(one.skipped.items())),
        "error": one.error or None,
    }


def _given(one: Outcome) -> str:
    numbers = (
        (one.touchpoints, "touchpoint", ""),
        (one.meetings, "meeting", ""),
        (one.people, "person", "people"),
    )
    return ", ".join(counted(*each) for each in numbers if each[0])


def _passed_over(one: Outcome) -> str:
    skipped = one.skipped.most_common(SHOWN_REASONS)
    if not skipped:
        return ""
    rest = sum(one.skipped.values()) - sum(count for _, count in skipped)
    said = [f"{count:,} {reason}" for reason, count in skipped]
    return f" (of {one.read:,}; {', '.join([*said, *([counted(rest, 'other')] if rest else [])])})"


def import_record(outcome: Outcome, file: str, *, dry_run: bool) -> dict[str, Any]:
    """Return for JSON what a file gave."""
    counts = _record(outcome)
    named = {"file": file, "format": counts["kind"], "kind": "source", "dry_run": dry_run}
    fields = ("read", "touchpoints", "meetings", "people", "skipped")
    return {**named, **{name: counts[name] for name in fields}, "messages": list(outcome.remarks)}


def import_lines(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    """Say what a file gave, and what to do next."""
    given = _given(outcome)
    verb = "Would import" if dry_run else "Imported"
    yield f"{verb} {given or 'nothing'} from {outcome.name}{_passed_over(outcome)}"
    if dry_run:
        yield "Nothing was changed."
    elif given:
        yield "To take the import back: pulse undo"
