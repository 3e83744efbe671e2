"""``pulse config set`` and ``unset``: one setting of the config file, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from clientpulse import config as configuration
from clientpulse import output, views
from clientpulse.cli import ENTRIES
from clientpulse.cli import app as frame
from clientpulse.cli.app.completion import settings
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer
from clientpulse.config.writing import Change
from clientpulse.errors import InputError
from clientpulse.quoting import LONGEST_SHOWN, named, quoted, shell_word

Name = Annotated[
    str,
    typer.Argument(
        metavar="SETTING",
        help="A setting, or a row of a table: soon, rules.feedback.",
        autocompletion=settings,
    ),
]


def set_value(
    work: Session,
    name: Name,
    value: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="Its new value.")
    ] = None,
) -> Answer:
    """Set one setting.

    \b
    Examples:
      pulse config set soon 2w
      pulse config set workdays mon,tue,wed,thu
      pulse config set rules.feedback 12m
      pulse config set weights.key 2

    The config file keeps its comments and its order. A value that can't be used changes nothing.
    """
    name, sign, behind = name.partition("=")
    words = [*([behind] if behind else []), *(value or [])]
    if not sign and words[:1] == ["="]:
        del words[0]
    if not words:
        hint = f"for example: pulse config set {shell_word(name[:LONGEST_SHOWN], 'SETTING')} VALUE"
        raise InputError(f"{named(name)} needs a value", f"{hint}; to see them all: pulse config")
    said = " ".join(words)
    _check_alias(name, said)
    return _changed(work, lambda text: configuration.writing.with_value(text, name, said))


def _check_alias(name: str, said: str) -> None:
    """Refuse an alias that would never be reached, or would never come to an end."""
    setting, _, alias = name.partition(".")
    if setting.strip().lower() != "alias":
        return
    if alias in {one.name for one in ENTRIES}:
        raise InputError(
            f"{quoted(alias)} is a command, and a command always wins", "choose another word for it"
        )
    if said.removeprefix("pulse ").split()[:1] == [alias]:
        hint = f'let it begin with a command: pulse config set {shell_word(name)} "due --short"'
        raise InputError(f"alias {quoted(alias)} stands for itself", hint)


def unset(work: Session, name: Name) -> Answer:
    """Remove a setting from the config file, so that it has its default again.

    \b
    Examples:
      pulse config unset soon
      pulse config unset rules.feedback
    """
    return _changed(work, lambda text: configuration.writing.without(text, name))


def _changed(work: Session, change: Callable[[str], Change]) -> Answer:
    """Change the config file's text, and nothing where it can't be read, changed or written."""
    file = frame.config_file.ConfigFile.read(work.config_path)
    done = change(file.text)
    unfinished = file.write(done.text)
    one = views.config.SettingChange(
        ".".join(done.path),
        configuration.writing.words(done.before),
        configuration.writing.words(done.after),
        done.was_default,
        done.is_default,
    )
    lines = [*output.messages.config.changed(one), *unfinished]
    return Answer({"setting": output.screens.config.change(one)}, lines)
