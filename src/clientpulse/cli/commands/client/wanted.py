"""What shall be edited of a client, or of every client with a tag."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clientpulse import services
from clientpulse.cli.app.many import Act, do_many
from clientpulse.cli.commands.client.fields import OF_CONTACT, read_fields
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.cli.app.shapes import Answer
    from clientpulse.config.tag_defaults import TagDefaults
    from clientpulse.records import Client
    from clientpulse.services.clients.tags import Retagging
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import UnitOfWork

OF_ONE = ("name", "key", *OF_CONTACT, "note")
"""The fields that are one client's alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be edited.

    Attributes:
        given: New values as typed, by field, tags aside.
        defaults: What the config says of tags, where that shall be applied.
    """

    given: Mapping[str, Any]
    retagging: Retagging
    defaults: Sequence[TagDefaults] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to edit."""
        return not self.given and self.defaults is None and self.retagging.is_empty

    @property
    def words(self) -> str:
        """What is edited, to stand behind the clients: ``(meet monthly, tag key added)``."""
        said = [f"{field} {value or 'none'}" for field, value in self.given.items()]
        said += ["the defaults of their tags"] if self.defaults is not None else []
        return f"({', '.join([*said, *self.retagging.words])})"

    def read(self, work: Session) -> Callable[[UnitOfWork, Found], Sequence[str]]:
        """Read what was typed, and return what edits a client and says what had no effect on it.

        Raises:
            InputError: A value can't be read, or contradicts another.
        """
        values = read_fields(work, self.given)
        self.retagging.check()
        return lambda unit, client: services.clients.editing.edit_more(
            unit, work.today, client, values, self.retagging, self.defaults
        )


def edit_many(
    work: Session, who: str, wanted: Wanted, of: str | None, *, yes: bool, dry_run: bool
) -> Answer:
    """Edit every client with a tag.

    Raises:
        InputError: There is nothing to edit, or what is one client's alone.
    """
    alone = [one for one in OF_ONE if one in wanted.given]
    if alone:
        raise InputError(
            f"--{alone[0]} is for one client, not for many",
            f"leave --{alone[0]} out, or name a client",
        )
    if wanted.is_empty:
        raise InputError(
            "$EDITOR opens one client at a time", "say what to change, for example --meet monthly"
        )

    def spread(unit: UnitOfWork, before: Sequence[Client]) -> None:
        policy = work.policy(unit.reader)
        services.clients.clock_starts.spread_new_cadences(unit, work.today, policy, before)

    act = Act(
        wanted.read(work),
        verb="edit",
        past="edited",
        how=wanted.words,
        then=spread,
        explained=True,
    )
    return do_many(work, who, act, of, yes=yes, dry_run=dry_run)
