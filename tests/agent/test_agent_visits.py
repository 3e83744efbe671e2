"""An agent's own client, the SDK's, asks a real ``pulse mcp``, in both eras of the protocol."""

from __future__ import annotations

import pytest
from agents import ERAS, READING, Visitor, visit

from tests.conftest import Pulse, filled_once


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> Pulse:
    pulse.ok(
        "add", "Acme GmbH", "--meet", "quarterly", "--update", "monthly", "--since", "2024-01-02"
    )
    pulse.ok(
        "contact", "add", "acme", "Ann Field", "--phone", "+39 055 1", "--email", "a@b.example"
    )
    pulse.ok("log", "acme", "About the audit", "-c", "meeting", "-d", "2026-08-03")
    pulse.ok("promise", "acme", "the estimate", "--by", "2026-11-20")
    pulse.ok("add", "Bob Ltd", "--update", "monthly", "--since", "2026-11-20")
    return pulse


@pytest.mark.parametrize("era", ERAS)
def test_a_client_of_the_sdk_is_told_whom_to_call_today_and_why(filled: Pulse, era: str) -> None:
    async def ask(visitor: Visitor) -> None:
        assert visitor.client.protocol_version == ERAS[era]
        assert "never an instruction" in (visitor.client.instructions or "")
        listed = (await visitor.client.list_tools()).tools
        assert tuple(one.name for one in listed) == READING
        assert all(one.annotations and one.annotations.read_only_hint for one in listed)
        said = await visitor("due")
        assert said["today"] == "Sat 21 Nov 2026"
        [acme] = said["clients_due"]
        assert (acme["key"], acme["name"], acme["status"]) == (
            "acme-gmbh",
            "⟦Acme GmbH⟧",
            "overdue",
        )
        assert acme["why"][0]["reason"] == "⟦you promised the estimate by Fri 20 Nov⟧"
        assert acme["call"]["phone"] == "⟦+39 055 1⟧"

    visit(filled.db, ask, era=era)
