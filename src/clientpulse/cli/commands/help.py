"""``pulse help``."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from clientpulse.cli import app as frame
from clientpulse.cli.agent import in_a_shell

ALL = "all"
AGENT = "agent"
"""What an agent with a shell asks for."""


def _topics(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a command or, where none was given yet, what else there is help on."""
    others = [one for one in (ALL, AGENT) if one.startswith(incomplete)]
    return [*frame.completion.commands(ctx, incomplete), *others]


def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="COMMAND",
            help="What to explain; 'all' lists every command, 'agent' is for an agent.",
            autocompletion=_topics,
        ),
    ] = None,
) -> None:
    """Explain a command, or list them all by theme.

    \b
    Examples:
      pulse help
      pulse help all
      pulse help client edit
      pulse help agent

    The same as --help after the command.
    """
    context = ctx.find_root()
    if words == [ALL]:
        text = frame.help_text.everything(context.command, context)
    elif words == [AGENT]:
        text = in_a_shell.TEXT.removesuffix("\n")
    else:
        command, context = _named(context.command, context, words or [])
        text = command.get_help(context)
    with frame.pager.paged(sys.stdout, frame.context.session(ctx).pages) as stream:
        stream.write(f"{text}\n")


def _named(root: Any, context: Any, words: list[str]) -> tuple[Any, Any]:
    """Find a command, and a context that its help can be written in.

    Raises:
        InputError: There is none.
    """
    command = root
    for word in frame.unknown.command_of(root, context, words):
        found = command.get_command(context, word)
        if found is None:
            raise frame.unknown.unknown_command(
                word, command.list_commands(context), context.command_path
            )
        command = found
        context = command.context_class(
            command, info_name=word, parent=context, **command.context_settings
        )
        if not hasattr(command, "list_commands"):
            break
    return command, context
