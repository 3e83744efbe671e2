"""Who is in a file, and what would become of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.views.imported import ImportedView

if TYPE_CHECKING:
    from clientpulse.views.fates import Fate

record: Fields[Fate] = Fields("line client key person becomes details")

_BECOMES = {"left": "stays away"}


def _sheet(view: ImportedView) -> Sheet:
    rows = [_row(one, person) for one, person in _together(changing(view))]
    # Touchpoints are about clients alone.
    filled = {heading for row in rows for heading, cell in row.items() if cell is not None}
    return Sheet.of(
        f"Who is in {view.name}, and what would become of them",
        [{heading: row[heading] for heading in row if heading in filled} for row in rows],
    )


def changing(view: ImportedView) -> list[Fate]:
    """Return those of whom there is something to say; who stays as they are is counted."""
    return [one for one in view.items if one.becomes != "unchanged" or one.details]


def _together(items: Sequence[Fate]) -> Iterator[tuple[Fate, str | None]]:
    """Put a client and the person of its line into one row, where the same becomes of both."""
    following = None
    for one, after in zip(items, [*items[1:], None], strict=True):
        if one is following:
            continue
        following = after if after is not None and _is_its_person(after, one) else None
        yield one, following.person if following else one.person


def _is_its_person(person: Fate, client: Fate) -> bool:
    is_person_of_client = client.person is None and person.person is not None
    return is_person_of_client and not client.details and replace(person, person=None) == client


def _row(one: Fate, person: str | None) -> dict[str, Cell]:
    becomes = _BECOMES.get(one.becomes, one.becomes)
    return {
        "Line": one.line,
        "Client": one.client,
        "Key": one.key,
        "Person": person,
        "Becomes": ": ".join(filter(None, (becomes, "; ".join(one.details)))),
    }


SCREEN: Screen[ImportedView] = Screen(
    "import", lambda view: {"items": [record(one) for one in view.items]}, _sheet
)
