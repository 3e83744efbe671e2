"""``pulse draft KIND @TAG --eml FOLDER``: a letter to each client with a tag, a file each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse import letters, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.commands.draft import places
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.letters.draft import Draft
    from clientpulse.letters.message import Mailbox
    from clientpulse.services.drafting.prepared import Wanted
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import Reader


class _Made(NamedTuple):
    """A letter to one of them."""

    client: Found
    draft: Draft
    to: Sequence[Mailbox]
    remarks: Sequence[str]
    path: Path


class _Left(NamedTuple):
    """One of them who gets none, and why."""

    client: Found
    reason: str


def check_for_many(folder: str | None, **alone: object) -> Path:
    """Return the folder that the letters go to.

    Args:
        alone: The options that are about one letter, as they were typed.

    Raises:
        InputError: One of those was typed, or there is no folder.
    """
    typed = [name for name, value in alone.items() if value]
    if "log" in typed:
        services.clients.bulk.refuse_circular("@")
    if typed:
        option = f"--{typed[0]}"
        raise InputError(f"{option} is for one letter", f"leave {option} out, or name a client")
    if folder is None:
        raise InputError("letters to many clients go into a folder", "name it: --eml FOLDER")
    path = frame.files.typed_path(folder)
    if path.exists() and not path.is_dir():
        raise InputError(f"{path} isn't a folder", "name another one, or a new one")
    return path


def draft_many(work: Session, wanted: Wanted, folder: Path, *, yes: bool, json: bool) -> None:
    """Write a letter to each client with a tag; who has no address, or nothing in it, is left.

    Raises:
        ConflictError: Nobody gets one, or the answer is no.
        InputError: A template has a mistake; no file is written then.
    """
    made: list[_Made] = []
    left: list[_Left] = []
    with work.reader() as reader, frame.progress.progress("writing letters") as line:
        clients = services.clients.bulk.meant(reader, wanted.client)
        for number, client in enumerate(clients):
            line.at(number, len(clients))
            try:
                made.append(_letter(work, reader, wanted, client, folder))
            except ConflictError as error:
                left.append(_Left(client, error.message.removeprefix(f"{client.key} ")))
    if not made:
        some = "; ".join(_left_out(left))
        raise ConflictError(f"nobody gets a letter: {some}", "nothing was written")
    there = [one.path for one in made if one.path.exists()]
    for path in there:
        frame.files.confirm_replacing(work, path, yes=True)
    if there:
        held = output.phrases.counted(len(there), "file")
        names = output.messages.many.some_of([path.name for path in there])
        work.confirm(f"Replace {held} in {folder}: {names}?", yes)
    _write(work, made, folder)
    if json:
        work.answer(_record(made, left), (), json)
        return
    for text in _said(made, left, folder):
        places.remark(text)


def _letter(work: Session, reader: Reader, wanted: Wanted, client: Found, folder: Path) -> _Made:
    """Write one of the letters.

    Raises:
        ConflictError: There is nothing to write about, or nobody to write to.
    """
    sender, is_set = places.sender_of(work)
    drafting = services.drafting.letters
    with letters.rendering.Renderer() as renderer:
        prepared = drafting.prepare(
            reader,
            work.now,
            work.policy(reader),
            # As if it was sent: there has to be something in it.
            replace(wanted, client=client.key, sent=True),
            sender.name if is_set else None,
        )
        contact = prepared.contact
        to = letters.message.mailboxes(contact.name, contact.email or "")[0] if contact else []
        if not to:
            raise ConflictError("no address")
        draft = drafting.write(prepared, renderer, work.templates_folder)
    name = client.key if services.text.is_key(client.key) else client.id
    remarks = (*work.silence(reader, client.id), *drafting.remarks(prepared, work.templates_folder))
    return _Made(client, draft, to, remarks, folder / f"{name}.eml")


def _write(work: Session, made: Sequence[_Made], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} can't be made: {error.strerror}"
        raise InputError(message, "name another one") from None
    for one in made:
        places.write_eml(work, one.path, one.draft, one.to, overwrite=one.path.exists())


def _said(made: Sequence[_Made], left: Sequence[_Left], folder: Path) -> Iterator[str]:
    for one in made:
        yield from (f"{one.client.name}: {remark}" for remark in one.remarks)
    who = output.messages.many.some_of([one.client.name for one in made])
    yield f"Written to {folder}, {output.phrases.counted(len(made), 'letter')}: {who}"
    yield from (f"Left out: {one}" for one in _left_out(left))
    key = shell_word(made[0].client.key)
    yield f"Nothing is logged yet. Once one is sent: pulse log {key} -c email"


def _left_out(left: Sequence[_Left]) -> Iterator[str]:
    """Name those who get none, by why they don't."""
    reasons: dict[str, list[str]] = {}
    for one in left:
        reasons.setdefault(one.reason, []).append(one.client.name)
    for reason, who in reasons.items():
        yield f"{output.messages.many.some_of(who)} ({reason})"


def _record(made: Sequence[_Made], left: Sequence[_Left]) -> dict[str, Any]:
    return {
        "drafts": [
            {
                "client": one.client.name,
                "key": one.client.key,
                "to": ", ".join(box.address for box in one.to),
                "subject": one.draft.subject,
                "file": str(one.path),
            }
            for one in made
        ],
        "left": [
            {"client": one.client.name, "key": one.client.key, "reason": one.reason} for one in left
        ],
    }
