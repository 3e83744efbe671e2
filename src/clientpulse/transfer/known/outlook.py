"""Outlook's contacts, exported as CSV: the same columns in the language of the program."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach
from clientpulse.transfer.outlook_headings import LANGUAGES, Language


def _each(headings: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, headings.split("|"))))


def _phones(words: Language) -> tuple[Reach, ...]:
    # Not all that is called a phone there can be rung: no fax, pager, telex, nor the assistant's.
    labels = (
        ("main", words.main_phone),
        ("work", words.work_phone),
        ("company", words.company_phone),
        ("mobile", words.mobile_phone),
        ("home", words.home_phone),
        ("car", words.car_phone),
        ("other", words.other_phone),
    )
    return tuple(Reach(one, label) for label, headings in labels for one in _each(headings))


def _export(words: Language) -> KnownExport:
    addresses = (words.business, words.home, words.other)
    return KnownExport(
        name="Outlook",
        variant=words.variant,
        where="In classic Outlook: *File*, *Open & Export*, *Import/Export*, *Export to a file*, "
        "*Comma Separated Values*, then the folder *Contacts*. On the web and in the new Outlook: "
        "*People*, *Manage contacts*, *Export contacts*.",
        signs=frozenset(
            one
            for headings in (
                *(words.first, words.last, words.shown[0], words.company_phone),
                # LinkedIn writes the other spelling, too.
                words.emails[0].removesuffix("| email address"),
                *(words.work_phone, words.business[0], words.business[2]),
            )
            for one in _each(headings)
        ),
        columns={
            "prefix": _each(words.prefix),
            "first": _each(words.first),
            "middle": _each(words.middle),
            "last": _each(words.last),
            "suffix": _each(words.suffix),
            "name": (*_each(words.whole), *_each(words.shown[0])),
            "nickname": _each(words.nickname),
            "company": _each(words.company),
            "role": _each(words.role),
            "birthday": _each(words.birthday),
            "note": _each(words.note),
            "tags": _each(words.tags),
            "place": tuple(one for address in addresses for one in _each(address[2])),
        },
        emails=tuple(
            Reach(one, shown_under=_each(shown))
            for headings, shown in zip(words.emails, words.shown, strict=True)
            for one in _each(headings)
        ),
        phones=_phones(words),
        addresses=tuple(
            tuple(one for headings in address for one in _each(headings)) for address in addresses
        ),
        defaults=_each(words.defaults),
        repeats=_each(words.repeats),
    )


EXPORTS = tuple(map(_export, LANGUAGES))
