"""The settings as people read them: each with its value in force, and as a file to begin with."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientpulse import config
from clientpulse.config.settings import Origin, Settings
from clientpulse.config.table import SETTINGS, Setting
from clientpulse.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from clientpulse.config.tag_defaults import TagDefaults
    from clientpulse.config.values import Dial, Sender


@dataclass(frozen=True, slots=True)
class Effective:
    """One line of ``pulse config``: a setting, its value in words, and its source."""

    setting: Setting
    value: str
    source: Origin


def effective(settings: Settings) -> tuple[Effective, ...]:
    """Return every setting with its value in force, in the order of the table."""
    policy = settings.policy
    rows = (f"{apart} = {every or 'none'}" for apart, every in policy.over_communication)
    text = {
        "default_meeting": str(settings.default_meeting or "none"),
        "date_order": settings.date_order or "not set",
        "due": settings.due,
        "workdays": ", ".join(WEEKDAYS[day][:3] for day in sorted(policy.workdays)),
        "soon": str(policy.soon),
        "chase_every": str(policy.chase_every),
        "recap": policy.recap,
        "dial": _dial_text(settings.dial),
        "office_hours": settings.office_hours,
        "sender": _sender_text(settings.sender),
        "over_communication": ", ".join(rows) or "no updates between meetings",
        "weights": ", ".join(f"{tag} = {weight:g}" for tag, weight in policy.weights.items())
        or "all the same",
        "rules": ", ".join(f"{name} = {every or 'none'}" for name, every in policy.rules.items())
        or "the usual ones",
        "maps": "; ".join(f"{name}: {columns}" for name, columns in settings.maps.items())
        or "none",
        "colors": ", ".join(f"{name} = {look}" for name, look in settings.colors.items())
        or "the usual ones",
        "theme": settings.theme,
        "keys": _keys_text(settings.keys),
        "alias": "; ".join(f"{name}: {shlex.join(line)}" for name, line in settings.aliases.items())
        or "none",
        "defaults": _tag_defaults_text(settings.tag_defaults),
        "me": ", ".join(filter(None, (settings.me.owner, *settings.me.addresses))) or "not set",
        "store": settings.store.db or "not set",
        "notify_command": shlex.join(settings.notify_command or ()) or "not set",
        "send": "not set" if settings.send is None else settings.send.place,
        "sources": ", ".join(f"{one.name}: {one.kind}" for one in settings.read_from) or "none",
    }
    return tuple(Effective(s, text[s.name], settings.origins[s.name]) for s in SETTINGS)


def template_text() -> str:
    """Return a starter config file: every setting explained, commented out, at its default."""
    parts = ['# Settings of clientpulse, all optional. Take off a "#" to set one.\n']
    for setting in SETTINGS:
        value = setting.default_text or setting.example
        is_table = isinstance(setting.default, dict)
        heading = "" if value.startswith("[") else f"[{setting.name}]\n"
        body = f"{heading}{value}" if is_table else f"{setting.name} = {value}"
        about = (
            f"# {setting.description}\n# {setting.expected[:1].upper()}{setting.expected[1:]}.\n"
        )
        parts.append(about + "".join(f"#{line}\n" for line in body.splitlines()))
    return "\n".join(parts)


def _keys_text(own: Mapping[str, str]) -> str:
    """Say in a line which keys are others: ``log = L, quit = Q Ctrl-X``."""
    if not own:
        return "the usual ones"
    shown = config.keys.shown
    return ", ".join(f"{name} = {shown(pressed)}" for name, pressed in own.items())


def _dial_text(dial: Dial | None) -> str:
    return "not set" if dial is None else f"{WEEKDAYS[dial[0]][:3]} {dial[1]}"


def _sender_text(sender: Sender | None) -> str:
    if sender is None:
        return "not set"
    name, address = sender
    return f"{name} <{address}>" if name else address


def _tag_defaults_text(defaults: Sequence[TagDefaults]) -> str:
    """Say in a line what is set: ``retail: meet monthly, owner sam; key: meet 6w``."""
    return "; ".join(f"{one.tag}: {', '.join(one.words.values())}" for one in defaults) or "none"
