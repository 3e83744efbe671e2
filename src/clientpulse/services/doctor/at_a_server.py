"""A store on a server: whether it can be used, by whom, and how the server is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clientpulse import store
from clientpulse.cadence.wording import counted, listed, weekday_date
from clientpulse.errors import ClientpulseError
from clientpulse.output.messages import servers
from clientpulse.output.screens.backups import size
from clientpulse.quoting import printable, shell_word
from clientpulse.store.schema import KNOWN_VERSIONS, SCHEMA_VERSION
from clientpulse.views.doctor import ERROR, OK, WARNING, Finding

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore
    from clientpulse.store.server.examining import Examined

CLOCKS_APART = timedelta(minutes=1)
LONG_OPEN = timedelta(minutes=30)
NEWEST_TRIED = 18


def findings(there: ServerStore, today: date) -> Iterator[Finding]:
    """Look at the store, the server it is on, and what we may do there."""
    try:
        store.server.database.check_driver()
        found = store.server.examining.examine(there.address)
    except ClientpulseError as error:
        yield Finding("store", ERROR, error.message, error.hint)
        return
    yield from _store(found, there, today)
    yield _release(found)
    yield _tls(found, there)
    yield from _role(found, there)
    yield _clock(found)
    yield from _transactions(found)
    yield _others(found)


def owner(there: ServerStore) -> Iterator[Finding]:
    """Look whether we said who we are."""
    if there.me:
        yield Finding("owner", OK, f"you are {printable(there.me)} among colleagues")
        return
    user = shell_word(there.address.parameters.get("user", "NAME"), "NAME")
    yield Finding(
        "owner",
        WARNING,
        "you didn't say who you are, so everybody's clients are listed as yours",
        f"say it: pulse config set me.owner {user}",
    )


def backups(there: ServerStore, today: date) -> Iterator[Finding]:
    """Say whose business backups are; whether there are any can't be seen from here."""
    yield Finding(
        "backups",
        OK,
        "whoever runs the server makes them, or anybody who may read it",
        f"by hand: {servers.dump(there.location, today)}",
    )


def _store(found: Examined, there: ServerStore, today: date) -> Iterator[Finding]:
    if not found.there.has_store:
        what = "something else" if found.there.things else "no clientpulse store"
        hint = f"make one: pulse store init {shell_word(there.location, 'URL')}"
        if found.there.things:
            hint = "name another database"
        yield Finding("store", ERROR, f"there is {what} in the {there.place}", hint)
        return
    if found.content is None:
        return  # said of the role
    clients, touchpoints, taken = found.content
    known = f"{counted(clients, 'client')}, {counted(touchpoints, 'touchpoint')}"
    yield Finding("store", OK, f"{known}, {size(taken)}: {there.place}")
    yield _schema(found, there)
    if found.last is None:
        yield Finding("last write", OK, "nothing was written yet")
        return
    moment = found.last.at.astimezone()
    by = f" by {printable(found.last.by)}" if found.last.by else ""
    when = f"{weekday_date(moment.date(), today)} {moment:%H:%M}"
    yield Finding("last write", OK, f"{when}{by}: {printable(found.last.command)}")


def _schema(found: Examined, there: ServerStore) -> Finding:
    version = printable(found.there.revision or "")
    if version == SCHEMA_VERSION:
        return Finding("schema", OK, f"version {version}, as this release wants it")
    if version in KNOWN_VERSIONS:
        hint = "whoever runs it upgrades it for everybody:"
        hint += f" pulse store migrate {shell_word(there.location, 'URL')}"
        said = f"version {version}; this release needs {SCHEMA_VERSION}"
        return Finding("schema", ERROR, said, hint)
    return Finding(
        "schema", ERROR, f"version {version}, of a newer release", "upgrade clientpulse to use it"
    )


def _release(found: Examined) -> Finding:
    oldest, said = store.server.survey.OLDEST, f"PostgreSQL {printable(found.there.release)}"
    if found.there.major < oldest:
        hint = f"clientpulse needs PostgreSQL {oldest} or newer"
        return Finding("server", ERROR, said, hint)
    if found.there.major > NEWEST_TRIED:
        said += f", newer than this release of clientpulse was tried with ({NEWEST_TRIED})"
    return Finding("server", OK, said)


def _tls(found: Examined, there: ServerStore) -> Finding:
    said = f"the connection is encrypted: {found.encryption}" if found.encryption else ""
    risk = there.risk
    if risk:
        message, _, hint = risk.partition("; ")
        return Finding("tls", WARNING, f"{message}; {said}" if said else message, hint)
    return Finding("tls", OK, said or "not encrypted, and needn't be: it is on this computer")


def _role(found: Examined, there: ServerStore) -> Iterator[Finding]:
    user, rights = printable(found.there.user), found.rights
    grant = f"whoever runs it types: pulse store grant {shell_word(user, 'ROLE')}"
    if not found.there.has_store:
        return
    if not rights.reads:
        yield Finding("role", ERROR, f"{user} may not use the store in the {there.place}", grant)
    elif rights.is_superuser:
        yield Finding(
            "role",
            WARNING,
            f"{user} runs the whole server, which is more than daily work needs",
            "make a role to sign in as: createuser --pwprompt NAME; then pulse store grant NAME",
        )
    elif found.there.is_owner:
        yield Finding("role", OK, f"{user} owns the store: may upgrade it and let others in")
    elif rights.writes:
        yield Finding("role", OK, f"{user} may read and write")
    else:
        yield Finding("role", OK, f"{user} may read, and write nothing")
    if rights.everybody_reads:
        yield Finding(
            "role",
            WARNING,
            "everybody who may connect to the database can read the store",
            "its owner types in psql: REVOKE ALL ON SCHEMA clientpulse FROM PUBLIC;",
        )


def _clock(found: Examined) -> Finding:
    seconds = found.ahead.total_seconds()
    if abs(found.ahead) <= CLOCKS_APART:
        return Finding("clock", OK, f"the server's differs by {abs(seconds):.1f} s")
    where = "ahead of" if seconds > 0 else "behind"
    return Finding(
        "clock",
        WARNING,
        f"the server's clock is {_span(abs(found.ahead))} {where} this computer's",
        "set both by the network (NTP): who wrote last is told by it",
    )


def _transactions(found: Examined) -> Iterator[Finding]:
    whose = "" if found.sees_all else ", as far as you may see"
    if found.oldest is None:
        yield Finding("transactions", OK, f"no other is open{whose}")
        return
    said = f"the oldest, of {printable(found.oldest.user)}, is open for {_span(found.oldest.age)}"
    if found.oldest.age > LONG_OPEN:
        yield Finding(
            "transactions",
            WARNING,
            f"{said}: the server can't clean up meanwhile, and an upgrade would wait for it",
            f"end it in psql: {found.oldest.ending}",
        )
    else:
        yield Finding("transactions", OK, f"{said}{whose}")


def _others(found: Examined) -> Finding:
    if not found.others:
        return Finding("others", OK, "nobody else is connected to the database")
    who = listed(
        printable(user) if times == 1 else f"{printable(user)} ({times} times)"
        for user, times in found.others
    )
    return Finding("others", OK, f"connected to the database besides you: {who}")


def _span(span: timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{counted(hours, 'hour')} {counted(minutes, 'minute')}"
    return counted(minutes, "minute") if minutes else counted(seconds, "second")
