"""How to sign in to a server of one's own, and which certificate to trust."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.servers import secrets, signing_in, trust
else:
    __getattr__ = modules_of(__name__)
