"""Lines that are written down: stored, kept until their store can be reached, or half typed."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.lines import (
        delivering,
        folder,
        form,
        half_typed,
        keeping,
        writing,
    )
else:
    __getattr__ = modules_of(__name__)
