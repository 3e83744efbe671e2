"""Copies of the store: making them, keeping some, bringing one back."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.store.backups import backup, belonging, restore, retention
else:
    __getattr__ = modules_of(__name__)
