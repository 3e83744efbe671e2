"""Finding what mailboxes, calendars and address books there are on this computer."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.sources.finding import (
        folders,
        looking,
        mbsync,
        offers,
        providers,
        settings_files,
        thunderbird,
        typed,
        vdirs,
    )
else:
    __getattr__ = modules_of(__name__)
