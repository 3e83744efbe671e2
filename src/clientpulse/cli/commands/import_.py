"""``pulse import``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, Unpack, cast

import typer

from clientpulse import column_maps, output, services, transfer
from clientpulse.cli import app as frame
from clientpulse.cli.app.completion import client_keys
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun, KindOption
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands import importing_source
from clientpulse.errors import ExitCode, ImportRefusedError, InputError
from clientpulse.quoting import quoted, shell_word
from clientpulse.transfer.options import Options
from clientpulse.views.imported import ImportedView

if TYPE_CHECKING:
    from clientpulse.services.importing.outcome import Outcome
    from clientpulse.transfer.reading import Reading

STDIN = "-"
DATE_ORDERS = ("dmy", "mdy", "ymd")


class Typed(TypedDict, total=False):
    """The options that say how a file is taken, named as they are typed."""

    kind: KindOption
    map: Annotated[
        list[str],
        typer.Option(
            "--map",
            metavar="MAP",
            help="Which heading of a CSV file holds what:"
            " name=Company,contact=First+Last,email=Mail; or the name of a map in the config.",
        ),
    ]
    date_order: Annotated[
        str,
        typer.Option(
            "--date-order",
            metavar="ORDER",
            help="dmy, mdy or ymd: how to read 03/04/2025; default: date_order in the config, else"
            " as the other dates of the column show.",
            autocompletion=lambda: list(DATE_ORDERS),
        ),
    ]
    encoding: Annotated[
        str,
        typer.Option(
            metavar="ENCODING",
            help="The file's encoding, such as cp1250; default: found out.",
        ),
    ]
    only_new: Annotated[
        bool,
        typer.Option(
            "--only-new",
            help="Of a JSON export, add what is missing; change nothing that is there.",
        ),
    ]
    same: Annotated[
        list[str],
        typer.Option(
            "--same",
            metavar="LINE=WHO",
            help="This line is about the same one as another line, or the client with this key.",
        ),
    ]
    all_again: Annotated[
        bool,
        typer.Option("--all-again", help="Bring back those who were deleted or removed here, too."),
    ]
    client: Annotated[
        str,
        typer.Option(
            "--client",
            metavar="CLIENT",
            help="Whom all mail, events or people of the file are with.",
            autocompletion=client_keys,
        ),
    ]
    since: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="The first day of mail or events; default: 12 months ago."
        ),
    ]
    until: Annotated[
        str,
        typer.Option(metavar="DATE", help="The last day; default: of events in 12 months."),
    ]


@writing()
def import_(
    work: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")],
    dry_run: DryRun = False,
    json: bool = False,
    **typed: Unpack[Typed],
) -> Answer:
    """Read clients, touchpoints, people, mail or a calendar from a file.

    \b
    Examples:
      pulse import clients.csv --dry-run
      pulse import touchpoints.csv
      pulse import contacts.csv          an export of an address book or a CRM
      pulse import crm.csv --map name=Company,email=Mail
      pulse import everything.json       what pulse export wrote
      pulse import people.vcf            cards of any address book or telephone
      pulse import Sent.mbox             mail, from its headers alone
      pulse import diary.ics             a calendar

    The content tells what a file is: besides CSV and JSON a mailbox (mbox), a calendar (.ics) or
    cards (.vcf). A CSV file of your own has the columns
    name,key,meeting,update,since,contact,email,phone,prefers,tags,owner,note,place (only name is
    needed) or client,on,channel,direction,note,mood,minutes (client and on are needed). Where it
    has other headings, --map says which of them holds what.

    Rows that can't be read are refused, by line, and the others are stored, all of them or none.
    Importing a file twice changes nothing. The exit code is 5 when the file or every row of it
    was refused, else 0. A backup is made first, and 'pulse undo' takes an import back.
    """
    work.working_long()
    if kind := services.syncing.files.kind_of(Path(file)):
        return importing_source.imported(work, file, kind, typed, dry_run=dry_run)
    same = _said_same(typed.get("same", ()))
    with (
        _opened(file, typed, _options(work, typed)) as reading,
        frame.progress.progress(f"reading {_name(file)}") as line,
    ):

        def run(unit: Any) -> Outcome:
            outcome = services.importing.files.import_file(
                unit,
                reading,
                work.today,
                work.settings,
                _name(file),
                lambda: line.at(reading.bytes_read(), reading.total_bytes),
                only_new=typed.get("only_new", False),
                same=same,
                all_again=typed.get("all_again", False),
            )
            line.clear()
            work.tell_of_new_owners(unit)
            return outcome

        if dry_run:
            outcome = services.importing.files.rehearse(work.store, run)
        elif not work.store.exists():
            outcome = services.importing.files.import_first(work.store, run)
        else:
            with work.backed_up_unit("import") as unit:
                outcome = run(unit)
    view = _view(work, file, _command(file, typed), reading, outcome, dry_run)
    if dry_run and not json and output.screens.imported.changing(view):
        work.show(output.screens.imported.SCREEN, view, "table")
        sys.stdout.write("\n")
        sys.stdout.flush()
    for text in output.messages.imports.remarks(view):
        sys.stderr.write(f"{output.safe.one_line(text)}\n")
    return Answer(
        {"import": output.messages.imports.record(view)},
        output.messages.imports.lines(view, work.settings.policy.rules_off),
        ExitCode.REFUSED if outcome.useless else ExitCode.DONE,
    )


def _said_same(typed: Iterable[str]) -> dict[int, str]:
    same: dict[int, str] = {}
    for each in typed:
        line, who = (part.strip() for part in each.partition("=")[::2])
        if not (line.isdecimal() and who) or line == who:
            raise InputError(
                f"--same {quoted(each)} can't be read",
                "for example --same 7=4 or --same 7=field-ltd",
            )
        said = same.setdefault(int(line), who)
        if said != who:
            raise InputError(
                f"--same says that line {line} is {said}, and that it is {who}", "say one of them"
            )
    return same


def _name(file: str) -> str:
    return "standard input" if file == STDIN else Path(file).name


def _options(work: Session, typed: Typed) -> Options:
    order = typed.get("date_order", "").strip().lower() or work.settings.date_order
    if order not in (None, *DATE_ORDERS):
        raise InputError(
            f"{quoted(typed['date_order'])} isn't an order of dates",
            "use dmy, mdy or ymd",
        )
    return Options(
        today=work.today,
        date_order=order,
        encoding=typed.get("encoding"),
        mapping=column_maps.from_typed(typed.get("map", ()), work.settings.maps),
        client=_client(work, typed),
    )


def _client(work: Session, typed: Typed) -> tuple[str, str] | None:
    if "client" not in typed:
        return None
    with work.reader() as reader:
        found = services.lookup.client(reader, typed["client"])
    return found.key, found.name


@contextmanager
def _opened(file: str, typed: Typed, options: Options) -> Iterator[Reading]:
    wanted = cast("Any", frame.kinds.checked_kind(typed.get("kind")))
    with ExitStack() as stack:
        # Whoever feeds a pipe may take a long time, and nobody else can write while we do; so it
        # is read to its end here, before the store is opened.
        origin = sys.stdin.buffer if file == STDIN else file
        try:
            reading = stack.enter_context(transfer.reading.open_reading(origin, wanted, options))
            has_cards = reading.format == transfer.vcard.NAME
            importing_source.refuse_options(typed, has_cards=has_cards)
            yield reading
        except ImportRefusedError as error:
            hint = error.hint or "nothing was stored; 'pulse import --help' says what can be read"
            raise ImportRefusedError(
                error.message, hint.replace("pulse import FILE", _command(file, typed))
            ) from error


def _command(file: str, typed: Mapping[str, object]) -> str:
    """Return the command that takes a file in the same way."""
    path = f"./{file}" if file.startswith("-") else file
    words = ["pulse import", STDIN if file == STDIN else shell_word(path, "FILE")]
    for name, value in typed.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        elif value:
            several = value if isinstance(value, list) else [value]
            words += [f"{option} {shell_word(str(each))}" for each in several]
    return " ".join(words)


def _view(
    work: Session, file: str, again: str, reading: Reading, outcome: Outcome, dry_run: bool
) -> ImportedView:
    return ImportedView(
        today=work.today,
        file=file,
        name=_name(file),
        again=again,
        format=reading.format,
        kind=reading.kind,
        is_rehearsal=dry_run,
        counts={noun: asdict(tally) for noun, tally in outcome.counts.items()},
        total=asdict(outcome.total),
        items=tuple(sorted(outcome.fates, key=lambda one: one.line or 0)),
        unknown_columns=outcome.unknown_columns,
        messages=[(one.line, one.text) for one in outcome.messages],
        messages_left_out=outcome.messages_left_out,
        resting=outcome.resting,
        coming_up=outcome.coming_up,
        from_tags=[(*got, count) for got, count in outcome.from_tags.most_common()],
        without_cadence=outcome.without_cadence.most_common(),
        without_owner=outcome.without_owner,
        me=work.me,
    )
