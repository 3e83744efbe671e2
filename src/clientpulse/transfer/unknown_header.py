"""What to say of a file whose header isn't known."""

from __future__ import annotations

import re
from pathlib import PurePath

from clientpulse.column_maps import COLUMNS
from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.clientpulse_csv import REQUIRED
from clientpulse.transfer.format import Heading, shortened
from clientpulse.transfer.mapping import guess, import_line
from clientpulse.transfer.records import Kind

_CALLED = {".vcf": "a file of cards", ".ics": "a calendar", ".mbox": "a mailbox"}
_ADDRESS = re.compile(r"[^@]*\S@\S+\.[^@]+")


def refuse_header(heading: Heading, kind: Kind | None, name: str) -> ImportRefusedError:
    """Say which columns a header lacks to be one of ours, and show the whole header."""
    if called := _CALLED.get(PurePath(name).suffix.lower()):
        return ImportRefusedError(
            f"{name} isn't {called}", "look at what it holds: the content counts, not the name"
        )
    if len(heading.columns) == 1 and heading.columns[0].count(",") > 1:
        return ImportRefusedError(
            f"each line of {name} is a single cell in quotes",
            "export it again; or remove the quotes around the lines, in an editor of text",
        )
    if any(map(_ADDRESS.fullmatch, heading.columns)):
        return ImportRefusedError(
            f"{name} has no header: {shortened(heading.text)}",
            "write above its first line what stands where, for example: name,contact,email,phone",
        )
    guessed = guess(heading.columns)
    hint = f"say what its columns hold: {import_line(guessed)}"
    if kind not in COLUMNS:
        shared = {kind: len(heading.names.intersection(COLUMNS[kind])) for kind in COLUMNS}
        # A client, perhaps with a note, may as well be a list of clients.
        told = heading.names.intersection(COLUMNS["touchpoints"]) - {"client", "note"}
        touchpoints = told and shared["touchpoints"] > shared["clients"]
        kind = "touchpoints" if touchpoints else "clients"
        if not shared[kind]:
            return ImportRefusedError(
                f"{name} has a header that isn't known: {shortened(heading.text)}", hint
            )
    lacking = [column for column in REQUIRED[kind] if column not in heading.names]
    return ImportRefusedError(
        f"{name} lacks the column{'s' * (len(lacking) > 1)} {' and '.join(lacking)}",
        hint
        if guessed.keys() >= set(lacking)
        else f"the header for {kind} is: {','.join(COLUMNS[kind])}",
    )
