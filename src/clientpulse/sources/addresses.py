"""E-mail addresses in the one form in which they are compared and stored."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 320
"""How long an address can be, by the standard."""


@lru_cache(maxsize=16_384)
def normal(address: str) -> str:
    """Return an address as it is compared: in small letters, without a ``+tag``, its domain ASCII.

    Returns:
        An empty text where that isn't an address.
    """
    if len(address) > LONGEST or not address.isprintable():
        return ""
    local, at, domain = address.strip().strip("<>").rpartition("@")
    local = local.partition("+")[0] or local
    if not (at and local and domain) or any(one in address for one in " \t\r\n,;<>"):
        return ""
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return f"{local}@{domain}".casefold()


def domain_of(address: str) -> str:
    """Return what stands behind the ``@`` of an address in its normal form."""
    return address.rpartition("@")[2]
