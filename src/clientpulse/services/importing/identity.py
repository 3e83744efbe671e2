"""Whether two people whom a file and the store, or two rows of a file, name are one.

========================================  =========================================================
what two of them say                      and so they are
========================================  =========================================================
one record number of one program          the same, whatever else was changed
two record numbers                        doubtful at best: that program keeps two
Sr. and Jr., or another two suffixes      different: father and son
birthdays that contradict                 different, even at one address
one name, an address or number shared     the same
one name, and not both have addresses,    the same: nothing contradicts
nor both have numbers
one name, both have some, none shared     doubtful (father and son, or two addresses of one
                                          person); the same where a whole birthday is shared
one name, a suffix on one side only       doubtful; the same where anything is shared
forms of one name (J. Größl)              the same where an address or number is shared, or else
                                          doubtful
a first name (Ann) and a whole one        the same where a personal address is shared; different
                                          where both have addresses, and none shared; or doubtful
a family name (Herr Größl) and a whole    likewise, but doubtful where an address is shared
one
no name, or an address for one            the same where a personal address is shared, doubtful
                                          where another one is, or else different
one first name, another surname           doubtful where a personal address or a whole birthday is
(married), Paul and Paula, or one of      shared, or else different
Ann & Bob Field
other names                               different: people share info@, a shop's or a family's
                                          mailbox, and a switchboard
========================================  =========================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from clientpulse.services.importing.kinship import Kin, kinship, loose_words
from clientpulse.services.importing.names import Name, compared, taken_apart
from clientpulse.services.importing.reached import addresses, is_same_number, numbers

SHARED_MAILBOXES = frozenset(
    (
        *("info", "infos", "office", "mail", "email", "post", "contact", "contacts", "kontakt"),
        *("contacto", "contatti", "contato", "hello", "hallo", "bonjour", "ciao", "hola", "hi"),
        *("welcome", "sales", "vertrieb", "ventas", "vendite", "ventes", "verkoop", "support"),
        *("service", "services", "team", "admin", "administration", "administracion", "biuro"),
        *("amministrazione", "accounts", "accounting", "account", "billing", "invoice", "invoices"),
        *("rechnung", "buchhaltung", "finance", "compta", "comptabilite", "contabilita", "shop"),
        *("store", "order", "orders", "bestellung", "reception", "empfang", "secretariat"),
        *("sekretariat", "segreteria", "zentrale", "verwaltung", "kanzlei", "praxis", "studio"),
        *("kantoor", "enquiries", "inquiries", "enquiry", "marketing", "press", "presse", "hr"),
        *("jobs", "family", "familie", "famille", "famiglia", "familia", "home", "webmaster"),
        *("postmaster", "noreply", "hotel", "booking", "bookings", "reservations", "direction"),
    )
)


class Likeness(Enum):
    """What is known of two: that they are one, that they are two, or neither."""

    SAME = auto()
    DOUBTFUL = auto()
    DIFFERENT = auto()


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from another, in the form it is compared in.

    Attributes:
        birthday: ``1979-04-12``, or ``--04-12``.
        row_id: The number that a program gave the record; compare those of one program only.
    """

    name: str
    emails: frozenset[str]
    phones: frozenset[str]
    birthday: str | None
    row_id: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, str | None], row_id: str | None = None) -> Identity:
        """Return the identity of a contact as it is stored, or about to be."""
        said = (values.get(one) for one in ("name", "email", "phone", "birthday"))
        return _identity(*said, row_id)

    def is_within(self, other: Identity) -> bool:
        """Tell whether nothing is known of this one but what is known of another of its name."""
        known = self.emails <= other.emails and self.phones <= other.phones
        return known and self.name == other.name

    @property
    def traces(self) -> frozenset[str]:
        """Texts of which two that aren't `Likeness.DIFFERENT` share at least one.

        Whoever looks for somebody's doubles among many compares those with a common trace.
        """
        phones = (number.partition("x")[0][-7:] for number in self.phones)
        own = () if self.row_id is None else (f"row {self.row_id}",)
        return frozenset((*loose_words(taken_apart(self.name)), *self.emails, *phones, *own))


@lru_cache(maxsize=10_000)
def _identity(
    name: str | None,
    email: str | None,
    phone: str | None,
    birthday: str | None,
    row_id: str | None,
) -> Identity:
    """Bring to the form it is compared in, once, what is compared again and again."""
    return Identity(
        compared(name or ""),
        addresses(email) | addresses(name),
        numbers(phone),
        birthday or None,
        row_id or None,
    )


def likeness(one: Identity, other: Identity) -> Likeness:
    """Compare two people at one client, or two people without a company."""
    if one.row_id is not None and one.row_id == other.row_id:
        return Likeness.SAME
    found = _by_what_is_said(one, other)
    both_numbered = one.row_id is not None and other.row_id is not None
    return Likeness.DOUBTFUL if found is Likeness.SAME and both_numbered else found


def _by_what_is_said(one: Identity, other: Identity) -> Likeness:
    names = taken_apart(one.name), taken_apart(other.name)
    if _contradict(names, one.birthday, other.birthday):
        return Likeness.DIFFERENT
    personal = any(map(_is_personal, one.emails & other.emails))
    shared = share_a_way(one, other)
    born = one.birthday == other.birthday and not (one.birthday or "--").startswith("--")
    bare = not (one.emails or one.phones) or not (other.emails or other.phones)
    apart = bool(one.emails and other.emails) or bool(one.phones and other.phones)
    like_suffix = names[0].suffix == names[1].suffix
    match kinship(*names):
        case Kin.SAME:
            same, doubtful = shared or born or (like_suffix and not apart), True
        case Kin.FORM:
            same, doubtful = shared, True
        case Kin.FIRST_NAME:
            same, doubtful = personal and like_suffix, shared or bare
        case Kin.FAMILY_NAME:
            same, doubtful = False, shared or bare
        case Kin.UNNAMED:
            same, doubtful = personal and like_suffix, shared
        case Kin.NEAR:
            same, doubtful = False, personal or born
        case Kin.OTHER:
            same, doubtful = False, False
    return Likeness.SAME if same else Likeness.DOUBTFUL if doubtful else Likeness.DIFFERENT


def is_unnamed(name: str) -> bool:
    """Tell whether an address stands for a name."""
    return not compared(name)


def names_differ(one: str, other: str) -> bool:
    """Tell whether two names aren't forms of one, as of somebody who married."""
    if one == other:
        return False
    names = taken_apart(compared(one)), taken_apart(compared(other))
    return kinship(*names) in (Kin.NEAR, Kin.OTHER)


def share_a_way(one: Identity, other: Identity) -> bool:
    """Tell whether two are reached at one address or number."""
    return bool(one.emails & other.emails) or any(
        is_same_number(number, its) for number in one.phones for its in other.phones
    )


def _contradict(names: tuple[Name, Name], birthday: str | None, other: str | None) -> bool:
    """Tell whether two suffixes or two birthdays can't be one person's."""
    suffixes = {name.suffix for name in names if name.suffix}
    if len(suffixes) > 1:
        return True
    if birthday is None or other is None:
        return False
    without_year = birthday.startswith("--") or other.startswith("--")
    return birthday[-5:] != other[-5:] or not (without_year or birthday == other)


def _is_personal(email: str) -> bool:
    """Tell whether an address is one person's by what stands before the @."""
    first = email
    for end in "@.-_+":
        first = first.partition(end)[0]
    return first not in SHARED_MAILBOXES
