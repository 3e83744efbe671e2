"""What a client with a tag gets when it is added: ``[defaults.TAG]``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clientpulse.cadence.channel import CHANNELS, typed_channel
from clientpulse.comparing import folded
from clientpulse.config import values
from clientpulse.config.values import WrongValueError, refused
from clientpulse.quoting import quoted
from clientpulse.records.limits import WORD_LENGTH
from clientpulse.records.owners import RESERVED


@dataclass(frozen=True, slots=True)
class TagDefaults:
    """What a client with a tag gets.

    Attributes:
        tag: As the file spells it.
        values: As stored, by attribute of a client.
        rules: The client's own intervals, as stored, by rule.
        words: The same for people, as the file has it: ``meet monthly``.
    """

    tag: str
    values: Mapping[str, str | None]
    rules: Mapping[str, str]
    words: Mapping[str, str]


def check(value: object) -> tuple[TagDefaults, ...]:
    """Read the tables of all tags, in the order of the file."""
    if not isinstance(value, dict):
        raise WrongValueError(
            "has to be a table of tables", hint='write [defaults.retail], and below it meet = "6w"'
        )
    found: dict[str, TagDefaults] = {}
    for tag, table in value.items():
        if not isinstance(table, dict):
            hint = f"give it a tag: [defaults.retail], and below it {tag} = ..."
            raise WrongValueError(f"has no tag for {quoted(tag)}", tag, hint)
        if not tag.strip() or ";" in tag or len(tag) > WORD_LENGTH or not tag.isprintable():
            hint = "name a tag as you type it: [defaults.retail]"
            raise WrongValueError(f"can't have the tag {quoted(tag)}", tag, hint)
        if (one := folded(tag)) in found:
            raise WrongValueError(
                f"has the tag {quoted(tag)} twice", tag, "keep one table for each tag"
            )
        found[one] = _of_tag(tag, table)
    return tuple(found.values())


def _of_tag(tag: str, table: Mapping[str, object]) -> TagDefaults:
    given: dict[str, str | None] = {}
    rules: dict[str, str] = {}
    words: dict[str, str] = {}
    for name, value in table.items():
        if name not in (*_READERS, "rules"):
            known = f"the defaults of a tag are {', '.join(_READERS)} and rules"
            raise WrongValueError(f"{quoted(tag)} can't have {quoted(name)}", tag, known, (name,))
        try:
            if name == "rules":
                checked = values.rules(value)
                rules = {rule: str(every or "none") for rule, every in checked.items()}
                words |= {rule: f"{rule} {every}" for rule, every in rules.items()}
            else:
                attribute, read = _READERS[name]
                given[attribute] = read(value)
                words[attribute] = f"{name} {str(value).strip()}"
        except WrongValueError as wrong:
            under = (name, *([wrong.row] if wrong.row else []))
            hint = wrong.hint or f"write {_EXPECTED[name]}"
            raise WrongValueError(f"{quoted(tag)}: {name} {wrong}", tag, hint, under) from wrong
    return TagDefaults(tag, given, rules, words)


def _meet(value: object) -> str | None:
    every = values.interval_or_none(value)
    return None if every is None else str(every)


def _update(value: object) -> str | None:
    if isinstance(value, str) and value.strip().lower() == "rule":
        return None
    return _meet(value) or "none"


def _prefers(value: object) -> str:
    if isinstance(value, str) and (channel := typed_channel(value)):
        return channel
    raise refused(value)


def _owner(value: object) -> str:
    if isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= WORD_LENGTH:
        word = value.strip()
        if word.lower() not in RESERVED:
            return word
    raise refused(value)


_READERS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "meet": ("meeting_interval", _meet),
    "update": ("update_interval", _update),
    "prefers": ("prefers", _prefers),
    "owner": ("owner", _owner),
}

_EXPECTED = {
    "meet": 'an interval such as "monthly" or "6w", or "none"',
    "update": 'an interval such as "weekly", "none", or "rule" for what follows from the meetings',
    "prefers": f"one of {', '.join(values.toml(one) for one in CHANNELS)}",
    "owner": 'a name in quotes, other than "all" and "none"',
    "rules": 'a table such as rules = { feedback = "12m", checkup = "none" }',
}
