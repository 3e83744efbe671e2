"""From the store into a file."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.exporting import files, people, replacing, store
else:
    __getattr__ = modules_of(__name__)
