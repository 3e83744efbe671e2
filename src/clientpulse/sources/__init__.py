"""Reading mailboxes, calendars and address books. Nothing is ever written to one of them."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.sources import (
        addresses,
        finding,
        gathered,
        nobodys,
        reading,
        vdir,
    )
else:
    __getattr__ = modules_of(__name__)
