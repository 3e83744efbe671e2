"""The clients themselves: list, edit, let rest, put away, delete, merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _two(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann", "--tag", "a", "--since", "2026-09-01")
    pulse.ok("add", "Other", "--meet", "none", "--since", "2026-03-01", "--tag", "b")


def listed(pulse: Pulse, *options: str) -> list[str]:
    return [item["key"] for item in pulse.ok("client", "list", "--json", *options).items]


@pytest.mark.usefixtures("daily_rules_only")
def test_archived_clients_are_out_of_everything_but_their_own_list(pulse: Pulse) -> None:
    pulse.ok("client", "archive", "acme")
    assert listed(pulse) == ["other"]
    assert listed(pulse, "--archived") == ["acme"]
    assert [item["key"] for item in pulse.ok("report", "--json").items] == ["other"]
    assert pulse.ok("due", "--json", today="2027-05-01").items == []
    assert pulse.ok("show", "acme", "--json").json["status"] == "archived"
    pulse.fails(3, "client", "archive", "acme")
    pulse.ok("client", "restore", "acme")
    assert listed(pulse) == ["acme", "other"]
    pulse.fails(3, "client", "restore", "acme")


def test_edit_changes_only_what_is_given(pulse: Pulse) -> None:
    before = pulse.ok("client", "list", "--json").items[0]
    after = pulse.ok("client", "edit", "acme", "--meet", "1m", "--json").json["client"]
    assert after == before | {"meeting_interval": "1m"}


def test_an_update_interval_can_follow_the_rule_again(pulse: Pulse) -> None:
    pulse.ok("client", "edit", "acme", "--update", "10d")
    assert pulse.ok("show", "acme", "--json").json["update_from"] == "client"
    pulse.ok("client", "edit", "acme", "--update", "rule")
    assert pulse.ok("show", "acme", "--json").json["update_from"] == "rule"
    pulse.ok("client", "edit", "acme", "--update", "none")
    assert pulse.ok("show", "acme", "--json").json["update_interval"] is None


def test_empty_values_remove_what_is_optional(pulse: Pulse) -> None:
    pulse.ok("client", "edit", "acme", "--note", "x", "--owner", "kim", "--prefers", "call")
    edited = pulse.ok(
        "client",
        "edit",
        "acme",
        "--note",
        "",
        "--owner",
        "",
        "--prefers",
        "",
        "--tag",
        "",
        "--json",
    ).json["client"]
    assert (edited["note"], edited["owner"], edited["prefers"], edited["tags"]) == (
        None,
        None,
        None,
        [],
    )
    pulse.fails(2, "client", "edit", "acme", "--name", "")


def test_edit_without_options_and_without_a_terminal_says_what_to_give(pulse: Pulse) -> None:
    assert "--meet" in pulse.fails(2, "client", "edit", "acme").err


def test_rename_keeps_the_key(pulse: Pulse) -> None:
    renamed = pulse.ok("client", "rename", "acme", "Acme", "Holding", "--json").json["client"]
    assert (renamed["client"], renamed["key"]) == ("Acme Holding", "acme")


def test_a_pause_ends_on_its_day_and_resume_needs_one(pulse: Pulse) -> None:
    pulse.fails(3, "client", "resume", "acme")
    pulse.fails(2, "client", "pause", "acme", "--until", "today")
    pulse.ok("client", "pause", "acme", "--until", "2026-12-01")

    def status(today: str) -> str:
        return pulse.ok("show", "acme", "--json", today=today).json["status"]

    assert status("2026-11-30") == "paused"
    assert status("2026-12-01") == "overdue"


@pytest.mark.parametrize("command", [("delete", "acme"), ("merge", "acme", "other")])
def test_what_destroys_asks_and_without_a_terminal_needs_yes(
    pulse: Pulse, command: tuple[str, ...]
) -> None:
    assert "--yes" in pulse.fails(2, "client", *command).err
    said = pulse.ok("client", *command, "--dry-run").out
    assert said.startswith("Would ")
    assert listed(pulse) == ["acme", "other"]
    pulse.ok("client", *command, "--yes")
    assert listed(pulse) == ["other"]


def test_delete_makes_a_backup_first(pulse: Pulse) -> None:
    pulse.ok("client", "delete", "acme", "--yes")
    backups = list((pulse.store.parent / "backups").iterdir())
    assert len(backups) == 1
    assert "before-delete" in backups[0].name


def test_merge_moves_everything_and_keeps_what_the_target_knows(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "One", "-d", "2026-10-01")
    pulse.ok("meeting", "book", "acme", "2026-12-01")
    pulse.ok("client", "edit", "acme", "--note", "from acme", "--prefers", "call")
    pulse.ok("client", "edit", "other", "--note", "from other", "--prefers", "email")
    pulse.ok("client", "merge", "acme", "other", "--yes")
    shown = pulse.ok("show", "other", "--json").json
    assert [one["note"] for one in shown["touchpoints"]] == ["One"]
    assert [one["on"] for one in shown["meetings"]] == ["2026-12-01"]
    assert [(one["name"], one["primary"]) for one in shown["contacts"]] == [("Ann", True)]
    assert shown["tags"] == ["a", "b"]
    assert shown["prefers"] == "email"
    assert shown["note"] == "from other\nfrom acme"
    assert shown["meeting_interval"] == "3m"  # the target had nothing agreed
    assert shown["started_on"] == "2026-03-01"
    pulse.fails(3, "show", "acme")


def test_the_editor_changes_fields_and_tags(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientpulse.cli.commands.client.form import changed_fields, form_of
    from clientpulse.services import clients
    from clientpulse.store.database import Store

    reader = Store(pulse.store).open_reader()
    view = clients.listing.read(reader, 1)
    reader.close()
    form = form_of(replace(view, tags=("a",)), None)
    assert changed_fields(form, form) == {}
    edited = form.replace('name = "Acme"', 'name = "Acme \\"AG\\""').replace('["a"]', '["a", "c"]')
    assert changed_fields(form, edited) == {"name": 'Acme "AG"', "tags": ["a", "c"]}


@pytest.mark.parametrize("broken", ["name = ", "nome = 1", "name = 3", 'tags = "a"'])
def test_a_form_that_cannot_be_read_is_told(broken: str) -> None:
    from clientpulse.cli.commands.client.form import changed_fields
    from clientpulse.errors import InputError

    form = 'name = "A"\nkey = "a"\nmeet = "3m"\nupdate = "rule"\nsince = "2026-01-01"\n'
    form += 'prefers = ""\nowner = ""\ncontact = ""\nemail = ""\nphone = ""\ntags = []\nnote = ""\n'
    with pytest.raises(InputError):
        changed_fields(form, broken)


def test_a_merge_leaves_the_targets_cadence_and_says_what_holds(pulse: Pulse) -> None:
    pulse.ok("client", "edit", "acme", "--update", "none")
    pulse.ok("client", "edit", "other", "--meet", "monthly")
    said = pulse.ok("client", "merge", "acme", "other", "--yes").out
    assert "Other: meet monthly, update weekly, since Sun 1 Mar 2026." in said
    assert pulse.ok("show", "other", "--json").json["update_from"] == "rule"


def test_another_clients_name_is_refused(pulse: Pulse) -> None:
    assert "other" in pulse.fails(3, "client", "rename", "acme", "OTHER").err
    pulse.ok("client", "rename", "acme", "ACME")


@pytest.mark.parametrize(
    "command",
    [
        ("touchpoint", "delete", "1"),
        ("contact", "remove", "acme", "ann"),
        ("meeting", "cancel", "1"),
    ],
    ids=" ".join,
)
def test_a_dry_run_keeps_everything(
    pulse: Pulse, dump: Callable[[], list[str]], command: tuple[str, ...]
) -> None:
    pulse.ok("log", "acme", "One")
    pulse.ok("meeting", "book", "acme", "2026-12-01")
    before = dump()
    assert pulse.ok(*command, "--dry-run").out.startswith("Would ")
    assert dump() == before
    assert pulse.ok("undo", "--list", "--json").json["items"][0]["command"] == "meeting book"
    pulse.ok(*command)
    assert dump() != before


def test_a_client_in_other_letters_is_named_in_its_own(pulse: Pulse) -> None:
    assert 'there is no client "Müller 日"' in pulse.fails(3, "show", "Müller 日").err
