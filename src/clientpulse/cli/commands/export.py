"""``pulse export``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.kinds import KINDS, checked_kind
from clientpulse.cli.app.parameters import KindOption, WroteJson, Yes
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import printable

if TYPE_CHECKING:
    from clientpulse.services.exporting.store import Exported

app = typer.Typer(rich_markup_mode=None, add_completion=False)

STDOUT = "-"


@app.command(cls=PulseCommand)
def export(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="NAME.json, NAME.csv, or - for standard output.")
    ],
    kind: KindOption = None,
    yes: Yes = False,
    json: WroteJson = False,
) -> None:
    """Write everything to a file.

    \b
    Examples:
      pulse export everything.json
      pulse export clients.csv --kind clients
      pulse export - --kind touchpoints | head

    JSON holds the whole store: importing it into an empty store gives the same store. CSV holds
    clients (archived ones too, each with its primary contact) or touchpoints, for spreadsheets.
    Only you can read the file. One that is there already is replaced only if you say so.
    """
    work = session(ctx)
    what = _what(file, checked_kind(kind))
    if file == STDOUT:
        if json:
            raise InputError("with - the data itself goes to stdout", "leave --json out")
        work.working_long()
        _print(work, what)
        return
    path = Path(file)
    there = _check(path, work.store.path)
    if there:
        work.confirm(f"Replace {path}, which is there already?", yes)
    work.working_long()
    with work.reader() as reader:

        def write(stream: TextIO) -> Exported:
            return services.exporting.files.export(reader, work.today, what, stream)

        written = services.exporting.files.replace_file(path, write, overwrite=there)
    record = {
        "file": file,
        "kind": what,
        "clients": written.clients,
        "touchpoints": written.touchpoints,
    }
    nouns = [output.phrases.counted(written.clients, "client")] if what != "touchpoints" else []
    nouns += (
        [output.phrases.counted(written.touchpoints, "touchpoint")] if what != "clients" else []
    )
    work.answer("export", {"export": record}, [f"Exported {' and '.join(nouns)} to {path}"], json)


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
    if suffix != ".csv":
        raise InputError(
            f"how to write {printable(file)} can't be told from its name",
            "name it .json for everything, .csv for clients or touchpoints",
        )
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
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    with TemporaryFile("w+", encoding="utf-8", newline="") as spool:
        with work.reader() as reader:
            services.exporting.files.export(reader, work.today, what, spool)
        spool.seek(0)
        copyfileobj(spool, _binary_safe(sys.stdout))


def _check(path: Path, store_path: Path) -> bool:
    """Tell whether there is a file that would be replaced.

    Raises:
        InputError: There is something that can't be.
        ConflictError: It is the store itself, or the place where the store will be.
    """
    try:
        if _is_same(path, store_path):
            raise ConflictError(
                f"this is the store itself: {path}", "name another file to export to"
            )
        if path.is_file() or not path.exists():
            return path.exists()
    except (OSError, ValueError):
        raise InputError(f"{printable(str(path))} can't be looked at", "name another") from None
    raise InputError(f"{path} is no file to write to", "name a file, or - for standard output")


def _is_same(path: Path, other: Path) -> bool:
    """Tell whether two names lead to one file, which needn't be there yet."""
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    return path.exists() and other.exists() and path.samefile(other)


def _binary_safe(stream: TextIO) -> TextIO:
    """Make the stream write UTF-8 and leave line ends alone, whatever the terminal's encoding."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")
    return stream
