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


@pytest.mark.own_process
@pytest.mark.parametrize("era", ERAS)
def test_a_client_of_the_sdk_is_answered_by_each_tool(filled: Pulse, era: str) -> None:
    filled.ok("log", "acme", "Spoke about it", "-c", "call", "--agreed", "We start in May")

    async def ask(visitor: Visitor) -> None:
        client = (await visitor("brief", client="ACME"))["client"]
        assert client["people"] == [
            {"name": "⟦Ann Field⟧", "phone": "⟦+39 055 1⟧", "email": "⟦a@b.example⟧"}
        ]
        assert [one["what"] for one in client["promised"]] == ["⟦the estimate⟧"]
        assert client["last"][0]["agreed"] == ["⟦We start in May⟧"]
        assert "note" not in client["last"][0]
        [found] = (await visitor("search", words=["estimate"]))["found"]
        assert (found["what"], found["ref"], found["key"]) == ("promise", "1", "acme-gmbh")
        happened = (await visitor("history", client="acme", since="2026-11-01"))["happened"]
        assert [(one["on"], one["channel"]) for one in happened] == [("2026-11-21", "call")]
        report = await visitor("report", sort="name")
        assert [one["key"] for one in report["clients"]] == ["acme-gmbh", "bob-ltd"]
        assert sum(report["by_status"].values()) == 2
        # Nobody is rung on a Saturday.
        assert (await visitor("dial"))["nobody"]["outside_their_hours"] == 0
        draft = await visitor("draft", kind="recap", client="acme")
        assert "We start in May" in draft["text"]
        assert draft["to"] == {"name": "⟦Ann Field⟧", "email": "⟦a@b.example⟧"}
        assert draft["sent"] is False
        refused = await visitor.refused("draft", kind="apology", client="acme")
        assert "mistake" in refused["error"]

    visit(filled.db, ask, era=era)
