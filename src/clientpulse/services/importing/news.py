"""What a row says that it didn't say last time.

Whatever was emptied or taken out here, although the same row had filled it, was so on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from clientpulse.services.importing import marks
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.contacts import Person
from clientpulse.services.importing.memory import Memory
from clientpulse.services.importing.placing import Placed
from clientpulse.services.importing.reached import address_form, parts, phone_form

_FORMS: dict[str, Callable[[str], str]] = {"email": address_form, "phone": phone_form}


def new_in(row: CheckedRow, memory: Memory, placed: Placed) -> CheckedRow:
    """Return a row without what it has said before and the store no longer has."""
    client, person = placed.client, placed.person
    if client and client.stored and client.number in memory.of_client([marks.of_said(row)]).ids:
        given = {one: value for one, value in row.given.items() if client.values[one] is not None}
        row = replace(row, given=given, tags=[])
    if row.person is None or person is None or person.stored is None:
        return row
    if person.number in memory.of_contact([marks.of_row(row)]).ids:
        still = {
            column: value
            for column, value in row.person.items()
            if person.values[column] is not None and column not in _FORMS
        }
        return replace(row, person=still)
    return replace(row, person=row.person | _reached_anew(row, memory, person))


def _reached_anew(row: CheckedRow, memory: Memory, person: Person) -> dict[str, str]:
    who = person.identity
    there = who.emails | who.phones
    return {
        column: ", ".join(
            part
            for part in parts(row.person[column])
            if form(part) in there or not _was_said(row, memory, person, form(part))
        )
        for column, form in _FORMS.items()
        if row.person and column in row.person
    }


def _was_said(row: CheckedRow, memory: Memory, person: Person, form: str) -> bool:
    return person.number in memory.of_contact([marks.of_way(row, form)]).ids
