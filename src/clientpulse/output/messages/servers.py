"""What is said of a store on a server: to whoever made it, lets others in, or looks after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from clientpulse.quoting import shell_word

FORGET = (
    "The server's own files and backups are the business of whoever runs it: VACUUM overwrites"
    " what was deleted, old backups have to be deleted."
)
EVERYBODY = "Everybody who uses it needs this release then: an older clientpulse refuses it."


def dump(url: str, today: date, file: str | None = None) -> str:
    """Return the line that backs up a store on a server, to a file or into a folder."""
    return (
        "pg_dump --format=custom --schema=clientpulse"
        f" --file={shell_word(file or f'pulse-{today.isoformat()}.dump', 'FILE')}"
        f" {shell_word(url, 'URL')}"
    )


def bring_back(url: str, file: str | None) -> str:
    """Return the line that brings back what ``dump`` wrote, in one transaction."""
    return (
        "pg_restore --clean --if-exists --single-transaction"
        f" --dbname={shell_word(url, 'URL')} {shell_word(file or 'FILE', 'FILE')}"
    )


def made(place: str, *, is_new: bool, is_database_new: bool) -> Iterator[str]:
    """Say what was made."""
    if is_database_new:
        yield f"Made the {place}."
    if is_new:
        yield f"Made a store in the {place}."
    else:
        yield f"There is a store in the {place} already; it is as it was."


def next_steps(commands: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Say what to do next, each with the command to type."""
    yield "Next:"
    for what, command in commands:
        yield f"  {what}: {command}"


def allowed(role: str, group: str | None, statements: Iterable[str]) -> Iterator[str]:
    """Say what a role may do now, and all that was run for it."""
    may = {"pulse_member": "may use the store", "pulse_reader": "may read the store"}
    yield f"{role} {may.get(group or '', 'may no longer use the store')}. What was run:"
    yield from (f"  {one}" for one in statements)


def still_allowed(why: Iterable[str], statements: Sequence[str]) -> Iterator[str]:
    """Say what a role that was to be shut out still may, and what was run all the same."""
    yield from why
    yield "What was run:" if statements else "Nothing was changed."
    yield from (f"  {one}" for one in statements)
