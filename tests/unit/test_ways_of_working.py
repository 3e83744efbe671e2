"""What people type about how a client works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientpulse.errors import InputError
from clientpulse.services.clients import preferences as client_preferences
from tests.hostile import assert_harmless, generated, naughty

READERS: list[Callable[[str], str | None]] = [
    client_preferences.timezone,
    client_preferences.hours,
    client_preferences.message_length,
    client_preferences.language,
]


def refusal(read: Callable[[str], str | None], text: str) -> InputError | None:
    """Return how a text is refused, if it is."""
    try:
        read(text)
    except InputError as error:
        return error
    return None


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_is_nothing(read: Callable[[str], str | None], blank: str) -> None:
    assert read(blank) is None


@pytest.mark.parametrize("read", READERS)
def test_hostile_text_is_refused_in_one_harmless_line(read: Callable[[str], str | None]) -> None:
    for text in [*naughty(), *generated(300), "x" * 100_000, "9" * 5_000, "a\x00b"]:
        refused = refusal(read, text)
        if refused is None:
            # Three letters may be a language.
            assert not text.strip() or (read is client_preferences.language and len(text) == 3)
            continue
        message, hint = refused.message, refused.hint
        assert_harmless(message + hint)
        assert "\n" not in message + hint
        assert len(message) < 1_500
        assert hint


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Europe/Rome", "Europe/Rome"),
        ("europe/rome", "Europe/Rome"),
        (" AMERICA/new york ", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_timezone_is_known_in_any_case(typed: str, stored: str) -> None:
    assert client_preferences.timezone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("rome", "did you mean Europe/Rome?"),
        ("Europe/Rom", "did you mean Europe/Rome"),
        ("Londno", "did you mean Europe/London?"),
        ("Asia/Berlin", "did you mean Europe/Berlin?"),
        ("+02:00", "name one as the IANA does: Europe/Rome"),
        ("Mars/Olympus", "name one as the IANA does: Europe/Rome"),
    ],
)
def test_a_timezone_that_isnt_known_is_answered_with_the_nearest(typed: str, hint: str) -> None:
    with pytest.raises(InputError) as refused:
        client_preferences.timezone(typed)
    assert refused.value.message.endswith("isn't a timezone")
    assert refused.value.hint.startswith(hint)


@pytest.mark.parametrize("typed", ["localtime", "Factory", "posixrules", "Europe", "/", "."])
def test_files_that_are_no_place_on_earth_are_no_timezones(typed: str) -> None:
    with pytest.raises(InputError):
        client_preferences.timezone(typed)


def test_hours_are_stored_in_one_form() -> None:
    assert client_preferences.hours("Mon-Fri 9am-5pm") == "mon-fri 09:00-17:00"


def test_hours_that_cant_be_read_are_told_with_the_reason() -> None:
    with pytest.raises(InputError) as refused:
        client_preferences.hours("mon-fri 17-9")
    assert refused.value.message == "the working hours can't be read: '17-9' ends before it begins"
    assert refused.value.hint.startswith("write the afternoon as 13:00-17:00")


def test_hours_are_no_longer_than_the_store_holds() -> None:
    spans = ", ".join(f"{hour}:00-{hour}:05, {hour}:10-{hour}:15" for hour in range(24))
    with pytest.raises(InputError, match="the hours are too long"):
        client_preferences.hours(f"mon {spans}")


@pytest.mark.parametrize(("typed", "stored"), [("short", "short"), (" LONG ", "long")])
def test_a_length_is_short_or_long(typed: str, stored: str) -> None:
    assert client_preferences.message_length(typed) == stored


def test_no_other_length_is_taken() -> None:
    with pytest.raises(InputError, match="isn't a length"):
        client_preferences.message_length("medium")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("it", "it"),
        ("IT", "it"),
        ("de_at", "de-AT"),
        ("de-AT", "de-AT"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("gsw", "gsw"),
    ],
)
def test_a_language_is_stored_as_the_standard_writes_it(typed: str, stored: str) -> None:
    assert client_preferences.language(typed) == stored


@pytest.mark.parametrize("typed", ["italian", "i", "it-", "it-Italy", "it IT", "it.UTF-8", "1t"])
def test_what_is_no_language_code_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="isn't a language"):
        client_preferences.language(typed)
