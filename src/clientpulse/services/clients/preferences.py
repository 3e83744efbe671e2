"""Checking what people type about how a client works: where, when, and how they like to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from clientpulse.cadence.hours import HoursError, WorkingHours
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records.limits import HOURS_LENGTH

SHORT, LONG = MESSAGE_LENGTHS = ("short", "long")
FORMAL, FAMILIAR = FORMS_OF_ADDRESS = ("formal", "familiar")

# A language and perhaps a script and a country: "it", "de-AT", "zh-Hant-TW".
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")

# Files of the database of timezones that are nowhere on earth.
NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})

NEAR = 3

LONGEST_REASON = 120


def timezone(typed: str) -> str | None:
    """Read a timezone by its IANA name, in any case.

    Args:
        typed: ``europe/rome``, or nothing for none.

    Returns:
        The name as the IANA writes it.
    """
    wanted = typed.strip().replace(" ", "_").casefold()
    if not wanted:
        return None
    known = {name.casefold(): name for name in timezones()}
    if wanted in known:
        return known[wanted]
    near = [known[one] for one in _near(wanted, known)]
    raise InputError(
        f"{quoted(typed)} isn't a timezone",
        f"did you mean {', '.join(near)}?" if near else "name one as the IANA does: Europe/Rome",
    )


def timezones() -> list[str]:
    """Return the names of all timezones that this computer knows, sorted."""
    from zoneinfo import available_timezones  # noqa: PLC0415  few clients have a timezone

    return sorted(available_timezones() - NO_PLACES)


def hours(typed: str) -> str | None:
    """Read working hours; nothing for none.

    Returns:
        As stored: ``mon-fri 09:00-17:00``.
    """
    if not typed.strip():
        return None
    try:
        written = str(WorkingHours.parse(typed))
    except HoursError as error:
        why, _, right = str(error).rpartition("; write ")
        raise InputError(
            f"the working hours can't be read: {printable(why[:LONGEST_REASON])}", f"write {right}"
        ) from None
    if len(written) > HOURS_LENGTH:
        raise InputError(
            f"the hours are too long: {len(written):,} characters",
            f"{HOURS_LENGTH} characters are the limit",
        )
    return written


def message_length(typed: str) -> str | None:
    """Read how long a client likes a message to be; nothing for none."""
    return _one_of(MESSAGE_LENGTHS, typed, "a length")


def address(typed: str) -> str | None:
    """Read how a client is addressed; nothing for what isn't set."""
    return _one_of(FORMS_OF_ADDRESS, typed, "a form of address")


def _one_of(words: Sequence[str], typed: str, what: str) -> str | None:
    wanted = typed.strip().lower()
    if wanted and wanted not in words:
        raise InputError(f"{quoted(typed)} isn't {what}", f"use {' or '.join(words)}")
    return wanted or None


def language(typed: str) -> str | None:
    """Read a language by its code; nothing for none.

    Returns:
        As the standard writes it: ``it``, ``de-AT``.
    """
    wanted = typed.strip()
    if not wanted:
        return None
    found = LANGUAGE.fullmatch(wanted)
    if found is None:
        raise InputError(
            f"{quoted(typed)} isn't a language", "give its code, for example en, it or de-AT"
        )
    code, script, country = found.groups()
    parts = (code.lower(), script and script.title(), country and country.upper())
    return "-".join(part for part in parts if part)


def _near(wanted: str, known: dict[str, str]) -> list[str]:
    """Return the zones whose city, or whose whole name, looks like what was typed."""
    cities: dict[str, list[str]] = {}
    for name in known:
        cities.setdefault(name.rpartition("/")[2], []).append(name)
    city = wanted.rpartition("/")[2]
    if city in cities:
        return cities[city][:NEAR]
    close = get_close_matches(city, cities, n=NEAR, cutoff=0.75)
    found = [name for one in close for name in cities[one]]
    found += get_close_matches(wanted, known, n=NEAR, cutoff=0.75)
    return list(dict.fromkeys(found))[:NEAR]
