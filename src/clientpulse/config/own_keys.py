"""What ``[keys]`` may say: which keys there are, as people write them, and what they may do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from clientpulse.config import keys
from clientpulse.config.values import WrongValueError
from clientpulse.quoting import quoted

HINT = 'write keys as they are shown, with commas between several: "L", "Q, Ctrl-X", "F5", "Space"'

FIXED: Mapping[str, str] = MappingProxyType(
    {"enter": "open", "tab": "pane", "escape": "back", "ctrl+q": "quit", "ctrl+c": "quit"}
)
"""Keys that forms and questions need: each stays with what it does, whatever is added to it."""

OF_FORMS = frozenset({"ctrl+s", "shift+tab"})
"""Keys of forms alone."""

_OTHER_WORDS = {
    "esc": "escape",
    "return": "enter",
    "spacebar": "space",
    "ins": "insert",
    "del": "delete",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "↓": "down",
    "↑": "up",
    "←": "left",
    "→": "right",
    "period": "full_stop",
    "dot": "full_stop",
}
_HELD = re.compile(r"(?:(ctrl|control|c)|(shift)|(alt))[-+](.+)", re.IGNORECASE)
_MOVING = frozenset(
    {"up", "down", "left", "right", "home", "end", "insert", "delete", "pageup", "pagedown"}
)
_SAME = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+j": "Enter", "ctrl+h": "Backspace"}
"""What a terminal can't tell from something else."""


def check(value: object) -> dict[str, str]:
    """Read which keys do what, as the terminal names them.

    Returns:
        By what is done; of what isn't there, the keys are the usual ones.
    """
    if not isinstance(value, dict):
        raise WrongValueError("has to be a table", hint='write log = "L" below it')
    for name, said in value.items():
        if name not in keys.BY_NAME:
            raise WrongValueError(f"can't have a row {quoted(name)}", name, _nearest(name, said))
    own = {name: ",".join(_read(name, said)) for name, said in value.items()}
    _one_thing_each(own)
    return own


def _read(name: str, said: object) -> list[str]:
    """Read the keys of a row; those that are fixed stay with it."""
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    if not isinstance(said, str):
        raise WrongValueError(f"row {quoted(name)} can't be anything but a text", name, HINT)
    found = [_key(name, one) for one in _parts(said)]
    if not found:
        raise WrongValueError(f"row {quoted(name)} can't be empty", name, HINT)
    for key in found:
        _is_free(name, key)
    stays = [key for key in keys.BY_NAME[name].keys.split(",") if key in FIXED]
    return list(dict.fromkeys([*found, *stays]))


def _parts(said: str) -> list[str]:
    if len(said) == 1:
        return [said]
    return [one for one in re.split(r"[,\s]+", said) if one] or said.strip().split()


def _key(name: str, typed: str) -> str:
    """Return how the terminal names a key that somebody wrote down."""
    found = _named(typed)
    if found in _SAME:
        hint = f"a terminal takes {keys.shown(found)} for {_SAME[found]}; choose another key"
        raise WrongValueError(f"row {quoted(name)} can't be {quoted(typed)}", name, hint)
    if found is None:
        raise WrongValueError(f"row {quoted(name)} can't be {quoted(typed)}", name, HINT)
    return found


def _named(typed: str) -> str | None:
    """Return how the terminal names a key; None where there is none of that name."""
    held = set()
    last = f"ctrl+{typed[1]}" if re.fullmatch(r"\^[A-Za-z]", typed) else typed
    while found := _HELD.fullmatch(last):
        held.add("ctrl" if found[1] else "shift" if found[2] else "alt")
        last = found[4]
    word = last.lower().replace("-", "_")
    if len(last) == 1 and last not in _OTHER_WORDS:
        return _with(held, last)
    word = _OTHER_WORDS.get(word, word)
    if word in keys.SIGNS or re.fullmatch("f([1-9]|1[0-9]|2[0-4])", word):
        return None if held else word
    if word not in keys.NAMED:
        return None
    if "alt" in held or (held and word not in _MOVING and (held, word) != ({"shift"}, "tab")):
        return None
    return "+".join([*sorted(held), word])


def _with(held: set[str], char: str) -> str | None:
    """Return a letter, a digit or a sign with what is held down; None where none is sent."""
    if not held:
        return "space" if char == " " else keys.of_sign(char) if char.isprintable() else None
    if held == {"shift"} and char.isalpha():
        return char.upper()
    if held == {"ctrl"} and re.fullmatch("[A-Za-z]", char):
        return f"ctrl+{char.lower()}"
    if held == {"alt"} and re.fullmatch("[A-Za-z0-9]", char):
        return f"alt+{char}"
    return None


def _is_free(name: str, key: str) -> None:
    """Refuse a key that forms need for something else."""
    fixed = FIXED.get(key)
    if fixed == name:
        return
    if fixed or key in OF_FORMS:
        does = f"always means {fixed}" if fixed else "is needed in forms"
        message = f"row {quoted(name)} can't be {keys.shown(key)}, which {does}"
        raise WrongValueError(message, name, f"choose another key; free are {_free({})}")


def _one_thing_each(own: Mapping[str, str]) -> None:
    """Refuse a key that would do two things in one place."""
    taken: dict[tuple[str, str], str] = {}
    # The usual ones first: the row of the config is the one to be corrected.
    for name in sorted(keys.BY_NAME, key=lambda one: one in own):
        for key in keys.pressed(name, own).split(","):
            for place in keys.places(name):
                other = taken.setdefault((place, key), name)
                if other != name:
                    message = f"row {quoted(name)} can't be {keys.shown(key)}, which is {other}"
                    hint = (
                        f"give {other} another key in the same table,"
                        f" or choose one that is free: {_free(own)}"
                    )
                    raise WrongValueError(message, name, hint)


def _free(own: Mapping[str, str]) -> str:
    return " ".join([*_free_letters(own)][:8])


def _free_letters(own: Mapping[str, str]) -> Iterator[str]:
    taken = {key for name in keys.BY_NAME for key in keys.pressed(name, own).split(",")}
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from (one for one in letters + letters.upper() if one not in taken)


def _nearest(name: str, said: object) -> str:
    import difflib  # noqa: PLC0415  only mistakes need it

    if isinstance(said, str) and said in keys.BY_NAME:
        return f"what is done comes first: {said} = {quoted(name)}"
    near = difflib.get_close_matches(name.lower().replace("-", "_"), keys.BY_NAME, n=1)
    return f"did you mean {near[0]}?" if near else f"the names are {', '.join(keys.BY_NAME)}"
