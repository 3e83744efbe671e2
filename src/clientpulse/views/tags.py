"""Tags, and what clients get by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag that clients have.

    Attributes:
        clients: How many active ones have it; ``archived`` how many others.
        defaults: What a client with it gets when it is added, in words: ``meet monthly``.
    """

    tag: str
    clients: int
    archived: int
    defaults: Sequence[str]


@dataclass(frozen=True, slots=True)
class FromTags:
    """What a client gets by its tags.

    Attributes:
        values: As stored, by attribute of a client.
        rules: The client's own intervals, as stored, by rule.
        taken: The same in words, by tag as the config spells it: ``meet monthly``.
        passed_over: What the config says of others of its tags, likewise.
    """

    values: Mapping[str, str | None] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    taken: Mapping[str, Sequence[str]] = field(default_factory=dict)
    passed_over: Mapping[str, Sequence[str]] = field(default_factory=dict)
