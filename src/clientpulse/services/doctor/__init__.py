"""Looking whether the store, the config and the backups are well."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.doctor import (
        at_a_server,
        backups,
        content,
        examination,
        letters,
        outbox,
        place,
        private,
        sending,
        sources,
        storage_checks,
        timer,
    )
else:
    __getattr__ = modules_of(__name__)
