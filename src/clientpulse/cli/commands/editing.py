"""The answers of commands that edit or delete: what changed, old and new; what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clientpulse import output
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer
from clientpulse.records.changing import Change


def edited(
    work: Session,
    fields: Mapping[str, Any],
    what: str,
    changed: Sequence[Change],
    lines: Iterable[str] = (),
    *,
    follows: Iterable[str] = (),
    verb: str = "Edited",
) -> Answer:
    """Answer with what was edited.

    Args:
        fields: The thing as it is now, under its noun, for JSON.
        what: The same in a line.
        lines: What else there is to say.
        follows: What follows from the change, to stand behind it.
    """
    said = output.messages.changes
    echoed = said.echo(what, changed, work.today, follows, verb)
    return Answer({**fields, "changed": said.record(changed)}, [*echoed, *lines])


def deleted(
    fields: Mapping[str, Any], whats: Iterable[str], lines: Iterable[str] = (), *, dry_run: bool
) -> Answer:
    """Answer with what was deleted.

    Args:
        fields: The things as they were, under their noun, for JSON.
        whats: The same, in a line each.
        lines: What comes of it.
    """
    verb = "Would delete" if dry_run else "Deleted"
    return Answer({**fields, "dry_run": dry_run}, [*(f"{verb}: {one}" for one in whats), *lines])
