"""Which certificates of servers are trusted: those that the system does, and an account's own."""

from __future__ import annotations

import ssl

from clientpulse.errors import SourceError
from clientpulse.servers.signing_in import Account


def context(account: Account) -> ssl.SSLContext:
    """Return what a server's certificate is checked with.

    Raises:
        SourceError: The file of its own can't be read.
    """
    found = ssl.create_default_context()
    if account.ca_file is None:
        return found
    try:
        found.load_verify_locations(cafile=account.ca_file)
    except (OSError, ssl.SSLError) as error:
        is_text = isinstance(error, ssl.SSLError)
        why = "there are no certificates in it" if is_text else error.strerror
        raise SourceError(
            f"the ca_file of {account.name} can't be read: {why}: {account.ca_file}",
            "it has to hold certificates, as text that begins with -----BEGIN CERTIFICATE-----",
        ) from None
    return found


def untrusted(error: ssl.SSLCertVerificationError, host: str) -> tuple[str, str]:
    """Say why a server's certificate isn't trusted, and what to do."""
    hint = "check host; otherwise only whoever runs the server can put that right"
    if error.verify_code in _SIGNED_BY_NOBODY:
        hint = "if it is your own server: name its certificate's authority in ca_file"
    why = error.verify_message.rstrip(".")
    return f"the certificate of {host} can't be trusted: {why}", hint


_SIGNED_BY_NOBODY = frozenset({2, 18, 19, 20, 21})
"""OpenSSL's codes of a chain that leads to nobody the system trusts."""
