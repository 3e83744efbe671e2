"""Finding a word again in what was ever written."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.searching import excerpts, finding
else:
    __getattr__ = modules_of(__name__)
