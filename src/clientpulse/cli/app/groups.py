"""Groups that import a command only when it is used, and what every command of ours has in common.

Importing all commands and building their parameters would cost every start more than the command
that was asked for. So the list of commands, with a line of help each, is data, and a test holds
those lines to the commands' docstrings.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from clientpulse.cli import app as frame
from clientpulse.cli.app.coercion import read_plainly

HELPING = frozenset({"-h", "--help"})
CLIENT = "CLIENT"
TYPED = "clientpulse.typed"
"""Under which a context keeps what was typed behind its command, for a hint."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command that is imported when it is used.

    Attributes:
        place: A module in ``clientpulse.cli.commands``, and what it is called there: the Typer
            app of a group, or a function.
        help: The first line of its docstring.
        panel: The heading it is listed under.
    """

    name: str
    place: str
    help: str
    panel: str

    def load(self) -> Any:
        """Import the command and build its parameters, once in a process."""
        return _built(self)


@cache
def _built(entry: Entry) -> Any:
    module, _, name = entry.place.partition(":")
    app = getattr(importlib.import_module(f"clientpulse.cli.commands.{module}"), name)
    if not isinstance(app, typer.Typer):
        function, app = app, typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(cls=PulseCommand)(function)
    command = typer.main.get_command(app)
    command.name = entry.name
    return command


class Completion(NamedTuple):
    """A word to offer at the TAB key, with the fields that Typer's shells read.

    Typer has a class for it that it doesn't export.
    """

    value: str
    type: str = "plain"
    help: str | None = None


class PulseCommand(TyperCommand):
    """A command that takes the global options behind its name as well."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, to fit the terminal."""
        ctx.terminal_width = frame.help_text.UNBROKEN
        return frame.help_text.fitted(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the global options out of the arguments before the command reads them."""
        read_plainly(self.get_params(ctx))
        alone = None if ctx.resilient_parsing else self._client_alone()
        ctx.allow_extra_args = alone is not None
        ctx.meta[TYPED] = args
        super().parse_args(ctx, own_arguments(self, ctx, args))
        if alone is not None and ctx.args:
            ctx.params[alone] = " ".join([ctx.params[alone], *ctx.args])
            ctx.args = []
        return list(ctx.args)

    def _client_alone(self) -> str | None:
        """Return the parameter of a command that takes a client alone: its name needs no quotes."""
        arguments = [one for one in self.params if one.param_type_name == "argument"]
        takes = [one.metavar for one in arguments] in ([CLIENT], [f"{CLIENT}|@TAG"])
        return arguments[0].name if takes and arguments[0].nargs == 1 else None

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Write the usage as people do: ``CLIENT [NOTE]... [OPTIONS]``."""
        arguments = [one for one in self.params if one.param_type_name == "argument"]
        return [*map(_usage_of, arguments), "[OPTIONS]"]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List the arguments and the options, without the types they have in Python."""
        arguments = [one for one in self.params if one.param_type_name == "argument"]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl(
                    [(_usage_of(one), getattr(one, "help", "")) for one in arguments]
                )
        _list_options(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Point to the options that every command takes."""
        formatter.write_paragraph()
        formatter.write_text("Every command also takes the options of 'pulse --help'.")


def own_arguments(command: Any, ctx: Any, args: list[str]) -> list[str]:
    """Take the global options out of a command's arguments, and note them."""
    valued = {
        name
        for parameter in command.params
        if parameter.param_type_name == "option" and not getattr(parameter, "is_flag", False)
        for name in parameter.opts
    }
    args = list(_with_left_out_values(command, args))
    own, options = frame.global_options.take_global_options(args, valued)
    if options is not None:
        root = ctx.find_root()
        root.obj = options.also(root.obj)
        ctx.obj = root.obj
    return own


def _with_left_out_values(command: Any, args: list[str]) -> Iterator[str]:
    """Put an empty value behind each option whose value may be left out, and is.

    That is what its metavar in brackets says, as ``[FILE]``.
    """
    optional = {
        name
        for parameter in command.params
        if parameter.param_type_name == "option" and (parameter.metavar or "").startswith("[")
        for name in parameter.opts
    }
    for place, word in enumerate(args):
        yield word
        if word == "--":
            yield from args[place + 1 :]
            return
        behind = args[place + 1] if place + 1 < len(args) else "--"
        if word in optional and behind.startswith("-") and behind != "-":
            yield ""


class PulseGroup(TyperGroup):
    """A group whose help lists its commands by their first lines."""

    default: ClassVar[str] = ""
    """The command that may be left out."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, to fit the terminal."""
        ctx.terminal_width = frame.help_text.UNBROKEN
        return frame.help_text.fitted(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the group's own options."""
        read_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or name the nearest.

        Raises:
            InputError: There is no such command.
        """
        name = args[0]
        command = self.get_command(ctx, name)
        if command is not None:
            return name, command, args[1:]
        if not ctx.resilient_parsing and not name.startswith("-"):
            known = self.list_commands(ctx)
            raise frame.unknown.unknown_command(name, known, ctx.command_path)
        return super().resolve_command(ctx, args)


class LazyGroup(PulseGroup):
    """A group whose commands are imported when they are used."""

    entries: ClassVar[tuple[Entry, ...]] = ()

    morning: ClassVar[tuple[str, ...]] = ()
    """The commands that the help shows at once."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names in the order of the list."""
        return [entry.name for entry in self.entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command."""
        for entry in self.entries:
            if entry.name == cmd_name:
                return entry.load()
        return None

    def knows(self, ctx: Any, line: list[str]) -> bool:
        """Say whether a line begins with a command and, behind a group, with one of its own."""
        command = self.get_command(ctx, line[0])
        is_word_behind = line[1:] and not line[1].startswith("-")
        if not is_word_behind or not isinstance(command, PulseGroup) or command.default:
            return command is not None
        return line[1] in command.commands

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or what else the line means.

        Raises:
            ClientpulseError: It means nothing, or it can't be told what.
        """
        if not args[0].startswith("-") and not self.knows(ctx, args):
            find = frame.unknown.at_the_tab if ctx.resilient_parsing else frame.unknown.understood
            args = find(self, ctx, args)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the global options; without a command behind them it is the default one.

        Options that aren't global belong to it. At the TAB key nothing is put in: there the
        commands are to be offered.
        """
        taking_values = {
            name
            for parameter in self.params
            if not getattr(parameter, "is_flag", True)
            for name in parameter.opts
        }
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        position, before, asks_for_help = 0, list[str](), False
        while position < len(args) and args[position].partition("=")[0] in known:
            after = position + (2 if args[position] in taking_values else 1)
            if args[position] in HELPING:
                asks_for_help = True
            else:
                before += args[position:after]
            position = after
        rest = args[position:]
        if asks_for_help and not ctx.resilient_parsing:
            # Written by the command, it goes through the pager as well.
            args = [*before, "help", *(one for one in rest if not one.startswith("-"))]
        elif rest in ([], ["--"]):
            # An option that still lacks its value mustn't take the command's name for it.
            if position <= len(args) and not ctx.resilient_parsing:
                args = [*before, self.default]
        elif rest[0].startswith("-") and rest[0] != "--":
            args = [*before, self.default, *rest]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete a command's name without importing any, or a global option."""
        if incomplete.startswith("-"):
            options: list[Any] = self.get_params(ctx)
            return [
                Completion(name, help=option.help)
                for option in options
                if not option.hidden and not _is_typed(ctx, option)
                for name in (*option.opts, *option.secondary_opts)
                if name.startswith(incomplete)
            ]
        fitting = [one for one in self.entries if one.name.startswith(incomplete)]
        others = frame.completion.first_words(ctx, incomplete, [one.name for one in fitting])
        return [
            *(Completion(one.name, help=one.help) for one in fitting),
            *(Completion(word, help=said) for word, said in others),
        ]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List the commands before the options."""
        self.format_commands(ctx, formatter)
        _list_options(self, ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands of a morning, and say where the others are."""
        with formatter.section("Every morning"):
            help_of = {one.name: one.help for one in self.entries}
            formatter.write_dl([(name, help_of[name]) for name in self.morning])
        themes = dict.fromkeys(entry.panel for entry in self.entries)
        with formatter.section("More"):
            formatter.write_dl(
                [
                    ("pulse help all", f"Every command, by theme: {', '.join(themes)}."),
                    ("pulse help COMMAND", "How to use one."),
                    ("pulse CLIENT", "Read up on a client: pulse acme."),
                ]
            )


def _list_options(command: Any, ctx: Any, formatter: Any) -> None:
    options = [one for one in command.get_params(ctx) if one.param_type_name == "option"]
    records = (one.get_help_record(ctx) for one in options)
    with formatter.section("Options"):
        formatter.write_dl([one for one in records if one is not None])


def _usage_of(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    name = name.strip("[].")
    several = "..." if argument.nargs == -1 else ""
    return f"{name}{several}" if argument.required else f"[{name}{several}]"


def _is_typed(ctx: Any, option: Any) -> bool:
    source = ctx.get_parameter_source(option.name)
    return source is not None and source.name == "COMMANDLINE"
