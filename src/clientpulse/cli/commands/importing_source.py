"""``pulse import`` of a mailbox or a calendar."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clientpulse import dates, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer
from clientpulse.errors import ExitCode, ImportRefusedError, InputError, SourceError

OPTIONS = ("client", "since", "until")
CALLED = {"mbox": "a mailbox", "calendar": "a calendar"}


def imported(
    work: Session, file: str, kind: str, typed: Mapping[str, Any], *, dry_run: bool
) -> Answer:
    """Read a file, and write down what it says.

    Args:
        typed: The options that were typed.

    Raises:
        InputError: One of them is for other files.
        NotFoundError: There is no such client, or none at all.
        ImportRefusedError: The file can't be read.
    """
    for option in typed:
        if option not in OPTIONS:
            name = option.replace("_", "-")
            raise InputError(
                f"--{name} is for a CSV or JSON file, and this one holds {CALLED[kind]}",
                "leave it out",
            )
    path, syncing = Path(file), services.syncing
    ahead = dates.Prefer.FUTURE if kind == "calendar" else dates.Prefer.PAST
    since = work.day(typed["since"], dates.Prefer.PAST) if "since" in typed else None
    until = work.day(typed["until"], ahead) if "until" in typed else None
    with frame.progress.progress(f"reading {path.name}") as line:
        try:
            read = syncing.files.read(path, kind, work.today, since, until, line.at)
        except SourceError as error:
            raise ImportRefusedError(error.message, error.hint) from error
    with work.unit_of_work(dry_run=True) if dry_run else work.backed_up_unit("import") as unit:
        client_id = None
        if "client" in typed:
            client_id = services.lookup.client(unit.reader, typed["client"]).id
        outcome = syncing.files.write_down(unit, work.settings, work.today, read, client_id)
    for text in outcome.remarks:
        sys.stderr.write(f"{output.safe.one_line(text)}\n")
    messages = output.messages.syncing
    return Answer(
        {"import": messages.import_record(outcome, file, dry_run=dry_run)},
        messages.import_lines(outcome, dry_run=dry_run),
        ExitCode.REFUSED if outcome.useless else ExitCode.DONE,
    )


def refuse_options(typed: Mapping[str, Any], *, has_cards: bool) -> None:
    """Refuse the options of a mailbox or calendar with another file.

    Args:
        has_cards: Whether it holds cards, of whom ``--client`` says where they are.

    Raises:
        InputError: There are some.
    """
    for name in OPTIONS:
        if name in typed and not (has_cards and name == "client"):
            other = ", a calendar or cards" if name == "client" else " or a calendar"
            raise InputError(
                f"--{name} is for a mailbox{other}, and this file is none", "leave it out"
            )
