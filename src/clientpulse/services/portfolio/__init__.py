"""All clients at once: whom to contact today, how each of them stands, and how they do."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
<<<<<<< HEAD
    from clientpulse.services.portfolio import asked, due, health, listed, report, turns
=======
    from clientpulse.services.portfolio import due, health, nearby, report, turns
>>>>>>> 46c771a (Show the clients at a place, for a day one is in town)
else:
    __getattr__ = modules_of(__name__)
