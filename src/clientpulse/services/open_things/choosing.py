"""Choosing what is open: by numbers, or by its client and perhaps a few words of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from clientpulse.dates.months import MONTHS
from clientpulse.errors import AmbiguousError, InputError, NotFoundError
from clientpulse.quoting import named, printable, shell_word
from clientpulse.services import lookup
from clientpulse.services.open_things.thing import Kind, OpenThing
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.weekdays import WEEKDAYS

MOST_LISTED = 9

SHORT = 3
IN_FULL = {*WEEKDAYS, *MONTHS}


def some(
    reader: Reader,
    kind: Kind,
    typed: Sequence[str],
    today: date,
    command: str,
    rest: str = "",
    *,
    several: bool = True,
) -> tuple[str, ...]:
    """Return what the things that are meant are called; one, unless several were named by number.

    A number is a number first; a client has it for a name only where no such thing has it.

    Args:
        typed: Numbers, or a client, who may be followed by words of the thing's text.
        command: What asks, for the hint; it has to be followed by ``rest``.
        several: Whether it takes several numbers.

    Raises:
        InputError: A number is followed by something else.
        NotFoundError: No client, or nothing of theirs, fits; or several do, and are listed.
    """
    refs = refs_in(kind, typed)
    client = None
    first = _ref(kind, typed[0])
    if first is not None and (refs is None or not _is_there(reader, kind, first)):
        client = _called_like_a_number(reader, typed[0])
        if client is None and refs is None:
            raise InputError(
                f"{named(typed[1])} after {first} isn't a number",
                f"give numbers alone, or a client and words from the text: pulse {command}"
                " CLIENT WORDS",
            )
    if refs is not None and client is None:
        return refs
    client = client or lookup.client(reader, typed[0])
    how = f"pulse {command}"
    return of_client(reader, kind, client, typed[1:], today, how, rest, several=several)


def one(
    reader: Reader,
    kind: Kind,
    typed: Sequence[str],
    today: date,
    command: str,
    rest: Sequence[str] = (),
) -> str:
    """Return what the one thing that is meant is called; see ``some``.

    Args:
        rest: What was typed behind it.

    Raises:
        InputError: Several were named, or a number is followed by something else.
    """
    behind = "".join(f" {shell_word(word)}" for word in rest)
    found = some(reader, kind, typed, today, command, behind, several=False)
    if len(found) > 1:
        raise InputError(
            f"it takes one number, not {len(found)}",
            f"begin with: pulse {command} {found[0]}{behind}",
        )
    return found[0]


def named_by_option(
    reader: Reader, kind: Kind, client: lookup.Found, typed: str, today: date, option: str
) -> tuple[str, ...]:
    """Return the numbers that an option names, or that of the one thing its words fit."""
    numbers = refs_in(kind, [typed])
    return numbers or of_client(reader, kind, client, [typed], today, option)


def one_by_option(
    reader: Reader, kind: Kind, client: lookup.Found, typed: str, today: date, option: str
) -> str:
    """Return the number that an option names, or that of the one thing its words fit.

    Raises:
        InputError: It names several.
    """
    found = named_by_option(reader, kind, client, typed, today, option)
    if len(found) > 1:
        raise InputError(f"{option} takes one number", f"give one of them: {option} {found[0]}")
    return found[0]


def of_client(
    reader: Reader,
    kind: Kind,
    client: lookup.Found,
    words: Sequence[str],
    today: date,
    how: str,
    rest: str = "",
    *,
    several: bool = False,
) -> tuple[str, ...]:
    """Return what the things of a client that are meant are called.

    Args:
        words: Numbers, or words of the text or the day; without any it is the only one.
        how: What to type before a number, for the hint.
        rest: What to type behind it.
        several: Whether it takes several numbers.

    Raises:
        InputError: The words are empty.
        NotFoundError: There is none, or none fits; or several do, and are listed.
    """
    check_words(words)
    things = tuple(kind.found(reader, today, client.id))
    if not things:
        name, key = printable(client.name), shell_word(client.key)
        raise NotFoundError(*(said.format(name=name, key=key) for said in kind.none))
    wanted = refs_in(kind, words)
    by_number = [one for one in things if wanted is not None and one.ref in wanted]
    if words and by_number and len(by_number) == len(wanted or ()):
        return tuple(one.ref for one in by_number)
    fits = fitting(things, words)
    if len(fits) == 1:
        return (fits[0].ref,)
    raise _undecided(kind, client, words, fits, things, how, rest, several=several)


def check_words(words: Sequence[str]) -> None:
    """Refuse words that are given and hold nothing.

    Raises:
        InputError: They do.
    """
    if words and not "".join(words).strip():
        raise InputError("it doesn't say which one you mean", "give its number, or words from it")


def _undecided(
    kind: Kind,
    client: lookup.Found,
    words: Sequence[str],
    fits: Sequence[OpenThing],
    things: Sequence[OpenThing],
    how: str,
    rest: str,
    *,
    several: bool,
) -> NotFoundError:
    name, typed = printable(client.name), named(" ".join(words))
    shown = fits or things
    choices = [one.line for one in shown[:MOST_LISTED]]
    more = len(shown) - len(choices)
    if more:
        choices.append(f"       and {more:,} more")
    hint = f"say which: {how} {shown[0].ref}{rest}"
    if several and fits and not more:
        hint += f"; all of them: {how} {' '.join(one.ref for one in fits)}"
    if not fits:
        return NotFoundError(f"none of the {kind.many} with {name} matches {typed}", hint, choices)
    if words:
        said = f"{typed} matches {len(fits)} {kind.many} with {name}"
    elif len(fits) < len(things):
        said = f"{len(fits)} {kind.many} with {name} could be meant"
    else:
        said = f"there are {len(fits)} {kind.many} with {name}"
    return AmbiguousError(said, hint, choices)


def fitting(things: Sequence[OpenThing], words: Sequence[str]) -> Sequence[OpenThing]:
    """Return those that fit what was typed by the first way in which any does.

    The ways are: it is the text; all its words are in the text; or some are only in what else is
    known, as the day is. Parts of words will do for the text alone, and of numbers never.
    """
    wanted = lookup.folded(" ".join(words))
    if not wanted:
        return [one for one in things if one.meant]
    texts = [(one, lookup.folded(one.what)) for one in things]
    ways = (
        [one for one, text in texts if text == wanted],
        [one for one, text in texts if _holds(text, "", wanted)],
        [one for one, text in texts if _holds(text, f"{one.about} {one.day}", wanted)],
    )
    return next(filter(None, ways), ())


def _holds(text: str, known: str, wanted: str) -> bool:
    there = {*_words(text), *_words(lookup.folded(known))}
    return all(
        word in there or (word in text and not word.isdecimal()) or _names_a_day(word, there)
        for word in wanted.split()
    )


def _words(text: str) -> list[str]:
    return [*re.findall(r"\w+", text), *text.split()]


def _names_a_day(word: str, there: set[str]) -> bool:
    """Tell whether a day or a month is among the words, as it is written in full: friday."""
    return len(word) > SHORT and word in IN_FULL and word[:SHORT] in there


def refs_in(kind: Kind, typed: Sequence[str]) -> tuple[str, ...] | None:
    """Return the numbers that were typed, each once; None where something else is among them."""
    words = [word for one in typed for word in one.replace(",", " ").split()]
    refs = [_ref(kind, one) for one in words]
    found = [one for one in refs if one is not None]
    return tuple(dict.fromkeys(found)) if found and len(found) == len(refs) else None


def _ref(kind: Kind, typed: str) -> str | None:
    """Return a number as it is called; None where it is none."""
    found = re.fullmatch(r"([a-z]?)(-?[0-9]{1,99})", typed.strip().lower())
    if found is None or (found[1] and found[1] not in kind.records):
        return None
    return f"{found[1] or next(iter(kind.records))}{int(found[2])}"


def _is_there(reader: Reader, kind: Kind, ref: str) -> bool:
    letter = ref[:1] if ref[:1].isalpha() else ""
    number = int(ref.removeprefix(letter))
    return queries.values.read_one(reader, kind.records[letter], number) is not None


def _called_like_a_number(reader: Reader, typed: str) -> lookup.Found | None:
    """Return the client whose key or name is or begins with what was typed: 42 Ltd."""
    wanted = lookup.folded(typed)
    with suppress(NotFoundError):
        found = lookup.client(reader, typed)
        for name in (found.key, lookup.folded(found.name)):
            if name.startswith(wanted) and not name[len(wanted) :][:1].isalnum():
                return found
    return None
