"""Two names are one company's only where they say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.services.importing import companies
from clientpulse.services.importing.companies import company_likeness, company_trace, is_public
from clientpulse.services.importing.identity import Likeness
from clientpulse.services.importing.spelling import loosest

SAME, DOUBTFUL, DIFFERENT = Likeness

ONE_DOMAIN = ({"acme.example", "gmail.com"}, {"acme.example"})
ONE_PROVIDER = ({"acme.example", "gmail.com"}, {"gmail.com", "web.de"})


def alike(one: str, other: str, *domains: set[str]) -> Likeness:
    """Compare two, in both orders; who may be one is found by a common trace."""
    found = company_likeness(one, other, *domains)
    assert company_likeness(other, one, *reversed(domains)) is found
    assert found is DIFFERENT or company_trace(one) == company_trace(other)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme GmbH", "ACME  g.m.b.h."),
        ("Acme GmbH", "Ac\u00adme\u200b GmbH\u202c"),
        ("Acme GmbH", "Acme Gesellschaft mit beschraenkter Haftung"),
        ("Field Ltd", "Field Limited"),
        ("Field & Co Ltd", "Field and Company Limited."),
        ("Smith & Sons", "Smith + Sons"),
        ("Smith & Sons", "Smith und Sons"),
        ("O’Brien, Inc.", "O'Brien Incorporated"),
        ("Acme, Corp.", "Acme Corporation"),
        ("Bau GmbH & Co. KG", "Bau GmbH und Co KG"),
        ("Bau GmbH & Co.KG", "Bau GmbH & Co. Kommanditgesellschaft"),
        ("Tulp B.V.", "Tulp BV"),
        ("Tulp B. V.", "Tulp Besloten Vennootschap"),
        ("Rossi S.r.l.", "Rossi Società a Responsabilità Limitata"),
        ("Roux S.A.", "Roux société anonyme"),
        ("SARL Roux", "Roux S.A.R.L."),
        ("Wiśnia Sp. z o.o.", "Wiśnia spółka z ograniczoną odpowiedzialnością"),
        ("Wiśnia Sp.z.o.o", "WIŚNIA SP. Z O. O."),
        ("Novák s.r.o.", "Novák, spol. s r.o."),
        ("Nord A/S", "Nord Aktieselskab"),
        ("Acme Pty Ltd", "Acme Proprietary Limited"),
        ("株式会社青空", "株式会社 青空"),
        ("青空(株)", "青空株式会社"),
        ("ООО «Ромашка»", "Ромашка ООО"),
        ("שלום בע״מ", "שלום בע\"מ"),
        ("Sol S.A. de C.V.", "Sol SA de CV"),
        ("Blue Sky Ltd", "BlueSky Ltd"),
        ("24/7 Care", "24-7 care"),
        ("Ａｃｍｅ Ltd", "Acme Ltd"),
        ("!!!", " !!!"),
    ],
)  # fmt: skip
def test_a_company_is_one_however_its_name_is_written(one: str, other: str) -> None:
    assert alike(one, other) is SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme Ltd"),
        ("Field", "Field & Co"),
        ("Field & Co", "Field & Co Ltd"),
        ("Größl GmbH", "Groessl GmbH"),
        ("Café Roux", "Cafe Roux S.A."),
    ],
)
def test_mail_at_one_domain_makes_one_of_two_that_differ_in_the_form_only(
    one: str, other: str
) -> None:
    assert alike(one, other) is DOUBTFUL
    assert alike(one, other, *ONE_PROVIDER) is DOUBTFUL
    assert alike(one, other, *ONE_DOMAIN) is SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme GmbH", "Acme AG"),
        ("Bau GmbH", "Bau GmbH & Co. KG"),
        ("Field Ltd", "Field & Co Ltd"),
        ("Acme Ltd", "Acme Holding Ltd"),
        ("Acme GmbH", "Akme GmbH"),
        ("A & B Ltd", "AB Ltd"),
        ("C++ GmbH", "C GmbH"),
        ("C# GmbH", "C GmbH"),
        ("Studio 1-12", "Studio 11-2"),
        ("!!!", "???"),
        ("バート商会", "ハート商会"),
        ("Limited", "GmbH"),
    ],
)
def test_companies_of_one_domain_may_be_two(one: str, other: str) -> None:
    assert alike(one, other, *ONE_DOMAIN) is DIFFERENT


@pytest.mark.parametrize(
    ("domain", "public"),
    [
        ("gmail.com", True),
        ("yahoo.co.uk", True),
        ("gmx.net", True),
        ("web.de", True),
        ("acme.example", False),
        ("web.example", False),
        ("live-events.example", False),
    ],
)
def test_where_anybody_has_a_mailbox_is_known(domain: str, public: bool) -> None:
    assert is_public(domain) is public


def test_no_two_legal_forms_are_written_alike() -> None:
    written = [
        loosest("".join(form.split()))
        for short, more in companies.WRITTEN.items()
        for form in (short, *filter(None, more.split(", ")))
    ]
    assert len(written) == len(set(written))


WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "Acme",
                "Größl",
                "Groessl",
                "A",
                "B",
                "1",
                "2",
                "&",
                "+",
                "and",
                "C++",
                "...",
                "青空",
            ),
            *(
                "GmbH",
                "Co.",
                "KG",
                "Ltd",
                "S.A.",
                "Sp. z o.o.",
                "株式会社",
                "ООО",
                "Limited",
                "Company",
            ),
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@settings(max_examples=300)
@given(WORDS, WORDS)
def test_the_order_doesn_t_matter_and_every_company_is_itself(one: str, other: str) -> None:
    assert alike(one, one) is SAME
    assert alike(one, one.upper().replace(" ", "  \u200b")) is SAME
    alike(one, other, *ONE_DOMAIN)
