"""A client as a small TOML text for the editor, and back."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from clientpulse.cli.app.parameters import CHANNEL_NAMES
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records import Client, Contact

FIELDS = (
    ("name", "the client's name"),
    ("key", "the short name to type"),
    ("meet", "how often you meet: weekly, monthly, quarterly, 6w, none"),
    ("update", "how often an update goes out: 1m, none; 'rule' follows from the meetings"),
    ("since", "when the cadence starts"),
    ("prefers", CHANNEL_NAMES),
    ("owner", "who looks after the client"),
    ("timezone", "their timezone, by its IANA name: Europe/Rome"),
    ("hours", "when you can ring them: mon-fri 09:00-17:00"),
    ("length", "how long they like messages: short or long"),
    ("language", "the language they read: en, it, de-AT"),
    ("contact", "the primary contact"),
    ("email", "their e-mail"),
    ("phone", "their phone"),
)


def form_of(view: Client, tags: tuple[str, ...], contact: Contact | None) -> str:
    """Write a client as a text to edit."""
    values = {
        "name": view.name,
        "key": view.key,
        "meet": view.meeting_interval or "none",
        "update": view.update_interval or "rule",
        "since": view.started_on.isoformat(),
        "prefers": view.prefers or "",
        "owner": view.owner or "",
        "timezone": view.timezone or "",
        "hours": view.hours or "",
        "length": view.message_length or "",
        "language": view.language or "",
        "contact": contact.name if contact else "",
        "email": (contact.email or "") if contact else "",
        "phone": (contact.phone or "") if contact else "",
    }
    lines = [f"# {printable(view.name)}: change what you like, then save and close."]
    for field, comment in FIELDS:
        lines += ["", f"# {comment}", f"{field} = {_basic_string(values[field])}"]
    listed = ", ".join(map(_basic_string, tags))
    lines += ["", "# words to group by", f"tags = [{listed}]"]
    lines += ["", "# anything to remember", f"note = {_note(view.note or '')}", ""]
    return "\n".join(lines)


def changed_fields(form: str, edited: str) -> tuple[dict[str, str], list[str] | None] | None:
    """Return the fields that differ, and the tags if they do; None where nothing differs.

    Raises:
        InputError: The text is no such form any more.
    """
    before, after = tomllib.loads(form), _parsed(edited)
    known = set(before)
    for field in after:
        if field not in known:
            raise InputError(
                f"there is no field {quoted(field)}", f"use {', '.join(sorted(known))}"
            )
    changed: dict[str, str] = {}
    for field in known - {"tags"}:
        value = after.get(field, before[field])
        if not isinstance(value, str):
            raise InputError(f"{field} isn't text", f'write it in quotes: {field} = "..."')
        if value != before[field]:
            changed[field] = value
    tags = after.get("tags", before["tags"])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise InputError("tags isn't a list of texts", 'write it as tags = ["retail", "food"]')
    new_tags = None if tags == before["tags"] else tags
    return (changed, new_tags) if changed or new_tags is not None else None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"the edited text can't be read: {error}", "put texts in double quotes"
        ) from None
    except (ValueError, RecursionError):
        raise InputError(
            "the edited text can't be read: a value is too large or nested too deeply",
            "put texts in double quotes",
        ) from None


def _basic_string(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL and for what lies beyond 16 bits.
    quoted_text = json.dumps(text, ensure_ascii=False)
    return quoted_text.replace("\x7f", "\\u007f")


def _note(text: str) -> str:
    harmless = all(char.isprintable() or char == "\n" for char in text)
    if "\n" in text and harmless and '"""' not in text and "\\" not in text:
        return f'"""\n{text}"""' if not text.endswith('"') else _basic_string(text)
    return _basic_string(text)
