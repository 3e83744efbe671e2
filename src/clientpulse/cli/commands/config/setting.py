"""``pulse config set`` and ``unset``: one setting of the config file, by name."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from clientpulse import config as configuration
from clientpulse import output, services, views
from clientpulse.cli import ENTRIES
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
    # Who keeps the file elsewhere and links to it wants the link kept.
    file = Path(os.path.realpath(work.config_path))
    content = configuration.loading.content(file) or b""
    text = configuration.loading.decoded(file, content)
    configuration.loading.document(file, text)
    done = change(text)
    if done.text != text:
        _write(file, content, done.text)
    one = views.config.SettingChange(
        ".".join(done.path),
        configuration.writing.words(done.before),
        configuration.writing.words(done.after),
        done.was_default,
        done.is_default,
    )
    lines = list(output.messages.config.changed(one))
    draft = configuration.places.draft_of(file)
    if done.text != text and draft.exists():
        lines.append(
            "An unfinished edit is kept, without this change: 'pulse config edit' continues"
            f" it; to drop it, delete {draft}"
        )
    return Answer({"setting": output.screens.config.change(one)}, lines)


def _write(file: Path, before: bytes, text: str) -> None:
    """Write the text as the file was written: with its line ends, and a mark at its beginning."""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    if before.startswith(codecs.BOM_UTF8):
        text = f"\ufeff{text}"
    try:
        services.private_files.overwrite(file, text)
    except OSError as error:
        raise InputError(
            f"the config file can't be written ({error.strerror}): {file}",
            "check its permissions and its folder's; nothing was changed",
        ) from None
