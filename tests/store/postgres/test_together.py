"""Two people, or two windows of one, change the same: nobody's change is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import typer
from colleagues import Colleague, Hire, practice
from databases import NewDatabase

from clientpulse import services
from clientpulse.cli.app import editor
from clientpulse.cli.app.terminal import Terminal
from clientpulse.cli.commands import checkup
from clientpulse.cli.commands.rounds import asking
from clientpulse.store import queries
from tests import processes

pytestmark = pytest.mark.thorough

Meanwhile = Callable[[], object]


@pytest.fixture(params=["file", "server"])
def hire(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hire:
    if request.param == "file":
        file = str(tmp_path / "clients.db")
        return lambda name: Colleague(name, file, tmp_path / name, monkeypatch)
    new_database: NewDatabase = request.getfixturevalue("new_database")
    return practice(new_database, tmp_path, monkeypatch)


@pytest.fixture
def sam(hire: Hire, monkeypatch: pytest.MonkeyPatch) -> Colleague:
    monkeypatch.setattr(Terminal, "may_ask", True)
    monkeypatch.setenv("VISUAL", "true")
    sam = hire("sam")
    sam("add", "Acme", "--meet", "monthly", "--tag", "a", "--contact", "Ann")
    sam("add", "Other")
    return sam


@pytest.fixture
def kim(hire: Hire, sam: Colleague) -> Colleague:
    return hire("kim")


def acme(colleague: Colleague) -> dict[str, object]:
    found: dict[str, object] = colleague("client", "list", "--json").json["items"][0]
    return found


@pytest.fixture
def while_editing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let an editor replace lines, and something happen before it is closed."""

    def edit(meanwhile: Meanwhile, *lines: str) -> None:
        def edited(initial: str, suffix: str) -> str:
            meanwhile()
            for line in lines:
                field = line.partition(" =")[0]
                initial = re.sub(rf"(?m)^{field} = .*$", line, initial)
            return initial

        monkeypatch.setattr(editor, "edit_text", edited)

    return edit


@pytest.fixture
def while_asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Meanwhile], None]:
    """Let something happen before a question is answered with yes."""

    def ask(meanwhile: Meanwhile) -> None:
        def confirm(*_: object, **__: object) -> bool:
            meanwhile()
            return True

        monkeypatch.setattr(typer, "confirm", confirm)

    return ask


WHO = r"on \w{3} \d+ \w{3} \d{4} at \d\d:\d\d kim "


def test_different_fields_edited_at_the_same_time_are_merged(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    while_editing(
        lambda: kim("client", "edit", "acme", "--meet", "quarterly", "--add-tag", "b"),
        'note = "mine"',
        'tags = ["c"]',
    )
    sam("client", "edit", "acme")
    now = acme(sam)
    assert (now["meeting_interval"], now["note"], now["tags"]) == ("3m", "mine", ["b", "c"])


def test_the_same_field_is_refused_and_what_was_typed_is_kept(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    while_editing(
        lambda: kim("client", "edit", "acme", "--meet", "quarterly"),
        'meet = "weekly"',
        'note = "mine"',
    )
    error, clash, hint = sam("client", "edit", "acme", code=3).err.splitlines()
    assert re.match(rf"error: {WHO}edited Acme, while you typed; nothing was changed", error)
    assert clash == '  meet: "3m" now, "weekly" is yours'
    kept = Path(hint.rpartition("what you typed is kept in ")[2])
    assert 'note = "mine"' in kept.read_text()
    now = acme(sam)
    assert (now["meeting_interval"], now["note"]) == ("3m", None)


def test_both_editing_to_the_same_value_agree(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    while_editing(lambda: kim("client", "edit", "acme", "--note", "ours"), 'note = "ours"')
    sam("client", "edit", "acme")
    assert acme(sam)["note"] == "ours"


def test_somebody_elses_contact_is_not_overwritten(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    while_editing(
        lambda: kim("contact", "edit", "acme", "ann", "--email", "a@a.example"),
        'email = "b@b.example"',
    )
    assert re.search(WHO, sam("client", "edit", "acme", code=3).err)


@pytest.mark.parametrize("typed", ['email = "ann@a.example"', 'phone = "+49 30 555 0101"'])
@pytest.mark.parametrize(
    ("command", "now"),
    [
        (("contact", "add", "acme", "Cid", "--primary"), "Cid"),
        (("contact", "edit", "acme", "bob", "--primary"), "Bob"),
        (("contact", "delete", "acme", "ann"), "Bob"),
    ],
)
def test_what_was_typed_of_one_person_never_goes_to_another(
    sam: Colleague,
    kim: Colleague,
    command: tuple[str, ...],
    now: str,
    typed: str,
    while_editing: Callable[..., None],
) -> None:
    sam("contact", "add", "acme", "Bob")
    while_editing(lambda: kim(*command), typed, 'note = "mine"')
    error, whom, clash, hint = sam("client", "edit", "acme", code=3).err.splitlines()
    assert re.match(rf"error: {WHO}.*, while you typed; nothing was changed", error)
    assert whom == f'  contact: "{now}" now, "Ann" is whom you edited'
    field, _, value = typed.partition(" = ")
    assert clash == f'  {field}: "" now, {value} is yours'
    assert typed in Path(hint.rpartition("what you typed is kept in ")[2]).read_text()
    people = sam("contact", "list", "--json").json["items"]
    assert {(one["email"], one["phone"]) for one in people} == {(None, None)}
    assert acme(sam)["note"] is None


def test_a_name_typed_for_one_person_is_not_given_to_another(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    while_editing(
        lambda: kim("contact", "add", "acme", "Bob", "--primary"),
        'contact = "Ann One"',
        'email = "ann@a.example"',
    )
    error, *clashes, _ = sam("client", "edit", "acme", code=3).err.splitlines()
    assert re.match(rf"error: {WHO}added Bob", error)
    assert clashes == [
        '  contact: "Bob" now, "Ann One" is yours',
        '  email: "" now, "ann@a.example" is yours',
    ]


def test_another_person_is_no_clash_where_nothing_was_typed_of_one_or_both_mean_the_same(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    while_editing(lambda: kim("contact", "add", "acme", "Bob", "--primary"), 'note = "mine"')
    sam("client", "edit", "acme")
    assert acme(sam)["note"] == "mine"
    while_editing(
        lambda: kim("contact", "add", "other", "Cid"),
        'contact = "Cid"',
        'email = "cid@o.example"',
    )
    sam("client", "edit", "other")
    (cid,) = sam("contact", "list", "other", "--json").json["items"]
    assert (cid["name"], cid["email"]) == ("Cid", "cid@o.example")


@pytest.mark.parametrize("command", [("delete", "acme"), ("delete", "acme", "--forget")])
def test_what_was_logged_while_somebody_was_asked_is_not_deleted(
    sam: Colleague,
    kim: Colleague,
    command: tuple[str, ...],
    while_asked: Callable[[Meanwhile], None],
) -> None:
    while_asked(lambda: kim("log", "acme", "Hello"))
    err = sam("client", *command, code=3).err
    assert re.match(
        rf"error: {WHO}logged a call with Acme .*, while you were being asked; nothing", err
    )
    assert [one["note"] for one in sam("history", "--json").json["items"]] == ["Hello"]
    while_asked(lambda: kim("log", "other", "Hello"))
    sam("client", *command)


@pytest.mark.parametrize("whom", ["acme", "other"])
def test_what_was_written_while_somebody_was_asked_is_not_merged(
    sam: Colleague, kim: Colleague, whom: str, while_asked: Callable[[Meanwhile], None]
) -> None:
    while_asked(lambda: kim("client", "edit", whom, "--note", "new"))
    assert re.search(WHO, sam("client", "merge", "other", "acme", code=3).err)
    assert len(sam("client", "list", "--json").json["items"]) == 2


def test_what_is_deleted_meanwhile_is_noticed(
    sam: Colleague, kim: Colleague, while_asked: Callable[[Meanwhile], None]
) -> None:
    sam("log", "acme", "Hello")
    while_asked(lambda: kim("touchpoint", "delete", "1"))
    assert re.search(WHO, sam("client", "delete", "acme", code=3).err)


def test_both_deleting_the_same_one_is_told(
    sam: Colleague, kim: Colleague, while_asked: Callable[[Meanwhile], None]
) -> None:
    while_asked(lambda: kim("client", "delete", "acme", "--yes"))
    err = sam("client", "delete", "acme", code=3).err
    assert re.match(rf"error: Acme \(acme\) is gone: {WHO}deleted Acme\n", err)
    sam("service", "add", "Payroll", "We pay.")
    sam("service", "mention", "other", "payroll")
    while_asked(lambda: kim("service", "delete", "payroll", "--yes"))
    assert "somebody deleted or renamed" in sam("service", "delete", "payroll", code=3).err


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([("client", "merge", "acme", "other", "--yes")], r"is gone: {who}merged Acme into Other"),
        (
            [("client", "edit", "acme", "--key", "a"), ("log", "a", "x")],
            r"has another key now, a: {who}edited Acme",
        ),
        ([("client", "delete", "acme", "--forget", "--yes")], "is gone: somebody deleted it meanw"),
    ],
)
def test_what_became_of_a_client_is_said_as_far_as_it_is_known(
    sam: Colleague,
    kim: Colleague,
    commands: list[tuple[str, ...]],
    said: str,
    while_editing: Callable[..., None],
) -> None:
    while_editing(lambda: [kim(*one) for one in commands], 'note = "mine"')
    error, hint = sam("client", "edit", "acme", code=3).err.splitlines()
    assert re.search(r"Acme \(acme\) " + said.format(who=WHO), error)
    assert hint.startswith("hint: nothing was changed; look at 'pulse client list' and try again;")


def test_a_client_whose_addition_was_undone_is_said_to_be(
    sam: Colleague, kim: Colleague, while_editing: Callable[..., None]
) -> None:
    kim("add", "Third")
    while_editing(lambda: kim("undo"), 'note = "mine"')
    err = sam("client", "edit", "third", code=3).err
    shared = sam.store.startswith("postgresql")
    undid = rf"{WHO}undid 'added Third'" if shared else r"on .* 'added Third' was undone"
    assert re.match(rf"error: Third \(third\) is gone: {undid}\n", err)


@pytest.mark.parametrize(
    ("command", "theirs", "field"),
    [
        (("client", "edit", "@news", "--owner", "sam"), "client edit {} --owner kim", "owner"),
        (("snooze", "@news", "2026-12-04"), "snooze {} 2027-01-20", "snoozed_until"),
        (
            ("client", "edit", "@news", "--meet", "1y"),
            "client edit {} --meet 1w",
            "meeting_interval",
        ),
    ],
)
def test_of_many_those_changed_while_somebody_was_asked_stay_so_and_are_named(
    sam: Colleague,
    kim: Colleague,
    command: tuple[str, ...],
    theirs: str,
    field: str,
    while_asked: Callable[[Meanwhile], None],
) -> None:
    def items() -> dict[str, object]:
        listed = sam("client", "list", "@news", "--owner", "all", "--json").json["items"]
        return {one["key"]: one[field] for one in listed}

    for name in ("N1", "N2", "N3"):
        sam("add", name, "--tag", "news", "--owner", "")
    before = items()

    def meanwhile() -> None:
        for key in ("n2", "n3"):
            kim(*theirs.format(key).split())
        before.update(items())

    while_asked(meanwhile)
    answered = sam(*command)
    for name in ("N2", "N3"):
        assert re.search(
            rf"\nUnchanged \({WHO}.*, while you were being asked\): {name}\n", answered.out
        )
    assert "Left alone" not in answered.out
    assert "kim" not in answered.err
    now = items()
    assert now.pop("n1") != before.pop("n1")
    assert now == before


def test_a_service_that_a_client_heard_of_meanwhile_is_not_deleted(
    sam: Colleague, kim: Colleague, while_asked: Callable[[Meanwhile], None]
) -> None:
    sam("service", "add", "Payroll", "We pay.")
    sam("service", "mention", "other", "payroll")
    while_asked(lambda: kim("service", "mention", "acme", "payroll"))
    assert "has changed meanwhile" in sam("service", "delete", "payroll", code=3).err


def test_answers_of_a_check_up_are_kept_as_a_command_where_somebody_gave_others(
    sam: Colleague, kim: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ("checkup", "acme", "--set", "communication=no")

    def answer(*_: object) -> str:
        if acme(sam)["key"] and not kim("history", "--json").json["items"]:
            kim("log", "acme", "once")
            kim(*theirs)
        return "yes"

    monkeypatch.setattr(checkup, "_answer", answer)
    err = sam("checkup", "acme", code=3).err
    assert re.search(rf"error: {WHO}checked up on Acme, while you typed", err)
    assert "  communication: no now, yes is yours" in err
    again = err.rpartition("to store yours: pulse ")[2].split()
    sam(*again)


def test_the_walk_of_calls_says_who_was_in_touch_meanwhile(
    sam: Colleague, kim: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in ("acme", "other"):
        sam("client", "edit", one, "--phone", "+49 30 555 0100", "--contact", "Ann")
        sam("remind", one, "today", "ring")
    asked: list[str] = []

    def answer(question: str) -> str:
        if not asked:
            kim("log", "acme", "First")
            kim("log", "other", "First")
        asked.append(question)
        return "s"

    monkeypatch.setattr(asking, "ask", answer)
    monkeypatch.setattr("io.StringIO", processes.Terminal)
    out = sam("--no-color", "--no-pager", "dial").out
    assert len(asked) == 2, out
    assert len(re.findall(rf"(?m)^{WHO.replace('on', 'On', 1)}logged a call", out)) == 1


def test_whoever_comes_second_is_told_whatever_both_do(sam: Colleague, kim: Colleague) -> None:
    sam("add", "Third")
    assert "there is a client of this name already" in kim("add", "third", code=3).err
    assert "belongs to another client" in kim("add", "Fourth", "--key", "third", code=3).err
    sam("meeting", "book", "acme", "2026-11-21", "9:00")
    sam("meeting", "cancel", "1")
    kim("meeting", "cancel", "1", code=3)
    sam("promise", "acme", "the plan")
    sam("done", "1")
    kim("done", "1", code=3)
    sam("log", "acme", "x")
    sam("touchpoint", "delete", "1")
    kim("touchpoint", "delete", "1", code=3)
    sam("client", "delete", "acme", "--yes")
    kim("log", "acme", "x", code=3)
    kim("client", "delete", "acme", "--yes", code=3)


def test_whoever_wrote_or_has_clients_is_no_new_owner(hire: Hire, sam: Colleague) -> None:
    hire("Özge")("log", "acme", "Hello")
    assert sam("client", "edit", "other", "--owner", "ÖZGE").err == ""
    said = "kmi is a new owner; the others are sam and ÖZGE\n"
    assert sam("add", "Gx", "--owner", "kmi", "--json").err == said
    assert sam("add", "Third", "--owner", "Kmi").err == ""


def test_what_a_colleague_changed_lately_is_told_on_a_server_alone(
    hire: Hire, sam: Colleague, kim: Colleague
) -> None:
    shared = sam.store.startswith("postgresql")
    err = kim("client", "edit", "acme", "--meet", "weekly").err
    assert err == ("sam entered this just now: added Acme\n" if shared else "")
    err = sam("client", "edit", "acme", "--note", "x").err
    assert err == ("kim changed this just now: edited Acme\n" if shared else "")
    assert sam("client", "edit", "acme", "--note", "y").err == ""
    assert sam("log", "other", "Only added").err == ""
    assert hire("Sam")("client", "edit", "acme", "--note", "z").err == ""
    kim("undo", code=0 if not shared else 3)


def test_who_wrote_it_down_stays_so_and_is_told_who_edited_it(
    sam: Colleague, kim: Colleague
) -> None:
    sam("log", "acme", "Said by sam")
    kim("touchpoint", "edit", "1", "--note", "Changed by kim")
    (entry,) = sam("history", "acme", "--json").json["items"]
    assert (entry["note"], entry["by"]) == ("Changed by kim", "sam")
    listed = sam("undo", "--list", "--owner", "all", "--json").json["items"][0]
    assert (listed["by"], "Acme" in listed["summary"]) == ("kim", True)
    shared = sam.store.startswith("postgresql")
    err = sam("touchpoint", "edit", "1", "--mood", "good").err
    assert err.startswith("kim changed this just now: ") == shared


def test_a_redo_of_what_wasnt_undone_last_is_noticed(sam: Colleague, kim: Colleague) -> None:
    kim("log", "acme", "Said by kim")
    sam("log", "other", "Said by sam")
    kim("undo")
    sam("undo")

    def mark() -> object:
        with closing(services.stores.store_at(sam.store).open_reader_as_it_is()) as reader:
            return queries.journal.mark(reader)

    before = mark()
    kim("redo")
    assert mark() != before
