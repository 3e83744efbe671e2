"""Finding what somebody named: a client, several by a tag, a meeting, a person."""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.services.lookup.clients import (
        Found,
        check_typed,
        client,
        client_id,
        gone,
        keys_starting,
        named_alike,
        nearest_shown,
        same,
        two_clients,
    )
    from clientpulse.services.lookup.matching import (
        SHOWN_MATCHES,
        folded,
        is_tag,
        only_one,
        ways_to_match,
    )
    from clientpulse.services.lookup.several import owned_by, owners, scope, tagged, tags
    from clientpulse.services.lookup.things import by_name, contact, fitting, numbered, person

PLACES = {
    "clients": (
        *("Found", "check_typed", "client", "client_id", "gone", "same", "two_clients"),
        *("keys_starting", "named_alike", "nearest_shown"),
    ),
    "matching": ("SHOWN_MATCHES", "folded", "is_tag", "only_one", "ways_to_match"),
    "several": ("owned_by", "owners", "scope", "tagged", "tags"),
    "things": ("by_name", "contact", "fitting", "numbered", "person"),
}
"""By module, what it holds that others use."""

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
