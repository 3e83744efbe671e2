"""Lines of ``pulse log`` that wait on this computer until their store can be reached."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.outbox import delivering, folder, form, keeping
else:
    __getattr__ = modules_of(__name__)
