"""What sources brought up that a person has to decide."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.reviewing import (
        choosing,
        correspondents,
        deciding,
        doubles,
        listing,
        vanished,
    )
else:
    __getattr__ = modules_of(__name__)
