"""What a draft is made from."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.drafting import (
        addressing,
        doubts,
        folder,
        form,
        kept,
        kinds,
        letters,
        log,
        mistakes,
        occasions,
        offered,
        prepared,
        projects,
        settling,
        standing,
        templates,
    )
else:
    __getattr__ = modules_of(__name__)
