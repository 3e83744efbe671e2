"""What a client gets by its tags when it is added: the ``[defaults.TAG]`` of the config."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from clientpulse.services import lookup
from clientpulse.views.tags import FromTags

if TYPE_CHECKING:
    from clientpulse.config.tag_defaults import TagDefaults


def of_tags(
    defaults: Sequence[TagDefaults], tags: Iterable[str], given: Container[str] = ()
) -> FromTags:
    """Return what a client with these tags gets; of several tags the first in the config counts.

    Args:
        given: What was said of the client itself, by attribute, and so isn't asked of its tags.
    """
    if not defaults:
        return FromTags()
    wanted = {lookup.folded(tag) for tag in tags}
    values: dict[str, str | None] = {}
    rules: dict[str, str] = {}
    taken: dict[str, list[str]] = {}
    passed_over: dict[str, list[str]] = {}
    for one in defaults:
        if lookup.folded(one.tag) not in wanted:
            continue
        for name, words in one.words.items():
            if name in given:
                continue
            into, said = (rules, one.rules) if name in one.rules else (values, one.values)
            if name not in into:
                into[name] = said[name]  # type: ignore[assignment]
                taken.setdefault(one.tag, []).append(words)
            elif into[name] != said[name]:
                passed_over.setdefault(one.tag, []).append(words)
    return FromTags(values, rules, taken, passed_over)
