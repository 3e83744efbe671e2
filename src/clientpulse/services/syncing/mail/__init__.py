"""What becomes of messages."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.syncing.mail import (
        again,
        answered,
        daily,
        messages,
        others,
    )
else:
    __getattr__ = modules_of(__name__)
