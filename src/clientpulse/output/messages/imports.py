"""What is said after an import, or after the rehearsal of one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.output import phrases
from clientpulse.output.messages import clients, states
from clientpulse.output.screens import imported

if TYPE_CHECKING:
    from clientpulse.views.fates import Fate
    from clientpulse.views.imported import ImportedView

SHOWN_MESSAGES = 20
SHOWN_DOUBLES = 5

_COUNTS = {
    "created": "created",
    "updated": "updated",
    "skipped": "unchanged",
    "left": "different here and left alone",
    "refused": "refused",
}


def record(view: ImportedView) -> dict[str, Any]:
    """Return it for JSON."""
    return {
        "file": view.file,
        "format": view.format,
        "kind": view.kind,
        "dry_run": view.is_rehearsal,
        **view.total,
        "counts": view.counts,
        "unknown_columns": list(view.unknown_columns),
        "messages": [{"line": line, "message": text} for line, text in view.messages],
        "messages_left_out": view.messages_left_out,
        "items": [imported.record(one) for one in view.items],
        "coming_up": clients.coming_up_record(view.coming_up),
        "from_tags": [
            {"tag": tag, "values": list(words), "clients": count}
            for tag, words, count in view.from_tags
        ],
        "without_cadence": [{"tag": tag, "clients": count} for tag, count in view.without_cadence],
        "without_owner": view.without_owner,
    }


def remarks(view: ImportedView) -> Iterator[str]:
    """Say what was left out, and what there is to say about single lines."""
    if view.unknown_columns:
        some = ", ".join(column[:60] for column in view.unknown_columns[:SHOWN_MESSAGES])
        more = len(view.unknown_columns) - SHOWN_MESSAGES
        yield f"left out, not known: {some}{f' and {more} more' if more > 0 else ''}"
    for line, text in view.messages[:SHOWN_MESSAGES]:
        said = line is None or text.startswith(f"line {line} ")
        yield text if said else f"line {line}: {text}"
    more = len(view.messages) + view.messages_left_out - SHOWN_MESSAGES
    if more > 0:
        yield f"and {more:,} more"


def lines(view: ImportedView, rules_off: Container[str]) -> Iterator[str]:
    """Count what became of what, say what needs a look, and what to do next."""
    yield f"{'Would import' if view.is_rehearsal else 'Imported'} {view.name} ({view.format}):"
    width = max(map(len, view.counts))
    for noun, counts in view.counts.items():
        parts = [f"{count:,} {_COUNTS[name]}" for name, count in counts.items() if count]
        if parts:
            yield f"  {noun.replace('_', ' ').ljust(width)}  {', '.join(parts)}"
    if not any(view.total.values()):
        yield "  nothing: the file has no rows"
    yield from states.some_rest(view.resting)
    yield from _from_tags(view)
    yield from _without_owner(view)
    yield from clients.coming_up(view.coming_up, view.today)
    yield from _doubtful(view)
    yield from _kept_away(view)
    yield from _differing(view)
    yield from _what_next(view, rules_off)


def _from_tags(view: ImportedView) -> Iterator[str]:
    """Say what new clients get by their tags."""
    get = "would get" if view.is_rehearsal else "got"
    for tag, words, count in view.from_tags:
        table = clients.table_of(tag)
        yield f"{phrases.counted(count, 'client')} {get}, from {table}: {', '.join(words)}"


def _without_owner(view: ImportedView) -> Iterator[str]:
    """Say which new clients are everybody's: an import is one person's work for all of them."""
    if view.me is None or not view.without_owner:
        return
    count = phrases.counted(view.without_owner, "client")
    have, are = ("has", "is") if view.without_owner == 1 else ("have", "are")
    said = f"{count} {have} no owner, so {'it' if are == 'is' else 'they'} {are} everybody's"
    if view.is_rehearsal:
        yield f"{said}."
    else:
        yield f"{said}: pulse client list --owner none"
        yield "To say whose one is: pulse client edit CLIENT --owner NAME; @TAG for many"


def _doubtful(view: ImportedView) -> Iterator[str]:
    """Name those who may be somebody else's double, and the command that joins the first."""
    doubles = [(one, double) for one in view.items for double in one.doubles]
    if not doubles:
        return
    count = len({(one.line, one.person) for one, _ in doubles})
    yield (
        "1 may be the same as another, and stays apart:"
        if count == 1
        else f"{count:,} may be the same as others, and stay apart:"
    )
    for one, double in doubles[:SHOWN_DOUBLES]:
        option = f": {double.option}" if len(doubles) > 1 else ""
        yield f"  line {one.line}, {_name(one)}: perhaps {double.who}{option}"
    if len(doubles) > SHOWN_DOUBLES:
        yield f"  and {len(doubles) - SHOWN_DOUBLES:,} more"
    # Once they are stored apart, they are known apart.
    before = "" if view.is_rehearsal else "pulse undo, then: "
    so = "If it is so" if len(doubles) == 1 else "If the first is so"
    yield f"{so}: {before}{view.again} {doubles[0][1].option}"


def _name(one: Fate) -> str:
    if one.person is None or one.person == one.client:
        return one.client
    return f"{one.person} at {one.client}"


def _kept_away(view: ImportedView) -> Iterator[str]:
    left = [one for one in view.items if one.becomes == "left"]
    if not left:
        return
    gone = len({one.client for one in left if one.key is None})
    people = len([one for one in left if one.key is not None])
    said = [
        *([f"{gone:,} client{'s' * (gone > 1)}"] if gone else []),
        *([f"{people:,} {'people' if people > 1 else 'person'}"] if people else []),
    ]
    verb = ("was", "stays") if gone + people == 1 else ("were", "stay")
    yield (
        f"{' and '.join(said)} {verb[0]} deleted or removed here and {verb[1]} away."
        f" To bring {'it' if verb[0] == 'was' else 'them'} back: {view.again} --all-again"
    )


def _differing(view: ImportedView) -> Iterator[str]:
    count = sum(len(one.differs) for one in view.items)
    if not count:
        return
    one = "value differs and stays as it is", "it"
    several = "values differ and stay as they are", "them"
    values, them = one if count == 1 else several
    listed = "" if view.is_rehearsal else f". To list {them}: {view.again} --dry-run"
    yield f"{count:,} {values}{listed}"


def _what_next(view: ImportedView, rules_off: Container[str]) -> Iterator[str]:
    changed = view.total["created"] or view.total["updated"]
    if view.total["refused"]:
        others = "; the others aren't stored twice" if changed else ""
        yield f"To have what was refused, correct it in the file and import it again{others}."
    if view.is_rehearsal:
        yield f"Nothing was changed.{f' To import it: {view.again}' if changed else ''}"
        return
    if view.coming_up:
        yield from clients.who_comes_first(
            view.coming_up, view.today, rules_off, view.without_cadence
        )
    elif any(view.total.values()):
        yield "Whom to contact today: pulse due"
    if changed:
        yield "To take the import back: pulse undo"
