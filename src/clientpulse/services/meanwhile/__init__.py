"""What others wrote while somebody typed: it is told, and not overwritten."""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.services.meanwhile.refusing import (
        gone,
        overtaken,
        refuse_changed,
        while_asked,
    )
    from clientpulse.services.meanwhile.telling import about, said, seen, told
    from clientpulse.services.meanwhile.watching import Watch

PLACES = {
    "refusing": ("gone", "overtaken", "refuse_changed", "while_asked"),
    "telling": ("about", "said", "seen", "told"),
    "watching": ("Watch",),
}

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
