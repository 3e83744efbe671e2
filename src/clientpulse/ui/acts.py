"""What a key does with a client: the fields to fill in, and the command line that comes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from clientpulse.cadence.channel import CHANNELS
from clientpulse.quoting import shell_word

Values = Mapping[str, str]
Line = list[str]

_OPTION = re.compile("--?[a-z0-9][a-z0-9-]*|--?")
MOODS = ("awful", "bad", "neutral", "good", "great")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in.

    Attributes:
        name: Its label, in small letters.
        hint: What it may be, shown while it is empty.
        choices: What it is one of, where there is no more to it.
        wide: It has a line of its own.
        needed: Nothing comes of the act without it.
    """

    name: str
    hint: str = ""
    choices: Sequence[str] = ()
    wide: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do with a client.

    Attributes:
        name: As the keys are named in the config.
        title: What is being done, before the client's name.
        fields: What is filled in; none where it is done at once.
        line: Returns the words behind ``pulse``, from the client's key and what was filled in.
        settles: Whether it may close what is open with the client.
        enter: What Enter does.
    """

    name: str
    title: str
    fields: Sequence[Field]
    line: Callable[[str, Values], Line]
    settles: bool = False
    enter: str = "stores it"


def _options(values: Values, **flags: str) -> Line:
    """Return the options of what was filled in, each with its value."""
    given = ((flag, values.get(name, "").strip()) for name, flag in flags.items())
    return [word for flag, value in given if value for word in (flag, value)]


def _with_words(before: Line, words: str, options: Line) -> Line:
    """Put free words into a line: behind the options where they could be taken for one."""
    words = words.strip()
    if words.startswith("-"):
        return [*before, *options, "--", words]
    return [*before, *([words] if words else []), *options]


def _log(key: str, values: Values) -> Line:
    options = _options(
        values,
        channel="-c",
        mood="-m",
        date="-d",
        next="--next",
        minutes="--minutes",
    )
    for one in values.get("agreed", "").split(";"):
        options += _options({"agreed": one}, agreed="--agreed")
    for one in values.get("closes", "").split():
        flag, _, ref = one.partition("=")
        options += [f"--{flag}", ref]
    return _with_words(["log", key], values.get("note", ""), options)


def _snooze(key: str, values: Values) -> Line:
    return ["snooze", key, values.get("until", "").strip(), *_options(values, reason="--reason")]


def _promise(key: str, values: Values) -> Line:
    return _with_words(["promise", key], values.get("what", ""), _options(values, by="--by"))


def _ask(key: str, values: Values) -> Line:
    return _with_words(["ask", key], values.get("what", ""), _options(values, by="--by"))


def _mistake(key: str, values: Values) -> Line:
    options = _options(values, why="--why", fix="--fix", by="--by")
    return _with_words(["mistake", "add", key], values.get("what", ""), options)


def _remind(key: str, values: Values) -> Line:
    before = ["remind", "add", key, values.get("when", "").strip()]
    return _with_words(before, values.get("what", ""), [])


def _agenda(key: str, values: Values) -> Line:
    return _with_words(["agenda", key, "add"], values.get("point", ""), [])


def _book(key: str, values: Values) -> Line:
    options = _options(values, place="--place", agenda="--agenda")
    return ["meeting", "book", key, values.get("when", "").strip(), *options]


def _move(number: str, values: Values) -> Line:
    return ["meeting", "move", number, values.get("when", "").strip()]


_WHAT = Field("what", "in a few words", wide=True, needed=True)
_BY = Field("by", "fri, in 2 weeks")

_WHEN = Field("when", "fri 14:00, 5 dec", needed=True)
_ABOUT = (Field("place", "where"), Field("agenda", "what about", wide=True))

LOG = Act(
    "log",
    "Log a conversation with",
    (
        Field("note", "what was said; for yourself alone", wide=True),
        Field("channel", "call", CHANNELS),
        Field("mood", "-2 to 2", MOODS),
        Field("date", "today"),
        Field("next", "book: fri 14:00"),
        Field("agreed", "for the recap; several with ;", wide=True),
        Field("minutes", "how long"),
    ),
    _log,
    settles=True,
)
ACTS = (
    LOG,
    Act(
        "snooze",
        "Snooze",
        (Field("until", "fri, 5 dec, in 2 weeks", needed=True), Field("reason", "why", wide=True)),
        _snooze,
    ),
    Act("promise", "Promise to", (_WHAT, _BY), _promise),
    Act("ask", "Owed by", (_WHAT, _BY), _ask),
    Act(
        "mistake",
        "A mistake with",
        (_WHAT, Field("why", "why it happened"), Field("fix", "how you'll fix it"), _BY),
        _mistake,
    ),
    Act(
        "remind",
        "A reminder for",
        (
            Field("when", "fri, 5 dec", needed=True),
            Field("what", "what it is", wide=True, needed=True),
        ),
        _remind,
    ),
    Act(
        "agenda",
        "For the next meeting with",
        (Field("point", "what to bring up", wide=True, needed=True),),
        _agenda,
    ),
    Act("book", "Book a meeting with", (_WHEN, *_ABOUT), _book),
)
MOVE = Act("move", "Move the meeting with", (_WHEN,), _move)
"""Of a meeting: its number stands for the client's key."""
BY_NAME = {one.name: one for one in (*ACTS, MOVE)}


def book_with_anybody(keys: Sequence[str]) -> Act:
    """Return the act that books a meeting, where the client is a field as well.

    Args:
        keys: Those of all clients.
    """

    def line(_: str, values: Values) -> Line:
        return _book(values.get("client", "").strip(), values)

    client = Field("client", "with whom: acme", keys, needed=True)
    return Act("book", "Book a meeting", (_WHEN, client, *_ABOUT), line)


def adjusting(name: str, meet: str, update: str) -> Act:
    """Return the act that takes a correspondent as another client than the one proposed.

    Args:
        name: As proposed, as are the intervals.
    """

    def line(key: str, values: Values) -> Line:
        changed = _options(values, name="--name", meet="--meet", update="--update")
        return ["review", "--client", key, *changed]

    fields = (Field("name", name, wide=True), Field("meet", meet), Field("update", update))
    return Act("adjust", "Take as a client:", fields, line)


def joining(clients: Sequence[str]) -> Act:
    """Return the act that takes a correspondent as a person at a client.

    Args:
        clients: The keys that can be filled in.
    """

    def line(key: str, values: Values) -> Line:
        return ["review", "--person", f"{key}={values.get('client', '').strip()}"]

    fields = (Field("client", "at which client", clients, wide=True, needed=True),)
    return Act("person", "A person at a client:", fields, line)


def shown(line: Sequence[str]) -> str:
    """Write a line as it would be typed at a shell."""
    return " ".join(["pulse", *map(_word, line)])


def _word(word: str) -> str:
    if _OPTION.fullmatch(word):
        return word
    return shell_word(word, "…") if word else "…"
