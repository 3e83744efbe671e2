"""Whatever was written is found again, in every field and of every kind."""

from __future__ import annotations

import shlex

import pytest

from tests.conftest import Pulse, filled_once

WRITTEN = {
    "client note": ("client edit acme --note 'Very Zwölfnull'", "client"),
    "place": ("client edit acme --place Zwölfnull", "client"),
    "snooze": ("snooze acme 2w --reason Zwölfnull", "client"),
    "person": ("contact add acme Zwölfnull", "person"),
    "role": ("contact add acme Ann --role Zwölfnull", "person"),
    "email": ("contact add acme Ann --email zwölfnull@x.example", "person"),
    "phone": ("contact add acme Ann --phone zwölfnull", "person"),
    "note": ("log acme About Zwölfnull", "touchpoint"),
    "agreed": ("log acme Talk -c meeting --agreed Zwölfnull", "touchpoint"),
    "meeting": ("meeting book acme 2027-01-11 --agenda Zwölfnull", "meeting"),
    "promise": ("promise acme the Zwölfnull", "promise"),
    "ask": ("ask acme the Zwölfnull", "ask"),
    "mistake": ("mistake acme Sent Zwölfnull", "mistake"),
    "why": ("mistake acme Sent it --why Zwölfnull", "mistake"),
    "reminder": ("remind acme 2027-01-11 Zwölfnull", "reminder"),
    "agenda": ("agenda acme add Zwölfnull", "agenda point"),
    "feedback": ("feedback acme Zwölfnull", "feedback"),
    "project": ("project start acme Zwölfnull", "project"),
    "service": ("service add Zwölfnull 'We come over'", "service"),
    "sentence": ("service add Visits 'We come Zwölfnull'", "service"),
    "trait": ("trait add Zwölfnull", "trait"),
}


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--meet", "monthly")
    pulse.ok("add", "Müller & Söhne", "--key", "mueller")


@pytest.mark.parametrize("what", WRITTEN)
def test_what_was_written_is_found_and_gone_once_it_is_undone(acme: Pulse, what: str) -> None:
    command, noun = WRITTEN[what]
    acme.ok(*shlex.split(command))
    (item,) = acme.ok("search", "ZWOLFNULL", "--json").items
    assert item["noun"] == noun
    assert item["matches"][-1].casefold() == "zwölfnull"
    assert item["key"] == (None if noun in {"service", "trait"} else "acme")
    acme.ok("undo")
    assert acme.ok("search", "zwolfnull", "--json").json["total"] == 0
    acme.ok("redo")
    assert acme.ok("search", "zwolfnull", "--json").json["total"] == 1


def test_all_words_have_to_be_there_in_any_order_and_quotes_keep_them_together(
    acme: Pulse,
) -> None:
    acme.ok("log", "acme", "Budget for the grant")
    acme.ok("log", "acme", "Grant without anything")

    def count(*words: str) -> int:
        return int(acme.ok("search", *words, "--json").json["total"])

    assert count("grant") == 2
    assert count("grant", "budget") == 1
    assert count("the grant") == 1
    assert count("grant the") == 0


def test_a_word_may_be_the_client_s_if_another_is_in_the_record(acme: Pulse) -> None:
    acme.ok("log", "mueller", "Budget")
    acme.ok("log", "acme", "Budget")
    assert [one["key"] for one in acme.ok("search", "muller", "budget", "--json").items] == [
        "mueller"
    ]
    assert [one["noun"] for one in acme.ok("search", "muller", "--json").items] == ["client"]


def test_what_has_no_day_comes_first_then_the_newest(acme: Pulse) -> None:
    acme.ok("log", "acme", "Muller, older", "-d", "2026-10-01")
    acme.ok("log", "acme", "Muller, newer", "-d", "2026-11-01")
    acme.ok("log", "acme", "Muller, between", "-d", "2026-10-15")
    found = [one["on"] for one in acme.ok("search", "muller", "--json").items]
    assert found == [None, "2026-11-01", "2026-10-15", "2026-10-01"]


def test_kinds_clients_and_tags_narrow_it(acme: Pulse) -> None:
    acme.ok("client", "edit", "acme", "--tag", "retail")
    for command in ("log acme Fig", "promise acme Fig", "ask mueller Fig", "log mueller Fig"):
        acme.ok(*command.split())

    def nouns(*options: str) -> list[str]:
        return sorted(one["noun"] for one in acme.ok("search", "fig", "--json", *options).items)

    assert nouns("--in", "promises") == ["promise"]
    assert nouns("--in", "asks", "--in", "note") == ["ask", "touchpoint", "touchpoint"]
    assert nouns("--client", "acme") == ["promise", "touchpoint"]
    assert nouns("--client", "@retail") == ["promise", "touchpoint"]
    assert nouns("--in", "shares") == []
    assert "use one of clients, people" in acme.fails(2, "search", "fig", "--in", "letters").err
    acme.fails(3, "search", "fig", "--client", "@nobody")


def test_an_archived_client_s_things_are_found_and_said_to_be_so(acme: Pulse) -> None:
    acme.ok("log", "acme", "Figures")
    acme.ok("client", "archive", "acme")
    assert acme.ok("search", "figures", "--json").items[0]["archived"] is True
    assert "Acme GmbH (archived)" in acme.ok("search", "figures").out


def test_more_than_the_limit_is_counted(acme: Pulse) -> None:
    for number in range(4):
        acme.ok("log", "acme", f"The figures {number}")
    out = acme.ok("search", "fig", "--limit", "1").out
    assert "found 4 times" in out
    assert "And 3 more" in out
    assert "more" not in acme.ok("search", "fig", "--limit", "0").out


@pytest.mark.parametrize("text", ["", " ", "\u0301", "\u200b", "´", "a\0b", "x" * 501, "a\udc80"])
def test_what_cannot_be_looked_for_is_refused(acme: Pulse, text: str) -> None:
    acme.fails(2, "search", text)


@pytest.mark.parametrize(
    "text", ["100%", "a_b", "back\\slash", "!", "it's", "[x]", "\x1b[31m", "%"]
)
def test_signs_stand_for_themselves(acme: Pulse, text: str) -> None:
    acme.ok("log", "acme", f"before {text} behind")
    acme.ok("log", "acme", "1000 aXb backslash Xs x")
    outcome = acme.ok("search", text)
    assert "found 1 time" in outcome.out
    assert "\x1b" not in outcome.out


def test_nothing_found_is_said(acme: Pulse) -> None:
    assert "Nothing found" in acme.ok("search", "nothing").out


def test_history_is_searched_in_the_same_way(acme: Pulse) -> None:
    acme.ok("log", "acme", "Förderung läuft", "-d", "2026-11-01")
    acme.ok("log", "mueller", "Nothing", "-d", "2026-11-02")

    def found(text: str) -> list[str]:
        return [one["note"] for one in acme.ok("history", "--search", text, "--json").items]

    assert found("FORDERUNG lauft") == ["Förderung läuft"]
    assert found("muller") == ["Nothing"]
    assert found("100%") == []
    assert found("x" * 60_000) == []
