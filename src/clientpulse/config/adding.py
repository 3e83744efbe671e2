"""Add sources and what we are called to the config file's text, and leave the rest as it is."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from clientpulse.config.places import at_home
from clientpulse.config.placing import only, ways
from clientpulse.config.sources import Source
from clientpulse.errors import InputError

Value = tuple[tuple[str, ...], Any]
"""A path, table names first, and what is to stand there."""


def with_values(text: str, values: Iterable[Value]) -> str:
    """Set some keys of a config file's text, each where it belongs.

    Args:
        text: TOML without errors, its lines ended by line feeds.

    Raises:
        InputError: The file is written in a way that can only be changed by hand.
    """
    for path, value in values:
        wanted = tomllib.loads(text)
        if wanted == _set(wanted, path, value):
            continue
        wanted = _set(wanted, path, value)
        text = only(wanted, ways(text, path, value, wanted))
    return text


def values_of(source: Source, home: Path) -> list[Value]:
    """Return what a config file says of a source: what isn't as it is without being said."""
    found: list[Value] = []
    for one in fields(Source):
        value = getattr(source, one.name)
        if one.name == "name" or value == one.default:
            continue
        if isinstance(value, Path):
            value = at_home(value, home)
        found.append((("sources", source.name, one.name), _plain(value)))
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _set(document: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    place: Any = changed
    for name in path[:-1]:
        place = place.setdefault(name, {})
        if not isinstance(place, dict):
            raise InputError(
                f"{name} isn't a table in the config file", "edit it: pulse config edit"
            )
    place[path[-1]] = value
    return changed
