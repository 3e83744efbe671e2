"""``pulse draft KIND @TAG --eml FOLDER``: a file each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.commands.draft import many, places
from clientpulse.cli.commands.draft.many import Left, Made
from clientpulse.errors import InputError
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.drafting.prepared import Wanted


def write_files(work: Session, wanted: Wanted, typed: str | None, *, yes: bool, json: bool) -> None:
    """Write a letter to each into a folder.

    Args:
        typed: The folder.

    Raises:
        ConflictError: Nobody gets one, or the answer is no.
        InputError: There is no folder, or a template has a mistake; no file is written then.
    """
    folder = _folder(typed)
    made, left = many.write_each(work, wanted)
    files = [_file(folder, one) for one in made]
    there = [one for one in files if one.exists()]
    for path in there:
        frame.files.confirm_replacing(work, path, yes=True)
    if there:
        held = output.phrases.counted(len(there), "file")
        names = output.messages.many.some_of([path.name for path in there])
        work.confirm(f"Replace {held} in {folder}: {names}?", yes)
    _write(work, made, files, folder)
    if json:
        drafts = [
            {**one.record(), "file": str(file)} for one, file in zip(made, files, strict=True)
        ]
        work.answer({"drafts": drafts, "left": [one.record() for one in left]}, (), json)
        return
    for text in _said(made, left, folder):
        places.remark(text)


def _folder(typed: str | None) -> Path:
    if typed is None:
        raise InputError(
            "letters to many clients are written to a folder, or sent",
            "name the folder: --eml FOLDER; or send them: --send",
        )
    path = frame.files.typed_path(typed)
    if path.exists() and not path.is_dir():
        raise InputError(f"{path} isn't a folder", "name another one, or a new one")
    return path


def _file(folder: Path, one: Made) -> Path:
    key = one.client.key
    return folder / f"{key if services.text.is_key(key) else one.client.id}.eml"


def _write(work: Session, made: Sequence[Made], files: Sequence[Path], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} can't be made: {error.strerror}"
        raise InputError(message, "name another one") from None
    for one, file in zip(made, files, strict=True):
        places.write_eml(work, file, one.draft, one.to, overwrite=file.exists())


def _said(made: Sequence[Made], left: Sequence[Left], folder: Path) -> Iterator[str]:
    yield from many.said_of(made)
    who = output.messages.many.some_of([one.client.name for one in made])
    yield f"Written to {folder}, {output.phrases.counted(len(made), 'letter')}: {who}"
    yield from (f"Left out: {one}" for one in many.left_out(left))
    key = shell_word(made[0].client.key)
    yield f"Nothing is logged yet. Once one is sent: pulse log {key} -c email"
