"""Texts as typed: what may be stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientpulse.errors import InputError
from clientpulse.services import text

CHECKS: dict[str, Callable[[str], object]] = {
    "name": text.name,
    "contact's name": lambda value: text.name(value, "contact's name"),
    "owner": lambda value: text.name(value, "owner"),
    "tag": text.tag,
    "note": text.note,
    "agenda": lambda value: text.note(value, "agenda"),
    "place": lambda value: text.note(value, "place"),
    "phone number": lambda value: text.note(value, "phone number"),
}


@pytest.mark.parametrize("field", CHECKS)
@pytest.mark.parametrize("typed", ["\0", "a\0b", "end\0", "\0beginning"])
def test_a_nul_is_refused_in_every_field_by_its_name(field: str, typed: str) -> None:
    with pytest.raises(InputError) as refused:
        CHECKS[field](typed)
    assert refused.value.message.startswith(f"the {field} holds a NUL character: ")
    assert "\0" not in refused.value.message
    assert refused.value.hint


def test_a_nul_is_no_part_of_a_key() -> None:
    with pytest.raises(InputError, match="can't be a key"):
        text.key("a\0b")


@pytest.mark.parametrize("field", CHECKS)
def test_other_control_characters_are_stored_as_given(field: str) -> None:
    assert CHECKS[field]("a\x01\x1b[2J\x7fb") == "a\x01\x1b[2J\x7fb"
