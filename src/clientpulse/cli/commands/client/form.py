"""A client as a small TOML text for the editor, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args, get_type_hints

from clientpulse.cli.commands.client.fields import OF_CONTACT, ClientFields, attribute
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records import Client, Contact
from clientpulse.services.clients.tags import Retagging

UNSET = {"meet": "none", "update": "rule"}
"""How it is written that there is none, where that isn't an empty text."""


def form_of(view: Client, contact: Contact | None) -> str:
    """Write a client as a text to edit."""
    comments = {"name": "The client's name."}
    for field, option in get_type_hints(ClientFields, include_extras=True).items():
        comments[field] = get_args(option)[1].help
    comments["tags"] = "Words to group by."
    lines = [f"# {printable(view.name)}: change what you like, then save and close."]
    for field, comment in comments.items():
        if field in OF_CONTACT:
            value = getattr(contact, OF_CONTACT[field], None)
        else:
            value = getattr(view, attribute(field))
        lines += ["", f"# {comment}", f"{field} = {_written(field, value)}"]
    return "\n".join([*lines, ""])


def changed_fields(form: str, edited: str) -> dict[str, Any]:
    """Return the fields that differ.

    Raises:
        InputError: A field isn't known, or isn't what it should be; or the text isn't TOML.
    """
    before, after = _parsed(form), _parsed(edited)
    for field, value in after.items():
        if field not in before:
            raise InputError(
                f"there is no field {quoted(field)}", f"use {', '.join(sorted(before))}"
            )
        if field == "tags":
            if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
                raise InputError(
                    "tags isn't a list of texts", 'write it as tags = ["retail", "food"]'
                )
        elif not isinstance(value, str):
            raise InputError(f"{field} isn't text", f'write it in quotes: {field} = "..."')
    return {field: value for field, value in after.items() if value != before[field]}


def retagged(form: str, tags: Sequence[str]) -> Retagging:
    """Return which tags were added and removed in the editor; others stay, whoever adds some."""
    before = _parsed(form)["tags"]
    return Retagging(
        None,
        [one for one in tags if one not in before],
        [one for one in before if one not in tags],
    )


def clashes(form: str, edited: str, now: str, *, other_person: bool) -> list[str]:
    """Say what was edited to one value here, and meanwhile to another elsewhere.

    Args:
        form: What was shown.
        now: What would be shown now.
        other_person: Whether its primary contact is another person than the one who was shown,
            to whom nothing that was typed of that one may be given.
    """
    shown, there = _parsed(form), _parsed(now)
    changed = changed_fields(form, edited)
    misplaced = OF_CONTACT.keys() & changed.keys() if other_person else set()
    if changed.get("contact") == there["contact"]:
        misplaced = set()  # both name the same person
    lines = [
        f"  {field}: {quoted(str(there[field]))} now, {quoted(value)} is yours"
        for field, value in changed.items()
        if field in misplaced or (field != "tags" and there[field] not in (shown[field], value))
    ]
    if misplaced and "contact" not in changed:
        names = [quoted(str(one["contact"])) for one in (there, shown)]
        lines.insert(0, f"  contact: {names[0]} now, {names[1]} is whom you edited")
    return lines


def _parsed(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  not for an edit by options

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


def _written(field: str, value: Any) -> str:
    """Write a value in TOML."""
    if field == "tags":
        return f"[{', '.join(map(_basic_string, value))}]"
    if field == "note":
        return _note(value or "")
    return _basic_string(UNSET.get(field, "") if value is None else str(value))


def _basic_string(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL and for what lies beyond 16 bits.
    quoted_text = json.dumps(text, ensure_ascii=False)
    return quoted_text.replace("\x7f", "\\u007f")


def _note(text: str) -> str:
    harmless = all(char.isprintable() or char == "\n" for char in text)
    if "\n" in text and harmless and '"""' not in text and "\\" not in text:
        return f'"""\n{text}"""' if not text.endswith('"') else _basic_string(text)
    return _basic_string(text)
