"""What ``[keys]`` may say: keys as people write them, and what would be right elsewhere."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from clientpulse.config import keys, own_keys
from clientpulse.config.in_words import effective
from clientpulse.config.loading import load
from clientpulse.config.values import WrongValueError
from clientpulse.errors import InputError


def own(**rows: object) -> dict[str, str]:
    return own_keys.check(rows)


def refused(**rows: object) -> tuple[str, str]:
    with pytest.raises(WrongValueError) as caught:
        own_keys.check(rows)
    assert caught.value.row in rows
    return str(caught.value), caught.value.hint


def test_each_key_does_one_thing_and_has_a_name_of_its_own() -> None:
    pressed = [
        (place, key)
        for one in keys.KEYS
        for key in one.keys.split(",")
        for place in keys.places(one.name)
    ]
    assert len(pressed) == len(set(pressed))
    assert len(keys.BY_NAME) == len(keys.KEYS)


@pytest.mark.parametrize(
    ("written", "pressed"),
    [
        ("L", "L"),
        ("Shift-l", "L"),
        ("é", "é"),
        ("0", "0"),
        (8, "8"),
        ("#", "number_sign"),
        ("-", "minus"),
        ("+", "plus"),
        (",", "comma"),
        ("comma", "comma"),
        ("€", "euro_sign"),
        (" ", "space"),
        ("Space", "space"),
        ("F5", "f5"),
        ("f12", "f12"),
        ("Ctrl-T", "ctrl+t"),
        ("ctrl+t", "ctrl+t"),
        ("C-t", "ctrl+t"),
        ("^T", "ctrl+t"),
        ("Alt-x", "alt+x"),
        ("←", "left"),
        ("Right", "right"),
        ("Del", "delete"),
        ("Ctrl-PgUp", "ctrl+pageup"),
        ("Ctrl-Shift-Up", "ctrl+shift+up"),
        ("L, Ctrl-L", "L,ctrl+l"),
        ("L  ctrl+l", "L,ctrl+l"),
        ("L,L", "L"),
    ],
)
def test_a_key_is_written_as_people_name_it(written: object, pressed: str) -> None:
    elsewhere = {"now": "F13", "earlier": "F14", "later": "F15", "cancel": "F16"}
    assert own(log=written, **elsewhere)["log"] == pressed


def test_every_key_that_is_shown_can_be_written_so() -> None:
    for one in keys.KEYS:
        assert set(own(**{one.name: keys.shown(one.keys)})[one.name].split(",")) == set(
            one.keys.split(",")
        )


def test_signs_are_named_as_the_terminal_names_them() -> None:
    from textual.keys import _character_to_key

    for sign in f"{string.ascii_letters}{string.digits}{string.punctuation}éßж€→":
        assert keys.of_sign(sign) == _character_to_key(sign)


@pytest.mark.parametrize(
    "written",
    ["F25", "Ctrl", "Ctrl-1", "Ctrl--", "Ctrl-Space", "Shift-F5", "ab", "\x1b", "Alt-Up", "Ctrl-é"],
)
def test_a_key_that_is_none_is_refused(written: str) -> None:
    message, hint = refused(log=written)
    assert message.startswith('row "log" can\'t be "')
    assert message.isprintable()
    assert '"L", "Q, Ctrl-X", "F5", "Space"' in hint


@pytest.mark.parametrize("value", ["", "   ", 1.5, True, ["L"], {}])
def test_a_row_names_a_key(value: object) -> None:
    message, hint = refused(log=value)
    assert "can't be" in message
    assert "write keys as they are shown" in hint


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Enter", 'row "log" can\'t be Enter, which always means open'),
        ("Tab", 'row "log" can\'t be Tab, which always means pane'),
        ("Esc", 'row "log" can\'t be Esc, which always means back'),
        ("Ctrl-C", 'row "log" can\'t be Ctrl-C, which always means quit'),
        ("Ctrl-S", 'row "log" can\'t be Ctrl-S, which is needed in forms'),
        ("Shift-Tab", 'row "log" can\'t be Shift-Tab, which is needed in forms'),
    ],
)
def test_keys_that_forms_need_keep_their_meaning(written: str, why: str) -> None:
    message, hint = refused(log=written)
    assert message == why
    assert "free are " in hint


def test_what_a_terminal_sends_for_another_key_is_refused() -> None:
    assert refused(log="Ctrl-I")[1] == "a terminal takes Ctrl-I for Tab; choose another key"


def test_a_key_of_ones_own_comes_beside_one_that_is_fixed() -> None:
    assert own(back="h", open="f", pane="Tab,z") == {
        "back": "h,escape",
        "open": "f,enter",
        "pane": "tab,z",
    }
    assert own(quit="Q, ctrl+q") == {"quit": "Q,ctrl+q"}


def test_one_key_for_two_things_is_refused() -> None:
    message, hint = refused(log="s")
    assert message == 'row "log" can\'t be s, which is snooze'
    assert "give snooze another key in the same table" in hint
    assert "free: " in hint
    message, _ = refused(log="z", snooze="z")
    assert message == 'row "snooze" can\'t be z, which is log'


def test_two_keys_may_be_swapped() -> None:
    assert own(log="s", snooze="l") == {"log": "s", "snooze": "l"}
    assert own(down="k", up="j") == {"down": "k", "up": "j"}


def test_a_name_that_is_none_is_refused_with_what_it_may_be() -> None:
    assert refused(logg="L") == ('can\'t have a row "logg"', "did you mean log?")
    assert refused(L="log")[1] == 'what is done comes first: log = "L"'
    assert refused(zzz="L")[1].startswith("the names are log, snooze, promise")


def test_a_mistake_in_the_file_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('soon = "1w"\n[keys]\nlog = "L"\nsnooze = "p"\n')
    with pytest.raises(InputError) as caught:
        load(file)
    assert caught.value.message.endswith('line 4: keys row "snooze" can\'t be p, which is promise')
    assert "give promise another key" in (caught.value.hint or "")


def test_a_setting_that_slipped_below_the_table_is_told_from_a_key(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\nlog = "L"\ndue = "short"\n')
    with pytest.raises(InputError) as caught:
        load(file)
    assert caught.value.hint == "move due above the line [keys]"


def test_the_keys_in_force_are_shown_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\nlog = "L"\nquit = "Q, ctrl+x"\nfilter = "f5"\n')
    (row,) = [one for one in effective(load(file)) if one.setting.name == "keys"]
    assert row.value == "log = L, quit = Q Ctrl-X, filter = F5"
    assert row.source == "config file"
