"""What the errors of a server mean to a person: one line, one hint, exit code 4."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from clientpulse.errors import ClientpulseError, InputError, StoreError, UnreachableError
from clientpulse.quoting import printable, shell_word
from clientpulse.store.server.address import EXAMPLE, ServerAddress

NOTHING_CHANGED = "nothing was changed"


# Before somebody is let in, the driver gives a server's words and not its code. Also what libpq
# says itself has none. In the server's words only those in English are known; whatever else it says
# is passed on as it is.
_CODES = (
    (r"invalid connection option|invalid \S+ value|invalid integer value|bad value for"
     r"|could not match \d+ (?:port|host)|invalid port number|weak sslmode", "usage"),
    (r"password authentication failed", "28P01"),
    (r"no password supplied", "no password"),
    (r"database .* does not exist", "3D000"),
    (r"role .* does not exist|no pg_hba\.conf entry|authentication failed"
     r"|is not permitted to log in|permission denied for database", "28000"),
    (r"too many (?:clients|connections)|connection slots are reserved", "53300"),
    (r"(?:is|are) (?:starting up|shutting down|in recovery mode)|not (?:yet )?accepting connections"
     r"|recovery state has not been yet reached", "57P03"),
    (r"invalid response to SSL negotiation", "08P01"),
    (r"SSL SYSCALL|SSL connection has been closed unexpectedly"
     r"|error response during (?:SSL|GSS encryption) exchange", "08006"),
    (r"SSL|certificate", "TLS"),
    (r"session is read-only|session is not read-only|server is (?:not )?in hot standby",
     "25006"),
)  # fmt: skip

_TRY_AGAIN = f"try again in a moment; {NOTHING_CHANGED}"
_ASK = "ask whoever runs the server"
_PASSWORD = "PGPASSWORD, ~/.pgpass or password_command under [store] in the config"
_PRIMARY = (
    "name the server that writes in the address, or all of them:"
    " host=one,two&target_session_attrs=read-write"
)


def _missing(address: ServerAddress) -> str:
    return f"make one: pulse store init {shell_word(address.url, 'URL')}"


# By code, or the beginning of one: what is wrong with the store, and what to do. {said} is what the
# server says.
_MEANINGS: Mapping[str, tuple[type[StoreError], str, str | Callable[[ServerAddress], str]]] = {
    "28P01": (StoreError, "the {place} refuses the password", f"check {_PASSWORD}"),
    "no password": (StoreError, "the {place} asks for a password", f"give it by {_PASSWORD}"),
    "28": (
        StoreError,
        "the {place} doesn't let you in: {said}",
        f"check the user in the address, or {_ASK}",
    ),
    "3D000": (
        StoreError,
        "there is no such database: {said}",
        lambda address: f"check the name in the address; where it is right, {_missing(address)}",
    ),
    "3F000": (StoreError, "there is no clientpulse store in the {place}", _missing),
    "42P01": (StoreError, "there is no clientpulse store in the {place}", _missing),
    "42501": (
        StoreError,
        "the server doesn't allow you to do this in the {place}",
        "ask whoever runs it for the role pulse_member; with pulse_reader you can only read",
    ),
    "55P03": (
        StoreError,
        "the {place} is locked, as while it is upgraded or copied",
        _TRY_AGAIN,
    ),
    "40": (StoreError, "somebody else was in the way in the {place}: {said}", _TRY_AGAIN),
    "25006": (StoreError, "the {place} can only be read: {said}", _PRIMARY),
    "0A000": (StoreError, "the {place} can't do this: {said}", _PRIMARY),
    "53100": (
        StoreError,
        "the disk of the server is full: {said}",
        f"{_ASK} to make room; {NOTHING_CHANGED}",
    ),
    "53300": (UnreachableError, "the {place} has no place for one more user: {said}", _TRY_AGAIN),
    "53": (StoreError, "the server has not enough of something: {said}", f"{_ASK}; {_TRY_AGAIN}"),
    "58": (
        StoreError,
        "the server can't use its own files: {said}",
        f"{_ASK}; {NOTHING_CHANGED}",
    ),
    "57014": (
        StoreError,
        "the {place} ended this because it took too long: {said}",
        f"{_ASK} for a longer statement_timeout; {NOTHING_CHANGED}",
    ),
    "57P03": (UnreachableError, "the {place} lets nobody in now: {said}", _TRY_AGAIN),
    "57": (UnreachableError, "the {place} hung up: {said}", _TRY_AGAIN),
    "25P": (UnreachableError, "the {place} hung up: {said}", _TRY_AGAIN),
    "TLS": (
        StoreError,
        "the connection to the {place} isn't secure: {said}",
        "check sslmode and sslrootcert (system, or the file of an authority) in the address, and"
        " the server's certificate",
    ),
}

_LOCATION = re.compile(
    r"^connection (?:(?:failed|is bad): (?:connection to server (?:at|on) .*? failed: )?|timeout )",
    re.DOTALL,
)


def translate(error: BaseException, address: ServerAddress) -> ClientpulseError:
    """Give an error of the driver a meaning.

    Args:
        error: What psycopg raised, or what SQLAlchemy wrapped it in.
    """
    error = getattr(error, "orig", None) or error
    if isinstance(error, ClientpulseError):
        return error
    code, said = _code(error), _said(error)
    if code == "usage":
        return InputError(f"the store's address can't be used: {said}", f"write it as {EXAMPLE}")
    for length in (len(code), 3, 2):
        if code[:length] in _MEANINGS:
            kind, message, hint = _MEANINGS[code[:length]]
            return kind(
                message.format(place=address.shown, said=said),
                hint if isinstance(hint, str) else hint(address),
            )
    if code and not code.startswith("08"):
        return StoreError(f"the {address.shown} refused it: {said}", NOTHING_CHANGED)
    if _LOCATION.match(str(error)):
        return UnreachableError(
            f"the {address.shown} can't be reached: {_reason(said)}",
            f"check the network, the address and the server; {NOTHING_CHANGED}",
        )
    return UnreachableError(
        f"the {address.shown} was lost on the way: {_reason(said)}",
        f"check the network and the server; {NOTHING_CHANGED}",
    )


def comes_and_goes(error: BaseException) -> bool:
    """Tell whether a server that refuses a connection may take it a moment later."""
    return _code(error) in {"57P03", "53300"}


def leaves_open(error: BaseException) -> bool:
    """Tell whether the end of a commit is unknown: an error that isn't final was no answer to it.

    A server that answers a commit by an error has undone it. One that hangs up may have done it,
    as has one that was stopped while it waited for its standby.
    """
    error = getattr(error, "orig", None) or error
    code = getattr(error, "sqlstate", None) or ""
    severity = getattr(getattr(error, "diag", None), "severity_nonlocalized", None)
    return severity != "ERROR" or code.startswith(("08", "57")) or code == "40003"


def _code(error: BaseException) -> str:
    """Return the server's code, or what stands for it here."""
    known = getattr(error, "sqlstate", None)
    if known:
        return str(known)
    return next((code for words, code in _CODES if re.search(words, str(error))), "")


def _said(error: BaseException) -> str:
    """Return what is wrong in the server's or the driver's words: the line that tells most."""
    lines = [one.strip() for one in _LOCATION.sub("", str(error).strip()).splitlines()]
    line = next((one for one in lines if "FATAL" in one), lines[0] if lines else "")
    line = re.sub(r"^.*?(?:FATAL|PANIC|ERROR): +", "", _LOCATION.sub("", line))
    return printable(line).rstrip(".")


def _reason(said: str) -> str:
    """Say in a few words what libpq says about the network."""
    for theirs, ours in (
        ("expired", "no answer"),
        ("server closed the connection unexpectedly", "it hung up"),
        # As from one that is being stopped, or can start no process for whoever comes.
        ("error response during", "it let nobody in"),
        ("invalid response to SSL", "something other than PostgreSQL answers there"),
        ("expected authentication request", "something other than PostgreSQL answers there"),
        ("No such file or directory", "no server runs there"),
        ("Connection refused", "no server answers there (connection refused)"),
    ):
        if theirs in said:
            return ours
    return said or "no answer"
