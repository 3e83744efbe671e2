"""``pulse source``: the mailboxes, calendars and address books that are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from clientpulse import config, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.completion import source_kinds, source_names
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.config.sources import Source
from clientpulse.errors import ConflictError, ExitCode, InputError, SourceError
from clientpulse.quoting import quoted, shell_word
from clientpulse.views.sources import Tried


class SourceGroup(VerbGroup):
    """A group that lists when nothing but options, or a source, is said."""

    default = bare = "list"


app = group(
    """List, test, add or remove the mailboxes, calendars and address books that are read.

    \b
    Examples:
      pulse source
      pulse source test
      pulse source add mail --kind maildir --path ~/Mail
    """,
    SourceGroup,
    bare=True,
)

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME",
        help="Only these sources, by their names in the config.",
        autocompletion=source_names,
        show_default=False,
    ),
]
Folders = Annotated[
    list[str] | None,
    typer.Option(
        "--folder",
        metavar="NAME",
        help="Of a mailbox, a folder to read; several are allowed. Default: inbox and sent mail.",
    ),
]
Includes = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="WHICH",
        help="Of a calendar, what counts too: all-day, alone or free; several are allowed.",
    ),
]


def _text(metavar: str, help: str) -> Any:  # noqa: A002  as Typer names it
    return typer.Option(metavar=metavar, help=help)


@reading(app, "list")
def list_sources(work: Session, names: Names = None) -> Shown[Any]:
    """List the sources and what the store knows of each; 'pulse source' alone does the same.

    \b
    Examples:
      pulse source list
      pulse source list --json
    """
    with work.reader() as reader:
        view = services.syncing.configured.listed(reader, work.today, _chosen(work, names))
    return Shown(output.screens.sources.SCREEN, view)


@writing(app, "test")
def try_sources(work: Session, names: Names = None) -> Answer:
    """Try whether the sources can be read, and say what is in them; nothing is stored.

    \b
    Examples:
      pulse source test
      pulse source test mail

    The exit code is 6 where one can't be read.
    """
    found = [services.syncing.configured.tried(one, work.today) for one in _chosen(work, names)]
    if not found:
        return Answer({"items": []}, [output.messages.sources.NONE])
    failed = any(one.error for one in found)
    return Answer(
        {"items": list(map(output.screens.sources.tried, found))},
        output.messages.sources.tried(found),
        ExitCode.UNREACHABLE if failed else ExitCode.DONE,
    )


@writing(app)
def add(
    work: Session,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What you call it: letters, digits, - and _.")
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help=f"{', '.join(config.sources.KINDS)}.",
            autocompletion=source_kinds,
        ),
    ] = None,
    path: Annotated[str | None, _text("PATH", "A file or folder on this computer.")] = None,
    url: Annotated[
        str | None, _text("URL", "An https address: a calendar, CalDAV or CardDAV.")
    ] = None,
    host: Annotated[str | None, _text("HOST", "A mail server.")] = None,
    port: Annotated[int | None, typer.Option(metavar="PORT", help="Default: 993 or 143.")] = None,
    user: Annotated[str | None, _text("USER", "The name you sign in with.")] = None,
    tls: Annotated[str | None, _text("TLS", "implicit, or starttls; default: implicit.")] = None,
    password_command: Annotated[
        str | None, _text("COMMAND", "What prints the password: 'pass show mail'.")
    ] = None,
    token_command: Annotated[
        str | None, _text("COMMAND", "What prints an OAuth 2 access token.")
    ] = None,
    ca_file: Annotated[
        str | None, _text("PATH", "Certificates to check the server's against.")
    ] = None,
    folder: Folders = None,
    include: Includes = None,
    password: Annotated[str | None, typer.Option(hidden=True, help="Refused.")] = None,
    no_test: Annotated[
        bool, typer.Option("--no-test", help="Add it without trying whether it can be read.")
    ] = False,
) -> Answer:
    """Add a mailbox, calendar or address book to the config, once it is clear that it can be read.

    \b
    Examples:
      pulse source add mail --kind maildir --path ~/Mail
      pulse source add office --kind imap --host imap.practice.example --user sam@practice.example \
--password-command 'pass show mail'
      pulse source add diary --kind calendar --path ~/.calendars/work
      pulse source add people --kind contacts --url https://dav.practice.example/sam/people/ \
--user sam --password-command 'pass show dav'

    A password never stands in the config: name the command that prints it.
    """
    if password is not None:
        raise InputError(
            "a password never stands in the config",
            "name the command that prints it: --password-command 'pass show mail'",
        )
    if kind is None:
        kinds = ", ".join(config.sources.KINDS)
        raise InputError(f"{quoted(name)} needs a kind", f"add --kind with one of {kinds}")
    given = {
        "kind": kind,
        "path": _absolute(path),
        "url": url,
        "host": host,
        "port": port,
        "user": user,
        "tls": tls,
        "password_command": password_command,
        "token_command": token_command,
        "ca_file": _absolute(ca_file),
        "folders": folder or None,
        "include": include or None,
    }
    said = {key: value for key, value in given.items() if value is not None}
    return _added(work, services.syncing.configured.source_of(name, said), tests=not no_test)


@writing(app)
def remove(
    work: Session,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A source.", autocompletion=source_names),
    ],
) -> Answer:
    """Take a source out of the config; what was read of it stays.

    \b
    Examples:
      pulse source remove mail
    """
    (source,) = _chosen(work, [name])
    file = frame.config_file.ConfigFile.read(work.config_path)
    unfinished = file.write(config.writing.without(file.text, f"sources.{name}").text)
    with work.reader() as reader:
        kept = services.syncing.configured.line(reader, source).kept
    return Answer(
        {"source": output.screens.sources.tried(Tried(name, source.kind, source.place))},
        [*output.messages.sources.removed(name, kept), *unfinished],
    )


def _added(work: Session, source: Source, *, tests: bool) -> Answer:
    if any(one.name == source.name for one in work.settings.read_from):
        raise ConflictError(
            f"there is a source {quoted(source.name)} already",
            "choose another name, or remove that one:"
            f" pulse source remove {shell_word(source.name)}",
        )
    file = frame.config_file.ConfigFile.read(work.config_path)
    values = config.adding.values_of(source, Path.home())
    text = config.adding.with_values(file.text, values)
    found = Tried(source.name, source.kind, source.place)
    if tests:
        found = services.syncing.configured.tried(source, work.today)
    if found.error is not None:
        hint = f"{found.hint}; " if found.hint else ""
        raise SourceError(found.error, f"{hint}to add it anyway: --no-test")
    unfinished = file.write(text)
    return Answer(
        {"source": output.screens.sources.tried(found)},
        [*output.messages.sources.added(found), *unfinished],
    )


def _chosen(work: Session, names: Sequence[str] | None) -> list[Source]:
    return services.syncing.configured.chosen(work.settings.read_from, names or ())


def _absolute(path: str | None) -> str | None:
    """Return a path that means the same in whatever folder a command runs."""
    return None if path is None else str(Path(path).expanduser().absolute())
