"""Which certificates of servers are trusted: those that the system does, and a source's own."""

from __future__ import annotations

import ssl

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError


def context(source: Source) -> ssl.SSLContext:
    """Return what a server's certificate is checked with.

    Raises:
        SourceError: The file of its own can't be read.
    """
    found = ssl.create_default_context()
    if source.ca_file is None:
        return found
    try:
        found.load_verify_locations(cafile=source.ca_file)
    except (OSError, ssl.SSLError) as error:
        is_text = isinstance(error, ssl.SSLError)
        why = "there are no certificates in it" if is_text else error.strerror
        raise SourceError(
            f"the ca_file of {source.name} can't be read: {why}: {source.ca_file}",
            "it has to hold certificates, as text that begins with -----BEGIN CERTIFICATE-----",
        ) from None
    return found
