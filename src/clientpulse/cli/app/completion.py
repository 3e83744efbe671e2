"""What the shell is told when the TAB key is pressed. An error must never reach the prompt."""

from __future__ import annotations

import contextlib
import errno
import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from clientpulse import config, output, services
from clientpulse.cli import app as frame
from clientpulse.errors import ExitCode
from clientpulse.records.owners import MEANING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from clientpulse.services.open_things.thing import Kind
    from clientpulse.services.stores import Reader

COMPLETIONS = 500

# zsh runs its completion script through `eval`, and Typer's quoting doesn't cover a backslash
# before a dollar sign; so a name that could be code is shown without its dangerous characters.
HARMLESS = str.maketrans(dict.fromkeys("\\$`\"'():;|<>*?[]{}~#!", " "))


# What Typer reads and writes for bash, zsh and fish, in the home folder.
START_FILES = (
    *(".bashrc", ".bash_completions/pulse.sh", ".zshrc", ".zfunc/_pulse"),
    ".config/fish/completions/pulse.fish",
)


def check_start_files() -> None:
    """Refuse to read what may be waited for: a pipe in the place of the shell's files.

    Raises:
        OSError: There is one.
    """
    for name in START_FILES:
        path = Path.home() / name
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OSError(errno.EINVAL, "it isn't a file", str(path))


def complete(app: typer.Typer) -> int:
    """Answer the shell, and say nothing at all where that fails; return the exit code."""
    _leave_rich_out()
    try:
        typer.main.get_command(app).main([], prog_name="pulse", standalone_mode=False)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(ExitCode.DONE)
    except Exception:
        return int(ExitCode.FAULT)
    return int(ExitCode.DONE)


def _leave_rich_out() -> None:
    """Keep Typer from loading Rich, which it takes markup out of help texts with.

    Ours hold none, and without Rich the answer is there in 125 instead of 170 ms. Typer has no
    public way to say so; where its inside looks different, completion is slower and works.
    """
    with contextlib.suppress(ImportError):
        inside = importlib.import_module("typer._completion_classes")
        inside._sanitize_help_text = lambda text: text  # type: ignore[attr-defined]


def commands(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a command."""
    root: Any = ctx.find_root().command
    return _beginning(root.list_commands(ctx), incomplete)


def first_words(
    ctx: typer.Context, incomplete: str, commands: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Complete the first word where it is no command: an alias, or a client where nothing else is.

    Args:
        commands: Those that begin so.
    """
    found = len(commands)
    with contextlib.suppress(Exception):
        for name, line in frame.aliases.at_the_tab(ctx).items():
            if name.startswith(incomplete) and name not in commands:
                found += 1
                yield name, output.safe.one_line(frame.aliases.shown(line)).translate(HARMLESS)
    if incomplete and not found:
        yield from client_keys(ctx, incomplete)


def client_keys(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a client's key; its name is the help."""
    with contextlib.suppress(Exception), _reader(ctx) as reader:
        found = services.lookup.keys_starting(reader, incomplete.casefold(), COMPLETIONS)
        return [
            (key, output.safe.one_line(name).translate(HARMLESS))
            for key, name in found
            if services.text.is_key(key)
        ]
    return []


# What is open behind a client, as services.open_things.kinds names it, by the command or its group.
OPEN_THINGS = {
    "done": "DONE",
    "commitment": "OWED",
    "mistake": "MISTAKE",
    "mistake told": "TOLD",
    "mistake fixed": "FIXED",
    "remind": "REMINDER",
    "remind done": "REMEMBERED",
    "meeting": "BOOKED",
    "project": "RUNNING",
}


def open_things(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a client's key or, behind it, the number of what is open; its text is the help."""
    typed = ctx.params.get("which")
    if not typed:
        return client_keys(ctx, incomplete)
    command = ctx.command_path.partition(" ")[2]
    kind = OPEN_THINGS.get(command) or OPEN_THINGS.get(command.partition(" ")[0])
    with contextlib.suppress(Exception), _reader(ctx) as reader:
        wanted: Kind = getattr(services.open_things.kinds, str(kind))
        client = services.lookup.client(reader, typed[0])
        found = wanted.found(reader, frame.context.typed_session(ctx).today, client.id)
        return [
            (one.ref, output.safe.one_line(one.said).translate(HARMLESS))
            for one in found
            if one.ref.startswith(incomplete) and one.ref not in typed
        ]
    return []


def tags(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a tag; those with blanks or signs have to be typed."""
    with contextlib.suppress(Exception), _reader(ctx) as reader:
        return _plain(services.lookup.tags(reader), incomplete)
    return []


def clients_and_tags(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a client's key or, behind an ``@``, a tag."""
    if incomplete.startswith("@"):
        return [(f"@{one}", "") for one in tags(ctx, incomplete[1:])]
    return client_keys(ctx, incomplete)


def places(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a place; those with blanks or signs have to be typed."""
    with contextlib.suppress(Exception), _reader(ctx) as reader:
        known = services.portfolio.nearby.places(reader, date.min).items
        return _plain([one.place for one in known], incomplete)
    return []


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete an owner, or the words for all and for none; signs and blanks have to be typed."""
    with contextlib.suppress(Exception), _reader(ctx) as reader:
        known = services.lookup.owners(reader)
        return [*_plain(known, incomplete), *_beginning(MEANING if known else (), incomplete)]
    return []


def channels(incomplete: str) -> list[str]:
    """Complete a channel."""
    from clientpulse.cadence.channel import Channel  # noqa: PLC0415  not at every TAB

    return _beginning((one.value for one in Channel), incomplete)


def source_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a source."""
    with contextlib.suppress(Exception):
        known = frame.context.typed_session(ctx).settings.read_from
        return _beginning((one.name for one in known), incomplete)
    return []


def source_kinds(incomplete: str) -> list[str]:
    """Complete a kind of source."""
    from clientpulse.config.sources import KINDS  # noqa: PLC0415  not at every TAB

    return _beginning(KINDS, incomplete)


def timezones(incomplete: str) -> list[str]:
    """Complete a timezone."""
    try:
        return _beginning(services.clients.preferences.timezones(), incomplete)
    except Exception:
        return []


def traits(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a trait's key."""
    with contextlib.suppress(Exception), _reader(ctx) as reader:
        known = services.checkups.traits.listed(reader, date.min).items
        return _plain(list(dict.fromkeys(one.key for one in known)), incomplete)
    return []


def answers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a trait with its answer: ``communication=yes``."""
    from clientpulse.cadence.traits import ANSWERS  # noqa: PLC0415  not at every TAB

    trait, sign, said = incomplete.partition("=")
    if not sign:
        return [f"{key}=" for key in traits(ctx, trait)]
    return [f"{trait}={one}" for one in ANSWERS if one.startswith(said)]


def assignments(incomplete: str) -> list[str]:
    """Complete a rule, and the words that turn it off and on."""
    from clientpulse.cadence.rule_book import RULES  # noqa: PLC0415  not at every TAB

    rule, sign, value = incomplete.partition("=")
    if not sign:
        return [f"{one}=" for one in RULES if one.startswith(rule)]
    return [f"{rule}={one}" for one in ("none", "default") if one.startswith(value)]


def settings(incomplete: str) -> list[str]:
    """Complete a setting's name."""
    from clientpulse.config.table import SETTINGS  # noqa: PLC0415  not at every TAB

    return _beginning((one.name for one in SETTINGS), incomplete)


def kinds_of_things(incomplete: str) -> list[str]:
    """Complete a kind of things to search among."""
    return _beginning(services.searching.finding.KINDS, incomplete)


def statuses(incomplete: str) -> list[str]:
    """Complete a client's status."""
    return _beginning(services.portfolio.report.CLIENT_STATUSES, incomplete)


def due_statuses(incomplete: str) -> list[str]:
    """Complete the status of a client with something to do."""
    return _beginning(services.portfolio.asked.STATUSES, incomplete)


def rules(incomplete: str) -> list[str]:
    """Complete a rule."""
    from clientpulse.cadence.rule_book import RULES  # noqa: PLC0415  not at every TAB

    return _beginning(RULES, incomplete)


def sorts(incomplete: str) -> list[str]:
    """Complete an order of the report."""
    return _beginning(services.portfolio.report.SORTS, incomplete)


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def _plain(words: Iterable[str], incomplete: str) -> list[str]:
    harmless = (word for word in words if word.replace("-", "").replace("_", "").isalnum())
    return _beginning(harmless, incomplete)


def _reader(ctx: typer.Context) -> AbstractContextManager[Reader]:
    work = frame.context.typed_session(ctx)
    if not work.options.demo and not config.places.may_be_set(b"store"):
        return closing(services.stores.store_at(work.options.db).open_reader_at_once())
    return closing(work.store.open_reader_at_once())
