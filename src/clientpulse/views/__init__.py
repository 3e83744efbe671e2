"""What travels between the layers: plain values, read from the store and shown on a screen.

The read path fills them, the services put them together, and every output format takes them. They
know the engine's words and nothing else. A module a screen: making a class takes half a
millisecond, and a morning command should only make its own.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    # The other modules are only imported by what they hold.
    from clientpulse.views import config, journal, log
else:
    __getattr__ = modules_of(__name__)
