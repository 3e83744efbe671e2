"""Addresses that no person writes from, by what stands before the @."""

from __future__ import annotations

import re
from functools import lru_cache

_SYSTEMS = re.compile(
    r"(mailer[-_.]?daemon|postmaster|mail[-_.]?delivery|bounces?)([-+_.].*)?"
    r"|microsoftexchange[0-9a-f]{32}"
)
_NEWSLETTERS = re.compile(r"(e?-?news|e?-?news-?letters?|mailings?|rundbrief)([-+_.].*)?")
_NO_REPLIES = re.compile(
    r"(.*[-_.+])?(no|non|not|do[-_.]?not|dont|never|nicht|keine|ne[-_.]?pas)[-_.]?"
    r"(reply|replies|respond|response|antwort|antworten|repondre|responder|rispondere)\d*"
    r"([-_.+].*)?"
    r"|(notify|notifications?|notifier|notificaciones|benachrichtigung(en)?|alerts?|automated"
    r"|automailer|mailer|robot|bot|cron|root|nobody|daemon)([-+_.].*)?"
    r"|.*[-_.]notifications?"
)


@lru_cache(maxsize=4_096)
def why(address: str) -> str:
    """Return why nobody writes from an address in small letters: ``bounce``, ``no-reply``."""
    local = address.rpartition("@")[0]
    if _SYSTEMS.fullmatch(local):
        return "bounce"
    if _NEWSLETTERS.fullmatch(local):
        return "newsletter"
    return "no-reply" if _NO_REPLIES.fullmatch(local) else ""
