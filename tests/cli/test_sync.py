"""``pulse sync``: what is read of mail becomes touchpoints, once and calmly."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.records import Trait
from clientpulse.services.undoing import undo_last
from clientpulse.sources import reading
from clientpulse.sources.gathered import Gathered, Message, Party
from clientpulse.store.database import Store
from clientpulse.timezones import our_zone
from tests.conftest import TODAY, Pulse

ME = "sam@practice.example"
LENA = "lena@acme.example"


def message(
    day: str = "2026-11-20",
    time: str = "09:00",
    sender: str = LENA,
    to: str | tuple[str, ...] = ME,
    cc: str | tuple[str, ...] = (),
    subject: str = "Budget",
    number: str = "",
    automatic: str = "",
    *,
    sent: bool = False,
) -> Message:
    def parties(named: str | tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(one, "") for one in ((named,) if isinstance(named, str) else named))

    name = number or f"{day}-{time}-{sender}-{subject}"
    return Message(
        name,
        date.fromisoformat(day),
        time,
        Party(sender, "Somebody") if sender else None,
        parties(to),
        parties(cc),
        subject,
        automatic,
        sent,
    )


def ours(*args: Any, to: str | tuple[str, ...] = LENA, **more: Any) -> Message:
    return message(*args, sender=ME, to=to, **more)


class Mailbox:
    """Stands for the readers: what each source has, and whether it can be read."""

    def __init__(self) -> None:
        self.has: dict[str, list[Message]] = {}
        self.fails: dict[str, SourceError] = {}
        self.calls: list[tuple[str, dict[str, str]]] = []

    def read(self, source: Source, window: Any, states: Any, progress: Any) -> Gathered:
        self.calls.append((source.name, dict(states)))
        if source.name in self.fails:
            raise self.fails[source.name]
        known = int(states.get("all", "0"))
        there = self.has.get(source.name, [])
        new = [one for one in there[known:] if one.on >= window.since]
        states = {"all": str(len(there))} if len(there) != known else {}
        return Gathered(new, read=len(new), passed_over=Counter(), states=states)


@pytest.fixture
def mail(pulse: Pulse, monkeypatch: pytest.MonkeyPatch, config: Path) -> Mailbox:
    box = Mailbox()
    monkeypatch.setattr(reading, "read", box.read)
    configured(config, "mail")
    pulse.begin_with(filled)
    return box


def configured(config: Path, *names: str) -> None:
    tables = [f'[sources.{name}]\nkind = "maildir"\npath = "~/{name}"\n' for name in names]
    config.write_text(f'[me]\nshare_subjects = true\naddresses = ["{ME}"]\n' + "".join(tables))


def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "monthly", "--since", "2026-01-05")
    pulse.ok("contact", "add", "acme", "Lena Voss", "--email", LENA)


def touchpoints(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("history", "--json", "--limit", "0").items


def test_mail_of_a_client_becomes_a_touchpoint(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message()]
    assert pulse.ok("sync").out == "mail  1 touchpoint\n"
    (one,) = touchpoints(pulse)
    assert (one["on"], one["at"], one["last_at"]) == ("2026-11-20", "09:00", None)
    assert (one["channel"], one["direction"], one["source"]) == ("email", "inbound", "mail")
    assert (one["note"], one["needs_answer"]) == ("Budget", True)


def test_nothing_new_is_a_calm_line(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message()]
    pulse.ok("sync")
    assert pulse.ok("sync").out == "Nothing new.\n"
    assert len(touchpoints(pulse)) == 1


def read_of(pulse: Pulse, mail: Mailbox, *messages: Message) -> dict[str, int]:
    """Sync some messages, and return what was passed over, by reason."""
    mail.has["mail"] = [*mail.has.get("mail", []), *messages]
    (one,) = pulse.ok("sync", "--json").json["sources"]
    skipped: dict[str, int] = one["skipped"]
    return skipped


def test_a_subject_loses_only_what_stands_at_its_beginning(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message(subject="Re: WG: Your update for November: all on track"))
    assert [one["note"] for one in touchpoints(pulse)] == ["Your update for November: all on track"]


def rows(pulse: Pulse, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(pulse.store)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_the_mail_of_a_day_is_one_touchpoint_each_way(pulse: Pulse, mail: Mailbox) -> None:
    read_of(
        pulse,
        mail,
        message(time="11:00", subject="Re: Budget"),
        message(time="09:00"),
        message(time="10:00", subject="AW: [2]: the van"),
        ours("2026-11-20", "12:00", subject="Re: Budget"),
        message(day="2026-11-19", subject=""),
    )
    written = [
        (one["on"], one["direction"], one["at"], one["last_at"], one["note"])
        for one in touchpoints(pulse)
    ]
    assert sorted(written, key=str) == [
        ("2026-11-19", "inbound", "09:00", None, None),
        ("2026-11-20", "inbound", "09:00", "11:00", "[2]: the van\nBudget"),
        ("2026-11-20", "outbound", "12:00", None, "Budget"),
    ]


@pytest.mark.parametrize(
    ("to", "cc", "needs"),
    [
        (ME, (), True),
        (("kim@x.example", ME), (), True),
        ("kim@x.example", ME, False),
        # An address that we don't know to be ours leads to us.
        ("office@practice.example", (), True),
        ((), (), True),
    ],
)
def test_a_copy_asks_for_no_answer(
    pulse: Pulse, mail: Mailbox, to: Any, cc: Any, needs: bool
) -> None:
    read_of(pulse, mail, message(to=to, cc=cc))
    assert [one["needs_answer"] for one in touchpoints(pulse)] == [needs]


def test_a_copy_and_a_message_of_one_day_ask_for_an_answer(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message(to="kim@x.example", cc=ME))
    read_of(pulse, mail, message(time="12:00"))
    assert [one["needs_answer"] for one in touchpoints(pulse)] == [True]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (message(automatic="newsletter"), "newsletter"),
        (ours(automatic="automatic"), "automatic"),
        (message(sender="kim@elsewhere.example"), "no client"),
        (ours(to="kim@elsewhere.example"), "no client"),
        (ours(to="kim@practice.example"), "between us"),
        (ours(to=ME), "between us"),
        (ours(to=()), "between us"),
        (message(sender="kim@practice.example", to="kim@practice.example"), "between us"),
        (message(sender="no address"), "unreadable"),
        (message(sender=""), "between us"),
        (message(day="2026-11-23"), "unreadable"),
    ],
)
def test_what_gives_nothing_is_counted_by_its_reason(
    pulse: Pulse, mail: Mailbox, one: Message, reason: str
) -> None:
    assert read_of(pulse, mail, one) == {reason: 1}
    assert touchpoints(pulse) == []


def test_of_people_who_are_no_clients_no_subject_is_kept(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message(sender="kim@elsewhere.example", subject="Secret"))
    (kept,) = rows(pulse, "exchange")
    assert (kept["address"], kept["subject"]) == ("kim@elsewhere.example", None)
    assert kept["touchpoint_id"] is None


@pytest.mark.parametrize(("day", "kept"), [("2025-11-21", 1), ("2025-11-20", 0)])
def test_of_them_nothing_older_than_a_year_is_kept(
    pulse: Pulse, mail: Mailbox, day: str, kept: int
) -> None:
    mail.has["mail"] = [message(day=day, sender="kim@elsewhere.example")]
    pulse.ok("sync", "--since", "2025-01-01")
    assert len(rows(pulse, "exchange")) == kept
    mail.has["mail"].append(message())
    pulse.ok("sync", today="2026-12-24")
    assert len(rows(pulse, "exchange")) == 1


def test_everybody_at_a_clients_domain_is_with_the_client(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message(sender="New.Hand+x@ACME.example"))
    assert [one["key"] for one in touchpoints(pulse)] == ["acme-gmbh"]


def test_mail_to_two_clients_is_with_both_and_to_two_people_once(
    pulse: Pulse, mail: Mailbox
) -> None:
    pulse.ok("add", "Beta", "--contact", "Bo", "--email", "bo@beta.example")
    read_of(pulse, mail, ours(to=(LENA, "carl@acme.example"), cc="bo@beta.example"))
    assert sorted(one["key"] for one in touchpoints(pulse)) == ["acme-gmbh", "beta"]
    assert [(one["address"], one["told"]) for one in rows(pulse, "exchange")] == [
        (LENA, 0),
        ("carl@acme.example", 0),
        ("bo@beta.example", 1),
    ]


def test_an_address_of_two_clients_is_the_first_ones_by_key(pulse: Pulse, mail: Mailbox) -> None:
    pulse.ok("add", "Aaron", "--contact", "Lena Voss", "--email", LENA)
    read_of(pulse, mail, message())
    assert [one["key"] for one in touchpoints(pulse)] == ["aaron"]


def test_the_same_message_counts_once_wherever_it_lies(
    pulse: Pulse, mail: Mailbox, config: Path
) -> None:
    configured(config, "mail", "archive")
    mail.has = {"mail": [message(), message()], "archive": [message()]}
    first, second = pulse.ok("sync", "--json").json["sources"]
    assert (first["touchpoints"], second["touchpoints"]) == (1, 0)
    assert first["skipped"] == second["skipped"] == {"duplicate": 1}
    assert len(touchpoints(pulse)) == 1


def test_our_addresses_are_learnt_from_what_was_sent(pulse: Pulse, mail: Mailbox) -> None:
    alias = "sam@elsewhere.example"
    mine = message(sender=alias, to=LENA, sent=True)
    robot = message(sender="no-reply@shop.example", to=LENA, sent=True, number="robot")
    filed = message(sender=LENA, sent=True, number="filed")
    read_of(pulse, mail, mine, robot, filed)
    assert sorted(one["direction"] for one in touchpoints(pulse)) == ["inbound", "outbound"]
    # It is known the next time as well, and so are the tags behind it.
    later = message(day="2026-11-21", sender="sam+shop@elsewhere.example", to=LENA)
    assert read_of(pulse, mail, later) == {}
    assert [one["direction"] for one in touchpoints(pulse)].count("outbound") == 2
    assert read_of(pulse, mail, message(sender="no-reply@shop.example", number="r2")) == {
        "no client": 1
    }


@pytest.mark.parametrize("named", [True, False])
def test_who_wrote_to_us_is_not_one_of_us_wherever_that_is_filed(
    pulse: Pulse, mail: Mailbox, config: Path, named: bool
) -> None:
    if not named:
        config.write_text('[sources.mail]\nkind = "maildir"\npath = "~/mail"\n')
    mine = [message(sender=ME, to=to, sent=True, number=to) for to in (LENA, "zoe@zed.example")]
    filed = [message(sender=one, sent=True) for one in ("zoe@zed.example", "bo@acme.example")]
    alias = message(sender="office@practice.example", to=LENA, cc=ME, number="alias", sent=True)
    read_of(pulse, mail, *filed, *mine, alias)
    assert Counter(one["direction"] for one in touchpoints(pulse)) == {"inbound": 1, "outbound": 1}
    pulse.ok("add", "Zed", "--contact", "Zoe", "--email", "zoe@zed.example")
    read_of(pulse, mail, message(day="2026-11-21", sender="zoe@zed.example"))
    asks = [one["needs_answer"] for one in touchpoints(pulse) if one["on"] == "2026-11-21"]
    assert asks == [True]


def test_a_client_that_is_archived_takes_no_mail_from_another(pulse: Pulse, mail: Mailbox) -> None:
    pulse.ok("add", "Zed", "--contact", "Lena", "--email", LENA)
    pulse.ok("contact", "add", "zed", "Bo", "--email", "bo@acme.example")
    pulse.ok("client", "archive", "acme")
    read_of(pulse, mail, message(), message(day="2026-11-19", sender="new@acme.example"))
    assert [one["key"] for one in touchpoints(pulse)] == ["zed", "zed"]


def test_who_becomes_a_client_after_all_gets_the_mail_of_the_last_year(
    pulse: Pulse, mail: Mailbox
) -> None:
    # Said to be none, deleted with a client, or taken for one of us.
    zed, eve = "zoe@zed.example", "eve@eve.example"
    read_of(pulse, mail, message(sender=zed), message(), ours(to=zed))
    read_of(pulse, mail, message(sender=eve, to="kim@x.example", sent=True))
    pulse.ok("review", "--never", zed)
    pulse.ok("client", "delete", "acme", "--yes")
    pulse.ok("sync")
    mail.calls.clear()
    for name, address in (("Zed", zed), ("Acme", LENA), ("Eve", eve)):
        pulse.ok("add", name, "--contact", "Somebody", "--email", address)
    pulse.ok("sync")
    assert sorted((one["key"], one["direction"]) for one in touchpoints(pulse)) == [
        ("acme", "inbound"),
        ("eve", "inbound"),
        ("zed", "inbound"),
        ("zed", "outbound"),
    ]
    assert pulse.ok("sync").out.splitlines()[0] == "Nothing new."
    assert [bool(states) for _, states in mail.calls] == [False, True]


def test_another_mailbox_of_the_same_name_is_read_from_its_beginning(
    pulse: Pulse, mail: Mailbox, config: Path
) -> None:
    read_of(pulse, mail, message())
    for user in ("sam", "office"):
        config.write_text(
            f'[me]\nshare_subjects = true\naddresses = ["{ME}"]\n[sources.mail]\nkind = "imap"\n'
            f'host = "imap.example"\nuser = "{user}"\npassword_command = "pass"\n'
        )
        pulse.ok("sync")
        pulse.ok("sync")
    assert [bool(states) for _, states in mail.calls] == [False, False, True, False, True]


def test_what_was_taken_for_somebody_is_forgotten_once_it_is_known_to_be_us(
    pulse: Pulse, mail: Mailbox
) -> None:
    alias = "sam@elsewhere.example"
    read_of(pulse, mail, ours(to=alias))
    assert len(rows(pulse, "exchange")) == 1
    read_of(pulse, mail, message(sender=alias, to=LENA, sent=True))
    assert [one["address"] for one in rows(pulse, "exchange")] == [LENA]


def test_later_mail_of_the_day_leaves_what_a_person_edited(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message())
    (one,) = touchpoints(pulse)
    pulse.ok("touchpoint", "edit", str(one["id"]), "--note", "Asks for a call")
    read_of(pulse, mail, message(time="12:00", subject="More"))
    (one,) = touchpoints(pulse)
    assert (one["note"], one["at"], one["last_at"]) == ("Asks for a call", "09:00", "12:00")


def test_what_was_answered_waits_again_when_the_client_writes_again(
    pulse: Pulse, mail: Mailbox
) -> None:
    read_of(pulse, mail, message(time="10:00"))
    pulse.ok("done", "acme")
    read_of(pulse, mail, message(time="08:00", number="late"))
    assert [one["needs_answer"] for one in touchpoints(pulse)] == [False]
    read_of(pulse, mail, message(time="12:00", to="kim@x.example", cc=ME))
    assert [one["needs_answer"] for one in touchpoints(pulse)] == [False]
    read_of(pulse, mail, message(time="13:00"))
    assert [one["needs_answer"] for one in touchpoints(pulse)] == [True]


def test_what_was_typed_stays_as_it_was_typed(pulse: Pulse, mail: Mailbox) -> None:
    pulse.ok("log", "acme", "Sent the plan", "-c", "email", "-d", "2026-11-20")
    (before,) = touchpoints(pulse)
    read_of(pulse, mail, ours("2026-11-20", "09:00"))
    assert touchpoints(pulse) == [before | {"at": "09:00"}]
    assert [one["touchpoint_id"] for one in rows(pulse, "exchange")] == [before["id"]]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ((), "09:00", "11:00"),
        (("--at", "8:30"), "08:30", "11:00"),
        (("--at", "12:00"), "12:00", None),
    ],
)
def test_what_was_typed_without_a_time_has_that_of_its_mail(
    pulse: Pulse, mail: Mailbox, typed: tuple[str, ...], first: str, last: str | None
) -> None:
    pulse.ok("log", "acme", "Sent the plan", "-c", "email", "-d", "2026-11-20", *typed)
    read_of(pulse, mail, message("2026-11-20", "10:00"), ours("2026-11-20", "09:00"))
    read_of(pulse, mail, ours("2026-11-20", "11:00"))
    (one,) = (one for one in touchpoints(pulse) if one["source"] is None)
    assert (one["at"], one["last_at"]) == (first, last)
    assert pulse.ok("due", "--rule", "answer", "--within", "1w", "--json").items == []


@pytest.mark.parametrize("channel", ["call", "meeting", "email"])
@pytest.mark.parametrize("entered", ["08:59", "09:01"])
def test_what_was_typed_after_a_message_ends_it_whenever_that_is_read(
    pulse: Pulse, mail: Mailbox, channel: str, entered: str
) -> None:
    pulse.ok("log", "acme", "Spoke about it", "-c", channel, "-d", "2026-11-20")
    moment = datetime.fromisoformat(f"2026-11-20T{entered}").replace(tzinfo=our_zone())
    with closing(sqlite3.connect(pulse.store)) as store:
        store.execute("UPDATE touchpoint SET created_at = ?", (f"{moment.astimezone(UTC)}",))
        store.commit()
    read_of(pulse, mail, message("2026-11-20", "09:00"))
    waits = pulse.ok("due", "--rule", "answer", "--within", "1w", "--json").items
    assert len(waits) == (entered == "08:59")


def test_mail_becomes_a_touchpoint_when_its_sender_becomes_a_contact(
    pulse: Pulse, mail: Mailbox
) -> None:
    read_of(pulse, mail, message(sender="bo@web.de"), ours(to="bo@web.de"))
    assert touchpoints(pulse) == []
    pulse.ok("contact", "add", "acme", "Bo", "--email", "bo@web.de")
    said = pulse.ok("sync").out
    assert (
        said.splitlines()[0] == "2 touchpoints from earlier mail, now that it is known whose it is"
    )
    assert len(touchpoints(pulse)) == 2
    assert pulse.ok("sync").out.splitlines()[0] == "Nothing new."


def test_a_source_that_fails_is_said_and_the_others_are_stored(
    pulse: Pulse, mail: Mailbox, config: Path
) -> None:
    configured(config, "mail", "archive")
    mail.has["archive"] = [message()]
    mail.fails["mail"] = SourceError("the folder isn't there", "check its path")
    outcome = pulse("sync")
    assert outcome.code == 6
    assert outcome.err == "error: mail: the folder isn't there\nhint: check its path\n"
    assert outcome.out.splitlines()[0] == "archive  1 touchpoint"
    assert len(touchpoints(pulse)) == 1
    first, second = pulse("sync", "--json").json["sources"]
    assert (first["error"], second["error"]) == ("the folder isn't there", None)
    assert pulse("sync").out.splitlines()[0] == "Nothing new from the others."


def test_undone_it_comes_again(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message(), message(sender="kim@elsewhere.example"))
    before = rows(pulse, "exchange"), rows(pulse, "source_state")
    pulse.ok("undo", "--origin", "sync")
    assert touchpoints(pulse) == rows(pulse, "exchange") == rows(pulse, "source_state") == []
    pulse.ok("sync")
    assert len(touchpoints(pulse)) == 1
    assert [len(one) for one in before] == [2, 2]
    assert len(rows(pulse, "exchange")) == 2


def test_a_deleted_touchpoint_stays_away_and_what_comes_later_doesnt(
    pulse: Pulse, mail: Mailbox
) -> None:
    read_of(pulse, mail, message())
    pulse.ok("touchpoint", "delete", str(touchpoints(pulse)[0]["id"]))
    assert pulse.ok("sync", "--since", "2026-01-01").out.splitlines()[0] == "Nothing new."
    assert touchpoints(pulse) == []
    read_of(pulse, mail, message(time="15:00", subject="Another"))
    assert [one["note"] for one in touchpoints(pulse)] == ["Another"]


def test_a_rehearsal_says_what_would_come_and_keeps_nothing(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message()]
    assert pulse.ok("sync", "--dry-run").out == "mail  1 touchpoint\nNothing was changed.\n"
    assert touchpoints(pulse) == []
    assert rows(pulse, "source_state") == []


def test_since_reads_again(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message(day="2025-03-03"), message()]
    pulse.ok("sync")
    assert len(touchpoints(pulse)) == 1
    pulse.ok("sync", "mail", "--since", "2025-01-01")
    assert len(touchpoints(pulse)) == 2
    assert [states for _, states in mail.calls] == [{}, {}]


def test_since_a_day_to_come_is_refused(pulse: Pulse, mail: Mailbox) -> None:
    assert "still to come" in pulse.fails(2, "sync", "--since", "tomorrow").err
    assert mail.calls == []


def test_the_reader_is_told_how_far_it_was(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message(sender="sam@else.example", to=LENA, sent=True))
    pulse.ok("sync")
    assert [states for _, states in mail.calls] == [{}, {"all": "1"}]


def test_without_sources_or_a_store_it_says_where_to_begin(
    pulse: Pulse, mail: Mailbox, config: Path
) -> None:
    assert "pulse setup" in pulse.fails(3, "sync", "--db", str(pulse.store) + "2").err
    assert "there is mail" in pulse.fails(3, "sync", "post").err
    config.write_text("")
    assert "pulse setup" in pulse.fails(2, "sync").err


def test_what_a_wrong_clock_dates_tomorrow_came_today(pulse: Pulse, mail: Mailbox) -> None:
    read_of(pulse, mail, message("2026-11-22", "03:00"), ours("2026-11-21", "22:00"))
    (one,) = (one for one in touchpoints(pulse) if one["direction"] == "inbound")
    assert (one["on"], one["at"]) == ("2026-11-21", "23:59")


@pytest.mark.parametrize(
    ("ours_at", "waits"), [(("08:00",), 1), (("10:00",), 1), (("10:00", "12:01"), 0)]
)
def test_who_wrote_last_of_a_day_decides_whether_they_wait(
    pulse: Pulse, mail: Mailbox, ours_at: tuple[str, ...], waits: int
) -> None:
    answers = [ours("2026-11-19", time) for time in ours_at]
    read_of(pulse, mail, *answers, message("2026-11-19", "09:00"), message("2026-11-19", "12:00"))
    assert len(pulse.ok("due", "--rule", "answer", "--json").items) == waits


def test_a_copy_behind_what_was_answered_asks_for_nothing(pulse: Pulse, mail: Mailbox) -> None:
    asked = message("2026-11-19", "09:00")
    copied = message("2026-11-19", "11:00", to="kim@x.example", cc=ME, subject="FYI")
    read_of(pulse, mail, asked, ours("2026-11-19", "10:00"), copied)
    assert pulse.ok("due", "--rule", "answer", "--json").items == []
    read_of(pulse, mail, message("2026-11-19", "10:30", subject="Re: Budget"))
    assert "'Budget'" in pulse.ok("due", "--rule", "answer", "--within", "1w").out


def test_the_subject_is_that_of_the_last_that_asks(pulse: Pulse, mail: Mailbox) -> None:
    answered = [message("2026-11-19", "09:00"), message("2026-11-19", "10:00", subject="The van")]
    again = message("2026-11-19", "11:00", subject="AW: budget")
    read_of(pulse, mail, *answered, ours("2026-11-19", "10:30"), again)
    assert "'budget'" in pulse.ok("due", "--rule", "answer", "--within", "1w").out


def test_a_fault_in_one_reader_keeps_none_of_the_others_from_being_read(
    pulse: Pulse, mail: Mailbox, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(config, "mail", "archive")
    mail.has["archive"] = [message()]

    def read(source: Source, *args: Any) -> Gathered:
        if source.name == "mail":
            raise KeyError("what nobody thought of")
        return mail.read(source, *args)

    monkeypatch.setattr(reading, "read", read)
    outcome = pulse("sync")
    assert outcome.code == 6
    error, hint = outcome.err.splitlines()
    assert error == "error: mail: clientpulse failed to read it: KeyError: 'what nobody thought of'"
    assert hint == "hint: report what this shows: pulse sync mail --debug"
    assert len(touchpoints(pulse)) == 1
    assert pulse("sync", "mail", "--debug").code == 1


def test_nobody_has_to_wait_while_sources_are_read(
    pulse: Pulse, mail: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(source: Source, *args: Any) -> Gathered:
        monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0")
        with Store(pulse.store).unit_of_work("log") as unit:
            unit.insert(Trait(key="meanwhile", name="Meanwhile", good=True))
        return mail.read(source, *args)

    mail.has["mail"] = [message()]
    monkeypatch.setattr(reading, "read", read)
    pulse.ok("sync")
    assert [one["name"] for one in rows(pulse, "trait")][-1:] == ["Meanwhile"]


def test_what_was_undone_while_sources_were_read_is_read_again(
    pulse: Pulse, mail: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_of(pulse, mail, message())

    def read(source: Source, *args: Any) -> Gathered:
        found = mail.read(source, *args)
        with Store(pulse.store).unit_of_work("undo") as unit:
            undo_last(unit, "sync")
        return found

    mail.has["mail"].append(message(day="2026-11-19"))
    with monkeypatch.context() as patch:
        patch.setattr(reading, "read", read)
        pulse.ok("sync")
    pulse.ok("sync")
    assert len(touchpoints(pulse)) == 2


def test_a_sync_backs_the_store_up_before_a_source_is_read_for_the_first_time(
    pulse: Pulse, mail: Mailbox
) -> None:
    folder = pulse.store.parent / "backups"
    pulse.ok("sync")
    assert not folder.exists()
    read_of(pulse, mail, message())
    assert len(list(folder.iterdir())) == 1
    read_of(pulse, mail, message(time="12:00"))
    assert len(list(folder.iterdir())) == 1


def test_it_says_who_waits_and_nothing_of_who_rests(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message(day="2026-11-17")]
    said = "mail  1 touchpoint\n1 client waits for your answer: pulse due --rule answer\n"
    assert pulse.ok("sync").out == said
    pulse.ok("client", "pause", "acme")
    mail.has["mail"].append(message(day="2026-11-17", time="12:00"))
    assert pulse.ok("sync").out == "mail  1 touchpoint\n"


def test_hostile_mail_is_harmless(pulse: Pulse, mail: Mailbox) -> None:
    nasty = "\x1b[31mred\x00\u202e \ud800 " + "x" * 100_000
    read_of(
        pulse,
        mail,
        message(subject=nasty, number="1"),
        message(sender="\x1b]0;x\x07@acme.example", number="2"),
        message(sender="a" * 5_000 + "@acme.example", number="3"),
        message(sender="\ud800@acme.example", number="4"),
    )
    shown = pulse.ok("history").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert [one["key"] for one in touchpoints(pulse)] == ["acme-gmbh"]


MBOX = """\
From - Fri Nov 20 10:00:00 2026
From: {sender}
To: {to}
Subject: Budget
Date: Fri, 20 Nov 2026 {hour:02}:00:00 +0000
Message-ID: <{hour}@x.example>

Dear Sam

"""


@pytest.fixture
def mbox(pulse: Pulse, tmp_path: Path, config: Path, living_in: Callable[[str], None]) -> Path:
    living_in("UTC")
    configured(config)
    pulse.begin_with(filled)
    file = tmp_path / "Mail.mbox"
    senders = (LENA, ME), (ME, LENA), ("kim@elsewhere.example", ME)
    file.write_text(
        "".join(
            MBOX.format(sender=sender, to=to, hour=hour)
            for hour, (sender, to) in enumerate(senders, 8)
        )
    )
    return file


def test_a_mailbox_is_imported_once_and_undone_as_an_import(pulse: Pulse, mbox: Path) -> None:
    assert pulse.ok("import", str(mbox), "--dry-run").out.endswith("Nothing was changed.\n")
    assert touchpoints(pulse) == []
    said = pulse.ok("import", str(mbox)).out
    assert said.startswith("Imported 2 touchpoints from Mail.mbox (of 3; 1 no client)\n")
    assert {one["source"] for one in touchpoints(pulse)} == {"Mail.mbox"}
    assert rows(pulse, "source_state") == []
    assert pulse.ok("import", str(mbox), "--json").json["import"]["skipped"] == {"duplicate": 3}
    pulse.ok("undo")
    assert touchpoints(pulse) == rows(pulse, "exchange") == []


def test_all_of_a_mailbox_may_be_with_one_client(pulse: Pulse, mbox: Path) -> None:
    pulse.ok("import", str(mbox))
    pulse.ok("add", "Beta")
    pulse.ok("import", str(mbox), "--client", "beta")
    assert [one["key"] for one in touchpoints(pulse)].count("beta") == 1
    pulse.ok("undo")
    pulse.ok("undo")
    pulse.ok("undo")
    pulse.ok("import", str(mbox), "--client", "acme")
    assert len(rows(pulse, "exchange")) == 3
    assert {one["key"] for one in touchpoints(pulse)} == {"acme-gmbh"}


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--since", "2026-11-20"), 2),
        (("--since", "2026-11-21"), 0),
        (("--until", "2026-11-20"), 2),
        (("--until", "2026-11-19"), 0),
    ],
)
def test_only_some_days_of_a_mailbox_are_read(
    pulse: Pulse, mbox: Path, options: tuple[str, ...], count: int
) -> None:
    pulse.ok("import", str(mbox), *options)
    assert len(touchpoints(pulse)) == count


def test_options_of_other_files_are_refused(pulse: Pulse, mbox: Path, tmp_path: Path) -> None:
    assert "--only-new is for" in pulse.fails(2, "import", str(mbox), "--only-new").err
    other = tmp_path / "clients.csv"
    other.write_text("name\nBeta\n")
    assert "--client is for" in pulse.fails(2, "import", str(other), "--client", "acme").err


def test_what_only_moved_on_in_a_source_is_nothing_to_undo(pulse: Pulse, mail: Mailbox) -> None:
    mail.has["mail"] = [message()]
    pulse.ok("sync")
    mail.has["mail"] += [message(automatic="newsletter", number="n1")]
    pulse.ok("sync")
    mail.has["mail"] += [message(automatic="newsletter", number="n2")]
    pulse.ok("sync")
    assert "1 touchpoint" in pulse.ok("undo", "--origin", "sync").out
    assert touchpoints(pulse) == []
    pulse.ok("sync")
    assert len(touchpoints(pulse)) == 1


@pytest.mark.parametrize(
    ("since", "started_on", "status"),
    [((), "2026-08-01", "overdue"), (("--since", "2026-11-01"), "2026-11-01", "on_track")],
)
def test_who_was_entered_without_a_start_is_a_client_since_the_last_contact(
    pulse: Pulse, mail: Mailbox, since: tuple[str, ...], started_on: str, status: str
) -> None:
    pulse.ok("add", "Late", "--contact", "Lou", "--email", "lou@late.example", *since)
    mail.has["mail"] = [
        ours("2026-02-01", to="lou@late.example"),
        ours("2026-08-01", to="lou@late.example"),
    ]
    pulse.ok("sync")
    shown = pulse.ok("show", "late", "--json").json
    assert (shown["started_on"], shown["status"]) == (started_on, status)
    pulse.ok("undo", "--origin", "sync")
    assert pulse.ok("show", "late", "--json").json["started_on"] == (since or ("", TODAY))[1]
