"""What the cards of an address book change in the store."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientpulse.config.sources import Source
from clientpulse.records import AddressCard, Contact
from clientpulse.services.reviewing import vanished
from clientpulse.services.syncing import writing
from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.marks import Marks
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Card, Gathered
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.views.syncing import Outcome
from tests.conftest import Pulse

SOURCE = Source("people", "contacts", path=Path("people.vcf"))
TODAY = date(2026, 11, 21)
LENA = Card("l", "Lena Voss", "Acme GmbH", "CEO", ("lena@acme.example",), ("+49 170 1234567",))


@pytest.fixture
def pulse(pulse: Pulse) -> Pulse:
    pulse.ok("add", "Acme GmbH", "--meet", "monthly")
    return pulse


def sync(
    pulse: Pulse, *cards: Card, gone: set[str] | None = None, whole: bool = True, day: date = TODAY
) -> Outcome:
    gathered = Gathered(list(cards), len(cards), whole=whole, gone=gone or set())
    with Store(pulse.store).unit_of_work("sync") as unit:
        known = Known(unit.reader, ["sam@practice.example"])
        taking = Taking(unit, day, known, Marks(unit.reader))
        return writing.write(taking, SOURCE, gathered)


def people(pulse: Pulse) -> list[Contact]:
    with closing(Store(pulse.store).open_reader()) as reader:
        return queries.contacts.select(reader)


def kept(pulse: Pulse) -> list[AddressCard]:
    with closing(Store(pulse.store).open_reader()) as reader:
        return queries.sources.cards(reader)


def test_somebody_at_a_client_comes_once(pulse: Pulse) -> None:
    assert sync(pulse, LENA).people == 1
    (lena,) = people(pulse)
    assert (lena.name, lena.role, lena.email, lena.phone, lena.is_primary) == (
        *("Lena Voss", "CEO", "lena@acme.example", "+49 170 1234567", True),
    )
    assert sync(pulse, LENA).people == 0
    assert len(people(pulse)) == 1


def test_an_undone_sync_comes_again(pulse: Pulse) -> None:
    sync(pulse, LENA)
    pulse.ok("undo")
    assert people(pulse) == []
    with closing(Store(pulse.store).open_reader()) as reader:
        assert writing.states_of(reader, [SOURCE]) == {"people": {}}
    assert sync(pulse, LENA).people == 1


@pytest.mark.parametrize("company", ["acme gmbh", "ACME  GmbH", "Acme Ges. mbH", "ACME GMBH."])
def test_a_company_is_a_client_however_it_is_spelled(pulse: Pulse, company: str) -> None:
    assert sync(pulse, Card("1", "Bo Marsh", company)).people == 1


@pytest.mark.parametrize("company", ["Acme", "Acme AG", "Acme Group", "", "Acme GmbH & Co. KG"])
def test_a_company_of_nearly_a_clients_name_is_not_it(pulse: Pulse, company: str) -> None:
    outcome = sync(pulse, Card("1", "Bo Marsh", company))
    assert (outcome.people, dict(outcome.skipped)) == (0, {"no client": 1})


def test_a_domain_that_is_one_clients_brings_its_people(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme-gmbh", "Lena Voss", "--email", "lena@acme.example (work)")
    pulse.ok("add", "Field Ltd", "--contact", "Ann Field", "--email", "ann@gmail.com")
    assert sync(pulse, Card("1", "Bo Marsh", "", "", ("bo@acme.example",))).people == 1
    assert sync(pulse, Card("2", "Di Wood", "", "", ("di@gmail.com",))).people == 0


def test_gaps_are_filled_and_nothing_is_overwritten(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme-gmbh", "Lena Voss", "--role", "Owner")
    pulse.ok("contact", "edit", "acme-gmbh", "Lena Voss", "--email", "l.voss@acme.example")
    card = Card("l", "Lena Voss", "Acme GmbH", "CEO", ("l.voss@acme.example", "lena@voss.example"))
    sync(pulse, card, Card("2", "L. Voss", "", "", ("l.voss@acme.example",), ("030 555",)))
    (lena,) = people(pulse)
    assert (lena.name, lena.role) == ("Lena Voss", "Owner")
    assert lena.email == "l.voss@acme.example, lena@voss.example"


def test_what_somebody_took_out_does_not_come_back_with_the_card(pulse: Pulse) -> None:
    sync(pulse, LENA)
    pulse.ok("contact", "edit", "acme-gmbh", "Lena Voss", "--phone", "", "--email", "l@x.example")
    changed = Card("l", "Lena Voss", "Acme GmbH", "CEO", (*LENA.addresses, "new@acme.example"))
    sync(pulse, changed)
    (lena,) = people(pulse)
    assert (lena.phone, lena.email) == (None, "l@x.example, new@acme.example")


def test_one_mailbox_of_two_people_is_nobodys_of_them(pulse: Pulse) -> None:
    pulse.ok("contact", "add", "acme-gmbh", "Lena Voss", "--email", "info@acme.example")
    sync(pulse, Card("1", "Bo Marsh", "Acme GmbH", "", ("info@acme.example",), ("030 5551234",)))
    assert {(one.name, one.phone) for one in people(pulse)} == {
        *(("Lena Voss", None), ("Bo Marsh", "030 5551234")),
    }


def test_of_strangers_nothing_is_kept(pulse: Pulse) -> None:
    outcome = sync(pulse, Card("1", "My Dentist", "Teeth Ltd", "", ("di@teeth.example",)))
    assert dict(outcome.skipped) == {"no client": 1}
    assert kept(pulse) == []


def test_who_may_be_somebody_is_kept_for_a_person_to_decide(pulse: Pulse) -> None:
    sync(pulse, Card("1", "Bo Marsh", "Acme"))
    (card,) = kept(pulse)
    assert (card.name, card.company, card.contact_id) == ("Bo Marsh", "Acme", None)
    sync(pulse, Card("1", "Bo Marsh", "Teeth Ltd"))
    assert kept(pulse) == []


def test_who_is_kept_isnt_asked_about_again_whatever_the_address_book_does(pulse: Pulse) -> None:
    bo = Card("2", "Bo Marsh", "Acme GmbH")
    sync(pulse, LENA, bo)
    sync(pulse, gone={"2"}, whole=False)
    with Store(pulse.store).unit_of_work("review") as unit:
        (one,) = vanished.find(unit.reader)
        vanished.keep(unit, Marks(unit.reader), one)
    sync(pulse, LENA, bo)
    sync(pulse, gone={"2"}, whole=False)
    with closing(Store(pulse.store).open_reader()) as reader:
        assert vanished.find(reader) == []
    assert {one.name for one in people(pulse)} == {"Lena Voss", "Bo Marsh"}


def test_who_vanished_is_flagged_and_stays(pulse: Pulse) -> None:
    other = Card("2", "Bo Marsh", "Acme GmbH")
    sync(pulse, LENA, other)
    sync(pulse, other)
    assert [one.vanished_on for one in kept(pulse)] == [TODAY, None]
    assert len(people(pulse)) == 2
    sync(pulse, gone={"2"}, whole=False, day=date(2026, 12, 1))
    assert [one.vanished_on for one in kept(pulse)] == [TODAY, date(2026, 12, 1)]
    sync(pulse, LENA, whole=False)
    assert [one.vanished_on for one in kept(pulse)] == [None, date(2026, 12, 1)]


def test_an_answer_without_anybody_flags_nobody(pulse: Pulse) -> None:
    sync(pulse, LENA)
    sync(pulse)
    assert [one.vanished_on for one in kept(pulse)] == [None]


def test_a_card_with_a_new_uid_is_still_the_same_person(pulse: Pulse) -> None:
    sync(pulse, LENA)
    sync(pulse, Card("new", *LENA_BUT_UID))
    assert len(people(pulse)) == 1
    assert [(one.card, one.vanished_on) for one in kept(pulse)] == [("new", None)]


LENA_BUT_UID = (LENA.name, LENA.company, LENA.role, LENA.addresses, LENA.phones)


def test_whoever_was_removed_here_stays_away(pulse: Pulse) -> None:
    with Store(pulse.store).unit_of_work("contact remove") as unit:
        Marks(unit.reader).add(unit, "person", ["people l"])
    outcome = sync(pulse, LENA)
    assert dict(outcome.skipped) == {"deleted here": 1}
    assert people(pulse) == []


def test_we_ourselves_are_nobody_there(pulse: Pulse) -> None:
    outcome = sync(pulse, Card("1", "Sam", "Acme GmbH", "", ("sam@practice.example",)))
    assert dict(outcome.skipped) == {"between us": 1}


def test_a_client_who_is_a_person_gets_what_their_card_says(pulse: Pulse) -> None:
    pulse.ok("add", "Carla Bianchi")
    sync(pulse, Card("1", "Carla Bianchi", "", "", ("carla@gmail.com",), birthday="--04-12"))
    (carla,) = people(pulse)
    assert (carla.client, carla.email, carla.birthday) == (
        *("Carla Bianchi", "carla@gmail.com", "--04-12"),
    )


def test_nobody_new_comes_to_an_archived_client(pulse: Pulse) -> None:
    pulse.ok("client", "archive", "acme-gmbh")
    assert sync(pulse, LENA).people == 0


def test_a_card_that_cannot_be_stored_is_said_and_the_rest_is_read(pulse: Pulse) -> None:
    outcome = sync(pulse, Card("1", "x" * 1_000_000, "Acme GmbH"), LENA)
    assert outcome.people == 1
    assert dict(outcome.skipped) == {"unreadable": 1}
    (remark,) = outcome.remarks
    assert len(remark) < 400


def test_many_addresses_are_taken_as_far_as_there_is_room(pulse: Pulse) -> None:
    many = tuple(f"lena.voss.number{number}@acme.example" for number in range(100))
    sync(pulse, Card("l", "Lena Voss", "Acme GmbH", "", many))
    (lena,) = people(pulse)
    assert lena.email is not None
    assert 900 < len(lena.email) <= 1000


def test_cards_are_looked_through_again_once_there_are_other_clients(pulse: Pulse) -> None:
    def states() -> dict[str, str]:
        with closing(Store(pulse.store).open_reader()) as reader:
            return writing.states_of(reader, [SOURCE])["people"]

    with Store(pulse.store).unit_of_work("sync") as unit:
        taking = Taking(unit, TODAY, Known(unit.reader, ()), Marks(unit.reader))
        writing.write(taking, SOURCE, Gathered([LENA], 1, states={"cards": "{}"}))
    assert states() == {"cards": "{}"}
    pulse.ok("add", "Field Ltd")
    assert states() == {}
