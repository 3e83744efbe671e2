"""Who is proposed as a client, and what for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.records import Exchange
from clientpulse.services.proposing.correspondence import Carded, Met, by_address, held
from clientpulse.services.proposing.proposals import propose
from clientpulse.sources.gathered import Card, Event, Invited
from clientpulse.views.proposals import Proposal

TODAY = date(2026, 11, 28)
ANN = Invited("Ann@A.example", "Ann", "accepted")
SAM = Invited("sam@practice.example", "Sam")
OURS = {"sam@practice.example"}.__contains__
EVERY_FORTNIGHT = range(14, 364, 14)


def wrote(
    address: str,
    days_ago: Iterable[int],
    name: str = "",
    *,
    answered: bool = True,
    told: bool = False,
) -> list[Exchange]:
    """Write to an address on some days, and be answered a day later."""
    found = []
    for ago in days_ago:
        on = TODAY - timedelta(days=ago)
        found.append(
            Exchange(
                source="mail",
                message=f"{address}{ago}",
                address=address,
                name=name or None,
                occurred_on=on,
                direction="outbound",
                told=told,
            )
        )
        if answered:
            found.append(
                Exchange(
                    source="mail",
                    message=f"re {address}{ago}",
                    address=address,
                    name=name or None,
                    occurred_on=on + timedelta(days=1),
                    direction="inbound",
                )
            )
    return found


def proposed(
    exchanges: Sequence[Exchange],
    met: Sequence[Met] = (),
    cards: dict[str, Carded] | None = None,
    known: Iterable[str] = (),
) -> list[Proposal]:
    return propose(exchanges, met, cards or {}, set(known).__contains__, Policy())


def test_the_people_of_a_domain_are_one_client() -> None:
    found = proposed(
        [
            *wrote("ann@kestrel-partners.example", EVERY_FORTNIGHT, "Ann Field"),
            *wrote("bob@mail.kestrel-partners.example", (30, 60), "Stone, Bob"),
        ]
    )

    (one,) = found
    assert (one.name, one.key, one.domain) == (
        "Kestrel Partners",
        "kestrel-partners",
        "kestrel-partners.example",
    )
    assert [each.name for each in one.people] == ["Ann Field", "Bob Stone"]
    assert one.likely


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("kestrel-partners.example", "Kestrel Partners"),
        ("acme-gmbh.de", "Acme GmbH"),
        ("acmegmbh.de", "Acme GmbH"),
        ("mail.acme.co.uk", "Acme"),
        ("bianchi-srl.it", "Bianchi Srl"),
        ("smith-and-sons.com", "Smith and Sons"),
        ("kbs.example", "KBS"),
        ("gmbh.example", "GMBH"),
        ("harbour-foods-co-ltd.example", "Harbour Foods Co Ltd"),
        ("xn--mller-kva.de", "Müller"),
        ("acme.onmicrosoft.com", "Acme"),
        ("-.example", "Ann"),
    ],
)
def test_a_domain_gives_a_name(domain: str, name: str) -> None:
    (one,) = proposed(wrote(f"ann@{domain}", (10, 50)))

    assert one.name == name


def test_the_address_book_names_the_company() -> None:
    cards = by_address(
        [Card("1", "Ann Field", "Kestrel & Co Ltd", addresses=("Ann@Kestrel.example",))]
    )

    (one,) = proposed(wrote("ann@kestrel.example", (10, 50), "annie"), cards=cards)

    assert one.name == "Kestrel & Co Ltd"
    assert one.people[0].name == "Ann Field"


def test_where_anybody_has_mail_each_is_a_client_of_their_own() -> None:
    found = proposed(
        [*wrote("ann.field@gmail.com", (10, 50)), *wrote("bob@mailbox.org", (10, 50), "Bob")]
    )

    assert {(one.name, one.domain) for one in found} == {("Ann Field", ""), ("Bob", "")}


def test_people_of_one_company_belong_together_wherever_they_have_mail() -> None:
    cards = {
        "ann@gmail.com": Carded("Ann Field", "Harbour Foods"),
        "bob@gmx.de": Carded("Bob Stone", "Harbour Foods Ltd"),
    }
    met = [Met("cy@harbour-foods.example", "Cy Twist", TODAY - timedelta(days=9))]

    (one,) = proposed(
        [*wrote("ann@gmail.com", (10, 50)), *wrote("bob@gmx.de", (10, 50))], met, cards
    )

    assert (one.domain, len(one.people)) == ("harbour-foods.example", 3)


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@shop.example",
        "noreply-123@shop.example",
        "mailer-daemon@shop.example",
        "dev@lists.shop.example",
        "dev-request@shop.example",
        "team@googlegroups.com",
        "reply+0123456789abcdef0123@github.example",
    ],
)
def test_what_nobody_reads_is_never_proposed(address: str) -> None:
    assert not proposed(wrote(address, EVERY_FORTNIGHT))


def test_whom_we_never_wrote_to_is_never_proposed() -> None:
    only_heard = [
        one for one in wrote("ann@a.example", EVERY_FORTNIGHT) if one.direction == "inbound"
    ]

    assert not proposed(only_heard)
    assert not proposed(wrote("ann@a.example", EVERY_FORTNIGHT, told=True))


def test_who_is_known_is_not_proposed() -> None:
    assert not proposed(wrote("ann@a.example", EVERY_FORTNIGHT), known=["ann@a.example"])


@pytest.mark.parametrize(
    "exchanges",
    [
        pytest.param(wrote("a@a.example", EVERY_FORTNIGHT, answered=False), id="never answered"),
        pytest.param(wrote("a@a.example", (20, 18, 16, 14, 12)), id="one question"),
        pytest.param(wrote("a@a.example", (20, 80, 180)), id="three days in a year"),
        pytest.param(
            [
                *wrote("a@a.example", range(20, 240, 20)),
                *(
                    one
                    for one in wrote("a@a.example", range(27, 330, 30))
                    if one.direction == "inbound"
                ),
            ],
            id="they mostly write to us",
        ),
        pytest.param(wrote("support@a.example", EVERY_FORTNIGHT), id="a supplier's desk"),
    ],
)
def test_who_may_be_anything_is_proposed_last(exchanges: list[Exchange]) -> None:
    first, last = proposed([*exchanges, *wrote("z@z.example", (10, 50, 90, 130))])

    assert first.likely
    assert first.name == "Z"
    assert not last.likely


def test_four_points_are_enough() -> None:
    (one,) = proposed([], [Met("a@a.example", "", TODAY - timedelta(days=ago)) for ago in (5, 80)])

    assert (one.points, one.likely) == (4, True)


def test_keys_are_free() -> None:
    found = propose(
        [*wrote("a@acme.example", (9, 99)), *wrote("a@acme.com", (9, 99))],
        (),
        {"a@acme.com": Carded("", "Acme AG"), "a@acme.example": Carded("", "Acme GmbH")},
        lambda address: False,
        Policy(),
        taken={"acme-ag"},
    )

    assert {one.key for one in found} == {"acme-ag-2", "acme-gmbh"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"on": TODAY + timedelta(days=1)}, id="it is still to come"),
        pytest.param({"time": None}, id="it takes the whole day"),
        pytest.param({"cancelled": True}, id="it was cancelled"),
        pytest.param({"people": (replace(ANN, status="declined"),)}, id="they declined"),
        pytest.param({"people": (ANN, replace(SAM, status="declined"))}, id="we declined"),
        pytest.param({"free": True}, id="it doesn't keep us busy"),
        pytest.param({"people": (replace(ANN, is_room=True),)}, id="it is a room"),
    ],
)
def test_only_what_was_held_with_them_counts_as_met(other: dict[str, Any]) -> None:
    event = Event("1", "", TODAY, "09:00", 60, "Review", "", (ANN, SAM))

    assert held([event], TODAY, OURS) == [Met("ann@a.example", "Ann", TODAY)]
    assert not held([replace(event, **other)], TODAY, OURS)
