"""What is open with a client, and choosing among it by a number, a client or a few words."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.open_things import choosing, closing, each, finding, kinds, thing
else:
    __getattr__ = modules_of(__name__)
