"""The settings in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy
from clientpulse.config.table import SETTINGS
from clientpulse.config.values import DateOrder, Dial, Sender

if TYPE_CHECKING:
    from clientpulse.config.me import Me
    from clientpulse.config.sending import Send
    from clientpulse.config.sources import Source
    from clientpulse.config.storing import Storing
    from clientpulse.config.tag_defaults import TagDefaults

Origin = Literal["default", "config file"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, and where each comes from."""

    default_meeting: Interval | None
    date_order: DateOrder | None
    due: str
    dial: Dial | None
    office_hours: str
    sender: Sender | None
    maps: Mapping[str, str]
    colors: Mapping[str, str]
    theme: str
    keys: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    tag_defaults: Sequence[TagDefaults]
    policy: Policy
    me: Me
    store: Storing
    read_from: Sequence[Source]
    send: Send | None
    notify_command: tuple[str, ...] | None
    origins: Mapping[str, Origin]

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        """Build the settings from checked values; what isn't given has its default."""
        defaults = {s.name: s.check(s.default) for s in SETTINGS if s.default is not None}
        value: dict[str, Any] = {**defaults, **given}
        return cls(
            default_meeting=value["default_meeting"],
            date_order=value.get("date_order"),
            due=value["due"],
            dial=value.get("dial"),
            office_hours=value["office_hours"],
            sender=value.get("sender"),
            maps=MappingProxyType(value["maps"]),
            colors=MappingProxyType(value["colors"]),
            theme=value["theme"],
            keys=MappingProxyType(value["keys"]),
            aliases=MappingProxyType(value["alias"]),
            tag_defaults=value["defaults"],
            policy=Policy(
                over_communication=value["over_communication"],
                workdays=value["workdays"],
                soon=value["soon"],
                rules=MappingProxyType(value["rules"]),
                chase_every=value["chase_every"],
                recap=value["recap"],
                weights=MappingProxyType(value["weights"]),
            ),
            me=value["me"],
            store=value["store"],
            read_from=value["sources"],
            send=value["send"],
            notify_command=value.get("notify_command"),
            origins=MappingProxyType(
                {s.name: "config file" if s.name in given else "default" for s in SETTINGS}
            ),
        )
