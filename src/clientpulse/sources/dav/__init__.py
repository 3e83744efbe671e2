"""Servers that speak CalDAV and CardDAV, and files behind an https address."""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.sources.dav.collecting import Collected, look, read
else:
    __getattr__ = names_of(__name__, {"collecting": ("Collected", "look", "read")})
