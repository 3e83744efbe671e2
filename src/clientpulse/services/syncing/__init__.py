"""What mailboxes, calendars and address books say, written down."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.syncing import (
        book,
        configured,
        diary,
        files,
        forgetting,
        known,
        last_read,
        links,
        mail,
        marks,
        ours,
        running,
        taking,
        writing,
    )
else:
    __getattr__ = modules_of(__name__)
