"""Our columns under the headings of somebody else's file: where they are, and where they may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clientpulse.column_maps import ColumnMap, written
from clientpulse.errors import InputError
from clientpulse.quoting import named, shell_word
from clientpulse.transfer.columns import WHICH, plain
from clientpulse.transfer.heading_words import meaning, meaning_of_touchpoint, words

if TYPE_CHECKING:
    from clientpulse.transfer.format import Heading

_SHOWN_HEADINGS = 12
_LONGEST = 80
_JOINED = 4
_SEVERAL = ("email", "phone")
_ONE_PERSON = ("role", "birthday", "since", "last", "owner", "tags", "place", "note")
_NOBODYS_CALL = {*_SEVERAL, "first", "family", "birthday", "since"}


def places_of(columns: ColumnMap, heading: Heading) -> dict[str, tuple[int, ...]]:
    """Return where the headings of a map stand in a file.

    Raises:
        InputError: One isn't there, or is there twice.
    """
    if not heading.columns:
        raise InputError(
            f"{heading.file} isn't CSV, so it has no headings", "leave the map of columns out"
        )
    return {
        column: tuple(_place(one, heading) for one in headings)
        for column, headings in columns.items()
    }


def suggested(headings: Sequence[str], **sure: str) -> str:
    """Return the import of a file with a map of its columns, filled in as far as can be told.

    Args:
        **sure: Headings by column of which it is known.
    """
    return import_line(guess(headings, **sure))


def guess(headings: Sequence[str], **sure: str) -> dict[str, tuple[str, ...]]:
    """Return a map of the columns of which their headings tell what they hold."""
    found: dict[str, tuple[str, ...]] = {column: (one,) for column, one in sure.items()}
    for column, several in (_touchpoint(headings) or _client(headings, sure)).items():
        found.setdefault(column, several)
    times = Counter(map(plain, headings))
    return {column: _told_apart(column, several, times) for column, several in found.items()}


def _told_apart(column: str, several: Iterable[str], times: Counter[str]) -> tuple[str, ...]:
    """Number the headings that stand in a file more than once: `Mail@1`, `Mail@2`."""
    found: list[str] = []
    for form, heading in {plain(one): one for one in several}.items():
        count = times[form]
        wanted = count if column in _SEVERAL else 1
        found += [f"{heading}@{n}" if count > 1 else heading for n in range(1, wanted + 1)]
    return tuple(found[:_JOINED])


def import_line(columns: ColumnMap) -> str:
    """Write the import of a file with a map, with something to replace where it has no name."""
    if not columns.keys() & {"name", "contact", "client"}:
        columns = {"name": ("HEADING",), **columns}
    return f"pulse import FILE --map {_word(written(columns))}"


def _word(columns: str) -> str:
    """Quote a map for a shell, to which an equals sign means nothing within a word."""
    bare = columns.replace("=", "")
    if shell_word(bare) == bare:
        return columns
    return shell_word(columns)


def _place(wanted: str, heading: Heading) -> int:
    every = [plain(one) for one in heading.columns]
    which = WHICH.fullmatch(wanted)
    if which and plain(wanted) not in every:
        same = [place for place, one in enumerate(every) if one == plain(which[1])]
        if 0 < int(which[2]) <= len(same):
            return same[int(which[2]) - 1]
    same = [place for place, one in enumerate(every) if one == plain(wanted)]
    if len(same) == 1:
        return same[0]
    if same:
        raise InputError(
            f"{heading.file} has {len(same)} columns {named(wanted)}",
            f"say which of them: {wanted}@1 or {wanted}@2",
        )
    raise InputError(f"{heading.file} has no column {named(wanted)}", _nearest(wanted, heading))


def _nearest(wanted: str, heading: Heading) -> str:
    import difflib  # noqa: PLC0415  only mistakes need it

    by_form = {plain(one): one for one in heading.columns if one}
    if near := difflib.get_close_matches(plain(wanted), by_form, n=1, cutoff=0.5):
        return f"did you mean {named(by_form[near[0]])}?"
    some = ", ".join(named(one) for one in list(by_form.values())[:_SHOWN_HEADINGS])
    more = len(by_form) - _SHOWN_HEADINGS
    return f"its columns are {some}{f' and {more} more' if more > 0 else ''}"


def _client(headings: Sequence[str], sure: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Tell the columns of clients."""
    by_meaning: dict[str, list[str]] = {}
    for heading in _usable(headings):
        if said := meaning(heading):
            by_meaning.setdefault(said, []).append(heading)
    first: dict[str, str] = {said: several[0] for said, several in by_meaning.items()}
    part = first.pop("part", None)
    if part and ("family" in first or "first" in first):
        first.setdefault("first" if "family" in first else "family", part)
    elif part:
        first.setdefault("whole", part)
    found: dict[str, tuple[str, ...]] = {}
    if "name" in first:
        found["name"] = (first["name"],)
    if "first" in first and "family" in first:
        found["contact"] = (first["first"], first["family"])
    elif contact := first.get("contact"):
        found["contact"] = (contact,)
    if "whole" in first:
        free = "contact" if "name" in found or "name" in sure else "name"
        found.setdefault(free, (first["whole"],))
    others = _other_people(by_meaning.get("contact", []))
    for column in _SEVERAL:
        theirs = (one for one in by_meaning.get(column, ()) if others.isdisjoint(words(one)))
        if several := tuple(theirs):
            found[column] = several
    for column in _ONE_PERSON:
        if column in first:
            found[column] = (first[column],)
    return {column: found[column] for column in ("name", *found) if column in found}


def _other_people(contacts: Sequence[str]) -> set[str]:
    """Return the words that tell further people of a row from the first: `second`, `2`."""
    first, *more = [set(words(one)) for one in contacts] or [set()]
    return set().union(*more) - first


def _touchpoint(headings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Tell the columns of touchpoints, where it is these that the file seems to hold."""
    names: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for heading in _usable(headings):
        said = meaning(heading)
        if said in _NOBODYS_CALL:
            return {}
        if said in {"name", "whole", "contact", "part"}:
            names.setdefault(str(said), heading)
        elif column := meaning_of_touchpoint(heading):
            found.setdefault(column, (heading,))
    who = next((names[one] for one in ("name", "whole", "part", "contact") if one in names), None)
    if who is None or "on" not in found or len(found) < 2:
        return {}
    day_and_time = (*found.pop("on"), *found.pop("at", ()))
    return {"client": (who,), "on": day_and_time, **found}


def _usable(headings: Sequence[str]) -> list[str]:
    """Return the headings that can stand in a command, the plainest first."""
    return sorted(
        (one for one in headings if len(one) <= _LONGEST and one.isprintable()), key=_certain
    )


def _certain(heading: str) -> tuple[bool, int]:
    """Order headings so that the plainest comes first; a title may be one before a name, too."""
    said = words(heading)
    return said == ("title",), len(said)
