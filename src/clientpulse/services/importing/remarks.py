"""What there is to say about whom a row of a file means."""

from __future__ import annotations

from collections.abc import Iterable

from clientpulse.quoting import shell_word
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.contacts import Person
from clientpulse.services.importing.identity import Likeness
from clientpulse.services.importing.plan import PlannedClient


def doubles(alike: Iterable[tuple[PlannedClient, Likeness]]) -> list[tuple[str, str]]:
    """Name the clients who are perhaps the same, and what to write behind `--same`."""
    return [
        (f"{client.values['name']} in line {client.line}", str(client.line))
        if client.stored is None
        else (client.values["name"], client.values["key"])
        for client, how in alike
        if how is not Likeness.DIFFERENT
    ]


def double(person: Person, client: PlannedClient) -> tuple[str, str]:
    """Name a person who is perhaps the same, and what to write behind `--same`."""
    name = person.values["name"]
    if person.line:
        return f"{name} in line {person.line}", str(person.line)
    return f"{name} at {client.values['name']}", str(client.values["key"])


def twice(row: CheckedRow, person: Person) -> str:
    """Say that somebody is in the file twice."""
    name = person.values["name"]
    as_who = "" if row.person_name == name else f" as {name}"
    return f"{row.person_name} is in line {person.line}{as_who}, too: taken for one person"


def still_there(person: Person, client: PlannedClient) -> str:
    """Say that somebody whom a row made isn't whom it means now."""
    key, name = shell_word(client.values["key"]), person.values["name"]
    return (
        f"an earlier import made {name} (number {person.number}) at {client.values['name']}, who is"
        f" still there: pulse contact delete {key} {person.number}"
    )


def moved(row: CheckedRow, there: str) -> str:
    """Say that somebody is at another company in the file."""
    return f"{row.person_name} is at {there} here, and at {row.name} in the file: left at {there}"
