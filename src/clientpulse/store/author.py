"""Who writes to a store."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.comparing import is_same_name


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes to a store, and is asked about.

    Attributes:
        name: What is written beside each row: ``[me] owner``, or whom the server knows them as;
            None in a file of somebody who didn't say who they are.
        db_user: Whom a server knows them as; None of a file.
        shares_subjects: Whether what their mail and their appointments are called may be stored.
    """

    name: str | None = None
    db_user: str | None = None
    shares_subjects: bool = True

    @property
    def is_one_of_several(self) -> bool:
        """Whether others write to the same store, so that only some of its journal is theirs."""
        return self.db_user is not None

    def is_called(self, name: str | None) -> bool:
        """Tell whether a name is theirs, as another machine of theirs may spell it."""
        return is_same_name(name, self.name)


NOBODY_SAID = Author()
"""Somebody who didn't say who they are, in a file of their own."""
