"""``pulse draft KIND @TAG``: a letter of their own for each client with a tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse import letters, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.commands.draft import places
from clientpulse.errors import ConflictError, InputError

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.letters.draft import Draft
    from clientpulse.letters.message import Mailbox
    from clientpulse.services.drafting.prepared import Prepared, Wanted
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import Reader


class Made(NamedTuple):
    """A letter to one of them."""

    client: Found
    prepared: Prepared
    draft: Draft
    to: Sequence[Mailbox]
    remarks: Sequence[str]

    def record(self) -> dict[str, Any]:
        """Return its fields."""
        return {
            "client": self.client.name,
            "key": self.client.key,
            "to": ", ".join(box.address for box in self.to),
            "subject": self.draft.subject,
        }


class Left(NamedTuple):
    """One of them who gets none, and why."""

    client: Found
    reason: str

    def record(self) -> dict[str, Any]:
        """Return its fields."""
        return {"client": self.client.name, "key": self.client.key, "reason": self.reason}


def check_for_many(**alone: object) -> None:
    """Refuse options that are about one letter, as they were typed.

    Raises:
        InputError: One of those was typed.
    """
    typed = [name for name, value in alone.items() if value]
    if typed:
        option = f"--{typed[0]}"
        raise InputError(f"{option} is for one letter", f"leave {option} out, or name a client")


def write_each(
    work: Session, wanted: Wanted, served: Mapping[int, str] | None = None
) -> tuple[list[Made], list[Left]]:
    """Write a letter to each client with a tag; who has no address, or nothing in it, is left.

    Args:
        served: By the client's number, why they get none.

    Raises:
        ConflictError: Nobody gets one.
        InputError: A template has a mistake.
    """
    made: list[Made] = []
    left: list[Left] = []
    with work.reader() as reader, frame.progress.progress("writing letters") as line:
        meant = services.clients.bulk.meant(reader, wanted.client, wanted.owner, me=work.me)
        clients = meant.clients
        for owner, theirs in meant.others.items():
            left += [Left(one, f"{owner}'s; for everybody's: --of all") for one in theirs]
        for number, client in enumerate(clients):
            line.at(number, len(clients))
            if served and client.id in served:
                left.append(Left(client, served[client.id]))
                continue
            try:
                made.append(_letter(work, reader, wanted, client))
            except ConflictError as error:
                left.append(Left(client, _without_whom(error.message, client.key)))
    if not made:
        some = "; ".join(left_out(left))
        raise ConflictError(f"nobody gets a letter: {some}", "nothing was written")
    return made, left


def _letter(work: Session, reader: Reader, wanted: Wanted, client: Found) -> Made:
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
    remarks = (*work.silence(reader, client.id), *drafting.remarks(prepared, work.templates_folder))
    return Made(client, prepared, draft, to, remarks)


def _without_whom(reason: str, key: str) -> str:
    """Return a reason as it holds for others, too."""
    return reason.removeprefix(f"{key} ").replace(f" with {key} ", " ")


def said_of(made: Sequence[Made]) -> Iterator[str]:
    """Say what is to be known of the letters, each with its client, and who gets several."""
    for one in made:
        yield from (f"{one.client.name}: {remark}" for remark in one.remarks)
    clients: dict[str, list[str]] = {}
    for one in made:
        for box in one.to:
            clients.setdefault(box.address.lower(), []).append(one.client.name)
    for address, names in clients.items():
        if len(names) > 1:
            yield f"{address} gets {len(names)} letters: {output.messages.many.some_of(names)}"


def left_out(left: Sequence[Left]) -> Iterator[str]:
    """Name those who get none, by why they don't."""
    reasons: dict[str, list[str]] = {}
    for one in left:
        reasons.setdefault(one.reason, []).append(one.client.name)
    for reason, who in reasons.items():
        yield f"{output.messages.many.some_of(who)} ({reason})"
