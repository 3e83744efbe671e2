"""What the settings of a server say: how to sign in, and how to check its certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Account(Protocol):
    """The settings of a server, whether it is read or sends: a source's, or those of ``[send]``."""

    @property
    def name(self) -> str:
        """What an error calls it."""
        ...

    @property
    def password_command(self) -> str | None:
        """Prints the password on its first line."""
        ...

    @property
    def token_command(self) -> str | None:
        """Prints an OAuth 2 access token."""
        ...

    @property
    def ca_file(self) -> Path | None:
        """The certificates that count beside the system's."""
        ...
