"""What goes wrong between us and a web server, each in one plain line."""

from __future__ import annotations

import contextlib
import socket
import ssl
import zlib
from collections.abc import Iterator
from http.client import HTTPException

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.sources.dav.answers import Answer, Origin

CHECK_URL = "check its url"
ONLINE = "check its url, and that you are online"
TOO_MUCH = "read a smaller calendar or address book: write the address of one in url"


def refusal(answer: Answer, source: Source) -> SourceError:
    """Say what an answer that isn't good means. The address stays out: it may be a secret."""
    host = Origin.of(answer.url).host
    who = source.user or "you"
    if answer.status == 401:
        if Origin.of(answer.url) != Origin.of(source.url or ""):
            message = f"it sends on to {host}, which wants a name and a password"
            return SourceError(message, f"if you trust {host}, write its address in url")
        if not (source.password_command or source.token_command):
            return SourceError(
                f"{host} wants a name and a password",
                'add user and password_command = "pass show ..." to the source',
            )
        return SourceError(
            f"{host} doesn't accept the password of {who}",
            "check user and what the command prints; many servers want a password for apps",
        )
    if answer.status == 403:
        return SourceError(f"{host} doesn't let {who} read that", CHECK_URL)
    if answer.status in {404, 410}:
        return SourceError(f"{host} has nothing at that address", CHECK_URL)
    if answer.status == 429 or answer.status >= 500:
        return SourceError(f"{host} can't answer just now ({answer.status})", "try again later")
    return SourceError(f"{host} answers {answer.status}", CHECK_URL)


@contextlib.contextmanager
def said_plainly(origin: Origin) -> Iterator[None]:
    """Turn what the network raises into a `SourceError`."""
    host = origin.host
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        message = f"the certificate of {host} isn't to be trusted: {error.verify_message}"
        hint = "if it is your own server, write the file of its certificate in ca_file"
        raise SourceError(message, hint) from error
    except ssl.SSLError as error:
        raise SourceError(f"{host} doesn't speak https properly", CHECK_URL) from error
    except TimeoutError as error:
        raise SourceError(f"{host} stopped answering", "try again later") from error
    except (socket.gaierror, UnicodeError) as error:
        raise SourceError(f"there is no server {host}", ONLINE) from error
    except ConnectionRefusedError as error:
        message = f"nothing answers at port {origin.port} of {host}"
        raise SourceError(message, ONLINE) from error
    except zlib.error as error:
        message = f"{host} answers with something that can't be unpacked"
        raise SourceError(message, CHECK_URL) from error
    except ValueError as error:  # what http.client makes of a length below nothing
        raise SourceError(f"{host} answers with something odd", CHECK_URL) from error
    except (HTTPException, OSError) as error:
        raise SourceError(f"{host} dropped the line", "try again later") from error
