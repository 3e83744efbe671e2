"""``pulse export``."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.kinds import EXPORTED, KINDS, checked_kind
from clientpulse.cli.app.parameters import Yes
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.errors import InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.services.exporting.store import Exported

STDOUT = "-"


@writing()
def export(
    work: Session,
    json: bool,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="NAME.json, NAME.csv, NAME.vcf, or - for standard output."
        ),
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="clients or touchpoints as CSV; contacts as vCard.",
            autocompletion=lambda: list(EXPORTED),
        ),
    ] = None,
    yes: Yes = False,
) -> Answer | None:
    """Write everything to a file.

    \b
    Examples:
      pulse export everything.json
      pulse export clients.csv --kind clients
      pulse export people.vcf
      pulse export - --kind touchpoints | head

    JSON holds the whole store: importing it into an empty store gives the same store. CSV holds
    clients (archived ones too, each with its primary contact) or touchpoints, for spreadsheets.
    A vCard file holds the people at clients, for your address book; your notes stay here.
    Only you can read the file. An existing one is replaced only if you say so.
    """
    what = _what(file, checked_kind(kind, EXPORTED))
    if file == STDOUT:
        if json:
            raise InputError("with - the data itself goes to stdout", "leave --json out")
        work.working_long()
        _print(work, what)
        return None
    path = Path(file)
    exists = frame.files.confirm_replacing(work, path, yes)
    work.working_long()
    with work.reader() as reader:

        def write(stream: TextIO) -> Exported:
            return services.exporting.files.export(reader, work.today, what, stream)

        written = services.exporting.replacing.replace_file(path, write, overwrite=exists)
    record = {
        "file": file,
        "kind": what,
        "clients": written.clients,
        "touchpoints": written.touchpoints,
    }
    if what == "contacts":
        record = {"file": file, "kind": what, "contacts": written.contacts}
    nouns = []
    if what == "contacts":
        nouns.append(output.phrases.counted(written.contacts, "contact"))
    if what in ("store", "clients"):
        nouns.append(output.phrases.counted(written.clients, "client"))
    if what in ("store", "touchpoints"):
        nouns.append(output.phrases.counted(written.touchpoints, "touchpoint"))
    return Answer({"export": record}, [f"Exported {' and '.join(nouns)} to {path}"])


def _what(file: str, kind: str | None) -> str:
    """Tell by the name and `--kind` what is to be written.

    Raises:
        InputError: They don't say, or contradict each other.
    """
    suffix = Path(file).suffix.lower()
    if file == STDOUT:
        return kind or "store"
    if suffix == ".json":
        if kind is not None:
            raise InputError(
                "JSON always holds everything", "leave --kind out, or name the file .csv"
            )
        return "store"
    if suffix == ".vcf":
        if kind not in (None, "contacts"):
            raise InputError("a vCard file holds contacts", "leave --kind out")
        return "contacts"
    if suffix != ".csv":
        raise InputError(
            f"how to write {named(file)} can't be told from its name",
            "name it .json for everything, .vcf for people; for a spreadsheet:"
            " pulse export clients.csv --kind clients",
        )
    if kind == "contacts":
        raise InputError("contacts are written as vCard", "name the file .vcf")
    if kind is None:
        raise InputError(
            "a CSV file holds clients or touchpoints",
            f"say which: --kind {' or --kind '.join(KINDS)}; or name the file .json for everything",
        )
    return kind


def _print(work: Session, what: str) -> None:
    """Write to standard output.

    Whoever reads a pipe may take a long time, and nobody can write to the store while we read it;
    so it is read to its end before the first byte goes out.
    """
    with TemporaryFile("w+", encoding="utf-8", newline="") as spool:
        with work.reader() as reader:
            services.exporting.files.export(reader, work.today, what, spool)
        spool.seek(0)
        # Whatever the terminal's encoding, and with line ends as they are.
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        copyfileobj(spool, sys.stdout)
