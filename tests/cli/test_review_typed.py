"""``pulse review`` with the decisions typed: each by what the list shows, all taken back as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brought_up import ANN, TAX, of_every_kind, refs
from tests.conftest import Pulse


@pytest.fixture
def waiting(pulse: Pulse, tmp_path: Path, config: Path) -> Pulse:
    """What can be decided, of every kind."""
    of_every_kind(pulse, tmp_path, config)
    return pulse


def test_the_list_says_what_to_type_for_each(waiting: Pulse) -> None:
    assert refs(waiting) == [ANN[1], TAX[1], "acme=acme-gmbh", "1=2", "3"]
    said = waiting.ok("review").out
    assert "Dee Field (1, Acme), D. Field (2, Bold)" in said
    assert "Cy Twist (3, Acme)" in said
    assert f"pulse review --client {ANN[1]}\n" in said
    assert f"--person {ANN[1]}=CLIENT, --never {ANN[1]}\n" in said
    assert "pulse review --same acme=acme-gmbh; two: --apart\n" in said
    assert "pulse review --keep 3; deleted: --remove\n" in said


def test_all_is_decided_in_one_line_and_taken_back_as_one(waiting: Pulse) -> None:
    before = refs(waiting)
    answer = waiting.ok(
        *("review", "--client", ANN[1], "--never", TAX[1], "--same", "acme-gmbh=acme"),
        *("--apart", "1=2", "--keep", "cy", "--json"),
    ).json
    assert {name: answer[name] for name in answer if name not in ("schema", "today")} == {
        "clients": [{"client": "Kestrel Partners", "key": "kestrel-partners"}],
        "people": 0,
        "touchpoints": 10,
        "never": [TAX[1]],
        "same": ["acme=acme-gmbh"],
        "apart": ["1=2"],
        "kept": ["3"],
        "removed": [],
        "left": 0,
    }
    assert refs(waiting) == []
    waiting.ok("undo")
    assert refs(waiting) == before


def test_a_client_may_get_another_name_and_cadence(waiting: Pulse) -> None:
    waiting.ok("review", "--client", ANN[1].upper(), "--name", "Kestrel", "--meet", "quarterly")
    (kestrel,) = (
        one for one in waiting.ok("client", "list", "--json").items if "kes" in one["key"]
    )
    assert (kestrel["client"], kestrel["key"]) == ("Kestrel", "kestrel")
    assert kestrel["meeting_interval"] == "3m"
    waiting.ok("undo")
    waiting.ok("review", "--client", ANN[1], "--meet", "none", "--update", "none")
    (kestrel,) = (
        one for one in waiting.ok("client", "list", "--json").items if "kes" in one["key"]
    )
    assert (kestrel["meeting_interval"], kestrel["update_interval"]) == (None, "none")


@pytest.mark.parametrize("client", ["bold", "BO"])
def test_a_person_comes_to_a_client_named_like_everywhere(waiting: Pulse, client: str) -> None:
    said = waiting.ok("review", "--person", f"{ANN[1]}={client}").out
    assert said.startswith("1 person added, 10 touchpoints from earlier mail.\n")
    people = waiting.ok("contact", "list", "bold", "--json").items
    assert [one["name"] for one in people] == ["D. Field", "Ann Field"]
    assert ANN[1] not in refs(waiting)


def test_who_is_called_like_a_client_becomes_a_person_there(waiting: Pulse) -> None:
    waiting.ok("add", "Kestrel Partners")
    waiting.ok("review", "--client", ANN[1])
    people = waiting.ok("contact", "list", "kestrel", "--json").items
    assert [one["name"] for one in people] == ["Ann Field"]
    waiting.ok("undo")
    waiting.ok("review", "--client", ANN[1], "--name", "Kestrel of York")
    assert waiting.ok("contact", "list", "kestrel-of-york", "--json").items


def test_who_is_gone_is_deleted_by_name_and_two_people_are_joined(waiting: Pulse) -> None:
    assert "1 person deleted." in waiting.ok("review", "--remove", "Cy Twist").out
    assert "1 pair joined." in waiting.ok("review", "--same", "2=1").out
    names = [one["name"] for one in waiting.ok("contact", "list", "--json").items]
    assert sorted(names) == ["Bo Berg", "Dee Field"]


def test_what_is_stale_is_refused_and_nothing_is_written(waiting: Pulse) -> None:
    before = refs(waiting)
    for option, typed, why in (
        ("--client", "zoe@zed.example", 'nobody with the address "zoe@zed.example" is to be'),
        ("--person", f"{ANN[1]}=nobody", 'there is no client "nobody"'),
        ("--same", "acme=bold", '"acme=bold" isn\'t a pair to decide about'),
        ("--apart", "1=7", '"1=7" isn\'t a pair'),
        ("--keep", "4", '"4" isn\'t gone from an address book'),
        ("--remove", "Bo", '"Bo" isn\'t gone'),
    ):
        said = waiting.fails(3, "review", "--never", TAX[1], option, typed).err
        assert why in said
        assert "hint: see what is to be decided" in said or option == "--person"
    assert refs(waiting) == before
    waiting.ok("review", "--same", "acme=acme-gmbh")
    waiting.fails(3, "review", "--same", "acme=acme-gmbh")


@pytest.mark.in_a_file
def test_a_backup_is_made_before_and_goes_where_nothing_was_decided(waiting: Pulse) -> None:
    backups = waiting.ok("backup", "list", "--json").items
    waiting.fails(3, "review", "--keep", "4")
    assert waiting.ok("backup", "list", "--json").items == backups
    waiting.ok("review", "--keep", "3")
    made = {one["why"] for one in waiting.ok("backup", "list", "--json").items}
    assert made - {one["why"] for one in backups} == {"before-review"}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("--client", "ann"), '"ann" isn\'t an e-mail address'),
        (("--never", "tax office"), '"tax office" isn\'t an e-mail address'),
        (("--person", ANN[1]), "doesn't say at which client"),
        (("--person", f"{ANN[1]}= "), "doesn't say at which client"),
        (("--same", "acme"), '"acme" isn\'t a pair'),
        (("--apart", "acme="), '"acme=" isn\'t a pair'),
        (("--same", "1=2", "--apart", "2=1"), "1=2 is decided twice: --same and --apart"),
        (("--client", ANN[1], "--never", ANN[1]), "is decided twice: --client and --never"),
        (("--client", ANN[1], "--person", f"{ANN[1]}=acme"), "is decided twice"),
        (("--keep", "3", "--remove", "cy"), "3 is decided twice: --keep and --remove"),
        (("--meet", "quarterly"), "go with one --client"),
        (("--client", ANN[1], "--client", TAX[1], "--name", "X"), "go with one --client"),
        (("--client", ANN[1], "--meet", "now and then"), "isn't a meeting interval"),
    ],
)
def test_what_cant_be_read_or_contradicts_itself_is_refused(
    waiting: Pulse, typed: tuple[str, ...], why: str
) -> None:
    before = refs(waiting)
    assert why in waiting.fails(2, "review", *typed).err
    assert refs(waiting) == before


def test_the_same_typed_twice_is_decided_once(waiting: Pulse) -> None:
    answer = waiting.ok("review", "--keep", "3", "--keep", "cy", "--same", "1=2", "--same", "2=1")
    assert "1 pair joined." in answer.out


@pytest.mark.in_a_file
def test_nothing_is_decided_where_nothing_is_stored(pulse: Pulse) -> None:
    assert "nothing is stored yet" in pulse.fails(3, "review", "--keep", "3").err
