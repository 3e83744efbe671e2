"""What a line means that begins with no command: an alias, a word for one, or a client."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import typer

from clientpulse import __version__, services
from clientpulse.cli import app as frame
from clientpulse.cli.app import words
from clientpulse.errors import AmbiguousError, ClientpulseError, InputError, NotFoundError
from clientpulse.quoting import LONGEST_SHOWN, quoted, shell_word

if TYPE_CHECKING:
    from clientpulse.services.lookup import Found

NEAR, LIKELY, VERY_NEAR = 0.6, 0.7, 0.8


def understood(root: Any, ctx: Any, line: list[str]) -> list[str]:
    """Return the line of a command that a line means.

    Args:
        root: The group of all commands.

    Raises:
        ClientpulseError: It means none, or it can't be told which.
        typer.Exit: A word was all that there was to say.
    """
    alias = frame.aliases.expanded(root, ctx, line)
    try:
        return _meant(root, ctx, line if alias is None else alias)
    except InputError as error:
        if alias is None:
            raise
        raise frame.aliases.wrong(ctx, line[0], error.message, error.hint) from error


def at_the_tab(root: Any, ctx: Any, line: list[str]) -> list[str]:
    """Return the same as far as it can be told without a word or a look at the store."""
    try:
        line = frame.aliases.expanded(root, ctx, line) or line
    except ClientpulseError:
        return line
    if root.get_command(ctx, line[0]) is not None:
        return line
    meant = words.stands_for(line[0].casefold(), *_plain(line[1:])).split()
    return [*meant, *line[1:]] if meant else line


def command_of(root: Any, ctx: Any, line: list[str]) -> list[str]:
    """Return the command that a line begins with, and what stands behind it.

    Raises:
        InputError: It begins with none, and no word for one.
    """
    if not line or root.get_command(ctx, line[0]) is not None:
        return line
    meant = at_the_tab(root, ctx, line)
    if meant == line and (said := words.hint(line[0].casefold())):
        raise InputError(f"there is no command {quoted(line[0])}", said)
    return meant


def is_client(ctx: Any, word: str) -> bool:
    """Say whether a client has this key or name; one that only fits it doesn't count."""
    found = _fitting(ctx, [], word)
    return found is not None and _is_exact(found, word)


def check_spelling(ctx: Any, word: str, known: Collection[str]) -> None:
    """Refuse what is nearly the name of a command, where a client may stand as well.

    Raises:
        InputError: It is, and fits no client.
    """
    if _close(word, known, VERY_NEAR):
        try:
            client = _fitting(ctx, [], word)
        except AmbiguousError:
            return
        if client is None:
            raise unknown_command(word, known, ctx.command_path)


def _meant(root: Any, ctx: Any, line: list[str]) -> list[str]:
    if root.knows(ctx, line):
        return line
    if root.get_command(ctx, line[0]) is not None:
        return _in_group(root, ctx, line)
    word, behind = line[0].casefold(), _plain(line[1:])
    if word in words.VERSION or word in words.QUIT:
        typer.echo(f"clientpulse {__version__}" if word in words.VERSION else words.ENDED)
        raise typer.Exit
    return (
        _noun_second(root, ctx, line)
        or _worded(word, behind, line)
        or _of_client(root, ctx, line, behind)
    )


def _worded(word: str, behind: list[str], line: list[str]) -> list[str]:
    """Return what a word of the tables stands for; empty where it is in none.

    Raises:
        InputError: It means several things, or would destroy something.
    """
    if meant := words.stands_for(word, *behind):
        return [*meant.split(), *line[1:]]
    if said := words.hint(word, *behind):
        raise InputError(f"there is no command {quoted(word)}", said)
    return []


def _noun_second(root: Any, ctx: Any, line: list[str]) -> list[str]:
    """Read ``edit contact acme ann`` as ``contact edit acme ann``, ``contacts edit`` likewise."""
    verb, noun, rest = line[0].casefold(), line[1].casefold() if line[1:] else "", line[2:]
    group, _, listing = words.stands_for(verb).partition(" ")
    if listing == "list" and noun and _has(root, ctx, group, noun):
        return _meant(root, ctx, [group, *line[1:]])
    if words.verb(verb, ["list"])[0] and (listed := words.stands_for(noun)).endswith(" list"):
        return [*listed.split(), *rest]
    group = root.get_command(ctx, noun)
    meant, harmless = words.verb(verb, getattr(group, "commands", {}))
    if not meant or not (rest or meant == "list"):
        return []
    if harmless:
        return [noun, meant, *rest]
    raise InputError(f"there is no command {quoted(verb)}", _did_you_mean(f"pulse {noun} {meant}"))


def _has(root: Any, ctx: Any, group: str, word: str) -> bool:
    """Say whether a word is, or means, a command of a group; clients are added by a root one."""
    known = root.get_command(ctx, group).commands
    return word in known or bool(words.verb(word, [*known, "add"])[0])


def _in_group(root: Any, ctx: Any, line: list[str]) -> list[str]:
    """Return what is meant by a word that is none of a group's commands."""
    name, word, behind = line[0], line[1].casefold(), _plain(line[2:])
    known = root.get_command(ctx, name).commands
    if words.stands_for(word) == "help" or word == "help":
        return ["help", name]
    if name == "client" and root.get_command(ctx, word) is not None:
        return [word, *line[2:]]
    meant, harmless = words.verb(word, known)
    if harmless:
        return [name, meant, *line[2:]]
    if name == "client" and (found := _worded(word, behind, line[1:])):
        return found
    if meant or nearest(word, known, VERY_NEAR):
        raise unknown_command(line[1], known, f"pulse {name}", meant)
    plain = _plain(line[1:])
    if name in words.ABOUT_A_CLIENT and _fitting(ctx, line, " ".join(plain)):
        return [*words.ABOUT_A_CLIENT[name].split(), *line[1:]]
    if name in words.WITH_A_CLIENT and plain[1:] and _fitting(ctx, line, plain[0]):
        return [*words.WITH_A_CLIENT[name].split(), *line[1:]]
    raise unknown_command(line[1], known, f"pulse {name}")


def _of_client(root: Any, ctx: Any, line: list[str], behind: list[str]) -> list[str]:
    """Return the brief of the client that the words fit, unless they are near a command's name."""
    typed, known = " ".join([line[0], *behind]), root.list_commands(ctx)
    found = _fitting(ctx, line, typed)
    if found is not None:
        near = "" if behind or _is_exact(found, typed) else nearest(typed, known, VERY_NEAR)
        if near:
            key = shell_word(found.key)
            hint = f"the command: pulse {near}; the client: pulse brief {key}"
            raise AmbiguousError(f"{quoted(typed)} could be a command or a client", hint)
        return ["brief", *line]
    if behind and (found := _fitting(ctx, line, line[0])) is not None:
        said = " ".join(behind)
        key = shell_word(found.key)
        text = shell_word(said if len(said) <= LONGEST_SHOWN else "TEXT", "TEXT")
        hint = f"to log it: pulse log {key} {text}; to read up: pulse brief {key}"
        raise InputError(f"{quoted(line[0])} is a client, not a command", hint)
    raise unknown_command(line[0], known, "pulse", clients=_near_clients(ctx, line, typed))


def unknown_command(
    name: str, known: Collection[str], path: str, meant: str = "", clients: str = ""
) -> InputError:
    """Return the error for a word that means nothing; its hint always leads somewhere.

    Args:
        path: Where it was typed: ``pulse client``.
        meant: The command that is likely meant; otherwise the nearest.
        clients: Those that are near.
    """
    near = meant
    if not near and path == "pulse":
        closest = _close(name, {*known, *words.all_words()}, LIKELY)
        near = next((words.stands_for(one) or one for one in closest), "")
    near = near or nearest(name, known)
    said = f"there is no command {quoted(name)}"
    if clients:
        hint = (
            f"{_did_you_mean(f'pulse {near}')} Or a client: {clients}"
            if near
            else (f"did you mean the client {clients}?")
        )
        return InputError(f"{said}, and no such client", hint)
    if near:
        return InputError(said, _did_you_mean(f"{path} {near}"))
    if path == "pulse":
        return InputError(said, "'pulse help all' shows every command")
    return InputError(said, f"'{path} --help' shows its commands")


def nearest(word: str, known: Collection[str], cutoff: float = NEAR) -> str:
    """Return the command that a word is nearest to, or begins; empty where there is none."""
    begun = [one for one in known if word and one.startswith(word.casefold())]
    return next(iter([*begun, *_close(word, known, cutoff)]), "")


def _close(word: str, known: Collection[str], cutoff: float) -> list[str]:
    return get_close_matches(word.casefold(), known, n=1, cutoff=cutoff)


def _did_you_mean(command: str) -> str:
    return f"did you mean '{command}'?"


def _is_exact(found: Found, typed: str) -> bool:
    wanted = services.lookup.folded(typed)
    return wanted in {services.lookup.folded(found.key), services.lookup.folded(found.name)}


def _fitting(ctx: Any, line: list[str], typed: str) -> Found | None:
    """Return the client that fits; None where none does.

    Raises:
        AmbiguousError: Several do.
    """
    if not typed.strip():
        return None
    try:
        with frame.context.typed_session(ctx, line).reader() as reader:
            return services.lookup.client(reader, typed)
    except AmbiguousError:
        raise
    except NotFoundError:
        return None


def _near_clients(ctx: Any, line: list[str], typed: str) -> str:
    with frame.context.typed_session(ctx, line).reader() as reader:
        return services.lookup.nearest_shown(reader, typed)


def _plain(line: list[str]) -> list[str]:
    """Return the words before the first option."""
    ends = (place for place, one in enumerate(line) if one.startswith("-"))
    return line[: next(ends, len(line))]
