"""What becomes of the cards of address books."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.syncing.book import cards, whose
else:
    __getattr__ = modules_of(__name__)
