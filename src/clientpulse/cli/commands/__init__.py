"""The commands, a file each, and what some of them share."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.cli.commands import slips
else:
    __getattr__ = modules_of(__name__)
