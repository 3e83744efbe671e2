"""The made-up portfolio of ``--demo``."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.demo import keeping, open_items, story, telling
else:
    __getattr__ = modules_of(__name__)
