"""Check-ups: answers in, a score out, one a day, and how it was over time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from clientpulse.cadence.traits import BUILT_IN
from tests.conftest import Outcome, Pulse, filled_once

GOOD = [one.key for one in BUILT_IN if one.good]
BAD = [one.key for one in BUILT_IN if not one.good]


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01")


def answers(**said: str) -> list[str]:
    return [f"--set={trait.replace('_', '-')}={one}" for trait, one in said.items()]


def check(pulse: Pulse, *arguments: str, **said: str) -> dict[str, object]:
    written = pulse.ok("checkup", "acme", *arguments, *answers(**said), "--json").json["checkup"]
    assert isinstance(written, dict)
    return written


def history(pulse: Pulse) -> list[tuple[str, int]]:
    items = pulse.ok("checkup", "list", "acme", "--json").items
    return [(item["on"], item["score"]) for item in items]


def table(outcome: Outcome) -> list[str]:
    return [" ".join(line.split()) for line in outcome.out.splitlines() if line]


# The score, against sums made by hand.


def test_all_traits_at_their_best_are_a_hundred_and_at_their_worst_nothing(acme: Pulse) -> None:
    best = [f"--set={key}=yes" for key in GOOD] + [f"--set={key}=no" for key in BAD]
    assert (len(GOOD), len(BAD)) == (5, 8)
    assert check(acme, *best)["score"] == 100
    worst = [f"--set={key}=no" for key in GOOD] + [f"--set={key}=yes" for key in BAD]
    assert check(acme, *worst)["score"] == 0


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ({"communication": "yes"}, 100),
        ({"communication": "partly"}, 50),
        ({"communication": "no"}, 0),
        ({"bad-manners": "yes"}, 0),
        ({"bad-manners": "partly"}, 50),
        ({"bad-manners": "no"}, 100),
        # The mean of 1 and a half.
        ({"communication": "yes", "bad-manners": "partly"}, 75),
        # The mean of 1, a half and 0.
        ({"communication": "yes", "expectations": "partly", "no-planning": "yes"}, 50),
        # 2 of 3 is 66.67; 3.5 of 4 is 87.5, and a half goes up.
        ({"communication": "yes", "expectations": "yes", "no-planning": "yes"}, 67),
        (
            {
                "communication": "yes",
                "expectations": "partly",
                "no-planning": "no",
                "bad-manners": "no",
            },
            88,
        ),
    ],
)
def test_the_score_is_the_mean_of_what_was_answered(
    acme: Pulse, said: dict[str, str], score: int
) -> None:
    assert check(acme, *(f"--set={trait}={one}" for trait, one in said.items()))["score"] == score


def test_weights_of_the_client_win_over_those_for_all(acme: Pulse) -> None:
    acme.ok("trait", "weigh", "communication", "3")
    # 3 x 1 + 1 x 0 of 4
    assert check(acme, communication="yes", bad_manners="yes")["score"] == 75
    acme.ok("trait", "weigh", "communication", "9", "--client", "acme")
    # 9 x 1 + 1 x 0 of 10
    assert check(acme, communication="yes", bad_manners="yes")["score"] == 90
    acme.ok("add", "Other")
    other = acme.ok("checkup", "other", *answers(communication="yes", bad_manners="yes"), "--json")
    assert other.json["checkup"]["score"] == 75


def test_a_score_keeps_the_weights_of_its_day(acme: Pulse) -> None:
    check(acme, "--on", "2026-05-01", communication="yes", bad_manners="yes")
    acme.ok("trait", "weigh", "communication", "10")
    assert history(acme) == [("2026-05-01", 50)]
    check(acme, communication="yes", bad_manners="yes")
    assert history(acme) == [("2026-11-21", 91), ("2026-05-01", 50)]


def test_what_weighs_nothing_counts_for_nothing(acme: Pulse) -> None:
    acme.ok("trait", "weigh", "bad-manners", "0")
    assert check(acme, communication="yes", bad_manners="yes")["score"] == 100
    refused = acme.fails(3, "checkup", "acme", "--on", "1 nov", "--set", "bad-manners=yes")
    assert "nothing that was answered counts" in refused.err
    assert [on for on, _ in history(acme)] == ["2026-11-21"]


def test_traits_of_our_own_count_like_the_others(acme: Pulse) -> None:
    acme.ok("trait", "add", "pays", "on", "time")
    acme.ok("trait", "add", "changes late", "--bad", "--client", "acme")
    written = check(acme, pays="yes", changes="yes", communication="yes")
    assert written["answers"] == {
        "pays-on-time": "yes",
        "changes-late": "yes",
        "communication": "yes",
    }
    assert written["score"] == 67
    acme.ok("add", "Other")
    assert "there is no trait" in acme.fails(3, "checkup", "other", "--set", "changes=no").err


# What is answered.


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("y", "yes"),
        ("YES", "yes"),
        ("p", "partly"),
        (" part ", "partly"),
        ("n", "no"),
        ("No", "no"),
    ],
)
def test_an_answer_may_be_its_beginning(acme: Pulse, typed: str, said: str) -> None:
    assert check(acme, "--set", f"communication={typed}")["answers"] == {"communication": said}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("opinions-shared", "opinions-shared"),
        ("Opinions Shared", "opinions-shared"),
        ("communication", "communication"),
        ("poor", "poor-communication"),
        ("exceeded", "expectations"),
        ("strategic", "no-planning"),
    ],
)
def test_a_trait_is_found_by_an_unambiguous_part(acme: Pulse, typed: str, key: str) -> None:
    assert check(acme, "--set", f"{typed}=yes")["answers"] == {key: "yes"}


def test_a_trait_may_have_an_equals_sign_in_its_name(acme: Pulse) -> None:
    acme.ok("trait", "add", "word = deed")
    assert check(acme, "--set", "word = deed=partly")["answers"] == {"word-deed": "partly"}


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        (2, "communication", "isn't a trait with an answer"),
        (2, "communication=", "isn't a trait with an answer"),
        (2, "communication=maybe", "isn't a trait with an answer"),
        (2, "communication=yesno", "isn't a trait with an answer"),
        (2, "=yes", "the trait is empty"),
        (3, "comunication=yes", "did you mean communication"),
        (3, "quarrels=yes", "'pulse trait list' shows them"),
        (3, "attitude=yes", "positive-attitude, negative-attitude"),
    ],
)
def test_what_cant_be_read_keeps_nothing(acme: Pulse, code: int, typed: str, words: str) -> None:
    refused = acme.fails(code, "checkup", "acme", "--set", "bad-manners=no", "--set", typed)
    assert words in refused.err
    assert history(acme) == []


def test_two_answers_about_one_trait_are_refused(acme: Pulse) -> None:
    refused = acme.fails(2, "checkup", "acme", *answers(poor="yes"), "--set", "poor-comm=no")
    assert '"poor-communication" is answered twice' in refused.err
    assert check(acme, "--set", "poor=no", "--set", "poor-comm=n")["score"] == 100


# The day.


def test_a_second_checkup_of_a_day_changes_the_first(
    acme: Pulse, dump: Callable[[], list[str]]
) -> None:
    first = check(acme, communication="yes", bad_manners="yes")
    before = dump()
    second = check(acme, bad_manners="no", expectations="no")
    assert (first["id"], first["uid"]) == (second["id"], second["uid"])
    assert second["answers"] == {"communication": "yes", "bad-manners": "no", "expectations": "no"}
    assert (first["score"], second["score"]) == (50, 67)
    assert history(acme) == [("2026-11-21", 67)]
    acme.ok("undo")
    assert dump() == before


def test_a_checkup_may_be_of_a_day_in_the_past_but_not_ahead(acme: Pulse) -> None:
    assert check(acme, "--on", "yesterday", communication="yes")["on"] == "2026-11-20"
    refused = acme.fails(2, "checkup", "acme", "--on", "2026-11-22", "--set", "poor=no")
    assert "Sun 22 Nov 2026 is in the future" in refused.err
    assert history(acme) == [("2026-11-20", 100)]


def test_clients_and_days_have_checkups_of_their_own(acme: Pulse) -> None:
    acme.ok("add", "Other")
    acme.ok("checkup", "other", *answers(communication="no"))
    check(acme, "--on", "2026-11-20", communication="partly")
    check(acme, communication="yes")
    assert history(acme) == [("2026-11-21", 100), ("2026-11-20", 50)]


# What is said about it.


def test_the_answer_says_the_score_and_what_to_work_on(acme: Pulse) -> None:
    acme.ok("trait", "weigh", "opinions-shared", "3")
    said = acme.ok(
        "checkup",
        "acme",
        *answers(
            communication="no",
            opinions_shared="partly",
            bad_manners="partly",
            no_planning="yes",
            expectations="yes",
        ),
    )
    # 3 x 0.5 + 0.5 + 1 of 7; the middle opinion of a heavy trait costs most.
    assert said.out.splitlines() == [
        "Check-up of Acme, Sat 21 Nov 2026: 43 of 100, at risk",
        "To work on: opinions shared (partly), communication (no), no strategic planning (yes)",
    ]


@pytest.mark.parametrize(
    ("yes", "no", "words"),
    [
        (3, 1, "75 of 100, good"),
        (2, 1, "67 of 100, worth watching"),
        (1, 1, "50 of 100, worth watching"),
        (1, 2, "33 of 100, at risk"),
    ],
)
def test_the_score_is_put_into_words(acme: Pulse, yes: int, no: int, words: str) -> None:
    given = [f"--set={key}=yes" for key in GOOD[:yes]] + [f"--set={key}=yes" for key in BAD[:no]]
    assert acme.ok("checkup", "acme", *given).out.splitlines()[0].endswith(words)


def test_a_perfect_checkup_has_nothing_to_work_on(acme: Pulse) -> None:
    said = acme.ok("checkup", "acme", *answers(communication="yes", bad_manners="no")).out
    assert "Nothing to work on: every answer is the best possible." in said


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("yes", "That is +50 since Fri 1 May 2026."),
        ("no", "That is -50 since Fri 1 May 2026."),
        ("partly", "That is the same as Fri 1 May 2026."),
    ],
)
def test_it_is_compared_with_the_last_one_before_its_day(
    acme: Pulse, answer: str, words: str
) -> None:
    check(acme, "--on", "2026-01-01", communication="yes")
    check(acme, "--on", "2026-05-01", communication="partly")
    check(acme, communication="yes")
    said = acme.ok("checkup", "acme", "--on", "2026-06-01", *answers(communication=answer))
    assert words in said.out.splitlines()


def test_the_history_shows_scores_changes_and_answers_that_changed(acme: Pulse) -> None:
    check(acme, "--on", "2026-01-05", communication="no", bad_manners="yes", poor="no")
    check(acme, "--on", "2026-05-04", communication="yes", bad_manners="yes", no_data="no")
    check(acme, "--on", "2026-06-05", communication="partly", bad_manners="partly", no_data="no")
    assert table(acme.ok("checkup", "list", "acme")) == [
        "3 check-ups of Acme, newest first",
        "On Score Change What changed",
        "Fri 5 Jun 67 = communication yes → partly, bad manners in communication yes → partly",
        "Mon 4 May 67 +34 communication no → yes",
        "Mon 5 Jan 33",
        "Check again: pulse checkup acme",
    ]


def test_the_history_is_there_in_every_format(acme: Pulse) -> None:
    check(acme, communication="no", poor="no")
    (item,) = acme.ok("checkup", "list", "acme", "--json").items
    assert (item["client"], item["key"]) == ("Acme", "acme")
    assert (item["on"], item["score"]) == ("2026-11-21", 50)
    assert item["answers"] == {"communication": "no", "poor-communication": "no"}
    csv = acme.ok("checkup", "list", "acme", "--format", "csv").out.splitlines()
    assert csv[0] == "id,uid,client,key,on,score,answers,by"
    assert ",2026-11-21,50,communication=no;poor-communication=no," in csv[1]
    markdown = acme.ok("checkup", "list", "acme", "--format", "markdown").out
    assert "| Sat 21 Nov | 50 |  |  |" in markdown


def test_a_client_without_a_checkup_has_an_empty_history(acme: Pulse) -> None:
    assert history(acme) == []
    assert table(acme.ok("checkup", "list", "acme")) == [
        "No check-ups of Acme yet",
        "Check now: pulse checkup acme",
    ]


def test_a_trait_that_was_removed_keeps_its_answers_under_its_key(acme: Pulse) -> None:
    acme.ok("trait", "add", "pays")
    check(acme, "--on", "2026-01-05", pays="no", communication="yes")
    check(acme, "--on", "2026-05-04", pays="yes", communication="yes")
    acme.ok("trait", "remove", "pays")
    assert history(acme) == [("2026-05-04", 100), ("2026-01-05", 50)]
    assert "pays no → yes" in acme.ok("checkup", "list", "acme").out
    # A new trait of the same name isn't what those answers were about.
    added = acme.ok("trait", "add", "pays", "--json").json["trait"]
    assert added["key"] == "pays-2"


# What doesn't go together.


def test_without_answers_and_without_a_terminal_there_is_no_checkup(acme: Pulse) -> None:
    assert "there is nobody to answer" in acme.fails(2, "checkup", "acme").err
    assert history(acme) == []


def test_a_client_that_isnt_there_has_no_checkup(acme: Pulse) -> None:
    acme.fails(3, "checkup", "nobody", "--set", "poor=no")
    for verb in ("list", "delete"):
        acme.fails(3, "checkup", verb, "nobody")


def test_one_entered_in_error_is_deleted_by_its_day(acme: Pulse) -> None:
    assert "nothing to delete" in acme.fails(3, "checkup", "delete", "acme").err
    check(acme, communication="yes")
    check(acme, "--on", "2026-11-19", communication="no")
    error = acme.fails(3, "checkup", "delete", "acme").err
    assert "name the day of one: 2026-11-21, 2026-11-19" in error
    assert "there is one of 2026-11-21" in acme.fails(3, "checkup", "delete", "acme", "fri").err
    assert acme.ok("checkup", "delete", "acme", "today").out == (
        "Deleted: Check-up of Acme, Sat 21 Nov 2026: 100 of 100, good\n"
        "The latest is now that of Thu 19 Nov 2026: 0 of 100.\n"
    )
    acme.ok("checkup", "delete", "acme", "--dry-run")
    assert acme.ok("checkup", "delete", "acme").out.endswith("There are no others.\n")
    assert history(acme) == []
    acme.ok("undo")
    acme.ok("undo")
    assert history(acme) == [("2026-11-21", 100), ("2026-11-19", 0)]


def test_nothing_is_stored_but_one_row_and_its_answers(acme: Pulse) -> None:
    check(acme, communication="yes", poor="partly", expectations="no")
    with closing(sqlite3.connect(acme.store)) as connection:
        rows = connection.execute("SELECT checked_on, score FROM checkup").fetchall()
        said = connection.execute("SELECT trait, answer FROM checkup_answer ORDER BY id").fetchall()
    assert rows == [("2026-11-21", 50.0)]
    assert said == [
        ("communication", "yes"),
        ("poor-communication", "partly"),
        ("expectations", "no"),
    ]


def test_a_client_that_is_not_there_is_said_before_that_nobody_answers(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.fails(3, "checkup", "nobody")
    pulse.fails(2, "checkup", "acme")
