"""What the commands that set and unset settings answer."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.views.config import SettingChange


def changed(one: SettingChange) -> Iterator[str]:
    """Say what a setting was, and what it is now."""
    if one.was_default and one.is_default:
        has = f": it has its default, {one.value}" if one.value else ""
        yield f"{one.name} isn't set{has}. Nothing was changed."
    elif one.before == one.value and not (one.was_default or one.is_default):
        yield f"{one.name} is {one.value} already. Nothing was changed."
    else:
        before = _words(one.before, is_default=one.was_default)
        yield f"{one.name}: {before} → {_words(one.value, is_default=one.is_default)}"


def _words(value: str | None, *, is_default: bool) -> str:
    if not value:
        return "not set"
    return f"{value} (the default)" if is_default else value
