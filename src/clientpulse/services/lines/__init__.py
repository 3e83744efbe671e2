"""Lines of ``pulse log``: written down, or kept until their store can be reached."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.lines import delivering, folder, form, keeping, writing
else:
    __getattr__ = modules_of(__name__)
