"""What the errors of a server mean to a person: one line, one hint, exit code 4."""

from __future__ import annotations

from clientpulse.errors import StoreError, UnreachableError
from clientpulse.quoting import printable, shell_word
from clientpulse.store.server.address import ServerAddress

NOTHING_CHANGED = "nothing was changed"


def translate(error: BaseException, address: ServerAddress) -> StoreError:
    """Give an error of the driver a meaning.

    Args:
        error: What psycopg raised, or the cause that SQLAlchemy wrapped.
    """
    state = getattr(error, "sqlstate", None) or ""
    said = printable(str(error).strip().splitlines()[0] if str(error).strip() else "")
    if state in ("3F000", "42P01"):
        return StoreError(
            f"there is no clientpulse store in the {address.shown}",
            f"make one: pulse store init {shell_word(address.url, 'URL')}",
        )
    if state == "42501":
        return StoreError(
            f"the server doesn't allow you to do this in the {address.shown}",
            "ask whoever runs it for the role pulse_member; with pulse_reader you can only read",
        )
    if state == "55P03":
        return StoreError(
            f"somebody else is writing to the {address.shown}",
            f"try again in a moment; {NOTHING_CHANGED}",
        )
    if state and not state.startswith(("08", "57", "28", "3D", "53")):
        return StoreError(f"the {address.shown} refused it: {said}", NOTHING_CHANGED)
    return UnreachableError(
        f"the {address.shown} can't be reached: {said}",
        f"check the network, the address and the server; {NOTHING_CHANGED}",
    )
