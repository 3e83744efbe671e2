"""Who is invited to an event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clientpulse.sources.addresses import normal
from clientpulse.sources.calendars.properties import Property
from clientpulse.sources.gathered import Invited

MOST = 1_000
_ADDRESS = re.compile(r"[^\s<>,;:\"]+@[^\s<>,;:\"]+")
_THINGS = frozenset(("ROOM", "RESOURCE"))
_THINGS_AT = (
    "@resource.calendar.google.com",
    "@group.calendar.google.com",
    "@group.v.calendar.google.com",
    "@import.calendar.google.com",
)
_NOBODY = frozenset(("unknownorganizer@calendar.google.com", "invalid@nomail"))
_ROOM = re.compile(
    r"(conference|conf|meeting|board|besprechungs?|sitzungs?)[-_.]?(room|raum)|resource[-_.]|room[-_.]?\d"
)
# What vCalendar 1.0 says in place of PARTSTAT.
_STATUSES = {"CONFIRMED": "accepted", "SENT": "needs-action"}


def invited(attendees: Iterable[Property], organizer: Property | None) -> tuple[Invited, ...]:
    """Return who is invited, each once, the organizer among them."""
    found: dict[str, Invited] = {}
    for one in attendees:
        address = _address(one)
        if not address or one.says("ROLE") == "NON-PARTICIPANT" or len(found) >= MOST:
            continue
        status = one.says("PARTSTAT") or one.says("STATUS")
        is_room = one.says("CUTYPE") in _THINGS or is_thing(address)
        if address not in found or not found[address].status:
            said = _STATUSES.get(status, status.lower())
            found[address] = Invited(address, _name(one), said, is_room)
    if organizer is not None and (address := _address(organizer)):
        name, is_room = _name(organizer), is_thing(address)
        host = found.get(address, Invited(address, name, "", is_room))
        if host.status in {"", "needs-action"}:  # nobody waits for an answer of their own
            found[address] = replace(host, status="accepted")
    return tuple(found.values())


def is_thing(address: str) -> bool:
    """Tell whether an address in its normal form is a room's, or that of a calendar."""
    return address.endswith(_THINGS_AT) or bool(_ROOM.match(address))


def _address(said: Property) -> str:
    # Apple names people by a path of its own, and writes the address beside it.
    # Where lines were folded with two blanks, one of them stands within.
    for text in (said.value, said.parameters.get("EMAIL", ""), "".join(said.value.split())):
        found = _ADDRESS.search(text)
        if found and (address := normal(found[0])) and address not in _NOBODY:
            return address
    return ""


def _name(said: Property) -> str:
    name = said.parameters.get("CN", "") or said.value.partition("<")[0]
    name = " ".join(name.replace("\\", "").split()).strip("'\"")
    return "" if "@" in name or ":" in name else name
