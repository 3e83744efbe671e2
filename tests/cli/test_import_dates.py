"""Dates and times of day in imported files, from the command to the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Pulse

CONTACTS = (
    "Name,Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value\n"
    "Ann Field,Ann,Field,03/04/1979,,Work,ann@field.example\n"
)
TWO_CALLS = "client,on\nacme,2026-11-02 09:30\nacme,2026-11-02T16:00:00Z\n"
SAME_CALLS = "client,on\nacme,2026-11-02\nacme,2 nov\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    """Writes a file and returns its name."""

    def written(text: str) -> str:
        file = tmp_path / "some.csv"
        file.write_text(text)
        return str(file)

    return written


def birthday(pulse: Pulse) -> str | None:
    (contact,) = pulse.ok("contact", "list", "--json").items
    found: str | None = contact["birthday"]
    return found


def created(pulse: Pulse, file: str) -> int:
    found: int = pulse.ok("import", file, "--json").json["import"]["created"]
    return found


def test_a_birthday_with_two_readings_is_left_out_and_the_answer_says_what_to_do(
    pulse: Pulse, write: Callable[[str], str]
) -> None:
    outcome = pulse.ok("import", write(CONTACTS))
    asked, left_out = outcome.err.splitlines()
    assert "--date-order dmy or mdy" in asked
    assert left_out == ('line 2: Birthday "03/04/1979" can be 4 Mar 1979 or 3 Apr 1979: left out')
    assert birthday(pulse) is None


def test_the_order_typed_wins_over_the_one_in_the_config(
    pulse: Pulse, config: Path, write: Callable[[str], str]
) -> None:
    config.write_text('date_order = "mdy"\n')
    assert pulse.ok("import", write(CONTACTS), "--date-order", "DMY").err == ""
    assert birthday(pulse) == "1979-04-03"


def test_the_order_in_the_config_is_obeyed(
    pulse: Pulse, config: Path, write: Callable[[str], str]
) -> None:
    config.write_text('date_order = "mdy"\n')
    assert pulse.ok("import", write(CONTACTS)).err == ""
    assert birthday(pulse) == "1979-03-04"


def test_another_order_is_refused(pulse: Pulse, write: Callable[[str], str]) -> None:
    refused = pulse.fails(2, "import", write(CONTACTS), "--date-order", "myd")
    assert '"myd" isn\'t an order of dates' in refused.err
    assert "use dmy, mdy or ymd" in refused.err


def test_a_time_behind_the_day_of_a_touchpoint_is_kept(
    pulse: Pulse, write: Callable[[str], str]
) -> None:
    pulse.ok("add", "Acme")
    file = write(TWO_CALLS)
    assert (created(pulse, file), created(pulse, file)) == (2, 0)
    calls = pulse.ok("history", "acme", "--json").items
    assert [(one["on"], one["at"]) for one in calls] == [
        ("2026-11-02", "16:00"),
        ("2026-11-02", "09:30"),
    ]


def test_a_file_without_times_brings_no_call_again_that_has_one_here(
    pulse: Pulse, write: Callable[[str], str], tmp_path: Path
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("import", write(TWO_CALLS))
    exported = str(tmp_path / "exported.csv")
    pulse.ok("export", exported, "--kind", "touchpoints")
    assert created(pulse, exported) == 0
    assert created(pulse, write(SAME_CALLS)) == 0
    assert created(pulse, write(SAME_CALLS + "acme,2026-11-02\n")) == 1


def test_a_client_whose_start_is_not_clear_starts_today(
    pulse: Pulse, write: Callable[[str], str]
) -> None:
    outcome = pulse.ok("import", write("name,since\nAcme,03/04/2025\nBeta,1 apr 2025\n"))
    assert 'line 2: since "03/04/2025" can be 4 Mar 2025 or 3 Apr 2025: left out' in outcome.err
    starts = {one["key"]: one["started_on"] for one in pulse.ok("client", "list", "--json").items}
    assert starts == {"acme": pulse.today, "beta": "2025-04-01"}


def test_a_touchpoint_whose_day_is_not_clear_is_refused_unless_another_row_shows_the_order(
    pulse: Pulse, write: Callable[[str], str]
) -> None:
    pulse.ok("add", "Acme")
    refused = pulse("import", write("client,on\nacme,03/04/2025\n"))
    assert refused.code == 5
    assert 'line 2: "03/04/2025" can be 4 Mar 2025 or 3 Apr 2025' in refused.err
    outcome = pulse.ok("import", write("client,on\nacme,03/04/2025\nacme,15/01/2025\n"))
    assert "read day first: 15/01/2025 in line 3 can't be anything else" in outcome.err
    days = [one["on"] for one in pulse.ok("history", "acme", "--json").items]
    assert days == ["2025-04-03", "2025-01-15"]
