"""From what is stored of a client to the facts that the rules look at."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.facts import open_items, policy, reading
else:
    __getattr__ = modules_of(__name__)
