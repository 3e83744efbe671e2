"""The keys: what each does, everywhere the same."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does.

    Attributes:
        name: What it is called in the config, and as an action.
        keys: What is pressed, as the terminal names it, separated by commas.
        says: What it does, for the help.
        footer: The word for the footer; empty to leave it out.
        views: The names of the views that know it; none where all do.
    """

    name: str
    keys: str
    says: str
    footer: str = ""
    views: tuple[str, ...] = ()


LETTER = ("letter",)
"""Where a letter is shown."""

KEYS = (
    Key("log", "l", "log a conversation", "log"),
    Key("snooze", "s", "snooze until a day", "snooze"),
    Key("promise", "p", "write down what you promised", "promise"),
    Key("ask", "a", "write down what they owe you", "ask"),
    Key("mistake", "m", "write down a mistake", "mistake"),
    Key("remind", "r", "set a reminder", "remind"),
    Key("agenda", "g", "note a point for the next meeting", "agenda"),
    Key("draft", "d", "draft a letter: edit it, send it", "draft"),
    Key("book", "b", "book a meeting", "book"),
    Key("move", "v", "move the meeting", "move", views=("diary",)),
    Key("cancel", "D,delete", "cancel the meeting", "cancel", views=("diary",)),
    Key("span", "w", "the week or the month", "week/month", views=("diary",)),
    Key("earlier", "left", "the week or month before", "earlier", views=("diary",)),
    Key("later", "right", "the week or month after", "later", views=("diary",)),
    Key("now", "0", "this week or month", views=("diary",)),
    Key("clock", "t", "start or stop the clock of a call", "clock", views=("dial",)),
    Key("order", "o", "sort by the next column", "sort", ("portfolio",)),
    Key("turn", "O", "turn the order round", "turn round", ("portfolio",)),
    Key("done", "x", "mark something open as done", "done"),
    Key("undo", "u", "undo the last change", "undo"),
    Key("redo", "U", "redo what was undone"),
    Key("filter", "slash", "filter the list", "filter"),
    Key("command", "colon", "type any command", "command"),
    Key("help", "question_mark", "show all keys", "keys"),
    Key("due", "1", "today's list"),
    Key("portfolio", "2", "the whole portfolio"),
    Key("diary", "3", "the diary"),
    Key("dial", "4", "ring one after the other"),
    Key("review", "5", "decide what sources brought up"),
    Key("search", "6", "search everything that was written"),
    Key("accept", "c", "a client, as proposed", "a client", ("review",)),
    Key("adjust", "e", "a client, with another name or cadence", "change it", ("review",)),
    Key("person", "i", "a person at a client that you have", "a person at", ("review",)),
    Key("never", "N", "not a client: never ask about them again", "never", ("review",)),
    Key("same", "equals_sign", "the two are one: join them", "one and the same", ("review",)),
    Key("apart", "exclamation_mark", "they are two: never ask again", "two", ("review",)),
    Key("keep", "K", "keep who is gone from an address book", "keep", ("review",)),
    Key("remove", "R", "delete who is gone from an address book", "delete", ("review",)),
    Key("skip", "n", "not now: go on to the next one", "not now", ("dial", "review")),
    Key("down", "j,down", "the next one"),
    Key("up", "k,up", "the one before"),
    Key("top", "home", "the first one"),
    Key("bottom", "G,end", "the last one"),
    Key("page_down", "pagedown,ctrl+d", "a page down"),
    Key("page_up", "pageup,ctrl+u", "a page up"),
    Key("pane", "tab", "go to the other side"),
    Key("open", "enter", "open what is selected"),
    Key("back", "escape", "go back; what is half typed is kept"),
    Key("copy", "y", "copy what is shown of the client, or what is marked with the mouse"),
    Key("edit", "e", "change the letter here", "edit", LETTER),
    Key("editor", "E", "change it in your editor", "editor", LETTER),
    Key("send", "S", "send it, after a question", "send", LETTER),
    Key("sent", "L", "log it: you sent it yourself", "sent it myself", LETTER),
    Key("mail", "M", "open it in your mail program", "mail program", LETTER),
    Key("anew", "B", "write it anew, as if you had changed nothing", "", LETTER),
    Key("reload", "ctrl+r", "read everything again"),
    Key("quit", "q", "quit", "quit"),
)
OF_LISTS = frozenset({"down", "up", "top", "bottom", "page_down", "page_up", "open"})
"""What lists and pages do by themselves."""

IN_LETTERS = frozenset({"copy", "pane", "back", "quit", *OF_LISTS})
"""What is done in a letter by the same keys as elsewhere."""

LEADING = frozenset({"help", "quit"})
"""What stands in the footer however narrow it is."""

BY_NAME = {one.name: one for one in KEYS}

_SHORT = {
    "plus_sign": "plus",
    "hyphen_minus": "minus",
    "commercial_at": "at",
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "low_line": "underscore",
}


def of_sign(sign: str) -> str:
    """Return what the terminal names the key of a letter, a digit or a sign."""
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


NAMED = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "insert": "Ins",
    "delete": "Del",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
"""How keys are shown, by what the terminal names them; all others stand for themselves."""

SIGNS = {of_sign(sign): sign for sign in string.punctuation}


def pressed(name: str, own: Mapping[str, str]) -> str:
    """Return what is pressed for something, as the terminal names it.

    Args:
        own: What the config says, by name.
    """
    return own.get(name, BY_NAME[name].keys)


def places(name: str) -> tuple[str, ...]:
    """Return where a key works: in a letter, which covers all else, in all else, or in both."""
    if BY_NAME[name].views == LETTER:
        return LETTER
    return ("views", *LETTER) if name in IN_LETTERS else ("views",)


def works_in(name: str, view: str) -> bool:
    """Tell whether a view knows a key."""
    return not BY_NAME[name].views or view in BY_NAME[name].views


def footer(view: str) -> Iterator[Key]:
    """Return the keys in a view's footer: its own first."""
    found = [one for one in KEYS if one.footer and works_in(one.name, view)]
    yield from sorted(found, key=lambda one: not one.views)


def shown(keys: str) -> str:
    """Write keys for a person: ``j ↓``."""
    return " ".join(map(_shown, keys.split(",")))


def _shown(key: str) -> str:
    *held, last = key.split("+")
    last = NAMED.get(last) or SIGNS.get(last, last)
    if (held and len(last) == 1) or last[1:].isdigit():
        last = last.upper()
    return "-".join([*(one.capitalize() for one in held), last])
